"""The verdict on a claim: which of its fair readings, if any, gives the figure that the article states."""

from collections.abc import Sequence
from dataclasses import replace

from copilot.check.claim import Claim, Computed, Judged, Reading, Stated
from copilot.check.judging.exceptions import (
    another_level,
    dividend_case,
    fee_case,
    flat_case,
    loose_case,
    missing_dividends,
    sector_case,
    too_many_sessions,
    weight_case,
)
from copilot.check.judging.fairness import excused
from copilot.check.judging.market import Market
from copilot.check.judging.marks import resolved
from copilot.check.judging.statements import judge_statement
from copilot.check.judging.telling import named, told_off
from copilot.check.judging.values import value_of
from copilot.check.reading.returns import WITHIN
from copilot.check.tolerance import cut_short, distance, holds, last_digit

ONE_RECORD = 1.0
"""By how much two sources of closes may differ in a count of records: a close may tie with an earlier one."""


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
        return None if _never_split(computed[0]) else another_level(claim, computed)
    return _decided(claim, computed, market, agreed)


def _with_dividends(plain: Sequence[Computed], computed: Sequence[Computed]) -> list[Computed]:
    """Return the same windows of the plain readings with dividends, as sectors are often told."""
    windows = {c.reading.window for c in plain}
    return [c for c in computed if c.reading.basis == "total_return" and c.reading.window in windows and c not in plain]


def _computed(readings: Sequence[Reading], claim: Claim, market: Market) -> list[Computed]:
    aim = claim.stated.value
    plain = [s for r in readings if (s := resolved(r, market) if r.measure == "from_mark" else r) is not None]
    found = [Computed(r, v) for r in plain if (v := value_of(r, market, aim)) is not None]
    if found and all(c.reading.other for c in found):
        subject = found[0].reading.subject
        found = [replace(c, reading=replace(c.reading, other=c.reading.subject != subject)) for c in found]
    return found


def _nothing(claim: Claim, market: Market) -> Judged:
    main = claim.readings[0]
    named = ", ".join(main.subject[:3])
    when = f" from {main.window.base} to {main.window.end}" if main.window else ""
    what = (
        "dated weights" if main.measure == "weight" else "lows, highs and opens" if main.measure in WITHIN else "prices"
    )
    return Judged(
        claim, "not_checkable", f"There are no {what} of {named}{when} at hand; with them it could be computed."
    )


def _never_split(one: Computed) -> bool:
    """Say whether a level is that of an index, which has no splits."""
    return one.reading.subject[0].startswith("^")


def _plausible(stated: Stated, value: float) -> bool:
    return stated.value is not None and 0.6 <= stated.value / value <= 1.6


def _decided(claim: Claim, computed: list[Computed], market: Market, agreed: bool) -> Judged:
    plain = [c for c in computed if not c.reading.other]
    main = (plain or computed)[0]
    if (short := too_many_sessions(claim, plain, market)) is not None:
        return short
    hit = next((c for c in plain if holds(claim.stated, c.value)), None)
    if hit is not None:
        return Judged(claim, "supported", told_off(claim, hit), hit)
    told = plain
    if not claim.certain:
        later = _computed(claim.fallback, claim, market)
        hit = next((c for c in later if not c.reading.other and holds(claim.stated, c.value)), None)
        if hit is not None:
            return Judged(claim, "supported", told_off(claim, hit), hit)
        computed = [*computed, *(c for c in later if c.reading.other)]
    other = next((c for c in computed if c.reading.other and holds(claim.stated, c.value)), None)
    if other is not None:
        reason = f"{told_off(claim, main)} It would hold for another fair reading: {named(other)}."
        return Judged(claim, "ambiguous", reason, main, (other,))
    return _unheld(claim, main, computed, told or computed[:1], market, agreed)


def _printed(claim: Claim, near: Computed, main: Computed) -> Judged | None:
    """Return the verdict on a figure that differs in how it was printed alone: cut short, or in its last digit."""
    if claim.measure == "points_change" and cut_short(claim.stated, near.value):
        return Judged(claim, "supported", told_off(claim, near), near)
    if claim.stated.upper is None and distance(claim.stated, near.value) <= last_digit(claim.stated):
        return Judged(claim, "ambiguous", f"{told_off(claim, near)} The last digit alone differs.", near, (main,))
    return None


def _unheld(
    claim: Claim, main: Computed, computed: Sequence[Computed], plain: Sequence[Computed], market: Market, agreed: bool
) -> Judged:
    """Return the verdict on a figure that no reading gives: contradicted, or ambiguous for a named reason."""
    if claim.sector and (found := sector_case(claim, [*plain, *_with_dividends(plain, computed)], market)):
        return found
    if claim.measure == "count" and claim.sector and (found := flat_case(claim, plain, market)):
        return found
    if main.reading.measure == "record_count" and distance(claim.stated, main.value) <= ONE_RECORD:
        return Judged(claim, "ambiguous", f"{told_off(claim, main)} One more or less is a matter of the source.", main)
    near = min(plain, key=lambda c: distance(claim.stated, c.value))
    if (printed := _printed(claim, near, main)) is not None:
        return printed
    if (fees := fee_case(claim, computed)) is not None:
        return fees
    if main.reading.basis == "total_return" and claim.measure == "price_return" and dividend_case(claim, main):
        return Judged(claim, "ambiguous", f"{told_off(claim, main)} Dividends can make that difference.", main)
    if missing_dividends(claim, main):
        return Judged(
            claim,
            "ambiguous",
            f"{told_off(claim, main)} Dividends, which are not at hand, can make that difference.",
            main,
        )
    if claim.loose and (found := loose_case(claim, main, computed, market)):
        return found
    if claim.measure == "weight":
        return weight_case(claim, main, market)
    if (fair := excused(claim, main, market)) is not None:
        return fair
    if not (claim.certain or claim.carried or agreed):
        others = tuple(c for c in computed if c.value != main.value)[:3]
        return Judged(claim, "ambiguous", f"{told_off(claim, main)} Over which time is not said.", main, others)
    return Judged(claim, "contradicted", told_off(claim, main), main)
