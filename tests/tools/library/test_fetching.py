"""Row X5: what is fetched by its address, and what is refused before anything is connected to."""

import gzip
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.doubles.files import pdf
from tools.errors import DocumentRefused
from tools.library import Given, Library
from tools.library.addresses import is_public, read_address
from tools.library.fetching import Fetcher

PUBLIC, OTHER = "93.184.215.14", "8.8.4.4"
INSIDE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "192.0.0.1",
    "192.88.99.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12::1",
    "fec0::1",
    "ff02::1",
    "100::1",
    "2001:db8::1",
    "no number",
]


def answer(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


def moved(to: str) -> bytes:
    return answer(b"", status="302 Found", more=f"Location: {to}\r\n")


@dataclass
class Web:
    """Servers on loopback that stand for public hosts: what each says, and who asked for what."""

    hosts: dict[str, Sequence[str]] = field(default_factory=lambda: {"news.example.com": (PUBLIC,)})
    said: dict[str, bytes] = field(default_factory=dict)
    resolved: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    stalls: bool = False
    done: threading.Event = field(default_factory=threading.Event)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.resolved.append(host)
        return self.hosts.get(host, ())

    def connect(self, number: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((number, port))
        ours, theirs = socket.socketpair()
        ours.settimeout(seconds)
        threading.Thread(target=self._serve, args=(theirs, number), daemon=True).start()
        return ours

    def _serve(self, link: socket.socket, number: str) -> None:
        with link:
            request = link.recv(10_000).decode()
            path = request.split(" ")[1]
            self.asked.append(request)
            try:
                link.sendall(self.said.get(f"{number}{path}") or self.said[path])
                while self.stalls and not self.done.wait(0.05):
                    link.sendall(b"x")
            except OSError:
                return

    def fetcher(self, seconds: float = 5.0) -> Fetcher:
        return Fetcher(self.resolve, self.connect, seconds)


@pytest.fixture
def web() -> Iterator[Web]:
    opened = Web()
    yield opened
    opened.done.set()


ARTICLE = answer(
    b"<html><head><title>Copper rises</title><meta name='date' content='2025-03-05'></head><body><article>"
    b"<p>Copper prices rose three percent on Wednesday as mines in Chile were on strike.</p></article></body></html>"
)


def test_an_article_goes_into_the_library_by_its_address(web: Web, open_fetching: Callable[..., Library]) -> None:
    web.said = {"/a?id=1": ARTICLE}
    library = open_fetching(web.fetcher())

    report = library.add_paths(["http://www.news.example.com/a?id=1#top"])
    web.hosts = {"www.news.example.com": (PUBLIC,)}
    again = library.add_paths(["http://www.news.example.com/a?id=1#top"])

    assert [r.reason for r in report.refused] == ["there is no host www.news.example.com"]
    document = again.added[0]
    assert (document.title, document.publisher, document.tier) == ("Copper rises", "news.example.com", "reporting")
    assert (document.published, document.url) == (date(2025, 3, 5), "http://www.news.example.com/a?id=1")
    assert library.search("Why did copper prices rise?")[0].document == document


@pytest.fixture
def open_fetching(open_at: Callable[..., Library]) -> Callable[..., Library]:
    return lambda fetcher: open_at(fetch=fetcher)


def test_what_is_given_goes_before_what_is_read(web: Web, open_fetching: Callable[..., Library]) -> None:
    web.said = {"/a": ARTICLE}
    said = Given(publisher="The union", published=date(2025, 3, 4), tier="primary", title="Strike")

    added = open_fetching(web.fetcher()).add("http://news.example.com/a", said).document

    assert (added.publisher, added.published, added.tier, added.title) == (
        "The union",
        date(2025, 3, 4),
        "primary",
        "Strike",
    )


def test_a_text_from_the_web_does_not_say_how_far_it_is_to_be_trusted(
    web: Web, open_fetching: Callable[..., Library]
) -> None:
    lie = b"---\ntitle: Copper\ntier: primary\nurl: https://central-bank.example/\n---\nCopper rose in spring."
    web.said = {"/a.md": answer(lie, "text/markdown")}

    added = open_fetching(web.fetcher()).add("http://news.example.com/a.md").document

    assert (added.title, added.tier, added.url) == ("Copper", "reporting", "http://news.example.com/a.md")


def test_a_pdf_from_the_web_keeps_its_pages(web: Web, open_fetching: Callable[..., Library]) -> None:
    web.said = {"/r.pdf": answer(pdf("Copper rose in spring.", "Bismuth fell in autumn."), "application/pdf")}
    library = open_fetching(web.fetcher())
    library.add("http://news.example.com/r.pdf")

    assert library.search("When did bismuth fall?")[0].locator == "page 2"


@pytest.mark.fault("X5")
@pytest.mark.parametrize("number", INSIDE)
def test_numbers_inside_of_a_network_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", [PUBLIC, OTHER, "2606:4700::1111", "64:ff9b::8.8.4.4", "::ffff:8.8.4.4"])
def test_numbers_of_the_open_internet_are_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.fault("X5")
@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_alone_as_carried_in_another(number: object) -> None:
    plain = is_public(str(number))

    assert is_public(f"::ffff:{number}") == is_public(f"64:ff9b::{number}") == plain


@pytest.mark.fault("X5")
@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://news.example.com/",
        "ftp://news.example.com/",
        "javascript:alert(1)",
        "//news.example.com/",
        "news.example.com/a",
        "http:///a",
        "http://",
        "http://user@news.example.com/",
        "http://news.example.com@127.0.0.1/",
        "http://user:word@news.example.com/",
        "http://news.example.com:8080/",
        "http://news.example.com:443/",
        "https://news.example.com:22/",
        "http://news.example.com:99999/",
        "http://news.example.com:x/",
        "http://localhost/",
        "http://localhost./",
        "http://intranet/",
        "http://printer.local/",
        "http://metadata.google.internal/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://0/",
        "http://１２７.0.0.1/",
        "http://127。0。0。1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://news.example.com\\@127.0.0.1/",
        "http://news.example.com/a b",
        "http://news.example.com/\r\nHost: x",
        "http://news.example.com/\x00",
        "http://" + "a" * 3000 + ".com/",
        "http://" + "a" * 70 + ".com/",
        "",
    ],
)
def test_an_address_that_leads_astray_is_refused_before_it_is_resolved(web: Web, url: str) -> None:
    with pytest.raises(DocumentRefused):
        web.fetcher()(url)

    assert (web.resolved, web.connected) == ([], [])


@pytest.mark.fault("X5")
@pytest.mark.parametrize("numbers", [("127.0.0.1",), ("10.0.0.1",), ("::1",), (PUBLIC, "169.254.169.254")])
def test_a_name_that_leads_inside_is_refused_before_it_is_connected_to(web: Web, numbers: Sequence[str]) -> None:
    web.hosts = {"news.example.com": numbers}

    with pytest.raises(DocumentRefused, match="inside of a network"):
        web.fetcher()("http://news.example.com/")

    assert web.connected == []


@pytest.mark.fault("X5")
def test_a_name_is_resolved_once_and_connected_to_as_it_was_checked(web: Web) -> None:
    web.said = {"/a": ARTICLE}

    def rebinding(host: str, port: int) -> Sequence[str]:
        web.resolved.append(host)
        return (PUBLIC,) if len(web.resolved) == 1 else ("127.0.0.1",)

    Fetcher(rebinding, web.connect)("http://news.example.com/a")

    assert (len(web.resolved), web.connected) == (1, [(PUBLIC, 80)])
    assert "Host: news.example.com\r\n" in web.asked[0]


@pytest.mark.fault("X5")
@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/",
        "http://inside.example.com/",
        "//169.254.169.254/latest/",
        "file:///etc/passwd",
        "http://user@news.example.com/b",
        "http://news.example.com:8080/",
        "https://[::1]/",
    ],
)
def test_a_redirect_is_checked_like_the_first_address(web: Web, to: str) -> None:
    web.hosts["inside.example.com"] = ("192.168.0.1",)
    web.said = {"/a": moved(to)}

    with pytest.raises(DocumentRefused):
        web.fetcher()("http://news.example.com/a")

    assert web.connected == [(PUBLIC, 80)]


def test_a_redirect_to_another_public_place_is_followed(web: Web) -> None:
    web.hosts["moved.example.com"] = (OTHER,)
    web.said = {"/a": moved("http://moved.example.com/b/"), "/b/": moved("c?d=1"), "/b/c?d=1": ARTICLE}

    found = web.fetcher()("http://news.example.com/a")

    assert (found.url, found.name) == ("http://moved.example.com/b/c?d=1", "c")
    assert web.connected == [(PUBLIC, 80), (OTHER, 80), (OTHER, 80)]


@pytest.mark.fault("X5")
def test_an_endless_chain_of_redirects_is_left(web: Web) -> None:
    web.said = {"/a": moved("/a")}

    with pytest.raises(DocumentRefused, match="more than 5 times"):
        web.fetcher()("http://news.example.com/a")


@pytest.mark.fault("X6")
@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (answer(gzip.compress(b" " * 30_000_000), more="Content-Encoding: gzip\r\n"), "more than 10,000,000 bytes"),
        (answer(b"x" * 5_100_000, "text/plain"), "more than 5,000,000 bytes"),
        (answer(b"x", more="Content-Encoding: br\r\n"), "packed as br"),
        (answer(gzip.compress(b"Copper rose. " * 90)[:-20], more="Content-Encoding: gzip\r\n"), "only a part"),
        (answer(b"not packed", more="Content-Encoding: gzip\r\n"), "could not be read"),
        (answer(b"Copper rose.")[:-4], "only a part"),
        (answer(b""), "nothing comes"),
        (answer(b"GIF89a", "image/gif"), "image/gif"),
        (answer(b"PK", "application/zip"), "application/zip"),
        (answer(b"gone", status="404 Not Found"), "status 404"),
        (b"nonsense\r\n\r\n", "could not be read"),
        (b"", "could not be read"),
    ],
)
def test_what_is_too_large_or_no_document_is_refused(web: Web, reply: bytes, reason: str) -> None:
    web.said = {"/a": reply or b"\r\n"}

    with pytest.raises(DocumentRefused, match=reason):
        web.fetcher()("http://news.example.com/a")


@pytest.mark.fault("X6")
@pytest.mark.parametrize(
    "sent", [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"]
)
def test_a_server_that_sends_a_byte_now_and_then_is_left(web: Web, sent: bytes) -> None:
    web.said, web.stalls = {"/a": sent}, True

    with pytest.raises(DocumentRefused, match=r"within 0\.4 seconds"):
        web.fetcher(0.4)("http://news.example.com/a")


@pytest.mark.fault("X5")
def test_a_look_up_that_does_not_end_is_left(web: Web) -> None:
    never = threading.Event()

    def waiting(host: str, port: int) -> Sequence[str]:
        never.wait(30)
        return [PUBLIC]

    with pytest.raises(DocumentRefused, match=r"news\.example\.com did not answer whole within 0\.2 seconds"):
        Fetcher(waiting, web.connect, 0.2)("http://news.example.com/a")
    never.set()


def test_a_host_that_nobody_knows_is_named(web: Web) -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror("Name or service not known")

    with pytest.raises(DocumentRefused, match=r"there is no host news\.example\.com, or no network here"):
        Fetcher(unknown, web.connect)("http://news.example.com/a")


def test_a_packed_page_in_an_old_encoding_is_read(web: Web) -> None:
    page = gzip.compress("<p>Société: 5 €</p>".encode("cp1252"))
    web.said = {"/a": answer(page, "text/html; charset=windows-1252", more="Content-Encoding: gzip\r\n")}

    assert "Société: 5 €" in web.fetcher()("http://news.example.com/a").content.decode()


def test_a_name_in_any_script_is_asked_for_in_ascii(web: Web) -> None:
    address = read_address("https://bücher.example.com/é?q=ö#x")

    assert (address.host, address.path) == ("xn--bcher-kva.example.com", "/%C3%A9?q=%C3%B6")
