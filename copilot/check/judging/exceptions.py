"""Reasons for which a figure that no plain reading gives is not simply wrong."""

from collections.abc import Sequence

from copilot.check.claim import Claim, Computed, Judged, Verdict
from copilot.check.judging.market import Market
from copilot.check.judging.sectors import sector_gap, sector_reading
from copilot.check.judging.telling import shown, span_words, told_off
from copilot.check.judging.values import returns_of
from copilot.check.tolerance import distance, holds
from copilot.grounding.printing.render import SMALL
from tools.weights import group_weight

FUNDS_OF_INDICES = ("SPY", "QQQ", "DIA", "IWM")
FEE = 0.003
"""By how much a year an index may exceed a fund that follows it."""
DIVIDEND_YIELD = 0.02
TELLING = 10_000
"""Steps of the last digit from which a price that fits a split to the digit fits by no chance."""
SPLITS = (2.0, 3.0, 4.0, 5.0, 7.0, 8.0, 10.0, 15.0, 20.0, 25.0, 40.0, 50.0, 1.5)


def another_level(claim: Claim, computed: Sequence[Computed]) -> Judged | None:
    """Return a price as it was traded before a later split, None for a number that is no price of this at all."""
    value = claim.stated.value
    for one in computed:
        for ratio in SPLITS:
            step = claim.stated.precision
            if value is not None and abs(one.value * ratio - value) <= step * max(1.0, ratio / 2):
                traded = f"It was {value:,.2f} as traded before a later {ratio:g}-for-1 split"
                reason = f"{traded}, {one.value:,.2f} in shares of today."
                sure = value >= step * TELLING and not one.reading.other
                return Judged(
                    claim,
                    "supported" if sure else "ambiguous",
                    reason,
                    one,
                    (Computed(one.reading, one.value * ratio),),
                )
    return None


def flat_case(claim: Claim, plain: Sequence[Computed], market: Market) -> Judged | None:
    """Return ambiguous where so many sectors stood so near to zero that their funds cannot tell."""
    for one in plain:
        if one.reading.window is None:
            continue
        moves = returns_of(one.reading, market)
        close = sum(abs(v) <= max(sector_gap(s, one.reading.window, market), 0.0005) for s, v in moves.items())
        if abs(one.value - (claim.stated.value or 0.0)) <= close:
            return Judged(
                claim, "ambiguous", f"{told_off(claim, one)} {close} of them stood too near to zero to tell.", one
            )
    return None


def too_many_sessions(claim: Claim, plain: Sequence[Computed], market: Market) -> Judged | None:
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


def sector_case(claim: Claim, plain: Sequence[Computed], market: Market) -> Judged | None:
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
                f"{told_off(claim, one)} The sector by capitalisation moved {move.value:+.2%}.",
                one,
                (move,),
            )
        if distance(claim.stated, one.value) <= gap:
            others = (move,) if move else ()
            return Judged(
                claim, "ambiguous", f"{told_off(claim, one)} The fund can miss its sector by as much.", one, others
            )
    return None


def fee_case(claim: Claim, computed: Sequence[Computed]) -> Judged | None:
    """Return the verdict where an index with dividends exceeds the fund that stands for it by no more than fees."""
    stated = claim.stated.value
    for one in computed:
        window, reading = one.reading.window, one.reading
        if (
            stated is None
            or window is None
            or reading.subject[0] not in FUNDS_OF_INDICES
            or reading.basis != "total_return"
        ):
            continue
        years = max(0.25, (window.end - window.base).days / 365.25)
        if claim.measure == "annualized_return":
            years = 1.0
        if 0 < stated - one.value <= FEE * years * (1 + abs(one.value)) + claim.stated.precision / 2:
            reason = f"The {reading.subject[0]} fund gave {shown(one)} with dividends{span_words(one)}, after its fees."
            if claim.measure == "total_return" or not reading.other:
                return Judged(claim, "supported", reason, one)
    return None


def dividend_case(claim: Claim, main: Computed) -> bool:
    """Say whether dividends explain why a total return exceeds the return that was stated."""
    window = main.reading.window
    if window is None or claim.stated.value is None:
        return False
    years = (window.end - window.base).days / 365.25
    return (
        0 < main.value - claim.stated.value <= DIVIDEND_YIELD * years * (1 + abs(main.value)) + claim.stated.precision
    )


def missing_dividends(claim: Claim, main: Computed) -> bool:
    """Say whether a return with dividends is stated of an index whose dividends are not at hand."""
    window = main.reading.window
    if claim.measure != "total_return" or main.reading.basis != "price" or window is None or claim.stated.value is None:
        return False
    years = (window.end - window.base).days / 365.25
    return (
        0 < claim.stated.value - main.value <= DIVIDEND_YIELD * years * (1 + abs(main.value)) + claim.stated.precision
    )


def loose_case(claim: Claim, main: Computed, computed: Sequence[Computed], market: Market) -> Judged | None:
    """Return ambiguous for a group or an intraday move, unless no member or price comes near."""
    stated = claim.stated
    group = main.reading.window and len(main.reading.subject) > 1 and stated.value is not None
    if group:
        values = returns_of(main.reading, market).values()
        if values and not min(values) - stated.precision <= (stated.value or 0.0) <= max(values) + stated.precision:
            return None
    return Judged(
        claim, "ambiguous", f"{told_off(claim, main)} How it was measured is not said.", main, tuple(computed[1:3])
    )


def weight_case(claim: Claim, main: Computed, market: Market) -> Judged:
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
