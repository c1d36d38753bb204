"""What a plan's tool calls gave back, looked up by the part that each fact plays."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from copilot.facts import Fact, Passage
from copilot.reader import Plan
from copilot.toolbox import Desk
from copilot.toolbox.subjects import stand_ins

Json = Mapping[str, Any]
OTHERWISE = {"price_return": ("total_return", "points_change"), "total_return": ("points_change",)}
"""What a return may have become: with dividends where there are no plain closes, points of a yield."""


def step_of(call: Json) -> int:
    """Return the number of the step that a call of the built-in model belongs to: 2 for "turn1/2.3"."""
    return int(call["id"].partition("/")[2].partition(".")[0])


class Results:
    """The outcomes of one turn, in the order of the calls, beside the plan that asked for them."""

    def __init__(self, plan: Plan, desk: Desk, artifacts: Sequence[Json], calls: Sequence[Json]) -> None:
        self.plan, self.desk = plan, desk
        self.artifacts, self.calls = tuple(artifacts), tuple(calls)

    def parts(self) -> Iterator[tuple[str, "Results"]]:
        """Yield each part of a question that has several, as it was asked, with what its own calls gave back."""
        done = 0
        for text, plan in self.plan.details["parts"]:
            own = [i for i, call in enumerate(self.calls) if done < step_of(call) <= done + len(plan.steps)]
            yield text, Results(plan, self.desk, [self.artifacts[i] for i in own], [self.calls[i] for i in own])
            done += len(plan.steps)

    def fact(self, role: str, call: int | None = None) -> Fact | None:
        """Return the fact in a role, of one call or of the first that has it."""
        for place, artifact in enumerate(self.artifacts):
            if call in (None, place) and role in artifact.get("roles", {}):
                return self.desk.ledger.facts.get(artifact["roles"][role])
        return None

    def facts(self, prefix: str, call: int | None = None) -> list[tuple[str, Fact]]:
        """Return the facts whose role begins so ("rank:"), each with the rest of its role, in order."""
        found = []
        for place, artifact in enumerate(self.artifacts):
            for role, fact_id in artifact.get("roles", {}).items():
                if call in (None, place) and role.startswith(prefix) and fact_id in self.desk.ledger.facts:
                    found.append((role[len(prefix) :], self.desk.ledger.facts[fact_id]))
        return found

    def main(self, call: int) -> list[tuple[str, Fact]]:
        """Return the values that a call was made for, by subject: not what came along beside them."""
        measure = self.calls[call]["args"].get("measure", "")
        for name in (measure, *OTHERWISE.get(measure, ())):
            if found := self.facts(f"{name}:", call):
                return found
        return []

    def of(self, symbol: str, call: int) -> tuple[str, Fact] | None:
        """Return the value that a call was made for of one subject, or of what stands for it, with its symbol."""
        values = dict(self.main(call))
        names = stand_ins(self.desk, self.desk.universe.instrument(symbol))
        return next(((name, values[name]) for name in names if name in values), None)

    @property
    def tables(self) -> list[str]:
        """The ids of the tables, in order."""
        return [table for artifact in self.artifacts for table in artifact.get("tables", [])]

    @property
    def passages(self) -> list[Passage]:
        """The passages found, best first."""
        ids = [p for artifact in self.artifacts for p in artifact.get("passages", [])]
        return [self.desk.ledger.passages[i] for i in dict.fromkeys(ids)]

    @property
    def notes(self) -> list[str]:
        """What the tools say about their figures, each once."""
        return list(dict.fromkeys(n for artifact in self.artifacts for n in artifact.get("notes", [])))

    @property
    def failures(self) -> list[Json]:
        """What the tools could not do, each once."""
        found: list[Json] = []
        for artifact in self.artifacts:
            found += [f for f in artifact.get("failures", []) if f not in found]
        return found

    @property
    def verdicts(self) -> list[Json]:
        """How claims were judged, in order."""
        return [v for artifact in self.artifacts for v in artifact.get("verdicts", [])]

    @property
    def empty(self) -> bool:
        """Whether no call booked anything."""
        return not any(a.get("facts") or a.get("tables") or a.get("passages") for a in self.artifacts)

    def calls_of(self, tool: str) -> Iterator[int]:
        """Yield the places of a tool's calls."""
        return (i for i, call in enumerate(self.calls) if call["name"] == tool)
