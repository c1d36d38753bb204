"""The days and months that a cited sentence names, held to its passage and to the day it was published."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from copilot.facts import Passage
from copilot.grounding.printing.render import MONTHS
from copilot.grounding.reading.times_elsewhere import MONTHS as ELSEWHERE

NUMBERS: Final = {**{m[:3].lower(): i for i, m in enumerate(MONTHS, 1)}, **ELSEWHERE}
ENGLISH: Final = (
    "Jan(?:uary)?|Feb(?:ruary)?|March|Mar|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    "Nov(?:ember)?|Dec(?:ember)?"
)
FOREIGN: Final = "|".join(sorted(ELSEWHERE, key=len, reverse=True))
NAMED: Final = re.compile(
    rf"(?P<y0>(?:19|20)\d\d)-(?P<m0>\d\d)-(?P<d0>\d\d)|(?P<y3>(?:19|20)\d\d)\s?年\s?(?P<m3>\d{{1,2}})\s?月(?:\s?(?P<d3>\d{{1,2}})\s?日)?|"
    rf"(?:\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:of\s+|de\s+)?)?\b(?P<month>{ENGLISH}|{FOREIGN})\b\.?"
    r"(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?\b(?!\s?%|[.,]\d))?(?:,?\s+(?:of\s+|de\s+)?(?P<y1>(?:19|20)\d\d))?"
)
MODAL: Final = re.compile(
    r"\b(?:in|of|by|since|from|until|till|during|late|early|mid|to|and|last|through|on)[\s-]+$", re.IGNORECASE
)
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY: Final = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
TIME_NAME: Final = re.compile(
    rf"^(?:(?:In|On|By|Since|During|Last|From|Until|Late|Early|The)\s+)*(?:{ENGLISH}|{WEEKDAY.pattern})$"
)
Day = tuple[int | None, int, int | None]


def is_time(name: str) -> bool:
    """Say whether words with capitals are no name but a month or weekday."""
    return TIME_NAME.match(name) is not None


def days_in(text: str) -> Iterator[tuple[str, Day]]:
    """Yield each month and day that a text names, as year, month and day, of which the first and last may be open."""
    for match in NAMED.finditer(text):
        if match["m0"] or match["m3"]:
            year, month, day = (match["y0"] or match["y3"], match["m0"] or match["m3"], match["d0"] or match["d3"])
            yield match[0], (int(year), int(month), int(day) if day else None)
            continue
        day, year = match["d1"] or match["d2"], match["y1"]
        if match["month"] in ("May", "Mar", "March", "mars") and not (
            day or year or MODAL.search(text[: match.start()])
        ):
            continue
        number = NUMBERS.get(match["month"]) or NUMBERS[match["month"][:3].lower()]
        yield match[0], (int(year) if year else None, number, int(day) if day else None)


def missing_day(words: str, passage: Passage) -> str:
    """Return a day, month or weekday that the words name, where neither the passage nor its date has it."""
    hay = f"{passage.text}\n{passage.title}"
    theirs = [day for _, day in days_in(hay)]
    meant = list(_meant(hay, passage.published))
    for text, told in days_in(words):
        if not any(_agree(told, known) for known in (*theirs, *meant)):
            return text.strip(" .")
    for match in WEEKDAY.finditer(words):
        name = match[0].lower()
        if name not in hay.lower() and not any(WEEKDAYS[date(y, m, d).weekday()] == name for y, m, d in meant):
            return match[0]
    return ""


def _meant(hay: str, published: date | None) -> Iterator[tuple[int, int, int]]:
    """Yield the day of publication, and the days that the passage's weekdays mean beside it."""
    if published is None:
        return
    yield published.year, published.month, published.day
    for match in WEEKDAY.finditer(hay):
        back = (published.weekday() - WEEKDAYS.index(match[0].lower())) % 7
        day = published - timedelta(days=back)
        yield day.year, day.month, day.day


def _agree(one: Day, two: Day) -> bool:
    return one[1] == two[1] and all(a is None or b is None or a == b for a, b in ((one[0], two[0]), (one[2], two[2])))
