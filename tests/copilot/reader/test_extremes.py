"""Spans that run between a low and a peak, what was recovered from, and who is furthest from the record."""

from collections.abc import Callable

import pytest

from copilot.reader import Plan

Plans = Callable[..., Plan]


@pytest.mark.parametrize(
    ("question", "found", "period"),
    [
        ("How much is Nvidia up from its April 2025 low?", [("low", "April 2025")], "since @0:session:NVDA"),
        ("How far has the Dow risen since its low in April 2025?", [("low", "April 2025")], "since @0:session:^DJI"),
        (
            "How much did Tesla fall from its December 2024 peak to its April 2025 low?",
            [("high", "December 2024"), ("low", "April 2025")],
            "from @0:session:TSLA to @1:session:TSLA",
        ),
        (
            "Nvidia from its Jan high to its April low in 2025",
            [("high", "Jan 2025"), ("low", "April 2025")],
            "from @0:session:NVDA to @1:session:NVDA",
        ),
    ],
)
def test_a_return_may_run_from_a_low_or_a_peak(
    plan_of: Plans, question: str, found: list[tuple[str, str]], period: str
) -> None:
    plan = plan_of(question)

    assert plan.form == "between"
    assert [(c.arguments["measure"], c.arguments["period"]) for c in plan.steps[0]] == found
    assert plan.steps[1][0].arguments["period"] == period


def test_a_move_stated_between_two_ends_is_judged(plan_of: Plans) -> None:
    plan = plan_of("Nvidia fell 37% from its Jan peak to its April trough in 2025, correct?")

    assert plan.steps[2][0].arguments["down"] is True


@pytest.mark.parametrize(
    "question",
    [
        "How long did the S&P 500 take to recover from its April 2025 low?",
        "how long did it take the nasdaq comp to recover from its april 2025 low to its old high",
        "When did the Dow recover from the April 2025 slump?",
        "When did the S&P 500 get back to its February 2025 high?",
    ],
)
def test_a_recovery_is_the_one_from_the_low_or_to_the_peak_that_is_named(plan_of: Plans, question: str) -> None:
    plan = plan_of(question)

    assert plan.form == "recovered"
    assert plan.steps[-1][0].arguments["measure"] == "recovery"


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Max drawdown of Tesla in 2024 from peak to trough", "measure"),
        ("How far is Apple below its record high?", "measure"),
        ("What was the low of Apple in April 2025?", "measure"),
    ],
)
def test_a_low_or_a_peak_that_ends_no_span_is_told_as_before(plan_of: Plans, question: str, form: str) -> None:
    assert plan_of(question).form == form


@pytest.mark.parametrize(
    ("question", "side"),
    [
        ("Which Magnificent 7 stock is furthest from its peak?", "far"),
        ("Which sector is down the most from its record high?", "far"),
        ("Which Mag 7 stock is closest to its all-time high?", "near"),
    ],
)
def test_several_are_put_in_order_of_how_far_they_are_below_the_record(
    plan_of: Plans, question: str, side: str
) -> None:
    plan = plan_of(question)

    assert (plan.form, plan.details["side"]) == ("furthest", side)
