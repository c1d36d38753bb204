"""Single days: dates, weekdays, holidays, events, the first and last day of something."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tools.errors import PeriodNotUnderstood, PeriodOutOfRange
from tools.windows.events import Event
from tools.windows.holidays import UNCERTAIN, election_day, holiday
from tools.windows.names import MONTH_NAMES, WEEKDAY_NAMES
from tools.windows.stretch import Moment, Node, Stretch, day_label, make_day, moved, one_day, unit_start, whole


@dataclass(frozen=True)
class Dated:
    """A year, a month, a day, or any of them together; what is not said is the latest that has begun."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    swapped: tuple[int, int] | None = None

    def stretch(self, at: Moment) -> Stretch:
        """Return the day, month or year."""
        if self.day is not None:
            return self._day(at)
        if self.month is None:
            return whole("year", make_day(self.year or at.today.year, 1, 1))
        named = whole("month", make_day(self._year(at, self.month, 1), self.month, 1))
        if self.year is None and named.last > at.today:
            before = f"{MONTH_NAMES[self.month - 1]} {named.first.year - 1}"
            return replace(named, others=((before, before),))
        return named

    def _day(self, at: Moment) -> Stretch:
        assert self.day is not None
        if self.month is None:
            return one_day(self._in_month(at, self.day))
        year = self._year(at, self.month, self.day)
        named = one_day(make_day(year, self.month, self.day))
        if self.weekday is not None and named.first.weekday() != self.weekday:
            said = f"{named.label} was a {WEEKDAY_NAMES[named.first.weekday()]}, not a {WEEKDAY_NAMES[self.weekday]}"
            named = replace(named, notes=(said,))
        if self.swapped:
            named = replace(named, others=_swapped(year, *self.swapped))
        return named

    def _year(self, at: Moment, month: int, day: int) -> int:
        """Return the year said, or the latest in which that day has come."""
        if self.year is not None:
            return self.year
        for year in range(at.today.year, max(0, at.today.year - 9), -1):
            if day <= calendar.monthrange(year, month)[1] and date(year, month, day) <= at.today:
                return year
        return at.today.year

    def _in_month(self, at: Moment, day: int) -> date:
        first = at.today.replace(day=1)
        if day > at.today.day:
            first = moved(first, "month", -1)
        return make_day(self.year or first.year, first.month, day)


def _swapped(year: int, month: int, day: int) -> tuple[tuple[str, str], ...]:
    """Return the reading with day and month exchanged, where it is another day."""
    if not (1 <= month <= 12 and 1 <= day <= 28) or month == day:
        return ()
    label = day_label(date(year, month, day))
    return ((label, label),)


@dataclass(frozen=True)
class MonthOrDay:
    """A month with two digits that are a year, or else a day: Dec-24."""

    month: int
    number: int

    def stretch(self, at: Moment) -> Stretch:
        """Return the month of that year where it has come, with the day as the other reading; else the day."""
        year = 2000 + self.number
        name = MONTH_NAMES[self.month - 1]
        if date(year, self.month, 1) > at.today:
            return Dated(None, self.month, self.number).stretch(at)
        named = Dated(year, self.month).stretch(at)
        day = f"{self.number} {name}"
        return replace(named, others=((day, day),), notes=(f"{name[:3]}-{self.number} is read as {name} {year}",))


@dataclass(frozen=True)
class Today:
    """The as-of day, or the one so many calendar days before it."""

    back: int = 0

    def stretch(self, at: Moment) -> Stretch:
        """Return that day."""
        return one_day(moved(at.today, "day", -self.back))


@dataclass(frozen=True)
class Weekday:
    """Monday, last Friday, Sunday of last week."""

    weekday: int
    word: str = ""
    of: Node | None = None

    def stretch(self, at: Moment) -> Stretch:
        """Return the latest such day, strictly before the as-of day where the words say "last"."""
        if self.of is not None or self.word in ("this", "current", "next"):
            week = self.of.stretch(at).first if self.of else unit_start("week", at.today)
            found = unit_start("week", week) + timedelta(days=self.weekday)
            return one_day(moved(found, "week", 1) if self.word == "next" else found)
        back = (at.today.weekday() - self.weekday) % 7
        if back == 0 and self.word:
            back = 7
        found = moved(at.today, "day", -back)
        if self.word == "last" and found >= unit_start("week", at.today):
            earlier = day_label(moved(found, "week", -1))
            return replace(one_day(found), others=((f"{earlier}, the week before", earlier),))
        return one_day(found)


@dataclass(frozen=True)
class NthWeekday:
    """The third Wednesday of a month, or the last Friday of it (n = -1)."""

    nth: int
    weekday: int
    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return that day; raises PeriodNotUnderstood when there are not so many."""
        around = self.of.stretch(at)
        if self.nth < 0:
            found = around.last - timedelta(days=(around.last.weekday() - self.weekday) % 7)
        else:
            found = around.first + timedelta(days=(self.weekday - around.first.weekday()) % 7 + 7 * self.nth - 7)
        if not around.first <= found <= around.last:
            raise PeriodNotUnderstood("", f"{around.label} has no {WEEKDAY_NAMES[self.weekday]} number {self.nth}")
        return one_day(found)


@dataclass(frozen=True)
class WeekdayBy:
    """The nth Friday before or after a day, which does not count itself; before where nth is negative."""

    weekday: int
    nth: int
    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return that day."""
        day = self.of.stretch(at).first
        if self.nth > 0:
            return one_day(day + timedelta(days=(self.weekday - day.weekday() - 1) % 7 + 1 + 7 * (self.nth - 1)))
        return one_day(day - timedelta(days=(day.weekday() - self.weekday - 1) % 7 + 1 - 7 * (self.nth + 1)))


@dataclass(frozen=True)
class HolidayDay:
    """A holiday: of a year that is said, or the latest; "last" means before the as-of day."""

    name: str
    of: Node | None = None
    past: bool = False

    def stretch(self, at: Moment) -> Stretch:
        """Return that day."""
        year = self.of.stretch(at).first.year if self.of else at.today.year
        found = holiday(self.name, year)
        if self.of is None and (found > at.today or (self.past and found == at.today)):
            found = holiday(self.name, year - 1)
        notes = ("reckoned by the new moon; the day proclaimed may differ by one",) if self.name in UNCERTAIN else ()
        return replace(one_day(found), label=f"{self.name}, {day_label(found)}", notes=notes)


@dataclass(frozen=True)
class Edge:
    """The first or the last session of something."""

    which: str
    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return the first or last session; a range from the first counts from the close before it."""
        around = self.of.stretch(at)
        if self.which == "start":
            first = at.sessions.on_or_after(around.first)
            return replace(one_day(first), counted=moved(around.first, "day", -1))
        others = tuple((f"the end of {label}", f"the end of {phrase}") for label, phrase in around.others)
        return replace(one_day(at.sessions.on_or_before(around.last)), others=others)


@dataclass(frozen=True)
class EventDay:
    """A day that markets remember: the latest of those that go by the name."""

    events: tuple[Event, ...]
    day_of_votes: bool = False

    def stretch(self, at: Moment) -> Stretch:
        """Return the event's day, with the day whose close a count from it begins with.

        Raises PeriodOutOfRange when it had not happened yet.
        """
        happened = [event for event in self.events if event.day <= at.today]
        if not happened:
            event = self.events[-1]
            raise PeriodOutOfRange("", f"{event.name} ({day_label(event.day)}) lies after {day_label(at.today)}")
        event = max(happened, key=lambda one: one.day)
        counted = event.day if event.counts_from_its_close else moved(event.day, "day", -1)
        told = event.convention or event.timing.replace("during", "during the session")
        told = told if event.day in at.sessions else "a day without a session"
        notes = (f"{event.name} is dated {day_label(event.day)}: {told}",)
        others = self._later_vote(event.day, at.today) if self.day_of_votes else ()
        return Stretch(event.day, event.day, event.name, "day", "event", counted=counted, notes=notes, others=others)

    def _later_vote(self, chosen: date, today: date) -> tuple[tuple[str, str], ...]:
        """Return the reading of "Election Day" as the latest one, of states and cities in an odd year."""
        year = today.year if election_day(today.year) <= today else today.year - 1
        phrase = f"Election Day {year}"
        return ((f"Election Day, {day_label(election_day(year))}", phrase),) if election_day(year) > chosen else ()


@dataclass(frozen=True)
class ElectionDay:
    """The first Tuesday after the first Monday of November of a year."""

    year: int

    def stretch(self, at: Moment) -> Stretch:
        """Return that day; the votes are counted after its close."""
        found = election_day(self.year)
        odd = "in an odd year states and cities vote, not the whole country for Congress or President"
        notes = (f"Election Day {self.year} was {day_label(found)}; {odd}",) if self.year % 2 else ()
        return replace(one_day(found), label=f"Election Day, {day_label(found)}", notes=notes)


@dataclass(frozen=True)
class Undated:
    """An event said to be of a year in which it was not."""

    events: tuple[Event, ...]
    year: int

    def stretch(self, at: Moment) -> Stretch:
        """Raise PeriodNotUnderstood, and say when it was."""
        known = "; ".join(f"{event.name}, {day_label(event.day)}" for event in self.events)
        raise PeriodNotUnderstood("", f"none is known for {self.year}, only {known}")


@dataclass(frozen=True)
class DayOf:
    """The day of a month by its number: the 31st of this month."""

    number: int
    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return that day; raises PeriodNotUnderstood when the month has none."""
        month = self.of.stretch(at).first
        return one_day(make_day(month.year, month.month, self.number))
