"""Parts of a stretch: early, middle, late, its first half, what is left of it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tools.windows.stretch import MONTHS_IN, Moment, Node, Stretch, day_label, moved

HALVES = {"first half": (0.0, 0.5), "second half": (0.5, 1.0)}
VAGUE = {"early": (0.0, 1 / 3), "mid": (1 / 3, 2 / 3), "late": (2 / 3, 1.0)}
VAGUE_IN_YEAR = {"early": (0.0, 0.25), "mid": (1 / 3, 2 / 3), "late": (0.75, 1.0)}
OTHER_HALF = {"early": "first half", "late": "second half"}
SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}
TENS_OF_A_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


@dataclass(frozen=True)
class Part:
    """Early, middle or late in something; its first or second half."""

    part: str
    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return the days of that part, with the choice that was made in the notes."""
        around = self.of.stretch(at)
        first, last = _cut(self.part, around)
        if self.part in HALVES:
            return Stretch(first, last, f"the {self.part} of {around.label}")
        label = f"{self.part} {around.label}"
        said = f"{label} is read as {day_label(first)} to {day_label(last)}"
        half = OTHER_HALF.get(self.part)
        others = ((f"the {half} of {around.label}", f"{half} of {around.label}"),) if half else ()
        middle = _middle(around) if self.part == "mid" else None
        return Stretch(first, last, label, notes=(said,), others=others, middle=middle)


def _cut(part: str, around: Stretch) -> tuple[date, date]:
    """Return the ends of a part: whole months where they fit, tens of days in a month, else days."""
    if around.unit == "month" and part in VAGUE:
        begin, end = TENS_OF_A_MONTH[part]
        return around.first.replace(day=begin), around.first.replace(day=min(end, around.last.day))
    low, high = HALVES.get(part) or (VAGUE_IN_YEAR if around.unit == "year" else VAGUE)[part]
    months = MONTHS_IN.get(around.unit, 0)
    if months > 1 and _whole_months(months, low, high):
        after = moved(around.first, "month", round(months * high))
        return moved(around.first, "month", round(months * low)), moved(after, "day", -1)
    days = (around.last - around.first).days + 1
    first = around.first + timedelta(days=round(days * low))
    return first, max(first, around.first + timedelta(days=round(days * high) - 1))


def _middle(around: Stretch) -> date:
    """Return the day in the middle: 30 June of a year, the 15th of a month."""
    months = MONTHS_IN.get(around.unit, 0)
    half = moved(around.first, "month", months // 2)
    if months % 2:
        return half.replace(day=15)
    return moved(half, "day", -1) if months else around.first + (around.last - around.first) / 2


def _whole_months(months: int, low: float, high: float) -> bool:
    return all(abs(months * share - round(months * share)) < 1e-9 for share in (low, high))


@dataclass(frozen=True)
class Season:
    """A season of three whole months; winter ends with the February of its year."""

    name: str
    of: Node | None = None
    past: bool = False

    def stretch(self, at: Moment) -> Stretch:
        """Return it, of the year that is said or the latest that has begun; "last" means the latest that is over."""
        year = self.of.stretch(at).first.year if self.of else at.today.year
        if self.of is None and self._first(year) > at.today:
            year -= 1
        if self.past and self._is_running(year, at):
            running = f"{self.name} {self._last(year).year}"
            return replace(self._whole(year - 1), others=((f"the {self.name} that is running", running),))
        return self._whole(year)

    def _whole(self, year: int) -> Stretch:
        first, last = self._first(year), self._last(year)
        label = f"the {self.name} of {last.year}"
        return Stretch(first, last, label, notes=(f"{label} is read as {day_label(first)} to {day_label(last)}",))

    def _is_running(self, year: int, at: Moment) -> bool:
        return at.sessions.after(at.today) <= self._last(year)

    def _last(self, year: int) -> date:
        return moved(moved(self._first(year), "month", 3), "day", -1)

    def _first(self, year: int) -> date:
        month = SEASONS[self.name]
        return date(year - 1 if month == 12 else year, month, 1)


@dataclass(frozen=True)
class SantaRally:
    """The last five sessions of a year and the first two of the next, as the Stock Trader's Almanac counts them."""

    of: Node | None = None

    def stretch(self, at: Moment) -> Stretch:
        """Return it, of the year in which it begins, or the latest that has begun."""
        year = self.of.stretch(at).first.year if self.of else at.today.year
        first, last = self._ends(at, year)
        if self.of is None and first > at.today:
            first, last = self._ends(at, year - 1)
        said = "the last five sessions of a year and the first two of the next"
        return Stretch(
            first, last, f"the Santa Claus rally of {first.year}", notes=(f"the Santa Claus rally is {said}",)
        )

    def _ends(self, at: Moment, year: int) -> tuple[date, date]:
        new_year = at.sessions.on_or_after(date(year + 1, 1, 1))
        return at.sessions.shift(new_year, -5), at.sessions.after(new_year)


@dataclass(frozen=True)
class Rest:
    """What is left of something after the as-of day."""

    of: Node

    def stretch(self, at: Moment) -> Stretch:
        """Return it, counted from the as-of day's close."""
        around = self.of.stretch(at)
        tomorrow = moved(at.today, "day", 1)
        label = f"the rest of {around.label}"
        return Stretch(tomorrow, max(tomorrow, around.last), label, close_of=at.today, point=around.last)
