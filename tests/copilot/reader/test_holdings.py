"""Money put into several things, and numbers of shares."""

from collections.abc import Callable

import pytest

from copilot.reader import Plan

Plans = Callable[..., Plan]


@pytest.mark.parametrize(
    ("question", "amounts", "split"),
    [
        (
            "Suppose I bought $2,500 of Apple and $1,000 of Amazon at the end of 2023. What is that worth today?",
            2,
            False,
        ),
        ("$1,000 each in Microsoft, Costco and Tesla at the start of 2024, how much now?", 1, False),
        ("$10,000 split evenly between Apple and Amazon at the end of 2023, worth now?", 1, True),
    ],
)
def test_several_stakes_are_grown_together(plan_of: Plans, question: str, amounts: int, split: bool) -> None:
    plan = plan_of(question)

    assert (plan.form, len(plan.details["amounts"]), plan.details["split"]) == ("stakes", amounts, split)


def test_one_stake_is_no_set(plan_of: Plans) -> None:
    assert plan_of("$5,000 in Apple at the end of 2023, worth now?").form == "growth"


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("What did 100 shares of Costco gain in dollars in the first half of 2025?", ["close", "points_change"]),
        ("How much would 50 shares of Apple bought on 3 January 2025 be worth now?", ["close", "points_change"]),
        ("What are 20 shares of Microsoft worth?", ["close"]),
        ("Value of 200 shares of Apple on 2 June 2025", ["close"]),
    ],
)
def test_shares_are_worth_their_close_and_gain_by_its_change(
    plan_of: Plans, question: str, measures: list[str]
) -> None:
    plan = plan_of(question)

    assert plan.form == "shares"
    assert [call.arguments["measure"] for call in plan.steps[0]] == measures
    assert plan.steps[1][0].arguments["expression"].endswith("shares * @0")
