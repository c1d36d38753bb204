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


def published_on(text: str) -> date | None:
    """Return the day that a text gives as its own: said so, alone on a line, or the newest date near its top."""
    said = published_in(text)
    if said is not None:
        return said
    days = [day for match in _FORMS.finditer(text[:NEAR_TOP]) if (day := read_date(match[0]))]
    return max(days, default=None)
