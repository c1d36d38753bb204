"""The figures that a user typed: percents, money, points, multiples, counts, and words such as "doubled"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["fraction", "pp", "usd", "ratio", "count", "points", "place"]

FIGURE: Final = re.compile(
    r"(?<![\w.,-])(?P<sign>[+\-−–]\s?)?(?P<usd>(?:US)?\$\s?)?(?P<number>\d[\d,]*(?:\.\d+)?|\.\d+)"
    r"\s?(?P<scale>k\b|m\b|grand\b|thousand\b|million\b|bn\b|billion\b|trillion\b)?"
    r"\s?(?P<unit>%|percentage[ -]points?\b|percent\b|per cent\b|basis points?\b|bps?\b|pp\b|pts\b"
    r"|points?\b|dollars?\b|usd\b|bucks\b|x\b|times\b)?(?![\w-])",
    re.IGNORECASE,
)
SCALES: Final[Mapping[str, float]] = {
    "k": 1e3, "grand": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
MULTIPLES: Final[Mapping[str, float]] = {
    "double": 1.0, "doubled": 1.0, "triple": 2.0, "tripled": 2.0, "quadruple": 3.0, "quadrupled": 3.0,
    "halve": -0.5, "halved": -0.5, "tenfold": 9.0, "fivefold": 4.0, "threefold": 2.0, "twofold": 1.0,
}  # fmt: skip
SHARES: Final[Mapping[str, float]] = {
    "a third": 1 / 3, "one third": 1 / 3, "one-third": 1 / 3, "half": 0.5, "a half": 0.5, "one half": 0.5,
    "a fifth": 0.2, "one fifth": 0.2, "two thirds": 2 / 3, "two-thirds": 2 / 3, "a tenth": 0.1, "one tenth": 0.1,
}  # fmt: skip
WORDS: Final = re.compile(rf"\b(?:{'|'.join(sorted([*MULTIPLES, *SHARES], key=len, reverse=True))})\b", re.IGNORECASE)
COUNTS: Final[Mapping[str, int]] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
ORDERED: Final = r"(?:top|bottom|best|worst|leading|strongest|weakest|biggest|largest|smallest|highest|lowest)"
NTH: Final[Mapping[str, int]] = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6, "7th": 7, "8th": 8, "9th": 9, "10th": 10,
    "11th": 11, "runner-up": 2, "runner up": 2, "runners-up": 2, "second to last": 2, "second-to-last": 2,
    "next to last": 2, "next-to-last": 2, "second from bottom": 2, "penultimate": 2, "third to last": 3,
}  # fmt: skip
OF_ENDS: Final = (
    r"best|worst|biggest|largest|highest|lowest|strongest|weakest|smallest|least|most|greatest|deepest|top|heaviest"
)
_NTH: Final = "|".join(sorted((word for word in NTH if " " not in word), key=len, reverse=True))
PLACE: Final = re.compile(
    rf"\b(?P<before>{_NTH})(?:[- ](?=(?:{OF_ENDS})\b|from\s+(?:the\s+)?(?:bottom|top|last)\b))"
    rf"|\b(?:came|come|comes|finish|finished|ranked|ranks|placed|was|is|in|took|on)\s+(?:the\s+)?(?P<after>{_NTH})"
    rf"(?:[- ](?:place|spot|position))?\b(?![-\s]*(?:quarter|half|week|month|year|day|session|{OF_ENDS}))"
    r"|\b(?P<alone>runners?[- ]up|(?:second|next|third)[- ]to[- ]last|second from bottom|penultimate)\b"
    r"|(?:\bnumber\s+|\bno\.\s?|#)(?P<number>one|two|three|four|five|1[01]|[1-9])\b",
    re.IGNORECASE,
)
COUNT: Final = re.compile(
    rf"\b{ORDERED}\s+({'|'.join(COUNTS)})\b(?![- ](?:trading |calendar )?(?:day|session|week|month|quarter|year)\b)"
    rf"|\b({'|'.join(COUNTS)})\s+{ORDERED}\b"
    rf"|\b({'|'.join(COUNTS)})\s+(?=straight\b|consecutive\b|(?:trading\s+)?(?:days?|sessions?)\s+in\s+a\s+row\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figure:
    """A number that the user typed: its value in its kind's own terms (5% is 0.05, 3 percentage points 0.03).

    `text` is what was typed; `said` is the figure as a tool reads it ("33.3%" for "a third").
    `a_bound` is true of a word that sets one: what has doubled may have done more.
    """

    text: str
    span: tuple[int, int]
    value: float
    kind: Kind
    said: str
    a_bound: bool = False


def find_figures(text: str) -> list[Figure]:
    """Return every figure of a text, in order."""
    found = [_figure(m) for m in FIGURE.finditer(text)]
    found += [_worded(m) for m in WORDS.finditer(text)]
    found += [_counted(m) for m in COUNT.finditer(text)]
    places = [_placed(m) for m in PLACE.finditer(text)]
    apart = [f for f in found if all(f.span[1] <= p.span[0] or p.span[1] <= f.span[0] for p in places)]
    return sorted([*apart, *places], key=lambda f: f.span)


def _figure(match: re.Match[str]) -> Figure:
    kind = _kind(match)
    value = float(match["number"].replace(",", "")) * SCALES.get((match["scale"] or "").lower(), 1.0)
    if kind in ("fraction", "pp"):
        value *= 0.0001 if (match["unit"] or "").lower().startswith(("basis", "bp")) else 0.01
    negative = (match["sign"] or "").strip() in ("-", "−", "–")
    typed = match[0].strip()
    return Figure(typed, match.span(), -value if negative else value, kind, typed)


def _kind(match: re.Match[str]) -> Kind:
    unit = (match["unit"] or "").lower()
    if match["usd"] or unit in ("dollar", "dollars", "usd", "bucks"):
        return "usd"
    if unit in ("x", "times"):
        return "ratio"
    if unit.startswith(("percentage", "basis", "bp", "pp", "pts")):
        return "pp"
    if unit.startswith("point"):
        return "points"
    if unit:
        return "fraction"
    return "usd" if match["scale"] and match["scale"].lower() != "m" else "count"


def _placed(match: re.Match[str]) -> Figure:
    """Return the place that is asked for: 2 for "second-best" and "came second"."""
    word = next(match[name] for name in ("before", "after", "alone", "number") if match[name]).lower()
    value = NTH.get(word) or NTH.get(word.replace("-", " ")) or COUNTS.get(word) or int(word)
    return Figure(match[0], match.span(), value, "place", match[0])


def _counted(match: re.Match[str]) -> Figure:
    place = next(n for n in (1, 2, 3) if match[n])
    return Figure(match[place], match.span(place), COUNTS[match[place].lower()], "count", match[place])


def _worded(match: re.Match[str]) -> Figure:
    word = match[0].lower()
    value = MULTIPLES.get(word, SHARES.get(word, 0.0))
    if word in MULTIPLES:
        return Figure(match[0], match.span(), value, "fraction", match[0], a_bound=True)
    return Figure(match[0], match.span(), value, "fraction", f"{value * 100:.1f}%")
