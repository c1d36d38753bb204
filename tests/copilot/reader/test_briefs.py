"""A request for the market brief, told from a question about the market."""

from datetime import date

import pytest

from copilot.reader import brief_asked
from tools.sessions import load_sessions

FRIDAY = date(2026, 1, 9)


@pytest.mark.parametrize(
    "question",
    [
        "market brief",
        "Give me a market brief",
        "Could you write a brief of the market, please?",
        "Morning briefing",
        "I'd like today's market brief.",
        "Brief me on the market",
        "Write the daily brief for today",
    ],
)
def test_a_request_for_the_brief_is_one_of_the_last_session(question: str) -> None:
    assert brief_asked(question, load_sessions(), FRIDAY) == FRIDAY


def test_a_brief_of_a_day_is_of_that_day() -> None:
    assert brief_asked("Market brief for 6 January 2026", load_sessions(), FRIDAY) == date(2026, 1, 6)


@pytest.mark.parametrize(
    "question",
    [
        "Give me a brief of Nvidia in 2025",
        "Market brief for last week",
        "How brief was the bear market of 2020?",
        "Briefly, how did the market do?",
        "brief history of the S&P 500",
    ],
)
def test_other_questions_ask_for_no_brief(question: str) -> None:
    assert brief_asked(question, load_sessions(), FRIDAY) is None
