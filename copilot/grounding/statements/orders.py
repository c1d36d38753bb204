"""The place of a subject in an explicit set: a rank fact, or all facts of one measure and window."""

from typing import Final

from copilot.facts import Fact
from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import owns

TIE: Final = 0.00005
Found = tuple[bool, tuple[str, ...]]


def place_of(evidence: Evidence, name: Named, facts: list[Fact], place: int, last: bool, sign: int = 0) -> Found | None:
    """Say whether a name holds a place from the top, or from the bottom; None where no set has it.

    `sign` is 1 where the set is of those that rose alone, -1 of those that fell.
    """
    if sign:
        return _by_values(evidence, facts, place, last, sign)
    ranked = _by_rank(evidence, name, facts, place, last)
    return ranked if ranked is not None else _by_values(evidence, facts, place, last)


def _by_rank(evidence: Evidence, name: Named, facts: list[Fact], place: int, last: bool) -> Found | None:
    ranks = [f for f in evidence.facts if f.measure == "rank" and owns(name, f) and not isinstance(f.value, str)]
    windows = {f.window for f in facts}
    fitting = [r for r in ranks if r.window in windows] or ([] if facts else ranks)
    if not fitting:
        return None
    holds = any(_holds(evidence, rank, place, last) for rank in fitting)
    return holds, tuple(f.id for f in fitting)


def _holds(evidence: Evidence, rank: Fact, place: int, last: bool) -> bool:
    lowest_first = bool(rank.params.get("ascending") or rank.params.get("lowest_first"))
    position = int(float(rank.value))
    if lowest_first != last:
        position = size_of(evidence, rank) - position + 1
    if position == place:
        return True
    tied = set(rank.params.get("tied_with") or ())
    alike = [f for f in evidence.facts if f.measure == "rank" and f.window == rank.window and f.subject[0] in tied]
    shift = position - int(float(rank.value))
    return any(int(float(f.value)) + shift == place for f in alike) and lowest_first == last


def size_of(evidence: Evidence, rank: Fact) -> int:
    """Return how many a rank is among."""
    size = rank.params.get("of")
    if isinstance(size, int):
        return size
    if len(rank.inputs) > 1:
        return len({getattr(i, "symbol", None) or getattr(i, "fact", "") for i in rank.inputs})
    alike = [f for f in evidence.facts if f.measure == "rank" and f.window == rank.window]
    return max(len(alike), *(int(float(f.value)) for f in alike))


def kind_of(fact: Fact) -> tuple[bool, bool]:
    """Return whether a fact is about an index, and whether about a sector's fund: sets hold one kind."""
    return fact.subject[0].startswith("^"), fact.subject[0].startswith("XL")


def _by_values(evidence: Evidence, facts: list[Fact], place: int, last: bool, sign: int = 0) -> Found | None:
    for fact in facts:
        others = [
            f
            for f in evidence.facts
            if (f.measure, f.window, f.basis) == (fact.measure, fact.window, fact.basis)
            and f.subject[1:] == fact.subject[1:]
            and f.params == fact.params
        ]
        alike = [f for f in others if kind_of(f) == kind_of(fact)]
        others = alike if len(alike) > 1 else others
        values = {f.subject[0]: float(f.value) for f in others}
        if len(values) < 2:
            continue
        order = sorted((v for v in values.values() if not sign or v * sign > 0), reverse=not last)
        holds = place <= len(order) and abs(order[place - 1] - float(fact.value)) <= TIE
        return holds, tuple(f.id for f in others)
    return None
