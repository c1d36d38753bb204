"""Tell prose from what some models write into it: their thinking, and tool calls as text."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

THINKING = re.compile(r"<(think|thinking|reasoning)>", re.IGNORECASE)
CALL_TAG = re.compile(r"<function=([\w-]+)>\s*", re.IGNORECASE)
OPENS = re.compile(
    r"<(?:think|thinking|reasoning|tool_call|tools?|function_call)>|<function=|<\|python_tag\|>|\[TOOL_CALLS\]"
    r"|```|\{\s*\"|\[\s*\{",
    re.IGNORECASE,
)
MAY_OPEN = re.compile(r"(?:<[a-z_|=]{0,16}|`{1,2}|\[[A-Z_]{0,11}|[\[{]\s*)$", re.IGNORECASE)


@dataclass(frozen=True)
class WrittenCall:
    """A tool call that a model wrote as text; `arguments` is JSON."""

    name: str
    arguments: str


class Speech:
    """Characters as they come; gives back those that are prose and holds what may be something else."""

    def __init__(self, tools: Collection[str]) -> None:
        self._tools = tools
        self._held = ""

    def feed(self, piece: str) -> str:
        """Return the prose that can be told so far."""
        self._held += piece
        said = ""
        while self._held:
            opening = OPENS.search(self._held)
            if opening is None:
                tail = MAY_OPEN.search(self._held)
                cut = tail.start() if tail else len(self._held)
                said, self._held = said + self._held[:cut], self._held[cut:]
                break
            said, self._held = said + self._held[: opening.start()], self._held[opening.start() :]
            if not self._without_thinking():
                break
        return said

    def _without_thinking(self) -> bool:
        """Drop a finished thought at the start of what is held; say whether there was one."""
        opening = THINKING.match(self._held)
        if opening is None:
            return False
        end = self._held.lower().find(f"</{opening[1].lower()}>")
        if end < 0:
            return False
        self._held = self._held[end + len(opening[1]) + 3 :].lstrip()
        return True

    def end(self) -> tuple[str, list[WrittenCall]]:
        """Return what was held after all: prose, or the tool calls that it was."""
        held, self._held = self._held, ""
        if THINKING.match(held):
            return "", []
        calls = list(calls_in(held, self._tools)) if self._tools else []
        return ("", calls) if calls else (held, [])


def calls_in(text: str, tools: Collection[str]) -> Iterator[WrittenCall]:
    """Yield the tool calls written in a text, in order."""
    decoder = json.JSONDecoder()
    at = 0
    while (start := text.find("{", at)) >= 0:
        try:
            found, at = decoder.raw_decode(text, start)
        except ValueError:
            at = start + 1
            continue
        tag = next((m for m in CALL_TAG.finditer(text) if m.end() == start), None)
        call = WrittenCall(tag[1], json.dumps(found)) if tag else _call(found, tools)
        if call is not None:
            yield call


def _call(found: dict[str, Any], tools: Collection[str]) -> WrittenCall | None:
    """Return a JSON object as the tool call that it is: a name, and arguments under one of their usual keys."""
    inner = found.get("function")
    body = inner if isinstance(inner, dict) else found
    name = body.get("name") or body.get("tool") or (inner if isinstance(inner, str) else None)
    key = next((k for k in ("arguments", "parameters", "args", "input") if k in body), None)
    if not isinstance(name, str) or (key is None and name not in tools):
        return None
    arguments = body[key] if key else {}
    return WrittenCall(name, arguments if isinstance(arguments, str) else json.dumps(arguments))
