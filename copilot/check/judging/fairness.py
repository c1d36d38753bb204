"""The law of contradiction: what the fair readings next to an inferred one do to a verdict.

A figure is called contradicted only when its subject, its measure and its window are all clearly read. Where one
of them was inferred, the readings next to the inferred one are tried: the windows told nearby and those of the
publication, the sessions before and after, the names told nearby and sister instruments, the other sign. One that
gives the figure at its printed precision makes it supported when it is the article's own time, ambiguous otherwise.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from copilot.check.claim import Claim, Computed, Judged, Reading
from copilot.check.judging.market import Market
from copilot.check.judging.marks import resolved
from copilot.check.judging.telling import named, told_off
from copilot.check.judging.values import value_of
from copilot.check.tolerance import holds


def excused(claim: Claim, main: Computed, market: Market) -> Judged | None:
    """Return the verdict on a figure that a fair reading next to an inferred one gives, None where none does."""
    if claim.stated.value is None:
        return None
    turned = replace(claim, stated=replace(claim.stated, value=-claim.stated.value))
    for one in _computed(claim.nearby, claim, market):
        if not holds(claim.stated, one.value) and (claim.sure_sign or not holds(turned.stated, one.value)):
            continue
        reason = f"{told_off(claim, main)} It holds as {named(one)}."
        if not one.reading.other:
            return Judged(claim, "supported", told_off(claim, one), one)
        return Judged(claim, "ambiguous", reason, main, (one,))
    if claim.sure_sign or not claim.stated.signed:
        return None
    if holds(turned.stated, main.value):
        return Judged(claim, "supported", f"{told_off(claim, main)} Its direction is not told beside it.", main)
    return None


def _computed(readings: Iterable[Reading], claim: Claim, market: Market) -> Iterator[Computed]:
    for told in readings:
        reading = resolved(told, market) if told.measure == "from_mark" else told
        if reading is None:
            continue
        value = value_of(reading, market, claim.stated.value)
        if value is not None:
            yield Computed(reading, value)
