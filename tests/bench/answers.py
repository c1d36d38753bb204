"""What an answer by a chat model costs: calls, tokens and seconds of each question, on a server with a fixed delay."""

import asyncio
import json
import math
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from copilot.events import DoneEvent, SentenceEvent
from copilot.service import Copilot
from tests.bench.measuring import Row
from tests.doubles.asking import copilot_with
from tests.doubles.openai_server import Reply, Script, Server, behaves, faulty, openai_server, says

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "evals" / "questions.jsonl"
OWN = ROOT / "tests" / "evals" / "questions.jsonl"
MOST = 60
DELAY = 0.2
"""Seconds that the server lets pass before each reply."""


def asks_first(request: dict[str, Any], number: int) -> Reply:
    """Call a tool of one's own choice, then answer."""
    if number > 1:
        return behaves(request, number)
    return Reply(calls=[("measure", {"measure": "price_return", "subjects": ["Apple"], "period": "2025"})])


NASDAQ = "How has the Nasdaq done since ChatGPT launch?"
UNREAD = "Please opine on how the Composite fared, by and large, in the year of the rooster"
PATHS: dict[str, tuple[Script, list[str]]] = {
    "read": (behaves, [NASDAQ]),
    "unread": (behaves, [UNREAD]),
    "repaired": (says("The Nasdaq rose {F1}. It is 131.31% up.", "2: It rose {F1}."), [NASDAQ]),
    "no model": (faulty("e500"), [NASDAQ]),
    "broken": (faulty("snodone", "The Nasdaq Composite rose {F1} since then. And it"), [NASDAQ]),
    "tool": (asks_first, [NASDAQ]),
    "7th turn": (behaves, [f"How did Apple do in {year}?" for year in (2023, 2024, 2025)] * 2 + [NASDAQ]),
}
"""Ways to an answer that the questions of a file do not all take: a script, and the questions of one thread."""


@dataclass(frozen=True)
class Cost:
    """One question: what it asked of the model, and how long the reader waited. `first` is None without a sentence."""

    id: str
    calls: int
    tokens: int
    first: float | None
    whole: float
    fell_back: bool


def rows() -> list[Row]:
    """Return means over the questions of `../shared` where they are, of the project's own otherwise."""
    costs = measured(SHARED if SHARED.is_file() else OWN)
    for cost in [*costs, *map(along, PATHS)]:
        first = "   -" if cost.first is None else f"{cost.first:4.2f}"
        print(f"  {cost.id:<8} {cost.calls} calls {cost.tokens:>6} tokens  first {first} s  whole {cost.whole:4.2f} s")
    first_seconds = [c.first for c in costs if c.first is not None]
    return [
        Row("calls a question", statistics.mean(c.calls for c in costs), 1.0, 1.3, "calls"),
        Row("tokens a question, mean", statistics.mean(c.tokens for c in costs), 6000, 1.0, "tokens"),
        Row("tokens a question, highest", max(c.tokens for c in costs), 6000, math.inf, "tokens"),
        Row("first checked sentence, median", statistics.median(first_seconds), 3.0, 1.0),
        Row("whole answer, median", statistics.median(c.whole for c in costs), 3.0, math.inf),
    ]


def measured(path: Path) -> list[Cost]:
    """Return the cost of each question of a file."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:MOST]
    with openai_server(behaves, DELAY) as server, tempfile.TemporaryDirectory() as home:
        copilot = copilot_with(server, Path(home), first_byte_seconds=30.0, gap_seconds=10.0)
        return [asyncio.run(_cost(copilot, server, case)) for case in cases]


def along(path: str) -> Cost:
    """Return the cost of the last question of a path."""
    script, questions = PATHS[path]
    case = {"id": path, "today": "2026-01-09", "context": questions[:-1], "question": questions[-1]}
    with openai_server(script, DELAY) as server, tempfile.TemporaryDirectory() as home:
        return asyncio.run(_cost(copilot_with(server, Path(home), first_byte_seconds=30.0), server, case))


async def _cost(copilot: Copilot, server: Server, case: dict[str, Any]) -> Cost:
    today, thread = date.fromisoformat(case["today"]), f"bench-{case['id']}"
    for before in case["context"]:
        said = before if isinstance(before, str) else before.get("question", "")
        await copilot.answer(said, thread=thread, as_of=today)
    made, since, first = len(server.requests), time.perf_counter(), None
    async for event in copilot.ask(case["question"], thread=thread, as_of=today):
        if isinstance(event, SentenceEvent) and first is None:
            first = time.perf_counter() - since
        if isinstance(event, DoneEvent):
            use = event.answer.model
    calls = len(server.requests) - made
    tokens = use.input_tokens + use.output_tokens
    return Cost(case["id"], calls, tokens, first, time.perf_counter() - since, use.fell_back)


if __name__ == "__main__":
    sys.exit(0 if all(row.within for row in rows()) else 1)
