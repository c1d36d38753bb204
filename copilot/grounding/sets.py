"""What is said of a set: how many of it rose, and whether a move was broad."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from copilot.facts import Fact
from copilot.grounding.judging import MOVES, Claims, Judgement, judgement
from copilot.grounding.number_words import UNITS

BROAD: Final = 0.6
"""The least share of advancers that may be called broad-based."""
NUMBERS: Final = {**UNITS, "none": 0, "no": 0, "both": 2}
NUMBER: Final = rf"\d{{1,3}}|all|every|each|{'|'.join(NUMBERS)}"
COUNTED: Final = re.compile(
    rf"\b(?P<but>all but\s+)?(?P<count>{NUMBER})\s+(?:of\s+(?:the\s+|its\s+|those\s+)?(?:(?P<size>\d{{1,3}}|{'|'.join(UNITS)})\s+)?)?"
    r"(?:\w+\s+){0,3}?(?:sectors?|stocks|ind(?:ic|ex)es|members|companies|funds|names|averages|seven|shares|them)?\s*"
    r"(?:also|have|has|all|had|each|in the index)?\s*"
    r"(?P<verb>(?:were|was|are|is|finished|ended|closed)\s+(?:up|down|higher|lower|in positive territory|in the green|in the red)|"
    r"rose|fell|gained|lost|advanced|declined|climbed|dropped|posted gains|posted losses|risen|fallen)\b",
    re.IGNORECASE,
)
UP: Final = ("up", "higher", "green", "positive territory", "rose", "gained", "advanced", "climbed", "gains", "risen")


def sets(claims: Claims) -> Iterator[Judgement]:
    """Yield each count of risers and fallers, and each word for breadth."""
    yield from _counts(claims)
    yield from _broad(claims)


def _members(claims: Claims) -> Sequence[Fact]:
    """Return the moves of the largest set of one window, the latest first."""
    groups: dict[object, list[Fact]] = {}
    for fact in claims.evidence.facts:
        if fact.measure in MOVES - {"annualized_return"} and len(fact.subject) == 1:
            groups.setdefault((fact.measure, fact.window), []).append(fact)
    return max(groups.values(), key=len, default=[])


def _counts(claims: Claims) -> Iterator[Judgement]:
    for match in COUNTED.finditer(claims.sentence.nameless):
        up = match["verb"].lower().endswith(UP)
        wanted = _wanted(claims, match, up)
        if wanted is None or claims.cites:
            continue
        stated, known, facts = wanted
        yield judgement(*match.span("count"), stated in known, "the count is another", facts)


def _wanted(claims: Claims, match: re.Match[str], up: bool) -> tuple[int, set[int], Sequence[Fact]] | None:
    """Return the count as stated, the counts that facts carry, and those facts."""
    word = match["count"].lower()
    counts = [
        f for f in claims.evidence.facts if f.unit == "count" and f.params.get("which") == ("up" if up else "down")
    ]
    members = _members(claims)
    carried = {int(float(f.value)) for f in counts}
    if not carried:
        carried = (
            {sum((float(f.value) > 0) == up and float(f.value) != 0 for f in members)} if len(members) > 2 else set()
        )
    if not carried:
        return None
    sizes = [int(float(f.value)) for f in claims.evidence.facts if f.unit == "count" and f.params.get("which") == "all"]
    size = sizes[0] if sizes else max((len(f.subject) for f in counts), default=len(members))
    if word in ("all", "every", "each"):
        stated = size
    elif word.isdigit() or word in NUMBERS:
        stated = int(word) if word.isdigit() else NUMBERS[word]
    else:
        return None
    return (size - stated if match["but"] else stated), carried, counts or members


def _broad(claims: Claims) -> Iterator[Judgement]:
    for start, end, signal in claims.sentence.signals_of("broad"):
        facts: Sequence[Fact] = [f for f in claims.evidence.facts if f.measure == "breadth"]
        share = [float(f.value) for f in facts]
        members = _members(claims)
        if not share and len(members) >= 4:
            facts, share = members, [sum(float(f.value) > 0 for f in members) / len(members)]
        if share:
            holds = share[0] >= BROAD if signal.value > 0 else share[0] < BROAD
            yield judgement(start, end, holds, "the breadth says otherwise", facts)
        else:
            yield from claims.unknown(start, end, "no fact says how broad it was")
