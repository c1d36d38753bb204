from collections.abc import Callable
from typing import Any

import pytest

from copilot.reader import Plan

Calls = Callable[..., dict[str, Any]]
Plans = Callable[..., Plan]


@pytest.mark.parametrize(
    ("question", "symbol", "period"),
    [
        ("What's the S&P 500's return so far this year?", "^GSPC", "so far this year"),
        ("How did the Russell 2000 do in 2025?", "^RUT", "2025"),
        ("Apple's return over the last 5 trading days", "AAPL", "over the last 5 trading days"),
        ("How much is Nvidia up since 2020?", "NVDA", "since 2020"),
        ("MAGS from August 2024 to now", "MAGS", "from August 2024 to now"),
        ("How much did Apple lose in the first quarter of 2025?", "AAPL", "the first quarter of 2025"),
        ("how has the nasdaq done since chatgpt launched", "^IXIC", "since chatgpt launched"),
        ("Nasdaq 2025 performance", "^IXIC", "2025"),
        ("Russell 2000 2024 return", "^RUT", "2024"),
        ("Russell 2000 over the last 20 sessions", "^RUT", "over the last 20 sessions"),
        ("How much higher is Nvidia than a year ago?", "NVDA", "since a year ago"),
        ("How did the index do in 2025?", "^GSPC", "2025"),
    ],
)
def test_a_return_keeps_the_name_and_the_words_of_its_period(
    call_of: Calls, question: str, symbol: str, period: str
) -> None:
    call = call_of(question)

    assert (call["tool"], call["measure"], call["subjects"], call["period"]) == (
        "measure",
        "price_return",
        [symbol],
        period,
    )


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("Annualised volatility of NVDA in 2025", "volatility"),
        ("Nasdaq Composite annualized return since November 30, 2022?", "annualized_return"),
        ("Max drawdown of the S&P 500 in the last five years", "max_drawdown"),
        ("How far did the Nasdaq fall from its peak in 2025?", "max_drawdown"),
        ("Sharpe ratio of Nvidia in 2025", "sharpe_ratio"),
        ("Largest one-day gain for Nvidia in 2025", "best_day"),
        ("How much did the S&P 500 fall on its worst day of 2025?", "worst_day"),
        ("What did the S&P 500 close at yesterday?", "close"),
        ("Where is the S&P 500 now?", "close"),
        ("How much is Tesla stock?", "close"),
        ("How high is the VIX?", "close"),
        ("S&P 500 at the end of 2024", "close"),
        ("Apple as of June 30, 2025", "close"),
        ("When did the S&P 500 peak in 2025?", "high"),
        ("What was the S&P 500's low in 2025?", "low"),
        ("When did the S&P 500 last hit a record high?", "record_high"),
        ("How many points did the Dow gain on January 6?", "points_change"),
        ("Is Apple above its 200-day moving average?", "above_moving_average"),
        ("How long did it take the S&P 500 to recover from its 2025 drawdown?", "recovery"),
        ("How much did the price of Nvidia rise in 2025?", "price_return"),
    ],
)
def test_a_measure_is_known_by_how_people_say_it(call_of: Calls, question: str, measure: str) -> None:
    assert call_of(question)["measure"] == measure


def test_dividends_are_included_only_when_asked_for(call_of: Calls) -> None:
    assert call_of("S&P 500 return in 2025 with dividends")["dividends"] is True
    assert "dividends" not in call_of("S&P 500 return in 2025")
    assert "dividends" not in call_of("How did Apple do in 2025 without dividends?")


def test_two_measures_make_two_calls(plan_of: Plans) -> None:
    calls = plan_of("Return and volatility of Apple in 2025").steps[0]

    assert [c.arguments["measure"] for c in calls] == ["price_return", "volatility"]


def test_two_periods_make_two_calls(plan_of: Plans) -> None:
    calls = plan_of("Apple in 2024 and 2025").steps[0]

    assert [c.arguments["period"] for c in calls] == ["2024", "2025"]


def test_two_periods_set_against_each_other_are_subtracted(plan_of: Plans) -> None:
    plan = plan_of("Was the S&P 500 better in 2024 or 2025?")

    assert plan.form == "periods"
    assert plan.steps[1][0].arguments["expression"] == "@0 - @1"


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Compare S&P 500 and Nasdaq in 2025", "^GSPC", "^IXIC"),
        ("MSFT or GOOGL: which did better over the past year?", "MSFT", "GOOGL"),
        ("SPY vs RSP year to date", "SPY", "RSP"),
        ("Did the Russell 2000 outperform the S&P 500 this year?", "^RUT", "^GSPC"),
        ("Did Nvidia beat the market in 2025?", "NVDA", "^GSPC"),
        ("Did Apple rise more than Microsoft in 2025?", "AAPL", "MSFT"),
        ("Apple minus Microsoft in 2025", "AAPL", "MSFT"),
        ("Are small caps outperforming this year?", "^RUT", "^GSPC"),
    ],
)
def test_two_sides_are_compared_in_the_order_named(call_of: Calls, question: str, first: str, second: str) -> None:
    call = call_of(question)

    assert (call["tool"], call["first"], call["second"]) == ("compare", first, second)


def test_how_many_times_divides_by_the_name_that_follows_it(call_of: Calls) -> None:
    call = call_of("How many times the S&P 500's return did Nvidia deliver in 2025?")

    assert (call["first"], call["second"], call["how"]) == ("NVDA", "^GSPC", "ratio")


def test_more_volatile_compares_volatility_not_returns(call_of: Calls) -> None:
    assert call_of("Is Tesla more volatile than Nvidia?")["measure"] == "volatility"


def test_a_beta_without_another_side_is_against_the_s_and_p(plan_of: Plans) -> None:
    plan = plan_of("Beta of Nvidia")

    assert plan.steps[0][0].arguments["second"] == "^GSPC"
    assert plan.details["benchmark_assumed"]


@pytest.mark.parametrize(
    ("question", "every", "pick"),
    [
        ("Year-by-year Nasdaq returns 2022 to 2025", "year", None),
        ("Return of the S&P 500 in each of the last three years", "year", None),
        ("Nvidia month by month in 2025", "month", None),
        ("Best month for Apple in 2025?", "month", "best"),
        ("What was Tesla's worst quarter in 2025?", "quarter", "worst"),
    ],
)
def test_a_series_has_its_pieces(plan_of: Plans, question: str, every: str, pick: str | None) -> None:
    plan = plan_of(question)

    assert (plan.form, plan.details["every"], plan.details["picks"]) == ("series", every, (pick,) if pick else ())


def test_a_question_without_a_period_says_that_one_was_assumed(plan_of: Plans) -> None:
    assert plan_of("How's Tesla?").details["assumed"]
    assert not plan_of("How's Tesla this week?").details["assumed"]


def test_a_stated_risk_free_rate_is_passed_on(call_of: Calls) -> None:
    call = call_of("Sharpe ratio of the S&P 500 in 2025 with a 4% risk-free rate")

    assert call["risk_free_rate"] == pytest.approx(0.04)


def test_a_day_and_its_year_are_one_period(plan_of: Plans) -> None:
    plan = plan_of("S&P 500 Jan 5-9 2026")

    assert plan.behavior != "answer" or [c.arguments["period"] for c in plan.steps[0]] == ["Jan 5-9 2026"]


def test_the_index_whose_sectors_they_are_is_not_one_of_them(call_of: Calls) -> None:
    assert call_of("Best sector of the S&P 500 in 2025")["subjects"] == ["the sectors"]


@pytest.mark.parametrize(
    ("questions", "field"),
    [
        (("What was the lowest close of Amazon last quarter?",), "close"),
        (("Nvidia's highest closing level in 2025",), "close"),
        (("What was the lowest close of Amazon last quarter?", "and Apple?"), "close"),
        (("Apple's low in 2025",), None),
        (("What was Apple's 52-week high?",), None),
    ],
)
def test_a_high_of_closes_is_told_from_one_of_the_days_trading(
    call_of: Calls, questions: tuple[str, ...], field: str | None
) -> None:
    assert call_of(*questions).get("field") == field


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("Was 2025 better than 2024 for the S&P 500?", ["2025", "2024"]),
        ("Was the Nasdaq worse in Q1 2025 than in Q2 2025?", ["Q1 2025", "Q2 2025"]),
        ("Is Nvidia higher than at the end of 2024?", ["since the end of 2024"]),
        ("NVDA 6M return", ["6M"]),
    ],
)
def test_a_period_after_than_is_the_other_one_and_a_point_of_time_the_beginning(
    plan_of: Plans, question: str, periods: list[str]
) -> None:
    assert [call.arguments["period"] for call in plan_of(question).steps[0]] == periods


def test_a_level_is_not_set_against_a_whole_year(plan_of: Plans) -> None:
    assert plan_of("Is Apple higher than in 2024?").behavior == "clarify"
