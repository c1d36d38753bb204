"""Cut a streamed draft into sentences, list items and tables that can be checked one by one."""

import re
from collections.abc import Callable
from typing import Final

ABBREVIATIONS_WORDS: Final = (
    "u.s u.k u.s.a e.u vs inc corp co ltd plc jan feb mar apr jun jul aug sep sept oct nov dec mr mrs ms dr st no "
    "nos fig approx est e.g i.e cf etc al p pp a.m p.m dept gov sen rep gen bros mt ft bn mn avg pct cos intl dow"
)
ABBREVIATIONS: Final = frozenset(ABBREVIATIONS_WORDS.split())
ENDING: Final = re.compile(r"[.!?…]+[\"”’')\]*_]*(?=\s)|[。！？]+[”’」』）]*")
CITATIONS: Final = re.compile(r"\s*(?:\[S?\d{1,4}\]\s?)+")
OPENING: Final = re.compile(r"\s*\[")
ITEM: Final = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])\s")
START: Final = re.compile(r"[A-Z0-9\"“‘'({\[*_#$À-ÞĀ-Ɏ\u3400-\u9fff+\-−]")
ITEM_INSIDE: Final = re.compile(r"[:;,(]\s\d{1,2}\.$")
LONGEST_MONTH: Final = 12
LONGEST_WORD: Final = 8
"""More characters than any abbreviation has."""
DAY: Final = re.compile(r"(?<![\d.,])\d{1,2}\.$")
GERMAN_MONTH: Final = re.compile(
    r"\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
LAST_WORD: Final = re.compile(r"[\w.&'’]*$")


class SentenceStream:
    """Pieces of text in, whole sentences out; everything that goes in comes out once, in order.

    Never cut are references, decimals, abbreviations, list items, tables and fenced blocks.
    """

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> list[str]:
        """Return the sentences that are whole now that a piece has come."""
        self._held += piece
        return self._take(final=False)

    def flush(self) -> list[str]:
        """Return what is left at the end of the text."""
        found = self._take(final=True)
        if self._held:
            found.append(self._held)
            self._held = ""
        return found

    def _take(self, final: bool) -> list[str]:
        found = []
        while (end := _end(self._held, final)) is not None:
            found.append(self._held[:end])
            self._held = self._held[end:]
        return found


def _end(text: str, final: bool) -> int | None:
    """Return where the first unit of a text certainly ends, None while more text may belong to it."""
    first = len(text) - len(text.lstrip("\n"))
    if first == len(text):
        return None
    line_start = text.rfind("\n", 0, first) + 1 if first else 0
    body = text[line_start:]
    kind = body.lstrip(" \t")
    if not final and len(kind) < 4 and "\n" not in kind:
        return None
    if kind.startswith("```"):
        return _block_end(text, line_start, final)
    if kind.startswith("|"):
        return _lines_end(text, line_start, final, lambda line: line.lstrip(" \t").startswith("|"))
    if kind.startswith("#"):
        return _line_end(text, first)
    if ITEM.match(body):
        return _lines_end(text, line_start, final, lambda line: line[:1] in (" ", "\t") and not ITEM.match(line))
    return _prose_end(text, first, final)


def _line_end(text: str, start: int) -> int | None:
    end = text.find("\n", start)
    return None if end < 0 else end + 1


def _lines_end(text: str, start: int, final: bool, continues: Callable[[str], bool]) -> int | None:
    """Return the end of a run of lines: the first and all that continue it."""
    end = text.find("\n", start)
    while end >= 0:
        line = text[end + 1 :]
        whole = line.find("\n") >= 0 or len(line.lstrip(" \t")) > 4
        if not whole and not final:
            return None
        if not line or not continues(line):
            return end + 1
        end = text.find("\n", end + 1)
    return None


def _block_end(text: str, start: int, final: bool) -> int | None:
    opened = text.find("```", start)
    closed = text.find("```", opened + 3)
    if closed < 0:
        return None
    return _line_end(text, closed + 3)


def _prose_end(text: str, first: int, final: bool) -> int | None:
    """Return the end of the first sentence of a paragraph."""
    line = text.find("\n", first)
    limit = len(text) if line < 0 else line
    for match in ENDING.finditer(text, first, min(len(text), limit + 1)):
        if match.end() > limit or _inside(text, first, match.start()):
            continue
        if text[match.start()] == "." and _abbreviated(text, first, match.start()):
            continue
        end = _after(text, match.end(), limit, final)
        if end is None:
            return None
        if end:
            return end
    return None if line < 0 else line + 1


def _inside(text: str, first: int, at: int) -> bool:
    """Say whether a position lies in an open reference or citation."""
    return text.rfind("{", first, at) > text.rfind("}", first, at) or text.rfind("[", first, at) > text.rfind(
        "]", first, at
    )


def _abbreviated(text: str, first: int, at: int) -> bool:
    found = LAST_WORD.search(text, max(first, at - LONGEST_WORD), at)
    word = found.group().lower() if found else ""
    return (
        word in ABBREVIATIONS
        or (len(word) == 1 and word.isalpha())
        or (len(word) < 4 and word.isdecimal() and at - len(word) == first)
    )


def _after(text: str, end: int, limit: int, final: bool) -> int | None:
    """Return where the next sentence begins behind an ending, 0 when none does, None when unsure."""
    if ITEM_INSIDE.search(text, max(0, end - 6), end):
        return 0
    if DAY.search(text, max(0, end - 4), end):
        if not final and len(text) - end < LONGEST_MONTH:
            return None
        if GERMAN_MONTH.match(text, end):
            return 0
    cited = CITATIONS.match(text, end, limit)
    end = cited.end() if cited else end
    if (
        not final
        and limit - end < 12
        and limit == len(text)
        and OPENING.match(text, end, limit)
        and text.find("]", end, limit) < 0
    ):
        return None
    at = end
    while at < limit and text[at] in " \t":
        at += 1
    if at >= limit:
        if limit == len(text):
            return None
        return limit + 1
    if text[at - 1] not in " \t" and ord(text[end - 1]) < 0x3000:
        return 0
    if (
        not final
        and limit - at < 12
        and limit == len(text)
        and OPENING.match(text, at, limit)
        and text.find("]", at, limit) < 0
    ):
        return None
    return at if START.match(text, at) else 0
