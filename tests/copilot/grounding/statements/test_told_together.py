"""Figures of one measure told side by side, extremes without their noun, superlatives of a part of a set."""

from datetime import date

import pytest

from copilot.grounding import settle
from copilot.ledger import Ledger
from tests.copilot.grounding.booked import YEAR, fact


def holds(text: str, ledger: Ledger) -> bool:
    """Say whether nothing in a text is marked."""
    return not settle(text, ledger).checks.unproved


def betas() -> Ledger:
    """Return a ledger with the betas, the returns and the drawdowns of two stocks."""
    ledger = Ledger()
    for symbol, beta, gain, fall in (("AMZN", 1.38, 0.05, -0.31), ("META", 1.43, 0.12, -0.34)):
        ledger.book(fact(symbol, beta, YEAR, "beta", "ratio", subject=(symbol, "^GSPC")))
        ledger.book(fact(symbol, gain, YEAR))
        ledger.book(fact(symbol, fall, YEAR, "max_drawdown"))
    return ledger


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("The betas were 1.38 for Amazon and 1.43 for Meta.", True),
        ("The betas were 1.43 for Amazon and 1.38 for Meta.", False),
        ("Amazon's beta of 1.38 was lower than Meta's 1.43.", True),
        ("Amazon's beta of 1.38 was higher than Meta's 1.43.", False),
        ("Amazon had a higher beta than Meta.", False),
    ],
)
def test_betas_against_one_index_are_told_beside_each_other(words: str, right: bool) -> None:
    assert holds(words, betas()) == right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Meta suffered the bigger fall in 2025.", True),
        ("Amazon suffered the bigger fall in 2025.", False),
        ("Meta had the larger drop, 34% versus 31%.", True),
        ("Meta had the larger drop, 31% versus 34%.", False),
        ("Meta's drawdown was deeper than Amazon's by 3 percentage points.", True),
        ("Amazon's drawdown was deeper than Meta's by 3 percentage points.", False),
    ],
)
def test_a_fall_of_what_rose_is_its_drawdown(words: str, right: bool) -> None:
    assert holds(words, betas()) == right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Meta's return was more than twice Amazon's, but its drawdown was deeper.", True),
        ("Meta's return was more than twice Amazon's, but its drawdown was shallower.", False),
        ("Meta's return was more than three times Amazon's, but its drawdown was deeper.", False),
    ],
)
def test_a_multiple_is_of_the_measure_of_its_own_part_of_the_sentence(words: str, right: bool) -> None:
    assert holds(words, betas()) == right


def days() -> Ledger:
    """Return a ledger with the best and the worst day of one index."""
    ledger = Ledger()
    for how, size, day in (("worst", -0.06, date(2025, 4, 3)), ("best", 0.12, date(2025, 4, 9))):
        label = f"Nasdaq Composite (^IXIC) {how} day"
        ledger.book(fact("^IXIC", size, YEAR, f"{how}_day", label=label))
        ledger.book(
            fact(
                "^IXIC",
                day.isoformat(),
                YEAR,
                f"{how}_day",
                "date",
                label=f"{label}, its session",
                params={"part": "session"},
            )
        )
    return ledger


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("The Nasdaq's worst session was 3 April and its best 9 April.", True),
        ("The Nasdaq's worst session was 9 April and its best 3 April.", False),
        ("The Nasdaq lost 6.0% on its worst day, 3 April, and gained 12.0% on its best, 9 April.", True),
        ("The Nasdaq lost 6.0% on its worst day, 9 April, and gained 12.0% on its best, 3 April.", False),
        ("La peor sesión del Nasdaq fue la del 3 de abril y la mejor la del 9 de abril.", True),
        ("La peor sesión del Nasdaq fue la del 9 de abril y la mejor la del 3 de abril.", False),
        ("The Nasdaq's best day was about twice as large as its worst.", True),
        ("The Nasdaq's best day was about three times as large as its worst.", False),
    ],
)
def test_the_best_and_the_worst_day_are_told_together(words: str, right: bool) -> None:
    assert holds(words, days()) == right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Apple was the weakest of the stocks that gained.", True),
        ("Alphabet was the weakest of the stocks that gained.", False),
        ("The best of the decliners was Meta.", True),
        ("The best of the decliners was Tesla.", False),
        ("Alphabet gained 29%, well ahead of Apple's 7%, the second-best result.", True),
        ("Alphabet gained 29%, well ahead of Meta's -5%, the second-best result.", False),
    ],
)
def test_a_superlative_may_be_of_those_that_rose_or_fell_alone(words: str, right: bool) -> None:
    ledger = Ledger()
    for symbol, value in (("GOOGL", 0.29), ("AAPL", 0.07), ("META", -0.05), ("TSLA", -0.1)):
        ledger.book(fact(symbol, value, YEAR))

    assert holds(words, ledger) == right
