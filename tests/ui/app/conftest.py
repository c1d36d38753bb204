"""The real page on a loopback port, with any copilot behind it."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

Make = Callable[..., Any]
Served = Callable[..., str]


@contextmanager
def running(copilot: Any, **options: Any) -> Iterator[str]:
    import uvicorn

    from ui.app.assembling import build_app
    from ui.app.serving import address_of, listen

    listening = listen("127.0.0.1", 0)
    app = build_app(lambda: copilot, time.monotonic, **options)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield address_of("127.0.0.1", listening)
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture
def serving() -> Iterator[Served]:
    """Serve the page for a copilot and return its address; it is stopped after the test."""
    with ExitStack() as open_servers:
        yield lambda copilot, **options: open_servers.enter_context(running(copilot, **options))


ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => window.violations.push(e.violatedDirective));
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser; closed after each file of tests, because it keeps an event loop in this thread."""
    path = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs a Chromium for the browser tests")
        pytest.skip("no Chromium is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, serving: Make) -> Iterator[Make]:
    """Open the page for a copilot; console errors and requests to elsewhere fail the test at its end."""
    amiss: list[str] = []
    contexts = []

    def opened(copilot: Any, **view: Any) -> Any:
        url = serving(copilot)
        context = chromium.new_context(viewport={"width": 1000, "height": 800}, **view)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.on("console", lambda m: amiss.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: amiss.append(str(e)))
        page.on("request", lambda r: amiss.append(r.url) if not r.url.startswith((url, "data:")) else None)
        page.goto(url)
        page.wait_for_selector("#current .welcome")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert amiss == []


@pytest.fixture
def ask() -> Callable[[Any, str], None]:
    """Type a question, send it, and wait for its end."""

    def typed(page: Any, question: str) -> None:
        page.fill("#question textarea", question)
        page.keyboard.press("Enter")
        page.wait_for_selector("#current .ending, #current .trouble")

    return typed
