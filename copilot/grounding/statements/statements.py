"""Judge what a sentence says without digits, family by family."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.glosses import gloss
from copilot.grounding.reading.languages import is_english
from copilot.grounding.reading.periods import find_times
from copilot.grounding.reading.scan import Sentence, read_once, scan_again
from copilot.grounding.statements.attributions import attributions, best_days
from copilot.grounding.statements.bounds import bounded
from copilot.grounding.statements.causes import CAUSES
from copilot.grounding.statements.closeness import CLOSENESS
from copilot.grounding.statements.comparisons import COMPARISONS
from copilot.grounding.statements.degrees import DEGREES
from copilot.grounding.statements.derived import derived
from copilot.grounding.statements.durations import DURATIONS
from copilot.grounding.statements.gaps import gaps
from copilot.grounding.statements.happenings import HAPPENINGS
from copilot.grounding.statements.judging import Claims, Judgement, Rule
from copilot.grounding.statements.movements import MOVEMENTS
from copilot.grounding.statements.multiples import times_as_much
from copilot.grounding.statements.onlys import ONLYS
from copilot.grounding.statements.outlooks import OUTLOOKS
from copilot.grounding.statements.portions import PORTIONS
from copilot.grounding.statements.quantifiers import QUANTIFIERS
from copilot.grounding.statements.rankings import RANKINGS, itemised
from copilot.grounding.statements.sequence import SEQUENCE
from copilot.grounding.statements.serial import SERIAL_RULES
from copilot.grounding.statements.sets import SETS
from copilot.grounding.statements.superlatives import SUPERLATIVES
from copilot.grounding.statements.untold_elsewhere import untold_elsewhere

HINTS: Final = re.compile(
    r"\b(?:only|every|each|order|first|from|between|rang|followed|half|thirds?|quarters?|fifths?|tenths?|longer|fewer|less|"
    r"recover|regain|back|top|digit|correlat|uncorrelat|sharpe|beta|direction|lockstep|than|two|last|months?|quarterly|"
    r"monthly|sole|lone|single|before|peaked|peak|after|within|record|bigger|deeper|larger|smaller|higher|lower|better|worse|"
    r"volatility|drawdown|bear|since|"
    r"hardest|most|least|furthest|fastest|sectors?|stocks|beat|outperformed|so|row|accelerated|"
    r"quickened|slowed|faded|cooled|moderated|deepened|widened|narrowed|picked|ranking|ranked|behind|dust|straight|consecutive|\w+est\b)",
    re.IGNORECASE,
)
"""Words without which no statement about a whole set, a share or a degree is made."""
FAMILIES: Final[tuple[tuple[tuple[Rule, ...], frozenset[str], bool], ...]] = (
    (COMPARISONS, frozenset({"beat", "ahead", "than", "deeper", "best"}), True),
    (SUPERLATIVES, frozenset({"best", "worst", "ordinal"}), True),
    (MOVEMENTS, frozenset({"move", "side", "multiple", "flat"}), False),
    (SETS, frozenset({"move", "side", "broad", "beat"}), False),
    (QUANTIFIERS, frozenset({"beat"}), True),
    (PORTIONS, frozenset(), True),
    (DURATIONS, frozenset(), True),
    (DEGREES, frozenset({"move"}), True),
    (ONLYS, frozenset(), True),
    (SERIAL_RULES, frozenset(), True),
    (SEQUENCE, frozenset(), True),
    (RANKINGS, frozenset(), True),
    (CLOSENESS, frozenset({"best", "worst", "measure"}), True),
)
"""Each family with the kinds of signal words that it needs, and whether a hint may do."""
CLAIMED: Final = re.compile(r"\b(?:beat|lagged|than|best|worst|doubled|tripled|halved|all|every|both|only)\b")
"""English words of statements about more than one thing."""
OF_THE_WORLD: Final = (*CAUSES, *OUTLOOKS, *HAPPENINGS)
"""What prices do not tell, and a passage must say."""


@lru_cache(maxsize=1024)
def is_hinted(text: str) -> bool:
    """Say whether a text has a word without which no statement about a set, a share or a degree is made."""
    return HINTS.search(text) is not None


@read_once
def awake(sentence: Sentence, english: bool) -> tuple[Rule, ...]:
    """Return the rules that a sentence has the words for, in their order; one that is not English has superlatives."""
    families: list[tuple[Rule, ...]] = [SUPERLATIVES]
    if english:
        hinted, told = is_hinted(sentence.text), sentence.kinds
        families = [rules for rules, kinds, by_words in FAMILIES if (by_words and hinted) or not told.isdisjoint(kinds)]
    return tuple(rule for rules in families for rule in rules if rule.wakes(sentence))


@read_once
def of_the_world(sentence: Sentence) -> tuple[Rule, ...]:
    """Return the rules about what prices do not tell that a sentence has the words for."""
    return tuple(rule for rule in OF_THE_WORLD if rule.wakes(sentence))


def statements(claims: Claims) -> list[Judgement]:
    """Return every statement of a sentence that can be judged, in order, with its verdict."""
    listed = list(itemised(claims)) if claims.evidence.heading else []
    judged = _judged(claims, english=True) if is_english(claims.sentence.text) else _in_english(claims)
    listed += derived(claims) if claims.typed else []
    return sorted((*listed, *judged), key=lambda j: j.start) if listed else judged


def _in_english(claims: Claims) -> list[Judgement]:
    """Return the statements of a sentence in another language, judged in English words where all of them are known."""
    told, untold = gloss(claims.sentence), list(untold_elsewhere(claims))
    if told.unread or untold:
        return sorted((*untold, *_judged(claims, english=False)), key=lambda j: j.start)
    sentence = scan_again(told.text, claims.evidence.index)
    typed = (
        tuple(q for q in sentence.quantities if isinstance(q, Figure) and q.unit == "multiple") if claims.typed else ()
    )
    judged = _judged(
        replace(claims, sentence=sentence, times=find_times(sentence.nameless), places=(), typed=typed), english=True
    )
    placed = [replace(j, start=start, end=end) for j in judged for start, end in [told.source(j.start, j.end)] if end]
    return sorted(placed, key=lambda j: j.start)


def unread(sentence: Sentence) -> int:
    """Return 1 where a sentence in another language compares, ranks or counts in words that are not all known, else 0.

    Such a statement counts as one, and as one that nothing bears out.
    """
    if is_english(sentence.text):
        return 0
    told = gloss(sentence)
    return int(bool(told.unread) and CLAIMED.search(told.text) is not None and not sentence.citations)


def _judged(claims: Claims, english: bool) -> list[Judgement]:
    sentence = claims.sentence
    judges = [rule.judge for rule in of_the_world(sentence)] if english else []
    told = sentence.signals or sentence.multiples or claims.typed or claims.times
    if not judges and not told and not is_hinted(sentence.text):
        return []
    judges += [rule.judge for rule in awake(sentence, english)]
    if english:
        judges += [times_as_much, gaps] if sentence.multiples or claims.typed else []
        judges += [bounded] if claims.bounds else []
        judges.append(attributions)
    elif claims.times:
        judges.append(best_days)
    return sorted((j for judge in judges for j in judge(claims)), key=lambda j: j.start)
