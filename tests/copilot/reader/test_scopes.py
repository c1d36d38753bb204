"""What a group's or an index's name beside other names is for."""

from collections.abc import Callable
from typing import Any

import pytest

from copilot.reader import Plan

Calls = Callable[..., dict[str, Any]]
Plans = Callable[..., Plan]


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("top 3 tech stocks in the S&P this month", ["information technology stocks"]),
        ("worst energy stock in the s&p 500 in 2025", ["energy stocks"]),
        ("best performing utilities in the s&p 500 in 2025", ["utilities stocks"]),
        ("which S&P tech stocks did best in 2025", ["information technology stocks"]),
        ("how did utilities in the s&p do in 2025", ["XLU"]),
        ("best tech stocks of the Dow in 2025", ["AAPL", "CRM", "CSCO", "IBM", "MSFT", "NVDA"]),
    ],
)
def test_an_index_beside_its_stocks_only_says_where_they_are_from(
    call_of: Calls, question: str, subjects: list[str]
) -> None:
    assert call_of(question)["subjects"] == subjects


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("rank these chip stocks for 2025: INTC AMD NVDA MU AVGO", ["INTC", "AMD", "NVDA", "MU", "AVGO"]),
        ("how did the chipmakers AMD, NVDA and Intel do in 2025", ["AMD", "NVDA", "INTC"]),
        ("Rank the bank stocks JPM, BAC, WFC and GS in 2025", ["JPM", "BAC", "WFC", "GS"]),
        ("how did retailers WMT, COST and HD do in 2025", ["WMT", "COST", "HD"]),
        ("rank these retailers in 2025: WMT, COST, TGT", ["WMT", "COST", "TGT"]),
        ("oil majors XOM, CVX and COP: which one did best in 2025?", ["XOM", "CVX", "COP"]),
        ("rank these banks by 2025 return: JPM, BAC, WFC", ["JPM", "BAC", "WFC"]),
    ],
)
def test_a_word_for_the_companies_of_a_list_is_no_set_of_its_own(
    call_of: Calls, question: str, subjects: list[str]
) -> None:
    assert call_of(question)["subjects"] == subjects


def test_a_word_for_companies_without_a_list_is_asked_about(plan_of: Plans) -> None:
    plan = plan_of("how did retailers do in 2025")

    assert (plan.behavior, plan.not_understood) == ("clarify", ("retailers",))


def test_a_group_among_which_one_is_placed_stays_the_set(call_of: Calls) -> None:
    assert call_of("How did Nvidia rank among the Magnificent 7 in 2025?")["subjects"] == ["Magnificent 7"]


def test_a_group_set_against_its_index_keeps_both(call_of: Calls) -> None:
    call = call_of("did tech stocks beat the S&P 500 in 2025")

    assert (call["first"], call["second"]) == ("information technology stocks", "^GSPC")


def test_stocks_of_an_index_whose_members_are_not_known_are_asked_about(plan_of: Plans) -> None:
    plan = plan_of("best tech stock in the Nasdaq in 2025")

    assert plan.behavior == "clarify"
    assert plan.not_understood == ("Nasdaq",)


def test_a_stock_beside_a_set_it_is_not_of_makes_no_set_with_it(plan_of: Plans) -> None:
    assert plan_of("how is Eli Lilly the sectors in 2025").behavior == "clarify"


def test_the_sector_of_a_stock_is_said_and_measured(plan_of: Plans) -> None:
    plan = plan_of("what sector is Eli Lilly in and how did that sector do in 2025")

    assert plan.steps[0][0].arguments["subjects"] == ["XLV"]
    assert plan.details["sector_of"].startswith("Eli Lilly is of the sector Health Care")


def test_its_sector_is_that_of_the_stock_in_the_question_or_before_it(call_of: Calls) -> None:
    assert call_of("did Apple beat its sector in 2025")["second"] == "XLK"
    assert call_of("How is Chevron doing this year?", "how did its sector do in 2025?")["subjects"] == ["XLE"]


@pytest.mark.parametrize(
    "question",
    [
        "price return and total return of PG for 2025",
        "KO in 2025 with and without dividends",
        "total return and price return of PG for 2025",
    ],
)
def test_a_return_asked_for_on_both_bases_is_given_on_both(plan_of: Plans, question: str) -> None:
    calls = plan_of(question).steps[0]

    assert [c.arguments["measure"] for c in calls] == ["price_return", "total_return"]
    assert [c.arguments.get("dividends") for c in calls] == [None, True]


def test_one_basis_is_not_set_against_the_other(plan_of: Plans) -> None:
    assert plan_of("nvidia total return vs s&p price return 2025").behavior == "clarify"


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("how much did the Nasdaq-100 outperform the S&P 500 in 2025, in points", "price_return"),
        ("By how many points did the Dow lag the Nasdaq in 2025?", "price_return"),
        ("how many points did the Dow gain in 2025", "points_change"),
    ],
)
def test_points_between_two_returns_are_percentage_points(call_of: Calls, question: str, measure: str) -> None:
    assert call_of(question)["measure"] == measure


@pytest.mark.parametrize(
    ("question", "every"),
    [
        ("month end closes of AMD from January to April 2025", "month"),
        ("AMD closes at month end, January to April 2025", "month"),
        ("MSFT close at the end of each quarter of 2025", "quarter"),
        ("price of Tesla at the end of every month in 2025", "month"),
        ("monthly closes of the S&P 500 in 2025", "month"),
    ],
)
def test_closes_at_the_end_of_each_piece_are_a_series(call_of: Calls, question: str, every: str) -> None:
    call = call_of(question)

    assert (call["measure"], call["every"]) == ("close", every)
