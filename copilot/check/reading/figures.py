"""From a figure in a sentence to the claim that it makes."""

import re
from dataclasses import replace

from copilot.check.claim import Claim
from copilot.check.reading import words
from copilot.check.reading.distances import distance_claim, mark_of, speaks_ahead
from copilot.check.reading.elsewhere import is_open_outcome
from copilot.check.reading.levels import level_claim, points_claim
from copilot.check.reading.nearby import fair_readings
from copilot.check.reading.needs import is_bare_number, needs_of, uncheckable
from copilot.check.reading.pairs import BY, beats, multiple_claim, spread_claim
from copilot.check.reading.returns import percent_claim
from copilot.check.reading.seat import Seat
from copilot.check.reading.signs import tells_sign

CHANGE = re.compile(
    r"\b(?:by|lost|shed|added|gained|fell|rose|dropped|climbed|jumped|down|up|slid|tumbled|plunged|surged|declined|"
    r"slipped|advanced|tacked on|sank)\s+(?:about |around |roughly |nearly |almost |more than |over |just |some )*$",
    re.IGNORECASE,
)
TO_LEVEL = re.compile(
    r",?\s+(?:to|and\s+(?:closed|ended|finished|settled)\s+at)\s+\d[\d,]*\.\d|,?\s+or\s+\d[\d.]*\s?(?:%|percent)"
)
"""What follows the points of a move: the level that it led to, or the percent that they are."""
TIMES_RECORD = re.compile(r"\brecords?\s+(?:closes?\s+|highs?\s+)?(?:on\s+)?$", re.IGNORECASE)
"""What is counted, not multiplied: "closed at a record 57 times"."""


def claim_of(seat: Seat) -> Claim | None:
    """Return the claim that a figure makes with the readings next to it, None for a number that claims nothing."""
    claim = _claim_of(seat)
    if claim is None or not claim.readings:
        return claim
    return replace(claim, nearby=fair_readings(seat, claim), sure_sign=tells_sign(seat))


def _undistanced(seat: Seat) -> Claim | None:
    """Return the claim of a percentage; one that is measured from something unknown is no plain return."""
    claim = percent_claim(seat)
    return replace(claim, loose=True) if claim and mark_of(seat) else claim


def _is_change(seat: Seat) -> bool:
    """Say whether a number without a unit is the points that an index moved: "the Dow dropped 504.22 to 39,853.87"."""
    index = any(s.startswith("^") for n in seat.owner.names[:1] for s in n.singles)
    return index and CHANGE.search(seat.before) is not None and TO_LEVEL.match(seat.text[seat.figure.end :]) is not None


def _is_gap(seat: Seat) -> bool:
    """Say whether points are those of a difference of two returns."""
    return bool(BY.search(seat.before) and beats(seat)) or words.BETWEEN.search(seat.text) is not None


def _claim_of(seat: Seat) -> Claim | None:
    figure = seat.figure
    if figure.unit == "multiple" and TIMES_RECORD.search(seat.before):
        return None
    if figure.unit in ("days", "rank") or (figure.worded and figure.text.lower() == "half"):
        return None
    needs = None if speaks_ahead(seat) else needs_of(seat)
    if figure.unit == "number" and needs is None and _is_change(seat):
        return points_claim(seat)
    if figure.unit == "number" and is_bare_number(seat) and "forward" not in (needs or ""):
        return None
    if figure.unit in ("number", "usd") and is_open_outcome(seat):
        return None
    if needs is not None:
        return (
            uncheckable(seat, needs)
            if figure.unit in ("percent", "pp", "bp", "multiple") or (figure.unit == "number" and "forward" in needs)
            else None
        )
    match figure.unit:
        case "percent" | "bp":
            return distance_claim(seat) or _undistanced(seat)
        case "pp":
            return spread_claim(seat)
        case "multiple":
            return multiple_claim(seat)
        case "points" if _is_gap(seat) and figure.value < 200:
            return spread_claim(replace(seat, figure=replace(figure, unit="pp")))
        case "points":
            return (
                level_claim(seat)
                if words.LEVEL.search(seat.before) and not CHANGE.search(seat.before)
                else points_claim(seat)
            )
    return points_claim(seat) if figure.unit == "usd" and CHANGE.search(seat.before) else level_claim(seat)
