"""The real page, the real program behind it, a scripted chat model behind that: many readers at once."""

import asyncio
import gc
import json
import re
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from copilot.service import Copilot
from copilot.toolbox import Desk
from copilot.turn import Turn
from tests.doubles.asking import NASDAQ, SETTLED, copilot_with
from tests.doubles.fake_yahoo import fake_yahoo
from tests.doubles.live import Clock, bars, live
from tests.doubles.openai_server import Reply, Server, facts_in, openai_server
from ui.app.guard import Limits
from ui.app.page import BUSY, MOST_AT_ONCE

CANARY = re.compile(r"canary[a-z]{6}x")
READERS = 50
OFTEN = Limits(questions=2000, requests=20_000)


@contextmanager
def page_of(copilot: Copilot) -> Iterator[str]:
    """Serve the page for a copilot on loopback, in a thread with a loop of its own."""
    import uvicorn

    from ui.app.assembling import build_app
    from ui.app.serving import address_of, listen

    listening = listen("127.0.0.1", 0)
    app = build_app(lambda: copilot, time.monotonic, limits=OFTEN)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield address_of("127.0.0.1", listening)
    finally:
        server.should_exit = True
        thread.join(10)


def canary(number: int) -> str:
    return f"canary{''.join(chr(97 + int(digit)) for digit in f'{number:06}')}x"


def echoes(request: dict[str, Any], number: int) -> Reply:
    """Say back every canary of the conversation, beside the first fact."""
    seen = " ".join(sorted(set(CANARY.findall(json.dumps(request["messages"])))))
    facts = facts_in(request)
    return Reply(f"{seen} the Nasdaq Composite returned {{{facts[0][0]}}}." if facts else f"{seen} [decline: no_data]")


class Reader:
    """One browser without a screen: it asks, and takes what the page tells until the end."""

    def __init__(self, client: httpx.AsyncClient, session: str) -> None:
        self.client, self.session = client, session
        self.event = ""

    async def begin(self, question: str) -> None:
        functions = (await self.client.get("/config")).json()["dependencies"]
        self.function = next(f["id"] for f in functions if f["api_name"] == "ask")
        body = {"data": [question, None], "fn_index": self.function, "session_hash": self.session}
        joined = await self.client.post("/gradio_api/queue/join", json=body)
        assert joined.status_code == 200, joined.text
        self.event = joined.json()["event_id"]

    async def told(self) -> AsyncIterator[str]:
        url = f"/gradio_api/queue/data?session_hash={self.session}"
        async with self.client.stream("GET", url, timeout=120) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data:"):
                    yield line
                    if json.loads(line[5:])["msg"] in ("process_completed", "unexpected_error"):
                        return

    async def asks(self, question: str) -> str:
        await self.begin(question)
        return "".join([line async for line in self.told()])

    async def stops(self) -> None:
        body = {"session_hash": self.session, "fn_index": self.function, "event_id": self.event}
        await self.client.post("/gradio_api/cancel", json=body)


def together(url: str, work: Callable[[httpx.AsyncClient], Any]) -> Any:
    async def run() -> Any:
        limits = httpx.Limits(max_connections=4 * READERS)
        async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as client:
            return await work(client)

    return asyncio.run(run())


async def fifty(client: httpx.AsyncClient) -> list[str]:
    readers = [Reader(client, f"reader{number:04}") for number in range(READERS)]
    return await asyncio.gather(*(r.asks(f"{NASDAQ} {canary(n)}") for n, r in enumerate(readers)))


def turns_alive() -> int:
    """Count what an answer needs while it is made."""
    gc.collect()
    return sum(isinstance(one, Turn | Desk) for one in gc.get_objects())


@pytest.fixture
def behind(own_home: Path) -> Iterator[Callable[..., tuple[Server, Copilot]]]:
    """Make the program in front of a scripted server with a delay."""
    from contextlib import ExitStack

    with ExitStack() as open_servers:

        def made(script: Any, delay: float = 0.0) -> tuple[Server, Copilot]:
            server = open_servers.enter_context(openai_server(script, delay))
            return server, copilot_with(server, own_home, first_byte_seconds=60, gap_seconds=60, as_of="2026-01-06")

        yield made


@pytest.mark.fault("C1")
def test_fifty_readers_at_once_are_each_answered_with_their_own_and_leave_nothing(
    behind: Callable[..., Any], own_home: Path
) -> None:
    server, copilot = behind(echoes, 1.0)
    before = turns_alive()
    with page_of(copilot) as url:
        told = together(url, fifty)
        ends = time.monotonic() + 5.0
        while turns_alive() > before and time.monotonic() < ends:
            time.sleep(0.05)

        assert turns_alive() == before and len(copilot._busy) == 0
    for number, text in enumerate(told):
        assert set(CANARY.findall(text)) == {canary(number)}
        assert text.count(canary(number)) > 1 and SETTLED in text
    assert all(len(set(CANARY.findall(json.dumps(request)))) == 1 for request in server.requests)
    assert len(server.requests) == READERS
    kept = [set(CANARY.findall(path.read_text("utf-8"))) for path in (own_home / "threads").glob("*.json")]
    assert sorted(map(sorted, kept)) == sorted([canary(n)] for n in range(READERS))


STALLS = "The Nasdaq Composite returned {F1} since then. Per year that is {F2}, and it goes on and on and on."


def stalled(request: dict[str, Any], number: int) -> Reply:
    return Reply(STALLS, fault="sstall")


@pytest.mark.fault("C2")
def test_beyond_what_is_done_at_once_a_reader_is_told_busy_in_words(behind: Callable[..., Any]) -> None:
    gate = threading.Event()

    def waits(request: dict[str, Any], number: int) -> Reply:
        gate.wait(60.0)
        return echoes(request, number)

    server, copilot = behind(waits)

    async def crowd(client: httpx.AsyncClient) -> str:
        waiting = [Reader(client, f"waits{n:04}") for n in range(MOST_AT_ONCE)]
        held = [asyncio.ensure_future(r.asks(NASDAQ)) for r in waiting]
        while len(server.requests) < MOST_AT_ONCE:
            await asyncio.sleep(0.02)
        told = await Reader(client, "late00000").asks(NASDAQ)
        gate.set()
        assert all(BUSY not in text and SETTLED in text for text in await asyncio.gather(*held))
        return told

    with page_of(copilot) as url:
        assert BUSY in together(url, crowd)


@pytest.mark.fault("C2")
@pytest.mark.parametrize("way", ["stop", "leave"])
def test_stop_and_leaving_close_the_stream_of_the_model_within_a_second(way: str, behind: Callable[..., Any]) -> None:
    server, copilot = behind(stalled)

    async def interrupted(client: httpx.AsyncClient) -> float:
        reader = Reader(client, "goes00000")
        await reader.begin(NASDAQ)
        async for line in reader.told():
            if "since then" in line:
                break
        assert not server.idle.is_set()
        since = time.perf_counter()
        if way == "stop":
            await reader.stops()
        else:
            await client.aclose()
        await asyncio.to_thread(server.idle.wait, 5.0)
        return time.perf_counter() - since

    with page_of(copilot) as url:
        assert together(url, interrupted) < 1.0


@pytest.mark.fault("C2")
def test_prices_that_do_not_come_hold_up_nobody_else(own_home: Path) -> None:
    with fake_yahoo({"^GSPC": bars(5000.0)}) as yahoo:
        yahoo.answers_left = 0
        with page_of(live(yahoo, own_home, Clock())) as url:

            async def both(client: httpx.AsyncClient) -> float:
                status = asyncio.ensure_future(client.get("/copilot/status"))
                while not yahoo.is_exhausted.is_set():
                    if status.done():
                        status = asyncio.ensure_future(client.get("/copilot/status"))
                    await asyncio.sleep(0.01)
                since = time.perf_counter()
                await client.get("/config")
                took = time.perf_counter() - since
                yahoo.answers_left = None
                await status
                return took

            assert together(url, both) < 1.0
