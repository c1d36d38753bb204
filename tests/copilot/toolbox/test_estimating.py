"""Earnings that analysts expect: snapshots of today, through the real yfinance."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from copilot.ledger import Ledger
from copilot.proofs.meaning import contradictions
from copilot.proofs.recompute import Proofs
from copilot.toolbox import Desk, run_tool
from tests.doubles.fake_yahoo import Bar, FakeYahoo, fake_yahoo
from tools.prices import ReferencePrices, YahooPrices
from tools.sessions import load_sessions
from tools.universe import load_universe

FIRST, LAST = date(2025, 12, 1), date(2026, 1, 9)
SEVEN = {"AAPL": 14e9, "MSFT": 7e9, "GOOGL": 12e9, "AMZN": 10e9, "NVDA": 24e9, "META": 2.5e9, "TSLA": 3e9}


@pytest.fixture
def server() -> Iterator[FakeYahoo]:
    days = load_sessions().between(FIRST, LAST)
    with fake_yahoo({s: [Bar(day, 100.0 + i) for i, day in enumerate(days)] for s in (*SEVEN, "^GSPC")}) as yahoo:
        yahoo.expected = {s: (4.0, 5.0 + i, 8.0 + i, shares) for i, (s, shares) in enumerate(SEVEN.items())}
        yield yahoo


NewDesk = Callable[..., Desk]


@pytest.fixture
def new_desk(server: FakeYahoo, tmp_path: Path) -> NewDesk:
    def made(as_of: date = LAST) -> Desk:
        now = datetime(2026, 1, 9, 22, 0, tzinfo=UTC)
        prices = YahooPrices(tmp_path / "cache", lambda: now, server.session(), server.address)
        return Desk(prices, load_universe(), load_sessions(), as_of, Ledger())

    return made


def test_a_price_is_set_against_next_year_s_earnings(new_desk: NewDesk) -> None:
    desk = new_desk()
    fact = run_tool(desk, "measure", {"measure": "forward_pe", "subjects": ["Apple"]}).fact("forward_pe:AAPL")
    close = desk.history("AAPL", LAST).series("close").iloc[-1]

    assert (fact.value, fact.unit) == (pytest.approx(close / 8.0), "ratio")
    assert fact.formula == "close / eps_next_year"
    assert (fact.provenance.provider, fact.provenance.retrieved) == ("yahoo", "2026-01-09T22:00:00+00:00")


def test_growth_is_this_year_s_and_next_year_s(new_desk: NewDesk) -> None:
    outcome = run_tool(new_desk(), "measure", {"measure": "eps_growth", "subjects": ["Apple"]})

    assert outcome.fact("eps_growth:AAPL").value == pytest.approx(5 / 4 - 1)
    assert outcome.fact("eps_growth_next_year:AAPL").value == pytest.approx(8 / 5 - 1)
    assert "not a fact about the future" in outcome.notes[0]


def test_the_growth_of_a_group_is_that_of_its_summed_earnings_and_no_mean(new_desk: NewDesk, server: FakeYahoo) -> None:
    outcome = run_tool(new_desk(), "measure", {"measure": "eps_growth", "subjects": ["Magnificent 7"]})
    now = sum(this * shares for _, this, _, shares in server.expected.values())
    before = sum(last * shares for last, _, _, shares in server.expected.values())
    fact = outcome.fact("eps_growth:magnificent_7")

    assert fact.value == pytest.approx(now / before - 1)
    assert fact.value != pytest.approx(sum(t / last - 1 for last, t, _, _ in server.expected.values()) / 7)
    assert fact.subject == tuple(SEVEN)


def test_figures_are_proved_and_a_changed_one_is_found(new_desk: NewDesk) -> None:
    desk = new_desk()
    for subject in ("Apple", "Magnificent 7"):
        for measure in ("forward_pe", "eps_growth"):
            run_tool(desk, "measure", {"measure": measure, "subjects": [subject]})
    proofs = Proofs(desk.ledger.facts, {}, desk.sessions)

    for fact in desk.ledger.facts.values():
        assert proofs.value_of(fact) == fact.value
        assert list(contradictions(fact, proofs)) == []
        assert list(contradictions(replace(fact, unit="usd"), proofs)) != []
        assert list(contradictions(replace(fact, inputs=fact.inputs[1:]), proofs)) != []


def test_of_a_past_session_there_is_no_data(new_desk: NewDesk) -> None:
    for desk, period in ((new_desk(date(2026, 1, 6)), ""), (new_desk(), "2024")):
        outcome = run_tool(desk, "measure", {"measure": "forward_pe", "subjects": ["Apple"], "period": period})

        assert outcome.facts == []
        assert "snapshots of today" in outcome.failures[0].text


@pytest.mark.fault("D2")
def test_a_group_of_which_one_lacks_estimates_is_not_summed_without_it(new_desk: NewDesk, server: FakeYahoo) -> None:
    del server.expected["TSLA"]
    outcome = run_tool(new_desk(), "measure", {"measure": "eps_growth", "subjects": ["Magnificent 7"]})

    assert outcome.facts == []
    assert outcome.failures[0].text.startswith("TSLA: Yahoo Finance has no estimates")


@pytest.mark.parametrize(
    ("expected", "why"),
    [
        ((4.0, 5.0, None, 1e9), "next year"),
        ((4.0, 5.0, -1.0, 1e9), "not above zero"),
        ((4.0, 5.0, 6.0, None), "shares"),
    ],
)
def test_what_means_nothing_is_no_data(
    new_desk: NewDesk, server: FakeYahoo, expected: tuple[float | None, ...], why: str
) -> None:
    server.expected["AAPL"] = expected  # type: ignore[assignment]  # a broken reply, on purpose
    outcome = run_tool(new_desk(), "measure", {"measure": "forward_pe", "subjects": ["Apple"]})

    assert outcome.facts == []
    assert why in outcome.failures[0].text


@pytest.mark.fault("D5")
def test_estimates_in_another_currency_are_refused(new_desk: NewDesk, server: FakeYahoo) -> None:
    server.currency["AAPL"] = "TWD"
    desk = new_desk()

    assert "another currency" in desk.prices.expectations(["AAPL"]).missing["AAPL"]


@pytest.mark.fault("D1")
@pytest.mark.parametrize("fault", ["rate_limit", "html", "bad_json", "server_error"])
def test_a_fault_of_yahoo_has_its_name(new_desk: NewDesk, server: FakeYahoo, fault: str) -> None:
    desk = new_desk()
    desk.history("AAPL", LAST)
    server.fault = fault

    assert "Yahoo Finance" in desk.prices.expectations(["AAPL"]).missing["AAPL"]


def test_bundled_closes_have_none(server: FakeYahoo) -> None:
    desk = Desk(ReferencePrices(), load_universe(), load_sessions(), LAST, Ledger())
    outcome = run_tool(desk, "measure", {"measure": "eps_growth", "subjects": ["Apple"]})

    assert "hold no estimates" in outcome.failures[0].text


def test_an_index_has_no_earnings_to_estimate(new_desk: NewDesk) -> None:
    outcome = run_tool(new_desk(), "measure", {"measure": "forward_pe", "subjects": ["S&P 500"]})

    assert "Analysts estimate the earnings of companies" in outcome.failures[0].text
