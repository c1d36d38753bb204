"""How many of a group, and their mean: members one by one while they are few, else from rows alone."""

from collections.abc import Sequence
from dataclasses import replace

from copilot.facts import Fact
from copilot.toolbox.booking import Request, book, book_parts, evaluated, follow
from copilot.toolbox.desk import FEW, Desk
from copilot.toolbox.labels import calling_with_symbol, measure_words
from copilot.toolbox.outcome import Outcome
from copilot.toolbox.single import Call, load_rows, of_one
from copilot.toolbox.subjects import Subject, no_data
from tools.errors import NoData
from tools.measures import Evaluated
from tools.universe import Group, Instrument

RETURN = {"price": "price_return", "total_return": "total_return"}


def of_group(desk: Desk, call: Call, outcome: Outcome) -> None:
    """Book a count, a mean, a share of advancers or a number above their average over several subjects."""
    if len(call.legs.instruments) > FEW:
        _from_rows(desk, call, outcome)
        return
    measure = call.legs.measure
    each = measure if measure == "above_moving_average" else RETURN[call.legs.basis]
    single = replace(call, legs=replace(call.legs, measure=each), params=_own(call, each))
    averaged = each == "above_moving_average"
    booked = [of_one(desk, single, i, outcome, beside=averaged) for i in call.legs.instruments]
    facts = [fact for fact in booked if fact is not None]
    if not facts:
        return
    told = group_name(call.asked.subjects)
    if measure == "average":
        params = {name: value for name, value in call.params.items() if name == "which"}
        words = f"{told} {params.get('which', 'average')} {measure_words(each)}"
        outcome.add(follow(desk, words, measure, facts, facts[0].unit, params), measure)
    elif measure == "above_moving_average":
        label = f"{told} above their {call.params.get('length', 200)}-session average"
        outcome.add(follow(desk, label, measure, facts, "count", {}), measure, "count")
        outcome.add(_count(desk, f"{told}, all", facts, "all"), "count_of")
        _table_of_averages(desk, facts, outcome)
    else:
        book_breadth(desk, facts, told, outcome)
        if measure == "count":
            _counted(desk, call, facts, told, outcome)


def _own(call: Call, each: str) -> dict[str, object]:
    return dict(call.params) if each == "above_moving_average" else {}


def _counted(desk: Desk, call: Call, facts: Sequence[Fact], told: str, outcome: Outcome) -> None:
    which, beyond = call.params.get("which", "up"), call.params.get("beyond", 0.0)
    moved = {"up": "that rose", "down": "that fell", "flat": "that stood still", "moved": "that moved"}[which]
    size = f" by more than {100 * beyond:g}%" if beyond else ""
    fact = _count(desk, f"{told} {moved}{size}", facts, which, beyond)
    outcome.roles["count"] = outcome.add(fact).id


def _table_of_averages(desk: Desk, facts: Sequence[Fact], outcome: Outcome) -> None:
    """Book the table of closes and averages, each with the word for how they stand."""
    rows = []
    for fact in facts:
        symbol = fact.subject[0]
        name = calling_with_symbol(desk.universe.instrument(symbol))
        cells = (f"{{{outcome.roles[f'{part}:{symbol}']}}}" for part in ("close", "average"))
        rows.append((name, *cells, "above" if fact.value else "not above"))
    length = facts[0].params["length"]
    columns = ("Name", "Close", f"{length}-session average", "Stands")
    outcome.tables.append(desk.ledger.book_table(f"Closes and averages on {facts[0].as_of}", columns, rows))


def book_breadth(desk: Desk, facts: Sequence[Fact], told: str, outcome: Outcome, role: str = "breadth") -> None:
    """Book the share that rose, how many rose and fell, and of how many."""
    label = f"{told}, share that rose"
    outcome.add(follow(desk, label, "breadth", facts, "fraction", {}), role)
    outcome.add(_count(desk, f"{told} that rose", facts, "up"), "advancers", "count")
    outcome.add(_count(desk, f"{told} that fell", facts, "down"), "decliners")
    outcome.add(_count(desk, f"{told}, all", facts, "all"), "count_of")


def _count(desk: Desk, label: str, facts: Sequence[Fact], which: str, beyond: float = 0.0) -> Fact:
    return follow(desk, label, "count", facts, "count", {"which": which, "beyond": beyond})


def group_name(subjects: Sequence[Subject]) -> str:
    """Return what the subjects are called together."""
    if len(subjects) == 1 and isinstance(subjects[0], Group):
        name = subjects[0].name
        return name[:1].upper() + name[1:]
    return "Those named"


def _from_rows(desk: Desk, call: Call, outcome: Outcome) -> None:
    """Book a measure of a large group straight from its members' rows; members without data are named."""
    load_rows(desk, call)
    known = [i for i in call.legs.instruments if _has_return(desk, call, i, outcome)]
    if len(known) < 2:
        return
    name = f"{group_name(call.asked.subjects)} ({len(known)} of {len(call.legs.instruments)} with data)"
    request = call.request(*known, group=name)
    try:
        value = evaluated(desk, request)
        fact = outcome.add(book(desk, request, alone=True), request.measure, "count")
        for part, booked in book_parts(desk, fact, _of_all(value)):
            outcome.add(booked, "count_of" if part == "of" else part)
    except NoData as error:
        no_data(desk, error, outcome)


def _of_all(value: Evaluated) -> Evaluated:
    """Return the value without what it says of each member, which costs the whole group's rows every time."""
    return replace(value, extras={part: extra for part, extra in value.extras.items() if not part.endswith(" above")})


def _has_return(desk: Desk, call: Call, instrument: Instrument, outcome: Outcome) -> bool:
    try:
        own = call.legs.measure == "above_moving_average"
        measure, params = (call.legs.measure, call.params) if own else (RETURN[call.legs.basis], {})
        evaluated(desk, Request(measure, (instrument,), call.asked.period.window, call.legs.basis, params))
    except NoData as error:
        no_data(desk, error, outcome)
        return False
    return True
