"""PDF: the text that a reader sees, page by page."""

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.errors import DocumentRefused
from tools.library.cleaning import clean_line, clean_text
from tools.library.dates import published_in
from tools.library.documents import Document
from tools.library.passages import PAGE_BREAK
from tools.library.wrapping import unwrapped

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 2000
MOST_CHARACTERS = 10_000_000
SMALLEST_LETTERS = 2.0
_LINE_SPACE = re.compile(r"[ \t]+$", re.MULTILINE)
_NO_TITLE = re.compile(r"untitled|microsoft word|\.\w{2,4}$|[\\/]|^\W*$", re.I)
_PAINTS = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"EI"))
_WHITE = {b"g": (1,), b"rg": (1, 1, 1), b"k": (0, 0, 0, 0)}
_COLOURS = frozenset((*_WHITE, b"sc", b"scn", b"cs"))


def read_pdf(content: bytes, name: str) -> Document:
    """Return the document in a PDF file, its pages parted by form feeds.

    Raises DocumentRefused for a file that is damaged, locked by a password, too long, or a mere picture.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentRefused("it is locked by a password")
        text = _text(reader)
        said = clean_line(str(reader.metadata.title or "")) if reader.metadata else ""
    except PyPdfError as error:
        raise DocumentRefused(f"it is no PDF that can be read: {error}") from error
    if not any(character.isalnum() for character in text):
        raise DocumentRefused("no text stands in it; pictures of pages must go through text recognition first")
    title = said if said and not _NO_TITLE.search(said) else Path(name).stem.replace("_", " ")
    return Document(text=text, title=title, published=published_in(text))


def _text(reader: "PdfReader") -> str:
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise DocumentRefused(f"it has {count:,} pages; at most {MOST_PAGES:,} are read")
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append(_page(page))
        size += len(pages[-1])
        if size > MOST_CHARACTERS:
            raise DocumentRefused(f"it holds more than {MOST_CHARACTERS:,} characters")
    return unwrapped(PAGE_BREAK.join(pages))


def _page(page: "PageObject") -> str:
    text = page.extract_text(visitor_operand_before=Visibility().before)
    return _LINE_SPACE.sub("", clean_text(text).replace(PAGE_BREAK, "\n")).strip()


class Visibility:
    """What a page's drawing operations say of whether letters can be seen; those that cannot are taken out.

    Hidden are letters under two points, letters drawn invisibly on a page without a picture (over
    one they are recognised text), and white ones while nothing but white was painted.
    """

    def __init__(self) -> None:
        self._invisible = self._white = self._painted = False
        self._size = 12.0
        self._kept: list[tuple[bool, bool, float]] = []

    def before(self, operator: bytes, operands: list[Any], page: list[float], text: list[float]) -> None:
        """Follow one operation; called with the page's and the text's matrices before it is carried out."""
        if operator in (b"Tj", b"TJ", b"'", b'"'):
            if self._hides(page, text):
                _silence(operator, operands)
        elif operator in _PAINTS:
            self._painted = self._painted or operator in (b"Do", b"sh", b"EI") or not self._white
        elif operator in _COLOURS:
            self._white = tuple(operands) == _WHITE.get(operator, (1, 1, 1))
        elif operator == b"Tr" and operands:
            self._invisible = operands[0] in (3, 7)
        elif operator == b"Tf" and len(operands) > 1 and isinstance(operands[1], int | float):
            self._size = float(operands[1])
        elif operator == b"q":
            self._kept.append((self._invisible, self._white, self._size))
        elif operator == b"Q" and self._kept:
            self._invisible, self._white, self._size = self._kept.pop()

    def _hides(self, page: list[float], text: list[float]) -> bool:
        if (self._invisible or self._white) and not self._painted:
            return True
        height = abs(self._size) * _scale(page) * _scale(text)
        return 0 < height < SMALLEST_LETTERS


def _scale(matrix: list[float]) -> float:
    """Return by what a matrix stretches what stands upright."""
    return float((matrix[2] ** 2 + matrix[3] ** 2) ** 0.5)


def _silence(operator: bytes, operands: list[Any]) -> None:
    from pypdf.generic import ArrayObject, TextStringObject

    if operands:
        operands[-1] = ArrayObject() if operator == b"TJ" else TextStringObject("")
