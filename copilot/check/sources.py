"""From the bytes of a file to an article's text: plain text, Markdown, HTML, PDF."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from io import BytesIO

from tools.library.dates import read_date

HIDDEN = frozenset("script style template noscript svg head iframe object nav footer form button".split())
BLOCKS = frozenset(
    "p div section article header main aside li ul ol h1 h2 h3 h4 h5 h6 br tr table thead tbody blockquote pre figure "
    "hr dl dt dd".split()
)
VOID = frozenset("br hr img input meta link source wbr area base col embed track".split())
HTML = re.compile(rb"<(?:!doctype\s+html|html|body|article|div|p|h1|table|head)\b", re.IGNORECASE)
MOST_DEPTH = 400
DATE_NAMES = frozenset(
    ("article:published_time", "date", "datepublished", "pubdate", "dc.date", "publish-date", "og:published_time")
)


class SourceRefused(ValueError):
    """A file that no article can be read from."""


@dataclass(frozen=True)
class Source:
    """An article's text with the title and the day that its file gives, where it gives them."""

    text: str
    title: str = ""
    published: date | None = None


def read_source(content: bytes, name: str = "") -> Source:
    """Return the article in a file; nothing in it is run or fetched.

    Raises SourceRefused, with the reason, for what holds no text.
    """
    if content.startswith(b"%PDF"):
        return _pdf(content)
    if HTML.search(content[:4000]) or name.lower().endswith((".html", ".htm")):
        return _html(decoded(content))
    return Source(decoded(content))


def decoded(content: bytes) -> str:
    """Return bytes as text with plain line ends; SourceRefused for what is not text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").replace("\r\n", "\n")
    if b"\0" in content[:10000] or content.startswith((b"PK\x03\x04", b"{\\rtf")):
        raise SourceRefused("the file is not text; give plain text, Markdown, HTML or PDF")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


class _Reader(HTMLParser):
    """Gathers the words that a reader would see, a line to each block, a bar between table cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden: list[str] = []
        self.title = ""
        self.published: date | None = None
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self._in_title = True
        if tag == "meta" or tag == "time":
            self._dated({name: value or "" for name, value in attrs})
        if tag in HIDDEN and len(self.hidden) < MOST_DEPTH:
            self.hidden.append(tag)
        if not self.hidden:
            self.pieces.append("\n" if tag in BLOCKS else " | " if tag in ("td", "th") else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag in self.hidden:
            while self.hidden and self.hidden.pop() != tag:
                pass
        elif tag in BLOCKS and not self.hidden:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        if not self.hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))

    def _dated(self, attrs: dict[str, str]) -> None:
        name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").lower()
        value = attrs.get("content", "") if name in DATE_NAMES else attrs.get("datetime", "")
        if value and self.published is None:
            self.published = read_date(value[:10])


def _html(text: str) -> Source:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in "".join(reader.pieces).split("\n")]
    return Source(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), " ".join(reader.title.split()), reader.published)


def _pdf(content: bytes) -> Source:
    try:
        from pypdf import PdfReader  # type: ignore[import-not-found,unused-ignore]  # an extra that may be absent
        from pypdf.errors import PyPdfError  # type: ignore[import-not-found,unused-ignore]  # comes with it
    except ImportError:
        raise SourceRefused("reading PDF needs the package pypdf; save the article as text or HTML") from None
    problems: tuple[type[Exception], ...] = (PyPdfError, ValueError, KeyError, OSError, RecursionError)
    try:
        pages = [_unwrapped(page.extract_text()) for page in PdfReader(BytesIO(content)).pages[:60]]
    except problems as error:
        raise SourceRefused(f"the PDF cannot be read ({type(error).__name__}); save the article as text") from error
    text = "\n\n".join(p for p in pages if p.strip())
    if not text:
        raise SourceRefused("the PDF holds no text, only pictures; give the article as text")
    return Source(text)


def _unwrapped(page: str) -> str:
    """Return a page with the lines of each paragraph joined."""
    return re.sub(r"(?<=[a-z,;’'\d%])\n(?=[a-z(\d$])", " ", page)


Extract = Callable[[bytes, str], Source]
"""The seam for other kinds of files: bytes and a name in, an article out."""
