"""Three questions that may follow, each one that this program can answer."""

from collections.abc import Iterable

from copilot.grounding.render import print_date
from copilot.writing.notes import days_in
from copilot.writing.results import Results
from tools.universe import Group, Instrument

COUNT = 3
ABOUT_THE_MARKET = (
    "How is the market doing?",
    "Rank the sectors this year",
    "How much of the S&P 500 is the Magnificent 7?",
)


def suggestions_for(results: Results) -> tuple[str, ...]:
    """Return up to three follow-ups, none of them the question just asked."""
    asked = results.desk.question.strip().lower()
    subject = _subject(results)
    offered = [*_since_nearest(subject, results), *_about(subject, results)] if subject else []
    offered += ABOUT_THE_MARKET
    fresh = (q for q in dict.fromkeys(offered) if q.lower() != asked)
    return tuple(q for q, _ in zip(fresh, range(COUNT), strict=False))


def _subject(results: Results) -> Instrument | Group | None:
    for call in results.calls:
        named = [*call["args"].get("subjects", ()), call["args"].get("first"), call["args"].get("group")]
        for name in named:
            if name:
                return results.desk.universe.resolve(name)
    return None


def _since_nearest(subject: Instrument | Group, results: Results) -> Iterable[str]:
    """Yield the question that the nearest session with a close can answer, where one was missing."""
    days = [d for f in results.failures if "nearest" in f["text"] for d in days_in(f["text"].partition("nearest")[2])]
    if days and isinstance(subject, Instrument):
        yield f"How has {_short(subject)} done since {print_date(max(days))}?"


def _short(subject: Instrument) -> str:
    return subject.symbol if "(" in subject.short or subject.short.endswith(" fund") else subject.short


def _about(subject: Instrument | Group, results: Results) -> Iterable[str]:
    year = results.desk.as_of.year - 1
    if isinstance(subject, Group):
        yield f"Rank {subject.name} in {year}"
        yield f"How many of {subject.name} rose this month?"
        yield f"Most volatile of {subject.name} in {year}?"
        return
    name = _short(subject)
    form = results.plan.form
    if form != "compare" and subject.symbol != "^GSPC":
        yield f"Did {name} beat the S&P 500 in {year}?"
    if form != "series":
        yield f"{name} month by month in {year}"
    yield f"Worst drawdown of {name} in {year}"
    yield f"How has {name} done this year?"
