"""Superlatives of those that rose, or of those that fell, alone: "the weakest of the sectors that gained"."""

import re
from typing import Final

ROSE: Final = r"rose|gained|advanced|climbed|increased|(?:finished|ended)\s+higher|were\s+up"
FELL: Final = r"fell|lost|declined|dropped|slid|retreated|(?:finished|ended)\s+lower|were\s+down"
RISERS: Final = r"gainers?|risers?|winners|advancers"
FALLERS: Final = r"losers|decliners?|fallers?|laggards"
THOSE: Final = (
    r"(?:of|among)\s+(?:(?:the|those|these|all)?\s*(?:(?!that\b|which\b)[a-z]+\s+){0,3}(?:that|which)\s+"
    rf"(?:(?:still|also|did|have)\s+)?(?:(?P<up>{ROSE})|(?P<down>{FELL}))|"
    rf"the\s+(?:\w+\s+)?(?:(?P<up2>{RISERS})|(?P<down2>{FALLERS})))"
)
BEHIND: Final = re.compile(rf"\s+(?:(?:\w+\s+)?{THOSE}|(?P<up3>{RISERS})|(?P<down3>{FALLERS}))\b", re.IGNORECASE)
AHEAD: Final = re.compile(rf"\b{THOSE}\s*,[^;:]*$", re.IGNORECASE)


def side_of(text: str, span: tuple[int, int]) -> int:
    """Return 1 where a superlative is one of those that rose, -1 of those that fell, 0 of all."""
    told = BEHIND.match(text, span[1]) or AHEAD.search(text, 0, span[0])
    if told is None:
        return 0
    return 1 if any(word for key, word in told.groupdict().items() if key.startswith("up")) else -1
