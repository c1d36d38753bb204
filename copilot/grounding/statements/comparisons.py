"""Who is said to have beaten whom, held against the facts of both."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owner_words import COMPARED
from copilot.grounding.reading.periods import fits
from copilot.grounding.reading.scan import Mention
from copilot.grounding.reading.sides import PAIRS, held, means, sides
from copilot.grounding.reading.vocabulary import LED, Signal
from copilot.grounding.statements.judging import Claims, Judgement, Rule, judgement
from copilot.grounding.statements.quantifiers import run_of
from copilot.grounding.statements.verbs import SIZED, of_a_fall

EQUAL: Final = 1e-9
MAYBE: Final = re.compile(
    r"\b(?:will|would(?!\s+have\b)|could|can|may|might|should|if|whether|expected|likely)\s+(?:\w+\s+)?$", re.IGNORECASE
)
PASSIVE: Final = re.compile(r"\b(?:was|were|been|being|is|are|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
APART: Final = re.compile(
    r"\b(?:(?P<how>larger|bigger|higher|greater|heavier|smaller|lower|lesser|stronger|weaker|better|worse)\s+"
    r"(?P<noun>weight(?:ing)?|part|slice|portion|chunk|return|gain|loss|volatility|drawdown|decline|fall|drop|year|start|quarter|month|week|run|showing|performance)"
    r"\s+(?:(?!than\b)[\w&'’-]+\s+){1,7}than\b|the\s+(?P<two>more|less)\s+volatile\s+of\s+the\s+two)",
    re.IGNORECASE,
)
NOUNS: Final = {
    "weight": "weight", "part": "weight", "slice": "weight", "portion": "weight", "chunk": "weight",
    "volatil": "volatility", "drawdown": "max_drawdown", "beta": "beta",
}  # fmt: skip
LOSS: Final = re.compile(r"(?:['’]s?)?\s+(?:\w+\s+)?(?:loss|losses|fall|drop|decline|slide|drawdown)\b")
"""What is larger the lower its owner ends: "A's loss exceeded B's"."""
SUBJECT: Final = re.compile(
    r"['’]s?\s+(?:\w+\s+){0,2}?(?P<noun>drawdown|volatility|weight|beta)\b"
    r"(?:[^,;:]{0,30}|[^,;:{]{0,24}(?:\{[^}]*\}|\d%),\s*(?:\w+\s+){0,2})$",
    re.IGNORECASE,
)
MARKET: Final = re.compile(
    r"\s+(?:the\s+)?(?P<market>(?:\w+\s+)?market)(?=\W*$|[,.;:)]|\s+(?:in|this|so|over|last|on)\b)"
)
BY_NOUN: Final = re.compile(
    r"\b(?:by|in\s+terms\s+of)\s+(?:index\s+|annualized\s+|maximum\s+)?(?P<noun>drawdown|volatility|weight|beta)\b",
    re.IGNORECASE,
)
"""What is compared where the clause says it first: "by weight, Apple ranks ahead of"."""
RECOVERED: Final = re.compile(r"\brecover(?:s|ed|ing)?\s+(?:\w+\s+)?$", re.IGNORECASE)
"""What is compared by its days, as the durations are: "recovered faster than"."""
LIST_ENDS: Final = re.compile(
    r"\)?\s*(?:[.,;:!]|$|(?:in|over|this|since|for|during|at|last|so\s+far|through|on|but|while)\b)"
)
"""What follows a list of names that has no verb of its own."""
QUALITY: Final = re.compile(r"(?:did\s+)?(?:better|worse)\b", re.IGNORECASE)
LESSER: Final = ("smaller", "shallower", "lower", "lesser", "weaker", "worse", "less", "milder")
Difference = tuple[float, Fact, Fact]


def _beside_each_other(claims: Claims) -> Iterator[Judgement]:
    """Yield "A beat B", "A is ahead of B", "A rose more than B"."""
    for start, end, signal in claims.sentence.signals_of("beat", "ahead", "than", "deeper", "best"):
        other = next((m for m in claims.sentence.mentions if m.start >= end), None) or _market(claims, end)
        if other is None or not _takes(claims, start, end, signal, other):
            continue
        first, second = claims.either(claims.subject_before(start)), claims.either(other)
        sense = _sense(claims, start, end, signal)
        if RECOVERED.search(claims.before(start)):
            continue
        if (
            first is not None
            and second is not None
            and (first.singles, first.members) != (second.singles, second.members)
            and sense
        ):
            noun = noun_before(claims, start)
            fallen = "max_drawdown" if not noun and of_a_fall(claims, start, end, (first, second)) else ""
            turned = noun == "max_drawdown" and signal.kind != "beat" and not QUALITY.match(claims.sentence.text, start)
            sense = -sense if turned else sense
            measure = signal.measure or noun or fallen
            yield from compared(claims, (start, end), (first, second), sense, measure)
            for third in _further(claims, other):
                yield from compared(claims, (start, end), (first, third), sense, measure)


def _further(claims: Claims, other: Mention) -> list[Named]:
    """Return the other names of a list that one is compared with: "did better than A and B"."""
    run = run_of(claims, claims.sentence.mentions.index(other)) if other in claims.sentence.mentions else [other]
    behind = claims.sentence.text[run[-1].end :]
    plain = not any(q.start >= other.start for q in claims.sentence.values)
    return [m.named for m in run[1:] if m.named is not None] if plain and LIST_ENDS.match(behind) else []


def _market(claims: Claims, end: int) -> Mention | None:
    """Return "the market" right behind a comparing word as what the S&P 500 stands for."""
    told = MARKET.match(claims.sentence.text, end)
    return (
        Mention(told.start("market"), told.end(), Named(frozenset({"^GSPC"}), label="S&P 500"), "object")
        if told
        else None
    )


def noun_before(claims: Claims, start: int) -> str:
    """Return the measure that is compared: "Nvidia's drawdown was deeper than"."""
    clause = claims.sentence.text[claims.sentence.clause_start(start) : start]
    told = BY_NOUN.search(clause) or SUBJECT.search(clause)
    return next((m for stem, m in NOUNS.items() if told["noun"].lower().startswith(stem)), "") if told else ""


def _at_a_distance(claims: Claims) -> Iterator[Judgement]:
    """Yield "a larger weight in the index than B", "the more volatile of the two"."""
    for match in APART.finditer(claims.sentence.text):
        other = next((m for m in claims.sentence.mentions if m.start >= match.end()), None)
        noun = (match["noun"] or "").lower()
        measure = next((m for stem, m in NOUNS.items() if noun.startswith(stem)), "volatility" if match["two"] else "")
        first = claims.named(claims.subject_before(match.start()))
        second = claims.named(other)
        near = other is not None and (match["two"] or not claims.sentence.text[match.end() : other.start].strip(" the"))
        if first is None or second is None or not near or claims.negated(match.start()):
            continue
        word = (match["how"] or match["two"]).lower()
        sense = -1 if word in LESSER else 1
        sense = -sense if measure == "max_drawdown" or noun.startswith(("los", "fall", "declin", "drop")) else sense
        yield from compared(claims, match.span("how" if match["how"] else "two"), (first, second), sense, measure)


def _takes(claims: Claims, start: int, end: int, signal: Signal, other: Mention) -> bool:
    """Say whether a comparing word is followed by the name that it compares with."""
    between = claims.sentence.text[end : other.start]
    if signal.kind == "best":
        return (
            claims.sentence.text[start:end].lower() in LED
            and between.strip() in ("", "the")
            and other.named is not None
        )
    return other.role == "object" and COMPARED.match(between) is not None


def _sense(claims: Claims, start: int, end: int, signal: Signal) -> int:
    """Return +1 where the first is said to have the higher value, -1 the lower, 0 if unclear."""
    before, word = claims.before(start), claims.sentence.text[start:end].lower()
    sense = 1 if signal.kind == "best" else int(signal.value)
    if signal.kind == "than" and not signal.measure and word.startswith(SIZED):
        since = claims.sentence.clause_start(start)
        moves = [s for s in claims.sentence.signals_of("move") if since <= s[0] < start and s[2].value]
        sense *= int(moves[-1][2].value) if moves else 1
    subject = claims.subject_before(start)
    of_loss = signal.kind == "beat" and subject is not None and LOSS.match(claims.sentence.text[subject.end : start])
    if signal.kind == "deeper" or of_loss:
        sense = -sense
    if claims.negated(start):
        sense = -sense
    if PASSIVE.search(before) and claims.sentence.text[end:].lstrip().startswith("by"):
        sense = -sense
    return 0 if MAYBE.search(before) else sense


def compared(
    claims: Claims, span: tuple[int, int], names: tuple[Named, Named], sense: int, measure: str
) -> Iterator[Judgement]:
    """Yield whether the first of two names is ahead (`sense` 1) or behind (-1), where facts compare them."""
    first, second = names
    differences = difference_of(claims, names, span[0], measure) or _spreads(claims, names, span[0])
    if not differences and (first.members or second.members):
        return
    if not differences:
        yield from claims.unknown(*span, f"no facts compare {first.label} with {second.label}")
        return
    shown = {fact.id for fact in claims.shown_at(span[0])}
    used = [d for d in differences if {d[1].id, d[2].id} & shown] or differences
    holds = any(sense * difference > EQUAL for difference, _, _ in used)
    yield judgement(*span, holds, "the facts say otherwise", [f for _, *both in used for f in both])


def difference_of(claims: Claims, names: tuple[Named, Named], at: int, measure: str = "") -> list[Difference]:
    """Return first minus second of one measure and time, the facts that the clause shows before others."""
    return _shown(claims, names, at) or alike_of(claims, names, measure, at)


def alike_of(claims: Claims, names: tuple[Named, Named], measure: str, at: int) -> list[Difference]:
    """Return first minus second of the facts of both that are of one measure and one time."""
    mine, theirs = (claims.facts_of(name, measure, at) for name in names)
    return [
        (float(f.value) - float(g.value), f, g)
        for f in mine
        for g in theirs
        if (f.measure, f.window) == (g.measure, g.window) and f.id != g.id
    ]


def _shown(claims: Claims, names: tuple[Named, Named], at: int) -> list[Difference]:
    """Return the difference of the facts of both that the clause itself gives."""
    shown = claims.shown_at(at)
    mine, theirs = ([f for f in shown if is_of(name, f)] for name in names)
    return [(float(f.value) - float(g.value), f, g) for f in mine for g in theirs if f.measure == g.measure]


def is_of(name: Named, fact: Fact) -> bool:
    """Say whether a fact is a number of one subject, which a name means."""
    return fact.measure not in PAIRS and not isinstance(fact.value, str) and means(name, frozenset(fact.subject))


def _spreads(claims: Claims, names: tuple[Named, Named], at: int) -> list[Difference]:
    """Return the differences that facts give of both names, those of the clause's times first."""
    found = []
    for fact in claims.evidence.facts:
        pair = sides(fact, claims.evidence.ledger.facts) if fact.measure in ("spread", "ratio") else None
        if pair is None:
            continue
        value = float(fact.value) - (1 if fact.measure == "ratio" else 0)
        first, second = (held(name, pair) for name in names)
        if 0 in first and 1 in second:
            found.append((value, fact, fact))
        elif 1 in first and 0 in second:
            found.append((-value, fact, fact))
    timed = [d for d in found if all(fits(d[1], [t], claims.evidence.now) for t in claims.times_at(at))]
    return timed or found


COMPARISONS: Final = (
    Rule(_beside_each_other, kinds=frozenset({"beat", "ahead", "than", "deeper", "best"})),
    Rule(_at_a_distance, words=frozenset({"than", "two"})),
)
"""Comparisons of two names."""
