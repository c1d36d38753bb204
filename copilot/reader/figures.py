"""The figures that a user typed: percents, money, points, multiples, counts, and words such as "doubled"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["fraction", "pp", "usd", "ratio", "count"]

FIGURE: Final = re.compile(
    r"(?<![\w.,-])(?P<sign>[+\-−–]\s?)?(?P<usd>(?:US)?\$\s?)?(?P<number>\d[\d,]*(?:\.\d+)?|\.\d+)"
    r"\s?(?P<scale>k\b|m\b|grand\b|thousand\b|million\b|bn\b|billion\b|trillion\b)?"
    r"\s?(?P<unit>%|percentage[ -]points?\b|percent\b|per cent\b|basis points?\b|bps?\b|pp\b|pts\b"
    r"|dollars?\b|usd\b|bucks\b|x\b|times\b)?(?![\w-])",
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
ORDERED: Final = r"(?:top|bottom|best|worst|leading|strongest|weakest)"
COUNT: Final = re.compile(rf"\b{ORDERED}\s+({'|'.join(COUNTS)})\b|\b({'|'.join(COUNTS)})\s+{ORDERED}\b", re.IGNORECASE)


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
    return sorted(found, key=lambda f: f.span)


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
    if unit:
        return "fraction"
    return "usd" if match["scale"] and match["scale"].lower() != "m" else "count"


def _counted(match: re.Match[str]) -> Figure:
    place = 1 if match[1] else 2
    return Figure(match[place], match.span(place), COUNTS[match[place].lower()], "count", match[place])


def _worded(match: re.Match[str]) -> Figure:
    word = match[0].lower()
    value = MULTIPLES.get(word, SHARES.get(word, 0.0))
    if word in MULTIPLES:
        return Figure(match[0], match.span(), value, "fraction", match[0], a_bound=True)
    return Figure(match[0], match.span(), value, "fraction", f"{value * 100:.1f}%")
