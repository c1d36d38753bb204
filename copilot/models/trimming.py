"""A conversation made shorter for a model that could not read all of it."""

from collections.abc import Sequence

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage, ToolMessage

LEFT_OUT = "Left out for length; its facts may still be written by their ids."
KEPT = 2000
"""Characters of the newest tool result that stay."""


def shortened(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """Return the instructions and the last question on, the oldest tool results emptied to half the length.

    A tool result keeps its place, so that none is left without its call and no call without its result.
    """
    asked = [i for i, m in enumerate(messages) if isinstance(m, HumanMessage)]
    first = asked[-1] if asked else 0
    kept = [*(m for m in messages[:first] if isinstance(m, SystemMessage)), *messages[first:]]
    results = [i for i, m in enumerate(kept) if isinstance(m, ToolMessage)]
    allowed = sum(len(str(kept[i].content)) for i in results) // 2
    for i in results[:-1]:
        if sum(len(str(kept[j].content)) for j in results) > allowed:
            kept[i] = _with(kept[i], LEFT_OUT)
    for i in results[-1:]:
        kept[i] = _with(kept[i], _cut(str(kept[i].content)))
    return kept


def _cut(text: str) -> str:
    return text if len(text) <= KEPT else f"{text[:KEPT].rpartition(chr(10))[0] or text[:KEPT]}\n{LEFT_OUT}"


def _with(message: BaseMessage, text: str) -> BaseMessage:
    return message.model_copy(update={"content": text})
