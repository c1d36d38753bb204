"""Levels and single days: highs, lows, records, moving averages, best and worst sessions.

Closes run from the base session to the end, those of a high, a low or a level passed from
the session after it. A best or a worst day is looked for after the base. NoData or NotEnoughData instead of NaN.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tools.errors import NotEnoughData
from tools.measures.checks import Floats, finite, require_closes, session_of
from tools.measures.returns import daily_returns

Which = Literal["up", "down", "flat", "moved"]
Side = Literal["above", "below"]


@dataclass(frozen=True)
class Dated:
    """A value and the session it belongs to."""

    value: float
    session: date


def close(closes: pd.Series) -> float:
    """Return the last close, in the unit of the closes (index level or dollars)."""
    return float(require_closes(closes, at_least=1)[-1])


def best_day(closes: pd.Series, nth: int = 1) -> Dated:
    """Return the largest daily return and its session (the first of equals); a fraction.

    `nth` is the place from the top that is wanted: 2 for the second largest. NotEnoughData
    when there are fewer sessions.
    """
    moves = daily_returns(closes)
    return _nth(moves, -moves.to_numpy(), nth)


def worst_day(closes: pd.Series, nth: int = 1) -> Dated:
    """Return the smallest daily return and its session (the first of equals); a fraction.

    `nth` is the place from the bottom that is wanted.
    """
    moves = daily_returns(closes)
    return _nth(moves, moves.to_numpy(), nth)


def _nth(moves: pd.Series, order: Floats, nth: int) -> Dated:
    if nth < 1:
        raise ValueError(f"places are counted from one, not {nth}")
    if nth > len(order):
        raise NotEnoughData(f"place {nth} of {len(order)} sessions does not exist; ask for a longer period")
    return _at(moves, int(np.argsort(order, kind="stable")[nth - 1]))


def high(levels: pd.Series) -> Dated:
    """Return the highest level and its session (the first of equals).

    `levels` are intraday highs where a source has them, else closes; the caller says which,
    and leaves the base out.
    """
    return _at(levels, int(np.argmax(require_closes(levels, at_least=1))))


def low(levels: pd.Series) -> Dated:
    """Return the lowest level and its session (the first of equals)."""
    return _at(levels, int(np.argmin(require_closes(levels, at_least=1))))


def record_high(closes: pd.Series) -> Dated:
    """Return the highest close known so far and the session that set it.

    The base counts as well. A close that only equals the record sets none, so of equals
    the first stands.
    """
    return _at(closes, int(np.argmax(require_closes(closes))))


def record_highs(closes: pd.Series) -> tuple[date, ...]:
    """Return the sessions after the first whose close stood above every earlier one."""
    values = require_closes(closes)
    above = values[1:] > np.maximum.accumulate(values)[:-1]
    return tuple(session_of(closes, int(place) + 1) for place in np.flatnonzero(above))


def moving_average(closes: pd.Series, length: int) -> float:
    """Return the simple average of the last `length` closes, in their unit."""
    if length < 2:
        raise ValueError(f"a moving average is over at least two closes, not {length}")
    values = require_closes(closes, at_least=length)
    with np.errstate(over="ignore"):
        return finite(float(values[-length:].mean()), "the average")


def above_moving_average(closes: pd.Series, length: int) -> bool:
    """Return whether the last close stands above the simple average of the last `length` closes."""
    return close(closes) > moving_average(closes, length)


def count_days(closes: pd.Series, which: Which, beyond: float = 0.0) -> int:
    """Return how many sessions closed up, down or unchanged.

    Parameters
    ----------
    closes : Series of float, shape (n_sessions,), n_sessions >= 2
        From the base session on, no NaN.
    which : {"up", "down", "flat", "moved"}
        The kind of session that counts; "moved" is up or down.
    beyond : float
        The size of a move, a fraction >= 0, that must be exceeded (not exceeded, for "flat").

    """
    return int(_told(closes, which, beyond).sum())


@dataclass(frozen=True)
class Run:
    """Sessions in a row that moved alike: how many, the first and the last; no session where there is none."""

    length: int
    first: date | None
    last: date | None


def longest_run(closes: pd.Series, which: Which, beyond: float = 0.0) -> Run:
    """Return the longest run of sessions that closed up, down or unchanged, the first of equals.

    Arguments and errors as for `count_days`.
    """
    told = np.concatenate([[False], _told(closes, which, beyond), [False]])
    edges = np.flatnonzero(told[1:] != told[:-1])
    starts, ends = edges[::2], edges[1::2]
    if not starts.size:
        return Run(0, None, None)
    place = int(np.argmax(ends - starts))
    return _run(closes, int(starts[place]), int(ends[place]))


def current_run(closes: pd.Series, which: Which, beyond: float = 0.0) -> Run:
    """Return the run that the last session belongs to; a length of 0 when it moved otherwise."""
    told = _told(closes, which, beyond)
    others = np.flatnonzero(~told)
    start = int(others[-1]) + 1 if others.size else 0
    return _run(closes, start, len(told)) if start < len(told) else Run(0, None, None)


def _run(closes: pd.Series, start: int, end: int) -> Run:
    return Run(end - start, session_of(closes, start + 1), session_of(closes, end))


def _told(closes: pd.Series, which: Which, beyond: float) -> NDArray[np.bool_]:
    """Return for each session after the first whether it moved so."""
    if which not in ("up", "down", "flat", "moved") or not beyond >= 0:
        raise ValueError(
            f"sessions are counted up, down, flat or moved, beyond a move >= 0; not {which!r} beyond {beyond}"
        )
    moves = daily_returns(closes).to_numpy()
    told = {"up": moves > beyond, "down": moves < -beyond, "flat": np.abs(moves) <= beyond}
    told["moved"] = ~told["flat"]
    return np.asarray(told[which], dtype=np.bool_)


def days_beyond(closes: pd.Series, side: Side, level: float) -> tuple[date, ...]:
    """Return the sessions that closed above, or below, a level in the unit of the closes."""
    if side not in ("above", "below"):
        raise ValueError(f"closes are counted above or below a level, not {side!r}")
    values = require_closes(closes, at_least=1)
    told = values > level if side == "above" else values < level
    return tuple(session_of(closes, int(place)) for place in np.flatnonzero(told))


def _at(values: pd.Series, place: int) -> Dated:
    return Dated(finite(float(values.iloc[place]), "the value"), session_of(values, place))
