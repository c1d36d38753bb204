"""The agent loop: model and tools in turn, told as a stream of what happened.

LangChain's agent does the turning, within its guards. This module tells text, tool calls
and costs apart.
"""

import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, RemoveMessage, ToolMessage
from langchain_core.tools import BaseTool

from copilot.guards import TOOL_CALLS, AskedTooOften, Guards

STREAMS: Final = ("messages", "updates")


@dataclass(frozen=True)
class TextPiece:
    """Some characters of prose, as the model sent them."""

    text: str


@dataclass(frozen=True)
class ToolsAsked:
    """The model asked for tools; prose before this was no answer yet."""


@dataclass(frozen=True)
class ToolRan:
    """One tool call and what it gave back."""

    name: str
    arguments: dict[str, Any]
    result: str
    seconds: float


@dataclass(frozen=True)
class Ended:
    """The loop is over: its new messages, and whether the model said that it was done."""

    messages: tuple[BaseMessage, ...]
    finish: str | None
    calls: int
    input_tokens: int
    output_tokens: int
    estimated: bool = False


Happening = TextPiece | ToolsAsked | ToolRan | Ended


@dataclass
class Loop:
    """One agent loop over a model and its tools. `made` are messages whose tool calls need not be made again."""

    model: BaseChatModel
    tools: Sequence[BaseTool]
    system: str
    made: Sequence[BaseMessage] = ()
    _asked: dict[str, tuple[str, dict[str, Any], float]] = field(default_factory=dict)

    async def run(self, messages: Sequence[BaseMessage]) -> AsyncGenerator[Happening, None]:
        """Yield what happens until the model is done; errors of the model pass through."""
        guards: Any = Guards(TOOL_CALLS, self.made)
        agent: Any = create_agent(self.model, list(self.tools), system_prompt=self.system or None, middleware=[guards])
        tally = Tally()
        try:
            asked = {"messages": list(messages)}
            async for mode, payload in agent.astream(asked, stream_mode=list(STREAMS)):
                if mode == "messages":
                    piece = prose_of(*payload)
                    if piece:
                        yield TextPiece(piece)
                    continue
                for happening in self._told(payload, tally):
                    yield happening
        except AskedTooOften:
            tally.finish = "limit"
        yield tally.ended()

    def _told(self, update: dict[str, Any], tally: "Tally") -> list[Happening]:
        """Return what one step of the graph amounts to."""
        happenings: list[Happening] = []
        for message in [m for step in update.values() if step for m in step.get("messages", [])]:
            tally.add(message)
            if isinstance(message, AIMessage) and message.tool_calls:
                now = time.monotonic()
                self._asked |= {c["id"] or "": (c["name"], c["args"], now) for c in message.tool_calls}
                happenings.append(ToolsAsked())
            elif isinstance(message, ToolMessage):
                name, arguments, since = self._asked.get(
                    message.tool_call_id, (message.name or "", {}, time.monotonic())
                )
                happenings.append(ToolRan(name, arguments, str(message.content), time.monotonic() - since))
        return happenings


@dataclass
class Tally:
    """The messages of a run and what they cost."""

    messages: dict[str, BaseMessage] = field(default_factory=dict)
    finish: str | None = None

    def add(self, message: BaseMessage) -> None:
        """Keep a message; one that replaces another keeps its place."""
        if isinstance(message, RemoveMessage):
            return
        self.messages[message.id or f"message-{len(self.messages)}"] = message
        if isinstance(message, AIMessage):
            self.finish = message.response_metadata.get("finish_reason")

    def ended(self) -> Ended:
        """Return the end of the run."""
        said = [m for m in self.messages.values() if isinstance(m, AIMessage)]
        usage = [m.usage_metadata for m in said if m.usage_metadata]
        return Ended(
            tuple(self.messages.values()),
            self.finish,
            len(said),
            sum(u["input_tokens"] for u in usage),
            sum(u["output_tokens"] for u in usage),
            any(m.response_metadata.get("usage_estimated") for m in said),
        )


def prose_of(chunk: BaseMessage, metadata: dict[str, Any]) -> str:
    """Return the characters of prose in one streamed piece, "" for anything else."""
    if metadata.get("langgraph_node") != "model" or not isinstance(chunk, AIMessage | AIMessageChunk):
        return ""
    return chunk.text
