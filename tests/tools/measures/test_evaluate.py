"""Any measure, the same way: rows, basis, window, units, formula, and computing again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from tests.tools.measures.series import FIRST, closes, history, sessions, whole
from tools.errors import NoData, NotEnoughData
from tools.measures import MEASURES, available_basis, evaluate, recompute
from tools.prices.history import History
from tools.sessions import load_sessions
from tools.windows.window import Window

DAYS = load_sessions().days
PATH = [name for name, measure in MEASURES.items() if measure.rows_for(1, measure.params) == "path"]
ONE = history("AAA", {"close": [100, 110, 99, 105, 126], "total_return_close": [90, 99, 91, 100, 126]})
TWO = history("BBB", {"close": [50, 51, 52, 50, 55]})
INDEX = history("^III", {"close": [4000, 4100, 4050, 4200, 4300]})
WINDOW = whole(5)


def subjects(name: str) -> list[History]:
    return [ONE, TWO][: max(MEASURES[name].legs[0], 1)]


def params(name: str) -> dict[str, Any]:
    chosen = {"amount": 1000.0} if name == "growth_of_amount" else {}
    return chosen | ({"length": 3} if "length" in MEASURES[name].params else {})


def without(made: History, *days: date) -> History:
    return replace(made, rows=made.rows.drop(pd.DatetimeIndex(days)))


@pytest.mark.parametrize("name", [n for n in MEASURES if n != "last"])
def test_every_measure_is_computed_again_from_its_inputs_alone(name: str) -> None:
    found = evaluate(name, subjects(name), WINDOW, DAYS, params=params(name))
    again = recompute(name, found.inputs, found.window, found.params)

    assert again.value == found.value
    assert {k: e.value for k, e in again.extras.items()} == {k: e.value for k, e in found.extras.items()}


@pytest.mark.parametrize("name", [n for n in MEASURES if n != "last"])
def test_no_row_outside_the_window_is_used_but_for_an_average(name: str) -> None:
    found = evaluate(name, subjects(name), WINDOW, DAYS, params=params(name))

    assert found.as_of == WINDOW.end
    assert all(rows.first >= WINDOW.base for rows in found.inputs)


@pytest.mark.parametrize("name", PATH)
@pytest.mark.parametrize("gone", range(5))
def test_sparse_closes_never_yield_a_path_measure(name: str, gone: int) -> None:
    sparse = [without(one, sessions(5)[gone]) for one in subjects(name)]

    with pytest.raises(NoData, match=str(sessions(5)[gone])):
        evaluate(name, sparse, WINDOW, DAYS, params=params(name))


@pytest.mark.parametrize("name", [n for n, m in MEASURES.items() if m.rows_for(2, m.params) == "endpoint"])
def test_an_endpoint_measure_needs_its_two_rows_only(name: str) -> None:
    if name == "day_move":
        pytest.skip("its base is the session before the end")
    sparse = [
        without(one, *sessions(5)[1:4]) for one in [ONE, replace(ONE, symbol="CCC")][: MEASURES[name].legs[1] or 2]
    ]

    assert evaluate(name, sparse, WINDOW, DAYS, params=params(name)).inputs[0].values.size == 2


@pytest.mark.parametrize("gone", [0, 4])
def test_a_missing_end_is_named_with_its_symbol_source_and_neighbours(gone: int) -> None:
    with pytest.raises(NoData) as caught:
        evaluate("price_return", without(ONE, sessions(5)[gone]), WINDOW, DAYS)

    assert f"there is no close for {sessions(5)[gone]}" in str(caught.value)
    assert "AAA (made up, close)" in str(caught.value)
    assert str(sessions(5)[1 if gone == 0 else 3]) in str(caught.value)


def test_price_and_total_return_read_their_own_closes() -> None:
    price, total = (evaluate(name, ONE, WINDOW, DAYS) for name in ("price_return", "total_return"))

    assert (price.basis, price.inputs[0].field, price.value) == ("price", "close", pytest.approx(0.26))
    assert (total.basis, total.inputs[0].field) == ("total_return", "total_return_close")
    assert total.value == pytest.approx(0.4)
    with pytest.raises(ValueError, match="basis"):
        evaluate("price_return", ONE, WINDOW, DAYS, basis="total_return")


def test_both_legs_of_a_comparison_are_on_one_basis() -> None:
    with pytest.raises(NoData, match="BBB has no total return close"):
        evaluate("spread", [ONE, TWO], WINDOW, DAYS, basis="total_return")
    assert available_basis([ONE, TWO], WINDOW, "total_return") == "price"
    assert available_basis([ONE], WINDOW, "total_return") == "total_return"


def test_histories_that_share_no_basis_cannot_be_compared() -> None:
    total_only = history("CCC", {"total_return_close": [1, 2, 3, 4, 5]})

    with pytest.raises(NoData, match="compare a fund"):
        available_basis([TWO, total_only], WINDOW)


@pytest.mark.parametrize(
    ("name", "basis", "formula"),
    [
        ("price_return", "price", "close[end] / close[base] - 1"),
        ("total_return", "total_return", "total_return_close[end] / total_return_close[base] - 1"),
        (
            "annualized_return",
            "total_return",
            "(total_return_close[end] / total_return_close[base]) ** (365.25 / days from base to end) - 1",
        ),
        ("close", "total_return", "total_return_close[end]"),
        (
            "max_drawdown",
            "total_return",
            "min over i of total_return_close[i] / max(total_return_close[base..i]) - 1",
        ),
    ],
)
def test_a_formula_names_the_field_that_was_read(name: str, basis: str, formula: str) -> None:
    assert evaluate(name, ONE, WINDOW, DAYS, basis=basis).formula == formula  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "subject", "unit"),
    [
        ("close", ONE, "usd"),
        ("close", INDEX, "level"),
        ("points_change", INDEX, "points"),
        ("points_change", ONE, "usd"),
        ("price_return", INDEX, "fraction"),
        ("high", INDEX, "level"),
        ("record_high", INDEX, "date"),
    ],
)
def test_an_index_has_levels_and_points_a_stock_dollars(name: str, subject: History, unit: str) -> None:
    assert evaluate(name, subject, WINDOW, DAYS).unit == unit


def test_the_extras_of_a_record_are_levels_or_dollars_too() -> None:
    assert evaluate("record_high", INDEX, WINDOW, DAYS).extras["level"].unit == "level"
    assert evaluate("record_high", ONE, WINDOW, DAYS).extras["level"].unit == "usd"


def test_a_move_of_the_day_is_from_the_session_before_the_end() -> None:
    found = evaluate("day_move", ONE, WINDOW, DAYS)

    assert found.value == pytest.approx(126 / 105 - 1)
    assert found.window == Window(sessions(5)[3], sessions(5)[4], sessions(5)[4])


def test_a_moving_average_reads_back_beyond_the_window() -> None:
    last = Window(sessions(5)[3], sessions(5)[4], sessions(5)[4])
    found = evaluate("above_moving_average", ONE, last, DAYS, params={"length": 5})

    assert found.value == 1
    assert found.extras["average"].value == pytest.approx(108)
    assert found.window.base == FIRST
    with pytest.raises(NoData, match="every one is needed"):
        evaluate("above_moving_average", ONE, last, DAYS, params={"length": 6})


def test_a_drawdown_brings_its_sessions_along() -> None:
    extras = evaluate("max_drawdown", ONE, WINDOW, DAYS).extras

    assert {name: extra.value for name, extra in extras.items()} == {
        "peak": sessions(5)[1].isoformat(),
        "trough": sessions(5)[2].isoformat(),
        "recovery": sessions(5)[4].isoformat(),
        "recovery_days": (sessions(5)[4] - sessions(5)[2]).days,
    }


def test_several_subjects_are_one_basket_and_it_says_if_rebalanced() -> None:
    held = evaluate("price_return", [ONE, TWO], WINDOW, DAYS)
    daily = evaluate("price_return", [ONE, TWO], WINDOW, DAYS, params={"rebalanced": "day"})

    assert held.value == pytest.approx((0.26 + 0.10) / 2)
    assert held.inputs[0].values.size == 2
    assert daily.params["rebalanced"] == "day"
    assert daily.inputs[0].values.size == 5
    assert daily.value != pytest.approx(held.value)


def test_a_spread_is_first_named_minus_second() -> None:
    found = evaluate("spread", [ONE, TWO], WINDOW, DAYS)

    assert found.value == pytest.approx(0.26 - 0.10)
    assert found.subject == ("AAA", "BBB")


def test_intraday_highs_serve_where_every_session_has_one_and_else_closes() -> None:
    rows = {"close": [10, 11, 12], "high": [11, 15, 13]}

    assert evaluate("high", history("AAA", rows), whole(3), DAYS).value == 15
    gap = history("AAA", {**rows, "high": [11, float("nan"), 13]})
    found = evaluate("high", gap, whole(3), DAYS)
    assert (found.value, found.inputs[0].field) == (12, "close")
    assert found.formula == "max of close over every session from start to end"
    assert evaluate("high", history("AAA", rows), whole(3), DAYS, params={"field": "close"}).value == 12


class TestABarStillForming:
    forming = replace(ONE, live={sessions(5)[4]: "2025-01-08T16:00:00+00:00"})

    def test_is_never_a_close(self) -> None:
        with pytest.raises(NoData, match=str(sessions(5)[4])):
            evaluate("price_return", self.forming, WINDOW, DAYS)
        with pytest.raises(NoData):
            evaluate("max_drawdown", self.forming, WINDOW, DAYS)

    def test_is_the_last_price(self) -> None:
        assert evaluate("last", self.forming, WINDOW, DAYS).value == 126
        with pytest.raises(NoData, match="still forming"):
            evaluate("last", ONE, WINDOW, DAYS)

    def test_gives_the_move_of_the_day_so_far_from_fields_that_are_no_closes(self) -> None:
        found = evaluate("day_move", self.forming, WINDOW, DAYS)

        assert found.value == pytest.approx(126 / ONE.rows["close"].iloc[3] - 1)
        assert [rows.field for rows in found.inputs] == ["last"]
        assert found.formula == "last[end] / last[end-1] - 1"

    def test_does_not_hinder_what_ended_before_it(self) -> None:
        assert evaluate("price_return", self.forming, whole(4), DAYS).value == pytest.approx(0.05)


Call = Callable[[], object]


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: evaluate("alpha", ONE, WINDOW, DAYS), "no measure is called 'alpha'"),
        (lambda: evaluate("volatility", ONE, WINDOW, DAYS, params={"lenght": 3}), "no parameter lenght"),
        (lambda: evaluate("beta", ONE, WINDOW, DAYS), "takes 2 to 2 subjects"),
        (lambda: evaluate("record_high", [ONE, TWO], WINDOW, DAYS), "takes 1 to 1 subjects"),
        (lambda: evaluate("growth_of_amount", ONE, WINDOW, DAYS), "positive number"),
        (lambda: evaluate("spread", [ONE, ONE], WINDOW, DAYS), "may be named once"),
        (lambda: evaluate("spread", [ONE, TWO], WINDOW, DAYS, params={"of": "beta"}), "compared by"),
        (lambda: evaluate("average", ONE, WINDOW, DAYS, params={"over": "moons"}), "over subjects"),
        (lambda: evaluate("count", ONE, WINDOW, DAYS, params={"which": "odd"}), "up, down, flat or moved"),
        (
            lambda: evaluate("rolling_return", ONE, WINDOW, DAYS, params={"length": 2, "which": "odd"}),
            "best or the worst",
        ),
        (lambda: evaluate("price_return", [ONE, TWO], WINDOW, DAYS, params={"rebalanced": "moon"}), "rebalanced every"),
        (lambda: evaluate("volatility", ONE, WINDOW, sessions(3)), "must run from"),
    ],
)
def test_a_call_that_means_nothing_is_refused_by_name(call: Call, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        call()


def test_a_window_too_short_for_the_measure_says_so() -> None:
    with pytest.raises(NotEnoughData, match="needs 2 sessions, the period has 1"):
        evaluate("volatility", ONE, whole(2), DAYS)


def test_an_average_is_over_subjects_daily_returns_or_closes() -> None:
    def average(over: str) -> object:
        return evaluate("average", [ONE, TWO] if over == "subjects" else ONE, WINDOW, DAYS, params={"over": over}).value

    assert average("subjects") == pytest.approx((0.26 + 0.10) / 2)
    assert average("closes") == pytest.approx((110 + 99 + 105 + 126) / 4)
    assert average("daily_returns") == pytest.approx(closes(100, 110, 99, 105, 126).pct_change().mean())


def test_a_count_is_over_days_of_one_or_over_several_subjects() -> None:
    fell = history("CCC", {"close": [5, 6, 7, 8, 4]})

    assert evaluate("count", ONE, WINDOW, DAYS).value == 3
    assert evaluate("count", [ONE, TWO, fell], WINDOW, DAYS, params={"which": "down"}).value == 1
    assert evaluate("count", [ONE, TWO, fell], WINDOW, DAYS).extras["of"].value == 3
