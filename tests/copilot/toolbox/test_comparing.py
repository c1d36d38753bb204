import pytest

from copilot.facts import FactInput
from copilot.toolbox import Desk, run_tool


def close_to(value: float) -> object:
    return pytest.approx(value, abs=0.00005)


def test_a_spread_is_the_first_minus_the_second(desk: Desk) -> None:
    arguments = {"measure": "price_return", "first": "Nasdaq", "second": "Russell 2000", "period": "in 2025"}
    outcome = run_tool(desk, "compare", arguments)

    spread = outcome.fact("spread")

    assert outcome.fact("first").value == close_to(0.2036)
    assert outcome.fact("second").value == close_to(0.1129)
    assert (spread.value, spread.unit) == (close_to(0.0907), "fraction")
    assert spread.subject == ("^IXIC", "^RUT")
    assert "percentage points" in outcome.text()


def test_a_spread_rests_on_the_facts_of_its_legs(desk: Desk) -> None:
    arguments = {"measure": "price_return", "first": "Dow", "second": "S&P 500", "period": "in 2025"}
    outcome = run_tool(desk, "compare", arguments)

    assert outcome.fact("spread").inputs == (FactInput(outcome.roles["first"]), FactInput(outcome.roles["second"]))


def test_turning_a_comparison_round_turns_its_sign(desk: Desk) -> None:
    one = run_tool(desk, "compare", {"measure": "price_return", "first": "Dow", "second": "QQQ", "period": "in 2025"})
    two = run_tool(desk, "compare", {"measure": "price_return", "first": "QQQ", "second": "Dow", "period": "in 2025"})

    assert one.fact("spread").value == pytest.approx(-float(two.fact("spread").value))


def test_both_legs_go_to_total_return_when_one_has_nothing_else(desk: Desk) -> None:
    arguments = {"measure": "price_return", "first": "RSP", "second": "MAGS", "period": "this year"}
    outcome = run_tool(desk, "compare", arguments)

    assert outcome.fact("first").value == close_to(0.0284)
    assert outcome.fact("second").value == close_to(-0.0047)
    assert outcome.fact("spread").value == close_to(0.0331)
    assert {f.basis for f in outcome.facts} == {"total_return"}
    assert any("No closes without dividends" in note for note in outcome.notes)


def test_an_index_beside_a_fund_without_plain_closes_is_stood_for_by_its_fund(desk: Desk) -> None:
    arguments = {"measure": "price_return", "first": "RSP", "second": "S&P 500", "period": "this year"}
    outcome = run_tool(desk, "compare", arguments)

    assert outcome.fact("spread").subject == ("RSP", "SPY")
    assert any("stands for the index" in note for note in outcome.notes)


def test_two_legs_on_one_basis_or_none(desk: Desk) -> None:
    arguments = {"measure": "price_return", "first": "RSP", "second": "Nasdaq Composite", "period": "this year"}
    outcome = run_tool(desk, "compare", arguments)

    assert "spread" not in outcome.roles
    assert "no fund here stands for it exactly" in outcome.failures[0].text


def test_the_other_readings_of_a_spread_are_computed(desk: Desk) -> None:
    arguments = {"measure": "price_return", "first": "Nasdaq", "second": "S&P 500", "period": "since ChatGPT launched"}
    others = run_tool(desk, "compare", arguments).fact("spread").alternatives

    assert {o.subject for o in others} == {("^IXIC", "^GSPC"), ("^NDX", "^GSPC")}


def test_a_ratio_divides_the_first_by_the_second(desk: Desk) -> None:
    arguments = {"measure": "price_return", "first": "Nasdaq", "second": "Dow", "period": "in 2025", "how": "ratio"}
    outcome = run_tool(desk, "compare", arguments)

    first, second = (float(outcome.fact(role).value) for role in ("first", "second"))

    assert outcome.fact("ratio").value == pytest.approx(first / second)
    assert outcome.fact("ratio").unit == "ratio"


def test_a_measure_of_two_is_booked_by_itself(desk: Desk) -> None:
    arguments = {"measure": "correlation", "first": "SPY", "second": "QQQ", "period": "last quarter"}
    outcome = run_tool(desk, "compare", arguments)

    assert outcome.fact("correlation").value == pytest.approx(0.9572, abs=0.0005)


def test_a_group_is_compared_as_a_basket_that_says_how_it_is_held(desk: Desk) -> None:
    arguments = {"measure": "price_return", "first": "Magnificent 7", "second": "S&P 500", "period": "in 2025"}
    outcome = run_tool(desk, "compare", arguments)

    assert len(outcome.fact("first").subject) == 7
    assert any("left alone" in note for note in outcome.notes)


def test_two_names_of_the_same_thing_are_refused(desk: Desk) -> None:
    arguments = {"measure": "price_return", "first": "S&P 500", "second": "^GSPC", "period": "in 2025"}
    outcome = run_tool(desk, "compare", arguments)

    assert [f.kind for f in outcome.failures] == ["bad_call"]


def test_the_rest_of_the_index_is_stood_for_by_the_equal_weight_fund_and_said_so(desk: Desk) -> None:
    arguments = {"measure": "price_return", "first": "Magnificent 7", "second": "the rest", "period": "this year"}
    outcome = run_tool(desk, "compare", arguments)

    assert outcome.fact("second").subject == ("RSP",)
    assert "The RSP fund stands for the S&P 500 members outside the Magnificent 7." in outcome.notes
    assert not any("members of the S&P 500 in" in note for note in outcome.notes)
