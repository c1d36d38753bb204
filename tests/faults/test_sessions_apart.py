"""Many at once: fifty conversations, each with a canary of its own, over one program and one server."""

import asyncio
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from copilot.answer import Answer
from copilot.events import DoneEvent, SentenceEvent
from tests.doubles.asking import NASDAQ, copilot_with
from tests.doubles.openai_server import Reply, facts_in, faulty, openai_server

CANARY = re.compile(r"canary[a-z]{6}x")
MANY = 50


def canary(number: int) -> str:
    return f"canary{''.join(chr(97 + int(digit)) for digit in f'{number:06}')}x"


def echoes(request: dict[str, Any], number: int) -> Reply:
    """Say back every canary of the conversation, beside the first fact."""
    seen = sorted(set(CANARY.findall(json.dumps(request["messages"]))))
    facts = facts_in(request)
    return Reply(
        f"{' '.join(seen)} the Nasdaq Composite returned {{{facts[0][0]}}}." if facts else "[decline: no_data]"
    )


@pytest.mark.fault("C1")
def test_fifty_conversations_at_once_never_see_each_other(own_home: Path) -> None:
    with openai_server(echoes) as server:
        copilot = copilot_with(server, own_home, first_byte_seconds=60, gap_seconds=60)

        async def conversation(number: int) -> list[Answer]:
            asked = [f"How has the Nasdaq done in 2025? {canary(number)}", "How has the Nasdaq done this year?"]
            asked = asked if number % 5 == 0 else asked[:1]
            return [await copilot.answer(q, thread=canary(number), as_of=date(2026, 1, 6)) for q in asked]

        async def all_at_once() -> list[list[Answer]]:
            return await asyncio.gather(*map(conversation, range(MANY)))

        told = asyncio.run(all_at_once())
        requests = [set(CANARY.findall(json.dumps(request))) for request in server.requests]

    for number, answers in enumerate(told):
        assert all(set(CANARY.findall(json.dumps(a.to_json()))) == {canary(number)} for a in answers)
    assert all(len(seen) == 1 for seen in requests)
    files = [set(CANARY.findall(path.read_text("utf-8"))) for path in (own_home / "threads").glob("*.json")]
    assert len(files) == MANY and all(len(seen) == 1 for seen in files)
    assert len(copilot._busy) == 0


@pytest.mark.fault("C2")
@pytest.mark.parametrize("task_for_each", [False, True], ids=["one task", "a task for each event"])
def test_a_reader_who_leaves_ends_the_reply_of_the_model_within_a_second(task_for_each: bool, own_home: Path) -> None:
    text = "The Nasdaq Composite returned {F1} since then. Per year that is {F2}, and it goes on and on."
    with openai_server(faulty("sstall", text)) as server:
        copilot = copilot_with(server, own_home, gap_seconds=60)

        async def leave() -> None:
            events = copilot.ask(NASDAQ, as_of=date(2026, 1, 6))
            while True:
                event = await (asyncio.ensure_future(anext(events)) if task_for_each else anext(events))
                if isinstance(event, SentenceEvent):
                    break
            assert not server.idle.is_set()
            await events.aclose()

        asyncio.run(leave())

        assert server.idle.wait(1.0)


@pytest.mark.fault("L4")
def test_the_time_budget_holds_when_each_event_is_taken_in_a_task_of_its_own(own_home: Path) -> None:
    text = "The Nasdaq Composite returned {F1} since then. Per year that is {F2}, and it goes on and on."
    with openai_server(faulty("sstall", text)) as server:
        copilot = copilot_with(server, own_home, gap_seconds=60, answer_seconds=1.0)

        async def paced() -> Answer:
            events = copilot.ask(NASDAQ, as_of=date(2026, 1, 6))
            while True:
                event = await asyncio.ensure_future(anext(events))
                if isinstance(event, DoneEvent):
                    return event.answer

        answer = asyncio.run(paced())

    assert answer.model.incomplete and answer.seconds < 3
