"""Paragraphs whose lines were broken to fit a page, made whole again."""

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from tools.library.tables import is_row

NARROWEST, WIDEST, FEWEST_LINES = 30, 130, 3
NEARLY, SHORT = 0.85, 0.6
_BEGINS_ANEW = re.compile(r"\s*(?:[#>|*•‣▪–—+]|-\s|\d{1,3}[.)]\s|\(?[a-z]\)\s|```|---)", re.I)
_BROKEN_WORD = re.compile(r"[^\W\d_]{2,}-$")
_WORD = re.compile(r"[^\W\d_]+")


def unwrapped(text: str) -> str:
    """Return a text with the lines of each paragraph joined where they were broken for want of room.

    Rows of tables, lists, headings and lines that could have been longer stay lines of their own,
    and so do the first lines of pages, which are parted by form feeds.
    A word that was broken in two is put together when it stands whole elsewhere in the text.
    """
    width = _width(re.split(r"[\n\f]", text))
    if width is None:
        return text
    known = {word.casefold() for word in _WORD.findall(text)}
    return "\f".join(_unwrapped(page, width, known) for page in text.split("\f"))


def _unwrapped(page: str, width: int, known: Set[str]) -> str:
    first, *lines = page.split("\n")
    made = [first]
    for before, line in pairwise([first, *lines]):
        if _goes_on(before, line, width):
            made[-1] = _joined(made[-1], line.lstrip(), known)
        else:
            made.append(line)
    return "\n".join(made)


def _width(lines: Sequence[str]) -> int | None:
    """Return how long the lines of prose get, or None where they were not broken to a width."""
    lengths = sorted(len(line.rstrip()) for line in lines if _is_prose(line))
    if len(lengths) < FEWEST_LINES:
        return None
    width = lengths[len(lengths) * 9 // 10]
    return width if NARROWEST <= width <= WIDEST else None


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not _BEGINS_ANEW.match(line) and not is_row(line.strip())


def _goes_on(line: str, after: str, width: int) -> bool:
    """Whether a line had no room for the first word of the one after it, which is no heading and no row."""
    if not line.strip() or not _is_prose(after) or is_row(line.strip()) or line.lstrip().startswith(("#", "|", "```")):
        return False
    text = after.strip()
    if text[0].isupper() and len(text) < SHORT * width and text[-1] not in ".!?:;,)”\"'":
        return False
    return len(line.rstrip()) + 1 + len(text.split(maxsplit=1)[0]) > NEARLY * width


def _joined(line: str, after: str, known: Set[str]) -> str:
    line = line.rstrip()
    if not _BROKEN_WORD.search(line) or not after[:1].islower():
        return f"{line} {after}"
    whole = (_WORD.findall(line)[-1] + _WORD.findall(after)[0]).casefold()
    return f"{line[:-1] if whole in known else line}{after}"
