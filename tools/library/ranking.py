"""From scores to findings: vectors and words weighed together, duplicates and crowds thinned."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tools.library.catalogue import Catalogue
from tools.library.documents import TIERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POOL, WIDE_POOL = 20, 600
VECTOR_WEIGHT, TITLE_WEIGHT = 0.7, 0.2
FIT_WEIGHT, STATEMENT_WEIGHT = 0.3, 0.3
FLOOR, WORDS_NEEDED, LIKENESS_NEEDED = 0.24, 0.05, 0.45
WORDS_FLOOR, SHARE_OF_BEST = 0.25, 0.35
ALIKE, ROUGHLY_ALIKE, AS_GOOD = 0.75, 0.6, 0.8
FIRST_KEPT = 5


@dataclass(frozen=True)
class Signs:
    """What speaks for passages: arrays of one length, each value in [0, 1].

    `similarity` is the cosine of the vectors, `words` the share of the question's words that the
    passage carries, `title` the share of the document's title that the question names, `fit` how far
    the document is of the form, period and date asked for, `statement` how much the passage looks
    like a financial statement that the question needs.
    """

    similarity: "NDArray[np.float32]"
    words: "NDArray[np.float32]"
    title: "NDArray[np.float32]"
    fit: "NDArray[np.float32]"
    statement: "NDArray[np.float32]"

    @property
    def fused(self) -> "NDArray[np.float32]":
        """The weighed sums of meaning and words."""
        return VECTOR_WEIGHT * self.similarity.clip(0) + (1 - VECTOR_WEIGHT) * self.words

    @property
    def total(self) -> "NDArray[np.float32]":
        """All signs together, in [0, 1]."""
        others = TITLE_WEIGHT * self.title + FIT_WEIGHT * self.fit + STATEMENT_WEIGHT * self.statement
        total: NDArray[np.float32] = (self.fused + others) / (1 + TITLE_WEIGHT + FIT_WEIGHT + STATEMENT_WEIGHT)
        return total

    @property
    def relevant(self) -> "NDArray[np.bool_]":
        """Whether each passage speaks to the question at all."""
        enough = (self.words >= WORDS_NEEDED) | (self.similarity >= LIKENESS_NEEDED)
        return (self.fused >= FLOOR) & enough


def scored(places: Sequence[int], signs: Signs, plainness: "NDArray[np.float32]") -> dict[int, float]:
    """Return the scores in [0, 1] of the passages worth showing, by place; none when no passage is relevant.

    The floor was measured: nine of ten passages that answer lie above it, and no starter note does
    for a question about something else. Once one passage is relevant, others may be a third as good.
    `plainness` of each passage, in [0, 1], falls where it repeats the same words over and over.
    """
    scores = signs.total * plainness
    relevant = signs.relevant
    if not relevant.any():
        return {}
    bar = scores[relevant].max() * SHARE_OF_BEST
    return {place: score for place, score in zip(places, scores.tolist(), strict=True) if score >= bar}


def best(scores: "NDArray[np.float32]", count: int) -> list[int]:
    """Return the places of the highest positive scores, best first."""
    import numpy as np

    some = np.argpartition(-scores, count)[:count] if len(scores) > count else np.arange(len(scores))
    ordered = some[np.argsort(-scores[some], kind="stable")]
    return [int(k) for k in ordered if scores[k] > 0]


def chosen(catalogue: Catalogue, scores: Mapping[int, float], count: int) -> list[int]:
    """Return the places of at most `count` passages, best first.

    Passages that say the same count once, under the most trusted tier; those that say the same but
    for their figures are all kept, a newer one that is about as good before the older. No document
    takes more than half of the places while another has something relevant to say.
    """
    ranked = _distinct(catalogue, scores, 3 * count)
    most = max(1, (count + 1) // 2)
    taken: Counter[str] = Counter()
    first: list[int] = []
    rest: list[int] = []
    for place in ranked:
        owner = catalogue.passages[place].document
        taken[owner] += 1
        (first if taken[owner] <= most else rest).append(place)
    return sorted((first + rest)[:count], key=ranked.index)


def _distinct(catalogue: Catalogue, scores: Mapping[int, float], most: int) -> list[int]:
    kept: list[int] = []
    for place in sorted(scores, key=lambda k: (-scores[k], k)):
        twin = _twin(catalogue, place, kept)
        if twin is None:
            kept.append(place)
        elif catalogue.figures(place) != catalogue.figures(kept[twin]):
            newer = _day(catalogue, place) > _day(catalogue, kept[twin])
            as_good = scores[place] >= AS_GOOD * scores[kept[twin]]
            kept.insert(twin if newer and as_good else len(kept), place)
        elif _trust(catalogue, place) < _trust(catalogue, kept[twin]):
            kept[twin] = place
        if len(kept) == most:
            break
    return kept


def _twin(catalogue: Catalogue, place: int, kept: Sequence[int]) -> int | None:
    """Return which of the kept passages says the same, perhaps but for its figures, or None."""
    mask = catalogue.word_mask(place)
    size = mask.bit_count()
    for k, other in enumerate(kept):
        # Masks of hashed words are compared in a twentieth of the time of sets, and rule out nearly all.
        others = catalogue.word_mask(other)
        if (mask & others).bit_count() * (1 + ROUGHLY_ALIKE) < ROUGHLY_ALIKE * (size + others.bit_count()):
            continue
        if _alike(catalogue.word_set(place), catalogue.word_set(other)) or (
            k < FIRST_KEPT and _alike(catalogue.prose(place), catalogue.prose(other))
        ):
            return k
    return None


def _alike(a: frozenset[int], b: frozenset[int]) -> bool:
    shared = len(a & b)
    return shared >= ALIKE * (len(a) + len(b) - shared) and shared > 0


def _trust(catalogue: Catalogue, place: int) -> int:
    """Return the rank of a passage's tier; less is more trusted."""
    return TIERS.index(catalogue.documents[catalogue.passages[place].document].tier)


def _day(catalogue: Catalogue, place: int) -> date:
    return catalogue.documents[catalogue.passages[place].document].published or date.min
