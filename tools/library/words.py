"""The lexical index: which passages use the words of a question, rare words counting most."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

K1, B = 1.2, 0.75
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
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        parts = _PARTS.split(word)
        if len(parts) > 1:
            found.append("".join(parts))
        found += [form for part in parts if len(parts) == 1 or len(part) > 1 for form in _forms(part)]
    return [word for word in found if word not in STOP_WORDS]


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


class WordIndex:
    """BM25 over passages, on an absolute scale."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """Index passages given as the lists of their words."""
        self._known = {word: k for k, word in enumerate(dict.fromkeys(w for words in texts for w in words))}
        self._size = len(texts)
        self._bm25 = self._indexed(texts) if self._known else None

    def _indexed(self, texts: Sequence[Sequence[str]]) -> Any:
        import bm25s

        bm25 = bm25s.BM25(k1=K1, b=B, method="lucene")
        ids = [[self._known[word] for word in words] for words in texts]
        bm25.index((ids, self._known), create_empty_token=False, show_progress=False)
        return bm25

    def scores(self, query: Sequence[str]) -> "NDArray[np.float32]":
        """Return for each passage the share in [0, 1) of the question's weight that it carries.

        A word that no passage has weighs as one that half a passage has, so that a question
        about something else scores low everywhere.
        """
        import numpy as np

        words = list(dict.fromkeys(query))
        known = [self._known[word] for word in words if word in self._known]
        if self._bm25 is None or not known:
            return np.zeros(self._size, np.float32)
        scores: NDArray[np.float32] = self._bm25.get_scores_from_ids(known)
        return scores / np.float32(sum(self.rarity(word) for word in words))

    def rarity(self, word: str) -> float:
        """Return BM25's weight of a word, its inverse document frequency (natural logarithm)."""
        count = self._passages_with(word)
        return math.log(1 + (self._size - count + 0.5) / (count + 0.5))

    def _passages_with(self, word: str) -> int:
        if self._bm25 is None or word not in self._known:
            return 0
        starts, k = self._bm25.scores["indptr"], self._known[word]
        return int(starts[k + 1] - starts[k])


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

    def named_by(self, query: Sequence[str]) -> dict[str, float]:
        """Return for each document that is named at all the share of its title's weight that the question says.

        Words that a title writes as one count too: "best buy" names BESTBUY.
        """
        joined = ("".join(query[k : k + n]) for n in (2, 3) for k in range(len(query) - n + 1))
        said: dict[str, float] = {}
        for word in dict.fromkeys((*query, *joined)):
            for document in self._having.get(word, ()):
                said[document] = said.get(document, 0.0) + self._rarity[word]
        return {document: weight / self._weight(document) for document, weight in said.items()}

    def _weight(self, document: str) -> float:
        return sum(self._rarity[word] for word in self._words[document])
