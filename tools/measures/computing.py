"""From rows to values: the one way each measure is computed, at first and when it is verified."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from tools.errors import NoData
from tools.measures import baskets, levels, ranking, returns, risk
from tools.measures.breadth import breadth
from tools.measures.checks import require_closes, session_of
from tools.measures.measure import Compute, Extra, Leg, Outcome, Params, Rows, Unit
from tools.windows.window import Window

OWN_RETURN: Mapping[str, Callable[[pd.Series], float]] = {
    "price_return": returns.price_return,
    "annualized_return": returns.annualized_return,
}


_SIDES: Mapping[str, levels.Side] = {"above": "above", "below": "below"}
MIDDLES: Mapping[str, Callable[[Sequence[float]], float]] = {"mean": ranking.average, "median": ranking.median}
RUNS: Mapping[str, Callable[..., levels.Run]] = {"longest": levels.longest_run, "current": levels.current_run}
IN_POINTS = re.compile(r"\^|DX-Y\.NYB$|.*=X$")
"""What has a level rather than a price in dollars: indices, yields and currencies."""


def of_one(measure: Callable[..., float], *names: str) -> Compute:
    """Return a computation over one series, or over a basket as one; `names` are parameters passed on."""

    def compute(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
        return Outcome(measure(as_one(legs, params), *(params[name] for name in names)))

    return compute


def of_pair(measure: Callable[[pd.Series, pd.Series], float]) -> Compute:
    """Return a computation over two series on the same sessions."""

    def compute(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
        return Outcome(measure(legs[0].values, legs[1].values))

    return compute


def of_two_returns(measure: Callable[[float, float], float]) -> Compute:
    """Return a computation over the returns of two subjects, which come along."""

    def compute(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
        one, two = own_returns(legs, params).values()
        return Outcome(measure(one, two), {"first": Extra(one, "fraction"), "second": Extra(two, "fraction")})

    return compute


def dated(measure: Callable[..., levels.Dated], *names: str) -> Compute:
    """Return a computation of a value that belongs to a session; `names` are parameters passed on."""

    def compute(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
        found = measure(as_one(legs, params), *(params[name] for name in names))
        return Outcome(found.value, {"session": _date(found.session)})

    return compute


def extreme(measure: Callable[[pd.Series], levels.Dated]) -> Compute:
    """Return a computation of the highest or the lowest level of a window, with its session."""

    def compute(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
        found = measure(_after_base(legs[0].values, window))
        return Outcome(found.value, {"session": _date(found.session)})

    return compute


def _after_base(levels_: pd.Series, window: Window) -> pd.Series:
    return levels_[levels_.index > np.datetime64(window.base)]


def rolling(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
    """Compute the best or the worst return over `length` sessions in a row, with its first base and its end."""
    if params["which"] not in ("best", "worst"):
        raise ValueError(f"of rolling returns the best or the worst is asked for, not {params['which']!r}")
    closes, length = as_one(legs, params), int(params["length"])
    runs = returns.rolling_returns(closes, length)
    place = int(runs.argmax() if params["which"] == "best" else runs.argmin())
    ends = {"begins": _date(session_of(closes, place)), "session": _date(session_of(runs, place))}
    return Outcome(float(runs.iloc[place]), ends)


def as_one(legs: Sequence[Leg], params: Params) -> pd.Series:
    """Return the rows of one subject, or the levels of a basket of several."""
    series = [leg.values for leg in legs]
    if len(series) == 1:
        return series[0]
    if params.get("rebalanced"):
        return baskets.rebalanced(series, params["rebalanced"], params.get("weights"))
    return baskets.buy_and_hold(series, params.get("weights"))


def own_returns(legs: Sequence[Leg], params: Params) -> dict[str, float]:
    """Return each subject's own return, plain or annualized as the parameters say."""
    of = params.get("of", "price_return")
    if of not in OWN_RETURN:
        raise ValueError(f"subjects are compared by {' or '.join(OWN_RETURN)}, not {of!r}")
    if len({leg.symbol for leg in legs}) < len(legs):
        raise ValueError(f"{', '.join(leg.symbol for leg in legs)}: each subject may be named once")
    return {leg.symbol: OWN_RETURN[of](leg.values) for leg in legs}


def fall(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
    """Compute the maximum drawdown with its peak, trough and recovery."""
    found = risk.drawdown(as_one(legs, params))
    extras = {"peak": _date(found.peak), "trough": _date(found.trough)}
    if found.recovery is not None:
        days = Extra((found.recovery - found.trough).days, "days")
        extras |= {"recovery": _date(found.recovery), "recovery_days": days}
    return Outcome(found.depth, extras)


def recovery(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
    """Compute the days a recovery took, with the sessions it ran between."""
    closes = as_one(legs, params)
    days, found = risk.recovery_days(closes), risk.drawdown(closes)
    extras = {"depth": Extra(found.depth, "fraction"), "peak": _date(found.peak), "trough": _date(found.trough)}
    return Outcome(days, extras | ({"recovery": _date(found.recovery)} if found.recovery else {}))


def record(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
    """Compute the session of the record close; whether the last close is it comes along."""
    closes = legs[0].values
    found = levels.record_high(closes)
    last = session_of(closes, -1)
    extras = {"level": Extra(found.value, "level"), "is_record": Extra(int(found.session == last), "count")}
    behind = Extra(levels.close(closes) / found.value - 1, "fraction")
    return Outcome(found.session.isoformat(), extras | {"below_record": behind})


def above_average(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
    """Compute how many subjects close above their own moving average; 1 or 0 for one subject."""
    length = int(params["length"])
    above = {leg.symbol: levels.above_moving_average(leg.values, length) for leg in legs}
    extras = {f"{symbol} above": Extra(int(it), "count") for symbol, it in above.items()}
    extras["of"] = Extra(len(legs), "count")
    if len(legs) == 1:
        mean, last = levels.moving_average(legs[0].values, length), levels.close(legs[0].values)
        extras = {"average": Extra(mean, "level"), "close": Extra(last, "level")}
        extras["distance"] = Extra(last / mean - 1, "fraction")
    return Outcome(sum(above.values()), extras)


def advancers(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
    """Compute the share of advancers; how many rose, fell and stood still comes along."""
    split = breadth(own_returns(legs, {}))
    counts = {"advancers": split.advancers, "decliners": split.decliners, "unchanged": split.unchanged}
    return Outcome(split.share, {name: Extra(count, "count") for name, count in counts.items()})


def place(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
    """Compute the place of the first subject among all of them."""
    values = own_returns(legs, params)
    found = ranking.rank(values, legs[0].symbol, params["tie"], params["lowest_first"])
    return Outcome(found.place, {"value": Extra(found.value, "fraction"), "tied": Extra(len(found.tied), "count")})


def mean(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
    """Compute a mean: of the subjects' returns, of one subject's daily returns, or of its closes; or a median."""
    match params["over"]:
        case "subjects":
            return Outcome(MIDDLES[params["which"]](list(own_returns(legs, params).values())))
        case "daily_returns":
            return Outcome(float(returns.daily_returns(as_one(legs, params)).mean()))
        case "closes":
            return Outcome(ranking.average(require_closes(_after_base(as_one(legs, params), window), 1).tolist()))
    raise ValueError(f"an average is over subjects, daily_returns or closes, not {params['over']!r}")


def mean_rows(legs: int, params: Params) -> Rows:
    """Return the rows a mean needs: the two ends only for the subjects' returns, no base for closes."""
    return {"subjects": "endpoint", "closes": "inside" if legs == 1 else "path"}.get(params["over"], "path")


def how_many(legs: Sequence[Leg], window: Window, params: Params) -> Outcome:
    """Compute how many sessions of one subject, or how many of several subjects, rose or fell."""
    which, beyond = params["which"], float(params["beyond"])
    if params.get("run"):
        return _in_a_row(legs, params)
    if which in ("above", "below", "record"):
        return _of_levels(legs, window, which, beyond)
    if len(legs) == 1:
        moves = len(legs[0].values) - 1
        return Outcome(levels.count_days(legs[0].values, which, beyond), {"of": Extra(moves, "count")})
    count = sum(levels.count_days(leg.values.iloc[[0, -1]], which, beyond) for leg in legs)
    return Outcome(count, {"of": Extra(len(legs), "count")})


def _of_levels(legs: Sequence[Leg], window: Window, which: str, level: float) -> Outcome:
    """Compute how many sessions of one subject closed beyond a level, or at a record, with the first and the last."""
    if len(legs) != 1:
        raise ValueError("sessions beyond a level, or at a record, are counted of one subject")
    closes = legs[0].values
    days = levels.record_highs(closes) if which == "record" else levels.days_beyond(closes, _SIDES[which], level)
    found = [day for day in days if day > window.base]
    ends = {"begins": found[0], "session": found[-1]} if found else {}
    stamps = closes.index > np.datetime64(window.base)
    extras = {"of": Extra(int(stamps.sum()), "count"), **{name: _date(day) for name, day in ends.items()}}
    if found:
        extras["sessions_since"] = Extra(int((closes.index > np.datetime64(found[-1])).sum()), "count")
        extras |= {f"{name}_close": Extra(float(closes[pd.Timestamp(day)]), "level") for name, day in ends.items()}
    return Outcome(len(found), extras)


def _in_a_row(legs: Sequence[Leg], params: Params) -> Outcome:
    """Compute the longest or the current run of sessions of one subject, with its first and its last session."""
    if params["run"] not in RUNS or len(legs) != 1:
        raise ValueError(f"a run is the {' or '.join(RUNS)} one of one subject")
    found = RUNS[params["run"]](legs[0].values, params["which"], float(params["beyond"]))
    ends = {"begins": found.first, "session": found.last}
    return Outcome(found.length, {name: _date(day) for name, day in ends.items() if day is not None})


def how_many_rows(legs: int, params: Params) -> Rows:
    """Return the rows a count needs: every session for days, all that is known for records, two ends for subjects.

    Days beyond a level need no base.
    """
    if params.get("which") == "record":
        return "history"
    if params.get("which") in _SIDES and legs == 1:
        return "inside"
    return "path" if legs == 1 else "endpoint"


def basket_rows(legs: int, params: Params) -> Rows:
    """Return the rows a return needs: every session only for a basket that is rebalanced."""
    return "path" if legs > 1 and params.get("rebalanced") else "endpoint"


def _date(session: date) -> Extra:
    return Extra(session.isoformat(), "date")


def unit_of(unit: Unit, symbols: Sequence[str]) -> Unit:
    """Return the unit for these subjects: an index has levels and points, a stock or a fund dollars."""
    if unit in ("level", "points") and not all(IN_POINTS.match(symbol) for symbol in symbols):
        return "usd"
    return unit


def checked(outcome: Outcome) -> Outcome:
    """Return the outcome with plain numbers; NoData when one of them is not finite."""
    extras = {name: Extra(_plain(extra.value), extra.unit) for name, extra in outcome.extras.items()}
    return Outcome(_plain(outcome.value), extras)


def _plain(value: Any) -> float | str:
    if isinstance(value, str):
        return value
    number = float(value)
    if number != number or number in (float("inf"), float("-inf")):
        raise NoData("the figure is not a number for these closes")
    return int(number) if isinstance(value, int) else number
