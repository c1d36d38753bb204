"""Returns: literal examples, and laws."""

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.measures.series import closes, sessions
from tools.errors import NoData, NotEnoughData
from tools.measures import (
    annualized_return,
    daily_returns,
    day_move,
    growth_of_amount,
    points_change,
    price_return,
    required_gain,
    rolling_returns,
    slices,
    total_return,
)
from tools.sessions import load_sessions
from tools.windows.window import Window

PRICES = st.lists(st.floats(1, 1000), min_size=2, max_size=40)


def test_a_return_is_the_last_close_over_the_first_less_one() -> None:
    assert price_return(closes(10, 99, 12.5)) == pytest.approx(0.25)
    assert total_return(closes(10, 99, 7.5)) == pytest.approx(-0.25)


def test_the_move_of_a_day_is_from_the_close_before() -> None:
    assert day_move(closes(5, 10, 11)) == pytest.approx(0.1)


def test_a_change_in_points_is_a_difference() -> None:
    assert points_change(closes(5000, 4990.5)) == pytest.approx(-9.5)


def test_an_amount_grows_with_the_closes() -> None:
    assert growth_of_amount(closes(10, 15), 10_000) == pytest.approx(15_000)


@pytest.mark.parametrize("amount", [0, -1, float("inf"), float("nan"), None, "10"])
def test_only_a_positive_number_grows(amount: float) -> None:
    with pytest.raises(ValueError, match="positive number"):
        growth_of_amount(closes(10, 15), amount)


def test_an_annualized_return_counts_calendar_days_of_a_year_of_365_and_a_quarter() -> None:
    close = pd.Series([100.0, 121.0], index=pd.DatetimeIndex(["2022-11-30", "2024-11-29"]))

    assert annualized_return(close) == pytest.approx(1.21 ** (365.25 / 730) - 1, abs=1e-12)
    assert annualized_return(close) == pytest.approx(0.1000719, abs=1e-7)


def test_a_day_is_too_short_to_annualize_when_its_year_is_no_number() -> None:
    with pytest.raises(NotEnoughData, match="too short"):
        annualized_return(closes(1, 20))


def test_daily_returns_are_simple_and_dated_by_the_later_close() -> None:
    moves = daily_returns(closes(10, 11, 9.9))

    assert moves.tolist() == pytest.approx([0.1, -0.1])
    assert [s.date() for s in moves.index] == list(sessions(3)[1:])


def test_a_rolling_return_looks_back_so_many_sessions() -> None:
    rolled = rolling_returns(closes(10, 20, 15, 40), 2)

    assert rolled.tolist() == pytest.approx([0.5, 1.0])
    assert [s.date() for s in rolled.index] == list(sessions(4)[2:])
    with pytest.raises(NotEnoughData):
        rolling_returns(closes(10, 20), 2)
    with pytest.raises(ValueError, match="at least one"):
        rolling_returns(closes(10, 20), 0)


@pytest.mark.parametrize(("loss", "gain"), [(-0.5, 1.0), (-0.2, 0.25), (0.0, 0.0)])
def test_a_loss_needs_a_larger_gain(loss: float, gain: float) -> None:
    assert required_gain(loss) == pytest.approx(gain)


@pytest.mark.parametrize("loss", [-1.0, 0.1, float("nan")])
def test_a_loss_lies_above_minus_one_and_not_above_zero(loss: float) -> None:
    with pytest.raises(ValueError, match="between -1 and 0"):
        required_gain(loss)


@pytest.mark.parametrize(
    "measure", [price_return, total_return, day_move, points_change, annualized_return, daily_returns]
)
@pytest.mark.parametrize("few", [closes(), closes(10)])
def test_less_than_two_closes_are_not_enough(measure: object, few: pd.Series) -> None:
    with pytest.raises(NotEnoughData):
        measure(few)  # type: ignore[operator]


@given(PRICES, st.floats(0.001, 1000))
def test_scaling_prices_changes_no_return(values: list[float], scale: float) -> None:
    assert price_return(closes(*values) * scale) == pytest.approx(price_return(closes(*values)), rel=1e-9, abs=1e-9)


@given(PRICES)
def test_daily_returns_chain_to_the_whole_return(values: list[float]) -> None:
    close = closes(*values)

    assert np.prod(1 + daily_returns(close)) - 1 == pytest.approx(price_return(close), rel=1e-6, abs=1e-9)


@given(PRICES)
def test_going_back_undoes_going_forth(values: list[float]) -> None:
    there, back = price_return(closes(*values)), price_return(closes(*values[::-1]))

    assert (1 + there) * (1 + back) == pytest.approx(1, rel=1e-6)


@given(PRICES)
def test_a_return_is_above_minus_one_and_has_the_sign_of_the_change(values: list[float]) -> None:
    found = price_return(closes(*values))

    assert found > -1
    assert np.sign(found) == np.sign(values[-1] - values[0])
    assert np.sign(points_change(closes(*values))) == np.sign(values[-1] - values[0])


@given(st.floats(-0.99, 0))
def test_the_required_gain_makes_a_loss_good(loss: float) -> None:
    assert (1 + loss) * (1 + required_gain(loss)) == pytest.approx(1)


class TestSlices:
    days = load_sessions().days

    def window(self, base: date, end: date) -> Window:
        return Window(base, load_sessions().after(base), end)

    def test_a_year_has_four_quarters_each_with_its_own_base(self) -> None:
        cut = slices(self.window(date(2024, 12, 31), date(2025, 12, 31)), self.days, "quarter")

        assert [s.label for s in cut] == ["Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025"]
        assert [str(s.window.base) for s in cut] == ["2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30"]
        assert all(s.whole for s in cut)

    def test_a_piece_that_the_window_cuts_short_is_not_whole(self) -> None:
        cut = slices(self.window(date(2025, 11, 14), date(2026, 1, 6)), self.days, "month")

        assert [(s.label, s.whole) for s in cut] == [("2025-11", False), ("2025-12", True), ("2026-01", False)]

    def test_a_week_with_a_holiday_is_whole(self) -> None:
        cut = slices(self.window(date(2025, 11, 21), date(2025, 12, 5)), self.days, "week")

        assert [(s.label, str(s.window.end), s.whole) for s in cut] == [
            ("week of 2025-11-24", "2025-11-28", True),
            ("week of 2025-12-01", "2025-12-05", True),
        ]

    @given(st.integers(0, 900), st.integers(1, 500), st.sampled_from(["week", "month", "quarter", "year"]))
    def test_pieces_cover_the_window_and_each_begins_where_the_one_before_ends(
        self, at: int, count: int, every: str
    ) -> None:
        days = self.days[17000 : 17000 + at + count + 2]
        window = Window(days[at], days[at + 1], days[at + count])
        cut = slices(window, self.days, every)  # type: ignore[arg-type]

        assert (cut[0].window.base, cut[-1].window.end) == (window.base, window.end)
        assert all(a.window.end == b.window.base for a, b in pairwise(cut))

    def test_other_periods_are_refused(self) -> None:
        with pytest.raises(ValueError, match="weeks, months, quarters or years"):
            slices(self.window(date(2025, 11, 14), date(2026, 1, 6)), self.days, "decade")  # type: ignore[arg-type]


def test_a_bad_close_is_named_by_its_session() -> None:
    with pytest.raises(NoData, match="2025-01-03 is nan"):
        price_return(closes(10, float("nan"), 12))
