"""Judge whether a cited passage carries the sentence that cites it, and find the words that do."""

import itertools
import re
from dataclasses import dataclass
from typing import Final

from copilot.facts import Passage
from copilot.grounding.citations.datelines import is_time, missing_day
from copilot.grounding.citations.quoting import sayings
from copilot.grounding.citations.relations import untied
from copilot.grounding.citations.translated import held, missing_translated
from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.reading.content import SAME, STOP, content, plain, stem
from copilot.grounding.reading.languages import is_english
from copilot.grounding.reading.lexicon import Hit, Named, base_index, find
from copilot.grounding.reading.number_words import UNITS
from copilot.grounding.reading.opposites import opposed
from copilot.grounding.reading.scan import CITATION, Reference, Sentence

SUPPORT: Final = 0.5
"""Least share of a sentence's content words that its passage must hold.

Measured on 267 passages of finance dialogues: of sentences with a third of their content words
said otherwise, 88% reach 0.5 in their own passage (93% reach 0.4, 78% reach 0.6); of sentences
held against five passages of others, 11% reach it in any of them (18% and 3%). Names, figures,
quotes and direction are held on top of it.
"""
OTHER_LANGUAGE: Final = "held by names, figures and times alone: the passage is in another language"
THIN: Final = 4
"""Up to so many content words, half of them are too few to carry a sentence."""
QUOTES: Final = re.compile(r"[“\"«]([^”\"»]{8,})[”\"»]")
YEARS: Final = re.compile(r"\b(?:19|20)\d\d\b")
NO_NOUN: Final = (
    r"(?:percent|percentage|basis|points?|per|times|hundred|thousand|million|billion|trillion|and|or|to|in|"
    rf"{'|'.join(UNITS)})\b"
)
COUNTED: Final = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(UNITS)})\s+(?P<part>of\s+(?:the|its|their)\s+)?"
    rf"(?P<nouns>(?!{NO_NOUN})[A-Za-z]{{3,}}(?:[\s-]+(?!{NO_NOUN})[A-Za-z]{{3,}}){{0,2}})",
    re.IGNORECASE,
)
COMING: Final = re.compile(
    r"(?<!than )(?<!as )\b(?:expects?|forecasts?|predicts?|projects|anticipates?|foresees?|will|won[’']t)\b",
    re.IGNORECASE,
)
FORWARD: Final = re.compile(
    r"\b(?:expect\w*|forecast\w*|predict\w*|project\w*|anticipat\w*|foresee\w*|sees?|will|won[’']t|should|could|may|might|would|"
    r"shall|outlook|targets?|estimates?|likely|unlikely|guid\w+|plans?|planned|intends?|going\s+to|(?:through|by|in|for|until)\s+20\d\d|"
    r"ahead|next|coming|future|remains?|scheduled|poised|set\s+to|prospects?|believes?|think|view|'ll)\b",
    re.IGNORECASE,
)
"""Words one of which a passage has that says what is to come."""
EARNED: Final = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"revenues?|sales|turnover|top\s+line|brought\s+in|billings?|receipts",
        r"earnings|profits?|profitab\w+|eps|(?:net\s+)?income|ebitda|bottom\s+line",
        r"dividends?|payouts?|distributions?",
        r"margins?",
    )
)
OF_SIZE: Final = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(UNITS)})\s+(?:out\s+)?(?:of|in)\s+(?:[\w’']+\s+){{0,2}}?(?P<size>\d{{1,2}}|{'|'.join(UNITS)})\s+"
    r"(?:[a-z]+\s+)??(?P<noun>[a-z]{4,})\b",
    re.IGNORECASE,
)
ESTIMATES: Final = re.compile(
    r"\b(?:beat|topp|miss|exceed|surpass|outstripp|ahead\s+of|above|below|short\s+of|in\s+line\s+with)\w*\s+(?:[\w’']+\s+){0,3}?"
    r"(?:estimates|expectations|forecasts|consensus|predictions)\b",
    re.IGNORECASE,
)
ESTIMATED: Final = re.compile(
    r"\b(?:estimates|expectations|than\s+(?:was\s+|had\s+been\s+|analysts\s+)?(?:expected|forecast|predicted)|forecasts|consensus|beat|miss|topp|"
    r"exceed|surpass|surpris|better\s+than|worse\s+than)",
    re.IGNORECASE,
)
"""What a result is held against, and words one of which a passage has that does so."""
NAMES_LESS: Final = 0.7
"""How much less a name counts than another word where the words of a passage that say most of a sentence are sought."""
CAPITAL: Final = re.compile(r"(?<![.!?]\s)(?<!^)(?<=[\s(“\"])([A-Z][A-Za-z&]+(?:\s[A-Z][A-Za-z&]+)*)")
OPENING: Final = re.compile(r"^\W*([A-Z][a-z]+(?:\s[A-Z][A-Za-z&]+)+)")


@dataclass(frozen=True, slots=True)
class Support:
    """Whether a passage carries a sentence; `quote` are the passage's words that do."""

    carries: bool
    reason: str | None = None
    quote: str = ""
    share: float = 0.0


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
    return CITATION.sub(" ", re.sub(r"\{[^{}]*\}|^\s*[-*•]\s", " ", words)).lstrip()


def support(sentence: Sentence, passage: Passage, evidence: Evidence) -> Support:
    """Return whether a passage carries the sentence that cites it: names, quotes, direction, words.

    Its figures are judged one by one where they stand.
    """
    words = covered_text(sentence, passage.id)
    hay = f"{passage.text}\n{passage.title}\n{passage.publisher}"
    for quote in QUOTES.findall(words):
        if plain(quote) not in plain(hay):
            return Support(False, "the passage does not have the quoted words")
    if is_english(passage.text) and not is_english(words):
        return _translated(sentence, words, passage, evidence)
    missing = (
        _missing_names(words, hay, evidence) or _missing_time(sentence, words, passage) or _missing_kind(words, hay)
    )
    if missing:
        return Support(False, f"the passage does not speak of {missing}")
    if COMING.search(words) and not FORWARD.search(hay):
        return Support(False, "the passage does not say what is to come")
    counted = _another_count(words, passage.text)
    if counted:
        return Support(False, f"the passage does not say “{counted}”")
    wanted = content(words)
    meant = _one_word(wanted)
    share = len(meant & _one_word(content(hay))) / len(meant) if meant else 1.0
    if share < SUPPORT or (share == SUPPORT and len(meant) <= THIN):
        return Support(False, "the passage does not say this", share=share)
    names = content(" ".join(words[h.start : h.end] for h in find(words, evidence.index, base_index()) if _is_name(h)))
    best, start, end = _best(wanted, names | content(passage.publisher or ""), passage.text)
    if opposed(words, passage.text[start:end], passage.text):
        return Support(False, "the passage says the opposite", share=share)
    reason = untied(words, passage.text, passage.text[start:end])
    return Support(not reason, reason or None, "" if reason else best, share)


def _one_word(stems: frozenset[str]) -> frozenset[str]:
    """Return stems with one for all that mean the same."""
    return frozenset(SAME.get(word, word) for word in stems)


def _translated(sentence: Sentence, words: str, passage: Passage, evidence: Evidence) -> Support:
    """Return whether a passage in another language carries a sentence: by its names, figures and times alone."""
    missing = missing_translated(words, passage, evidence.index)
    if missing:
        return Support(False, f"the passage does not speak of {missing}")
    quote = held(sentence, words, passage, evidence.index)
    if not quote:
        return Support(False, "the passage is in another language, and no name or figure of the sentence ties it to it")
    if opposed(words, quote):
        return Support(False, "the passage says the opposite")
    return Support(True, OTHER_LANGUAGE, quote)


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
    there_plain = f" {plain(hay)} "
    for match in (*OPENING.finditer(words), *CAPITAL.finditer(words)):
        if any(s < match.end() and match.start() < e for s, e in spans):
            continue
        if is_time(match[1]):
            continue
        names = [w for w in match[1].split() if w.lower() not in STOP]
        if names and not any(f" {plain(w)}" in there_plain for w in names):
            return match[1]
    return ""


def _missing_time(sentence: Sentence, words: str, passage: Passage) -> str:
    """Return a year, month or day that the words name and the passage does not; the answer's facts have times too."""
    if any(isinstance(q, Reference) for q in sentence.quantities):
        return ""
    return _missing_year(words, f"{passage.text}\n{passage.title}\n{passage.publisher}", passage) or missing_day(
        words, passage
    )


def _missing_year(words: str, hay: str, passage: Passage) -> str:
    """Return a year that the words name last and the passage does not, where the passage names others."""
    told, there = YEARS.findall(words), set(YEARS.findall(hay))
    if passage.published is not None:
        there |= {str(passage.published.year)} if there else set()
    return told[-1] if told and there and told[-1] not in there else ""


def _missing_kind(words: str, hay: str) -> str:
    """Return what a company earns, sells or pays by the words, of which the passage does not speak at all."""
    told = ESTIMATES.search(words)
    if told is not None and not ESTIMATED.search(hay):
        return told[0]
    for kind in EARNED:
        told = kind.search(words)
        if told is not None and not kind.search(hay):
            return told[0]
    return ""


def _is_name(hit: Hit) -> bool:
    return isinstance(hit.payload, Named)


def _another_count(words: str, text: str) -> str:
    """Return a number in words whose noun the passage counts otherwise: "three officials" where it has two."""
    theirs: dict[str, set[int]] = {}
    for match in COUNTED.finditer(text):
        for noun in _nouns(match["nouns"]):
            theirs.setdefault(noun, set()).add(_number(match["count"]))
    for match in OF_SIZE.finditer(words):
        shares = {_number(m["count"]) for m in OF_SIZE.finditer(text) if _alike(m, match)}
        if shares and _number(match["count"]) not in shares:
            return match[0]
    for match in COUNTED.finditer(words):
        known = [theirs[noun] for noun in _nouns(match["nouns"]) if noun in theirs]
        some = match["part"] is not None and match["count"].lower() == "one"
        if known and not some and not any(_number(match["count"]) in counts for counts in known):
            return match[0]
    return ""


def _alike(one: re.Match[str], two: re.Match[str]) -> bool:
    """Say whether two counts are of as many of the same: "four of our five strategists"."""
    return _number(one["size"]) == _number(two["size"]) and stem(one["noun"].lower()) == stem(two["noun"].lower())


def _number(word: str) -> int:
    return int(word) if word.isdigit() else UNITS[word.lower()]


def _nouns(phrase: str) -> list[str]:
    """Return the stems of the plurals of a phrase, or of its first word: what a number counts."""
    told = phrase.split()
    many = [word for word in told if word.endswith("s") and word.lower() not in STOP] or told[:1]
    return [SAME.get(stem(word.lower()), stem(word.lower())) for word in many]


def _symbols(named: Named) -> frozenset[str]:
    return named.singles | named.members


def _best(wanted: frozenset[str], names: frozenset[str], text: str) -> tuple[str, int, int]:
    """Return the passage's sentence, or two in a row, that holds most of the wanted words; names count for less."""
    said = sayings(text)
    spans = [(s.start, s.start + len(s.sentence.text)) for s in said]
    pairs = [(a[0], b[1]) for a, b in itertools.pairwise(spans)]
    best, most = (0, len(text)), -1.0
    for start, end in (*spans, *pairs):
        told = wanted & content(text[start:end])
        score = len(told) - NAMES_LESS * len(told & names) - 0.002 * (end - start)
        if score > most:
            best, most = (start, end), score
    start, end = best
    return text[start:end].strip(), start, end
