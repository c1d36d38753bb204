"""Three questions that may follow, each one that this program can answer."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from copilot.grounding.printing.render import print_date
from copilot.reader.wording import within_words
from copilot.writing.naming import call_instrument
from copilot.writing.notes import days_in, with_days
from copilot.writing.results import Results
from tools.errors import UnknownName
from tools.universe import Group, Instrument

COUNT = 3
LONG = 60
"""Calendar days from which a period is worth a look month by month."""
ABOUT_THE_MARKET = (
    "How is the market doing?",
    "Rank the sectors this year",
    "How much of the S&P 500 is the Magnificent 7?",
)


def suggestions_for(results: Results) -> tuple[str, ...]:
    """Return up to three follow-ups, none of them the question just asked."""
    asked = results.desk.question.strip().lower()
    subject = _subject(results)
    offered = [str(s) for failure in results.failures for s in failure.get("suggestions", ())] if results.empty else []
    if subject and _has_prices(subject, results):
        offered += [*_since_nearest(subject, results), *_about(subject, results)]
    offered += ABOUT_THE_MARKET
    fresh = (q for q in dict.fromkeys(offered) if q.lower() != asked)
    return tuple(q for q, _ in zip(fresh, range(COUNT), strict=False))


def _subject(results: Results) -> Instrument | Group | None:
    for call in results.calls:
        named = [*call["args"].get("subjects", ()), call["args"].get("first"), call["args"].get("group")]
        for name in named:
            with suppress(UnknownName):
                if name:
                    return results.desk.universe.resolve(name)
    return None


def _has_prices(subject: Instrument | Group, results: Results) -> bool:
    """Say whether questions about it can be answered from the prices at hand."""
    known = results.desk.prices.known_symbols()
    symbols = subject.members if isinstance(subject, Group) else (subject.symbol,)
    return known is None or 2 * sum(s in known for s in symbols) >= len(symbols)


def _since_nearest(subject: Instrument | Group, results: Results) -> Iterable[str]:
    """Yield the question that the nearest session with a close can answer, where one was missing."""
    days = [d for f in results.failures for d in days_in(f["text"].partition("nearest")[2])]
    if days and isinstance(subject, Instrument):
        yield f"How has {_spoken(subject)} done since {print_date(max(days))}?"


def _spoken(subject: Instrument | Group) -> str:
    """Return the plainest name that the reader knows: a fund by its symbol, an index with its article."""
    if isinstance(subject, Group):
        return subject.name if subject.name.startswith("the ") else f"the {subject.name}"
    return subject.symbol if subject.kind == "fund" else call_instrument(subject)


def _when(results: Results) -> tuple[str, bool, bool]:
    """Return the period asked about in words, whether it is long, and whether it is of the last two years.

    Where none or a single day was asked about it is the year before.
    """
    before = f"in {results.desk.as_of.year - 1}"
    readings = [r for r in results.desk.ledger.readings if r["window"]["start"] != r["window"]["end"]]
    if not readings:
        return before, True, True
    start, end = (date.fromisoformat(readings[0]["window"][edge]) for edge in ("start", "end"))
    words = within_words(with_days(readings[0]["text"]))
    return words, (end - start).days > LONG, start.year >= results.desk.as_of.year - 1


def _about(subject: Instrument | Group, results: Results) -> Iterable[str]:
    name = _spoken(subject)
    when, long, recent = _when(results)
    year = f"in {results.desk.as_of.year - 1}"
    if isinstance(subject, Group) and subject.key in ("market", "three_averages"):
        yield f"Which index did best {when}?"
        yield "How did the market do last week?"
    elif isinstance(subject, Group):
        yield f"Rank {name} {when}"
        yield f"How many of {name} rose {when}?"
        yield f"Which of {name} was the most volatile {when if recent else year}?"
    else:
        of_a_path = when if recent else year
        yield from _about_one(name, subject.symbol, results, when, of_a_path, long)


def _about_one(name: str, symbol: str, results: Results, when: str, of_a_path: str, long: bool) -> Iterable[str]:
    """Yield questions about one name over the period asked about, none of the kind just asked."""
    form = results.plan.form
    measure = results.calls[0]["args"].get("measure") if results.calls else None
    if form != "compare" and symbol != "^GSPC":
        open_ended = when.startswith(("since", "so far", "this"))
        yield f"Has {name} beaten the S&P 500 {when}?" if open_ended else f"Did {name} beat the S&P 500 {when}?"
    if measure != "max_drawdown":
        yield f"What was the worst drawdown of {name} {of_a_path}?"
    if form != "series" and long:
        yield f"Month by month, how did {name} do {when}?"
    if measure != "volatility":
        yield f"How volatile was {name} {of_a_path}?"
    yield f"How has {name} done this year?"
