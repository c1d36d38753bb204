"""The source library over HTTP: what is in it, searched, opened at a place, added to, removed from."""

import asyncio
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import numpy as np
import pytest
from fastapi import FastAPI
from numpy.typing import NDArray

from tools.errors import LibraryLocked, NoData
from tools.library import Document, Library
from ui.app.listing import MOST_CHARACTERS, document_html
from ui.app.sources import Sources

COPPER = Document(
    "# Copper\n\nCopper demand rises with data centres.\n\n# Corn\n\nHarvests were large.",
    "Metals outlook", "Mining Desk", date(2026, 1, 5), tier="primary",
)  # fmt: skip
RATES = Document("The central bank held its rate in January.", "Rates", "Bank Watch", tier="second-hand")
Send = Callable[..., httpx.Response]


class Letters:
    """An embedder at the seam: how often each letter stands in a text."""

    name, dimension = "letters", 26

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        counts = np.array([[text.lower().count(chr(97 + i)) + 1e-3 for i in range(26)] for text in texts], np.float32)
        normed: NDArray[np.float32] = counts / np.linalg.norm(counts, axis=1, keepdims=True)
        return normed


@pytest.fixture
def library(tmp_path: Path) -> Library:
    kept = Library(tmp_path / "library", Letters())
    kept.add(COPPER)
    kept.add(RATES)
    return kept


@pytest.fixture
def send(library: Library) -> Send:
    return sender(SimpleNamespace(library=lambda: library))


def sender(copilot: Any) -> Send:
    async def opened() -> Any:
        return copilot

    app = FastAPI()
    Sources(opened).add_to(app)

    def send(method: str, path: str, **more: Any) -> httpx.Response:
        async def sent() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
                return await client.request(method, path, **more)

        return asyncio.run(sent())

    return send


def identifier(library: Library, title: str) -> str:
    return next(record.id for record in library.documents() if record.title == title)


def test_the_documents_are_listed_with_publisher_date_and_tier(send: Send) -> None:
    told = send("GET", "/copilot/sources").json()

    assert "2 documents" in told["html"]
    assert "Mining Desk · 5 January 2026 · primary source" in told["html"]
    assert "Bank Watch · date unknown · second-hand" in told["html"]
    assert told["publishers"] == ["Bank Watch", "Mining Desk"]


@pytest.mark.parametrize("query", [{"publisher": "Mining Desk"}, {"tier": "primary"}])
def test_a_filter_leaves_the_documents_that_fit(send: Send, query: dict[str, str]) -> None:
    html = send("GET", "/copilot/sources", params=query).json()["html"]

    assert "1 of 2 documents" in html
    assert "Rates" not in html


def test_a_filter_that_nothing_fits_says_so(send: Send) -> None:
    query = {"publisher": "Mining Desk", "tier": "second-hand"}

    assert "No document is of this publisher and kind." in send("GET", "/copilot/sources", params=query).json()["html"]


def test_an_empty_library_says_how_to_fill_it(tmp_path: Path) -> None:
    send = sender(SimpleNamespace(library=lambda: Library(tmp_path / "empty", Letters())))

    assert "The library is empty." in send("GET", "/copilot/sources").json()["html"]


def test_words_find_passages_that_lead_to_their_place(send: Send, library: Library) -> None:
    html = send("GET", "/copilot/sources", params={"words": "copper demand"}).json()["html"]
    place = re.search(rf'href="#sources/{identifier(library, "Metals outlook")}/(\d+)-(\d+)"', html)

    assert place is not None
    assert "Copper demand rises" in COPPER.text[int(place[1]) : int(place[2])]


def test_words_with_a_tier_find_only_such_passages(send: Send) -> None:
    html = send("GET", "/copilot/sources", params={"words": "central bank rate", "tier": "primary"}).json()["html"]

    assert "central bank held" not in html


def test_words_of_which_nothing_speaks_say_so(tmp_path: Path) -> None:
    send = sender(SimpleNamespace(library=lambda: Library(tmp_path / "empty", Letters())))

    html = send("GET", "/copilot/sources", params={"words": "zinc"}).json()["html"]
    assert "Nothing in the library speaks of <q>zinc</q>" in html


def test_a_document_opens_at_the_cited_words(send: Send, library: Library) -> None:
    path, start = f"/copilot/sources/{identifier(library, 'Metals outlook')}", COPPER.text.index("demand")
    html = send("GET", path, params={"start": start, "end": start + 12}).json()["html"]

    assert '<mark id="place" tabindex="-1">demand rises</mark>' in html
    assert "<strong>Copper</strong>" in html


def test_a_second_hand_document_warns(send: Send, library: Library) -> None:
    html = send("GET", f"/copilot/sources/{identifier(library, 'Rates')}").json()["html"]

    assert "does not count as support" in html


def test_a_document_that_is_gone_says_so(send: Send) -> None:
    answer = send("GET", "/copilot/sources/0123456789abcdef")

    assert answer.status_code == 404
    assert answer.json()["error"] == "This document is not in the library any more."


def test_a_long_document_is_shown_around_the_place() -> None:
    record = SimpleNamespace(
        title="Long",
        publisher="",
        published=None,
        tier="reporting",
        symbols=(),
        characters=3 * MOST_CHARACTERS,
        url=None,
    )
    text = "a" * MOST_CHARACTERS + "needle" + "b" * (2 * MOST_CHARACTERS)
    html = document_html(record, text, MOST_CHARACTERS, MOST_CHARACTERS + 6)  # type: ignore[arg-type]

    assert ">needle</mark>" in html
    assert len(html) < MOST_CHARACTERS + 2_000
    assert "Only the part around the quoted words is shown." in html


@pytest.mark.parametrize(("start", "end"), [(-5, 10**9), (10**9, 10**9 + 1), (20, 10)])
def test_a_place_that_is_not_there_shows_the_document(send: Send, library: Library, start: int, end: int) -> None:
    path = f"/copilot/sources/{identifier(library, 'Rates')}"

    assert "central bank" in send("GET", path, params={"start": start, "end": end}).json()["html"]


def test_an_uploaded_file_is_kept_and_can_be_found(send: Send) -> None:
    added = send("POST", "/copilot/sources?name=note.md", content=b"# Zinc\n\nZinc stocks fell to a low.").json()[
        "results"
    ][0]

    assert (added["change"], added["title"]) == ("added", "Zinc")
    assert "Zinc stocks fell" in send("GET", "/copilot/sources", params={"words": "zinc stocks"}).json()["html"]


def test_what_is_given_goes_before_what_the_file_says(send: Send, library: Library) -> None:
    given = {"name": "n.txt", "title": "Tin", "publisher": "My Desk", "published": "2026-01-02", "tier": "second-hand",
             "symbols": "Apple, TIN.L"}  # fmt: skip
    send("POST", "/copilot/sources", params=given, content=b"Tin prices rose last week.")

    record = library.documents()[-1]
    assert (record.title, record.symbols) == ("Tin", ("AAPL", "TIN.L"))
    assert (record.publisher, record.published, record.tier) == ("My Desk", date(2026, 1, 2), "second-hand")


def test_the_same_file_again_is_already_there(send: Send) -> None:
    for _ in range(2):
        told = send("POST", "/copilot/sources?name=a.txt", content=b"Lead prices were flat.").json()["results"][0]

    assert told["change"] == "unchanged"


def test_two_files_of_one_name_are_two_documents(send: Send, library: Library) -> None:
    for text in (b"Lead prices were flat.", b"Nickel prices rose."):
        send("POST", "/copilot/sources?name=article.txt", content=text)

    assert len(library.documents()) == 4


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xyz", b"words", "ending in .xyz cannot be read"),
        ("a.md", b"\0\1\2", "It is not text"),
        ("a.md", b"  \n", "It is empty"),
        ("../../etc/passwd.exe", b"words", "ending in .exe cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    send: Send, library: Library, name: str, content: bytes, why: str
) -> None:
    told = send("POST", "/copilot/sources", params={"name": name}, content=content).json()["results"][0]

    assert told["change"] == "refused"
    assert why in told["why"]
    assert len(library.documents()) == 2


@pytest.mark.fault("X5")
@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/x", "file:///etc/passwd", "http://[::1]/", "http://169.254.169.254/"]
)
def test_an_address_of_this_machine_or_its_network_is_refused(send: Send, url: str) -> None:
    told = send("POST", "/copilot/sources", params={"name": url, "url": url}).json()["results"][0]

    assert told["change"] == "refused"
    assert told["why"]


@pytest.mark.parametrize(
    ("said", "why"),
    [("published=soon", "2026-01-09"), ("tier=gospel", "primary"), ("symbols=Nobody+Inc", "Nobody Inc")],
)
def test_what_is_said_wrongly_is_refused_with_the_reason(send: Send, library: Library, said: str, why: str) -> None:
    told = send("POST", f"/copilot/sources?name=a.md&{said}", content=b"words and words").json()["results"][0]

    assert told["change"] == "refused"
    assert why in told["why"]
    assert len(library.documents()) == 2


def test_headlines_about_a_company_come_in_together(library: Library) -> None:
    asked: list[str] = []

    def headlines(symbol: str) -> tuple[Document, ...]:
        asked.append(symbol)
        return tuple(Document(f"Nvidia did thing {k}.", f"Thing {k}", "The Wire", symbols=(symbol,)) for k in (1, 2))

    send = sender(SimpleNamespace(library=lambda: library, headlines=headlines))
    results = send("POST", "/copilot/sources", params={"name": "", "news": "Nvidia"}).json()["results"]

    assert asked == ["NVDA"]
    assert [(r["change"], r["title"]) for r in results] == [("added", "Thing 1"), ("added", "Thing 2")]


def test_headlines_that_cannot_be_had_say_why(library: Library) -> None:
    def headlines(symbol: str) -> tuple[Document, ...]:
        raise NoData(f"Yahoo has no headlines about {symbol}")

    send = sender(SimpleNamespace(library=lambda: library, headlines=headlines))
    results = send("POST", "/copilot/sources", params={"name": "", "news": "TIN.L"}).json()["results"]

    assert results == [{"change": "refused", "why": "Yahoo has no headlines about TIN.L."}]


def test_a_document_is_removed(send: Send, library: Library) -> None:
    told = send("DELETE", f"/copilot/sources/{identifier(library, 'Rates')}").json()

    assert told == {"title": "Rates"}
    assert [record.title for record in library.documents()] == ["Metals outlook"]


def test_a_library_that_is_busy_says_so() -> None:
    def locked() -> None:
        raise LibraryLocked("another process is writing to the library")

    answer = sender(SimpleNamespace(library=locked))("GET", "/copilot/sources")

    assert answer.status_code == 503
    assert answer.json()["error"] == "Another process is writing to the library."


@pytest.mark.fault("X3")
def test_what_a_document_says_of_itself_stays_text(send: Send, library: Library) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    library.add(Document(f"{hostile} about copper", hostile, hostile, url="https://example.com/x"))
    pages = [send("GET", "/copilot/sources").json()["html"]]
    pages.append(send("GET", "/copilot/sources", params={"words": f"copper {hostile}"}).json()["html"])
    pages += [send("GET", f"/copilot/sources/{record.id}").json()["html"] for record in library.documents()]

    assert not [page for page in pages if "<img" in page]


def test_the_newest_document_stands_first(send: Send) -> None:
    titles = re.findall(r'<a href="#sources/[^"]+">([^<]+)</a>', send("GET", "/copilot/sources").json()["html"])

    assert titles == ["Rates", "Metals outlook"]


def test_pages_of_a_document_are_told_apart(library: Library) -> None:
    record = library.add(Document("Copper rose.\fWheat fell.\fOats did not.", "Prices")).document
    text = library.text_of(record.id)

    shown = document_html(record, text, text.index("Wheat"), text.index("Wheat") + 5)

    assert re.findall(r'<span class="page">(Page \d)</span>', shown) == ["Page 2", "Page 3"]
    assert "\f" not in shown
    assert '<span class="page">Page 2</span><mark id="place" tabindex="-1">Wheat</mark>' in shown
