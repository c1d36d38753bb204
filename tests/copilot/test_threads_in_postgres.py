"""Conversations in a Postgres database: a real server on loopback, stopped and started at will."""

import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.messages import HumanMessage

from copilot.answer import Answer
from copilot.events import DoneEvent, NoticeEvent
from copilot.opening import open_copilot
from copilot.service import Copilot
from copilot.settings import Settings
from copilot.threads import StoreFailed, StoreMissing, Thread, ThreadBusy, Threads, ThreadUse
from copilot.threads.postgres import PostgresStore
from tests.doubles.postgres import SECRET, Postgres, postgres, why_none
from ui.cli.edge import main

NASDAQ = "How has the Nasdaq done since ChatGPT launch?"
THEN = "and the S&P 500?"
AS_OF = date(2026, 1, 6)
CLOSED = "postgresql://copilot:s3cret-canary-pw@127.0.0.1:9/postgres"


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    if why := why_none():
        pytest.skip(why)
    pytest.importorskip("psycopg")
    with postgres() as running:
        yield running


@pytest.fixture
def address(server: Postgres) -> str:
    """The address of a server without any conversation."""
    import psycopg

    with psycopg.connect(server.address(), autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS market_copilot_threads")
    return server.address()


def opened(home: Path, address: str, **changes: float) -> Copilot:
    given_ = {"home": home, "data": "reference", "threads": address, **changes}
    return open_copilot(Settings(_env_file=None, **given_))  # type: ignore[arg-type]  # settings by name


def told(copilot: Copilot, question: str = NASDAQ, thread: str | None = "t") -> tuple[str, Answer]:
    async def run() -> tuple[str, Answer]:
        events = [e async for e in copilot.ask(question, thread=thread, as_of=AS_OF)]
        assert isinstance(events[-1], DoneEvent)
        return " ".join(e.text for e in events if isinstance(e, NoticeEvent)), events[-1].answer

    return asyncio.run(run())


def rows_in(address: str, what: str = "document::text") -> list[str]:
    import psycopg

    with psycopg.connect(address) as connection:
        return [row[0] for row in connection.execute(f"SELECT {what} FROM market_copilot_threads ORDER BY digest")]  # type: ignore[arg-type]  # a text of our own


def test_a_thread_goes_on_in_another_program_on_another_machine(address: str, tmp_path: Path) -> None:
    _, first = told(opened(tmp_path / "one", address))
    notices, second = told(opened(tmp_path / "other", address), THEN)

    assert second.facts[0]["subject"] == ["^GSPC"] and second.facts[0]["window"] == first.facts[0]["window"]
    assert notices == "" and not (tmp_path / "one" / "threads").exists()


def test_what_is_kept_is_plain_json_of_one_row(address: str, own_home: Path) -> None:
    told(opened(own_home, address))
    (text,) = rows_in(address)

    assert json.loads(text)["messages"][0]["type"] == "human" and json.loads(text)["use"]["answers"] == 1
    assert '"lc"' not in text and "__" not in text


@pytest.mark.fault("C1")
def test_programs_on_one_thread_take_turns_and_lose_none(address: str, own_home: Path) -> None:
    programs = [opened(own_home, address) for _ in range(4)]

    async def all_at_once() -> None:
        await asyncio.gather(*(p.answer(NASDAQ, thread="t", as_of=AS_OF) for p in programs for _ in range(2)))

    asyncio.run(all_at_once())
    thread = programs[0].threads.open("t")

    assert sum(isinstance(m, HumanMessage) for m in thread.messages) == 8 and thread.use.answers == 8


def test_a_thread_that_another_program_has_is_refused_by_name_and_free_afterwards(address: str, own_home: Path) -> None:
    held = PostgresStore(address).lock("t")
    assert held.take()

    with pytest.raises(ThreadBusy, match="'t' is in use"):
        told(opened(own_home, address, answer_seconds=0.1))
    other = told(opened(own_home, address, answer_seconds=0.1), thread="u")[0]
    held.let_go()

    assert other == "" and told(opened(own_home, address, answer_seconds=0.1))[0] == ""


def test_an_answer_that_is_given_up_lets_the_thread_go_and_keeps_no_connection(address: str, own_home: Path) -> None:
    import psycopg

    async def leave() -> None:
        events = opened(own_home, address).ask(NASDAQ, thread="t", as_of=AS_OF)
        await anext(events)
        await events.aclose()

    asyncio.run(leave())
    with psycopg.connect(address) as connection:
        left = connection.execute("SELECT 1 FROM pg_stat_activity WHERE application_name = 'market-copilot'").fetchall()

    assert left == [] and PostgresStore(address).lock("t").take()


@pytest.mark.fault("O2")
def test_a_server_that_is_away_loses_no_answer_and_is_back_without_a_restart(
    server: Postgres, address: str, own_home: Path
) -> None:
    now = [0.0]
    copilot = opened(own_home, address)
    copilot.threads = Threads(PostgresStore(address, lambda: now[0]))
    told(copilot)
    server.stop()
    try:
        notices, answer = told(copilot, THEN)
    finally:
        server.start()
    now[0] += 11.0
    again, after = told(copilot, THEN)

    assert "cannot be read" in notices and "nothing answers" in notices and "MARKET_COPILOT_THREADS" in notices
    assert answer.text.strip() and again == "" and after.facts[0]["subject"] == ["^GSPC"]


def test_a_turn_that_lost_its_lock_saves_nothing(server: Postgres, address: str) -> None:
    threads = Threads(PostgresStore(address))

    async def turn() -> None:
        async with threads.alone("t", 5.0):
            thread = threads.open("t")
            server.stop()
            server.start()
            threads.save(thread)

    with pytest.raises(StoreFailed, match="lost"):
        asyncio.run(turn())
    assert PostgresStore(address).load("t") is None


WRONG = {
    "password": ("postgresql://copilot:{pw}x@127.0.0.1:{port}/postgres", "refuses the user or the password"),
    "database": ("postgresql://copilot:{pw}@127.0.0.1:{port}/none", "no such database"),
    "port": ("postgresql://copilot:{pw}@127.0.0.1:9/postgres", "nothing answers"),
    "host": ("postgresql://copilot:{pw}@no-such-host.invalid/postgres", "cannot be looked up"),
    "option": ("postgresql://copilot:{pw}@127.0.0.1:{port}/postgres?colour=red", "no address"),
    "number": ("postgresql://copilot:{pw}@127.0.0.1:many/postgres", "no address"),
    "secure": ("postgresql://copilot:{pw}@127.0.0.1:{port}/postgres?sslmode=require", "secure connection"),
}  # fmt: skip


@pytest.mark.fault("X9")
@pytest.mark.parametrize(("pattern", "reason"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_an_address_is_said_without_it(
    pattern: str, reason: str, server: Postgres, own_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    notices, answer = told(opened(own_home, pattern.format(pw=SECRET, port=server.port)))

    assert reason in notices and "105.33%" in answer.text
    assert not any(secret in notices + caplog.text for secret in (SECRET, "127.0.0.1", "copilot:", "no-such-host"))


@pytest.mark.fault("X9")
@pytest.mark.parametrize("command", [["ask", NASDAQ, "--thread", "t"], ["doctor"], ["doctor", "--json"]])
def test_neither_address_nor_password_is_shown_by_a_command(
    command: list[str], own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("psycopg")
    for name, value in (("HOME", str(own_home)), ("DATA", "reference"), ("THREADS", CLOSED)):
        monkeypatch.setenv(f"MARKET_COPILOT_{name}", value)
    main(command)
    shown = "".join(capsys.readouterr())

    assert "nothing answers" in shown
    assert SECRET not in shown and "127.0.0.1:9" not in shown


def test_a_user_who_may_not_make_tables_is_told(server: Postgres, address: str, own_home: Path) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN PASSWORD 'guest-pw'")
    guest = address.replace(f"copilot:{SECRET}", "guest:guest-pw")

    assert "may not read or write there" in told(opened(own_home, guest))[0]


@pytest.mark.parametrize("content", ["[]", "null", '{"messages": 7}', '"text"'])
def test_a_damaged_thread_is_set_aside_and_said(content: str, address: str, own_home: Path) -> None:
    store = PostgresStore(address)
    store.save("t", content)
    notices, answer = told(opened(own_home, address))

    assert "damaged" in notices and "105.33%" in answer.text
    assert len(rows_in(address)) == 2 and len(list(store.texts())) == 1


@given(one=st.text(min_size=1, max_size=300), other=st.text(min_size=1, max_size=300))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_name_keeps_its_own_text(one: str, other: str, address: str) -> None:
    store = PostgresStore(address)
    texts = {name: json.dumps({"said": name}) for name in (one, other)}
    for name, text in texts.items():
        store.save(name, text)

    assert {name: store.load(name) for name in texts} == texts


def test_what_all_threads_have_cost_is_added_up(address: str) -> None:
    threads = Threads(PostgresStore(address))
    for name, use in (("one", ThreadUse(1, 2, 30, 4)), ("two", ThreadUse(5, 6, 70, 8))):
        threads.save(Thread(name, use=use))

    assert threads.total() == (2, ThreadUse(6, 8, 100, 12))


def test_without_the_package_opening_says_how_to_get_it(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(StoreMissing, match=r"market-copilot\[postgres\].*unset that setting"):
        opened(own_home, CLOSED)


@pytest.mark.fault("X9")
def test_what_is_no_database_is_refused_without_repeating_it(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MARKET_COPILOT_THREADS", f"mysql://copilot:{SECRET}@db.example/threads")
    code = main(["ask", NASDAQ])
    shown = "".join(capsys.readouterr())

    assert code == 2 and "MARKET_COPILOT_THREADS" in shown and "postgresql://" in shown
    assert SECRET not in shown and "db.example" not in shown


def test_the_settings_show_no_address(own_home: Path) -> None:
    assert SECRET not in repr(Settings(_env_file=None, home=own_home, threads=CLOSED))  # type: ignore[arg-type]  # a text is taken
