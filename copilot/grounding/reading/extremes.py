"""The best and the worst day as prose tells them, also without the noun: "its worst day was …, its best …"."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from copilot.grounding.reading.periods import NAMES

BEST: Final = r"best|strongest|beste[rsn]?|stärkste[rsn]?|mejor|meilleure?"
WORST: Final = r"worst|weakest|schlechteste[rsn]?|schwächste[rsn]?|peor|pire"
NOUN: Final = r"(?:trading\s+)?(?:days?|sessions?|(?:Handels|Börsen)?tag\w*|sesión|jornada|día|séance|journée|jour)"
EXTREME: Final = re.compile(
    rf"\b(?:(?P<best>{BEST})|(?:{WORST}))\b(?:\s+(?:single\s+|one\s+)?(?P<noun>{NOUN})\b)?|"
    r"最(?:(?P<best2>[好佳])|[差糟])的(?P<noun2>一天|交易日)?",
    re.IGNORECASE,
)
TO_A_DAY: Final = re.compile(
    r"\W*(?:(?:was|is|came|fell|on|one|the|celle|celui|la|el|le|der|die|das|war|fut|fue|est|of|du|del|de|en|am|in|"
    r"with|an?|gain|loss|rise|fall)\b\W*){0,5}(?:\d|\{|\b" + NAMES.format("m") + r")",
    re.IGNORECASE,
)
"""What leads from a superlative without a noun right to its day or its size."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """Where a best or worst day is told; `measure` is "best_day" or "worst_day"."""

    start: int
    end: int
    measure: str


@lru_cache(maxsize=256)
def days_told(text: str, earlier: str) -> tuple[Extreme, ...]:
    """Return the best and worst days that a text tells of; `earlier` is the sentence before, with the noun perhaps."""
    found = list(EXTREME.finditer(text))
    if not found:
        return ()
    named = any(_noun(m) for m in found) or any(_noun(m) for m in EXTREME.finditer(earlier))
    meant = [m for m in found if _noun(m) or (named and TO_A_DAY.match(text, m.end()))]
    return tuple(Extreme(*m.span(), "best_day" if m["best"] or m["best2"] else "worst_day") for m in meant)


def _noun(match: re.Match[str]) -> bool:
    return bool(match["noun"] or match["noun2"])
