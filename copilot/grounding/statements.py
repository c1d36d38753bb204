"""Judge what a sentence says without digits, family by family."""

import re
from functools import lru_cache
from typing import Final

from copilot.grounding.attributions import attributions
from copilot.grounding.causes import CAUSES
from copilot.grounding.comparisons import COMPARISONS, times_as_much
from copilot.grounding.gaps import gaps
from copilot.grounding.happenings import HAPPENINGS
from copilot.grounding.judging import Claims, Judgement, Rule
from copilot.grounding.languages import is_english
from copilot.grounding.movements import MOVEMENTS
from copilot.grounding.outlooks import OUTLOOKS
from copilot.grounding.portions import PORTIONS
from copilot.grounding.quantifiers import QUANTIFIERS
from copilot.grounding.scan import Sentence, read_once
from copilot.grounding.sets import SETS
from copilot.grounding.superlatives import SUPERLATIVES

HINTS: Final = re.compile(
    r"\b(?:only|every|each|order|first|from|between|rang|followed|half|thirds?|quarters?|fifths?|tenths?|longer|fewer|less|recovered|"
    r"than|two|last|hardest|most|least|furthest|fastest|sectors?|stocks|beat|outperformed|so|row|straight|consecutive|\w+est\b)",
    re.IGNORECASE,
)
"""Words without which no statement about a whole set, a share or a degree is made."""
FAMILIES: Final[tuple[tuple[tuple[Rule, ...], frozenset[str], bool], ...]] = (
    (COMPARISONS, frozenset({"beat", "ahead", "than", "deeper", "best"}), True),
    (SUPERLATIVES, frozenset({"best", "worst", "ordinal"}), True),
    (MOVEMENTS, frozenset({"move", "multiple", "flat"}), False),
    (SETS, frozenset({"move", "side", "broad"}), False),
    (QUANTIFIERS, frozenset({"beat"}), True),
    (PORTIONS, frozenset(), True),
)
"""Each family with the kinds of signal words that it needs, and whether a hint may do."""
OF_THE_WORLD: Final = (*CAUSES, *OUTLOOKS, *HAPPENINGS)
"""What prices do not tell, and a passage must say."""


@lru_cache(maxsize=1024)
def is_hinted(text: str) -> bool:
    """Say whether a text has a word without which no statement about a set, a share or a degree is made."""
    return HINTS.search(text) is not None


@read_once
def awake(sentence: Sentence) -> tuple[Rule, ...]:
    """Return the rules that a sentence has the words for, in their order; one that is not English has superlatives."""
    families: list[tuple[Rule, ...]] = [SUPERLATIVES]
    if is_english(sentence.text):
        hinted, told = is_hinted(sentence.text), sentence.kinds
        families = [rules for rules, kinds, by_words in FAMILIES if (by_words and hinted) or not told.isdisjoint(kinds)]
    return tuple(rule for rules in families for rule in rules if rule.wakes(sentence))


def statements(claims: Claims) -> list[Judgement]:
    """Return every statement of a sentence that can be judged, in order, with its verdict."""
    sentence = claims.sentence
    judges = [rule.judge for rule in OF_THE_WORLD if rule.wakes(sentence)] if is_english(sentence.text) else []
    told = sentence.signals or sentence.multiples or claims.typed or claims.times
    if not judges and not told and not is_hinted(sentence.text):
        return []
    judges += [rule.judge for rule in awake(sentence)]
    if is_english(sentence.text):
        judges += [times_as_much, gaps] if sentence.multiples or claims.typed else []
        judges.append(attributions)
    return sorted((j for judge in judges for j in judge(claims)), key=lambda j: j.start)
