"""The tool `measure`: one measure for each subject, for each piece of a period, or of a basket as one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from copilot.toolbox.basis import Legs
from copilot.toolbox.booking import book
from copilot.toolbox.comparing import compare
from copilot.toolbox.counting import of_group
from copilot.toolbox.desk import FEW, Desk
from copilot.toolbox.estimating import estimate
from copilot.toolbox.live import add_live, book_last
from copilot.toolbox.outcome import Failure, Outcome
from copilot.toolbox.parameters import refusal, shares_refused, taken
from copilot.toolbox.series import by_pieces
from copilot.toolbox.single import Call, covers_group, load_rows, of_basket, of_one, of_places
from copilot.toolbox.subjects import Asked, settled, understood
from tools.errors import NoData
from tools.measures import MEASURES
from tools.measures.estimates import ESTIMATES
from tools.measures.returns import Every
from tools.universe import Instrument

THE_MARKET = "^GSPC"
OVER_GROUPS = ("count", "average", "breadth", "above_moving_average")
WITH_DIVIDENDS = {
    "total_return": "price_return",
    "annualized_return": "annualized_return",
    "growth_of_amount": "growth_of_amount",
}
OF_TWO = ("spread", "ratio")


def measure(
    desk: Desk,
    measure: str,
    subjects: Sequence[str],
    period: str = "",
    dividends: bool = False,
    every: str = "",
    basket: str = "",
    params: Mapping[str, Any] | None = None,
) -> Outcome:
    """Return one measure of each subject over a period, with what belongs beside it.

    `subjects` and `period` are the user's own words; a group is opened to its members. `every`
    ("year", "quarter", "month", "week") asks for a figure per piece of the period; `basket`
    ("hold", or the period after which it is rebalanced) takes the subjects as one, in equal parts.
    `params` are those of the measure, and `benchmark` for a beta, a correlation or a tracking error.
    """
    outcome = Outcome()
    if measure in ESTIMATES:
        return estimate(desk, measure, subjects, period, outcome)
    asked = understood(desk, subjects, period, outcome, every)
    if asked is None:
        return outcome
    given = dict(params or {})
    benchmark, top = given.pop("benchmark", ""), int(given.pop("top", 1))
    given, left_out = taken(measure, given)
    outcome.note(left_out)
    known = MEASURES[measure]
    if why := refusal(measure, given) or shares_refused(given, len(asked.instruments)):
        outcome.fail(Failure("bad_call", why))
    elif known.legs == (2, 2) and len(asked.instruments) <= FEW:
        _pairs(desk, measure, asked, benchmark, dividends, outcome)
    elif len(asked.instruments) < known.legs[0] or measure == "rank" or (every and known.legs[0] > 1):
        outcome.fail(Failure("bad_call", f"{known.label} needs several subjects and the tool rank or compare"))
    elif len(asked.instruments) > FEW and not basket and measure not in OVER_GROUPS:
        outcome.fail(Failure("bad_call", f"{len(asked.instruments)} members are too many one by one; use rank"))
    elif measure == "last":
        book_last(desk, asked, outcome)
    else:
        for legs in settled(desk, asked, measure, dividends, outcome):
            _of_legs(
                desk, Call(asked, legs, given, top), every, basket or ("hold" if "weights" in given else ""), outcome
            )
        add_live(desk, asked, measure, outcome)
    return outcome


def _of_legs(desk: Desk, call: Call, every: str, basket: str, outcome: Outcome) -> None:
    load_rows(desk, call)
    instruments = call.legs.instruments
    known = MEASURES[call.legs.measure]
    if not covers_group(desk, call, outcome):
        return
    if len(instruments) < known.legs[0]:
        outcome.fail(Failure("no_data", f"{known.label} needs {known.legs[0]} subjects with data on one basis"))
    elif every:
        by_pieces(desk, _of_days(call), cast(Every, every), outcome)
    elif basket and len(instruments) > 1:
        of_basket(desk, call, _as_asked(call.asked, call.legs), basket, outcome)
    elif call.legs.measure in OVER_GROUPS and len(instruments) > 1 and not call.params.get("run"):
        of_group(desk, call, outcome)
    else:
        for instrument in instruments:
            of_one(desk, _of_days(call), instrument, outcome)
            of_places(desk, call, instrument, outcome)
            if instrument not in call.asked.instruments:
                _without_dividends(desk, call, instrument, outcome)


def _without_dividends(desk: Desk, call: Call, fund: Instrument, outcome: Outcome) -> None:
    """Book beside a total return the same fund's price return, so that dividends are told of one instrument."""
    if call.legs.measure not in WITH_DIVIDENDS or not call.legs.asked:
        return
    request = replace(call.request(fund), measure=WITH_DIVIDENDS[call.legs.measure], basis="price")
    try:
        fact = book(desk, request, alone=True)
    except NoData:
        return
    outcome.add(fact, f"without_dividends:{fund.symbol}")
    outcome.note(f"What dividends add is the difference to {{{fact.id}}}, the {fund.symbol} fund's own without them.")


def _of_days(call: Call) -> Call:
    """Return the call as one of single subjects: a mean is then over days."""
    if call.legs.measure != "average":
        return call
    return replace(call, params={"over": call.params.get("over", "daily_returns")})


def _as_asked(asked: Asked, legs: Legs) -> Sequence[Any]:
    """Return the group by its name, where it alone was asked for and no fund stands for a member."""
    return asked.subjects if asked.instruments == legs.instruments else legs.instruments


def _pairs(desk: Desk, measure: str, asked: Asked, benchmark: str, dividends: bool, outcome: Outcome) -> None:
    """Book a measure of two: the two named, or each against the benchmark."""
    names = [i.symbol for i in asked.instruments]
    pairs = [(name, benchmark or THE_MARKET) for name in names]
    if len(names) == 2 and not benchmark:
        pairs = [(names[0], names[1])]
    for one, two in pairs:
        if measure in OF_TWO:
            outcome.merge(compare(desk, "price_return", one, two, asked.words, dividends, measure))
        else:
            outcome.merge(compare(desk, measure, one, two, asked.words, dividends))
