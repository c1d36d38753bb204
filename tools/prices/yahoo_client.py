"""Daily rows from Yahoo Finance through yfinance. Imported only when Yahoo is asked."""

import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import yfinance as yf
from curl_cffi.requests import Session
from numpy.typing import NDArray
from peewee import PeeweeException
from yfinance.data import YfData
from yfinance.exceptions import YFException, YFPricesMissingError, YFRateLimitError
from yfinance.scrapers.history import PriceHistory

from tools.errors import NoData, SourceUnavailable
from tools.prices.breaker import CONNECT_SECONDS
from tools.prices.hours import NEW_YORK

READ_SECONDS: Final = 10.0
UNKNOWN_THERE, FAULTY = 404, 400
DAY: Final = timedelta(days=1)
UNKNOWN: Final = re.compile(r"not found|no data|delisted|doesn.t exist", re.IGNORECASE)
COLUMNS: Final = {
    "Open": "open", "High": "high", "Low": "low", "Close": "close", "Adj Close": "adj_close", "Volume": "volume",
}  # fmt: skip
ODD_ANSWERS: Final = (PeeweeException, YFException, ValueError, KeyError, TypeError, IndexError, AttributeError)


class BoundedSession(Session):  # type: ignore[type-arg]
    """A browser-like session that connects within a second or not at all, whatever yfinance asks for."""

    def request(self, *arguments: Any, **options: Any) -> Any:
        """Send a request under our time limits."""
        return super().request(*arguments, **{**options, "timeout": (CONNECT_SECONDS, READ_SECONDS)})


@dataclass(frozen=True, eq=False)
class Fetched:
    """One answer of Yahoo: rows as `clean_one` takes them, and what was said beside them.

    `moved` are the sessions with a dividend, a split or a capital gain; `splits` the new shares
    for each old one. `observed_at` is the instant of the newest price; `currency` is empty where
    Yahoo names none.
    """

    sessions: pd.DatetimeIndex
    values: Mapping[str, NDArray[Any]]
    moved: tuple[date, ...]
    splits: Mapping[date, float]
    currency: str
    observed_at: datetime | None


class YahooClient:
    """Asks Yahoo for daily rows; yfinance keeps its cookies and zones in the folder given."""

    def __init__(self, folder: Path, session: Any | None = None) -> None:
        logging.getLogger("yfinance").setLevel(logging.CRITICAL)
        warnings.filterwarnings("ignore", module="yfinance")
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
        # yfinance would give an answer of before, a failed one too, out of its memory.
        YfData.cache_get.cache_clear()
        # yf.Ticker would spend a second request on the zone alone; rows come with their own.
        asked = PriceHistory(YfData(session=self._session), symbol, NEW_YORK, self._session)
        # Rows without values are left out by our own rule, which tells of them.
        with named_faults():
            frame = asked.history(
                start=start, end=end + DAY, auto_adjust=False, keepna=True, actions=True, timeout=READ_SECONDS
            )
        if frame.empty:
            raise no_rows(None)
        beside = asked.get_history_metadata()
        sessions = pd.DatetimeIndex(frame.index).tz_localize(None)
        values = {ours: frame[theirs].to_numpy() for theirs, ours in COLUMNS.items()}
        currency = str(beside.get("currency") or "")
        return Fetched(sessions, values, moved_on(frame), splits_in(frame), currency, instant_in(beside))

    def json_of(self, url: str, params: Mapping[str, Any]) -> Any:
        """Return what Yahoo answers, parsed; None where it knows nothing; raises SourceUnavailable as `fetch` does."""
        with named_faults():
            response = YfData(session=self._session).get(url, params=dict(params), timeout=READ_SECONDS)
            if response.status_code == UNKNOWN_THERE:
                return None
            if response.status_code >= FAULTY:
                raise SourceUnavailable("Yahoo Finance reports a fault of its own")
            return response.json()


@contextmanager
def named_faults() -> Iterator[None]:
    """Let whatever goes wrong between here and Yahoo have a name."""
    try:
        yield
    except YFRateLimitError as error:
        raise SourceUnavailable("Yahoo Finance limits requests from here for now") from error
    except YFPricesMissingError as error:
        raise no_rows(error.yahoo_reason) from error
    except OSError as error:
        raise SourceUnavailable("the connection to Yahoo Finance failed") from error
    except ODD_ANSWERS as error:
        raise SourceUnavailable("Yahoo Finance answers in a way that cannot be read") from error


def no_rows(reason: str | None) -> NoData | SourceUnavailable:
    """Return the error for an answer without rows; Yahoo tells a limit, a fault and an unknown symbol alike."""
    if reason is None:
        return NoData("Yahoo Finance sent no rows; it may not know the symbol, or limit requests for now")
    if UNKNOWN.search(reason):
        return NoData("Yahoo Finance knows no such symbol")
    return SourceUnavailable("Yahoo Finance reports a fault of its own")


def moved_on(frame: pd.DataFrame) -> tuple[date, ...]:
    """Return the sessions on which a dividend, a split or a capital gain moved earlier closes."""
    events = frame.columns.intersection(["Dividends", "Stock Splits", "Capital Gains"])
    moves = frame[events].to_numpy()
    hit = frame.index[((moves != 0) & ~np.isnan(moves)).any(axis=1)]
    return tuple(stamp.date() for stamp in hit)


def splits_in(frame: pd.DataFrame) -> dict[date, float]:
    """Return the shares that one became, by session."""
    if "Stock Splits" not in frame:
        return {}
    ratios = frame["Stock Splits"].to_numpy(dtype=np.float64)
    days = pd.DatetimeIndex(frame.index)
    return {days[at].date(): float(ratios[at]) for at in np.flatnonzero(ratios > 0).tolist()}


def instant_in(beside: Mapping[str, Any]) -> datetime | None:
    """Return when the newest price was observed, None where Yahoo does not say."""
    told = beside.get("regularMarketTime")
    if isinstance(told, pd.Timestamp):
        return told.to_pydatetime().astimezone(UTC)
    return datetime.fromtimestamp(told, UTC) if isinstance(told, int) else None
