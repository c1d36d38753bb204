"""The times that a sentence names, each as a test on a fact's window."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from copilot.facts import Fact
from copilot.grounding.printing.render import MONTHS
from copilot.grounding.reading.named_times import named_times
from copilot.grounding.reading.spans import (
    UNTIL,
    WITHIN,
    Test,
    When,
    at_start_of,
    calendar_span,
    edge_in,
    in_months,
    of_length,
    on_date,
    one_day,
    opening_sessions,
    reaching_into,
    touching_year,
    whole_months,
    whole_year,
)
from copilot.grounding.reading.times_elsewhere import times_elsewhere
from tools.windows import load_events
from tools.windows.window import Window

MONTH: Final = {m[:3].lower(): i for i, m in enumerate(MONTHS, 1)}
NAMES: Final = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
LEAD: Final = re.compile(
    r"\b(?P<lead>since|from|after|between|starting|beginning|to|through|thru|until|till|by|and|ending|ended|on|"
    r"as of|at|in|during|for|over|of|before|throughout|into)\s+(?:the\s+)?(?P<edge>close\s+(?:of|on)\s+|end\s+of\s+|"
    r"(?:start|beginning|(?:first|last)\s+(?:trading\s+)?(?:day|session))\s+of\s+|"
    r"(?:all|whole|course|span|entirety)\s+of\s+)?$",
    re.IGNORECASE,
)
HINT: Final = re.compile(
    r"\d|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[Yy]ear|YTD|ytd|[Mm]onth|MTD|[Ww]eek|[Qq]uarter|[Ss]ession|[Dd]ay|"
    r"[Tt]oday|[Hh]alf|(?:Mon|Tues|Wednes|Thurs|Fri)day|[Tt]hat day|[Ss]ince|[Aa]fter|[Bb]efore|[Ff]rom)"
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
    r"(?P<span>(?:sessions?|days?)(?!\s+of\b)|weeks?|months?|quarters?|years?)|"
    r"(?P<day>today|on the day|that day|in a single session)|"
    r"first\s+(?P<opening>\d+|two|three|four|five|six|seven|eight|nine|ten)\s+(?:trading\s+)?(?:sessions|days)"
    r"(?:\s+of\s+(?:the\s+year|(?P<oy>20\d\d)))?|month[- ]to[- ]date|(?P<month>mtd))",
    re.IGNORECASE,
)
SINCE_EVENT: Final = re.compile(
    r"\b(?:[Ss]ince|[Ff]rom|[Aa]fter)\s+(?:the\s+)?[A-Za-z][\w’'-]*(?:\s+[\w’'-]+){0,5}\s*$"
)
"""What makes a date the day of an event that is counted from: "since the launch of ChatGPT on"."""
FROM_YEAR: Final = re.compile(
    r"\b(?:above|below|from|than|over|since|where|with)\s+(?:(?:where|what)\s+)?(?:it|they|the\s+\w+)?\s*$"
)
OF_RECORD: Final = re.compile(
    r"\b(?:above|below|under|over|past|beyond|short of|off|from|than|exceed(?:s|ed)?|topped|"
    r"surpassed)\s+(?:its|the|their)\s+$"
)
"""What makes a year part of the mark that is compared with: "above its 2025 record close"."""
EXTREME: Final = re.compile(r"^\s+(?:peaks?|highs?|lows?|troughs?|bottoms?|tops?|record)\b")
MAY: Final = re.compile(r"\s+(?:was|is|brought|saw|added|came|gave|had|at|stands|stood)\b|\s*[(:,|]|['’]s\b")
"""What makes "May" a month where no word leads it."""
DATED_EXTREME: Final = re.compile(
    r"(?=.*\b(?:peak|high|low|bottom|trough)s?\b).*\b(?:" + "|".join(m.lower() for m in MONTHS) + r"|(?:19|20)\d\d)\b"
)
EVENT_LEAD: Final = re.compile(r"\b(?:since|from|after|before|to|until|till|through)\b")
NO_COMMA: Final = re.compile(r"[\w\s’'-]*")
YEAR_END: Final = (" close", " year-end", "'s close", "’s close")
COUNTED_FROM: Final = re.compile(r"\b(?:since|from|after|before)\b(?!\s+(?:the close of\s+)?\d)", re.IGNORECASE)
VAGUE: Final = re.compile(r"\b(?:late|early|mid|middle of|end of|turn of|summer of|spring of|autumn of|fall of)[-\s]$")
COUNTS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "twenty": 20,
}  # fmt: skip
POINTS: Final = frozenset({"close", "last", "weight", "forward_pe", "growth_of_amount", "above_moving_average"})
"""Measures of one session, the last of their window."""
EXTREMES: Final = frozenset({"max_drawdown", "recovery", "best_day", "worst_day", "high", "low", "record_high"})
"""Measures that happen on some day of their window, which prose may name."""


OF_RECORDS: Final = frozenset({"level", "below_record"})
"""Parts of a record close that are told with its day."""


@lru_cache(maxsize=512)
def find_times(text: str) -> tuple[When, ...]:
    """Return the times that a text names, in order, none inside another."""
    found: list[When] = []
    if not HINT.search(text):
        return ()
    for when in (
        *_dates(text),
        *named_times(text),
        *times_elsewhere(text),
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
    dated = is_dated(fact)
    if len(times) == 1 and times[0].alone is not None and not (times[0].touches and dated):
        return times[0].alone(window, now)
    return all(when.fits(window, now) or bool(dated and when.touches and when.touches(window, now)) for when in times)


def is_dated(fact: Fact) -> bool:
    """Say whether a fact is one of some day of its window, which prose may name: an extreme, or a record's."""
    return fact.measure in EXTREMES or fact.params.get("part") in OF_RECORDS


def _at_an_end(when: When, window: Window, now: date) -> bool:
    """Say whether a time fits a window, or the session it ends with or is counted from."""
    ends = (Window(day - timedelta(1), day, day) for day in (window.end, window.base))
    return any(when.fits(some, now) for some in (window, *ends))


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
            lead = "since" if lead == "on" and SINCE_EVENT.search(text[max(0, start - 48) : start]) else lead
            told = (int(year) if year else None, month, day)
            test = on_date(lead, *told)
            yield When(
                start, match.end(), test, one_day(test) if lead == "on" else None, reaching_into(year, month), told
            )


def _quarters(text: str) -> Iterator[When]:
    for match in QUARTER.finditer(text):
        number = int(match["q1"]) if match["q1"] else ("first", "second", "third", "fourth").index(match["q2"]) + 1
        written = match["y1"] or match["y2"]
        year = int(written) % 100 + 2000 if written else None
        start, lead, _ = lead_of(text, match)
        told = year, 3 * number - 2, 3 * number
        whole = whole_months(*told) if lead in WITHIN or not lead else None
        yield When(start, match.end(), in_months(lead, *told), whole)


def _months(text: str) -> Iterator[When]:
    for match in MONTH_YEAR.finditer(text):
        start, lead, _ = lead_of(text, match)
        if match["m"] == "May" and not (match["y"] or lead or MAY.match(text, match.end())):
            continue
        month, year = MONTH[match["m"][:3].lower()], int(match["y"]) if match["y"] else None
        touches = None if lead in WITHIN else reaching_into(year, month)
        if EXTREME.match(text[match.end() : match.end() + 12]):
            yield When(start, match.end(), edge_in(year, month), None, touches, (year, month, 0))
            continue
        whole = whole_months(year, month, month) if lead in WITHIN else None
        yield When(start, match.end(), in_months(lead, year, month, month), whole, touches)


def _years(text: str) -> Iterator[When]:
    for match in YEAR.finditer(text):
        start, lead, edge = lead_of(text, match)
        year, end = int(match["y"]), match.end()
        if OF_RECORD.search(text[: match.start()]) and text[end:].startswith(" record"):
            continue
        over = lead == "ended" and FROM_YEAR.search(text[max(0, start - 32) : start])
        if edge.startswith(("start", "beginning", "first")) and lead in ("at", "on", "in"):
            yield When(start, end, at_start_of(year))
        elif over or edge.startswith(("end", "close", "last")) or text[end:].startswith(YEAR_END):
            yield When(start, end, on_date("since" if over else lead, year, 12, 31))
        elif VAGUE.search(text[max(0, match.start() - 20) : match.start()]):
            yield When(start, end, touching_year(year))
        else:
            whole = whole_year(year) if lead in WITHIN or not lead else None
            yield When(start, end, in_months(lead, year, 1, 12), whole)


def _relatives(text: str) -> Iterator[When]:
    for match in RELATIVE.finditer(text):
        yield When(*match.span(), _relative_test(match))


def _relative_test(match: re.Match[str]) -> Test:
    if match["ytd"]:
        return calendar_span("year", 0)
    if match["day"]:
        return lambda window, now: window.start == window.end
    if match["opening"]:
        return opening_sessions(_count(match["opening"]), match["oy"])
    if match["unit"]:
        return calendar_span(match["unit"].lower(), 0 if match["this"].lower() == "this" else 1, match["this"].lower())
    if match["span"]:
        return of_length(match["span"].lower().rstrip("s"), _count(match["count"] or "1"))
    return calendar_span("month", 0)


def _count(words: str) -> int:
    return COUNTS.get(words.lower()) or int(words)


def _events(text: str) -> Iterator[When]:
    if not COUNTED_FROM.search(text):
        return
    lower = text.lower()
    for name, day in event_names():
        at = lower.find(name)
        if at >= 0:
            leads = [
                m for m in EVENT_LEAD.finditer(lower, max(0, at - 36), at) if NO_COMMA.fullmatch(lower, m.end(), at)
            ]
            if leads:
                lead = "to" if leads[-1][0] in UNTIL else "since"
                yield When(leads[-1].start(), at + len(name), on_date(lead, day.year, day.month, day.day))


@lru_cache(maxsize=1)
def event_names() -> tuple[tuple[str, date], ...]:
    """Return the events that prose counts from by name, each with its day, longest first.

    A high or low of a month or year is a time of its own: "its February peak" is that of whom it is told.
    """
    aliases = [(alias, event.day) for event in load_events() for alias in event.aliases if len(alias) > 5]
    named = [(alias, day) for alias, day in aliases if not DATED_EXTREME.search(alias)]
    days: dict[str, set[date]] = {}
    for alias, day in named:
        days.setdefault(alias, set()).add(day)
    sure = [(alias, next(iter(found))) for alias, found in days.items() if len(found) == 1]
    return tuple(sorted(sure, key=lambda pair: -len(pair[0])))
