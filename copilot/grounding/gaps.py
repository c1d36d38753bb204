"""Differences in points that no fact carries as they are, held against the facts of both names."""

from collections.abc import Iterator
from typing import Final

from copilot.grounding.comparisons import Difference, difference_of
from copilot.grounding.direction import comparison
from copilot.grounding.figures import Figure
from copilot.grounding.judging import Claims, Judgement, judgement

PER_POINT: Final = {"pp": 100.0, "points": 100.0, "bp": 10_000.0}
ROUGH: Final = 0.03
"""How far a round number after "about" may lie from the difference, as a share of it."""


def gaps(claims: Claims) -> Iterator[Judgement]:
    """Yield "A beat B by 7.4 percentage points", where facts give both returns."""
    for figure in claims.typed:
        if figure.unit not in PER_POINT or figure.upper is not None or figure.sign:
            continue
        sense = comparison(claims.sentence, claims.sentence.quantities.index(figure))
        subject = claims.subject_before(figure.start)
        objects = [m for m in claims.sentence.mentions if m.role == "object" and m.named is not None]
        first, second = claims.named(subject), claims.named(objects[0]) if len(objects) == 1 else None
        if first is None or second is None or not sense:
            continue
        found = difference_of(claims, (first, second), figure.start)
        if found:
            holds = any(sense * d[0] > 0 and _is(figure, d) for d in found)
            yield judgement(
                figure.start, figure.end, holds, "the facts give another difference", [f for d in found for f in d[1:]]
            )


def _is(figure: Figure, difference: Difference) -> bool:
    """Say whether a difference is a figure at its printed precision, within what its hedge allows."""
    size, told = abs(difference[0]) * PER_POINT[figure.unit], float(figure.value)
    slack = 0.5 * 10.0**-figure.digits
    if figure.hedge == "over":
        return told <= size <= 1.2 * told
    if figure.hedge == "under":
        return 0.8 * told <= size <= told
    return abs(size - told) <= (max(slack, ROUGH * told) if figure.hedge else slack) + 1e-9
