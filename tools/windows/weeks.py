"""Weeks of the calendar, Monday to Sunday: by number, around a day, and those inside of a month or a year."""

from dataclasses import dataclass
from datetime import date, timedelta

from tools.errors import PeriodNotUnderstood
from tools.windows.stretch import Moment, Node, Stretch, day_label, unit_start, whole

PARTLY, MOSTLY, FULLY = 1, 3, 5
PLACES = {-1: "the last week", 1: "the first week", 2: "the second week", 3: "the third week", 4: "the fourth week"}


@dataclass(frozen=True)
class WeekOfYear:
    """A week by its ISO number."""

    number: int
    of: Node | None = None

    def stretch(self, at: Moment) -> Stretch:
        """Return it Monday to Sunday."""
        year = self.of.stretch(at).first.year if self.of else at.today.year
        try:
            return whole("week", date.fromisocalendar(year, self.number, 1))
        except ValueError:
            raise PeriodNotUnderstood("", f"{year} has no week {self.number}") from None


@dataclass(frozen=True)
class WeekAround:
    """The week of a day, beginning or ending with it."""

    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return it Monday to Sunday."""
        return whole("week", self.of.stretch(at).first)


@dataclass(frozen=True)
class FullWeeks:
    """Weeks of something whose Monday and Friday both lie in it: the first or last so many, or the nth."""

    which: str
    number: int
    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return them; raises PeriodNotUnderstood when there are not so many."""
        around = self.of.stretch(at)
        mondays = [monday for monday in _mondays(around) if _lies_in(around, monday, FULLY)]
        if not 1 <= self.number <= len(mondays):
            raise PeriodNotUnderstood("", f"{around.label} has not {self.number} full weeks")
        if self.which == "nth" or self.number == 1:
            return whole("week", mondays[-1 if self.which == "last" else self.number - 1])
        chosen = mondays[: self.number] if self.which == "first" else mondays[-self.number :]
        label = f"the {self.which} {self.number} full weeks of {around.label}"
        return Stretch(chosen[0], whole("week", chosen[-1]).last, label)


@dataclass(frozen=True)
class WeekIn:
    """The nth week of a month or a year, nth -1 its last: of those that have most of their weekdays in it.

    Other readings are the nth of the weeks that begin to lie in it, of those that lie in it
    fully, and seven days counted from its first or up to its last.
    """

    nth: int
    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return it, without the days beyond; the nth that has begun in it where the other is still to come."""
        around = self.of.stretch(at)
        found = [self._of(around, weekdays) for weekdays in (MOSTLY, PARTLY, FULLY)]
        weeks = [week for week in dict.fromkeys(found) if week]
        if not weeks:
            raise PeriodNotUnderstood("", f"{around.label} has no week number {self.nth}")
        weeks.sort(key=lambda week: week.first > at.today)
        chosen, label = weeks[0], f"{PLACES.get(self.nth, f'week {self.nth}')} of {around.label}"
        others = [(week.label, week.label) for week in weeks[1:]] + [self._seven_days(around)]
        first, last = max(chosen.first, around.first), min(chosen.last, around.last)
        said = f"{label} is read as {day_label(first)} to {day_label(last)}"
        return Stretch(first, last, label, "week", notes=(said,), others=tuple(others))

    def _of(self, around: Stretch, weekdays: int) -> Stretch | None:
        mondays = [monday for monday in _mondays(around) if _lies_in(around, monday, weekdays)]
        place = self.nth - 1 if self.nth > 0 else self.nth
        return whole("week", mondays[place]) if -len(mondays) <= place < len(mondays) else None

    def _seven_days(self, around: Stretch) -> tuple[str, str]:
        first = around.first + timedelta(days=7 * self.nth - 7) if self.nth > 0 else around.last - timedelta(days=6)
        last = first + timedelta(days=6)
        label = f"the seven days from {day_label(first)} to {day_label(last)}"
        return label, f"from {day_label(first - timedelta(days=1))} to {day_label(last)}"


def _mondays(around: Stretch) -> list[date]:
    first = unit_start("week", around.first)
    return [first + timedelta(days=n) for n in range(0, (around.last - first).days + 1, 7)]


def _lies_in(around: Stretch, monday: date, weekdays: int) -> bool:
    """Say whether so many of the weekdays of a week lie inside."""
    inside = sum(around.first <= monday + timedelta(days=day) <= around.last for day in range(FULLY))
    return inside >= weekdays
