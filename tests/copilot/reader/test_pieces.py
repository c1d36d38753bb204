"""Questions about a period's months and years, and about two periods against each other."""

from collections.abc import Callable

import pytest

from copilot.reader import Plan

Plans = Callable[..., Plan]


@pytest.mark.parametrize(
    ("question", "every", "pick", "top", "place"),
    [
        ("the 2 best months of the S&P 500 in 2025", "month", "best", 2, None),
        ("three worst quarters for Apple since 2024", "quarter", "worst", 3, None),
        ("second worst week of the Dow in 2025", "week", "worst", None, 2),
        ("top 3 months of 2025 for Nvidia", "month", "best", 3, None),
        ("which quarter was the weakest for Apple in 2025?", "quarter", "worst", None, None),
    ],
)
def test_pieces_come_in_the_number_or_the_place_asked_for(
    plan_of: Plans, question: str, every: str, pick: str, top: int | None, place: int | None
) -> None:
    told = plan_of(question).details

    assert (told["every"], told["picks"], told["top"], told["place"]) == (every, (pick,), top, place)


@pytest.mark.parametrize(
    ("question", "way", "mean"),
    [
        ("How many months was the S&P 500 up in 2025?", "up", False),
        ("how many weeks did Apple fall last year", "down", False),
        ("average monthly return of the Nasdaq in 2025", None, True),
    ],
)
def test_pieces_are_counted_or_averaged(plan_of: Plans, question: str, way: str | None, mean: bool) -> None:
    told = plan_of(question).details

    assert (told["way"], told["mean"]) == (way, mean)


def test_a_month_may_be_claimed_to_be_the_best_of_its_year(plan_of: Plans) -> None:
    plan = plan_of("Was September the best month of 2025 for the Nasdaq?")

    assert plan.steps[0][0].arguments["period"] == "2025"
    assert plan.details["claimed"].end.month == 9


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("was October better than September for the Dow", "better"),
        ("Was Q1 2025 worse than Q2 2025 for Tesla?", "worse"),
        ("was 2025 a better year than 2024 for the Nasdaq?", "better"),
        ("was last year better than the year before for the Dow", "better"),
    ],
)
def test_two_periods_against_each_other_want_a_yes_or_a_no(plan_of: Plans, question: str, asked: str) -> None:
    plan = plan_of(question)

    assert (plan.form, plan.details["asked"], plan.details["yes_no"]) == ("periods", asked, True)
