"""One turn of the built-in model over the bundled closes, as the agent loop runs it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from copilot.agent import Ended, Loop, TextPiece
from copilot.grounding import Settled, settle
from copilot.ledger import Ledger
from copilot.models.offline import BuiltInModel
from copilot.toolbox import Desk, book_givens, build_tools
from tools.prices import open_prices
from tools.sessions import load_sessions
from tools.universe import load_universe

AS_OF = date(2026, 1, 9)


@dataclass(frozen=True)
class Answered:
    """What one question came to: the draft, its metadata, the tool calls, and the checked answer."""

    draft: str
    told: dict[str, Any]
    calls: list[dict[str, Any]]
    settled: Settled

    @property
    def text(self) -> str:
        return "".join(segment.text for segment in self.settled.segments)


def desk_for(question: str, ledger: Ledger, cache: Path) -> Desk:
    prices = open_prices("reference", cache, lambda: datetime(2026, 1, 10, tzinfo=UTC))
    return Desk(prices, load_universe(), load_sessions(), AS_OF, ledger, question)


async def answer(question: str, history: list[BaseMessage], ledger: Ledger, cache: Path) -> Answered:
    ledger.open_turn()
    desk = desk_for(question, ledger, cache)
    book_givens(desk, question)
    draft, new = "", []
    async for happening in Loop(BuiltInModel(desk), build_tools(desk), "").run([*history, HumanMessage(question)]):
        if isinstance(happening, TextPiece):
            draft += happening.text
        if isinstance(happening, Ended):
            new = list(happening.messages)
    calls = [dict(c) for m in new if isinstance(m, AIMessage) for c in m.tool_calls]
    kept = [m for m in new if not (isinstance(m, AIMessage) and not m.tool_calls)]
    history += [HumanMessage(question), *kept, AIMessage(draft)]
    return Answered(draft, new[-1].response_metadata, calls, settle(draft, ledger, question))


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., Answered]:
    """Ask questions one after the other in one thread; the last answer is returned."""

    def asked(*questions: str) -> Answered:
        history: list[BaseMessage] = []
        ledger = Ledger()
        answers = [asyncio.run(answer(q, history, ledger, tmp_path)) for q in questions]
        return answers[-1]

    return asked
