from collections.abc import Callable

import pytest

from copilot.reader import Plan

Plans = Callable[..., Plan]


@pytest.mark.parametrize(
    ("question", "stated", "relation", "down"),
    [
        ("Is Nvidia up more than 1,000% since ChatGPT?", "1,000%", "more_than", False),
        ("Is it true that MAGS rose 44.86% from August 2024?", "44.86%", "equal", False),
        ("The article claims healthcare gained 2.72% on Jan 6. Is that right?", "2.72%", "equal", False),
        ("Did the Nasdaq gain about 20% in 2025?", "20%", "about", False),
        ("Apple fell 5% in 2025, true?", "5%", "equal", True),
        ("Did the Nasdaq fall more than 20% in April 2025?", "20%", "less_than", True),
        ("Has Nvidia doubled since 2024?", "doubled", "more_than", False),
        ("Russell 2000 +4.06% in the first five sessions of 2026?", "+4.06%", "equal", False),
        ("Was the S&P 500's drawdown in 2025 more than 15%?", "15%", "less_than", True),
    ],
)
def test_a_claim_is_measured_then_judged(plan_of: Plans, question: str, stated: str, relation: str, down: bool) -> None:
    measured, judged = plan_of(question).steps
    arguments = judged[0].arguments

    assert measured[0].tool == "measure"
    assert (arguments["stated"], arguments["relation"], arguments["down"]) == (stated, relation, down)


def test_two_claims_keep_their_own_names(plan_of: Plans) -> None:
    measured, judged = plan_of("Verify: Nasdaq +21.35% and Russell 2000 +15.21% in 2025.").steps

    assert [c.arguments["subjects"] for c in measured] == [["^IXIC"], ["^RUT"]]
    assert [(c.arguments["fact"], c.arguments["stated"]) for c in judged] == [("@0", "+21.35%"), ("@1", "+15.21%")]


def test_two_claims_keep_their_own_direction(plan_of: Plans) -> None:
    judged = plan_of("Did Apple rise 10% and Microsoft fall 5% in 2025?").steps[1]

    assert [c.arguments["down"] for c in judged] == [False, True]


@pytest.mark.parametrize(
    ("question", "relation", "down"),
    [("Is Nvidia up less than 1,000% since ChatGPT?", "less_than", False),
     ("Did Apple rise more than 8% in 2025?", "more_than", False),
     ("Did Apple fall less than 5% this year?", "more_than", True),
     ("Did Apple fall more than 5% this year?", "less_than", True)],
)  # fmt: skip
def test_a_bound_is_judged_with_its_direction(plan_of: Plans, question: str, relation: str, down: bool) -> None:
    judged = plan_of(question).steps[1][0].arguments

    assert (judged["relation"], judged["down"]) == (relation, down)


def test_a_level_is_judged_on_its_session(plan_of: Plans) -> None:
    measured, judged = plan_of("Did the S&P 500 close above 6,900 yesterday?").steps

    assert (measured[0].arguments["measure"], measured[0].arguments["period"]) == ("close", "yesterday")
    assert judged[0].arguments["relation"] == "more_than"


def test_a_share_of_the_index_is_judged_against_its_weight(plan_of: Plans) -> None:
    measured, judged = plan_of("Is the Magnificent 7 more than a third of the S&P 500?").steps

    assert (measured[0].tool, judged[0].arguments["stated"]) == ("weight", "33.3%")


def test_a_lead_in_percentage_points_is_judged_against_the_spread(plan_of: Plans) -> None:
    measured, judged = plan_of("Did Russell 2000 beat the S&P 500 by 3 percentage points this year?").steps

    assert measured[0].tool == "compare"
    assert judged[0].arguments["fact"] == "@spread"


@pytest.mark.parametrize(
    ("question", "period", "amount"),
    [
        ("What would $10,000 in Nvidia at ChatGPT's launch be worth?", "since ChatGPT's launch", "$10,000"),
        ("What would $10,000 in Nvidia at the end of 2022 be worth today?", "since 2022-12-30", "$10,000"),
        ("Growth of $5,000 in Apple since January 2024", "since January 2024", "$5,000"),
    ],
)
def test_money_grows_without_and_with_dividends(plan_of: Plans, question: str, period: str, amount: str) -> None:
    measured, grown = plan_of(question).steps

    assert [c.arguments["measure"] for c in measured] == ["price_return", "total_return"]
    assert {c.arguments["period"] for c in measured} == {period}
    assert [c.arguments["expression"] for c in grown] == [f"{amount} * (1 + @0)", f"{amount} * (1 + @1)"]


@pytest.mark.parametrize(
    "question",
    [
        "What gain is needed to recover from a 25% loss?",
        "After falling 25%, how much does a stock need to rise to get back to even?",
    ],
)
def test_a_loss_names_the_gain_that_makes_it_good(plan_of: Plans, question: str) -> None:
    assert plan_of(question).steps[0][0].arguments["expression"] == "needed_gain(25%)"
