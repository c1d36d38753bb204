"""The kinds of files that become documents, by the ending of their names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tools.library.documents import Document
from tools.library.readers.docx import read_docx
from tools.library.readers.html import read_html
from tools.library.readers.pdf import read_pdf
from tools.library.readers.text import read_text

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Kind:
    """How files of one kind become documents.

    `read` takes a file's bytes and name; `apart` says that it must run in a process of its own,
    because what it reads can make a parser run away.
    """

    read: Callable[[bytes, str], Document]
    most_bytes: int
    apart: bool = False


_TEXT = Kind(read_text, 5 * MEGABYTE)
_HTML = Kind(read_html, 10 * MEGABYTE, apart=True)

READERS: Mapping[str, Kind] = {
    "": _TEXT,
    ".docx": Kind(read_docx, 50 * MEGABYTE, apart=True),
    ".htm": _HTML,
    ".html": _HTML,
    ".markdown": _TEXT,
    ".md": _TEXT,
    ".pdf": Kind(read_pdf, 100 * MEGABYTE, apart=True),
    ".text": _TEXT,
    ".txt": _TEXT,
}
