import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from copilot.answer import Answer
from ui.app.guard import ENDPOINTS, Limits
from ui.app.serving import AddressBusy, address_of, listen

Make = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[3]
SERVE = """
import sys
sys.path[:0] = [{root!r}]
from ui.app import serve
import signal
from ui.cli import edge, exits
signal.signal(signal.SIGTERM, edge._terminated)
try:
    serve(lambda: None, "127.0.0.1", {port})
except KeyboardInterrupt:
    sys.exit(exits.INTERRUPTED)
"""


def session_of(number: int) -> str:
    return f"session{number:04d}"


async def events_of(client: httpx.AsyncClient, session: str) -> AsyncIterator[dict[str, Any]]:
    async with client.stream("GET", f"/gradio_api/queue/data?session_hash={session}", timeout=30) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data:"):
                yield json.loads(line[5:])


async def join(client: httpx.AsyncClient, question: str, session: str) -> httpx.Response:
    functions = (await client.get("/config")).json()["dependencies"]
    number = next(f["id"] for f in functions if f["api_name"] == "ask")
    body = {"data": [question, None], "fn_index": number, "session_hash": session}
    return await client.post("/gradio_api/queue/join", json=body)


async def whole(client: httpx.AsyncClient, question: str, session: str) -> str:
    joined = await join(client, question, session)
    assert joined.status_code == 200, joined.text
    told = ""
    async for event in events_of(client, session):
        told += json.dumps(event)
        if event["msg"] in ("process_completed", "unexpected_error"):
            return told
    return told


def test_the_page_is_there_before_the_copilot_is_open(serving: Make) -> None:
    class NeverOpen:
        pass

    page = httpx.get(serving(NeverOpen()))

    assert page.status_code == 200
    assert "<title>" in page.text or "gradio-app" in page.text


def test_the_status_names_model_and_prices(serving: Make, telling: Make, answer: Answer) -> None:
    url = serving(telling(answer))
    for _ in range(200):
        status = httpx.get(f"{url}/copilot/status").json()
        if status["state"] != "opening":
            break

    assert status == {
        "state": "ready",
        "model": "the built-in model, offline",
        "data": "reference closes",
        "notices": [],
    }


@pytest.mark.fault("C4")
def test_no_event_exists_beyond_the_documented_ones(serving: Make, telling: Make, answer: Answer) -> None:
    config = httpx.get(f"{serving(telling(answer))}/config").json()

    assert {f["api_name"] for f in config["dependencies"] if f["backend_fn"]} == set(ENDPOINTS)
    assert [f["api_visibility"] for f in config["dependencies"] if f["backend_fn"]] == ["public"] * len(ENDPOINTS)


@pytest.mark.fault("C4")
def test_an_event_that_does_not_exist_does_nothing(serving: Make, telling: Make, answer: Answer) -> None:
    copilot = telling(answer)
    url = serving(copilot)

    codes = [
        httpx.post(f"{url}/gradio_api/queue/join", json={"data": [], "fn_index": n, "session_hash": "abc"}).status_code
        for n in (99, -1)
    ]
    assert all(code >= 400 for code in codes)
    assert copilot.asked == []


@pytest.mark.fault("C1")
def test_fifty_readers_at_once_see_their_own_question_and_no_other(
    serving: Make, telling: Make, answer: Answer
) -> None:
    url = serving(telling(answer), limits=Limits(questions=200))

    async def all_of_them() -> list[str]:
        async with httpx.AsyncClient(base_url=url, timeout=60, limits=httpx.Limits(max_connections=120)) as client:
            return await asyncio.gather(*(whole(client, f"canary-{n:04d}?", session_of(n)) for n in range(50)))

    for number, told in enumerate(asyncio.run(all_of_them())):
        assert set(re.findall(r"canary-\d{4}", told)) == {f"canary-{number:04d}"}


@pytest.mark.fault("C2")
def test_a_reader_who_leaves_stops_the_work_within_a_second(serving: Make, telling: Make, answer: Answer) -> None:
    copilot = telling(answer, gate=asyncio.Event())
    url = serving(copilot)

    async def leave() -> None:
        async with httpx.AsyncClient(base_url=url) as client:
            await join(client, "How?", "leaver")
            async for event in events_of(client, "leaver"):
                if "105.33%" in json.dumps(event):
                    return

    asyncio.run(leave())

    assert copilot.left.wait(timeout=1.5)


@pytest.mark.fault("C2")
def test_stop_cancels_the_work_within_a_second(serving: Make, telling: Make, answer: Answer) -> None:
    copilot = telling(answer, gate=asyncio.Event())
    url = serving(copilot)

    async def stop() -> None:
        async with httpx.AsyncClient(base_url=url) as client:
            joined = (await join(client, "How?", "stopper")).json()
            number = next(
                f["id"] for f in (await client.get("/config")).json()["dependencies"] if f["api_name"] == "ask"
            )
            async for event in events_of(client, "stopper"):
                if "105.33%" in json.dumps(event):
                    body = {"session_hash": "stopper", "fn_index": number, "event_id": joined["event_id"]}
                    await client.post("/gradio_api/cancel", json=body)
                    return

    asyncio.run(stop())

    assert copilot.left.wait(timeout=1.5)


@pytest.mark.fault("X9")
def test_no_key_is_in_anything_the_page_sends(
    serving: Make, telling: Make, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-in-the-environment")
    url = serving(telling(answer))

    paths = ("/", "/config", "/gradio_api/info", "/copilot/status", "/copilot/app.js", "/theme.css")
    assert not [path for path in paths if "canary" in httpx.get(url + path).text]


def test_an_answer_is_saved_in_each_format(serving: Make, telling: Make, answer: Answer) -> None:
    url = serving(telling(answer))

    async def token() -> str:
        async with httpx.AsyncClient(base_url=url) as client:
            found = re.search(r"/copilot/answers/([\w-]+)\.json", await whole(client, "How?", "saver"))
            return found[1] if found else ""

    kept = asyncio.run(token())
    saved = {ending: httpx.get(f"{url}/copilot/answers/{kept}.{ending}") for ending in ("json", "md", "html")}

    assert saved["json"].json()["question"] == "How?"
    assert saved["md"].text.startswith("# How?")
    assert "attachment" in saved["html"].headers["content-disposition"]
    assert httpx.get(f"{url}/copilot/answers/{'x' * 32}.json").status_code == 404


@pytest.mark.fault("O2")
def test_a_busy_port_is_said_with_a_remedy() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(AddressBusy, match=rf"already in use.*--port {port + 1}"):
            listen("127.0.0.1", port)


@pytest.mark.fault("O2")
def test_an_address_of_the_sixth_version_is_written_in_brackets() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        listening = listen("::1", 0)
    except AddressBusy:
        pytest.skip("this machine has no IPv6 loopback address")
    with listening:
        assert address_of("::1", listening).startswith("http://[::1]:")


@pytest.mark.fault("O1")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_the_server_stops_cleanly_when_told(number: signal.Signals, code: int) -> None:
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    source = SERVE.format(root=str(ROOT), port=port)
    with subprocess.Popen(
        [sys.executable, "-c", source], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
    ) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        for _ in range(2000):
            with suppress(httpx.HTTPError):
                if httpx.get(f"http://127.0.0.1:{port}/config", timeout=5).status_code == 200:
                    break
        process.send_signal(number)
        _, errors = process.communicate(timeout=20)

    assert process.returncode == code
    assert "Traceback" not in errors
