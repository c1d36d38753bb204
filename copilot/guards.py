"""What stands between LangChain's agent and a model or tool that misbehaves."""

import json
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from langchain.agents.middleware import AgentMiddleware, hook_config
from langchain.agents.middleware.types import ModelRequest, ModelResponse, ToolCallRequest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, RemoveMessage, ToolCall, ToolMessage
from langgraph.errors import GraphBubbleUp
from langgraph.types import Command

from prompts import load

MODEL_CALLS = 6
TOOL_CALLS = 24
ECHO = 800
"""Characters of its own mistake that a model is shown."""

Handler = Callable[[ToolCallRequest], Awaitable[ToolMessage | Command[Any]]]


class AskedTooOften(Exception):
    """The model asked for tools until it had no call left."""


class Guards(AgentMiddleware):
    """Bound the calls of one run, and mend what would end it without an answer."""

    def __init__(self, tool_calls: int, made: Iterable[BaseMessage] = ()) -> None:
        """Allow so many tool calls; those in the messages `made` need not be made again."""
        super().__init__()
        self._model_calls = 0
        self._tool_calls = tool_calls
        self._made = {_key(c) for m in made if isinstance(m, AIMessage) for c in m.tool_calls}
        self._asked_again = False

    async def awrap_model_call(
        self, request: ModelRequest, handler: Callable[[ModelRequest], Awaitable[ModelResponse]]
    ) -> ModelResponse:
        """Raise AskedTooOften in place of one call too many."""
        self._model_calls += 1
        if self._model_calls > MODEL_CALLS:
            raise AskedTooOften
        return await handler(request)

    @hook_config(can_jump_to=["model"])
    def after_model(self, state: Any, runtime: Any) -> dict[str, Any] | None:
        """Send an unreadable call back to the model, and ask once more when it said nothing."""
        last = state["messages"][-1]
        if last.invalid_tool_calls:
            return mended(last)
        if last.tool_calls or last.text.strip() or self._asked_again:
            return None
        self._asked_again = True
        return {"messages": [RemoveMessage(last.id), HumanMessage(load("again").text)], "jump_to": "model"}

    async def awrap_tool_call(self, request: ToolCallRequest, handler: Handler) -> ToolMessage | Command[Any]:
        """Run a tool within the bounds; of an error that it raises the model learns nothing but that there was one."""
        call = request.tool_call
        refusal = self._refusal(call)
        if refusal is None:
            try:
                return _bounded(await handler(request))
            except GraphBubbleUp:
                raise
            except Exception:  # noqa: BLE001 - a tool's boundary to the model: the error's text may hold anything
                refusal = tool_failed(call["name"])
        return ToolMessage(refusal, tool_call_id=call["id"], name=call["name"], status="error")

    def _refusal(self, call: ToolCall) -> str | None:
        if _key(call) in self._made:
            return "The same call was made before; its result is among those you have. Answer from them."
        if self._tool_calls <= 0:
            return "No more tools in this answer. Write it from what you have, and say what is missing."
        self._tool_calls -= 1
        self._made.add(_key(call))
        return None


def mended(last: AIMessage) -> dict[str, Any]:
    """Return the message with its unreadable calls made readable and answered; the readable ones still run."""
    told: list[ToolMessage] = []
    unreadable: list[ToolCall] = []
    for i, call in enumerate(last.invalid_tool_calls):
        made: ToolCall = {
            "name": call["name"] or "unknown", "args": {}, "id": call["id"] or f"broken{i:03}", "type": "tool_call",
        }  # fmt: skip
        echo = f"The arguments were not a JSON object: {str(call['args'])[:ECHO]}"
        unreadable.append(made)
        told.append(ToolMessage(echo, tool_call_id=made["id"], name=made["name"], status="error"))
    calls = [*last.tool_calls, *unreadable]
    whole = last.model_copy(update={"tool_calls": calls, "invalid_tool_calls": [], "additional_kwargs": {}})
    back: dict[str, Any] = {} if last.tool_calls else {"jump_to": "model"}
    return {"messages": [whole, *told], **back}


def tool_failed(name: str) -> str:
    """Return what the model is told when a tool raises: its name, never the error's text."""
    return f"The tool {name} failed unexpectedly. Answer without it and say what is missing."


def _bounded(result: ToolMessage | Command[Any]) -> ToolMessage | Command[Any]:
    """Cut what a tool says of a call that it could not run, for that repeats what the model wrote."""
    if isinstance(result, ToolMessage) and result.status == "error":
        return result.model_copy(update={"content": str(result.content)[:ECHO]})
    return result


def _key(call: ToolCall) -> str:
    return f"{call['name']} {json.dumps(call['args'], sort_keys=True, default=str)}"
