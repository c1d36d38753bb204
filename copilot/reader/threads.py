"""What a question takes from its thread: the names, the period, the other one of a pair."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from copilot.reader.measured import PAST_YEAR
from copilot.reader.plan import Context
from copilot.reader.question import Question
from tools.errors import PeriodError
from tools.sessions import Sessions
from tools.windows import Period, read_period

AGAINST_EACH_OTHER: Final = ("set.versus", "set.spread", "set.ahead", "set.trailing", "set.better", "set.worse")
SEVERAL: Final = ("they", "them", "their", "those", "these", "both", "the two", "the three", "each of them", "either")
WHICH: Final = ("which", "who", "whose", "rank")
PAIR: Final = 2
BESIDE_THEM: Final = re.compile(
    r"\b(?:those|these|them|they|both|it|that)\s*(?:,|&|\band\b|\bplus\b)\s*(?:also\s+)?(?:the\s+)?$", re.IGNORECASE
)
"""What sets a name beside those of the thread: "them and Nvidia"."""
AT_PRESENT: Final = ("now", "right now", "today", "currently", "at the moment")
OF_PAIRS: Final = ("correlation", "beta", "tracking_error")
SINCE_THEN: Final = ("is", "has", "have", "am", "are", "since", "been")
"""Words of the present, with which a move is counted from the day of the close that was told before."""


def leans(question: Question, context: Context, named: bool, measure: str | None) -> bool:
    """Say whether the question leans on the one before: it lacks a name or a measure, or says so."""
    if context.tool is None:
        return False
    if not named or measure is None or question.has("thread.same", "thread.make"):
        return True
    past = question.says("did", "was", "were", "and", "what about", "how about")
    return past and not question.periods


def adds_to_those_before(question: Question, subjects: Sequence[str]) -> bool:
    """Say whether the thread's names belong to the question: it has none, or sets one beside or against them."""
    if not subjects or BESIDE_THEM.search(question.text[: min((m.span[0] for m in question.mentions), default=0)]):
        return True
    return len(subjects) == 1 and question.has(*AGAINST_EACH_OTHER) and question.has("thread.those", "set")


def names_meant(question: Question, context: Context) -> tuple[str, ...]:
    """Return the names of the thread that a question is about: those told in turn where it speaks of several."""
    names = context.names_in_turn
    ends = [e for e in question.values("thread") if e in ("former", "latter")]
    if len(names) == PAIR and len(ends) == 1:
        return names[:1] if ends == ["former"] else names[1:]
    several = question.says(*SEVERAL) or question.has(*AGAINST_EACH_OTHER, "set.more", "set.less")
    several |= question.has("set.best", "set.worst", "set.rank", "degree") and question.says(*WHICH)
    return names if several and not question.mentions else context.subjects


def asks_when_of_a_fall(question: Question, context: Context, measure: str | None) -> bool:
    """Say whether "when did it bottom?" asks for a day of the drawdown that the thread is about."""
    ends = measure in ("low", "high") and question.says("when")
    return ends and context.measure == "max_drawdown" and not (question.mentions or question.periods)


def pair_meant(context: Context, measure: str | None, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """Return both names of a pair of which a question changes one: the one that is not the index, else the second."""
    pair = context.subjects
    if context.tool != "compare" or len(pair) != PAIR or len(subjects) != 1 or set(subjects) & set(pair):
        return subjects
    of_pairs = context.measure in OF_PAIRS and measure in (None, context.measure)
    to_index = pair[1].startswith("^") and not (pair[0].startswith("^") or subjects[0].startswith("^"))
    if to_index and (of_pairs or measure is None):
        return (subjects[0], pair[1])
    return (pair[0], subjects[0]) if of_pairs else subjects


def period_meant(
    question: Question, context: Context, measure: str | None, as_of: date, sessions: Sessions
) -> str | None:
    """Return the period of the thread; for a move after closes that were told, the time between them or since."""
    words = context.period
    if words and measure in PAST_YEAR and len(context.periods_in_turn) == 1 and _day(words, as_of, sessions):
        return None
    if context.measure != "close" or measure in (None, "close"):
        return words
    days = sorted({day for told in context.periods_in_turn if (day := _day(told, as_of, sessions))})
    if len(days) > 1:
        return f"from {days[0].isoformat()} to {days[-1].isoformat()}"
    if days and days[0] < as_of and question.says(*SINCE_THEN):
        return f"since {days[0].isoformat()}"
    return words


def _day(words: str, as_of: date, sessions: Sessions) -> date | None:
    try:
        period: Period = read_period(words, as_of, sessions)
    except PeriodError:
        return None
    return period.window.end if period.kind == "day" else None
