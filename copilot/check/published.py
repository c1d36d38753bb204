"""The day an article was published, where its text says so."""

import re
from datetime import date

from tools.library.dates import MONTHS, published_in, read_date

NEAR_TOP = 4000
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_FORMS = re.compile(
    rf"\b(?:(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|"
    rf"th)?\s+(?:{_MONTH})\.?,?\s+\d{{4}}"
    rf"|\d{{4}}-\d{{2}}-\d{{2}})(?!\d)",
    re.IGNORECASE,
)

_CLOCK = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?:(?P<half>[ap])\.?m\b\.?)?"
_STAMP = re.compile(
    rf"(?:^\W*(?:(?:{_MONTH})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?,?\s+|(?:Mon|Tues|Wednes|Thurs|Fri)day,?\s+)*|"
    rf"\b(?:published|updated|posted|as of|at)\b[^.;\n]{{0,40}}?)(?<![\d:.,]){_CLOCK}\s*"
    r"(?P<zone>\(?(?:E[SD]?T\b|Eastern\b|in New York|New York time))?",
    re.IGNORECASE | re.MULTILINE,
)
_EARLY = re.compile(
    r"^\W*(?:good morning\b|(?:midday|mid-day|noon)\s*[:—–-]|before the (?:opening )?bell\b|pre-?market\b|morning "
    r"(?:note|brief|briefing|call|update|report)\b)|\b(?:at|by|as of) (?:midday|mid-day|noon)\b",
    re.IGNORECASE | re.MULTILINE,
)
TOP = 240
CLOSING_HOUR = 16


def before_close(text: str, title: str = "") -> bool:
    """Say whether a text is stamped with an hour before the session's close, or calls itself a note of the morning."""
    top = f"{title}\n{text[:TOP]}"
    for match in _STAMP.finditer(top):
        hour, half = int(match["hour"]), (match["half"] or "").lower()
        if (not half and not (match["zone"] and match["minute"])) or hour > 23:
            continue
        if half == "p" and not match["zone"]:
            continue
        return hour % 12 + (12 if half == "p" else 0) < CLOSING_HOUR if half else hour < CLOSING_HOUR
    return _EARLY.search(top) is not None


def published_on(text: str) -> date | None:
    """Return the day that a text gives as its own: said so, alone on a line, or the newest date near its top."""
    said = published_in(text)
    if said is not None:
        return said
    days = [day for match in _FORMS.finditer(text[:NEAR_TOP]) if (day := read_date(match[0]))]
    return max(days, default=None)
