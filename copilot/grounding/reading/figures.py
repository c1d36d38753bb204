"""Find the figures that a text types out, in every notation, and tell names and dates from them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from copilot.grounding.reading.number_words import NUMBER, PARTS, number_of

MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?(?!\d|[.,]\d|\s?%|\s?percent|\s?per cent|\s?pp)"
YEAR: Final = r"(?:19|20)\d\d(?![\d%])"
MASKS: Final = (
    r"\{[FUT]\d+[^{}]*\}",
    r"\[S\d+\]|\[\d{1,3}\]",
    r"https?://\S+",
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)?(?:\s?[-–]\s?\d{{1,2}})?\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?",
    rf"{MONTH}\s+{DAY}(?:\s?[-–]\s?{DAY})?(?:,?\s+{YEAR})?(?!\s?%|\.\d)",
    rf"{MONTH},?\s+(?:of\s+)?{YEAR}",
    r"\d{4}-\d\d-\d\d(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2}\.\d{4}",
    r"\d{4}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?|\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?",
    r"\d{1,2}\.?\s+(?:de\s+)?(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    r"diciembre|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|mai|juin|juillet|"
    r"août|septembre|octobre|novembre|décembre)(?:\s+(?:de\s+)?\d{4})?",
    r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.m\.|24/7|9/11",
    r"S\s?&\s?P(?:'s|’s)?\s?(?:(?:MidCap|SmallCap)\s)?(?:100|400|500|600|1500)(?:['’]s)?|标普\s?500|标准普尔\s?500",
    r"(?:Russell|Wilshire|罗素)\s?(?:1000|2000|2500|3000|5000)",
    r"(?:Nasdaq|NASDAQ|纳斯达克|纳指)[-\s]?100",
    r"(?:Mag(?:nificent)?|MAG)[-\s]?7\b|(?:Impressive|Other|S&P)\s493|M7\b",
    r"(?:Fortune|Inc\.?|Forbes|FTSE|CAC|DAX|Nikkei|IBEX|ASX|CSI|STOXX|Stoxx|TSX|TOPIX|Dow|SMI|AEX|MSCI|KOSPI|KOSDAQ|"
    r"Global|Top|Phase|Stage|Level|Chapter|Section|Article|Rule|Form|Tier|Basel|Boeing|Airbus|iPhone|Galaxy|"
    r"Windows|Series|Group|Generation|Route|Figure|Table|Page|Step|Case|Note|Item|Part|Title|Scenario|Version)"
    r"\s\d{1,4}(?![\d.,]*\d|\s?%|\s(?:percent|points))",
    rf"(?:Q[1-4]|[1-4]Q|H[12]|[12]H|FY)(?:['’\s]*(?:{YEAR}|\d\d))?(?!\d|%)\b",
    rf"['’]\d\d\b(?!%)|\b(?:fiscal|calendar|year)\s{YEAR}",
    r"\d{1,4}[-‑](?:day|session|week|month|year|quarter|hour|minute|stock|member|company|sector|fund|index|strong)s?\b",
    r"\b\d{1,3}(?:\.\d)?\s(?:weeks?|months?|years?|quarters?|hours?|minutes?|decades?)\b",
    r"\b\d{1,2}-[KQF]\b|\b13[FDG]\b|401\(k\)",
    r"\b(?!(?:US)?\d)[A-Za-z]+[-]?\d+[A-Za-z0-9]*\b|\b\d+(?!(?:st|nd|rd|th|x|X|bps?|pp|pts?|ppts?|pct|bn|tn|mn|m|k|K|M|B|T)\b)[A-Za-z]+\d*\b",
    rf"(?<![\d.,$€£¥+\-−])\b{YEAR}s?(?!\.\d|,\d{{3}}|\s?%|\s?percent|\s?per\s?cent|\s?points|\s?bps?|\s?basis|x\b|\s?times|[-–]\d+(?:\.\d+)?%)\b",
)
UNITS: Final = (
    r"(?P<pp>percentage[-\s]?points?|%[-\s]?points?|ppts?\b|pp\b|p\.p\.|pct\s?pts?\b|(?:个)?百分点|"
    r"Prozentpunkte?n?|puntos porcentuales|points de pourcentage)"
    r"|(?P<percent>%|％|percent\b|per\s?cent\b|pct\b|Prozent\b|por ciento\b|pour cent\b)"
    r"|(?P<bp>basis[-\s]?points?\b|bps?\b|(?:个)?基点|Basispunkte?n?\b|points\sde\sbase\b|"
    r"puntos\sb[áa]sicos\b)"
    r"|(?P<fold>-?fold\b)"
    r"|(?P<multiple>x\b|×|times\b(?!\s+forward)|倍|Mal\b|veces\b|fois\b)"
    r"|(?P<days>(?:calendar\s|trading\s)?days?\b|sessions?\b)"
    r"|(?P<points>(?:index\s)?points?\b|pts\b|点|Punkte\b|puntos\b)"
    r"|(?P<usd>(?:US[\s-])?[Dd]ollars?\b|USD\b|美元|dólares\b|(?<=\d[ \u00a0])\$(?!\s?\d)|(?<=\d)\$(?!\s?\d))"
    r"|(?P<rank>st\b|nd\b|rd\b|th\b)"
)
LARGE: Final = {
    "trillion": 12, "tn": 12, "t": 12, "万亿": 12, "billion": 9, "bn": 9, "b": 9, "million": 6, "mn": 6, "m": 6,
    "亿": 8, "thousand": 3, "k": 3,
}  # fmt: skip
DIGITS: Final = (
    r"\d{1,3}(?: \d{3})+(?=\s?(?:points\b|puntos\b|Punkte\b|euros?\b|dollars\b|dólares\b|[$€]))|"
    r"\d{1,3}(?:[,\u2009\u202f\u00a0'’]\d{3})+(?:\.\d+)?|"
    r"\d{1,3}(?:[.\u2009\u202f\u00a0]\d{3})+,\d+|\d+,\d{1,2}(?!\d)|\d+(?:\.\d+)?|\.\d+"
)
SIGNS: Final = r"[+±]\s?|[\-−–‑﹣－](?=[\d$€£¥.])|\bminus\s|\bplus\s|\bnegative\s"
CURRENCY: Final = r"US\$|\$|€|£|¥"
SIZE: Final = r"trillion\b|billion\b|million\b|thousand\b|tn\b|bn\b|mn\b|万亿|亿|[TBMKtbmk]\b"
FIGURE: Final = (
    rf"(?P<open>\()?(?:(?P<sign>(?<![\w%)}}])(?:{SIGNS})))?(?:(?P<currency>{CURRENCY})\s?)?(?P<inner>[+\-−])?"
    rf"(?P<number>(?<![\d.,])(?:{DIGITS}))"
    rf"(?:\s?[-–—]\s?(?:{CURRENCY})?(?P<to>(?:{DIGITS})(?![\d-]))|\s(?:to|bis|a|à|"
    rf"至)\s(?:{CURRENCY})?(?P<to2>(?:{DIGITS}))(?=\s?(?:%|％|percent|per cent|pct|pp\b|percentage|basis|"
    rf"bps?\b|x\b|times)))?"
    rf"(?:[\s-]?(?P<size>{SIZE}))?(?:[\s\u2009\u202f\u00a0-]?(?:{UNITS}))?(?P<close>\))?"
)
WORDED: Final = rf"\b(?P<words>{NUMBER})[\s-](?:{UNITS.replace('(?P<', '(?P<w')})"
TWICE: Final = (
    r"\b(?P<twice>twice|double|triple|thrice|half)(?=\s+(?:(?:the|that|as|its|those)\b|"
    r"(?-i:(?:[A-Z0-9][\w&.-]*\s)?(?:[A-Z0-9&][\w&.-]*\s)?[A-Z0-9][\w&.-]*['’])))"
)
AGAIN: Final = (
    r"\b(?P<again>half|an?\s+(?:third|quarter)|two[\s-]thirds|three[\s-]quarters)\s+"
    r"(?:as\s+(?:much|large|big|high|many)\s+again|again\s+as\s+(?:much|large|big|high|many))(?:\s+as)?\b"
)
DOTTED: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
THEIRS: Final = re.compile(r"\s?(?:\$|€|Euro\b|US-Dollar\b|Dollar\b|Punkte\b|puntos\b|dólares\b|euros\b)")
"""Units of languages that mark thousands with points: "10.000 $"."""
MASK: Final = re.compile("|".join(MASKS))
TYPED: Final = re.compile(FIGURE)
SPELLED: Final = re.compile(f"{WORDED}|{AGAIN}|{TWICE}", re.IGNORECASE)
MARKER: Final = re.compile(
    r"^[ \t]*(?:>\s*)*(?:\d{1,3}[.)]|[(]?\d{1,2}[)])(?=\s)|(?<=[:;,]\s)\d{1,2}[.)](?=\s[A-Z{*]|\s?$)", re.MULTILINE
)
CODE: Final = re.compile(r"\{[FUT]\d+[^{}]*\}|\[S?\d+\]")
BY: Final = re.compile(r"\bby\s+(?:(?:nearly|about|some|almost|around|roughly|just|over|only|a)\s+)*$")
SPELT: Final = (
    "percent",
    "per cent",
    "point",
    "times",
    "fold",
    "twice",
    "double",
    "triple",
    "thrice",
    "half",
    "again",
    "pct",
    "dollars",
)
DIGIT: Final = re.compile(r"\d")
HEDGE: Final = re.compile(
    r"(?:\b(?P<about>about|around|roughly|approximately|approx\.?|some|circa|c\.|close to|near|etwa|rund|unos|"
    r"environ|约|大约|about the)|(?P<tilde>[~≈])|"
    r"\b(?P<over_near>just over|slightly over|a little over|just above|a little more than|slightly more than|just "
    r"topped|barely exceeded)|\b(?P<over_far>well over|well above|far more than|much more than|comfortably over|"
    r"comfortably more than|far above|far over)|"
    r"\b(?P<under_near>just under|nearly|almost|just below|not quite|(?:just )?shy of|just short of|a little under|"
    r"slightly under|slightly less than|a little less than|close on|接近|fast|casi|presque)|"
    r"\b(?P<under_far>well under|well below|far less than|much less than|far below|well short of)|"
    r"\b(?P<under>under|less than|below|no more than|not more than|at most|up to|short of)|"
    r"\b(?P<over>over|more than|above|at least|exceed(?:ed|s|ing)?|surpass(?:ed|es|ing)|upwards of|greater than|"
    r"no less than|in excess of|超过|über|más de|plus de))"
    r"\s*(?:a\s|an\s|the\s)?[({]?$",
    re.IGNORECASE,
)
TWICES: Final = {"twice": 2.0, "double": 2.0, "triple": 3.0, "thrice": 3.0, "half": 0.5}
KINDS: Final = {
    "pp": "pp", "percent": "percent", "bp": "bp", "fold": "multiple", "multiple": "multiple",
    "days": "days", "points": "points", "usd": "usd", "rank": "rank",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as typed: `value` is its size in `unit`, `sign` what was typed before it.

    `unit` is percent, pp, bp, multiple, days, points, usd, rank or number. `digits` are its
    printed decimals, negative where a size word ("trillion") follows. `upper` is the other end
    of a range. `hedge` is about, over or under, and `degree` near ("just over", "nearly"), far
    ("well over") or "". `bracketed` means that parentheses hold it alone.
    """

    start: int
    end: int
    text: str
    value: Decimal
    digits: int
    unit: str
    sign: int = 0
    upper: Decimal | None = None
    hedge: str = ""
    bracketed: bool = False
    worded: bool = False
    size: int = 0
    degree: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The figures of a text and the spans that hold digits but are none."""

    figures: tuple[Figure, ...]
    masked: tuple[tuple[int, int], ...]


@lru_cache(maxsize=512)
def find_figures(text: str) -> Found:
    """Return the figures of a text in order, with the names, dates and markers that are none."""
    figures: list[Figure] = []
    masked: list[tuple[int, int]] = []
    bare = CODE.sub("", text)
    if DIGIT.search(bare):
        masked = [m.span() for m in MARKER.finditer(text)] + [m.span() for m in MASK.finditer(text)]
        figures += _typed(text, masked)
    lower = text.lower()
    if any(word in lower for word in SPELT):
        figures += _spelled(text)
    figures = sorted(_apart(figures), key=lambda f: f.start)
    for at in range(1, len(figures)):
        if _has_unit_before(text, *figures[at - 1 : at + 1]):
            figures[at] = replace(figures[at], unit="pp")
    return Found(tuple(figures), tuple(sorted(masked)))


def _has_unit_before(text: str, last: Figure, figure: Figure) -> bool:
    """Say whether a number is of points, as the one before: "by 2 percentage points, whereas B beat it by 49"."""
    return last.unit == "pp" and figure.unit == "number" and BY.search(text, last.end, figure.start) is not None


def _apart(figures: list[Figure]) -> Iterator[Figure]:
    taken: list[tuple[int, int]] = []
    for figure in figures:
        if all(figure.end <= s or figure.start >= e for s, e in taken):
            taken.append((figure.start, figure.end))
            yield figure


def _typed(text: str, masked: list[tuple[int, int]]) -> Iterator[Figure]:
    blank = text
    for start, end in masked:
        blank = blank[:start] + "\x00" * (end - start) + blank[end:]
    for match in TYPED.finditer(blank):
        yield _figure(text, match)


def _figure(text: str, match: re.Match[str]) -> Figure:
    number, digits = decimal_of(match["number"])
    if DOTTED.fullmatch(match["number"]) and THEIRS.match(text, match.end("number")):
        number, digits = decimal_of(match["number"].replace(".", ""))
    unit = next((KINDS[k] for k in KINDS if match[k]), "")
    bracketed = bool(match["open"] and match["close"])
    start = match.start() + (1 if match["open"] else 0)
    end = match.end() - (1 if match["close"] else 0)
    size = LARGE[match["size"] if match["size"] in LARGE else match["size"].lower()] if match["size"] else 0
    upper = match["to"] or match["to2"]
    if upper is not None:
        digits = max(digits, decimal_of(upper)[1])
    return Figure(
        start,
        end,
        text[start:end],
        number.scaleb(size),
        digits - size,
        unit or ("usd" if match["currency"] else "number"),
        _sign(match["sign"] or match["inner"] or ""),
        decimal_of(upper)[0].scaleb(size) if upper else None,
        hedge_before(text, match.start()),
        bracketed,
        size=size,
        degree=degree_before(text, match.start()),
    )


def hedge_before(text: str, start: int) -> str:
    """Return about, over or under where such a word stands right before a position."""
    return _hedge(text, start)[0]


def degree_before(text: str, start: int) -> str:
    """Return near or far where the hedge right before a position says how close it is: "nearly", "well over"."""
    return _hedge(text, start)[1]


def _hedge(text: str, start: int) -> tuple[str, str]:
    found = HEDGE.search(text[max(0, start - 24) : start])
    if found is None:
        return "", ""
    kind, _, degree = (found.lastgroup or "").partition("_")
    return "about" if kind == "tilde" else kind, degree


def decimal_of(text: str) -> tuple[Decimal, int]:
    """Return a typed number and its decimals; thousands may be marked, decimals by a comma."""
    plain = re.sub(r"[\u2009\u202f\u00a0'’\s]", "", text)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})*,\d+|\d+,\d{1,2}", plain) and not re.fullmatch(r"\d{1,3}(?:,\d{3})+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    plain = plain.replace(",", "")
    return Decimal(plain), len(plain.partition(".")[2])


def _sign(text: str) -> int:
    text = text.strip().lower()
    return 0 if text in ("", "±") else 1 if text in ("+", "plus") else -1


def _spelled(text: str) -> Iterator[Figure]:
    for match in SPELLED.finditer(text):
        start, end = match.span()
        if match["again"]:
            value, digits, unit = 1.0 + PARTS[re.split(r"[\s-]+", match["again"].lower())[-1]], 1, "multiple"
        elif match["twice"]:
            value, digits, unit = (
                TWICES[match["twice"].lower()],
                1 if match["twice"].lower() == "half" else 0,
                "multiple",
            )
        else:
            number = number_of(match["words"])
            unit = next((KINDS[k] for k in KINDS if match[f"w{k}"]), "")
            if number is None or unit in ("rank", "days"):
                continue
            value, digits = number
        yield Figure(
            start, end, text[start:end], Decimal(repr(value)), digits, unit,
            hedge=hedge_before(text, start), worded=True, degree=degree_before(text, start),
        )  # fmt: skip
