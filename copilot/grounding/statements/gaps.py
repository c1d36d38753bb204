"""Differences in points that no fact carries as they are, held against the facts of both names.

Such a difference compares two names, and is judged as a comparison that two facts bear out. Every
other sum or difference in the head is a figure that no fact carries: it is left to `calculate`.
"""

import re
from collections.abc import Iterator
from typing import Final

from copilot.facts import Fact
from copilot.grounding.evidence.measures import of_a_year
from copilot.grounding.reading.direction import comparison, hints
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.statements.comparisons import LOSS, Difference, difference_of, noun_before
from copilot.grounding.statements.judging import Claims, Judgement, judgement

PER_POINT: Final = {"pp": 100.0, "points": 100.0, "bp": 10_000.0}
ROUGH: Final = 0.03
"""How far a round number after "about" may lie from the difference, as a share of it."""
BY: Final = re.compile(r"\bby\s+(?:about\s+|some\s+|around\s+|roughly\s+|nearly\s+|over\s+)?$", re.IGNORECASE)
MORE: Final = re.compile(r"^\s+(?:more|less|further|deeper)\s+than\b", re.IGNORECASE)
LESS: Final = re.compile(r"^\s+less\b", re.IGNORECASE)
LEAD: Final = re.compile(
    r"\b(?P<noun>lead|edge|advantage|margin|gap|difference|spread|shortfall|deficit)\b(?P<between>\s+between\b)?[^.;:]*$",
    re.IGNORECASE,
)
AGAINST: Final = re.compile(r"\W*(?:against|compared|versus|next\s+to|relative\s+to)\b", re.IGNORECASE)
SIDED: Final = {"lead": 1, "edge": 1, "advantage": 1, "shortfall": -1, "deficit": -1}


def gaps(claims: Claims) -> Iterator[Judgement]:
    """Yield "A beat B by 7.4 percentage points", "a lead of 35 points", where facts give both returns."""
    for figure in claims.typed:
        if figure.unit not in PER_POINT or figure.upper is not None or figure.sign:
            continue
        found, sense = _compared(claims, figure)
        if not found:
            found, sense = _of_the_two(claims, figure)
        if "annualized_return" in hints(claims.sentence, claims.sentence.quantities.index(figure)):
            found = [d for d in found if "annualized" in d[1].label or of_a_year(d[1])]
        if found:
            holds = any((sense * d[0] > 0 or not sense) and _is(figure, d) for d in found)
            yield judgement(
                figure.start, figure.end, holds, "the facts give another difference", [f for d in found for f in d[1:]]
            )


def _compared(claims: Claims, figure: Figure) -> tuple[list[Difference], int]:
    """Return the differences of two names, the one compared with the other, and which is said to be ahead."""
    sentence = claims.sentence
    noun = noun_before(claims, figure.start)
    sense = comparison(sentence, sentence.quantities.index(figure))
    sense = -sense if sense and (noun == "max_drawdown" or _of_loss(claims, figure.start)) else sense
    more = MORE.match(sentence.text[figure.end :])
    if not sense and BY.search(sentence.text[: figure.start]):
        sense = _earlier(claims, figure.start)
    if more:
        sense = -1 if LESS.match(more[0]) else 1
    objects = [m for m in sentence.mentions if m.role == "object" and (m.named is not None or m.place is not None)]
    if more:
        objects = [m for m in objects if m.start >= figure.end][:1]
    first = claims.named(claims.subject_before(figure.start))
    second = claims.named(objects[0]) if len(objects) == 1 else None
    if first is None or second is None or not sense:
        return [], 0
    found = difference_of(claims, (first, second), figure.start, noun)
    return found, sense * (_falling(claims, figure, found) if more else 1)


def _of_loss(claims: Claims, position: int) -> bool:
    """Say whether a comparing verb is said of a loss: "A's loss exceeded B's by 3 points"."""
    told = claims.sentence.signals_of("beat")
    last = next((s[0] for s in reversed(told) if s[0] < position), None)
    subject = claims.subject_before(last) if last is not None else None
    return subject is not None and LOSS.match(claims.sentence.text[subject.end : last]) is not None


def _earlier(claims: Claims, position: int) -> int:
    """Return who is ahead by the last comparing verb of a clause, whatever figures stand behind it."""
    since = claims.sentence.clause_start(position)
    told = [s for s in claims.sentence.signals_of("beat") if since <= s[0] < position]
    if not told:
        return 0
    return int(told[-1][2].value) * (-1 if _of_loss(claims, position) else 1)


def _falling(claims: Claims, figure: Figure, found: list[Difference]) -> int:
    """Return -1 where "5 points more" are of falls: the one that lost more is behind."""
    since = claims.sentence.clause_start(figure.start)
    moves = [s for s in claims.sentence.signals_of("move") if since <= s[0] < figure.start and s[2].value]
    if moves:
        return int(moves[-1][2].value)
    return -1 if all(float(f.value) < 0 for d in found for f in d[1:]) else 1


def _of_the_two(claims: Claims, figure: Figure) -> tuple[list[Difference], int]:
    """Return the difference of the two figures, or names, that a gap or a lead is told of."""
    noun = LEAD.search(claims.sentence.text[claims.sentence.clause_start(figure.start) : figure.start])
    if noun is None:
        noun = LEAD.search(claims.sentence.text[: figure.start]) if not claims.places else None
    behind = re.match(
        r"[\s-]+(?P<noun>lead|edge|advantage|margin|gap|difference|spread)\b", claims.sentence.text[figure.end :]
    )
    told = noun or behind
    if told is None:
        return [], 0
    sense = SIDED.get(told["noun"].lower(), 0)
    shown = [fact for fact, at in claims.places if at < figure.start and fact.unit == "fraction"]
    if AGAINST.match(claims.sentence.text):
        sense = -sense
    pairs = [(f, g) for f, g in zip(shown[-2:], shown[-1:], strict=False) if _alike(f, g)]
    if pairs:
        return [(float(f.value) - float(g.value), f, g) for f, g in pairs], sense
    names = _names(claims)
    return (difference_of(claims, names, figure.start), sense) if names else ([], 0)


def _alike(one: Fact, two: Fact) -> bool:
    return (one.measure, one.window, one.basis) == (two.measure, two.window, two.basis) and one.id != two.id


def _names(claims: Claims) -> tuple[Named, Named] | None:
    """Return the only two names of a sentence."""
    named = list(dict.fromkeys(m.named for m in claims.sentence.mentions if m.named and m.named.singles))
    return (named[0], named[1]) if len(named) == 2 else None


def _is(figure: Figure, difference: Difference) -> bool:
    """Say whether a difference is a figure at its printed precision, within what its hedge allows."""
    size, told = abs(difference[0]) * PER_POINT[figure.unit], float(figure.value)
    slack = 0.5 * 10.0**-figure.digits
    if figure.hedge == "over":
        return told <= size <= 1.2 * told
    if figure.hedge == "under":
        return 0.8 * told <= size <= told
    return abs(size - told) <= (max(slack, ROUGH * told) if figure.hedge else slack) + 1e-9
