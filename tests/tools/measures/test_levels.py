"""Levels and single days."""

from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.measures.series import closes, sessions
from tools.errors import NotEnoughData
from tools.measures import (
    Run,
    above_moving_average,
    best_day,
    close,
    count_days,
    current_run,
    days_beyond,
    high,
    longest_run,
    low,
    moving_average,
    record_high,
    record_highs,
    worst_day,
)

PRICES = st.lists(st.floats(1, 1000), min_size=2, max_size=40)


def test_the_close_is_the_last_one() -> None:
    assert close(closes(1, 2, 3)) == 3.0


def test_best_and_worst_day_carry_their_session() -> None:
    made, days = closes(100, 110, 99, 99), sessions(4)

    assert (best_day(made).value, best_day(made).session) == (pytest.approx(0.1), days[1])
    assert (worst_day(made).value, worst_day(made).session) == (pytest.approx(-0.1), days[2])


def test_the_second_best_day_is_the_best_of_the_others() -> None:
    made, days = closes(100, 110, 99, 103, 104), sessions(5)

    assert [best_day(made, nth).session for nth in (1, 2, 3)] == [days[1], days[3], days[4]]
    assert worst_day(made, 2).value == pytest.approx(104 / 103 - 1)


def test_a_place_beyond_the_sessions_is_refused() -> None:
    with pytest.raises(NotEnoughData, match="place 4 of 3"):
        best_day(closes(1, 2, 3, 4), 4)


@given(PRICES.filter(lambda values: len(values) > 3))
def test_days_in_their_places_are_all_days_in_order(values: list[float]) -> None:
    made = closes(*values)
    ordered = [best_day(made, nth).value for nth in range(1, len(values))]

    assert ordered == sorted(ordered, reverse=True)
    assert ordered == pytest.approx([worst_day(made, nth).value for nth in range(len(values) - 1, 0, -1)])


def test_the_longest_run_has_its_first_and_last_session() -> None:
    made, days = closes(100, 101, 102, 101, 102, 103, 104, 104), sessions(8)

    assert longest_run(made, "up") == Run(3, days[4], days[6])
    assert longest_run(made, "down") == Run(1, days[3], days[3])
    assert longest_run(closes(3, 2, 1), "up") == Run(0, None, None)


def test_of_equal_runs_the_first_counts() -> None:
    assert longest_run(closes(1, 2, 1, 2), "up").first == sessions(4)[1]


def test_the_current_run_ends_with_the_last_session() -> None:
    made, days = closes(100, 99, 101, 102), sessions(4)

    assert current_run(made, "up") == Run(2, days[2], days[3])
    assert current_run(made, "down") == Run(0, None, None)
    assert current_run(closes(1, 2, 3), "up").length == 2


@given(PRICES, st.sampled_from(("up", "down", "flat")))
def test_a_run_is_no_longer_than_all_such_days(values: list[float], which: Literal["up", "down", "flat"]) -> None:
    made = closes(*values)

    assert current_run(made, which).length <= longest_run(made, which).length <= count_days(made, which)


def test_of_equal_days_the_first_counts() -> None:
    assert best_day(closes(100, 200, 400)).session == sessions(3)[1]


def test_a_high_and_a_low_are_those_of_all_levels() -> None:
    made, days = closes(11, 10, 12, 11), sessions(4)

    assert (high(made).value, high(made).session) == (12.0, days[2])
    assert (low(made).value, low(made).session) == (10.0, days[1])


def test_a_record_counts_the_base_and_is_not_set_by_equalling_it() -> None:
    made = closes(10, 12, 11, 12)

    assert (record_high(made).value, record_high(made).session) == (12.0, sessions(4)[1])
    assert record_high(closes(12, 10)).session == sessions(2)[0]
    assert record_highs(closes(10, 12, 12, 13)) == (sessions(4)[1], sessions(4)[3])
    assert record_highs(closes(10, 9, 8)) == ()


def test_a_moving_average_is_the_plain_mean_of_the_last_closes() -> None:
    made = closes(100, 1, 2, 3)

    assert moving_average(made, 3) == pytest.approx(2)
    assert above_moving_average(made, 3)
    assert not above_moving_average(made, 4)
    assert not above_moving_average(closes(2, 2, 2), 3)
    with pytest.raises(NotEnoughData):
        moving_average(made, 5)
    with pytest.raises(ValueError, match="at least two"):
        moving_average(made, 0)


def test_days_are_counted_up_down_and_flat() -> None:
    made = closes(100, 110, 110, 99, 100)

    assert [count_days(made, which) for which in ("up", "down", "flat", "moved")] == [2, 1, 1, 3]
    assert [count_days(made, which, 0.05) for which in ("up", "down", "flat", "moved")] == [1, 1, 2, 2]


@pytest.mark.parametrize(("which", "beyond"), [("sideways", 0.0), ("up", -0.1), ("up", float("nan"))])
def test_a_count_that_means_nothing_is_refused(which: str, beyond: float) -> None:
    with pytest.raises(ValueError, match="counted up, down, flat or moved"):
        count_days(closes(1, 2), which, beyond)  # type: ignore[arg-type]


@given(PRICES, st.floats(0, 0.5))
def test_every_session_is_up_down_or_flat(values: list[float], beyond: float) -> None:
    made = closes(*values)

    assert sum(count_days(made, which, beyond) for which in ("up", "down", "flat")) == len(values) - 1


@given(PRICES)
def test_all_levels_lie_between_low_and_high(values: list[float]) -> None:
    made = closes(*values)

    assert low(made).value <= close(made) <= high(made).value
    assert record_high(made).value == max(values)
    assert worst_day(made).value <= np.mean(np.diff(values) / values[:-1]) + 1e-12
    assert best_day(made).value >= np.mean(np.diff(values) / values[:-1]) - 1e-12


@given(PRICES)
def test_the_newest_record_is_the_record_high(values: list[float]) -> None:
    made = closes(*values)
    records = record_highs(made)

    assert (records[-1] if records else sessions(1)[0]) == record_high(made).session


@given(PRICES, st.floats(1, 1000))
def test_a_session_closes_above_a_level_below_it_or_on_it(values: list[float], level: float) -> None:
    made = closes(*values)
    sides = [days_beyond(made, "above", level), days_beyond(made, "below", level)]
    on_it = sum(v == level for v in values)

    assert len(sides[0]) + len(sides[1]) + on_it == len(values)
    assert not set(sides[0]) & set(sides[1])
