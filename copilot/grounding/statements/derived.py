"""Money and shares that two facts give: what was gained, what both came to, the part of one, what a sum would be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from copilot.facts import Fact
from copilot.grounding.evidence.matching import tells
from copilot.grounding.evidence.standins import DIVIDENDS
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import owns
from copilot.grounding.reading.periods import fits
from copilot.grounding.statements.judging import Claims, Judgement, judgement
from copilot.grounding.statements.timing import is_day

GAIN: Final = re.compile(
    r"\b(?:gain(?:ed|s|ing)?|profit(?:ed|s)?|grew|grown|rose|up|increase\w*|made|earned|earning|return|Gewinn|Plus|ganancia|"
    r"bénéfice|plus-value)\b|收益|盈利|获利",
    re.IGNORECASE,
)
LOSS: Final = re.compile(
    r"\b(?:loss(?:es)?|lost|fell|down|Verlust|pérdida|perte)\s+(?:\w+\s+){0,2}(?:about\s+)?$|亏损", re.IGNORECASE
)
TOGETHER: Final = re.compile(
    r"\b(?:together|both|the\s+two|pair|combined|in\s+all|altogether|total|overall|whole|you|your|zusammen|beide|ensemble|"
    r"les\s+deux|juntos|juntas|ambas)\b|合计|一共|总",
    re.IGNORECASE,
)
SHARE: Final = re.compile(
    r"\s+of\s+(?:the|your|that|all)\s+(?:pair['’]s|two(?:['’]s)?|combined|total|whole|portfolio['’]s|overall|joint)?\s*"
    r"(?:(?P<gain>gains?|profits?|increase|growth|\$)|value|worth|money|sum|total|holdings?|portfolio|pair|two)",
    re.IGNORECASE,
)
"""What makes a percentage a part of the value or the gain of all: "59% of the pair's value"."""
OF_ALL: Final = re.compile(r"\bof\s+(?:the|your|that)\s+$", re.IGNORECASE)
MORE: Final = re.compile(r"\s+(?:(?P<more>more|extra)|less)\b(?:\s+than\b)?", re.IGNORECASE)
WOULD: Final = re.compile(r"\b(?:would|had\s+you|have\s+had|is\s+now\s+worth|are\s+now\s+worth)\b", re.IGNORECASE)
STAKED: Final = re.compile(r"\s+(?:(?:put|invested|placed)\s+)?(?:in|into)\s+(?:the\s+)?", re.IGNORECASE)
Given = tuple[float, Sequence[Fact]]


@dataclass(frozen=True, slots=True)
class Holding:
    """Money that was put into something: what it was, and what it came to."""

    put: float
    came_to: float
    facts: tuple[Fact, ...]


def derived(claims: Claims) -> Iterator[Judgement]:
    """Yield each sum of money, and each share of one, that two facts bear out; others are left to `calculate`."""
    for figure in claims.typed:
        if figure.unit not in ("usd", "percent") or figure.upper is not None or figure.sign:
            continue
        given = _money(claims, figure) if figure.unit == "usd" else _shares(claims, figure)
        facts = next((facts for size, facts in given if tells(figure, size)), None)
        if facts is not None:
            yield judgement(figure.start, figure.end, True, "", facts)


def _money(claims: Claims, figure: Figure) -> Iterator[Given]:
    text, names = claims.sentence.text, claims.owners_of(figure)
    before, told = text[: figure.start], list(_told(claims, figure, names))
    more = MORE.match(text, figure.end)
    lost = LOSS.search(before) is not None
    for holding in told:
        if lost or GAIN.search(before):
            yield (holding.put - holding.came_to if lost else holding.came_to - holding.put), holding.facts
    if DIVIDENDS.search(text) and len(told) > 0:
        yield from ((h.came_to, h.facts) for h in told if len(h.facts) > 1)
        yield from ((abs(a.came_to - b.came_to), a.facts) for a in told for b in told if more and a.facts == b.facts)
    if more and len(names) == 1:
        yield from _ahead(claims, figure, names[0], 1 if more["more"] else -1)
    if WOULD.search(text):
        yield from _supposed(claims, figure, names)


def _told(claims: Claims, figure: Figure, names: Sequence[Named]) -> Iterator[Holding]:
    """Yield the holdings that a figure may be told of: that of its one name, or else all of them together."""
    every = _holdings(claims, figure.start)
    one = names[0] if len(names) == 1 else None
    if one is not None and not OF_ALL.search(claims.sentence.text[: figure.start]):
        yield from (h for h in every if owns(one, h.facts[0]))
        return
    if TOGETHER.search(claims.sentence.text) or len(names) > 1:
        yield from _totals(every)


def _holdings(claims: Claims, at: int) -> list[Holding]:
    """Return what each holding came to, without dividends, and with them where the sentence speaks of those."""
    sums = [f for f in claims.evidence.facts if f.measure == "growth_of_amount" and f.params.get("amount")]
    sums = [f for f in sums if fits(f, claims.times_at(at), claims.evidence.now)]
    found = [Holding(float(f.params["amount"]), float(f.value), (f,)) for f in sums]
    if DIVIDENDS.search(claims.sentence.text):
        found += [
            Holding(float(f.params["amount"]), float(other.value), (f,))
            for f in sums
            for other in f.alternatives
            if other.basis == "total_return" and other.label == "with dividends"
        ]
    return found


def _totals(every: Sequence[Holding]) -> Iterator[Holding]:
    """Yield the sum of the holdings without dividends, and of those with them."""
    facts = tuple(dict.fromkeys(h.facts[0].id for h in every))
    for turn in range(len(every) // len(facts) if len(facts) > 1 else 0):
        some = every[turn * len(facts) : (turn + 1) * len(facts)]
        yield Holding(sum(h.put for h in some), sum(h.came_to for h in some), tuple(h.facts[0] for h in some))


def _ahead(claims: Claims, figure: Figure, name: Named, sense: int) -> Iterator[Given]:
    """Yield by how much one holding came to more than the other: "$3,036 more than Microsoft"."""
    every = _holdings(claims, figure.start)
    mine = [h for h in every if owns(name, h.facts[0])]
    theirs = [h for h in every if not owns(name, h.facts[0])]
    yield from ((sense * (a.came_to - b.came_to), (*a.facts, *b.facts)) for a in mine for b in theirs)


def _supposed(claims: Claims, figure: Figure, names: Sequence[Named]) -> Iterator[Given]:
    """Yield what a sum would have come to in a name, by its return; and the sum itself where that holds."""
    money = [q for q in claims.sentence.quantities if isinstance(q, Figure) and q.unit == "usd"]
    stakes, results = [q for q in money if q.start < figure.start], [q for q in money if q.start > figure.start]
    staked = STAKED.match(claims.sentence.text, figure.end)
    into = next((m.named for m in claims.sentence.mentions if m.named and staked and m.start == staked.end()), None)
    for name in (*names[:1], *([into] if into is not None and into not in names[:1] else [])):
        for fact in claims.facts_of(name, times=()):
            if fact.measure not in ("price_return", "total_return") or not _put_in_then(claims, fact):
                continue
            grown = 1 + float(fact.value)
            yield from ((float(stake.value) * grown, [fact]) for stake in stakes)
            if into is not None and not stakes and any(tells(q, float(figure.value) * grown) for q in results):
                yield float(figure.value), [fact]


def _put_in_then(claims: Claims, fact: Fact) -> bool:
    """Say whether a fact is of the time that a sentence names: its days begin or end it, "today" ends it."""
    window, now = fact.window, claims.evidence.now
    if window is None:
        return False
    for when in claims.times:
        if when.day is not None:
            told = is_day(when.day, window.base) or is_day(when.day, window.end)
        else:
            today = claims.sentence.text[when.start : when.end].lower() in ("today", "now") and window.end == now
            told = today or fits(fact, [when], now)
        if not told:
            return False
    return True


def _shares(claims: Claims, figure: Figure) -> Iterator[Given]:
    text, names = claims.sentence.text, claims.owners_of(figure)
    every = _holdings(claims, figure.start)
    told = [SHARE.match(text, q.end) for q in claims.sentence.quantities if q.start <= figure.start]
    share = told[-1] or next((one for one in told[-2:-1] if one is not None and names), None)
    if share is None:
        gained = GAIN.search(text[: figure.start]) and not LOSS.search(text[: figure.start])
        totals = _totals(every) if gained and len(names) != 1 and TOGETHER.search(text) else ()
        yield from ((100 * (h.came_to / h.put - 1), h.facts) for h in totals)
        return
    behind = next((m.named for m in claims.sentence.mentions if m.named and m.start >= share.end()), None)
    name = names[0] if len(names) == 1 else behind
    for total in _totals(every):
        for mine in every:
            if name is None or not owns(name, mine.facts[0]):
                continue
            whole = total.came_to - total.put if share["gain"] else total.came_to
            part = mine.came_to - mine.put if share["gain"] else mine.came_to
            if whole:
                yield 100 * part / whole, total.facts
