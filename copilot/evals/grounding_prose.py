"""Correct answers in many turns of phrase, piece by piece, so that each piece can be made wrong."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from copilot.evals.grounding_facts import (
    AS_OF,
    DAILY_FROM,
    INDICES,
    NAMES,
    PASSAGES,
    SECTORS,
    STOCKS,
    TIMES,
    Time,
    annualized,
    between,
    drawdown,
    level,
    price_return,
    ranks,
    volatility,
)  # fmt: skip
from copilot.evals.grounding_phrases import (
    BEAT,
    CITED,
    DOWN,
    LAG,
    ORDERS,
    ORDINAL,
    PAIRS,
    QUOTED,
    RATIOS,
    RETURNED,
    RISK,
    SINGLES,
    UP,
    YEARLY,
)
from copilot.facts import Fact
from copilot.ledger import Ledger


@dataclass(frozen=True)
class Piece:
    """Some characters of an answer: what they are ("figure", "name", "up", "when", …) and of which fact."""

    kind: str
    text: str
    fact: str = ""


@dataclass(frozen=True)
class Case:
    """A correct answer with the ledger it stands on. `stale` are facts of an earlier answer."""

    ledger: Ledger
    pieces: tuple[Piece, ...]
    stale: tuple[Fact, ...]
    others: tuple[str, ...]
    time: Time

    @property
    def text(self) -> str:
        """The answer as one text."""
        return joined(self.pieces)


def joined(pieces: Sequence[Piece]) -> str:
    """Return pieces as one text."""
    return "".join(piece.text for piece in pieces)


FIELD: Final = re.compile(r"\{([^{}]+)\}")


@dataclass
class Scene:
    """What one answer speaks of: facts by letter, the time, and the chance that picks the words."""

    ledger: Ledger
    time: Time
    facts: dict[str, Fact]
    chance: random.Random
    digits: int = 2

    def pieces(self, template: str) -> tuple[Piece, ...]:
        """Return a template with its fields told."""
        found: list[Piece] = []
        at = 0
        for match in FIELD.finditer(template):
            found.append(Piece("", template[at : match.start()]))
            found.append(self.told(match[1], opening=_opens(template[: match.start()])))
            at = match.end()
        return tuple(p for p in (*found, Piece("", template[at:])) if p.text)

    def told(self, field: str, opening: bool) -> Piece:
        """Return one field as a piece."""
        piece = self._told(field)
        return Piece(piece.kind, piece.text[:1].upper() + piece.text[1:], piece.fact) if opening else piece

    def _told(self, field: str) -> Piece:
        if field in ("A", "B", "M", "Z"):
            symbol = self.facts[field.lower()].subject[0]
            return Piece("name", self.chance.choice(NAMES[symbol]), symbol)
        if field.lower() == "when":
            return Piece("when", self.chance.choice(self.time.words))
        if field in QUOTED:
            return Piece("quote" if field == "quote" else "cited", QUOTED[field])
        if field in ("S1", "S2"):
            return Piece("citation", f"[{field}]")
        return self._word(field) or self._figure(field)

    def _word(self, field: str) -> Piece | None:
        word, _, letter = field.partition("_")
        rises = (
            letter == "" or float(self.facts[letter[0]].value) >= 0 if letter[:1] in self.facts or not letter else True
        )
        pick = self.chance.choice
        match word:
            case "went":
                words = (
                    ("gained", "risen", "advanced", "climbed") if rises else ("lost", "fallen", "declined", "dropped")
                )
                return Piece("direction", pick(words if letter.endswith("2") else UP if rises else DOWN), str(rises))
            case "noun":
                return Piece(
                    "direction", pick(("gain", "rise", "climb") if rises else ("loss", "decline", "drop")), str(rises)
                )
            case "side":
                return Piece("direction", "up" if rises else "down", str(rises))
            case "returned":
                return Piece("", pick(RETURNED))
            case "beat":
                return Piece("comparison", pick(BEAT), "+")
            case "lag":
                return Piece("comparison", pick(LAG), "-")
            case "best":
                return Piece("superlative", pick(("best", "strongest")), "+")
            case "worst":
                return Piece("superlative", pick(("worst", "weakest")), "-")
            case "rank":
                return Piece("rank", ORDINAL[int(float(self.facts["rank"].value)) - 1], self.facts["rank"].id)
            case "when2" | "when3":
                return Piece("", {"when2": "price", "when3": "the period"}[word])
        return None

    def _figure(self, field: str) -> Piece:
        how, letter = (field[0], field[1:]) if field[0] in "|+" else ("", field)
        fact = self.facts[letter]
        text = typed(fact, self.digits)
        if how == "|":
            text = text.lstrip("+-−")
        elif how == "+" and float(fact.value) > 0:
            text = f"+{text}"
        return Piece("figure", text, fact.id)


def typed(fact: Fact, digits: int) -> str:
    """Return a fact's value as a writer types it, apart from the program's own rendering."""
    value = float(fact.value)
    if fact.measure == "spread":
        return f"{abs(value) * 100:.{digits}f} percentage points"
    if fact.measure == "ratio":
        return f"{value:.{digits}f} times"
    if fact.unit in ("level", "usd"):
        return f"{'$' if fact.unit == 'usd' else ''}{value:,.2f}"
    return f"{'-' if value < 0 else ''}{abs(value) * 100:,.{digits}f}%"


def _opens(before: str) -> bool:
    return not before or before.endswith((". ", "\n- ", "\n", "- ", "| "))


def cases(seed: int = 20260106) -> Iterator[Case]:
    """Yield the correct answers, the same ones for the same seed."""
    chance = random.Random(seed)
    for time in TIMES:
        for symbols in (INDICES, STOCKS, SECTORS):
            yield from _pairs(time, symbols, chance)
            yield from _orders(time, symbols, chance)
    for template in CITED * 4:
        yield _cited(template, chance)


def _pairs(time: Time, symbols: Sequence[str], chance: random.Random) -> Iterator[Case]:
    shapes: list[tuple[tuple[str, ...], str]] = [(PAIRS, t) for t in PAIRS] + [
        (g, chance.choice(g)) for g in (SINGLES, SINGLES)
    ]
    if (time.window.end - time.window.base).days > 400:
        shapes += [(YEARLY, t) for t in YEARLY]
    if time.window.base >= DAILY_FROM and (time.window.end - time.window.base).days > 20:
        shapes += [(RISK, t) for t in RISK]
    shapes += [(RATIOS, t) for t in RATIOS]
    for _, template in chance.sample(shapes, min(len(shapes), 20)):
        first, second = chance.sample(symbols, 2)
        case = _pair(time, first, second, template, chance, template in RATIOS)
        if case is not None:
            yield case


def _stale(ledger: Ledger, time: Time, symbols: Sequence[str]) -> tuple[Fact, ...]:
    """Book facts of an answer before: other times, and then open a new turn."""
    booked = tuple(ledger.book(price_return(s, t.window)) for t in TIMES if t is not time for s in symbols)
    ledger.open_turn()
    return booked


def _pair(time: Time, first: str, second: str, template: str, chance: random.Random, positive: bool) -> Case | None:
    ledger = Ledger()
    stale = _stale(ledger, time, (first, second))
    one, two = (ledger.book(price_return(s, time.window)) for s in (first, second))
    if float(one.value) < float(two.value):
        one, two = two, one
    if float(one.value) - float(two.value) < 0.002 or (positive and float(two.value) < 0.01):
        return None
    facts = {"a": one, "b": two, "gap": ledger.book(between(one, two))}
    symbol = one.subject[0]
    for key, needed in (("yr", annualized), ("mult", None)):
        if f"{{{key}}}" in template:
            facts[key] = ledger.book(needed(one) if needed else between(one, two, "ratio"))
    for key, of in (("vol", volatility), ("|dd", drawdown), ("lvl", level)):
        if f"{{{key}}}" in template:
            facts[key.lstrip("|")] = ledger.book(of(symbol, time.window))
    scene = Scene(ledger, time, facts, chance, chance.choice((2, 2, 1)))
    return Case(ledger, scene.pieces(template), stale, _absent((first, second)), time)


def _absent(symbols: Sequence[str]) -> tuple[str, ...]:
    return tuple(s for s in NAMES if s not in symbols and s in (*INDICES, *STOCKS))


def _orders(time: Time, symbols: Sequence[str], chance: random.Random) -> Iterator[Case]:
    for template in chance.sample(ORDERS, 4):
        ledger = Ledger()
        stale = _stale(ledger, time, symbols[:2])
        facts = [ledger.book(price_return(s, time.window)) for s in symbols]
        placed = ranks(ledger, facts)
        order = sorted(facts, key=lambda f: -float(f.value))
        middle = chance.randrange(1, len(order) - 1)
        named = {"a": order[0], "z": order[-1], "m": order[middle], "rank": placed[middle]}
        scene = Scene(ledger, time, named, chance)
        yield Case(ledger, scene.pieces(template), stale, _absent(symbols), time)


def _cited(template: str, chance: random.Random) -> Case:
    ledger = Ledger()
    time = TIMES[2]
    stale = _stale(ledger, time, ("^RUT",))
    for passage in PASSAGES:
        ledger.book_passage(passage)
    fact = ledger.book(price_return("^RUT", time.window))
    scene = Scene(ledger, time, {"a": fact}, chance)
    return Case(ledger, scene.pieces(template), stale, _absent(("^RUT",)), time)


__all__ = ["AS_OF", "Case", "Piece", "Scene", "cases", "joined", "typed"]
