"""What a reading comes to, from the prices at hand, before anything is booked."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise

from copilot.check.claim import Reading
from copilot.check.judging.market import FIELDS, Market
from copilot.check.judging.marks import from_mark, span_level
from tools.errors import NoData
from tools.measures import max_drawdown, volatility
from tools.weights import group_weight

DAYS_PER_YEAR = 365.25
SESSIONS_PER_YEAR = 252
SHORTEST_YEARLY = 85
"""Days; what a shorter time would come to in a year is not told."""
YEAR = timedelta(days=366)


def value_of(reading: Reading, market: Market, aim: float | None = None) -> float | None:
    """Return the value of a reading, None where its rows are not there.

    Of several subjects that a figure is said of alike, the one farthest from `aim` counts.
    """
    compute = COMPUTE.get(reading.measure)
    if compute is None:
        return None
    if reading.measure in EACH and len(reading.subject) > 1:
        return _of_each(reading, market, aim, compute)
    return compute(reading, market)


def _of_each(reading: Reading, market: Market, aim: float | None, compute: "Compute") -> float | None:
    from dataclasses import replace

    values = [compute(replace(reading, subject=(s,)), market) for s in reading.subject]
    if any(v is None for v in values):
        return None
    known = [v for v in values if v is not None]
    if reading.params.get("basket") or len(known) > 4:
        return sum(known) / len(known)
    return max(known, key=lambda v: abs(v - aim)) if aim is not None else known[0]


def _return(reading: Reading, market: Market) -> float | None:
    return market.growth(reading.subject[0], reading.window, reading.basis) if reading.window else None


def _annualized(reading: Reading, market: Market) -> float | None:
    grown = _return(reading, market)
    if grown is None or reading.window is None or grown <= -1:
        return None
    days = (reading.window.end - reading.window.base).days
    if days < SHORTEST_YEARLY:
        return None
    per_year = float(reading.params.get("per_year", DAYS_PER_YEAR))
    if per_year == SESSIONS_PER_YEAR:
        days = len(market.desk.sessions.between(reading.window.start, reading.window.end))
    return float((1 + grown) ** (per_year / days) - 1)


def _points(reading: Reading, market: Market) -> float | None:
    if reading.window is None:
        return None
    end, base = (market.at(reading.subject[0], day) for day in (reading.window.end, reading.window.base))
    return end - base if end is not None and base is not None else None


def _close(reading: Reading, market: Market) -> float | None:
    return market.at(reading.subject[0], reading.window.end) if reading.window else None


def _within(reading: Reading, market: Market) -> float | None:
    """Return how far the low, the high or the open of a session lay from the close before: a fraction, or points."""
    if reading.window is None:
        return None
    kind, symbol = reading.measure, reading.subject[0]
    field = "low" if "low" in kind else "high" if "high" in kind else "open"
    there = market.at(symbol, reading.window.end, field)
    base = market.at(symbol, reading.window.base)
    if there is None or not base:
        return None
    return there - base if kind.endswith("points") else there / base - 1


def _spread(reading: Reading, market: Market) -> float | None:
    one, two = (_of(reading, market, s, str(reading.params.get("of", ""))) for s in reading.subject[:2])
    return one - two if one is not None and two is not None else None


def _ratio(reading: Reading, market: Market) -> float | None:
    one, two = (_of(reading, market, s, str(reading.params.get("of", ""))) for s in reading.subject[:2])
    return one / two if one is not None and two else None


def _of(reading: Reading, market: Market, symbol: str, measure: str) -> float | None:
    single = Reading(measure, (symbol,), reading.window, reading.basis)
    return _annualized(single, market) if measure == "annualized_return" else _return(single, market)


def _growth(reading: Reading, market: Market) -> float | None:
    known = (market.growth(reading.subject[0], reading.window, b) for b in FIELDS) if reading.window else ()
    grown = next((g for g in known if g is not None), None)
    return None if grown is None else 1 + grown


def _weight(reading: Reading, market: Market) -> float | None:
    day = min(reading.window.end, market.desk.as_of) if reading.window else market.desk.as_of
    try:
        return group_weight(reading.subject, day)[0].value
    except NoData:
        return None


def returns_of(reading: Reading, market: Market) -> Mapping[str, float]:
    """Return the return of each subject that has one over the window."""
    if reading.window is None:
        return {}
    found: dict[str, float] = {}
    for basis in ("price", "total_return"):
        for symbol in reading.subject:
            grown = market.growth(symbol, reading.window, basis)
            if grown is not None:
                found.setdefault(symbol, grown)
    return {s: found[s] for s in reading.subject if s in found}


def _rank(reading: Reading, market: Market) -> float | None:
    values = returns_of(reading, market)
    first = reading.subject[0]
    if len(values) < len(reading.subject) or first not in values:
        return None
    own = values[first]
    if reading.params.get("only"):
        same = moved_so(reading, values)
        return 1.0 if same == set(reading.params["only"]) else float(max(len(same), 2))
    if reading.params.get("among") == "advancers":
        values = {s: v for s, v in values.items() if v > 0}
    if reading.params.get("lowest_first"):
        return 1.0 + sum(v < own for v in values.values())
    return 1.0 + sum(v > own for v in values.values())


def moved_so(reading: Reading, values: Mapping[str, float]) -> set[str]:
    """Return those that moved the way in which some are said to be alone."""
    low = bool(reading.params.get("lowest_first"))
    return {s for s, v in values.items() if v and (v < 0) == low}


def _count(reading: Reading, market: Market) -> float | None:
    values = returns_of(reading, market)
    if len(values) < len(reading.subject):
        return None
    least = float(reading.params.get("least", 0.0))
    return float(sum(v < -least if reading.params.get("down") else v > least for v in values.values()))


def unit_ends(market: Market, unit: str, last: date, count: int) -> list[date]:
    """Return the last sessions of so many days, weeks, months, quarters or years up to a session, ascending."""
    sessions = market.desk.sessions

    def key(day: date) -> tuple[int, ...]:
        match unit:
            case "week":
                return day.isocalendar()[:2]
            case "month":
                return day.year, day.month
            case "quarter":
                return day.year, (day.month - 1) // 3
            case "year":
                return (day.year,)
        return (day.toordinal(),)

    length = {"day": 2, "week": 8, "month": 33, "quarter": 95, "year": 368}[unit]
    days = sessions.between(max(sessions.first_day, last - timedelta(days=length * (count + 1))), last)
    ends = [one for one, two in pairwise(days) if key(one) != key(two)]
    return [*ends, last][-count - 1 :]


def _streak(reading: Reading, market: Market) -> float | None:
    if reading.window is None:
        return None
    last = reading.window.end
    unit = str(reading.params["unit"])
    if reading.params.get("over"):
        ends = unit_ends(market, unit, last, 1)
        last = ends[0]
    closes = [market.at(reading.subject[0], day) for day in unit_ends(market, unit, last, 30)]
    count = 0
    for one, two in reversed(list(pairwise(closes))):
        if one is None or two is None:
            break
        if (two < one) != bool(reading.params["down"]) or one == two:
            return float(count)
        count += 1
    return float(count)


def _below_high(reading: Reading, market: Market) -> float | None:
    return _against(reading, market, max, "close")


def _above_low(reading: Reading, market: Market) -> float | None:
    return _against(reading, market, min, "close")


def _against(reading: Reading, market: Market, pick: Callable[..., float], name: str) -> float | None:
    if reading.window is None:
        return None
    end = reading.window.end
    own = market.at(reading.subject[0], end)
    year = [v for d, v in market.until(reading.subject[0], end, name).items() if pick is max or d > end - YEAR]
    return own / pick(year) - 1 if own is not None and year else None


def _drawdown(reading: Reading, market: Market) -> float | None:
    return _path(reading, market, max_drawdown)


def _volatility(reading: Reading, market: Market) -> float | None:
    return _path(reading, market, volatility)


def _path(reading: Reading, market: Market, measure: Callable[..., float]) -> float | None:
    import pandas as pd

    if reading.window is None:
        return None
    rows = market.rows(reading.subject[0], FIELDS[reading.basis])
    days = market.desk.sessions.between(reading.window.base, reading.window.end)
    values = [rows.get(day) for day in days]
    if len(days) < 3 or any(v is None for v in values):
        return None
    return float(measure(pd.Series(values, index=pd.DatetimeIndex(pd.to_datetime(list(days))), dtype=float)))


def _high_of(reading: Reading, market: Market) -> float | None:
    return market.at(reading.subject[0], reading.window.end, "high") if reading.window else None


def _low_of(reading: Reading, market: Market) -> float | None:
    return market.at(reading.subject[0], reading.window.end, "low") if reading.window else None


def _open_of(reading: Reading, market: Market) -> float | None:
    return market.at(reading.subject[0], reading.window.end, "open") if reading.window else None


def _record(reading: Reading, market: Market) -> float | None:
    values = market.until(reading.subject[0], reading.window.end) if reading.window else {}
    return max(values.values(), default=None)


def _record_count(reading: Reading, market: Market) -> float | None:
    """Return how many sessions of a window set a record, None where the prices do not reach far enough back."""
    window, symbol = reading.window, reading.subject[0]
    begin = market.begin(symbol)
    if window is None or begin is None or window.base - begin < YEAR - timedelta(days=8):
        return None
    top = count = 0.0
    for day, value in market.until(symbol, window.end, str(reading.params["field"])).items():
        count += value > top and day > window.base
        top = max(top, value)
    return count


Compute = Callable[[Reading, Market], float | None]
EACH = frozenset({"price_return", "total_return", "annualized_return"})
COMPUTE: Mapping[str, Compute] = {
    "price_return": _return, "total_return": _return, "annualized_return": _annualized, "points_change": _points,
    "close": _close, "spread": _spread, "ratio": _ratio, "growth": _growth, "weight": _weight, "rank": _rank,
    "breadth_count": _count, "streak": _streak, "record_count": _record_count, "below_high": _below_high,
    "above_low": _above_low,
    "max_drawdown": _drawdown, "volatility": _volatility, "high_of": _high_of, "low_of": _low_of, "record": _record,
    "to_low": _within, "to_high": _within, "to_open": _within, "low_points": _within, "high_points": _within,
    "open_of": _open_of, "from_mark": from_mark, "to_regain": from_mark, "from_extreme": from_mark,
    "span_high": span_level, "span_low": span_level,
}  # fmt: skip
