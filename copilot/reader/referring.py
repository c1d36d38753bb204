"""What a follow-up means by "that day", "the week after", "since then": what the answer before told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from copilot.reader import refusals
from copilot.reader.filled import Asked
from copilot.reader.plan import Context, Plan
from copilot.reader.told import spelled
from copilot.reader.wording import joined
from tools.errors import PeriodError
from tools.sessions import Sessions
from tools.windows import Period, Window, find_periods, read_period

MOVES: Final = ("best_day", "worst_day")
FINDING: Final = ("high", "low", "record_high", "max_drawdown", *MOVES)
"""Measures that find a day."""
_UNIT: Final = r"(?P<unit>(?:trading )?day|date|session|week|month|quarter|year)"
_END: Final = r"(?=\s*(?:$|[?.!,;]|(?:and|for|too|as well|then|instead|by|in points)\b))"
SAME: Final = re.compile(
    rf"\b(?:(?:on|in|during|over|for)\s+)?(?:that|the)(?:\s+(?:very|same|exact|particular))*(?<!the)\s+{_UNIT}\b"
    r"(?!'s?\s*end)(?!\s+(?:(?:of|in)\s+)?(?:the\s+)?(?:last|a|one|previous|prior|next|following|before|after|(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
BESIDE: Final = re.compile(
    r"\b(?:(?:on|in|during|over|for)\s+)?(?:(?:the|a|one)\s+(?P<unit>(?:trading )?day|session|week|month|quarter)\s+"
    r"(?:(?P<after>after|later|afterwards|following)|before|prior|earlier)(?:\s+(?:that|it|this))?"
    r"|the\s+(?:(?P<next>next|following)|previous|preceding|prior)\s+"
    rf"(?P<unit2>(?:trading )?day|session|week|month|quarter)(?:\s+after)?){_END}",
    re.IGNORECASE,
)
THEN: Final = re.compile(
    r"(?<!since )\b(?:(?:back )?then|at (?:the|that) (?:time|point|moment))(?=\s*[?.!]*$)", re.IGNORECASE
)
STOOD: Final = re.compile(r"^\W*(?:(?:and|so)\s+)?(?:what|where)\s+(?:was|were)\b", re.IGNORECASE)
"""What opens a question for where something stood then."""
SINCE: Final = re.compile(r"\b(?:ever )?since(?: then)?(?=\s*[?.!]*\s*$)", re.IGNORECASE)
SINCE_ALONE: Final = re.compile(
    r"^\W*(?:(?:and|so|what about|how about)\s+)*(?:ever )?since(?: then)?\W*$", re.IGNORECASE
)
POINTS: Final = re.compile(
    r"^\W*(?:and\s+)?(?:(?:how many|what(?:'s| is| was)? (?:that|it) in|how much (?:is|was) (?:that|it) in|in)\s+"
    r"(?:index\s+)?points(?:\s+(?:is|was|were|did|does)\s+(?:that|this|it)(?:\s+\w+)?)?)\W*$",
    re.IGNORECASE,
)
WHEN_WAS_IT: Final = re.compile(
    r"^\W*(?:and\s+)?(?:when(?: exactly)?|(?:on\s+)?(?:what|which) (?:day|date))\s+(?:was|did|is)\s+"
    r"(?:that|it|this)(?:\s+(?:happen|occur|(?:\w+ )?(?:high|low|peak|trough|record|bottom|top|close|drop|day)))?\W*$",
    re.IGNORECASE,
)
DAYS: Final = ("day", "date", "session", "trading day")


@dataclass(frozen=True)
class Unclear:
    """Words that refer to something that the thread did not tell, or told several of."""

    words: str
    choices: tuple[str, ...] = ()


def which_is_meant(asked: Asked, unclear: Unclear) -> Plan:
    """Ask back what the words of a follow-up refer to."""
    said = unclear.words.strip()
    told = joined((words.removeprefix("on ").removeprefix("in ") for words in unclear.choices), "or")
    if len(unclear.choices) > 1:
        message = f"“{said}” could be {told}: the answer before told more than one. Which one do you mean?"
    else:
        message = f"I cannot tell what “{said}” refers to in the answer before. Please name the day or the period."
    return refusals.unclear(asked, (said,), message)


def referred(text: str, context: Context, as_of: date, sessions: Sessions) -> str | Unclear:
    """Return a follow-up with the times that it refers to put in words that need no thread."""
    if context.tool is None:
        return text
    return _Thread(context, as_of, sessions).read(text)


@dataclass(frozen=True)
class _Thread:
    context: Context
    as_of: date
    sessions: Sessions

    def read(self, text: str) -> str | Unclear:
        """Return the text with its references resolved, the first that cannot be as unclear."""
        if WHEN_WAS_IT.match(text) and self.context.measure in FINDING and self.context.found:
            return "repeat that"
        if POINTS.match(text):
            return self._in_points(text)
        since = self._since(text) if SINCE.search(text) else text
        if isinstance(since, Unclear):
            return since
        text = since
        for pattern in (BESIDE, SAME, THEN):
            match = pattern.search(text)
            if match is None or find_periods(text[: match.start()], self.as_of, self.sessions).periods:
                continue
            words = self._resolved(match)
            if isinstance(words, Unclear):
                return words
            text = text[: match.start()] + words + text[match.end() :]
        return text

    @property
    def _found_days(self) -> tuple[date, ...]:
        return tuple(found for found in self.context.found if not isinstance(found, Window))

    @property
    def _period(self) -> Period | None:
        try:
            return read_period(self.context.period or "", self.as_of, self.sessions) if self.context.period else None
        except PeriodError:
            return None

    def _since(self, text: str) -> str | Unclear:
        """Return "since then" as since the one day that was found, else since the end of the period."""
        period, found = self._period, self._found_days
        if len(found) > 1 and not SINCE_ALONE.match(text):
            return Unclear("since then", tuple(day.isoformat() for day in found))
        told = found[0] if len(found) == 1 else period.window.end if period else self.as_of
        if told >= self.as_of:
            return text
        words = f"since {told.isoformat()}"
        return f"what is the return {words}?" if len(found) == 1 and SINCE_ALONE.match(text) else SINCE.sub(words, text)

    def _in_points(self, text: str) -> str | Unclear:
        """Return "how many points was that?" for the days that the move before was found on."""
        measure, found = self.context.measure, self.context.found
        if measure == "max_drawdown" and len(self._found_days) > 1:
            first, last = (day.isoformat() for day in self._found_days[:2])
            return f"points change from {first} to {last}"
        if len(found) == 1 and (measure in MOVES or isinstance(found[0], Window)):
            return f"points change {self._words(_window(found[0], self.sessions))}"
        return Unclear(text.strip(" ?")) if found else text

    def _resolved(self, match: re.Match[str]) -> str | Unclear:
        named = match.groupdict()
        unit = (named.get("unit") or named.get("unit2") or "day").lower()
        told = self._told(unit)
        if not told:
            return match[0]
        if match.re is THEN and STOOD.match(match.string):
            unit = "close"
        if match.re is BESIDE:
            after = bool(match["after"] or match["next"])
            read = [self._beside(window, unit, after, match[0]) for window in told]
        else:
            read = [self._within(window, unit) for window in told]
        choices = tuple(dict.fromkeys(words for words in read if words))
        return choices[0] if len(choices) == 1 and all(read) else Unclear(match[0], choices)

    def _told(self, unit: str) -> Sequence[Window]:
        """Return what words of such a unit may mean: what was found, else the period of the thread."""
        period = self._period
        inside = period is not None and _same(period.window.start, period.window.end, unit)
        if self.context.found and not (inside and unit not in DAYS):
            return [_window(found, self.sessions) for found in self.context.found]
        return [period.window] if period else []

    def _within(self, window: Window, unit: str) -> str:
        """Return the unit in which a window lies, "" where it is longer than that."""
        if not _same(window.start, window.end, unit):
            return ""
        if unit == "close":
            return f"at the close of {spelled(window, self.as_of, self.sessions)}"
        if unit in DAYS:
            return f"on {window.end.isoformat()}"
        return self._words(read_period(f"that {unit}", self.as_of, self.sessions, anchor=self._anchor(window)).window)

    def _beside(self, window: Window, unit: str, after: bool, said: str) -> str:
        """Return the unit after a window, or before it: from its close on, where it is one session."""
        side, day = ("after", window.end) if after else ("before", window.start)
        if unit in DAYS:
            near = self.sessions.after(window.end) if after else self.sessions.before(window.start)
            return f"on {near.isoformat()}"
        if window.start == window.end:
            return f"the {unit} {side} {day.isoformat()}"
        if not _same(window.start, window.end, unit):
            return said
        words = f"the {unit} {side}"
        return self._words(read_period(words, self.as_of, self.sessions, anchor=self._anchor(window)).window)

    def _anchor(self, window: Window) -> Period:
        return read_period(spelled(window, self.as_of, self.sessions), self.as_of, self.sessions)

    def _words(self, window: Window) -> str:
        words = spelled(window, self.as_of, self.sessions)
        opened = words.startswith("from ")
        return words if opened else f"{'on' if window.start == window.end else 'in'} {words}"


def _window(found: date | Window, sessions: Sessions) -> Window:
    return found if isinstance(found, Window) else Window(sessions.before(found), found, found)


def _same(first: date, last: date, unit: str) -> bool:
    """Say whether two sessions lie in one calendar unit."""
    if unit == "week":
        return first.isocalendar()[:2] == last.isocalendar()[:2]
    if unit == "month":
        return (first.year, first.month) == (last.year, last.month)
    if unit == "quarter":
        return (first.year, (first.month + 2) // 3) == (last.year, (last.month + 2) // 3)
    return first.year == last.year if unit == "year" else first == last
