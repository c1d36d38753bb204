"""Risk: literal examples, laws, and agreement with numpy's own functions."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.tools.measures.series import closes, sessions
from tools.errors import NoData, NotEnoughData
from tools.measures import (
    beta,
    correlation,
    drawdown,
    max_drawdown,
    recovery_days,
    sharpe_ratio,
    tracking_error,
    volatility,
)

PRICES = st.lists(st.floats(1, 1000), min_size=3, max_size=40)


def moves(values: list[float]) -> np.ndarray:
    return np.diff(values) / np.asarray(values[:-1])


def test_volatility_is_the_sample_deviation_of_simple_returns_times_root_252() -> None:
    assert volatility(closes(100, 110, 99, 108.9)) == pytest.approx(np.std([0.1, -0.1, 0.1], ddof=1) * 252**0.5)
    assert volatility(closes(100, 110, 99, 108.9)) == pytest.approx(1.83303, abs=1e-5)


def test_a_drawdown_has_depth_peak_trough_and_recovery() -> None:
    found = drawdown(closes(100, 120, 90, 96, 121, 110))
    days = sessions(6)

    assert found.depth == pytest.approx(-0.25)
    assert (found.peak, found.trough, found.recovery) == (days[1], days[2], days[4])
    assert recovery_days(closes(100, 120, 90, 96, 121, 110)) == (days[4] - days[2]).days


def test_the_base_of_a_window_is_its_first_peak() -> None:
    assert max_drawdown(closes(100, 80, 90)) == pytest.approx(-0.2)


def test_a_peak_that_is_only_equalled_is_recovered() -> None:
    assert drawdown(closes(100, 80, 100)).recovery == sessions(3)[2]


def test_of_equal_troughs_the_first_counts_and_of_equal_peaks_the_last() -> None:
    found, days = drawdown(closes(100, 100, 50, 60, 50)), sessions(5)

    assert (found.peak, found.trough) == (days[1], days[2])


def test_closes_that_never_fell_have_no_depth_and_nothing_to_recover() -> None:
    found = drawdown(closes(1, 2, 2, 3))

    assert (found.depth, found.recovery) == (0.0, None)
    with pytest.raises(NoData, match="never fell"):
        recovery_days(closes(1, 2, 2, 3))


def test_a_peak_not_reached_again_has_no_recovery() -> None:
    assert drawdown(closes(100, 50, 99)).recovery is None
    with pytest.raises(NoData, match="had not been reached again"):
        recovery_days(closes(100, 50, 99))


def test_a_sharpe_ratio_takes_the_risk_free_rate_off_each_session() -> None:
    returns = np.array([0.1, -0.1, 0.1]) - 0.0504 / 252

    assert sharpe_ratio(closes(100, 110, 99, 108.9), 0.0504) == pytest.approx(
        returns.mean() / returns.std(ddof=1) * 252**0.5
    )
    assert sharpe_ratio(closes(100, 110, 99, 108.9), 0.0) > sharpe_ratio(closes(100, 110, 99, 108.9), 0.05)


def test_constant_growth_has_no_deviation_to_measure_against() -> None:
    steady = closes(*(100 * 1.01**i for i in range(20)))

    for measure in (lambda: sharpe_ratio(steady, 0.0), lambda: correlation(steady, closes(*range(1, 21)))):
        with pytest.raises(NoData, match="do not vary"):
            measure()
    assert volatility(closes(5, 5, 5)) == 0.0


def test_beta_is_one_against_itself_and_two_at_twice_the_moves() -> None:
    market = closes(100, 110, 99, 108.9)
    twice = closes(100, 120, 96, 115.2)

    assert beta(market, market) == pytest.approx(1)
    assert beta(twice, market) == pytest.approx(2)
    assert beta(market, twice) == pytest.approx(0.5)


def test_correlation_is_one_with_itself_and_minus_one_with_its_mirror() -> None:
    market = closes(100, 110, 99, 108.9)
    mirror = closes(100, 90, 99, 89.1)

    assert correlation(market, market) == pytest.approx(1)
    assert correlation(market, mirror) == pytest.approx(-1)


def test_a_tracking_error_is_zero_against_itself() -> None:
    market = closes(100, 110, 99, 108.9)

    assert tracking_error(market, market * 3) == pytest.approx(0, abs=1e-12)
    assert tracking_error(market, closes(100, 110, 99, 99)) > 0


@pytest.mark.parametrize("pair", [beta, correlation, tracking_error])
def test_a_pair_needs_the_same_sessions(pair: object) -> None:
    one, other = closes(100, 110, 99, 105), closes(100, 110, 99, 105)

    with pytest.raises(NoData, match="same sessions"):
        pair(one, other.iloc[:3])  # type: ignore[operator]
    with pytest.raises(NoData, match="same sessions"):
        pair(one, other.set_axis(other.index + pd.Timedelta(days=1)))  # type: ignore[operator]


@pytest.mark.parametrize("measure", [volatility, lambda c: sharpe_ratio(c, 0.0), lambda c: beta(c, c)])
def test_one_return_has_no_deviation(measure: object) -> None:
    with pytest.raises(NotEnoughData):
        measure(closes(100, 110))  # type: ignore[operator]


@given(PRICES)
def test_a_drawdown_is_never_positive_and_never_a_whole_loss(values: list[float]) -> None:
    assert -1 < max_drawdown(closes(*values)) <= 0


@given(PRICES)
def test_a_drawdown_is_the_worst_return_from_an_earlier_close(values: list[float]) -> None:
    worst = min(later / values[i] - 1 for i in range(len(values)) for later in values[i:])

    assert max_drawdown(closes(*values)) == pytest.approx(worst, abs=1e-12)


@given(PRICES, st.floats(0.01, 100))
def test_scaling_prices_changes_no_risk(values: list[float], scale: float) -> None:
    close = closes(*values)

    assert volatility(close * scale) == pytest.approx(volatility(close), rel=1e-6, abs=1e-9)
    assert max_drawdown(close * scale) == pytest.approx(max_drawdown(close), rel=1e-6, abs=1e-9)


@given(PRICES)
def test_volatility_agrees_with_numpy(values: list[float]) -> None:
    assert volatility(closes(*values)) == pytest.approx(moves(values).std(ddof=1) * 252**0.5, rel=1e-9, abs=1e-12)


@given(st.lists(st.tuples(st.floats(50, 150), st.floats(50, 150)), min_size=6, max_size=40))
def test_pairs_agree_with_numpy(pairs: list[tuple[float, float]]) -> None:
    one, other = ([p[i] for p in pairs] for i in (0, 1))
    assume(min(moves(one).std(), moves(other).std()) > 1e-3)
    covariance = np.cov(moves(one), moves(other), ddof=1)

    assert correlation(closes(*one), closes(*other)) == pytest.approx(
        np.corrcoef(moves(one), moves(other))[0, 1], abs=1e-9
    )
    assert beta(closes(*one), closes(*other)) == pytest.approx(covariance[0, 1] / covariance[1, 1], rel=1e-9, abs=1e-9)
    assert -1 <= correlation(closes(*one), closes(*other)) <= 1
