"""From scores to findings: vectors and words weighed together, duplicates and crowds thinned."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tools.library.catalogue import Catalogue
from tools.library.documents import TIERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POOL = 60
VECTOR_WEIGHT, TITLE_WEIGHT = 0.6, 0.15
FLOOR, WORDS_NEEDED, LIKENESS_NEEDED = 0.22, 0.05, 0.45
WORDS_FLOOR = 0.25
ALIKE = 0.8


def score(similarity: float, words: float, title: float) -> float:
    """Return the score in [0, 1] of a passage, 0 when it does not speak to the question.

    `similarity` is the cosine of the vectors, `words` the share of the question's words that the
    passage carries, `title` the share of the document's title that the question names. The floor
    was measured: it keeps nine of ten passages that answer and no starter note for other topics.
    """
    fused = VECTOR_WEIGHT * max(similarity, 0.0) + (1 - VECTOR_WEIGHT) * words
    relevant = fused >= FLOOR and (words >= WORDS_NEEDED or similarity >= LIKENESS_NEEDED)
    return min(fused + TITLE_WEIGHT * title, 1.0) if relevant else 0.0


def best(scores: "NDArray[np.float32]", count: int) -> list[int]:
    """Return the places of the highest positive scores, best first."""
    import numpy as np

    some = np.argpartition(-scores, count)[:count] if len(scores) > count else np.arange(len(scores))
    ordered = some[np.argsort(-scores[some], kind="stable")]
    return [int(k) for k in ordered if scores[k] > 0]


def chosen(catalogue: Catalogue, scores: Mapping[int, float], count: int) -> list[int]:
    """Return the places of at most `count` passages, best first.

    Passages that say the same count once, under the most trusted tier. No document takes more
    than half of the places while another has something relevant to say.
    """
    ranked = _distinct(catalogue, sorted(scores, key=lambda k: (-scores[k], k)), 4 * count)
    most = max(1, (count + 1) // 2)
    taken: Counter[str] = Counter()
    first: list[int] = []
    rest: list[int] = []
    for place in ranked:
        owner = catalogue.passages[place].document
        taken[owner] += 1
        (first if taken[owner] <= most else rest).append(place)
    return sorted((first + rest)[:count], key=lambda k: (-scores[k], k))


def _distinct(catalogue: Catalogue, ranked: Sequence[int], most: int) -> list[int]:
    kept: list[int] = []
    for place in ranked:
        twin = next((k for k, other in enumerate(kept) if _alike(catalogue, place, other)), None)
        if twin is None:
            kept.append(place)
        elif _trust(catalogue, place) < _trust(catalogue, kept[twin]):
            kept[twin] = place
        if len(kept) == most:
            break
    return kept


def _trust(catalogue: Catalogue, place: int) -> int:
    """Return the rank of a passage's tier; less is more trusted."""
    return TIERS.index(catalogue.documents[catalogue.passages[place].document].tier)


def _alike(catalogue: Catalogue, one: int, other: int) -> bool:
    a, b = catalogue.word_set(one), catalogue.word_set(other)
    common = len(a & b)
    return common >= ALIKE * (len(a) + len(b) - common) > 0
