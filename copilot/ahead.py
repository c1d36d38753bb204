"""What a chat model is given with a question: the instructions, and facts that code has fetched ahead."""

import asyncio
import time
from dataclasses import dataclass, field

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

from copilot.answer import Json
from copilot.events import StepEvent
from copilot.guards import tool_failed
from copilot.reader import Call, Plan
from copilot.threads import Thread, without_tool_talk
from copilot.toolbox import Desk, fact_line, run_tool
from prompts import Prompt, load

EARLIER_FACTS = 8
EARLIER = "\n- Facts of earlier turns that may be used again:"
STALE = " (not today: write that date, never “now”, “today” or “currently”)"


@dataclass
class Ahead:
    """Tool calls that code has made before the model is asked, as the model would have made them."""

    messages: list[BaseMessage] = field(default_factory=list)
    steps: list[StepEvent] = field(default_factory=list)


async def fetched_ahead(desk: Desk, plan: Plan) -> Ahead:
    """Run what needs no other call's result, of each part that was read.

    Each call stands in a message of its own, for some endpoints take no two in one; its id has
    the nine letters and digits that others insist on.
    """
    ahead = Ahead()
    for call in plan.ahead:
        name, arguments, made = call.tool, dict(call.arguments), f"ahead{len(ahead.steps):04}"
        since = time.perf_counter()
        text, artifact = await asyncio.to_thread(_ran, desk, call)
        ahead.messages += [
            AIMessage("", tool_calls=[{"name": name, "args": arguments, "id": made}]),
            ToolMessage(text, tool_call_id=made, name=name, artifact=artifact),
        ]
        ahead.steps.append(StepEvent(name, arguments, text, time.perf_counter() - since))
    return ahead


def _ran(desk: Desk, call: Call) -> tuple[str, Json]:
    try:
        outcome = run_tool(desk, call.tool, dict(call.arguments))
    except Exception:  # noqa: BLE001 - a tool's boundary to the model: the error's text may hold anything
        return tool_failed(call.tool), {}
    return outcome.text(), outcome.artifact()


def system_prompt(desk: Desk, thread: Thread, plan: Plan, stale: bool = False) -> Prompt:
    """Return the instructions of one turn; prices that are `stale` may not be called current."""
    said = "".join(m.text for m in without_tool_talk(thread.messages)[-2:])
    earlier = [fact_line(f) for f in desk.ledger.facts.values() if f"{{{f.id}}}" in said or f"{{{f.id}:" in said]
    return load(
        "system",
        as_of=desk.as_of.isoformat() + (STALE if stale else ""),
        data=desk.prices.describe(),
        hint=hint_of(plan),
        givens=_givens(desk),
        earlier="\n  ".join([EARLIER, *earlier[:EARLIER_FACTS]]) if earlier else "",
    )


def _givens(desk: Desk) -> str:
    """Return the line on the figures that the user gave, "" where none was given."""
    given = [f"{given.id} ({given.text})" for given in desk.ledger.givens.values()]
    one = next(iter(desk.ledger.givens), "")
    told = f" The user gave {', '.join(given)}: write `{{{one}}}`, never its digits; `{one} * (1 + F3)` computes on it."
    return told if given else ""


def hint_of(plan: Plan) -> str:
    """Return what code made of the question, for the chat model to weigh."""
    unread = ", ".join(f"“{words}”" for words in plan.not_understood)
    if plan.ahead and unread:
        return (
            f"Code could not read {unread}; the facts below were fetched without it and may answer another question. "
            "Weigh that, call tools; ask only if it is open."
        )
    if plan.ahead:
        return "Code has read the question and fetched facts for it, below; call tools for what they leave out."
    if unread:
        return (
            f"Code fetched nothing, since it could not read {unread}. You may well: call tools; ask only if it is open."
        )
    if plan.reason in ("advice", "forecast"):
        kind = "advice" if plan.reason == "advice" else "a forecast"
        return f"The question seems to ask for {kind}: decline that, and give two or three facts in the same answer."
    return "Code has fetched nothing ahead; call the tools you need."
