"""Bundled closes: what questions are answered from when there is nothing else.

`closes.csv.gz` holds `session,symbol,open,close,total_return_close` by symbol, then session:
30 symbols, every session from 31 December 2024 to 9 January 2026, before that the last
session of each week and month back to 25 November 2022, and a few others.
Closes are adjusted for splits, `total_return_close` for dividends as well, as of the
symbol's last session. An index has no total return, RSP no plain close.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import as_file, files

import pandas as pd

RETRIEVED = "2026-01-10"
NOTE = "every session since 31 December 2024, week and month ends back to 25 November 2022"
FIRST_DAILY = date(2024, 12, 31)


@lru_cache(maxsize=1)
def load_closes() -> Mapping[str, pd.DataFrame]:
    """Return the bundled rows by symbol.

    Returns
    -------
    mapping of symbol to DataFrame
        Ascending zone-free DatetimeIndex of sessions; columns among `open`, `close` and
        `total_return_close`, in dollars or index levels, NaN where there is no value.

    """
    with as_file(files(__package__) / "closes.csv.gz") as path:
        rows = pd.read_csv(path, index_col="session", parse_dates=["session"], date_format="%Y-%m-%d")
    by_symbol = rows.groupby("symbol", sort=True)
    return {str(symbol): own.drop(columns="symbol").dropna(axis=1, how="all") for symbol, own in by_symbol}
