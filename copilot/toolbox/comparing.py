"""The tool `compare`: two subjects on one basis, and their spread, ratio, correlation or beta."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from copilot.facts import Alternative, Fact, FactInput
from copilot.toolbox.basis import Legs
from copilot.toolbox.booking import RETURNS, Request, book, evaluated, follow, inputs_of
from copilot.toolbox.desk import FEW, Desk
from copilot.toolbox.labels import calling, measure_words
from copilot.toolbox.outcome import Failure, Outcome
from copilot.toolbox.parameters import refusal, taken
from copilot.toolbox.single import Call, of_basket, of_one
from copilot.toolbox.subjects import Asked, Subject, no_data, settled, understood
from tools.errors import NoData, ToolError
from tools.measures import MEASURES
from tools.universe import Group, Instrument


def compare(
    desk: Desk,
    measure: str,
    first: str,
    second: str,
    period: str = "",
    dividends: bool = False,
    how: str = "spread",
    params: Mapping[str, Any] | None = None,
) -> Outcome:
    """Return a measure of two subjects on one basis and what they come to, the first against the second.

    `first`, `second` and `period` are the user's own words; a group counts as a basket in equal
    parts. `how` is "spread" (first minus second) or "ratio". A measure of two (correlation, beta,
    tracking_error) is booked by itself. What cannot be compared is a failure of the outcome.
    """
    outcome = Outcome()
    asked = understood(desk, [first, second], period, outcome)
    if asked is None or len(asked.subjects) < 2:
        return outcome if outcome.failures else _same_twice(outcome)
    given, left_out = taken(measure, params or {})
    outcome.note(left_out)
    if why := _refusal(measure, given):
        outcome.fail(Failure("bad_call", why))
        return outcome
    asked = _with_funds(desk, asked, MEASURES[measure].legs == (2, 2), outcome)
    if len(asked.instruments) < 2:
        return outcome if outcome.failures else _same_twice(outcome)
    for legs in settled(desk, asked, measure, dividends, outcome, apart=False):
        subjects = _renamed(asked.subjects, asked.instruments, legs)
        _book(desk, Call(replace(asked, subjects=subjects), legs, given), how, outcome)
    return outcome


def _same_twice(outcome: Outcome) -> Outcome:
    outcome.fail(Failure("bad_call", "both names mean the same; name two different subjects"))
    return outcome


def _book(desk: Desk, call: Call, how: str, outcome: Outcome) -> None:
    legs = call.legs
    if len(legs.instruments) < len(call.asked.instruments):
        both = calling(legs.instruments[0])
        outcome.fail(Failure("no_data", f"with dividends both are the {both}; compare price returns"))
    elif MEASURES[legs.measure].legs == (2, 2):
        _book_pair(desk, call, outcome)
    else:
        one, two = (_leg(desk, call, subject, outcome) for subject in call.asked.subjects)
        if one is not None and two is not None:
            _against(desk, call, one, two, how, outcome)


def _refusal(measure: str, params: Mapping[str, Any]) -> str:
    if MEASURES[measure].legs == (2, 0) or measure in ("spread", "ratio"):
        return f"{MEASURES[measure].label} is not compared; name a measure of one subject"
    return refusal(measure, params)


def _with_funds(desk: Desk, asked: Asked, pair: bool, outcome: Outcome) -> Asked:
    """Return the subjects with the fund of a group that cannot be a basket: too large, or one of a pair."""
    subjects: list[Subject] = []
    for subject in asked.subjects[:2]:
        if isinstance(subject, Group) and (pair or len(subject.members) > FEW):
            if subject.fund is None:
                outcome.fail(Failure("bad_call", f"no fund stands for {subject.name}; name a single subject"))
                return replace(asked, instruments=())
            outcome.notes = [note for note in outcome.notes if subject.note.lower() not in note.lower()]
            outcome.note(f"The {subject.fund} fund stands for {subject.name}.")
            subject = desk.universe.instrument(subject.fund)
        subjects.append(subject)
    instruments = dict.fromkeys(i for s in subjects for i in desk.opened(s))
    return replace(asked, subjects=tuple(subjects), instruments=tuple(instruments))


def _renamed(subjects: Sequence[Subject], asked: Sequence[Instrument], legs: Legs) -> tuple[Subject, ...]:
    """Return the subjects with the funds that stand for indices in their place."""
    stand_in = dict(zip(asked, legs.instruments, strict=False)) if len(asked) == len(legs.instruments) else {}
    return tuple(stand_in.get(s, s) if isinstance(s, Instrument) else s for s in subjects)


def _leg(desk: Desk, call: Call, subject: Subject, outcome: Outcome) -> Fact | None:
    role = "second" if "first" in outcome.roles else "first"
    if isinstance(subject, Group):
        fact = of_basket(desk, call, (subject,), "hold", outcome)
    else:
        fact = of_one(desk, call, subject, outcome)
    return outcome.add(fact, role) if fact is not None else None


def _book_pair(desk: Desk, call: Call, outcome: Outcome) -> None:
    one, two = call.legs.instruments[:2]
    try:
        fact = book(desk, call.request(one, two), call.others)
    except NoData as error:
        no_data(desk, error, outcome)
        return
    outcome.add(fact, fact.measure, f"{fact.measure}:{one.symbol}")


def _against(desk: Desk, call: Call, one: Fact, two: Fact, how: str, outcome: Outcome) -> None:
    names = [calling(s) if isinstance(s, Instrument) else s.name for s in call.asked.subjects]
    between = "divided by" if how == "ratio" else "minus"
    label = f"{names[0]} {between} {names[1]}, {measure_words(call.legs.measure)}"
    inputs = (FactInput(one.id), FactInput(two.id))
    try:
        others = tuple(_other_spreads(desk, call, how)) if call.legs.measure in RETURNS.values() else ()
        unit = "ratio" if how == "ratio" else one.unit
        fact = follow(desk, label, how, (one, two), unit, {}, inputs, alternatives=others)
    except NoData as error:
        no_data(desk, error, outcome)
        return
    outcome.add(fact, how)


def _other_spreads(desk: Desk, call: Call, how: str) -> Iterator[Alternative]:
    """Yield the spread or ratio over other readings of the period, and against other indices of a name."""
    subjects = call.asked.subjects
    if not all(isinstance(s, Instrument) for s in subjects):
        return
    one, two = (s for s in subjects if isinstance(s, Instrument))
    plain = replace(call.request(one, two), measure=how, params={})
    wanted = [(other.label, replace(plain, window=other.window)) for other in call.others]
    for symbol in one.alternatives:
        wanted.append((symbol, replace(plain, instruments=(desk.universe.instrument(symbol), two))))
    for symbol in two.alternatives:
        wanted.append((symbol, replace(plain, instruments=(one, desk.universe.instrument(symbol)))))
    for label, request in wanted:
        if len(set(request.symbols)) > 1:
            yield from _other(desk, label, request)


def _other(desk: Desk, label: str, request: Request) -> Iterator[Alternative]:
    if label in request.symbols:
        label = f"with the {calling(desk.universe.instrument(label))}"
    try:
        value = evaluated(desk, request)
    except ToolError:
        return
    rows = inputs_of(desk, value)
    yield Alternative(
        label,
        request.symbols,
        request.measure,
        request.basis,
        value.value,
        value.unit,
        value.window,
        dict(value.params),
        rows,
    )
