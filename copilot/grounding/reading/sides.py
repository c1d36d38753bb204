"""The two sides of a difference or a ratio: each a single symbol, or the members of a group."""

from collections.abc import Mapping
from typing import Final

from copilot.facts import Fact, FactInput
from copilot.grounding.reading.lexicon import FUNDS, Named

PAIRS: Final = frozenset({"spread", "ratio", "beta", "correlation", "tracking_error"})
"""Measures of two subjects at once."""
INDEX_OF: Final = {fund: index for index, fund in FUNDS.items()}
Sides = tuple[frozenset[str], frozenset[str]]


def sides(fact: Fact, facts: Mapping[str, Fact]) -> Sides | None:
    """Return whose measure a fact subtracts from, or divides by, whose; None for a fact of one subject."""
    if fact.measure not in PAIRS:
        return None
    if len(fact.subject) == 2:
        return frozenset(fact.subject[:1]), frozenset(fact.subject[1:])
    parts = [facts[i.fact].subject for i in fact.inputs if isinstance(i, FactInput) and i.fact in facts]
    return (frozenset(parts[0]), frozenset(parts[1])) if len(parts) == 2 else None


def means(name: Named, side: frozenset[str]) -> bool:
    """Say whether a name may stand for one side: its symbol, the index that its fund follows, or its members."""
    if len(side) > 1:
        return bool(name.members) and (side <= name.members or name.members <= side)
    return bool(name.singles & side) or any(INDEX_OF.get(symbol) in name.singles for symbol in side)


def held(name: Named, pair: Sides) -> frozenset[int]:
    """Return which sides a name means: 0, 1, both or none. A name that is one side exactly is not the other too."""
    exact = frozenset(i for i, side in enumerate(pair) if len(side) == 1 and name.singles & side)
    return exact or frozenset(i for i, side in enumerate(pair) if means(name, side))
