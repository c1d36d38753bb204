"""Ask the whole program with doubles at its seams alone: a scripted model on loopback, a clock that does not wait."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from copilot.answer import Answer
from copilot.events import DoneEvent, Event, NoticeEvent, SentenceEvent
from copilot.models import remote_models
from copilot.opening import open_copilot
from copilot.service import Copilot
from copilot.settings import Settings
from tests.doubles.openai_server import Script, Server, openai_server

NASDAQ = "How has the Nasdaq done since ChatGPT launch?"
SETTLED = "105.33%"
CANARY = "sk-canary-0123456789"


@dataclass
class Told:
    """What came of one question."""

    events: list[Event]
    requests: list[dict[str, Any]] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    @property
    def answer(self) -> Answer:
        last = self.events[-1]
        assert isinstance(last, DoneEvent), last
        return last.answer

    @property
    def notices(self) -> str:
        return " ".join(e.text for e in self.events if isinstance(e, NoticeEvent))

    @property
    def shown(self) -> str:
        return "".join(s.text for e in self.events if isinstance(e, SentenceEvent) for s in e.segments)


def settings_for(server: Server, home: Path, **changes: Any) -> Settings:
    given: dict[str, Any] = {
        "home": home, "data": "reference", "openai_api_key": CANARY, "openai_base_url": server.url,
        "openai_model": "scripted", "first_byte_seconds": 1.0, "gap_seconds": 0.5, **changes,
    }  # fmt: skip
    return Settings(_env_file=None, **given)


def copilot_with(server: Server, home: Path, slept: list[float] | None = None, **changes: Any) -> Copilot:
    """Return the program in front of a server; it notes its waits and does not wait."""

    async def sleep(seconds: float) -> None:
        if slept is not None:
            slept.append(seconds)

    settings = settings_for(server, home, **changes)
    copilot = open_copilot(settings)
    if copilot.open_remote is not None:
        copilot.open_remote = remote_models(settings, sleep)
    return copilot


AS_OF = date(2026, 1, 6)


def events_of(copilot: Copilot, question: str, thread: str | None = None, as_of: date | None = AS_OF) -> list[Event]:
    async def run() -> list[Event]:
        return [e async for e in copilot.ask(question, thread=thread, as_of=as_of)]

    return asyncio.run(run())


def asked(script: Script, home: Path, question: str = NASDAQ, **changes: Any) -> Told:
    """Return what came of a question; the next question to the same program must work, whatever the script does."""
    slept: list[float] = []
    with openai_server(script) as server:
        copilot = copilot_with(server, home, slept, **changes)
        return Told(events_of(copilot, question), server.requests, slept)


def pieces(told: Iterable[Event]) -> tuple[Any, ...]:
    """Return the segments that were shown, in order."""
    return tuple(s for e in told if isinstance(e, SentenceEvent) for s in e.segments)
