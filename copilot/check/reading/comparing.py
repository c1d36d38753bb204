"""Stretches that prose counts back or sets beside now: "the two-year advance", "at this point last year"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

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
                kept[-1] = Timed(one.start, timed.end, text[one.start : timed.end], (window,))
                continue
        kept.append(timed)
    return kept


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


def in_its_year(before: str, day: str) -> str:
    """Return a day with the year that its sentence named before it: "in 2022 ... on November 10"."""
    years = YEAR_NAMED.findall(before)
    return day if not years or re.search(r"\d{4}", day) else f"{day}, {years[-1]}"
