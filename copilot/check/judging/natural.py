"""The natural windows that a wrong figure may really be over, listed before any of them is tried."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from copilot.check.wording import day_words
from tools.sessions import Sessions
from tools.windows import load_events
from tools.windows.window import Window

YEARS, QUARTERS, MONTHS, WEEKS, SESSIONS = 4, 8, 18, 8, 6
ENDS = 4
EVENT_YEARS = 4


@dataclass(frozen=True)
class Start:
    """A first session that a window may begin with; `unit` is what it is the first session of."""

    first: date
    unit: str
    label: str


def natural_starts(as_of: date, sessions: Sessions) -> list[Start]:
    """Return the first sessions of recent years, quarters, months and weeks, recent sessions, and events."""
    found: dict[date, Start] = {}
    for start in (
        *_firsts(as_of, sessions, "year", YEARS),
        *_firsts(as_of, sessions, "quarter", QUARTERS),
        *_firsts(as_of, sessions, "month", MONTHS),
        *_events(as_of, sessions),
        *_firsts(as_of, sessions, "week", WEEKS),
        *_last_sessions(as_of, sessions),
    ):
        found.setdefault(start.first, start)
    return list(found.values())


def natural_ends(as_of: date, sessions: Sessions, stated: Window | None) -> list[date]:
    """Return the sessions around the publication, and those around the stated end."""
    ends = [as_of]
    while len(ends) < ENDS:
        ends.append(sessions.before(ends[-1]))
    if stated is not None:
        ends += [
            stated.end,
            sessions.before(stated.end),
            *([after] if (after := sessions.after(stated.end)) <= as_of else []),
        ]
    return list(dict.fromkeys(ends))


def weeks_in(month: date, sessions: Sessions) -> list[Start]:
    """Return the first sessions of the weeks of a month."""
    monday = month.replace(day=1) - timedelta(days=month.replace(day=1).weekday())
    days = [sessions.on_or_after(monday + timedelta(days=7 * k)) for k in range(6)]
    inside = [d for d in days if (d.year, d.month) == (month.year, month.month)]
    return [Start(d, "week", f"the week of {day_words(d)}") for d in dict.fromkeys(inside)]


def _firsts(as_of: date, sessions: Sessions, unit: str, count: int) -> Iterator[Start]:
    day = _begin(as_of, unit)
    for _ in range(count):
        first = sessions.on_or_after(day)
        if first <= as_of:
            yield Start(first, unit, _label(day, unit, first))
        day = _begin(day - timedelta(days=1), unit)


def _begin(day: date, unit: str) -> date:
    match unit:
        case "year":
            return day.replace(month=1, day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "month":
            return day.replace(day=1)
    return day - timedelta(days=day.weekday())


def _label(day: date, unit: str, first: date) -> str:
    if unit == "year":
        return f"the start of {day.year}"
    if unit == "quarter":
        return f"the start of the quarter on {day_words(first)}"
    return f"the start of the {unit} on {day_words(first)}"


def _events(as_of: date, sessions: Sessions) -> Iterator[Start]:
    for event in load_events():
        if as_of - timedelta(days=366 * EVENT_YEARS) < event.day < as_of:
            first = sessions.on_or_after(event.day)
            yield Start(first, "event", event.name)
            yield Start(sessions.after(first), "event", f"the session after {event.name}")


def _last_sessions(as_of: date, sessions: Sessions) -> Iterator[Start]:
    day = as_of
    for _ in range(SESSIONS):
        yield Start(day, "session", f"the session of {day_words(day)}")
        day = sessions.before(day)


def count_words(window: Window, sessions: Sessions) -> str:
    """Return a window as a near miss is told: "the three sessions to 6 January"."""
    small: Sequence[str] = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    count = len(sessions.between(window.start, window.end))
    if count == 1:
        return f"the session of {day_words(window.end)}"
    if count < len(small):
        return f"the {small[count]} sessions to {day_words(window.end)}"
    return f"from {day_words(window.base)} to {day_words(window.end)}"
