"""The instructions of a turn: nothing in them about what is not there."""

from pathlib import Path

from tests.doubles.asking import NASDAQ, copilot_with, events_of
from tests.doubles.openai_server import behaves, openai_server


def instructions(home: Path, question: str) -> str:
    with openai_server(behaves) as server:
        events_of(copilot_with(server, home), question, None)
        return str(server.requests[0]["messages"][0]["content"])


def test_a_question_without_an_amount_is_told_nothing_of_one(own_home: Path) -> None:
    told = instructions(own_home, NASDAQ)

    assert "U1" not in told and "earlier turns" not in told


def test_an_amount_of_the_users_is_told_by_its_id(own_home: Path) -> None:
    told = instructions(own_home, "What would $10,000 put into SPY at the end of 2024 be worth?")

    assert "The user gave U1 ($10,000): write `{U1}`" in told
