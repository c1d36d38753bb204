"""What bears on one verb: its times among several, and whether it tells of a fall from a peak."""

import re
from itertools import pairwise
from typing import Final

from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.spans import When
from copilot.grounding.statements.judging import Claims

AND: Final = re.compile(r"\s*(?:,|,?\s*and\b)", re.IGNORECASE)
AFTER_DOING: Final = re.compile(
    r"\b(?:after|despite|having|before)\s+(?P<doing>\w+ing|fallen|risen|lost|gained)\b[^,;:]*$", re.IGNORECASE
)
SPANNING: Final = re.compile(r"\b(?:between|from|since)\b", re.IGNORECASE)
SIZED: Final = (
    "more", "less", "further", "fewer", "larger", "bigger", "smaller", "steeper", "deeper", "greater",
    "milder", "shallower",
)  # fmt: skip
"""Comparatives of size, which turn round with a fall: to fall more is to end lower."""
SELL_OFF: Final = re.compile(
    r"\b(?:sell-?off|correction|slump|crash|bear\s+market|drawdown|(?:from\s+(?:its\s+|their\s+)?)?peak(?:s)?\s+to\s+trough|at\s+(?:its|their)\s+worst)\b",
    re.IGNORECASE,
)


def times_of_verb(claims: Claims, start: int, end: int) -> list[list[When]]:
    """Return the times of a verb: one list where they tell one time together, several where each tells its own.

    Times before the first verb of a clause are those of all its verbs.
    """
    every = [t for t in claims.times_at(start) if not _of_participle(claims, t, start)]
    verbs = [s[0] for s in claims.sentence.signals_of("move", "side", "beat") if s[2].value]
    since = claims.sentence.clause_start(start)
    until = min((v for v in verbs if v >= end), default=len(claims.sentence.text))
    first = min((v for v in verbs if v >= since), default=start)
    shared = [t for t in every if t.start < first]
    own = [t for t in every if end <= t.start < until]
    if not own:
        return [every]
    if len(own) > 1 and _each(claims, own):
        return [[*shared, t] for t in own]
    return [[*shared, *own]]


def _of_participle(claims: Claims, when: When, start: int) -> bool:
    """Say whether a time is that of another doing: "after falling in the first quarter, it rose"."""
    told = AFTER_DOING.search(claims.sentence.text[: when.start])
    return told is not None and when.end <= start and told.start("doing") != start


def _each(claims: Claims, times: list[When]) -> bool:
    """Say whether times are told as a list, and not as the ends of one."""
    text = claims.sentence.text
    if SPANNING.search(text[max(0, times[0].start - 10) : times[0].end]):
        return False
    return all(AND.match(text, one.end, two.end) for one, two in pairwise(times))


def of_a_fall(claims: Claims, start: int, end: int, names: tuple[Named, Named]) -> bool:
    """Say whether two are compared by their falls from a peak: "fell less than B in the sell-off"."""
    clause = claims.sentence.text[claims.sentence.clause_start(start) :]
    falls = [s for s in claims.sentence.signals_of("move") if s[1] <= start and s[2].value]
    if not falls or falls[-1][2].value > 0 or not claims.sentence.text[start:end].lower().startswith(SIZED):
        return False
    risen = all(any(float(f.value) > 0 for f in claims.facts_of(name, at=start)) for name in names)
    known = all(claims.facts_of(name, "max_drawdown", start) for name in names)
    return known and (risen or SELL_OFF.search(clause) is not None)
