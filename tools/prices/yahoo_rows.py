"""What becomes of one answer of Yahoo: final rows, the bar still forming, and the rows kept before."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import numpy as np
import pandas as pd

from tools.errors import NoData
from tools.prices.cache import Stored
from tools.prices.hours import session_begin
from tools.prices.rows import clean_one
from tools.prices.splits import SPLIT
from tools.prices.yahoo_client import Fetched

SAME: Final = 1e-4
DOLLARS: Final = ("USD", "")


@dataclass(frozen=True, eq=False)
class Update:
    """One answer sorted out: `final` rows, `live` ones with the instant they were observed."""

    final: pd.DataFrame
    live: pd.DataFrame
    observed_at: datetime
    moved: tuple[date, ...]
    notices: tuple[str, ...]

    def is_seen_in(self, session: date) -> bool:
        """Say whether there is a row of this session, and its price was observed after the session began."""
        return pd.Timestamp(session) in self.live.index and self.observed_at >= session_begin(session)


def sorted_out(fetched: Fetched, symbol: str, final: date, now: datetime) -> Update:
    """Return an answer's rows, those after the last final session apart.

    Raises
    ------
    NoData
        When no row can be used, or a stock or fund is not quoted in dollars.

    """
    if fetched.currency not in DOLLARS and not symbol.startswith("^"):
        raise NoData(f"Yahoo Finance quotes it in {fetched.currency}, and only prices in dollars can be used")
    cleaned = clean_one(symbol, fetched.sessions, fetched.values)
    notices = tuple(f"Yahoo Finance, {symbol}: {line}" for line in cleaned.notices.get(symbol, ()))
    if symbol not in cleaned.rows:
        raise NoData("; ".join(("Yahoo Finance has no row that can be used", *notices)))
    rows = cleaned.rows[symbol]
    ended = int(rows.index.searchsorted(pd.Timestamp(final), side="right"))
    observed_at = fetched.observed_at or now
    if fetched.splits:
        known = pd.Series(fetched.splits)
        known.index = pd.DatetimeIndex(known.index)
        rows = rows.assign(**{SPLIT: known.reindex(rows.index)})
    return Update(rows.iloc[:ended], rows.iloc[ended:], min(observed_at, now), fetched.moved, notices)


def joined(kept: Stored, update: Update) -> pd.DataFrame | None:
    """Return the kept rows with the newer ones behind them; None when the past has moved.

    A dividend or a split after the last kept session, or a value that is no longer what it
    was, moves every adjusted close before it: such a history must be fetched whole.
    """
    if any(day > kept.newest() for day in update.moved) or update.final.empty:
        return None
    first = int(kept.rows.index.searchsorted(update.final.index[0]))
    earlier, overlap = kept.rows.iloc[:first], kept.rows.iloc[first:]
    shared = len(overlap) - 1
    if shared < 1 or not overlap.index[:shared].equals(update.final.index[:shared]):
        return None
    for name in kept.rows.columns.intersection(["close", "total_return_close"]):
        now = update.final[name].to_numpy()[:shared] if name in update.final else np.nan
        if not np.allclose(overlap[name].to_numpy()[:shared], now, rtol=SAME, atol=0, equal_nan=True):
            return None
    return pd.concat([earlier, update.final])
