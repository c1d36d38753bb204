"""The English names of months and weekdays, and words that were meant for one of them."""

import re
from functools import lru_cache

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FOREIGN_MONTHS = (
    "enero januar jänner janvier",
    "febrero februar février fevrier",
    "marzo märz maerz mars",
    "abril avril",
    "mayo mai",
    "junio juni juin",
    "julio juli juillet",
    "agosto août aout",
    "septiembre setiembre septembre",
    "octubre oktober octobre",
    "noviembre novembre",
    "diciembre dezember décembre decembre",
)
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORTEST = 6
# "Mondays" are all of them, an instruction is no "sunday", a plural no slip of the pen.
CORRECTABLE = tuple(
    name
    for name in (*(one.lower() for one in (*MONTH_NAMES, *WEEKDAY_NAMES[:5])), "yesterday", "quarter", "thanksgiving")
    if len(name) >= SHORTEST
)


@lru_cache(maxsize=4096)
def corrected(word: str) -> str | None:
    """Return the name that a word is a slip of the pen for, in small letters; None when it is not one letter away.

    The first letter must be right, and more letters at the end make another word.
    """
    if len(word) < SHORTEST - 1 or not word.isalpha() or any(word in names.split() for names in FOREIGN_MONTHS):
        return None
    near = [name for name in CORRECTABLE if name[0] == word[0] and not word.startswith(name) and _one_slip(word, name)]
    return near[0] if len(near) == 1 else None


def _one_slip(word: str, name: str) -> bool:
    """Say whether one letter is wrong, missing, too many, or two neighbours are exchanged."""
    if abs(len(word) - len(name)) > 1 or word == name:
        return False
    same = next((n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    a, b = word[same:], name[same:]
    exchanged = a[:2] == b[1::-1] and a[2:] == b[2:]
    return exchanged or a[1:] == b[1:] or a[1:] == b or a == b[1:]


def slips(text: str) -> tuple[str, ...]:
    """Return what was made of the words of a text that were meant for a name: "janaury" is read as January."""
    found = ((word, corrected(word.lower())) for word in re.findall(r"[^\W\d_]+", text))
    return tuple(f"“{word}” is read as {name.capitalize()}" for word, name in found if name)
