"""How far a computed value may lie from a stated figure: printed precision and hedges."""

from copilot.check.claim import Stated

HALF = 0.52
"""Of the last digit's step: half of it, and what rounding a rounded figure adds."""
ABOUT = 0.05
NEARLY = 0.08
BEYOND = 0.5


def last_digit(stated: Stated) -> float:
    """Return how far beyond rounding a figure may lie for its last digit alone to differ."""
    if stated.unit in ("count", "rank"):
        return 0.0
    return stated.precision * (0.3 if stated.precision >= 0.01 and stated.unit == "fraction" else 0.5)


def cut_short(stated: Stated, value: float) -> bool:
    """Say whether a whole number is a value without its decimals, as agencies print points: 406 for 406.55."""
    return stated.value is not None and stated.precision == 1.0 and int(value) == int(stated.value)


def holds(stated: Stated, value: float) -> bool:
    """Say whether a computed value agrees with a stated figure at its printed precision and hedge."""
    return distance(stated, value) <= 1e-9


def distance(stated: Stated, value: float) -> float:
    """Return how far a computed value lies outside what the stated figure allows, 0 inside."""
    if stated.value is None:
        return 0.0
    if not stated.signed:
        value = abs(value) if stated.value >= 0 else -abs(value)
    low, high = bounds(stated)
    return max(low - value, value - high, 0.0)


def bounds(stated: Stated) -> tuple[float, float]:
    """Return the lowest and the highest value that a stated figure allows."""
    assert stated.value is not None
    first, last = sorted((stated.value, stated.value if stated.upper is None else stated.upper))
    half = stated.precision * HALF
    low, high = first - half, last + half
    size = max(abs(first), abs(last))
    away = 1 if last > 0 else -1
    match stated.hedge:
        case "little":
            return -stated.precision, stated.precision
        case "about":
            wide = ABOUT * size
            return min(low, first - wide), max(high, last + wide)
        case "over":
            far = max(BEYOND * size, 3 * stated.precision)
            slack = stated.precision / 20
            return (first - slack, last + far) if away > 0 else (first - far, last + slack)
        case "at most":
            return (0.0, last + half) if away > 0 else (first - half, 0.0)
        case "under":
            near = max(NEARLY * size, half)
            return (first - near, last + half) if away > 0 else (first - half, last + near)
    return low, high
