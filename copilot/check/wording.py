"""Small matters of wording: dates, spans and sentences for a reader."""

import re
from datetime import date

from copilot.grounding.printing.render import print_date

ISO = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")


def sentence_case(text: str) -> str:
    """Return a reason with its dates as a reader writes them."""
    return ISO.sub(lambda m: print_date(date.fromisoformat(m[1])), text)


def day_words(day: date) -> str:
    """Return a day as a reader writes it: "6 January 2026"."""
    return print_date(day)
