"""How strongly things are said to have moved, or to have moved together: "plunged", "double-digit", "uncorrelated"."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.spans import sessions_in
from copilot.grounding.statements.judging import Claims, Judgement, Rule, judgement

STRONG: Final = frozenset(
    (
        "soared soar soars soaring surged surge surges surging rocketed skyrocketed jumped jump jumps jumping leapt "
        "leaped plunged plunge plunges plunging tumbled tumble tumbles tumbling crashed crash crashes crashing "
        "plummeted plummet cratered nosedived tanked slumped slump slumps slumping collapsed"
    ).split()
)
SLIGHT: Final = frozenset(
    "slipped slip slips slipping dipped dip dips dipping eased easing edged inched ticked nudged".split()
)
LEAST: Final = ((5, 0.004), (25, 0.007), (10**9, 0.01))
"""The least move that may be called a jump or a plunge, by the sessions that it took at most."""
SIZED_MEASURES: Final = frozenset({"price_return", "total_return", "day_move"})
MOST: Final = 0.08
"""The largest move that may be called a dip."""
DIGITS: Final = re.compile(
    r"\b(?P<how>double|two|single|one|triple|three)[-‑\s]digits?\s+(?:[a-z]+\s+)?"
    r"(?P<noun>gain|return|rise|advance|increase|jump|loss|fall|drop|decline|slide)s?\b",
    re.IGNORECASE,
)
BOUNDS: Final = {"single": (0.0, 0.1), "one": (0.0, 0.1), "double": (0.1, 1.0), "two": (0.1, 1.0)}
LOSSES: Final = ("loss", "fall", "drop", "decline", "slide")
WITHOUT: Final = re.compile(
    r"\b(?:miss\w*|without|avoid\w*|short\s+of|fail\w*|far\s+from|shy\s+of)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
TOGETHER: Final = re.compile(
    r"\b(?:(?P<adverb>[a-z]+ly)\s+(?:[a-z]+ly\s+)?correlated|(?P<none>uncorrelated)|correlations?\b[^.;:{}]{0,60}?\b(?:was|were|is|remained)\s+"
    r"(?:[a-z]+ly\s+)?(?P<kind>negative|positive|weak|low|loose|strong|high|close|perfect|moderate|zero|nil)\b"
    r"|(?P<against>opposite\s+directions?)|(?P<lockstep>lockstep)|(?P<same>same\s+direction))",
    re.IGNORECASE,
)
LEVEL: Final = re.compile(
    r"\b(?P<measure>sharpe|beta|correlation)\b[^.;:{}]{0,60}?\b(?P<sense>above|over|exceed\w*|topped|greater\s+than|more\s+than|"
    r"below|under|less\s+than|short\s+of|close\s+to|near(?:ly)?|about|almost|negative|positive)\b"
    r"(?:\s+(?P<level>zero|one|two|three|a\s+half|half|a\s+quarter)\b(?!\s+(?:percent|points?|hundred|of|day|year|month|standard|or)))?",
    re.IGNORECASE,
)
SIGN: Final = re.compile(r"\b(?P<sense>negative|positive)\s+(?P<measure>sharpe|beta)\b(?P<level>)?", re.IGNORECASE)
LEVEL_OF: Final = {"sharpe": "sharpe_ratio", "beta": "beta", "correlation": "correlation"}
SIDES: Final = (
    ("above", 1), ("over", 1), ("exceed", 1), ("topped", 1), ("greater", 1), ("more", 1), ("positive", 1),
    ("below", -1), ("under", -1), ("less", -1), ("short", -1), ("negative", -1),
)  # fmt: skip
NUMBERS: Final = {"zero": 0.0, "one": 1.0, "two": 2.0, "three": 3.0, "half": 0.5, "quarter": 0.25}
NEAR: Final = 0.12
"""How far a ratio may lie from the number in words that it is called close to."""
COMPARED: Final = re.compile(r"\b(?:more|less|most|least|as)\s+$", re.IGNORECASE)
BANDS: Final = {
    "negative": (-1.0, -0.05), "inverse": (-1.0, -0.05), "positive": (0.0, 1.0), "un": (-0.2, 0.2), "zero": (-0.2, 0.2),
    "nil": (-0.2, 0.2), "perfect": (0.95, 1.0), "weak": (-0.4, 0.5), "low": (-0.4, 0.5), "loose": (-0.4, 0.5),
    "bare": (-0.2, 0.3), "hard": (-0.2, 0.3), "moderate": (0.25, 0.75), "strong": (0.5, 1.0), "high": (0.55, 1.0),
    "close": (0.55, 1.0), "tight": (0.6, 1.0), "against": (-1.0, 0.0), "lockstep": (0.75, 1.0), "same": (0.0, 1.0),
}  # fmt: skip


def _sizes(claims: Claims) -> Iterator[Judgement]:
    """Yield "plunged" of a small move and "slipped" of a large one; other moves fit their verbs."""
    for start, end, signal in claims.sentence.signals_of("move"):
        word = claims.sentence.text[start:end].lower().split()[0]
        if word not in STRONG | SLIGHT or not signal.value or claims.negated(start):
            continue
        facts = _moved(claims, start, end, signal.value)
        if facts and not any(_fits(word, fact) for fact in facts):
            yield judgement(start, end, False, "the facts give a move of another size", facts)


def _moved(claims: Claims, start: int, end: int, value: float) -> list[Fact]:
    """Return the moves that a verb may be said of: that of the next figure, or those of its subject."""
    limit = min((b for b in claims.sentence.boundaries if b >= end), default=len(claims.sentence.text))
    figures = [q for q in claims.sentence.values if end <= q.start < limit]
    if figures:
        told = [f for f, at in claims.places if at == figures[0].start and f.unit == "fraction"]
        return [f for f in told if f.measure in SIZED_MEASURES]
    mention = claims.subject_before(start)
    name = claims.named(mention)
    if name is None or mention is None or claims.sentence.text[mention.end : start].count(" ") > 4:
        return []
    return [f for f in claims.facts_of(name, at=start) if f.unit == "fraction" and float(f.value) * value > 0]


def _fits(word: str, fact: Fact) -> bool:
    size = abs(float(fact.value))
    if word in SLIGHT:
        return size <= MOST
    sessions = sessions_in(fact.window) if fact.window is not None else 1
    return size >= next(least for most, least in LEAST if sessions <= most)


def _digits(claims: Claims) -> Iterator[Judgement]:
    """Yield "a double-digit gain" of one name."""
    for match in DIGITS.finditer(claims.sentence.text):
        mention = claims.subject_before(match.start())
        name = claims.named(mention)
        if name is None or name.members or (mention is not None and mention.everyone):
            continue
        facts = [f for f in claims.facts_of(name, at=match.start()) if f.unit == "fraction"]
        low, high = BOUNDS.get(match["how"].lower(), (1.0, 10.0))
        noun, denied = (
            match["noun"].lower(),
            claims.negated(match.start()) or WITHOUT.search(claims.before(match.start())),
        )
        sense = -1 if noun in LOSSES else 0 if noun == "return" else 1
        inside = [low <= abs(float(f.value)) < high and (not sense or float(f.value) * sense > 0) for f in facts]
        if facts:
            holds = any(inside) != bool(denied)
            yield judgement(*match.span(), holds, "the facts say otherwise", facts)


def _together(claims: Claims) -> Iterator[Judgement]:
    """Yield "negatively correlated", "moved in the opposite direction"."""
    for match in TOGETHER.finditer(claims.sentence.text):
        word = (match["adverb"] or match["kind"] or match.lastgroup or "").lower()
        key = "un" if match["none"] else next((k for k in BANDS if word.startswith(k)), "")
        facts = _correlations(claims, match.start())
        if not key or not facts or COMPARED.search(claims.before(match.start())):
            continue
        low, high = BANDS[key]
        denied = claims.negated(match.start()) and key not in ("bare", "hard")
        holds = any((low <= float(f.value) <= high) != denied for f in facts)
        yield judgement(*match.span(), holds, "the correlation says otherwise", facts)


def _levels(claims: Claims) -> Iterator[Judgement]:
    """Yield "its beta was below one", "a negative Sharpe ratio"."""
    text = claims.sentence.text
    for match in (*LEVEL.finditer(text), *SIGN.finditer(text)):
        sense, measure = match["sense"].lower(), LEVEL_OF[match["measure"].lower()]
        signed = sense in ("negative", "positive")
        if bool(match["level"]) == signed or (signed and measure == "correlation"):
            continue
        facts = _of_measure(claims, measure, match.start())
        level = NUMBERS[match["level"].lower().split()[-1]] if match["level"] else 0.0
        told = next((side for words, side in SIDES if sense.startswith(words)), 0)
        if facts:
            holds = any(_stands(float(f.value), level, told) != claims.negated(match.start("sense")) for f in facts)
            yield judgement(*match.span("sense"), holds, "the facts say otherwise", facts)


def _stands(value: float, level: float, side: int) -> bool:
    return (value - level) * side > 0 if side else abs(value - level) <= NEAR * max(level, 1.0)


def _of_measure(claims: Claims, measure: str, at: int) -> list[Fact]:
    """Return the facts of a measure about the subject of a clause, or about the first name."""
    name = claims.whose(at) or claims.named(next(iter(claims.sentence.mentions), None))
    found = [f for f in claims.evidence.facts if f.measure == measure and not isinstance(f.value, str)]
    return [f for f in found if name is not None and name.singles & set(f.subject)]


def _correlations(claims: Claims, at: int) -> list[Fact]:
    """Return the correlations of the names of a sentence, those of its clause's figures first."""
    found = [f for f in claims.evidence.facts if f.measure == "correlation" and not isinstance(f.value, str)]
    named = {s for m in claims.sentence.mentions if m.named for s in m.named.singles}
    shown = [f for f in claims.shown_at(at) if f in found]
    return shown or [f for f in found if len(named & set(f.subject)) >= min(2, len(named))]


DEGREES: Final = (
    Rule(_sizes, words=STRONG | SLIGHT),
    Rule(_levels, words=frozenset(LEVEL_OF)),
    Rule(_digits, words=frozenset({"digit"})),
    Rule(
        _together, words=frozenset({"correlated", "uncorrelated", "correlation", "direction", "directions", "lockstep"})
    ),
)
"""Sizes of moves in words, and how things moved together."""
