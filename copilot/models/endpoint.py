"""Any OpenAI-compatible endpoint as one well-behaved chat model. Its import is costly: load it when it is used."""

import asyncio
import json
import warnings
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import openai
from httpx2 import Limits
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk
from langchain_openai import ChatOpenAI
from pydantic import PrivateAttr

from copilot.models.failures import ModelFailed, is_overflow, why_it_failed
from copilot.models.incoming import Incoming
from copilot.models.patience import Sleep, attempts, timed
from copilot.models.shapes import ENDING, Ending, usual, watch
from copilot.models.trimming import shortened


@dataclass
class Wire:
    """What one endpoint's calls share while the program runs: the client, and what it turned out to do and not to.

    No connection is kept between calls: a kept one belongs to the event loop that made it, and a
    terminal's chat has a loop for each question.
    """

    client: openai.DefaultAsyncHttpxClient
    streams: bool = True
    counts: bool = True
    names_ends: bool = False
    thinks_aloud: bool = False


def open_wire(longest: float) -> Wire:
    """Return the wire of an endpoint where nothing may take longer than so many seconds."""
    # Shapes that OpenAI does not send are read all the same; the reader of an answer need not hear of them.
    warnings.filterwarnings("ignore", message="Pydantic serializer warnings", category=UserWarning)
    timeout = openai.Timeout(longest, connect=5.0)
    limits = Limits(max_keepalive_connections=0)
    return Wire(openai.DefaultAsyncHttpxClient(timeout=timeout, limits=limits, event_hooks={"response": [watch]}))


class Endpoint(ChatOpenAI):
    """A chat model that streams prose, asks again before the first word, and fails with ModelFailed alone."""

    _wire: Wire = PrivateAttr()
    _sleep: Sleep = PrivateAttr(default_factory=lambda: asyncio.sleep)
    _first: float = PrivateAttr(default=30.0)
    _gap: float = PrivateAttr(default=10.0)
    _too_long: bool = PrivateAttr(default=False)

    def on(self, wire: Wire, first: float, gap: float, sleep: Sleep) -> "Endpoint":
        """Return this model on its wire, with its waits: seconds to the first word, and between pieces after it."""
        self._wire, self._first, self._gap, self._sleep = wire, first, gap, sleep
        return self

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        *,
        stream_usage: bool | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        try:
            async for attempt in attempts(self._sleep):
                with attempt:
                    reply = self._reply(messages, stop, kwargs)
                    first = await anext(reply)
            async with aclosing(reply):
                yield first
                async for piece in reply:
                    yield piece
        except ModelFailed:
            raise
        except Exception as error:  # noqa: BLE001 - the edge to a foreign service: whatever it raises gets a name
            raise ModelFailed(why_it_failed(error)) from None

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        *,
        stream_usage: bool | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        """Yield the same pieces to a caller outside of any event loop, when all of them have come."""

        async def pieces() -> list[ChatGenerationChunk]:
            return [piece async for piece in self._astream(messages, stop, **kwargs)]

        yield from asyncio.run(pieces())

    async def _reply(
        self, messages: Sequence[BaseMessage], stop: list[str] | None, options: dict[str, Any]
    ) -> AsyncGenerator[ChatGenerationChunk, None]:
        """Yield prose as it comes, then one piece with all that is not prose: one call of the endpoint."""
        offered = options.get("tools") or []
        names, size, wire, ending = (
            [t["function"]["name"] for t in offered],
            len(json.dumps(offered)),
            self._wire,
            Ending(),
        )
        incoming = Incoming(messages, names, size, _ids_in(messages), wire.thinks_aloud)
        asked = self._pieces(messages, stop, options, ending)
        pieces = timed(asked, lambda: self._gap if incoming.begun else self._first)
        async with aclosing(pieces):
            async for piece in pieces:
                prose = incoming.take(_chunk_of(piece), (piece.generation_info or {}).get("finish_reason"))
                if prose:
                    yield ChatGenerationChunk(message=AIMessageChunk(content=prose))
        wire.names_ends = wire.names_ends or incoming.named_its_end
        wire.thinks_aloud = incoming.thinks_aloud
        if ending.was_said and not wire.names_ends:
            incoming.end()
        last, known = incoming.rest()
        yield ChatGenerationChunk(message=last, generation_info=known)

    async def _pieces(
        self, messages: Sequence[BaseMessage], stop: list[str] | None, options: dict[str, Any], ending: Ending
    ) -> AsyncGenerator[ChatGenerationChunk, None]:
        """Yield the endpoint's pieces; ask anew when its refusal teaches how it wants to be asked."""
        while True:
            asked = shortened(messages) if self._too_long else list(messages)
            try:
                async with aclosing(self._streamed(asked, stop, options, ending)) as pieces:
                    async for piece in pieces:
                        yield piece
                return
            except openai.APIStatusError as refusal:
                if not self._learnt(refusal):
                    raise

    async def _streamed(
        self, messages: list[BaseMessage], stop: list[str] | None, options: dict[str, Any], ending: Ending
    ) -> AsyncGenerator[ChatGenerationChunk, None]:
        """Yield the pieces of a stream, or the whole reply of an endpoint that sends it in one."""
        if self._wire.streams:
            count = 0
            ENDING.set(ending)
            pieces = super()._astream(messages, stop, stream_usage=self._wire.counts, **options)
            async with aclosing(pieces):  # type: ignore[type-var]  # a generator, declared as an iterator
                async for piece in pieces:
                    count += 1
                    yield piece
            if count > 0:
                return
        whole = await super()._agenerate(messages, stop, **{**options, "stream": False})
        self._wire.streams, ending.was_said = False, True
        generation = whole.generations[0]
        yield ChatGenerationChunk(
            message=AIMessageChunk(**_content_of(generation.message)), generation_info=generation.generation_info
        )

    def _learnt(self, refusal: openai.APIStatusError) -> bool:
        """Say whether there is another way to ask, and remember it."""
        said = str(refusal).lower()
        if is_overflow(refusal):
            known, self._too_long = self._too_long, True
        elif refusal.status_code not in (400, 422):
            return False
        elif "stream_options" in said or "include_usage" in said:
            known, self._wire.counts = not self._wire.counts, False
        elif "stream" in said:
            known, self._wire.streams = not self._wire.streams, False
        else:
            return False
        return not known

    def _convert_chunk_to_generation_chunk(
        self, chunk: dict[str, Any], default_chunk_class: type, base_generation_info: dict[str, Any] | None
    ) -> ChatGenerationChunk | None:
        """Take a piece in its usual shape, and keep a refusal, which langchain-openai leaves out of streams."""
        known = usual(chunk)
        piece = super()._convert_chunk_to_generation_chunk(known, default_chunk_class, base_generation_info)
        choices = known["choices"]
        if piece is not None and choices and choices[0]["delta"].get("refusal"):
            piece.message.additional_kwargs["refusal"] = choices[0]["delta"]["refusal"]
        return piece


def _chunk_of(piece: ChatGenerationChunk) -> AIMessageChunk:
    return piece.message if isinstance(piece.message, AIMessageChunk) else AIMessageChunk(content=piece.message.text)


def _content_of(message: BaseMessage) -> dict[str, Any]:
    """Return the parts of a whole reply that a piece of a stream has."""
    told = message if isinstance(message, AIMessage) else AIMessage(message.text)
    calls = [*told.tool_calls, *told.invalid_tool_calls]
    return {
        "content": told.text,
        "additional_kwargs": {k: v for k, v in told.additional_kwargs.items() if k == "refusal"},
        "usage_metadata": told.usage_metadata,
        "tool_call_chunks": [
            {
                "name": call["name"],
                "args": call["args"] if isinstance(call["args"], str) else json.dumps(call["args"]),
                "id": call["id"],
                "index": place,
                "type": "tool_call_chunk",
            }
            for place, call in enumerate(calls)
        ],
    }


def _ids_in(messages: Sequence[BaseMessage]) -> set[str]:
    return {c["id"] or "" for m in messages if isinstance(m, AIMessage) for c in m.tool_calls}
