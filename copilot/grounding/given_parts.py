"""Parts of the money that the user gave: half of it, one leg of a basket that it is split into, one dollar of it."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from copilot.grounding.evidence import Evidence
from copilot.grounding.figures import Figure
from copilot.grounding.number_words import PARTS, UNITS
from copilot.grounding.owners import Owner
from copilot.grounding.scan import Sentence

CENT: Final = 0.005
PART: Final = re.compile(
    rf"\b(?:(?:an?|(?P<count>{'|'.join(UNITS)}))[\s-])?(?P<part>{'|'.join(PARTS)})s?\s+(?:of\s+)?(?:your|the|that|this|its|it|each|\$|\{{U)",
    re.IGNORECASE,
)
PERCENT: Final = re.compile(
    r"(?P<share>\d+(?:\.\d+)?)\s?(?:%|percent)\s+of\s+(?:your|the|that|this|\$|\{U)", re.IGNORECASE
)
EVENLY: Final = re.compile(r"\b(?:each|apiece|evenly|equally|half|halves|two|both|thirds|quarters)\b", re.IGNORECASE)
ONE_DOLLAR: Final = re.compile(
    r"\b(?:each|every|per|growth\s+of|value\s+of)\s+(?:an?\s+)?$|^\s+(?:\w+\s+)?(?:invested|put|placed|in|into|on)\b",
    re.IGNORECASE,
)


def part_of_given(sentence: Sentence, figure: Figure, owner: Owner, evidence: Evidence) -> bool:
    """Say whether a sum is the part of the user's money that the words, or a basket's shares, make it."""
    if figure.unit != "usd":
        return False
    if float(figure.value) == 1 and not figure.size:
        return _one_dollar(sentence, figure)
    amounts = {g.value for g in evidence.givens if g.unit == "usd"}
    amounts |= {float(f.params["amount"]) for f in evidence.facts if "amount" in f.params}
    shares = [*_told(sentence.text[: figure.end + 1]), *_legs(sentence, owner, evidence)]
    return any(abs(share * amount - float(figure.value)) < CENT for share in shares for amount in amounts)


def _one_dollar(sentence: Sentence, figure: Figure) -> bool:
    before, behind = sentence.text[: figure.start], sentence.text[figure.end :]
    return bool(ONE_DOLLAR.search(before) or ONE_DOLLAR.search(behind))


def _told(text: str) -> Iterator[float]:
    """Yield the shares that words take of something: "half of your", "two thirds of the", "60% of the"."""
    for match in PART.finditer(text):
        yield UNITS.get((match["count"] or "one").lower(), 1) * PARTS[match["part"].lower()]
    yield from (float(match["share"]) / 100 for match in PERCENT.finditer(text))


def _legs(sentence: Sentence, owner: Owner, evidence: Evidence) -> Iterator[float]:
    """Yield the shares of a basket's money that its members got, those of the figure's owner where one is named."""
    for fact in evidence.facts:
        if fact.measure != "growth_of_amount" or len(fact.subject) < 2:
            continue
        shares = _shares(fact.subject, fact.params)
        mine = {s for s in fact.subject for name in owner.names if s in name.singles}
        if mine:
            yield from (shares[symbol] for symbol in mine)
        elif EVENLY.search(sentence.text) and len(set(shares.values())) == 1:
            yield next(iter(shares.values()))


def _shares(symbols: tuple[str, ...], params: Mapping[str, object]) -> dict[str, float]:
    weights = params.get("weights")
    told = [float(w) for w in weights] if isinstance(weights, list | tuple) else []
    return dict(zip(symbols, told or [1 / len(symbols)] * len(symbols), strict=True))
