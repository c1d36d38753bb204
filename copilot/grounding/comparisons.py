"""Who is said to have beaten whom, held against the facts of both."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.facts import Fact
from copilot.grounding.figures import Figure
from copilot.grounding.judging import Claims, Judgement, judgement
from copilot.grounding.lexicon import Named
from copilot.grounding.scan import Mention
from copilot.grounding.vocabulary import Signal

EQUAL: Final = 1e-9
LONG_GAP: Final = 40
MAYBE: Final = re.compile(
    r"\b(?:will|would|could|can|may|might|should|if|whether|expected|likely)\s+(?:\w+\s+)?$", re.IGNORECASE
)
PASSIVE: Final = re.compile(r"\b(?:was|were|been|being|is|are|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
SIZED: Final = ("more", "less", "further", "fewer", "larger", "bigger", "smaller", "steeper", "deeper", "greater")
"""Comparatives of size, which turn round with a fall: to fall more is to end lower."""
Difference = tuple[float, Fact, Fact]


def comparisons(claims: Claims) -> Iterator[Judgement]:
    """Yield each comparison of two names."""
    for start, end, signal in claims.sentence.signals_of("beat", "ahead", "than", "deeper", "best"):
        other = next((m for m in claims.sentence.mentions if m.start >= end), None)
        if other is None or not _takes(claims, start, end, signal, other):
            continue
        first, second = claims.named(claims.subject_before(start)), claims.named(other)
        sense = _sense(claims, start, end, signal)
        if first is not None and second is not None and first.singles != second.singles and sense:
            yield from _compared(claims, (start, end), (first, second), sense, signal.measure)


def times_as_much(claims: Claims) -> Iterator[Judgement]:
    """Yield each multiple in words: "twice the S&P 500's return", "an elevenfold gain"."""
    for figure in claims.sentence.multiples:
        first = claims.whose(figure.start)
        other = next((m for m in claims.sentence.mentions if m.start >= figure.end), None)
        gap = claims.sentence.text[figure.end : other.start] if other else ""
        second = claims.named(other) if len(gap) < LONG_GAP and not re.search(r"[,;(]", gap) else None
        if first is None:
            continue
        ratios = _ratios(claims, first, second) if second else _growths(claims, first, figure)
        if ratios:
            holds = any(_about(ratio, figure) for ratio, _ in ratios)
            yield judgement(figure.start, figure.end, holds, "the facts say otherwise", [f for _, f in ratios])
        else:
            yield from claims.unknown(figure.start, figure.end, "no facts carry this multiple")


def _ratios(claims: Claims, first: Named, second: Named) -> list[tuple[float, Fact]]:
    found = [(float(f.value) / float(g.value), f) for _, f, g in _pairs(claims, first, second, "") if float(g.value)]
    for fact in claims.evidence.facts:
        if fact.measure == "ratio" and fact.subject[0] in first.singles and fact.subject[-1] in second.singles:
            found.append((float(fact.value), fact))
    return found


def _growths(claims: Claims, name: Named, figure: Figure) -> list[tuple[float, Fact]]:
    if "fold" not in figure.text.lower():
        return []
    return [(1 + float(f.value), f) for f in claims.facts_of(name) if f.measure in ("price_return", "total_return")]


def _about(ratio: float, figure: Figure) -> bool:
    """Say whether a ratio may be told as a multiple in words, given its hedge."""
    told = float(figure.value)
    if figure.hedge == "over":
        return told <= ratio < 2 * told
    if figure.hedge == "under":
        return 0.5 * told <= ratio < told
    return abs(ratio - told) <= (0.12 if figure.hedge else 0.08) * told


def _takes(claims: Claims, start: int, end: int, signal: Signal, other: Mention) -> bool:
    """Say whether a comparing word is followed by the name that it compares with."""
    between = claims.sentence.text[end : other.start].strip()
    if signal.kind == "best":
        return claims.sentence.text[start:end].lower() == "led" and between in ("", "the") and other.named is not None
    return other.role == "object" and between in (
        "",
        "the",
        "that of the",
        "that of",
        "by",
        "by the",
        "both",
        "those of",
    )


def _sense(claims: Claims, start: int, end: int, signal: Signal) -> int:
    """Return +1 where the first is said to have the higher value, -1 the lower, 0 if unclear."""
    before, word = claims.before(start), claims.sentence.text[start:end].lower()
    sense = 1 if signal.kind == "best" else int(signal.value)
    if signal.kind == "than" and not signal.measure and word.startswith(SIZED):
        since = claims.sentence.clause_start(start)
        moves = [s for s in claims.sentence.signals_of("move") if since <= s[0] < start and s[2].value]
        sense *= int(moves[-1][2].value) if moves else 1
    if signal.kind == "deeper":
        sense = -sense
    if claims.negated(start):
        sense = -sense
    if PASSIVE.search(before) and claims.sentence.text[end:].lstrip().startswith("by"):
        sense = -sense
    return 0 if MAYBE.search(before) else sense


def _compared(
    claims: Claims, span: tuple[int, int], names: tuple[Named, Named], sense: int, measure: str
) -> Iterator[Judgement]:
    first, second = names
    differences = (
        _shown(claims, first, second) or _pairs(claims, first, second, measure) or _spreads(claims, first, second)
    )
    if not differences:
        yield from claims.unknown(*span, f"no facts compare {first.label} with {second.label}")
        return
    used = [d for d in differences if {d[1].id, d[2].id} & claims.used] or differences
    holds = any(sense * difference > EQUAL for difference, _, _ in used)
    yield judgement(*span, holds, "the facts say otherwise", [f for _, *both in used for f in both])


def _pairs(claims: Claims, first: Named, second: Named, measure: str) -> list[Difference]:
    mine, theirs = claims.facts_of(first, measure), claims.facts_of(second, measure)
    return [
        (float(f.value) - float(g.value), f, g)
        for f in mine
        for g in theirs
        if (f.measure, f.window) == (g.measure, g.window) and f.id != g.id
    ]


def _shown(claims: Claims, first: Named, second: Named) -> list[Difference]:
    """Return the difference of the facts of both that the sentence itself gives."""
    shown = [claims.evidence.ledger.facts[name] for name in claims.used]
    mine, theirs = ([f for f in shown if len(f.subject) == 1 and f.subject[0] in n.singles] for n in (first, second))
    return [(float(f.value) - float(g.value), f, g) for f in mine for g in theirs if f.measure == g.measure]


def _spreads(claims: Claims, first: Named, second: Named) -> list[Difference]:
    found = []
    for fact in claims.evidence.facts:
        if fact.measure not in ("spread", "ratio") or len(fact.subject) != 2:
            continue
        value = float(fact.value) - (1 if fact.measure == "ratio" else 0)
        if fact.subject[0] in first.singles and fact.subject[1] in second.singles:
            found.append((value, fact, fact))
        elif fact.subject[1] in first.singles and fact.subject[0] in second.singles:
            found.append((-value, fact, fact))
    return found
