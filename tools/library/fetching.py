"""Fetching an article by its address: resolved once, checked, connected to as checked, bounded in size and time."""

import http.client
import re
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from queue import Empty, SimpleQueue
from time import monotonic
from urllib.parse import unquote, urljoin, urlsplit

from tools.errors import DocumentRefused
from tools.library.addresses import Address, is_public, read_address
from tools.library.readers import READERS

MOST_HOPS = 5
SECONDS = 30.0
CHUNK = 64 * 1024
_MOVED = frozenset((301, 302, 303, 307, 308))
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_CHARSET = re.compile(r"charset=[\"']?([\w.-]{1,40})", re.I)
_GZIP_OR_ZLIB = 47

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int, float], socket.socket]


@dataclass(frozen=True)
class Fetched:
    """What an address gave: where it was found in the end, the kind it is by its ending, its bytes, a file's name."""

    url: str
    ending: str
    content: bytes
    name: str


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the numbers of a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def connect(number: str, port: int, seconds: float) -> socket.socket:
    """Return a connection to a number."""
    return socket.create_connection((number, port), seconds)


class Fetcher:
    """Fetches public pages. `resolve` and `connect` are the seams to the network; no proxy, no cookie, no key."""

    def __init__(self, resolve: Resolve = resolve, connect: Connect = connect, seconds: float = SECONDS) -> None:
        self._resolve, self._connect, self._seconds = resolve, connect, seconds

    def __call__(self, url: str) -> Fetched:
        """Return what is found at an address, following at most five redirects, each checked like the first.

        All of it, looking up the host too, takes at most `seconds`. Raises DocumentRefused, with the reason.
        """
        end = monotonic() + self._seconds
        address = read_address(url)
        for _ in range(MOST_HOPS + 1):
            try:
                found = self._visit(address, end)
            except (OSError, http.client.HTTPException, zlib.error, DocumentRefused) as error:
                raise DocumentRefused(_why(error, address, end, self._seconds)) from error
            if isinstance(found, Fetched):
                return found
            if address.scheme == "https" and found.scheme != "https":
                raise DocumentRefused(f"{address.host} leads from https to http")
            address = found
        raise DocumentRefused(f"it leads on more than {MOST_HOPS} times")

    def _visit(self, address: Address, end: float) -> Fetched | Address:
        """Return what an address gives, or where it leads."""
        links = [self._connect(self._number(address, end), address.port, max(end - monotonic(), 0.01))]
        # A server that sends a byte now and then would outlast any time-out of the socket's own.
        timer = threading.Timer(max(end - monotonic(), 0), _hang_up, (links,))
        timer.daemon = True
        timer.start()
        try:
            if address.scheme == "https":
                links.append(ssl.create_default_context().wrap_socket(links[0], server_hostname=address.host))
            found = _exchange(links[-1], address)
            if monotonic() >= end:
                raise TimeoutError
            return found
        finally:
            timer.cancel()
            for link in links:
                link.close()

    def _number(self, address: Address, end: float) -> str:
        numbers = _in_time(lambda: self._resolve(address.host, address.port), end)
        if not numbers:
            raise DocumentRefused(f"there is no host {address.host}")
        if not all(map(is_public, numbers)):
            raise DocumentRefused(f"{address.host} lies inside of a network")
        return numbers[0]


def _in_time(resolve: Callable[[], Sequence[str]], end: float) -> Sequence[str]:
    """Return what a look-up gives; the system's own knows no time-out, so it is left behind when time is up."""
    answers: SimpleQueue[Sequence[str] | OSError] = SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolve())
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else socket.gaierror(str(error)))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=max(end - monotonic(), 0.01))
    except Empty as error:
        raise TimeoutError from error
    if isinstance(answer, OSError):
        raise answer
    return answer


def _exchange(link: socket.socket, address: Address) -> Fetched | Address:
    connection = http.client.HTTPConnection(address.host)
    connection.sock = link
    host = f"[{address.host}]" if ":" in address.host else address.host
    headers = {"Host": host, "User-Agent": "market-copilot", "Accept": ", ".join(_ENDINGS), "Accept-Encoding": "gzip"}
    connection.request("GET", address.path, headers={**headers, "Connection": "close"})
    answer = connection.getresponse()
    if answer.status in _MOVED:
        return read_address(urljoin(address.url, answer.getheader("Location", "")))
    if answer.status != http.client.OK:
        raise DocumentRefused(f"{address.host} answers with status {answer.status}")
    name = unquote(PurePosixPath(urlsplit(address.url).path).name)
    told = answer.getheader("Content-Type", "")
    ending = _ending(told, name)
    content = _body(answer, READERS[ending].most_bytes)
    return Fetched(address.url, ending, _in_utf8(content, told) if ending == ".html" else content, name or address.host)


def _ending(told: str, name: str) -> str:
    kind = told.split(";")[0].strip().lower()
    ending = _ENDINGS.get(kind, "?") if kind else PurePosixPath(name.lower()).suffix or ".html"
    if ending not in READERS:
        raise DocumentRefused(f"what is found there ({kind or ending}) is no document")
    return ending


def _body(answer: http.client.HTTPResponse, most: int) -> bytes:
    """Return the body, unpacked; raises DocumentRefused as soon as more comes than a document of its kind may have."""
    encoding = answer.getheader("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise DocumentRefused(f"it comes packed as {encoding}, which was not asked for")
    unpack = zlib.decompressobj(_GZIP_OR_ZLIB) if encoding not in ("identity", "") else None
    parts: list[bytes] = []
    size = 0
    while chunk := answer.read(CHUNK):
        part = unpack.decompress(chunk, most - size + 1) if unpack else chunk
        parts.append(part)
        size += len(part)
        if size > most:
            raise DocumentRefused(f"more than {most:,} bytes come from there")
    if not size:
        raise DocumentRefused("nothing comes from there")
    if answer.length or (unpack and not unpack.eof):
        raise DocumentRefused("only a part of it comes from there")
    return b"".join(parts)


def _in_utf8(content: bytes, told: str) -> bytes:
    """Return a page in UTF-8 when the server says in which encoding it is."""
    charset = _CHARSET.search(told)
    try:
        return content.decode(charset.group(1), "replace").encode() if charset else content
    except LookupError:
        return content


def _hang_up(links: Sequence[socket.socket]) -> None:
    with suppress(OSError):
        links[-1].shutdown(socket.SHUT_RDWR)


def _why(error: Exception, address: Address, end: float, seconds: float) -> str:
    if monotonic() >= end:
        return f"{address.host} did not answer whole within {seconds:g} seconds"
    if isinstance(error, DocumentRefused):
        return str(error)
    if isinstance(error, socket.gaierror):
        return f"there is no host {address.host}, or no network here"
    return f"{address.host} could not be read: {error or type(error).__name__}"
