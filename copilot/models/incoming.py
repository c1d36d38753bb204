"""One reply of a chat model while it comes in: prose at once, everything else when it is whole."""

import json
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.messages.tool import ToolCallChunk, tool_call_chunk

from copilot.models.failures import BrokenOff, ModelFailed
from copilot.models.written_calls import THOUGHT_ENDS, Speech

FINISHES = {"length": "length", "max_tokens": "length", "content_filter": "content_filter", "refusal": "refusal"}
SAID_NOTHING = {
    "length": "the chat model reached its length limit before its first word",
    "content_filter": "the chat model's provider withheld the answer (content filter)",
    "refusal": "the chat model refused to answer",
}
CHARACTERS_A_TOKEN = 4


@dataclass
class Call:
    """A tool call as its pieces come; joined once, for each joining of half a JSON text reads it anew."""

    index: int | None
    id: str | None
    name: str = ""
    arguments: list[str] = field(default_factory=list)

    def take(self, piece: ToolCallChunk) -> None:
        """Add a piece; a name that is sent again is the same name."""
        self.id = self.id or piece["id"]
        if piece["name"] and piece["name"] != self.name:
            self.name += piece["name"]
        self.arguments.append(piece["args"] or "")

    def continues(self, piece: ToolCallChunk) -> bool:
        """Say whether a piece belongs to this call: some endpoints give every call the same place."""
        return piece["index"] == self.index and piece["id"] in (None, "", self.id)


@dataclass
class Incoming:
    """A reply to `asked`. `tools` are the names a call may have; `taken` the ids that earlier calls have."""

    asked: Sequence[BaseMessage]
    tools: Collection[str] = ()
    specifications: int = 0
    taken: set[str] = field(default_factory=set)
    thinks_aloud: bool = False
    said: str = ""
    _finish: str | None = None
    _refused: bool = False
    _usage: tuple[int, int] | None = None
    _made: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._speech = Speech(self.tools, self.thinks_aloud)

    @property
    def begun(self) -> bool:
        """Whether prose or a tool call has come, not thinking alone."""
        return bool(self.said or self._made)

    def take(self, chunk: AIMessageChunk, finish: str | None) -> str:
        """Return the prose that a piece of the reply adds."""
        self._finish = finish or self._finish
        self._refused = self._refused or bool(chunk.additional_kwargs.get("refusal"))
        if chunk.usage_metadata:
            usage = chunk.usage_metadata
            self._usage = (usage["input_tokens"], usage["output_tokens"])
        for piece in chunk.tool_call_chunks:
            call = next((c for c in reversed(self._made) if c.continues(piece)), None)
            if call is None:
                call = Call(piece["index"], piece["id"])
                self._made.append(call)
            call.take(piece)
        prose = self._speech.feed(chunk.text) if chunk.text else ""
        self.said = (self.said + prose).rpartition(THOUGHT_ENDS)[2]
        self.thinks_aloud = self._speech.thinks_aloud
        return prose

    def end(self) -> None:
        """Take the reply for done, though it gave no reason for its end, if anything came."""
        if self.begun or self._speech.holds:
            self._finish = self._finish or "stop"

    @property
    def named_its_end(self) -> bool:
        """Whether a reason for the end came."""
        return self._finish is not None

    def rest(self) -> tuple[AIMessageChunk, dict[str, Any]]:
        """Return the last piece, with tool calls and cost, and what is known of the reply as a whole.

        Raises BrokenOff or ModelFailed when nothing was said and no tool asked for, unless the reply is just empty.
        """
        prose, written = self._speech.end()
        self.said += prose
        finish = self._named_finish()
        made = [(c.name, "".join(c.arguments), c.id) for c in self._made]
        calls = made or [(c.name, c.arguments, None) for c in written]
        if finish is None and not self.said:
            raise BrokenOff
        if finish in SAID_NOTHING and not self.said.strip() and not calls:
            raise ModelFailed(SAID_NOTHING[finish])
        chunks = [self._chunk(i, *call) for i, call in enumerate(calls if finish else ())]
        sent, got, estimated = self._cost(chunks)
        last = AIMessageChunk(
            content=prose,
            tool_call_chunks=chunks,
            usage_metadata={"input_tokens": sent, "output_tokens": got, "total_tokens": sent + got},
        )
        return last, {"finish_reason": finish, **({"usage_estimated": True} if estimated else {})}

    def _named_finish(self) -> str | None:
        if self._refused:
            return "refusal"
        return FINISHES.get(self._finish, "stop") if self._finish else None

    def _chunk(self, place: int, name: str, arguments: str, given: str | None) -> ToolCallChunk:
        """Return a call under an id of its own; arguments that are no JSON become a list, which no tool takes.

        LangChain would close half a JSON object by itself and run the tool with words cut short.
        """
        if given is None or given in self.taken:
            given = f"c{secrets.token_hex(4)}"
        self.taken.add(given)
        return tool_call_chunk(name=name, args=_whole_json(arguments), id=given, index=place)

    def _cost(self, chunks: Sequence[ToolCallChunk]) -> tuple[int, int, bool]:
        """Return the tokens sent and got, and whether they are estimated because the server does not count."""
        if self._usage is not None:
            return (*self._usage, False)
        sent = sum(len(str(m.content)) + len(str(getattr(m, "tool_calls", ""))) for m in self.asked)
        got = len(self.said) + sum(len(str(c["args"])) for c in chunks)
        return (sent + self.specifications) // CHARACTERS_A_TOKEN, got // CHARACTERS_A_TOKEN, True


def _whole_json(arguments: str) -> str:
    try:
        json.loads(arguments or "{}")
    except ValueError:
        return json.dumps([arguments])
    return arguments
