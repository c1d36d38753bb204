"""That only some of a set did something: "only A and B fell", "A was the only sector to decline"."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.number_words import UNITS
from copilot.grounding.reading.vocabulary import Signal
from copilot.grounding.statements.counted import NUMBER
from copilot.grounding.statements.judging import Bound, Claims, Judgement, Rule, judgement
from copilot.grounding.statements.quantifiers import names_before, names_in, run_of, set_of, value_after
from copilot.grounding.statements.sets import DOUBLE_DIGITS, number_in

ONLY: Final = re.compile(r"\b[Oo]nly\s+(?:the\s+)?$")
VERB_NEXT: Final = re.compile(r"^\s*(?:\([^)]*\)\s*)?(?:is|are|was|were|has|have|had|ended|finished|closed)?\s*$")
WAS_ONLY: Final = re.compile(
    r"\b(?:is|was|were|are|being|remained|became)\s+the\s+(?:only|sole|lone|single)\s+(?:ones?|\w+)\b(?P<rest>[^,;:]{0,60}?)\s*"
    r"\b(?:to|that|which|with|whose|in|among)\b",
    re.IGNORECASE,
)
DOUBLE_DIGIT: Final = re.compile(r"\bdouble[-\s]digit\b", re.IGNORECASE)
Verb = tuple[int, int, Signal]
SOME: Final = re.compile(
    rf"(?<!least )\b(?P<count>{NUMBER})\s+(?:of\s+(?:the\s+)?(?:\w+\s+)?)?(?:\w+\s+){{0,2}}?"
    r"(?:sectors?|stocks?|ind(?:ex|ic)es|index|members?|companies|company|names?|funds?)\b",
    re.IGNORECASE,
)
NAMELY: Final = re.compile(r"(?:[:—–(]|,)\s*(?:namely\s+)?(?:the\s+)?$", re.IGNORECASE)
DOERS: Final = re.compile(
    r"\b[Tt]he\s+(?P<count>only|sole|lone|two|three|four|five|six)\s+(?:other\s+)?"
    r"(?:(?P<down>decliners?|losers?|fallers?)|(?P<up>gainers?|advancers?|risers?|winners?))\b"
    r"(?:[^.;:,]{0,30}?\b(?:were|was|are|is)|:)\s+(?:the\s+)?$"
)


def _only(claims: Claims) -> Iterator[Judgement]:
    """Yield "only A and B fell", where the rest of their set shows who else did."""
    for at, mention in enumerate(claims.sentence.mentions):
        lead = ONLY.search(claims.sentence.text[max(0, mention.start - 12) : mention.start])
        if lead is None or mention.named is None:
            continue
        run = run_of(claims, at)
        verb = _verb(claims, run[-1].end, "move", "side", "beat")
        names = names_in(run)
        if verb is None or not names or not VERB_NEXT.match(claims.sentence.text[run[-1].end : verb[0]]):
            continue
        yield from _alone(claims, names, verb, mention.start)


def _was_only(claims: Claims) -> Iterator[Judgement]:
    """Yield "A was the only sector to decline"."""
    for match in WAS_ONLY.finditer(claims.sentence.text):
        names = names_before(claims, match.start())
        verb = _verb(claims, match.end() - 3, "move", "side", "beat", "sign")
        if names and verb is not None and not claims.negated(match.start()):
            yield from _alone(claims, names, verb, match.start())


def _namely(claims: Claims) -> Iterator[Judgement]:
    """Yield "two sectors fell: A and B", "the two decliners were A and B"."""
    text = claims.sentence.text
    for at, mention in enumerate(claims.sentence.mentions):
        told = DOERS.search(text[: mention.start]) or _counted(claims, mention.start)
        names = names_in(run_of(claims, at)) if told is not None else []
        alone = told is not None and told["count"] in ("only", "sole", "lone")
        if told is None or not names or (number_in(told["count"]) != len(names) and not alone):
            continue
        verb = _verb(claims, told.end(), "move", "side", "beat")
        if told.re is DOERS:
            verb = (*told.span(), Signal("move", -1 if told["down"] else 1))
        if verb is not None and verb[0] < mention.start and set_of(claims, names, verb[0]) is not None:
            yield from _alone(claims, names, verb, verb[0])


def _counted(claims: Claims, at: int) -> re.Match[str] | None:
    """Return the count of the things that a list from a position on names."""
    before = claims.sentence.countable[:at]
    lead = NAMELY.search(before)
    return SOME.search(before, claims.sentence.clause_start(lead.start())) if lead else None


def _verb(claims: Claims, position: int, *kinds: str) -> Verb | None:
    return next((s for s in claims.sentence.signals_of(*kinds) if s[0] >= position and s[2].value), None)


def _alone(claims: Claims, names: list[Named], verb: Verb, at: int) -> Iterator[Judgement]:
    found = set_of(claims, names, at)
    if found is None or len(found[0]) <= len(names):
        yield from claims.unknown(verb[0], verb[1], "no facts cover the others")
        return
    members, values = found
    level = value_after(claims, verb[1]) if verb[2].kind == "beat" else 0.0
    if level is None:
        return
    bound = claims.bound_after(verb[1])
    beyond = DOUBLE_DIGITS if DOUBLE_DIGIT.search(claims.sentence.text[at : verb[1]]) else 0.0
    did = [_did(float(f.value) - level, verb[2].value, bound, beyond) for f in members]
    holds = sum(did) == len(names) and all(_did(v - level, verb[2].value, bound, beyond) for v in values)
    yield judgement(verb[0], verb[1], holds, "others did too, or these did not", members)
    if bound is not None:
        yield Judgement(bound.figure.start, bound.figure.end, True)


def _did(value: float, sign: float, bound: Bound | None, beyond: float) -> bool:
    return bound.met(value, sign) if bound is not None else value * sign > beyond


ONLYS: Final = (
    Rule(_only, words=frozenset({"only"})),
    Rule(_namely, words=frozenset(UNITS) | {"only", "sole", "lone"}),
    Rule(_was_only, words=frozenset({"only", "sole", "lone", "single"})),
)
"""Statements that leave everyone else out."""
