"""Order and comparison: ranks with their ties, leaders, spreads and ratios of returns.

Values come in as a mapping from symbol to fraction, so the set is always explicit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tools.errors import NoData, NotEnoughData
from tools.measures.checks import finite


@dataclass(frozen=True)
class Place:
    """One place in an order: 1 is first. `tied` are the others that share it."""

    place: int
    symbol: str
    value: float
    tied: tuple[str, ...] = ()


def ranking(values: Mapping[str, float], tie: float = 0.0, lowest_first: bool = False) -> tuple[Place, ...]:
    """Return the symbols in order of their values, ties shown as ties.

    Parameters
    ----------
    values : mapping of symbol to float
        One finite value each, of one measure over one window.
    tie : float
        Values no further than this from the first of their place share it (0.0005 is 0.05
        points); 0 ties only equal values. The next place counts everyone before it: 1, 2, 2, 4.
    lowest_first : bool
        Whether place 1 goes to the smallest value.

    Raises
    ------
    NotEnoughData
        With nothing to rank.

    """
    if not tie >= 0:
        raise ValueError(f"values tie within a difference >= 0, not {tie}")
    if not values:
        raise NotEnoughData("nothing to rank: name at least one index, fund, sector or stock")
    ordered = sorted(values.items(), key=lambda item: item[1] if lowest_first else -item[1])
    shared: list[list[tuple[str, float]]] = []
    for symbol, value in ordered:
        if shared and abs(finite(value, symbol) - shared[-1][0][1]) <= tie:
            shared[-1].append((symbol, value))
        else:
            shared.append([(symbol, finite(value, symbol))])
    return tuple(_places(shared))


def _places(shared: Sequence[Sequence[tuple[str, float]]]) -> list[Place]:
    places, before = [], 0
    for level in shared:
        symbols = [symbol for symbol, _ in level]
        places += [Place(before + 1, s, v, tuple(o for o in symbols if o != s)) for s, v in level]
        before += len(level)
    return places


def leaders(values: Mapping[str, float], count: int, tie: float = 0.0) -> tuple[Place, ...]:
    """Return the places up to `count`; a tie for the last place brings in all who share it."""
    return tuple(p for p in ranking(values, tie) if p.place <= count)


def laggards(values: Mapping[str, float], count: int, tie: float = 0.0) -> tuple[Place, ...]:
    """Return the places up to `count`, counted from the lowest value."""
    return tuple(p for p in ranking(values, tie, lowest_first=True) if p.place <= count)


def rank(values: Mapping[str, float], symbol: str, tie: float = 0.0, lowest_first: bool = False) -> Place:
    """Return the place of one symbol in the order; NoData when it is not in the set."""
    found = next((p for p in ranking(values, tie, lowest_first) if p.symbol == symbol), None)
    if found is None:
        raise NoData(f"{symbol} is not in the set that was ranked: {', '.join(values)}")
    return found


def spread(first: float, second: float) -> float:
    """Return the first return minus the second: a fraction, 0.09 for 9 percentage points."""
    return finite(first - second, "the spread")


def ratio(first: float, second: float) -> float:
    """Return how many times the second return the first is.

    Raises
    ------
    NoData
        When the second is zero.

    """
    if second == 0:
        raise NoData("the second return is zero, so there is no multiple of it; ask for the difference")
    return finite(first / second, "the ratio")


def average(values: Sequence[float]) -> float:
    """Return the arithmetic mean; NotEnoughData of nothing."""
    if not values:
        raise NotEnoughData("nothing to average")
    return finite(sum(values) / len(values), "the average")


def median(values: Sequence[float]) -> float:
    """Return the middle value, of an even number the mean of the two in the middle; NotEnoughData of nothing."""
    if not values:
        raise NotEnoughData("nothing to take the middle of")
    return finite(float(np.median(np.asarray(values, dtype=float))), "the median")
