"""The toolbox over all members of the S&P 500, on the measurement data beside the project."""

from datetime import date
from pathlib import Path

import pytest

from copilot.ledger import Ledger
from copilot.toolbox import Desk, run_tool
from tools.prices import FilePrices
from tools.sessions import load_sessions
from tools.universe import load_universe


@pytest.fixture(scope="module")
def prices(shared: Path) -> FilePrices:
    return FilePrices(shared / "market" / "prices.parquet")


@pytest.fixture
def desk(prices: FilePrices) -> Desk:
    universe = load_universe(prices.known_symbols())
    return Desk(prices, universe, load_sessions(), date(2026, 1, 9), Ledger())


@pytest.mark.shared
def test_the_members_of_an_index_are_ranked_with_both_ends_shown(desk: Desk) -> None:
    arguments = {"measure": "total_return", "subjects": ["S&P 500 members"], "period": "in 2025"}
    outcome = run_tool(desk, "rank", arguments)

    ranks = [f for f in outcome.facts if f.measure == "rank"]

    assert len(ranks) == 20
    assert max(int(f.value) for f in ranks) > 450
    assert outcome.failures == [] or all(f.kind == "no_data" for f in outcome.failures)


@pytest.mark.shared
def test_breadth_counts_the_members_that_rose(desk: Desk) -> None:
    outcome = run_tool(desk, "overview", {"period": "this week", "part": "breadth"})

    rose, fell = (int(outcome.fact(f"{role}:sp500").value) for role in ("advancers", "decliners"))

    assert rose + fell > 480
    assert outcome.fact("breadth:sp500").value == pytest.approx(rose / (rose + fell), abs=0.01)


@pytest.mark.shared
def test_members_with_total_return_alone_take_the_others_with_them(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["airlines"], "period": "in 2025"}
    outcome = run_tool(desk, "measure", arguments)

    assert {f.basis for f in outcome.facts} == {"total_return"}
    assert any("No closes without dividends" in note for note in outcome.notes)


@pytest.mark.shared
def test_a_period_before_the_data_names_the_first_session(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["Nvidia"], "period": "since 2020"}
    outcome = run_tool(desk, "measure", arguments)

    assert [f.kind for f in outcome.failures] == ["no_data"]
    assert "2021-01-04" in outcome.failures[0].text


@pytest.mark.shared
def test_known_answers_come_out(desk: Desk) -> None:
    drawdown = {"measure": "max_drawdown", "subjects": ["S&P 500"], "period": "last five years"}
    volatility = {"measure": "volatility", "subjects": ["NVDA"], "period": "in 2025"}

    assert run_tool(desk, "measure", drawdown).facts[0].value == pytest.approx(-0.25425, abs=0.0001)
    assert run_tool(desk, "measure", volatility).facts[0].value == pytest.approx(0.49617, abs=0.0001)
