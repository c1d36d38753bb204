"""The periods of a question, with the small words before them that change what they mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from copilot.reader.rows import listed, of_one_year
from tools.errors import PeriodError, PeriodNotUnderstood
from tools.sessions import Sessions
from tools.windows import Period, RefusedPeriod, find_periods, read_period

OPENER: Final = re.compile(
    r"\b(from|since|until|till|before|after|through|by|between|as of"
    r"|than(?: it| they)?(?: was| were| is| are| stood)?(?: at| on| in)?)\s+(?:about\s+)?$",
    re.IGNORECASE,
)
OF_A_RETURN: Final = re.compile(
    r"\s+(?:total |price )?(?:returns?|performance|gains?|volatility|drawdowns?)\b", re.IGNORECASE
)
"""After the period in "by 2024 return", which ranks by the return of that year."""
SINCE: Final = ("from", "than")
WHEN: Final = re.compile(r"\b(?:when|at the time(?: that| when)?)\s+(?P<rest>[^,.;?!]+)", re.IGNORECASE)
YEAR: Final = re.compile(r"(?<![\w$,.+-])(?:19|20)\d\d(?![\w%,.-]|\s*(?:%|points?|percent|dollars?|shares))")
AMOUNT: Final = re.compile(r"[%$]|percent", re.IGNORECASE)
AT_PRESENT: Final = ("now", "today", "right now")
FINISHED: Final = re.compile(
    r"\b(?:finish|finished|end|ended|ends|close out|closed out|wrap up|wrapped up|round off|rounded off)\s+"
    r"(?P<when>the\s+(?P<unit>week|day))\b(?!\s+(?:at\b|of\b|before\b|after\b|(?:19|20)\d\d))",
    re.IGNORECASE,
)
MOST_WORDS: Final = 6
SPAN: Final = re.compile(
    r"\b(?P<count>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[- ](?P<unit>year|month|week|day)\b"
    r"(?=\s+(?:(?P<risk>(?:reali[sz]ed |historical |annuali[sz]ed )?(?:volatility|vol|beta|correlation|sharpe)\b)"
    r"|annuali[sz]ed|return|total|price|performance|max|maximum|cagr|drawdown|gain|change))",
    re.IGNORECASE,
)


OF_THE_UNIT: Final = re.compile(
    r"(?:\b(?:(?:highest|lowest|best|worst|record|top)\s+(?:daily\s+)?closes?|highs?|lows?|peaks?|troughs?"
    r"|performers?|stocks?|sectors?|gainers?|losers?|winners?|drawdowns?|drops?|gains?|falls?)|_)"
    r"\s+(?:of|for)\s+(?P<when>the\s+(?P<unit>year|quarter|month|week))\b"
    r"(?!\s+(?:of\b|before\b|after\b|to\b|that\b|ago\b|ended\b|ending\b|\d))",
    re.IGNORECASE,
)
"""What is looked for in the unit that runs: "the high of the year", "the best day of the week"."""


@dataclass(frozen=True)
class FoundDates:
    """The periods of a text, those refused, and moments told by "when …", which only some questions can use."""

    periods: tuple[Period, ...]
    refused: tuple[RefusedPeriod, ...]
    moments: tuple[Period, ...] = ()


def find_dates(
    text: str, as_of: date, sessions: Sessions, anchor: Period | None, names: Sequence[tuple[int, int]] = ()
) -> FoundDates:
    """Return the periods of a text; one whose opening word was not read with it is read again, or refused.

    A number inside of a name (`names` are their spans) is no year.
    """
    spans = [_span(m, as_of, sessions) for m in SPAN.finditer(text)]
    spans += _units(text, as_of, sessions)
    open_text = text
    for pattern in (SPAN, FINISHED, OF_THE_UNIT):
        open_text = pattern.sub(_hidden, open_text)
    found = find_periods(open_text, as_of, sessions, anchor=anchor)
    periods: list[Period] = list(spans)
    refused = [r for r in found.refused if not AMOUNT.search(r.text) and not _begins_inside(r.span, names)]
    for period in found.periods:
        opener = OPENER.search(open_text[: period.span[0]])
        if opener and opener[1].lower() == "by" and OF_A_RETURN.match(open_text, period.span[1]):
            opener = None
        until = period.kind == "day" and len(found.periods) > 1
        if opener and opener[1].lower() == "by" and (until or period.text.lower() in AT_PRESENT):
            periods.append(replace(period, span=(opener.start(1), period.span[1])))
            continue
        compared = len(found.periods) > 1 or anchor is not None
        read = period if opener is None else _with_opener(opener, period, as_of, sessions, compared)
        if isinstance(read, Period):
            periods.append(read)
        else:
            refused.append(read)
    taken = [*(p.span for p in found.periods), *(r.span for r in found.refused)]
    periods += _years(open_text, taken, names, as_of, sessions)
    whole: list[Period] = []
    for period in sorted(periods, key=lambda p: p.span):
        opened = not open_text.startswith(period.text, period.span[0])
        between = open_text[whole[-1].span[1] : period.span[0]] if whole else ""
        if not whole or opened or between.strip(" ,") or listed(whole[-1], period, between):
            whole.append(period)
            continue
        together = _joined(whole.pop(), period, open_text, as_of, sessions)
        if isinstance(together, Period):
            whole.append(together)
        else:
            refused.append(together)
    shared = of_one_year(whole, open_text, as_of, sessions)
    return FoundDates(tuple(shared), tuple(refused), _moments(open_text, periods, as_of, sessions))


def _units(text: str, as_of: date, sessions: Sessions) -> list[Period]:
    """Return "the week" and its like: the newest one that is over where it is said to have ended, else this one."""
    found = []
    for match in FINISHED.finditer(text):
        unit = match["unit"].lower()
        words = "today" if unit == "day" else "this week" if _ends_a_week(as_of, sessions) else "last week"
        found.append(replace(read_period(words, as_of, sessions), text=words, span=match.span("when")))
    for match in OF_THE_UNIT.finditer(text):
        words = f"this {match['unit'].lower()}"
        found.append(replace(read_period(words, as_of, sessions), text=words, span=match.span("when")))
    return found


def _ends_a_week(session: date, sessions: Sessions) -> bool:
    """Say whether a session is the last one of its week."""
    return session.isocalendar()[:2] != sessions.after(session).isocalendar()[:2]


def _begins_inside(span: tuple[int, int], names: Sequence[tuple[int, int]]) -> bool:
    """Say whether words taken for a time begin inside of a name: "2000" of the Russell 2000."""
    return any(start <= span[0] < end for start, end in names)


def _years(
    text: str, taken: Sequence[tuple[int, int]], names: Sequence[tuple[int, int]], as_of: date, sessions: Sessions
) -> list[Period]:
    """Return the bare years that nothing else took: "Nasdaq 2025 performance"."""
    found = []
    for match in YEAR.finditer(text):
        free = all(match.end() <= start or end <= match.start() for start, end in (*taken, *names))
        belongs = any(end <= match.start() and not text[end : match.start()].strip(" ,") for _, end in taken)
        if free and not belongs:
            try:
                found.append(replace(read_period(match[0], as_of, sessions), span=match.span()))
            except PeriodError:
                continue
    return found


def _moments(text: str, known: Sequence[Period], as_of: date, sessions: Sessions) -> tuple[Period, ...]:
    """Return the period since the moment that is told by "when …"."""
    match = WHEN.search(text)
    if match is None or any(match.start() < p.span[1] and p.span[0] < match.end() for p in known):
        return ()
    words = match["rest"].split()
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        told = " ".join(words[:count])
        try:
            read = read_period(f"since {told}", as_of, sessions)
        except PeriodError:
            continue
        return (replace(read, text=f"since {told}", span=(match.start(), match.start("rest") + len(told))),)
    return ()


def _joined(first: Period, second: Period, text: str, as_of: date, sessions: Sessions) -> Period | RefusedPeriod:
    """Return two periods that stand side by side as the one that they name together: "Jan 5-9" and "2026"."""
    span = (first.span[0], second.span[1])
    words = text[span[0] : span[1]]
    try:
        return replace(read_period(words, as_of, sessions), text=words, span=span)
    except PeriodError:
        return _refused(words, span)


def _hidden(match: re.Match[str]) -> str:
    """Return the words as blanks; the last of them only, where the pattern says "when"."""
    start = match.start("when") - match.start() if "when" in match.re.groupindex else 0
    return match[0][:start] + "_" * (len(match[0]) - start)


def _span(match: re.Match[str], as_of: date, sessions: Sessions) -> Period:
    """Return the period of "three-year": the past three years; a 30-day volatility is one of 30 sessions."""
    unit = "session" if match["risk"] and match["unit"].lower() == "day" else match["unit"]
    words = f"past {match['count']} {unit}s" if match["count"] not in ("1", "one") else f"past {unit}"
    return replace(read_period(words, as_of, sessions), text=words, span=match.span())


def _with_opener(
    opener: re.Match[str], period: Period, as_of: date, sessions: Sessions, compared: bool
) -> Period | RefusedPeriod:
    """Return the period that begins where it says: "from August 2024" is since then, others as they stand.

    "Than 2024" is that year itself where another period is `compared` with it.
    """
    word = opener[1].lower()
    if word == "as of":
        return replace(period, text=f"as of {period.text}", span=(opener.start(1), period.span[1]))
    span = (opener.start(1), period.span[1])
    if word.startswith("than") and period.kind == "span":
        return replace(period, span=span) if compared else _refused(f"{word} {period.text}", span)
    words = f"{'since' if word.startswith(SINCE) else word} {period.text}"
    try:
        return replace(read_period(words, as_of, sessions), text=words, span=span)
    except PeriodError:
        return _refused(words, span)


def _refused(words: str, span: tuple[int, int]) -> RefusedPeriod:
    error = PeriodNotUnderstood(words, f"{words!r} names no period of time that is known")
    return RefusedPeriod(words, span, error)
