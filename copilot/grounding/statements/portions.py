"""Shares told in words: "a third of the S&P 500", "lost half of its value"."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.figures import hedge_before
from copilot.grounding.reading.owners import owns
from copilot.grounding.statements.judging import Claims, Judgement, Rule, judgement
from copilot.grounding.statements.sets import fits_noun, sets_of

PARTS: Final = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "tenth": 1 / 10}
COUNTS: Final = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
PORTION: Final = re.compile(
    r"(?<!first )(?<!second )(?<!other )(?<!latter )\b(?:(?P<count>a|one|two|three|four)[\s-]+)?"
    r"(?P<part>half|thirds?|quarters?|fifths?|sixths?|tenths?)(?!\s+in\s+a\s+row)(?:\s+(?:of\s+)?(?P<whole>(?:the|its|their|all)\s+[^,.;:(]{2,40})|"
    r"(?=\s*(?:[,.;:)]|$)|\s+(?:in|since|between|from|over|during|this|last|on|for|by|while|after|and|but)\b))",
    re.IGNORECASE,
)
VALUE: Final = re.compile(r"^(?:its|their|the)\s+(?:[\w'’-]+\s+)?(?:value|worth|price|market value)", re.IGNORECASE)
INDEX: Final = re.compile(r"^(?:the\s+)?(?:S&P|index|benchmark|market)", re.IGNORECASE)
HOLDS: Final = re.compile(
    r"account|(?:make|made|making)s?\s+up|represent|compris|constitut|weigh|share|\b(?:is|are|was)\b", re.IGNORECASE
)
ALL: Final = re.compile(
    r"\b(?:all|every|each|both)\s+(?:one\s+)?(?:of\s+)?(?:the\s+)?(?:\w+\s+)?(?P<noun>sectors?|stocks|ind(?:ic|ex)es|index|members|funds)\b",
    re.IGNORECASE,
)
MOVED: Final = re.compile(
    r"\b(?:rose|risen|rising|gain(?:ed|ing|s)?|climbed|advanced|jumped|surged|grew|grown|added|lost|losing|fell|fallen|falling|"
    r"dropped|declined|slid|shed|sank|tumbled|plunged|collapsed|crashed|up|down)\s+(?:by\s+)?(?:(?:about|around|roughly|nearly|almost|just|well|"
    r"more|less|than|over|under|at|least|some|a\s+little|close|to|not|quite)\s+){0,3}$",
    re.IGNORECASE,
)
EXACT, ROUGH = 0.08, 0.12


def _portions(claims: Claims) -> Iterator[Judgement]:
    """Yield each share in words, of an index or of what something was worth."""
    for match in PORTION.finditer(claims.sentence.text):
        part = match["part"].lower().rstrip("s")
        if match["count"] is None and part != "half":
            continue
        told = PARTS[part] * COUNTS[(match["count"] or "one").lower()]
        hedge = hedge_before(claims.sentence.text, match.start())
        span = match.start(), match.end("part")
        every = _of_all(claims, match)
        if every:
            holds = all(_about(size, told, hedge) for size, _ in every)
            yield judgement(*span, holds, "not of every one", [f for _, f in every])
            continue
        facts = _facts(claims, match)
        if facts is None:
            continue
        if facts:
            yield judgement(
                *span,
                any(_about(size, told, hedge) for size, _ in facts),
                "the share is another",
                [f for _, f in facts],
            )
        else:
            yield from claims.unknown(*span, "no fact carries this share")


def _of_all(claims: Claims, match: re.Match[str]) -> list[tuple[float, Fact]]:
    """Return the moves of a whole set of which a share is told: "all three indices lost more than a fifth"."""
    text = claims.sentence.text
    whole = ALL.search(text[claims.sentence.clause_start(match.start()) : match.start()])
    moves = [s for s in claims.sentence.signals_of("move") if s[0] < match.start() and s[2].value]
    if whole is None or match["whole"] is not None or not moves:
        return []
    sets = [s for s in sets_of(claims, match.start()) if fits_noun(whole["noun"], [f.subject[0] for f in s])]
    return [(moves[-1][2].value * float(f.value), f) for f in (sets[0] if sets else ()) if f.unit == "fraction"]


def _facts(claims: Claims, match: re.Match[str]) -> list[tuple[float, Fact]] | None:
    """Return the sizes that may be meant, None where a share of something else is told."""
    mention = claims.subject_before(match.start())
    name = claims.either(mention)
    every = mention is not None and mention.everyone
    if match["whole"] is None and not MOVED.search(claims.sentence.text[: match.start()]):
        return None
    if match["whole"] is None or VALUE.match(match["whole"]):
        moves = [s for s in claims.sentence.signals_of("move", "side") if s[0] < match.start() and s[2].value]
        if name is None or name.members or not moves:
            return None
        falls = claims.facts_of(name, "max_drawdown") if moves[-1][2].value < 0 else []
        return [(moves[-1][2].value * float(f.value), f) for f in (*claims.facts_of(name, at=match.start()), *falls)]
    if not INDEX.match(match["whole"]) or not HOLDS.search(claims.sentence.text[: match.start()]):
        return None
    weights = [f for f in claims.evidence.facts if f.measure == "weight"]
    return [
        (float(f.value), f)
        for f in weights
        if (owns(name, f) if name is not None and not every else len(f.subject) > 2)
    ]


def _about(size: float, told: float, hedge: str) -> bool:
    if hedge == "over":
        return told <= size < 2 * told
    if hedge == "under":
        return 0.8 * told <= size < told
    return abs(size - told) <= (ROUGH if hedge else EXACT) * told


PORTIONS: Final = (Rule(_portions, words=frozenset({*PARTS, *(f"{part}s" for part in PARTS)})),)
"""Shares in words."""
