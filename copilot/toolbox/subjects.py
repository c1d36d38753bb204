"""What a tool call is about: names and a period read, or failures that say which words were not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copilot.toolbox.basis import EXTREMES, Legs, NoStandIn, settle_legs
from copilot.toolbox.booking import RETURNS, follow
from copilot.toolbox.desk import Desk
from copilot.toolbox.outcome import Outcome
from copilot.toolbox.readings import note_reading
from tools.errors import AmbiguousName, NoData, PeriodError, UnknownName
from tools.reference.closes import NOTE
from tools.universe import Group, Instrument
from tools.windows import Period

SEPARATOR = re.compile(r"\s*(?:[,;/]|\band\b|\bvs\.?(?=\s)|\bversus\b|&(?=\s))\s*", re.IGNORECASE)
BUNDLED = "reference"
ELSEWHERE = "Prices of every session come from Yahoo (--data yahoo) or from a file of your own (--data PATH)."

Subject = Instrument | Group


@dataclass(frozen=True)
class Asked:
    """Subjects in the order named, the period, and the words it was read from."""

    subjects: tuple[Subject, ...]
    instruments: tuple[Instrument, ...]
    period: Period
    words: str


def understood(desk: Desk, names: Sequence[str], words: str, outcome: Outcome, every: str = "") -> Asked | None:
    """Return what names and period mean; failures of both are kept, and None when nothing is left.

    `every` is the piece of the period of which each is wanted.
    """
    subjects = [s for name in names for s in resolved(desk, name, outcome)]
    if not names:
        outcome.fail(UnknownName("", ()))
    try:
        period = desk.period(words, every)
    except PeriodError as error:
        outcome.fail(error)
        return None
    if not subjects:
        return None
    instruments = dict.fromkeys(i for s in subjects for i in desk.opened(s))
    outcome.note(*(s.note for s in subjects if isinstance(s, Group)))
    outcome.note(*period.notes)
    return Asked(tuple(dict.fromkeys(subjects)), tuple(instruments), period, words)


def resolved(desk: Desk, name: str, outcome: Outcome) -> list[Subject]:
    """Return what a name stands for; several in one ("Apple, Microsoft and Nvidia") are taken apart."""
    try:
        return [desk.universe.resolve(name)]
    except AmbiguousName as error:
        outcome.fail(error)
        return []
    except UnknownName as error:
        parts = [part for part in SEPARATOR.split(name) if part.strip()]
        if len(parts) < 2:
            outcome.fail(error)
            return []
    return [subject for part in parts for subject in resolved(desk, part, outcome)]


def settled(
    desk: Desk, asked: Asked, measure: str, dividends: bool, outcome: Outcome, apart: bool = True
) -> list[Legs]:
    """Return the legs on one basis; where no fund stands for one of several, each by itself if they may part."""
    try:
        every = [settle_legs(desk, measure, asked.instruments, asked.period.window, dividends)]
    except NoStandIn as error:
        if len(asked.instruments) == 1 or not apart:
            outcome.fail(error, [f"price return of {asked.instruments[0].short} {asked.words}".strip()])
            return []
        return _each_alone(desk, asked, measure, dividends, outcome)
    if measure in EXTREMES and every[0].basis == "total_return" and len(asked.instruments) > 1 and apart:
        return _each_alone(desk, asked, measure, dividends, outcome)
    for legs in every:
        say(desk, asked, legs, outcome)
    return every


def stand_ins(desk: Desk, instrument: Instrument) -> tuple[str, ...]:
    """Return the symbols that a figure of an instrument may have: its own, its reinvested index, its fund."""
    others = (desk.universe.with_dividends(instrument.symbol), desk.universe.fund_for(instrument.symbol))
    return (instrument.symbol, *(i.symbol for i in others if i is not None))


def _each_alone(desk: Desk, asked: Asked, measure: str, dividends: bool, outcome: Outcome) -> list[Legs]:
    alone = (Asked((one,), (one,), asked.period, asked.words) for one in asked.instruments)
    return [legs for one in alone for legs in settled(desk, one, measure, dividends, outcome)]


def say(desk: Desk, asked: Asked, legs: Legs, outcome: Outcome) -> None:
    """Tell how the words were read, and of a count of sessions how many there are."""
    outcome.note(*legs.notes)
    if legs.asked and legs.measure in RETURNS.values():
        outcome.note("Dividends are included, as asked.")
    note_reading(desk, asked.words, legs.instruments, legs.measure, legs.basis, asked.period, legs.asked)
    book_sessions(desk, asked, outcome)


def book_sessions(desk: Desk, asked: Asked, outcome: Outcome) -> None:
    """Book how many sessions the period has, where its words ask for another number."""
    period = asked.period
    if period.asked_sessions is None or period.asked_sessions == period.sessions:
        return
    fact = follow(
        desk,
        f"number of sessions: {period.label}",
        "count",
        (),
        "count",
        {"of": "sessions"},
        inputs=(),
        subject=(),
        window=period.window,
    )
    outcome.add(fact, "sessions")
    if not period.notes:
        outcome.note(f"Only {{{fact.id}}} of the {period.asked_sessions} sessions asked for exist yet.")


def no_data(desk: Desk, error: NoData, outcome: Outcome) -> None:
    """Keep a missing figure as a failure that says where its rows could come from."""
    text = str(error).rstrip(".")
    text = text[:1].upper() + text[1:] + "."
    if desk.prices.name == BUNDLED and BUNDLED in text:
        text = f"{text} The bundled reference closes hold {NOTE}. {ELSEWHERE}"
    outcome.fail(NoData(text))
