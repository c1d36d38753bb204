"""Baskets: several series of closes as one.

The result is a series of levels that begins at 1, so that every other measure takes it.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from tools.errors import NoData, NotEnoughData
from tools.measures.checks import Floats, require_closes

Rebalanced = Literal["day", "week", "month", "quarter", "year"]
_PERIOD = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


def buy_and_hold(closes: Sequence[pd.Series], weights: Sequence[float] | None = None) -> pd.Series:
    """Return the levels of a basket bought at the first closes and left alone.

    Parameters
    ----------
    closes : sequence of Series of float, each of shape (n_sessions,)
        Same sessions in each, no NaN, at least two. Two rows are enough for a return.
    weights : sequence of float, optional
        Shares at the first close, positive; scaled to sum to 1. Equal by default.

    Returns
    -------
    Series of float, shape (n_sessions,)
        1.0 at the first session.

    Raises
    ------
    NoData
        When the members do not have the same sessions; NotEnoughData with none.

    """
    index, growth = _growth(closes)
    return _levels(growth @ _shares(len(closes), weights), index)


def rebalanced(closes: Sequence[pd.Series], every: Rebalanced, weights: Sequence[float] | None = None) -> pd.Series:
    """Return the levels of a basket brought back to its weights at the last close of each period.

    Needs every session; arguments, result and errors as for `buy_and_hold`.
    """
    if every not in _PERIOD:
        raise ValueError(f"a basket is rebalanced every {', '.join(_PERIOD)}; not {every!r}")
    index, growth = _growth(closes)
    shares = _shares(len(closes), weights)
    period = pd.DatetimeIndex(index).to_period(_PERIOD[every])
    ends = np.flatnonzero(np.asarray(period[1:] != period[:-1]))
    levels, base = np.ones(len(index)), 0
    for end in [*ends.tolist(), len(index) - 1]:
        if end > base:
            levels[base + 1 : end + 1] = levels[base] * ((growth[base + 1 : end + 1] / growth[base]) @ shares)
            base = end
    return _levels(levels, index)


def _levels(levels: Floats, index: pd.Index) -> pd.Series:
    basket = pd.Series(levels, index=index)
    require_closes(basket)
    return basket


def _growth(closes: Sequence[pd.Series]) -> tuple[pd.Index, Floats]:
    if not closes:
        raise NotEnoughData("a basket needs at least one member")
    index = closes[0].index
    if any(len(c) != len(index) or not bool((c.index == index).all()) for c in closes[1:]):
        raise NoData("the members of the basket do not have the same sessions")
    values = np.column_stack([require_closes(c) for c in closes])
    with np.errstate(over="ignore"):
        return index, values / values[0]


def _shares(count: int, weights: Sequence[float] | None) -> Floats:
    shares = np.ones(count) if weights is None else np.asarray(weights, dtype=np.float64)
    if len(shares) != count or not bool(((shares > 0) & np.isfinite(shares)).all()):
        raise ValueError(f"a basket of {count} needs {count} positive weights")
    shares = shares / shares.max()
    return np.asarray(shares / shares.sum())
