"""What Yahoo's prices are at hand, and how they are brought up to date."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tools.errors import NoData, SourceUnavailable
from tools.prices.breaker import Breaker, connection_fault
from tools.prices.cache import PriceCache, Stored
from tools.prices.hours import is_open, is_settled, last_final_session, new_york_day
from tools.sessions import Sessions

if TYPE_CHECKING:
    from tools.prices.yahoo_client import YahooClient
    from tools.prices.yahoo_rows import Update

YEARS: Final = 10
OVERLAP: Final = timedelta(days=10)
RETRY, LIVE = timedelta(minutes=10), timedelta(minutes=1)
WORKERS: Final = 8


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

    def final_session(self) -> date:
        """Return the last session that has ended by now."""
        return last_final_session(self.now(), self.sessions)

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

    def bring_up_to_date(self, symbols: Sequence[str], start: date, end: date) -> Mapping[str, str]:
        """Fetch what is missing between two days; returns by symbol why it could not be had."""
        now = self.now()
        refused = {s: why for s in symbols if s in self._refused for at, why in [self._refused[s]] if now - at < RETRY}
        stale = [s for s in symbols if s not in refused and not self.is_fresh(s, start, end)]
        if stale and (service := self.breaker.reason() or self._unreachable()):
            return refused | dict.fromkeys(stale, service)
        if not stale:
            return refused
        client = self._open_client()
        with ThreadPoolExecutor(min(WORKERS, len(stale))) as pool:
            faults = dict(zip(stale, pool.map(lambda s: self._bring(client, s, start), stale), strict=True))
        self._refused |= {symbol: (now, str(why)) for symbol, why in faults.items() if isinstance(why, NoData)}
        return refused | {symbol: str(why) for symbol, why in faults.items() if why}

    def is_fresh(self, symbol: str, start: date, end: date) -> bool:
        """Say whether the rows at hand are all that Yahoo can have between two days."""
        kept, now, final = self.kept(symbol), self.now(), self.final_session()
        if kept is None or kept.covered_from > start or symbol in self._forgotten:
            return False
        if end > final and is_open(now, self.sessions):
            return symbol in self._updates and now - kept.fetched_at < LIVE
        complete = kept.newest() >= min(end, final) and is_settled(kept.newest(), kept.fetched_at, self.sessions)
        return complete or now - kept.fetched_at < RETRY

    def _unreachable(self) -> str | None:
        if self._client is None and (fault := connection_fault(*self._address)):
            self.breaker.open(f"Yahoo Finance cannot be reached: {fault}")
        return self.breaker.reason()

    def _bring(self, client: "YahooClient", symbol: str, start: date) -> NoData | SourceUnavailable | None:
        if reason := self.breaker.reason():
            return SourceUnavailable(reason)
        try:
            self._fetch_and_keep(client, symbol, start)
        except NoData as fault:
            return fault
        except SourceUnavailable as fault:
            self.breaker.open(str(fault))
            return fault
        finally:
            self._forgotten.discard(symbol)
        return None

    def _fetch_and_keep(self, client: "YahooClient", symbol: str, start: date) -> None:
        from tools.prices.yahoo_rows import joined

        kept, now = self.kept(symbol), self.now()
        first = min(start, date(now.year - YEARS, 1, 1))
        update = rows = None
        if kept and kept.covered_from <= start and symbol not in self._forgotten:
            first = kept.covered_from
            update = self._fetch(client, symbol, kept.newest() - OVERLAP)
            rows = joined(kept, update)
        if update is None or rows is None:
            update = self._fetch(client, symbol, first)
            rows = update.final
        self._updates[symbol] = update
        if not rows.empty:
            self._kept[symbol] = Stored(rows, now, first)
            self.cache.store(symbol, self._kept[symbol])

    def _fetch(self, client: "YahooClient", symbol: str, start: date) -> "Update":
        from tools.prices.yahoo_rows import sorted_out

        now = self.now()
        fetched = client.fetch(symbol, start, new_york_day(now))
        return sorted_out(fetched, symbol, last_final_session(now, self.sessions), now)

    def _open_client(self) -> "YahooClient":
        from tools.prices.yahoo_client import YahooClient

        if self._client is None:
            self._client = YahooClient(self._for_yfinance, self._session)
        return self._client
