"""Rules for questions whose answer stands in a document."""

from typing import Final

from copilot.reader.filled import Asked
from copilot.reader.plan import Call, Plan
from copilot.reader.takes import price_call
from tools.measures import MEASURES

WHY: Final = (
    "why",
    "what drove",
    "what caused",
    "reason",
    "reasons",
    "what explains",
    "what's behind",
    "what is behind",
)


def search(asked: Asked) -> Plan | None:
    """Look a question about the world up in the library; "why" also shows the move itself."""
    question = asked.question
    strong = question.has("search.strong")
    topical = question.has("search.topic") and not question.has("generic", "direction", "measure")
    if not strong and not topical:
        return None
    why = question.says(*WHY)
    calls = [Call("search_library", {"query": _query(asked, why)})]
    measurable = asked.measure_or_return in MEASURES and 0 < len(asked.members) <= 4 and not question.refused_periods
    if why and measurable and (question.periods or asked.context.period):
        calls.append(price_call("measure", asked))
    return Plan("search", (tuple(calls),), details={"why": why}, takes=frozenset({"all"}))


def _query(asked: Asked, why: bool) -> str:
    """Return the question to search with; a bare "why?" takes the thread's subjects and period."""
    question = asked.question
    if question.mentions or len(question.text.split()) > 4:
        return question.text
    names = [asked.universe.resolve(s) for s in asked.subjects]
    spoken = [getattr(n, "short", n.name) for n in names]
    return " ".join([question.text, *spoken, asked.period or "" if why else ""]).strip()
