import asyncio
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from copilot.answer import Answer
from tools.errors import NoData
from ui.app.answers import Answers
from ui.app.page import BUSY, MOST_AT_ONCE, MOST_TURNS, Page, Session

Make = Callable[..., Any]
READER: Any = SimpleNamespace(session_hash="reader")


def page_of(copilot: Any, answers: Answers | None = None) -> Page:
    async def opened() -> Any:
        return copilot

    return Page(opened, answers or Answers())


async def asked(page: Page, question: str, session: Session | None = None) -> list[tuple[Any, ...]]:
    return [updates async for updates in page.ask(question, session, READER)]


def test_a_question_ends_with_its_answer_and_an_empty_field(telling: Make, answer: Answer) -> None:
    first, *_, last = asyncio.run(asked(page_of(telling(answer)), "How?"))

    assert first[3] == ""
    assert "How?" in first[1]
    assert "105.33%" in last[1]
    assert "2 of 3 figures proved" in last[1]


def test_the_second_question_continues_the_thread(telling: Make, answer: Answer) -> None:
    copilot = telling(answer)

    async def twice() -> None:
        page = page_of(copilot)
        session = (await asked(page, "One?"))[-1][2]
        await asked(page, "Two?", session)

    asyncio.run(twice())

    assert [thread for _, thread, _ in copilot.asked] == [None, "thread-new"]


def test_the_turn_before_moves_up(telling: Make, answer: Answer) -> None:
    async def twice() -> list[tuple[Any, ...]]:
        page = page_of(telling(answer))
        session = (await asked(page, "One?"))[-1][2]
        return await asked(page, "Two?", session)

    first, *_ = asyncio.run(twice())

    assert "One?" in first[0]
    assert "Two?" in first[1]


def test_an_empty_question_asks_nothing(telling: Make, answer: Answer) -> None:
    copilot = telling(answer)
    asyncio.run(asked(page_of(copilot), "  "))

    assert copilot.asked == []


def test_an_error_with_a_name_is_said_and_the_page_is_ready_again(telling: Make, answer: Answer) -> None:
    copilot = telling(answer, error=NoData("no rows of SPY for 2 January 2019"))

    last = asyncio.run(asked(page_of(copilot), "How?"))[-1]

    assert "No rows of SPY for 2 January 2019." in last[1]
    assert last[4]["visible"] is True


@pytest.mark.fault("X9")
def test_an_unforeseen_error_shows_nothing_of_itself(telling: Make, answer: Answer) -> None:
    copilot = telling(answer, error=ValueError("sk-canary-1234567890 at /home/me/secret.py"))

    last = asyncio.run(asked(page_of(copilot), "How?"))[-1]

    assert "canary" not in last[1]
    assert "secret.py" not in last[1]
    assert "did not foresee" in last[1]


def test_a_failed_turn_counts_no_longer_as_running(telling: Make, answer: Answer) -> None:
    async def many() -> str:
        page = page_of(telling(answer, error=NoData("nothing")))
        for _ in range(MOST_AT_ONCE + 1):
            last = (await asked(page, "How?"))[-1]
        return str(last[1])

    assert "Nothing." in asyncio.run(many())


@pytest.mark.fault("C2")
def test_one_question_too_many_is_told_that_it_is_busy(telling: Make, answer: Answer) -> None:
    async def crowd() -> str:
        page = page_of(telling(answer, gate=asyncio.Event()))
        waiting = [asyncio.create_task(asked(page, f"{i}?")) for i in range(MOST_AT_ONCE)]
        await asyncio.sleep(0)
        while page.active < MOST_AT_ONCE:
            await asyncio.sleep(0)
        last = (await asked(page, "One more?"))[-1]
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return str(last[1])

    assert BUSY in asyncio.run(crowd())


@pytest.mark.fault("C2")
def test_a_cancelled_turn_closes_the_copilots_work(telling: Make, answer: Answer) -> None:
    async def stopped() -> tuple[int, str]:
        copilot = telling(answer, gate=asyncio.Event())
        page, session = page_of(copilot), Session()
        task = asyncio.create_task(asked(page, "How?", session))
        while not (session.newest and session.newest.segments):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return copilot.stopped, page.stop(session)[0]

    work_stopped, html = asyncio.run(stopped())

    assert work_stopped == 1
    assert "Stopped." in html


def test_a_long_conversation_keeps_its_newest_turns_on_the_page(telling: Make, answer: Answer) -> None:
    session = Session()
    for number in range(MOST_TURNS + 5):
        session.begin(f"{number}?")

    assert len(session.past) == MOST_TURNS - 1
    assert f"{MOST_TURNS + 3}?" in session.past[-1]
    assert session.newest is not None
    assert session.newest.question == f"{MOST_TURNS + 4}?"


def test_an_answer_can_be_had_under_a_token_that_nobody_can_guess(telling: Make, answer: Answer) -> None:
    answers = Answers(most=2)
    tokens = [answers.keep({"n": n}) for n in range(3)]

    assert [answers.get(t) for t in tokens] == [None, {"n": 1}, {"n": 2}]
    assert min(map(len, tokens)) >= 32


def test_a_brief_does_not_change_the_thread(telling: Make, answer: Answer) -> None:
    async def both() -> str | None:
        page = page_of(telling(answer, brief_answer=replace(answer, kind="brief", thread="other")))
        session = (await asked(page, "How?"))[-1][2]
        async for updates in page.brief(session, READER):
            session = updates[2]
        return str(session.thread)

    assert asyncio.run(both()) == "thread-new"
