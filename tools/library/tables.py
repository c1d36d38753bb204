"""Tables inside of text: which lines are rows, and where a long table may be cut."""

import re
from collections.abc import Iterator

LONGEST = 1800
FEWEST_ROWS = 3
LABEL_LONGEST, ROW_LONGEST, HEAD_LONGEST = 60, 300, 160
_FIGURE = re.compile(r"[($€£]*\d[\d.,]*[)%]*|[—–-]")
_SIGNS = frozenset("$ € £ % ) (".split())


def runs(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Split the lines of a span into prose and tables: start and end of each, and whether it is a table.

    A table is three rows or more, with short labels between them; a row has cells parted by bars
    or tabs, or ends in two figures.
    """
    lines = list(_lines(text, start, end))
    kinds = [_kind(text[a:b]) for a, b in lines]
    prose = at = 0
    while at < len(lines):
        to = _table_end(kinds, at) if kinds[at] == "row" else at
        if kinds[at:to].count("row") >= FEWEST_ROWS:
            if at > prose:
                yield lines[prose][0], lines[at - 1][1], False
            yield lines[at][0], lines[to - 1][1], True
            prose = to
        at = max(to, at + 1)
    if prose < len(lines):
        yield lines[prose][0], lines[-1][1], False


def row_groups(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a table into parts of whole rows, each at most LONGEST characters unless one row alone is longer."""
    first, last = start, start
    for a, b in _lines(text, start, end):
        if b - first > LONGEST and last > first:
            yield first, last
            first = a
        last = b
    yield first, last


def head_of(text: str, start: int, end: int) -> str:
    """Return a table's first row as words."""
    row = text[start:end].split("\n", 1)[0]
    return " ".join(row.replace("|", " ").split())[:HEAD_LONGEST]


def is_row(line: str) -> bool:
    """Whether a line without the space around it is a row of a table."""
    return _kind(line) == "row"


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the spans of the lines that hold something, without the space around them."""
    at = start
    for line in text[start:end].split("\n"):
        body = line.strip()
        if body:
            first = at + line.index(body[0])
            yield first, first + len(body)
        at += len(line) + 1


def _kind(line: str) -> str:
    if line.startswith("|") or "\t" in line:
        return "row"
    if len(line) > ROW_LONGEST:
        return "prose"
    words = [word for word in line.split() if word not in _SIGNS]
    if len(words) > 1 and all(_FIGURE.fullmatch(word) for word in words[-2:]):
        return "row"
    return "label" if len(line) <= LABEL_LONGEST and line[-1] not in ".!?;," else "prose"


def _table_end(kinds: list[str], at: int) -> int:
    """Return the end of the run of rows that begins here; two labels at most stand between rows."""
    end = at
    for k in range(at, len(kinds)):
        if kinds[k] == "row":
            end = k + 1
        elif kinds[k] == "prose" or k - end >= 2:
            break
    return end
