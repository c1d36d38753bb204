"""Questions that can be asked instead: the question's own subject and period kept, and read by this reader."""

import re
from typing import Final

from copilot.reader.filled import Asked
from copilot.reader.measured import END_OF
from tools.universe import Group, Instrument

EXAMPLES: Final = (
    "How has the Nasdaq done since ChatGPT launched?",
    "Rank the sectors this year",
    "How much of the S&P 500 is the Magnificent 7?",
)
BEFORE: Final = re.compile(r"\b(in|on|during|over|for|within|at|of)\s+(?:the\s+)?$", re.IGNORECASE)
DATED: Final = re.compile(r"(?:\d|Q[1-4]\b|H[12]\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
OPENED: Final = re.compile(r"(?:since|from|after|before|during|on|around|the (?:day|week|month))\b", re.IGNORECASE)
MARKETS: Final = ("market", "three_averages")


def spoken(subject: Instrument | Group) -> str:
    """Return the plainest name for running text: "the S&P 500", "Apple", "SPY", "the energy sector"."""
    if isinstance(subject, Group):
        return subject.name if subject.name.startswith("the ") else f"the {subject.name}"
    if subject.kind == "fund" and not subject.sector:
        return subject.symbol
    plain = subject.short.partition(" (")[0]
    if subject.kind == "fund":
        return f"the {plain.lower()} sector"
    return f"the {plain}" if subject.kind == "index" and not plain.islower() else plain


def when(asked: Asked) -> str:
    """Return the period of a question, ready to stand at the end of another: "in 2025"; "" where it has none."""
    if asked.period is None:
        return ""
    if asked.period.lower() in ("now", "right now"):
        return "today"
    own = next((p for p in asked.question.periods if p.text == asked.period), None)
    if own is not None and own.kind == "day" and END_OF.search(own.text):
        return ""
    before = BEFORE.search(asked.question.text[: own.span[0]]) if own else None
    if not DATED.match(asked.period):
        bare = own is not None and own.kind == "event" and not OPENED.match(asked.period)
        return f"on {asked.period}" if bare else asked.period
    if before and before[1].lower() in ("in", "on", "during"):
        return f"{before[1].lower()} {asked.period}"
    return f"{'on' if own and own.kind == 'day' else 'in'} {asked.period}"


def facts_about(asked: Asked) -> tuple[str, ...]:
    """Return questions that can be answered about what was named, over the period that was named."""
    named = next((m.subject for m in asked.question.mentions if m.subject is not None), None)
    period = when(asked)
    if named is None:
        if not period:
            return EXAMPLES
        return (f"How did the market do {period}?", f"Rank the sectors {period}", f"Rank the Magnificent 7 {period}")
    name = spoken(named)
    done = f"How did {name} do {period}?" if period else f"How has {name} done this year?"
    if isinstance(named, Group):
        if named.key in MARKETS:
            return (done, f"Which index did best {period or 'this year'}?", f"Rank the sectors {period or 'this year'}")
        return (done, f"Rank {name} {period or 'this year'}", f"How many of {name} rose {period or 'this year'}?")
    day = any(p.kind == "day" for p in asked.question.periods)
    return (done, *_beside(name, f"in {asked.as_of.year - 1}" if day or not period else period, named))


def _beside(name: str, year: str, named: Instrument) -> tuple[str, str]:
    against = f"Did {name} beat the S&P 500 {year}?" if named.symbol != "^GSPC" else f"Which index did best {year}?"
    return f"What was the worst drawdown of {name} {year}?", against
