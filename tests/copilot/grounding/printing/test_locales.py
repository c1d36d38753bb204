"""How each language prints figures and days."""

from datetime import date
from typing import Any

import pytest

from copilot.facts import Fact
from copilot.grounding import render
from copilot.grounding.printing.locales import LOCALES
from copilot.grounding.printing.render import print_date
from tools.windows import Window

WINDOW = Window(date(2024, 12, 31), date(2025, 1, 2), date(2025, 12, 1))


def fact(value: Any, unit: str = "fraction", measure: str = "price_return") -> Fact:
    return Fact(
        id="F1", label="x", subject=("^DJI",), measure=measure, basis="price", params={}, value=value, unit=unit,
        window=WINDOW, as_of=WINDOW.end, formula="", inputs=(), provenance={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "gain", "level", "dollars", "end"),
    [
        ("en", "12.97%", "6,845.50", "$317.66", "1 December 2025"),
        ("de", "12,97\u00a0%", "6.845,50", "317,66\u00a0$", "1. Dezember 2025"),
        ("es", "12,97\u00a0%", "6.845,50", "317,66\u00a0$", "1 de diciembre de 2025"),
        ("fr", "12,97\u00a0%", "6 845,50", "317,66\u00a0$", "1er décembre 2025"),
        ("zh", "12.97%", "6,845.50", "317.66美元", "2025年12月1日"),
    ],
)
def test_figures_and_days_are_printed_as_the_language_does(
    language: str, gain: str, level: str, dollars: str, end: str
) -> None:
    assert render(fact(0.1297), language=language) == gain
    assert render(fact(6845.5, "level", "close"), language=language) == level
    assert render(fact(317.66, "usd", "close"), language=language) == dollars
    assert render(fact(0.1297), "end", language=language) == end


@pytest.mark.parametrize("language", LOCALES)
def test_sign_size_and_decimals_are_those_that_are_asked_for(language: str) -> None:
    sign = render(fact(-0.051), "value", "1", language)

    assert sign.startswith("−5")
    assert render(fact(0.051), "value", "+", language).startswith("+5")
    assert not render(fact(-0.051), "value", "abs", language).startswith("−")


@pytest.mark.parametrize("language", LOCALES)
def test_printed_digits_can_be_read_back(language: str) -> None:
    text = render(fact(1234.5, "level", "close"), language=language)

    assert float(LOCALES[language].plain(text)) == 1234.5


@pytest.mark.parametrize(
    ("language", "spread", "place"),
    [
        ("de", "7,40 Prozentpunkte", "3."), ("es", "7,40 puntos porcentuales", "3.º"),
        ("fr", "7,40 points de pourcentage", "3e"), ("zh", "7.40个百分点", "第3"),
    ],
)  # fmt: skip
def test_units_and_places_have_words_of_the_language(language: str, spread: str, place: str) -> None:
    assert render(fact(0.074, measure="spread"), language=language) == spread
    assert render(fact(3, "rank", "rank"), language=language) == place


@pytest.mark.parametrize("month", range(1, 13))
def test_every_language_has_twelve_months(month: int) -> None:
    printed = {print_date(date(2025, month, 15), language) for language in LOCALES}

    assert len(printed) == len(LOCALES)
