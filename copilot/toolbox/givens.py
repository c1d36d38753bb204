"""Figures that somebody typed: $10,000, 5%, 1,000%, 100 shares, ten thousand dollars."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from copilot.facts import Given, Unit
from copilot.toolbox.desk import Desk
from tools.windows import find_periods, time_words

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
SCALES = {
    "k": 1e3, "thousand": 1e3, "grand": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6,
    "bn": 1e9, "billion": 1e9, "billions": 1e9, "tn": 1e12, "trillion": 1e12, "万": 1e4, "亿": 1e8,
}  # fmt: skip
UNITS: dict[str, tuple[Unit, float]] = {
    "%": ("fraction", 0.01), "％": ("fraction", 0.01), "percent": ("fraction", 0.01), "per cent": ("fraction", 0.01),
    "pct": ("fraction", 0.01), "prozent": ("fraction", 0.01), "pour cent": ("fraction", 0.01),
    "por ciento": ("fraction", 0.01), "percentage points": ("fraction", 0.01), "percentage point": ("fraction", 0.01),
    "pp": ("fraction", 0.01), "basis points": ("fraction", 0.0001), "basis point": ("fraction", 0.0001),
    "bps": ("fraction", 0.0001), "bp": ("fraction", 0.0001), "x": ("ratio", 1.0), "times": ("ratio", 1.0),
    "fold": ("ratio", 1.0), "dollars": ("usd", 1.0), "dollar": ("usd", 1.0), "usd": ("usd", 1.0), "bucks": ("usd", 1.0),
    "美元": ("usd", 1.0), "points": ("points", 1.0), "shares": ("count", 1.0), "share": ("count", 1.0),
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
FIGURE = re.compile(
    rf"(?<![\w.,])(?P<sign>[+\-−–])?\s?(?P<usd>(?:US)?\$|USD\s)?\s?(?P<number>{NUMBER})"
    rf"(?:\s?-?(?P<scale>{_SCALE})(?![A-Za-z]))?(?:\s?-?(?P<unit>{_UNIT})(?![A-Za-z]))?(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
WORDS = {
    "zero": 0, "one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
TIMES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_WORD = "|".join(sorted((*WORDS, *TIMES), key=len, reverse=True))
_NAMED = "|".join(
    sorted((re.escape(u) for u in UNITS if (u.isascii() and len(u) > 3) or u == "%"), key=len, reverse=True)
)
SPELT = re.compile(
    rf"\b(?P<number>(?:{_WORD})(?:(?:\s+and\s+|[\s-]+)(?:{_WORD}))*)[\s-]*(?P<unit>{_NAMED})(?!\w)", re.IGNORECASE
)


YEAR = re.compile(r"(?:19|20)\d\d")
MONTHS = (
    "jan|ene|feb|fév|mär|mar|apr|avr|abr|mai|may|jun|jui|jul|aug|ago|aoû|sep|okt|oct|nov|dez|dic|déc|dec"  # de, es, fr
)
OF_A_DATE = re.compile(rf"\.?\s+(?:de\s+)?(?:{MONTHS})\w*", re.IGNORECASE)
LEVEL_BEFORE = re.compile(r"\b(?:above|below|under|hit|reach(?:ed)?|cross(?:ed)?|exceed(?:ed)?)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A figure as somebody typed it.

    `value` is in the unit's own terms (5% is 0.05); `precision` is one step of its last
    printed digit in the same terms; `named` says that a unit was written beside it.
    """

    text: str
    span: tuple[int, int]
    value: float
    unit: Unit
    precision: float
    named: bool = True


def book_givens(desk: Desk, question: str) -> list[Given]:
    """Return the figures of a question under ids U1, U2: names with digits, dates and periods are none."""
    taken = [m.span for m in desk.universe.find(question).mentions]
    taken += [p.span for p in find_periods(question, desk.as_of, desk.sessions, anchor=desk.anchor).periods]
    taken += time_words(question)
    return [
        desk.ledger.give(figure.value, figure.unit, figure.text)
        for figure in figures_in(question)
        if _is_level(figure, question)
        or (all(figure.span[1] <= s or e <= figure.span[0] for s, e in taken) and not _dates(figure, question))
    ]


def _dates(figure: Figure, question: str) -> bool:
    """Say whether a bare number tells a time, in whatever language: a year, or the day before a month's name."""
    if figure.named or figure.unit != "count":
        return False
    day = 1 <= figure.value <= 31 and OF_A_DATE.match(question, figure.span[1]) is not None
    return day or YEAR.fullmatch(figure.text) is not None


def _is_level(figure: Figure, question: str) -> bool:
    """Say whether a number that looks like a year is told of as a level: "above 2000"."""
    return bool(YEAR.fullmatch(figure.text)) and LEVEL_BEFORE.search(question[: figure.span[0]]) is not None


def figures_in(text: str) -> list[Figure]:
    """Return every figure of a text, in digits or in words with a unit, in order of position."""
    found = sorted([*_in_digits(text), *_in_words(text)], key=lambda f: f.span)
    return [f for i, f in enumerate(found) if i == 0 or f.span[0] >= found[i - 1].span[1]]


def figure_of(text: str) -> Figure | None:
    """Return the one figure that a short phrase states ("44.86%", "more than doubled"), or None."""
    found = figures_in(text)
    return found[0] if found else multiple_of(text)


def _in_digits(text: str) -> Iterator[Figure]:
    for match in FIGURE.finditer(text):
        digits = match["number"].replace(",", "")
        unit, scale = UNITS.get((match["unit"] or "").lower(), ("count", 1.0))
        if match["usd"] or (match["scale"] and not match["unit"]):
            unit = "usd"
        scale *= SCALES.get((match["scale"] or "").lower(), 1.0)
        decimals = len(digits.partition(".")[2])
        sign = -1 if match["sign"] in ("-", "−", "–") else 1
        yield Figure(
            match[0].strip(),
            match.span(),
            sign * _exact(digits, scale),
            unit,
            _exact(f"1e-{decimals}", scale),
            bool(match["unit"] or match["usd"]),
        )


def _exact(digits: str, scale: float) -> float:
    """Return digits times a scale without the noise of binary fractions: 77.34% is 0.7734."""
    return float(Decimal(digits) * Decimal(repr(scale)))


def _in_words(text: str) -> Iterator[Figure]:
    for match in SPELT.finditer(text):
        unit, scale = UNITS[" ".join(match["unit"].lower().split())]
        yield Figure(match[0], match.span(), _exact(repr(_number(match["number"])), scale), unit, scale)


def _number(words: str) -> float:
    total = group = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word == "hundred":
            group = (group or 1) * 100
        elif word in TIMES:
            total, group = total + (group or 1) * TIMES[word], 0
        else:
            group += WORDS.get(word, 0)
    return float(total + group)


MULTIPLES: Sequence[tuple[str, float]] = (
    ("doubl", 2.0), ("tripl", 3.0), ("quadrupl", 4.0), ("quintupl", 5.0), ("halv", 0.5), ("tenfold", 10.0),
    ("twofold", 2.0), ("threefold", 3.0), ("fourfold", 4.0), ("fivefold", 5.0),
)  # fmt: skip


def multiple_of(text: str) -> Figure | None:
    """Return a multiple that is said in a word: "doubled" is 2x, to the nearest tenth; None for none."""
    for stem, value in MULTIPLES:
        match = re.search(rf"\b{stem}\w*", text, re.IGNORECASE)
        if match:
            return Figure(match[0], match.span(), value, "ratio", value / 10)
    return None
