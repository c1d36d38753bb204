"""A small ledger that the tests of the checks write about."""

from dataclasses import replace

import pytest

from copilot.facts import Fact, FactInput
from copilot.ledger import Ledger
from tests.copilot.grounding.booked import DAY, LONG, YEAR, Book, fact, passage


@pytest.fixture
def book() -> Book:
    """Return a ledger with returns of three times, a difference, risk, ranks and two passages."""
    ledger = Ledger()
    ids: dict[str, str] = {}

    def add(name: str, made: Fact) -> Fact:
        booked = ledger.book(made)
        ids[name] = booked.id
        return booked

    small = add("small", fact("^RUT", 0.040712))
    tech = add("tech", fact("^IXIC", 0.013109))
    add("tesla", fact("TSLA", -0.03727))
    add("long", fact("^IXIC", 1.053321, LONG))
    add("yearly", fact("^IXIC", 0.261, LONG, "annualized_return"))
    add("year", fact("^IXIC", 0.203618, YEAR))
    add("vol", fact("^IXIC", 0.243664, YEAR, "volatility"))
    add("fall", fact("^IXIC", -0.23871, YEAR, "max_drawdown"))
    add("level", fact("^GSPC", 6944.82, DAY, "close", "level"))
    gap = replace(small, measure="spread", value=0.027603, subject=("^RUT", "^IXIC"), label="the gap", id="")
    add("gap", replace(gap, inputs=(FactInput(small.id), FactInput(tech.id))))
    moves = [ledger.book(fact(s, v, DAY)) for s, v in (("XLV", 0.0197), ("XLK", 0.014), ("XLE", -0.0267))]
    for place, (name, move) in enumerate(zip(("health", "technology", "energy"), moves, strict=True), 1):
        ids[name] = move.id
        rank = replace(move, measure="rank", unit="rank", value=place, params={"of": 3, "lowest_first": False}, id="")
        add(f"rank_{name}", rank)
    ledger.give(10_000.0, "usd", "$10,000")
    ledger.book_passage(
        passage(
            "Northgate Research expects earnings per share of the seven largest companies to grow 23% in 2026, against "
            "12% for the other members of the index. Profit margins stand at their highest."
        )
    )
    ledger.book_passage(
        passage("Small companies rose as borrowing costs fell, the advisers write.", "second-hand", "Harbour Street")
    )
    return Book(ledger, ids)
