"""Money, shares and gaps that two facts give together, right and with a wrong neighbour of each."""

from datetime import date

import pytest

from copilot.facts import Alternative
from copilot.grounding import settle
from copilot.ledger import Ledger
from tests.copilot.grounding.booked import YEAR, fact

QUESTION = (
    "I put $6,000 into Alphabet and $6,000 into Apple on the last day of 2024. What did I have at the end of 2025?"
)


def plan() -> Ledger:
    """Return a ledger with what two stakes of $6,000 came to, with and without dividends, and an index."""
    ledger = Ledger()
    for symbol, value, paid in (("GOOGL", 9_900.0, 9_950.0), ("AAPL", 6_900.0, 6_940.0)):
        other = Alternative("with dividends", (symbol,), "growth_of_amount", "total_return", paid, "usd", YEAR)
        ledger.book(
            fact(symbol, value, YEAR, "growth_of_amount", "usd", params={"amount": 6_000.0}, alternatives=(other,))
        )
        ledger.book(fact(symbol, value / 6_000 - 1, YEAR))
    ledger.book(fact("^GSPC", 0.16, YEAR))
    ledger.give(6_000.0, "usd", "$6,000")
    return ledger


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Apple turned $6,000 into $6,900, a gain of $900.", True),
        ("Apple turned $6,000 into $6,900, a gain of $800.", False),
        ("Apple turned $6,000 into $6,900, a loss of $900.", False),
        ("Alphabet made you $3,900 and Apple $900.", True),
        ("Alphabet made you $900 and Apple $3,900.", False),
        ("In all, your $12,000 grew by $4,800, or 40%.", True),
        ("In all, your $13,000 grew by $4,800, or 40%.", False),
        ("In all, your $12,000 grew by $4,800, or 45%.", False),
        ("Alphabet alone gained you $4,800.", False),
        ("Zusammen brachten die beiden Positionen einen Gewinn von 4.800 Dollar.", True),
        ("Zusammen brachten die beiden Positionen einen Gewinn von 4.900 Dollar.", False),
    ],
)
def test_what_money_gained_is_what_it_came_to_less_what_was_put_in(words: str, right: bool) -> None:
    assert (not settle(words, plan(), QUESTION).checks.unproved) == right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Alphabet now makes up about 59% of the pair's value.", True),
        ("Apple now makes up about 59% of the pair's value.", False),
        ("More than 80% of your gain came from Alphabet.", True),
        ("More than 80% of your gain came from Apple.", False),
        ("With dividends, the two positions together came to $16,890, $90 more than without them.", True),
        ("With dividends, the two positions together came to $16,990, $90 more than without them.", False),
    ],
)
def test_a_part_of_all_and_all_of_it_follow_from_both(words: str, right: bool) -> None:
    assert (not settle(words, plan(), QUESTION).checks.unproved) == right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Had you put the whole $12,000 into the S&P 500, you would have had $13,920.", True),
        ("Had you put the whole $12,000 into the S&P 500, you would have had $16,800.", False),
        ("A thousand dollars in Alphabet on 31 December 2024 would have become $1,650.", True),
        ("A thousand dollars in Alphabet on 31 December 2024 would have become $1,750.", False),
        ("A thousand dollars in Alphabet on 31 December 2023 would have become $1,650.", False),
    ],
)
def test_a_sum_would_have_grown_by_the_return_of_what_it_is_put_into(words: str, right: bool) -> None:
    assert (not settle(words, plan(), QUESTION).checks.unproved) == right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("The gap between the best and the worst stock of 2025 was 40 percentage points.", True),
        ("The gap between the best and the worst stock of 2025 was 50 percentage points.", False),
        ("Apple trailed Alphabet by 25 percentage points, but beat Tesla by 15.", True),
        ("Apple trailed Alphabet by 25 percentage points, but beat Tesla by 25.", False),
        ("Apple's return of 5% was the lower of the two by 25 percentage points.", False),
    ],
)
def test_gaps_of_a_set_and_gaps_without_their_unit(words: str, right: bool) -> None:
    ledger = Ledger()
    for symbol, value in (("GOOGL", 0.3), ("AAPL", 0.05), ("TSLA", -0.1)):
        ledger.book(fact(symbol, value, YEAR))

    assert (not settle(words, ledger).checks.unproved) == right


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("The Nasdaq is 1,685 points short of its record.", True),
        ("The Nasdaq is 1,885 points short of its record.", False),
        ("The Nasdaq is 1,685 points above its record.", False),
    ],
)
def test_points_below_a_record_are_those_between_two_levels(words: str, right: bool) -> None:
    ledger = Ledger()
    ledger.book(fact("^IXIC", 23_958.0, YEAR, "record_high", "level", params={"part": "level"}))
    ledger.book(fact("^IXIC", 22_273.0, YEAR, "close", "level", as_of=date(2025, 12, 31)))

    assert (not settle(words, ledger).checks.unproved) == right
