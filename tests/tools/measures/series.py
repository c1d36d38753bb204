"""Closes on consecutive sessions, and other ways of writing them, for the tests of measures."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from tools.prices.history import History, Provenance
from tools.sessions import load_sessions
from tools.windows.window import Window

FIRST = date(2025, 1, 2)


def sessions(count: int, first: date = FIRST) -> tuple[date, ...]:
    """Return that many sessions from the first on."""
    days = load_sessions().days
    at = days.index(load_sessions().on_or_after(first))
    return days[at : at + count]


def closes(*values: float, first: date = FIRST) -> pd.Series:
    """Return closes on the sessions from the first on."""
    return pd.Series(list(map(float, values)), index=pd.DatetimeIndex(sessions(len(values), first)))


def history(symbol: str, fields: Mapping[str, Sequence[float]], first: date = FIRST) -> History:
    """Return a history with these fields on the sessions from the first on."""
    count = len(next(iter(fields.values())))
    rows = pd.DataFrame(
        {k: list(map(float, v)) for k, v in fields.items()}, index=closes(*range(count), first=first).index
    )
    return History(symbol, rows, Provenance("made up", None))


def whole(count: int, first: date = FIRST) -> Window:
    """Return the window from the first of so many sessions to the last."""
    days = sessions(count, first)
    return Window(days[0], days[1], days[-1])
