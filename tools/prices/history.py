"""The seam through which prices arrive, whatever their source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import pandas as pd

from tools.errors import NoData
from tools.prices.constituents import FoundHoldings
from tools.prices.expected import Expectations
from tools.prices.holdings import Holding

FIELDS = ("open", "high", "low", "close", "total_return_close", "volume")


@dataclass(frozen=True)
class Provenance:
    """Where rows came from: a provider, when they were obtained, and a line for the reader."""

    provider: str
    retrieved: str | None
    note: str = ""


@dataclass(frozen=True)
class History:
    """Daily rows of one symbol.

    `rows` has an ascending, unique, zone-free DatetimeIndex of exchange sessions and float
    columns among FIELDS; NaN where there is no value. Closes are adjusted for splits,
    `total_return_close` for dividends as well. `live` maps the session of a bar that is
    still forming, or not final yet, to the instant it was observed (ISO 8601); such a row is
    never a close.
    """

    symbol: str
    rows: pd.DataFrame
    provenance: Provenance
    live: Mapping[date, str] = field(default_factory=dict)
    _known: dict[str, pd.Series] = field(default_factory=dict, init=False, repr=False, compare=False)

    def series(self, name: str) -> pd.Series:
        """Return the known values of one field, without gaps.

        Raises NoData when the source has no such field for this symbol.
        """
        if name not in self._known:
            known = self.rows[name].dropna() if name in self.rows else None
            if known is None or known.empty:
                raise NoData(f"{self.symbol} has no {name.replace('_', ' ')} in {self.provenance.provider}")
            self._known[name] = known
        return self._known[name]


@dataclass(frozen=True)
class Prices:
    """Histories by symbol, and for each symbol asked in vain the reason."""

    by_symbol: Mapping[str, History]
    missing: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def __getitem__(self, symbol: str) -> History:
        if symbol not in self.by_symbol:
            raise NoData(self.missing.get(symbol, f"no prices for {symbol}"))
        return self.by_symbol[symbol]

    def __contains__(self, symbol: object) -> bool:
        return symbol in self.by_symbol


class PriceSource(Protocol):
    """Anything that has daily rows."""

    name: str

    def history(self, symbols: Sequence[str], start: date, end: date) -> Prices:
        """Return the rows from `start` to `end`, both included, for the symbols it knows."""

    def newest_session(self) -> date:
        """Return the last session with final closes; the default as-of of an answer."""

    def forming_session(self) -> date | None:
        """Return the session that has begun and whose closes are not final yet; None where there is none."""

    def known_symbols(self) -> frozenset[str] | None:
        """Return the symbols it has, or None when it can only be asked one by one."""

    def holdings(self) -> tuple[Holding, ...]:
        """Return what is at hand without a request, by symbol."""

    def expectations(self, symbols: Sequence[str]) -> Expectations:
        """Return what analysts expect of companies today."""

    def fund_holdings(self, fund: str, end: date) -> FoundHoldings:
        """Return what a fund was seen to hold up to `end`; today's holdings for the newest session alone."""

    def describe(self) -> str:
        """Return one line for the reader: which prices, up to which session."""
