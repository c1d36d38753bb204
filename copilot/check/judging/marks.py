"""Where a mark stood, and a distance from it as a plain return from one close to another."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from copilot.check.claim import Reading
from copilot.check.judging.market import Market
from tools.windows.window import Window

YEAR = timedelta(days=366)


def resolved(reading: Reading, market: Market) -> Reading | None:
    """Return a reading against a mark as a return from the close of its day, None where that is not known."""
    params, symbol = reading.params, reading.subject[0]
    assert reading.window is not None
    end = reading.window.end
    until = params.get("until")
    known = until[1].end if until and until[1] else end
    base = _day(symbol, str(params["kind"]), params.get("span"), min(end, known), market)
    if until is not None and base is not None:
        last = until[1].end if until[1] else end
        end = last if until[0] == "close" else _after(symbol, base, last, market, until[0]) or end
    elif params.get("trough") and base is not None:
        end = _after(symbol, base, end, market, "low") or end
    if base is None or base >= end:
        return None
    window = Window(base, market.desk.sessions.after(base), end)
    if params.get("ahead"):
        return replace(reading, measure="to_regain", window=window)
    if params.get("inside"):
        return replace(reading, measure="from_extreme", window=window, label="from the session's extreme")
    return replace(reading, measure="price_return", window=window, params={})


def _day(symbol: str, kind: str, span: Window | None, end: date, market: Market) -> date | None:
    """Return the day of the highest or the lowest close of a stretch, the last one of it where a close is meant."""
    closes = market.until(symbol, min(span.end, end) if span else end)
    if span is not None and (kind == "close" or span.start == span.end):
        return span.end if span.end in closes else None
    first = span.base if span else (end - YEAR if kind == "low" else date.min)
    return _extreme({d: v for d, v in closes.items() if d > first}, kind)


def _after(symbol: str, base: date, end: date, market: Market, kind: str) -> date | None:
    return _extreme({d: v for d, v in market.until(symbol, end).items() if d > base}, kind)


def _extreme(values: Mapping[date, float], kind: str) -> date | None:
    if not values:
        return None
    return min(values, key=lambda d: values[d]) if kind == "low" else max(values, key=lambda d: values[d])


def span_level(reading: Reading, market: Market) -> float | None:
    """Return the highest or the lowest of a stretch: of its closes, or of the field that is asked for."""
    if reading.window is None:
        return None
    name = str(reading.params.get("field", "close"))
    rows = market.until(reading.subject[0], reading.window.end, name)
    values = [v for d, v in rows.items() if d > reading.window.base]
    return (min if reading.measure == "span_low" else max)(values, default=None)


def from_mark(reading: Reading, market: Market) -> float | None:
    """Return the return from a mark, a fraction; of the way to it where that is told."""
    plain = reading if reading.measure in ("to_regain", "from_extreme") else resolved(reading, market)
    if plain is None or plain.window is None:
        return None
    if plain.measure == "from_extreme":
        field = "low" if plain.params["kind"] == "low" else "high"
        base = market.at(plain.subject[0], plain.window.base, field)
    else:
        base = market.at(plain.subject[0], plain.window.base)
    end = market.at(plain.subject[0], plain.window.end)
    if not base or not end:
        return None
    return base / end - 1 if plain.measure == "to_regain" else end / base - 1
