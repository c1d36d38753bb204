"""The days, months and quarters that German, Spanish, French and Chinese prose names."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.grounding.reading.spans import When, in_months, on_date, one_day, reaching_into, whole_months, whole_year

MONTHS: Final = {
    name: i
    for names in (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for i, name in enumerate(names.split(), 1)
}
ENGLISH: Final = frozenset(("April", "August", "September", "November"))
"""Months that English writes as German does."""
NAME: Final = "|".join(MONTHS)
DAY: Final = re.compile(
    rf"(?P<d>\d{{1,2}})(?:\.|er)?\s+(?:de\s+)?(?P<m>{NAME})\b(?:\s+(?:de\s+)?(?P<y>(?:19|20)\d\d))?"
    r"|(?P<y2>(?:19|20)\d\d)\s?年(?!\s?第?[一二三四1-4]\s?季)(?:\s?(?P<m2>\d{1,2})\s?月(?:\s?(?P<d2>\d{1,2})\s?日)?)?"
)
MONTH: Final = re.compile(
    rf"\b(?:(?:en|im|in|au mois de|d['’]|de|du|del)\s*)?\b(?P<m>{'|'.join(m for m in MONTHS if m not in ENGLISH)})\b"
    r"(?:\s+(?:de\s+)?(?P<y>(?:19|20)\d\d))?"
)
QUARTER: Final = re.compile(
    r"(?P<y1>20\d\d)\s?年\s?第?(?P<q1>[一二三四1-4])\s?季度?|第(?P<q2>[一二三四1-4])\s?季度"
    r"|\b(?:T(?P<q3>[1-4])|(?P<q4>[1-4])\.?\s?[TQ])(?:[\s-]+(?:de\s+)?(?P<y2>20\d\d))?\b"
)
DIGITS: Final = {"一": 1, "二": 2, "三": 3, "四": 4}
ON: Final = re.compile(r"\b(?:le|el|am|den|(?:celle|celui)\s+du|(?:la|el)\s+del)\s+$", re.IGNORECASE)
SPAN: Final = re.compile(
    r"\b(?:depuis|entre|jusqu|desde|hasta|seit|vom|von|bis|zwischen|partir|ab)\b|[自从至到]|以来|之间", re.IGNORECASE
)
HINT: Final = re.compile(rf"年|季度|\b(?:{NAME})\b|\b(?:T[1-4]|[1-4]\.?\s?[TQ])\b")


def times_elsewhere(text: str) -> Iterator[When]:
    """Yield the times that a text names in another language than English."""
    if not HINT.search(text):
        return
    yield from _quarters(text)
    yield from _days(text)
    yield from _months(text)


def _quarters(text: str) -> Iterator[When]:
    for match in QUARTER.finditer(text):
        written = match["q1"] or match["q2"] or match["q3"] or match["q4"]
        number, year = DIGITS.get(written) or int(written), match["y1"] or match["y2"]
        told = int(year) if year else None, 3 * number - 2, 3 * number
        yield When(*match.span(), in_months("", *told), whole_months(*told))


def _days(text: str) -> Iterator[When]:
    """Yield days, which may be either end of a window where a text speaks of one; and years, and months in digits."""
    found = [m for m in DAY.finditer(text) if m["d"] or m["d2"]]
    single = len(found) == 1 and not SPAN.search(text)
    for match in DAY.finditer(text):
        year, day = match["y"] or match["y2"], match["d"] or match["d2"]
        month = MONTHS[match["m"]] if match["m"] else int(match["m2"] or 0)
        at = int(year) if year else None
        if day and 1 <= month <= 12:
            told = at, month, int(day)
            if single and (match["d2"] or ON.search(text[: match.start()])):
                test = on_date("on", *told)
                yield When(*match.span(), test, one_day(test), reaching_into(at, month), told)
            else:
                yield When(*match.span(), on_date("", *told), None, reaching_into(at, month), told)
        elif year and 1 <= month <= 12:
            yield When(*match.span(), in_months("", at, month, month), whole_months(at, month, month))
        elif year and not month:
            yield When(*match.span(), in_months("", int(year), 1, 12), whole_year(int(year)))


def _months(text: str) -> Iterator[When]:
    for match in MONTH.finditer(text):
        if not (match["y"] or match[0] != match["m"]):
            continue
        told = int(match["y"]) if match["y"] else None, MONTHS[match["m"]], MONTHS[match["m"]]
        yield When(*match.span(), in_months("", *told), whole_months(*told))
