from collections.abc import Callable
from typing import Any

import pytest

from copilot.reader import Plan

Plans = Callable[..., Plan]
Calls = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("question", "quantifier"),
    [
        ("Is it true that no sector fell in 2025?", "none"),
        ("Not one sector lost money in 2025, right?", "none"),
        ("Did none of the Magnificent 7 fall in 2025?", "none"),
        ("Did any sector fall in 2025?", "any"),
        ("Did every sector rise in 2025?", "all"),
    ],
)
def test_how_many_members_a_statement_is_of_is_read(plan_of: Plans, question: str, quantifier: str) -> None:
    plan = plan_of(question)

    assert (plan.form, plan.details["quantifier"]) == ("count", quantifier)


def test_those_that_alone_are_said_to_have_done_so_are_kept_apart_from_the_set(plan_of: Plans) -> None:
    fell = plan_of("Was energy the only sector that fell in 2024?")
    beat = plan_of("Were Nvidia and Alphabet the only Magnificent 7 stocks to beat the S&P 500 in 2025?")

    assert (fell.form, fell.details["only"], fell.steps[0][0].arguments["subjects"]) == (
        "count",
        ("XLE",),
        ["the sectors"],
    )
    assert (beat.details["against"], beat.details["only"]) == ("^GSPC", ("NVDA", "GOOGL"))


@pytest.mark.parametrize("question", ["Which sectors did not rise in 2025?", "How many sectors didn't rise in 2025?"])
def test_not_rising_is_falling(call_of: Calls, question: str) -> None:
    assert call_of(question)["which"] == "down"


def test_not_beating_is_lagging(plan_of: Plans) -> None:
    assert plan_of("Which sectors did not beat the S&P 500 in 2025?").details["side"] == "trailing"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Did Apple beat Microsoft in 2025?", "ahead"),
        ("Did Apple not beat Microsoft in 2025?", None),
        ("Is it true that Apple did not beat Microsoft in 2025?", "trailing"),
    ],
)
def test_a_yes_is_said_only_where_it_has_one_meaning(plan_of: Plans, question: str, asked: str | None) -> None:
    assert plan_of(question).details["asked"] == asked


@pytest.mark.parametrize("question", ["Apple did not rise 10% in 2025, right?", "How did Apple not do in 2025?"])
def test_a_not_that_no_rule_takes_is_asked_about(plan_of: Plans, question: str) -> None:
    assert plan_of(question).behavior == "clarify"


@pytest.mark.parametrize(
    ("question", "degree"),
    [
        ("Was Apple's volatility higher in 2025 than in 2024?", "higher"),
        ("Was the S&P 500's drawdown smaller in 2024 than in 2025?", "lower"),
        ("Was Tesla's worst day in 2025 worse than in 2024?", "higher"),
    ],
)
def test_a_value_of_one_period_is_set_above_or_below_that_of_another(
    plan_of: Plans, question: str, degree: str
) -> None:
    plan = plan_of(question)

    assert (plan.form, plan.details["asked"]) == ("periods", degree)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Was Apple's return in 2025 higher than in 2024?", "higher"),
        ("Did Tesla fall more in March 2025 than in February 2025?", "lower"),
        ("Was Apple higher in 2025 than in 2024?", None),
    ],
)
def test_a_return_is_set_above_that_of_another_period(plan_of: Plans, question: str, asked: str | None) -> None:
    plan = plan_of(question)

    assert (plan.form, plan.details["asked"]) == ("periods", asked)


def test_a_fall_is_worse_than_a_figure_when_it_is_deeper(plan_of: Plans) -> None:
    plan = plan_of("Was Tesla's drawdown worse than 50% in 2025?")

    assert (plan.form, plan.steps[1][0].arguments["relation"]) == ("claim", "less_than")


def test_a_beta_is_not_taken_against_the_one_that_it_is_set_above(plan_of: Plans) -> None:
    assert plan_of("Is Tesla's beta higher than Apple's?").behavior == "clarify"


def test_two_that_are_offered_are_no_set(call_of: Calls) -> None:
    call = call_of("Which sector had the smaller drawdown in 2025, energy or utilities?")

    assert (call["tool"], call["first"], call["second"]) == ("compare", "XLE", "XLU")
