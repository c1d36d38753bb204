"""What only a live source may have: total-return indices, sector indices, yields, goods, any symbol."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from copilot.ledger import Ledger
from copilot.toolbox import Desk, Outcome, run_tool
from tests.doubles.fake_yahoo import Bar, FakeYahoo, fake_yahoo
from tools.prices import YahooPrices
from tools.sectors import SECTORS
from tools.sessions import load_sessions
from tools.universe import load_universe

FIRST, LAST = date(2025, 11, 3), date(2026, 1, 9)
EVENING = datetime(2026, 1, 9, 22, 0, tzinfo=UTC)
DECEMBER = {"period": "December 2025"}


def bars(start: float, step: float = 1.0) -> list[Bar]:
    return [Bar(day, start + step * i) for i, day in enumerate(load_sessions().between(FIRST, LAST))]


@pytest.fixture
def server() -> Iterator[FakeYahoo]:
    shown = {"^GSPC": bars(5000.0), "SPY": bars(500.0), "^SP500TR": bars(9000.0, 3.0), "^TNX": bars(4.0, 0.01)}
    shown |= {"GC=F": bars(4000.0, 10.0), "DX-Y.NYB": bars(100.0, -0.1), "^VIX": bars(15.0, 0.1), "RIVN": bars(12.0)}
    with fake_yahoo(shown) as yahoo:
        yield yahoo


@pytest.fixture
def run(server: FakeYahoo, tmp_path: Path) -> Callable[..., Outcome]:
    def asked(tool: str, **arguments: object) -> Outcome:
        prices = YahooPrices(tmp_path / "cache", lambda: EVENING, server.session(), server.address)
        desk = Desk(prices, load_universe(prices.known_symbols()), load_sessions(), LAST, Ledger())
        return run_tool(desk, tool, arguments)

    return asked


def test_the_total_return_version_stands_for_the_index(run: Callable[..., Outcome]) -> None:
    outcome = run("measure", measure="total_return", subjects=["S&P 500"], **DECEMBER)

    fact = outcome.fact("total_return:^SP500TR")
    assert (fact.subject, fact.basis) == (("^SP500TR",), "total_return")
    assert fact.label == "S&P 500 with dividends (^SP500TR) total return"
    assert "S&P 500 Total Return Index (^SP500TR)" in outcome.notes[0]


def test_where_the_source_lacks_it_the_fund_stands_in(run: Callable[..., Outcome], server: FakeYahoo) -> None:
    del server.bars["^SP500TR"]
    outcome = run("measure", measure="total_return", subjects=["S&P 500"], **DECEMBER)

    assert outcome.facts[0].subject == ("SPY",)


def test_a_price_return_has_both_beside_it(run: Callable[..., Outcome]) -> None:
    fact = run("measure", measure="price_return", subjects=["S&P 500"], **DECEMBER).facts[0]

    assert [other.subject for other in fact.alternatives if "dividends" in other.label] == [("^SP500TR",), ("SPY",)]


def test_the_sector_index_is_the_alternative_to_its_fund(run: Callable[..., Outcome], server: FakeYahoo) -> None:
    server.bars |= {s.fund: bars(100.0 + i) for i, s in enumerate(SECTORS)}
    server.bars |= {s.index_symbol: bars(900.0 - 60 * i) for i, s in enumerate(SECTORS) if i != 3}
    outcome = run("rank", measure="price_return", subjects=["sectors"], **DECEMBER)
    returns = {f.subject[0]: f for f in outcome.facts if f.measure == "price_return"}
    beside = {s: [a.subject[0] for a in f.alternatives if "capital" in a.label] for s, f in returns.items()}

    assert beside["XLE"] == ["^GSPE"]
    assert beside["XLK"] == ["^SP500-45"]
    assert beside["XLY"] == []
    closes = {bar.session: bar.close for bar in server.bars["^GSPE"]}
    own = closes[date(2025, 12, 31)] / closes[date(2025, 11, 28)] - 1
    assert returns["XLE"].alternatives[-1].value == pytest.approx(own)


def test_a_yield_changes_by_points(run: Callable[..., Outcome]) -> None:
    outcome = run("measure", measure="price_return", subjects=["10-year Treasury yield"], **DECEMBER)

    (fact,) = outcome.facts
    assert (fact.measure, fact.unit) == ("points_change", "points")
    assert fact.value == pytest.approx(0.22)
    assert "A yield has no return" in outcome.notes[0]


def test_a_yield_is_not_set_beside_returns(run: Callable[..., Outcome]) -> None:
    outcome = run("compare", measure="price_return", first="10-year Treasury yield", second="S&P 500", **DECEMBER)

    assert outcome.facts == []
    assert "no return to set beside" in outcome.failures[0].text


@pytest.mark.parametrize(
    ("name", "symbol", "unit"),
    [
        ("gold", "GC=F", "usd"),
        ("the dollar index", "DX-Y.NYB", "level"),
        ("VIX", "^VIX", "level"),
        ("RIVN", "RIVN", "usd"),
    ],
)
def test_everything_is_read_in_its_own_unit(run: Callable[..., Outcome], name: str, symbol: str, unit: str) -> None:
    (fact,) = run("measure", measure="close", subjects=[name]).facts

    assert (fact.subject, fact.unit) == ((symbol,), unit)


def test_a_symbol_that_yahoo_does_not_know_is_no_data_by_name(run: Callable[..., Outcome]) -> None:
    outcome = run("measure", measure="close", subjects=["ZZZZQ"])

    assert outcome.facts == []
    assert outcome.failures[0].text.startswith("ZZZZQ: Yahoo Finance knows no such symbol")


@pytest.mark.fault("D2")
def test_what_yahoo_lacks_of_a_set_is_named_and_nothing_is_weighted_anew(
    run: Callable[..., Outcome], server: FakeYahoo
) -> None:
    server.bars |= {s.fund: bars(100.0 + i) for i, s in enumerate(SECTORS[:8])}
    ranked = run("rank", measure="price_return", subjects=["sectors"], **DECEMBER)
    missing = [s.fund for s in SECTORS[8:]]

    assert len([f for f in ranked.facts if f.measure == "price_return"]) == 8
    assert all(any(fund in failure.text for failure in ranked.failures) for fund in missing)
    averaged = run("measure", measure="average", subjects=["sectors"], **DECEMBER)
    assert all(any(fund in failure.text for failure in averaged.failures) for fund in missing)
