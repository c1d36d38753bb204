"""Daily rows from Yahoo Finance through yfinance. Imported only when Yahoo is asked."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pandas as pd
import yfinance as yf
from curl_cffi.requests import Session
from yfinance.data import YfData
from yfinance.exceptions import YFException, YFRateLimitError, YFTickerMissingError

from tools.errors import NoData, SourceUnavailable
from tools.prices.breaker import CONNECT_SECONDS

READ_SECONDS: Final = 10.0
COLUMNS: Final = {"Open": "open", "High": "high", "Low": "low", "Close": "close", "Adj Close": "adj_close"}
ODD_ANSWERS: Final = (YFException, ValueError, KeyError, TypeError, IndexError, AttributeError)


class BoundedSession(Session):  # type: ignore[type-arg]
    """A browser-like session that connects within a second or not at all, whatever yfinance asks for."""

    def request(self, *arguments: Any, **options: Any) -> Any:
        """Send a request under our time limits."""
        return super().request(*arguments, **{**options, "timeout": (CONNECT_SECONDS, READ_SECONDS)})


@dataclass(frozen=True, eq=False)
class Fetched:
    """One answer of Yahoo: rows as `clean` takes them, and what was said beside them.

    `moved` are the sessions with a dividend, a split or a capital gain. `observed_at` is
    the instant of the newest price; `currency` is empty where Yahoo names none.
    """

    raw: pd.DataFrame
    moved: tuple[date, ...]
    currency: str
    observed_at: datetime | None


class YahooClient:
    """Asks Yahoo for daily rows; yfinance keeps its cookies and zones in the folder given."""

    def __init__(self, folder: Path, session: Any | None = None) -> None:
        logging.getLogger("yfinance").setLevel(logging.CRITICAL)
        yf.set_tz_cache_location(str(folder))
        yf.config.debug.hide_exceptions = False
        self._session = session or BoundedSession(impersonate="chrome")

    def fetch(self, symbol: str, start: date, end: date) -> Fetched:
        """Return the daily rows of one symbol, both days included.

        Raises
        ------
        NoData
            When Yahoo knows no such symbol, or has no rows of it.
        SourceUnavailable
            When it does not answer, limits requests, or says what cannot be read.
        """
        ticker = yf.Ticker(symbol, session=self._session)
        try:
            frame = ticker.history(
                start=start, end=end + timedelta(days=1), auto_adjust=False, actions=True, timeout=READ_SECONDS
            )
            beside: Mapping[str, Any] = dict(ticker.history_metadata._metadata()) if not frame.empty else {}
        except YFRateLimitError as error:
            raise SourceUnavailable("Yahoo Finance limits requests from here for now") from error
        except YFTickerMissingError as error:
            raise NoData(f"Yahoo Finance has no rows under the symbol {symbol}") from error
        except OSError as error:
            raise SourceUnavailable("the connection to Yahoo Finance failed") from error
        except ODD_ANSWERS as error:
            raise SourceUnavailable("Yahoo Finance answers in a way that cannot be read") from error
        finally:
            # yfinance would give a failed answer again and again from its memory.
            YfData.cache_get.cache_clear()
        if frame.empty:
            raise NoData(f"Yahoo Finance sent no rows under the symbol {symbol}; it may not know it, or limit requests")
        return Fetched(raw_rows(frame, symbol), moved_on(frame), str(beside.get("currency") or ""), instant_in(beside))


def raw_rows(frame: pd.DataFrame, symbol: str) -> pd.DataFrame:
    """Return yfinance's frame under our names; its index holds midnights at the exchange."""
    rows = frame.rename(columns={**COLUMNS, "Volume": "volume"})[[*COLUMNS.values(), "volume"]]
    sessions = pd.DatetimeIndex(frame.index).tz_localize(None)
    return rows.assign(date=sessions, ticker=symbol).reset_index(drop=True)


def moved_on(frame: pd.DataFrame) -> tuple[date, ...]:
    """Return the sessions on which a dividend, a split or a capital gain moved earlier closes."""
    events = frame.columns.intersection(["Dividends", "Stock Splits", "Capital Gains"])
    hit = frame.index[(frame[events].fillna(0) != 0).any(axis=1)]
    return tuple(stamp.date() for stamp in hit)


def instant_in(beside: Mapping[str, Any]) -> datetime | None:
    """Return when the newest price was observed, None where Yahoo does not say."""
    told = beside.get("regularMarketTime")
    if isinstance(told, pd.Timestamp):
        return told.to_pydatetime()
    return datetime.fromtimestamp(told, UTC) if isinstance(told, int) else None
