"""Dates as documents write them, and where in a text its own date stands."""

import re
from datetime import date

_NAMES = "january february march april may june july august september october november december sept"
MONTHS = {
    form: (k if name != "sept" else 9) for k, name in enumerate(_NAMES.split(), start=1) for form in (name, name[:3])
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)", re.I),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})(?!\d)", re.I),
)
_YEAR = re.compile(r"\d{4}")
_PUBLISHED = re.compile(r"\b(?:published|posted|dated|released)\b[^\n]{0,24}?(?=\d|\b(?:" + _MONTH + r")\b)", re.I)
_DATELINE = re.compile(r"\W*(?:published|posted|released|issued|updated|dated|by)\b", re.I)
_BESIDE_DATE = re.compile(
    r"\b(?:published|posted|released|issued|updated|dated|written|by|on|at|of)\b|[^\w\s]|\d", re.I
)
NEAR_TOP = 1500
NAME_LONGEST = 6


def read_date(words: str) -> date | None:
    """Return the date that words say, whole: "2026-01-07", "7 January 2026", "Jan. 7, 2026"; else None."""
    plain = words.strip().rstrip(".")
    found = _at(plain, 0)
    if found is None:
        return None
    day, end = found
    return day if not re.sub(r"^[T ]\d{2}:\d{2}.*", "", plain[end:]) else None


def published_in(text: str) -> date | None:
    """Return the date near the top that a text gives as its own, or None.

    It stands after "published", "posted", "dated" or "released", or alone on a line.
    """
    top = text[:NEAR_TOP]
    for found in _PUBLISHED.finditer(top):
        dated = _at(top, found.end())
        if dated:
            return dated[0]
    return next((day for line in top.split("\n") if len(line) < 40 and (day := read_date(line))), None)


def dates_in(text: str) -> tuple[date, ...]:
    """Return the dates that stand in a text."""
    if not _YEAR.search(text):
        return ()
    starts = sorted(found.start() for form in _FORMS for found in form.finditer(text))
    days = (_at(text, at) for at in starts)
    return tuple(dict.fromkeys(found[0] for found in days if found))


def without_dates(text: str) -> str:
    """Return a text without the dates in it."""
    for form in _FORMS:
        text = form.sub(" ", text)
    return text


def is_dateline(line: str) -> bool:
    """Whether a line says no more than when a text was published, and perhaps by whom."""
    rest = without_dates(line)
    return rest != line and len(_BESIDE_DATE.sub(" ", rest).split()) <= (NAME_LONGEST if _DATELINE.match(line) else 0)


def leading_date(text: str) -> date | None:
    """Return the date that a text begins with, or None."""
    found = _at(text, 0)
    return found[0] if found else None


def _at(text: str, at: int) -> tuple[date, int] | None:
    for form in _FORMS:
        found = form.match(text, at)
        if found:
            month = found["month"].lower()
            try:
                return date(int(found["year"]), MONTHS.get(month) or int(month), int(found["day"])), found.end()
            except ValueError:
                return None
    return None
