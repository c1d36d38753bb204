"""The real page on a loopback port, with any copilot behind it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

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
