"""What is to be done about a question: tool calls, or a sentence that asks back or declines."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from copilot.answer import Behavior
from tools.windows import Window


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
    `pending` is a question that was asked back about and has had no answer; `before` is the turn before.
    `questions` are those that were answered, oldest first; `found` are the days, or the pieces of a period, that
    the last answer told beside the period itself: of a best day, a record, a worst month.
    """

    tool: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    amount: str | None = None
    pending: str | None = None
    before: "Context | None" = None
    questions: tuple[str, ...] = ()
    found: tuple[date | Window, ...] = ()

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

    @property
    def names_in_turn(self) -> tuple[str, ...]:
        """The names that were told one after another, a turn each, of one measure and period, oldest first."""
        told = [self]
        while (one := told[0].before) and len(one.subjects) == len(self.subjects) == 1:
            if one._apart_from("subjects") != self._apart_from("subjects"):
                break
            told.insert(0, one)
        return tuple(dict.fromkeys(name for one in told for name in one.subjects))

    @property
    def periods_in_turn(self) -> tuple[str, ...]:
        """The periods that were told one after another, a turn each, of one measure and the same names."""
        told = [self]
        while (one := told[0].before) and one.period and one._apart_from("period") == self._apart_from("period"):
            told.insert(0, one)
        return tuple(dict.fromkeys(one.period for one in told if one.period))

    def _apart_from(self, *left_out: str) -> tuple[str | None, Mapping[str, Any]]:
        return self.tool, {k: v for k, v in self.arguments.items() if k not in left_out}

    @staticmethod
    def of(
        calls: Sequence[Mapping[str, Any]],
        pending: str | None = None,
        questions: tuple[str, ...] = (),
        found: tuple[date | Window, ...] = (),
    ) -> "Context":
        """Return the context that the calls of a thread leave, oldest first."""
        turns: list[list[Mapping[str, Any]]] = []
        for call in calls:
            if call["name"] not in (*PRICE_TOOLS, "calculate"):
                continue
            if not turns or _turn_of(turns[-1][-1]) != _turn_of(call):
                turns.append([])
            turns[-1].append(call)
        context: Context | None = None
        for turn in turns[-REMEMBERED:]:
            context = _after(turn, context)
        return replace(context or Context(), pending=pending, questions=questions[-REMEMBERED:], found=found)


PRICE_TOOLS: Collection[str] = ("measure", "compare", "rank", "weight", "overview")
REMEMBERED: Final = 8
"""Turns of a thread to which a follow-up may reach back."""


ENDS: Collection[str] = ("high", "low")
"""Measures that may only have found the day from which a return was then measured."""


def _is_from_a_day(call: Mapping[str, Any]) -> bool:
    words = str(call["args"].get("period", ""))
    return call["args"].get("measure") not in ENDS and words.startswith(("since 20", "from 20"))


def _after(turn: Sequence[Mapping[str, Any]], before: Context | None) -> Context:
    """Return the context that the calls of one turn leave."""
    priced = next((c for c in turn if c["name"] in PRICE_TOOLS), None)
    if priced and priced["args"].get("measure") in ENDS:
        priced = next((c for c in turn if _is_from_a_day(c)), priced)
    if priced is None:
        return Context()
    money = [str(c["args"].get("expression", "")) for c in turn if c["name"] == "calculate"]
    amount = next((m.partition(" * (1 + ")[0] for m in money if " * (1 + " in m), None)
    return Context(priced["name"], dict(priced["args"]), amount, before=before)


def _turn_of(call: Mapping[str, Any]) -> str:
    return str(call.get("id") or "").partition("/")[0]
