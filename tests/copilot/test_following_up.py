"""Follow-ups whose words refer to what an answer found, asked in a thread from end to end."""

import asyncio
from pathlib import Path

import pytest

from copilot.answer import Answer
from copilot.opening import open_copilot
from copilot.settings import Settings


def last_of(home: Path, *questions: str) -> Answer:
    """Return the answer to the last of these questions, asked one after the other in one thread."""
    copilot = open_copilot(Settings(_env_file=None, home=home, data="reference"))

    async def asked() -> list[Answer]:
        return [await copilot.answer(question, thread="one") for question in questions]

    return asyncio.run(asked())[-1]


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        (("Worst day for the S&P 500 in 2025", "What did Nvidia do that day?"), "fell 7.36% on 4 April 2025"),
        (("Worst day of the Dow in 2025", "How many points was that?"), "fell 2,231.07 points on 4 April 2025"),
        (("Which month was Nvidia's worst in 2025?", "How did the S&P 500 do that month?"), "fell 5.75%"),
        (("How often did the S&P 500 fall more than 2% in 2025?", "and the Dow?"), "The Dow fell by more than 2%"),
        (("Is Amazon above its 200-day average?", "what about the 50 day?"), "above its 50-session average"),
        (("What was the average close of Tesla in June 2025?", "and in July?"), "The average close of Tesla was"),
    ],
)
def test_a_follow_up_keeps_what_was_told(own_home: Path, questions: tuple[str, ...], told: str) -> None:
    answer = last_of(own_home, *questions)

    assert answer.behavior == "answer"
    assert told in answer.text
    assert answer.checks.unproved == ()


def test_a_day_of_which_two_were_told_is_asked_about(own_home: Path) -> None:
    answer = last_of(own_home, "Best and worst day of the S&P 500 in 2025", "What did Nvidia do that day?")

    assert answer.behavior == "clarify"
    assert "Which one do you mean?" in answer.text
