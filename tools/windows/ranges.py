"""Stretches between two ends, open ones, and those meant against a period spoken of before."""

from dataclasses import dataclass, replace
from datetime import date

from tools.errors import PeriodOutOfRange
from tools.windows.points import Dated, HolidayDay, Weekday
from tools.windows.spans import Piece
from tools.windows.stretch import Moment, Node, Stretch, day_label, moved, unit_start
from tools.windows.window import Kind


def begun(start: Stretch) -> tuple[date | None, str]:
    """Return the day whose close a range from there counts from, if it is one, and the words for it."""
    label = f"since {start.label}"
    if start.unit != "day" and start.counted is None:
        return None, label
    return start.counted or start.first, label


def at_middle(end: Stretch) -> Stretch:
    """Return the end of a range as a point where it has a middle: since mid-2025 is since the close of 30 June."""
    if end.middle is None:
        return end
    said = f"{end.label} is read as its middle, {day_label(end.middle)}"
    before = day_label(moved(end.first, "day", -1))
    others = ((f"{before}, before all of {end.label}", before),)
    return replace(end, first=end.middle, last=end.middle, counted=end.middle, notes=(said,), others=others)


def other_bases(start: Stretch, at: Moment, end: str) -> tuple[tuple[str, str], ...]:
    """Return the other close that a range could fairly count from; `end` is "" for an open range."""
    if start.first > at.today or start.middle:
        return ()
    if start.unit != "day":
        day = at.sessions.on_or_after(start.first)
        return ((f"from the first close of {start.label}", _from(day, end)),) if day <= at.today else ()
    counts_close = (start.counted or start.first) >= start.first
    day = at.sessions.before(start.first) if counts_close else at.sessions.on_or_before(start.first)
    return ((f"from the close {'before' if counts_close else 'of'} {start.label}", _from(day, end)),)


def _from(day: date, end: str) -> str:
    return f"from {day_label(day)} to {end}" if end else f"since {day_label(day)}"


@dataclass(frozen=True)
class Since:
    """From a day's close, or from the beginning of a month, quarter or year, up to the as-of session.

    `within` says that the words ("from 2022") could also mean the stretch itself.
    """

    start: Node
    to_now: bool = False
    within: bool = False

    def stretch(self, at: Moment) -> Stretch:
        """Return it up to the as-of day."""
        start = at_middle(self.start.stretch(at))
        close_of, label = begun(start)
        if start.first > at.today:
            raise PeriodOutOfRange("", f"{start.label} begins after {day_label(at.today)}")
        others = other_bases(start, at, "")
        if self.within and start.unit != "day":
            others = (*others, (start.label, start.label))
        kind: Kind = "event" if start.kind == "event" else "since"
        return Stretch(
            start.first,
            at.today,
            label,
            kind=kind,
            close_of=close_of,
            others=(*others, *_since(start)),
            notes=start.notes,
            point=at.today if self.to_now else None,
            open_ended=not self.to_now,
        )


def _since(start: Stretch) -> tuple[tuple[str, str], ...]:
    """Return the readings of a date as a range from its other readings."""
    return tuple((f"since {label}", f"since {phrase}") for label, phrase in start.others)


@dataclass(frozen=True)
class ToDateUntil:
    """The year, quarter or month so far, seen from another day: year to date through 30 June 2025."""

    unit: str
    end: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return it up to the last day of that other thing."""
        end = self.end.stretch(at)
        first = unit_start(self.unit, end.last)
        return Stretch(first, end.last, f"{day_label(first)} to {end.label}", point=end.first)


@dataclass(frozen=True)
class SoFar:
    """A quarter or a month to date: all of it where it is over, else up to the as-of session."""

    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return it; the other reading goes on from it to the as-of session."""
        around = self.of.stretch(at)
        if around.last > at.today:
            return around
        return replace(around, others=((f"since {around.label}", f"since {around.label}"),))


@dataclass(frozen=True)
class After:
    """From the last close of something up to the as-of session."""

    start: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return it up to the as-of day; raises PeriodOutOfRange when nothing has come after."""
        start = self.start.stretch(at)
        if start.last >= at.today:
            raise PeriodOutOfRange("", f"nothing after {start.label} has passed by {day_label(at.today)}")
        first = moved(start.last, "day", 1)
        return Stretch(
            first,
            at.today,
            f"after {start.label}",
            kind="since",
            close_of=start.last,
            notes=start.notes,
            open_ended=True,
        )


@dataclass(frozen=True)
class Between:
    """From one thing to another, the last included; what one end leaves out the other gives."""

    start: Node
    end: Node
    inside: bool = False

    def stretch(self, at: Moment) -> Stretch:
        """Return it; raises PeriodOutOfRange when it runs backwards.

        `inside` says that the first day is one of those named, as in "5-9 January".
        """
        first, last = map(at_middle, self._ends(at))
        if last.last < first.first:
            raise PeriodOutOfRange("", f"the period runs backwards: {first.label} comes after {last.label}")
        close_of, _ = (None, "") if self.inside else begun(first)
        end = day_label(min(last.last, at.today))
        others: tuple[tuple[str, str], ...] = ()
        if last.last > first.first:
            closed = (f"from the close of {first.label}", _from(first.first, end))
            others = (closed,) if self.inside else other_bases(first, at, end)
        if first.middle:
            others += tuple((f"from {label}", f"from {phrase} to {end}") for label, phrase in first.others)
        return Stretch(
            first.first,
            last.last,
            f"{first.label} to {last.label}",
            close_of=close_of if last.last > first.first else None,
            others=others,
            notes=tuple(dict.fromkeys(first.notes + last.notes)),
            point=last.first,
        )

    def _ends(self, at: Moment) -> tuple[Stretch, Stretch]:
        start, end = _over_new_year(self.start, self.end, at)
        if _a_weekday(start) or (_a_day_number(start) and _a_day_number(end)):
            last = end.stretch(at)
            return start.stretch(replace(at, today=last.last)), last
        if not isinstance(start, Dated) or not isinstance(end, Dated):
            if _yearless(start):
                last = end.stretch(at)
                return start.stretch(replace(at, today=last.last)), last
            first = start.stretch(at)
            return first, _next_after(end, first.first, at) if _yearless(end) else end.stretch(at)
        if end.month is None and end.day is not None:
            end = replace(end, month=start.month, year=end.year or start.year)
        if start.month is None and start.day is not None:
            start = replace(start, month=end.month, year=end.year)
        if start.year is not None and end.year is None:
            first = start.stretch(at)
            return first, _next_after(end, first.first, at)
        last = end.stretch(at)
        if start.year is None and start.month is not None:
            first = start.stretch(replace(at, today=last.last))
            return (first if first.first <= last.last else start.stretch(replace(at, today=last.first))), last
        return start.stretch(at), last


def _over_new_year(start: Node, end: Node, at: Moment) -> tuple[Node, Node]:
    """Return both ends with their years where one year is said of a turn: between Christmas and New Year 2024."""
    if not isinstance(start, HolidayDay) or not isinstance(end, HolidayDay) or end.name != "New Year" or not end.of:
        return start, end
    year = end.of.stretch(at).first.year
    begun_in = start.of.stretch(at).first.year if start.of else year
    turn = replace(start, of=Dated(year)), replace(end, of=Dated(year + 1))
    return turn if begun_in == year and turn[0].stretch(at).first <= at.today else (start, end)


def _a_weekday(node: Node) -> bool:
    return isinstance(node, Weekday) and node.of is None and not node.word


def _a_day_number(node: Node) -> bool:
    return isinstance(node, Dated) and node.month is None and node.day is not None and node.year is None


def _yearless(node: Node) -> bool:
    """Say whether a month, a day of one, a holiday, a quarter or a half is named without its year."""
    if isinstance(node, Piece | HolidayDay):
        return node.of is None
    return isinstance(node, Dated) and node.year is None and node.month is not None


def _next_after(end: Node, day: date, at: Moment) -> Stretch:
    found = _in_year(end, day.year).stretch(at)
    return found if found.last >= day else _in_year(end, day.year + 1).stretch(at)


def _in_year(node: Node, year: int) -> Node:
    if isinstance(node, Piece | HolidayDay):
        return replace(node, of=Dated(year))
    return replace(node, year=year) if isinstance(node, Dated) else node
