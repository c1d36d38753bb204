"""Questions about single sessions, runs of them, rolling spans, and falls from the record."""

from collections.abc import Callable
from typing import Any

import pytest

from copilot.reader import Plan

Plans = Callable[..., Plan]
Calls = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("question", "measure", "top"),
    [
        ("top 5 days of Nvidia in 2025", "best_day", 5),
        ("second worst day of the Dow in 2025", "worst_day", 2),
        ("the three worst days for Apple last month", "worst_day", 3),
        ("Tesla's biggest one-day jump this year", "best_day", None),
        ("Microsoft's largest one-day plunge in 2025", "worst_day", None),
    ],
)
def test_best_and_worst_days_come_in_the_number_asked_for(
    call_of: Calls, question: str, measure: str, top: int | None
) -> None:
    call = call_of(question)

    assert (call["measure"], call.get("top")) == (measure, top)


@pytest.mark.parametrize(
    ("question", "which", "run"),
    [
        ("how many days in a row has the Nasdaq risen", "up", "current"),
        ("how many straight sessions has Apple fallen", "down", "current"),
        ("longest winning streak of the S&P 500 in 2025", "up", "longest"),
        ("Tesla's longest run of losses last year", "down", "longest"),
        ("Is the Dow on a losing streak?", "down", "current"),
    ],
)
def test_runs_of_days_are_the_longest_of_a_period_or_the_current_one(
    call_of: Calls, question: str, which: str, run: str
) -> None:
    call = call_of(question)

    assert (call["measure"], call["which"], call["run"]) == ("count", which, run)


def test_a_current_run_is_told_beside_the_last_move(plan_of: Plans) -> None:
    assert plan_of("Is Apple on a winning streak?").steps[0][-1].arguments["measure"] == "price_return"


@pytest.mark.parametrize(
    ("question", "sides", "length"),
    [
        ("best 20-day return of the S&P 500 in 2025", ["best"], 20),
        ("worst rolling 3 month return of Apple since 2024", ["worst"], 63),
        ("rolling one-year returns of SPY since 2023", ["best", "worst"], 252),
        ("strongest five day stretch for Nvidia in 2025", ["best"], 5),
    ],
)
def test_rolling_spans_are_counted_in_sessions(plan_of: Plans, question: str, sides: list[str], length: int) -> None:
    calls = plan_of(question).steps[0]

    assert [c.arguments["which"] for c in calls] == sides
    assert {c.arguments["length"] for c in calls} == {length}


@pytest.mark.parametrize("words", ["Percentage of days", "what share of sessions did", "on what fraction of days did"])
def test_a_share_of_days_is_a_count_by_the_number_of_sessions(plan_of: Plans, words: str) -> None:
    counted, divided = plan_of(f"{words} the Dow rise in 2025").steps

    assert (counted[0].arguments["measure"], counted[0].arguments["which"]) == ("count", "up")
    assert divided[0].arguments["expression"] == "@0 / @of:^DJI"


@pytest.mark.parametrize(
    ("question", "state"),
    [
        ("Is the Nasdaq in a bear market?", "bear"),
        ("has Apple entered a correction?", "correction"),
        ("is the Russell 2000 in correction territory?", "correction"),
        ("which Magnificent 7 stocks are in a bear market?", "bear"),
    ],
)
def test_bear_markets_and_corrections_are_falls_from_the_record(plan_of: Plans, question: str, state: str) -> None:
    plan = plan_of(question)

    assert (plan.form, plan.details["state"]) == ("state", state)
    assert plan.steps[0][0].arguments["measure"] == "record_high"


@pytest.mark.parametrize(
    ("question", "relation"),
    [
        ("Is Tesla down more than 10% from its record?", "less_than"),
        ("is Nvidia within 5% of its record?", "more_than"),
        ("is the Dow less than 1% from its all-time high?", "more_than"),
        ("Is Microsoft over 10% below its record?", "less_than"),
    ],
)
def test_a_fall_from_the_record_is_judged(plan_of: Plans, question: str, relation: str) -> None:
    judged = plan_of(question).steps[1][0].arguments

    assert (judged["relation"], judged["down"]) == (relation, True)
    assert judged["fact"].startswith("@below_record:")


@pytest.mark.parametrize(
    "question",
    [
        "How many times did the S&P 500 move more than 2% in a day, up or down, in 2025?",
        "how often did Tesla move 5% or more either way in 2025",
        "On how many days in 2025 did Nvidia move over 4% in either direction?",
    ],
)
def test_moves_are_counted_whichever_way_they_went(call_of: Calls, question: str) -> None:
    call = call_of(question)

    assert (call["measure"], call["which"]) == ("count", "moved")


def test_a_fall_beyond_a_size_is_counted_one_way(call_of: Calls) -> None:
    assert call_of("How many times did Apple fall by more than 2% in 2025?")["which"] == "down"


def test_both_ends_are_given_where_both_are_asked_for(plan_of: Plans) -> None:
    measures = [call.arguments["measure"] for call in plan_of("Apple's best and worst day of 2025").steps[0]]

    assert measures == ["best_day", "worst_day"]
    assert plan_of("Apple's best and worst month of 2025").details["picks"] == ("best", "worst")
