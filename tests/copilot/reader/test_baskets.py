"""Questions about baskets with given shares, sizes in the index, expected earnings."""

from collections.abc import Callable
from typing import Any

import pytest

from copilot.reader import Plan

Plans = Callable[..., Plan]
Calls = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("question", "weights", "basket"),
    [
        ("60% SPY and 40% TLT in 2025", ["60%", "40%"], "hold"),
        ("AAPL 40% MSFT 60% portfolio in 2025", ["40%", "60%"], "hold"),
        ("How did a 60/40 portfolio of SPY and TLT do in 2025?", ["60%", "40%"], "hold"),
        ("50% QQQ, 50% IWM in 2025, rebalanced quarterly", ["50%", "50%"], "quarter"),
        ("equal-weight basket of Apple and Nvidia in 2025 rebalanced monthly", None, "month"),
    ],
)
def test_a_basket_has_the_shares_given(call_of: Calls, question: str, weights: list[str] | None, basket: str) -> None:
    call = call_of(question)

    assert (call.get("weights"), call["basket"]) == (weights, basket)


def test_shares_that_do_not_add_up_are_no_basket(plan_of: Plans) -> None:
    plan = plan_of("60% SPY and 30% TLT in 2025")

    assert not any("weights" in c.arguments for step in plan.steps for c in step)


@pytest.mark.parametrize(
    ("question", "groups"),
    [
        ("How much of the S&P 500 is Nvidia and Apple?", ["NVDA and AAPL"]),
        ("biggest company in the S&P", ["Magnificent 7"]),
        ("which sector is the biggest in the S&P 500?", ["the sectors"]),
        ("how big is Apple in the S&P 500", ["AAPL"]),
        ("who is bigger in the S&P 500, Amazon or Tesla?", ["AMZN", "TSLA"]),
    ],
)
def test_sizes_are_weights_in_the_index(plan_of: Plans, question: str, groups: list[str]) -> None:
    calls = plan_of(question).steps[0]

    assert {c.tool for c in calls} == {"weight"}
    assert [c.arguments["group"] for c in calls] in (groups, [g.removeprefix("the ") for g in groups])


@pytest.mark.parametrize(
    "question",
    [
        "how much of the S&P's gain came from the Magnificent 7?",
        "who won in Q3, growth or defensive sectors",
        "how did the metaverse fund do in 2025",
    ],
)
def test_what_looks_like_a_share_or_a_group_and_is_none_is_asked_about(plan_of: Plans, question: str) -> None:
    assert plan_of(question).behavior == "clarify"


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("what is Nvidia's forward P/E", "forward_pe"),
        ("expected earnings growth of the Magnificent 7", "eps_growth"),
        ("Microsoft EPS growth next year", "eps_growth"),
    ],
)
def test_expected_earnings_are_measured(call_of: Calls, question: str, measure: str) -> None:
    assert call_of(question)["measure"] == measure


def test_money_may_be_looked_at_on_another_day_than_today(plan_of: Plans) -> None:
    plan = plan_of("What would 5000 dollars in QQQ on 2 January 2025 be worth on 30 June 2025?")

    assert plan.steps[0][0].arguments["period"] == "from 2025-01-02 to 2025-06-30"
