from typing import Any

import pytest

from copilot.toolbox import TOOLS, Desk, run_tool
from copilot.toolbox.arguments import BadCall, read_arguments

MEASURE = TOOLS["measure"].parameters


def read(**given: Any) -> dict[str, Any]:
    return read_arguments({"measure": "price_return", "subjects": ["SPY"], **given}, MEASURE)


@pytest.mark.parametrize("subjects", ["SPY", ["SPY"], '["SPY"]', ("SPY",), ["SPY", None, ""]])
def test_a_list_of_names_is_taken_in_every_plain_form(subjects: Any) -> None:
    assert read(subjects=subjects)["subjects"] == ["SPY"]


@pytest.mark.parametrize("nothing", [None, "", "null", "None", [], "n/a"])
def test_nothing_in_every_spelling_is_the_default(nothing: Any) -> None:
    taken = read(period=nothing, every=nothing, length=nothing, dividends=nothing)

    assert (taken["period"], taken["every"], taken["length"], taken["dividends"]) == ("", "", 0, False)


@pytest.mark.parametrize(("flag", "meant"), [(True, True), ("true", True), (1, True), ("False", False), ("no", False)])
def test_a_flag_is_taken_in_every_plain_form(flag: Any, meant: bool) -> None:
    assert read(dividends=flag)["dividends"] is meant


@pytest.mark.parametrize(("length", "meant"), [(50, 50), ("50", 50), ("50-day", 50), (50.0, 50)])
def test_a_whole_number_is_taken_in_every_plain_form(length: Any, meant: int) -> None:
    assert read(length=length)["length"] == meant


@pytest.mark.parametrize(("rate", "meant"), [(0.04, 0.04), ("4%", 0.04), ("0.04", 0.04)])
def test_a_rate_is_taken_in_every_plain_form(rate: Any, meant: float) -> None:
    assert read(risk_free_rate=rate)["risk_free_rate"] == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Price Return", "price_return"),
        ("return", "price_return"),
        ("CAGR", "annualized_return"),
        ("sharpe", "sharpe_ratio"),
        ("max drawdown", "max_drawdown"),
        ("200-day", "above_moving_average"),
    ],
)
def test_a_measure_is_taken_by_its_usual_words(written: str, meant: str) -> None:
    assert read(measure=written)["measure"] == meant


def test_other_names_for_parameters_are_taken() -> None:
    taken = read_arguments({"metric": "close", "tickers": "AAPL", "when": "today"}, MEASURE)

    assert (taken["measure"], taken["subjects"], taken["period"]) == ("close", ["AAPL"], "today")


def test_parameters_in_a_mapping_of_their_own_are_taken() -> None:
    assert read(params={"length": 50})["length"] == 50


def test_arguments_as_a_json_text_are_taken() -> None:
    assert read_arguments('{"measure": "close", "subjects": ["AAPL"]}', MEASURE)["measure"] == "close"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"subjects": {"a": 1}}, "subjects"),
        ({"period": ["2024", "2025"]}, "period"),
        ({"measure": "vibes"}, "measure"),
        ({"dividends": "perhaps"}, "dividends"),
        ({"length": -3}, "length"),
        ({"amount": "lots"}, "amount"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_not_plain_is_refused_by_name(given: dict[str, Any], named: str) -> None:
    with pytest.raises(BadCall, match=named):
        read(**given)


def test_dates_that_a_model_computed_are_sent_back_to_the_users_words() -> None:
    with pytest.raises(BadCall, match="user's own words"):
        read(start_date="2025-01-01", end_date="2025-12-31")


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(BadCall, match="subjects"):
        read_arguments({"measure": "close"}, MEASURE)


@pytest.mark.parametrize("arguments", ["not json", ["a", "b"], 7, None])
def test_arguments_that_are_no_object_are_a_failure_and_no_error(desk: Desk, arguments: Any) -> None:
    assert [f.kind for f in run_tool(desk, "measure", arguments).failures] == ["bad_call"]


def test_an_unknown_tool_is_a_failure_that_lists_the_tools(desk: Desk) -> None:
    assert "measure" in run_tool(desk, "buy", {}).failures[0].text


@pytest.mark.parametrize(
    "arguments",
    [
        {"measure": "rank", "subjects": ["SPY"]},
        {"measure": "breadth", "subjects": ["SPY"]},
        {"measure": "growth_of_amount", "subjects": ["SPY"], "period": "in 2025"},
        {"measure": "growth_of_amount", "subjects": ["SPY"], "period": "in 2025", "amount": -5},
        {"measure": "spread", "subjects": ["SPY"], "period": "in 2025", "every": "year"},
        {"measure": "count", "subjects": ["SPY"], "period": "in 2025", "which": "best"},
        {"measure": "rolling_return", "subjects": ["SPY"], "period": "in 2025", "which": "up"},
        {"measure": "above_moving_average", "subjects": ["SPY"], "length": 100000},
        {"measure": "price_return", "subjects": ["S&P 500 members"], "period": "in 2025"},
        {"measure": "close", "subjects": []},
    ],
)
def test_arguments_that_do_not_go_together_are_failures_and_no_errors(desk: Desk, arguments: dict[str, Any]) -> None:
    outcome = run_tool(desk, "measure", arguments)

    assert not outcome.facts or outcome.failures or arguments["measure"] == "spread"


@pytest.mark.parametrize("tool", ["measure", "rank"])
def test_a_parameter_that_a_measure_does_not_take_is_named_and_loses_no_call(desk: Desk, tool: str) -> None:
    arguments = {"measure": "worst_day", "subjects": ["SPY", "QQQ"], "period": "in 2025", "risk_free_rate": 0.04}
    outcome = run_tool(desk, tool, arguments)

    assert "worst_day:SPY" in outcome.roles and not outcome.failures
    assert "Worst day takes no risk_free_rate; left out." in outcome.notes
