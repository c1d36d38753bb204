"""Figures that the user gave: told back as the user's own, not passed for a result."""

import re
from decimal import Decimal
from typing import Final

from copilot.facts import Unit
from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named, base_index, find
from copilot.grounding.reading.owners import Owner
from copilot.grounding.reading.scan import Sentence

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

TO_MAKE_UP: Final = re.compile(r"\b(?:after|for|from|following)\s+(?:an?|the|that)\s+$", re.IGNORECASE)
REACH: Final = 48
"""How many characters behind a figure may say what it is for."""
RATE: Final = re.compile(
    r"^\s*(?:of\s+\w+\s+|in\s+\w+\s+)?(?:(?:an?|per|each|every)\s+(day|week|month|quarter|year)\b|"
    r"(daily|weekly|monthly|quarterly|yearly|annually)\b)|^[\s-]*(?:/)(day|week|month|quarter|year)\b",
    re.IGNORECASE,
)
RATES: Final = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year", "annually": "year",
}  # fmt: skip
MOVE: Final = re.compile(r"^\s*(gain|rise|rally|increase|return|loss|fall|drop|decline|drawdown)\b", re.IGNORECASE)
FALLS: Final = re.compile(r"loss|fall|drop|decline|drawdown", re.IGNORECASE)
THING: Final = re.compile(r"^\s*(shares?|stocks|units|bonds|options|contracts|euros|dollars)\b", re.IGNORECASE)
OF: Final = re.compile(r"^\s*(?:shares?|stocks|units|stake|position|each|worth)?\s*(?:of|in|into|on)\s+", re.IGNORECASE)
CLAUSE: Final = re.compile(r"[,;.?!]|\band\s+(?:save|hold|have|put|want|need|invest)\b")


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


def given_for_the_same(sentence: Sentence, figure: Figure, evidence: Evidence) -> bool:
    """Say whether a figure of the user's is told for what it was given: per month, of that share, as a loss."""
    places = [q for q in evidence.asked if (q.value, q.upper, q.unit) == (figure.value, figure.upper, figure.unit)]
    if not places:
        return True
    return any(_same_use(sentence, figure, evidence.question, place, evidence) for place in places)


def _same_use(sentence: Sentence, figure: Figure, question: str, given: Figure, evidence: Evidence) -> bool:
    said, asked = sentence.text[figure.end : figure.end + REACH], question[given.end : given.end + REACH]
    rates = [_first(RATE, said), _first(RATE, asked)]
    if rates[0] and rates[0] != rates[1]:
        return False
    moves = [_first(MOVE, said), _first(MOVE, asked)]
    if all(moves) and bool(FALLS.search(moves[0])) != bool(FALLS.search(moves[1])):
        return False
    things = [_first(THING, said), _first(THING, asked)]
    if all(things) and things[0][:4] != things[1][:4]:
        return False
    return _same_name(said, asked, question, bool(rates[1] and not rates[0]), evidence)


def _first(words: re.Pattern[str], text: str) -> str:
    """Return what words say right behind a figure, in one form; "" when they do not."""
    found = words.match(text)
    if found is None:
        return ""
    told = next(part for part in found.groups() if part).lower()
    return RATES.get(told, told)


def _same_name(said: str, asked: str, question: str, rated: bool, evidence: Evidence) -> bool:
    """Say whether "of Nvidia" behind a figure names what the question names behind it, or else somewhere."""
    mine = _names(said, evidence) if OF.match(said) else frozenset()
    if not mine:
        return True
    theirs = _names(CLAUSE.split(asked)[0], evidence)
    if OF.match(asked) and theirs:
        return bool(mine & theirs)
    return not rated and bool(mine & _names(question, evidence))


def _names(text: str, evidence: Evidence) -> frozenset[str]:
    hits = [h.payload for h in find(text, evidence.index, base_index()) if isinstance(h.payload, Named)]
    return frozenset(symbol for named in hits for symbol in (*named.singles, *named.members))


def given_stands(sentence: Sentence, index: int, owner: Owner, evidence: Evidence) -> bool:
    """Say whether a figure of the user's is told back as that, and not as a result of the program's."""
    quantity = sentence.quantities[index]
    before = sentence.text[max(0, quantity.start - 40) : quantity.start]
    if RESULT.search(before):
        return False
    if isinstance(quantity, Figure) and not given_for_the_same(sentence, quantity, evidence):
        return False
    if isinstance(quantity, Figure) and quantity.unit in ("usd", "days", "number", "rank"):
        return True
    return bool(TOLD.search(sentence.text) or TO_MAKE_UP.search(before))
