"""Tell prose from what some models write into it: their thinking, tool calls as text, and marks of their own."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

THOUGHT_ENDS = "</think>"
"""Stands in prose behind thinking that was taken for prose until it ended."""
THOUGHTS = {
    "<think>": "</think>", "<thinking>": "</thinking>", "<reasoning>": "</reasoning>", "<thought>": "</thought>",
    "[think]": "[/think]", "◁think▷": "◁/think▷", "<seed:think>": "</seed:think>",
    "<|channel|>analysis": "<|channel|>final<|message|>",
}  # fmt: skip
ENDS = (
    "<|im_end|>", "<|eot_id|>", "<|eom_id|>", "<|end|>", "<|return|>", "<|endoftext|>", "<|end_of_text|>", "</s>",
    "<end_of_turn>", "<｜end▁of▁sentence｜>", "<|end_of_sentence|>",
)  # fmt: skip
"""Marks of a model's own for the end of what it says, which some servers leave in."""


def _any_of(texts: Collection[str]) -> str:
    return "|".join(re.escape(text) for text in texts)


THINKS = re.compile(_any_of(THOUGHTS), re.IGNORECASE)
THOUGHT = re.compile(_any_of(THOUGHTS.values()), re.IGNORECASE)
ENDED = re.compile(_any_of(ENDS), re.IGNORECASE)
CALLS = re.compile(
    r"<(?:tool_call|tools?|function_call)>|<function=|<\|python_tag\|>|\[TOOL_CALLS\]|```|\{\s*\"|\[\s*\{",
    re.IGNORECASE,
)
OPENS = re.compile(f"{THINKS.pattern}|{ENDED.pattern}|{CALLS.pattern}", re.IGNORECASE)
MAY_OPEN = re.compile(
    r"(?:<[/｜a-z_|=:▁]{0,24}>?[a-z]{0,8}|◁/?[a-z]{0,5}|`{1,2}|\[/?[A-Z_]{0,11}|[\[{]\s*)$", re.IGNORECASE
)
CALL_TAG = re.compile(r"<function=([\w-]+)>\s*", re.IGNORECASE)
UNDECIDED = re.compile(r"\s*\S*\s*\S*$")
ALOUD = re.compile(
    r"\s*(?:okay|ok|hm+|alright|wait|let me|let's|we (?:need|have|should|are asked|must)|i (?:need|should|have|must)"
    r"|the (?:user|question|facts|tool)|so,? the|first,|now,|looking at)\b",
    re.IGNORECASE,
)
"""How models begin that think aloud without saying so; what follows waits for the end of the thought."""


@dataclass(frozen=True)
class WrittenCall:
    """A tool call that a model wrote as text; `arguments` is JSON."""

    name: str
    arguments: str


class Speech:
    """Characters as they come; gives back those that are prose and holds what may be something else.

    `thinks_aloud` says of the model that its replies begin with a thought that only ends visibly:
    then nothing is given back before the end of it. It becomes true when that is found out.
    """

    def __init__(self, tools: Collection[str], thinks_aloud: bool = False) -> None:
        self._tools = tools
        self._held = ""
        self._said_some = False
        self._is_prose: bool | None = False if thinks_aloud else None
        self.thinks_aloud = thinks_aloud

    def feed(self, piece: str) -> str:
        """Return the prose that can be told so far, THOUGHT_ENDS where what was told before it was none."""
        self._held += piece
        told = self._after_a_thought()
        if self._is_prose is None and not UNDECIDED.match(self._held):
            self._is_prose = ALOUD.match(self._held) is None
        if not self._is_prose:
            return told
        told += self._prose()
        self._said_some = self._said_some or bool(told.strip())
        return told

    @property
    def holds(self) -> bool:
        """Whether something waits to be told apart."""
        return bool(self._held)

    def _prose(self) -> str:
        """Return what stands before anything that may not be prose, which stays held."""
        said = ""
        while self._held:
            opening = OPENS.search(self._held)
            if opening is None:
                tail = MAY_OPEN.search(self._held)
                cut = tail.start() if tail else len(self._held)
                return said + self._take(cut)
            said += self._take(opening.start())
            if ended := ENDED.match(self._held):
                self._held = self._held[ended.end() :]
            elif not self._without_thinking():
                break
        return said

    def _take(self, count: int) -> str:
        taken, self._held = self._held[:count], self._held[count:]
        return taken

    def _after_a_thought(self) -> str:
        """Drop what is held up to the end of a thought whose beginning nobody marked, and say so where it was told."""
        end, begin = THOUGHT.search(self._held), THINKS.search(self._held)
        if end is None or (begin is not None and begin.start() < end.start()):
            return ""
        self._held = self._held[end.end() :].lstrip()
        self._is_prose = self.thinks_aloud = True
        return THOUGHT_ENDS if self._said_some else ""

    def _without_thinking(self) -> bool:
        """Drop a finished thought at the start of what is held; say whether there was one."""
        opening = THINKS.match(self._held)
        if opening is None:
            return False
        closing = THOUGHTS[opening[0].lower()]
        end = self._held.lower().find(closing)
        if end < 0:
            return False
        self._held = self._held[end + len(closing) :].lstrip()
        return True

    def end(self) -> tuple[str, list[WrittenCall]]:
        """Return what was held after all: prose, or the tool calls that it was."""
        said = self._prose()
        held, self._held = self._held, ""
        if THINKS.match(held):
            return said, []
        calls = list(calls_in(held, self._tools)) if self._tools else []
        return (said, calls) if calls else (said + held, [])


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
