"""Ways to make a correct answer wrong, one change at a time."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from copilot.evals.grounding_facts import NAMES, TIMES
from copilot.evals.grounding_phrases import BEAT, DOWN, LAG, ORDINAL, UP
from copilot.evals.grounding_prose import Case, Piece, joined, typed
from copilot.facts import Fact

Pieces = tuple[Piece, ...]
Maker = Callable[[Case, random.Random], Iterator[Pieces]]
NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
INVENTED: Final = (
    " Volume rose {n}% on the day.",
    " Analysts count {n} upgrades.",
    " The index trades at {n} times forward earnings.",
    " Its market value reached ${n} trillion.",
    " Another {n}% is priced in.",
)


@dataclass(frozen=True)
class Wrong:
    """A wrong answer and the kind of its fault."""

    kind: str
    text: str


def faults(case: Case, chance: random.Random) -> Iterator[Wrong]:
    """Yield every kind of fault that can be made in an answer."""
    for kind, make in KINDS.items():
        for pieces in make(case, chance):
            text = joined(pieces)
            if text != case.text:
                yield Wrong(kind, text)


def swapped(pieces: Pieces, at: int, text: str) -> Pieces:
    """Return pieces with another text in one place."""
    return (*pieces[:at], Piece(pieces[at].kind, text, pieces[at].fact), *pieces[at + 1 :])


def _each(case: Case, *kinds: str) -> list[tuple[int, Piece]]:
    return [(i, p) for i, p in enumerate(case.pieces) if p.kind in kinds]


def _one(case: Case, chance: random.Random, *kinds: str) -> list[tuple[int, Piece]]:
    found = _each(case, *kinds)
    return [chance.choice(found)] if found else []


def digit(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield a figure with one digit changed."""
    for at, piece in _one(case, chance, "figure", "cited"):
        places = [i for i, c in enumerate(piece.text) if c.isdigit()]
        place = chance.choice(places)
        other = chance.choice([d for d in "123456789" if d != piece.text[place]])
        yield swapped(case.pieces, at, piece.text[:place] + other + piece.text[place + 1 :])


def decimal_shift(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield a figure ten times as large or as small."""
    for at, piece in _one(case, chance, "figure", "cited"):
        found = NUMBER.search(piece.text)
        if found and float(found[0].replace(",", "")):
            value = float(found[0].replace(",", "")) * chance.choice((10, 0.1))
            digits = len(found[0].partition(".")[2])
            other = f"{value:,.{digits}f}"
            if float(other.replace(",", "")):
                yield swapped(case.pieces, at, piece.text[: found.start()] + other + piece.text[found.end() :])


def sign(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield a figure with the other sign typed before it."""
    for at, piece in _one(case, chance, "figure"):
        if not piece.text.endswith("%") or case.ledger.facts[piece.fact].measure in ("volatility", "max_drawdown"):
            continue
        signed = piece.text.startswith(("-", "+", "−"))
        before = case.pieces[at - 1].text if at else ""
        plain = piece.text.lstrip("+-−")
        falls = float(case.ledger.facts[piece.fact].value) < 0
        if signed:
            yield swapped(case.pieces, at, plain if falls and "direction" not in _kinds(case, at) else f"-{plain}")
        elif not before.endswith(("-", "+")):
            yield swapped(case.pieces, at, f"+{plain}" if falls else f"-{plain}")


def _kinds(case: Case, at: int) -> set[str]:
    return {p.kind for p in case.pieces[max(0, at - 3) : at]}


def direction(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield a rise told as a fall, or a fall as a rise."""
    turned = {"up": "down", "down": "up", "gain": "loss", "rise": "decline", "climb": "drop", "loss": "gain"}
    turned |= {"decline": "rise", "drop": "climb", "gained": "lost", "risen": "fallen", "advanced": "declined"}
    turned |= {"climbed": "dropped", "lost": "gained", "fallen": "risen", "declined": "advanced", "dropped": "climbed"}
    for at, piece in _one(case, chance, "direction"):
        word = turned.get(piece.text.lower()) or chance.choice(UP if piece.fact == "False" else DOWN)
        yield swapped(case.pieces, at, word)


def comparison(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield a comparison turned round."""
    for at, piece in _one(case, chance, "comparison"):
        yield swapped(case.pieces, at, chance.choice(LAG if piece.fact == "+" else BEAT))


def superlative(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield the best called the worst."""
    for at, piece in _one(case, chance, "superlative"):
        yield swapped(
            case.pieces, at, chance.choice(("worst", "weakest") if piece.fact == "+" else ("best", "strongest"))
        )


def unit(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield a figure in another unit."""
    for at, piece in _one(case, chance, "figure", "cited"):
        plain = re.sub(r"%| percentage points| times|\$", "", piece.text)
        if piece.text.endswith("%"):
            yield swapped(
                case.pieces, at, plain + chance.choice((" percentage points", " basis points", "x", " points"))
            )
        elif piece.text.endswith("times") or not piece.text.endswith("points"):
            yield swapped(case.pieces, at, f"{plain}%")


def percent_for_points(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield a difference of two returns in percent."""
    for at, piece in _each(case, "figure"):
        if piece.text.endswith("percentage points"):
            yield swapped(case.pieces, at, piece.text.replace(" percentage points", "%"))


def swapped_owner(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield an answer with two names exchanged, or one put for another."""
    named = _each(case, "name")
    symbols = list(dict.fromkeys(p.fact for _, p in named))
    if len(symbols) > 1 and "difference between" not in case.text.lower() and chance.random() < 0.6:
        one, two = symbols[:2]
        names = {
            one: next(p.text for _, p in named if p.fact == two),
            two: next(p.text for _, p in named if p.fact == one),
        }
        yield tuple(
            Piece(p.kind, _like(names[p.fact], p.text), p.fact) if p.kind == "name" and p.fact in names else p
            for p in case.pieces
        )
    elif named:
        at, piece = named[0]
        yield swapped(case.pieces, at, _like(NAMES[chance.choice(case.others)][0], piece.text))


def _like(name: str, other: str) -> str:
    """Return a name with a capital where the other one has it as the first letter of a sentence."""
    return name[:1].upper() + name[1:] if other[:1].isupper() else name


def swapped_period(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield an answer about another time."""
    others = [t for t in TIMES if t is not case.time]
    for at, piece in _one(case, chance, "when"):
        yield swapped(case.pieces, at, _like(chance.choice(chance.choice(others).words), piece.text))


def swapped_rank(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield another place in the order."""
    for at, piece in _one(case, chance, "rank"):
        yield swapped(case.pieces, at, chance.choice([w for w in ORDINAL[:7] if w != piece.text]))


def invented(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield an answer with a figure that nothing carries."""
    yield (*case.pieces, Piece("", chance.choice(INVENTED).format(n=round(chance.uniform(2, 60), 1))))


def stale(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield a figure of the same subject from an earlier answer."""
    for at, piece in _one(case, chance, "figure"):
        fact = case.ledger.facts[piece.fact]
        if fact.measure != "price_return":
            continue
        olds = [f for f in case.stale if f.subject == fact.subject and _apart(f, fact)]
        if olds:
            digits = len(piece.text.partition(".")[2].rstrip("%"))
            text = typed(chance.choice(olds), digits)
            yield swapped(case.pieces, at, text.lstrip("-") if "-" not in piece.text else text)


def _apart(one: Fact, two: Fact) -> bool:
    return abs(abs(float(one.value)) - abs(float(two.value))) > 0.002


def citation_moved(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield a citation of the other passage."""
    for at, piece in _one(case, chance, "citation"):
        yield swapped(case.pieces, at, "[S2]" if piece.text == "[S1]" else "[S1]")


def quote_altered(case: Case, chance: random.Random) -> Iterator[Pieces]:
    """Yield words in quotation marks that the passage does not have."""
    for at, _ in _one(case, chance, "quote"):
        yield swapped(
            case.pieces,
            at,
            chance.choice(("that any such rally lasts", "that such a rally ends", "that the rally lasts")),
        )


KINDS: Final[Mapping[str, Maker]] = {
    "digit": digit, "decimal_shift": decimal_shift, "sign": sign, "direction": direction, "comparison": comparison,
    "superlative": superlative, "unit": unit, "percent_for_points": percent_for_points,
    "swapped_owner": swapped_owner, "swapped_period": swapped_period, "swapped_rank": swapped_rank,
    "invented": invented, "stale": stale, "citation_moved": citation_moved, "quote_altered": quote_altered,
}  # fmt: skip
