"""Ask a file of questions with known answers, and count what is answered right.

Each line is a JSON object: `id`, `category`, `question`, `today` (the day it is asked), `context`
(questions asked before it in the same conversation) and `gold` (see `copilot.evals.gold`), whose
`fixture`, where there is one, is a text that is put into the library first.
"""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from copilot.answer import Json
from copilot.evals.gold import Verdict, judge
from copilot.opening import open_copilot
from copilot.service import Copilot
from copilot.settings import OFFLINE, Settings
from tools.library import Document

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Case:
    """A question, the day it is asked, what was asked before it, and what is right."""

    id: str
    category: str
    question: str
    today: date
    context: tuple[str, ...]
    gold: Mapping[str, Any]


@dataclass(frozen=True)
class Scored:
    """A case, the verdict on its answer, and the answer document."""

    case: Case
    verdict: Verdict
    answer: Json = field(repr=False)


@dataclass(frozen=True)
class Score:
    """The verdicts on a set of questions."""

    scored: tuple[Scored, ...]

    @property
    def passed(self) -> int:
        """How many were answered right."""
        return sum(s.verdict.right for s in self.scored)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The ids of the questions whose answer tells something that is not so."""
        return tuple(s.case.id for s in self.scored if s.verdict.wrong)

    @property
    def failures(self) -> tuple[tuple[str, str, str], ...]:
        """Id, question and what is amiss, of every question not answered right."""
        failed = (s for s in self.scored if not s.verdict.right)
        return tuple((s.case.id, s.case.question, "; ".join(dict.fromkeys(s.verdict.problems))) for s in failed)

    def to_json(self) -> Json:
        """Return the document that the command prints."""
        categories: dict[str, dict[str, int]] = {}
        for scored in self.scored:
            counts = categories.setdefault(scored.case.category, {"passed": 0, "total": 0})
            counts["passed"] += scored.verdict.right
            counts["total"] += 1
        return {"passed": self.passed, "total": len(self.scored), "by_category": categories, "wrong": list(self.wrong)}


def load_cases(path: Path) -> tuple[Case, ...]:
    """Return the questions of a JSON-lines file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_case(json.loads(line)) for line in lines if line.strip())


def _case(row: Mapping[str, Any]) -> Case:
    gold = row["gold"]
    if not gold["accept"]:
        raise ValueError(f"no answer is accepted for {row['id']}")
    context = tuple(row.get("context", ()))
    return Case(row["id"], row["category"], row["question"], date.fromisoformat(row["today"]), context, gold)


def evaluate(cases: Sequence[Case], data: str = "reference", progress: Progress | None = None) -> Score:
    """Ask every question of the built-in model in a home of its own, and return the verdicts.

    Raises PriceFileError when `data` names a file that cannot be read.
    """
    with TemporaryDirectory() as home:
        settings = Settings(home=Path(home), data=data, model=OFFLINE, _env_file=None)  # type: ignore[call-arg]  # pydantic's own
        return asyncio.run(score(cases, open_copilot(settings), progress))


async def score(cases: Iterable[Case], copilot: Copilot, progress: Progress | None = None) -> Score:
    """Ask the questions one after the other, each in a conversation of its own, and return the verdicts."""
    asked, done = tuple(cases), []
    for number, case in enumerate(asked):
        if progress:
            progress(number, len(asked), case.question)
        answer = await ask(case, copilot)
        done.append(Scored(case, judge(case.gold, answer), answer))
    return Score(tuple(done))


async def ask(case: Case, copilot: Copilot) -> Json:
    """Return the answer document to a question after those that come before it."""
    if "fixture" in case.gold:
        fixture = case.gold["fixture"]
        copilot.library().add(Document(fixture["text"], fixture.get("title", case.id)))
    thread = f"eval-{case.id}"
    for earlier in case.context:
        await copilot.answer(earlier, thread=thread, as_of=case.today)
    return (await copilot.answer(case.question, thread=thread, as_of=case.today)).to_json()
