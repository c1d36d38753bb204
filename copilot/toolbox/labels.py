"""What figures and instruments are called in front of a reader."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from copilot.facts import Basis
from tools.measures import MEASURES
from tools.universe import Instrument

NO_BASIS = ("price_return", "total_return", "close", "last", "points_change", "high", "low")


def calling(instrument: Instrument) -> str:
    """Return what an answer calls an instrument: "Russell 2000", "SPY fund", "Energy (XLE fund)"."""
    return instrument.short


def calling_with_symbol(instrument: Instrument) -> str:
    """Return the same with its symbol, where the name does not hold it: "Russell 2000 (^RUT)"."""
    short = instrument.short
    said = re.search(rf"(?<!\w){re.escape(instrument.symbol)}(?!\w)", short)
    return short if said else f"{short} ({instrument.symbol})"


def measure_words(measure: str) -> str:
    """Return a measure as a reader says it."""
    return MEASURES[measure].label if measure in MEASURES else measure.replace("_", " ")


def label_of(
    measure: str,
    instruments: Sequence[Instrument],
    basis: Basis,
    params: Mapping[str, Any],
    group: str = "",
    field: str = "close",
) -> str:
    """Return what a figure is: "Russell 2000 (^RUT) price return", "SPY fund volatility with dividends"."""
    names = group or " and ".join(calling_with_symbol(i) for i in instruments)
    words = [_measure_label(measure, params)]
    if measure in ("high", "low") and field != measure:
        adjusted = "dividend-adjusted " if basis == "total_return" else ""
        words = [f"{'highest' if measure == 'high' else 'lowest'} {adjusted}close"]
    if basis == "total_return" and measure == "annualized_return":
        words = ["annualized total return"]
    elif basis == "total_return" and measure not in NO_BASIS:
        words.append("with dividends")
    if params.get("weights"):
        words.append(f"(shares {', '.join(_share(w, params['weights']) for w in params['weights'])})")
    if params.get("rebalanced"):
        words.append(f"(rebalanced every {params['rebalanced']})")
    if measure == "sharpe_ratio":
        words.append(f"(risk-free rate {100 * params['risk_free_rate']:g}%)")
    return f"{names} {' '.join(words)}"


def _share(weight: float, weights: Sequence[float]) -> str:
    return f"{100 * weight / sum(weights):.4g}%"


def part_label(part: str) -> str:
    """Return what a figure that comes along is: "peak", "sessions in all"."""
    return _PARTS.get(part, part.replace("_", " "))


_PARTS = {
    "of": "in all",
    "recovery_days": "calendar days from trough to recovery",
    "session": "its session",
    "level": "level of the record",
    "is_record": "1 if the last close is the record, else 0",
    "below_record": "last close against the record",
    "begins": "the session it counts from",
    "begins_close": "close of the first of them",
    "session_close": "close of the last of them",
    "sessions_since": "sessions since the last of them",
    "distance": "last close against the average",
}


def _measure_label(measure: str, params: Mapping[str, Any]) -> str:
    if measure == "close" and params.get("as_traded"):
        return "close as traded, before later splits"
    if measure == "above_moving_average":
        return f"close above its {params['length']}-session average"
    if measure == "recovery":
        return "calendar days from trough to recovery"
    if measure == "rolling_return":
        return f"{params['which']} return over {params['length']} sessions"
    if measure == "growth_of_amount":
        return "value of the amount invested"
    if measure == "average":
        return _average_label(params)
    if measure in ("best_day", "worst_day") and params.get("nth", 1) > 1:
        return f"{measure_words(measure)}, number {params['nth']}"
    if measure == "count":
        return _count_label(params)
    return measure_words(measure)


def _average_label(params: Mapping[str, Any]) -> str:
    if params.get("which") == "median":
        return "median"
    return {"daily_returns": "average daily return", "closes": "average close"}.get(params.get("over", ""), "average")


def _count_label(params: Mapping[str, Any]) -> str:
    which, beyond = params.get("which", "up"), params.get("beyond")
    size = f" by more than {100 * beyond:g}%" if beyond else ""
    if params.get("run"):
        return f"{params['run']} run of sessions in a row that closed {which}{size}"
    if which in ("above", "below"):
        return f"sessions that closed {which} {beyond:,g}"
    if which == "record":
        return "sessions that closed at a record"
    return f"sessions that {'moved' if which == 'moved' else f'closed {which}'}{size}"
