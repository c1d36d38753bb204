"""A basket beside one name, closes beyond a level: as they are told, and checked."""

from collections.abc import Callable
from typing import Any

import pytest

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("basket of aapl msft googl vs nasdaq in 2025", "That basket rose 29.55%"),
        ("SPY vs the average Mag 7 stock in 2025", "The average return of the Magnificent 7, each counted alike, was"),
        ("was september or october better for the nasdaq in 2025", "the Nasdaq Composite rose 5.61%"),
        ("has the S&P ever closed above 7000?", "No: on none of the sessions"),
        ("when did the S&P first close above 6,500", "was on 28 August 2025, at 6,501.86"),
        ("I bought Nvidia on 14 May 2025. How much am I up?", "Nvidia rose"),
        ("they said on TV the Russell 2000 outperformed the S&P 500 in 2025. Fact?", "No: the S&P 500 beat"),
    ],
)
def test_an_answer_says_so_and_stands_its_checks(ask: Ask, question: str, text: str) -> None:
    answered = ask(question)

    assert answered.told["behavior"] == "answer", answered.draft
    assert text.lower() in answered.text.lower()
    assert answered.settled.problems == ()


def test_records_are_not_counted_where_too_little_is_known_before(ask: Ask) -> None:
    answered = ask("how many record closes did the S&P 500 set in 2025")

    assert (answered.told["behavior"], answered.told["reason"]) == ("decline", "no_data")
