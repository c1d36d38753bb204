"""Names in a row and periods with what leads them, for sentences."""

import re
from collections.abc import Iterable

LED = frozenset(
    "in on at over during for since from between after before until through throughout within across as today "
    "yesterday this last next so".split()
)
BACKWARD = re.compile(
    r"(?:the )?(?P<rest>(?:past|trailing)\b.*|(?:last|previous|prior)\s+(?:[\w-]+\s+)*\w+s)$", re.IGNORECASE
)
TO_DATE = re.compile(r"[ymqw]td\b|(?:year|month|quarter|week)[- ]to[- ]date", re.IGNORECASE)
DAY = re.compile(r"(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}\b|\d{4}-\d\d-\d\d)")


def joined(names: Iterable[str], last: str = "and") -> str:
    """Return "A", "A and B", "A, B and C"."""
    every = list(names)
    return f" {last} ".join([", ".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)


def within_words(period: str) -> str:
    """Return words for a period with what leads them in a sentence: "in 2024", "over the past year", "since March"."""
    words = " ".join(period.split())
    if match := BACKWARD.match(words):
        return f"over the {match['rest']}"
    first = words.lower().partition(" ")[0]
    if not words or first in LED or TO_DATE.match(words):
        return words
    return f"on {words}" if DAY.match(words) else f"in {words}"
