"""Judge what a sentence says without digits, family by family."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from copilot.grounding.attributions import attributions
from copilot.grounding.comparisons import comparisons, times_as_much
from copilot.grounding.gaps import gaps
from copilot.grounding.judging import Claims, Judgement
from copilot.grounding.movements import movements
from copilot.grounding.portions import portions
from copilot.grounding.quantifiers import quantifiers
from copilot.grounding.sets import sets
from copilot.grounding.superlatives import superlatives

Family = Callable[[Claims], Iterator[Judgement]]
FOREIGN_WORDS: Final = (
    "der die das und ist von dem den im um mit für auf el los las una por con del que en le les des et est du une "
    "dans pour sur sont fue ha han más plus depuis desde seit gegenüber frente face"
)
FOREIGN: Final = frozenset(FOREIGN_WORDS.split())
ENGLISH_WORDS: Final = "the of and was in by a has is to for over with its rose fell than while from since"
ENGLISH: Final = frozenset(ENGLISH_WORDS.split())
CHINESE: Final = re.compile(r"[\u3400-\u9fff]")


HINTS: Final = re.compile(
    r"\b(?:only|every|each|order|first|from|between|rang|followed|half|thirds?|quarters?|fifths?|tenths?|longer|fewer|less|recovered|"
    r"than|two|last|hardest|most|least|furthest|fastest|sectors?|stocks|beat|outperformed|so|row|straight|consecutive|\w+est\b)",
    re.IGNORECASE,
)
"""Words without which no statement about a whole set, a share or a degree is made."""
FAMILIES: Final[tuple[tuple[Family, frozenset[str], bool], ...]] = (
    (comparisons, frozenset({"beat", "ahead", "than", "deeper", "best"}), True),
    (superlatives, frozenset({"best", "worst", "ordinal"}), True),
    (movements, frozenset({"move", "multiple", "flat"}), False),
    (sets, frozenset({"move", "side", "broad"}), False),
    (quantifiers, frozenset({"beat"}), True),
    (portions, frozenset(), True),
)
"""Each family with the kinds of signal words that it needs, and whether other words may do."""


@lru_cache(maxsize=1024)
def is_english(text: str) -> bool:
    """Say whether a text may be read with English words."""
    words = text.lower().split()
    foreign = sum(word in FOREIGN for word in words)
    if foreign and foreign > sum(word in ENGLISH for word in words):
        return False
    return text.isascii() or CHINESE.search(text) is None


@lru_cache(maxsize=1024)
def is_hinted(text: str) -> bool:
    """Say whether a text has a word without which no statement about a set, a share or a degree is made."""
    return HINTS.search(text) is not None


def statements(claims: Claims) -> list[Judgement]:
    """Return every statement of a sentence that can be judged, in order, with its verdict.

    A sentence that is not English yields only its superlatives.
    """
    told = (claims.sentence.signals, claims.sentence.multiples, claims.typed, claims.times)
    if not any(told) and not is_hinted(claims.sentence.text):
        return []
    if not is_english(claims.sentence.text):
        return sorted(superlatives(claims), key=lambda j: j.start)
    kinds_told = claims.sentence.kinds
    hinted = is_hinted(claims.sentence.text)
    families = [
        family for family, kinds, by_words in FAMILIES if (by_words and hinted) or not kinds_told.isdisjoint(kinds)
    ]
    if claims.sentence.multiples or claims.typed:
        families += [times_as_much, gaps]
    return sorted((j for family in (*families, attributions) for j in family(claims)), key=lambda j: j.start)
