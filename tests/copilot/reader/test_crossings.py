"""Closes beyond a level and at a record: how many, the first, the last, whether there ever was one."""

from collections.abc import Callable
from typing import Any

import pytest

from copilot.reader import Plan


@pytest.mark.parametrize(
    ("question", "which", "level", "period"),
    [
        ("has the S&P ever closed above 7000?", "ever_above", 7000, ""),
        ("when did Nvidia first close over $150", "ever_above", 150, ""),
        ("When was the last time Apple closed below $200?", "ever_below", 200, ""),
        ("First day in 2025 that the S&P 500 closed above 6,500?", "above", 6500, "2025"),
        ("on how many days in 2025 did the VIX close above 30", "above", 30, "2025"),
        ("How many times did Apple close below $200 in May 2025?", "below", 200, "May 2025"),
    ],
)
def test_closes_beyond_a_level_are_counted_in_a_period_or_among_all_that_are_known(
    call_of: Callable[..., dict[str, Any]], question: str, which: str, level: float, period: str
) -> None:
    call = call_of(question)

    assert (call["measure"], call["which"], call["beyond"], call["period"]) == ("count", which, level, period)


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("how many record closes did the S&P 500 set in 2024", "2024"),
        ("How many new highs did Nvidia make in 2025 (closing)?", "2025"),
        ("did the dow close at a record in september 2025", "september 2025"),
    ],
)
def test_records_are_counted_in_a_period(call_of: Callable[..., dict[str, Any]], question: str, period: str) -> None:
    call = call_of(question)

    assert (call["measure"], call["which"], call["period"]) == ("count", "record", period)


def test_how_long_ago_the_last_record_was_is_asked_of_all_known_closes(call_of: Callable[..., dict[str, Any]]) -> None:
    assert call_of("Days since the last S&P 500 record close?")["which"] == "ever_record"


def test_a_distance_from_a_record_is_no_count_of_records(call_of: Callable[..., dict[str, Any]]) -> None:
    assert call_of("Is Apple below its record high in 2025?")["measure"] == "record_high"


def test_the_first_day_of_a_year_is_a_period_where_no_level_follows(call_of: Callable[..., dict[str, Any]]) -> None:
    call = call_of("What was the close of Apple on the first trading day of 2025?")

    assert (call["measure"], call["period"]) == ("close", "the first trading day of 2025")


def test_an_average_or_a_median_takes_no_other_one(call_of: Callable[..., dict[str, Any]]) -> None:
    assert call_of("median return of the Mag 7 in 2025")["which"] == "median"
    assert "which" not in call_of("average return of the Mag 7 in 2025")
    assert call_of("average closing price of Walmart in November 2025")["field"] == "close"


def test_a_message_may_put_the_one_before_right(plan_of: Callable[..., Plan]) -> None:
    first = "How is ADM doing this year?"
    periods = [plan_of(first, more).ahead[0].arguments for more in ("sorry i meant amd", "only the last month?")]

    assert [(a["subjects"], a["period"]) for a in periods] == [(["AMD"], "this year"), (["ADM"], "the last month")]


def test_a_period_closes_at_a_level(plan_of: Callable[..., Plan]) -> None:
    plan = plan_of("Apple closed 2025 at $271.86 - accurate?")

    assert plan.form == "claim"
    assert plan.ahead[0].arguments["period"] == "the end of 2025"
