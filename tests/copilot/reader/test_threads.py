from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from copilot.reader import Context, Plan, read
from tools.sessions import load_sessions
from tools.universe import load_universe

Calls = Callable[..., dict[str, Any]]
Plans = Callable[..., Plan]


def test_a_new_name_keeps_the_period_and_the_measure(call_of: Calls) -> None:
    call = call_of("How volatile was Apple in 2025?", "And Microsoft?")

    assert (call["measure"], call["subjects"], call["period"]) == ("volatility", ["MSFT"], "2025")


def test_a_new_period_keeps_the_name(call_of: Calls) -> None:
    call = call_of("Russell 2000 return this year?", "what about since August?")

    assert (call["subjects"], call["period"]) == (["^RUT"], "since August")


def test_the_year_before_is_counted_from_the_question_before(call_of: Calls) -> None:
    assert call_of("How did Apple do in 2025?", "and the year before?")["period"] == "2024"


@pytest.mark.parametrize("words", ["add Nvidia", "Please include Nvidia too.", "now throw in Nvidia as well"])
def test_a_name_that_is_added_stands_beside_those_before(call_of: Calls, words: str) -> None:
    call = call_of("Volatility of Tesla in 2025", words)

    assert (call["measure"], call["subjects"], call["period"]) == ("volatility", ["TSLA", "NVDA"], "2025")


def test_names_told_in_turn_are_set_against_each_other(call_of: Calls) -> None:
    call = call_of("How did Apple do in 2024?", "And Amazon?", "Which was better?")

    assert (call["tool"], call["first"], call["second"], call["period"]) == ("compare", "AAPL", "AMZN", "2024")


def test_periods_told_in_turn_are_set_against_each_other(plan_of: Plans) -> None:
    plan = plan_of("How did Apple do in 2025?", "and in 2024?", "which was worse?")

    assert [c.arguments["period"] for c in plan.steps[0]] == ["2025", "2024"]


@pytest.mark.parametrize(("words", "symbol"), [("the former?", "AAPL"), ("and the latter over three years?", "AMZN")])
def test_the_former_and_the_latter_are_one_of_two(call_of: Calls, words: str, symbol: str) -> None:
    assert call_of("How did Apple do in 2024?", "And Amazon?", words)["subjects"] == [symbol]


def test_the_former_of_one_name_is_asked_about(plan_of: Plans) -> None:
    assert plan_of("How did Apple do in 2024?", "the former?").not_understood == ("the former",)


def test_what_is_taken_away_stays_away(call_of: Calls) -> None:
    thread = ["Rank the Magnificent 7 in 2025", "without Tesla", "only the top 3", "drop Nvidia"]

    assert call_of(*thread)["subjects"] == ["AAPL", "MSFT", "GOOGL", "AMZN", "META"]


@pytest.mark.parametrize("words", ["now over three years", "no, over three years", "then over three years"])
def test_a_word_that_only_opens_a_message_is_no_part_of_its_period(call_of: Calls, words: str) -> None:
    assert call_of("How did Visa stock do in 2024?", words)["period"] == "over three years"


def test_when_it_bottomed_is_a_day_of_the_drawdown_before(call_of: Calls) -> None:
    assert call_of("Max drawdown of Tesla in 2024", "when did it bottom?")["measure"] == "max_drawdown"
    assert call_of("How did Tesla do in 2024?", "when did it bottom?")["measure"] == "low"


@pytest.mark.parametrize(
    ("words", "symbols"),
    [("and with Goldman Sachs?", ("JPM", "GS")), ("over five years", ("JPM", "BAC"))],
)
def test_a_new_name_takes_the_place_of_the_second_of_a_pair(call_of: Calls, words: str, symbols: object) -> None:
    call = call_of("Correlation between JPMorgan and Bank of America in 2025", words)

    assert (call["measure"], (call["first"], call["second"])) == ("correlation", symbols)


def test_a_new_stock_is_set_against_the_same_index(call_of: Calls) -> None:
    call = call_of("Did Apple beat the S&P 500 in 2025?", "what about Microsoft?")

    assert (call["tool"], call["first"], call["second"]) == ("compare", "MSFT", "^GSPC")


def test_a_move_after_two_closes_is_the_one_between_them(call_of: Calls) -> None:
    call = call_of("Amazon's price at the end of 2024", "and at the end of 2025?", "so how much is it up?")

    assert (call["measure"], call["period"]) == ("price_return", "from 2024-12-31 to 2025-12-31")


@pytest.mark.parametrize(
    ("words", "period"), [("how much is it up since?", "since 2025-04-03"), ("how much did it fall?", "April 3 2025")]
)
def test_a_move_after_one_close_is_since_then_or_on_that_day(call_of: Calls, words: str, period: str) -> None:
    assert call_of("Amazon's close on April 3 2025", words)["period"] == period


def test_a_measure_of_a_path_takes_no_single_day_from_the_thread(call_of: Calls) -> None:
    assert call_of("How did Apple do on April 9 2025?", "was that its best day?")["period"] == "past year"


def test_a_percentage_takes_the_place_of_dollars(call_of: Calls) -> None:
    thread = ["How much did Eli Lilly gain in 2025?", "in dollars"]

    assert call_of(*thread)["measure"] == "points_change"
    assert call_of(*thread, "as a percentage")["measure"] == "price_return"


def test_a_ranking_is_turned_round_and_cut(plan_of: Plans) -> None:
    turned = ["Rank the sectors in 2025", "the other way round"]

    assert plan_of(*turned).steps[0][0].arguments["ascending"] is True
    first = plan_of(*turned, "just the first three")
    assert (first.details["top"], first.details["pick"]) == (3, ("worst",))


def test_the_worst_after_the_best_month_is_a_month(plan_of: Plans) -> None:
    plan = plan_of("Tesla in 2025 by month", "best month?", "and the worst?")

    assert (plan.form, plan.details["picks"], plan.details["every"]) == ("series", ("worst",), "month")


def test_dividends_can_be_added_and_a_rise_is_no_adding(call_of: Calls) -> None:
    assert call_of("How did Apple do in 2025?", "add dividends")["dividends"] is True
    assert call_of("How did Apple do in 2025?", "how much did Nvidia add?")["subjects"] == ["NVDA"]


def test_which_of_those_ranks_what_was_named(call_of: Calls) -> None:
    call = call_of("How did tech, health care and energy do on Jan 6?", "Which of those was best?")

    assert (call["tool"], call["subjects"], call["period"]) == ("rank", ["XLK", "XLV", "XLE"], "Jan 6")


def test_dividends_stay_on_until_taken_off(call_of: Calls) -> None:
    thread = ["How did Apple do in 2025?", "and the S&P 500, with dividends?", "same for Amazon"]

    assert call_of(*thread)["dividends"] is True
    assert "dividends" not in call_of(*thread, "and without dividends?")


def test_a_question_whole_in_itself_does_not_take_dividends_from_the_thread(call_of: Calls) -> None:
    call = call_of("and the S&P 500, with dividends?", "Rank the sectors on 6 January 2026")

    assert (call["tool"], call["period"]) == ("rank", "6 January 2026")
    assert "dividends" not in call


def test_a_return_can_be_made_annualized(call_of: Calls) -> None:
    call = call_of("How has Nvidia done since ChatGPT launched?", "make that annualized")

    assert (call["measure"], call["subjects"]) == ("annualized_return", ["NVDA"])


def test_a_member_can_be_left_out_afterwards(call_of: Calls) -> None:
    call = call_of("Rank the Magnificent 7 in 2025", "excluding Tesla")

    assert call["tool"] == "rank"
    assert "TSLA" not in call["subjects"] and len(call["subjects"]) == 6


@pytest.mark.parametrize(
    ("thread", "tool"),
    [
        (["Compare the S&P 500 and the Nasdaq in 2025", "and in 2024?"], "compare"),
        (["worst sectors last month", "and this year?"], "rank"),
        (["What would $10,000 in Nvidia since 2023 be worth?", "and in Apple?"], "measure"),
    ],
)
def test_a_follow_up_keeps_the_form_of_the_question(call_of: Calls, thread: list[str], tool: str) -> None:
    assert call_of(*thread)["tool"] == tool


def test_a_series_stays_a_series(call_of: Calls) -> None:
    assert call_of("Year-by-year Nasdaq returns 2022 to 2025", "and the S&P 500?")["every"] == "year"


def test_an_amount_stays_in_the_thread(plan_of: Plans) -> None:
    plan = plan_of("What would $10,000 in Nvidia since 2023 be worth?", "and in Apple?")

    assert plan.form == "growth"
    assert plan.steps[1][0].arguments["expression"].startswith("$10,000")


def test_it_is_set_against_the_name_that_follows(call_of: Calls) -> None:
    call = call_of("How did the Nasdaq do in 2025?", "did it beat the Dow?")

    assert (call["first"], call["second"], call["period"]) == ("^IXIC", "^DJI", "2025")


def test_a_whole_new_question_in_the_present_takes_nothing_from_the_thread(plan_of: Plans) -> None:
    assert plan_of("How did Nvidia do in 2025?", "How is Apple doing?").details["assumed"]


def test_a_name_answers_the_question_about_a_name(call_of: Calls) -> None:
    call = call_of("How did United do in 2025?", "United Airlines Holdings")

    assert (call["subjects"], call["period"]) == (["UAL"], "2025")


def test_a_period_answers_the_question_about_a_period(call_of: Calls) -> None:
    call = call_of("Apple return after its last earnings", "since August 2025")

    assert (call["subjects"], call["period"]) == (["AAPL"], "since August 2025")


def test_why_searches_for_what_the_thread_is_about(plan_of: Plans) -> None:
    plan = plan_of("How did Apple do in 2025?", "why?")

    assert plan.form == "search"
    assert "Apple" in plan.steps[0][0].arguments["query"]


def test_without_a_thread_a_follow_up_is_asked_about(plan_of: Plans) -> None:
    assert plan_of("and the year before?").behavior != "answer"


def test_only_the_last_turn_counts() -> None:
    apple = {"measure": "price_return", "subjects": ["AAPL"], "period": "2025"}
    calls = [
        {"name": "rank", "args": {"measure": "volatility", "subjects": ["the sectors"]}, "id": "turn1/1.1"},
        {"name": "measure", "args": apple, "id": "turn2/1.1"},
        {"name": "measure", "args": {**apple, "measure": "volatility"}, "id": "turn2/1.2"},
    ]

    context = Context.of(calls)

    assert (context.tool, context.measure, context.subjects) == ("measure", "price_return", ("AAPL",))


def test_the_index_is_the_one_the_thread_is_about(call_of: Calls) -> None:
    assert call_of("How did the Nasdaq do in 2025?", "How did the index do in 2024?")["subjects"] == ["^IXIC"]


def test_words_of_another_model_that_mean_nothing_are_left_out() -> None:
    calls = [{"name": "measure", "args": {"measure": "volatility", "subjects": ["Gribbledom", "the Dow"]}, "id": "x"}]

    plan = read("and in 2025?", load_universe(), load_sessions(), date(2026, 1, 9), Context.of(calls))

    assert plan.steps[0][0].arguments["subjects"] == ["^DJI"]
