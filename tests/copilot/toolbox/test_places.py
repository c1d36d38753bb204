"""Several best days, runs of days, pieces that rose, who beats one outside of a set, shares of a basket."""

import pytest

from copilot.toolbox import Desk, run_tool

SECTORS = {"measure": "price_return", "period": "2025"}
NVIDIA = {"subjects": ["Nvidia"], "period": "2025"}


def test_the_best_days_come_with_their_sessions(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "best_day", "top": 3, **NVIDIA})

    days = [outcome.fact(f"best_day:{name}") for name in ("NVDA", "NVDA#2", "NVDA#3")]
    assert [round(float(day.value), 4) for day in days] == [0.1872, 0.0893, 0.0642]
    assert outcome.fact("session:NVDA#2").value == "2025-01-28"


def test_no_more_than_ten_days_are_told(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "worst_day", "top": 50, **NVIDIA})

    assert sum(fact.measure == "worst_day" for fact in outcome.facts) == 10


def test_a_run_of_days_is_a_count_with_its_ends(desk: Desk) -> None:
    arguments = {"measure": "count", "subjects": ["S&P 500"], "period": "2025", "which": "up", "run": "longest"}
    outcome = run_tool(desk, "measure", arguments)

    assert outcome.fact("count:^GSPC").value == 9
    assert (outcome.fact("begins:^GSPC").value, outcome.fact("session:^GSPC").value) == ("2025-04-22", "2025-05-02")
    assert "longest run of sessions in a row that closed up" in outcome.fact("count:^GSPC").label


def test_runs_of_several_subjects_are_counted_one_by_one(desk: Desk) -> None:
    arguments = {
        "measure": "count",
        "subjects": ["Apple", "Tesla"],
        "period": "2025",
        "which": "down",
        "run": "longest",
    }
    outcome = run_tool(desk, "measure", arguments)

    assert [outcome.fact(f"count:{symbol}").value for symbol in ("AAPL", "TSLA")] == [8, 6]


def test_a_series_says_how_many_pieces_rose_and_their_mean(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["S&P 500"], "period": "2025", "every": "month"}
    outcome = run_tool(desk, "measure", arguments)
    months = [float(fact.value) for fact in outcome.facts if fact.measure == "price_return"]

    assert [outcome.fact(f"{role}:^GSPC").value for role in ("up", "down", "pieces")] == [8, 4, 12]
    assert outcome.fact("average:^GSPC").value == pytest.approx(sum(months) / 12)


def test_a_piece_that_is_cut_short_is_not_in_the_mean(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["Dow"], "period": "since October 2025", "every": "month"}
    outcome = run_tool(desk, "measure", arguments)
    months = [float(fact.value) for fact in outcome.facts if fact.measure == "price_return"]

    assert outcome.fact("pieces:^DJI").value == 4
    assert outcome.fact("average:^DJI").value == pytest.approx(sum(months[:3]) / 3)


def test_a_set_too_long_to_show_is_not_counted_by_its_part(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["S&P 500"], "period": "past two years", "every": "week"}
    outcome = run_tool(desk, "measure", arguments)

    assert "up:^GSPC" not in outcome.roles


def test_those_who_beat_one_outside_of_the_set_are_counted(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["Magnificent 7"], "against": "S&P 500", "period": "2025"}
    outcome = run_tool(desk, "rank", arguments)

    assert [outcome.fact(role).value for role in ("count_above", "count_below", "count_of")] == [2, 5, 7]


def test_what_a_set_is_set_against_stands_in_the_table_without_a_place(desk: Desk) -> None:
    outcome = run_tool(desk, "rank", {**SECTORS, "subjects": ["sectors"], "against": "S&P 500"})
    cells = {row[1]: row[0] for row in outcome.tables[0].rows}

    assert "rank:^GSPC" not in outcome.roles
    assert outcome.fact("rank:XLP").value == 11
    assert (cells["S&P 500 (^GSPC)"], len(cells)) == ("–", 12)


def test_a_member_that_the_others_are_set_against_keeps_its_place(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["Magnificent 7"], "against": "Nvidia", "period": "2025"}
    outcome = run_tool(desk, "rank", arguments)

    assert outcome.fact("rank:NVDA").value == 2
    assert [outcome.fact(role).value for role in ("count_above", "count_below", "count_of")] == [1, 5, 6]


def test_an_index_ranked_with_a_group_is_not_counted_as_of_it(desk: Desk) -> None:
    outcome = run_tool(desk, "rank", {**SECTORS, "subjects": ["sectors", "S&P 500"]})

    assert outcome.fact("count_of").value == 11
    assert any("none is a place among" in note for note in outcome.notes)


def test_the_same_table_keeps_its_id(desk: Desk) -> None:
    one, two = (run_tool(desk, "rank", {**SECTORS, "subjects": ["sectors"]}) for _ in range(2))

    assert one.tables == two.tables and len(desk.ledger.tables) == 1


@pytest.mark.parametrize("weights", [["60%", "40%"], [60, 40], [0.6, 0.4]])
def test_a_basket_takes_the_shares_given(desk: Desk, weights: list[object]) -> None:
    both = {"measure": "price_return", "subjects": ["SPY", "IWM"], "period": "2025"}
    outcome = run_tool(desk, "measure", {**both, "weights": weights})
    one, two = (float(fact.value) for fact in run_tool(desk, "measure", both).facts if fact.measure == "price_return")

    assert float(outcome.facts[0].value) == pytest.approx(0.6 * one + 0.4 * two)


@pytest.mark.parametrize("weights", [["60%"], ["60%", "0%"], ["60%", "many"]])
def test_shares_that_make_no_basket_are_refused(desk: Desk, weights: list[str]) -> None:
    arguments = {"measure": "price_return", "subjects": ["SPY", "IWM"], "period": "2025", "weights": weights}
    outcome = run_tool(desk, "measure", arguments)

    assert [failure.kind for failure in outcome.failures] == ["bad_call"]
    assert outcome.facts == []


def test_several_companies_are_weighed_together(desk: Desk) -> None:
    outcome = run_tool(desk, "weight", {"group": "Nvidia and Apple"})
    each = [float(outcome.fact(f"weight:{symbol}").value) for symbol in ("NVDA", "AAPL")]

    assert float(outcome.fact("weight").value) == pytest.approx(sum(each))
    assert "Nvidia and Apple" in outcome.fact("weight").label


@pytest.mark.parametrize(
    ("stated", "way", "period"),
    [("5%", {"up": True}, "March 2025"), ("10%", {"down": True}, "May 2025")],
)
def test_a_small_move_that_went_the_other_way_does_not_hold(
    desk: Desk, stated: str, way: dict[str, bool], period: str
) -> None:
    measured = run_tool(desk, "measure", {"measure": "price_return", "subjects": ["Nasdaq"], "period": period})
    relation = "less_than" if "up" in way else "more_than"
    judged = run_tool(desk, "judge", {"fact": measured.facts[0].id, "relation": relation, "stated": stated, **way})

    assert judged.verdicts[0]["verdict"] == "contradicted"
    assert "at all" in judged.verdicts[0]["reason"]


def test_an_index_beside_its_own_other_reading_is_compared(desk: Desk) -> None:
    arguments = {"measure": "price_return", "first": "Nasdaq 100", "second": "Nasdaq Composite", "period": "2025"}
    outcome = run_tool(desk, "compare", arguments)

    assert outcome.fact("spread").subject == ("^NDX", "^IXIC")


def test_both_missing_ends_are_named(desk: Desk) -> None:
    outcome = run_tool(desk, "measure", {"measure": "price_return", "subjects": ["Nvidia"], "period": "on 23 May 2024"})

    assert "2024-05-22 and 2024-05-23" in outcome.failures[0].text
