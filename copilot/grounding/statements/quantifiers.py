"""What is said of a whole set by word: every quarter, five of them beat it, in this order, between."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.number_words import UNITS
from copilot.grounding.reading.owners import owns
from copilot.grounding.reading.scan import Mention
from copilot.grounding.reading.vocabulary import Signal
from copilot.grounding.statements.counted import NUMBER
from copilot.grounding.statements.judging import Claims, Judgement, Rule, judgement
from copilot.grounding.statements.movements import multiplied
from copilot.grounding.statements.orders import TIE
from copilot.grounding.statements.serial import RUN
from copilot.grounding.statements.series import PIECES, series_of
from copilot.grounding.statements.sets import fits_noun, number_in, sets_of

JOIN: Final = re.compile(
    r"^[)\s]*(?:\([^)]*\)\s*)*(?:,|and|&|;|,\s*and|,\s*then|then|as well as)?\s*(?:\([^)]*\)\s*)*(?:the\s+)?$",
    re.IGNORECASE,
)
WITH_FIGURE: Final = re.compile(r"[({]*\{?F?\d[\w:.,%+−-]*\}?\)*|\bat\b|\bwith\b|\bgains? of\b|%")
SHARES: Final = {
    "most": (0.5, 1.0), "more than half": (0.5, 1.0), "majority": (0.5, 1.0), "fewer than half": (-1.0, 0.5),
    "less than half": (-1.0, 0.5), "few": (-1.0, 0.5), "half": (0.49, 0.51), "hardly any": (-1.0, 0.2),
}  # fmt: skip
"""What share of a set a word tells: more than the one, less than the other, or all of it."""
BEFORE_BEAT: Final = re.compile(
    rf"\b(?P<count>(?<!of )(?<!of the )(?:{NUMBER})|{'|'.join(sorted(SHARES, key=len, reverse=True))})(?!\s+an?\b)\s+"
    r"(?:(?:of\s+(?:the\s+|its\s+)?)?(?:(?P<size>\d+|\w+)\s+)?(?:(?!\w+st\b|top\b|leading\b)\w+\s+)?"
    r"(?P<noun>sectors?|stocks?|ind(?:ic|ex)es|members|companies|funds|names)|"
    rf"of\s+(?:the|these|those|all)\s+(?:(?P<many>\d+|{'|'.join(UNITS)})|Mag(?:nificent)?\.?[\s-]?(?:7|Seven)))"
    r"(?:\s*[,(—–](?=[^~]*~)(?:[~\s,&]|\band\b)*[,)—–])?\s+(?:have\s+|has\s+|all\s+)?$",
    re.IGNORECASE,
)
"""A count before "beat": of things by their noun, or of "the seven"; who they are may stand between."""
PERIODS: Final = re.compile(
    r"\bin\s+(?:every|each|all)\s+(?:single\s+)?(?:of\s+the\s+)?(?:\w+\s+)?(?P<unit>quarter|month|week|year)s?\b",
    re.IGNORECASE,
)
DAYS: Final = {"quarter": (80, 100), "month": (25, 36), "week": (4, 10), "year": (355, 375)}
ORDER: Final = re.compile(
    r"\b(?:in\s+(?:this|that|the\s+following)\s+order|in\s+order:|rank(?:ing|ed)\b[^.;:,]{0,40}?(?::|\b(?:was|is|were|are)\b)|(?P<first>best|strongest|highest|worst|weakest|lowest)\s+first|"
    r"from\s+(?:the\s+)?(?P<from>best|strongest|highest|worst|weakest|lowest)\s+to\s+(?:the\s+)?\w+)",
    re.IGNORECASE,
)
LOWEST: Final = ("worst", "weakest", "lowest")
DOWNWARD: Final = re.compile(
    r"\b(?:worst|weakest|lowest|laggard|fell|lost|dropped|declined|hardest|bottom)\b", re.IGNORECASE
)
MIDDLE: Final = re.compile(
    r"\b(?:sits?|sat|lies?|lay|landed|came|comes|finished|falls?|fell|ranks?|ranked)\s+between\b"
)
SO_DID: Final = re.compile(r"\bso\s+(?:has|have|had|did|does|do)\s+(?:the\s+)?$")
STREAK: Final = re.compile(
    r"\b(?:\w+th|second|third|\d+(?:st|nd|rd|th))\s+(?:straight|consecutive|successive)\b|"
    r"\b(?:\w+|\d+)\s+(?:sessions?|days?|weeks?|months?|quarters?|gains?|losses)\s+in\s+a\s+row\b",
    re.IGNORECASE,
)
BETWEEN: Final = re.compile(
    r"\b(?:between|from|range\s+of)\s+(?:an?\s+(?:gain|rise|loss|fall|decline|drop|return)\s+of\s+|"
    r"(?:the\s+)?[\w&. ]{1,24}['’]s?\s+)?$",
    re.IGNORECASE,
)
AND: Final = re.compile(
    r"^\)?\s+(?:(?:for|by|in)\s+[\w&' ]{2,32}?\s+)?(?:and|to|up\s+to)\s+(?:an?\s+"
    r"(?:gain|rise|loss|fall|decline|drop|return)\s+of\s+|(?:the\s+)?[\w&. ]{1,24}['’]s?\s+)?\(?$"
)
RETURNS_OF: Final = re.compile(
    r"\b(?:sector|index|stock|member|fund)\s+(?:price\s+|total\s+)?(?:returns|gains|moves|changes|performance|results|losses)\b|"
    r"\b(?:returns|gains|moves|results)\b[^;:]{0,60}\b(?:across|among)\b",
    re.IGNORECASE,
)
WHOLE: Final = re.compile(
    rf"\b(?:all|the)\s+(?:{NUMBER})\b|\b(?:all|every|each)\s+(?:of\s+)?(?:the\s+)?\w+", re.IGNORECASE
)


def run_of(claims: Claims, first: int) -> list[Mention]:
    """Return the names from one on that are told as one list, whatever figures stand beside them."""
    mentions = claims.sentence.mentions
    run = [mentions[first]]
    for one, two in pairwise(mentions[first:]):
        between = WITH_FIGURE.sub("", claims.sentence.text[one.end : two.start])
        if two.named is None or not JOIN.match(between):
            break
        run.append(two)
    return run


def names_before(claims: Claims, position: int) -> list[Named]:
    """Return the names told as one list before a position: "A, B and C had the highest returns"."""
    run: list[Mention] = []
    for mention in [m for m in claims.sentence.mentions if m.end <= position and m.role == "subject"]:
        between = claims.sentence.text[run[-1].end : mention.start] if run else ""
        run = [*run, mention] if run and JOIN.match(between) else [mention]
    return [name for mention in run if (name := claims.named(mention)) is not None]


def names_in(run: Sequence[Mention]) -> list[Named]:
    """Return the single things that names of a list stand for."""
    return [m.named for m in run if m.named is not None and m.named.singles]


def set_of(claims: Claims, names: Sequence[Named], at: int) -> tuple[list[Fact], list[float]] | None:
    """Return the largest set of one measure and time with all these names, and their values in order."""
    weights = _weights(claims, at)
    for members in [weights] if weights else sets_of(claims, at):
        mine = [next((f for f in members if owns(name, f)), None) for name in names]
        if all(f is not None for f in mine):
            return members, [float(f.value) for f in mine if f is not None]
    return None


def _weights(claims: Claims, at: int) -> list[Fact]:
    """Return the single weights of the kind that a clause shows, none where it shows none."""
    shown = next((f for f in claims.shown_at(at) if f.measure == "weight"), None)
    alike = [f for f in claims.evidence.facts if f.measure == "weight" and len(f.subject) == 1]
    fitting = [f for f in alike if shown is not None and (f.window, f.params) == (shown.window, shown.params)]
    return list({f.subject: f for f in fitting}.values())


def value_after(claims: Claims, position: int) -> float | None:
    """Return the return of the name that a comparing word is followed by."""
    other = next((m for m in claims.sentence.mentions if m.start >= position), None)
    name = claims.named(other)
    facts = claims.facts_of(name, at=position) if name is not None else []
    return float(facts[0].value) if facts else None


def _beaters(claims: Claims) -> Iterator[Judgement]:
    """Yield "five sectors beat the S&P 500"."""
    for start, end, signal in claims.sentence.signals_of("beat"):
        told = BEFORE_BEAT.search(claims.sentence.countable[:start])
        level = value_after(claims, end) if told else None
        stated = number_in(told["count"]) if told else None
        if (
            told is None
            or level is None
            or claims.cites
            or (stated is None and told["count"].lower() not in ("all", "every", *SHARES))
        ):
            continue
        size = number_in(told["many"] or "")
        for members in sets_of(claims, start):
            alike = fits_noun(told["noun"] or "", [f.subject[0] for f in members]) and size in (None, len(members))
            if len(members) > 2 and alike:
                count = sum((float(f.value) - level) * signal.value > 0 for f in members)
                low, high = SHARES.get(told["count"].lower(), (0.0, 0.0))
                part = low < count / len(members) <= high if high == 1 else low < count / len(members) < high
                holds = part if high else count == (len(members) if stated is None else stated)
                yield judgement(*told.span("count"), holds, "the count is another", members)
                break


def _every_period(claims: Claims) -> Iterator[Judgement]:
    """Yield "rose in every quarter"."""
    for match in PERIODS.finditer(claims.sentence.text):
        name, unit = claims.whose(match.start()), match["unit"].lower()
        verbs = [s for s in claims.sentence.signals_of("move", "side") if s[0] < match.start() and s[2].value]
        if name is None or not verbs or claims.negated(verbs[-1][0]):
            continue
        if unit in PIECES and series_of(claims, name, unit).whole:
            continue
        low, high = DAYS[match["unit"].lower()]
        facts = [
            f for f in claims.evidence.facts
            if f.measure in ("price_return", "total_return") and f.window and len(f.subject) == 1
            and owns(name, f, claims.evidence.said) and low <= (f.window.end - f.window.base).days <= high
        ]  # fmt: skip
        if len(facts) > 1:
            holds = all(float(f.value) * verbs[-1][2].value > 0 for f in facts)
            yield judgement(*match.span(), holds, "not in every one", facts)
        else:
            yield from claims.unknown(*match.span(), f"no facts say so for every {match['unit'].lower()}")


def _listed(claims: Claims) -> Iterator[Judgement]:
    """Yield "in this order: A, B, C"."""
    told = ORDER.search(claims.sentence.text)
    if told is None:
        return
    runs = [run_of(claims, i) for i, m in enumerate(claims.sentence.mentions) if m.named is not None]
    names = names_in(max(runs, key=len, default=[]))
    found = set_of(claims, names, told.start()) if len(names) > 1 else None
    if found is None:
        return
    members, values = found
    words = [w.lower() for m in ORDER.finditer(claims.sentence.text) for w in (m["first"], m["from"]) if w]
    sign = -1 if words and words[0] in LOWEST else 1
    holds = all(sign * (one - two) >= -TIE for one, two in pairwise(values))
    yield judgement(*told.span(), holds, "the order is another", members)


def _followed(claims: Claims) -> Iterator[Judgement]:
    """Yield "A led, followed by B and C", which leaves nobody out between them."""
    for start, end, _ in claims.sentence.signals_of("versus"):
        if claims.sentence.text[start:end].lower() != "followed by" or "recovered" in claims.sentence.words:
            continue
        at = next((i for i, m in enumerate(claims.sentence.mentions) if m.start >= end and m.named), None)
        first = claims.named(claims.subject_before(start))
        names = [first, *names_in(run_of(claims, at))] if first is not None and at is not None else []
        found = set_of(claims, names, start) if len(names) > 1 else None
        if found is None:
            continue
        members, values = found
        down = bool(DOWNWARD.search(claims.sentence.text[:start]))
        order = sorted((float(f.value) for f in members), reverse=not down)
        place = min(range(len(order)), key=lambda i: abs(order[i] - values[0]))
        wanted = order[place : place + len(values)]
        holds = len(wanted) == len(values) and all(abs(a - b) <= TIE for a, b in zip(wanted, values, strict=True))
        yield judgement(start, end, holds, "the order is another", members)


def _between(claims: Claims) -> Iterator[Judgement]:
    """Yield "the seven gained between X and Y", whose ends are the least and the most of the set."""
    for (one, at), (two, then) in pairwise(claims.places):
        text = claims.sentence.text
        quantities = {q.start: q for q in claims.sentence.quantities}
        joint = text[quantities[at].end : then]
        lead = BETWEEN.search(text[max(0, at - 40) : at])
        group = any((m.named is None and m.everyone) or (m.named and m.named.members) for m in claims.sentence.mentions)
        if lead is None or not AND.match(joint) or not (group or WHOLE.search(text[:at]) or RETURNS_OF.search(text)):
            continue
        members = next((s for s in sets_of(claims, at) if one in s and two in s), None)
        if members is not None and len(members) > 2:
            values = [float(f.value) for f in members]
            ends = {float(one.value), float(two.value)}
            holds = ends == {min(values), max(values)}
            yield judgement(at, quantities[then].end, holds, "the range is another", members)


def _in_the_middle(claims: Claims) -> Iterator[Judgement]:
    """Yield "A sits between B and C"."""
    for match in MIDDLE.finditer(claims.sentence.text):
        at = next((i for i, m in enumerate(claims.sentence.mentions) if m.start >= match.end() and m.named), None)
        name = claims.named(claims.subject_before(match.start()))
        others = names_in(run_of(claims, at)) if at is not None else []
        found = set_of(claims, [name, *others], match.start()) if name is not None and len(others) == 2 else None
        if found is not None:
            members, (value, one, two) = found
            yield judgement(*match.span(), min(one, two) <= value <= max(one, two), "it does not", members)


def _so_did(claims: Claims) -> Iterator[Judgement]:
    """Yield "and so has B", which says of B what was said of A."""
    for mention in claims.sentence.mentions:
        lead = SO_DID.search(claims.sentence.text[max(0, mention.start - 16) : mention.start])
        name = claims.named(mention)
        if lead is None or name is None:
            continue
        before = [s for s in claims.sentence.signals_of("multiple", "move") if s[1] <= mention.start and s[2].value]
        facts = [f for f in claims.facts_of(name, at=mention.start) if f.measure in ("price_return", "total_return")]
        if before and facts:
            start, _, signal = before[-1]
            holds = any(_did(float(f.value), signal, claims.before(start)) for f in facts)
            yield judgement(mention.start, mention.end, holds, "the facts say otherwise", facts)


def _did(value: float, signal: Signal, before: str) -> bool:
    return multiplied(1 + value, signal.value, before) if signal.kind == "multiple" else value * signal.value > 0


def _streaks(claims: Claims) -> Iterator[Judgement]:
    """Yield "its fifth straight gain", which only a fact about a run of days can carry."""
    for match in STREAK.finditer(claims.sentence.text):
        if not RUN.fullmatch(match[0]) and not any(
            "row" in f.label or "streak" in f.label for f in claims.evidence.facts
        ):
            yield from claims.unknown(*match.span(), "no fact says how many in a row")


QUANTIFIERS: Final = (
    Rule(_beaters, kinds=frozenset({"beat"})),
    Rule(_every_period, words=frozenset({"every", "each", "all"})),
    Rule(_listed, words=frozenset({"order", "first", "from", "ranking", "ranked"})),
    Rule(_followed, words=frozenset({"followed"})),
    Rule(_between, words=frozenset({"between", "from", "range"})),
    Rule(_in_the_middle, words=frozenset({"between"})),
    Rule(_so_did, words=frozenset({"so"})),
    Rule(_streaks, words=frozenset({"straight", "consecutive", "successive", "row"})),
)
"""Statements about a whole set that facts can decide."""
