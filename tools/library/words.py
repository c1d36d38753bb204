"""The words of texts that count for a search, and which titles a question names by them."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from sys import intern

_COMMON = """
a about above after again all also am an and any are as at be because been before being below between both but by
can could did do does doing down during each few for from further had has have having he her here hers him his how
i if in into is it its just me more most my no nor not now of off on once only or other our out over own please
said same say says she should so some such tell than that the their them then there these they this those through
to too under until up upon us very was we were what when where which while who whom why will with would you your
according article articles document documents source sources passage passages
"""
STOP_WORDS = frozenset(_COMMON.split())
_WORD = re.compile(r"[^\W_]+(?:[.&'’\-][^\W_]+)*")
_PARTS = re.compile(r"[.&'’\-]")
_PERIOD = re.compile(r"(?:(?:fy|cy)(?=\d)|(?=(?:19|20)\d{2}q))(?P<year>\d{4}|\d{2})(?P<quarter>q[1-4])?")
_ENDINGS = ("ing", "ed", "e")


def words_of(text: str) -> list[str]:
    """Return the words that count, folded and cut to their stems: "Companies' prices" is company, pric."""
    found: list[str] = []
    for word in _WORD.findall(text.casefold()):
        found += _terms(word)
    return found


@lru_cache(maxsize=50_000)
def _terms(word: str) -> tuple[str, ...]:
    """Return what a word as written stands for: its stem, or those of its parts and all of them as one."""
    if word in STOP_WORDS:
        return ()
    parts = _PARTS.split(word)
    whole = ["".join(parts)] if len(parts) > 1 else []
    stems = (form for part in parts if len(parts) == 1 or len(part) > 1 for form in _forms(part))
    # Interned: the same few thousand words would else be kept once for each passage.
    return tuple(intern(term) for term in (*whole, *stems) if term not in STOP_WORDS)


def _forms(word: str) -> tuple[str, ...]:
    """Return the stem of a word; "fy2018" is 2018, "2023q2" is 2023 and q2."""
    dated = _PERIOD.fullmatch(word)
    if dated:
        year = dated["year"] if len(dated["year"]) == 4 else f"20{dated['year']}"
        return (year, dated["quarter"]) if dated["quarter"] else (year,)
    return (word if word.isdigit() or len(word) < 4 else _stem(word),)


def _stem(word: str) -> str:
    """Return a word without its plural, then without -ing, -ed or a last e: companies, pricing, prices."""
    if word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif word.endswith(("sses", "xes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), word)


class Titles:
    """Which documents a question names, by the words of their titles."""

    def __init__(self, titles: Mapping[str, Sequence[str]]) -> None:
        """Index titles given as lists of words, by document."""
        self._words = {document: frozenset(words) for document, words in titles.items()}
        distinct = set(self._words.values())
        counts = Counter(word for words in distinct for word in words)
        size = len(distinct)
        self._rarity = {word: math.log(1 + (size - n + 0.5) / (n + 0.5)) for word, n in counts.items()}
        self._having: dict[str, list[str]] = {}
        for document, words in self._words.items():
            for word in words:
                self._having.setdefault(word, []).append(document)

    def named_by(self, text: str) -> dict[str, float]:
        """Return for each document that is named at all the share of its title's weight that a text says.

        Words that a title writes as one count too: "best buy" names BESTBUY.
        """
        if not self._having:
            return {}
        written = _WORD.findall(text.casefold())
        joined = ("".join(written[k : k + n]) for n in (2, 3) for k in range(len(written) - n + 1))
        said: dict[str, float] = {}
        for word in dict.fromkeys((*words_of(text), *map(_stem, joined))):
            for document in self._having.get(word, ()):
                said[document] = said.get(document, 0.0) + self._rarity[word]
        return {document: weight / self._weight(document) for document, weight in said.items()}

    def _weight(self, document: str) -> float:
        return sum(self._rarity[word] for word in self._words[document])
