"""Periods that the reader hands on: lists of years, what came after, and those of other languages."""

from collections.abc import Callable

import pytest

from copilot.reader import Plan
from tests.copilot.reader.conftest import AS_OF
from tools.sessions import load_sessions
from tools.windows import read_period

Plans = Callable[..., Plan]


def windows(plan: Plan) -> list[tuple[str, str]]:
    periods = [str(call.arguments["period"]) for call in plan.ahead]
    read = [read_period(words, AS_OF, load_sessions()).window for words in periods]
    return [(window.base.isoformat(), window.end.isoformat()) for window in read]


def test_a_list_of_years_is_as_many_periods(plan_of: Plans) -> None:
    plan = plan_of("S&P 500 return in each of the years 2023, 2024 and 2025")

    assert plan.behavior == "answer"
    assert windows(plan) == [("2022-12-30", "2023-12-29"), ("2023-12-29", "2024-12-31"), ("2024-12-31", "2025-12-31")]


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("How did the Nasdaq do in Q1 2025?", "And the quarter after?", ("2025-03-31", "2025-06-30")),
        ("How did the Nasdaq do in 2024?", "And the year after?", ("2024-12-31", "2025-12-31")),
        ("How did the Nasdaq do in October 2025?", "and the following month?", ("2025-10-31", "2025-11-28")),
        ("How did the Nasdaq do in Q3 2025?", "And the quarter before?", ("2025-03-31", "2025-06-30")),
    ],
)
def test_the_unit_before_or_after_is_meant_against_the_question_before(
    plan_of: Plans, first: str, then: str, expected: tuple[str, str]
) -> None:
    plan = plan_of(first, then)

    assert plan.behavior == "answer"
    assert windows(plan) == [expected]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("标普500在2025年12月31日以来涨了多少？", ("2025-12-31", "2026-01-09")),
        ("标普500今年第一季度涨了多少", ("2025-12-31", "2026-01-09")),
        ("纳斯达克去年第四季度的回报率是多少？", ("2025-09-30", "2025-12-31")),
        ("纳斯达克上周五涨了多少", ("2025-12-31", "2026-01-02")),
        ("2024年底以来道琼斯指数涨了多少", ("2024-12-31", "2026-01-09")),
        ("Rendimiento del Nasdaq desde principios de 2025", ("2024-12-31", "2026-01-09")),
        ("¿Cuánto subió el Nasdaq en lo que va de año?", ("2025-12-31", "2026-01-09")),
        ("Cuánto ganó el S&P 500 a finales de 2025?", ("2025-09-30", "2025-12-31")),
        ("Wie hat sich der S&P 500 im letzten Quartal entwickelt?", ("2025-09-30", "2025-12-31")),
        ("Wie lief der Nasdaq vom 5. bis 9. Januar 2026?", ("2026-01-05", "2026-01-09")),
        ("Wie viel hat der S&P 500 seit Mitte 2025 gewonnen?", ("2025-06-30", "2026-01-09")),
        ("Quelle est la performance du S&P 500 au premier semestre 2025 ?", ("2024-12-31", "2025-06-30")),
        ("Quel rendement pour le S&P 500 depuis fin 2024 ?", ("2024-12-31", "2026-01-09")),
    ],
)
def test_a_period_is_read_in_its_own_language(plan_of: Plans, question: str, expected: tuple[str, str]) -> None:
    plan = plan_of(question)

    assert plan.behavior == "answer"
    assert windows(plan) == [expected]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What was the S&P 500's best day ever?", "ever"),
        ("How did the Nasdaq do over all time?", "all time"),
        ("How did the Nasdaq do at the time?", "at the time"),
        ("How did the Nasdaq do into year-end?", "into year-end"),
        ("How did the Nasdaq do in the closing months of 2025?", "closing months of 2025"),
    ],
)
def test_a_time_without_ends_is_named_and_never_replaced(plan_of: Plans, question: str, words: str) -> None:
    plan = plan_of(question)

    assert plan.behavior == "clarify"
    assert any(words in unread for unread in plan.not_understood)
