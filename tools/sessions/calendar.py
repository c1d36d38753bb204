"""Sessions of the New York Stock Exchange (XNYS) from a bundled table of its closures."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from tools.errors import PeriodOutOfRange

TABLE = Path(__file__).with_name("xnys.csv")
# Before 29 September 1952 there were sessions on Saturdays, which the source of the table does not know.
FIRST_DAY, LAST_DAY = date(1953, 1, 1), date(2030, 12, 31)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Sessions:
    """The sessions of an exchange, ascending, between two calendar days.

    `closures` maps each weekday without a session to its reason; `early` holds the sessions
    that close before the usual hour. Every method raises PeriodOutOfRange for a day, or an
    answer, beyond the calendar.
    """

    days: tuple[date, ...]
    first_day: date
    last_day: date
    closures: Mapping[date, str] = field(default_factory=dict, repr=False)
    early: frozenset[date] = field(default_factory=frozenset, repr=False)

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """Return the sessions from `first` to `last`, both included; none when inverted."""
        self._require(first, last)
        return self.days[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self._at(bisect_left(self.days, day)) == day

    def on_or_before(self, day: date) -> date:
        """Return the session of that day, or else the last one before it."""
        self._require(day)
        return self._session(bisect_right(self.days, day) - 1, day)

    def before(self, day: date) -> date:
        """Return the last session before that day."""
        self._require(day)
        return self._session(bisect_left(self.days, day) - 1, day)

    def on_or_after(self, day: date) -> date:
        """Return the session of that day, or else the next one."""
        self._require(day)
        return self._session(bisect_left(self.days, day), day)

    def after(self, day: date) -> date:
        """Return the first session after that day."""
        self._require(day)
        return self._session(bisect_right(self.days, day), day)

    def shift(self, session: date, by: int) -> date:
        """Return the session that many sessions later, or earlier for a negative number."""
        if session not in self:
            raise PeriodOutOfRange(session.isoformat(), f"{session} is not a session")
        return self._session(bisect_left(self.days, session) + by, session)

    def closure(self, day: date) -> str | None:
        """Return why a day has no session ("Saturday", "Thanksgiving"), None when it has one."""
        self._require(day)
        return WEEKDAYS[day.weekday()] if day.weekday() > 4 else self.closures.get(day)

    def closes_early(self, day: date) -> bool:
        """Say whether the session of that day ends before the usual hour."""
        self._require(day)
        return day in self.early

    def _require(self, *days: date) -> None:
        for day in days:
            if not self.first_day <= day <= self.last_day:
                raise self._beyond(day)

    def _at(self, position: int) -> date | None:
        return self.days[position] if 0 <= position < len(self.days) else None

    def _session(self, position: int, asked: date) -> date:
        found = self._at(position)
        if found is None:
            raise self._beyond(asked)
        return found

    def _beyond(self, day: date) -> PeriodOutOfRange:
        reach = f"the exchange calendar here reaches from {self.first_day} to {self.last_day}"
        return PeriodOutOfRange(day.isoformat(), f"{day} is out of range: {reach}")


@cache
def load_sessions() -> Sessions:
    """Return the sessions of the New York Stock Exchange, 1953 to 2030, from the bundled table."""
    closures: dict[date, str] = {}
    early: set[date] = set()
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        day, kind, reason = line.split(",", 2)
        if kind == "closed":
            closures[date.fromisoformat(day)] = reason
        else:
            early.add(date.fromisoformat(day))
    closed = {day.toordinal() for day in closures}
    ordinals = range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
    days = tuple(map(date.fromordinal, (n for n in ordinals if n % 7 not in (0, 6) and n not in closed)))
    return Sessions(days, FIRST_DAY, LAST_DAY, closures, frozenset(early))
