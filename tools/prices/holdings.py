"""What a price source has at hand, symbol by symbol."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Holding:
    """The rows of one symbol that are at hand: their newest session, their source, and when they were retrieved."""

    symbol: str
    newest: date
    source: str
    retrieved: datetime | None = None


def newest_of_each(holdings: Sequence[Holding]) -> tuple[Holding, ...]:
    """Return one holding for each symbol, by symbol: the one that reaches furthest, the first named of equals."""
    best: dict[str, Holding] = {}
    for holding in holdings:
        if holding.symbol not in best or holding.newest > best[holding.symbol].newest:
            best[holding.symbol] = holding
    return tuple(best[symbol] for symbol in sorted(best))
