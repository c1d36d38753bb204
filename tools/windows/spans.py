"""Named and counted stretches: quarters, this week, the first five sessions of 2026, the past year."""

from dataclasses import dataclass, replace

from tools.errors import PeriodNotUnderstood, PeriodOutOfRange
from tools.windows.stretch import (
    MONTHS_IN,
    Moment,
    Node,
    Stretch,
    day_label,
    make_day,
    moved,
    one_day,
    unit_label,
    unit_start,
    whole,
)
from tools.windows.vocabulary import words
from tools.windows.window import Kind

NUMBERS = words("zero one two three four five six seven eight nine ten eleven twelve")


def number_word(number: int) -> str:
    """Return a small number in words, a larger one in digits."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def counted(number: int, unit: str) -> str:
    """Return a number of things: five sessions."""
    return f"{number_word(number)} {unit}{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class Piece:
    """A quarter or a half of a year, by its number; of the latest year in which it has begun."""

    unit: str
    number: int
    of: Node | None = None

    def stretch(self, at: Moment) -> Stretch:
        """Return it whole."""
        size = MONTHS_IN[self.unit]
        if self.number * size > 12:
            raise PeriodNotUnderstood("", f"a year has no {self.unit} number {self.number}")
        year = self.of.stretch(at).first.year if self.of else at.today.year
        first = make_day(year, (self.number - 1) * size + 1, 1)
        if self.of is None and first > at.today:
            first = moved(first, "year", -1)
        named = whole(self.unit, first)
        if self.of is None and named.last > at.today:
            before = unit_label(self.unit, moved(first, "year", -1))
            named = replace(named, others=((before, before),))
        return named


@dataclass(frozen=True)
class Current:
    """The whole unit so many units away: this week, last quarter, two years ago."""

    unit: str
    away: int = 0
    ago: bool = False

    def stretch(self, at: Moment) -> Stretch:
        """Return it whole, whatever of it has passed."""
        named = whole(self.unit, moved(unit_start(self.unit, at.today), self.unit, self.away))
        if self.ago:
            day = moved(at.today, self.unit, self.away)
            named = replace(named, counted=day, others=((f"the day, {day_label(day)}", day_label(day)),))
        return named


@dataclass(frozen=True)
class JustEnded:
    """The latest unit whose last session has closed: the quarter that just ended, year-end."""

    unit: str

    def stretch(self, at: Moment) -> Stretch:
        """Return it whole; a unit whose last session is the as-of session has ended, the one before is as fair."""
        running = whole(self.unit, at.today)
        before = whole(self.unit, moved(running.first, self.unit, -1))
        if at.sessions.after(at.today) > running.last:
            return replace(running, others=((before.label, before.label),))
        return before


@dataclass(frozen=True)
class ToDate:
    """The year, quarter, month or week so far."""

    unit: str

    def stretch(self, at: Moment) -> Stretch:
        """Return it from its first day to the as-of day."""
        first = unit_start(self.unit, at.today)
        return Stretch(first, at.today, f"{unit_label(self.unit, first)} to date", self.unit, "since", point=at.today)


@dataclass(frozen=True)
class Trailing:
    """The past so many weeks, months or years, from the close one such span ago."""

    number: int
    unit: str
    vague: bool = False
    alone: bool = False

    @property
    def label(self) -> str:
        """What it is called."""
        return f"the past {counted(self.number, self.unit) if self.number > 1 else self.unit}"

    def in_dates(self, at: Moment) -> tuple[str, str]:
        """Return what it is called, and words for it with its dates."""
        ago = moved(at.today, self.unit, -self.number)
        return self.label, f"from {day_label(ago)} to {day_label(at.today)}"

    def stretch(self, at: Moment) -> Stretch:
        """Return it up to the as-of day; `alone` means that "last year" could be the calendar's."""
        if self.number < 1:
            raise PeriodNotUnderstood("", "a period of no length has no return")
        if self.unit == "session":
            return self._sessions(at)
        ago = moved(at.today, self.unit, -self.number)
        others = whole_units(self.number, self.unit)
        if self.alone:
            named = unit_label(self.unit, moved(unit_start(self.unit, at.today), self.unit, -1))
            others = ((named, named),)
        if self.unit == "day" and self.number > 1:
            others = ((f"the last {counted(self.number, 'session')}", f"last {self.number} sessions"),)
        unit = self.unit if self.number == 1 else "span"
        return Stretch(
            moved(ago, "day", 1),
            at.today,
            self.label,
            unit,
            "span",
            close_of=ago,
            others=others,
            notes=self._notes(),
            point=ago,
        )

    def _notes(self) -> tuple[str, ...]:
        return (f"“a few” is read as {number_word(self.number)}",) if self.vague else ()

    def _sessions(self, at: Moment) -> Stretch:
        last = at.sessions.on_or_before(at.today)
        first = at.sessions.shift(last, 1 - self.number)
        label = f"the last {counted(self.number, 'session') if self.number > 1 else 'session'}"
        kind: Kind = "span" if self.number > 1 else "day"
        return Stretch(first, last, label, "session", kind, notes=self._notes(), asked=self.number)


def whole_units(number: int, unit: str) -> tuple[tuple[str, str], ...]:
    """Return the reading of "the past three years" as units of the calendar."""
    if number < 2 or unit not in ("week", "month", "year"):
        return ()
    return ((f"the last {counted(number, f'whole {unit}')}", f"last {number} calendar {unit}s"),)


@dataclass(frozen=True)
class Whole:
    """The latest so many units that have ended; `rolling` is the other reading, up to the as-of day."""

    number: int
    unit: str
    rolling: Trailing | None = None

    def stretch(self, at: Moment) -> Stretch:
        """Return them up to the last day of the latest that has ended."""
        last = JustEnded(self.unit).stretch(at)
        size = f"{counted(self.number, f'whole {self.unit}')}" if self.number > 1 else f"whole {self.unit}"
        label = f"the last {size}"
        unit = self.unit if self.number == 1 else "span"
        others = (self.rolling.in_dates(at),) if self.rolling else last.others if self.number == 1 else ()
        return Stretch(moved(last.first, self.unit, 1 - self.number), last.last, label, unit, others=others)


@dataclass(frozen=True)
class Count:
    """The first or the last so many sessions, days, weeks, months of something; `implied` if no year was said."""

    which: str
    number: int
    unit: str
    of: Node
    implied: bool = False

    def stretch(self, at: Moment) -> Stretch:
        """Return them; of sessions only those that exist by the as-of day.

        Raises PeriodOutOfRange when there is none yet.
        """
        around = self.of.stretch(at)
        if self.number < 1:
            raise PeriodNotUnderstood("", "a period of no length has no return")
        if self.unit == "session":
            return self._sessions(at, around)
        if self.which == "first":
            first, last = around.first, moved(moved(around.first, self.unit, self.number), "day", -1)
        else:
            first, last = moved(moved(around.last, "day", 1), self.unit, -self.number), around.last
        if first < around.first or last > around.last:
            raise PeriodNotUnderstood("", f"{around.label} has no {counted(self.number, self.unit)}")
        unit = self.unit if self.number == 1 else "span"
        size = self.unit if self.number == 1 else counted(self.number, self.unit)
        before = f"the {self.which} {size} of {around.first.year - 1}"
        others = ((before, before),) if self.implied and last > at.today else ()
        return Stretch(first, last, f"the {self.which} {size} of {around.label}", unit, others=others)

    def _sessions(self, at: Moment, around: Stretch) -> Stretch:
        exist = at.sessions.between(around.first, min(around.last, at.today))
        if not exist:
            raise PeriodOutOfRange("", f"{around.label} has no session up to {day_label(at.today)}")
        chosen = exist[: self.number] if self.which == "first" else exist[-self.number :]
        size = f"{counted(len(chosen), 'session')}" if len(chosen) > 1 else "session"
        notes: tuple[str, ...] = ()
        if len(chosen) < self.number:
            notes = (
                f"{counted(self.number, 'session')} were asked for; {around.label} "
                f"has {number_word(len(exist))} up to {day_label(exist[-1])}",
            )
        elif self.which == "last" and around.last > at.today:
            notes = (f"{around.label} is not over; counted up to {day_label(exist[-1])}",)
        label = f"the {self.which} {size} of {around.label}"
        return Stretch(chosen[0], chosen[-1], label, "session", "span", notes=notes, asked=self.number)


@dataclass(frozen=True)
class Nth:
    """The second week or the third month of something."""

    number: int
    unit: str
    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return it whole; raises PeriodError when there are not so many."""
        around = self.of.stretch(at)
        if self.unit == "session":
            return self._session(at, around)
        first = moved(around.first, self.unit, self.number - 1)
        last = moved(moved(first, self.unit, 1), "day", -1)
        if not around.first <= first <= around.last:
            raise PeriodNotUnderstood("", f"{around.label} has no {self.unit} number {self.number}")
        if self.unit == "month" and around.unit == "year":
            return whole("month", first)
        label = f"{self.unit} {self.number} of {around.label}"
        return Stretch(first, min(last, around.last), label, self.unit)

    def _session(self, at: Moment, around: Stretch) -> Stretch:
        exist = at.sessions.between(around.first, min(around.last, at.today))
        if not 1 <= self.number <= len(exist):
            passed = f"{around.label} has {counted(len(exist), 'session')} up to {day_label(at.today)}"
            raise PeriodOutOfRange("", f"{passed}, not {self.number}")
        return one_day(exist[self.number - 1])


@dataclass(frozen=True)
class Decade:
    """The ten years that begin with a round one."""

    first_year: int

    def stretch(self, at: Moment) -> Stretch:
        """Return it whole."""
        return whole("decade", make_day(self.first_year, 1, 1))
