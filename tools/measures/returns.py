"""Returns: what happened between the close of a base session and the close of the last.

Every function takes closes whose first row is the base and whose last row is the end of
the window; an endpoint measure needs no rows between. All raise NoData (NotEnoughData
with too few rows) and never return NaN.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import pandas as pd

from tools.errors import NoData, NotEnoughData
from tools.measures.checks import Floats, between, finite, require_closes, session_of
from tools.windows.window import Window

DAYS_PER_YEAR = 365.25
YEAR = timedelta(days=366)

Every = Literal["day", "week", "month", "quarter", "year"]


def price_return(close: pd.Series) -> float:
    """Return the change from the first close to the last, dividends left out.

    Parameters
    ----------
    close : Series of float, shape (n_sessions,), n_sessions >= 2
        Split-adjusted closes, ascending DatetimeIndex, no NaN.

    Returns
    -------
    float
        Decimal fraction > -1: 0.25 means 25 % up.

    Raises
    ------
    NoData
        When a close is missing or not positive; NotEnoughData with fewer than two.

    """
    values = require_closes(close)
    return finite(float(values[-1]) / float(values[0]) - 1, "the return")


def total_return(total_return_close: pd.Series) -> float:
    """Return the change from the first close to the last, dividends reinvested.

    The same arithmetic as `price_return` over closes that are adjusted for dividends too;
    fraction > -1, same errors.
    """
    return price_return(total_return_close)


def day_move(close: pd.Series) -> float:
    """Return the change from the close before to the last close; fraction > -1.

    Takes the last two rows, so the caller sees to it that they are neighbouring sessions.
    """
    require_closes(close)
    return price_return(close.iloc[-2:])


def points_change(close: pd.Series) -> float:
    """Return the last close minus the first, in the unit of the closes (index points or dollars)."""
    values = require_closes(close)
    return finite(float(values[-1]) - float(values[0]), "the change")


def growth_of_amount(close: pd.Series, amount: float) -> float:
    """Return what an amount put in at the first close is worth at the last, in its own currency.

    Raises
    ------
    ValueError
        When the amount is not a positive number.

    """
    if not isinstance(amount, int | float) or not 0 < amount < np.inf:
        raise ValueError(f"an amount to grow is a positive number, not {amount}")
    values = require_closes(close)
    return finite(amount * (float(values[-1]) / float(values[0])), "the final amount")


def annualized_return(close: pd.Series) -> float:
    """Return the compound return per year of 365.25 days.

    Parameters
    ----------
    close : Series of float, shape (n_sessions,), n_sessions >= 2
        Closes; the days are counted from the first session to the last.

    Returns
    -------
    float
        Decimal fraction > -1: `(1 + r) ** (365.25 / days) - 1`.

    Raises
    ------
    NotEnoughData
        When the period is so short that a year of it is not a number.

    """
    days = (session_of(close, -1) - session_of(close, 0)).days if len(close) else 0
    growth = 1 + price_return(close)
    try:
        return finite(growth ** (DAYS_PER_YEAR / days) - 1, "the annualized return")
    except (OverflowError, ZeroDivisionError) as error:
        raise NotEnoughData(f"{days} days are too short to annualize; ask for the plain return") from error


def daily_returns(close: pd.Series) -> pd.Series:
    """Return the simple return of each session after the first; fractions, shape (n_sessions - 1,)."""
    return pd.Series(moves(close), index=close.index[1:])


def rolling_returns(close: pd.Series, length: int) -> pd.Series:
    """Return the return over each run of `length` sessions, at the session it ends on.

    Fractions, shape (n_sessions - length,). NotEnoughData with `length` closes or fewer.
    """
    if length < 1:
        raise ValueError(f"a run of sessions has at least one, not {length}")
    return pd.Series(moves(close, length, length + 1), index=close.index[length:])


def moves(close: pd.Series, length: int = 1, at_least: int = 2) -> Floats:
    """Return the return over each `length` sessions as an array; finite fractions, NoData where one is not."""
    values = require_closes(close, at_least)
    with np.errstate(over="ignore"):
        found = values[length:] / values[:-length] - 1
    if not bool(np.isfinite(found).all()):
        raise NoData("a return is too large to be a number for these closes")
    return np.asarray(found)


def required_gain(loss: float) -> float:
    """Return the gain that makes up for a loss: 1.0 (100 %) after a loss of -0.5.

    Parameters
    ----------
    loss : float
        Decimal fraction in (-1, 0].

    """
    if not -1 < loss <= 0:
        raise ValueError(f"a loss lies between -1 and 0, not at {loss}")
    return 1 / (1 + loss) - 1


@dataclass(frozen=True)
class Slice:
    """One calendar period of a longer window; not `whole` when the window cuts it short."""

    label: str
    window: Window
    whole: bool


def slices(window: Window, sessions: Sequence[date], every: Every) -> tuple[Slice, ...]:
    """Return the window cut into days, weeks, months, quarters or years, each with its own base.

    Their returns chain to the return of the whole window.

    Parameters
    ----------
    window : Window
        The span to cut; its base is the base of the first piece.
    sessions : sequence of date
        The exchange's sessions, at least from the base to the end; those around them
        decide whether the first and the last piece are whole.
    every : {"day", "week", "month", "quarter", "year"}
        The calendar period of each piece; a day is a session.

    """
    inside = between(sessions, window.start, window.end)
    bases = dict(zip(inside, [window.base, *inside[:-1]], strict=True))
    pieces = _by_label(inside, every)
    whole = _by_label(between(sessions, window.start - YEAR, window.end + YEAR), every)
    return tuple(
        Slice(label, Window(bases[days[0]], days[0], days[-1]), days == whole[label]) for label, days in pieces.items()
    )


def _by_label(sessions: Sequence[date], every: Every) -> dict[str, list[date]]:
    labelled: dict[str, list[date]] = {}
    for session in sessions:
        labelled.setdefault(_label(session, every), []).append(session)
    return labelled


def _label(session: date, every: Every) -> str:
    match every:
        case "day":
            return session.isoformat()
        case "week":
            monday = date.fromordinal(session.toordinal() - session.weekday())
            return f"week of {monday}"
        case "month":
            return f"{session:%Y-%m}"
        case "quarter":
            return f"Q{(session.month + 2) // 3} {session.year}"
        case "year":
            return str(session.year)
        case _:
            raise ValueError(f"a window is cut into days, weeks, months, quarters or years, not by {every!r}")
