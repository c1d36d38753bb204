"""Put an answer together from the ledger and the checked prose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from copilot.answer import Answer, Behavior, Json, ModelUse, Segment
from copilot.events import StepEvent
from copilot.facts import Fact, FactInput, SeriesInput, fact_json
from copilot.ledger import Ledger
from copilot.prose import Prose
from copilot.toolbox import Desk


@dataclass(frozen=True)
class Said:
    """How an answer behaves, beside its text."""

    behavior: Behavior = "answer"
    reason: str | None = None
    not_understood: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass
class Told:
    """What a turn has gathered when it is over."""

    desk: Desk
    thread: str
    prose: Prose
    said: Said = field(default_factory=Said)
    steps: list[StepEvent] = field(default_factory=list)
    model: ModelUse = field(default_factory=ModelUse)
    seconds: float = 0.0
    kind: str = "answer"
    extra: Json = field(default_factory=dict)


def assemble(told: Told) -> Answer:
    """Return the answer, with every fact it shows and every fact those stand on."""
    ledger = told.desk.ledger
    facts = [ledger.facts[i] for i in facts_needed(ledger, told.prose.segments)]
    citations = told.prose.citations()
    return Answer(
        question=told.desk.question,
        thread=told.thread,
        as_of=told.desk.as_of.isoformat(),
        behavior=told.said.behavior,
        reason=told.said.reason,
        reading=tuple(ledger.readings),
        not_understood=told.said.not_understood,
        segments=tuple(told.prose.segments),
        facts=tuple(fact_json(fact) for fact in facts),
        citations=citations,
        verdicts=tuple(ledger.verdicts),
        checks=told.prose.checks(),
        suggestions=told.said.suggestions,
        model=told.model,
        seconds=told.seconds,
        series={digest: ledger.series[digest] for digest in _series_of(facts)},
        passages=tuple(passage_json(ledger, citation["id"]) for citation in citations),
        retrieved=tuple(retrieved_json(ledger, i) for i in _uncited(ledger, citations)),
        data=told.desk.data_line(),
        steps=tuple(_step(step) for step in told.steps),
        kind=told.kind,
        extra=told.extra,
        language=ledger.language,
    )


def facts_needed(ledger: Ledger, segments: Iterable[Segment]) -> list[str]:
    """Return the ids of the facts of this turn, those the text shows, and all they are computed from, in order."""
    wanted: set[str] = set()
    queue = [
        *ledger.touched,
        *(s.fact for s in segments if s.fact),
        *(v["fact"] for v in ledger.verdicts if v.get("fact")),
    ]
    while queue:
        fact_id = queue.pop()
        if fact_id in wanted or fact_id not in ledger.facts:
            continue
        wanted.add(fact_id)
        queue += [i.fact for i in ledger.facts[fact_id].inputs if isinstance(i, FactInput)]
    return sorted(wanted, key=lambda i: int(i[1:]))


def _series_of(facts: Sequence[Fact]) -> list[str]:
    every = (i for f in facts for inputs in (f.inputs, *(a.inputs for a in f.alternatives)) for i in inputs)
    return list(dict.fromkeys(i.sha256 for i in every if isinstance(i, SeriesInput)))


def passage_json(ledger: Ledger, passage_id: str) -> Json:
    """Return a cited passage as a document keeps it, so that its quote can be found again."""
    passage = ledger.passages[passage_id]
    return {
        "id": passage.id,
        "document": passage.document,
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
    }


def retrieved_json(ledger: Ledger, passage_id: str) -> Json:
    """Return where a passage stands that was found for this answer and is not cited in it."""
    passage = ledger.passages[passage_id]
    return {
        "id": passage.id,
        "title": passage.title,
        "publisher": passage.publisher,
        "published": passage.published.isoformat() if passage.published else None,
        "tier": passage.tier,
        "url": passage.url,
        "locator": passage.locator,
        "document": passage.document,
        "start": passage.start,
        "end": passage.end,
    }


def _uncited(ledger: Ledger, citations: Iterable[Json]) -> list[str]:
    cited = {citation["id"] for citation in citations}
    return [i for i in dict.fromkeys(ledger.retrieved) if i not in cited]


def _step(step: StepEvent) -> dict[str, Any]:
    return {"tool": step.name, "arguments": step.arguments, "result": step.result, "seconds": round(step.seconds, 3)}
