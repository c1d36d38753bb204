"""Threads: kept, apart from each other, and one turn at a time."""

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import HumanMessage, ToolMessage

from copilot.answer import Answer
from copilot.events import DoneEvent, NoticeEvent
from copilot.opening import open_copilot
from copilot.service import Copilot
from copilot.settings import Settings
from copilot.threads import KEPT_MESSAGES, FileStore, Thread, ThreadBusy, ThreadUse

NASDAQ = "How has the Nasdaq done since ChatGPT launch?"
AS_OF = date(2026, 1, 6)


def opened(home: Path, **changes: float) -> Copilot:
    return open_copilot(Settings(_env_file=None, home=home, data="reference", **changes))  # type: ignore[arg-type]  # settings by name


def answered(copilot: Copilot, question: str, thread: str | None = "t") -> Answer:
    return asyncio.run(copilot.answer(question, thread=thread, as_of=AS_OF))


def notices(copilot: Copilot, question: str, thread: str) -> tuple[str, Answer]:
    async def run() -> tuple[str, Answer]:
        told = [e async for e in copilot.ask(question, thread=thread, as_of=AS_OF)]
        assert isinstance(told[-1], DoneEvent)
        return " ".join(e.text for e in told if isinstance(e, NoticeEvent)), told[-1].answer

    return asyncio.run(run())


def knows_of_chatgpt(answer: Answer) -> bool:
    """Say whether an answer is about the window of the question before."""
    return any(fact["window"] and fact["window"]["base"] == "2022-11-30" for fact in answer.facts)


def test_a_thread_survives_a_restart_with_its_facts_and_its_context(own_home: Path) -> None:
    first = answered(opened(own_home), NASDAQ)
    second = answered(opened(own_home), "and the S&P 500?")

    assert second.facts[0]["window"] == first.facts[0]["window"]
    assert second.facts[0]["subject"] == ["^GSPC"]
    assert not {f["id"] for f in first.facts if f["value"] > 0} & {f["id"] for f in second.facts[:1]}


def test_a_thread_is_plain_json_without_a_constructor_in_it(own_home: Path) -> None:
    copilot = opened(own_home)
    answered(copilot, NASDAQ)
    (path,) = (own_home / "threads").glob("*.json")
    text = path.read_text(encoding="utf-8")

    assert [m["type"] for m in json.loads(text)["messages"]][::3] == ["human", "ai"]
    assert '"lc"' not in text and "__" not in text


def test_a_message_of_a_kind_that_is_not_known_is_not_made(own_home: Path) -> None:
    copilot = opened(own_home)
    answered(copilot, NASDAQ)
    (path,) = (own_home / "threads").glob("*.json")
    document = json.loads(path.read_text(encoding="utf-8"))
    document["messages"][0]["type"] = "os.system"
    path.write_text(json.dumps(document), encoding="utf-8")

    told, answer = notices(copilot, "and the S&P 500?", "t")

    assert "damaged" in told and not knows_of_chatgpt(answer)
    assert path.with_suffix(".damaged").is_file()


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"messages": 7}', "\x00\x01"])
def test_a_damaged_thread_is_set_aside_and_said(content: str, own_home: Path) -> None:
    copilot = opened(own_home)
    (own_home / "threads").mkdir(parents=True)
    ((own_home / "threads") / "t.json").write_text(content, encoding="utf-8")

    told, answer = notices(copilot, NASDAQ, "t")

    assert "damaged" in told and "105.33%" in answer.text
    assert ((own_home / "threads") / "t.damaged").read_text(encoding="utf-8") == content


@pytest.mark.fault("O2")
def test_a_home_that_cannot_be_written_loses_no_answer(tmp_path: Path) -> None:
    home = tmp_path / "a file"
    home.write_text("in the way", encoding="utf-8")

    told, answer = notices(opened(home), NASDAQ, "t")

    assert "105.33%" in answer.text
    assert "could not be kept" in told


@pytest.mark.fault("S5")
def test_a_thread_that_cannot_be_read_is_said_and_not_overwritten(own_home: Path) -> None:
    copilot = opened(own_home)
    kept = (own_home / "threads") / "t.json"
    kept.mkdir(parents=True)

    told, answer = notices(copilot, NASDAQ, "t")

    assert "105.33%" in answer.text
    assert "cannot be read" in told and kept.is_dir()


@given(one=st.text(min_size=1, max_size=120), other=st.text(min_size=1, max_size=120))
def test_two_names_never_share_a_file_on_any_file_system(one: str, other: str) -> None:
    paths = [FileStore(Path("folder")).path(name) for name in (one, other)]

    assert (paths[0].name.lower() == paths[1].name.lower()) == (one == other)
    assert all(path.parent == Path("folder") and len(path.name) < 120 for path in paths)


@pytest.mark.parametrize(("one", "other"), [("a b", "a_b"), ("Work", "work"), ("x" * 90, "x" * 91), ("../t", "t")])
def test_names_that_look_alike_are_apart(one: str, other: str, own_home: Path) -> None:
    copilot = opened(own_home)
    answered(copilot, NASDAQ, one)

    assert knows_of_chatgpt(answered(copilot, "and the S&P 500?", one))
    assert not knows_of_chatgpt(answered(copilot, "and the Dow?", other))


@pytest.mark.fault("C1")
def test_two_programs_on_one_thread_take_turns_and_lose_none(own_home: Path) -> None:
    programs = [opened(own_home) for _ in range(4)]

    async def all_at_once() -> list[Answer]:
        return await asyncio.gather(*(p.answer(NASDAQ, thread="t", as_of=AS_OF) for p in programs for _ in range(2)))

    asyncio.run(all_at_once())
    thread = programs[0].threads.open("t")

    assert sum(isinstance(m, HumanMessage) for m in thread.messages) == 8
    assert thread.use.answers == 8


def test_a_thread_that_another_program_does_not_let_go_is_refused_by_name(own_home: Path) -> None:
    copilot = opened(own_home, answer_seconds=0.1)
    (own_home / "threads").mkdir(parents=True)

    with FileLock((own_home / "threads") / "t.lock"), pytest.raises(ThreadBusy, match="'t' is in use"):
        answered(copilot, NASDAQ)
    assert "105.33%" in answered(copilot, NASDAQ).text


def test_an_answer_that_is_given_up_lets_the_thread_go(own_home: Path) -> None:
    copilot = opened(own_home)

    async def leave() -> None:
        events = copilot.ask(NASDAQ, thread="t", as_of=AS_OF)
        await anext(events)
        await events.aclose()

    asyncio.run(leave())
    lock = FileLock((own_home / "threads") / "t.lock")

    with lock.acquire(blocking=False):
        assert copilot.threads.open("t").messages == []


def test_what_is_kept_of_a_long_thread_begins_with_a_question(own_home: Path) -> None:
    copilot = opened(own_home)
    answered(copilot, NASDAQ)
    thread = copilot.threads.open("t")
    thread.messages = [*thread.messages * (KEPT_MESSAGES // 2), ToolMessage("late", tool_call_id="x")]
    copilot.threads.save(thread)
    kept = copilot.threads.open("t").messages

    assert isinstance(kept[0], HumanMessage) and KEPT_MESSAGES - 8 <= len(kept) <= KEPT_MESSAGES
    assert kept[-1].content == "late"


def test_a_thread_without_a_name_gets_one_that_nobody_can_guess(own_home: Path) -> None:
    copilot = opened(own_home)
    names = {answered(copilot, NASDAQ, None).thread for _ in range(3)}

    assert len(names) == 3 and all(len(name) >= 20 for name in names)


def test_what_all_threads_have_cost_is_added_up(own_home: Path) -> None:
    copilot = opened(own_home)
    for name, use in (("one", ThreadUse(1, 2, 30, 4)), ("two", ThreadUse(5, 6, 70, 8))):
        copilot.threads.save(Thread(name, use=use))
    ((own_home / "threads") / "three.json").write_text("{", encoding="utf-8")

    assert copilot.threads.total() == (3, ThreadUse(6, 8, 100, 12))
