"""Turns of phrase that are read as plainer ones."""

from collections.abc import Callable
from typing import Any

import pytest

from copilot.reader.plainer import plainer

Calls = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("ended November 2025 at $168", "closed at $168 at the end of November 2025"),
        ("How far is Nike from where it was two years ago?", "How far is Nike since two years ago?"),
        ("lose between its 2025 close and today", "lose between the close of 2025 and today"),
        ("Apple's close of 2025", "Apple's close of 2025"),
    ],
)
def test_a_turn_of_phrase_is_put_plainly(said: str, plain: str) -> None:
    assert plainer(said) == plain


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("S&P 500's highest close of 2025 so far", "2025 so far"),
        ("lowest close of the year for Apple", "this year"),
        ("best day of the month for Tesla", "this month"),
        ("How did Wall Street finish the week?", "this week"),
    ],
)
def test_an_extreme_is_looked_for_in_the_whole_of_its_period(call_of: Calls, question: str, period: str) -> None:
    assert call_of(question)["period"] == period
