"""Whether a stated figure agrees with a fact: supported, contradicted, or ambiguous, and why."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from copilot.facts import Alternative, Fact, Unit
from copilot.grounding.printing.render import RETURNS, render

Relation = Literal["equal", "more_than", "less_than", "about"]
Verdict = Literal["supported", "contradicted", "ambiguous"]

ABOUT = 0.05
"""By how much of itself an "about" figure may miss."""
BARE: tuple[Unit, ...] = ("level", "usd", "points", "ratio", "rank", "days", "count")
"""Units that a figure typed without one may have."""


@dataclass(frozen=True)
class Stated:
    """A figure that somebody stated.

    Attributes
    ----------
    value : float
        In the unit's own terms; -0.05 for "fell 5%".
    precision : float
        One step of its last printed digit: 0.0001 for 44.86%.
    gap : float
        How far the thing measured may miss the thing meant (a capped fund for its sector).
    dividends : float
        By how much a total return may exceed the price return that was meant.

    """

    text: str
    value: float
    unit: Unit
    precision: float
    relation: Relation = "equal"
    gap: float = 0.0
    dividends: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Judgement:
    """A verdict on a stated figure, with one sentence that gives the reason."""

    verdict: Verdict
    reason: str


class NotComparable(ValueError):
    """The stated figure has another unit than the fact."""


def comparable(stated: Stated, fact: Fact) -> float:
    """Return the fact's value in the unit of the stated figure: a multiple of a return is 1 + r.

    Raises NotComparable when the two are of different kinds.
    """
    if not isinstance(fact.value, str):
        value = float(fact.value)
        if stated.unit == fact.unit or (stated.unit == "count" and fact.unit in BARE):
            return value
        if {stated.unit, fact.unit} == {"usd", "level"}:
            return value
        if stated.unit == "ratio" and fact.unit == "fraction" and fact.measure in RETURNS:
            return 1 + value
        if stated.unit == "points" and fact.measure == "spread":
            return 100 * value
    raise NotComparable(f"“{stated.text}” cannot be compared with {fact.id}, which is {fact.label}")


def judge(stated: Stated, fact: Fact) -> Judgement:
    """Return whether a stated figure agrees with a fact or with another fair reading of it."""
    value = comparable(stated, fact)
    off = value - stated.value
    if _holds(stated, value):
        return Judgement("supported", _sentence(stated, fact, off))
    for other in fact.alternatives:
        if other.unit == fact.unit and _holds(stated, comparable(stated, _as_fact(fact, other))):
            told = render(_as_fact(fact, other))
            reason = f"{_sentence(stated, fact, off)} It would hold for another reading ({other.label}): {told}."
            return Judgement("ambiguous", reason)
    if stated.relation in ("equal", "about") and abs(off) <= stated.gap:
        reason = f"{_sentence(stated, fact, off)} The fund can miss its sector by as much."
        return Judgement("ambiguous", reason)
    if stated.relation != "less_than" and 0 < off <= stated.dividends:
        return Judgement("ambiguous", f"{_sentence(stated, fact, off)} Dividends can make that difference.")
    if _narrow(stated, value):
        return Judgement("ambiguous", f"{_sentence(stated, fact, off)} At the precision stated the two are the same.")
    return Judgement("contradicted", _sentence(stated, fact, off))


def _holds(stated: Stated, value: float) -> bool:
    half = stated.precision / 2 * (1 + 1e-9)
    match stated.relation:
        case "more_than":
            return value > stated.value and not _narrow(stated, value)
        case "less_than":
            return value < stated.value and not _narrow(stated, value)
        case "about":
            return abs(value - stated.value) <= max(half, ABOUT * abs(stated.value))
    return abs(value - stated.value) <= half


def _narrow(stated: Stated, value: float) -> bool:
    """Say whether two figures print alike to one more digit than was stated."""
    return stated.relation in ("more_than", "less_than") and abs(value - stated.value) <= stated.precision / 20


def _as_fact(fact: Fact, other: Alternative) -> Fact:
    return replace(fact, value=other.value, measure=other.measure, unit=other.unit, window=other.window)


def _sentence(stated: Stated, fact: Fact, off: float) -> str:
    shown = render(fact, format="x" if stated.unit == "ratio" and fact.unit == "fraction" else "")
    size = _difference(stated, fact, off)
    if not any(c in "123456789" for c in size):
        return f"{fact.label} was {shown}, as stated."
    return f"{fact.label} was {shown}, {size} {'more' if off > 0 else 'less'} than {stated.text}."


def _difference(stated: Stated, fact: Fact, off: float) -> str:
    if stated.unit == "ratio" and fact.unit == "fraction":
        return render(replace(fact, value=abs(off), measure="ratio", unit="ratio"))
    measure = "spread" if fact.unit == "fraction" else fact.measure
    unit: Unit = "points" if fact.unit == "level" else "count" if fact.unit == "rank" else fact.unit
    return render(replace(fact, value=abs(off), measure=measure, unit=unit))
