"""What a thread was about, from its messages and the facts that its answers told."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from copilot.facts import Fact
from copilot.reader import Context
from copilot.threads import tool_calls_of
from tools.windows import Window

REFERENCE: Final = re.compile(r"\{(F\d+)\b")


def context_of(before: Sequence[BaseMessage], facts: Mapping[str, Fact]) -> Context:
    """Return what a thread was about; a question without tool calls is still pending."""
    turns = _turns(before)
    answered = [turn for turn in turns if tool_calls_of(turn)]
    pending = turns[-1][0].text if turns and turns[-1] not in answered else None
    return Context.of(
        tool_calls_of(list(before)),
        pending,
        questions=tuple(turn[0].text for turn in answered),
        found=_found(answered[-1], facts) if answered else (),
    )


def _turns(messages: Sequence[BaseMessage]) -> list[list[BaseMessage]]:
    """Return the messages of each turn, its question first."""
    turns: list[list[BaseMessage]] = []
    for message in messages:
        if isinstance(message, HumanMessage):
            turns.append([])
        if turns:
            turns[-1].append(message)
    return turns


def _found(turn: Sequence[BaseMessage], facts: Mapping[str, Fact]) -> tuple[date | Window, ...]:
    """Return the days that an answer told, or the pieces of its period that it told among others."""
    drafts = [m.text for m in turn if isinstance(m, AIMessage) and not m.tool_calls]
    told = [facts[i] for text in drafts for i in REFERENCE.findall(text) if i in facts]
    days = [date.fromisoformat(str(fact.value)) for fact in told if fact.unit == "date"]
    if days or not any(_by_pieces(call["args"]) for call in tool_calls_of(list(turn))):
        return tuple(dict.fromkeys(days))
    return tuple(dict.fromkeys(fact.window for fact in told if fact.window is not None))


def _by_pieces(arguments: Mapping[str, Any]) -> bool:
    return bool(arguments.get("every"))
