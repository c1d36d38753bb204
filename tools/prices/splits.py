"""Prices in shares as they were on a session, where later splits are known."""

from datetime import date
from typing import Final

import pandas as pd

from tools.prices.rows import PRICES

SPLIT: Final = "split"
"""The column of the shares that one became, NaN on a session without a split."""


def as_seen_on(rows: pd.DataFrame, session: date) -> pd.DataFrame:
    """Return rows up to a session, their prices in shares as they were on it: later splits are taken back.

    Returns between two of the rows stay what they were.
    """
    until = rows.loc[: pd.Timestamp(session)]
    if SPLIT not in rows:
        return until
    factor = rows[SPLIT].to_numpy()[len(until) :]
    times = float(factor[factor > 0].prod())
    until = until.drop(columns=SPLIT)
    prices = until.columns.intersection(list(PRICES))
    return until if times == 1 else until.assign(**{name: until[name] * times for name in prices})
