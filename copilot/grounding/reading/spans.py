"""Tests on a window: whether it begins, ends or lies where the words for a time say."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tools.errors import PeriodOutOfRange
from tools.sessions import load_sessions
from tools.windows.window import Window

DAYS: Final = {"session": 1.45, "day": 1.45, "week": 7.0, "month": 30.44, "quarter": 91.3, "year": 365.25}
FARTHEST: Final = 7
"""Days beyond which no session stands for a day without one."""
SINCE: Final = frozenset({"since", "from", "after", "between", "starting", "beginning"})
WITHIN: Final = frozenset({"in", "during", "for", "over", "throughout"})
UNTIL: Final = frozenset({"to", "through", "thru", "until", "till", "by", "and", "ending", "ended", "as of"})
Test = Callable[[Window, date], bool]
"""Whether a window fits a time, given the newest session of the answer."""


@dataclass(frozen=True, slots=True)
class When:
    """A time as named: where it stands, and whether a window fits it, given the newest session.

    `alone` is the stricter test for a time that nothing narrows: "in 2025" is then the whole year.
    `touches` is whether a day or month lies in a window: that of a trough, or of the best day.
    `day` is the year, month and day of a date, the year None where it is not said.
    """

    start: int
    end: int
    fits: Test
    alone: Test | None = None
    touches: Test | None = None
    day: tuple[int | None, int, int] | None = None


def near(session: date, day: date) -> bool:
    """Say whether a session is a day, or the last or next one beside a day that has none."""
    if session == day:
        return True
    if abs((session - day).days) > FARTHEST:
        return False
    sessions = load_sessions()
    try:
        return day not in sessions and session in (sessions.on_or_before(day), sessions.on_or_after(day))
    except PeriodOutOfRange:
        return True


def one_day(test: Test) -> Test:
    """Return the test for "on 6 January" alone: the day itself, not a time that ends with it."""
    return lambda window, now: window.start == window.end and test(window, now)


def on_date(lead: str, year: int | None, month: int, day: int) -> Test:
    """Return the test for a date: the window's base, end or either, as the preposition asks."""

    def told(session: date) -> bool:
        try:
            return near(session, date(year or session.year, month, day))
        except ValueError:
            return False

    def test(window: Window, as_of: date) -> bool:
        if lead in SINCE:
            return told(window.base) or told(window.start)
        if lead in UNTIL:
            return told(window.end) or told(as_of)
        if lead == "on":
            return told(window.end)
        if window.start == window.end:
            return told(window.end) or told(window.base)
        return any(told(d) for d in (window.base, window.start, window.end, as_of))

    return test


def in_months(lead: str, year: int | None, first: int, last: int) -> Test:
    """Return the test for months of a year: inside it, from its start, or to its end."""

    def inside(day: date) -> bool:
        return (year is None or day.year == year) and first <= day.month <= last

    def test(window: Window, now: date) -> bool:
        if lead in SINCE:
            begun = year is not None and near(window.base, date(year, first, 1) - timedelta(1))
            return begun or (last == first and inside(window.base)) or (year is None and inside(window.start))
        if lead in UNTIL:
            return inside(window.end)
        return inside(window.start) and inside(window.end)

    return test


def whole_year(year: int) -> Test:
    """Return the test for a year and no part of it; the year of the newest session runs up to that."""

    def test(window: Window, now: date) -> bool:
        begun = window.start.year == year and near(window.base, date(year - 1, 12, 31))
        over = window.end.year == year and (near(window.end, date(year, 12, 31)) or now.year == year)
        return begun and over

    return test


def whole_months(year: int | None, first: int, last: int) -> Test:
    """Return the test for all of some months, or for what has been of them."""

    def test(window: Window, now: date) -> bool:
        wanted = year or window.end.year
        opening, closing = date(wanted, first, 1), date(wanted + last // 12, last % 12 + 1, 1) - timedelta(1)
        over = near(window.end, closing) or (opening <= now <= closing and window.end <= now and window.end >= opening)
        return near(window.base, opening - timedelta(1)) and over

    return test


def at_start_of(year: int) -> Test:
    """Return the test for "at the start of 2025": counted from the last close before it, or in its January."""
    before, january = on_date("", year - 1, 12, 31), in_months("", year, 1, 1)
    return lambda window, now: before(window, now) or january(window, now)


def on_weekday(number: int) -> Test:
    """Return the test for "on Tuesday" (1): a window of one session on that day."""
    return lambda window, now: window.start == window.end and window.end.weekday() == number


def edge_in(year: int | None, month: int) -> Test:
    """Return the test for "its April low": the window begins or ends in that month."""
    return lambda window, now: any(
        day.month == month and year in (None, day.year) for day in (window.base, window.start, window.end)
    )


def touching_year(year: int) -> Test:
    """Return the test for "late 2022": some end of the window lies in that year."""
    return lambda window, now: year in (window.base.year, window.start.year, window.end.year)


def calendar_span(unit: str, back: int, which: str = "") -> Test:
    """Return the test for this or the last week, month, quarter or year; "past year" may roll."""

    def key(day: date) -> int:
        if unit == "week":
            return (day - timedelta(day.weekday())).toordinal() // 7
        months = day.year * 12 + day.month - 1
        return months // {"month": 1, "quarter": 3, "year": 12}[unit]

    def test(window: Window, now: date) -> bool:
        inside = key(window.start) == key(window.end) == key(now) - back and key(window.base) < key(window.start)
        return inside or (which == "past" and of_length(unit, 1)(window, now))

    return test


def of_length(unit: str, count: int) -> Test:
    """Return the test for a length that ends with the newest session."""
    if unit in ("session", "day"):
        return lambda window, now: sessions_in(window) == count or (window.end - window.base).days == count
    length = DAYS[unit] * count

    def test(window: Window, now: date) -> bool:
        days = (window.end - window.base).days
        return abs(days - length) <= 5 + length * 0.05 and (now - window.end).days <= 7

    return test


def opening_sessions(count: int, year: str | None) -> Test:
    """Return the test for the first so many sessions of a year."""

    def test(window: Window, now: date) -> bool:
        in_year = window.start.month == 1 and (year is None or window.start.year == int(year))
        return in_year and near(window.base, date(window.start.year - 1, 12, 31)) and sessions_in(window) == count

    return test


def sessions_in(window: Window) -> int:
    """Count the sessions inside a window."""
    return len(load_sessions().between(window.start, window.end))


def reaching_into(year: str | int | None, month: int) -> Test:
    """Return the test for a month that a window reaches into."""

    def test(window: Window, now: date) -> bool:
        first, last = (day.year * 12 + day.month for day in (window.base, window.end))
        years = [int(year)] if year else range(window.base.year, window.end.year + 1)
        return any(first <= y * 12 + month <= last for y in years)

    return test


def bracket(text: str, position: int) -> int | None:
    """Return where the bracket that a position stands in was opened, None outside of any."""
    opened = text.rfind("(", 0, position)
    return opened if opened > text.rfind(")", 0, position) else None
