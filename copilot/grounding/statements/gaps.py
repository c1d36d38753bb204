"""Differences in points that no fact carries as they are, held against the facts of both names.

Such a difference compares two names, and is judged as a comparison that two facts bear out. Every
other sum or difference in the head is a figure that no fact carries: it is left to `calculate`.
"""

import re
from collections.abc import Iterator
from typing import Final

from copilot.facts import Fact
from copilot.grounding.evidence.matching import tells
from copilot.grounding.evidence.measures import of_a_year
from copilot.grounding.reading.direction import comparison, hints
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import owns
from copilot.grounding.statements.comparisons import LESSER, LOSS, Difference, difference_of, is_of, noun_before
from copilot.grounding.statements.judging import Claims, Judgement, judgement
from copilot.grounding.statements.orders import kind_of
from copilot.grounding.statements.sets import fits_noun, sets_of

PER_POINT: Final = {"pp": 100.0, "points": 100.0, "bp": 10_000.0}
BY: Final = re.compile(r"\bby\s+(?:about\s+|some\s+|around\s+|roughly\s+|nearly\s+|over\s+)?$", re.IGNORECASE)
MORE: Final = re.compile(r"^\s+(?:more|less|further|deeper)\s+than\b", re.IGNORECASE)
LESS: Final = re.compile(r"^\s+less\b", re.IGNORECASE)
LEAD: Final = re.compile(
    r"\b(?P<noun>lead|edge|advantage|margin|gap|difference|spread|shortfall|deficit)\b(?P<between>\s+between\b)?[^.;:]*$",
    re.IGNORECASE,
)
OF_TWO_BY: Final = re.compile(
    r"\bthe\s+(?P<how>deeper|shallower|larger|smaller|bigger|higher|lower|greater|milder|better|worse)\s+of\s+the\s+two\s+by\b[^.;:]*$",
    re.IGNORECASE,
)
BEST_TO_WORST: Final = re.compile(
    r"\b(?:best|strongest|top)\b[^.;:]{0,48}\b(?:worst|weakest|bottom)\b|\b(?:worst|weakest|bottom)\b[^.;:]{0,48}\b(?:best|strongest|top)\b",
    re.IGNORECASE,
)
APART: Final = re.compile(r"\b(?:separat\w+|span(?:ned|s)|apart|rang(?:ed|es))\b", re.IGNORECASE)
MEMBER: Final = re.compile(r"\b(?:sectors?|stocks?|ind(?:ex|ices|exes)|companies|seven)\b", re.IGNORECASE)
FROM_RECORD: Final = re.compile(
    r"\s+(?:(?P<over>above)|below|short\s+of|under|shy\s+of|off|from|away\s+from)\s+(?:its|the|that)\s+(?:[\w'’-]+\s+){0,3}?(?:record|high|peak)\b",
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
            found, sense = _of_one_of_two(claims, figure)
        if not found:
            found, sense = _of_a_set(claims, figure) or _below_a_record(claims, figure) or ([], 0)
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
    since = sentence.clause_start(figure.start)
    until = min((b for b in sentence.boundaries if b >= figure.end), default=len(sentence.text))
    objects = [m for m in objects if since <= m.start < until] or objects
    subject = claims.subject_before(figure.start)
    if subject is None and objects and since <= objects[0].start < figure.start:
        subject = next((m for m in reversed(sentence.mentions) if m.role == "subject" and m.start < since), None)
    first = claims.named(subject)
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


def _of_one_of_two(claims: Claims, figure: Figure) -> tuple[list[Difference], int]:
    """Return the difference of "A's drawdown was the shallower of the two by 3 points", where facts give one other."""
    told = OF_TWO_BY.search(claims.sentence.text[: figure.start])
    first = claims.named(claims.subject_before(told.start())) if told else None
    if told is None or first is None:
        return [], 0
    mine = [f for f in claims.shown_at(told.start()) if is_of(first, f)]
    others = [(f, g) for f in mine for g in claims.evidence.facts if _alike(f, g) and len(g.subject) == 1]
    others = [(f, g) for f, g in others if kind_of(f) == kind_of(g)] or others
    falls = any(f.measure == "max_drawdown" for f in mine)
    sense = (-1 if told["how"].lower() in LESSER else 1) * (-1 if falls else 1)
    return ([(float(f.value) - float(g.value), f, g) for f, g in others] if len(others) == 1 else []), sense


def _of_a_set(claims: Claims, figure: Figure) -> tuple[list[Difference], int] | None:
    """Return the difference of the best and the worst of a set: "the gap between the best and the worst sector"."""
    text = claims.sentence.text
    ends = BEST_TO_WORST.search(text)
    if ends is None or not (LEAD.search(text[: figure.start]) or APART.search(text)):
        return None
    noun = MEMBER.search(text)
    sets = [s for s in sets_of(claims, figure.start) if len(s) > 2]
    sets = [s for s in sets if noun is None or fits_noun(noun[0], [f.subject[0] for f in s])]
    order = sorted(sets[0], key=lambda f: float(f.value)) if sets else []
    return ([(float(order[-1].value) - float(order[0].value), order[-1], order[0])], 0) if order else None


def _below_a_record(claims: Claims, figure: Figure) -> tuple[list[Difference], int] | None:
    """Return by how many points the last close lies from a record: "1,685 points short of its record"."""
    told = FROM_RECORD.match(claims.sentence.text, figure.end) if figure.unit == "points" else None
    name = claims.whose(figure.start) if told else None
    if told is None or name is None:
        return None
    levels = [f for f in claims.evidence.facts if f.unit == "level" and owns(name, f)]
    records = [f for f in levels if f.params.get("part") == "level"]
    closes = [f for f in levels if f not in records]
    pairs = [((float(f.value) - float(g.value)) / PER_POINT["points"], f, g) for f in closes for g in records]
    return (pairs, 1 if told["over"] else -1) if pairs else None


def _alike(one: Fact, two: Fact) -> bool:
    return (one.measure, one.window, one.basis) == (two.measure, two.window, two.basis) and one.id != two.id


def _names(claims: Claims) -> tuple[Named, Named] | None:
    """Return the only two names of a sentence."""
    named = list(dict.fromkeys(m.named for m in claims.sentence.mentions if m.named and m.named.singles))
    return (named[0], named[1]) if len(named) == 2 else None


def _is(figure: Figure, difference: Difference) -> bool:
    """Say whether a difference is a figure at its printed precision, within what its hedge allows."""
    return tells(figure, abs(difference[0]) * PER_POINT[figure.unit])
