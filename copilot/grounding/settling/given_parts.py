"""Parts of the money that the user gave: half of it, one leg of a basket that it is split into, one dollar of it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.reading.direction import direction
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.number_words import PARTS, UNITS
from copilot.grounding.reading.owners import Owner, owns
from copilot.grounding.reading.scan import Sentence
from copilot.grounding.settling.givens import RESULT

CENT: Final = 0.005
PART: Final = re.compile(
    rf"\b(?:(?:an?|(?P<count>{'|'.join(UNITS)}))[\s-])?(?P<part>{'|'.join(PARTS)})s?\s+(?:of\s+)?(?:your|the|that|this|its|it|each|\$|\{{U)",
    re.IGNORECASE,
)
PERCENT: Final = re.compile(
    r"(?P<share>\d+(?:\.\d+)?)\s?(?:%|percent)\s+of\s+(?:your|the|that|this|\$|\{U)", re.IGNORECASE
)
EVENLY: Final = re.compile(r"\b(?:each|apiece|evenly|equally|half|halves|two|both|thirds|quarters)\b", re.IGNORECASE)
PUT_IN: Final = re.compile(r"\s+(?:of\s+(?:\w+\s+){1,2})?(?:in|into|went|goes|to)\b", re.IGNORECASE)
WOULD: Final = re.compile(r"\b(?:would|had\s+you|if)\b", re.IGNORECASE)
ONE_DOLLAR: Final = re.compile(
    r"\b(?:each|every|per|growth\s+of|value\s+of)\s+(?:an?\s+)?$|^\s+(?:\w+\s+)?(?:invested|put|placed|in|into|on)\b",
    re.IGNORECASE,
)


def part_of_given(sentence: Sentence, index: int, owner: Owner, evidence: Evidence) -> bool:
    """Say whether a figure is a part of the user's money, or the sum that it makes, by words or shares."""
    figure = sentence.quantities[index]
    if not isinstance(figure, Figure) or RESULT.search(sentence.text[max(0, figure.start - 40) : figure.start]):
        return False
    if figure.unit == "percent":
        put = PUT_IN.match(sentence.text, figure.end) and not direction(sentence, index)
        return bool(put) and any(
            abs(100 * share - float(figure.value)) < CENT for share in _legs(sentence, figure, owner, evidence)
        )
    if figure.unit != "usd":
        return False
    if float(figure.value) == 1 and not figure.size:
        return _one_dollar(sentence, figure)
    amounts = {g.value for g in evidence.givens if g.unit == "usd"}
    amounts |= {float(f.params["amount"]) for f in evidence.facts if "amount" in f.params}
    if _is_all(sentence, figure, evidence):
        return True
    shares = [*_told(sentence.text[: figure.end + 1]), *_legs(sentence, figure, owner, evidence)]
    return any(abs(share * amount - float(figure.value)) < CENT for share in shares for amount in amounts)


def _is_all(sentence: Sentence, figure: Figure, evidence: Evidence) -> bool:
    """Say whether a figure is all the user's money, and not told of one name that was given a part of it."""
    given = [float(asked.value) for asked in evidence.asked if asked.unit == "usd"]
    put = PUT_IN.match(sentence.text, figure.end)
    into = next((m.named for m in sentence.mentions if m.named and put and m.start - put.end() in range(1, 6)), None)
    would = WOULD.search(sentence.text) is not None
    parted = any(f.measure == "growth_of_amount" and into is not None and owns(into, f) for f in evidence.facts)
    return len(given) > 1 and abs(sum(given) - float(figure.value)) < CENT and (would or not parted)


def is_misplaced(sentence: Sentence, index: int, owner: Owner, evidence: Evidence) -> bool:
    """Say whether a share is told of a member of a basket that was given another: "25% into Nvidia"."""
    figure = sentence.quantities[index]
    if not isinstance(figure, Figure) or figure.unit != "percent" or not PUT_IN.match(sentence.text, figure.end):
        return False
    legs = list(_legs(sentence, figure, owner, evidence))
    return bool(legs) and all(abs(100 * share - float(figure.value)) >= CENT for share in legs)


def _one_dollar(sentence: Sentence, figure: Figure) -> bool:
    before, behind = sentence.text[: figure.start], sentence.text[figure.end :]
    return bool(ONE_DOLLAR.search(before) or ONE_DOLLAR.search(behind))


def _told(text: str) -> Iterator[float]:
    """Yield the shares that words take of something: "half of your", "two thirds of the", "60% of the"."""
    for match in PART.finditer(text):
        yield UNITS.get((match["count"] or "one").lower(), 1) * PARTS[match["part"].lower()]
    yield from (float(match["share"]) / 100 for match in PERCENT.finditer(text))


def _legs(sentence: Sentence, figure: Figure, owner: Owner, evidence: Evidence) -> Iterator[float]:
    """Yield the shares of a basket's money that its members got, those of the figure's owner where one is named."""
    for fact in evidence.facts:
        if fact.measure != "growth_of_amount" or len(fact.subject) < 2:
            continue
        shares = _shares(fact.subject, fact.params)
        names = _beside(sentence, figure) or owner.names
        mine = {s for s in fact.subject for name in names if s in name.singles}
        if mine:
            yield from (shares[symbol] for symbol in mine)
        elif EVENLY.search(sentence.text) and len(set(shares.values())) == 1:
            yield next(iter(shares.values()))


def _beside(sentence: Sentence, figure: Figure) -> tuple[Named, ...]:
    """Return the name that a figure is put into, or stands behind in brackets: "the quarter in Apple ($2,000)"."""
    put = PUT_IN.match(sentence.text, figure.end)
    into = [m.named for m in sentence.mentions if put and m.named and put.end() <= m.start <= put.end() + 5]
    if into:
        return tuple(into[:1])
    before = [m for m in sentence.mentions if m.end <= figure.start]
    tight = before and sentence.text[before[-1].end : figure.start].strip() == "("
    return (before[-1].named,) if tight and before[-1].named else ()


def _shares(symbols: tuple[str, ...], params: Mapping[str, object]) -> dict[str, float]:
    weights = params.get("weights")
    told = [float(w) for w in weights] if isinstance(weights, list | tuple) else []
    return dict(zip(symbols, told or [1 / len(symbols)] * len(symbols), strict=True))
