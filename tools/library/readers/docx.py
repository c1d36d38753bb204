"""DOCX: the words of a Word document, read from its archive without unpacking it."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from tools.errors import DocumentRefused
from tools.library.cleaning import clean_line, clean_text
from tools.library.dates import published_in
from tools.library.documents import Document

MOST_ENTRIES = 5000
MOST_XML = 40_000_000
_BODY, _CORE = "word/document.xml", "docProps/core.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SHOWN = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}


def read_docx(content: bytes, name: str) -> Document:
    """Return the document in a DOCX file: headings marked, tables as rows of cells, hidden runs left out.

    Nothing is unpacked, and of the archive only the text and its title are looked at.

    Raises DocumentRefused for a file that is no such archive, or whose parts are larger than any text.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check(archive)
            body = _parsed(archive, _BODY).find(f"{_W}body")
            core = _parsed(archive, _CORE) if _CORE in archive.namelist() else None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise DocumentRefused(f"it is no Word document that can be read: {error}") from error
    if body is None:
        raise DocumentRefused("it is no Word document: it has no body")
    text = clean_text("\n\n".join(filter(None, (block.strip() for block in _blocks(body)))))
    said = core.findtext(_TITLE) if core is not None else ""
    return Document(
        text=text,
        title=clean_line(said or "") or Path(name).stem.replace("_", " "),
        published=published_in(text),
    )


def _check(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if len(names) > MOST_ENTRIES:
        raise DocumentRefused(f"its archive has more than {MOST_ENTRIES:,} parts")
    if _BODY not in names:
        raise DocumentRefused("it is no Word document; archives of other kinds are not opened")
    if len(set(names)) < len(names):
        raise DocumentRefused("parts of its archive go by the same name")


def _parsed(archive: zipfile.ZipFile, part: str) -> Any:
    from lxml import etree

    with archive.open(part) as file:
        content = file.read(MOST_XML + 1)
    if len(content) > MOST_XML:
        raise DocumentRefused(f"its text unpacks to more than {MOST_XML:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentRefused(f"its text is not sound: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise DocumentRefused("its text declares entities of its own")
    return root


def _blocks(body: Any) -> Iterator[str]:
    """Return paragraphs and tables in order; what is wrapped in a content control is looked into."""
    waiting = list(reversed(body))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}p":
            yield _paragraph(element)
        elif element.tag == f"{_W}tbl":
            yield "\n".join(_row(row) for row in element.iter(f"{_W}tr"))
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            waiting.extend(reversed(element))


def _paragraph(element: Any) -> str:
    words = _words(element)
    style = element.find(f"{_W}pPr/{_W}pStyle")
    level = _heading_level("" if style is None else style.get(f"{_W}val", ""))
    return f"{'#' * level} {' '.join(words.split())}" if level and words.strip() else words


def _heading_level(style: str) -> int:
    """Return 1 to 6 for a heading's style, as Word names them ("Heading2", "Title"), else 0."""
    name = style.lower().replace(" ", "")
    if name == "title":
        return 1
    digits = name.removeprefix("heading")
    return (
        min(int(digits), 6)
        if name.startswith("heading") and digits.isascii() and digits.isdigit() and digits != "0"
        else 0
    )


def _row(row: Any) -> str:
    cells = (" ".join(_words(cell).replace("|", "/").split()) for cell in row.findall(f"{_W}tc"))
    return f"| {' | '.join(cells)} |"


def _words(element: Any) -> str:
    found: list[str] = []
    for run in element.iter(f"{_W}r"):
        if _is_hidden(run):
            continue
        found += [(node.text or "") if node.tag == f"{_W}t" else _SHOWN.get(node.tag, "") for node in run]
    return "".join(found)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1").lower() not in ("0", "false", "off")
