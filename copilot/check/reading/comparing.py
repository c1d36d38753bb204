"""Stretches that prose counts back or sets beside now: "the two-year advance", "at this point last year"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from copilot.check.reading.timed import Timed
from copilot.check.reading.timewords import FIRST_MONTHS, LAST_YEAR_NOW, SPAN_ADJECTIVE

if TYPE_CHECKING:
    from copilot.check.reading.clock import Clock


def comparisons(clock: "Clock", text: str) -> Iterator[Timed]:
    """Yield the stretches of a passage that are counted back from the article's time, or compared with it."""
    for match in LAST_YEAR_NOW.finditer(text):
        yield from _then(clock, match)
    for match in SPAN_ADJECTIVE.finditer(text):
        yield from _stretch(clock, match)
    for match in FIRST_MONTHS.finditer(text):
        month = {"three": "March", "six": "June", "nine": "September"}[match["n"].lower()]
        year = match["y"] or str(clock.anchors[0].year)
        window = clock.read(f"from January {year} to {month} {year}", clock.anchors[0])
        if window:
            yield Timed(*match.span(), match[0], (window,))


def _then(clock: "Clock", match: re.Match[str]) -> Iterator[Timed]:
    """Yield "at this point last year": the year to date as it stood then."""
    now = clock.anchors[0]
    year = int(match["y"] or now.year - 1)
    window = clock.read("year to date", clock.sessions.on_or_before(now.replace(year=year, day=min(now.day, 28))))
    if window is not None:
        yield Timed(*match.span(), match[0], (replace(window, end=_same_day(clock, year)),))


def _same_day(clock: "Clock", year: int) -> date:
    now = clock.anchors[0]
    leap = (now.month, now.day) == (2, 29)
    return clock.sessions.on_or_before(now.replace(year=year, day=28 if leap else now.day))


def _stretch(clock: "Clock", match: re.Match[str]) -> Iterator[Timed]:
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
