"""The words of a question, by the slot they fill."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Word:
    """A phrase of the lexicon found in a question, with every slot it may fill ("measure.close")."""

    text: str
    span: tuple[int, int]
    slots: frozenset[str]


SHORTEST_MISSPELT = 6
"""Letters from which on a word is long enough to be guessed."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Slots by phrase, and one pattern that finds the longest phrase at each place."""

    slots: Mapping[str, frozenset[str]]
    pattern: re.Pattern[str]

    def find(self, text: str) -> list[Word]:
        """Return the phrases of a text in order, the longest at each place."""
        plain = text.lower().replace("’", "'")
        return [
            Word(text[m.start() : m.end()], m.span(), self.slots[" ".join(m[0].split())])
            for m in self.pattern.finditer(plain)
        ]

    def near(self, word: str) -> str | None:
        """Return the one word of the lexicon that a long word plainly is misspelt from, None without one.

        A letter may be wrong, missing, doubled or swapped with its neighbour; the first one is right.
        """
        from rapidfuzz.distance import OSA

        if len(word) < SHORTEST_MISSPELT or not word.isalpha() or not word.islower():
            return None
        close = [w for w in self._long_words(word[0]) if OSA.distance(word, w, score_cutoff=1) <= 1]
        return close[0] if len({self.slots[w] for w in close}) == 1 else None

    def _long_words(self, first: str) -> tuple[str, ...]:
        return _long_words(self).get(first, ())


@cache
def _long_words(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for phrase in lexicon.slots:
        if len(phrase) >= SHORTEST_MISSPELT and phrase.isalpha():
            words[phrase[0]] = (*words.get(phrase[0], ()), phrase)
    return words


@cache
def load_lexicon() -> Lexicon:
    """Return the bundled lexicon."""
    source = (resources.files("copilot.reader") / "lexicon.toml").read_text(encoding="utf-8")
    slots: dict[str, set[str]] = {}
    for kind, values in tomllib.loads(source).items():
        for value, phrases in values.items():
            for phrase in phrases:
                slots.setdefault(phrase, set()).add("stop" if kind == "stop" else f"{kind}.{value}")
    longest_first = sorted(slots, key=len, reverse=True)
    body = "|".join(r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in longest_first)
    pattern = re.compile(rf"(?<![\w&-])(?:{body})(?![\w&])(?!-\w)")
    return Lexicon({phrase: frozenset(found) for phrase, found in slots.items()}, pattern)
