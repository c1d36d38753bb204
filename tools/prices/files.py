"""A user's own file or folder of prices as a price source."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from tools.errors import PriceFileError
from tools.prices.constituents import FoundHoldings
from tools.prices.expected import Expectations
from tools.prices.history import History, Prices, Provenance
from tools.prices.holdings import Holding
from tools.prices.rows import clean, sessions_of
from tools.prices.screening import with_adjusted_closes
from tools.prices.tables import PriceTable, find_tables
from tools.prices.words import long_date, why_none


class FilePrices:
    """Prices from CSV or Parquet files with the columns of the option `--data`.

    An empty `close` means that only total return can be had. Only the symbols that are
    asked for are read, each once.

    Raises
    ------
    PriceFileError
        When opened on nothing that holds prices, or on files that share a row.

    """

    def __init__(self, path: Path) -> None:
        self.tables, self.notices = find_tables(path)
        self.name = self.tables[0].name if len(self.tables) == 1 else f"{len(self.tables)} price files"
        self._rows: dict[str, pd.DataFrame] = {}
        self._told: dict[str, tuple[str, ...]] = {}
        self._refuse_shared_rows()

    def history(self, symbols: Sequence[str], start: date, end: date) -> Prices:
        """Return the rows from `start` to `end`, both included."""
        wanted = list(dict.fromkeys(symbols))
        self._read([s for s in wanted if s in self._homes and s not in self._rows])
        found: dict[str, History] = {}
        missing: dict[str, str] = {}
        for symbol in wanted:
            if symbol not in self._rows:
                usable = " that can be used" if symbol in self._homes else ""
                missing[symbol] = f"{self.name} has no rows for {symbol}{usable}"
            elif (rows := self._rows[symbol].loc[pd.Timestamp(start) : pd.Timestamp(end)]).empty:
                missing[symbol] = why_none(symbol, self._rows[symbol], start, end, self.name)
            else:
                found[symbol] = History(symbol, rows, self._provenance(symbol))
        told = [line for symbol in wanted for line in self._told.get(symbol, ())]
        return Prices(found, missing, (*self.notices, *told))

    def newest_session(self) -> date:
        """Return the last session that has a close of any symbol."""
        return max(self._newest.values())

    def forming_session(self) -> None:
        """Return None: rows in files are final."""

    def known_symbols(self) -> frozenset[str]:
        """Return every symbol in the files, in capitals."""
        return frozenset(self._homes)

    def holdings(self) -> tuple[Holding, ...]:
        """Return the symbols in the files, each with the newest session that can be used; reads all of them."""
        self._read([s for s in self._homes if s not in self._rows])
        return tuple(
            Holding(s, rows.index[-1].date(), ", ".join(t.name for t in self._homes[s]))
            for s, rows in sorted(self._rows.items())
        )

    def expectations(self, symbols: Sequence[str]) -> Expectations:
        """Return none, and why."""
        return Expectations(
            {},
            {
                s: f"{s}: files of prices hold no estimates of earnings; they come from Yahoo (--data yahoo)"
                for s in symbols
            },
        )

    def fund_holdings(self, fund: str, end: date) -> FoundHoldings:
        """Return none: the bundled tables of weights are used."""
        return FoundHoldings()

    def describe(self) -> str:
        """Return the files' names and the newest session."""
        names = [table.name for table in self.tables]
        shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more files" if len(names) > 3 else "")
        return f"{shown} to {long_date(self.newest_session())}"

    @cached_property
    def _homes(self) -> dict[str, tuple[PriceTable, ...]]:
        homes: dict[str, tuple[PriceTable, ...]] = {}
        for table in self.tables:
            for symbol in table.spellings:
                homes[symbol] = (*homes.get(symbol, ()), table)
        return homes

    @cached_property
    def _newest(self) -> dict[str, date]:
        newest = {}
        for table in self.tables:
            closes = table.keys.drop(columns=["date", "ticker"]).apply(pd.to_numeric, errors="coerce")
            days = sessions_of(table.keys.loc[(closes > 0).any(axis=1), "date"])
            days = days[days.dt.day_of_week < 5]
            if days.empty:
                raise PriceFileError(f"{table.name}: no row has both a date like 2026-01-09 and a close")
            newest[table.name] = days.max().date()
        return newest

    def _read(self, symbols: Collection[str]) -> None:
        tables = {table.name: table for symbol in symbols for table in self._homes[symbol]}
        if not tables:
            return
        cleaned = clean(pd.concat([table.rows(symbols) for table in tables.values()], ignore_index=True))
        for symbol in symbols:
            source = ", ".join(table.name for table in self._homes[symbol])
            lines = cleaned.notices.get(symbol, ())
            if symbol in cleaned.rows:
                screened = with_adjusted_closes(cleaned.rows[symbol])
                self._rows[symbol] = screened.rows
                lines = (*lines, *screened.told)
            self._told[symbol] = tuple(f"{source}, {symbol}: {line}" for line in lines)

    def _provenance(self, symbol: str) -> Provenance:
        homes = self._homes[symbol]
        newest = max(self._newest[table.name] for table in homes)
        return Provenance(", ".join(t.name for t in homes), None, f"file with sessions to {long_date(newest)}")

    def _refuse_shared_rows(self) -> None:
        for symbol, homes in self._homes.items():
            seen: dict[pd.Timestamp, str] = {}
            for table in homes if len(homes) > 1 else ():
                mine = table.keys.loc[table.keys["ticker"].isin(table.spellings[symbol]), "date"]
                for session in sessions_of(mine).dropna().unique():
                    other = seen.setdefault(session, table.name)
                    if other != table.name:
                        raise PriceFileError(
                            f"{other} and {table.name} both have a row of {symbol} for {session.date()}; "
                            "keep it in one of them"
                        )
