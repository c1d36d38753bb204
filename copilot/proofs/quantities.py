"""Numbers with their units: what may be added, multiplied and raised, and what comes of it."""

from dataclasses import dataclass

from copilot.facts import Unit

CONSTANTS = (1.0, 2.0, 12.0, 100.0, 252.0, 365.25)
"""Structural numbers that an expression may hold beside facts and the user's figures."""

NUMBER = "number"
PURE = (NUMBER, "fraction", "ratio", "count")
LEVELS = ("level", "points")
NAMES = {
    "fraction": "a percentage",
    "level": "an index level",
    "usd": "dollars",
    "points": "index points",
    "ratio": "a multiple",
    "count": "a count",
    "days": "days",
    "rank": "a rank",
    "number": "a plain number",
}


class ExpressionRefused(ValueError):
    """An expression cannot be computed; the message says why and what to write instead."""


@dataclass(frozen=True)
class Quantity:
    """A value with its unit; "number" is a plain constant. `difference` marks percentage points."""

    value: float
    unit: str
    difference: bool = False


def add(one: Quantity, two: Quantity, sign: int) -> Quantity:
    """Return a sum (sign 1) or a difference (-1): like with like, and 1 with a percentage."""
    value = one.value + sign * two.value
    units = {one.unit, two.unit}
    if one.unit == two.unit:
        if one.unit == "level" and sign < 0:
            return Quantity(value, "points")
        if one.unit == "rank" or (one.unit == "level" and sign > 0):
            raise ExpressionRefused(f"two values that are {NAMES[one.unit]} cannot be added up")
        return Quantity(value, one.unit, one.unit == "fraction" and sign < 0)
    if units == {NUMBER, "fraction"}:
        return Quantity(value, "ratio")
    if units == {NUMBER, "ratio"}:
        return Quantity(value, "fraction" if sign < 0 and two == Quantity(1.0, NUMBER) else "ratio")
    if units == {"level", "points"} and (one.unit == "level" or sign > 0):
        return Quantity(value, "level")
    if NUMBER in units and units & {"count", "days"}:
        return Quantity(value, (units - {NUMBER}).pop())
    raise ExpressionRefused(
        f"{NAMES[one.unit]} {'plus' if sign > 0 else 'minus'} {NAMES[two.unit]} makes no sense; "
        "add and subtract only figures of the same unit"
    )


def multiply(one: Quantity, two: Quantity) -> Quantity:
    """Return a product, of which at least one factor has no dimension."""
    value = one.value * two.value
    for factor, other in ((one, two), (two, one)):
        if factor.unit == NUMBER:
            return Quantity(value, other.unit)
        if factor.unit in PURE and other.unit not in PURE and other.unit != "rank":
            return Quantity(value, "usd" if factor.unit == "count" and other.unit == "usd" else other.unit)
    if one.unit in PURE and two.unit in PURE:
        pair = {one.unit, two.unit}
        return Quantity(value, "fraction" if "fraction" in pair else "count" if "count" in pair else "ratio")
    raise ExpressionRefused(f"{NAMES[one.unit]} times {NAMES[two.unit]} makes no sense")


def divide(one: Quantity, two: Quantity) -> Quantity:
    """Return a quotient: a multiple of two figures of one unit, or a figure split up."""
    if two.value == 0:
        raise ExpressionRefused("there is no division by zero")
    value = one.value / two.value
    if one.unit == two.unit and one.unit != "rank":
        return Quantity(value, {"count": "fraction", NUMBER: NUMBER}.get(one.unit, "ratio"))
    if two.unit == NUMBER and one.unit != "rank":
        return Quantity(value, "ratio" if one.unit == "days" and two.value in (365.25, 252) else one.unit)
    if one.unit == NUMBER and two.unit in ("fraction", "ratio", "days", "count"):
        return Quantity(value, "ratio")
    if (one.unit, two.unit) == ("points", "level"):
        return Quantity(value, "fraction")
    if two.unit in ("fraction", "ratio", "count") and one.unit in ("usd", *LEVELS, "fraction", "ratio", "count"):
        return Quantity(value, one.unit)
    raise ExpressionRefused(f"{NAMES[one.unit]} divided by {NAMES[two.unit]} makes no sense")


def power(base: Quantity, exponent: Quantity) -> Quantity:
    """Return a power of figures without a dimension."""
    if base.unit not in PURE or exponent.unit not in PURE:
        raise ExpressionRefused("only multiples and plain numbers can be raised to a power; write (1 + F1) ** n")
    if base.value <= 0 and exponent.value != int(exponent.value):
        raise ExpressionRefused("a negative figure has no such root")
    try:
        value = float(base.value**exponent.value)
    except (OverflowError, ZeroDivisionError) as error:
        raise ExpressionRefused("that power is beyond any number") from error
    return Quantity(value, "fraction" if base.unit == "fraction" else NUMBER if base.unit == NUMBER else "ratio")


def alike(name: str, given: tuple[Quantity, ...]) -> str:
    """Return the one unit of all values that a function was given."""
    units = dict.fromkeys(q.unit for q in given)
    if len(units) != 1:
        raise ExpressionRefused(f"{name} takes figures of one unit, not {' and '.join(NAMES[u] for u in units)}")
    return next(iter(units))


def minimum(*given: Quantity) -> Quantity:
    """Return the smallest."""
    return Quantity(min(q.value for q in given), alike("min", given))


def maximum(*given: Quantity) -> Quantity:
    """Return the largest."""
    return Quantity(max(q.value for q in given), alike("max", given))


def mean(*given: Quantity) -> Quantity:
    """Return the arithmetic mean."""
    unit = alike("mean", given)
    return Quantity(sum(q.value for q in given) / len(given), "ratio" if unit == NUMBER else unit)


def absolute(*given: Quantity) -> Quantity:
    """Return the size of one value."""
    if len(given) != 1:
        raise ExpressionRefused("abs takes one value")
    return Quantity(abs(given[0].value), given[0].unit, given[0].difference)


def needed_gain(*given: Quantity) -> Quantity:
    """Return the gain that makes up for a loss: 100% after a loss of 50%, given as -0.5 or 0.5."""
    if len(given) != 1 or given[0].unit != "fraction" or not 0 <= abs(given[0].value) < 1:
        raise ExpressionRefused("needed_gain takes one loss, a percentage under 100%")
    return Quantity(1 / (1 - abs(given[0].value)) - 1, "fraction")


def as_unit(quantity: Quantity) -> Unit:
    """Return the unit of a finished calculation."""
    return "ratio" if quantity.unit == NUMBER else quantity.unit  # type: ignore[return-value]  # every other unit is a fact's
