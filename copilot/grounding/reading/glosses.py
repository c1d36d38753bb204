"""A statement of another language put into plain English, so that the same rules judge it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from copilot.grounding.printing.render import MONTHS, REFERENCE
from copilot.grounding.reading.figures import find_figures
from copilot.grounding.reading.glossary import GLOSSARY
from copilot.grounding.reading.languages import language
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.scan import CITATION, Sentence
from copilot.grounding.reading.times_elsewhere import DAY, DIGITS, NAME, QUARTER
from copilot.grounding.reading.times_elsewhere import MONTHS as ELSEWHERE

ORDINALS: Final = ("first", "second", "third", "fourth")
NUMBERED: Final = {
    "ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4,
    "premier": 1, "deuxième": 2, "troisième": 3, "quatrième": 4,
}  # fmt: skip
BEFORE_TIME: Final = r"(?i:(?:im Jahr|im|in|am|en el|en|au|le|el|du|de|del|d['’]|自|在)\s*)?"
QUARTER_NAMED: Final = re.compile(
    rf"\b{BEFORE_TIME}(?P<which>{'|'.join(NUMBERED)})\s+(?:Quartal|trimestre)(?:\s+(?:de\s+)?(?P<year>20\d\d))?"
)
QUARTER_SHORT: Final = re.compile(BEFORE_TIME + QUARTER.pattern)
DAY_NAMED: Final = re.compile(BEFORE_TIME + rf"(?:{DAY.pattern})")
MONTH_NAMED: Final = re.compile(
    rf"{BEFORE_TIME}\b(?P<m>{NAME})\b(?:\s+(?:de\s+)?(?P<y>20\d\d))?|(?P<m2>\d{{1,2}})\s?月(?!\s?\d)"
)
YEAR: Final = re.compile(rf"{BEFORE_TIME}(?P<y>20\d\d)(?!\d)(?:\s?年)?")
SO_FAR: Final = re.compile(
    r"(?i:seit (?:Jahresbeginn|Jahresanfang)|(?:bisher |bislang )?in diesem Jahr|en lo que va del? año|"
    r"este año|depuis le début de l['’]année|cette année|今年以来|年初至今)"
)
SINCE_LAUNCH: Final = re.compile(
    r"(?i:seit (?:dem Start|der Einführung|der Veröffentlichung) von|desde (?:el lanzamiento|la llegada) de|"
    r"depuis (?:le lancement|la sortie) de|自)\s?ChatGPT(?:发布以来|推出以来|问世以来)?"
)
WORD: Final = re.compile(r"[A-Za-zÀ-ɏ’']+|[\u3400-\u9fff]")
BLANK: Final = re.compile(r"[\s\d%.,;:!?()、，。；：！？+−–-]")
CHINESE_NUMBERS: Final = {
    "一": "one", "两": "two", "二": "two", "三": "three", "四": "four", "五": "five", "六": "six", "七": "seven",
    "八": "eight", "九": "nine", "十": "ten", "十一": "eleven", "十二": "twelve",
}  # fmt: skip
SETS: Final = {
    "板块": "sectors",
    "行业": "sectors",
    "股票": "stocks",
    "个股": "stocks",
    "指数": "indices",
    "股指": "indices",
}
OF_SET: Final = re.compile(
    rf"(?P<size>十[一二]|[二两三四五六七八九十])[个只支大]?(?P<noun>{'|'.join(SETS)})(?:当|之)?中[，,]?\s?(?:仅|只)?有"
    r"(?P<count>十[一二]|[一二两三四五六七八九十])[个只支]?(?:板块|行业|股票|指数)?"
)
MULTIPLE: Final = re.compile(
    r"的?(?P<near>近|将近)?(?:约|大约)?(?P<times>十[一二]|[二两三四五六七八九十])倍(?:(?P<half>半)|(?P<more>多|以上))?"
)
TYPED_MULTIPLE: Final = re.compile(r"(?P<times>\d+(?:\.\d+)?)\s?倍(?![多以半])")
PLACED: Final = frozenset("was best worst month the".split())
"""Words behind which a month is not when something was, but what is said."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text in English, and where they stand; `time` are moved to the front, days to the end."""

    english: str
    start: int
    end: int
    time: str = ""
    known: bool = True


@dataclass(frozen=True)
class Gloss:
    """A text in English, and for each place of it where its words came from. `unread` are words not known."""

    text: str
    places: tuple[tuple[int, int, int, int], ...]
    unread: int

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where the words between two places of the English came from."""
        met = [p for p in self.places if p[0] < end and start < p[1]]
        return (min(p[2] for p in met), max(p[3] for p in met)) if met else (0, 0)


@cache
def _phrases(spoken: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    rows = GLOSSARY[spoken]
    edge = "" if spoken == "zh" else r"(?!\w)"
    return re.compile("|".join(f"((?:{p}){edge})" for p, _ in rows), re.IGNORECASE), tuple(e for _, e in rows)


def gloss(sentence: Sentence) -> Gloss:
    """Return a sentence in English words, its names and figures as they are."""
    names = tuple((h.start, h.end) for h in sentence.hits if isinstance(h.payload, Named))
    return _gloss(sentence.text, names)


@lru_cache(maxsize=256)
def _gloss(text: str, names: tuple[tuple[int, int], ...]) -> Gloss:
    pieces = list(_pieces(text, names))
    front = [replace(p, english=p.english + ",") for p in pieces if p.time == "front"]
    back = [p for p in pieces if p.time == "back"]
    ordered = [*front, *_in_order([p for p in pieces if p.time in ("", "swap") and p.english not in (".", "")]), *back]
    named = {start for start, _ in names}
    ordered = [
        p
        for p, after in zip(ordered, [*ordered[1:], None], strict=True)
        if not (p.english == "the" and after and after.start in named)
    ]
    mixed = len({p.english for p in front}) + len(back) > 1 and len(back) != 1
    english, places = "", []
    for piece in ordered:
        tight = piece.english[0] in ",.;'" or not english
        english += piece.english if tight else f" {piece.english}"
        places.append((len(english) - len(piece.english), len(english), piece.start, piece.end))
    english = re.sub(r",(?=,)", " ", english)
    return Gloss(f"{english}.", tuple(places), sum(not p.known for p in pieces) + mixed)


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with each that English says before a name, and its own language behind it, put there."""
    ordered: list[Piece] = []
    for piece in pieces:
        ordered.insert(len(ordered) - bool(piece.time and ordered), piece)
    return ordered


def _pieces(text: str, names: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    kept = dict(names)
    kept |= {f.start: f.end for f in find_figures(text).figures}
    kept |= {m.start(): m.end() for pattern in (REFERENCE, CITATION) for m in pattern.finditer(text)}
    found, english = _phrases(language(text))
    at, last = 0, ""
    while at < len(text):
        piece = (
            _part_of(text, at)
            or _kept(text, at, kept)
            or _time(text, at, last)
            or _phrase(text, at, found, english)
            or _rest(text, at)
        )
        at = piece.end
        last = piece.english or last
        yield piece


def _part_of(text: str, at: int) -> Piece | None:
    """Return how many of a set are told of in Chinese, or a multiple in words of the name before it."""
    if text[at] in CHINESE_NUMBERS:
        told = OF_SET.match(text, at)
        if told:
            count, size = CHINESE_NUMBERS[told["count"]], CHINESE_NUMBERS[told["size"]]
            return Piece(f"{count} of the {size} {SETS[told['noun']]}", at, told.end())
    typed = TYPED_MULTIPLE.match(text, at) if text[at].isdigit() else None
    if typed:
        return Piece(f"{typed['times']} times as much as", at, typed.end(), "swap")
    told = MULTIPLE.match(text, at) if text[at] in "的近约将" else None
    if told is None:
        return None
    hedge = "more than " if told["more"] else "nearly " if told["near"] else ""
    half = " and a half" if told["half"] else ""
    return Piece(f"{hedge}{CHINESE_NUMBERS[told['times']]}{half} times as much as", at, told.end(), "swap")


def _kept(text: str, at: int, kept: dict[int, int]) -> Piece | None:
    return Piece(text[at : kept[at]], at, kept[at]) if at in kept and kept[at] > at else None


def _time(text: str, at: int, last: str) -> Piece | None:
    """Return a time in English: years, quarters and months for the front, days for the end."""
    if at and text[at - 1].isalnum() and ord(text[at - 1]) < 0x3000:
        return None
    for words, english in ((SO_FAR, "so far this year"), (SINCE_LAUNCH, "since the launch of ChatGPT")):
        told = words.match(text, at)
        if told:
            return Piece(english, at, told.end(), "back")
    quarter = QUARTER_NAMED.match(text, at) or QUARTER_SHORT.match(text, at)
    if quarter:
        groups = quarter.groupdict()
        written = next(w for w in (groups.get(k) for k in ("which", "q1", "q2", "q3", "q4")) if w)
        number = NUMBERED.get(written) or DIGITS.get(written) or int(written)
        year = groups.get("year") or groups.get("y1") or groups.get("y2")
        return Piece(
            f"In the {ORDINALS[number - 1]} quarter{f' of {year}' if year else ''}", at, quarter.end(), "front"
        )
    day = DAY_NAMED.match(text, at)
    if day and (day["d"] or day["d2"]):
        month = ELSEWHERE[day["m"]] if day["m"] else int(day["m2"])
        year = day["y"] or day["y2"] or ""
        return Piece(f"on {day['d'] or day['d2']} {MONTHS[month - 1]} {year}".rstrip(), at, day.end(), "back")
    if day and day["m2"]:
        return Piece(f"In {MONTHS[int(day['m2']) - 1]} {day['y2']}", at, day.end(), "front")
    return _month_or_year(text, at, last)


def _month_or_year(text: str, at: int, last: str) -> Piece | None:
    month = MONTH_NAMED.match(text, at)
    if month:
        name = MONTHS[(ELSEWHERE[month["m"]] if month["m"] else int(month["m2"])) - 1]
        told = f"{name} {month['y'] or ''}".rstrip()
        said = not month["y"] and last.split(" ")[-1] in PLACED
        return Piece(name if said else f"In {told}", at, month.end(), "" if said else "front")
    year = YEAR.match(text, at)
    return Piece(f"In {year['y']}", at, year.end(), "front") if year else None


def _phrase(text: str, at: int, found: re.Pattern[str], english: tuple[str, ...]) -> Piece | None:
    match = found.match(text, at)
    if match is None or match.end() == at or match.lastindex is None:
        return None
    return Piece(english[match.lastindex - 1], at, match.end())


def _rest(text: str, at: int) -> Piece:
    word = WORD.match(text, at)
    if word:
        return Piece(word[0], at, word.end(), known=False)
    return Piece(text[at].strip().replace("。", "."), at, at + 1, known=BLANK.match(text[at]) is not None)
