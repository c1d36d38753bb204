"""The parameters of a measure that a question states: the length of an average, a risk-free rate."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from copilot.reader.ends import BACK, ENDS, ends_of

LENGTH: Final = re.compile(
    r"\b(?P<length>\d{1,3})[- ](?:day|session)s?(?:[- ](?:simple|moving))*(?:[- ](?:averages?|avg|sma|ma))s?\b"
    r"|\b(?P<short>\d{1,3})[- ]?(?:dma|sma)s?\b|\b(?:simple )?moving (?:averages?|avgs?)\b",
    re.IGNORECASE,
)
BARE: Final = re.compile(
    r"\b(?:above|below|over|under)\s+(?P<words>(?:its|their|the)\s+(?P<length>\d{2,3})[- ]?days?)\b"
    r"(?![- ]*(?:highs?|lows?|averages?|moving|simple|smas?|mas?|returns?|volatility)\b)",
    re.IGNORECASE,
)
RISK_FREE: Final = re.compile(
    r"(?:,?\s*\b(?:with|using|at|over|assuming|and|given)\s+)?(?:\ba\s+|\bthe\s+)?(?:"
    r"(?:(?P<before>\d+(?:\.\d+)?)\s?(?:%|percent)|zero)\s+risk[- ]free(?:\s+rate)?"
    r"|\brisk[- ]free(?:\s+rate)?(?:\s+(?:of|at|is|=))?\s*(?:(?P<after>\d+(?:\.\d+)?)\s?(?:%|percent)|zero))",
    re.IGNORECASE,
)
SESSIONS: Final[Mapping[str, int]] = {"day": 1, "session": 1, "week": 5, "month": 21, "quarter": 63, "year": 252}
"""How many sessions a rolling span is counted as."""
NUMBERS: Final[Mapping[str, int]] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "twenty": 20, "thirty": 30,
}  # fmt: skip
SIDES: Final[Mapping[str, str]] = {
    "best": "best", "strongest": "best", "highest": "best", "largest": "best", "biggest": "best", "worst": "worst",
    "weakest": "worst", "lowest": "worst",
}  # fmt: skip
_SIDE: Final = rf"(?:(?P<side>{'|'.join(SIDES)})\s+)"
_SPAN: Final = (
    rf"(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})[- ](?:trading[- ])?(?P<unit>day|session|week|month|quarter|year)s?"
)
_OVER: Final = r"(?:returns?|periods?|stretch(?:es)?|runs?|spans?|windows?|gains?|loss(?:es)?|performance)"
ROLLING: Final = re.compile(
    rf"\b{_SIDE}?rolling\s+{_SPAN}(?:\s+{_OVER})?\b|\b{_SIDE.replace('side', 'side2')}"
    rf"(?:{_SPAN.replace('count', 'count2').replace('unit', 'unit2')})\s+(?:rolling\s+)?{_OVER}\b"
    rf"|\b{_SPAN.replace('count', 'count3').replace('unit', 'unit3')}\s+rolling(?:\s+{_OVER})?\b",
    re.IGNORECASE,
)
REBALANCED: Final = re.compile(
    r"(?:,?\s*\b(?:and|if)\s+)?(?:\bwith\s+)?\brebalanc(?:ed|ing)\s+(?:(?:every|each|once an?)\s+"
    r"(?P<every>day|week|month|quarter|year)|(?P<adverb>daily|weekly|monthly|quarterly|yearly|annually))\b"
    r"|\b(?P<before>daily|weekly|monthly|quarterly|yearly|annually|annual)[- ]rebalanc(?:ed|ing)\b",
    re.IGNORECASE,
)
_UNIT: Final = r"(?P<unit{}>week|month|quarter|year)"
_CLOSES: Final = r"(?:clos(?:e|es|ed)|closing (?:prices?|levels?)|prices?|levels?)"
CLOSES: Final = re.compile(
    rf"\b{_UNIT.format(1)}[- ]ends?\s+(?:closes|closing (?:prices|levels)|prices|levels)\b"
    rf"|\b{_CLOSES}\s+(?:at|on|for|of)\s+(?:the\s+)?(?:last (?:trading )?day of\s+)?(?:each|every)\s+"
    rf"{_UNIT.format(2)}(?:(?:'s)?[- ]end)?\b"
    rf"|\b(?:{_CLOSES}\s+)?(?:at|on)\s+(?:the\s+)?end\s+of\s+(?:each|every)\s+{_UNIT.format(3)}\b"
    rf"|\b(?:at|on)\s+(?:each|every)\s+{_UNIT.format(5)}[- ]end\b"
    rf"|\b(?:closes|closing (?:prices|levels)|prices)\s+at\s+(?:the\s+)?{_UNIT.format(4)}[- ]ends?\b"
    rf"|\b(?P<adverb>weekly|monthly|quarterly|yearly)\s+(?:closes|closing (?:prices|levels))\b",
    re.IGNORECASE,
)
EACH: Final[Mapping[str, str]] = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year", "annually": "year",
    "annual": "year",
}  # fmt: skip
_BEYOND: Final = (
    r"\b(?:above|over|past|below|under|beyond|to|at|hit|reach(?:ed)?|top(?:ped)?|cross(?:ed)?|exceed(?:ed)?)"
)
END: Final = re.compile(
    r"\b(?:the\s+)?(?P<end>first|last)\s+(?:(?:trading\s+)?(?:day|session|date)|time)\b(?!\s+of\s+(?:the|each|every))"
    rf"(?=[^?]*{_BEYOND}\s+(?:the\s+)?\$?\d)"
    r"|\b(?P<verb>first|last)\b(?=\s+(?:clos|cross|hit|reach|top|trad|br[eo]ak|fall|fell|drop|exceed|pass|go|went|r[io]se"
    rf"|climb|above|below|over|under|at)\w*\b[^?]*?\$?\d)(?=[^?]*{_BEYOND}\s+(?:the\s+)?\$?\d)",
    re.IGNORECASE,
)
"""The end of the sessions beyond a level that is wanted: "the first day above 6,500", "first close over $200"."""
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

    def without(self, name: str) -> "Parameters":
        """Return the parameters without one and its words."""
        values = {known: value for known, value in self.values.items() if known != name}
        return replace(self, values=values, spans=tuple(s for s in self.spans if s[0] != name))


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
        values["risk_free_rate"] = float(rate["before"] or rate["after"] or 0) / 100
        spans.append(("risk_free_rate", rate.span()))
    for name, match, found in (
        ("rolling", ROLLING.search(text), _rolling),
        ("rebalanced", REBALANCED.search(text), _rebalanced),
        ("closes", CLOSES.search(text), _closes),
        ("end", END.search(text), lambda match: {"end": (match["end"] or match["verb"]).lower()}),
    ):
        if match and (read := found(match)).get("rolling") != 1:
            values |= read
            spans.append((name, match.span()))
    ends = ENDS.search(text)
    if ends and (told := ends_of(ends)):
        values |= {"ends": told, "back": ends["open"].lower().startswith(BACK)}
        spans.append(("ends", ends.span()))
    year = YEAR_RANGE.search(text)
    if year:
        spans.append(("year_range", year.span()))
    return Parameters(values, tuple(spans), average is not None or bare is not None, year is not None)


def _rolling(match: re.Match[str]) -> dict[str, Any]:
    """Return the length in sessions of the runs that are looked at, which is wanted, and whether all of them are."""
    count, unit = (
        next(v for name, v in match.groupdict().items() if v and name.startswith(k)) for k in ("count", "unit")
    )
    number = NUMBERS.get(count.lower()) or int(count)
    side = match["side"] or match["side2"]
    which = SIDES[side.lower()] if side else None
    return {"rolling": number * SESSIONS[unit.lower()], "which": which, "several": match[0].endswith("s")}


def _closes(match: re.Match[str]) -> dict[str, Any]:
    """Return of which pieces of the period the last closes are wanted."""
    unit = next((v for name, v in match.groupdict().items() if v and name.startswith("unit")), None)
    return {"closes": unit.lower() if unit else EACH[match["adverb"].lower()]}


def _rebalanced(match: re.Match[str]) -> dict[str, Any]:
    every = match["every"] or EACH[(match["adverb"] or match["before"]).lower()]
    return {"rebalanced": every.lower()}
