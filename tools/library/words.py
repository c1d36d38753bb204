"""The lexical index: which passages use the words of a question, rare words counting most."""

import math
import re
from collections.abc import Sequence
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
_FISCAL = re.compile(r"(?:fy|cy)(\d{2,4})$")
_ENDINGS = ("ies", "ing", "ed", "es", "s")


def words_of(text: str) -> list[str]:
    """Return the words that count, folded and cut to their stems: "Companies' earnings" is compan, earn."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        parts = _PARTS.split(word)
        found.extend(_stem(part) for part in parts if len(parts) == 1 or len(part) > 1)
        if len(parts) > 1:
            found.append("".join(parts))
    return [word for word in found if word not in STOP_WORDS]


def _stem(word: str) -> str:
    year = _FISCAL.match(word)
    if year:
        return year[1] if len(year[1]) == 4 else f"20{year[1]}"
    if word.isdigit() or len(word) < 4:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


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
