"""Judge whether a cited passage carries the sentence that cites it, and find the words that do."""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from copilot.facts import Passage
from copilot.grounding.evidence import Evidence
from copilot.grounding.lexicon import Named, base_index, find
from copilot.grounding.quoting import sayings
from copilot.grounding.scan import CITATION, Sentence
from copilot.grounding.vocabulary import Signal

SUPPORT: Final = 0.5
"""Least share of a sentence's content words that its passage must hold.

Measured on 267 passages of finance dialogues: of sentences with a third of their content words
said otherwise, 88% reach 0.5 in their own passage (93% reach 0.4, 78% reach 0.6); of sentences
held against five passages of others, 11% reach it in any of them (18% and 3%). Names, figures,
quotes and direction are held on top of it.
"""
WORD: Final = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’&-]{2,}|[\u3400-\u9fff]{2}")
STOP_WORDS: Final = (
    "the and for with that this from was were are has had have its his her their they them which who whom whose "
    "what when where while but not nor than then there these those into over under about above after before "
    "because between during each few more most other some such only own same too very can will just should now "
    "also all any both been being did does doing down off once out through until again against according says "
    "said say notes noted note wrote write report reports reported article analysis source sources company "
    "companies per via may might could would one two three four five six seven eight nine ten percent points "
    "percentage basis about around roughly approximately expects expect expected project projects projected "
    "forecast forecasts see sees year years month months week today"
)
STOP: Final = frozenset(STOP_WORDS.split())
QUOTES: Final = re.compile(r"[“\"«]([^”\"»]{8,})[”\"»]")
CAPITAL: Final = re.compile(r"(?<![.!?]\s)(?<!^)(?<=[\s(“\"])([A-Z][A-Za-z&]+(?:\s[A-Z][A-Za-z&]+)*)")
OPENING: Final = re.compile(r"^\W*([A-Z][a-z]+(?:\s[A-Z][A-Za-z&]+)+)")
ENDINGS: Final = re.compile(r"(?:ings?|edly|ed|es|s|ly|ment|ments|ion|ions|al|ity|ness|ies|y|e)$")


@dataclass(frozen=True, slots=True)
class Support:
    """Whether a passage carries a sentence; `quote` are the passage's words that do."""

    carries: bool
    reason: str | None = None
    quote: str = ""
    share: float = 0.0


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a word without its commonest endings."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    return ENDINGS.sub("", word) if len(word) > 4 else word


@lru_cache(maxsize=1024)
def content(text: str) -> frozenset[str]:
    """Return the stems of a text's content words."""
    return frozenset(stem(w) for w in WORD.findall(text) if w.lower() not in STOP)


def covered_text(sentence: Sentence, name: str) -> str:
    """Return the words that a citation stands behind: back to the citation before, or the whole sentence."""
    start = end = 0
    for at, after, other in sentence.citations:
        if other == name:
            end = at
            break
        if sentence.text[after : after + 1] not in ("[", " ") or sentence.text[after:].lstrip()[:1] != "[":
            start = after
    words = sentence.text[start:end]
    if len(content(words)) < 2:
        words = sentence.text
    return CITATION.sub(" ", re.sub(r"\{[^{}]*\}", " ", words))


def support(sentence: Sentence, passage: Passage, evidence: Evidence) -> Support:
    """Return whether a passage carries the sentence that cites it: names, quotes, direction, words.

    Its figures are judged one by one where they stand.
    """
    words = covered_text(sentence, passage.id)
    hay = f"{passage.text}\n{passage.title}\n{passage.publisher}"
    for quote in QUOTES.findall(words):
        if _plain(quote) not in _plain(hay):
            return Support(False, "the passage does not have the quoted words")
    missing = _missing_names(words, hay, evidence)
    if missing:
        return Support(False, f"the passage does not speak of {missing}")
    wanted = content(words)
    share = len(wanted & content(hay)) / len(wanted) if wanted else 1.0
    if share < SUPPORT:
        return Support(False, "the passage does not say this", share=share)
    best, start, end = _best(wanted, passage.text)
    if opposed(words, passage.text[start:end]):
        return Support(False, "the passage says the opposite", share=share)
    return Support(True, None, best, share)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _missing_names(words: str, hay: str, evidence: Evidence) -> str:
    """Return the first name in the words that the passage does not have, "" when it has all."""
    there = {
        s for h in find(hay, evidence.index, base_index()) if isinstance(h.payload, Named) for s in _symbols(h.payload)
    }
    spans = []
    for hit in find(words, evidence.index, base_index()):
        if isinstance(hit.payload, Named):
            spans.append((hit.start, hit.end))
            if not _symbols(hit.payload) & there and words[hit.start : hit.end].lower() not in hay.lower():
                return words[hit.start : hit.end]
    plain = f" {_plain(hay)} "
    for match in (*OPENING.finditer(words), *CAPITAL.finditer(words)):
        if any(s < match.end() and match.start() < e for s, e in spans):
            continue
        if not any(f" {_plain(w)}" in plain for w in match[1].split() if w.lower() not in STOP):
            return match[1]
    return ""


def _symbols(named: Named) -> frozenset[str]:
    return named.singles | named.members


def _best(wanted: frozenset[str], text: str) -> tuple[str, int, int]:
    """Return the passage's sentence, or two in a row, that holds most of the wanted words."""
    said = sayings(text)
    spans = [(s.start, s.start + len(s.sentence.text)) for s in said]
    pairs = [(a[0], b[1]) for a, b in itertools.pairwise(spans)]
    best, most = (0, len(text)), -1.0
    for start, end in (*spans, *pairs):
        score = len(wanted & content(text[start:end])) - 0.002 * (end - start)
        if score > most:
            best, most = (start, end), score
    start, end = best
    return text[start:end].strip(), start, end


def opposed(one: str, two: str) -> bool:
    """Say whether two texts speak of opposite directions, each of one only."""
    return _directions(one) * _directions(two) < 0


def _directions(text: str) -> int:
    signals = [h.payload for h in find(text, {}, base_index()) if isinstance(h.payload, Signal)]
    told = {int(s.value) for s in signals if s.kind in ("move", "side", "beat", "ahead") and s.value}
    negated = any(s.kind == "negation" for s in signals)
    return 0 if len(told) != 1 or negated else told.pop()
