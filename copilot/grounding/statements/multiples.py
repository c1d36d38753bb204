"""Multiples, held against the facts of both: "twice the Dow's gain", "2.4 times that of Amazon"."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.periods import fits
from copilot.grounding.reading.vocabulary import Signal
from copilot.grounding.statements.comparisons import alike_of, is_of
from copilot.grounding.statements.judging import Claims, Judgement, judgement
from copilot.grounding.statements.series import two_pieces

QUOTED: Final = frozenset({"volatility", "max_drawdown", "weight", "recovery"})
TOLD_BY: Final = (("volatil", "volatility"), ("recover", "recovery"))
WORTH: Final = re.compile(r"^\s+(?:what|its|their|the\s+(?:level|price|value)|as\s+valuable|more\s+valuable)\b")
LINKED: Final = re.compile(
    r"^\s*(?:as\s+(?:much|large|big|high|long|volatile|deep)\s+as\s+|(?:more|larger|greater|higher|bigger)\s+than\s+)?"
    r"(?:(?:that|those)\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
"""What ties a multiple in digits to the name that it multiplies."""
DAY: Final = re.compile(
    r"\b(?P<how>best|worst)\s+(?:single\s+|trading\s+|one-day\s+)?(?:days?|sessions?|gain|loss|move)\b", re.IGNORECASE
)
DAY_AFTER: Final = re.compile(
    r"^\s*(?:(?:as\s+(?:large|big|much|strong)\s+as|(?:larger|bigger|greater|more)\s+than|the\s+size\s+of|that\s+of)\s+)?"
    r"(?:of\s+)?(?:the\s+|its\s+|their\s+)?(?P<how>best|worst)\b",
    re.IGNORECASE,
)


def times_as_much(claims: Claims) -> Iterator[Judgement]:
    """Yield each multiple in words: "twice the S&P 500's return", "an elevenfold gain"."""
    for figure in (*claims.sentence.multiples, *claims.typed):
        if figure.unit != "multiple":
            continue
        periods = two_pieces(claims, figure.start, figure.end) or _two_days(claims, figure)
        if periods is not None:
            ratio = float(periods[0].value) / (float(periods[1].value) or 1.0)
            ratio = ratio if periods[0].measure == periods[1].measure else abs(ratio)
            yield judgement(figure.start, figure.end, _about(ratio, figure), "the facts say otherwise", periods)
            continue
        first = claims.whose(figure.start)
        other = next((m for m in claims.sentence.mentions if m.start >= figure.end), None)
        gap = claims.sentence.text[figure.end : other.start] if other else ""
        second = claims.named(other) if len(gap) < 40 and not re.search(r"[,;(]", gap) else None
        if first is None or not (figure.worded or (other is not None and LINKED.match(gap) and not figure.sign)):
            continue
        second = None if WORTH.match(claims.sentence.text[figure.end :]) else second
        ratios = _ratios(claims, first, second, figure.start) if second else _growths(claims, first, figure)
        if ratios:
            holds = any(_about(ratio, figure) for ratio, _ in ratios)
            yield judgement(figure.start, figure.end, holds, "the facts say otherwise", [f for _, f in ratios])
        else:
            yield from claims.unknown(figure.start, figure.end, "no facts carry this multiple")


def _ratios(claims: Claims, first: Named, second: Named, at: int) -> list[tuple[float, Fact]]:
    shown = [(ratio, f) for ratio, f in _quotients(claims, (first, second), at) if _timed(claims, f, at)]
    if shown:
        return shown
    found = [
        (float(f.value) / float(g.value), f) for _, f, g in alike_of(claims, (first, second), "", at) if float(g.value)
    ]
    for fact in claims.evidence.facts:
        if (
            fact.measure == "ratio"
            and _timed(claims, fact, at)
            and fact.subject[0] in first.singles
            and fact.subject[-1] in second.singles
        ):
            found.append((float(fact.value), fact))
    return found


def _timed(claims: Claims, fact: Fact, at: int) -> bool:
    return all(fits(fact, [t], claims.evidence.now) for t in claims.times_at(at))


def _quotients(claims: Claims, names: tuple[Named, Named], at: int) -> list[tuple[float, Fact]]:
    """Return the quotients of the facts of both that the clause shows, or that are of the measure it names."""
    called = _called(claims, at)
    for pool in (claims.shown_at(at), [f for f in claims.evidence.facts if f.measure in called & QUOTED]):
        mine, theirs = ([f for f in pool if f.unit != "date" and is_of(name, f)] for name in names)
        alike = [(f, g) for f in mine for g in theirs if (f.measure, f.unit) == (g.measure, g.unit) and f.id != g.id]
        found = [(float(f.value) / float(g.value), f) for f, g in alike if float(g.value)]
        if found:
            return found
    betas = [f for f in claims.shown_at(at) if f.measure == "beta"]
    return [(float(f.value), f) for f in betas if set(f.subject) <= names[0].singles | names[1].singles]


def _called(claims: Claims, at: int) -> set[str]:
    """Return the measures of which a multiple is told: behind it in its part, or last before it."""
    text, since = claims.sentence.text, claims.sentence.clause_start(at)
    until = min([b for b in (*claims.sentence.boundaries, text.find(",", at)) if b >= at], default=len(text))
    told = [(start, signal.measure) for start, _, signal in claims.sentence.signals_of("measure")]
    told += [(m.start(), measure) for word, measure in TOLD_BY for m in re.finditer(word, text)]
    moves = [s[0] for s in claims.sentence.signals_of("move") if since <= s[0] < at and _moves(text[s[0] : s[1]], s[2])]
    last = max((t for t in told if t[0] < at), default=None)
    behind = {measure for start, measure in told if at <= start < until}
    return behind | ({last[1]} if last is not None and (not moves or moves[-1] < last[0]) else set())


def _moves(word: str, signal: Signal) -> bool:
    return bool(signal.value) or word.lower().startswith("return")


def _two_days(claims: Claims, figure: Figure) -> tuple[Fact, Fact] | None:
    """Return the best and the worst day of one name, in the order that a multiple of them tells them in."""
    text = claims.sentence.text
    behind = DAY_AFTER.match(text[figure.end :])
    before = list(DAY.finditer(text, claims.sentence.clause_start(figure.start), figure.start)) if behind else []
    name = claims.whose(figure.start)
    if behind is None or not before or name is None or before[-1]["how"].lower() == behind["how"].lower():
        return None
    one, two = (claims.facts_of(name, f"{m['how'].lower()}_day", figure.start, []) for m in (before[-1], behind))
    pairs = [(f, g) for f in one for g in two if f.window == g.window and f.unit == g.unit == "fraction"]
    return pairs[0] if pairs else None


def _growths(claims: Claims, name: Named, figure: Figure) -> list[tuple[float, Fact]]:
    if "fold" not in figure.text.lower() and not WORTH.match(claims.sentence.text[figure.end :]):
        return []
    return [
        (1 + float(f.value), f)
        for f in claims.facts_of(name, at=figure.start)
        if f.measure in ("price_return", "total_return")
    ]


def _about(ratio: float, figure: Figure) -> bool:
    """Say whether a ratio may be told as a multiple in words, given its hedge."""
    told = float(figure.value)
    if not figure.worded and not figure.hedge:
        return abs(ratio - told) <= 0.5 * 10.0**-figure.digits
    if figure.hedge == "over":
        return told <= ratio < 2 * told
    if figure.hedge == "under":
        least = 0.87 if figure.degree == "near" else 0.5 if told > 1 else 0.0
        return least * told <= ratio < told
    return abs(ratio - told) <= (0.12 if figure.hedge else 0.08) * told
