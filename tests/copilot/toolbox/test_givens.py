from decimal import Decimal

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from copilot.toolbox import book_givens, figures_in

from .conftest import NewDesk


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$10,000", 10_000, "usd"),
        ("10k dollars", 10_000, "usd"),
        ("USD 1.5 million", 1_500_000, "usd"),
        ("5%", 0.05, "fraction"),
        ("1,000%", 10.0, "fraction"),
        ("4.07 percent", 0.0407, "fraction"),
        ("-1.40%", -0.014, "fraction"),
        ("25 basis points", 0.0025, "fraction"),
        ("100 shares", 100, "count"),
        ("2x", 2, "ratio"),
        ("6,944.82", 6944.82, "count"),
        ("ten thousand dollars", 10_000, "usd"),
        ("twenty-five percent", 0.25, "fraction"),
        ("two hundred and fifty shares", 250, "count"),
        ("a million dollars", 1_000_000, "usd"),
    ],
)
def test_a_figure_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    figures = figures_in(text)

    assert [(f.value, f.unit, f.text) for f in figures] == [(value, unit, text)]


@pytest.mark.parametrize("text", ["Q1", "10-K", "F3", "Nasdaq", "GPT4", "3M", "v2.0.1"])
def test_a_name_with_a_digit_is_no_figure(text: str) -> None:
    assert not [f for f in figures_in(text) if f.named]


def test_precision_is_one_step_of_the_last_digit() -> None:
    assert [f.precision for f in figures_in("44.86% or 45% or $1.5 million")] == [0.0001, 0.01, 100_000]


@for_all(st.decimals(min_value=0, max_value=9999, places=2))
def test_a_percentage_is_read_without_the_noise_of_binary_fractions(number: Decimal) -> None:
    figure = figures_in(f"{number}%")[0]

    assert Decimal(repr(figure.value)) == number / 100


def test_names_and_periods_with_digits_are_not_given_figures(new_desk: NewDesk) -> None:
    question = "Did the S&P 500 beat the Russell 2000 by 5% over the last 30 days of 2025, or the Magnificent 7?"
    desk = new_desk(question)

    assert [(g.id, g.text) for g in book_givens(desk, question)] == [("U1", "5%")]


def test_the_same_figure_is_given_once(new_desk: NewDesk) -> None:
    desk = new_desk()
    book_givens(desk, "I put $10,000 into SPY")

    assert [g.id for g in book_givens(desk, "and $10,000 into QQQ, or $20,000?")] == ["U1", "U2"]


@pytest.mark.parametrize(
    "question",
    [
        "Wie hat sich der Nasdaq 2025 entwickelt?",
        "Quel a été le rendement du Nasdaq en 2025 ?",
        "Wie stand der Dow am 6. Januar 2026?",
        "¿Cómo cerró el S&P 500 el 6 de enero de 2026?",
        "nasdaq 2024 vs 2025",
    ],
)
def test_a_year_or_a_day_of_a_month_is_no_figure_in_any_language(new_desk: NewDesk, question: str) -> None:
    assert book_givens(new_desk(question), question) == []


def test_a_level_that_looks_like_a_year_is_a_figure(new_desk: NewDesk) -> None:
    question = "Did the Russell close above 2000 yesterday?"

    assert [g.value for g in book_givens(new_desk(question), question)] == [2000]
