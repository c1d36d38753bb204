"""Judge what a sentence says without digits, family by family."""

import re
from typing import Final

from copilot.grounding.attributions import attributions
from copilot.grounding.comparisons import comparisons, times_as_much
from copilot.grounding.judging import Claims, Judgement
from copilot.grounding.movements import movements
from copilot.grounding.sets import sets
from copilot.grounding.superlatives import superlatives

FOREIGN: Final = frozenset(
    "der die das und ist von dem den im um mit für auf el los las una por con del que en le les des et est du une dans "
    "pour sur sont fue ha han más plus depuis desde seit gegenüber frente face".split()
)
ENGLISH: Final = frozenset("the of and was in by a has is to for over with its rose fell than while from since".split())
WORD: Final = re.compile(r"[^\W\d_]+")


def is_english(text: str) -> bool:
    """Say whether a text may be read with English words."""
    words = WORD.findall(text.lower())
    if any("\u3400" <= word[0] <= "\u9fff" for word in words):
        return False
    return sum(w in FOREIGN for w in words) <= sum(w in ENGLISH for w in words)


def statements(claims: Claims) -> list[Judgement]:
    """Return every statement of a sentence that can be judged, in order, with its verdict.

    A sentence that is not English yields none.
    """
    if not is_english(claims.sentence.text):
        return []
    found = [
        j
        for family in (comparisons, times_as_much, superlatives, movements, sets, attributions)
        for j in family(claims)
    ]
    return sorted(found, key=lambda j: j.start)
