"""What Yahoo's prices are at hand, and how they are brought up to date."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pandas as pd

from tools.errors import NoData, SourceUnavailable
from tools.prices.breaker import REST, SHORT_REST, Breaker, connection_fault
from tools.prices.cache import PriceCache, Stored
from tools.prices.errands import Errands
from tools.prices.hours import final_from, forming_session, last_final_session, new_york_day
from tools.sessions import Sessions

if TYPE_CHECKING:
    from tools.prices.yahoo_client import YahooClient
    from tools.prices.yahoo_rows import Update

YEARS: Final = 10
OVERLAP: Final = timedelta(days=10)
RETRY, LIVE = timedelta(minutes=10), timedelta(minutes=1)
WORKERS: Final = 4


REACHED: Final = timedelta(seconds=2)
"""How long a connection that was made says that there is a network."""
PATIENCE: Final = 1.5
"""Seconds of silence after which newer rows are waited for no longer where there are some at hand."""
STILL_ASKED: Final = "Yahoo Finance is still being asked"
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
        self._gave_up_at = -1.0
        self._errands: Errands[NoData | SourceUnavailable | None] = Errands(WORKERS)

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

        Where there are rows at hand, Yahoo's silence is borne for a moment only: they are used while
        newer ones are still fetched, for whoever asks next. `progress` hears of each symbol that is done. An
        interruption leaves what was done until then in its place, and begins nothing more.
        """
        now = self.now()
        refused = {s: why for s in symbols if s in self._refused for at, why in [self._refused[s]] if now - at < RETRY}
        stale = [s for s in symbols if s not in refused and not self.is_fresh(s, start, end)]
        if not stale:
            return refused
        if service := self.fault():
            return refused | dict.fromkeys(stale, service)
        client, first = self.client(), min(start, date(now.year - YEARS, 1, 1))
        errands = {s: self._errands.begin((s, first), partial(self._bring, client, s, start)) for s in stale}
        faults: dict[str, NoData | SourceUnavailable | None] = {}
        try:
            for symbol in self._as_they_come(errands, start, wait_for_all=progress is not None):
                faults[symbol] = errands[symbol].result()
                if progress:
                    progress(symbol, len(faults), len(stale))
        finally:
            for symbol in stale:
                if symbol not in faults and progress:
                    errands[symbol].cancel()
        self._refused |= {symbol: (now, str(why)) for symbol, why in faults.items() if isinstance(why, NoData)}
        late = {symbol: STILL_ASKED for symbol in stale if symbol not in faults}
        return refused | {symbol: str(why) for symbol, why in faults.items() if why} | late

    def is_being_asked_for(self, symbol: str) -> bool:
        """Say whether a symbol's rows are on their way."""
        return self._errands.is_under_way((symbol, date(self.now().year - YEARS, 1, 1)))

    def fault(self) -> str | None:
        """Return why Yahoo is not to be asked now; None when it may be."""
        return self.breaker.reason() or self._unreachable()

    def client(self) -> "YahooClient":
        """Return the one client, opened when it is first needed."""
        from tools.prices.yahoo_client import YahooClient

        if self._client is None:
            self._client = YahooClient(self._for_yfinance, self._session)
        return self._client

    def or_fault(self, ask: Callable[[], Answer]) -> Answer | NoData | SourceUnavailable:
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
        if self._reached_at is None or not timedelta(0) <= self.now() - self._reached_at < REACHED:
            if fault := connection_fault(*self._address):
                self.breaker.open(f"Yahoo Finance cannot be reached: {fault}", SHORT_REST)
            else:
                self._reached_at = self.now()
        return self.breaker.reason()

    def _as_they_come(
        self, errands: Mapping[str, "Future[NoData | SourceUnavailable | None]"], start: date, wait_for_all: bool
    ) -> Iterator[str]:
        """Yield symbols as they are done, until nothing comes any more and there are rows at hand that will do.

        Once Yahoo's silence was too long for somebody, nobody waits until it says something.
        """
        left = {future: symbol for symbol, future in errands.items()}
        is_silent = self._errands.sign_at == self._gave_up_at
        needed = wait_for_all or not (is_silent or any(self._will_do(symbol, start) for symbol in errands))
        while left:
            patience = max(0.0, PATIENCE - self._errands.silence())
            done, _ = wait(left, None if needed else patience, FIRST_COMPLETED)
            if not done:
                self._gave_up_at = self._errands.sign_at
                return
            for future in done:
                symbol = left.pop(future)
                if not future.cancelled():
                    yield symbol

    def _will_do(self, symbol: str, start: date) -> bool:
        """Say whether the rows at hand reach back far enough to be used in place of newer ones."""
        kept = self.kept(symbol)
        return kept is not None and kept.covered_from <= start and symbol not in self._forgotten

    def _bring(self, client: "YahooClient", symbol: str, start: date) -> NoData | SourceUnavailable | None:
        """Fetch a symbol and keep its rows; returns what went wrong."""
        got = self.or_fault(lambda: self._fetch_rows(client, symbol, start))
        self._forgotten.discard(symbol)
        if isinstance(got, NoData | SourceUnavailable):
            return got
        self._updates[symbol] = got.update
        if not got.rows.empty:
            self._kept[symbol] = Stored(got.rows, self.now(), got.covered_from)
            self.cache.store(symbol, self._kept[symbol])
        return None

    def _fetch_rows(self, client: "YahooClient", symbol: str, start: date) -> _Got:
        """Return the newer rows behind the kept ones, or all of them where the past has moved."""
        from tools.prices.yahoo_rows import joined

        kept, first = self.kept(symbol), min(start, date(self.now().year - YEARS, 1, 1))
        if kept and self._will_do(symbol, start):
            first = kept.covered_from
            update = self._fetch(client, symbol, kept.newest() - OVERLAP)
            if (rows := joined(kept, update)) is not None:
                return _Got(update, rows, first)
        update = self._fetch(client, symbol, first)
        return _Got(update, update.final, first)

    def _fetch(self, client: "YahooClient", symbol: str, start: date) -> "Update":
        from tools.prices.yahoo_rows import sorted_out

        now = self.now()
        fetched = client.fetch(symbol, start, new_york_day(now))
        return sorted_out(fetched, symbol, last_final_session(now, self.sessions), now)

    def _leave_alone(self, fault: SourceUnavailable) -> None:
        """Ask no more for a while: shortly when the connection broke, longer when Yahoo itself refused."""
        self.breaker.open(str(fault), SHORT_REST if isinstance(fault.__cause__, OSError) else REST)
