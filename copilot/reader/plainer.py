"""Turns of phrase that are put in plainer words before a question is read."""

import re
from collections.abc import Callable, Sequence
from typing import Final

_PERIOD: Final = (
    r"(?:the (?:year|month|quarter|week)|20\d\d|q[1-4](?:\s+20\d\d)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+(?:of\s+)?20\d\d)?)"
)
CLOSED: Final = re.compile(
    rf"\b(?P<verb>close|closed|end|ended|finish|finished)\s+(?P<when>{_PERIOD})"
    r"\s+at\b(?P<level>\s+\$?\d[\d,]*(?:\.\d+)?)?",
    re.IGNORECASE,
)
"""What says at which level a period closed: "ended November 2025 at $168"."""
CLOSE_OF_PERIOD: Final = re.compile(
    rf"\b(?P<open>between|from|since)\s+(?:its|their|the)\s+(?P<when>{_PERIOD})(?:'s)?(?:[- ]end)?"
    r"\s+clos(?:e|ing price)\b",
    re.IGNORECASE,
)
"""What counts from the close of a period: "since its 2025 close"."""
WHERE_IT_WAS: Final = re.compile(
    r"\b(?:compared\s+(?:to|with)|from|versus|vs\.?|than|against)\s+where\s+(?:it|they)\s+"
    r"(?:was|were|stood|traded|started|closed|ended|began)\s+(?:at\s+)?",
    re.IGNORECASE,
)
"""What counts from where something stood: "how far is it from where it was two years ago"."""


def _closed_at(match: re.Match[str]) -> str:
    level = f" at{match['level']}" if match["level"] else ""
    verb = "closed" if match["verb"].lower().endswith("ed") else "close"
    return f"{verb}{level} at the end of {match['when']}"


def _from_a_close(match: re.Match[str]) -> str:
    return f"{match['open']} the close of {match['when']}"


PLAINER: Final[Sequence[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]]] = (
    (CLOSED, _closed_at),
    (CLOSE_OF_PERIOD, _from_a_close),
    (WHERE_IT_WAS, "since "),
)


def plainer(text: str) -> str:
    """Return a question with such turns of phrase put plainly."""
    for pattern, words in PLAINER:
        text = pattern.sub(words, text)
    return text
