from collections.abc import Callable

import pytest

from copilot.reader import Plan
from copilot.reader.parts import parts_of

Plans = Callable[..., Plan]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "How did Apple do in 2025, and what was its worst day?",
            ["How did Apple do in 2025", "what was its worst day?"],
        ),
        ("How did Apple do? And Microsoft?", ["How did Apple do", "Microsoft?"]),
        ("Rank the sectors and tell me why", ["Rank the sectors", "tell me why"]),
        ("How did Apple and Microsoft do?", ["How did Apple and Microsoft do?"]),
        ("Apple between 2023 and 2024", ["Apple between 2023 and 2024"]),
    ],
)
def test_a_text_parts_only_where_another_question_begins(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


def test_each_part_has_its_own_calls_and_the_second_leans_on_the_first(plan_of: Plans) -> None:
    plan = plan_of("Rank the sectors on 6 January 2026 and tell me what that says about rotation")

    assert [call.tool for call in plan.ahead] == ["rank", "overview", "compare"]
    assert {call.arguments["period"] for call in plan.ahead} == {"6 January 2026"}


def test_a_cause_and_an_outlook_are_looked_up_apart_and_the_move_is_measured(plan_of: Plans) -> None:
    plan = plan_of("Why did energy fall on 6 January 2026, and what do analysts expect for Magnificent 7 earnings?")

    assert [call.tool for call in plan.ahead] == ["search_library", "measure", "search_library"]
    assert "Magnificent" not in plan.ahead[0].arguments["query"]


def test_a_question_that_is_read_as_one_stays_one(plan_of: Plans) -> None:
    assert plan_of("Compare Apple and Microsoft in 2025 and tell me which did better").form == "compare"


def test_a_part_that_is_not_understood_is_named_and_the_other_answered(plan_of: Plans) -> None:
    plan = plan_of("How did Apple do in 2025, and what is its flurbish quotient?")

    assert (plan.behavior, plan.form) == ("answer", "parts")
    assert "flurbish" in " ".join(plan.not_understood)
    assert len(plan.ahead) == 1


@pytest.mark.parametrize(
    "question", ["How did Apple do in 2025 and should I buy it?", "How did Zorbax do in 2025, and what about Apple?"]
)
def test_a_refusal_that_holds_for_the_whole_is_not_taken_apart(plan_of: Plans, question: str) -> None:
    assert plan_of(question).behavior != "answer"


def test_what_was_read_of_a_question_is_fetched_for_a_chat_model_and_the_rest_named(plan_of: Plans) -> None:
    plan = plan_of("How did the S&P 500 do in 2025 in flurbish terms?")

    assert (plan.behavior, plan.not_understood) == ("clarify", ("flurbish terms",))
    assert [call.arguments["period"] for call in plan.ahead] == ["2025"]


def test_nothing_is_fetched_where_a_name_is_open(plan_of: Plans) -> None:
    assert plan_of("How did Zorbax do in 2025?").ahead == ()


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("how did apple do in 2025 and what was its worst day", ["price_return", "worst_day"]),
        ("What was Apple's volatility in 2025? And how did it do?", ["volatility", "price_return"]),
        ("Compare Apple and Microsoft in 2025 and tell me which did better", ["price_return"]),
    ],
)
def test_a_part_is_not_lost_in_the_whole(plan_of: Plans, question: str, measures: list[str]) -> None:
    assert [c.arguments["measure"] for c in plan_of(question).ahead] == measures


def test_a_meaning_lends_no_measure_to_the_next_part(plan_of: Plans) -> None:
    assert plan_of("define beta and tell me apple's").form != "parts"
