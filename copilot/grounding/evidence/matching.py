"""Compare a typed figure with a fact: same kind of unit, equal at the precision it is printed with."""

from decimal import Decimal
from typing import Final

from copilot.facts import Fact
from copilot.grounding.printing.formats import format_of
from copilot.grounding.printing.render import LARGE, RETURNS, rounded, scale
from copilot.grounding.reading.figures import Figure

DIFFERENCES: Final = frozenset({"spread"})
EITHER: Final = frozenset({"calculation", "other", "average"})
MULTIPLES: Final = frozenset({"ratio", "forward_pe", "calculation", "other"})
CLOSE_ENOUGH: Final = Decimal("0.03")
"""How far a round number after "about" may lie from the value, as a share of it."""
NEARLY: Final = Decimal("0.08")
"""How far a number that is "nearly" or "just over" another may lie from it, as a share of it."""
WIDE: Final = 0.2
"""How far what is "more than" a number, or "less than" it, may lie from it, as a share of it."""
FAR: Final = Decimal("0.04")
"""How far a number that is "well over" another must lie from it, as a share of it."""
LEAST_MULTIPLE: Final = 1.5
"""The least growth that is told as a multiple: nobody says 1.0x for a gain of one percent."""
HALF: Final = Decimal("0.5000001")


def scale_for(figure: Figure, fact: Fact) -> str | None:
    """Return the scale in which a fact may be printed as such a figure; None when its unit is another."""
    if isinstance(fact.value, str):
        return None
    match figure.unit:
        case "percent":
            return "" if fact.unit == "fraction" and fact.measure not in DIFFERENCES else None
        case "pp":
            return "pp" if fact.unit == "fraction" and fact.measure in DIFFERENCES | EITHER else None
        case "bp":
            return "bp" if fact.unit == "fraction" else None
        case "points":
            if fact.unit == "fraction":
                return "pp" if fact.measure in DIFFERENCES | EITHER else None
            return "" if fact.unit in ("points", "level") else None
        case "multiple":
            if fact.unit == "fraction":
                grown = 1 + float(fact.value)
                return "x" if fact.measure in RETURNS and not figure.worded and grown >= LEAST_MULTIPLE else None
            return "x" if fact.unit == "ratio" and fact.measure in MULTIPLES else None
        case "usd":
            return "" if fact.unit == "usd" else None
        case "days":
            return "" if fact.unit in ("days", "count") else None
        case "rank":
            return "" if fact.unit == "rank" else None
    return "" if fact.unit in ("level", "ratio", "count", "points", "usd", "days") else None


def format_for(figure: Figure, fact: Fact) -> str | None:
    """Return the format in which a fact prints as the figure's size says; None when it does not."""
    wanted = scale_for(figure, fact)
    if wanted is None:
        return None
    scaled = scale(fact, format_of(wanted))
    size = next((s for s, word in LARGE if fact.unit == "usd" and scaled.after == word), Decimal(1))
    value = abs(scaled.value)
    typed, digits = figure.value / size, figure.digits + size.adjusted()
    found = _digits(figure, value, typed, digits)
    if found is None:
        return None
    if found == str(scaled.digits) or fact.unit in ("rank", "days", "count"):
        found = ""
    default = {"pp": fact.measure in DIFFERENCES, "": True}.get(wanted, False)
    return found if default else f"{wanted}{found}"


def _digits(figure: Figure, value: Decimal, typed: Decimal, digits: int) -> str | None:
    if figure.upper is not None:
        return _range(figure, value, digits)
    if not _as_near(figure.degree, value, typed, digits):
        return None
    near = abs(value - typed) <= HALF.scaleb(-digits)
    if near and _bounded(figure.hedge, value, typed, digits):
        return _written(digits, typed)
    significant = len(typed.normalize().as_tuple().digits)
    places = significant - 1 - value.adjusted() if value else 0
    if figure.hedge == "about" and rounded(value, places, "ROUND_HALF_UP") == typed:
        return f"s{significant}" if abs(value - typed) <= CLOSE_ENOUGH * typed else None
    if figure.hedge == "over" and value > typed and rounded(value, places, "ROUND_DOWN") == typed:
        return f"fs{significant}"
    if figure.hedge == "under" and value < typed and rounded(value, places, "ROUND_UP") == typed:
        return f"cs{significant}"
    return None


def _as_near(degree: str, value: Decimal, typed: Decimal, digits: int) -> bool:
    """Say whether a value is as close to the typed number as "nearly" or "well over" says."""
    apart = abs(value - typed)
    if degree == "near":
        return apart <= max(NEARLY * typed, HALF.scaleb(-digits))
    return apart >= FAR * typed if degree == "far" else True


def _bounded(hedge: str, value: Decimal, typed: Decimal, digits: int) -> bool:
    """Say whether "over" and "under" are true of a value that rounds to the typed number."""
    if hedge not in ("over", "under"):
        return True
    slack = HALF.scaleb(-digits) if digits > 0 else Decimal(0)
    return value >= typed - slack if hedge == "over" else value <= typed + slack


def _written(digits: int, typed: Decimal) -> str:
    if digits >= 0:
        return str(digits)
    return f"s{max(1, typed.adjusted() + digits + 1)}"


def _range(figure: Figure, value: Decimal, digits: int) -> str | None:
    assert figure.upper is not None
    low, high = rounded(value, digits, "ROUND_FLOOR"), rounded(value, digits, "ROUND_CEILING")
    return f"r{max(0, digits)}" if (low, high) == (figure.value, figure.upper) else None


def prints_alike(figure: Figure, fact: Fact) -> bool:
    """Say whether the digits of a figure are those of a fact, whatever its unit."""
    if isinstance(fact.value, str):
        return False
    plain = Decimal(repr(abs(float(fact.value))))
    choices = (plain, plain.scaleb(2), plain.scaleb(4), plain + 1)
    return any(abs(v - figure.value) <= HALF.scaleb(-figure.digits) for v in choices)


def tells(figure: Figure, size: float) -> bool:
    """Say whether a size that facts give together is a figure as printed, within what its hedge allows."""
    told, slack = float(figure.value), 0.5 * 10.0**-figure.digits + 1e-9
    near = max(float(NEARLY) * told, slack) if figure.degree == "near" else WIDE * told
    if figure.hedge in ("over", "under"):
        return 0 <= (size - told if figure.hedge == "over" else told - size) <= near
    return abs(size - told) <= (max(slack, float(CLOSE_ENOUGH) * told) if figure.hedge else slack)


def sign_of(fact: Fact, format: str) -> int:
    """Return -1, 0 or 1: the sign with which a fact is printed."""
    if isinstance(fact.value, str):
        return 0
    scaled = scale(fact, format_of(format))
    return (scaled.value > 0) - (scaled.value < 0)
