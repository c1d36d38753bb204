"""The article check over HTTP: steps while it works, a report or a sentence at its end."""

import asyncio
import json
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from copilot.opening import open_copilot
from copilot.settings import Settings
from tools.errors import NoData
from ui.app.answers import Answers
from ui.app.checking import MOST_AT_ONCE, Article, Checking, _working

EXAMPLE = "# A week\n\n10 January 2026\n\nOver the week the Dow climbed 3.4% and the Russell 2000 gained 4.6%."
Checked = Callable[..., list[dict[str, Any]]]


def app_of(copilot: Any, answers: Answers | None = None) -> FastAPI:
    async def opened() -> Any:
        return copilot

    app = FastAPI()
    Checking(opened, answers or Answers(), EXAMPLE).add_to(app)
    return app


def sent(app: FastAPI, path: str, content: bytes | str) -> httpx.Response:
    async def send() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
            return await client.post(path, content=content)

    return asyncio.run(send())


def checked(copilot: Any, **body: Any) -> list[dict[str, Any]]:
    answer = sent(app_of(copilot), "/copilot/checks", json.dumps(body))
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.fixture(scope="module")
def real() -> Any:
    return open_copilot(Settings(data="reference", model="offline"))


def test_a_check_tells_its_steps_and_ends_with_the_report(real: Any) -> None:
    *steps, report = checked(real, text=EXAMPLE)

    doing = [step["doing"] for step in steps]
    assert (doing[0], doing[-1]) == ("Reading the article", "Explaining what is wrong")
    assert ">2.32%</button>" in report["html"]
    assert 'value="2026-01-10"' in report["html"]
    assert "The day was read from the text." in report["html"]


def test_a_day_that_the_reader_gives_goes_before_the_texts(real: Any) -> None:
    report = checked(real, text=EXAMPLE, published="2026-01-07")[-1]

    assert 'value="2026-01-07"' in report["html"]
    assert "The day you gave." in report["html"]


def test_a_text_without_a_day_says_what_was_taken(real: Any) -> None:
    report = checked(real, text="The Dow rose 12.97% in 2025.")[-1]

    assert "No day was found in the text" in report["html"]


def test_a_report_can_be_saved_under_its_token(real: Any) -> None:
    answers = Answers()
    body = json.dumps({"text": EXAMPLE})
    report = json.loads(sent(app_of(real, answers), "/copilot/checks", body).text.splitlines()[-1])
    token = report["html"].partition("/copilot/answers/")[2].partition(".")[0]

    document = answers.get(token)
    assert document is not None
    assert document["kind"] == "check"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "This cannot be checked"),
        (b"[]", "there is no text to check"),
        (b'{"text": 7}', "there is no text to check"),
        (b'{"text": "x", "published": "yesterday"}', "written like this: 2026-01-09"),
        (b"[" * 100_000, "This cannot be checked"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(real: Any, body: bytes, said: str) -> None:
    answer = sent(app_of(real), "/copilot/checks", body)

    assert answer.status_code == 422
    assert said in answer.json()["error"]


@pytest.mark.parametrize(("text", "said"), [("  ", "The article is empty"), ("x" * 200_001, "more than 200,000")])
def test_an_empty_or_endless_text_ends_with_a_sentence(real: Any, text: str, said: str) -> None:
    assert said in checked(real, text=text)[-1]["error"]


def failing(error: Exception) -> SimpleNamespace:
    def check(*args: Any, **more: Any) -> None:
        raise error

    return SimpleNamespace(check=check)


def test_an_error_with_a_name_is_said() -> None:
    assert checked(failing(NoData("no rows of SPY")), text="x") == [{"error": "No rows of SPY."}]


@pytest.mark.fault("X9")
def test_an_unforeseen_error_of_a_check_shows_nothing_of_itself() -> None:
    told = checked(failing(ValueError("sk-canary-1234567890")), text="x")

    assert "canary" not in json.dumps(told)
    assert "did not foresee" in told[-1]["error"]


@pytest.mark.fault("X3")
def test_a_hostile_article_stays_text(real: Any) -> None:
    hostile = "<img src=x onerror=alert(1)> The Dow rose <script>1</script>12.97% in 2025."
    html = checked(real, text=hostile, title="<b>title")[-1]["html"]

    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html


@pytest.mark.fault("C2")
def test_a_reader_who_leaves_ends_the_work_at_its_next_step() -> None:
    began, left, ended = threading.Event(), threading.Event(), threading.Event()

    def check(text: str, *, progress: Callable[[str, int, int], None], **more: Any) -> None:
        try:
            progress("Reading", 0, 1)
            began.set()
            assert left.wait(5)
            progress("Judging", 0, 1)
        finally:
            ended.set()

    async def leave() -> None:
        steps = _working(SimpleNamespace(check=check), Article("x"))  # type: ignore[arg-type]
        await anext(steps)
        await asyncio.to_thread(began.wait, 5)
        await steps.aclose()
        left.set()
        await asyncio.to_thread(ended.wait, 5)

    asyncio.run(leave())

    assert ended.is_set()


def test_more_checks_than_are_done_at_once_wait_and_say_so() -> None:
    gate = threading.Event()

    def check(*args: Any, **more: Any) -> None:
        gate.wait(5)
        raise NoData("nothing")

    async def crowd() -> str:
        app = app_of(SimpleNamespace(check=check))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            posts = [
                asyncio.create_task(client.post("/copilot/checks", content='{"text": "x"}'))
                for _ in range(MOST_AT_ONCE + 1)
            ]
            for _ in range(50):
                await asyncio.sleep(0)
            gate.set()
            return "".join([answer.text for answer in await asyncio.gather(*posts)])

    assert asyncio.run(crowd()).count("Waiting for other checks") == 1


def test_a_file_becomes_the_text_in_the_field(real: Any) -> None:
    page = b"<html><head><title>A recap</title><meta property='article:published_time' content='2026-01-09'></head>"
    told = sent(app_of(real), "/copilot/articles?name=a.html", page + b"<p>The Dow rose.</p><script>no</script>").json()

    assert told == {"text": "The Dow rose.", "title": "A recap", "published": "2026-01-09"}


def test_a_file_that_is_no_text_says_why(real: Any) -> None:
    answer = sent(app_of(real), "/copilot/articles?name=a.zip", b"PK\x03\x04...")

    assert answer.status_code == 422
    assert "not text" in answer.json()["error"]


def test_the_example_shows_figures_that_hold_and_figures_that_do_not(real: Any) -> None:
    from importlib.resources import files

    document = real.check(files("ui.app").joinpath("example.md").read_text(encoding="utf-8"))

    assert document["published"] == "2026-01-10"
    assert document["summary"]["supported"] >= 10
    assert document["summary"]["contradicted"] >= 3
    assert document["contradictions"]
