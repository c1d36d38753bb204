"""Breadth: how many of a set took part."""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.errors import NotEnoughData
from tools.measures.checks import finite


@dataclass(frozen=True)
class Breadth:
    """How a set split over a window; `share` is advancers / all, a fraction from 0 to 1."""

    advancers: int
    decliners: int
    unchanged: int

    @property
    def share(self) -> float:
        """Advancers as a fraction of everyone, unchanged ones included."""
        return self.advancers / (self.advancers + self.decliners + self.unchanged)


def breadth(returns: Mapping[str, float]) -> Breadth:
    """Return how many of a set rose, fell and stood still.

    Parameters
    ----------
    returns : mapping of symbol to float
        The return of every member over one window, fractions. A member without one must be
        left out by the caller and named, never counted as unchanged.

    Raises
    ------
    NotEnoughData
        With no members.

    """
    if not returns:
        raise NotEnoughData("breadth needs the returns of at least one member")
    moves = [finite(value, symbol) for symbol, value in returns.items()]
    up, down = sum(m > 0 for m in moves), sum(m < 0 for m in moves)
    return Breadth(up, down, len(moves) - up - down)
