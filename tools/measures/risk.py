"""Risk: measures of the whole path, which need every session of their window.

Every function takes closes from the base session to the end, one row per session, and
raises NoData (NotEnoughData with too few rows) instead of returning NaN.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from tools.errors import NoData
from tools.measures.checks import Floats, finite, require_closes, session_of
from tools.measures.returns import moves

SESSIONS_PER_YEAR = 252


def volatility(close: pd.Series) -> float:
    """Return the annualized volatility of daily returns.

    Parameters
    ----------
    close : Series of float, shape (n_sessions,), n_sessions >= 3
        Closes of every session from the base to the end, no NaN.

    Returns
    -------
    float
        Decimal fraction >= 0: the sample standard deviation of simple daily returns
        (one degree of freedom taken) times the square root of 252.

    Raises
    ------
    NotEnoughData
        With fewer than three closes, that is two returns.

    """
    return finite(_deviation(moves(close, at_least=3)) * SESSIONS_PER_YEAR**0.5, "the volatility")


@dataclass(frozen=True)
class Drawdown:
    """The deepest fall from a running peak: how deep, and when.

    `depth` is a fraction <= 0; `recovery` is the first session at or above the peak after
    the trough, None when there is none yet.
    """

    depth: float
    peak: date
    trough: date
    recovery: date | None


def drawdown(close: pd.Series) -> Drawdown:
    """Return the deepest fall from a running peak with its peak, trough and recovery.

    The first close (the base of the window) is the first peak. Of equal troughs the first
    counts, of equal peaks the last before it. A close that never fell has a depth of 0
    with peak and trough on the first session.
    """
    values = require_closes(close)
    peaks = np.maximum.accumulate(values)
    trough = int(np.argmin(values / peaks))
    peak = int(np.flatnonzero(values[: trough + 1] == peaks[trough])[-1])
    later = np.flatnonzero(values[trough:] >= peaks[trough])
    recovery = session_of(close, trough + int(later[0])) if trough != peak and later.size else None
    depth = float(values[trough]) / float(peaks[trough]) - 1
    return Drawdown(finite(depth, "the drawdown"), session_of(close, peak), session_of(close, trough), recovery)


def max_drawdown(close: pd.Series) -> float:
    """Return the deepest fall from a running peak.

    Parameters
    ----------
    close : Series of float, shape (n_sessions,), n_sessions >= 2
        Closes of every session from the base to the end, no NaN.

    Returns
    -------
    float
        Decimal fraction <= 0: -0.25 means 25 % below the peak.

    Raises
    ------
    NotEnoughData
        With fewer than two closes.

    """
    return drawdown(close).depth


def recovery_days(close: pd.Series) -> int:
    """Return the calendar days from the trough of the deepest fall to the close that made it good.

    Raises
    ------
    NoData
        When the closes never fell, or have not come back to their peak yet.

    """
    fall = drawdown(close)
    if fall.depth == 0:
        raise NoData("the closes never fell below an earlier one, so there is nothing to recover from")
    if fall.recovery is None:
        raise NoData(f"the peak of {fall.peak} had not been reached again by {session_of(close, -1)}")
    return (fall.recovery - fall.trough).days


def sharpe_ratio(close: pd.Series, risk_free_rate: float) -> float:
    """Return the mean daily return above the risk-free rate over its deviation, annualized.

    Parameters
    ----------
    close : Series of float, shape (n_sessions,), n_sessions >= 3
        Closes of every session from the base to the end, no NaN.
    risk_free_rate : float
        Per year, as a fraction; each session bears 1/252 of it.

    Returns
    -------
    float
        A ratio: mean / sample standard deviation x square root of 252.

    Raises
    ------
    NoData
        When the returns never vary.

    """
    excess = moves(close, at_least=3) - risk_free_rate / SESSIONS_PER_YEAR
    spread = _varying(excess)
    return finite(float(excess.mean()) / spread * SESSIONS_PER_YEAR**0.5, "the Sharpe ratio")


def beta(close: pd.Series, benchmark: pd.Series) -> float:
    """Return the slope of daily returns on those of a benchmark; a ratio, 1 for the benchmark itself.

    Both need the same sessions. NoData when they differ or the benchmark never moves.
    """
    own, other = _paired(close, benchmark)
    with np.errstate(over="ignore", invalid="ignore"):
        variance = _varying(other) ** 2
        covariance = float(np.dot(own - own.mean(), other - other.mean())) / (len(own) - 1)
    return finite(covariance / variance, "the beta") if variance else _flat()


def correlation(close: pd.Series, other: pd.Series) -> float:
    """Return Pearson's correlation of daily returns; a ratio from -1 to 1.

    Both need the same sessions. NoData when they differ or either never moves.
    """
    mine, theirs = _paired(close, other)
    mine = (mine - mine.mean()) / _varying(mine)
    theirs = (theirs - theirs.mean()) / _varying(theirs)
    return float(np.clip(finite(float(np.dot(mine, theirs)) / (len(mine) - 1), "the correlation"), -1.0, 1.0))


def tracking_error(close: pd.Series, benchmark: pd.Series) -> float:
    """Return the annualized sample deviation of the daily differences in return; fraction >= 0."""
    own, other = _paired(close, benchmark)
    return finite(_deviation(own - other) * SESSIONS_PER_YEAR**0.5, "the tracking error")


def _deviation(moves: Floats) -> float:
    with np.errstate(over="ignore", invalid="ignore"):
        return float(moves.std(ddof=1))


def _varying(moves: Floats) -> float:
    """Return the deviation, which rounding alone never makes: constant growth counts as none."""
    deviation = _deviation(moves)
    if not deviation > 1e-13 * (1 + float(np.abs(moves).max())):
        _flat()
    return deviation


def _flat() -> float:
    raise NoData("the returns do not vary in this period, so nothing can be measured against them")


def _paired(close: pd.Series, other: pd.Series) -> tuple[Floats, Floats]:
    if len(close) != len(other) or not bool((close.index == other.index).all()):
        raise NoData("the two series do not have the same sessions; both need every session of the period")
    return moves(close, at_least=3), moves(other, at_least=3)
