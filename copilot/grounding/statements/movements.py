"""What is said to have risen, fallen, doubled or stood still, without a figure."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.periods import fits
from copilot.grounding.reading.scan import Mention
from copilot.grounding.reading.spans import When
from copilot.grounding.statements.judging import MOVES, Claims, Judgement, Rule, judgement
from copilot.grounding.statements.serial import serial_at
from copilot.grounding.statements.sets import sets_of
from copilot.grounding.statements.timing import is_from_to
from copilot.grounding.statements.verbs import times_of_verb

FLAT: Final = 0.005
"""The largest move, as a fraction, that may be called flat."""
ADVERBS: Final = re.compile(
    r"^(?:\s+(?:has|have|had|also|both|again|then|each|all|sharply|slightly|only|even|\w+ly|index|stock|shares|fund|sector|"
    r"stocks|\(\^?[A-Z]+\)))*\s+$"
)
NOUNS: Final = frozenset("gain gains loss losses rise advance decline drop fall dip".split())
WITH_NOUN: Final = re.compile(
    r"^\s+(?:has\s+|had\s+|have\s+|also\s+|only\s+|just\s+)*(?:eked\s+out|posted|booked|recorded|managed|suffered|made|logged|notched|scored|saw|showed|"
    r"(?:ended|finished|closed)\s+(?:[\w]+\s+){0,4}with)\s+(?:an?|another|its|small|further)\s+(?:[\w-]+\s+){0,2}$"
)
"""What makes a gain or a loss the verb of a name: "eked out a small gain"."""
NOBODY: Final = re.compile(r"\b(?:no|none of the|neither)\s+(?:\w+\s*)?$", re.IGNORECASE)
DENIED: Final = re.compile(
    r"^(?:\s+(?:index|stock|shares|fund|sector|both|also))*\s+(?:(?:did|does|do|has|have|had|was|were)(?:\s+not|n't|n’t)|"
    r"never|failed to|hardly|no longer)(?:\s+(?:even|quite|really))*\s+$"
)
CLIMBED_BACK: Final = re.compile(r"\b(?:climb|bounc|rall)(?:ed|ied|s)$", re.IGNORECASE)
NEITHER: Final = re.compile(r"\bneither\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
TOLD_TOGETHER: Final = re.compile(r"\s*,?\s*(?:and|or|nor|&)\s+(?:the\s+)?", re.IGNORECASE)
TOLD_BEFORE: Final = re.compile(r"\s*,\s*(?:the\s+)?", re.IGNORECASE)
STATE: Final = re.compile(
    r"(?:\s+(?:index|stock|shares|fund|sector|basket|group))?\s+(?:is|are|was|were|remains?|stands?|stood|ended|finished|closed)"
    r"(?:\s+(?:both|all|each|also|still|now|slightly|clearly|well|only))*"
    r"(?:\s+(?:20\d\d|(?:the|this|last)\s+(?:\w+\s+)?\w+|[A-Z]\w+(?:\s+20\d\d)?))?\s+"
)
ALONE: Final = re.compile(
    r"(?:\s+(?:for|in|over|on|since|the|so|far|as|well|too|overall|during|week|month|quarter|year|period|to|date|today|again))*\s*"
    r"(?:$|[.!,;)]|and\b)"
)
"""What may follow a word of direction that stands by itself, its time left out: "is up for the year"."""
MONEY: Final = re.compile(r"\$\s?\d|\{U\d|\b(?:money|investment|stake|sum|amount|savings|dollars?)\b", re.IGNORECASE)
SHORT: Final = re.compile(r"\b(?:short|shy)\s+of\s+(?:a\s+|having\s+)?$", re.IGNORECASE)
FROM_PEAK: Final = re.compile(
    r"\s+(?:further|more|less|deeper)\s+from\s+(?:its|their|the)\s+(?:\w+\s+)?(?:peak|high)\b"
)
"""What makes a fall one from a peak, whatever the whole time brought."""
NO_VERB: Final = (
    "more than",
    "less than",
    "further than",
    "faster than",
    "behind",
    "short",
    "out",
    "into",
    "by more",
    "by less",
)


def _directions(claims: Claims) -> Iterator[Judgement]:
    for start, end, signal in claims.sentence.signals_of("move", "side"):
        if not signal.value or _has_figure(claims, end):
            continue
        mention = next((m for m in reversed(claims.sentence.mentions) if m.end <= start), None)
        if mention is None or mention.named is None or mention.role == "adjunct":
            continue
        name, state = claims.either(mention), signal.kind == "side"
        told_of = _is_state if state else _is_verb
        if name is None or not told_of(claims, mention, start, end):
            continue
        if NOBODY.search(claims.sentence.text[max(0, mention.start - 12) : mention.end]):
            continue
        if serial_at(claims, end) or FROM_PEAK.match(claims.sentence.text, end):
            continue
        first, *rest = _subjects(claims, mention)
        many = [claims.either(m) for m in (first, *rest)[:-1]]
        told = _of_each(claims, name, mention.end, start) or [
            _moves(claims, name, start, times) for times in times_of_verb(claims, start, end)
        ]
        if all(told):
            told += [
                facts for n in many if n is not None and (facts := _moves(claims, n, start, claims.times_at(start)))
            ]
        if all(told):
            neither = rest and NEITHER.search(claims.sentence.text[: first.start])
            denied = neither or DENIED.match(claims.sentence.text[mention.end : start])
            up = signal.value * (-1 if denied else 1)
            holds = all(any(float(f.value) * up > 0 for f in facts) for facts in told)
            yield judgement(start, end, holds, "the facts say the opposite", [f for facts in told for f in facts])
        elif not (name.members or state):
            yield from claims.unknown(start, end, f"no fact says which way {name.label} went")


def _moves(claims: Claims, name: Named, at: int, times: Sequence[When]) -> list[Fact]:
    """Return the moves of a name at some times, or of a group that facts hold as one; a fall may be a drawdown."""
    if name.members:
        whole = [f for f in claims.evidence.facts if f.measure in MOVES and frozenset(f.subject) == name.members]
        return [f for f in whole if fits(f, times, claims.evidence.now)] or claims.facts_of(name, at=at, times=times)
    return claims.facts_of(name, at=at, times=times) or _from_peak_to_trough(claims, name, at, times)


def _of_each(claims: Claims, group: Named, since: int, verb: int) -> list[list[Fact]]:
    """Return the moves of each member where a verb is said of them all: "the Magnificent 7 are all up"."""
    if not group.members or not re.search(r"\b(?:all|each)\b", claims.sentence.text[since:verb]):
        return []
    sets = ([f for f in members if f.subject[0] in group.members] for members in sets_of(claims, verb))
    return next(([[f] for f in mine] for mine in sets if len(mine) == len(group.members)), [])


def _is_state(claims: Claims, mention: Mention, start: int, end: int) -> bool:
    """Say whether a word of direction is said of a name by itself, at most with a time: "Meta is down this year"."""
    text = claims.sentence.text
    until = min((b for b in claims.sentence.boundaries if b >= end), default=len(text))
    rest = "".join(text[i] for i in range(end, until) if not _in_time(claims, i))
    return bool(STATE.fullmatch(text, mention.end, start) and ALONE.match(rest))


def _in_time(claims: Claims, position: int) -> bool:
    """Say whether a character is part of a time."""
    return any(t.start <= position < t.end for t in claims.times)


def _from_peak_to_trough(claims: Claims, name: Named, at: int, times: Sequence[When]) -> list[Fact]:
    """Return the drawdown whose peak and trough are the days told: "lost half of its value between … and …"."""
    days = [when.day for when in times if when.day is not None]
    falls = claims.facts_of(name, "max_drawdown", at, times) if len(days) == len(times) == 2 else []
    return [f for f in falls if is_from_to(claims.evidence.ledger, f, days)]


def _subjects(claims: Claims, last: Mention) -> list[Mention]:
    """Return the names of a verb in order, of which one stands last: "A, B and C fell"."""
    run = [last]
    for mention in reversed([m for m in claims.sentence.mentions if m.end <= last.start]):
        joint = TOLD_TOGETHER if len(run) == 1 else TOLD_BEFORE
        if mention.role != "subject" or not joint.fullmatch(claims.sentence.text, mention.end, run[0].start):
            break
        run.insert(0, mention)
    return run


def _is_verb(claims: Claims, mention: Mention, start: int, end: int) -> bool:
    """Say whether a word of movement is the verb of a name: "the Dow also fell"."""
    text = claims.sentence.text
    if CLIMBED_BACK.search(text[:end]) and text[end:].lstrip().startswith(("back ", "all the way back ")):
        return False
    if text[start:end].lower().endswith("ing") or text[end:].lstrip().lower().startswith(NO_VERB):
        return False
    between = text[mention.end : start]
    noun = text[start:end].lower() in NOUNS and WITH_NOUN.match(between)
    return bool(ADVERBS.match(between) or DENIED.match(between) or noun)


def _has_figure(claims: Claims, end: int) -> bool:
    """Say whether a figure behind a verb may be its own, and not that of a next verb with its own subject."""
    limit = min((b for b in claims.sentence.boundaries if b >= end), default=len(claims.sentence.text))
    figure = next((q.start for q in claims.sentence.values if end <= q.start < limit), None)
    return figure is not None and figure < _next_told(claims, end)


def _next_told(claims: Claims, end: int) -> int:
    """Return where the next verb of movement with a subject of its own stands: "Meta fell, and Tesla added"."""
    mentions, until = claims.sentence.mentions, len(claims.sentence.text)
    if not mentions or mentions[-1].start < end:
        return until
    name = next((m.start for m in mentions if m.start >= end and m.named and m.role == "subject"), until)
    if name == until:
        return until
    return next((s[0] for s in claims.sentence.signals_of("move") if s[0] > name and s[2].value), until)


def _multiples(claims: Claims) -> Iterator[Judgement]:
    for start, end, signal in claims.sentence.signals_of("multiple"):
        name = claims.whose(start)
        grown = _grown(claims, name, start)
        if claims.negated(start) or (name is None and not grown):
            continue
        used = [(growth, f) for growth, f in grown if f.id in claims.used] or grown
        if used:
            holds = any(multiplied(growth, signal.value, claims.before(start)) for growth, _ in used)
            yield judgement(start, end, holds, "the facts say otherwise", [f for _, f in used])
        elif name is not None:
            yield from claims.unknown(start, end, f"no fact says that {name.label} did so")


def _grown(claims: Claims, name: Named | None, at: int) -> list[tuple[float, Fact]]:
    """Return the factors by which a name, or money whose name is not told, grew."""
    if name is not None:
        facts = claims.facts_of(name, at=at)
        return [(1 + float(f.value), f) for f in facts if f.measure in ("price_return", "total_return")]
    if not MONEY.search(claims.sentence.text[:at]):
        return []
    sums = [f for f in claims.evidence.facts if f.measure == "growth_of_amount" and f.params.get("amount")]
    return [(float(f.value) / float(str(f.params["amount"])), f) for f in sums]


def multiplied(growth: float, multiple: float, before: str) -> bool:
    """Say whether a growth factor may be told as a multiple, given the words before it."""
    if SHORT.search(before):
        return growth < multiple
    if re.search(r"\b(?:more than|over|at least)\s+$", before):
        return growth >= multiple if multiple > 1 else growth <= multiple
    if re.search(r"\b(?:nearly|almost|not quite|close to)\s+$", before):
        return 0.85 * multiple <= growth < multiple if multiple > 1 else multiple < growth < 1.3 * multiple
    return abs(growth - multiple) <= 0.08 * multiple or (multiple > 1 and multiple <= growth < multiple + 0.5)


def _flat(claims: Claims) -> Iterator[Judgement]:
    for start, end, _ in claims.sentence.signals_of("flat"):
        name = claims.named(claims.subject_before(start))
        if name is None or claims.negated(start):
            continue
        facts = claims.facts_of(name, at=start)
        if facts:
            holds = any(abs(float(f.value)) < FLAT for f in facts)
            yield judgement(start, end, holds, "the facts say that it moved", facts)
        else:
            yield from claims.unknown(start, end, f"no fact says how {name.label} moved")


MOVEMENTS: Final = (
    Rule(_directions, kinds=frozenset({"move", "side"})),
    Rule(_multiples, kinds=frozenset({"multiple"})),
    Rule(_flat, kinds=frozenset({"flat"})),
)
"""Directions, multiples in words, and "flat"."""
