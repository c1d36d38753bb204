import pytest

from copilot.toolbox import Desk, Outcome, run_tool


@pytest.fixture
def whole(desk: Desk) -> Outcome:
    return run_tool(desk, "overview", {})


def test_the_four_indices_and_the_sectors_are_there(whole: Outcome) -> None:
    assert {f"price_return:{s}" for s in ("^GSPC", "^IXIC", "^DJI", "^RUT", "XLK", "XLE")} <= set(whole.roles)
    assert whole.fact("rank:XLB").value == 1


def test_breadth_is_the_share_of_sectors_that_rose(whole: Outcome) -> None:
    assert whole.fact("breadth").value == pytest.approx(9 / 11)
    assert any("cannot be counted" in note for note in whole.notes)


def test_leadership_is_told_by_four_spreads(whole: Outcome) -> None:
    pairs = [role for role in whole.roles if role.startswith("spread:")]

    assert sorted(pairs) == ["spread:cyclical_defensive", "spread:equal_cap", "spread:seven_rest", "spread:small_large"]


def test_equal_weight_and_cap_weight_stand_on_one_basis(whole: Outcome) -> None:
    assert whole.fact("spread:equal_cap").basis == "total_return"
    assert whole.fact("spread:equal_cap").subject == ("RSP", "SPY")


def test_the_sides_of_the_cyclical_spread_are_means_of_their_funds(whole: Outcome) -> None:
    cyclical, defensive = whole.fact("average:cyclical"), whole.fact("average:defensive")

    assert "XLY" in cyclical.subject and "XLU" in defensive.subject
    assert whole.fact("spread:cyclical_defensive").value == pytest.approx(
        float(cyclical.value) - float(defensive.value)
    )


def test_all_of_it_is_dated_to_the_newest_session(whole: Outcome) -> None:
    assert {str(f.as_of) for f in whole.facts} == {"2026-01-06"}
    assert any("2026-01-06" in note for note in whole.notes)


def test_a_part_gives_only_that_part(desk: Desk) -> None:
    outcome = run_tool(desk, "overview", {"period": "this year", "part": "leadership"})

    assert "spread:small_large" in outcome.roles
    assert "rank:XLK" not in outcome.roles


def test_a_period_that_is_not_understood_is_named(desk: Desk) -> None:
    assert run_tool(desk, "overview", {"period": "since the dawn of mankind"}).failures[0].kind == "not_understood"
