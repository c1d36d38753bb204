"""The verdict on a claim: which of its fair readings, if any, gives the figure that the article states."""

from collections.abc import Sequence
from dataclasses import replace

from copilot.check.claim import Claim, Computed, Judged, Reading, Stated, Verdict
from copilot.check.market import Market
from copilot.check.sectors import sector_gap, sector_reading
from copilot.check.values import returns_of, value_of
from copilot.check.yesno import judge_statement
from copilot.grounding.render import SMALL
from tools.weights import group_weight

HALF = 0.52
"""Of the last digit's step: half of it, and what rounding a rounded figure adds."""
ABOUT = 0.05
NEARLY = 0.08
BEYOND = 0.5
DIVIDEND_YIELD = 0.02
SPLITS = (2.0, 3.0, 4.0, 5.0, 7.0, 8.0, 10.0, 15.0, 20.0, 25.0, 40.0, 50.0, 1.5)


def judge(claim: Claim, market: Market, agreed: bool = True) -> Judged | None:
    """Return the verdict on a claim, None for a number that cannot be meant as what it was read as.

    `agreed` says that the windows which the article leaves unsaid are known from its other figures.
    """
    if not claim.readings:
        return Judged(
            claim, "not_checkable", f"Prices cannot settle this; it would take {claim.needs or 'another source'}."
        )
    if claim.measure in ("rank", "record_high", "best_day", "worst_day") or claim.readings[0].measure == "best_since":
        return judge_statement(claim, market, agreed)
    computed = _computed(claim.readings, claim, market)
    if not computed:
        return _nothing(claim, market)
    if claim.measure == "close" and not _plausible(claim.stated, computed[0].value):
        return _another_level(claim, computed)
    return _decided(claim, computed, market, agreed)


def _computed(readings: Sequence[Reading], claim: Claim, market: Market) -> list[Computed]:
    aim = claim.stated.value
    found = [Computed(r, v) for r in readings if (v := value_of(r, market, aim)) is not None]
    if found and all(c.reading.other for c in found):
        subject = found[0].reading.subject
        found = [replace(c, reading=replace(c.reading, other=c.reading.subject != subject)) for c in found]
    return found


def _nothing(claim: Claim, market: Market) -> Judged:
    main = claim.readings[0]
    named = ", ".join(main.subject[:3])
    when = f" from {main.window.base} to {main.window.end}" if main.window else ""
    what = "dated weights" if main.measure == "weight" else "prices"
    return Judged(
        claim, "not_checkable", f"There are no {what} of {named}{when} at hand; with them it could be computed."
    )


def _plausible(stated: Stated, value: float) -> bool:
    return stated.value is not None and 0.6 <= stated.value / value <= 1.6


def _another_level(claim: Claim, computed: Sequence[Computed]) -> Judged | None:
    """Return a price as it was traded before a later split, None for a number that is no price of this at all."""
    value = claim.stated.value
    for one in computed:
        for ratio in SPLITS:
            if value is not None and abs(one.value * ratio - value) <= claim.stated.precision * max(1.0, ratio / 2):
                reason = f"It was {value:,.2f} as traded before a later {ratio:g}-for-1 split, {one.value:,.2f} in shares of today."
                return Judged(claim, "ambiguous", reason, one, (Computed(one.reading, one.value * ratio),))
    return None


def _decided(claim: Claim, computed: list[Computed], market: Market, agreed: bool) -> Judged:
    plain = [c for c in computed if not c.reading.other]
    main = (plain or computed)[0]
    if (short := _too_many_sessions(claim, plain, market)) is not None:
        return short
    hit = next((c for c in plain if holds(claim.stated, c.value)), None)
    if hit is not None:
        return Judged(claim, "supported", _as_stated(claim, hit), hit)
    told = plain
    if not claim.certain:
        later = _computed(claim.fallback, claim, market)
        hit = next((c for c in later if not c.reading.other and holds(claim.stated, c.value)), None)
        if hit is not None:
            return Judged(claim, "supported", _as_stated(claim, hit), hit)
        computed = computed + later
    other = next((c for c in computed if c.reading.other and holds(claim.stated, c.value)), None)
    if other is not None:
        reason = f"{_off(claim, main)} It would hold for another fair reading: {_named(other)}."
        return Judged(claim, "ambiguous", reason, main, (other,))
    return _unheld(claim, main, computed, told or computed[:1], market, agreed)


def _nearly_flat(claim: Claim, plain: Sequence[Computed], market: Market) -> Judged | None:
    """Return ambiguous where so many sectors stood so near to zero that their funds cannot tell."""
    for one in plain:
        if one.reading.window is None:
            continue
        moves = returns_of(one.reading, market)
        close = sum(abs(v) <= max(sector_gap(s, one.reading.window, market), 0.0005) for s, v in moves.items())
        if abs(one.value - (claim.stated.value or 0.0)) <= close:
            return Judged(
                claim, "ambiguous", f"{_off(claim, one)} {close} of them stood too near to zero to tell.", one
            )
    return None


def _too_many_sessions(claim: Claim, plain: Sequence[Computed], market: Market) -> Judged | None:
    """Return the verdict on a window of more sessions than had closed."""
    if not claim.asked or not plain or plain[0].reading.window is None:
        return None
    longest = max(plain, key=lambda c: c.reading.window.end if c.reading.window else market.first)
    window = longest.reading.window
    assert window is not None
    closed = len(market.desk.sessions.between(window.start, window.end))
    if closed >= claim.asked:
        return None
    count = SMALL[closed] if closed < len(SMALL) else str(closed)
    reason = (
        f"Only {count} of the {claim.asked} sessions had closed by {window.end}; over them it was {shown(longest)}."
    )
    return Judged(claim, "contradicted", reason, longest)


def _unheld(
    claim: Claim, main: Computed, computed: Sequence[Computed], plain: Sequence[Computed], market: Market, agreed: bool
) -> Judged:
    """Return the verdict on a figure that no reading gives: contradicted, or ambiguous for a named reason."""
    if claim.sector and (found := _sector(claim, plain, market)):
        return found
    if claim.measure == "count" and claim.sector and (found := _nearly_flat(claim, plain, market)):
        return found
    near = min(plain, key=lambda c: distance(claim.stated, c.value))
    if claim.stated.upper is None and distance(claim.stated, near.value) <= _last_digit(claim.stated):
        return Judged(claim, "ambiguous", f"{_off(claim, near)} The last digit alone differs.", near, (main,))
    if main.reading.basis == "total_return" and claim.measure == "price_return" and _dividends(claim, main):
        return Judged(claim, "ambiguous", f"{_off(claim, main)} Dividends can make that difference.", main)
    if claim.loose and (found := _loose(claim, main, computed, market)):
        return found
    if claim.measure == "weight":
        return _weight(claim, main, market)
    if not (claim.certain or claim.carried or agreed):
        others = tuple(c for c in computed if c.value != main.value)[:3]
        return Judged(claim, "ambiguous", f"{_off(claim, main)} Over which time is not said.", main, others)
    return Judged(claim, "contradicted", _off(claim, main), main)


def _last_digit(stated: Stated) -> float:
    """Return how far beyond rounding a figure may lie for its last digit alone to differ."""
    if stated.unit in ("count", "rank"):
        return 0.0
    return stated.precision * (0.3 if stated.precision >= 0.01 and stated.unit == "fraction" else 0.5)


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
        case "about":
            wide = ABOUT * size
            return min(low, first - wide), max(high, last + wide)
        case "over":
            far = max(BEYOND * size, 3 * stated.precision)
            slack = stated.precision / 20
            return (first - slack, last + far) if away > 0 else (first - far, last + slack)
        case "under":
            near = max(NEARLY * size, half)
            return (first - near, last + half) if away > 0 else (first - half, last + near)
    return low, high


def _sector(claim: Claim, plain: Sequence[Computed], market: Market) -> Judged | None:
    """Return the verdict where a fund stands for its sector and lies within its usual gap."""
    for one in plain:
        window = one.reading.window
        fund = one.reading.subject[0]
        if window is None or len(one.reading.subject) > 1:
            continue
        gap = sector_gap(fund, window, market)
        move = sector_reading(fund, window, market)
        if move is not None and holds(claim.stated, move.value):
            return Judged(
                claim,
                "ambiguous",
                f"{_off(claim, one)} The sector by capitalisation moved {move.value:+.2%}.",
                one,
                (move,),
            )
        if distance(claim.stated, one.value) <= gap:
            others = (move,) if move else ()
            return Judged(
                claim, "ambiguous", f"{_off(claim, one)} The fund can miss its sector by as much.", one, others
            )
    return None


def _dividends(claim: Claim, main: Computed) -> bool:
    window = main.reading.window
    if window is None or claim.stated.value is None:
        return False
    years = (window.end - window.base).days / 365.25
    return (
        0 < main.value - claim.stated.value <= DIVIDEND_YIELD * years * (1 + abs(main.value)) + claim.stated.precision
    )


def _loose(claim: Claim, main: Computed, computed: Sequence[Computed], market: Market) -> Judged | None:
    """Return ambiguous for a group or an intraday move, unless no member or price comes near."""
    stated = claim.stated
    group = main.reading.window and len(main.reading.subject) > 1 and stated.value is not None
    if group:
        values = returns_of(main.reading, market).values()
        if values and not min(values) - stated.precision <= (stated.value or 0.0) <= max(values) + stated.precision:
            return None
    return Judged(
        claim, "ambiguous", f"{_off(claim, main)} How it was measured is not said.", main, tuple(computed[1:3])
    )


def _weight(claim: Claim, main: Computed, market: Market) -> Judged:
    """Return the verdict on a weight: the methods differ, and the dates of the tables are few."""
    day = min(main.reading.window.end, market.desk.as_of) if main.reading.window else market.desk.as_of
    methods = group_weight(main.reading.subject, day)
    if any(holds(claim.stated, m.value) for m in methods):
        return Judged(
            claim, "supported", f"By {methods[0].method} it was {methods[0].value:.1%} on {methods[0].as_of}.", main
        )
    told = ", ".join(f"{m.value:.1%} ({m.method})" for m in methods[:3])
    age = (day - methods[0].as_of).days
    slack = 0.004 + 0.00012 * age
    far = min(distance(claim.stated, m.value) for m in methods)
    verdict: Verdict = "ambiguous" if far <= slack else "contradicted"
    return Judged(claim, verdict, f"On {methods[0].as_of} it was {told}.", main)


def _named(one: Computed) -> str:
    window = one.reading.window
    span = f" from {window.base} to {window.end}" if window else ""
    label = one.reading.label or ", ".join(one.reading.subject[:2])
    return f"{label}{span}, {shown(one)}"


def shown(one: Computed) -> str:
    """Return a computed value as a reader sees it."""
    if one.reading.measure in ("close", "high_of", "low_of", "record", "points_change"):
        return f"{one.value:,.2f}"
    if one.reading.measure in ("ratio", "growth"):
        return f"{one.value:.2f} times"
    if one.reading.measure in ("rank", "breadth_count", "streak"):
        return f"{one.value:.0f}"
    if one.reading.measure == "spread":
        return f"{100 * one.value:.2f} points"
    return f"{one.value:.2%}"


def _span(one: Computed) -> str:
    window = one.reading.window
    if window is None:
        return ""
    if one.reading.measure in ("close", "high_of", "low_of", "record", "streak"):
        return f" on {window.end}"
    return (
        f" on {window.end}"
        if window.start == window.end
        else f" from the close of {window.base} to that of {window.end}"
    )


def _as_stated(claim: Claim, one: Computed) -> str:
    return f"It was {shown(one)}{_span(one)}."


def _off(claim: Claim, one: Computed) -> str:
    return f"It was {shown(one)}{_span(one)}."
