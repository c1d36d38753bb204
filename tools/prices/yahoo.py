"""Yahoo Finance as a price source, with a cache that outlives the network."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pandas as pd

from tools.errors import NoData, SourceUnavailable
from tools.prices.cache import Stored
from tools.prices.constituents import FoundHoldings
from tools.prices.expected import Expectations
from tools.prices.history import History, Prices, Provenance
from tools.prices.holdings import Holding
from tools.prices.news import NewsItem
from tools.prices.splits import as_seen_on
from tools.prices.words import age, listed, why_none
from tools.prices.yahoo_snapshots import Snapshots
from tools.prices.yahoo_store import STILL_ASKED, Progress, YahooStore
from tools.sessions import Sessions, load_sessions

SYMBOL: Final = re.compile(r"\^?[A-Z0-9]{1,10}(?:[.=-][A-Z0-9]{1,4}){0,2}")
ADDRESS: Final = ("query2.finance.yahoo.com", 443)
BENCHMARK: Final = "^GSPC"
REFRESHED: Final = timedelta(days=30)
NOT_YET: Final = "Yahoo Finance has no session of it that has ended"
REMEDY: Final = "try again in a few minutes, or use --data reference"


class YahooPrices:
    """Daily prices from Yahoo Finance.

    Final rows are kept on disk with their age, and served with it when Yahoo gives nothing.
    A bar that is still forming is in `History.live`, and never kept.

    Parameters
    ----------
    cache : Path
        Folder for prices, for the breaker's memory and for what yfinance keeps.
    now : callable
        Returns the present instant, with its zone.
    session : optional
        A session of curl_cffi or requests for yfinance; one with short time limits by default.
    address : (str, int)
        Host and port that must take a connection before anything is asked.
    sessions : Sessions, optional
        The exchange calendar; the bundled one by default.

    """

    name = "yahoo"

    def __init__(
        self,
        cache: Path,
        now: Callable[[], datetime],
        session: Any | None = None,
        address: tuple[str, int] = ADDRESS,
        sessions: Sessions | None = None,
    ) -> None:
        self.store = YahooStore(cache, now, session, address, sessions or load_sessions())
        self.cache = self.store.cache
        self._snapshots = Snapshots(self.store, cache / "yahoo")

    def history(self, symbols: Sequence[str], start: date, end: date, progress: Progress | None = None) -> Prices:
        """Return the rows from `start` to `end`, both included; kept ones where Yahoo gives nothing new."""
        wanted = list(dict.fromkeys(symbols))
        allowed = [s for s in wanted if SYMBOL.fullmatch(s)]
        faults = self.store.bring_up_to_date(allowed, start, end, progress)
        found: dict[str, History] = {}
        missing = {s: f"{s[:20]!r} is not a symbol as Yahoo writes them" for s in wanted if s not in allowed}
        for symbol in allowed:
            kept = self.store.kept(symbol)
            if kept is None:
                missing[symbol] = f"{symbol}: {faults.get(symbol, NOT_YET)}{self._remedy()}"
                continue
            history = self._history(symbol, kept, start, end)
            if history.rows.empty:
                missing[symbol] = why_none(symbol, kept.rows, start, end, "Yahoo Finance")
            else:
                found[symbol] = history
        return Prices(found, missing, self._told(allowed, faults))

    def refresh(self, symbols: Sequence[str], progress: Progress | None = None) -> Prices:
        """Fetch symbols anew and whole, however recently Yahoo refused; returns the last weeks' rows.

        `progress` hears of each symbol that is done. When interrupted, what is done stays done.
        """
        self.store.forget(symbols)
        final = self.store.final_session()
        return self.history(symbols, final - REFRESHED, final, progress)

    def newest_session(self) -> date:
        """Return the last session with final closes, half an hour after its end, that Yahoo has.

        Raises
        ------
        SourceUnavailable
            When Yahoo does not answer and nothing is kept.

        """
        final = self.store.final_session()
        faults = self.store.bring_up_to_date([BENCHMARK], final, final)
        kept = self.store.kept(BENCHMARK)
        if kept is None:
            raise SourceUnavailable(f"{faults.get(BENCHMARK, NOT_YET)}{self._remedy()}")
        return min(kept.newest(), final)

    def forming_session(self) -> date | None:
        """Return the session that has begun and whose closes are not final yet, None between sessions."""
        return self.store.forming_session()

    def known_symbols(self) -> None:
        """Return None: Yahoo can only be asked one by one."""

    def holdings(self) -> tuple[Holding, ...]:
        """Return what is kept on disk, and when it was retrieved."""
        kept = ((symbol, self.store.kept(symbol)) for symbol in self.cache.symbols())
        return tuple(Holding(s, own.newest(), self.name, own.fetched_at) for s, own in kept if own)

    def expectations(self, symbols: Sequence[str]) -> Expectations:
        """Return what analysts expect of companies today, a request for each; kept in memory for an hour."""
        return self._snapshots.expectations([s for s in dict.fromkeys(symbols) if SYMBOL.fullmatch(s)])

    def fund_holdings(self, fund: str, end: date) -> FoundHoldings:
        """Return what a fund was seen to hold up to a session.

        Yahoo has today's largest ten alone: they are asked for once when `end` is not before the
        last final session, and kept. For a session of the past there is what was kept then.
        """
        if not SYMBOL.fullmatch(fund):
            return FoundHoldings((), f"{fund[:20]!r} is not a symbol as Yahoo writes them")
        return self._snapshots.fund_holdings(fund, end)

    def news(self, symbol: str, count: int = 10) -> tuple[NewsItem, ...]:
        """Return the newest headlines about a symbol, newest first.

        Raises
        ------
        NoData
            When Yahoo has none, or this is no symbol.
        SourceUnavailable
            When it does not answer, or limits requests.

        """
        if not SYMBOL.fullmatch(symbol):
            raise NoData(f"{symbol[:20]!r} is not a symbol as Yahoo writes them")
        return self._snapshots.news(symbol, count)

    def describe(self) -> str:
        """Return when Yahoo's prices were retrieved, with their age when sessions are missing, or why none."""
        kept, reason = self.store.kept(BENCHMARK), self.store.breaker.reason()
        if kept is None:
            return reason or "Yahoo Finance, nothing retrieved yet"
        line = f"Yahoo Finance, retrieved {kept.fetched_at:%Y-%m-%d %H:%M %Z}".strip()
        if kept.newest() >= self.store.final_session():
            return line
        reason = reason or (STILL_ASKED if self.store.is_being_asked_for(BENCHMARK) else "it gives no newer session")
        return f"{line}, {age(self.store.now() - kept.fetched_at)} ago ({reason})"

    def _remedy(self) -> str:
        return f"; {REMEDY}" if self.store.breaker.reason() else ""

    def _told(self, symbols: Sequence[str], faults: Mapping[str, str]) -> tuple[str, ...]:
        """Return what was done with rows that came, and how old those are that did not."""
        notices: list[str] = []
        aged: dict[tuple[str, str], list[str]] = {}
        for symbol in symbols:
            kept, reason, update = self.store.kept(symbol), faults.get(symbol), self.store.update_of(symbol)
            if kept and reason:
                aged.setdefault((reason, age(self.store.now() - kept.fetched_at)), []).append(symbol)
            elif update:
                notices += update.notices
        for (reason, passed), of in aged.items():
            notices.append(f"{reason}; prices of {listed(of)} that were retrieved {passed} ago are used")
        return tuple(notices)

    def _history(self, symbol: str, kept: Stored, start: date, end: date) -> History:
        rows, live = as_seen_on(kept.rows, end), {}
        update, forming = self.store.update_of(symbol), self.store.forming_session()
        if update is not None and forming is not None and start <= forming <= end and update.is_seen_in(forming):
            live = {forming: update.observed_at.isoformat(timespec="seconds")}
            rows = pd.concat(
                [rows, update.live.loc[[pd.Timestamp(forming)], update.live.columns.intersection(rows.columns)]]
            )
        provenance = Provenance(self.name, kept.fetched_at.isoformat(timespec="seconds"), "Yahoo Finance, daily rows")
        return History(symbol, rows.loc[pd.Timestamp(start) :], provenance, live)
