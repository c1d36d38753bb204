"""Figures that follow from other figures: the one way each is computed, at first and when it is proved.

`derive` takes the facts (or the figures that the user gave) that a fact names as its inputs.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from copilot.facts import Fact, GivenInput
from copilot.proofs.expressions import compute
from copilot.proofs.quantities import Quantity
from tools.errors import NoData
from tools.measures import average, breadth, median, ranking, ratio, spread

Params = Mapping[str, Any]
Parent = Fact | GivenInput
Value = float | int | str


def derive(measure: str, params: Params, parents: Sequence[Parent]) -> Value:
    """Return the value of a measure over facts.

    Parameters
    ----------
    measure : str
        One of DERIVED, or "calculation" with an `expression` in `params`.
    params : mapping
        `lowest_first` for a rank, whose near ties (`tie`) stand in `tied_with` and change no
        place; `which` and `beyond` for a count, "above" and
        "below" of the first figure among the others.
    parents : sequence of Fact or GivenInput
        In the order of the fact's inputs: the ranked one first, minuend before subtrahend.

    Raises
    ------
    NoData
        When the figures leave nothing to compute.
    ExpressionRefused
        When an expression cannot be computed from them.
    KeyError
        When no such measure follows from facts.

    """
    if "expression" in params:
        return calculated(params["expression"], parents).value
    return DERIVED[measure](_numbers(parents), params)


def calculated(expression: str, parents: Sequence[Parent]) -> Quantity:
    """Return what an expression over these facts and givens comes to, with its unit."""
    return compute(expression, {identity(p): quantity_of(p) for p in parents})


def identity(parent: Parent) -> str:
    """Return the id by which an expression calls a figure."""
    return parent.given if isinstance(parent, GivenInput) else parent.id


def quantity_of(parent: Parent) -> Quantity:
    """Return a figure as something to calculate with; NoData for a date."""
    if isinstance(parent.value, str):
        raise NoData(f"{identity(parent)} is a date, not a number")
    return Quantity(float(parent.value), parent.unit)


def _numbers(parents: Sequence[Parent]) -> dict[str, float]:
    return {identity(p): quantity_of(p).value for p in parents}


def measure_of_part(part: str) -> str:
    """Return the measure that a figure is which comes along with another: its peak, its session."""
    return _PARTS.get(part, "other")


_PARTS = {
    **{part: part for part in ("peak", "trough", "recovery", "session", "begins", "average", "close")},
    **dict.fromkeys(("of", "advancers", "decliners", "unchanged", "sessions_since"), "count"),
    "depth": "max_drawdown",
    "recovery_days": "recovery",
    **dict.fromkeys(("level", "begins_close", "session_close"), "close"),
}


def tied_with_first(parents: Sequence[Parent], params: Params) -> tuple[str, ...]:
    """Return the ids of the figures that share the place of the first."""
    places = ranking(_numbers(parents), params["tie"], params["lowest_first"])
    return next(p.tied for p in places if p.symbol == identity(parents[0]))


def _place(values: Mapping[str, float], params: Params) -> int:
    first = next(iter(values))
    places = ranking(values, 0.0, params["lowest_first"])
    return next(p.place for p in places if p.symbol == first)


def _count(values: Mapping[str, float], params: Params) -> int:
    if params["which"] in ("above", "below"):
        first, *rest = values.values()
        return sum(v > first if params["which"] == "above" else v < first for v in rest)
    beyond = params.get("beyond", 0.0)
    told: Mapping[str, Callable[[float], bool]] = {
        "up": lambda v: v > beyond,
        "down": lambda v: v < -beyond,
        "flat": lambda v: abs(v) <= beyond,
        "moved": lambda v: abs(v) > beyond,
        "all": lambda v: True,
    }
    return sum(told[params["which"]](v) for v in values.values())


def _two(measure: Callable[[float, float], float]) -> Callable[[Mapping[str, float], Params], float]:
    def computed(values: Mapping[str, float], params: Params) -> float:
        one, two = values.values()
        return measure(one, two)

    return computed


_MIDDLES: Mapping[str, Callable[[Sequence[float]], float]] = {"mean": average, "median": median}
DERIVED: Mapping[str, Callable[[Mapping[str, float], Params], Value]] = {
    "spread": _two(spread),
    "ratio": _two(ratio),
    "rank": _place,
    "average": lambda values, params: _MIDDLES[params.get("which", "mean")](list(values.values())),
    "count": _count,
    "breadth": lambda values, params: breadth(values).share,
    "above_moving_average": lambda values, params: int(sum(values.values())),
}
