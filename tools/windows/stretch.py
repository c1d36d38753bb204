"""A stretch of calendar days, and the moment from which words like "last" are meant."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from tools.errors import PeriodNotUnderstood
from tools.sessions import Sessions
from tools.windows.names import MONTH_NAMES
from tools.windows.window import Kind

MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}


@dataclass(frozen=True)
class Stretch:
    """The calendar days that words name, both ends included, before holidays and the as-of session.

    `close_of` is the day whose close is counted from, or the last close before it; None where
    the count begins with the last close before `first`. `counted` is that day for a range that
    begins at this stretch. `others` are further fair readings, as a label and a phrase that
    can be read. `point` is the first day of the last thing that a range between points names.
    `open_ended` says that only its beginning is named. `middle` is the day that a range from
    or to this stretch has as its end, where that is neither of the two.
    """

    first: date
    last: date
    label: str
    unit: str = "span"
    kind: Kind = "span"
    close_of: date | None = None
    counted: date | None = None
    others: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    asked: int | None = None
    point: date | None = None
    open_ended: bool = False
    middle: date | None = None


@dataclass(frozen=True)
class Moment:
    """What words are relative to: the as-of day, the sessions, and the period spoken of before."""

    today: date
    sessions: Sessions
    anchor: Stretch | None = None


class Node(Protocol):
    """A read phrase. It becomes days only at a moment."""

    def stretch(self, at: Moment) -> Stretch:
        """Return the days it names; raises PeriodError where there are none."""


def day_label(day: date) -> str:
    """Return a day in words: 6 January 2026."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def make_day(year: int, month: int, day: int) -> date:
    """Return that day; raises PeriodNotUnderstood when the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        raise PeriodNotUnderstood("", f"there is no day {year}-{month:02}-{day:02}") from None


def moved(day: date, unit: str, by: int) -> date:
    """Return the day that many days, weeks, months ... later; a month's missing day becomes its last.

    Raises PeriodNotUnderstood beyond the years 1 to 9999.
    """
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=by * (7 if unit == "week" else 1))
        months = day.year * 12 + day.month - 1 + by * MONTHS_IN[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        raise PeriodNotUnderstood("", f"{by} {unit}s from {day} is no date") from None


def unit_start(unit: str, day: date) -> date:
    """Return the first day of the week (Monday), month, quarter, half, year or decade around a day."""
    if unit in ("day", "session"):
        return day
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    if unit == "decade":
        return date(max(1, day.year - day.year % 10), 1, 1)
    size = MONTHS_IN[unit]
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def whole(unit: str, day: date) -> Stretch:
    """Return the whole unit around a day."""
    first = unit_start(unit, day)
    return Stretch(first, moved(moved(first, unit, 1), "day", -1), unit_label(unit, first), unit)


def unit_label(unit: str, first: date) -> str:
    """Return a unit's name by its first day: the week of 5 January 2026, Q3 2025, December 2025."""
    if unit == "week":
        return f"the week of {day_label(first)}"
    if unit == "month":
        return f"{MONTH_NAMES[first.month - 1]} {first.year}"
    if unit == "quarter":
        return f"Q{(first.month + 2) // 3} {first.year}"
    if unit == "half":
        return f"the {'first' if first.month == 1 else 'second'} half of {first.year}"
    if unit == "decade":
        return f"the {first.year}s"
    return str(first.year) if unit == "year" else day_label(first)


def one_day(day: date) -> Stretch:
    """Return a single day."""
    return Stretch(day, day, day_label(day), "day", "day")
