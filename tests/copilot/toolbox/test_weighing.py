from datetime import date

import pytest

from copilot.facts import RowInput
from copilot.toolbox import Desk, run_tool


def close_to(value: float) -> object:
    return pytest.approx(value, abs=0.00005)


def test_the_weight_of_a_group_counts_both_share_classes(desk: Desk) -> None:
    fact = run_tool(desk, "weight", {"group": "Magnificent 7"}).fact("weight")

    assert fact.value == close_to(0.3429)
    assert {"GOOGL", "GOOG"} <= set(fact.subject)
    assert fact.as_of == date(2026, 1, 6)


def test_a_weight_rests_on_one_row_for_each_member(desk: Desk) -> None:
    fact = run_tool(desk, "weight", {"group": "Magnificent 7"}).fact("weight")
    rows = [entry for entry in fact.inputs if isinstance(entry, RowInput)]

    assert len(rows) == 8
    assert sum(row.value for row in rows) == pytest.approx(fact.value)


def test_the_other_methods_are_alternatives_and_give_the_range(desk: Desk) -> None:
    outcome = run_tool(desk, "weight", {"group": "Magnificent 7"})
    low, high = outcome.fact("weight_low"), outcome.fact("weight_high")

    assert float(low.value) < float(high.value)
    assert {a.value for a in outcome.fact("weight").alternatives} <= {low.value, high.value}
    assert "estimated from fund share counts" in outcome.fact("weight").label


def test_a_weight_of_one_company_has_the_same_source(desk: Desk) -> None:
    outcome = run_tool(desk, "weight", {"group": "Nvidia"})

    assert outcome.fact("weight:NVDA").value == close_to(0.0772)


def test_a_sector_has_a_weight_of_its_own(desk: Desk) -> None:
    fact = run_tool(desk, "weight", {"group": "technology"}).fact("weight")

    assert fact.subject == ("^SP500-45",)
    assert "sector" in fact.label


def test_an_earlier_day_uses_an_earlier_table(desk: Desk) -> None:
    fact = run_tool(desk, "weight", {"group": "Magnificent 7", "period": "on 3 October 2025"}).fact("weight")

    assert fact.as_of == date(2025, 9, 30)


def test_a_day_before_every_table_is_no_data(desk: Desk) -> None:
    outcome = run_tool(desk, "weight", {"group": "Magnificent 7", "period": "on 3 January 2025"})

    assert [f.kind for f in outcome.failures] == ["no_data"]
    assert "2025-09-30" in outcome.failures[0].text


def test_the_index_itself_is_refused(desk: Desk) -> None:
    assert run_tool(desk, "weight", {"group": "the S&P 500"}).failures[0].kind == "bad_call"
