from collections.abc import Callable
from typing import Any

import pytest

from copilot.reader import Plan

Calls = Callable[..., dict[str, Any]]
Plans = Callable[..., Plan]


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("What percent of the S&P 500 do the Magnificent 7 make up?", "Magnificent 7"),
        ("How much of the S&P 500 is Apple?", "AAPL"),
        ("What is the weight of the technology sector in the S&P 500?", "XLK"),
        ("How concentrated is the S&P 500?", "Magnificent 7"),
    ],
)
def test_a_weight_is_of_what_is_not_the_index(call_of: Calls, question: str, group: str) -> None:
    call = call_of(question)

    assert (call["tool"], call["group"]) == ("weight", group)


@pytest.mark.parametrize(
    ("question", "period"),
    [("How are the markets?", ""), ("What happened in the market on January 6?", "January 6"), ("the market", "")],
)
def test_the_market_gets_an_overview(call_of: Calls, question: str, period: str) -> None:
    call = call_of(question)

    assert (call["tool"], call["part"], call["period"]) == ("overview", "all", period)


def test_breadth_and_rotation_are_two_parts(plan_of: Plans) -> None:
    assert plan_of("Is market breadth improving?").details["part"] == "breadth"
    assert plan_of("Is there evidence of a Great Rotation in early 2026?").details["part"] == "leadership"


def test_a_rotation_is_also_told_against_the_nasdaq(plan_of: Plans) -> None:
    calls = plan_of("Is there a rotation into small caps?").steps[0]

    assert (calls[1].arguments["first"], calls[1].arguments["second"]) == ("^RUT", "^IXIC")


@pytest.mark.parametrize(
    "question",
    [
        "What forward P/E does the S&P 500 trade at according to the sources?",
        "What risks does the article list for the Mag 7 concentration?",
        "What do analysts expect for Magnificent 7 earnings?",
        "What are the profit margins of the Magnificent 7?",
        "What is the outlook for small caps?",
        "What did Goldman Sachs forecast for 2026?",
    ],
)
def test_a_question_about_the_world_goes_to_the_library(call_of: Calls, question: str) -> None:
    call = call_of(question)

    assert (call["tool"], call["query"]) == ("search_library", question)


def test_why_shows_the_move_beside_the_passages(plan_of: Plans) -> None:
    calls = plan_of("Why did energy fall on January 6?").steps[0]

    assert [c.tool for c in calls] == ["search_library", "measure"]
