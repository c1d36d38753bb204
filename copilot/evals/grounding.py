"""Make correct answers wrong in every way, and count what the checks catch and what they blame wrongly."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from copilot.evals.grounding_faults import faults
from copilot.evals.grounding_prose import Case, cases
from copilot.grounding import Settled, settle


@dataclass
class Score:
    """What was caught of what was wrong, by kind, and what was blamed though it was right."""

    answers: int = 0
    figures: int = 0
    blamed: list[tuple[str, str]] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return the document that the command prints; shares are of faults made and of figures."""
        misses = Counter(kind for kind, _, _ in self.missed)
        return {
            "caught": round(1 - len(self.missed) / max(1, self.made.total()), 4),
            "false_alarms": round(len(self.blamed) / max(1, self.figures), 4),
            "by_kind": {kind: round(1 - misses[kind] / made, 4) for kind, made in sorted(self.made.items())},
            "answers": self.answers,
            "figures": self.figures,
            "faults": self.made.total(),
        }


def alarms(settled: Settled) -> list[str]:
    """Return why the checks object to a text."""
    checks = settled.checks
    return [f"{e.get('text') or e.get('citation')}: {e['reason']}" for e in (*checks.unproved, *checks.unsupported)]


def scored(every: Iterator[Case], seed: int = 1) -> Score:
    """Return the score over correct answers and their faults."""
    chance = random.Random(seed)
    score = Score()
    for case in every:
        right = settle(case.text, case.ledger)
        score.answers += 1
        score.figures += right.checks.figures
        score.blamed += [(why, case.text) for why in alarms(right)]
        for wrong in faults(case, chance):
            score.made[wrong.kind] += 1
            if not alarms(settle(wrong.text, case.ledger)):
                score.missed.append((wrong.kind, wrong.text, case.text))
    return score


def evaluate() -> dict[str, Any]:
    """Return the shares caught, overall and by kind, and the false alarms per figure."""
    return scored(cases()).to_json()
