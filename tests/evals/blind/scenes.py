"""Facts booked by the tools over the bundled closes, and sentences about them that the checks were not built on."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from copilot.evals.grounding import alarms
from copilot.facts import Passage
from copilot.grounding import settle
from copilot.ledger import Ledger
from copilot.toolbox.desk import Desk
from copilot.toolbox.givens import book_givens
from copilot.toolbox.tools import run_tool
from tools.prices import ReferencePrices
from tools.sessions import load_sessions
from tools.universe import load_universe

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Sample:
    """A text about a scene's facts; `kind` is "right", or how it is wrong."""

    scene: str
    kind: str
    text: str


@dataclass
class Count:
    """What was caught of what is wrong, and what was blamed though it is right."""

    right: int = 0
    wrong: int = 0
    blamed: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def caught(self) -> float:
        """The share of wrong texts that are marked."""
        return 1 - len(self.missed) / self.wrong if self.wrong else 1.0

    @property
    def false_alarms(self) -> float:
        """The share of right texts that are marked."""
        return len(self.blamed) / self.right


@cache
def scenes() -> Mapping[str, Any]:
    """Return each scene's session, question, tool calls and passages."""
    found: Mapping[str, Any] = json.loads((HERE / "scenes.json").read_text(encoding="utf-8"))
    return found


def samples(name: str) -> Iterator[Sample]:
    """Yield the texts of a set, such as "first"."""
    for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield Sample(**json.loads(line))


@cache
def ledger_of(name: str) -> Ledger:
    """Return what the tools booked for a scene."""
    scene = scenes()[name]
    ledger, question = Ledger(), scene.get("question", "")
    as_of = date.fromisoformat(scene["as_of"])
    desk = Desk(ReferencePrices(), load_universe(), load_sessions(), as_of, ledger, question)
    book_givens(desk, question)
    for tool, arguments in scene["calls"]:
        outcome = run_tool(desk, tool, arguments)
        assert outcome.artifact()["facts"], outcome.text()
    for told in scene.get("passages", ()):
        booked = {**told, "published": date.fromisoformat(told["published"])}
        ledger.book_passage(Passage(id="", document=told["title"], start=0, end=len(told["text"]), **booked))
    return ledger


def counted(name: str) -> Count:
    """Return how the checks judge the texts of a set."""
    count = Count()
    for sample in samples(name):
        scene = scenes()[sample.scene]
        as_of = date.fromisoformat(scene["as_of"])
        why = alarms(settle(sample.text, ledger_of(sample.scene), scene.get("question", ""), as_of))
        if sample.kind == "right":
            count.right += 1
            count.blamed += [f"{sample.text!r}: {'; '.join(why)}"] if why else []
        else:
            count.wrong += 1
            count.missed += [] if why else [f"{sample.kind}: {sample.text!r}"]
    return count


def kinds(name: str) -> Counter[str]:
    """Return how many texts of each kind a set has."""
    return Counter(sample.kind for sample in samples(name))
