"""Levels in shares as they were on a session, through the real yfinance."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.ledger import Ledger
from copilot.proofs.recompute import Proofs
from copilot.toolbox import Desk, run_tool
from copilot.toolbox.booking import Request, book
from tests.doubles.fake_yahoo import Bar, FakeYahoo, fake_yahoo
from tools.prices import YahooPrices
from tools.prices.splits import as_seen_on
from tools.sessions import load_sessions
from tools.universe import load_universe
from tools.windows import Window

FIRST, LAST = date(2025, 11, 3), date(2026, 1, 9)
DAYS = load_sessions().between(FIRST, LAST)
TEN, TWO = date(2025, 12, 1), date(2025, 12, 15)
"""The sessions on which ten shares, then two, were given for one."""


@pytest.fixture
def server() -> Iterator[FakeYahoo]:
    splits = {TEN: "10:1", TWO: "2:1"}
    with fake_yahoo({"NVDA": [Bar(day, 100.0 + i, split=splits.get(day, "")) for i, day in enumerate(DAYS)]}) as yahoo:
        yield yahoo


@pytest.fixture
def open_yahoo(server: FakeYahoo, tmp_path: Path) -> Callable[[], YahooPrices]:
    now = datetime(2026, 1, 9, 22, 0, tzinfo=UTC)
    return lambda: YahooPrices(tmp_path / "cache", lambda: now, server.session(), server.address)


@pytest.mark.fault("D5")
@pytest.mark.parametrize(("end", "factor"), [(date(2025, 11, 20), 20), (TEN, 2), (date(2025, 12, 12), 2), (TWO, 1)])
def test_prices_up_to_a_session_are_in_its_own_shares(
    open_yahoo: Callable[[], YahooPrices], end: date, factor: float
) -> None:
    for source in (open_yahoo(), open_yahoo()):
        rows = source.history(["NVDA"], FIRST, end)["NVDA"].rows

        assert rows["close"].iloc[-1] == pytest.approx(factor * (100.0 + DAYS.index(end)))
        assert rows["close"].iloc[-1] / rows["close"].iloc[0] == pytest.approx((100.0 + DAYS.index(end)) / 100)
        assert "split" not in rows


def test_a_close_as_traded_stands_beside_the_adjusted_one(open_yahoo: Callable[[], YahooPrices]) -> None:
    desk = Desk(open_yahoo(), load_universe(), load_sessions(), LAST, Ledger())
    window = Window(date(2025, 11, 19), date(2025, 11, 20), date(2025, 11, 20))
    nvidia = (desk.universe.instrument("NVDA"),)
    adjusted = book(desk, Request("close", nvidia, window, "price"), alone=True)
    traded = book(desk, Request("close", nvidia, window, "price", {"as_traded": True}), alone=True)

    assert traded.value == pytest.approx(20 * float(adjusted.value))
    assert traded.label == "Nvidia (NVDA) close as traded, before later splits"
    assert adjusted.params == {}
    assert Proofs(desk.ledger.facts, desk.ledger.series, desk.sessions).value_of(traded) == traded.value


def test_an_answer_as_of_a_session_has_its_levels(open_yahoo: Callable[[], YahooPrices]) -> None:
    desk = Desk(open_yahoo(), load_universe(), load_sessions(), date(2025, 11, 20), Ledger())
    fact = run_tool(desk, "measure", {"measure": "close", "subjects": ["NVDA"]}).facts[0]

    assert fact.value == pytest.approx(20 * (100.0 + DAYS.index(date(2025, 11, 20))))


@given(st.lists(st.sampled_from([float("nan"), 2.0, 0.5, 10.0]), min_size=2, max_size=9), st.data())
def test_returns_do_not_depend_on_the_session_that_is_looked_from(splits: list[float], data: st.DataObject) -> None:
    index = pd.DatetimeIndex(DAYS[: len(splits)])
    rows = pd.DataFrame({"close": range(5, 5 + len(splits)), "split": splits}, index=index, dtype=float)
    end = data.draw(st.integers(1, len(splits) - 1))
    seen = as_seen_on(rows, DAYS[end])["close"]

    assert len(seen) == end + 1
    assert seen.iloc[-1] / seen.iloc[0] == pytest.approx((5 + end) / 5)
