import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.grounding.reading.figures import find_figures


@pytest.mark.parametrize(
    ("text", "value", "unit", "sign"),
    [
        ("gained 4.07% today", "4.07", "percent", 0),
        ("gained 4.07 percent today", "4.07", "percent", 0),
        ("fell −4.07%", "4.07", "percent", -1),
        ("fell minus 4.07%", "4.07", "percent", -1),
        ("up +4.07%", "4.07", "percent", 1),
        ("by 9.07 percentage points", "9.07", "pp", 0),
        ("by 9.07pp", "9.07", "pp", 0),
        ("by 907 basis points", "907", "bp", 0),
        ("by 45bps", "45", "bp", 0),
        ("1.5x the return", "1.5", "multiple", 0),
        ("one and a half times the return", "1.5", "multiple", 0),
        ("$1.2 trillion", "1200000000000", "usd", 0),
        ("worth $11,804", "11804", "usd", 0),
        ("up 1,006.62%", "1006.62", "percent", 0),
        ("four point oh seven percent", "4.07", "percent", 0),
        ("nineteen percent", "19", "percent", 0),
        ("stieg um 4,07 %", "4.07", "percent", 0),
        ("1.006,62 %", "1006.62", "percent", 0),
        ("上涨了4.07%", "4.07", "percent", 0),
        ("领先9.07个百分点", "9.07", "pp", 0),
        ("closed at 23,547.17", "23547.17", "number", 0),
        ("ranked 3rd", "3", "rank", 0),
        ("took 79 days", "79", "days", 0),
        ("a 4.07\u202f% gain", "4.07", "percent", 0),
    ],
)
def test_a_figure_is_found_in_every_notation(text: str, value: str, unit: str, sign: int) -> None:
    (found,) = find_figures(text).figures

    assert (found.value, found.unit, found.sign) == (Decimal(value), unit, sign)


@pytest.mark.parametrize("text", ["19-20%", "19–20%", "19 to 20%"])
def test_a_range_is_one_figure(text: str) -> None:
    (found,) = find_figures(text).figures

    assert (found.value, found.upper) == (19, 20)


@pytest.mark.parametrize(
    "word, hedge", [("about", "about"), ("roughly", "about"), ("over", "over"), ("nearly", "under")]
)
def test_a_hedge_is_told(word: str, hedge: str) -> None:
    (found,) = find_figures(f"gained {word} 26%").figures

    assert found.hedge == hedge


@pytest.mark.parametrize(
    "text",
    [
        "the S&P 500 and the S&P 500's peers", "the Russell 2000", "the Nasdaq-100", (
            "the Magnificent "
            "7"
        ), "in Q1 2026", "the 10-K",
        "its 50-day average", "a Fortune 500 firm", "on 30 November 2022", "on Jan. 6, 2026", (
            "in "
            "2025"
        ), "2026-01-06", "H100 chips",
        "{F12:1} and [S3] and [4]", "the FTSE 100", "at 9:30 a.m.", "FY25", "2025年12月31日", (
            "am 31. Dezember "
            "2025"
        ), "over the past 6 months",
        "1. First", "the 401(k)", "https://example.org/2025/12.5",
    ],
)  # fmt: skip
def test_names_dates_and_markers_are_no_figures(text: str) -> None:
    assert find_figures(text).figures == ()


@given(st.text(max_size=120))
def test_figures_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    figures = find_figures(text).figures

    assert all(text[f.start : f.end] == f.text for f in figures)
    assert all(one.end <= two.start for one, two in itertools.pairwise(figures))
