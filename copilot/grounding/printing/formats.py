"""What stands after the colon of a reference: `{F3:+1}` is a sign and one decimal."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

TOKEN: Final = re.compile(r"[\s,;]*(\+|abs|word|bp|pp|x|r|f|c|s\d{1,2}|\d{1,2})", re.IGNORECASE)
SCALES: Final = ("x", "bp", "pp")
ROUNDINGS: Final = {"r": "range", "f": "floor", "c": "ceiling"}
MOST_DIGITS: Final = 12


@dataclass(frozen=True)
class Format:
    """How a value is printed. `digits` are decimals, `significant` counts leading digits instead."""

    digits: int | None = None
    significant: int | None = None
    signed: bool = False
    absolute: bool = False
    words: bool = False
    scale: str = ""
    rounding: str = "nearest"


PLAIN: Final = Format()


@lru_cache(maxsize=512)
def format_of(text: str) -> Format:
    """Return the format that is written, or the default one where the writing is unknown."""
    chosen: dict[str, object] = {}
    at = 0
    for token in TOKEN.finditer(text):
        if token.start() != at:
            return PLAIN
        at = token.end()
        chosen |= _choice(token.group(1).lower())
    if at != len(text.rstrip()) or (chosen.get("digits") or 0) > MOST_DIGITS:  # type: ignore[operator]  # an int or None, by _choice
        return PLAIN
    return Format(**chosen)  # type: ignore[arg-type]  # fields by _choice


def _choice(token: str) -> dict[str, object]:
    if token == "+":
        return {"signed": True}
    if token == "abs":
        return {"absolute": True}
    if token == "word":
        return {"words": True}
    if token in SCALES:
        return {"scale": token}
    if token in ROUNDINGS:
        return {"rounding": ROUNDINGS[token]}
    if token[0] == "s":
        return {"significant": max(1, int(token[1:]))}
    return {"digits": int(token)}
