"""Answer documents as the program makes them, and a copilot at the seam that tells them."""

import asyncio
import threading
from collections.abc import AsyncIterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from copilot.answer import Answer, Checks, Json, ModelUse, Segment
from copilot.events import DoneEvent, Event, NoticeEvent, ReadingEvent, SentenceEvent, StepEvent
from copilot.facts import (
    Alternative,
    Fact,
    FactInput,
    FactProvenance,
    RowInput,
    SeriesInput,
    fact_json,
)
from tools.windows.window import Window

SINCE_CHATGPT = Window(date(2022, 11, 30), date(2022, 12, 1), date(2026, 1, 6))
THIS_YEAR = Window(date(2025, 12, 31), date(2026, 1, 2), date(2026, 1, 6))
REFERENCE = FactProvenance("reference", "2026-01-10", "ab12" * 16, "closes bundled with the program")


def price_return(id: str, name: str, symbol: str, base: float, end: float, window: Window, **more: Any) -> Fact:
    rows = (RowInput(symbol, window.base, "close", base), RowInput(symbol, window.end, "close", end))
    return Fact(
        label=f"{name} price return",
        subject=(symbol,),
        measure="price_return",
        basis="price",
        value=end / base - 1,
        unit="fraction",
        window=window,
        as_of=window.end,
        formula="close[end] / close[base] - 1",
        inputs=rows,
        provenance=REFERENCE,
        id=id,
        **more,
    )


NASDAQ = price_return(
    "F1", "Nasdaq Composite", "^IXIC", 11468.0, 23547.17, SINCE_CHATGPT,
    alternatives=(
        Alternative("Nasdaq-100", ("^NDX",), "price_return", "price", 1.1313, "fraction", SINCE_CHATGPT),
    ),
)  # fmt: skip
SP500 = price_return("F2", "S&P 500", "^GSPC", 4080.11, 6944.82, SINCE_CHATGPT)
SPREAD = replace(
    NASDAQ, id="F3", label="Nasdaq Composite less S&P 500", measure="spread", subject=("^IXIC", "^GSPC"),
    value=float(NASDAQ.value) - float(SP500.value), formula="F1 - F2", inputs=(FactInput("F1"), FactInput("F2")),
    alternatives=(),
)  # fmt: skip
SERIES = [[f"2025-{month:02d}-{day:02d}", 100.0 + month + day / 10] for month in range(1, 5) for day in range(1, 11)]
VOLATILITY = replace(
    SP500, id="F4", label="S&P 500 annualized volatility", measure="volatility", value=0.1834,
    formula="sample standard deviation of r * sqrt(252)", params={"benchmark": None, "length": 40},
    inputs=(SeriesInput("^GSPC", "close", date(2025, 1, 1), date(2025, 4, 10), 40, "5e1e5" * 12),),
)  # fmt: skip
READING = {
    "text": "since ChatGPT launched",
    "subject": ["^IXIC"],
    "measure": "price_return",
    "basis": "price",
    "window": {"base": "2022-11-30", "start": "2022-12-01", "end": "2026-01-06"},
    "label": "since the close of 30 November 2022",
    "sessions": 776,
    "notes": ["ChatGPT was launched during the session of 30 November 2022."],
    "alternatives": [
        {"label": "from the close before the launch", "question": "How has the Nasdaq done since 29 November 2022?"}
    ],
}
CITATION = {
    "id": "S1",
    "marker": 1,
    "title": "Outlook 2026",
    "publisher": "JPMorgan",
    "published": "2025-12-09",
    "tier": "second-hand",
    "url": "https://example.com/outlook?year=2026",
    "locator": "page 3",
    "quote": "balance growth exposure with value sectors",
}
PASSAGE = {
    "id": "S1",
    "document": "d1",
    "text": "Investors should balance growth exposure with value sectors in 2026.",
    "start": 0,
    "end": 68,
}
UNPROVED = {"text": "about 3 million", "reason": "no fact carries it"}
STEP = {
    "tool": "measure",
    "arguments": {"measure": "return", "subjects": ["the Nasdaq"], "period": "since ChatGPT launched"},
    "result": "{F1} | Nasdaq Composite (^IXIC) price return | 2022-11-30 to 2026-01-06 | +105.33%",
    "seconds": 0.012,
}


def figure(fact: Fact, text: str, **more: Any) -> Segment:
    return Segment(text, fact=fact.id, part="value", format="", verdict="proved", **more)


def answer_of(segments: tuple[Segment, ...], **more: Any) -> Answer:
    usual: dict[str, Any] = {
        "question": "How has the Nasdaq done since ChatGPT launched?",
        "thread": "thread-1",
        "as_of": "2026-01-06",
        "behavior": "answer",
        "reason": None,
        "reading": (READING,),
        "not_understood": (),
        "facts": (fact_json(NASDAQ), fact_json(SP500), fact_json(SPREAD), fact_json(VOLATILITY)),
        "citations": (CITATION,),
        "verdicts": (),
        "checks": Checks(figures=3, proved=2, unproved=(UNPROVED,), citations=1, supported=0, second_hand=1),
        "suggestions": ("And the S&P 500?", "How volatile was it?"),
        "model": ModelUse(),
        "seconds": 0.4,
        "series": {"5e1e5" * 12: SERIES},
        "passages": (PASSAGE,),
        "data": "Reference closes bundled with the program, newest session 9 January 2026",
        "steps": (STEP,),
    }  # fmt: skip
    return Answer(segments=segments, **{**usual, **more})


PROSE = (
    Segment("The Nasdaq Composite returned "),
    figure(NASDAQ, "105.33%"),
    Segment(" since "),
    Segment("30 November 2022", fact="F1", part="base", format="", verdict="proved"),
    Segment(", **ahead** of the S&P 500 by "),
    figure(SPREAD, "35.12 percentage points"),
    Segment(". Outlooks speak of balance "),
    Segment("[1]", citation="S1", verdict="second-hand"),
    Segment(". Some say "),
    Segment("about 3 million", verdict="unproved", reason="no fact carries it"),
    Segment(".\n\n| Index | Return |\n| --- | --- |\n| Nasdaq Composite | "),
    figure(NASDAQ, "105.33%"),
    Segment(" |\n| S&P 500 | "),
    figure(SP500, "70.21%"),
    Segment(" |\n\nIts volatility was "),
    figure(VOLATILITY, "18.34%"),
    Segment("."),
)


@pytest.fixture
def answer() -> Answer:
    """An answer with a table, a spread, a second-hand source and one unproved figure."""
    return answer_of(PROSE)


@pytest.fixture
def document(answer: Answer) -> Json:
    """The same as the JSON that a screen gets."""
    return deepcopy(answer.to_json())


@pytest.fixture
def brief_document() -> Json:
    """A brief with a stance, tags, sections and related symbols."""
    gap = ({"text": "The gap was "}, figure(SPREAD, "35.12 percentage points").to_json(), {"text": "."})
    sections = [
        {"heading": "The year so far", "segments": [s.to_json() for s in PROSE[:5]]},
        {"heading": "Concentration", "segments": list(gap)},
    ]
    extra = {
        "title": "Breadth returns as small caps lead",
        "tags": ["rotation", "small caps"],
        "stance": "risk_on",
        "stance_facts": ["F1"],
        "related": [{"symbol": "^IXIC", "fact": "F1"}, {"symbol": "MAGS", "fact": None}],
        "sections": sections,
    }
    return deepcopy(answer_of(PROSE[:5], kind="brief", question="Market brief", extra=extra).to_json())


@dataclass
class TellingCopilot:
    """A copilot at the seam: it tells what it was given, and remembers what it was asked."""

    answer: Answer
    brief_answer: Answer | None = None
    notice: str | None = None
    error: BaseException | None = None
    gate: asyncio.Event | None = None
    asked: list[tuple[str, str | None, date | None]] = field(default_factory=list)
    stopped: int = 0
    left: threading.Event = field(default_factory=threading.Event)

    def describe(self) -> SimpleNamespace:
        return SimpleNamespace(model="the built-in model, offline", data="reference closes", notices=())

    async def ask(self, question: str, *, thread: str | None = None, as_of: date | None = None) -> AsyncIterator[Event]:
        self.asked.append((question, thread, as_of))
        try:
            async for event in self._told(replace(self.answer, question=question, thread=thread or "thread-new")):
                yield event
        except (asyncio.CancelledError, GeneratorExit):
            self.stopped += 1
            self.left.set()
            raise

    async def brief(self, *, as_of: date | None = None) -> AsyncIterator[Event]:
        async for event in self._told(self.brief_answer or self.answer):
            yield event

    async def _told(self, answer: Answer) -> AsyncIterator[Event]:
        if self.error is not None:
            raise self.error
        if self.notice:
            yield NoticeEvent(self.notice)
        yield ReadingEvent(answer.reading)
        for step in answer.steps:
            yield StepEvent(step["tool"], step["arguments"], step["result"], step["seconds"])
        half = len(answer.segments) // 2
        yield SentenceEvent(answer.segments[:half])
        if self.gate is not None:
            await self.gate.wait()
        yield SentenceEvent(answer.segments[half:])
        yield DoneEvent(answer)


@pytest.fixture
def telling() -> type[TellingCopilot]:
    """The copilot at the seam, to be made with what it tells."""
    return TellingCopilot
