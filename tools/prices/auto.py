"""Yahoo first, the bundled closes where it gives less; never in silence."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from tools.errors import SourceUnavailable
from tools.prices.constituents import FoundHoldings
from tools.prices.expected import Expectations
from tools.prices.history import History, Prices
from tools.prices.holdings import Holding, newest_of_each
from tools.prices.reference import ReferencePrices
from tools.prices.yahoo import YahooPrices


class AutoPrices:
    """Prices from Yahoo Finance with its cache, else the reference closes; for each symbol by itself."""

    name = "auto"

    def __init__(self, yahoo: YahooPrices, reference: ReferencePrices) -> None:
        self.yahoo = yahoo
        self.reference = reference

    def history(self, symbols: Sequence[str], start: date, end: date) -> Prices:
        """Return the rows from `start` to `end`, both included.

        A symbol's rows are Yahoo's unless the reference closes reach further. Its provenance
        says which they are, and a notice why they are not Yahoo's.
        """
        first = self.yahoo.history(symbols, start, end)
        second = self.reference.history([s for s in symbols if _newest(first, s) < pd.Timestamp(end)], start, end)
        taken = {s: own for s, own in second.by_symbol.items() if own.rows.index[-1] > _newest(first, s)}
        missing = {symbol: why for symbol, why in first.missing.items() if symbol not in taken}
        kept = self.yahoo.history([s for s in symbols if s not in taken], start, end) if taken else first
        return Prices({**kept.by_symbol, **taken}, missing, (*kept.notices, *self._told(first, taken)))

    def newest_session(self) -> date:
        """Return the newest session that either source has."""
        try:
            return max(self.yahoo.newest_session(), self.reference.newest_session())
        except SourceUnavailable:
            return self.reference.newest_session()

    def forming_session(self) -> date | None:
        """Return the session under way that Yahoo may have; None between sessions, and while Yahoo is left alone."""
        return None if self.yahoo.store.breaker.reason() else self.yahoo.forming_session()

    def known_symbols(self) -> None:
        """Return None: Yahoo can only be asked one by one."""

    def holdings(self) -> tuple[Holding, ...]:
        """Return what is at hand of either source, the one for each symbol that reaches further."""
        return newest_of_each([*self.yahoo.holdings(), *self.reference.holdings()])

    def expectations(self, symbols: Sequence[str]) -> Expectations:
        """Return what Yahoo has."""
        return self.yahoo.expectations(symbols)

    def fund_holdings(self, fund: str, end: date) -> FoundHoldings:
        """Return what Yahoo has."""
        return self.yahoo.fund_holdings(fund, end)

    def describe(self) -> str:
        """Return which prices are used, and why they are not Yahoo's where they are not."""
        try:
            behind = self.yahoo.newest_session() < self.reference.newest_session()
        except SourceUnavailable:
            behind = True
        if not behind:
            return self.yahoo.describe()
        reason = self.yahoo.store.breaker.reason()
        return f"{self.reference.describe()} ({reason})" if reason else self.reference.describe()

    def _told(self, first: Prices, taken: Mapping[str, History]) -> list[str]:
        used = f"the {self.reference.describe()} are used"
        service = self.yahoo.store.breaker.reason()
        if service and taken:
            return [f"{service}; {used}"]
        return [f"{first.missing.get(s, f'{s}: Yahoo Finance has older prices')}; {used}" for s in taken]


def _newest(prices: Prices, symbol: str) -> pd.Timestamp:
    newest: pd.Timestamp = prices[symbol].rows.index[-1] if symbol in prices else pd.Timestamp.min
    return newest
