from collections.abc import Callable
from typing import Any

import pytest

from copilot.reader import Plan

Calls = Callable[..., dict[str, Any]]
Plans = Callable[..., Plan]


@pytest.mark.parametrize(
    ("question", "subjects", "top", "ascending"),
    [
        ("Rank the four major indices by return this week.", ["the market"], None, False),
        ("Best performing Mag 7 stock since ChatGPT launched?", ["Magnificent 7"], None, False),
        ("Top 3 sectors on January 6 2026", ["the sectors"], 3, False),
        ("Which Mag 7 stock fell the least in Q1 2025?", ["Magnificent 7"], None, False),
        ("Which Mag 7 stock rose the least in 2025?", ["Magnificent 7"], None, True),
        ("Rank the indices since the April low, worst first", ["the market"], None, True),
        ("Bottom 3 sectors in December 2025", ["the sectors"], 3, True),
        ("The two worst sectors of 2025", ["the sectors"], 2, True),
        ("How did sectors perform yesterday?", ["the sectors"], None, False),
        ("Which sector was the worst this year?", ["the sectors"], None, True),
        ("Dow vs Nasdaq vs S&P in 2025", ["^DJI", "^IXIC", "^GSPC"], None, False),
        ("Which index did best in 2025?", ["the market"], None, False),
        ("What was the top Mag 7 stock in 2025?", ["Magnificent 7"], None, False),
        ("Which sector lagged last November?", ["the sectors"], None, True),
        ("show all the sectors last month, best first", ["the sectors"], None, False),
        ("biggest loser in the Dow this year", ["the 30 members of the Dow"], None, True),
    ],
)
def test_a_ranking_knows_its_set_its_end_and_its_count(
    plan_of: Plans, question: str, subjects: list[str], top: int | None, ascending: bool
) -> None:
    plan = plan_of(question)
    arguments = plan.steps[0][0].arguments

    assert plan.form == "rank"
    assert (arguments["subjects"], plan.details["top"], arguments.get("ascending", False)) == (subjects, top, ascending)


@pytest.mark.parametrize(
    ("question", "ascending"),
    [
        ("Which Magnificent 7 stock was the most volatile in 2025?", False),
        ("Least volatile of the Mag 7 in 2025?", True),
        ("Which of the Mag 7 had the deepest drawdown in 2025?", True),
    ],
)
def test_a_measure_of_risk_is_ranked_from_the_end_that_was_asked_for(
    call_of: Calls, question: str, ascending: bool
) -> None:
    assert bool(call_of(question).get("ascending")) is ascending


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("On which day of the past six months did Tesla rise the most?", "best_day"),
        ("What day did the Nasdaq fall the most in 2025?", "worst_day"),
    ],
)
def test_the_day_of_the_largest_move_is_found(call_of: Calls, question: str, measure: str) -> None:
    assert call_of(question)["measure"] == measure


@pytest.mark.parametrize("word", ["all", "every"])
def test_every_member_against_an_index_is_not_the_group_as_one(plan_of: Plans, word: str) -> None:
    plan = plan_of(f"Is it true that {word} Magnificent 7 stocks beat the S&P 500 in 2025?")

    assert (plan.form, plan.details["against"], plan.details["side"]) == ("rank", "^GSPC", "ahead")


def test_a_group_alone_that_is_asked_to_be_ahead_is_set_against_the_market(call_of: Calls) -> None:
    assert call_of("Did the Magnificent 7 outperform in 2025?")["second"] == "^GSPC"


def test_members_that_are_left_out_are_gone(call_of: Calls) -> None:
    call = call_of("Magnificent 7 excluding Tesla in 2025")

    assert call["tool"] == "rank"
    assert call["subjects"] == ["AAPL", "MSFT", "GOOGL", "AMZN", "NVDA", "META"]


def test_one_member_is_singled_out(plan_of: Plans) -> None:
    plan = plan_of("Was Nvidia the best Magnificent 7 stock in 2025?")

    assert (plan.details["one"], plan.details["yes_no"]) == ("NVDA", True)


def test_members_that_beat_an_index_are_ranked_with_it(plan_of: Plans) -> None:
    plan = plan_of("Which Mag 7 stocks beat the S&P 500 in 2025?")

    arguments = plan.steps[0][0].arguments
    assert (arguments["subjects"], arguments["against"]) == (["Magnificent 7"], "^GSPC")
    assert (plan.details["against"], plan.details["side"]) == ("^GSPC", "ahead")


@pytest.mark.parametrize(
    ("question", "which", "beyond"),
    [
        ("How many sectors rose in 2025?", "up", None),
        ("How many sectors fell yesterday?", "down", None),
        ("Which of the Magnificent 7 fell this year?", "down", None),
        ("Are all sectors up this year?", "up", None),
        ("Number of sectors that fell more than 1% on January 8", "down", 0.01),
    ],
)
def test_members_are_counted_by_their_direction(
    call_of: Calls, question: str, which: str, beyond: float | None
) -> None:
    call = call_of(question)

    assert (call["measure"], call["which"], call.get("beyond")) == ("count", which, beyond)


def test_days_of_one_index_are_counted_not_members(plan_of: Plans) -> None:
    plan = plan_of("On how many days in 2025 did the Nasdaq fall more than 2%?")

    assert plan.details["days"]
    assert plan.steps[0][0].arguments["subjects"] == ["^IXIC"]


def test_members_above_their_average_are_counted_over_its_length(call_of: Calls) -> None:
    call = call_of("How many of the Magnificent 7 are above their 50-day moving average?")

    assert (call["measure"], call["length"]) == ("above_moving_average", 50)


def test_a_basket_and_a_mean_are_not_the_same(call_of: Calls) -> None:
    assert call_of("Equal-weight basket of Apple, Microsoft and Nvidia in 2025")["basket"] == "hold"
    assert call_of("Average return of the Magnificent 7 in 2025")["measure"] == "average"


@pytest.mark.parametrize(
    "question",
    [
        "What percent of the sectors beat the S&P 500 in 2025?",
        "What share of the sectors outperformed the S&P 500 in 2025?",
        "How many percent of the sectors beat the S&P 500 in 2025?",
    ],
)
def test_a_share_of_those_that_beat_another_is_counted_and_no_weight(
    plan_of: Callable[..., Plan], question: str
) -> None:
    plan = plan_of(question)

    assert plan.steps[0][0].arguments["against"] == "^GSPC"
    assert plan.steps[1][0].arguments["expression"] == "@count_above / @count_of"
