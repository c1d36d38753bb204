"""Decide whether figures are price or total return: one basis for all legs, said when it was not asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from copilot.toolbox.booking import RETURNS, Request, evaluated
from copilot.toolbox.desk import Desk
from copilot.toolbox.labels import calling, calling_with_symbol
from tools.errors import NoData
from tools.measures import MEASURES, Basis
from tools.universe import YIELDS, Instrument
from tools.windows import Window

EXTREMES = ("high", "low")
PRICE_ONLY = ("close", "last", "points_change", *EXTREMES)
"""Measures of prices as they were; closes adjusted for dividends cannot stand for those.

For an extreme they can where nothing else is known, and are called what they are.
"""


NAMED = 4
"""Up to how many subjects a note lists by name."""


MOVES = ("price_return", "total_return", "day_move", "annualized_return")
NO_RETURN = "A yield has no return; its change is given in points, which are percentage points."


class NoStandIn(NoData):
    """Neither the index with dividends nor a fund that stands for it exactly is known."""


@dataclass(frozen=True)
class Legs:
    """The instruments of one request on their common basis; a fund may stand for an index."""

    measure: str
    basis: Basis
    instruments: tuple[Instrument, ...]
    notes: tuple[str, ...] = ()
    asked: bool = False


def settle_legs(desk: Desk, measure: str, instruments: Sequence[Instrument], window: Window, dividends: bool) -> Legs:
    """Return the legs on price, or on total return when that was asked for or nothing else can be had.

    Raises
    ------
    NoStandIn
        When dividends are asked for of an index that no fund here follows exactly.

    """
    desk.fetch_around(instruments, window.base)
    yields = [i for i in instruments if i.symbol in YIELDS]
    if yields and measure in MOVES:
        if len(yields) < len(instruments):
            raise NoStandIn(f"the {calling(yields[0])} is a yield, which has no return to set beside others")
        return Legs("points_change", "price", tuple(instruments), (NO_RETURN,))
    if measure in PRICE_ONLY:
        note = f"Dividends play no part in a {MEASURES[measure].label}." if dividends else ""
        adjusted = [i for i in instruments if measure in EXTREMES and _only_total(desk, measure, i, window)]
        if adjusted and all(i.kind != "index" for i in instruments):
            return Legs(measure, "total_return", tuple(instruments), (note, _why_adjusted(adjusted)))
        return Legs(measure, "price", tuple(instruments), (note,))
    if dividends or measure == "total_return":
        legs = _with_dividends(desk, measure, instruments, window)
        return replace(legs, asked=True)
    only_total = [i for i in instruments if _only_total(desk, measure, i, window)]
    if not only_total:
        return Legs(RETURNS["price"] if measure in RETURNS.values() else measure, "price", tuple(instruments))
    legs = _with_dividends(desk, measure, instruments, window)
    return replace(legs, notes=(_why_total(only_total, legs.instruments), *legs.notes))


def _why_adjusted(adjusted: Sequence[Instrument]) -> str:
    return (
        f"Plain closes are not known of {_some(adjusted)} for all of this period, so closes adjusted for dividends "
        "stand for them: where dividends were paid later, the price of the day was higher."
    )


def _some(instruments: Sequence[Instrument]) -> str:
    named = [f"the {calling(i)}" if i.kind == "fund" else calling_with_symbol(i) for i in instruments[:3]]
    return " and ".join(named) if len(instruments) <= 3 else f"{', '.join(named)} and others"


def _why_total(only_total: Sequence[Instrument], legs: Sequence[Instrument]) -> str:
    names = _some(only_total)
    what = f", so the figures of {_listed(legs)} are total returns" if len(legs) > 1 else ""
    return f"No closes without dividends are known of {names} for this period{what}."


def _listed(legs: Sequence[Instrument]) -> str:
    if len(legs) > NAMED:
        return "all names here"
    names = [f"the {calling(i)}" if i.kind == "fund" and "(" not in calling(i) else calling(i) for i in legs]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _with_dividends(desk: Desk, measure: str, instruments: Sequence[Instrument], window: Window) -> Legs:
    legs: list[Instrument] = []
    notes: list[str] = []
    for instrument in instruments:
        leg = _stand_in(desk, instrument, window)
        if leg.kind == "index":
            notes.append(f"The {leg.name} ({leg.symbol}) is the index with its dividends reinvested.")
        elif leg != instrument:
            notes.append(
                f"The {calling(instrument)} itself has no dividends in these data: "
                f"{leg.symbol}, a fund that follows it ({leg.name}), stands for the index."
            )
        legs.append(leg)
    name = RETURNS["total_return"] if measure in RETURNS.values() else measure
    return Legs(name, "total_return", tuple(dict.fromkeys(legs)), tuple(notes))


def _stand_in(desk: Desk, instrument: Instrument, window: Window) -> Instrument:
    if instrument.kind != "index":
        return instrument
    own = instrument if desk.is_total_return(instrument.symbol) else desk.universe.with_dividends(instrument.symbol)
    if own is not None and desk.may_have(own.symbol) and _computes(desk, "total_return", own, window, "total_return"):
        return own
    fund = desk.universe.fund_for(instrument.symbol)
    if fund is not None:
        return fund
    near = [desk.universe.instrument(symbol) for symbol in instrument.alternatives]
    offers = [(i, fund) for i in near if (fund := desk.universe.fund_for(i.symbol))]
    offered = "".join(f"; the {fund.symbol} fund follows the {calling(i)}, another index" for i, fund in offers)
    raise NoStandIn(
        f"the {calling(instrument)} has no dividends in these data, and no fund here stands for it exactly{offered}. "
        "Ask for its price return"
    )


def _only_total(desk: Desk, measure: str, instrument: Instrument, window: Window) -> bool:
    """Say whether an instrument lacks the rows on price and has them with dividends."""
    return not _computes(desk, measure, instrument, window, "price") and _computes(
        desk, measure, instrument, window, "total_return"
    )


def _computes(desk: Desk, measure: str, instrument: Instrument, window: Window, basis: Basis) -> bool:
    """Say whether the rows are there, by trying a measure that needs the same ones."""
    probe = RETURNS[basis]
    if measure not in RETURNS.values():
        needed = MEASURES[measure].rows_for(1, MEASURES[measure].params)
        probe = {"point": "close", "inside": "high", "endpoint": probe}.get(needed, "best_day")
    try:
        evaluated(desk, Request(probe, (instrument,), window, basis))
    except NoData:
        return False
    return True
