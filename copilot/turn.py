"""One question on its way to an answer: facts ahead, the model's turns, checks, repair, fall-back."""

import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass, field, replace

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage

from copilot.agent import Ended, Loop, TextPiece, ToolRan, ToolsAsked
from copilot.ahead import fetched_ahead, system_prompt
from copilot.answer import ModelUse
from copilot.assembly import Said, Told, assemble
from copilot.events import DoneEvent, Event, NoticeEvent, ReadingEvent, SentenceEvent, StepEvent
from copilot.models import ModelUnavailable
from copilot.models.patience import timed
from copilot.prose import Prose
from copilot.reader import read
from copilot.recalled import context_of
from copilot.repair import Draft, repair_prompt
from copilot.settings import OFFLINE
from copilot.threads import Thread, artifacts_of, without_tool_talk
from copilot.toolbox import Desk, build_tools
from prompts import Prompt

UNFINISHED = {
    "length": "The chat model stopped at its length limit; this answer is incomplete.",
    "content_filter": "The chat model's provider withheld the rest; this answer is incomplete.",
    "refusal": "The chat model refused to go on; this answer is incomplete.",
    "limit": "The chat model asked for tools again and again; this answer is incomplete.",
    None: "The chat model's answer broke off; it is incomplete.",
}
SAID_NOTHING: dict[str | None, str] = {"limit": "the chat model asked for tools again and again without answering"}


@dataclass
class Turn:
    """One turn of a thread. `remote` is None for the built-in model; `stale` says that the prices are not of today."""

    desk: Desk
    thread: Thread
    name: str
    remote: BaseChatModel | None
    built_in: BaseChatModel
    fallback: bool = True
    seconds_allowed: float = 120.0
    notice: str | None = None
    stale: bool = False
    _steps: list[StepEvent] = field(default_factory=list)
    _use: ModelUse = field(default_factory=ModelUse)
    _finish: str | None = None
    _new: list[BaseMessage] = field(default_factory=list)

    async def run(self) -> AsyncGenerator[Event, None]:
        """Yield what a screen shows, in order; the last event is the whole answer."""
        started = time.perf_counter()
        self._prose = Prose(self.desk.ledger, self.desk.question, self.desk.as_of, self.stale)
        self._use = ModelUse(name=self.name if self.remote else OFFLINE, notice=self.notice)
        if self.notice:
            self._use = replace(self._use, fell_back=True)
            yield NoticeEvent(self.notice)
        async with aclosing(self._answered()) as events:
            async for event in events:
                yield event
        self.thread.use = self.thread.use.plus(self._use)
        self._use = replace(self._use, thread=asdict(self.thread.use))
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
        end = time.monotonic() + self.seconds_allowed
        try:
            async with aclosing(timed(self._remote_turn(self.remote), lambda: end - time.monotonic())) as events:
                async for event in events:
                    yield event
            if self._prose.segments:
                return
            failure = SAID_NOTHING.get(self._finish, "the chat model's answer was empty")
        except ModelUnavailable as error:
            failure = str(error)
        async for event in self._after(failure):
            yield event

    async def _after(self, failure: str) -> AsyncGenerator[Event, None]:
        """Say what became of the chat model; let the built-in one answer when nothing was shown yet."""
        if self._prose.segments:
            for shown in self._shown([*self._prose.break_off(), *self._prose.resolve({})]):
                yield shown
            yield self._incomplete(f"This answer is incomplete: {failure}.")
            return
        if not self.fallback:
            raise ModelUnavailable(failure)
        notice = f"The built-in model answered, because {failure}."
        self._use = replace(self._use, name=OFFLINE, fell_back=True, notice=notice)
        self._prose = Prose(self.desk.ledger, self.desk.question, self.desk.as_of, self.stale)
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
        desk = self.desk
        context = replace(context_of(self.thread.messages, desk.ledger.facts), pending=None)
        plan = read(desk.question, desk.universe, desk.sessions, desk.as_of, context)
        ahead = await fetched_ahead(desk, plan)
        for step in ahead.steps:
            self._steps.append(step)
            yield step
        prompt = system_prompt(desk, self.thread, plan, self.stale)
        self._use = replace(self._use, prompt=prompt.version)
        messages = [*without_tool_talk(self.thread.messages), HumanMessage(desk.question), *ahead.messages]
        self._new += ahead.messages
        loop = Loop(model, build_tools(desk), prompt.text, ahead.messages)
        async with aclosing(self._loop(loop, messages)) as events:
            async for event in events:
                yield event
        if self._prose.held:
            for shown in self._shown(self._prose.resolve(await self._repairs(model, prompt))):
                yield shown
        if self._finish != "stop" and self._prose.segments:
            yield self._incomplete(UNFINISHED.get(self._finish, UNFINISHED[None]))

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
                        segments = self._prose.end() if happening.finish == "stop" else self._prose.break_off()
                        self._count(happening)
                if segments and not told_reading:
                    told_reading = True
                    yield ReadingEvent(tuple(self.desk.ledger.readings))
                for shown in self._shown(segments):
                    yield shown

    def _incomplete(self, notice: str) -> NoticeEvent:
        self._use = replace(self._use, notice=notice, incomplete=True)
        return NoticeEvent(notice)

    def _count(self, ended: Ended) -> None:
        self._finish = ended.finish
        self._new += ended.messages
        self._use = self._use.plus(ended.calls, ended.input_tokens, ended.output_tokens, ended.estimated)

    def _shown(self, segments: Sequence[object]) -> list[Event]:
        return [SentenceEvent(tuple(segments))] if segments else []  # type: ignore[arg-type]  # segments, by construction

    async def _repairs(self, model: BaseChatModel, prompt: Prompt) -> dict[int, str | None]:
        """Ask the model once to put right what could not be proved; a failing model repairs nothing."""
        draft = Draft(self._prose.sentences, self._prose.held, self._prose.problems())
        if not draft.problems:
            return {}
        notes = [note for artifact in artifacts_of(self._new) for note in artifact.get("notes", [])]
        asked = repair_prompt(self.desk.question, draft, self.desk.ledger, notes)
        try:
            reply = await model.ainvoke([SystemMessage(prompt.text), HumanMessage(asked.text)])
        except ModelUnavailable:
            self._use = self._use.plus(1)
            return {}
        usage = getattr(reply, "usage_metadata", None) or {"input_tokens": 0, "output_tokens": 0}
        estimated = bool(reply.response_metadata.get("usage_estimated"))
        self._use = self._use.plus(1, usage["input_tokens"], usage["output_tokens"], estimated)
        return draft.repairs_in(reply.text)

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
        kept = [m for m in self._new if isinstance(m, ToolMessage) or (isinstance(m, AIMessage) and m.tool_calls)]
        self.thread.messages += [HumanMessage(self.desk.question), *kept, AIMessage(self._prose.draft)]
