from collections.abc import Callable
from typing import Any

import pytest

from copilot.reader import Plan
from copilot.reader.about import NAMES, load_definitions
from copilot.reader.lexicon import load_lexicon

Plans = Callable[..., Plan]
Calls = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What is Apple's market cap?", "market capitalisations"),
        ("nvidia mkt cap", "market capitalisations"),
        ("Nvidia's market share", "market shares"),
        ("What's SPY's dividend yield?", "dividend yields"),
        ("trading volume of Tesla yesterday", "trading volumes"),
        ("How did bonds do in 2025?", "bonds"),
    ],
)
def test_what_there_is_no_data_of_is_said_by_name(plan_of: Plans, question: str, named: str) -> None:
    plan = plan_of(question)

    assert (plan.behavior, plan.reason) == ("decline", "no_data")
    assert named in plan.message and plan.not_understood


def test_every_absent_kind_has_a_name_for_the_reader() -> None:
    kinds = {s.partition(".")[2] for slots in load_lexicon().slots.values() for s in slots if s.startswith("absent.")}

    assert kinds == set(NAMES)


def test_of_two_things_the_one_with_prices_is_answered_and_the_other_named(plan_of: Plans) -> None:
    plan = plan_of("Which was better in 2025, bonds or the S&P 500?")

    assert plan.ahead[0].arguments["subjects"] == ["^GSPC"]
    assert plan.details["absent"] == "bonds"


@pytest.mark.parametrize(
    "question",
    [
        "If I invested 500 dollars a month in the S&P 500 since 2023",
        "$200 monthly into QQQ since 2023",
        "DCA into Apple",
    ],
)
def test_instalments_are_asked_about_with_one_amount_instead(plan_of: Plans, question: str) -> None:
    plan = plan_of(question)

    assert (plan.behavior, plan.reason) == ("clarify", "not_understood")
    assert plan.suggestions[0].startswith("What would")


@pytest.mark.parametrize("word", sorted(load_definitions()))
def test_a_term_is_defined_by_any_of_its_words(plan_of: Plans, word: str) -> None:
    assert plan_of(f"What is {word}?").message == load_definitions()[word]


@pytest.mark.parametrize(
    "question", ["what does beta mean", "define volatility", "explain a drawdown", "What's meant by market breadth?"]
)
def test_a_meaning_is_asked_for_in_many_ways(plan_of: Plans, question: str) -> None:
    assert plan_of(question).form == "said"


def test_a_measure_of_the_thread_is_no_question_for_its_meaning(plan_of: Plans) -> None:
    assert plan_of("How did Apple do in 2025?", "what is the volatility?").form == "measure"


@pytest.mark.parametrize(
    "question", ["which data do you have?", "How fresh is your data?", "Where do your prices come from?"]
)
def test_the_program_says_what_it_has(plan_of: Plans, question: str) -> None:
    assert plan_of(question).form == "sources"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("who leads this year", "Which index did best this year?"),
        ("worst performer in 2025", "Which index did worst in 2025?"),
    ],
)
def test_a_best_or_worst_without_a_set_is_asked_about(plan_of: Plans, question: str, first: str) -> None:
    plan = plan_of(question)

    assert (plan.behavior, plan.suggestions[0]) == ("clarify", first)


@pytest.mark.parametrize(
    ("question", "suggestion"),
    [
        ("How did the Nasdaq do in flurbish terms in 2024?", "How did the Nasdaq Composite do in 2024?"),
        ("flurbish of SPY since March 2024", "How did SPY do since March 2024?"),
        ("flurbish of tech on 6 January 2026", "How did the technology sector do on 6 January 2026?"),
        ("flurbish the market last week", "How did the market do last week?"),
    ],
)
def test_suggestions_keep_subject_and_period_of_the_question(plan_of: Plans, question: str, suggestion: str) -> None:
    assert plan_of(question).suggestions[0] == suggestion


@pytest.mark.parametrize(
    "question",
    [
        "How did the Nasdaq do in flurbish terms in 2024?",
        "flurbish of energy yesterday",
        "flurbish Magnificent 7 this year",
        "S&P 500 return without the Magnificent 7 in 2025",
        "Nvidia market cap",
        "$200 monthly into QQQ since 2023",
        "who leads this year",
        "the flurbish market in 2025",
    ],
)
def test_every_suggestion_can_be_answered(plan_of: Plans, question: str) -> None:
    for suggestion in plan_of(question).suggestions:
        assert plan_of(suggestion).behavior == "answer", suggestion


@pytest.mark.parametrize(
    ("question", "measure", "period"),
    [
        ("How far is the Russell 2000 from its record high?", "record_high", "year to date"),
        ("How far is Apple from its all-time high?", "record_high", "year to date"),
        ("How much is Nvidia down from its peak?", "record_high", "year to date"),
        ("how much did META lose from its peak in 2025", "max_drawdown", "2025"),
        ("How much did the S&P fall from its peak in 2022?", "max_drawdown", "2022"),
    ],
)
def test_a_fall_from_the_peak_is_of_a_period_or_up_to_the_last_close(
    call_of: Calls, question: str, measure: str, period: str
) -> None:
    call = call_of(question)

    assert call["measure"] == measure
    assert measure == "record_high" or call["period"] == period


@pytest.mark.parametrize(
    ("question", "which", "beyond"),
    [
        ("How many times did the S&P 500 fall more than 2% in a day in 2025?", "down", 0.02),
        ("how often did the nasdaq gain over 3% in 2025", "up", 0.03),
        ("How many times did Apple drop 5% or more in 2025?", "down", 0.05),
    ],
)
def test_large_moves_are_counted_by_day(call_of: Calls, question: str, which: str, beyond: float) -> None:
    call = call_of(question)

    assert (call["measure"], call["which"], call["beyond"]) == ("count", which, beyond)


@pytest.mark.parametrize(
    ("question", "measure", "field"),
    [
        ("did the S&P close above 7,000 in 2025?", "high", "close"),
        ("Did the S&P 500 close below 5,000 in 2025?", "low", "close"),
        ("Did the S&P 500 reach 7,000 in 2025?", "high", None),
        ("Is the S&P 500 above 6,900?", "close", None),
    ],
)
def test_a_level_over_a_period_is_settled_by_its_extreme(
    call_of: Calls, question: str, measure: str, field: str | None
) -> None:
    call = call_of(question)

    assert (call["measure"], call.get("field")) == (measure, field)


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("How did the market react to Liberation Day?", "the day after Liberation Day"),
        ("How did the market do on Liberation Day?", "Liberation Day"),
        ("how did stocks respond to Liberation Day", "the day after Liberation Day"),
        ("How did Nvidia react to DeepSeek Monday?", "DeepSeek Monday"),
    ],
)
def test_a_reaction_to_news_after_the_close_is_the_next_sessions(call_of: Calls, question: str, period: str) -> None:
    assert call_of(question)["period"] == period


@pytest.mark.parametrize("question", ["is Apple above its 200 day", "Is the S&P 500 below its 200-day?"])
def test_a_number_of_days_to_be_above_is_a_moving_average(call_of: Calls, question: str) -> None:
    call = call_of(question)

    assert (call["measure"], call["length"]) == ("above_moving_average", 200)


def test_a_high_of_so_many_days_is_no_moving_average(plan_of: Plans) -> None:
    assert all(c.arguments.get("length") is None for c in plan_of("Is Apple above its 200-day high?").ahead)
