"""What Yahoo tells of today alone: expected earnings, holdings of funds, headlines."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from tools.errors import NoData, SourceUnavailable
from tools.prices.constituents import FoundHoldings, FundCache, FundHoldings
from tools.prices.errands import Errands
from tools.prices.expected import Expectations, Expected
from tools.prices.news import NewsItem
from tools.prices.yahoo_store import RETRY, STILL_ASKED, WORKERS, YahooStore

FUND_SECONDS: Final = 2.0
SNAPSHOT: Final = timedelta(hours=1)


class Snapshots:
    """Snapshots by way of a store's client and breaker; `folder` is where holdings are kept."""

    def __init__(self, store: YahooStore, folder: Path) -> None:
        self._store = store
        self._funds = FundCache(folder)
        self._expected: dict[str, tuple[datetime, Expected]] = {}
        self._errands: Errands[FundHoldings | NoData | SourceUnavailable] = Errands(1)
        self._refused: dict[str, tuple[datetime, str]] = {}

    def expectations(self, symbols: Sequence[str]) -> Expectations:
        """Return what analysts expect, fetched side by side where it is not an hour old."""
        from tools.prices.yahoo_beside import expected_of

        now = self._store.now()
        asked = [s for s in symbols if s not in self._expected or now - self._expected[s][0] >= SNAPSHOT]
        faults: dict[str, str] = {}
        if asked and (service := self._store.fault()):
            faults = dict.fromkeys(asked, service)
        elif asked:
            client = self._store.client()
            with ThreadPoolExecutor(min(WORKERS, len(asked))) as pool:
                told = list(pool.map(lambda s: self._store.or_fault(lambda: expected_of(client, s, now)), asked))
            for symbol, got in zip(asked, told, strict=True):
                if isinstance(got, NoData | SourceUnavailable):
                    faults[symbol] = str(got)
                else:
                    self._expected[symbol] = (now, got)
        found = {s: self._expected[s][1] for s in symbols if s not in faults}
        return Expectations(found, faults)

    def fund_holdings(self, fund: str, end: date) -> FoundHoldings:
        """Return the snapshots up to a session, today's fetched for the newest one where it is not kept.

        It is waited for a few seconds: bundled weights can stand in for it.
        """
        final, kept = self._store.final_session(), self._funds.load(fund)
        fault: str | None = None
        if end >= final and not any(one.session == final for one in kept):
            try:
                got = self._errands.begin((fund, final), lambda: self._seen_now(fund, final)).result(FUND_SECONDS)
            except TimeoutError:
                got = SourceUnavailable(STILL_ASKED)
            if isinstance(got, FundHoldings):
                kept = (*(one for one in kept if one.session < final), got)
            else:
                fault = str(got)
        return FoundHoldings(tuple(one for one in kept if one.session <= end), fault)

    def _seen_now(self, fund: str, final: date) -> FundHoldings | NoData | SourceUnavailable:
        """Ask what a fund holds, and keep it; what Yahoo does not know is not asked for again at once."""
        from tools.prices.yahoo_beside import holdings_of

        now, name = self._store.now(), f"holdings of {fund}"
        at, why = self._refused.get(name, (now - RETRY, ""))
        if now - at < RETRY:
            return NoData(why)
        if service := self._store.fault():
            return SourceUnavailable(service)
        client = self._store.client()
        got = self._store.or_fault(lambda: holdings_of(client, fund, final, now))
        if isinstance(got, FundHoldings):
            self._funds.store(got)
        if isinstance(got, NoData):
            self._refused[name] = (now, str(got))
        return got

    def news(self, symbol: str, count: int) -> tuple[NewsItem, ...]:
        """Return headlines about a symbol; raises NoData or SourceUnavailable."""
        from tools.prices.yahoo_beside import news_of

        if service := self._store.fault():
            raise SourceUnavailable(service)
        client = self._store.client()
        got = self._store.or_fault(lambda: news_of(client, symbol, count))
        if isinstance(got, NoData | SourceUnavailable):
            raise got
        return got
