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


@dataclass(frozen=True)
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
