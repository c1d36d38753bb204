"""One measure of one subject, or of a basket as one, and what belongs beside it."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from copilot.facts import Fact
from copilot.toolbox.basis import Legs
from copilot.toolbox.booking import RETURNS, Request, book, book_parts, evaluated
from copilot.toolbox.desk import Desk
from copilot.toolbox.falls import FALLS, book_fall, looked_back
from copilot.toolbox.labels import calling
from copilot.toolbox.outcome import Failure, Outcome
from copilot.toolbox.parameters import EVER
from copilot.toolbox.readings import reread
from copilot.toolbox.subjects import Asked, Subject, no_data
from tools.errors import NoData
from tools.measures import MEASURES, unbroken_since
from tools.measures.evaluate import FIELD
from tools.universe import Group, Instrument
from tools.windows import OtherReading, Window

LONG = 400
"""Calendar days beyond which a return is also given per year."""
COUNTED = re.compile(r"\b\d+ (?=members)")
MOST_DAYS = 10
"""How many best or worst days are told at most."""
BEFORE_A_RECORD = 240
"""Sessions that must be known before a period whose records are counted."""
TEN_YEARS = 2600
"""Sessions over which a record is looked for."""


@dataclass(frozen=True)
class Call:
    """One call of a tool over prices, read and settled; `top` is how many best or worst days are wanted."""

    asked: Asked
    legs: Legs
    params: Mapping[str, Any]
    top: int = 1

    def request(self, *instruments: Instrument, window: Window | None = None, group: str = "") -> Request:
        """Return the request for these instruments, over the whole period unless a window is given."""
        over = window or self.asked.period.window
        return Request(self.legs.measure, instruments, over, self.legs.basis, self.params, group)

    @property
    def others(self) -> Sequence[OtherReading]:
        """The other readings of the period."""
        return self.asked.period.alternatives


def load_rows(desk: Desk, call: Call) -> None:
    """Load the rows of all subjects in one request."""
    measure = MEASURES[call.legs.measure]
    params = {**measure.params, **call.params}
    with suppress(NoData):
        window = desk.window_for(measure, 1, call.asked.period.window, params)
        first = looked_back(desk, window.base) if measure.name in FALLS else window.base
        desk.fetch([i.symbol for i in call.legs.instruments], first)


def covers_group(desk: Desk, call: Call, outcome: Outcome) -> bool:
    """Say whether at least half of a group asked about has rows; a failure names the fund that stands for it."""
    groups = [s for s in call.asked.subjects if isinstance(s, Group)]
    held, every = desk.held(call.legs.instruments), call.legs.instruments
    if len(groups) != 1 or 2 * len(held) >= len(every):
        return True
    group = groups[0]
    fund = [f"{group.fund} {call.asked.words}".strip()] if group.fund else []
    stands = f"; the {group.fund} fund stands for them" if group.fund else ""
    plain = COUNTED.sub("", group.name)
    named = plain if plain.startswith("the ") else f"the {plain}"
    why = desk.why_missing(every)
    outcome.fail(NoData(f"Of {named}, too few have prices here{f' ({why})' if why else ''}{stands}."), fund)
    return False


def of_one(
    desk: Desk, call: Call, instrument: Instrument, outcome: Outcome, beside: bool = True, others: bool = True
) -> Fact | None:
    """Book the measure of one instrument, what belongs beside it, and its other readings.

    None when its rows are not there; a failure then says what is missing.
    """
    request = call.request(instrument)
    try:
        request = _among_all_known(desk, instrument, request, outcome)
        fact = outcome.add(book(desk, request, call.others, not others), f"{request.measure}:{instrument.symbol}")
        if beside:
            _beside(desk, fact, request, call.others, outcome, instrument.symbol)
    except NoData as error:
        no_data(desk, error, outcome)
        return None
    return fact


def of_places(desk: Desk, call: Call, instrument: Instrument, outcome: Outcome) -> None:
    """Book the second to the last wanted of the best or worst days, each with its session and its place in the role."""
    if "nth" not in MEASURES[call.legs.measure].params:
        return
    for nth in range(2, min(call.top, MOST_DAYS) + 1):
        request = replace(call.request(instrument), params={**call.params, "nth": nth})
        try:
            fact = outcome.add(book(desk, request, alone=True), f"{request.measure}:{instrument.symbol}#{nth}")
            _beside(desk, fact, request, (), outcome, f"{instrument.symbol}#{nth}")
        except NoData as error:
            no_data(desk, error, outcome)
            return


def of_basket(desk: Desk, call: Call, subjects: Sequence[Subject], how: str, outcome: Outcome) -> Fact | None:
    """Book the measure of several subjects as one, equally weighted; a failure says what is missing.

    `how` is "hold", or the period after which the parts are brought back to equal shares.
    """
    if "rebalanced" not in MEASURES[call.legs.measure].params:
        label = MEASURES[call.legs.measure].label
        outcome.fail(Failure("bad_call", f"{label} is not a measure of a basket; name its members or a fund"))
        return None
    instruments = list(dict.fromkeys(i for s in subjects for i in desk.opened(s)))
    name, role = _basket_name(subjects, instruments)
    params = dict(call.params) | ({} if how == "hold" else {"rebalanced": how})
    request = replace(call.request(*instruments, group=name), params=params)
    parts = "the shares given" if params.get("weights") else "equal parts"
    done = f"bought in {parts} at the base and left alone"
    the = "" if name.startswith("the ") else "the "
    outcome.note(f"{the}{name} is {done if how == 'hold' else f'brought back to {parts} every {how}'}.")
    try:
        fact = outcome.add(book(desk, request, call.others), f"{request.measure}:{role}")
        _beside(desk, fact, request, call.others, outcome, role)
    except NoData as error:
        no_data(desk, error, outcome)
        return None
    return fact


def _basket_name(subjects: Sequence[Subject], instruments: Sequence[Instrument]) -> tuple[str, str]:
    if len(subjects) == 1 and isinstance(subjects[0], Group):
        return f"{subjects[0].name} basket", subjects[0].key
    return f"basket of {', '.join(calling(i) for i in instruments)}", "basket"


def _beside(
    desk: Desk, fact: Fact, request: Request, others: Sequence[OtherReading], outcome: Outcome, name: str
) -> None:
    """Book a long return per year, a drawdown's sessions, the session of a best day."""
    window = request.window
    if fact.measure in RETURNS.values() and (window.end - window.base).days > LONG:
        yearly = replace(request, measure="annualized_return")
        outcome.add(book(desk, yearly, others), f"annualized:{name}")
    if fact.measure in FALLS:
        book_fall(desk, fact, request, others, outcome, name)
    elif MEASURES[fact.measure].rows != "endpoint":
        for part, booked in book_parts(desk, fact, evaluated(desk, request)):
            outcome.add(booked, f"{part}:{name}")


def _among_all_known(desk: Desk, instrument: Instrument, request: Request, outcome: Outcome) -> Request:
    """Return the request of what is looked for among all closes that are known: a record, a level ever crossed."""
    which = request.params.get("which")
    if request.measure == "record_high":
        return _reaching_back(desk, instrument, request, outcome)
    if which == "record":
        first = _first_known(desk, request)
        if len(desk.sessions.between(first, request.window.base)) <= BEFORE_A_RECORD:
            raise NoData(f"closes are known here since {first}, too short a time before that period to count records")
        outcome.note(f"A record among the closes known here, which are complete since {first}.")
    if which not in EVER:
        return request
    told = replace(request, params={**request.params, "which": EVER[which]})
    return _reaching_back(desk, instrument, told, outcome)


def _first_known(desk: Desk, request: Request) -> date:
    """Return the session from which on the closes up to the request's end are known without a gap."""
    end = request.window.end
    history = desk.history(request.symbols[0], desk.sessions.shift(end, -TEN_YEARS))
    known = history.series(FIELD[request.basis])
    return unbroken_since(known, desk.sessions.between(known.index[0].date(), end))


def _reaching_back(desk: Desk, instrument: Instrument, request: Request, outcome: Outcome) -> Request:
    """Return the request over all closes that are known without a gap up to its end."""
    window, first = request.window, _first_known(desk, request)
    if first >= window.base:
        return request
    told = "A record among the" if request.measure == "record_high" else "Looked for among the"
    outcome.note(f"{told} closes known here, which are complete since {first}.")
    reach = Window(first, desk.sessions.after(first), window.end)
    reread(desk, instrument, request.measure, window, reach, f"all closes known here, complete since {first}")
    return replace(request, window=reach)
