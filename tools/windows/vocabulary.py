"""The words the grammar of periods is made of."""

from tools.windows.names import FOREIGN_MONTHS, MONTH_NAMES, WEEKDAY_NAMES
from tools.windows.tokens import Tokens


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list that is written as one line."""
    return tuple(text.split())


MONTHS = (
    {name.lower(): n for n, name in enumerate(MONTH_NAMES, 1)}
    | {name[:3].lower(): n for n, name in enumerate(MONTH_NAMES, 1)}
    | {"sept": 9}
    | {name: n for n, names in enumerate(FOREIGN_MONTHS, 1) for name in names.split()}
)
WEEKDAYS = (
    {name.lower(): n for n, name in enumerate(WEEKDAY_NAMES)}
    | {name[:3].lower(): n for n, name in enumerate(WEEKDAY_NAMES)}
    | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
)
UNIT_NAMES = ("session", "day", "week", "month", "quarter", "half", "year", "decade")
UNITS = (
    {name: name for name in UNIT_NAMES}
    | {f"{name}s": name for name in UNIT_NAMES}
    | {"yr": "year", "yrs": "year", "mo": "month", "mos": "month", "wk": "week", "wks": "week", "年": "year"}
)
SMALL = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS = {word: 10 * n for n, word in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
CARDINALS = {word: n for n, word in enumerate(SMALL)} | TENS
ORDINALS = {
    word: n
    for n, word in enumerate(
        words(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
} | {"thirtieth": 30}
EXTREMES = words("low lows high highs peak bottom trough top")
"""What stands after a month or a year and makes it another thing than the whole of it: from the February peak."""
VAGUE_COUNTS = {"couple": 2, "few": 3}

Read = tuple[int, int]
"""A number that was read and the position after it."""


def count(t: Tokens, i: int) -> Read | None:
    """Read a number of things: 5, five, twenty-one, a couple of, a few."""
    if t[i].kind == "number" and t[i].number >= 0:
        return t[i].number, i + 1
    i = t.skip(i, "a", "an") if t.text(i + 1) in VAGUE_COUNTS else i
    if t.text(i) in VAGUE_COUNTS:
        return VAGUE_COUNTS[t.text(i)], t.skip(i + 1, "of")
    return cardinal(t, i)


def cardinal(t: Tokens, i: int) -> Read | None:
    """Read a number below a hundred in words."""
    word = t.text(i)
    if word not in CARDINALS:
        return None
    if word in TENS:
        j = t.skip(i + 1, "-")
        if 0 < CARDINALS.get(t.text(j), 0) < 10:
            return TENS[word] + CARDINALS[t.text(j)], j + 1
    return CARDINALS[word], i + 1


def ordinal(t: Tokens, i: int) -> Read | None:
    """Read a place in an order: 3rd, third, twenty-third."""
    if t[i].kind == "ordinal":
        return t[i].number, i + 1
    word = t.text(i)
    if word in ORDINALS:
        return ORDINALS[word], i + 1
    j = t.skip(i + 1, "-")
    if word in TENS and 0 < ORDINALS.get(t.text(j), 0) < 10:
        return TENS[word] + ORDINALS[t.text(j)], j + 1
    return None


def full_year(number: int) -> int:
    """Return the year that two digits mean: 74 is 1974, 26 is 2026."""
    return number if number > 99 else number + (1900 if number > 49 else 2000)


def year(t: Tokens, i: int) -> Read | None:
    """Read a year: 2025, '25, nineteen eighty-six, two thousand and five."""
    if t[i].kind == "number" and 1900 <= t[i].number <= 2100 and len(t.text(i)) == 4:
        return t[i].number, i + 1
    if t.text(i) == "'" and t[i + 1].glued and t[i + 1].kind == "number" and len(t.text(i + 1)) == 2:
        return full_year(t[i + 1].number), i + 2
    return _year_in_words(t, i)


def _year_in_words(t: Tokens, i: int) -> Read | None:
    if t.says(i, "two thousand"):
        rest = cardinal(t, t.skip(i + 2, "and"))
        return (2000 + rest[0], rest[1]) if rest else (2000, i + 2)
    if t.text(i) not in ("nineteen", "twenty"):
        return None
    century = CARDINALS[t.text(i)] * 100
    j = t.skip(i + 1, "hundred", "oh", "zero", "and")
    rest = cardinal(t, j)
    if rest and (j > i + 1 or rest[0] > 9):
        return century + rest[0], rest[1]
    return (century, j) if t.text(i + 1) == "hundred" else None
