"""What tools say about their figures, and what they could not do, in sentences without stray figures."""

import re
from typing import Final

from copilot.writing.results import Json, Results

MOST: Final = 3
SKIPPED: Final = ("All of this ends", "A second-hand passage", "No passage of", "The table shows", "It could not be")
REWRITTEN: Final = (
    (
        re.compile(r"Differences under [\d.]+ percentage points count as ties"),
        "Differences too small to matter count as ties",
    ),
    (re.compile(r"of the \d+ sessions asked for"), "of the sessions asked for"),
    (re.compile(r",? nor for \d+ more(?: of the \d+ sessions)?"), ""),
    (re.compile(r"of the \d+ sessions"), "of the sessions"),
)
DAY: Final = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


def notes_of(results: Results) -> list[str]:
    """Return the tools' notes that a reader needs, as sentences."""
    lines = [plain(note) for note in results.notes if note[:1].isupper() and not note.startswith(SKIPPED)]
    return lines[:MOST]


def failures_of(results: Results) -> list[str]:
    """Return what could not be done, as sentences, the same reason once."""
    return list(dict.fromkeys(plain(failure["text"]) for failure in results.failures))[:MOST]


def plain(text: str) -> str:
    """Return a note with its counts taken out, which no fact carries, and its dates as dates are written."""
    for pattern, words in REWRITTEN:
        text = pattern.sub(words, text)
    text = " ".join(text.split()).rstrip(".")
    return text[:1].upper() + text[1:]


def worst_kind(failures: list[Json]) -> tuple[str, str]:
    """Return how an answer behaves when nothing could be done: its behaviour and the reason."""
    kinds = [f["kind"] for f in failures]
    for kind in ("unknown_name", "ambiguous", "not_understood"):
        if kind in kinds:
            return "clarify", kind
    return "decline", "no_data"
