"""How the reading above an answer agrees with its facts, and asks for the other readings."""

from datetime import date

import pytest

from copilot.facts import window_json
from copilot.toolbox import run_tool
from tests.copilot.toolbox.conftest import NewDesk

FRIDAY = date(2026, 1, 9)


def returned(new_desk: NewDesk, question: str, period: str, every: str = "") -> list[dict[str, object]]:
    desk = new_desk(question, FRIDAY)
    arguments = {"measure": "price_return", "subjects": ["S&P 500"], "period": period, "every": every}
    run_tool(desk, "measure", {name: value for name, value in arguments.items() if value})
    return list(desk.ledger.readings)


@pytest.mark.parametrize("subjects", [["S&P 500"], ["S&P 500", "Nasdaq"]])
def test_a_record_is_shown_with_the_window_it_was_sought_in(new_desk: NewDesk, subjects: list[str]) -> None:
    desk = new_desk("How far below its record?", FRIDAY)
    outcome = run_tool(desk, "measure", {"measure": "record_high", "subjects": subjects, "period": "past year"})

    for reading in desk.ledger.readings:
        assert len(reading["subject"]) == 1
        assert reading["window"] == window_json(outcome.fact(f"record_high:{reading['subject'][0]}").window)
    assert len(desk.ledger.readings) == len(subjects)


def test_each_of_the_past_years_is_a_whole_one_and_the_rolling_reading_can_be_asked(new_desk: NewDesk) -> None:
    question = "S&P 500 in each of the past three years"
    (reading,) = returned(new_desk, question, "the past three years", "year")

    assert reading["window"]["base"] == "2022-12-30"
    assert [other["question"] for other in reading["alternatives"]] == [
        "S&P 500 each year from 9 January 2023 to 9 January 2026"
    ]


def test_each_after_the_period_keeps_its_unit(new_desk: NewDesk) -> None:
    (reading,) = returned(new_desk, "S&P 500 the past three years, each", "the past three years", "year")

    assert [other["question"] for other in reading["alternatives"]] == [
        "S&P 500 from 9 January 2023 to 9 January 2026 each year"
    ]


@pytest.mark.parametrize(
    ("question", "period", "asked"),
    [
        (
            "S&P 500 in the second week of October 2025?",
            "the second week of October 2025",
            "S&P 500 from 7 October 2025 to 14 October 2025?",
        ),
        ("How did the S&P 500 do over the last year?", "over the last year", "How did the S&P 500 do in 2025?"),
        ("S&P 500 during the week before Christmas?", "the week before Christmas", "S&P 500 during the week of 15"),
    ],
)
def test_the_question_for_another_reading_is_a_sentence(
    new_desk: NewDesk, question: str, period: str, asked: str
) -> None:
    (reading,) = returned(new_desk, question, period)

    assert any(other["question"].startswith(asked) for other in reading["alternatives"])
