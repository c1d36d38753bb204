from collections.abc import Callable

import pytest

from copilot.reader import Plan
from copilot.reader.languages import into_english, language_of

Plans = Callable[..., Plan]


@pytest.mark.parametrize(
    ("question", "language", "symbol"),
    [
        ("Quel a été le rendement du Nasdaq en 2025 ?", "fr", "^IXIC"),
        ("Combien a gagné Nvidia en 2025 ?", "fr", "NVDA"),
        ("¿Cuál fue el rendimiento del Nasdaq en 2025?", "es", "^IXIC"),
        ("¿Cuánto ha subido Apple este año?", "es", "AAPL"),
        ("Wie war die Rendite des S&P 500 in 2025?", "de", "^GSPC"),
        ("Wie hat sich der Dow in diesem Jahr entwickelt?", "de", "^DJI"),
        ("去年罗素2000的涨幅是多少？", "zh", "^RUT"),
        ("纳斯达克2025年表现如何？", "zh", "^IXIC"),
    ],
)
def test_a_simple_question_is_read_in_its_language(plan_of: Plans, question: str, language: str, symbol: str) -> None:
    plan = plan_of(question)

    assert (plan.behavior, plan.language) == ("answer", language)
    assert plan.steps[0][0].arguments["subjects"] == [symbol]
    assert plan.steps[0][0].arguments["measure"] == "price_return"


@pytest.mark.parametrize(
    ("question", "language"),
    [("¿Por qué cayó Tesla?", "es"), ("特斯拉为什么下跌？", "zh"), ("Warum ist die Aktie von Tesla gefallen?", "de")],
)
def test_anything_beyond_is_asked_back_in_that_language(plan_of: Plans, question: str, language: str) -> None:
    plan = plan_of(question)

    assert (plan.behavior, plan.language) == ("clarify", language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Qual è stato il rendimento dell'S&P 500 nel 2025?", "it"),
        ("Come è andata Apple nel 2025?", "it"),
        ("Qual foi o retorno da Nvidia em 2024?", "pt"),
        ("Wat was het rendement van de Nasdaq in 2025?", "nl"),
        ("2024年のS&P500のリターンは？", "ja"),
        ("엔비디아 2025년 수익률은?", "ko"),
    ],
)
def test_a_question_in_a_language_that_is_not_read_is_asked_back_in_it(
    plan_of: Plans, question: str, language: str
) -> None:
    plan = plan_of(question)

    assert (plan.behavior, plan.language) == ("clarify", language)


@pytest.mark.parametrize(
    "question",
    [
        "Not one sector lost money in 2025, right?",
        "How did the Dow do in March?",
        "Nvidia",
        "SPY vs RSP year to date",
        "Apple in 2025",
    ],
)
def test_english_stays_english(question: str) -> None:
    assert language_of(question) == "en"
    assert into_english(question, "en") == question
