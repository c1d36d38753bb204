"""Sentences from the library: what a passage says, quoted and cited, second-hand named as such."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Final

from copilot.facts import Passage
from copilot.grounding.render import MONTHS, print_date
from copilot.writing.results import Results
from copilot.writing.returns import measured

SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
WORD: Final = re.compile(r"[A-Za-z][A-Za-z'&/-]+")
STEM: Final = 5
LEANING: Final = ("It", "They", "This", "That", "These", "Those", "He", "She")
SAID: Final = {
    "second-hand": "According to a second-hand note", "reporting": "According to reporting",
    "primary": "According to the source",
}  # fmt: skip
SOON: Final = timedelta(days=31)
LEAST: Final = 2
QUOTES: Final = 2
CLOSE: Final = 0.7
ENOUGH: Final = 0.6
LONGEST: Final = 320
SMALL: Final = (
    "The", "A", "An", "It", "In", "On", "For", "This", "These", "According", "As", "At", "By", "With", "From", "That",
    "They", "Some", "Most", "Its", "Both", "Citing",
)  # fmt: skip


@cache
def empty_words() -> frozenset[str]:
    """Return the words of a question that say nothing of its topic: small words, askers, months."""
    text = (resources.files("copilot.writing") / "empty_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split()) | frozenset(m.lower() for m in MONTHS)


def cited(results: Results) -> list[str]:
    """Return what the passages say about the question; with a "why", the move first, and only passages of its time."""
    said = measured(results) if results.plan.details.get("why") else []
    chosen = _chosen(results)
    if not chosen and results.plan.details.get("why"):
        return [*said, "No passage in the source library says why"] if said else []
    return said + [line for passage, text in chosen for line in _quoted(passage, text)]


def _chosen(results: Results) -> list[tuple[Passage, str]]:
    """Return the passages that speak of the question, each with its most fitting sentence."""
    call = next(results.calls_of("search_library"), None)
    if call is None:
        return []
    names = _stems(" ".join(results.plan.details.get("names", ())))
    asked = _stems(results.calls[call]["args"]["query"])
    topic = asked - _stems(" ".join(results.plan.details.get("said", ()))) or asked
    scored: list[tuple[float, int, Passage, str]] = []
    for place, passage in enumerate(results.passages):
        if results.plan.details.get("why") and not _of_its_time(results, passage):
            continue
        about = _stems(f"{passage.title} {passage.text}")
        if names and not names & about:
            continue
        score, text = max(((_score(s, topic, names), s) for s in _sentences(passage.text)), default=(0.0, ""))
        if len(topic & about) >= min(LEAST, len(topic)) and score >= ENOUGH:
            scored.append((-score, place, passage, text))
    best = sorted(scored, key=lambda s: (s[0], s[1]))[:QUOTES]
    return [(passage, text) for score, _, passage, text in best if score <= CLOSE * best[0][0]]


def _score(sentence: str, topic: frozenset[str], names: frozenset[str]) -> float:
    """Return how much a sentence speaks of the topic; a name counts for less than what is asked of it."""
    stems = _stems(sentence)
    leaning = 0.6 if sentence.split(maxsplit=1)[0] in LEANING else 1.0
    return leaning * (len(topic & stems) + 0.3 * len(names & stems))


def _of_its_time(results: Results, passage: Passage) -> bool:
    """Say whether a passage can speak of the move that it is to explain: published since that began, and soon after.

    A later one must name the time itself.
    """
    measured_ = [f.window for call in results.calls_of("measure") for _, f in results.main(call) if f.window]
    window = next(iter(measured_), None) or results.plan.details.get("window")
    if window is None:
        return True
    if passage.published is None or passage.published < window.start:
        return False
    return passage.published <= window.end + SOON or _names(passage.text, window.end)


def _names(text: str, day: date) -> bool:
    """Say whether a text names the month of a day, with its year."""
    return str(day.year) in text and MONTHS[day.month - 1] in text


def _sentences(text: str) -> Iterable[str]:
    found = (" ".join(m[0].split()).strip(' "“”') for m in SENTENCE.finditer(text))
    return [s for s in found if 20 <= len(s) <= LONGEST]


def _stems(text: str) -> frozenset[str]:
    words = (w.lower().removesuffix("'s") for w in WORD.findall(text))
    return frozenset(w.rstrip("s")[:STEM] for w in words if w not in empty_words())


def _quoted(passage: Passage, text: str) -> list[str]:
    """Return the sentence of a passage in its own words, with who says so and its citation.

    One that leans on the sentence before it ("It says …") comes with that sentence.
    """
    when = ", undated"
    if passage.published is not None:
        day = print_date(passage.published)
        when = f" of {day}" if day in passage.text else ""
    who = f"{passage.publisher}{when}" if passage.publisher else f"“{passage.title}”{when}"
    every = list(_sentences(passage.text))
    place = every.index(text)
    first = every[place - 1] if place and text.split(maxsplit=1)[0] in LEANING else text
    said = [f"{SAID.get(passage.tier, SAID['primary'])} ({who}), {_lowered(first.rstrip('.!?'))} [{passage.id}]"]
    return said if first is text else [*said, f"{text.rstrip('.!?')} [{passage.id}]"]


def _lowered(text: str) -> str:
    """Return a sentence to go on with: a small letter in front of an ordinary word."""
    first = text.split(maxsplit=1)[0] if text else ""
    return text[:1].lower() + text[1:] if first in SMALL else text
