"""Streams as servers really send them, made what the openai package and LangChain take them for."""

import json
from collections.abc import AsyncIterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from httpx2 import AsyncByteStream, Response

END: Final = b"[DONE]"
KEPT: Final = 32
"""Bytes of a stream that are looked at for its end at once with the next ones."""


@dataclass
class Ending:
    """Whether a stream said in its own words that it was over; the openai package takes no note of it."""

    was_said: bool = False


ENDING: ContextVar[Ending | None] = ContextVar("ending", default=None)
"""The ending of the stream that is asked for next."""


class Watched(AsyncByteStream):
    """The bytes of a stream, looked through for its end as they pass."""

    def __init__(self, stream: AsyncByteStream, ending: Ending) -> None:
        self._stream, self._ending, self._last = stream, ending, b""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the bytes as they come."""
        async for piece in self._stream:
            self._ending.was_said = self._ending.was_said or END in self._last + piece
            self._last = piece[-KEPT:]
            yield piece

    async def aclose(self) -> None:
        """End the stream."""
        await self._stream.aclose()


async def watch(response: Response) -> None:
    """Watch for the end of the stream that was asked for."""
    ending = ENDING.get()
    if ending is not None and isinstance(response.stream, AsyncByteStream):
        response.stream = Watched(response.stream, ending)


def usual(piece: dict[str, Any]) -> dict[str, Any]:
    """Return a piece of a stream in the shape that OpenAI gives it.

    Some servers leave a delta out or send null for it, call a finish "" that is none, and send a
    tool call's arguments as the object that they are.
    """
    return {**piece, "choices": [_choice(choice) for choice in piece.get("choices") or ()]}


def _choice(choice: dict[str, Any]) -> dict[str, Any]:
    delta = {**(choice.get("delta") or {})}
    if delta.get("tool_calls"):
        delta["tool_calls"] = [_call(call) for call in delta["tool_calls"]]
    return {**choice, "delta": delta, "finish_reason": choice.get("finish_reason") or None}


def _call(call: dict[str, Any]) -> dict[str, Any]:
    function = {**(call.get("function") or {})}
    if isinstance(function.get("arguments"), dict):
        function["arguments"] = json.dumps(function["arguments"])
    return {**call, "function": function}
