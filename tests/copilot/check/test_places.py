"""Places, counts, streaks and the best since a day, as prose tells them without figures of their own."""

from collections.abc import Callable

import pytest

from copilot.answer import Json
from tools.prices.files import FilePrices

Check = Callable[..., Json]


def verdicts(document: Json, *measures: str) -> list[str]:
    return [c["verdict"] for c in document["claims"] if c["measure"] in measures]


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2025-04-01", "In the first quarter health care ranked second of the 11 sectors.", "supported"),
        ("2025-04-01", "In the first quarter utilities ranked second of the 11 sectors.", "contradicted"),
        ("2025-09-15", "Nvidia is the best of the Magnificent Seven so far this year.", "supported"),
        ("2025-09-15", "Microsoft is the best of the Magnificent Seven so far this year.", "contradicted"),
        ("2025-05-17", "Since April 8 XLK has gained 30.7%, the most of the eleven sector funds.", "supported"),
        ("2025-04-01", "Among the sectors, energy led in March.", "supported"),
        ("2025-04-01", "Among the sectors, technology led in March.", "contradicted"),
    ],
)
def test_a_place_is_held_against_its_set(
    check: Check, market: FilePrices, published: str, text: str, expected: str
) -> None:
    assert verdicts(check(text, published, market), "rank") == [expected]


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2022-10-17", "XLE is the only one of the eleven sector funds with a gain this year.", "supported"),
        ("2026-03-14", "Of the sectors, only energy and utilities rose this week.", "supported"),
        ("2026-06-12", "XLC fell 0.4% on Friday and XLV 0.2%; they were the only two decliners.", "supported"),
        ("2026-01-02", "Staples and real estate were the only two sectors to fall in 2025.", "supported"),
        (
            "2026-01-02",
            "Staples, health care and real estate were the only three sectors to fall in 2025.",
            "contradicted",
        ),
        ("2025-04-01", "In March utilities were the lone sector to rise.", "contradicted"),
    ],
)
def test_the_only_ones_of_a_set_are_all_that_moved_so(
    check: Check, market: FilePrices, published: str, text: str, expected: str
) -> None:
    assert verdicts(check(text, published, market), "rank") == [expected]


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2026-03-14", "The S&P 500 lost ground this week, its third weekly decline in a row.", "supported"),
        ("2026-03-14", "The S&P 500 lost ground this week, its fifth weekly decline in a row.", "contradicted"),
        ("2023-12-01", "After three losing months in a row, stocks and bonds rallied in November.", "supported"),
        ("2022-02-03", "The Nasdaq Composite sank on Thursday, ending a four-day rebound.", "supported"),
        ("2022-02-03", "The Nasdaq Composite sank on Thursday, snapping a six-day rally.", "contradicted"),
    ],
)
def test_a_row_of_days_weeks_or_months_is_counted(
    check: Check, market: FilePrices, published: str, text: str, expected: str
) -> None:
    assert verdicts(check(text, published, market), "count") == [expected]


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2024-08-05", "The S&P 500 sank on Monday for its worst day in nearly two years.", "supported"),
        ("2024-08-05", "The S&P 500 sank on Monday for its worst day in more than three years.", "contradicted"),
        ("2024-11-09", "The Dow rose for the week, its strongest since the week ended November 3, 2023.", "supported"),
        ("2026-07-01", "On March 30 the S&P 500 set its low close of the year.", "supported"),
        ("2026-07-01", "On March 27 the S&P 500 set its low close of the year.", "contradicted"),
        (
            "2025-10-11",
            "The Dow fell on Friday. The VIX hit its highest close since June 23, from 16 on Thursday.",
            "supported",
        ),
    ],
)
def test_what_was_the_best_in_so_long_is_held_against_that_time(
    check: Check, market: FilePrices, published: str, text: str, expected: str
) -> None:
    document = check(text, published, market)

    told = [c["verdict"] for c in document["claims"] if c["stated"]["unit"] == "date"]
    assert told == [expected]


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2022-10-17", "The S&P 500 trades below its January 3 peak of 4,796.56.", "supported"),
        ("2022-10-17", "The S&P 500 trades below its January 3 peak of 4,766.56.", "contradicted"),
        ("2026-06-12", "The S&P 500 is below the record close of June 2 (7,609.78).", "supported"),
        ("2025-05-17", "From the peak of 6,144.15 on February 19 the S&P 500 slid to April 8.", "supported"),
        ("2023-07-15", "The VIX ended the week lower, at 13.34, against 14.83 a week earlier.", "supported"),
    ],
)
def test_a_level_of_a_named_day_stands_on_that_day(
    check: Check, market: FilePrices, published: str, text: str, expected: str
) -> None:
    assert verdicts(check(text, published, market), "close", "high", "record_high")[-1:] == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "Washington and Beijing agreed to cut tariffs for 90 days, from 145% to 30%.",
        "China lowered its levies on American goods, from 125% to 10%.",
        "The top rate was lowered for a decade, from 37% to 33%.",
    ],
)
def test_a_rate_that_goes_from_one_percentage_to_another_is_no_return(
    check: Check, market: FilePrices, words: str
) -> None:
    document = check(f"Nvidia jumped 18.7% on April 9. {words}", "2025-05-17", market)

    assert [c["verdict"] for c in document["claims"]] == ["supported", "not_checkable", "not_checkable"]


def test_the_day_of_a_record_is_no_count_of_records(check: Check, market: FilePrices) -> None:
    document = check("The S&P 500 closed on Friday just under its June 18 record.", "2024-07-01", market)

    assert verdicts(document, "count") == []


def test_a_gap_told_on_its_own_is_between_the_last_two(check: Check, market: FilePrices) -> None:
    text = (
        "RSP has returned 7.0% so far this year, compared with 0.6% for SPY. That is a lead of 6.4 percentage points."
    )

    assert verdicts(check(text, "2026-03-02", market), "spread") == ["supported"]


def test_the_letters_of_a_dialogue_and_the_sponsor_of_a_fund_are_no_subjects(check: Check, market: FilePrices) -> None:
    asked = check("Q: What happened to Oracle?\n\nA: The shares jumped 35.9% on Wednesday.", "2025-09-15", market)
    fund = check("The Invesco equal-weight fund (RSP) has returned 7.0% so far this year.", "2026-03-02", market)

    assert [c["subject"] for d in (asked, fund) for c in d["claims"]] == [["ORCL"], ["RSP"]]


def test_an_opening_mark_is_read_after_a_time_told_before(check: Check, market: FilePrices) -> None:
    text = "The S&P 500 gained 10.6% in the second quarter. Since the April 8 low, the S&P 500 has rebounded 24.5%."

    assert verdicts(check(text, "2025-07-01", market), "price_return") == ["supported", "supported"]
