"""The times that a sentence names, each as a test on a fact's window."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from copilot.facts import Fact
from copilot.grounding.render import MONTHS
from tools.sessions import load_sessions
from tools.windows import load_events
from tools.windows.window import Window

MONTH: Final = {m[:3].lower(): i for i, m in enumerate(MONTHS, 1)}
ELSEWHERE: Final = {
    name: i
    for names in (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for i, name in enumerate(names.split(), 1)
}
FOREIGN: Final = re.compile(
    rf"(?P<d>\d{{1,2}})(?:\.|er)?\s+(?:de\s+)?(?P<m>{'|'.join(ELSEWHERE)})\b(?:\s+(?:de\s+)?(?P<y>(?:19|20)\d\d))?"
    r"|(?P<y2>(?:19|20)\d\d)\s?年(?:\s?(?P<m2>\d{1,2})\s?月(?:\s?(?P<d2>\d{1,2})\s?日)?)?"
)
NAMES: Final = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
LEAD: Final = re.compile(
    r"\b(?P<lead>since|from|after|between|starting|beginning|to|through|thru|until|till|by|and|ending|ended|on|"
    r"as of|at|in|during|for|over|of|before|throughout|into)\s+(?:the\s+)?(?P<edge>close\s+(?:of|on)\s+|end\s+of\s+|"
    r"start\s+of\s+|beginning\s+of\s+|(?:all|whole|course|span|entirety)\s+of\s+)?$",
    re.IGNORECASE,
)
HINT: Final = re.compile(
    r"\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[Yy]ear|YTD|ytd|[Mm]onth|MTD|[Ww]eek|[Qq]uarter|[Ss]ession|[Dd]ay|"
    r"[Tt]oday|[Tt]hat day|[Ss]ince|[Aa]fter|[Bb]efore|[Ff]rom)"
)
DATE: Final = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?" + NAMES.format("m1") + r"(?:,?\s+(?P<y1>(?:19|20)\d\d))?"
    + r"|" + NAMES.format("m2") + r"\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?!\d|[.,]\d|\s?%)(?:,?\s+(?P<y2>(?:19|20)\d\d))?"
    + r"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?!\d))",
)  # fmt: skip
QUARTER: Final = re.compile(
    r"(?:Q(?P<q1>[1-4])(?:\s+(?:of\s+)?|['’\s]*)(?P<y1>(?:20)?\d\d)?\b(?!%)|(?P<q2>first|second|third|fourth)\s+quarter"
    r"(?:\s+of)?(?:\s+(?P<y2>20\d\d))?)"
)
MONTH_YEAR: Final = re.compile(r"\b" + NAMES.format("m") + r"(?:,?\s+(?:of\s+)?(?P<y>(?:19|20)\d\d))?(?!\s*\d)")
YEAR: Final = re.compile(
    r"(?<![\d.,$€£+−-])\b(?P<y>(?:19|20)\d\d)\b(?!\s?%|\.\d|,\d|-\d\d|\s?(?:percent|points|bp|basis))"
)
RELATIVE: Final = re.compile(
    r"\b(?:(?P<ytd>year[- ]to[- ]date|ytd|so far this year|this year)|(?P<this>this|last|past|previous|prior)\s+"
    r"(?P<unit>week|month|quarter|year)\b|(?:over|in|during|for|across)?\s*the\s+(?:past|last|previous|trailing|prior)\s+"
    r"(?P<count>\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)?\s*(?:trading\s+)?"
    r"(?P<span>sessions?|days?|weeks?|months?|quarters?|years?)|(?P<day>today|on the day|that day|in a single session)|"
    r"first\s+(?P<opening>\d+|two|three|four|five|six|seven|eight|nine|ten)\s+(?:trading\s+)?(?:sessions|days)"
    r"(?:\s+of\s+(?:the\s+year|(?P<oy>20\d\d)))?|month[- ]to[- ]date|(?P<month>mtd))",
    re.IGNORECASE,
)
YEAR_END: Final = (" close", " year-end", "'s close", "’s close")
COUNTED_FROM: Final = re.compile(r"\b(?:since|from|after|before)\b(?!\s+(?:the close of\s+)?\d)", re.IGNORECASE)
VAGUE: Final = re.compile(r"\b(?:late|early|mid|middle of|end of|turn of|summer of|spring of|autumn of|fall of)[-\s]$")
COUNTS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "twenty": 20,
}  # fmt: skip
DAYS: Final = {"session": 1.45, "day": 1.45, "week": 7.0, "month": 30.44, "quarter": 91.3, "year": 365.25}
POINTS: Final = frozenset({"close", "last", "weight", "forward_pe", "growth_of_amount", "above_moving_average"})
"""Measures of one session, the last of their window."""
EXTREMES: Final = frozenset({"max_drawdown", "recovery", "best_day", "worst_day", "high", "low", "record_high"})
"""Measures that happen on some day of their window, which prose may name."""
SINCE: Final = frozenset({"since", "from", "after", "between", "starting", "beginning"})
WITHIN: Final = frozenset({"in", "during", "for", "over", "throughout"})
UNTIL: Final = frozenset({"to", "through", "thru", "until", "till", "by", "and", "ending", "ended", "as of"})
Test = Callable[[Window, date], bool]


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


@lru_cache(maxsize=512)
def find_times(text: str) -> tuple[When, ...]:
    """Return the times that a text names, in order, none inside another."""
    found: list[When] = []
    if not HINT.search(text):
        return ()
    for when in (
        *_dates(text),
        *_foreign(text),
        *_quarters(text),
        *_relatives(text),
        *_events(text),
        *_months(text),
        *_years(text),
    ):
        if all(when.end <= f.start or when.start >= f.end for f in found):
            found.append(when)
    return tuple(sorted(found, key=lambda w: w.start))


def fits(fact: Fact, times: Sequence[When], now: date) -> bool:
    """Say whether a fact's window is the one that the times name; a fact without window fits any.

    `now` is the newest session of the answer, which "this year" and the like are relative to.
    """
    window = fact.window
    if window is None:
        return True
    if fact.measure in POINTS and all(_at_an_end(when, window, now) for when in times):
        return True
    if len(times) == 1 and times[0].alone is not None and not (times[0].touches and fact.measure in EXTREMES):
        return times[0].alone(window, now)
    dated = fact.measure in EXTREMES
    return all(when.fits(window, now) or bool(dated and when.touches and when.touches(window, now)) for when in times)


def _holds(year: str | int | None, month: int) -> Test:
    """Return the test for a month that a window reaches into."""

    def test(window: Window, now: date) -> bool:
        first, last = (day.year * 12 + day.month for day in (window.base, window.end))
        years = [int(year)] if year else range(window.base.year, window.end.year + 1)
        return any(first <= y * 12 + month <= last for y in years)

    return test


def _at_an_end(when: When, window: Window, now: date) -> bool:
    """Say whether a time fits a window, or the session it ends with or is counted from."""
    ends = (Window(day - timedelta(1), day, day) for day in (window.end, window.base))
    return any(when.fits(some, now) for some in (window, *ends))


def workdays(first: date, last: date) -> int:
    """Count the weekdays after `first` up to `last`."""
    return sum(1 for i in range((last - first).days) if (first + timedelta(i + 1)).weekday() < 5)


def _near(session: date, day: date) -> bool:
    """Say whether a session is a day, or the last or next one beside it over a weekend or holiday."""
    low, high = min(session, day), max(session, day)
    return (high - low).days <= 5 and workdays(low, high) <= 1


def lead_of(text: str, match: re.Match[str]) -> tuple[int, str, str]:
    """Return the preposition before a time, where it starts, and "end of" and the like."""
    found = LEAD.search(text[max(0, match.start() - 34) : match.start()])
    if found is None:
        return match.start(), "", ""
    edge = " ".join((found["edge"] or "").lower().split())
    return match.start() - len(found[0]), found["lead"].lower(), edge


def _dates(text: str) -> Iterator[When]:
    for match in DATE.finditer(text):
        named = match["m1"] or match["m2"]
        month = MONTH[named[:3].lower()] if named else int(match["m3"])
        day = int(match["d1"] or match["d2"] or match["d3"])
        year = match["y1"] or match["y2"] or match["y3"]
        if 1 <= month <= 12 and 1 <= day <= 31:
            start, lead, _ = lead_of(text, match)
            told = (int(year) if year else None, month, day)
            test = _date_test(lead, *told)
            yield When(start, match.end(), test, _one_day(test) if lead == "on" else None, _holds(year, month), told)


def _one_day(test: Test) -> Test:
    """Return the test for "on 6 January" alone: the day itself, not a time that ends with it."""
    return lambda window, now: window.start == window.end and test(window, now)


def _foreign(text: str) -> Iterator[When]:
    """Yield the dates of other languages; they may be either end of a window."""
    for match in FOREIGN.finditer(text):
        year, day = match["y"] or match["y2"], match["d"] or match["d2"]
        month = ELSEWHERE[match["m"]] if match["m"] else int(match["m2"] or 0)
        if day and 1 <= month <= 12:
            yield When(*match.span(), _date_test("", int(year) if year else None, month, int(day)))
        elif year and not month:
            yield When(*match.span(), _span_test("", int(year), 1, 12), _whole_year(int(year)))


def _date_test(lead: str, year: int | None, month: int, day: int) -> Test:
    def near(session: date) -> bool:
        try:
            return _near(session, date(year or session.year, month, day))
        except ValueError:
            return False

    def test(window: Window, as_of: date) -> bool:
        if lead in SINCE:
            return near(window.base) or near(window.start)
        if lead in UNTIL:
            return near(window.end) or near(as_of)
        if lead == "on":
            return near(window.end)
        return any(near(d) for d in (window.base, window.start, window.end, as_of))

    return test


def _quarters(text: str) -> Iterator[When]:
    for match in QUARTER.finditer(text):
        number = int(match["q1"]) if match["q1"] else ("first", "second", "third", "fourth").index(match["q2"]) + 1
        written = match["y1"] or match["y2"]
        year = int(written) % 100 + 2000 if written else None
        start, lead, _ = lead_of(text, match)
        yield When(start, match.end(), _span_test(lead, year, 3 * number - 2, 3 * number))


def _months(text: str) -> Iterator[When]:
    for match in MONTH_YEAR.finditer(text):
        start, lead, _ = lead_of(text, match)
        if match["m"] == "May" and not (match["y"] or lead):
            continue
        month, year = MONTH[match["m"][:3].lower()], int(match["y"]) if match["y"] else None
        touches = None if lead in WITHIN else _holds(year, month)
        yield When(start, match.end(), _span_test(lead, year, month, month), None, touches)


def _years(text: str) -> Iterator[When]:
    for match in YEAR.finditer(text):
        start, lead, edge = lead_of(text, match)
        year, end = int(match["y"]), match.end()
        if edge in ("end of", "close of") or text[end:].startswith(YEAR_END):
            yield When(start, end, _date_test(lead, year, 12, 31))
        elif VAGUE.search(text[max(0, match.start() - 20) : match.start()]):
            yield When(start, end, _vague(year))
        else:
            whole = _whole_year(year) if lead in WITHIN or not lead else None
            yield When(start, end, _span_test(lead, year, 1, 12), whole)


def _vague(year: int) -> Test:
    """Return the test for "late 2022": some end of the window lies in that year."""
    return lambda window, now: year in (window.base.year, window.start.year, window.end.year)


def _whole_year(year: int) -> Test:
    def test(window: Window, now: date) -> bool:
        begun = window.start.year == year and _near(window.base, date(year - 1, 12, 31))
        over = window.end.year == year and (_near(window.end, date(year, 12, 31)) or now.year == year)
        return begun and over

    return test


def _span_test(lead: str, year: int | None, first: int, last: int) -> Test:
    """Return the test for months of a year: inside it, from its start, or to its end."""

    def inside(day: date) -> bool:
        return (year is None or day.year == year) and first <= day.month <= last

    def test(window: Window, now: date) -> bool:
        if lead in SINCE:
            begun = year is not None and _near(window.base, date(year, first, 1) - timedelta(1))
            return begun or (last == first and inside(window.base)) or (year is None and inside(window.start))
        if lead in UNTIL:
            return inside(window.end)
        return inside(window.start) and inside(window.end)

    return test


def _relatives(text: str) -> Iterator[When]:
    for match in RELATIVE.finditer(text):
        yield When(*match.span(), _relative_test(match))


def _relative_test(match: re.Match[str]) -> Test:
    if match["ytd"]:
        return _calendar("year", 0)
    if match["day"]:
        return lambda window, now: window.start == window.end
    if match["opening"]:
        return _opening(_count(match["opening"]), match["oy"])
    if match["unit"]:
        return _calendar(match["unit"].lower(), 0 if match["this"].lower() == "this" else 1, match["this"].lower())
    if match["span"]:
        return _length(match["span"].lower().rstrip("s"), _count(match["count"] or "1"))
    return _calendar("month", 0)


def _count(words: str) -> int:
    return COUNTS.get(words.lower()) or int(words)


def _opening(count: int, year: str | None) -> Test:
    def test(window: Window, now: date) -> bool:
        in_year = window.start.month == 1 and (year is None or window.start.year == int(year))
        return in_year and _near(window.base, date(window.start.year - 1, 12, 31)) and sessions_in(window) == count

    return test


def sessions_in(window: Window) -> int:
    """Count the sessions inside a window."""
    return len(load_sessions().between(window.start, window.end))


def _calendar(unit: str, back: int, which: str = "") -> Test:
    """Return the test for this or the last week, month, quarter or year; "past year" may roll."""

    def key(day: date) -> int:
        if unit == "week":
            return (day - timedelta(day.weekday())).toordinal() // 7
        months = day.year * 12 + day.month - 1
        return months // {"month": 1, "quarter": 3, "year": 12}[unit]

    def test(window: Window, now: date) -> bool:
        inside = key(window.start) == key(window.end) == key(now) - back and key(window.base) < key(window.start)
        return inside or (which == "past" and _length(unit, 1)(window, now))

    return test


def _length(unit: str, count: int) -> Test:
    """Return the test for a length that ends with the newest session."""
    if unit in ("session", "day"):
        return lambda window, now: sessions_in(window) == count or (window.end - window.base).days == count
    length = DAYS[unit] * count

    def test(window: Window, now: date) -> bool:
        days = (window.end - window.base).days
        return abs(days - length) <= 5 + length * 0.05 and (now - window.end).days <= 7

    return test


def _events(text: str) -> Iterator[When]:
    if not COUNTED_FROM.search(text):
        return
    lower = text.lower()
    for name, day in event_names():
        at = lower.find(name)
        if at >= 0:
            since = re.search(r"\b(since|from|after|before)\b[\w\s’'-]{0,30}$", lower[:at])
            if since:
                yield When(since.start(), at + len(name), _date_test("since", day.year, day.month, day.day))


@lru_cache(maxsize=1)
def event_names() -> tuple[tuple[str, date], ...]:
    """Return the events that prose counts from by name, each with its day, longest first."""
    named = [(alias, event.day) for event in load_events() for alias in event.aliases if len(alias) > 5]
    days: dict[str, set[date]] = {}
    for alias, day in named:
        days.setdefault(alias, set()).add(day)
    sure = [(alias, next(iter(found))) for alias, found in days.items() if len(found) == 1]
    return tuple(sorted(sure, key=lambda pair: -len(pair[0])))
