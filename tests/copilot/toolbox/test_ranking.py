import pytest

from copilot.facts import FactInput
from copilot.toolbox import Desk, Outcome, run_tool

ON_THE_SIXTH = {"measure": "price_return", "subjects": ["sectors"], "period": "on January 6, 2026"}


def close_to(value: float) -> object:
    return pytest.approx(value, abs=0.00005)


def sectors(desk: Desk) -> Outcome:
    return run_tool(desk, "rank", ON_THE_SIXTH)


def test_sectors_stand_in_the_order_of_their_moves(desk: Desk) -> None:
    outcome = sectors(desk)
    order = [role.removeprefix("rank:") for role in outcome.roles if role.startswith("rank:")]

    assert order == ["XLB", "XLV", "XLK", "XLI", "XLRE", "XLY", "XLU", "XLF", "XLP", "XLC", "XLE"]
    assert [outcome.fact(f"rank:{symbol}").value for symbol in order] == list(range(1, 12))


def test_sector_moves_are_facts_of_their_own(desk: Desk) -> None:
    outcome = sectors(desk)

    assert outcome.fact("price_return:XLB").value == close_to(0.0198)
    assert outcome.fact("price_return:XLV").value == close_to(0.0197)
    assert outcome.fact("price_return:XLK").value == close_to(0.0140)
    assert outcome.fact("price_return:XLE").value == close_to(-0.0267)


def test_moves_under_five_hundredths_of_a_point_apart_are_a_tie(desk: Desk) -> None:
    outcome = sectors(desk)

    assert outcome.fact("rank:XLB").params["tied_with"] == ["XLV"]
    assert outcome.fact("rank:XLE").params["tied_with"] == []
    assert outcome.tables[0].columns[-1] == "Tied with"
    assert [row[-1] for row in outcome.tables[0].rows[:2]] == ["Health Care (XLV fund)", "Materials (XLB fund)"]
    assert any("count as ties" in note for note in outcome.notes)


def test_a_rank_rests_on_the_whole_set_with_its_own_figure_first(desk: Desk) -> None:
    outcome = sectors(desk)
    inputs = outcome.fact("rank:XLK").inputs

    assert inputs[0] == FactInput(outcome.roles["price_return:XLK"])
    assert len(inputs) == 11


def test_each_sector_fund_has_the_sector_by_capitalisation_beside_it(desk: Desk) -> None:
    outcome = sectors(desk)
    health = next(a for a in outcome.fact("price_return:XLV").alternatives if a.label == "sector by capitalisation")

    assert health.value == close_to(0.0195)
    assert health.subject == ("^SP500-35",)


def test_an_order_by_capitalisation_that_differs_is_said(desk: Desk) -> None:
    notes = " ".join(sectors(desk).notes)

    assert "Technology fifth instead of third" in notes


def test_no_order_by_capitalisation_is_claimed_where_it_is_not_known(desk: Desk) -> None:
    outcome = run_tool(desk, "rank", {"measure": "price_return", "subjects": ["sectors"], "period": "in 2025"})

    assert not any("By capitalisation the order differs" in note for note in outcome.notes)


def test_ascending_gives_the_lowest_the_first_place(desk: Desk) -> None:
    outcome = run_tool(desk, "rank", {**ON_THE_SIXTH, "ascending": True})

    assert outcome.fact("rank:XLE").value == 1


def test_members_without_data_are_named_and_the_rest_ranked(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["Apple", "Delta Air Lines", "Nvidia"], "period": "in 2025"}
    outcome = run_tool(desk, "rank", arguments)

    assert [r for r in outcome.roles if r.startswith("rank:")] == ["rank:NVDA", "rank:AAPL"]
    assert "DAL" in outcome.failures[0].text


def test_any_measure_of_one_subject_can_be_ranked(desk: Desk) -> None:
    arguments = {"measure": "volatility", "subjects": "Magnificent 7", "period": "in 2025"}
    outcome = run_tool(desk, "rank", arguments)

    values = [float(f.value) for f in outcome.facts if f.measure == "volatility"]

    assert values == sorted(values, reverse=True)
    assert outcome.fact("rank:TSLA").value == 1


def test_a_measure_of_two_cannot_be_ranked(desk: Desk) -> None:
    outcome = run_tool(desk, "rank", {"measure": "correlation", "subjects": ["sectors"], "period": "in 2025"})

    assert [f.kind for f in outcome.failures] == ["bad_call"]


def test_the_lines_for_a_model_give_each_place_beside_its_figure(desk: Desk) -> None:
    outcome = sectors(desk)
    rank, fact = outcome.roles["rank:XLB"], outcome.roles["price_return:XLB"]

    first = outcome.text().splitlines()[0]

    assert first == (
        f"{{{fact}}} | Materials (XLB fund) price return | 2026-01-05 to 2026-01-06 | +1.98% | "
        f"rank {{{rank}}}: 1st, tied with XLV"
    )


def test_a_group_of_which_few_members_have_prices_is_not_ranked_as_if_it_were_whole(desk: Desk) -> None:
    arguments = {"measure": "price_return", "subjects": ["technology stocks"], "period": "2025"}
    outcome = run_tool(desk, "rank", arguments)

    assert not outcome.facts
    assert [f.kind for f in outcome.failures] == ["no_data"]
    assert "too few have prices here" in outcome.failures[0].text
    assert outcome.failures[0].suggestions == ("XLK 2025",)


def test_drawdowns_are_ranked_with_peak_and_trough_and_the_order_is_said(desk: Desk) -> None:
    named = {"measure": "max_drawdown", "subjects": ["Apple", "Nvidia", "Tesla"], "period": "in 2025"}
    outcome = run_tool(desk, "rank", named)
    table = outcome.tables[0]

    assert table.columns == ("Rank", "Name", "Maximum drawdown", "Peak", "Trough")
    assert table.rows[0][-1] == f"{{{outcome.roles['trough:AAPL']}}}"
    assert any(note.startswith("1st is the shallowest fall") for note in outcome.notes)
    assert any(n.startswith("1st is the deepest") for n in run_tool(desk, "rank", {**named, "ascending": True}).notes)


def test_a_few_names_are_not_counted_like_a_group(desk: Desk) -> None:
    named = {"measure": "price_return", "subjects": ["Apple", "Nvidia", "Tesla"], "period": "in 2025"}

    assert "breadth" not in run_tool(desk, "rank", named).roles
    assert "breadth" in run_tool(desk, "rank", {**named, "subjects": ["Magnificent 7"]}).roles
