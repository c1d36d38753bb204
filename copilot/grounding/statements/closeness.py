"""How near something came: within a point of another, above a record, into a bear market, better than since a year."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.number_words import UNITS
from copilot.grounding.reading.owners import owns
from copilot.grounding.reading.periods import fits
from copilot.grounding.reading.spans import When
from copilot.grounding.statements.comparisons import difference_of
from copilot.grounding.statements.judging import Claims, Judgement, Rule, judgement

WITHIN: Final = re.compile(
    r"\bwithin\s+(?P<told>(?P<size>half\s+an?|an?|\d+(?:\.\d+)?|"
    + "|".join(UNITS)
    + r")\s+(?:percentage\s+)?points?)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
RECORD: Final = re.compile(
    r"\b(?:(?P<over>above|over|past|beyond|higher\s+than|exceed(?:s|ed)?|topped|surpassed)|(?P<under>below|under|short\s+of|lower\s+than|"
    r"beneath))\s+(?:its|the|their|that|last\s+year['’]s)\s+(?:20\d\d\s+|previous\s+|old\s+)?(?:all-time\s+)?record(?:\s+(?:close|high)\b|\s+of\s+[\d{])",
    re.IGNORECASE,
)
BEAR: Final = re.compile(
    r"\b(?:entered|fell\s+into|slipped\s+into|slid\s+into|dropped\s+into|was\s+in|sank\s+into)\s+(?:an?\s+)(?P<what>bear\s+market|correction)\b",
    re.IGNORECASE,
)
DEPTHS: Final = {"bear market": -0.2, "correction": -0.1}
SINCE: Final = re.compile(
    r"\b(?:best|worst|biggest|largest|steepest|strongest|weakest|sharpest|highest|lowest|deepest|longest|smallest|greatest|fastest)\b"
    r"[^.;:,]{0,50}?\b(?:since\s+(?:\w+\s+){0,4}?(?P<year>(?:19|20)\d\d)|on\s+record|in\s+(?:its\s+)?history|ever\b|"
    r"in\s+(?:more\s+than\s+|over\s+|at\s+least\s+)?(?:a\s+(?:decade|generation)|\w+\s+(?:years|decades)))\b",
    re.IGNORECASE,
)


def _within(claims: Claims) -> Iterator[Judgement]:
    """Yield "A came within a point of B"."""
    for mention in claims.sentence.mentions:
        told = WITHIN.search(claims.sentence.text[: mention.start])
        first, second = (
            (claims.named(claims.subject_before(told.start())), claims.named(mention)) if told else (None, None)
        )
        if told is None or first is None or second is None:
            continue
        found = difference_of(claims, (first, second), told.start())
        if found:
            inside = any(abs(d[0]) <= _size(told["size"]) / 100 for d in found)
            facts = [f for d in found for f in d[1:]]
            yield judgement(*told.span("told"), inside != claims.negated(told.start()), "they are further apart", facts)
        else:
            yield from claims.unknown(*told.span("told"), f"no facts compare {first.label} with {second.label}")


def _size(words: str) -> float:
    lower = words.lower()
    if lower.startswith("half"):
        return 0.5
    return float(UNITS.get(lower, 1)) if lower[0].isalpha() else float(lower)


def _records(claims: Claims) -> Iterator[Judgement]:
    """Yield "stands above its 2025 record close", where facts give the level of both."""
    for match in RECORD.finditer(claims.sentence.text):
        name = claims.whose(match.start())
        closes = [f for f in claims.evidence.facts if name is not None and f.measure == "close" and owns(name, f)]
        records = [f for f in closes if f.params.get("part") == "level"]
        times = claims.times_at(match.start())
        gaps = [
            f
            for f in claims.evidence.facts
            if name is not None and f.params.get("part") == "below_record" and owns(name, f)
        ]
        levels = [f for f in closes if f not in records and _fits(claims, f, times)]
        told = [f for f in gaps if _fits(claims, f, times)] if times else []
        if told:
            sense = (1 if match["over"] else -1) * (-1 if claims.negated(match.start()) else 1)
            holds = any(sense * float(f.value) > 0 for f in told)
            yield judgement(*match.span(), holds, "the closes say otherwise", told)
        elif records and levels:
            sense = (1 if match["over"] else -1) * (-1 if claims.negated(match.start()) else 1)
            holds = any(sense * (float(f.value) - float(g.value)) > 0 for f in levels for g in records)
            yield judgement(*match.span(), holds, "the closes say otherwise", [*levels, *records])


def _fits(claims: Claims, fact: Fact, times: Sequence[When]) -> bool:
    return all(fits(fact, [time], claims.evidence.now) for time in times)


def _bears(claims: Claims) -> Iterator[Judgement]:
    """Yield "entered a bear market", which a fall of a fifth from a peak makes."""
    for match in BEAR.finditer(claims.sentence.text):
        name = claims.whose(match.start())
        if name is None:
            continue
        facts = claims.facts_of(name, "max_drawdown", match.start())
        depth = DEPTHS[" ".join(match["what"].lower().split())]
        if facts:
            deep = any(float(f.value) <= depth for f in facts)
            yield judgement(*match.span(), deep != claims.negated(match.start()), "its drawdown says otherwise", facts)
        else:
            yield from claims.unknown(*match.span(), f"no fact gives the drawdown of {name.label}")


def _since(claims: Claims) -> Iterator[Judgement]:
    """Yield "the biggest one-day gain since 2008", where no fact reaches back so far."""
    for match in SINCE.finditer(claims.sentence.text):
        year = int(match["year"]) if match["year"] else 0
        reaching = [f for f in claims.evidence.facts if f.window is not None and f.window.base.year <= year]
        if not reaching:
            yield from claims.unknown(*match.span(), "no fact reaches so far back")


CLOSENESS: Final = (
    Rule(_within, words=frozenset({"within"})),
    Rule(_records, words=frozenset({"record"})),
    Rule(_bears, words=frozenset({"bear", "correction"})),
    Rule(_since, words=frozenset({"since", "record", "history", "ever", "decade", "decades", "generation", "years"})),
)
"""What lies near a mark, or past it."""
