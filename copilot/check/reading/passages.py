"""An article cut into headings, sentences, list items and table rows, each with its place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from copilot.grounding.sentences import SentenceStream

Kind = Literal["title", "heading", "sentence", "row", "aside"]
LINE = re.compile(r"[^\n]+")
CELL = re.compile(r"\||\t+| {2,}")
RULE = re.compile(r"^[\s|:=+-]+$")
TAGS = re.compile(r"^\s*(?:#\w+[\s,]*)+$")
SYMBOL = re.compile(r"^\s*(?:\$?[A-Z]{1,5}(?:[.-][A-Z])?|--|—|-)\s*$")
BOILERPLATE = re.compile(
    r"^\s*(?:about us|login|log in|sign (?:up|in)|subscribe|unlock more|related (?:stocks|reading|articles|symbols)|"
    r"no recommended|read more|share this|advertisement|all rights reserved|copyright|©|disclaimer|cookie|"
    r"past performance|insights are generated|not (?:a|investment) (?:recommendation|advice)|follow us|"
    r"data source acknowledg|written by|by [A-Z][a-z]+ [A-Z][a-z]+\s*$|photo:|image:|source:|sources:)",
    re.IGNORECASE,
)
ENDED = re.compile(r"[.!?:;…][\"”’')\]\d]*\s*$")
ITEM = re.compile(r"\s*(?:[-*•+–]|\d{1,2}[.)])\s+\S")
"""An item of a list."""
DIGIT = re.compile(r"\d")
SHORTENED = re.compile(r"\b(?:Comp|Ind|Indus|Avg|Natl|Inds)\.\s*$")
OVER = re.compile(
    r"(?:\bDow\.\s+(?!Jones\b|Inc\b)(?=[A-Z])|\b(?:Inc|Corp|Co|Ltd|etc|[ap]\.m|U\.S|pct)\.\s+(?=(?:The|In|It|Its|On|At|An?|By|"
    r"But|And|For|From|That|This|These|Those|Both|Last|After|Since|When|While|Shares|Stocks|Meanwhile|Even|Only|With|"
    r"Yet|So|They|Their|Among|As)\s))"
)
PAUSE = re.compile(r"\w(?:\.\.\.|…)\s*$")
GOES_ON = re.compile(r"\s*[-+$(]?(?:\d|[a-z])")
"""What a sentence goes on with after a pause: "and small caps... 4.8%"."""
LONGEST_HEADING = 110
LONGEST_SENTENCE = 1500
AT_ONCE = 20_000


@dataclass(frozen=True)
class Passage:
    """A piece of the article: `text == article[start:start + len(text)]`.

    `paragraph` and `section` number the line and the heading that it stands under; `block` is the first line of its
    list, its own line outside of one.
    """

    kind: Kind
    text: str
    start: int
    paragraph: int
    section: int
    block: int = -1

    @property
    def end(self) -> int:
        """Where it ends in the article."""
        return self.start + len(self.text)


def passages(text: str) -> list[Passage]:
    """Return the pieces of an article in order; what is neither prose nor table is an aside."""
    found: list[Passage] = []
    section = block = 0
    listed = False
    for number, line in enumerate(LINE.finditer(text)):
        body, start = line[0], line.start()
        item = ITEM.match(body) is not None
        block, listed = (block if item and listed else number), item
        kind = _kind(body, any(p.kind != "aside" for p in found))
        if kind == "heading":
            section += 1
        if kind == "sentence":
            found += [Passage("sentence", s, start + at, number, section, block) for at, s in _sentences(body)]
        elif body.strip():
            found.append(Passage(kind, body, start, number, section, block))
    return found


def _kind(line: str, begun: bool) -> Kind:
    plain = line.strip()
    if TAGS.match(plain) or SYMBOL.match(plain) or BOILERPLATE.match(plain) or RULE.match(plain):
        return "aside"
    if plain.startswith("#"):
        return "heading" if begun else "title"
    if is_row(plain):
        return "row"
    short = len(plain) <= LONGEST_HEADING and not ENDED.search(plain) and plain[:1] not in "-*•+"
    if short and (not begun or not _says(plain)):
        return "heading" if begun else "title"
    return "sentence"


def _says(line: str) -> bool:
    """Say whether a short line without a full stop states figures all the same."""
    return bool(re.search(r"\d\s?%|\d\.\d|[:–-]\s*[+-]?\d|\bpercent\b", line))


def is_row(line: str) -> bool:
    """Say whether a line is a row of a table: cells between bars, tabs or wide gaps."""
    cells = [c for c in CELL.split(line) if c.strip()]
    if line.startswith("|"):
        return len(cells) > 1
    if len(cells) < 2 or ("|" not in line and "\t" not in line and len(cells) < 3 and len(line) > 80):
        return False
    return max(len(c.strip()) for c in cells) <= 60


def _sentences(line: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a line with their places; one that never ends is cut between words."""
    item = ITEM.match(line)
    at = item.end() - 1 if item else 0
    for piece in _whole(line[at:]):
        plain = piece.rstrip()
        lead = len(plain) - len(plain.lstrip())
        while lead < len(plain):
            cut = plain[lead : lead + LONGEST_SENTENCE]
            if lead + len(cut) < len(plain) and " " in cut:
                cut = cut[: cut.rindex(" ") + 1]
            yield at + lead, cut
            lead += len(cut)
        at += len(piece)


def _whole(line: str) -> list[str]:
    """Return the sentences of a line; joined they are the line."""
    stream = SentenceStream()
    fed = [piece for start in range(0, len(line), AT_ONCE) for piece in stream.feed(line[start : start + AT_ONCE])]
    whole: list[str] = []
    for piece in [part for fed_ in [*fed, *stream.flush()] for part in _apart(fed_)]:
        if whole and (SHORTENED.search(whole[-1]) or (PAUSE.search(whole[-1]) and GOES_ON.match(piece))):
            whole[-1] += piece
        else:
            whole.append(piece)
    return whole


def _apart(piece: str) -> list[str]:
    """Return a piece cut where a name that looks like an abbreviation ends a sentence: "in the Dow. In August"."""
    cuts = [0, *(m.end() for m in OVER.finditer(piece)), len(piece)]
    return [piece[one:two] for one, two in pairwise(cuts) if one < two]


@dataclass(frozen=True)
class Cell:
    """A cell of a table row with its place in the article."""

    text: str
    start: int


def cells(passage: Passage) -> list[Cell]:
    """Return the cells of a row that hold something, empty ones between bars included."""
    found: list[Cell] = []
    at = 0
    bars = "|" in passage.text
    for match in [*CELL.finditer(passage.text), None]:
        if match is not None and bars and match[0] != "|":
            continue
        end = match.start() if match else len(passage.text)
        raw = passage.text[at:end]
        lead = len(raw) - len(raw.lstrip())
        if raw.strip() or (bars and at):
            found.append(Cell(raw.strip(" *_"), passage.start + at + lead + _marks(raw)))
        at = match.end() if match else end
    return found[:-1] if bars and found and not found[-1].text else found


def _marks(raw: str) -> int:
    plain = raw.strip()
    return len(plain) - len(plain.lstrip("*_ "))
