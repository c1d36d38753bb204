"""The times that an article names, as windows, seen from the sessions around its publication."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from copilot.check.reading.comparing import (
    beside_today,
    comparisons,
    in_its_year,
    ranged,
    through_month,
    weekday_of,
)
from copilot.check.reading.dial import Dial
from copilot.check.reading.pointing import BOUND, NAMED_QUARTER, OF_THE_CALENDAR, PARTS, SUBJECT, pointed
from copilot.check.reading.timed import Timed
from copilot.check.reading.timewords import (
    ADJECTIVE,
    BARE,
    BEFORE,
    BESIDE_AN_EVENT,
    DATE,
    DAYS_EARLIER,
    ENDED_UNIT,
    FULL,
    LAST,
    LENGTHS,
    OF_DATA,
    OF_THAT_YEAR,
    ORDINAL_QUARTER,
    PAST_ONLY,
    SAME,
    SINCE_THAT,
    UNITS,
    UNREAD,
    UNTIL,
    WEEKDAY,
    YEAR_AGO,
)
from tools.errors import PeriodError
from tools.windows import Period, find_periods, read_period
from tools.windows.window import Window

LONGEST_SPAN = 4000
"""Days; what goes back further only says since when something is the best."""


@dataclass
class Clock(Dial):
    """Reads the times of an article's passages, and remembers what was named last."""

    unread: bool = False
    last_day: Timed | None = None
    named_day: Timed | None = None
    last_since: Timed | None = None

    def find(self, text: str) -> list[Timed]:
        """Return the times that a passage names, in order; names must be blanked out in it."""
        self.parts = " ".join(m[0] for m in PARTS.finditer(text)) or self.parts
        self.unread = bool(UNREAD.search(DAYS_EARLIER.sub(" ", SINCE_THAT.sub(" ", text))))
        found = sorted([*self._own(text), *self._periods(text)], key=lambda t: (t.start, -t.end))
        apart: list[Timed] = []
        for timed in found:
            if apart and (timed.start < apart[-1].end or self._repeats(text, apart[-1], timed)):
                continue
            settled = self._settled(timed, apart)
            if settled is not None:
                apart.append(settled)
        return list(self._bounded(text, ranged(self, text, apart)))

    def remember(self, found: Sequence[Timed]) -> None:
        """Keep what a sentence told, for "since then" and "a day later" in those after it."""
        told = [
            t for t in found
            if t.text.lower() not in ("now", "currently")
            and not any((w.end - w.base).days > LONGEST_SPAN for w in t.windows[:1])
        ]  # fmt: skip
        if told:
            self.last = told[-1]
            self.last_day = next((t for t in reversed(told) if t.day), None)
            self.named_day = self.last_day or self.named_day
        self.last_span = next((t for t in reversed(told) if not t.day), self.last_span)
        self.last_since = next((t for t in reversed(told) if t.open and not t.day), self.last_since)

    def _repeats(self, text: str, one: Timed, two: Timed) -> bool:
        """Say whether a date only says when the event before it was: "since the launch on 30 November"."""
        between = text[one.end : two.start].strip(" ,(")
        return (
            one.open and "since" in one.text.lower() and between in ("on", "in", "in late", "in early", "back in", "")
        )

    def _settled(self, timed: Timed, earlier: Sequence[Timed]) -> Timed | None:
        """Return "the same period" and "since then" as what they point back to."""
        if timed.unit == "same":
            told = next((t for t in reversed(earlier) if not t.day), self.last_span) or self.last
            return replace(told, start=timed.start, end=timed.end, text=timed.text) if told else None
        if timed.unit == "that day":
            told = next((t for t in reversed(earlier) if t.day), self.named_day) or self.spoken()
            return replace(told, start=timed.start, end=timed.end, text=timed.text)
        if timed.unit.startswith("before "):
            told = next((t for t in reversed(earlier) if t.windows), self.last_span) or self.unit(timed.unit[7:])
            window = self.read(f"this {timed.unit[7:]}", told.windows[0].base) if told.windows else None
            return replace(timed, windows=(window,), unit="") if window else None
        if timed.unit.startswith("later "):
            told = next((t for t in reversed(earlier) if t.day), self.last_day) or self.spoken()
            count = int(timed.unit[6:])
            ends = [w.end for w in (*told.windows, *(self.spoken().windows[:1] if count < 0 else ()))]
            days = dict.fromkeys(
                min(self.sessions.shift(end, count), max(end, self.origin or self.anchors[0])) for end in ends
            )
            return replace(timed, windows=tuple(self.day(day) for day in days), unit="", day=True)
        if timed.unit in LENGTHS and (same := _as_long(timed.unit, earlier)):
            return replace(timed, windows=tuple(dict.fromkeys((*same, *timed.windows))))
        if timed.unit == "back":
            windows = self._since(earlier[-1] if earlier else None, timed.text)
            return replace(timed, windows=windows, unit="", open=True) if windows else None
        return timed

    def _own(self, text: str) -> Iterator[Timed]:
        yield from pointed(self, text)
        for match in SUBJECT.finditer(text):
            if not BOUND.search(text[: match.start()]):
                yield from self._timed(match[0], match.span(), match[0])
        for match in SAME.finditer(text):
            yield Timed(*match.span(), match[0], (), unit="same")
        for match in SINCE_THAT.finditer(text):
            yield Timed(*match.span(), match[0], (), unit="back")
        for match in DATE.finditer(text):
            window = self.read(in_its_year(text[: match.start()], match[0]), self.anchors[0])
            if window and window.start == window.end:
                yield Timed(*match.span(), match[0], (window,), day=True)
        for match in ADJECTIVE.finditer(text):
            yield self.unit(UNITS[match["unit"].lower()], match[0], *match.span())
        for match in ENDED_UNIT.finditer(text):
            yield self._ended(match)
        for match in FULL.finditer(text):
            yield self.unit(match["unit"].lower(), match[0], *match.span())
        yield from comparisons(self, text)
        for match in NAMED_QUARTER.finditer(text):
            yield from self._timed(f"the {OF_THE_CALENDAR[match['month'].lower()]} quarter", match.span(), match[0])
        for match in ORDINAL_QUARTER.finditer(text):
            yield from self._timed(f"the {match['which'].lower()} quarter", match.span(), match[0])

    def _ended(self, match: re.Match[str]) -> Timed:
        """Return the unit that ended, or began: one told to have ended early in the next is the one before."""
        unit = match["unit"].lower()
        timed = self.unit(unit, match[0], *match.span())
        before = self.read(f"last {unit}", self.anchors[0]) if self.young(unit) else None
        if before is None or match[0].lower().startswith(("start", "beg")):
            return timed
        return replace(timed, windows=tuple(dict.fromkeys((before, *timed.windows))))

    def _since(self, earlier: Timed | None, text: str) -> tuple[Window, ...]:
        """Return the windows that begin with the day named last, or those of the event that was counted from."""
        if re.search(r"launch|debut|release|announcement", text, re.IGNORECASE) and self.last_since:
            return self.last_since.windows
        told = earlier or self.last
        if earlier is None and self.last_day is not None:
            told = self.last_day
        if told is None or not told.windows:
            return self.last_since.windows if self.last_since else ()
        day = told.windows[0].base if told.open and not told.day else told.windows[0].end
        end = self._end_told(text, day)
        if end is not None:
            return (Window(day, self.sessions.after(day), end),)
        windows = [self.read(f"since {day.isoformat()}", anchor) for anchor in self.anchors]
        return tuple(dict.fromkeys(w for w in windows if w))

    def _end_told(self, words: str, base: date) -> date | None:
        """Return the session on which "from there to year-end" ends, seen from a base; None where no end is told."""
        told = re.search(r"\b(?:to|through|until|till)\s+(?:the\s+)?(.+)$", words, re.IGNORECASE)
        if told is None:
            return None
        unit = re.match(
            r"(year|month|quarter)[- ]end|(?:end|close)\s+of\s+(?:the\s+)?(year|month|quarter)$", told[1], re.I
        )
        if unit is not None:
            newest = self.anchors[0]
            whole = self.read(f"this {(unit[1] or unit[2]).lower()}", min(newest, self.sessions.after(base)))
            days = [date(base.year, 12, 31)] if (unit[1] or unit[2]).lower() == "year" else [whole.end] if whole else []
            ends = [self.sessions.on_or_before(min(day, newest)) for day in days]
        else:
            ends = [t.windows[0].end for t in replace(self).find(told[1])[:1]]
        return ends[0] if ends and ends[0] > base else None

    def _periods(self, text: str) -> Iterator[Timed]:
        found = find_periods(text, self.anchors[0], self.sessions, self.anchor_period)
        for period in found.periods:
            if (
                YEAR_AGO.search(period.text)
                or BESIDE_AN_EVENT.match(text[period.span[0] :])
                or OF_THAT_YEAR.search(text[: period.span[1]])
                or (PAST_ONLY.search(period.text) and not re.match(r"since|from|over|in the", period.text, re.I))
            ):
                continue
            behind = BEFORE.match(text, period.span[1])
            if weekday := WEEKDAY.fullmatch(f"{period.text}{behind[0] if behind else ''}"):
                windows = weekday_of(self, weekday)
                as_of = max(self.anchors[0], windows[0].end)
                self.anchor_period = read_period(windows[0].end.isoformat(), as_of, self.sessions)
                yield Timed(*period.span, period.text, windows, day=True)
                continue
            if near := beside_today(self, period.text):
                yield Timed(*period.span, period.text, near, day=True)
                continue
            day = self._told_alone(text, period)
            period = day or period
            self.anchor_period = period
            yield from self._timed(period.text, period.span, period.text, period)
        for refused in found.refused:
            if owned := re.match(r"(?:after|following|before)\s+(.+)[’']s$", refused.text, re.IGNORECASE):
                whole = self.read(owned[1], self.anchors[0])
                if whole is not None:
                    span = (refused.span[0] + owned.start(1), refused.span[1])
                    yield Timed(*span, text[slice(*span)], (whole,), day=whole.start == whole.end)
            if match := re.match(r"(?:through|to|until|thru)\s+(.+)", refused.text, re.IGNORECASE):
                end = self.read(match[1], self.anchors[0])
                if end is not None:
                    yield Timed(*refused.span, refused.text, (end,), day=end.start == end.end, unit="until")

    def _told_alone(self, text: str, period: Period) -> Period | None:
        """Return the time itself where "data from January 6", or "after May's 4%", was read as a stretch since then."""
        owned = re.match(r"(?:after|following)\s+(?=.*[’']s$)", period.text, re.IGNORECASE)
        from_day = owned or re.match(r"(?:from|as of)\s+(?=\S)", period.text, re.IGNORECASE)
        the = 4 if period.text.lower().startswith("the ") and DATE.fullmatch(period.text[4:]) else 0
        at = from_day.end() if from_day and (owned or OF_DATA.search(text[: period.span[0]])) else the
        words = period.text[at:]
        dated = in_its_year(text[: period.span[0]], words) if DATE.fullmatch(words) else words
        if dated == period.text:
            return None
        try:
            day = read_period(dated, self.anchors[0], self.sessions)
        except PeriodError:
            return None
        return replace(day, span=(period.span[0] + at, period.span[1]), text=words)

    def _timed(self, words: str, span: tuple[int, int], text: str, period: Period | None = None) -> Iterator[Timed]:
        bare = BARE.match(words)
        if bare:
            yield self.unit(bare["unit"].lower(), text, *span)
            return
        windows: list[Window] = []
        if LAST.match(words) and (first := self.read(words, self.origin or self.anchors[0])):
            windows.append(first)
        windows += [period.window] if period else []
        for anchor in self.seen_from:
            if (period is None or period.calendar is None or period.calendar[1] >= anchor) and (
                window := self.read(words, anchor)
            ):
                windows.append(window)
        if not windows:
            return
        others = tuple((o.label, o.window) for o in period.alternatives) if period else ()
        first = windows[0]
        is_day = bool(period and period.kind in ("day", "event") and first.start == first.end)
        open_end = period is None or period.calendar is None or period.calendar[1] >= (self.origin or self.anchors[0])
        asked = period.asked_sessions if period else None
        yield Timed(*span, text, tuple(dict.fromkeys(windows)), others, asked, "", is_day, open_end)

    def _bounded(self, text: str, found: list[Timed]) -> Iterator[Timed]:
        """Yield the times with "through Tuesday" as the end of the one beside it."""
        found = [through_month(self, text, t) for t in found]
        until = [t for t in found if t.day and (t.unit == "until" or UNTIL.search(text[: t.start]))]
        for timed in found:
            if timed in until and len(found) > 1:
                continue
            ends = [u.windows[0].end for u in until if abs(u.start - timed.end) < 40 or abs(timed.start - u.end) < 40]
            if ends and timed not in until:
                windows = tuple(replace(w, end=ends[0]) for w in timed.windows if w.start <= ends[0])
                timed = replace(
                    timed, windows=tuple(dict.fromkeys((*windows, *timed.windows))) if windows else timed.windows
                )
            yield replace(timed, unit="") if timed.unit == "until" else timed


def _as_long(unit: str, earlier: Sequence[Timed]) -> tuple[Window, ...]:
    """Return the last such month that was named before in the sentence: "slipped in February, ending the month"."""
    low, high = LENGTHS[unit]
    found = [t.windows for t in earlier if t.windows and low <= (t.windows[0].end - t.windows[0].base).days <= high]
    return found[-1] if found and unit not in ("day", "session") else ()
