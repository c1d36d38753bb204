"""The types of ASGI, and a request's body read whole within a bound."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = dict[bytes, bytes]


@dataclass
class Body:
    """A request's body, read whole before anything sees it."""

    content: bytes = b""
    too_long: bool = False
    gone: bool = False

    def then(self, receive: Receive) -> Receive:
        """Return a receive that yields the body once, and then what comes after it."""
        waiting = [{"type": "http.disconnect"} if self.gone else {"type": "http.request", "body": self.content}]

        async def receive_again() -> Message:
            return waiting.pop() if waiting else await receive()

        return receive_again


async def read_body(receive: Receive, most: int) -> Body:
    """Return a request's body; what comes after `most` bytes is left unread."""
    content = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return Body(gone=True)
        content += message.get("body", b"")
        if len(content) > most:
            return Body(too_long=True)
        if not message.get("more_body", False):
            return Body(bytes(content))
