"""Which of two peaked or recovered first, and who was first of all to do so, by the days that facts give."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import owns
from copilot.grounding.statements.attributions import part_of
from copilot.grounding.statements.judging import Claims, Judgement, Rule, judgement

DID: Final = (
    r"(?<!its )(?<!the )(?<!their )(?<!old )(?<!prior )(?<!previous )(?<!former )"
    r"(?P<did>recover|regain|got\s+back|peak|bottom|trough|topped\s+out|"
    r"(?:reached|hit)\s+(?:its|their|the)\s+(?:peak|high|low|trough|bottom))\w*"
)
PARTS: Final = (
    ("recovery", re.compile(r"recover|regain|back", re.IGNORECASE)),
    ("peak", re.compile(r"peak|high|topped", re.IGNORECASE)),
    ("trough", re.compile(r"bottom|trough|low", re.IGNORECASE)),
)
BEFORE: Final = re.compile(
    rf"\b{DID}(?:\s+[\w'’-]+){{0,7}}?\s+(?:(?P<sooner>before|ahead\s+of|earlier\s+than|sooner\s+than)|(?P<later>after|later\s+than))\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
FIRST: Final = re.compile(
    rf"\b(?:the\s+)?(?P<how>first|last)\s+(?:(?:one|index|sector|stock|of\s+(?:the|all)\s+\w+(?:\s+\w+)?)\s+)?to\s+{DID}|"
    r"\b(?P<did2>recovered|bottomed|peaked)\s+(?:the\s+)?(?P<how2>first|last|fastest|quickest|soonest|slowest)\b|"
    r"\b(?:took\s+(?:the\s+)?(?P<how3>longest|shortest|least\s+time)|was\s+(?:the\s+)?(?P<how4>quickest|fastest|slowest))\s+to\s+"
    r"(?P<did3>recover|regain|bottom)",
    re.IGNORECASE,
)
LATEST: Final = ("last", "slowest", "longest")
BY_DATE: Final = ("first", "last", "soonest")


def _before(claims: Claims) -> Iterator[Judgement]:
    """Yield "A recovered before B"."""
    for mention in claims.sentence.mentions:
        told = BEFORE.search(claims.sentence.text[: mention.start])
        if told is None or claims.negated(told.start()):
            continue
        first, second = claims.named(claims.subject_before(told.start())), claims.named(mention)
        if first is None or second is None or first == second:
            continue
        mine, theirs = (_days(claims, name, told) for name in (first, second))
        pairs = [(f, g) for f in mine for g in theirs if f.window == g.window]
        if pairs:
            holds = any(
                (str(f.value) < str(g.value)) if told["sooner"] else (str(f.value) > str(g.value)) for f, g in pairs
            )
            yield judgement(
                told.start(), told.end(), holds, "the days say otherwise", [f for pair in pairs for f in pair]
            )
        else:
            yield from claims.unknown(told.start(), told.end(), f"no facts compare {first.label} with {second.label}")


def _firsts(claims: Claims) -> Iterator[Judgement]:
    """Yield "A was the first of the three to recover"."""
    for told in FIRST.finditer(claims.sentence.text):
        name = claims.named(claims.subject_before(told.start()))
        how, unit = _how(told), "date" if _how(told) in BY_DATE or _part(told) != "recovery" else "days"
        every = [f for f in claims.evidence.facts if f.unit == unit and _tells(f, _part(told))]
        mine = [f for f in every if name is not None and owns(name, f)]
        every = [f for f in every if mine and f.window == mine[0].window]
        if len({f.subject for f in every}) > 1:
            order = sorted(every, key=_size)
            holds = mine[0].value == order[-1 if how in LATEST else 0].value
            yield judgement(*told.span(), holds, "another was", every)


def _how(told: re.Match[str]) -> str:
    return next(word.lower() for key in ("how", "how2", "how3", "how4") if (word := told[key]))


def _tells(fact: Fact, part: str) -> bool:
    """Say whether a fact is the day of a part, or how long it took."""
    return fact.measure == part if fact.unit == "days" else part_of(fact) == part


def _size(fact: Fact) -> tuple[float, str]:
    return (0.0, fact.value) if isinstance(fact.value, str) else (float(fact.value), "")


def _days(claims: Claims, name: Named, told: re.Match[str]) -> list[Fact]:
    return [f for f in claims.evidence.facts if f.unit == "date" and part_of(f) == _part(told) and owns(name, f)]


def _part(told: re.Match[str]) -> str:
    groups = told.groupdict()
    did = groups["did"] or groups.get("did2") or groups.get("did3") or ""
    return next(part for part, words in PARTS if words.search(did))


HAPPENED: Final = frozenset(
    "recover recovered recovers regain regained regains got peak peaked peaks bottom bottomed trough troughed topped "
    "reached hit".split()
)
SEQUENCE: Final = (
    Rule(_before, words=HAPPENED),
    Rule(_firsts, words=HAPPENED),
)
"""The order of days."""
