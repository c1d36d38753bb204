"""Serve the page: open a port, put the guard before Gradio, stop cleanly when told."""

import os
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from copilot.service import Copilot

SECONDS_TO_FINISH = 2


class AddressBusy(RuntimeError):
    """The port cannot be listened on; the message says why and what to do."""


def serve(open_copilot: "Callable[[], Copilot]", host: str, port: int, allowed_hosts: tuple[str, ...] = ()) -> None:
    """Serve the chat until the process is told to stop.

    The copilot is opened while the page is already there. `allowed_hosts` are names, beside
    localhost and plain addresses, by which a browser may call this server.
    Raises AddressBusy when the port cannot be had.
    """
    listening = listen(host, port)
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import uvicorn

    from ui.app.assembling import build_app

    config = uvicorn.Config(
        build_app(open_copilot, time.monotonic, allowed_hosts),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    print(f"Market Copilot is at {address_of(host, listening)} (Ctrl-C stops it)", flush=True)  # noqa: T201
    uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; raises AddressBusy with a remedy."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen(256)
    except OSError as error:
        opened.close()
        why = (error.strerror or "unknown reason").lower()
        raise AddressBusy(
            f"the chat cannot listen at {host}:{port}: {why}. "
            f"Stop what uses it, or choose another port with --port {port + 1}"
        ) from None
    opened.set_inheritable(False)
    return opened


def address_of(host: str, listening: socket.socket) -> str:
    """Return the address to type into a browser."""
    port = listening.getsockname()[1]
    shown = (
        "127.0.0.1"
        if host in ("0.0.0.0", "")
        else "localhost"
        if host == "::"
        else f"[{host}]"
        if ":" in host
        else host
    )
    return f"http://{shown}:{port}"
