from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from copilot.reader import Context, read
from tools.sessions import load_sessions
from tools.universe import load_universe

Ask = Callable[..., Any]


@pytest.mark.parametrize(
    "question",
    [
        "How did Apple do in 2025?",
        "How did the S&P 500 do in 2025?",
        "Rank the sectors this year",
        "How did tech do yesterday?",
        "How are the markets?",
        "How much of the S&P 500 is the Magnificent 7?",
        "Compare S&P 500 and Nasdaq in 2025",
        "How much is Nvidia up since 2020?",
        "Should I buy TSLA?",
        "Who won the World Series?",
        "How did United do in 2025?",
        "How did Apple do after its last earnings?",
    ],
)
def test_three_follow_ups_that_can_be_answered(ask: Ask, question: str) -> None:
    suggestions = ask(question).told["suggestions"]

    assert len(suggestions) == 3
    assert question not in suggestions
    for suggestion in suggestions:
        plan = read(suggestion, load_universe(), load_sessions(), date(2026, 1, 9), Context())
        assert plan.behavior == "answer", suggestion


@pytest.mark.parametrize(
    "question", ["tech stocks yesterday", "which stock gained most in the dow in 2025", "vix today"]
)
def test_nothing_is_offered_that_these_prices_cannot_answer(ask: Ask, question: str) -> None:
    for suggestion in ask(question).told["suggestions"]:
        assert ask(suggestion).told["behavior"] == "answer", suggestion
