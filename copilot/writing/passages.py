"""Sentences from the library: what a passage says, quoted and cited, second-hand named as such."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Final

from copilot.facts import Passage
from copilot.grounding.printing.render import MONTHS, print_date
from copilot.writing.results import Results
from copilot.writing.returns import measured
from tools.library.dates import is_dateline
from tools.windows import time_words

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
SHORTEST, LONGEST = 15, 320
NEARLY_ALL: Final = 0.75
NAME: Final = re.compile(r"(?<!^)\b[A-Z][\w&-]+")
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
    query = results.calls[call]["args"]["query"]
    asked = _stems(query)
    topic = asked - _stems(" ".join(results.plan.details.get("said", ()))) or asked
    topic = _stems(_without_time(query)) & topic or topic
    named = _named_somewhere(results, query)
    scored: list[tuple[float, int, Passage, str]] = []
    for place, passage in enumerate(results.passages):
        if results.plan.details.get("why") and not _of_its_time(results, passage):
            continue
        about = _about(passage)
        if (names and not names & about) or (named and not named & about):
            continue
        own = topic - _stems(f"{passage.publisher} {passage.title}") or topic
        score, text = _most_fitting(passage.text, own, names)
        if len(topic & about) >= min(LEAST, len(topic)) and score >= ENOUGH:
            scored.append((-score, place, passage, text))
    best = sorted(scored, key=lambda s: (s[0], s[1]))[:QUOTES]
    return [(passage, text) for score, _, passage, text in best if score <= CLOSE * best[0][0]]


def _named_somewhere(results: Results, query: str) -> frozenset[str]:
    """Return the words of proper names in a question that at least one of the passages has."""
    told = frozenset().union(*(_about(passage) for passage in results.passages))
    return _stems(" ".join(NAME.findall(query))) & told


def _about(passage: Passage) -> frozenset[str]:
    return _stems(f"{passage.publisher} {passage.title} {passage.text}")


def _without_time(text: str) -> str:
    for start, end in reversed(time_words(text)):
        text = f"{text[:start]} {text[end:]}"
    return text


def _most_fitting(text: str, topic: frozenset[str], names: frozenset[str]) -> tuple[float, str]:
    """Return the sentence that speaks most of the topic, and how much; a word that few sentences have tells more."""
    sentences = _sentences(text)
    counts = Counter(stem for sentence in sentences for stem in _stems(sentence))
    rare = frozenset(stem for stem in topic if counts[stem] == 1)
    scored = [(_score(s, topic, names), s) for s in sentences]
    return max(scored, key=lambda one: (len(rare & _stems(one[1])), one[0]), default=(0.0, ""))


def speaks_of(question: str, passages: Iterable[Passage]) -> bool:
    """Whether one of the passages has nearly all of what a question speaks of, and no name in it is missing there."""
    topic = _stems(question)
    names = _stems(" ".join(NAME.findall(question)))
    about = map(_about, passages)
    return any(len(topic & words) >= max(LEAST, NEARLY_ALL * len(topic)) and names <= words for words in about)


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


def _sentences(text: str) -> list[str]:
    """Return what may be quoted: sentences, and rows of tables but the first; no line that only says when."""
    found = (" ".join(m[0].split()).strip(' "“”') for m in SENTENCE.finditer(text))
    return [s for s in found if SHORTEST <= len(s) <= LONGEST and not is_dateline(s) and s not in _heads(text)]


def _heads(text: str) -> frozenset[str]:
    """Return the first rows of the tables of a text with bars, and the lines that part them from the others."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    barred = [line.startswith("|") for line in lines]
    first = (line for k, line in enumerate(lines) if barred[k] and not (k and barred[k - 1]))
    return frozenset((*first, *(line for line in lines if barred[lines.index(line)] and not WORD.search(line))))


def _told(passage: Passage, text: str) -> str:
    """Return a sentence as it stands; a row of a table with bars by the names of its columns."""
    if not text.startswith("|"):
        return text
    lines = [" ".join(line.split()) for line in passage.text.split("\n")]
    head = next(line for line in lines if line.startswith("|"))
    names, cells = ([cell.strip() for cell in row.strip("|").split("|")] for row in (head, text))
    if len(names) != len(cells) or head not in _heads(passage.text):
        return ", ".join(filter(None, cells))
    return f"{cells[0]}: {', '.join(f'{n} {c}' for n, c in zip(names[1:], cells[1:], strict=True) if c)}"


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
    quoted = _lowered(_told(passage, first).rstrip(".!?"))
    said = [f"{SAID.get(passage.tier, SAID['primary'])} ({who}), {quoted} [{passage.id}]"]
    return said if first is text else [*said, f"{text.rstrip('.!?')} [{passage.id}]"]


def _lowered(text: str) -> str:
    """Return a sentence to go on with: a small letter in front of an ordinary word."""
    first = text.split(maxsplit=1)[0] if text else ""
    return text[:1].lower() + text[1:] if first in SMALL else text
