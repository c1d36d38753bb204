"""A saved answer with every kind of figure in it, as plain JSON."""

import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from copilot.answer import Answer, Checks, ModelUse, Segment, seal
from copilot.facts import Passage, fact_json
from copilot.grounding import render
from copilot.ledger import Ledger
from copilot.toolbox import Desk, book_givens, run_tool
from tools.prices.reference import ReferencePrices
from tools.sessions import load_sessions
from tools.universe import load_universe

Document = dict[str, Any]
QUESTION = "Did the Nasdaq gain 21.35% in 2025, and what is $10,000 in SPY worth?"
PASSAGE = "The index trades at 23 times forward earnings, said the bank."
CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("compare", {"measure": "price_return", "first": "Nasdaq", "second": "Russell 2000", "period": "in 2025"}),
    ("measure", {"measure": "price_return", "subjects": ["SPY"], "period": "since ChatGPT launched"}),
    ("calculate", {"expression": "U2 * (1 + F4)", "label": "worth"}),
    ("measure", {"measure": "growth_of_amount", "subjects": ["SPY"], "period": "in 2025", "amount": 10_000}),
    ("measure", {"measure": "max_drawdown", "subjects": ["Nasdaq"], "period": "in 2025"}),
    ("measure", {"measure": "beta", "subjects": ["Nvidia"], "period": "in 2025"}),
    ("measure", {"measure": "sharpe_ratio", "subjects": ["SPY"], "period": "in 2025", "risk_free_rate": 0.04}),
    ("measure", {"measure": "volatility", "subjects": ["big tech"], "period": "in 2025", "basket": "month"}),
    ("measure", {"measure": "count", "subjects": ["S&P 500"], "period": "in 2025", "which": "down", "beyond": 0.01}),
    ("measure", {"measure": "above_moving_average", "subjects": ["big tech"], "length": 50}),
    ("measure", {"measure": "average", "subjects": ["big tech"], "period": "in 2025"}),
    ("measure", {"measure": "price_return", "subjects": ["Dow"], "period": "first five trading days of 2026"}),
    ("measure", {"measure": "record_high", "subjects": ["Dow"], "period": "in 2025"}),
    ("measure", {"measure": "rolling_return", "subjects": ["Dow"], "period": "in 2025", "length": 5, "which": "best"}),
    ("measure", {"measure": "close", "subjects": ["Dow"], "period": "yesterday"}),
    ("measure", {"measure": "day_move", "subjects": ["Dow"], "period": "yesterday"}),
    ("rank", {"measure": "price_return", "subjects": ["sectors"], "period": "6 January 2026"}),
    ("weight", {"group": "Magnificent 7"}),
    ("judge", {"fact": "F1", "stated": "21.35%"}),
)


@pytest.fixture(scope="module")
def booked() -> Desk:
    """A desk on which every kind of figure has been booked."""
    prices = ReferencePrices()
    universe = load_universe(prices.known_symbols())
    desk = Desk(prices, universe, load_sessions(), date(2026, 1, 6), Ledger(), QUESTION)
    book_givens(desk, QUESTION)
    for name, arguments in CALLS:
        outcome = run_tool(desk, name, arguments)
        assert not outcome.failures, outcome.text()
    desk.ledger.book_passage(
        Passage("", "doc", "Outlook", "A bank", date(2026, 1, 5), "primary", PASSAGE, 0, len(PASSAGE))
    )
    return desk


@pytest.fixture(scope="module")
def saved(booked: Desk) -> Document:
    """The answer that shows them all; not to be changed."""
    ledger = booked.ledger
    segments: list[Segment] = []
    for fact in ledger.facts.values():
        segments += [Segment("It was "), Segment(render(fact), fact.id, "value", "", verdict="proved"), Segment(". ")]
    segments += [Segment("23 times", verdict="quoted"), Segment("[1]", citation="S1", verdict="supported")]
    segments += [Segment(" and "), Segment("about 3 million", verdict="unproved", reason="no fact carries it")]
    proved = len(ledger.facts)
    answer = Answer(
        question=QUESTION,
        thread="t",
        as_of="2026-01-06",
        behavior="answer",
        reason=None,
        reading=tuple(ledger.readings),
        not_understood=(),
        segments=tuple(segments),
        facts=tuple(fact_json(fact) for fact in ledger.facts.values()),
        citations=(
            {"id": "S1", "marker": 1, "title": "Outlook", "publisher": "A bank", "quote": "23 times forward earnings"},
        ),
        verdicts=tuple(ledger.verdicts),
        checks=Checks(proved + 2, proved, 0, 1, ({"text": "about 3 million"},), citations=1, supported=1),
        suggestions=(),
        model=ModelUse(),
        seconds=0.1,
        series=ledger.series,
        passages=({"id": "S1", "text": PASSAGE},),
    )
    plain: Document = json.loads(json.dumps(answer.to_json()))
    return plain


@pytest.fixture
def document(saved: Document) -> Document:
    """A copy of the answer, to be changed."""
    return copy.deepcopy(saved)


@pytest.fixture
def sealed() -> Callable[[Document], Document]:
    """Return what seals a document anew, as one who forges it would."""

    def again(changed: Document) -> Document:
        return {**changed, "sha256": seal(changed)}

    return again
