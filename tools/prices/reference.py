"""The bundled closes as a price source."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from tools.prices.constituents import FoundHoldings
from tools.prices.expected import Expectations
from tools.prices.history import History, Prices, Provenance
from tools.prices.holdings import Holding
from tools.prices.words import long_date, why_none
from tools.reference.closes import NOTE, RETRIEVED, load_closes


class ReferencePrices:
    """Prices that ship with the program; between their sessions there are none."""

    name = "reference"

    def history(self, symbols: Sequence[str], start: date, end: date) -> Prices:
        """Return the bundled rows from `start` to `end`, both included."""
        found: dict[str, History] = {}
        missing: dict[str, str] = {}
        provenance = Provenance(self.name, RETRIEVED, NOTE)
        for symbol in dict.fromkeys(symbols):
            known = load_closes().get(symbol)
            if known is None:
                missing[symbol] = f"the bundled reference closes do not have {symbol}; give prices with --data PATH"
                continue
            rows = known.loc[pd.Timestamp(start) : pd.Timestamp(end)]
            if rows.empty:
                missing[symbol] = why_none(symbol, known, start, end, "the bundled reference closes")
            else:
                found[symbol] = History(symbol, rows, provenance)
        return Prices(found, missing)

    def newest_session(self) -> date:
        """Return the last bundled session."""
        newest: pd.Timestamp = max(rows.index[-1] for rows in load_closes().values())
        return newest.date()

    def forming_session(self) -> None:
        """Return None: bundled closes are final."""

    def known_symbols(self) -> frozenset[str]:
        """Return the bundled symbols."""
        return frozenset(load_closes())

    def holdings(self) -> tuple[Holding, ...]:
        """Return the bundled symbols, each with its newest session."""
        return tuple(Holding(s, rows.index[-1].date(), self.name) for s, rows in sorted(load_closes().items()))

    def expectations(self, symbols: Sequence[str]) -> Expectations:
        """Return none, and why."""
        why = "the bundled reference closes hold no estimates of earnings; they come from Yahoo (--data yahoo)"
        return Expectations({}, {s: f"{s}: {why}" for s in symbols})

    def fund_holdings(self, fund: str, end: date) -> FoundHoldings:
        """Return none: the bundled tables of weights are used."""
        return FoundHoldings()

    def describe(self) -> str:
        """Return which closes these are, for the reader."""
        return f"reference closes to {long_date(self.newest_session())}"
