"""Sizes of moves, ratios, times, bases and invested money in words, held against the facts."""

from typing import Final

import pytest

from copilot.grounding import settle
from copilot.ledger import Ledger
from tests.copilot.grounding.booked import LONG, YEAR, Book, fact

WORKED_OUT: Final = "no fact carries this sum or difference: calculate works it out"


def money(*amounts: tuple[str, float], stake: float = 1.0) -> Ledger:
    """Return a ledger with what a stake grew to in each symbol since 30 November 2022."""
    ledger = Ledger()
    for symbol, value in amounts:
        ledger.book(fact(symbol, value, LONG, "growth_of_amount", "usd", params={"amount": stake}))
    return ledger


@pytest.mark.parametrize("stake", ["$1", "A dollar", "Every dollar", "One dollar"])
def test_a_dollar_became_what_the_fact_of_one_dollar_says(stake: str) -> None:
    ledger = money(("^IXIC", 2.0533), ("^GSPC", 1.7021))

    settled = settle(f"{stake} in the Nasdaq Composite became {{F1}}, and a dollar in the S&P 500 {{F2}}.", ledger)

    assert (settled.checks.proved, settled.checks.unproved) == (2, ())


def test_the_money_of_one_index_is_not_that_of_another() -> None:
    ledger = money(("^IXIC", 2.0533), ("^GSPC", 1.7021))

    settled = settle("A dollar in the Nasdaq Composite became {F2}, and a dollar in the S&P 500 {F1}.", ledger)

    assert len(settled.checks.unproved) == 2


@pytest.mark.parametrize(
    ("words", "proved"),
    [
        ("Invested on 30 November 2022, the money would now be worth {F1}.", 1),
        ("Invested at the start of 2020, the money would now be worth {F1}.", 0),
        ("Put into the Nasdaq Composite ten years ago, it would be worth {F1}.", 0),
        ("With dividends reinvested, it would be worth {F1}.", 0),
        ("Before dividends, it would be worth {F1}.", 1),
    ],
)
def test_money_has_the_base_and_the_basis_of_its_fact(words: str, proved: int) -> None:
    settled = settle(f"This is about the Nasdaq Composite. {words}", money(("^IXIC", 2.0533)))

    assert settled.checks.proved == proved


def test_a_sum_of_money_in_the_head_is_left_to_calculate_and_called_no_percent() -> None:
    ledger = money(("^GSPC", 11_638.78), stake=10_000)
    ledger.book(fact("^GSPC", 0.163878, LONG))
    ledger.give(10_000.0, "usd", "$10,000")

    settled = settle("That is $1,639 more than the S&P 500 began with.", ledger)

    assert settled.checks.unproved[0]["reason"] == WORKED_OUT


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("a lead of some 14 percentage points", True),
        ("a lead of some 24 percentage points", False),
        ("a gap of 14.0 points", True),
        ("a shortfall of 14 points", False),
    ],
)
def test_a_difference_in_points_of_two_figures_is_a_comparison_that_they_bear_out(words: str, holds: bool) -> None:
    ledger = Ledger()
    ledger.book(fact("^IXIC", 0.25, YEAR))
    ledger.book(fact("^GSPC", 0.11, YEAR))

    settled = settle(f"In 2025 the Nasdaq Composite gained {{F1}} and the S&P 500 {{F2}}, {words}.", ledger)

    assert (not settled.checks.unproved) == holds


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("The S&P 500 plunged in 2025.", False),
        ("The S&P 500 slipped in 2025.", True),
        ("The Nasdaq Composite slipped in 2025.", False),
        ("The Nasdaq Composite plunged in 2025.", True),
        ("The Nasdaq Composite had a double-digit loss in 2025.", True),
        ("The S&P 500 had a double-digit loss in 2025.", False),
        ("The Nasdaq Composite lost a fifth in 2025.", True),
        ("The Nasdaq Composite lost a third in 2025.", False),
    ],
)
def test_a_verb_has_the_size_of_its_move(words: str, holds: bool) -> None:
    ledger = Ledger()
    ledger.book(fact("^IXIC", -0.203, YEAR))
    ledger.book(fact("^GSPC", -0.0034, YEAR))

    assert (not settle(words, ledger).checks.unproved) == holds


@pytest.mark.parametrize(("word", "proved"), [("annualized", 1), ("daily", 0), ("monthly", 0)])
def test_volatility_of_a_year_is_none_of_a_day(word: str, proved: int, book: Book) -> None:
    settled = settle(f"The Nasdaq Composite's {word} volatility was {{{book['vol']}}} in 2025.", book.ledger)

    assert settled.checks.proved == proved


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("about eleven weeks", True),
        ("less than three months", True),
        ("two weeks", False),
        ("more than half a year", False),
    ],
)
def test_a_recovery_took_as_long_as_its_fact_says(words: str, holds: bool) -> None:
    ledger = Ledger()
    ledger.book(fact("^GSPC", 80, YEAR, "recovery", "days"))

    settled = settle(f"The S&P 500 took {words} to recover from its low.", ledger)

    assert (not settled.checks.unproved) == holds
