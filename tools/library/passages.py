"""A document's text in passages: along its headings and paragraphs, never across a section."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.library.documents import Piece

LONGEST = 900
SHORTEST = 250
HEADING_LONGEST = 120
_BLOCK = re.compile(r"\S(?:.*\S)?(?:\n[^\S\n]*\S.*)*")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])|\n+""")
_SPACE = re.compile(r"\s*")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class _Paragraph:
    start: int
    end: int
    number: int
    heading: str


def passages(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text in order; together they cover all of it but headings and white space.

    A piece is at most 900 characters: whole paragraphs of one section, or sentences of a long one.
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
    heading, number = "", 0
    for block in _BLOCK.finditer(text):
        start, end = block.span()
        line_end = text.find("\n", start, end)
        line = text[start : end if line_end < 0 else line_end]
        marked = _marked_heading(line)
        if marked or (line_end < 0 and _reads_as_heading(line)):
            heading, number = marked or line, 0
            start = _after_space(text, start + len(line), end) if marked else start
            if not marked:
                yield _Paragraph(start, end, number, heading)
            if start == end or not marked:
                continue
        number += 1
        yield _Paragraph(start, end, number, heading)


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
    )


def _after_space(text: str, at: int, end: int) -> int:
    found = _SPACE.match(text, at, end)
    return found.end() if found else at


def _fit(group: list[_Paragraph], more: _Paragraph) -> bool:
    """Whether a paragraph joins the ones before it: same section, and one of both too short to stand alone."""
    whole = more.end - group[0].start
    short = group[-1].end - group[0].start < SHORTEST or more.end - more.start < SHORTEST
    return more.heading == group[0].heading and more.number > group[-1].number and whole <= LONGEST and short


def _pieces(text: str, group: list[_Paragraph]) -> Iterator[Piece]:
    if not group:
        return
    first, last = group[0], group[-1]
    locator = _locator(first, last)
    for start, end in _cuts(text, first.start, last.end):
        yield Piece(start, end, first.heading, locator)


def _locator(first: _Paragraph, last: _Paragraph) -> str:
    one = first.number == last.number or (first.number == 0 and last.number == 1)
    count = f"paragraph {last.number}" if one else f"paragraphs {max(first.number, 1)}–{last.number}"
    return ", ".join(
        part for part in (f"section {first.heading}" * bool(first.heading), count * bool(last.number)) if part
    )


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a span into parts of at most LONGEST characters, of like length, at sentence ends where there are any."""
    while end - start > LONGEST:
        parts = -(-(end - start) // LONGEST)
        wanted = start + -(-(end - start) // parts)
        cut = _cut(text, start, min(start + LONGEST, end), wanted)
        yield start, cut
        start = _after_space(text, cut, end)
    yield start, end


def _cut(text: str, start: int, limit: int, wanted: int) -> int:
    """Return the end of a part: the sentence end nearest to `wanted`, else the last space, else the limit."""
    ends = [m.start() + len(m.group().rstrip()) for m in _SENTENCE_END.finditer(text, start, limit)]
    ends = [at for at in ends if at - start >= SHORTEST]
    if ends:
        return min(ends, key=lambda at: abs(at - wanted))
    spaces = [m.start() for m in _SPACES.finditer(text, start + 1, limit)]
    return spaces[-1] if spaces else limit
