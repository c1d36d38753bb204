"""Earnings that analysts expect: a snapshot of today, of which no past is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expected:
    """Earnings per share of one company in dollars: last, this and next fiscal year; and its shares."""

    symbol: str
    last_year: float
    this_year: float
    next_year: float
    shares: float
    retrieved: str
    provider: str = "yahoo"


@dataclass(frozen=True)
class Expectations:
    """What is expected, by symbol, and for each symbol asked in vain the reason."""

    by_symbol: Mapping[str, Expected] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
