"""Figures that the user gave: told back as the user's own, not passed for a result."""

import re
from decimal import Decimal
from typing import Final

from copilot.facts import Unit
from copilot.grounding.evidence import Evidence
from copilot.grounding.figures import Figure
from copilot.grounding.owners import Owner
from copilot.grounding.scan import Sentence

UNITS: Final[dict[str, tuple[Unit, ...]]] = {
    "percent": ("fraction",),
    "pp": ("fraction", "points"),
    "bp": ("fraction",),
    "points": ("points", "fraction", "level"),
    "multiple": ("ratio",),
    "usd": ("usd",),
    "days": ("days", "count"),
    "rank": ("rank", "count"),
    "number": ("level", "count", "ratio", "points", "usd"),
}
SCALE: Final = {"percent": -2, "pp": -2, "bp": -4}
RESULT: Final = re.compile(
    r"\b(?:worth|grew to|grown to|became|turned into|turn into|value of|would be|is now|come to|came to|end "
    r"up with|leaving|"
    r"(?:need\w*|requires?|takes?|must)\b[\w\s]{0,16}\b(?:gain|return|rise|rally|climb)\w*(?: of| by)?)\s*"
    r"(?:about|around|roughly|some)?\s*$",
    re.IGNORECASE,
)
TOLD: Final = re.compile(
    r"\b(?:you|your|claim\w*|state[ds]?|article|question|asked|quoted|said|says|supposed|reported|assum\w+|given|not|"
    r"rather than|instead of|target|invest\w*|put|hypothetical|starting|initial|start with|if)\b",
    re.IGNORECASE,
)


def given_for(figure: Figure, evidence: Evidence) -> str | None:
    """Return the id of the user's figure that this one repeats, "" for one that was not booked, or None."""
    for given in evidence.givens:
        size = Decimal(repr(abs(given.value))).scaleb(-SCALE.get(figure.unit, 0) if given.unit == "fraction" else 0)
        if given.unit in UNITS[figure.unit] and size == figure.value:
            return given.id
    if figure.unit == "usd" and any(f.params.get("amount") == float(figure.value) for f in evidence.facts):
        return ""
    for asked in evidence.asked:
        if (asked.value, asked.upper) == (figure.value, figure.upper) and asked.unit == figure.unit:
            return ""
    return None


def given_stands(sentence: Sentence, index: int, owner: Owner, evidence: Evidence) -> bool:
    """Say whether a figure of the user's is told back as that, and not as a result of the program's."""
    quantity = sentence.quantities[index]
    before = sentence.text[max(0, quantity.start - 40) : quantity.start]
    if RESULT.search(before):
        return False
    if isinstance(quantity, Figure) and quantity.unit in ("usd", "days", "number", "rank"):
        return True
    return bool(TOLD.search(sentence.text))
