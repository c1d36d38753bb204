"""Turn calendar days into a window of sessions, and tell what was done with the rest."""

from collections.abc import Callable
from datetime import date

from tools.errors import PeriodError, PeriodOutOfRange
from tools.sessions import Sessions
from tools.windows.stretch import MONTHS_IN, Moment, Stretch, day_label, whole
from tools.windows.window import OtherReading, Period, Window

Phrase = Callable[[str], Window]


def settle(stretch: Stretch, at: Moment, text: str, span: tuple[int, int], read: Phrase | None) -> Period:
    """Return the period of these days; `read` reads the phrases of other readings.

    Raises PeriodOutOfRange for what lies in the future or holds no session.
    """
    if stretch.first > at.today:
        raise PeriodOutOfRange(text, f"{stretch.label} lies after {day_label(at.today)}, the as-of session")
    window, notes = _day(stretch, at) if _is_day(stretch) else _range(stretch, at, text)
    return Period(
        text,
        span,
        stretch.label,
        window,
        len(at.sessions.between(window.start, window.end)),
        _others(stretch, window, read) if read else (),
        (*stretch.notes, *notes),
        stretch.asked,
        stretch.kind,
        (stretch.first, stretch.last),
    )


def _is_day(stretch: Stretch) -> bool:
    return stretch.unit == "day" and stretch.close_of is None


def _day(stretch: Stretch, at: Moment) -> tuple[Window, tuple[str, ...]]:
    """Return the session of a day, or the last one before it, and why."""
    session = at.sessions.on_or_before(stretch.first)
    window = Window(at.sessions.before(session), session, session)
    if session == stretch.first:
        return window, (f"trading ended early on {day_label(session)}",) if at.sessions.closes_early(session) else ()
    return window, (_closed(stretch.first, at.sessions) + f"; the session before is {day_label(session)}",)


def _closed(day: date, sessions: Sessions) -> str:
    why = sessions.closure(day) or ""
    return (
        f"{day_label(day)} was a {why}"
        if why.endswith("day") and " " not in why
        else f"no session on {day_label(day)} ({why})"
    )


def _range(stretch: Stretch, at: Moment, text: str) -> tuple[Window, tuple[str, ...]]:
    last = min(stretch.last, at.today)
    if stretch.close_of is not None:
        base = at.sessions.on_or_before(stretch.close_of)
        inside = at.sessions.between(at.sessions.after(base), last)
    else:
        inside = at.sessions.between(stretch.first, last)
        base = at.sessions.before(inside[0]) if inside else stretch.first
    if not inside:
        raise PeriodOutOfRange(text, f"{stretch.label} holds no session up to {day_label(last)}")
    notes: list[str] = []
    if stretch.close_of is not None and stretch.close_of not in at.sessions and stretch.close_of == stretch.first:
        notes.append(_closed(stretch.close_of, at.sessions) + f"; counted from the close of {day_label(base)}")
    if stretch.kind == "span" and stretch.asked is None and at.sessions.after(at.today) <= stretch.last:
        notes.append(f"{stretch.label} is not over: counted to {day_label(inside[-1])}")
    return Window(base, inside[0], inside[-1]), tuple(notes)


def _others(stretch: Stretch, window: Window, read: Phrase) -> tuple[OtherReading, ...]:
    """Return the other readings that name a window of their own."""
    found: dict[Window, OtherReading] = {}
    for label, phrase in stretch.others:
        try:
            other = read(phrase)
        except PeriodError:
            continue
        if other != window:
            found.setdefault(other, OtherReading(label, other, phrase))
    return tuple(found.values())


def as_stretch(period: Period) -> Stretch:
    """Return a period that was read before as the calendar days it named."""
    first, last = period.calendar or (period.window.start, period.window.end)
    close_of = first if period.window.base >= first else None
    if first == last and close_of is None:
        return Stretch(first, last, period.label, "day", period.kind)
    named = (whole(unit, first) for unit in ("week", *MONTHS_IN))
    unit = next((one.unit for one in named if (one.first, one.last) == (first, last)), "span")
    return Stretch(first, last, period.label, unit, period.kind, close_of)
