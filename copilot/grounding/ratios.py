"""On which side of a round number a ratio is said to lie: "its Sharpe ratio was above one", "was negative"."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.facts import Fact
from copilot.grounding.judging import Claims, Judgement, Rule, judgement
from copilot.grounding.lexicon import Named
from copilot.grounding.series import YEARS

RATIO: Final = re.compile(
    r"\b(?P<noun>sharpe|beta|correlation)\b(?P<gap>[^;:]{0,60}?)\b(?:(?:(?P<over>above|over|exceed(?:s|ed)|more\s+than|greater\s+than|at\s+least|"
    r"topped)|(?P<under>below|under|less\s+than|short\s+of))\s+(?P<number>zero|half|one\b(?!\s+(?:year|day|month|quarter|week))|two|three)\b|"
    r"(?:was|is|were|turned|came\s+out)\s+(?:\w+ly\s+)?(?P<sign>negative|positive)\b)",
    re.IGNORECASE,
)
NUMBERS: Final = {"zero": 0.0, "half": 0.5, "one": 1.0, "two": 2.0, "three": 3.0}
MEASURES: Final = {"sharpe": "sharpe_ratio", "beta": "beta", "correlation": "correlation"}
OTHERS: Final = re.compile(r"\b(?:and|while|but|whose|with)\b|\{|\d", re.IGNORECASE)


def _ratios(claims: Claims) -> Iterator[Judgement]:
    """Yield each side of a number on which a ratio is said to lie."""
    for match in RATIO.finditer(claims.sentence.text):
        if OTHERS.search(YEARS.sub("", claims.sentence.nameless[match.start("gap") : match.end("gap")])):
            continue
        name = claims.whose(match.start()) or claims.whose(match.end())
        facts = _facts(claims, MEASURES[match["noun"].lower()], name)
        if not facts:
            continue
        holds = any(_lies(match, float(f.value)) for f in facts)
        yield judgement(*match.span(), holds != claims.negated(match.end("gap")), "the facts say otherwise", facts)


def _facts(claims: Claims, measure: str, name: Named | None) -> list[Fact]:
    """Return the ratios of a name, alone or with another; those of anyone where nobody is named."""
    every = [f for f in claims.evidence.facts if f.measure == measure and not isinstance(f.value, str)]
    return [f for f in every if name is None or name.singles & set(f.subject)]


def _lies(match: re.Match[str], value: float) -> bool:
    if match["sign"]:
        return value < 0 if match["sign"].lower() == "negative" else value > 0
    told = NUMBERS[match["number"].lower()]
    return value > told if match["over"] else value < told


RATIOS: Final = (Rule(_ratios, words=frozenset({"sharpe", "beta", "correlation"})),)
"""Ratios held against round numbers."""
