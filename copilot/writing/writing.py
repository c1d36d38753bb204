"""Turn what tools gave back into a draft: the answer first, then what must be known about it."""

from collections.abc import Callable, Mapping
from typing import Final, cast

from copilot.answer import Behavior
from copilot.writing import (
    about,
    beside,
    claims,
    crossings,
    days,
    estimates,
    extremes,
    foreign,
    holdings,
    market,
    passages,
    pieces,
    returns,
    sets,
    states,
)
from copilot.writing.draft import Draft, paragraph
from copilot.writing.notes import CLOSED, failures_of, live_of, notes_of, worst_kind
from copilot.writing.results import Json, Results
from copilot.writing.suggestions import suggestions_for
from tools.universe import Instrument

FORMS: Final[Mapping[str, Callable[[Results], list[str]]]] = {
    "measure": returns.measured,
    "series": pieces.pieces,
    "days": days.placed_days,
    "streak": days.in_a_row,
    "crossing": crossings.crossed,
    "beside": beside.set_beside,
    "dividends": beside.of_dividends,
    "state": states.fallen,
    "furthest": states.furthest,
    "estimates": estimates.expected,
    "compare": returns.compared,
    "periods": returns.two_periods,
    "rank": sets.ranked,
    "count": sets.counted,
    "average": beside.averaged,
    "claim": claims.judged,
    "growth": claims.grown,
    "stakes": holdings.staked,
    "between": extremes.between,
    "recovered": extremes.recovered,
    "shares": holdings.shares_held,
    "required_gain": claims.needed,
    "weight": market.weighed,
    "weights": market.set_beside,
    "leadership": market.led,
    "overview": market.surveyed,
    "search": passages.cited,
    "said": lambda results: [results.plan.message],
    "sources": about.told,
}
SUGGESTED: Final = 3
SHOWS_TABLE: Final = ("series", "rank", "weight", "overview")


def write(results: Results) -> Draft:
    """Return the draft of a turn: an answer, or the question back or refusal that its plan says."""
    plan = results.plan
    if plan.language != "en":
        return foreign.written(results)
    if plan.behavior != "answer":
        return Draft(plan.message, plan.behavior, plan.reason, plan.not_understood, plan.suggestions)
    if plan.form == "parts":
        return _of_parts(results)
    said = FORMS[plan.form](results)
    if not said and not live_of(results):
        return _nothing(results)
    notes = notes_of(results)
    closed = [note for note in notes if CLOSED in note]
    lines = [
        *live_of(results),
        *closed,
        plan.details.get("sector_of", ""),
        *said,
        *_assumed(results),
        *_alternatives(results),
        *_not_had(results),
        *notes,
        *failures_of(results),
    ]
    text = "\n\n".join([paragraph(dict.fromkeys(lines)), *_tables(results)])
    return Draft(text, suggestions=suggestions_for(results))


def _of_parts(results: Results) -> Draft:
    """Return one draft of several: each part answered in turn, what was left out said by name."""
    drafts = [(text, write(part)) for text, part in results.parts()]
    answered = any(draft.behavior == "answer" for _, draft in drafts)
    first = next((d for _, d in drafts if d.behavior != "answer"), drafts[0][1])
    told = [d.text if d.behavior == "answer" else f"As to “{text}”: {d.text}" for text, d in drafts]
    return Draft(
        "\n\n".join(told),
        "answer" if answered else first.behavior,
        None if answered else first.reason,
        tuple(words for _, d in drafts for words in d.not_understood),
        tuple(dict.fromkeys(s for _, d in drafts for s in d.suggestions))[:SUGGESTED],
    )


def _nothing(results: Results) -> Draft:
    """Say what is missing when no figure could be had."""
    behavior, reason = worst_kind(results.failures)
    lines = failures_of(results)
    if results.plan.form == "search":
        lines = [*lines, "The source library has nothing on that"]
    about = tuple(f["about"] for f in results.failures if f["about"] and behavior == "clarify")
    return Draft(paragraph(lines), cast(Behavior, behavior), reason, about, suggestions_for(results))


def _tables(results: Results) -> list[str]:
    return [f"{{{table}}}" for table in results.tables[:1]] if results.plan.form in SHOWS_TABLE else []


def _assumed(results: Results) -> list[str]:
    """Say which period was taken when none was named."""
    if not results.plan.details.get("assumed"):
        return []
    period = next((c["args"].get("period") for c in results.calls if "period" in c["args"]), "")
    return [f"No period was named, so this is the {period}"] if period and not any(c.isdigit() for c in period) else []


def _not_had(results: Results) -> list[str]:
    """Say of what there are no prices, where a question set something against it."""
    absent = results.plan.details.get("absent")
    return [f"I have no prices of {absent} to set beside that"] if absent else []


def _alternatives(results: Results) -> list[str]:
    """Say which index a name was read as, where it may mean another."""
    question = results.desk.question
    first: Json = next((c["args"] for c in results.calls if "subjects" in c["args"] or "first" in c["args"]), {})
    symbols = [*first.get("subjects", ()), first.get("first"), first.get("second")]
    named = [m for m in results.desk.universe.find(question).mentions if isinstance(m.subject, Instrument)]
    said = [m.note for m in named if m.symbol in symbols and m.note]
    if "^IXIC" in symbols and "composite" not in question.lower():
        said.append("The Nasdaq here is the Composite, not the Nasdaq-100")
    return said
