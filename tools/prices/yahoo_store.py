"""What Yahoo's prices are at hand, and how they are brought up to date."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pandas as pd

from tools.errors import NoData, SourceUnavailable
from tools.prices.breaker import REST, SHORT_REST, Breaker, connection_fault
from tools.prices.cache import PriceCache, Stored
from tools.prices.constituents import FoundHoldings, FundCache, FundHoldings
from tools.prices.expected import Expectations, Expected
from tools.prices.hours import final_from, forming_session, last_final_session, new_york_day
from tools.prices.news import NewsItem
from tools.sessions import Sessions

if TYPE_CHECKING:
    from tools.prices.yahoo_client import YahooClient
    from tools.prices.yahoo_rows import Update

YEARS: Final = 10
OVERLAP: Final = timedelta(days=10)
RETRY, LIVE = timedelta(minutes=10), timedelta(minutes=1)
WORKERS: Final = 4


SNAPSHOT: Final = timedelta(hours=1)
Answer = TypeVar("Answer")
Progress = Callable[[str, int, int], None]
"""Hears the symbol that is done, how many are, and of how many."""


@dataclass(frozen=True, eq=False)
class _Got:
    update: "Update"
    rows: pd.DataFrame
    covered_from: date


class YahooStore:
    """Final rows on disk and in memory, forming bars in memory alone; arguments as for YahooPrices."""

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime],
        session: Any | None,
        address: tuple[str, int],
        sessions: Sessions,
    ) -> None:
        self.cache = PriceCache(folder / "yahoo")
        self.funds = FundCache(folder / "yahoo")
        self.breaker = Breaker(folder / "yahoo" / "breaker.json", now)
        self.now = now
        self.sessions = sessions
        self._for_yfinance = folder / "yfinance"
        self._session = session
        self._address = address
        self._client: YahooClient | None = None
        self._kept: dict[str, Stored] = {}
        self._updates: dict[str, Update] = {}
        self._refused: dict[str, tuple[datetime, str]] = {}
        self._forgotten: set[str] = set()
        self._reached_at: datetime | None = None
        self._expected: dict[str, tuple[datetime, Expected]] = {}

    def final_session(self) -> date:
        """Return the last session whose closes are final by now."""
        return last_final_session(self.now(), self.sessions)

    def forming_session(self) -> date | None:
        """Return the session that has begun and has no final closes yet, None between sessions."""
        return forming_session(self.now(), self.sessions)

    def kept(self, symbol: str) -> Stored | None:
        """Return the final rows at hand of a symbol."""
        if symbol not in self._kept and (stored := self.cache.load(symbol)):
            self._kept[symbol] = stored
        return self._kept.get(symbol)

    def update_of(self, symbol: str) -> "Update | None":
        """Return what this process last fetched of a symbol, with the bar that was forming then."""
        return self._updates.get(symbol)

    def forget(self, symbols: Sequence[str]) -> None:
        """Let symbols be fetched whole the next time, even if Yahoo refused a moment ago."""
        self.breaker.close()
        self._forgotten.update(symbols)
        for symbol in symbols:
            self._refused.pop(symbol, None)

    def bring_up_to_date(
        self, symbols: Sequence[str], start: date, end: date, progress: Progress | None = None
    ) -> Mapping[str, str]:
        """Fetch what is missing between two days; returns by symbol why it could not be had.

        `progress` hears of each symbol that is done. An interruption leaves what was done until
        then in its place, and asks for nothing more.
        """
        now = self.now()
        refused = {s: why for s in symbols if s in self._refused for at, why in [self._refused[s]] if now - at < RETRY}
        stale = [s for s in symbols if s not in refused and not self.is_fresh(s, start, end)]
        if not stale:
            return refused
        if service := self.breaker.reason() or self._unreachable():
            return refused | dict.fromkeys(stale, service)
        faults: dict[str, NoData | SourceUnavailable | None] = {}
        for symbol, fault in self._fetched(self._open_client(), stale, start):
            faults[symbol] = fault
            if progress:
                progress(symbol, len(faults), len(stale))
        self._refused |= {symbol: (now, str(why)) for symbol, why in faults.items() if isinstance(why, NoData)}
        return refused | {symbol: str(why) for symbol, why in faults.items() if why}

    def expectations(self, symbols: Sequence[str]) -> Expectations:
        """Return what analysts expect, fetched side by side where it is not an hour old."""
        from tools.prices.yahoo_beside import expected_of

        now = self.now()
        asked = [s for s in symbols if s not in self._expected or now - self._expected[s][0] >= SNAPSHOT]
        faults: dict[str, str] = {}
        if asked and (service := self.breaker.reason() or self._unreachable()):
            faults = dict.fromkeys(asked, service)
        elif asked:
            client = self._open_client()
            with ThreadPoolExecutor(min(WORKERS, len(asked))) as pool:
                told = list(pool.map(lambda s: self._or_fault(lambda: expected_of(client, s, now)), asked))
            for symbol, got in zip(asked, told, strict=True):
                if isinstance(got, NoData | SourceUnavailable):
                    faults[symbol] = str(got)
                else:
                    self._expected[symbol] = (now, got)
        found = {s: self._expected[s][1] for s in symbols if s not in faults}
        return Expectations(found, faults)

    def fund_holdings(self, fund: str, end: date) -> FoundHoldings:
        """Return the snapshots up to a session, today's fetched for the newest one where it is not kept."""
        final, kept = self.final_session(), self.funds.load(fund)
        fault: str | None = None
        if end >= final and not any(one.session == final for one in kept):
            got = self._seen_now(fund, final)
            if isinstance(got, FundHoldings):
                kept = (*(one for one in kept if one.session < final), got)
                self.funds.store(got)
            else:
                fault = str(got)
        return FoundHoldings(tuple(one for one in kept if one.session <= end), fault)

    def _seen_now(self, fund: str, final: date) -> FundHoldings | NoData | SourceUnavailable:
        """Ask what a fund holds; what Yahoo does not know is not asked for again at once."""
        from tools.prices.yahoo_beside import holdings_of

        now, name = self.now(), f"holdings of {fund}"
        at, why = self._refused.get(name, (now - RETRY, ""))
        if now - at < RETRY:
            return NoData(why)
        if service := self.breaker.reason() or self._unreachable():
            return SourceUnavailable(service)
        client = self._open_client()
        got = self._or_fault(lambda: holdings_of(client, fund, final, now))
        if isinstance(got, NoData):
            self._refused[name] = (now, str(got))
        return got

    def news(self, symbol: str, count: int) -> tuple[NewsItem, ...]:
        """Return headlines about a symbol; raises NoData or SourceUnavailable."""
        from tools.prices.yahoo_beside import news_of

        if service := self.breaker.reason() or self._unreachable():
            raise SourceUnavailable(service)
        client = self._open_client()
        got = self._or_fault(lambda: news_of(client, symbol, count))
        if isinstance(got, NoData | SourceUnavailable):
            raise got
        return got

    def _or_fault(self, ask: Callable[[], Answer]) -> Answer | NoData | SourceUnavailable:
        """Return an answer, or the fault; a service that does not answer is left alone from then on."""
        if reason := self.breaker.reason():
            return SourceUnavailable(reason)
        try:
            return ask()
        except NoData as fault:
            return fault
        except SourceUnavailable as fault:
            self._leave_alone(fault)
            return fault

    def is_fresh(self, symbol: str, start: date, end: date) -> bool:
        """Say whether the rows at hand are all that Yahoo can have between two days."""
        kept, now, final = self.kept(symbol), self.now(), self.final_session()
        if kept is None or kept.covered_from > start or symbol in self._forgotten:
            return False
        if end > final and self.forming_session():
            return symbol in self._updates and now - kept.fetched_at < LIVE
        if kept.newest() >= min(end, final):
            return True
        return now - kept.fetched_at < RETRY and kept.fetched_at >= final_from(final, self.sessions)

    def _unreachable(self) -> str | None:
        """Return why Yahoo cannot be reached; a connection is tried again when the last was a while ago."""
        if self._reached_at is None or not timedelta(0) <= self.now() - self._reached_at < SHORT_REST:
            if fault := connection_fault(*self._address):
                self.breaker.open(f"Yahoo Finance cannot be reached: {fault}", SHORT_REST)
            else:
                self._reached_at = self.now()
        return self.breaker.reason()

    def _fetched(
        self, client: "YahooClient", symbols: Sequence[str], start: date
    ) -> Iterator[tuple[str, NoData | SourceUnavailable | None]]:
        """Fetch symbols side by side, keep each as it comes, and yield it with what went wrong."""
        pool = ThreadPoolExecutor(min(WORKERS, len(symbols)))
        try:
            pending = {pool.submit(self._fetch_rows, client, symbol, start): symbol for symbol in symbols}
            for done in as_completed(pending):
                symbol = pending[done]
                fault = self._keep(symbol, done.result())
                self._forgotten.discard(symbol)
                yield symbol, fault
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _keep(self, symbol: str, got: "_Got | NoData | SourceUnavailable") -> NoData | SourceUnavailable | None:
        if isinstance(got, NoData | SourceUnavailable):
            return got
        self._updates[symbol] = got.update
        if not got.rows.empty:
            self._kept[symbol] = Stored(got.rows, self.now(), got.covered_from)
            self.cache.store(symbol, self._kept[symbol])
        return None

    def _fetch_rows(self, client: "YahooClient", symbol: str, start: date) -> "_Got | NoData | SourceUnavailable":
        """Return the newer rows behind the kept ones, or all of them where the past has moved; or the fault."""
        if reason := self.breaker.reason():
            return SourceUnavailable(reason)
        from tools.prices.yahoo_rows import joined

        kept = self.kept(symbol)
        first = min(start, date(self.now().year - YEARS, 1, 1))
        try:
            if kept and kept.covered_from <= start and symbol not in self._forgotten:
                first = kept.covered_from
                update = self._fetch(client, symbol, kept.newest() - OVERLAP)
                if (rows := joined(kept, update)) is not None:
                    return _Got(update, rows, first)
            update = self._fetch(client, symbol, first)
        except NoData as fault:
            return fault
        except SourceUnavailable as fault:
            self._leave_alone(fault)
            return fault
        return _Got(update, update.final, first)

    def _fetch(self, client: "YahooClient", symbol: str, start: date) -> "Update":
        from tools.prices.yahoo_rows import sorted_out

        now = self.now()
        fetched = client.fetch(symbol, start, new_york_day(now))
        return sorted_out(fetched, symbol, last_final_session(now, self.sessions), now)

    def _leave_alone(self, fault: SourceUnavailable) -> None:
        """Ask no more for a while: shortly when the connection broke, longer when Yahoo itself refused."""
        self.breaker.open(str(fault), SHORT_REST if isinstance(fault.__cause__, OSError) else REST)

    def _open_client(self) -> "YahooClient":
        from tools.prices.yahoo_client import YahooClient

        if self._client is None:
            self._client = YahooClient(self._for_yfinance, self._session)
        return self._client
