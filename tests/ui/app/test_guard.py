import asyncio
import base64
import hashlib
from typing import Any

import httpx
import pytest

from ui.app.guard import PATHS, Guard, Limits
from ui.app.sealing import content_policy

PAGE = (
    b"<html><head><script>first()</script><script src='/x.js'></script></head><script type=module>two</script></html>"
)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def inside(scope: Any, receive: Any, send: Any) -> None:
    body = b""
    if scope["method"] == "POST":
        body = (await receive())["body"]
    headers = [(b"content-type", b"text/html"), (b"access-control-allow-origin", b"*")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body or PAGE[:20], "more_body": not body})
    if not body:
        await send({"type": "http.response.body", "body": PAGE[20:]})


def requested(method: str, path: str, guard: Guard | None = None, host: str = "127.0.0.1:7860", **more: Any) -> Any:
    guard = guard or Guard(inside, Clock())

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(guard, client=("10.0.0.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
            return await client.request(method, path, **more)

    return asyncio.run(send())


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:9000", "[::1]:7860", "192.168.1.5", "localhost"])
def test_plain_addresses_and_localhost_are_answered(host: str) -> None:
    assert requested("GET", "/", host=host).status_code == 200


@pytest.mark.fault("C3")
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example", "localhost.evil.example"]
)
def test_a_foreign_host_name_is_refused(host: str) -> None:
    assert requested("GET", "/", host=host).status_code == 403


def test_a_host_name_that_was_allowed_is_answered() -> None:
    assert (
        requested("GET", "/", Guard(inside, Clock(), ("Copilot.example",)), host="copilot.example").status_code == 200
    )


@pytest.mark.fault("C3")
@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1:7860.evil.example"]
)
def test_a_foreign_origin_is_refused(origin: str) -> None:
    sent = requested("POST", "/gradio_api/queue/join", headers={"origin": origin}, content=b"{}")

    assert sent.status_code == 403


def test_the_pages_own_origin_is_answered() -> None:
    headers = {"origin": "http://127.0.0.1:7860", "sec-fetch-site": "same-origin"}

    assert requested("POST", "/gradio_api/queue/join", headers=headers, content=b"{}").status_code == 200


def test_another_site_may_not_embed_what_is_here() -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}

    assert requested("GET", "/copilot/status", headers=headers).status_code == 403


def test_a_link_from_another_site_may_be_followed() -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}

    assert requested("GET", "/", headers=headers).status_code == 200


@pytest.mark.fault("C3")
def test_a_long_question_and_a_large_body_are_refused() -> None:
    question, large = b'{"data": ["' + b"q" * 60_000 + b'"]}', b"x" * 20_000_000

    assert requested("POST", "/gradio_api/queue/join", content=question).status_code == 413
    assert requested("POST", "/gradio_api/queue/join", content=large).status_code == 413


def test_a_body_that_lies_about_its_length_is_refused_too() -> None:
    async def dripping() -> Any:
        for _ in range(100):
            yield b"x" * 1_000

    assert requested("POST", "/gradio_api/queue/join", content=dripping()).status_code == 413


def test_a_body_of_an_ordinary_length_arrives_whole() -> None:
    assert requested("POST", "/gradio_api/queue/join", content=b"y" * 31_000).content == b"y" * 31_000


@pytest.mark.parametrize(
    ("path", "most"),
    [("/copilot/checks", 5_000_000), ("/copilot/articles", 5_000_000), ("/copilot/sources", 25_000_000)],
)
def test_an_article_and_a_document_may_be_longer_than_a_question(path: str, most: int) -> None:
    assert requested("POST", path, content=b"y" * 100_000).content == b"y" * 100_000
    assert requested("POST", path, headers={"content-length": str(most + 1)}, content=b"y").status_code == 413


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_a_change_of_the_library_from_another_site_is_refused(method: str) -> None:
    headers = {"origin": "http://evil.example"}

    assert requested(method, "/copilot/sources", headers=headers, content=b"x").status_code == 403


def test_changes_of_the_library_count_as_questions() -> None:
    guard = Guard(inside, Clock(), limits=Limits(questions=1))
    codes = [
        requested("POST", path, guard, content=b"x").status_code for path in ("/copilot/checks", "/copilot/sources")
    ]

    assert codes == [200, 429]


@pytest.mark.fault("C3")
def test_too_many_questions_in_a_minute_are_refused_and_later_ones_answered() -> None:
    clock = Clock()
    guard = Guard(inside, clock, limits=Limits(questions=3))
    codes = [requested("POST", "/gradio_api/queue/join", guard, content=b"{}").status_code for _ in range(4)]
    clock.now = 60.0

    assert codes == [200, 200, 200, 429]
    assert requested("POST", "/gradio_api/queue/join", guard, content=b"{}").status_code == 200


def test_a_refusal_says_when_to_come_back() -> None:
    guard = Guard(inside, Clock(), limits=Limits(requests=0))

    assert requested("GET", "/", guard).headers["retry-after"] == "60"


@pytest.mark.fault("C4")
@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/file/etc/passwd", "/gradio_api/proxy=http://x",
        "/gradio_api/component_server", "/gradio_api/run/predict", "/gradio_api/api/ask", "/gradio_api/call/lambda",
        "/gradio_api/run/ask", "/login", "/monitoring", "/docs", "/openapi.json", "/gradio_api/openapi.json",
        "/gradio_api/dev/reload", "/gradio_api/vibe-edit", "/gradio_api/mcp", "/gradio_api/stream/x",
        "/gradio_api/deep_link",
        "/gradio_api/run-history/connect", "/gradio_api/runs", "/assets/../../etc/passwd", "/copilot/answers/x.json",
        "/copilot/sources/../../etc/passwd", "/copilot/sources/x", "/copilot/guard.js",
        "/copilot/sources/0123456789abcdef/x",
    ],
)  # fmt: skip
def test_what_is_not_documented_does_not_exist(path: str) -> None:
    assert PATHS.fullmatch(path) is None


def test_every_response_carries_a_policy_that_allows_this_site_alone() -> None:
    headers = requested("GET", "/config").headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_a_refusal_carries_the_policy_too() -> None:
    assert "default-src 'none'" in requested("GET", "/nowhere").headers["content-security-policy"]


def test_the_pages_own_inline_scripts_run_by_their_hash() -> None:
    sent = requested("GET", "/")

    hashes = [base64.b64encode(hashlib.sha256(s).digest()).decode() for s in (b"first()", b"two")]
    assert sent.content == PAGE
    assert all(f"'sha256-{h}'" in sent.headers["content-security-policy"] for h in hashes)
    assert sent.headers["content-security-policy"].count("sha256") == 2


def test_no_policy_allows_inline_scripts() -> None:
    assert b"'unsafe-inline'" not in content_policy((b"x",)).split(b"style-src")[0]
