"""Figures that a reader is shown beside a fact, and that prose may quote: its other readings, its input closes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from copilot.facts import Alternative, Fact, RowInput
from copilot.grounding.printing.render import part_of
from copilot.grounding.reading.content import content
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import owns
from copilot.grounding.reading.scan import Sentence

DIVIDENDS: Final = re.compile(r"dividend|total[\s-]return|rendement total|Dividende|reinvest", re.IGNORECASE)
CLOSES: Final = frozenset({"price_return", "annualized_return", "growth_of_amount", "points_change", "day_move"})
"""Measures of two closes, which prose may give beside the move."""
RATE: Final = re.compile(r"risk[\s-]free|cash rate|risikofrei|libre de riesgo|sans risque", re.IGNORECASE)
PARAMETER: Final = "parameter"
ENOUGH: Final = 2


@dataclass(frozen=True)
class StandIn:
    """A figure that stands beside a fact. `told` is the figure as a fact of its own, with the fact's id."""

    told: Fact
    part: str
    fact: Fact
    other: Alternative | None = None


def stand_ins(facts: Iterable[Fact]) -> Iterator[StandIn]:
    """Yield the other readings, the risk-free rate and the input closes of facts, each once."""
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        for number, other in enumerate(fact.alternatives, 1):
            if not isinstance(other.value, str):
                yield StandIn(part_of(fact, f"alternative {number}"), f"alternative {number}", fact, other)
        if isinstance(fact.params.get("risk_free_rate"), float):
            yield StandIn(part_of(fact, f"{PARAMETER} risk_free_rate"), f"{PARAMETER} risk_free_rate", fact)
        for number, row in enumerate(fact.inputs, 1):
            if not isinstance(row, RowInput) or row.field != "close" or fact.measure not in CLOSES:
                continue
            key = (row.symbol, row.session)
            if key not in seen and len(fact.subject) == 1:
                seen.add(key)
                yield StandIn(part_of(fact, f"input {number}"), f"input {number}", fact)


def is_told(beside: StandIn, names: Iterable[Named], sentence: Sentence) -> bool:
    """Say whether a sentence says what sets another reading apart from its fact; a close needs its owner alone."""
    told, other = beside.told, beside.other
    mine = [name for name in names if owns(name, told)]
    if beside.part.startswith(PARAMETER):
        return RATE.search(sentence.text) is not None
    if other is None:
        return bool(mine)
    if any(owns(name, beside.fact) for name in names) and _says(sentence, other.label):
        return True
    if other.basis != beside.fact.basis and other.basis == "total_return":
        return bool(mine) and DIVIDENDS.search(sentence.text) is not None
    if other.subject != beside.fact.subject:
        return any(set(other.subject) & (name.singles | name.members) for name in mine)
    return bool(mine) and _says(sentence, other.label)


def _says(sentence: Sentence, label: str) -> bool:
    """Say whether a sentence has the words that another reading is called by, or two of them."""
    wanted = content(label)
    return len(wanted & content(sentence.text)) >= min(ENOUGH, len(wanted))
