"""What closes must be before a measure touches them: all there, in order, positive and finite."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tools.errors import NoData, NotEnoughData

Floats = NDArray[np.float64]
Days = NDArray[np.datetime64]


def session_of(close: pd.Series, place: int) -> date:
    """Return the session of the row at a place, counted from 0 or from the end."""
    stamp: pd.Timestamp = close.index[place]
    return stamp.date()


def as_days(sessions: Sequence[date]) -> Days:
    """Return sessions as days of numpy; the same sessions are turned only once."""
    return _days(tuple(sessions))


@lru_cache(maxsize=64)
def _days(sessions: tuple[date, ...]) -> Days:
    return np.array(sessions, dtype="datetime64[D]")


def require_closes(close: pd.Series, at_least: int = 2) -> Floats:
    """Return the closes as an array, or refuse them.

    Parameters
    ----------
    close : Series of float, shape (n_sessions,)
        Closes on a zone-free DatetimeIndex.
    at_least : int
        Rows that the measure needs.

    Returns
    -------
    ndarray of float64, shape (n_sessions,)
        All finite and above zero, sessions ascending without repeats.

    Raises
    ------
    NotEnoughData
        With fewer than `at_least` rows.
    NoData
        When a close is missing, infinite, zero or negative (its session is named), or
        when sessions repeat or run backwards.

    """
    if len(close) < at_least:
        raise NotEnoughData(f"{at_least} closes are needed, {len(close)} are there; ask for a longer period")
    stamps = close.index.to_numpy()
    if len(stamps) > 1 and not bool((stamps[1:] > stamps[:-1]).all()):
        raise NoData("the sessions repeat or run backwards; sort the rows and drop the repeats")
    values = close.to_numpy(dtype=np.float64, copy=False)
    good = (values > 0) & (values < np.inf)
    if not bool(good.all()):
        place = int(np.argmin(good))
        raise NoData(f"the close of {session_of(close, place)} is {values[place]}, which no price can be")
    return values


def finite(value: float, what: str) -> float:
    """Return a plain float, or raise NoData when arithmetic left the numbers."""
    if not math.isfinite(value):
        raise NoData(f"{what} is not a number for these closes")
    return float(value)


def close_on(close: pd.Series, session: date) -> float:
    """Return the close of one session.

    Raises
    ------
    NoData
        When there is no such row; the nearest sessions on each side are named.

    """
    place = int(np.searchsorted(close.index.to_numpy(), np.datetime64(session)))
    if place < len(close) and session_of(close, place) == session:
        return float(require_closes(close.iloc[place : place + 1], 1)[0])
    near = [session_of(close, i) for i in (place - 1, place) if 0 <= i < len(close)]
    which = "session with one is" if len(near) == 1 else "sessions with one are"
    nearest = f"; the nearest {which} {' and '.join(map(str, near))}" if near else ""
    raise NoData(f"there is no close for {session}{nearest}")


def require_sessions(close: pd.Series, sessions: Sequence[date]) -> pd.Series:
    """Return the closes of exactly these sessions.

    Parameters
    ----------
    close : Series of float
        Known closes, ascending zone-free DatetimeIndex, no NaN.
    sessions : sequence of date
        Every session a path measure must have, ascending.

    Raises
    ------
    NoData
        When one is missing: the first is named, and how many there are.

    """
    wanted = as_days(sessions)
    stamps = close.index.to_numpy()
    if len(stamps) == len(wanted) and bool((stamps == wanted).all()):
        return close
    places = np.searchsorted(stamps, wanted)
    there = np.zeros(len(wanted), dtype=bool)
    inside = places < len(stamps)
    there[inside] = stamps[places[inside]] == wanted[inside]
    if not bool(there.all()):
        raise NoData(_gap(sessions, there))
    return close.iloc[places]


def _gap(sessions: Sequence[date], there: NDArray[np.bool_]) -> str:
    lacking = int((~there).sum())
    first = sessions[int(np.argmin(there))]
    rest = "" if lacking == 1 else f", nor for {lacking - 1} more"
    return (
        f"there is no close for {first}{rest} of the {len(sessions)} sessions from {sessions[0]} to {sessions[-1]}, "
        "and every one is needed; ask for the plain return, or for a period that is complete"
    )


def unbroken_since(close: pd.Series, sessions: Sequence[date]) -> date:
    """Return the earliest session from which no close is missing up to the last one.

    Raises
    ------
    NoData
        When the last of the sessions itself has no close.

    """
    known = set(close.index.to_numpy().astype("datetime64[D]").tolist())
    gap = next((i for i in range(len(sessions) - 1, -1, -1) if sessions[i] not in known), -1)
    if gap == len(sessions) - 1:
        raise NoData(f"there is no close for {sessions[-1]}" if sessions else "there are no sessions")
    return sessions[gap + 1]


def between(sessions: Sequence[date], first: date, last: date) -> Sequence[date]:
    """Return the sessions from `first` to `last`, both included."""
    return sessions[bisect_left(sessions, first) : bisect_left(sessions, date.fromordinal(last.toordinal() + 1))]
