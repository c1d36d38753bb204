"""Rows that are numbers and yet cannot be: a day a hundred times too high, closes not adjusted for a split."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

HUNDREDFOLD: Final = (80.0, 125.0)
SPLIT: Final = 1.4
SPLIT_RATIOS: Final = np.array([2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50])
NEAR: Final = 0.03
WIDEST: Final = 50.0
"""A step of prices in logarithms beyond which nothing is told apart, and nothing overflows."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Screened:
    """Rows without what cannot be, and what was left out or is doubtful."""

    rows: pd.DataFrame
    told: tuple[str, ...] = ()


def without_wrong_units(rows: pd.DataFrame) -> Screened:
    """Return rows without those whose close is about 100 times, or a hundredth of, both neighbours.

    Pence for pounds, or a slipped decimal point. The last row has one neighbour to judge by.
    """
    wrong = np.zeros(len(rows), dtype=bool)
    for name in rows.columns.intersection(["close", "total_return_close"]):
        known = np.flatnonzero(rows[name].notna())
        if len(known) > 2:
            wrong[known] |= _hundredfold(rows[name].to_numpy(dtype=np.float64)[known])
    if not wrong.any():
        return Screened(rows)
    days = ", ".join(str(stamp.date()) for stamp in rows.index[wrong][:3])
    told = f"{int(wrong.sum())} row left out whose close is about 100 times, or a hundredth of, its neighbours: {days}"
    return Screened(pd.DataFrame(rows[~wrong]), (told.replace(" row ", " rows ") if wrong.sum() > 1 else told,))


def _hundredfold(closes: Floats) -> NDArray[np.bool_]:
    steps = np.abs(np.diff(np.log(closes)))
    signs = np.sign(closes[1:] - closes[:-1])
    jumps = (steps > np.log(HUNDREDFOLD[0])) & (steps < np.log(HUNDREDFOLD[1]))
    there, back = jumps[:-1], jumps[1:] & (signs[1:] == -signs[:-1])
    return np.concatenate([[False], there & back, [jumps[-1] and not jumps[-2]]])


def with_adjusted_closes(rows: pd.DataFrame) -> Screened:
    """Return rows whose closes are adjusted for splits, as far as the rows themselves can tell.

    Where the close jumps and the total-return close does not, the closes before are in
    other shares: prices before that session are left out, total return stays. A jump in the
    ratio of a split with nothing to compare it with stays, and is told.
    """
    if "close" not in rows:
        return Screened(rows)
    if "total_return_close" in rows:
        return _agreeing(rows)
    closes = rows["close"].dropna()
    values = closes.to_numpy(dtype=np.float64)
    steps = np.exp(np.minimum(np.abs(np.diff(np.log(values))), WIDEST))
    near = np.abs(steps[:, None] / SPLIT_RATIOS - 1).min(axis=1, initial=1.0) < NEAR
    told = tuple(
        f"the close went from {values[at]:g} to {values[at + 1]:g} on {closes.index[at + 1].date()}; "
        "if that was a split, earlier closes are in other shares"
        for at in np.flatnonzero(near).tolist()
    )
    return Screened(rows, told)


def _agreeing(rows: pd.DataFrame) -> Screened:
    both = rows[["close", "total_return_close"]].dropna()
    share = np.log(both["close"].to_numpy(dtype=np.float64)) - np.log(both["total_return_close"].to_numpy(np.float64))
    steps = np.abs(np.diff(share))
    apart = np.flatnonzero(steps > np.log(SPLIT))
    if not len(apart):
        return Screened(rows)
    at = int(apart[-1]) + 1
    factor = float(np.exp(np.clip(share[at - 1] - share[at], -WIDEST, WIDEST)))
    session = both.index[at]
    prices = rows.columns.intersection(["open", "high", "low", "close"])
    kept = rows.copy()
    kept.loc[kept.index < session, prices] = np.nan
    times = f"fell to 1/{factor:.3g}" if factor > 1 else f"rose {1 / factor:.3g}-fold"
    told = (
        f"the close {times} on {session.date()} while the adjusted close did not: a split that earlier closes are not "
        "adjusted for, so they are left out; total return can be had from before"
    )
    return Screened(kept, (told,))
