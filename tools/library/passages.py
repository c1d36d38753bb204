"""A document's text in passages: along its headings, paragraphs and tables, never across a section or a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.library import tables
from tools.library.dates import is_dateline
from tools.library.documents import Piece

LONGEST = 900
SHORTEST = 250
HEADING_LONGEST = 120
_BLOCK = re.compile(r"\S(?:.*\S)?(?:\n[^\S\n]*\S.*)*")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])|\n+""")
LINE_END_COSTS = 150
PAGE_BREAK = "\f"
_SPACE = re.compile(r"\s*")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class _Paragraph:
    """Lines that belong together; `page` is 0 in a text without pages, `section` counts the headings before."""

    start: int
    end: int
    number: int
    heading: str
    section: int
    page: int
    table: bool = False


def passages(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text in order; together they cover all of it but headings and white space.

    A piece is at most 900 characters: whole paragraphs of one section, or sentences of a long one;
    or it is a table of at most 1800, or whole rows of a long one, whose first row stands in its heading.
    """
    pieces: list[Piece] = []
    group: list[_Paragraph] = []
    for paragraph in _paragraphs(text):
        if group and not _fit(group, paragraph):
            pieces.extend(_pieces(text, group))
            group = []
        group.append(paragraph)
    return (*pieces, *_pieces(text, group))


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    heading, number, section = "", 0, 0
    for page, block in _blocks(text):
        start, end = block.span()
        line_end = text.find("\n", start, end)
        line = text[start : end if line_end < 0 else line_end]
        marked = _marked_heading(line)
        if marked or (line_end < 0 and _reads_as_heading(line)):
            heading, number, section = marked or line, 0, section + 1
            start = _after_space(text, start + len(line), end) if marked else start
            if not marked:
                yield _Paragraph(start, end, number, heading, section, page)
            if start == end or not marked:
                continue
        number += 1
        for first, last, table in tables.runs(text, start, end):
            yield _Paragraph(first, last, number, heading, section, page, table)


def _blocks(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Return the blocks of lines between empty ones, each with the number of its page."""
    at = 0
    pages = text.split(PAGE_BREAK)
    for number, page in enumerate(pages, start=1):
        for block in _BLOCK.finditer(text, at, at + len(page)):
            yield number if len(pages) > 1 else 0, block
        at += len(page) + 1


def _marked_heading(line: str) -> str:
    """Return the words of a Markdown heading, "" for any other line."""
    if len(line) > HEADING_LONGEST or not line.startswith("#"):
        return ""
    words = line.lstrip("#")
    return words.strip("# \t") if words[:1].isspace() and len(line) - len(words) <= 6 else ""


def _reads_as_heading(line: str) -> bool:
    """Whether a line that stands alone is a title of what follows; it stays in the passage."""
    return (
        len(line) <= HEADING_LONGEST
        and line[0].isupper()
        and line[-1] not in ".!?:;,…"
        and len(line.split()) > 1
        and not any(mark in line for mark in "|\t")
        and not is_dateline(line)
    )


def _after_space(text: str, at: int, end: int) -> int:
    found = _SPACE.match(text, at, end)
    return found.end() if found else at


def _fit(group: list[_Paragraph], more: _Paragraph) -> bool:
    """Whether a paragraph joins the ones before it: same section and page, one of both too short to stand alone.

    A table joins the short line above it and nothing below.
    """
    last, size = group[-1], group[-1].end - group[0].start
    if (more.section, more.page) != (last.section, last.page) or last.table:
        return False
    whole = more.end - group[0].start
    if more.table:
        return size < SHORTEST and whole <= tables.LONGEST
    return whole <= LONGEST and (size < SHORTEST or more.end - more.start < SHORTEST)


def _pieces(text: str, group: list[_Paragraph]) -> Iterator[Piece]:
    if not group:
        return
    first, last = group[0], group[-1]
    locator, heading = _locator(first, last), first.heading
    if not last.table:
        for start, end in _cuts(text, first.start, last.end):
            yield Piece(start, end, heading, locator)
        return
    for start, end in tables.row_groups(text, first.start, last.end):
        head = "" if start == first.start else tables.head_of(text, last.start, last.end)
        for a, b in _cuts(text, start, end, tables.LONGEST):
            yield Piece(a, b, ". ".join(filter(None, (heading, head))), locator)


def _locator(first: _Paragraph, last: _Paragraph) -> str:
    if first.page:
        return f"page {first.page}"
    one = first.number == last.number or (first.number == 0 and last.number == 1)
    count = f"paragraph {last.number}" if one else f"paragraphs {max(first.number, 1)}–{last.number}"
    return ", ".join(
        part for part in (f"section {first.heading}" * bool(first.heading), count * bool(last.number)) if part
    )


def _cuts(text: str, start: int, end: int, longest: int = LONGEST) -> Iterator[tuple[int, int]]:
    """Cut a span into parts of at most `longest` characters, of like length, at sentence ends where there are any."""
    while end - start > longest:
        parts = -(-(end - start) // longest)
        wanted = start + -(-(end - start) // parts)
        cut = _cut(text, start, min(start + longest, end), wanted)
        yield start, cut
        start = _after_space(text, cut, end)
    yield start, end


def _cut(text: str, start: int, limit: int, wanted: int) -> int:
    """Return the end of a part: near `wanted` the end of a sentence or line, else the last space, else the limit."""
    ends = [
        (m.start() + len(m.group().rstrip()), m.group().isspace()) for m in _SENTENCE_END.finditer(text, start, limit)
    ]
    ends = [(at, line) for at, line in ends if at - start >= SHORTEST]
    if ends:
        return min(ends, key=lambda end: abs(end[0] - wanted) + LINE_END_COSTS * end[1])[0]
    spaces = [m.start() for m in _SPACES.finditer(text, start + 1, limit)]
    return spaces[-1] if spaces else limit
