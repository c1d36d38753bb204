"""When money went in, and up to when it is looked at."""

from collections.abc import Callable

import pytest

CallOf = Callable[..., dict[str, object]]


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("If I had invested $10,000 in the S&P 500 in January 2023, what would I have now?", "since January 2023"),
        ("What would $1,000 invested in Nvidia in 2024 be worth?", "since 2024"),
        ("What would $1,000 invested in Nvidia on 4 April 2025 be worth?", "since 2025-04-04"),
        ("$2,000 in Tesla in Q2 2025, what is that worth today?", "since Q2 2025"),
        ("If I bought Apple last month, am I up?", "since last month"),
        ("I bought Microsoft in April 2025. How am I doing?", "since April 2025"),
    ],
)
def test_money_that_went_in_during_a_period_is_looked_at_now(call_of: CallOf, question: str, period: str) -> None:
    assert call_of(question)["period"] == period


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("What did $10,000 in the Nasdaq become in 2025?", "2025"),
        ("What would $10,000 in Amazon have grown to in 2025?", "2025"),
        ("If I invested $10,000 in the S&P 500 last year, how much would I have made?", "last year"),
        ("What would $10,000 in Apple be worth over 2025?", "2025"),
    ],
)
def test_money_that_grew_within_a_period_is_looked_at_when_that_ended(
    call_of: CallOf, question: str, period: str
) -> None:
    assert call_of(question)["period"] == period


def test_an_end_that_is_named_ends_it(call_of: CallOf) -> None:
    asked = call_of("What would $1,000 invested in Apple in January 2024 have become by the end of 2024?")

    assert asked["period"] == "from 2023-12-29 to 2024-12-31"
