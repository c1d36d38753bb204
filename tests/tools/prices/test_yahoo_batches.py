"""Many symbols at once: what comes is kept as it comes, and every faulty row has its rule."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.doubles.fake_yahoo import Bar, FakeYahoo, fake_yahoo
from tools.prices import YahooPrices
from tools.prices.rows import clean, clean_one
from tools.prices.yahoo_store import WORKERS
from tools.sessions import load_sessions

FIRST, LAST = date(2025, 12, 1), date(2026, 1, 9)
DAYS = load_sessions().between(FIRST, LAST)
EVENING = datetime(2026, 1, 9, 22, 0, tzinfo=UTC)


def bars(start: float = 100.0) -> list[Bar]:
    return [Bar(day, start + i, 0.9 * (start + i)) for i, day in enumerate(DAYS)]


@pytest.fixture
def server() -> Iterator[FakeYahoo]:
    with fake_yahoo({f"S{i}": bars(50.0 + i) for i in range(24)}) as yahoo:
        yield yahoo


@pytest.fixture
def source(server: FakeYahoo, tmp_path: Path) -> YahooPrices:
    return YahooPrices(tmp_path / "cache", lambda: EVENING, server.session(), server.address)


def test_a_batch_costs_a_request_for_each_symbol_and_a_few_to_be_let_in(source: YahooPrices, server: FakeYahoo) -> None:
    source.history([f"S{i}" for i in range(24)], FIRST, LAST)

    assert len(server.charts) == 24
    assert len(server.asked) <= 24 + 2 * WORKERS


def test_progress_is_told_of_every_symbol_once(source: YahooPrices) -> None:
    told: list[tuple[str, int, int]] = []
    source.refresh(["S1", "S2", "GONE"], lambda *step: told.append(step))

    assert sorted(symbol for symbol, _, _ in told) == ["GONE", "S1", "S2"]
    assert [step[1:] for step in told] == [(1, 3), (2, 3), (3, 3)]


def test_an_interruption_keeps_what_came_and_asks_for_nothing_more(
    source: YahooPrices, server: FakeYahoo, tmp_path: Path
) -> None:
    def interrupt(symbol: str, done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        source.refresh([f"S{i}" for i in range(24)], interrupt)

    assert 2 <= len(source.cache.symbols()) <= len(server.charts) < 24
    assert "S20" in source.history(["S20"], FIRST, LAST)


@pytest.mark.fault("D3")
@pytest.mark.parametrize("wrong", [None, 0.0, -5.0])
def test_a_row_whose_price_is_none_zero_or_negative_is_left_out_and_told(
    source: YahooPrices, server: FakeYahoo, wrong: float | None
) -> None:
    server.bars["S1"][7] = replace(server.bars["S1"][7], close=wrong, adjusted=wrong)
    prices = source.history(["S1"], FIRST, LAST)

    assert pd.Timestamp(DAYS[7]) not in prices["S1"].rows.index
    assert len(prices["S1"].rows) == len(DAYS) - 1
    assert "S1" in prices.notices[0]


@pytest.mark.fault("D3")
def test_rows_out_of_order_and_a_session_sent_twice_are_put_right(source: YahooPrices, server: FakeYahoo) -> None:
    straight = source.history(["S1"], FIRST, LAST)["S1"].rows
    server.bars["S2"] = [*server.bars["S1"][5:], *server.bars["S1"][:6]]
    mended = source.history(["S2"], FIRST, LAST)["S2"].rows

    pd.testing.assert_frame_equal(mended, straight)


@pytest.mark.fault("D3")
def test_a_symbol_all_of_whose_rows_are_empty_has_no_data(source: YahooPrices, server: FakeYahoo) -> None:
    server.bars["S1"] = [replace(bar, close=None, adjusted=None) for bar in server.bars["S1"]]
    prices = source.history(["S1", "S2"], FIRST, LAST)

    assert "no row that can be used" in prices.missing["S1"]
    assert "S2" in prices


PRICE = st.floats(allow_nan=True, allow_infinity=True) | st.floats(1, 200)


@pytest.mark.fault("D3")
@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(list(pd.date_range("2025-01-01", "2025-01-20"))), PRICE, PRICE), max_size=9),
    st.booleans(),
    st.sampled_from(["AAA", "^AAA"]),
)
def test_the_quick_look_never_differs_from_the_thorough_one(
    rows: list[tuple[pd.Timestamp, float, float]], straight: bool, symbol: str
) -> None:
    rows = sorted({row[0]: row for row in rows}.values()) if straight else rows
    sessions = pd.DatetimeIndex([stamp for stamp, _, _ in rows], dtype="datetime64[us]")
    values = {
        "close": np.array([close for _, close, _ in rows], float),
        "adj_close": np.array([adjusted for _, _, adjusted in rows], float),
    }
    quick = clean_one(symbol, sessions, values)
    thorough = clean(pd.DataFrame({**values, "date": sessions, "ticker": [symbol] * len(rows)}))

    assert quick.notices == thorough.notices
    assert list(quick.rows) == list(thorough.rows)
    for name, found in quick.rows.items():
        pd.testing.assert_frame_equal(found, thorough.rows[name], check_freq=False)
