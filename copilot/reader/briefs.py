"""A request for the market brief, told from a question about the market."""

import re
from datetime import date
from typing import Final

from tools.errors import PeriodError
from tools.sessions import Sessions
from tools.windows import read_period

ASKED: Final = re.compile(
    r"(?:(?:please|(?:can|could|would) you(?: please)?|i(?:'d| would)? (?:like|want|need)|let me have|let's have)\s+)?"
    r"(?:(?:give|show|write|generate|create|make|prepare|draft|produce|send|read|do|get)\s+(?:me|us)?\s*)?"
    r"(?:(?:a|an|the|my|your|today's|this morning's|tonight's)\s+)?"
    r"(?:(?:short|quick|full|new|narrative|daily|morning|evening|closing|stock|stocks|market|markets)\s+){0,4}"
    r"(?:brief|briefing)(?:\s+(?:me|us))?"
    r"(?:\s+(?:of|on|about|for)\s+(?:the\s+)?(?:stock\s+)?markets?)?"
    r"(?:\s+(?:(?:as\s+of|for|of|on)\s+)?(?P<day>\S.*?))?"
    r"(?:,?\s+please)?[.!?\s]*",
    re.IGNORECASE,
)
TODAY: Final = ("today", "now", "the day", "right now", "this morning")


def brief_asked(question: str, sessions: Sessions, as_of: date) -> date | None:
    """Return the day of the brief that is asked for, None when the question asks for none.

    "Give me a market brief" is one of the as-of session, "… for 6 January 2026" one of that day.
    A brief of a longer time is none: that is a question about the market.
    """
    match = ASKED.fullmatch(question.strip())
    if match is None:
        return None
    words = match["day"]
    if words is None or words.lower() in TODAY:
        return as_of
    try:
        period = read_period(words, as_of, sessions)
    except PeriodError:
        return None
    return period.window.end if period.kind == "day" else None
