"""Judge what a sentence says without digits, family by family."""

import re
from typing import Final

from copilot.grounding.attributions import attributions
from copilot.grounding.comparisons import comparisons, times_as_much
from copilot.grounding.judging import Claims, Judgement
from copilot.grounding.movements import movements
from copilot.grounding.portions import portions
from copilot.grounding.quantifiers import quantifiers
from copilot.grounding.sets import sets
from copilot.grounding.superlatives import superlatives

FOREIGN_WORDS: Final = (
    "der die das und ist von dem den im um mit für auf el los las una por con del que en le les des et est du une "
    "dans pour sur sont fue ha han más plus depuis desde seit gegenüber frente face"
)
FOREIGN: Final = frozenset(FOREIGN_WORDS.split())
ENGLISH_WORDS: Final = "the of and was in by a has is to for over with its rose fell than while from since"
ENGLISH: Final = frozenset(ENGLISH_WORDS.split())
CHINESE: Final = re.compile(r"[\u3400-\u9fff]")


def is_english(text: str) -> bool:
    """Say whether a text may be read with English words."""
    words = text.lower().split()
    foreign = sum(word in FOREIGN for word in words)
    if foreign and foreign > sum(word in ENGLISH for word in words):
        return False
    return text.isascii() or CHINESE.search(text) is None


def statements(claims: Claims) -> list[Judgement]:
    """Return every statement of a sentence that can be judged, in order, with its verdict.

    A sentence that is not English yields only its superlatives.
    """
    if not (claims.sentence.signals or claims.sentence.multiples or claims.typed_multiples or claims.times):
        return []
    if not is_english(claims.sentence.text):
        return sorted(superlatives(claims), key=lambda j: j.start)
    families = (comparisons, times_as_much, superlatives, movements, sets, quantifiers, portions, attributions)
    return sorted((j for family in families for j in family(claims)), key=lambda j: j.start)
