"""Sentences from the library: what a passage says, quoted and cited, second-hand named as such."""

import re
from collections.abc import Iterable
from typing import Final

from copilot.facts import Passage
from copilot.grounding.render import print_date
from copilot.reader.languages import ENGLISH
from copilot.writing.returns import measured
from copilot.writing.results import Results

SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
WORD: Final = re.compile(r"[A-Za-z][A-Za-z'&/-]+|\d{3,4}")
EMPTY: Final = ENGLISH | frozenset(
    """a an according to article analyst analysts at be by can could do expect expects expected from had i in into it its list
    lists me note on or say says said so source sources tell that their there they trade trades us was we when where who would
    stock stocks market give why reason because drove caused explain behind report reports library think thinks about any""".split()
)
LEAST: Final = 2
QUOTES: Final = 2
LONGEST: Final = 320


def cited(results: Results) -> list[str]:
    """Return what the passages say about the question; with a "why", the move first, and only passages of its time."""
    said = measured(results) if results.plan.details.get("why") else []
    chosen = _chosen(results)
    if not chosen and results.plan.details.get("why"):
        return [*said, "No passage in the source library says why"] if said else []
    return said + [_quoted(passage, text) for passage, text in chosen]


def _chosen(results: Results) -> list[tuple[Passage, str]]:
    """Return the passages that speak of the question, each with its most fitting sentence."""
    call = next(results.calls_of("search_library"), None)
    if call is None:
        return []
    wanted = _stems(results.calls[call]["args"]["query"])
    scored: list[tuple[int, int, Passage, str]] = []
    for place, passage in enumerate(results.passages):
        if results.plan.details.get("why") and not _of_its_time(results, passage):
            continue
        score, text = max(((len(wanted & _stems(s)), s) for s in _sentences(passage.text)), default=(0, ""))
        if score >= min(LEAST, len(wanted)) and score > 0:
            scored.append((-score, place, passage, text))
    best = sorted(scored, key=lambda s: (s[0], s[1]))[:QUOTES]
    return [(passage, text) for score, _, passage, text in best if -score * 2 >= -best[0][0]]


def _of_its_time(results: Results, passage: Passage) -> bool:
    """Say whether a passage was published since the move that it is to explain began."""
    windows = [f.window for call in results.calls_of("measure") for _, f in results.main(call) if f.window]
    return not windows or (passage.published is not None and passage.published >= windows[0].start)


def _sentences(text: str) -> Iterable[str]:
    found = (" ".join(m[0].split()).strip(' "“”') for m in SENTENCE.finditer(text))
    return [s for s in found if 20 <= len(s) <= LONGEST]


def _stems(text: str) -> frozenset[str]:
    words = (w.lower().removesuffix("'s") for w in WORD.findall(text))
    return frozenset(w.rstrip("s")[:7] for w in words if w not in EMPTY)


def _quoted(passage: Passage, text: str) -> str:
    """Return the sentence of a passage, in its own words, with who says so and its citation."""
    when = f" of {print_date(passage.published)}" if passage.published else ", undated"
    who = f"{passage.publisher}{when}" if passage.publisher else f"“{passage.title}”{when}"
    kind = {"second-hand": "According to a second-hand note", "reporting": "According to reporting"}.get(
        passage.tier, "According to the source"
    )
    return f"{kind} ({who}), {_lowered(text.rstrip('.!?'))} [{passage.id}]"


def _lowered(text: str) -> str:
    """Return a sentence to go on with: a small letter in front of an ordinary word."""
    first = text.split(maxsplit=1)[0] if text else ""
    return (
        text[:1].lower() + text[1:]
        if first in ("The", "A", "An", "It", "In", "On", "For", "This", "These", "According")
        else text
    )
