"""Figures that something is said to exceed or to stay under, held against whom they are said of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from copilot.facts import Fact
from copilot.grounding.evidence.matching import scale_for
from copilot.grounding.evidence.measures import CALLED
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import Owner
from copilot.grounding.reading.scan import Sentence, read_once
from copilot.grounding.statements.derived import SHARE
from copilot.grounding.statements.judging import Bound, Claims, Judgement, judgement
from copilot.grounding.statements.sets import counted_at, fits_noun, sets_of

BOUNDED: Final = frozenset({"percent", "number", "points"})
LEAST_LEVEL: Final = 100
"""The least bare number that is taken for a level of an index."""
BEHIND: Final = re.compile(r"^\s+or\s+(?:(?P<over>more|better|higher|above)|(?P<under>less|lower|fewer|below))\b")
BEAT: Final = re.compile(r"\b(?:beat|topped|cleared)\s+$")
EVEN: Final = re.compile(r"\beven\s+(?:a\s+)?$")
BETWEEN: Final = re.compile(r"\bbetween\s+$", re.IGNORECASE)
AND: Final = re.compile(r"\s+and\s+")
DENIED: Final = re.compile(
    r"\b(?:not|never|neither|nor|nobody|no one|none|no other|(?:avoid|escap)(?:s|ed|ing)?)\b|n['’]t\b|\bfailed to\b",
    re.IGNORECASE,
)
NOT_SO_FAR: Final = re.compile(
    r"(?:\b(?:not|never|failed\s+to)|n['’]t)\s+(?:\w+\s+){0,2}?(?:fall|fell|fallen|drop(?:ped)?|decline[d]?|los[et]|rise|risen|rose|gain(?:ed)?|"
    r"climb(?:ed)?|add(?:ed)?|return(?:ed)?|reach(?:ed)?|hit|see|saw|suffer(?:ed)?)\s+(?:(?:by|as\s+much\s+as|a|an|the|full)\s+)*$|"
    r"\b(?:avoid|escap)(?:s|ed|ing)?\s+(?:an?\s+)?(?:full\s+)?$",
    re.IGNORECASE,
)
"""What denies a move of a size, and with it every larger one: "did not fall 20%", "avoided a 20% decline"."""
NOT_QUITE: Final = re.compile(
    r"\b(?:c[ao]me\s+(?:\w+\s+)?close\s+to|(?:narrowly|just|barely)\s+(?:avoided|missed|escaped)|(?:nearly|almost)\s+(?:had|suffered|saw)|"
    r"on\s+the\s+(?:brink|verge|cusp|edge)\s+of)\s+(?:an?\s+|the\s+)?(?:full\s+)?$",
    re.IGNORECASE,
)
"""What a move nearly had: "came close to a 20% decline"."""
MOVE: Final = re.compile(
    r"^\s+(?:[a-z-]+\s+)?(?:(?P<rise>gain|rise|rally|advance|increase|return)|(?P<fall>loss|fall|drop|decline|drawdown|slide|sell-?off|correction))\b",
    re.IGNORECASE,
)
IN_A_DAY: Final = re.compile(
    r"\b(?:in|on)\s+(?:a|any|one)\s+(?:single\s+|trading\s+|given\s+|one\s+)*(?:day|session)\b", re.IGNORECASE
)
OTHERS: Final = re.compile(
    r"\b(?:nobody|no one|none|nothing) else|\bno other\s+(?P<noun>\w+)|\bnone of the (?:others|rest|other\s+\w+)",
    re.IGNORECASE,
)
LEVELS: Final = frozenset({"close", "last", "high", "low", "record_high", "calculation"})
NAMED_MEASURES: Final = ("max_drawdown", "volatility", "weight")


def bounds_of(sentence: Sentence, owners: Sequence[Owner], linked: Sequence[bool]) -> tuple[Bound, ...]:
    """Return the figures of a sentence that are bounds; `linked` says of each quantity whether a fact carries it."""
    found = []
    for index, figure, until in bounds_told(sentence):
        if until is None:
            found.append(Bound(figure, owners[index].names, None, linked[index]))
        elif not linked[index]:
            found.append(Bound(figure, owners[index].names or owners[index + 1].names, until))
    return tuple(found)


@read_once
def bounds_told(sentence: Sentence) -> tuple[tuple[int, Figure, Figure | None], ...]:
    """Return the figures that words make bounds, with their places; with the other end of "between 8% and 9%"."""
    found: list[tuple[int, Figure, Figure | None]] = []
    for index, quantity in enumerate(sentence.quantities):
        if not isinstance(quantity, Figure) or quantity.unit not in BOUNDED or quantity.upper is not None:
            continue
        hedge, until = _sense(sentence, quantity), _until(sentence, index)
        if until is not None:
            found.append((index, quantity, until))
        elif hedge and not quantity.degree:
            found.append((index, replace(quantity, hedge=hedge), None))
    return tuple(found)


def _sense(sentence: Sentence, figure: Figure) -> str:
    """Return over or under where words around a figure make it a bound, else ""."""
    if figure.hedge in ("over", "under"):
        return figure.hedge
    if NOT_QUITE.search(sentence.text[: figure.start]):
        return "short"
    if BEAT.search(sentence.text[max(0, figure.start - 10) : figure.start]):
        return "over"
    behind = BEHIND.match(sentence.text[figure.end : figure.end + 12])
    if behind:
        return behind.lastgroup or ""
    lead = sentence.text[sentence.clause_start(figure.start) : figure.start]
    return "over" if (EVEN.search(lead) and DENIED.search(lead)) or NOT_SO_FAR.search(lead) else ""


def _until(sentence: Sentence, index: int) -> Figure | None:
    """Return the other end of "between 8% and 9%"."""
    one, two = (*sentence.quantities, None)[index : index + 2]
    if one is None or not isinstance(two, Figure):
        return None
    lead = sentence.text[max(0, one.start - 12) : one.start]
    return two if BETWEEN.search(lead) and AND.fullmatch(sentence.text, one.end, two.start) else None


def bounded(claims: Claims) -> Iterator[Judgement]:
    """Yield whether each bound holds that no counted set is said to meet: "gained more than 5%"."""
    counted = counted_at(claims) if claims.bounds else ()
    for bound in claims.bounds:
        if bound in counted or SHARE.match(claims.sentence.text, bound.figure.end):
            continue
        others = OTHERS.search(claims.sentence.text[: bound.figure.start])
        judged = _by_others(claims, bound, others) if others else _by_names(claims, bound)
        if judged is None:
            continue
        yield judged
        if bound.until is not None:
            yield replace(judged, start=bound.until.start, end=bound.until.end)


def _by_others(claims: Claims, bound: Bound, told: re.Match[str]) -> Judgement | None:
    """Return whether none of a set but the one named before meets a bound."""
    named = [n for m in claims.sentence.mentions if m.end <= told.start() and (n := claims.named(m))]
    apart = {symbol for name in named or claims.evidence.carried for symbol in name.singles}
    for members in sets_of(claims, told.start()):
        symbols = [f.subject[0] for f in members]
        if len(members) < 3 or not apart & set(symbols) or not fits_noun(told["noun"] or "", symbols):
            continue
        sign = _sign(claims, bound.figure.start)
        holds = not any(bound.met(float(f.value), sign) for f in members if f.subject[0] not in apart)
        return judgement(bound.figure.start, bound.figure.end, holds, "another did", members)
    return None


def _by_names(claims: Claims, bound: Bound) -> Judgement | None:
    """Return whether every name that a bound is said of meets it; one that a fact prints needs no more."""
    names = bound.names or claims.evidence.carried[:1]
    at = bound.figure.start
    denied = bound.figure.hedge != "short" and bool(
        DENIED.search(claims.sentence.text[claims.sentence.clause_start(at) : at])
    )
    if (bound.linked and len(names) < 2 and not denied) or not names:
        return None
    sized = [_sizes(claims, bound, name) for name in names]
    if not all(sized):
        return None
    holds = all(any(bound.holds(size) for size, _ in sizes) for sizes in sized)
    facts = [fact for sizes in sized for _, fact in sizes]
    return judgement(at, bound.figure.end, holds != denied, "the facts say otherwise", facts)


def _sizes(claims: Claims, bound: Bound, name: Named) -> list[tuple[float, Fact]]:
    """Return the sizes in a bound's unit that the words say of a name, each with its fact."""
    at, figure = bound.figure.start, bound.figure
    if figure.unit != "percent":
        levels = [f for m in LEVELS for f in claims.facts_of(name, m, at) if f.unit in ("level", "points")]
        return [(float(f.value), f) for f in levels] if figure.value >= LEAST_LEVEL else []
    sign = _sign(claims, at)
    if IN_A_DAY.search(claims.sentence.text):
        return [
            (100 * sign * float(f.value), f) for f in claims.facts_of(name, "worst_day" if sign < 0 else "best_day", at)
        ]
    called = [m for m in NAMED_MEASURES if CALLED[m].search(claims.sentence.text)]
    facts = [f for m in called for f in claims.facts_of(name, m, at)]
    if facts:
        return [(100 * abs(float(f.value)), f) for f in facts if scale_for(figure, f) is not None]
    falls = claims.facts_of(name, "max_drawdown", at) if sign < 0 else []
    return [(100 * sign * float(f.value), f) for f in (*claims.facts_of(name, at=at), *falls)]


def _sign(claims: Claims, at: int) -> float:
    """Return the direction of the noun behind a bound, or of the last verb before it; +1 where none has one."""
    figure = next(b.figure for b in claims.bounds if b.figure.start == at)
    noun = MOVE.match(claims.sentence.text[figure.end :])
    if noun:
        return 1.0 if noun["rise"] else -1.0
    since = claims.sentence.clause_start(at)
    verbs = [s for s in claims.sentence.signals_of("move", "side") if since <= s[0] < at and s[2].value]
    return verbs[-1][2].value if verbs else 1.0
