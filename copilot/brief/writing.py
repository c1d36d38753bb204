"""Write a brief: gather, then check section by section, as an answer is checked."""

import asyncio
import time
from collections.abc import AsyncGenerator

from copilot.answer import Json, ModelUse, Segment
from copilot.assembly import Told, assemble
from copilot.brief.gathering import Gathered, gather
from copilot.brief.sections import INDICES, SECTIONS, title_of
from copilot.brief.stance import Signals, stance_of
from copilot.events import DoneEvent, Event, SentenceEvent, StepEvent
from copilot.prose import Prose
from copilot.toolbox import Desk, Outcome


async def write_brief(desk: Desk) -> AsyncGenerator[Event, None]:
    """Yield the steps, the sections as they are checked, and the whole brief."""
    started = time.perf_counter()
    outcomes: dict[str, Outcome] = {}
    steps: list[StepEvent] = []
    plan = gather(desk, outcomes)
    while (step := await asyncio.to_thread(next, plan, None)) is not None:
        steps.append(step)
        yield step
    gathered = Gathered(desk, outcomes)
    signals = stance_of(gathered)
    prose = Prose(desk.ledger, "", desk.as_of)
    sections: list[Json] = []
    for heading, write in SECTIONS:
        shown = _say(prose, f"## {heading}\n\n{write(gathered, signals)}\n\n")
        if len(shown) > 1:
            sections.append({"heading": heading, "segments": [s.to_json() for s in shown[1:]]})
        yield SentenceEvent(tuple(shown))
    extra = _extra(gathered, signals, sections)
    told = Told(
        desk, "", prose, steps=steps, model=ModelUse(), seconds=time.perf_counter() - started, kind="brief", extra=extra
    )
    yield DoneEvent(assemble(told))


def _say(prose: Prose, draft: str) -> list[Segment]:
    return [*prose.feed(draft), *prose.end(), *prose.resolve({})]


def _extra(gathered: Gathered, signals: Signals, sections: list[Json]) -> Json:
    related = [*INDICES, *(f.subject[0] for f in gathered.facts("seven_day", "price_return", "total_return"))]
    moves = [(s, gathered.return_of("day", s) or gathered.return_of("seven_day", s)) for s in related]
    places = gathered.places("day")
    tags = ["US stocks", *([places[0][1].names[0]] if places and places[0][1].names else []), "Magnificent 7"]
    return {
        "title": title_of(gathered),
        "tags": tags,
        "stance": signals.stance,
        "stance_facts": [f.id for f in signals.facts],
        "related": [{"symbol": s, "fact": f.id} for s, f in moves if f is not None],
        "sections": sections,
    }
