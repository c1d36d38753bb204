"""What is to be done about a question: tool calls, or a sentence that asks back or declines."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from copilot.answer import Behavior


@dataclass(frozen=True)
class Call:
    """One tool call. An argument "@SPY" stands for the fact that an earlier step booked in that role.

    "@2:SPY" is the role in the second call of the step before.
    """

    tool: str
    arguments: Mapping[str, Any]

    @property
    def waits(self) -> bool:
        """Say whether it needs a fact of an earlier step."""
        return "@" in str(self.arguments)


@dataclass(frozen=True)
class Plan:
    """Steps of tool calls, each to be run when the one before has answered, and the form of the answer.

    A plan that asks back or declines is said at once, with `message`. Its steps, if any, are of the part that
    was read, and are for a chat model, which may understand the rest. `takes` are the slots of the question
    that it accounts for; a word in none of them was not understood.
    """

    form: str
    steps: tuple[tuple[Call, ...], ...] = ()
    behavior: Behavior = "answer"
    reason: str | None = None
    message: str = ""
    suggestions: tuple[str, ...] = ()
    not_understood: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    takes: frozenset[str] = frozenset()
    language: str = "en"

    @property
    def ahead(self) -> tuple[Call, ...]:
        """The calls that can be run before any model has been asked."""
        return tuple(call for step in self.steps for call in step if not call.waits)


@dataclass(frozen=True)
class Context:
    """What a thread was last about, read from the tool calls of the turn before.

    `arguments` are those of its first price tool; `amount` is money that was put into something;
    `pending` is a question that was asked back about and has had no answer.
    """

    tool: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    amount: str | None = None
    pending: str | None = None

    @property
    def subjects(self) -> tuple[str, ...]:
        """The names that the turn before was about."""
        if self.tool == "weight":
            return tuple(filter(None, [self.arguments.get("group")]))
        if self.tool == "overview":
            return ("the market",)
        named = self.arguments.get("subjects") or [
            self.arguments[k] for k in ("first", "second") if self.arguments.get(k)
        ]
        return tuple(named)

    @property
    def period(self) -> str | None:
        """The words of its period."""
        return self.arguments.get("period") or None

    @property
    def measure(self) -> str | None:
        """Its measure."""
        return "weight" if self.tool == "weight" else self.arguments.get("measure")

    @property
    def dividends(self) -> bool:
        """Whether it was with dividends."""
        return bool(self.arguments.get("dividends")) or self.measure == "total_return"

    @staticmethod
    def of(calls: Sequence[Mapping[str, Any]], pending: str | None = None) -> "Context":
        """Return the context that the calls of the last answered turn leave, oldest first."""
        last = [c for c in calls if c["name"] in (*PRICE_TOOLS, "calculate")]
        told = _of_last_turn(last)
        priced = next((c for c in told if c["name"] in PRICE_TOOLS), None)
        if priced is None:
            return Context(pending=pending)
        money = [str(c["args"].get("expression", "")) for c in told if c["name"] == "calculate"]
        amount = next((m.partition(" * (1 + ")[0] for m in money if " * (1 + " in m), None)
        return Context(priced["name"], dict(priced["args"]), amount, pending)


PRICE_TOOLS: Collection[str] = ("measure", "compare", "rank", "weight", "overview")


def _of_last_turn(calls: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the calls of the newest turn: the built-in model's ids name it ("turn3/1.2"), others stand alone."""
    turn = _turn_of(calls[-1]) if calls else ""
    kept: list[Mapping[str, Any]] = []
    for call in reversed(calls):
        if _turn_of(call) != turn:
            break
        kept.insert(0, call)
    return kept


def _turn_of(call: Mapping[str, Any]) -> str:
    return str(call.get("id") or "").partition("/")[0]
