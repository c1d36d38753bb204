"""Clauses that tell whose a figure is by their form: relative clauses, ranges, openings without a subject."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owner_words import THE_INDEX
from copilot.grounding.reading.scan import Mention, Sentence, read_once

GAP: Final = (
    r"(?:lead|gap|margin|advantage|edge|difference|deficit|shortfall|distance|spread|outperformance|underperformance|"
    r"Vorsprung|Rückstand|Abstand|ventaja|desventaja|diferencia|avance|retard|écart)"
)
AGAINST: Final = re.compile(
    r"^\W*(?:(?:and|but|und|y|et)\s+)?(?:against|versus|over|relative\s+to|compared\s+(?:with|to)|measured\s+against|set\s+against|"
    r"next\s+to|gegenüber|frente\s+a|face\s+à|par\s+rapport\s+à)\b[^;:{}]*?"
    rf"(?:,\s+|\b)(?:(?:the|its|their|that|this|der|die|das|ihr|la|el|le|l[’'])\s*(?:[\w-]+\s+)?{GAP}|(?:it|he|they)\s+(?:was|is|came))\b[^,;:{{}}]*$",
    re.IGNORECASE,
)
"""Opens a clause about the subject before: "Against the S&P 500, measured by the SPY fund, the lead was"."""
BARE_CLAUSE: Final = re.compile(
    r"^[^,;:{}]*\b(?:was|were|is|are|stood|stands|came|comes|amounted|reached|betrug|beträgt|lag|liegt|war|erreichte|fue|era|"
    r"alcanzó|était|est|atteignait)\b[^,;:{}]*$",
    re.IGNORECASE,
)
"""A clause with a verb and no name: "the volatility was", whose subject is the one before."""
ANOTHER: Final = re.compile(r"^[^;{}]{0,24}(?:[,;]|\b(?:and|while|whereas|but|und|y|et)\b)[^;{}]{0,40}$", re.IGNORECASE)
OPENS_NEXT: Final = re.compile(r"^[^,;:{}]{0,40}$")
WHICH: Final = re.compile(r",\s+which\s+(?!is\b.*\bof\b)(?P<told>[^;:]*)$")
AND_VERB: Final = re.compile(
    r"^[\w\s'’-]{0,40}?(?:,\s+)?\b(?:and|but)\s+(?:(?:which|who)\s+)?(?:(?:\w+ly|also|still|so|thus|itself)\s+)*(?=\w)"
)
CLOSED: Final = re.compile(r"^[\w\s'’&()-]*,\s+(?:(?:\w+ly|also|still|itself)\s+)*(?=\w)")
WHICH_DID: Final = re.compile(r",\s+which\s+(?:\w+\s+){0,3}$")
TO: Final = re.compile(
    r"\b(?:(?:down|up|through|way)\s+to|from|from\b[^;]*\bto|hinunter\s+(?:zu|bis)|bis\s+(?:zu|hinunter\s+zu)|von|hasta|desde|jusqu[’']à)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
ITS_OWN: Final = re.compile(
    r"^\s*(?:\(|(?:at|with|on|mit|bei|con|avec)\s+|,\s+(?:(?:up|down|off|at|with)\s+)?(?:by\s+)?)$", re.IGNORECASE
)
PLACE: Final = re.compile(
    r"\b(?:came|come|comes|finish\w*|ended?|ends|rank\w*|was|were|is|are|plac\w+|landed|lay|lies|brought|kam|lag|liegt|war|"
    r"quedó|terminó|fue|finit|était|termine)\s+(?:(?:up|out|in|on|at|as|the|dead|als|auf|en|el|la)\s+)*"
    r"(?:first|last|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|top|bottom|lowest|highest|"
    r"letzte[rs]?|erste[rs]?|zuletzt|zuerst|último|última|primero|primera|dernier|dernière|premier|première)\b(?=[^,;:{}]{0,40}$)|"
    r"(?:^\W*|\b(?:down|up|through|way)\s+)to\s+(?=(?:the\s+)?[A-Z][^,;:{}]{0,40}$)",
    re.IGNORECASE,
)
"""Tells a place, whose figure may be a rise or a fall: "and Utilities came last at", "down to Utilities at"."""


def is_range_end(text: str, start: int, end: int, quantity: int) -> bool:
    """Say whether the name at `start` to `end` ends a range, its own figure behind it: "down to Energy at 4%"."""
    return ITS_OWN.match(text[end:quantity]) is not None and TO.search(text[:start]) is not None


def place_end(text: str, left: int, right: int) -> int:
    """Return where the words between two positions have told a place, `left` where they tell none."""
    told = PLACE.search(text[left:right])
    return left + told.end() if told else left


@read_once
def without_subject(sentence: Sentence, index: int) -> bool:
    """Say whether the clause of a figure names only whom its subject is compared with, or whom the next is of."""
    start, end = sentence.quantities[index].start, sentence.quantities[index].end
    since = max(sentence.clause_start(start), sentence.quantities[index - 1].end if index else 0)
    words = sentence.text[since:start].lstrip("; :—–")
    if AGAINST.match(words):
        return True
    if index or not BARE_CLAUSE.match(words) or sentence.signals_of("best", "worst"):
        return False
    later = [m for m in sentence.mentions if m.named and m.start >= end]
    following = sentence.quantities[1].start if len(sentence.quantities) > 1 else -1
    return bool(
        later
        and not any(since <= m.start < start for m in sentence.mentions)
        and later[0].end <= following
        and ANOTHER.match(sentence.text[end : later[0].start])
        and OPENS_NEXT.match(sentence.text[later[0].end : following])
    )


def relative_head(sentence: Sentence, ends: Sequence[int], start: int) -> int | None:
    """Return which of the names that end at `ends` a relative clause makes the owner of a figure, None for none.

    "RSP, which stands for the S&P 500 and returned" and "RSP, which Nvidia beat, returned": it is RSP.
    """
    text = sentence.text
    for place in range(len(ends) - 2, -1, -1):
        clause = WHICH.match(text[ends[place] : start])
        if clause is None:
            continue
        last = text[ends[-1] : start]
        found = AND_VERB.match(last) or CLOSED.match(last)
        verbs = {s[0] for s in sentence.signals_of("move", "side")}
        return place if found and ends[-1] + found.end() in verbs else None
    return None


def head_of(sentence: Sentence, position: int) -> Mention | None:
    """Return the name of which "which" tells the verb at a position: "Meta, which trailed"."""
    named = [m for m in sentence.mentions if m.end < position]
    return named[-1] if named and WHICH_DID.match(sentence.text[named[-1].end : position]) else None


def is_index(names: Sequence[Named]) -> bool:
    """Say whether names are those of indices, each of one."""
    return bool(names) and all(_has_index(name.singles) for name in names)


@read_once
def last_index(sentence: Sentence) -> tuple[Named, ...]:
    """Return the index that a sentence names last, () where it names none."""
    return next(((m.named,) for m in reversed(sentence.mentions) if m.named and is_index((m.named,))), ())


@lru_cache(maxsize=1024)
def _has_index(symbols: frozenset[str]) -> bool:
    return any(symbol.startswith("^") for symbol in symbols)


def stands_for_index(text: str, mention: Mention, subject: Sequence[Named]) -> bool:
    """Say whether a mention is "the index" behind a subject that is none: it stands for the one named last."""
    told = mention.named is None and THE_INDEX.search(text, mention.start, mention.end) is not None
    return told and not is_index(subject)
