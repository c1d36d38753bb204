"""What has a level rather than a return, and what only some price sources have."""

from datetime import date

import pytest

from copilot.reader import Context, Plan, read
from tools.sessions import load_sessions
from tools.universe import load_universe


def plan_with_any_symbol(question: str) -> Plan:
    """Return the plan of a question where the price source can be asked for any symbol."""
    return read(question, load_universe(None), load_sessions(), date(2026, 1, 9), Context())


@pytest.mark.parametrize(
    ("question", "symbol", "measure"),
    [
        ("What is the 10-year Treasury yield?", "^TNX", "close"),
        ("how has the 10-year yield changed this year", "^TNX", "price_return"),
        ("10y yield last month", "^TNX", "price_return"),
        ("gold price", "GC=F", "close"),
        ("how did gold do in 2025", "GC=F", "price_return"),
        ("oil in december", "CL=F", "price_return"),
        ("is the dollar up this year", "DX-Y.NYB", "price_return"),
        ("how is the VIX", "^VIX", "close"),
        ("VIX in 2025", "^VIX", "price_return"),
    ],
)
def test_other_markets_are_measured_where_the_source_has_them(question: str, symbol: str, measure: str) -> None:
    call = plan_with_any_symbol(question).steps[0][0]

    assert (call.arguments["subjects"], call.arguments["measure"]) == ([symbol], measure)


@pytest.mark.parametrize("question", ["how did oil stocks do in 2025", "oil company returns in 2025"])
def test_oil_beside_stocks_is_not_the_oil_price(question: str) -> None:
    plan = plan_with_any_symbol(question)

    assert not any("CL=F" in str(call.arguments) for step in plan.steps for call in step)
