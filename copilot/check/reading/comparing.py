"""Stretches that prose counts back or sets beside now: "the two-year advance", "at this point last year"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from copilot.check.reading.dial import Dial
from copilot.check.reading.timed import Timed
from copilot.check.reading.timewords import (
    COUNTED_UNITS,
    DAYS_EARLIER,
    DAYS_LATER,
    FIRST_MONTHS,
    LAST_YEAR_NOW,
    RANGE_JOINT,
    RANGE_LEAD,
    SPAN_ADJECTIVE,
    UNIT_BEFORE,
    YEAR_NAMED,
)
from copilot.grounding.reading.number_words import number_of
from tools.windows.window import Window

WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri")
THROUGH = re.compile(
    r"(?<!from )(?<!\d )\b(?:through|thru|until|till|up to)\s+(?:the end of\s+)?(?:January|February|March|April|May|"
    r"June|July|August|September|October|November|December)(?:\s+20\d\d)?$",
    re.IGNORECASE,
)
LONG_PAST = 9
"""Days; a weekday after a day that is further back is one of that time."""


def comparisons(clock: Dial, text: str) -> Iterator[Timed]:
    """Yield the stretches of a passage that are counted back from the article's time, or compared with it."""
    for match in LAST_YEAR_NOW.finditer(text):
        yield from _then(clock, match)
    for match in SPAN_ADJECTIVE.finditer(text):
        yield from _stretch(clock, match)
    for pattern, way in ((DAYS_LATER, 1), (DAYS_EARLIER, -1)):
        for match in pattern.finditer(text):
            count = int((number_of(match["n"]) or (1, 0))[0]) if match["n"] and match["n"].lower() != "a" else 1
            yield Timed(*match.span(), match[0], (), unit=f"later {way * count}")
    for match in COUNTED_UNITS.finditer(text):
        yield from _counted(clock, match)
    for match in UNIT_BEFORE.finditer(text):
        yield Timed(*match.span(), match[0], (), unit=f"before {(match['unit'] or match['unit2']).lower()}")
    for match in FIRST_MONTHS.finditer(text):
        month = {"three": "March", "six": "June", "nine": "September"}[match["n"].lower()]
        year = match["y"] or str(clock.anchors[0].year)
        window = clock.read(f"from January {year} to {month} {year}", clock.anchors[0])
        if window:
            yield Timed(*match.span(), match[0], (window,))


def _then(clock: Dial, match: re.Match[str]) -> Iterator[Timed]:
    """Yield "at this point last year": the year to date as it stood then."""
    now = clock.anchors[0]
    year = int(match["y"] or now.year - 1)
    window = clock.read("year to date", clock.sessions.on_or_before(now.replace(year=year, day=min(now.day, 28))))
    if window is not None:
        yield Timed(*match.span(), match[0], (replace(window, end=_same_day(clock, year)),))


RANGE = "range"
RANGE_START = "from"
"""The unit of a day that only says where the stretch behind it begins."""
WORD = r"(?:[\w’'~-]+|\$?\d[\d,.]*\d)"
IN_ONE = re.compile(
    r"\b(?:in|within|over)\s+(?:just\s+|only\s+|about\s+|barely\s+|under\s+)?(?P<n>a|one)\s+(?:single\s+)?(?P<unit>week|month)\b"
    r"(?!\s+(?:ago|later|earlier|before|after)\b|[’'])",
    re.IGNORECASE,
)
COUNTS_ON = re.compile(
    rf"\b(?:from|since|after|off|following|(?:bottom|peak|trough|topp)(?:ed|ing))\s+(?:{WORD}\s+){{0,7}}$",
    re.IGNORECASE,
)
"""What leads to the day that "in 34 sessions" is counted from."""
SINCE_DAY = re.compile(r"(?:from|since|after)\s+.*\d$", re.IGNORECASE)
MOVED_TO = re.compile(
    rf"^(?:[^.;:%—–]|(?<=\d)\.(?=\d))*?(?:\d%(?:[^.;:%—–]|(?<=\d)\.(?=\d))*?)?\b(?:to|through|until|till|by)\s+(?:{WORD}\s+){{0,5}}$",
    re.IGNORECASE,
)
"""What stands between the two days of "from the record on X the index slid 18.9% to Y"."""


def _to_its_end(clock: Dial, text: str, one: Timed, timed: Timed) -> tuple[Window, ...]:
    """Return the stretch from a day to another, or of so many sessions, with the move itself told between them."""
    base, between = _begins(text, one), text[one.end : timed.start]
    if base is None:
        return ()
    if timed.day and MOVED_TO.match(between):
        ends = [w.end for w in timed.windows]
    elif (counted := COUNTED_UNITS.match(timed.text)) and not re.search(r"[.;:]\s", between):
        ends = _counted_on(clock, counted, base)
    else:
        return ()
    return tuple(Window(base, clock.sessions.after(base), end) for end in dict.fromkeys(ends) if base < end)


def _begins(text: str, one: Timed) -> date | None:
    """Return the close that a stretch begins with: that of the day of "from the low on April 8", None for none."""
    if one.day and COUNTS_ON.search(text[: one.start]):
        return one.windows[0].end
    return one.windows[0].base if one.open and one.windows and SINCE_DAY.match(one.text) else None


def _counted_on(clock: Dial, match: re.Match[str], base: date) -> list[date]:
    """Return the sessions so many sessions, weeks or months after a day, days of the calendar tried as well."""
    told = "one" if match["n"].lower() == "a" else match["n"]
    count, unit = int((number_of(told) or (0, 0))[0]) or int(told), match["unit"].lower()
    if unit in ("day", "session"):
        by_calendar = [base + timedelta(days=count)] if unit == "day" else []
        found = [clock.sessions.shift(base, count), *(clock.sessions.on_or_before(d) for d in by_calendar)]
    else:
        days, near = round(count * (7 if unit == "week" else 30.44)), 3 if unit == "week" else 7
        aims = sorted(range(days - near, days + near + 1), key=lambda n: abs(n - days))
        found = [clock.sessions.on_or_before(base + timedelta(days=n)) for n in aims]
    return [end for end in found if end <= clock.anchors[0]]


def ranged(clock: Dial, text: str, found: Sequence[Timed]) -> list[Timed]:
    """Return the times with "from the peak on X to the low on Y" as one."""
    kept: list[Timed] = []
    for timed in found:
        one = kept[-1] if kept else None
        joint = one and RANGE_LEAD.search(text[: one.start]) and RANGE_JOINT.match(text[one.end : timed.start])
        if one and one.day and timed.day and joint:
            base, end = one.windows[0].end, timed.windows[0].end
            if base < end:
                window = Window(base, clock.sessions.after(base), end)
                kept[-1] = Timed(one.start, timed.end, text[one.start : timed.end], (window,), unit=RANGE)
                continue
        if one and (windows := _to_its_end(clock, text, one, timed)):
            kept[-1] = replace(one, unit=RANGE_START)
            timed = replace(timed, windows=windows, day=False, others=(), asked=None, open=False, unit=RANGE)
        kept.append(timed)
    return [*kept, *_within_one(clock, text, kept)]


def _within_one(clock: Dial, text: str, kept: list[Timed]) -> Iterator[Timed]:
    """Yield "in a month" where the one day of a sentence is what it is counted from."""
    base = _begins(text, kept[0]) if len(kept) == 1 else None
    match = IN_ONE.search(text, kept[0].end) if base else None
    if match is None or base is None:
        return
    ends = [end for end in dict.fromkeys(_counted_on(clock, match, base)) if base < end]
    if ends:
        kept[0] = replace(kept[0], unit=RANGE_START)
        windows = tuple(Window(base, clock.sessions.after(base), end) for end in ends)
        yield Timed(*match.span(), match[0], windows, unit=RANGE)


def through_month(clock: Dial, text: str, timed: Timed) -> Timed:
    """Return "through March" as the year or the stretch spoken of up to the end of March, not as March alone."""
    lead = THROUGH.search(f"{text[: timed.start]}{timed.text}")
    if lead is None or timed.day or not timed.windows or (timed.windows[0].end - timed.windows[0].base).days > 36:
        return timed
    end = timed.windows[0].end
    wholes = [clock.read(f"this {unit}", end) for unit in ("year", "quarter")]
    bases = [w.base for w in (*wholes, clock.topic) if w is not None and w.base < end]
    windows = tuple(dict.fromkeys(Window(b, clock.sessions.after(b), end) for b in bases))
    return replace(timed, windows=windows or timed.windows)


def _same_day(clock: Dial, year: int) -> date:
    now = clock.anchors[0]
    leap = (now.month, now.day) == (2, 29)
    return clock.sessions.on_or_before(now.replace(year=year, day=28 if leap else now.day))


def _stretch(clock: Dial, match: re.Match[str]) -> Iterator[Timed]:
    """Yield "the two-year advance": the last whole units, and the units back from the session."""
    unit, count = match["unit"].lower(), match["n"]
    plural = f"{'sessions' if unit in ('day', 'session') else unit + 's'}"
    windows = [w for a in clock.seen_from for p in ("past", "last") if (w := clock.read(f"{p} {count} {plural}", a))]
    whole = clock.unit(unit).windows[:1] if unit not in ("day", "session") else ()
    for end in whole:
        back = clock.read(f"past {count} {plural}", end.end)
        windows += [back] if back else []
    if windows:
        yield Timed(*match.span(), match[0].strip(), tuple(dict.fromkeys(windows)))


def _counted(clock: Dial, match: re.Match[str]) -> Iterator[Timed]:
    """Yield "in two days": so many sessions, weeks or months up to the day named last, or to the article's own."""
    unit = {"day": "sessions", "session": "sessions"}.get(match["unit"].lower(), f"{match['unit'].lower()}s")
    near = clock.last is not None and clock.last.day and (clock.anchors[0] - clock.last.windows[0].end).days <= 10
    told = [clock.last.windows[0].end] if near and clock.last else []
    words = f"past {match['n']} {unit}"
    windows = [w for end in dict.fromkeys([*told, *clock.seen_from]) if (w := clock.read(words, end))]
    if unit in ("weeks", "months"):
        windows += [_whole_units(clock, unit[:-1], match["n"], end) for end in clock.seen_from]
    if windows:
        yield Timed(*match.span(), match[0], tuple(dict.fromkeys(windows)))


def _whole_units(clock: Dial, unit: str, count: str, end: date) -> Window:
    """Return so many calendar weeks or months up to a session, the one it lies in included."""
    base = end
    for _ in range(int((number_of(count) or (0, 0))[0]) or int(count)):
        whole = clock.read(f"this {unit}", base)
        base = whole.base if whole else clock.sessions.before(base)
    return Window(base, clock.sessions.after(base), end)


def beside_today(clock: Dial, words: str) -> tuple[Window, ...]:
    """Return the days of "today" or "yesterday" where the article speaks of another session than it was published on.

    That is so while the publication's own close is not yet known, and where a day before it is what it is about.
    """
    today, plain = clock.published, re.sub(r"^on |[’']s$", "", words.lower())
    if today is None or today not in clock.sessions or today in clock.anchors or plain not in ("today", "yesterday"):
        return ()
    if plain == "yesterday":
        return (clock.day(clock.sessions.before(today)),)
    pinned = () if clock.origin is None or today > clock.origin else (clock.day(clock.anchors[0]),)
    return (clock.day(today), *pinned)


def weekday_of(clock: Dial, match: re.Match[str]) -> tuple[Window, ...]:
    """Return the latest such day up to the publication, and the next one after a day long past, named last."""
    today = clock.published or clock.origin or clock.anchors[0]
    number = WEEKDAYS.index(match["day"].lower())
    told = clock.last.windows[0].end if clock.last is not None and clock.last.day else today
    back = (today.weekday() - number) % 7
    days = [clock.sessions.on_or_before(today - timedelta(days=7 if match["past"] and not back else back))]
    if (today - told).days > LONG_PAST and not match["past"]:
        days.append(clock.sessions.on_or_after(told + timedelta(days=(number - told.weekday()) % 7)))
    if match["before"]:
        days = [clock.sessions.on_or_before(day - timedelta(days=7)) for day in days] + (days if back else [])
    return tuple(clock.day(day) for day in days)


FROM_DATED = re.compile(
    r"\b(?i:from|between|since)\b(?:[^.;]|\.\d)*?\b(?P<month>[A-Z][a-z]+)\s+(?P<day>\d{1,2}),?\s+(?P<year>20\d\d)\b(?:[^.;]|\.\d)*?"
    r"\b(?:to|and|through|until)\s+(?:[^.;]|\.\d)*$",
)


def in_its_year(before: str, day: str) -> str:
    """Return a day with the year that its sentence named before it: "in 2022 ... on November 10"."""
    if (first := FROM_DATED.search(before)) and not re.search(r"\d{4}", day):
        try:
            begun, ends = (
                datetime.strptime(f"{d} 2000", "%B %d %Y") for d in (f"{first['month']} {first['day']}", day)
            )
        except ValueError:
            return day
        return f"{day}, {int(first['year']) + (ends < begun)}"
    years = YEAR_NAMED.findall(before)
    return day if not years or re.search(r"\d{4}", day) else f"{day}, {years[-1]}"
