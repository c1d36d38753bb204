"""Numbers written as words: "nineteen percent", "one and a half times", "four point oh seven percent"."""

import re
from typing import Final

UNITS: Final = {
    "zero": 0, "oh": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SIZES: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
PARTS: Final = {"half": 0.5, "quarter": 0.25, "third": 1 / 3, "thirds": 2 / 3, "quarters": 0.75}
WORD: Final = "|".join(sorted([*UNITS, *TENS, *SIZES], key=len, reverse=True))
NUMBER: Final = (
    rf"(?:(?:a|{WORD})(?:[\s-]+(?:and[\s-]+)?(?:{WORD}))*(?:\s+point(?:\s+(?:{WORD}))+)?"
    rf"(?:\s+and\s+(?:a\s+half|a\s+quarter|three\s+quarters))?)"
)
SPLIT: Final = re.compile(r"[\s-]+")


def number_of(words: str) -> tuple[float, int] | None:
    """Return the number that words spell, and its decimals; None when they spell none."""
    text = words.lower().strip()
    whole, _, fraction = text.partition(" and a half")
    if _:
        return _sum(whole, 0.5, 1)
    whole, _, fraction = text.partition(" and a quarter")
    if _:
        return _sum(whole, 0.25, 2)
    whole, _, fraction = text.partition(" and three quarters")
    if _:
        return _sum(whole, 0.75, 2)
    whole, _, fraction = text.partition(" point ")
    if _:
        return _decimal(whole, fraction)
    return _sum(whole, 0.0, 0)


def _sum(words: str, more: float, digits: int) -> tuple[float, int] | None:
    total = current = 0.0
    seen = False
    for word in SPLIT.split(words.strip()):
        if word in UNITS or word in TENS:
            current += UNITS.get(word, TENS.get(word, 0))
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SIZES:
            total += max(current, 1) * SIZES[word]
            current = 0
        elif word not in ("and", "a", ""):
            return None
        seen = seen or word not in ("and", "a", "")
    return (total + current + more, digits) if seen else None


def _decimal(whole: str, fraction: str) -> tuple[float, int] | None:
    before = _sum(whole, 0.0, 0)
    words = SPLIT.split(fraction.strip())
    if before is None or not all(w in UNITS or w in TENS for w in words):
        return None
    digits = "".join(str(UNITS.get(w, TENS.get(w, 0))) for w in words)
    return before[0] + float(f"0.{digits}"), len(digits)
