"""A drawdown and the recovery from it."""

import pytest

from copilot.toolbox import Desk, Outcome, run_tool


def asked(desk: Desk, measure: str, name: str, period: str) -> Outcome:
    return run_tool(desk, "measure", {"measure": measure, "subjects": [name], "period": period})


@pytest.mark.parametrize("measures", [("recovery", "max_drawdown"), ("max_drawdown", "recovery")])
def test_a_drawdown_and_its_recovery_are_the_same_facts_in_either_order(desk: Desk, measures: tuple[str, str]) -> None:
    one, two = (asked(desk, measure, "the Nasdaq", "2025") for measure in measures)

    assert {f.id for f in one.facts} == {f.id for f in two.facts}
    assert len(desk.ledger.facts) == len(one.facts)


def test_a_recovery_has_the_days_as_its_value_and_the_fall_beside_it(desk: Desk) -> None:
    outcome = asked(desk, "recovery", "the Nasdaq", "2025")

    assert outcome.fact("recovery:^IXIC").value == 79
    assert outcome.fact("depth:^IXIC").measure == "max_drawdown"
    assert outcome.fact("recovery_session:^IXIC").value == "2025-06-26"


@pytest.mark.parametrize(
    ("name", "period", "day"),
    [
        ("Nvidia", "April 2025", "6 January 2025"),
        ("Tesla", "2025", "13 December 2024"),
        ("SPY", "second half of 2025", ""),
    ],
)
def test_a_close_before_the_period_above_its_peak_is_said(desk: Desk, name: str, period: str, day: str) -> None:
    told = [note for note in asked(desk, "max_drawdown", name, period).notes if "highest close within" in note]

    assert len(told) == bool(day)
    assert not day or day in told[0]
