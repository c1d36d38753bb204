"""From the bytes of a file to an article's text: plain text, Markdown, HTML, PDF, DOCX."""

import re
from dataclasses import dataclass
from datetime import date

HTML = re.compile(rb"<(?:!doctype\s+html|html|body|article|div|p|h1|table|head)\b", re.IGNORECASE)


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
    ending = ending_of(content, name)
    if not ending:
        return Source(decoded(content))
    from tools.errors import DocumentRefused
    from tools.library.reading import read_content

    try:
        document = read_content(ending, content, name or f"article{ending}")
    except DocumentRefused as refused:
        raise SourceRefused(str(refused)) from refused
    return Source(document.text.replace("\f", "\n\n"), document.title, document.published)


def ending_of(content: bytes, name: str = "") -> str:
    """Return the ending of the kind of file that bytes are, by what they begin with, "" for plain text."""
    if content.startswith(b"%PDF"):
        return ".pdf"
    if content.startswith(b"PK\x03\x04") and b"word/" in content:
        return ".docx"
    return ".html" if HTML.search(content[:4000]) or name.lower().endswith((".html", ".htm")) else ""


def decoded(content: bytes) -> str:
    """Return bytes as text with plain line ends; SourceRefused for what is not text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").replace("\r\n", "\n")
    if b"\0" in content[:10000] or content.startswith((b"PK\x03\x04", b"{\\rtf")):
        raise SourceRefused("the file is not text; give plain text, Markdown, HTML, PDF or DOCX")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
