"""The answer's text as blocks: paragraphs, headings, lists and tables whose pieces keep their verdicts.

The text is a small Markdown. Links, images and HTML in it stay the characters that they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ui.render.clean import plain

_MARKS = re.compile(r"(\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|`)")
_LOOKS = {"**": "strong", "__": "strong", "*": "emphasis", "`": "code"}
_HEADING = re.compile(r"(#{1,6})\s+")
_BULLET = re.compile(r"\s*[-*•]\s+")
_NUMBER = re.compile(r"\s*\d{1,3}[.)]\s+")
_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?$")


@dataclass(frozen=True)
class Piece:
    """Some characters with one look and, where they are a figure or a citation, its verdict."""

    text: str
    fact: str | None = None
    part: str | None = None
    citation: str | None = None
    verdict: str | None = None
    reason: str | None = None
    strong: bool = False
    emphasis: bool = False
    code: bool = False

    @property
    def doubted(self) -> bool:
        """Whether no proof carries it."""
        return self.verdict in ("unproved", "unsupported")


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    """Lines that run on."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Heading:
    """A heading of a level from 1 to 6."""

    level: int
    line: Line


@dataclass(frozen=True)
class Listing:
    """A list, numbered or not."""

    numbered: bool
    items: tuple[Line, ...]


@dataclass(frozen=True)
class Grid:
    """A table: the cells of its head, and its rows."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Paragraph | Heading | Listing | Grid


def blocks_of(segments: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """Return the blocks of an answer's segments, in order."""
    return tuple(_blocks(list(_lines(segments))))


def text_of(line: Line) -> str:
    """Return the characters of a line."""
    return "".join(piece.text for piece in line)


def _lines(segments: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    line: list[Piece] = []
    for segment in segments:
        known: dict[str, Any] = {key: segment.get(key) for key in ("fact", "part", "citation", "verdict", "reason")}
        first, *rest = plain(segment.get("text", "")).split("\n")
        line.append(Piece(first, **known))
        for text in rest:
            yield tuple(p for p in line if p.text)
            line = [Piece(text, **known)]
    yield tuple(p for p in line if p.text)


def _blocks(lines: list[Line]) -> Iterator[Block]:
    while lines:
        text = text_of(lines[0])
        if not text.strip():
            lines.pop(0)
        elif heading := _HEADING.match(text):
            yield Heading(len(heading[1]), styled(_without(lines.pop(0), heading.end())))
        elif text.lstrip().startswith("|") and len(lines) > 1 and _RULE.match(text_of(lines[1]).strip()):
            yield _grid(_taken(lines, lambda t: t.lstrip().startswith("|")))
        elif mark := next((m for m in (_BULLET, _NUMBER) if m.match(text)), None):
            taken = _taken(lines, lambda t, mark=mark: mark.match(t) is not None)
            yield Listing(mark is _NUMBER, tuple(styled(_without(i, _mark_end(mark, i))) for i in taken))
        else:
            yield Paragraph(tuple(styled(i) for i in [lines.pop(0), *_taken(lines, _runs_on)]))


def _runs_on(text: str) -> bool:
    starts = (_HEADING, _BULLET, _NUMBER)
    return bool(text.strip()) and not text.lstrip().startswith("|") and not any(s.match(text) for s in starts)


def _taken(lines: list[Line], belongs: Any) -> list[Line]:
    taken: list[Line] = []
    while lines and belongs(text_of(lines[0])):
        taken.append(lines.pop(0))
    return taken


def _mark_end(mark: re.Pattern[str], line: Line) -> int:
    found = mark.match(text_of(line))
    return found.end() if found else 0


def _without(line: Line, count: int) -> Line:
    """Return a line without its first characters."""
    kept: list[Piece] = []
    for piece in line:
        cut, count = piece.text[count:], max(0, count - len(piece.text))
        if cut:
            kept.append(replace(piece, text=cut))
    return tuple(kept)


def _grid(lines: list[Line]) -> Grid:
    head, _, *rows = [_cells(line) for line in lines]
    return Grid(head, tuple((*row[: len(head)], *((),) * (len(head) - len(row))) for row in rows))


def _cells(line: Line) -> tuple[Line, ...]:
    cells: list[list[Piece]] = [[]]
    for piece in line:
        parts = [piece.text] if piece.verdict else re.split(r"(?<!\\)\|", piece.text)
        cells[-1].append(replace(piece, text=parts[0]))
        cells.extend([replace(piece, text=part)] for part in parts[1:])
    trimmed = [_trimmed(c) for c in cells]
    inner = trimmed[1:] if trimmed and not trimmed[0] else trimmed
    return tuple(styled(c) for c in (inner[:-1] if inner and not inner[-1] else inner))


def _trimmed(pieces: list[Piece]) -> Line:
    kept = [replace(p, text=p.text.replace("\\|", "|")) for p in pieces if p.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def styled(line: Line) -> Line:
    """Return the line with **bold**, *emphasis* and `code` as looks instead of marks, where they come in pairs."""
    parts = [(piece, [piece.text] if piece.verdict else _MARKS.split(piece.text)) for piece in line]
    marks = [part for piece, pieces in parts if not piece.verdict for part in pieces if part in _LOOKS]
    paired = {mark for mark in _LOOKS if marks.count(mark) % 2 == 0}
    looks: dict[str, Any] = {"strong": False, "emphasis": False, "code": False}
    found: list[Piece] = []
    for piece, texts in parts:
        for text in texts:
            if not piece.verdict and text in paired:
                looks[_LOOKS[text]] = not looks[_LOOKS[text]]
            elif text:
                found.append(replace(piece, text=text, **looks))
    return tuple(found)
