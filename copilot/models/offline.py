"""The built-in chat model: reads a question by rule, calls tools, writes from templates. No network, no chance."""

import json
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, ToolMessage
from langchain_core.messages.tool import ToolCallChunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from pydantic import PrivateAttr

from copilot.facts import Fact
from copilot.models.unread import in_library, may_stand_in_library, stands_in_library
from copilot.reader import Call, read
from copilot.recalled import context_of
from copilot.threads import tool_calls_of
from copilot.toolbox import Desk
from copilot.writing import Draft, Results, step_of, write

PLACEHOLDER: Final = re.compile(r"@([\w^.:-]*[\w^])")
SENTENCE: Final = re.compile(r"\S.*?(?:[.!?](?=\s)|\n|$)\s*", re.DOTALL)


class BuiltInModel(BaseChatModel):
    """The chat model of one turn, working at that turn's desk."""

    _desk: Desk = PrivateAttr()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    @property
    def _llm_type(self) -> str:
        return "market-copilot-built-in"

    def bind_tools(
        self, tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool], **kwargs: Any
    ) -> Runnable[Any, AIMessage]:
        """Return the model itself: it knows its tools."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._reply(messages))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        for chunk in _chunks(self._reply(messages)):
            if run_manager:
                run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        for chunk in _chunks(self._reply(messages)):
            if run_manager:
                await run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk

    def _reply(self, messages: Sequence[BaseMessage]) -> AIMessage:
        """Return the next tool calls of the plan, or the answer when they are all done."""
        turn, desk = _Turn.of(messages), self._desk
        context = context_of(turn.before, desk.ledger.facts)
        plan = read(turn.question, desk.universe, desk.sessions, desk.as_of, context)
        if may_stand_in_library(plan) and (turn.calls or stands_in_library(desk, turn.question)):
            plan = in_library(turn.question)
        for part in (plan, *(part for _, part in plan.details.get("parts", ()))):
            if "given" in part.details:
                value, text = part.details["given"]
                desk.ledger.give(abs(value), "fraction", text)
        steps = plan.steps if plan.behavior == "answer" else ()
        for number, step in enumerate(steps[turn.steps_done :], turn.steps_done + 1):
            calls = [c for call in step if (c := turn.filled(call, self._desk.ledger.facts)) is not None]
            if calls:
                return _calling(turn, number, calls)
        return _saying(write(Results(plan, desk, turn.artifacts, turn.calls)))


class _Turn:
    """What the messages tell about the turn: its question, its thread, and what its tools gave back."""

    def __init__(self, before: Sequence[BaseMessage], question: str, since: Sequence[BaseMessage]) -> None:
        self.question = question
        self.before = before
        self.number = sum(isinstance(m, HumanMessage) for m in before) + 1
        self.calls = tuple(tool_calls_of(list(since)))
        self.steps_done = step_of(self.calls[-1]) if self.calls else 0
        told = {m.tool_call_id: m.artifact or {} for m in since if isinstance(m, ToolMessage)}
        self.artifacts: tuple[Mapping[str, Any], ...] = tuple(told.get(c["id"], {}) for c in self.calls)
        self._last = _last_step(since, told)

    @staticmethod
    def of(messages: Sequence[BaseMessage]) -> "_Turn":
        """Return the turn that the last question opened."""
        asked = [i for i, m in enumerate(messages) if isinstance(m, HumanMessage)]
        if not asked:
            return _Turn(messages, "", ())
        return _Turn(messages[: asked[-1]], messages[asked[-1]].text, messages[asked[-1] + 1 :])

    def filled(self, call: Call, facts: Mapping[str, Fact]) -> Call | None:
        """Return the call with ids in place of roles, in a period with days; None when a fact is not there."""
        if not call.waits:
            return call
        try:
            arguments = {k: self._filled(v, facts if k == "period" else {}) for k, v in call.arguments.items()}
            return Call(call.tool, arguments)
        except KeyError:
            return None

    def _filled(self, value: Any, days: Mapping[str, Fact]) -> Any:
        if not isinstance(value, str):
            return value
        return PLACEHOLDER.sub(lambda m: str(days[i].value) if (i := self._fact(m[1])) in days else i, value)

    def _fact(self, role: str) -> str:
        """Return the id of a fact of the step before: "2" of its third call, "2:low:SPY" a role in it, else in any."""
        if role.isdigit():
            facts = self._last[int(role)].get("facts") if int(role) < len(self._last) else None
            if not facts:
                raise KeyError(role)
            return str(facts[0])
        call, _, told = role.partition(":")
        if call.isdigit():
            return str(self._last[int(call)].get("roles", {})[told])
        for artifact in self._last:
            roles = artifact.get("roles", {})
            for name in (role, role.replace("price_return:", "total_return:", 1)):
                if name in roles:
                    return str(roles[name])
        raise KeyError(role)


def _last_step(since: Sequence[BaseMessage], told: Mapping[str, Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    asked = [m for m in since if isinstance(m, AIMessage) and m.tool_calls]
    return tuple(told.get(c["id"] or "", {}) for c in asked[-1].tool_calls) if asked else ()


def _calling(turn: _Turn, number: int, calls: Sequence[Call]) -> AIMessage:
    step = f"turn{turn.number}/{number}"
    asked = [{"name": c.tool, "args": dict(c.arguments), "id": f"{step}.{i}"} for i, c in enumerate(calls, 1)]
    return AIMessage("", tool_calls=asked, response_metadata={"finish_reason": "tool_calls"})


def _saying(draft: Draft) -> AIMessage:
    told = {
        "finish_reason": "stop",
        "behavior": draft.behavior,
        "reason": draft.reason,
        "not_understood": list(draft.not_understood),
        "suggestions": list(draft.suggestions),
    }
    return AIMessage(draft.text, response_metadata=told)


def _chunks(message: AIMessage) -> Iterator[ChatGenerationChunk]:
    """Yield the message sentence by sentence, tool calls whole; the last piece carries what belongs to all of it."""
    for sentence in SENTENCE.findall(message.text):
        yield ChatGenerationChunk(message=AIMessageChunk(content=sentence))
    calls = [
        ToolCallChunk(
            name=c["name"], args=json.dumps(c["args"], ensure_ascii=False), id=c["id"], index=i, type="tool_call_chunk"
        )
        for i, c in enumerate(message.tool_calls)
    ]
    last = AIMessageChunk(
        content="", tool_call_chunks=calls, response_metadata=message.response_metadata, chunk_position="last"
    )
    yield ChatGenerationChunk(message=last)
