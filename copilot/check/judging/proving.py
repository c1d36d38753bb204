"""Book what a reading comes to as a fact with its proof."""

from collections.abc import Callable, Mapping
from itertools import pairwise

from copilot.check.claim import Computed, Reading
from copilot.check.judging.market import Market
from copilot.check.judging.values import unit_ends
from copilot.facts import Fact, FactInput
from copilot.proofs.quantities import ExpressionRefused
from copilot.toolbox.booking import Request, book, follow
from copilot.toolbox.calculating import book_calculation
from copilot.toolbox.counting import book_breadth
from copilot.toolbox.outcome import Outcome
from copilot.toolbox.ranking import book_ranking
from copilot.toolbox.weighing import weight
from tools.errors import ToolError
from tools.measures.measure import Basis
from tools.universe import Instrument
from tools.windows.window import Window


def prove(one: Computed, market: Market) -> Fact | None:
    """Return the booked fact of a computed reading, None where the ledger cannot carry it."""
    prover = PROVERS.get(one.reading.measure, _single)
    try:
        return prover(one, market)
    except (ToolError, ExpressionRefused, ValueError, KeyError):
        return None


def _instrument(market: Market, symbol: str) -> Instrument:
    return market.desk.universe.instrument(symbol)


def _basis(reading: Reading) -> Basis:
    return "total_return" if reading.basis == "total_return" else "price"


def _book(market: Market, measure: str, symbol: str, window: Window, basis: Basis = "price", **params: object) -> Fact:
    return book(market.desk, Request(measure, (_instrument(market, symbol),), window, basis, params), alone=True)


def _return_fact(market: Market, symbol: str, window: Window, wanted: Basis = "price") -> Fact:
    """Return a return on the wanted basis, or on the other where only that can be had."""
    other: Basis = "total_return" if wanted == "price" else "price"
    basis = wanted if market.growth(symbol, window, wanted) is not None else other
    return _book(market, "price_return" if basis == "price" else "total_return", symbol, window, basis)


def _single(one: Computed, market: Market) -> Fact | None:
    reading = one.reading
    assert reading.window is not None
    symbols, window = reading.subject, reading.window
    if reading.params.get("per_year"):
        return None  # the ledger annualizes by 365.25 days alone
    if len(symbols) > 4:
        facts = [_return_fact(market, s, reading.window) for s in symbols]
        return follow(market.desk, f"average return of {len(facts)}", "average", facts, "fraction", {})
    nearest = min(symbols, key=lambda s: abs((market.growth(s, window, reading.basis) or 9e9) - one.value))
    return _book(market, reading.measure, nearest, reading.window, _basis(reading))


def _close(one: Computed, market: Market) -> Fact | None:
    assert one.reading.window is not None
    fact = _book(market, "close", one.reading.subject[0], one.reading.window)
    ratio = one.value / float(fact.value)
    return fact if abs(ratio - 1) < 1e-9 else None


def _high(one: Computed, market: Market) -> Fact | None:
    assert one.reading.window is not None
    return _book(
        market, "high" if one.reading.measure == "high_of" else "low", one.reading.subject[0], one.reading.window
    )


def _pair(one: Computed, market: Market) -> Fact | None:
    reading = one.reading
    assert reading.window is not None
    measure = str(reading.params.get("of") or ("total_return" if reading.basis == "total_return" else "price_return"))
    facts = [_book(market, measure, s, reading.window, _basis(reading)) for s in reading.subject[:2]]
    kind = reading.measure
    joint = "minus" if kind == "spread" else "divided by"
    label = f"{facts[0].label} {joint} {facts[1].label}"
    return follow(
        market.desk,
        label,
        kind,
        facts,
        "ratio" if kind == "ratio" else "fraction",
        {},
        [FactInput(f.id) for f in facts],
    )


def _growth(one: Computed, market: Market) -> Fact | None:
    assert one.reading.window is not None
    fact = _return_fact(market, one.reading.subject[0], one.reading.window)
    return book_calculation(market.desk, f"1 + {fact.id}", f"{fact.label}, as a multiple")


def _weight(one: Computed, market: Market) -> Fact | None:
    seven = market.desk.universe.group("magnificent_7")
    name = seven.key if set(one.reading.subject) == set(seven.members) else one.reading.subject[0]
    if len(one.reading.subject) > 1 and name != seven.key:
        return None
    outcome = weight(market.desk, name, one.reading.window.end.isoformat() if one.reading.window else "")
    return outcome.facts[0] if outcome.facts else None


def _rank(one: Computed, market: Market) -> Fact | None:
    reading = one.reading
    assert reading.window is not None
    facts = [_return_fact(market, s, reading.window) for s in reading.subject]
    if reading.params.get("among"):
        facts = [f for f in facts if float(f.value) > 0]
    outcome = Outcome()
    book_ranking(market.desk, facts, bool(reading.params.get("lowest_first")), outcome)
    found = outcome.roles.get(f"rank:{reading.subject[0]}")
    return market.desk.ledger.facts.get(found) if found else None


def _count(one: Computed, market: Market) -> Fact | None:
    reading = one.reading
    assert reading.window is not None
    facts = [_return_fact(market, s, reading.window) for s in reading.subject]
    if least := float(reading.params.get("least", 0.0)):
        which = "down" if reading.params.get("down") else "up"
        label = f"how many of {len(facts)} went {which} by more than {least:.1%}"
        return follow(market.desk, label, "count", facts, "count", {"which": which, "beyond": least}, window=None)
    outcome = Outcome()
    book_breadth(market.desk, facts, "those named", outcome)
    role = "decliners" if reading.params.get("down") else "advancers"
    return market.desk.ledger.facts.get(outcome.roles[role])


def _within(one: Computed, market: Market) -> Fact | None:
    """Return how far the low or the high of a session lay from the close before; an open carries no measure."""
    reading = one.reading
    if reading.window is None or reading.measure == "to_open":
        return None
    symbol, base = reading.subject[0], reading.window.base
    there = _book(market, "low" if "low" in reading.measure else "high", symbol, reading.window)
    before = _book(market, "close", symbol, Window(market.desk.sessions.before(base), base, base))
    points = reading.measure.endswith("points")
    expression = f"{there.id} - {before.id}" if points else f"{there.id} / {before.id} - 1"
    return book_calculation(market.desk, expression, f"{there.label} against {before.label}")


def _streak(one: Computed, market: Market) -> Fact | None:
    """Return how many of the last units went the same way, over exactly the streak."""
    reading = one.reading
    assert reading.window is not None
    count, unit = max(1, int(one.value)), str(reading.params["unit"])
    last = unit_ends(market, unit, reading.window.end, 1)[0] if reading.params.get("over") else reading.window.end
    ends = unit_ends(market, unit, last, count)
    sessions = market.desk.sessions
    windows = [Window(a, sessions.after(a), b) for a, b in pairwise(ends)]
    facts = [_return_fact(market, reading.subject[0], w) for w in windows]
    which = "down" if reading.params["down"] else "up"
    label = f"{facts[0].label}, {unit}s that went {which}"
    return follow(market.desk, label, "count", facts, "count", {"which": which, "beyond": 0.0}, window=None)


def _against_high(one: Computed, market: Market) -> Fact | None:
    reading = one.reading
    assert reading.window is not None
    symbol, end = reading.subject[0], reading.window.end
    below = reading.measure == "below_high"
    closes = market.until(symbol, end)
    first = min(closes)
    sessions = market.desk.sessions
    window = Window(first, sessions.after(first), end)
    top = _book(market, "high" if below else "low", symbol, window, field="close")
    now = _book(market, "close", symbol, Window(sessions.before(end), end, end))
    return book_calculation(
        market.desk, f"{now.id} / {top.id} - 1", f"{now.label} against its {'highest' if below else 'lowest'} close"
    )


def _record(one: Computed, market: Market) -> Fact | None:
    """Return the highest close; a record is a session, and this is the level that it stands at."""
    reading = one.reading
    assert reading.window is not None
    symbol = reading.subject[0]
    closes = market.until(symbol, reading.window.end)
    made = max((d for d in closes if closes[d] == one.value), default=reading.window.end)
    return _book(market, "close", symbol, Window(market.desk.sessions.before(made), made, made))


PROVERS: Mapping[str, Callable[[Computed, Market], Fact | None]] = {
    "close": _close, "high_of": _high, "low_of": _high, "spread": _pair, "ratio": _pair, "growth": _growth,
    "weight": _weight, "rank": _rank, "breadth_count": _count, "streak": _streak, "below_high": _against_high,
    "record_count": lambda one, market: None, "above_low": _against_high, "record": _record, "record_high": _record,
    "to_low": _within, "to_high": _within, "to_open": _within, "low_points": _within, "high_points": _within,
}  # fmt: skip
