"""Times told by less usual names: halves of a year, weekdays, and quarters whose noun is left out."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.grounding.reading.number_words import UNITS
from copilot.grounding.reading.spans import When, in_months, on_weekday, opening_sessions, whole_months

INTO: Final = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(UNITS)})\s+(?:trading\s+)?(?:sessions?|days?)\s+into\s+(?:the\s+(?:new\s+)?year|(?P<year>20\d\d))",
    re.IGNORECASE,
)
HALF: Final = re.compile(
    r"\b(?:(?:(?:in|during|for|over|throughout)\s+)?the\s+(?P<which>first|second)\s+half(?:\s+of(?:\s+(?:the\s+year|(?P<y1>20\d\d)))?)?"
    r"|H(?P<number>[12])\b(?:\s+(?P<y2>20\d\d))?)",
    re.IGNORECASE,
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
WEEKDAY: Final = re.compile(rf"\b(?:[Oo]n|[Ii]n|[Dd]uring)\s+(?:the\s+)?(?P<day>{'|'.join(WEEKDAYS)})\b(?!\s*,?\s+\d)")
QUARTERLY: Final = re.compile(r"\bquarters?\b", re.IGNORECASE)
ELLIPSIS: Final = re.compile(
    r"\b[Ii]n\s+the\s+(?P<which>first|second|third|fourth|last)\b(?=\s*(?:[,.;)(]|and\b|but\b|$))"
)
ABROAD: Final = {
    "ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4,
    "premier": 1, "deuxième": 2, "troisième": 3, "quatrième": 4,
}  # fmt: skip
QUARTER_ABROAD: Final = re.compile(
    rf"\b(?:im\s+|en\s+el\s+|au\s+)?(?P<which>{'|'.join(ABROAD)})\s+(?P<noun>Quartal|trimestre|Halbjahr|semestre)(?:\s+(?:de\s+)?(?P<year>20\d\d))?"
)
NOUNS_ABROAD: Final = ("quartal", "trimestre", "halbjahr", "semestre")
ORDER: Final = ("first", "second", "third", "fourth")


def named_times(text: str) -> Iterator[When]:
    """Yield the halves, weekdays and elided quarters that a text names."""
    lower = text.lower()
    for match in INTO.finditer(text) if "into" in lower else ():
        count = int(match["count"]) if match["count"].isdigit() else UNITS[match["count"].lower()]
        yield When(*match.span(), opening_sessions(count, match["year"]))
    for match in HALF.finditer(text) if "half" in lower or "h1" in lower or "h2" in lower else ():
        number = int(match["number"] or 1 + (match["which"].lower() == "second"))
        year = match["y1"] or match["y2"]
        told = int(year) if year else None, 6 * number - 5, 6 * number
        yield When(*match.span(), in_months("", *told), whole_months(*told))
    for match in WEEKDAY.finditer(text) if "day" in lower else ():
        yield When(*match.span(), on_weekday(WEEKDAYS.index(match["day"])), None, _anywhere)
    for match in QUARTER_ABROAD.finditer(text) if any(noun in lower for noun in NOUNS_ABROAD) else ():
        number, length = ABROAD[match["which"]], 6 if match["noun"] in ("Halbjahr", "semestre") else 3
        told = int(match["year"]) if match["year"] else None, length * (number - 1) + 1, length * number
        yield When(*match.span(), in_months("", *told), whole_months(*told))
    if ("quarter" in lower and QUARTERLY.search(text)) or ("half" in lower and HALF.search(text)):
        pieces = 4 if "quarter" in lower else 2
        for match in ELLIPSIS.finditer(text):
            number = pieces if match["which"] == "last" else min(pieces, ORDER.index(match["which"]) + 1)
            told = None, 12 // pieces * (number - 1) + 1, 12 // pieces * number
            yield When(*match.span(), in_months("", *told), whole_months(*told))


def _anywhere(window: object, now: object) -> bool:
    """Say that a weekday may lie in any longer window, of which an extreme is one day."""
    return True
