"""What is said of a set: how many of it rose, and whether a move was broad."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.number_words import UNITS
from copilot.grounding.reading.periods import fits
from copilot.grounding.reading.scan import Sentence, read_once
from copilot.grounding.statements.counted import AT_LEAST, COUNTED, NO_COUNT, NUMBERS, OF_SIZE, SET, SHARED, UP
from copilot.grounding.statements.judging import MOVES, Bound, Claims, Judgement, Rule, judgement

BROAD: Final = 0.6
"""The least share of advancers that may be called broad-based."""
EVERY: Final = ("all", "every", "each", "every one", "each one", "every single one")
DOUBLE_DIGITS: Final = 0.1
PAIRED: Final = ("both", "neither")
THAN_ONE: Final = re.compile(r"\s+(?P<how>more|less|further|faster|better|worse)\s+than\s+(?:the\s+)?", re.IGNORECASE)
MORE: Final = ("more", "further", "faster", "better")
FRACTIONS: Final = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "tenth": 1 / 10}
FRACTION: Final = re.compile(
    r"\s+(?P<hedge>more than|over|at least|less than|under)\s+(?P<count>an?|one|two|three|four)[\s-]+"
    r"(?P<part>half|thirds?|quarters?|fifths?|sixths?|tenths?)\b(?!\s+(?:of|as)\b)",
    re.IGNORECASE,
)
FLOATING: Final = ("each", "all", "both")
"""Quantifiers that may stand behind a list of names."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a counted move must be: `sign` is its direction, `plain` whether no more than that is asked."""

    sign: float
    meets: Callable[[float], bool]
    plain: bool = True


def _part_met(part: re.Match[str], sign: float, value: float) -> bool:
    """Say whether a move goes the way of `sign` and past a part told in words: "more than a fifth"."""
    told = FRACTIONS[part["part"].lower().rstrip("s")] * UNITS.get(part["count"].lower(), 1)
    size = value * sign
    return size > told if part["hedge"].lower() in ("more than", "over", "at least") else 0 < size < told


def _goes(sign: float, value: float) -> bool:
    return value * sign > 0


def sets_of(claims: Claims, at: int = 0) -> list[list[Fact]]:
    """Return the moves of each set of one measure and time, the largest first."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in claims.evidence.facts:
        if fact.measure in MOVES - {"annualized_return"} and len(fact.subject) == 1:
            kind = (fact.subject[0].startswith("^"), fact.subject[0].startswith("XL"))
            groups.setdefault((fact.measure, fact.window, kind), []).append(fact)
    timed = [g for g in groups.values() if fits(g[0], claims.times_at(at), claims.evidence.now)]
    return sorted(timed, key=len, reverse=True)


def _counts(claims: Claims) -> Iterator[Judgement]:
    for match in _counted(claims):
        stated = number_in(match["count"])
        bound = claims.bound_after(match.end())
        if claims.cites or claims.negated(match.start()) or (stated is None and not _all(match)):
            continue
        group = _group(claims, match)
        pair = match["count"].lower() in PAIRED
        asked = _asked(match, bound) if bound is not None else _against(claims, match)
        carried = _carried(claims, match["noun"] or "", asked, number_in(match["size"] or ""), pair)
        if group:
            carried = [c for c in carried if _covers(c[2], group)]
            if not carried:
                yield from claims.unknown(*match.span("count"), "no facts cover the whole group")
        if carried:
            least = AT_LEAST.search(claims.before(match.start())) is not None
            told = [(_stated(match, stated, of), count) for count, of, _ in carried]
            holds = any(count >= one if least else count == one for one, count in told)
            yield judgement(*match.span("count"), holds, "the count is another", [f for *_, fs in carried for f in fs])
            if bound is not None:
                yield from (Judgement(f.start, f.end, True) for f in (bound.figure, bound.until) if f is not None)


def _counted(claims: Claims) -> Iterator[re.Match[str]]:
    """Yield each count of things that moved; not "A and B each gained", which counts no set."""
    if not (_speaks_of_set(claims.sentence) or _names_group(claims.sentence) or claims.bounds):
        return
    ends = {m.end for m in claims.sentence.mentions}
    for match in COUNTED.finditer(claims.sentence.countable):
        floats = match["count"].lower() in FLOATING and len(claims.sentence.text[: match.start()].rstrip()) in ends
        needs_bound = match["neutral"] is not None and claims.bound_after(match.end()) is None
        of_size = OF_SIZE.search(claims.sentence.countable[: match.start()])
        if not (floats or needs_bound or of_size or NO_COUNT.match(match[0])):
            yield match


def counted_at(claims: Claims) -> list[Bound]:
    """Return the bounds that a counted set is said to meet."""
    matches = (*_counted(claims), *_shared(claims))
    return [bound for match in matches if (bound := claims.bound_after(match.end())) is not None]


def _against(claims: Claims, match: re.Match[str]) -> Asked:
    """Return what a counted move must be, as far as that of a name where one follows: "gained more than the Dow"."""
    plain = _asked(match, None)
    told = THAN_ONE.match(claims.sentence.text, match.end())
    other = next((m for m in claims.sentence.mentions if told and m.start == told.end()), None)
    name = claims.named(other)
    facts = claims.facts_of(name, at=match.start()) if name is not None else []
    if told is None or not facts:
        return plain
    level, sign = float(facts[0].value), plain.sign * (1 if told["how"].lower() in MORE else -1)
    return Asked(plain.sign, lambda value: (value - level) * sign > 0, plain=False)


def _asked(match: re.Match[str], bound: Bound | None) -> Asked:
    """Return what a counted move must be: up or down, and so far."""
    verb = match["verb"].lower()
    sign = 1 if match["neutral"] or verb.endswith(UP) else -1
    if bound is not None:
        any_way = match["neutral"] is not None and bound.figure.hedge != "over"
        return Asked(sign, lambda value: bound.holds(100 * value) if any_way else bound.met(value, sign), plain=False)
    part = FRACTION.match(match.string, match.end())
    if part is not None:
        return Asked(sign, partial(_part_met, part, sign), plain=False)
    beyond = DOUBLE_DIGITS if "double-digit" in verb else 0.0
    return Asked(sign, lambda value: value * sign > beyond, plain=not beyond)


@read_once
def _speaks_of_set(sentence: Sentence) -> bool:
    return SET.search(sentence.text) is not None


@read_once
def _names_group(sentence: Sentence) -> bool:
    return any(m.named is not None and m.named.members for m in sentence.mentions)


def _group(claims: Claims, match: re.Match[str]) -> frozenset[str]:
    """Return the members of a group that a count names, such as the Magnificent 7."""
    named = [m.named for m in claims.sentence.mentions if m.named and match.start() <= m.start < match.end()]
    return next((n.members for n in named if n.members and not n.label.endswith("sectors")), frozenset())


def _covers(facts: Sequence[Fact], group: frozenset[str]) -> bool:
    return {symbol for fact in facts for symbol in fact.subject} >= group


def _shares(claims: Claims) -> Iterator[Judgement]:
    """Yield each "most sectors rose", "fewer than half of the stocks gained more than 5%"."""
    for match in _shared(claims):
        sign = 1 if match["verb"].lower().endswith(UP) else -1
        bound = claims.bound_after(match.end())
        asked = Asked(sign, partial(_goes, sign)) if bound is None else Asked(sign, partial(_meets, bound, sign), False)
        carried = _carried(claims, match["noun"], asked, None)
        if carried and not claims.cites:
            fewer = match["share"].lower().startswith(("few", "less", "hardly"))
            half = match["share"].lower() == "half"
            holds = any(
                abs(count * 2 - size) <= 1 if half else (count * 2 < size) if fewer else (count * 2 > size)
                for count, size, _ in carried
            )
            facts = [f for *_, fs in carried for f in fs]
            yield judgement(*match.span("share"), holds, "the count says otherwise", facts)
            if bound is not None:
                yield Judgement(bound.figure.start, bound.figure.end, True)


def _shared(claims: Claims) -> Iterator[re.Match[str]]:
    return SHARED.finditer(claims.sentence.countable) if _speaks_of_set(claims.sentence) else iter(())


def _meets(bound: Bound, sign: float, value: float) -> bool:
    return bound.met(value, sign)


def number_in(word: str) -> int | None:
    """Return the number that a word or digits give, None for "all" and the like."""
    word = word.lower()
    return int(word) if word.isdigit() else NUMBERS.get(word)


def _all(match: re.Match[str]) -> bool:
    return match["count"].lower() in EVERY


def _stated(match: re.Match[str], stated: int | None, size: int) -> int:
    if stated is None:
        return size
    return size - stated if match["but"] else stated


def _carried(
    claims: Claims, noun: str, asked: Asked, size: int | None, pair: bool = False
) -> list[tuple[int, int, Sequence[Fact]]]:
    """Return the counts of risers or fallers that facts carry, each with the size of its set.

    `pair` asks for the two that the facts are of, or that were named before: "both indices".
    """
    found: list[tuple[int, int, Sequence[Fact]]] = []
    for fact in claims.evidence.facts if asked.plain else ():
        if (
            fact.unit == "count"
            and len(fact.subject) > 1
            and fact.params.get("which") == ("up" if asked.sign > 0 else "down")
            and fits_noun(noun, fact.subject)
        ):
            found.append((int(float(fact.value)), len(fact.subject), [fact]))
    for every in sets_of(claims):
        members = _two_of(claims, every, noun) if pair else every
        if len(members) > 2 - pair and fits_noun(noun, tuple(f.subject[0] for f in members)):
            count = sum(asked.meets(float(f.value)) for f in members)
            found.append((count, len(members), members))
    return [f for f in found if size is None or f[1] == size]


def _two_of(claims: Claims, members: list[Fact], noun: str) -> list[Fact]:
    """Return the two of a set that were named, or the whole set of two; nothing where it is unclear which two."""
    fitting = [f for f in members if fits_noun(noun, f.subject)]
    said = [f for f in fitting if f.subject[0] in claims.evidence.said]
    return said if len(said) == 2 else fitting if len(fitting) == 2 else []


def fits_noun(noun: str, symbols: Sequence[str]) -> bool:
    """Say whether symbols may be meant by "sectors", "indices" or "stocks"."""
    indices = all(s.startswith("^") for s in symbols)
    sectors = all(s.startswith("XL") for s in symbols)
    noun = noun.lower()
    if noun.startswith("sector"):
        return sectors
    if noun.startswith(("ind", "aver")):
        return indices
    return not (indices or sectors) if noun in ("stocks", "companies", "members", "seven", "shares") else True


def _broad(claims: Claims) -> Iterator[Judgement]:
    for start, end, signal in claims.sentence.signals_of("broad"):
        facts: Sequence[Fact] = [f for f in claims.evidence.facts if f.measure == "breadth"]
        share = [float(f.value) for f in facts]
        members = next(iter(sets_of(claims)), [])
        if not share and len(members) >= 4:
            facts, share = members, [sum(float(f.value) > 0 for f in members) / len(members)]
        if share:
            holds = share[0] >= BROAD if signal.value > 0 else share[0] < BROAD
            yield judgement(start, end, holds, "the breadth says otherwise", facts)
        else:
            yield from claims.unknown(start, end, "no fact says how broad it was")


SETS: Final = (
    Rule(_counts, kinds=frozenset({"move", "side", "beat"})),
    Rule(_shares, words=frozenset({"most", "half", "majority", "nearly", "almost", "few", "hardly"})),
    Rule(_broad, kinds=frozenset({"broad"})),
)
"""Counts of risers and fallers, and words for breadth."""
