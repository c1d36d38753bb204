"""What is meant against something else: a year ago, the week after, the same period a year earlier."""

from dataclasses import dataclass, replace
from datetime import date

from tools.errors import PeriodNotUnderstood
from tools.windows.stretch import MONTHS_IN, Moment, Node, Stretch, day_label, moved, one_day, unit_start, whole

DAYS_IN = {"day": 1, "session": 1, "week": 7} | {unit: 30 * months for unit, months in MONTHS_IN.items()}


@dataclass(frozen=True)
class Following:
    """The so many units after a day's close, or from the day on; `pointed` if their last day alone may be meant."""

    number: int
    unit: str
    of: Node
    inclusive: bool = False
    pointed: bool = False

    def stretch(self, at: Moment) -> Stretch:
        """Return them."""
        start = self.of.stretch(at)
        base = (start.counted or start.first) if start.unit == "day" else start.last
        base = moved(start.first, "day", -1) if self.inclusive else base
        if self.unit == "session":
            last = at.sessions.shift(at.sessions.on_or_before(base), self.number)
        else:
            last = moved(base, self.unit, self.number)
        size = f"{self.number} {self.unit}s" if self.number > 1 else self.unit
        asked = self.number if self.unit == "session" else None
        label = f"the {size} {'from' if self.inclusive else 'after'} {start.label}"
        first = moved(base, "day", 1)
        others = self._week_after(start)
        if self.pointed and self.number > 1:
            others += ((f"the day, {day_label(last)}", day_label(last)),)
        return Stretch(first, last, label, close_of=base, notes=start.notes, asked=asked, point=last, others=others)

    def _week_after(self, start: Stretch) -> tuple[tuple[str, str], ...]:
        """Return the reading of "the week after Thanksgiving" as the next week of the calendar."""
        one_week = (self.number, self.unit, start.unit, self.inclusive) == (1, "week", "day", False)
        return _week(moved(start.first, "week", 1)) if one_week else ()


def _week(day: date) -> tuple[tuple[str, str], ...]:
    label = whole("week", day).label
    return ((label, label),)


@dataclass(frozen=True)
class UpTo:
    """The so many units that end with something: the twelve months to June 2025."""

    number: int
    unit: str
    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return them, counted from the close that many units before their last day."""
        end = self.of.stretch(at)
        size = f"{self.number} {self.unit}s" if self.number > 1 else self.unit
        label = f"the {size} to {end.label}"
        if self.unit == "session":
            last = at.sessions.on_or_before(end.last)
            base = at.sessions.shift(last, -self.number)
            return Stretch(moved(base, "day", 1), last, label, close_of=base, notes=end.notes, asked=self.number)
        first = moved(moved(end.last, "day", 1), self.unit, -self.number)
        base = moved(first, "day", -1)
        return Stretch(first, end.last, label, close_of=base, notes=end.notes, point=end.first)


@dataclass(frozen=True)
class Leading:
    """The so many units that lead up to a day, without the day."""

    number: int
    unit: str
    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return them."""
        start = self.of.stretch(at)
        size = f"{self.number} {self.unit}s" if self.number > 1 else self.unit
        label = f"the {size} before {start.label}"
        if self.unit == "session":
            last = at.sessions.before(start.first)
            return Stretch(at.sessions.shift(last, 1 - self.number), last, label, notes=start.notes, asked=self.number)
        ago = moved(start.first, self.unit, -self.number)
        others = _week(ago) if (self.number, self.unit) == (1, "week") else ()
        return Stretch(ago, moved(start.first, "day", -1), label, notes=start.notes, others=others)


@dataclass(frozen=True)
class Ago:
    """The day so many units before something, or before the as-of day; negative for later."""

    number: int
    unit: str
    of: Node | None = None
    vague: bool = False

    def stretch(self, at: Moment) -> Stretch:
        """Return that day; sessions are counted as sessions."""
        start = self.of.stretch(at).first if self.of else at.today
        if self.unit == "session":
            return one_day(at.sessions.shift(at.sessions.on_or_before(start), -self.number))
        found = one_day(moved(start, self.unit, -self.number))
        if self.unit in ("week", "month", "quarter", "year") and not self.of:
            named = whole(self.unit, found.first)
            found = replace(found, others=((named.label, named.label),))
        notes = (f"“a few” is read as {self.number}",) if self.vague else ()
        return replace(found, notes=notes)


@dataclass(frozen=True)
class Earlier:
    """The same as the period spoken of before, so many units earlier; the unit just before it.

    Without such a period it is meant against the as-of day.
    """

    number: int
    unit: str
    whole_unit: bool = False

    def stretch(self, at: Moment) -> Stretch:
        """Return it."""
        anchor = at.anchor
        if self.unit == "session":
            start = at.sessions.on_or_before(anchor.first if anchor else at.today)
            return one_day(at.sessions.shift(start, -self.number))
        if anchor is None:
            if self.whole_unit and self.unit != "day":
                return whole(self.unit, moved(unit_start(self.unit, at.today), self.unit, -self.number))
            return one_day(moved(at.today, self.unit, -self.number))
        size = DAYS_IN.get(anchor.unit, (anchor.last - anchor.first).days + 1)
        if self.whole_unit and size > DAYS_IN[self.unit]:
            return whole(self.unit, moved(anchor.first, "day", -1))
        return shifted(anchor, self.unit, -self.number, at.today)


@dataclass(frozen=True)
class Later:
    """The same as the period spoken of before, so many units later; the unit just after it."""

    number: int
    unit: str
    whole_unit: bool = False

    def stretch(self, at: Moment) -> Stretch:
        """Return it; raises PeriodNotUnderstood where no period was spoken of."""
        anchor = at.anchor
        if anchor is None:
            raise PeriodNotUnderstood("", "after what? No period was spoken of before")
        if self.unit == "session":
            return one_day(at.sessions.shift(at.sessions.on_or_before(anchor.last), self.number))
        size = DAYS_IN.get(anchor.unit, (anchor.last - anchor.first).days + 1)
        if self.whole_unit and size > DAYS_IN[self.unit]:
            return whole(self.unit, moved(anchor.last, "day", 1))
        return shifted(anchor, self.unit, self.number, at.today)


def shifted(anchor: Stretch, unit: str, by: int, today: date) -> Stretch:
    """Return a stretch moved along the calendar; whole units stay whole."""
    first = moved(anchor.first, unit, by)
    if anchor.unit == "day":
        return one_day(first)
    if (anchor.last <= today and anchor.unit in MONTHS_IN) or anchor.unit == "week" == unit:
        return whole(anchor.unit, first)
    last = moved(min(anchor.last, today), unit, by)
    close_of = moved(anchor.close_of, unit, by) if anchor.close_of else None
    return Stretch(first, last, f"{day_label(first)} to {day_label(last)}", close_of=close_of)


@dataclass(frozen=True)
class Same:
    """The period spoken of before ("that week", "the same period"), or the as-of day's unit."""

    unit: str = ""
    years_back: int = 0

    def stretch(self, at: Moment) -> Stretch:
        """Return it."""
        anchor = at.anchor or Stretch(unit_start("year", at.today), at.today, str(at.today.year), "span")
        if self.years_back and self.unit not in ("", "day", anchor.unit):
            named = unit_start(self.unit, at.anchor.last if at.anchor else at.today)
            weeks = self.unit == "week"
            return whole(self.unit, moved(named, "week" if weeks else "year", -self.years_back * (52 if weeks else 1)))
        if self.years_back:
            return shifted(anchor, "year", -self.years_back, at.today)
        if self.unit:
            return whole(self.unit, at.anchor.last if at.anchor else at.today)
        return replace(anchor, notes=(), others=())


@dataclass(frozen=True)
class Preceding:
    """As many sessions as the period spoken of before had, just before it."""

    def stretch(self, at: Moment) -> Stretch:
        """Return them."""
        anchor = at.anchor or Stretch(unit_start("year", at.today), at.today, "", "span")
        number = len(at.sessions.between(anchor.first, min(anchor.last, at.today)))
        last = at.sessions.before(anchor.first)
        first = at.sessions.shift(last, 1 - max(1, number))
        return Stretch(first, last, f"the {max(1, number)} sessions before", asked=number)
