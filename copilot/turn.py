"""One question on its way to an answer: facts ahead, the model's turns, checks, repair, fall-back."""

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from copilot.agent import Ended, Loop, TextPiece, ToolRan, ToolsAsked
from copilot.answer import ModelUse
from copilot.assembly import Said, Told, assemble
from copilot.events import DoneEvent, Event, NoticeEvent, ReadingEvent, SentenceEvent, StepEvent
from copilot.models import ModelUnavailable, why_it_failed
from copilot.prose import Prose
from copilot.reader import Context, Plan, read
from copilot.repair import repair_prompt, repairs_in
from copilot.settings import OFFLINE
from copilot.threads import Thread, artifacts_of, tool_calls_of, without_tool_talk
from copilot.toolbox import Desk, build_tools, fact_line, run_tool
from prompts import Prompt, load

EARLIER_FACTS = 8
UNFINISHED = {
    "length": "The chat model stopped at its length limit; this answer is incomplete.",
    "content_filter": "The chat model's provider withheld the rest; this answer is incomplete.",
    "limit": "The chat model asked for tools again and again; this is what had been found by then.",
    None: "The chat model's answer broke off; it is incomplete.",
}


@dataclass
class Turn:
    """One turn of a thread. `remote` is None for the built-in model."""

    desk: Desk
    thread: Thread
    name: str
    remote: BaseChatModel | None
    built_in: BaseChatModel
    fallback: bool = True
    seconds_allowed: float = 120.0
    notice: str | None = None
    _steps: list[StepEvent] = field(default_factory=list)
    _use: ModelUse = field(default_factory=ModelUse)
    _finish: str | None = None
    _new: list[BaseMessage] = field(default_factory=list)

    async def run(self) -> AsyncGenerator[Event, None]:
        """Yield what a screen shows, in order; the last event is the whole answer."""
        started = time.perf_counter()
        self._prose = Prose(self.desk.ledger, self.desk.question, self.desk.as_of)
        self._use = ModelUse(name=self.name if self.remote else OFFLINE, notice=self.notice)
        if self.notice:
            self._use = replace(self._use, fell_back=True)
            yield NoticeEvent(self.notice)
        async with aclosing(self._answered()) as events:
            async for event in events:
                yield event
        answer = assemble(
            Told(
                self.desk, self.thread.name, self._prose, self._said(), self._steps, self._use,
                time.perf_counter() - started,
            )
        )  # fmt: skip
        self._remember()
        yield DoneEvent(answer)

    async def _answered(self) -> AsyncGenerator[Event, None]:
        if self.remote is None:
            async for event in self._built_in_turn():
                yield event
            return
        failure: str | None = None
        try:
            async with asyncio.timeout(self.seconds_allowed), aclosing(self._remote_turn(self.remote)) as events:
                async for event in events:
                    yield event
            if self._prose.segments:
                return
            failure = "the chat model's answer was empty"
        except Exception as error:  # noqa: BLE001 - the seam to a foreign service: whatever it raises is named and answered
            failure = why_it_failed(error)
        async for event in self._after(failure):
            yield event

    async def _after(self, failure: str) -> AsyncGenerator[Event, None]:
        """Say what became of the chat model; let the built-in one answer when nothing was shown yet."""
        if self._prose.segments:
            notice = f"This answer is incomplete: {failure}."
            self._use = replace(self._use, notice=notice)
            for shown in self._shown([*self._prose.end(), *self._prose.resolve({})]):
                yield shown
            yield NoticeEvent(notice)
            return
        if not self.fallback:
            raise ModelUnavailable(failure)
        notice = f"The built-in model answered, because {failure}."
        self._use = replace(self._use, name=OFFLINE, fell_back=True, notice=notice)
        self._prose = Prose(self.desk.ledger, self.desk.question, self.desk.as_of)
        self._new.clear()
        yield NoticeEvent(notice)
        async for event in self._built_in_turn():
            yield event

    async def _built_in_turn(self) -> AsyncGenerator[Event, None]:
        messages = [*self.thread.messages, HumanMessage(self.desk.question)]
        loop = Loop(self.built_in, build_tools(self.desk), "")
        async with aclosing(self._loop(loop, messages)) as events:
            async for event in events:
                yield event
        for shown in self._shown(self._prose.resolve({})):
            yield shown

    async def _remote_turn(self, model: BaseChatModel) -> AsyncGenerator[Event, None]:
        context = Context.of(tool_calls_of(self.thread.messages))
        desk = self.desk
        plan = read(desk.question, desk.universe, desk.sessions, desk.as_of, context)
        ahead, steps = await self._fetched_ahead(plan)
        for step in steps:
            self._steps.append(step)
            yield step
        prompt = self._system(plan)
        self._use = replace(self._use, prompt=prompt.version)
        messages = [*without_tool_talk(self.thread.messages), HumanMessage(desk.question), *ahead]
        self._new += ahead
        loop = Loop(model, build_tools(desk), prompt.text)
        async with aclosing(self._loop(loop, messages)) as events:
            async for event in events:
                yield event
        if self._prose.held:
            for shown in self._shown(self._prose.resolve(await self._repairs(model, prompt))):
                yield shown
        if self._finish != "stop" and self._prose.segments:
            notice = UNFINISHED.get(self._finish, UNFINISHED[None])
            self._use = replace(self._use, notice=notice)
            yield NoticeEvent(notice)

    def _system(self, plan: Plan) -> Prompt:
        desk = self.desk
        said = "".join(m.text for m in without_tool_talk(self.thread.messages)[-2:])
        earlier = [fact_line(f) for f in desk.ledger.facts.values() if f"{{{f.id}}}" in said or f"{{{f.id}:" in said]
        givens = [f"{given.id} ({given.text})" for given in desk.ledger.givens.values()]
        return load(
            "system",
            as_of=desk.as_of.isoformat(),
            data=desk.prices.describe(),
            hint=hint_of(plan),
            givens=", ".join(givens) or "none here",
            earlier="\n  ".join(["", *earlier[:EARLIER_FACTS]]) if earlier else "none.",
        )

    async def _fetched_ahead(self, plan: Plan) -> tuple[list[BaseMessage], list[StepEvent]]:
        """Run the first step of a certain reading, as if the model had asked for it."""
        if not plan.certain:
            return [], []
        calls = [call for call in plan.steps[0] if "@" not in str(call.arguments)]
        asked = AIMessage(
            "", tool_calls=[{"name": c.tool, "args": dict(c.arguments), "id": f"ahead{i}"} for i, c in enumerate(calls)]
        )
        told: list[BaseMessage] = []
        steps: list[StepEvent] = []
        for i, call in enumerate(calls):
            since = time.perf_counter()
            outcome = await asyncio.to_thread(run_tool, self.desk, call.tool, dict(call.arguments))
            told.append(
                ToolMessage(outcome.text(), tool_call_id=f"ahead{i}", name=call.tool, artifact=outcome.artifact())
            )
            steps.append(StepEvent(call.tool, dict(call.arguments), outcome.text(), time.perf_counter() - since))
        return ([asked, *told], steps) if calls else ([], [])

    async def _loop(self, loop: Loop, messages: Sequence[BaseMessage]) -> AsyncGenerator[Event, None]:
        """Run the agent loop; yield steps, the reading once it is known, and checked sentences."""
        told_reading = False
        async with aclosing(loop.run(messages)) as happenings:
            async for happening in happenings:
                segments = []
                match happening:
                    case TextPiece(text):
                        segments = self._prose.feed(text)
                    case ToolsAsked():
                        self._prose.drop_preface()
                    case ToolRan(name, arguments, result, seconds):
                        self._steps.append(StepEvent(name, arguments, result, seconds))
                        yield self._steps[-1]
                    case Ended():
                        segments = self._prose.end()
                        self._count(happening)
                if segments and not told_reading:
                    told_reading = True
                    yield ReadingEvent(tuple(self.desk.ledger.readings))
                for shown in self._shown(segments):
                    yield shown

    def _count(self, ended: Ended) -> None:
        self._finish = ended.finish
        self._new += ended.messages
        self._use = replace(
            self._use,
            calls=self._use.calls + ended.calls,
            input_tokens=self._use.input_tokens + ended.input_tokens,
            output_tokens=self._use.output_tokens + ended.output_tokens,
        )

    def _shown(self, segments: Sequence[object]) -> list[Event]:
        return [SentenceEvent(tuple(segments))] if segments else []  # type: ignore[arg-type]  # segments, by construction

    async def _repairs(self, model: BaseChatModel, prompt: Prompt) -> dict[int, str | None]:
        """Ask the model once to put right what could not be proved; a failing model repairs nothing."""
        problems = self._prose.problems()
        if not problems:
            return {}
        asked = repair_prompt(self._prose.held, problems, self.desk.ledger)
        reply = await model.ainvoke([SystemMessage(prompt.text), HumanMessage(asked.text)])
        usage = getattr(reply, "usage_metadata", None) or {"input_tokens": 0, "output_tokens": 0}
        self._use = replace(
            self._use,
            calls=self._use.calls + 1,
            input_tokens=self._use.input_tokens + usage["input_tokens"],
            output_tokens=self._use.output_tokens + usage["output_tokens"],
        )
        return repairs_in(reply.text, {i for i, _ in problems})

    def _said(self) -> Said:
        """Return how the answer behaves: as the model declared it, or as its tools' failures make it."""
        last = next((m for m in reversed(self._new) if isinstance(m, AIMessage)), None)
        told = last.response_metadata if last else {}
        if "behavior" in told:
            return Said(
                told["behavior"],
                told.get("reason"),
                tuple(told.get("not_understood", ())),
                tuple(told.get("suggestions", ())),
            )
        if self._prose.declared is not None:
            declared = self._prose.declared
            return Said("clarify" if declared.behavior == "clarify" else "decline", declared.reason)
        return self._said_by_tools()

    def _said_by_tools(self) -> Said:
        if any(s.fact or s.citation for s in self._prose.segments):
            return Said()
        failures = [f for a in artifacts_of(self._new) for f in a.get("failures", [])]
        for kind in ("unknown_name", "ambiguous", "not_understood"):
            if found := [f for f in failures if f["kind"] == kind]:
                return Said("clarify", kind, tuple(f["about"] for f in found if f["about"]))
        return Said("decline", "no_data") if failures else Said()

    def _remember(self) -> None:
        """Keep the turn in its thread, the final draft in place of what the model first wrote."""
        kept = [m for m in self._new if not (isinstance(m, AIMessage) and not m.tool_calls)]
        self.thread.messages += [HumanMessage(self.desk.question), *kept, AIMessage(self._prose.draft)]


def hint_of(plan: Plan) -> str:
    """Return what code made of the question, for the chat model to weigh."""
    if plan.certain:
        return "Code has read the question and fetched facts for it, below; call tools for what they leave out."
    if plan.not_understood:
        unread = ", ".join(f"“{words}”" for words in plan.not_understood)
        return (
            f"Code fetched nothing, since it could not read {unread}. You may well: call tools; ask only if it is open."
        )
    if plan.reason in ("advice", "forecast"):
        kind = "advice" if plan.reason == "advice" else "a forecast"
        return f"The question seems to ask for {kind}: decline that, and give two or three facts in the same answer."
    return "Code has fetched nothing ahead; call the tools you need."
