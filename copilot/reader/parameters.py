"""The parameters of a measure that a question states: the length of an average, a risk-free rate."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

LENGTH: Final = re.compile(
    r"\b(?P<length>\d{1,3})[- ](?:day|session)s?(?:[- ](?:simple|moving))*(?:[- ](?:averages?|sma|ma))s?\b"
    r"|\b(?P<short>\d{1,3})[- ]?(?:dma|sma)s?\b|\b(?:simple )?moving averages?\b",
    re.IGNORECASE,
)
BARE: Final = re.compile(
    r"\b(?:above|below|over|under)\s+(?P<words>(?:its|their|the)\s+(?P<length>\d{2,3})[- ]?days?)\b"
    r"(?![- ]*(?:highs?|lows?|averages?|moving|simple|smas?|mas?|returns?|volatility)\b)",
    re.IGNORECASE,
)
RISK_FREE: Final = re.compile(
    r"(?:,?\s*\b(?:with|using|at|over|assuming|and|given)\s+)?(?:\ba\s+|\bthe\s+)?(?:"
    r"(?P<before>\d+(?:\.\d+)?)\s?(?:%|percent)\s+risk[- ]free(?:\s+rate)?"
    r"|\brisk[- ]free(?:\s+rate)?(?:\s+(?:of|at|is|=))?\s*(?P<after>\d+(?:\.\d+)?)\s?(?:%|percent))",
    re.IGNORECASE,
)
YEAR_RANGE: Final = re.compile(r"\b(?:52|fifty-two)[- ]weeks?[- ](?=highs?\b|lows?\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Parameters:
    """Values for a measure's parameters, and the words that state each of them.

    `averages` says that a moving average is spoken of; `year_range` that a high or low is of 52 weeks.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    spans: tuple[tuple[str, tuple[int, int]], ...] = ()
    averages: bool = False
    year_range: bool = False


def find_parameters(text: str) -> Parameters:
    """Return the parameters that a text states."""
    values: dict[str, Any] = {}
    spans: list[tuple[str, tuple[int, int]]] = []
    average = LENGTH.search(text)
    if average:
        values |= {"length": int(given)} if (given := average["length"] or average["short"]) else {}
        spans.append(("length", average.span()))
    bare = None if average else BARE.search(text)
    if bare:
        values |= {"length": int(bare["length"])}
        spans.append(("length", bare.span("words")))
    rate = RISK_FREE.search(text)
    if rate:
        values["risk_free_rate"] = float(rate["before"] or rate["after"]) / 100
        spans.append(("risk_free_rate", rate.span()))
    year = YEAR_RANGE.search(text)
    if year:
        spans.append(("year_range", year.span()))
    return Parameters(values, tuple(spans), average is not None or bare is not None, year is not None)
