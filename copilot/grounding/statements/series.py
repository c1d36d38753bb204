"""The months or quarters of one name: its returns one after the other, over the time that a sentence speaks of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from copilot.facts import Fact
from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import owns
from copilot.grounding.reading.periods import MONTH, NAMES
from copilot.grounding.reading.scan import Mention, Sentence, read_once
from copilot.grounding.statements.judging import Claims

PIECES: Final = {"quarter": (80, 100, 4), "month": (25, 36, 12)}
"""The least and most days of a unit, and how many a year has."""
YEARS: Final = re.compile(r"\b(20\d\d)\b")
ORDER: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
MONTH_NAME: Final = re.compile(r"\b" + NAMES.format("m"))
QUARTER_NAME: Final = re.compile(
    r"\bQ(?P<q>[1-4])\b|\b(?P<nth>first|second|third|fourth|final|last)\b(?!\s+(?:month|half|time|week|day|two|three|four|six|\d))"
)
RANGE: Final = re.compile(
    r"\b(?:from|between)\s+(?:the\s+)?[\w\s]{0,16}$|\b(?:to|through|until|till|thru)\s+(?:the\s+)?$"
)
SERIAL: Final = re.compile(
    r"\b(?P<unit>quarter|month)ly\s+(?:price\s+)?(?:gains|returns|moves|changes|results|advances|losses)\b",
    re.IGNORECASE,
)
NEXT: Final = 8
"""How far behind a comparing word the time compared with may stand: "than in the third"."""
ONWARDS: Final = re.compile(r"\b(?P<lead>after|since|from)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A month or quarter as a sentence names it: its number in the year, and where the words stand."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Series:
    """Returns of one name, oldest first; `whole` says that none of the time spoken of is missing."""

    facts: tuple[Fact, ...]
    whole: bool

    @property
    def values(self) -> list[float]:
        """The returns as fractions."""
        return [float(f.value) for f in self.facts]


@read_once
def pieces_of(sentence: Sentence, unit: str) -> tuple[Piece, ...]:
    """Return the months or quarters that a sentence names, in order."""
    text = sentence.nameless
    if unit == "month":
        found = [(m, MONTH[m["m"][:3].lower()]) for m in MONTH_NAME.finditer(text)]
    else:
        found = [(m, int(m["q"]) if m["q"] else ORDER[m["nth"]]) for m in QUARTER_NAME.finditer(text)]
    return tuple(Piece(m.start(), m.end(), number) for m, number in found)


@read_once
def ranged(sentence: Sentence, unit: str) -> tuple[int, int] | None:
    """Return the first and last month or quarter of "from May to November"; those that follow in "after March"."""
    text, pieces = sentence.nameless, pieces_of(sentence, unit)
    for one, two in pairwise(pieces):
        between = YEARS.sub("", text[one.end : two.start]).replace("quarter", "").replace("of", "").strip(" ,")
        if between in ("to", "through", "until", "till", "thru", "–", "-", "to the", "through the") or (
            between in ("and", "and the") and re.search(r"\bbetween\s+(?:the\s+)?$", text[: one.start])
        ):
            return one.number, two.number
    for one in pieces:
        told = ONWARDS.search(text[: one.start])
        if told and len(pieces) == 1:
            return one.number + (told["lead"].lower() == "after"), PIECES[unit][2]
    return None


def series_of(claims: Claims, name: Named, unit: str, whole_range: bool = True) -> Series:
    """Return the months or quarters of a name in the year, and the part of it, that a sentence speaks of."""
    low, high, many = PIECES[unit]
    year = year_of(claims)
    found: dict[date, Fact] = {}
    for fact in claims.evidence.facts:
        if is_piece(fact, low, high) and owns(name, fact) and year in (None, end_of(fact).year):
            found.setdefault(end_of(fact), fact)
    facts = [found[end] for end in sorted(found)]
    span = ranged(claims.sentence, unit) if whole_range else None
    if span is not None:
        facts = [f for f in facts if span[0] <= number_of(f, unit) <= span[1]]
    wanted = span[1] - span[0] + 1 if span is not None else _so_far(claims.evidence, year, many)
    return Series(tuple(facts), len(facts) == wanted and bool(facts))


def is_piece(fact: Fact, low: int, high: int) -> bool:
    """Say whether a fact is the price return of one name over so many days."""
    if fact.measure != "price_return" or fact.window is None or len(fact.subject) != 1:
        return False
    return low <= (fact.window.end - fact.window.base).days <= high


def number_of(fact: Fact, unit: str) -> int:
    """Return which month or quarter of its year a fact ends in."""
    month = end_of(fact).month
    return month if unit == "month" else (month + 2) // 3


def end_of(fact: Fact) -> date:
    """Return the last session of a fact's window, or else its own."""
    return fact.window.end if fact.window is not None else fact.as_of


def year_of(claims: Claims) -> int | None:
    """Return the one year that a sentence speaks of."""
    years = {int(y) for y in YEARS.findall(claims.sentence.nameless)}
    lower = claims.sentence.text.lower()
    if not years and ("this year" in lower or "last year" in lower):
        return claims.evidence.now.year - ("last year" in lower)
    return years.pop() if len(years) == 1 else None


def _so_far(evidence: Evidence, year: int | None, many: int) -> int:
    if year is not None and year == evidence.now.year:
        return max(1, evidence.now.month * many // 12)
    return many


def whose_series(claims: Claims, at: int) -> list[Named]:
    """Return whose months or quarters are told at a place: the names before it, those behind, or those carried."""
    subjects = [m for m in claims.sentence.mentions if m.role != "object"]
    before = [m for m in subjects if claims.sentence.clause_start(at) <= m.start < at]
    near: Sequence[Mention] = before or [m for m in subjects if m.start >= at]
    names = [name for m in near if (name := claims.named(m)) is not None]
    return list(dict.fromkeys(names)) or list(claims.evidence.carried[:1])


def two_pieces(claims: Claims, start: int, end: int) -> tuple[Fact, Fact] | None:
    """Return one name's months or quarters right before and behind a comparing word, None where facts miss one."""
    text = claims.sentence.nameless
    for unit in PIECES:
        pieces = pieces_of(claims.sentence, unit)
        before = [p for p in pieces if p.end <= start]
        after = [p for p in pieces if 0 <= p.start - end <= NEXT]
        names = (whose_series(claims, len(text)) or _with_pieces(claims, unit)) if before and after else []
        if not names or (unit == "quarter" and "uarter" not in text and "Q" not in text):
            continue
        series = {number_of(f, unit): f for f in series_of(claims, names[0], unit, whole_range=False).facts}
        one, two = series.get(before[-1].number), series.get(after[0].number)
        if one is not None and two is not None:
            return one, two
    return None


def _with_pieces(claims: Claims, unit: str) -> list[Named]:
    """Return the one name whose months or quarters the facts give as a series."""
    low, high, _ = PIECES[unit]
    every = [f.subject[0] for f in claims.evidence.facts if is_piece(f, low, high)]
    names = [Named(frozenset({symbol})) for symbol in dict.fromkeys(every) if every.count(symbol) > 1]
    return names if len(names) == 1 else []
