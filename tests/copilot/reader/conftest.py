"""How the reader is asked in these tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from copilot.reader import Context, Plan, read
from tools.sessions import load_sessions
from tools.universe import load_universe

AS_OF = date(2026, 1, 9)


def plan_for(*questions: str) -> Plan:
    """Return the plan of the last of these questions, asked one after the other in a thread."""
    context = Context()
    calls: list[dict[str, object]] = []
    plan = Plan("none")
    for turn, question in enumerate(questions):
        plan = read(question, load_universe(), load_sessions(), AS_OF, context)
        if plan.behavior == "answer":
            calls += [
                {"name": c.tool, "args": dict(c.arguments), "id": f"turn{turn}/{i}"}
                for i, c in enumerate(c for step in plan.steps for c in step)
            ]
            context = Context.of(calls)
        else:
            context = replace(context, pending=question)
    return plan


@pytest.fixture
def plan_of() -> Callable[..., Plan]:
    return plan_for


@pytest.fixture
def call_of() -> Callable[..., dict[str, object]]:
    """The first tool call of the plan, its tool's name among the arguments."""

    def first(*questions: str) -> dict[str, object]:
        plan = plan_for(*questions)
        assert plan.behavior == "answer", f"{questions[-1]!r}: {plan.reason}, {plan.not_understood}, {plan.message}"
        call = plan.steps[0][0]
        return {"tool": call.tool, **call.arguments}

    return first
