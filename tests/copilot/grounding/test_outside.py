"""Sentences of the program's other rooms, and of other programs' failures, that the checks must read aright."""

from dataclasses import replace
from datetime import date

import pytest

from copilot.facts import Alternative, Fact, FactInput, RowInput
from copilot.grounding import render, settle
from copilot.ledger import Ledger
from tests.copilot.grounding.booked import LONG, YEAR, YTD, Book, fact
from tools.windows.window import Window

WEEK = Window(date(2025, 12, 29), date(2025, 12, 30), date(2026, 1, 6))
SEVEN = ("AAPL", "MSFT", "GOOGL", "AMZN", "NVDA", "META", "TSLA")


def spread(ledger: Ledger, first: Fact, second: Fact, label: str) -> Fact:
    """Return the booked difference of two facts, which are booked too."""
    one, two = ledger.book(first), ledger.book(second)
    gap = float(one.value) - float(two.value)
    return ledger.book(
        replace(
            one, id="", measure="spread", value=gap, subject=(*one.subject, *two.subject), label=label,
            inputs=(FactInput(one.id), FactInput(two.id)), names=(*one.names, *two.names),
        )
    )  # fmt: skip


def basket(value: float, window: Window = YTD) -> Fact:
    made = fact("TSLA", value, window, "total_return")
    return replace(made, subject=SEVEN, basis="total_return", label="Magnificent 7 basket", names=("Magnificent 7",))


def fund(value: float, window: Window = YTD) -> Fact:
    made = fact("TSLA", value, window, "total_return")
    return replace(made, subject=("RSP",), basis="total_return", label="RSP fund total return", names=("RSP fund",))


@pytest.mark.parametrize("connector", [":", " –", " is", " was", ","])
def test_a_fact_may_stand_behind_its_own_label(connector: str, book: Book) -> None:
    gap = spread(book.ledger, fact("^IXIC", 0.2, YEAR), fact("^RUT", 0.1, YEAR), "Nasdaq Composite minus Russell 2000")

    settled = settle(
        f"Nasdaq Composite minus Russell 2000{connector} {{{gap.id}}}, as of {{{gap.id}:end}}.", book.ledger
    )

    assert not settled.checks.unproved


def test_the_label_of_another_fact_is_no_excuse(book: Book) -> None:
    gap = spread(book.ledger, fact("^IXIC", 0.2, YEAR), fact("^RUT", 0.1, YEAR), "Nasdaq Composite minus Russell 2000")

    settled = settle(f"Russell 2000 minus Nasdaq Composite: {{{gap.id}}}.", book.ledger)

    assert settled.checks.unproved


@pytest.mark.parametrize(
    ("words", "holds"), [("were behind the RSP fund by", True), ("were ahead of the RSP fund by", False)]
)
def test_a_group_is_one_side_of_a_difference(words: str, holds: bool) -> None:
    ledger = Ledger()
    gap = spread(ledger, basket(-0.0043), fund(0.0284), "Magnificent 7 minus RSP fund, total return")

    settled = settle(f"The Magnificent 7 {words} {{{gap.id}:abs}}.", ledger)

    assert (not settled.checks.unproved) is holds


def test_each_clause_has_its_own_window() -> None:
    ledger = Ledger()
    week = spread(ledger, fact("^RUT", 0.03, WEEK), fact("^GSPC", 0.02, WEEK), "Russell 2000 minus S&P 500")
    year = spread(ledger, fact("^RUT", 0.04, LONG), fact("^GSPC", 0.13, LONG), "Russell 2000 minus S&P 500")
    right = (
        f"Over the five sessions to 6 January 2026, the Russell 2000 was ahead of the S&P 500 by {{{week.id}:abs}}; "
        f"since 30 November 2022 the Russell 2000 was behind the S&P 500 by {{{year.id}:abs}}."
    )
    wrong = right.replace("ahead of", "~").replace("behind", "ahead of").replace("~", "behind")

    assert not settle(right, ledger).checks.unproved
    assert settle(wrong, ledger).checks.unproved


def test_last_year_is_counted_from_the_answers_session(book: Book) -> None:
    said = "Last year the Nasdaq returned 20.36%."
    alone = Ledger()
    alone.book(fact("^IXIC", 0.203618, YEAR))

    assert not settle(said, alone, as_of=date(2026, 1, 6)).checks.unproved
    assert settle(said, alone, as_of=date(2025, 12, 31)).checks.unproved


@pytest.fixture
def closes() -> Ledger:
    """Return a ledger with a return, its two closes and two other readings."""
    ledger = Ledger()
    with_dividends = Alternative("with dividends, by the QQQ fund", ("^IXIC",), "total_return", "total_return",
                                 0.2112, "fraction", YEAR)  # fmt: skip
    other = Alternative("Nasdaq-100", ("^NDX",), "price_return", "price", 0.2017, "fraction", YEAR)
    rows = (
        RowInput("^IXIC", date(2024, 12, 31), "close", 19310.79),
        RowInput("^IXIC", date(2025, 12, 31), "close", 23241.99),
    )
    ledger.book(fact("^IXIC", 0.203618, YEAR, inputs=rows, alternatives=(with_dividends, other)))
    ledger.book(fact("^RUT", 0.1129, YEAR))
    return ledger


@pytest.mark.parametrize(
    "draft",
    [
        "With dividends the Nasdaq Composite returned 21.12% in 2025.",
        "The Nasdaq-100 gained 20.17% in 2025.",
        "The Nasdaq Composite rose from 19,310.79 at the end of 2024 to 23,241.99 at the end of 2025.",
        "The Nasdaq Composite gained 1.8 times as much as the Russell 2000 in 2025.",
    ],
)
def test_what_is_shown_beside_a_fact_may_be_told(draft: str, closes: Ledger) -> None:
    settled = settle(draft, closes)

    assert not settled.checks.unproved
    beside = [s for s in settled.segments if s.part and s.part != "value"]
    assert all(render(closes.facts[s.fact or ""], s.part or "", s.format or "") == s.text for s in beside)


@pytest.mark.parametrize(
    "draft",
    [
        "The Nasdaq Composite returned 21.12% in 2025.",
        "The Nasdaq Composite gained 20.17% in 2025.",
        "The Russell 2000 rose from 19,310.79 to 23,241.99.",
        "The Nasdaq Composite closed at 19,310.79 at the end of 2025.",
        "The Nasdaq Composite gained 1.9 times as much as the Russell 2000 in 2025.",
        "The Russell 2000 gained 1.8 times as much as the Nasdaq Composite in 2025.",
    ],
)
def test_what_is_shown_beside_a_fact_is_nothing_else(draft: str, closes: Ledger) -> None:
    assert settle(draft, closes).checks.unproved


def test_a_count_of_rows_proves_no_return_of_the_same_digits(book: Book) -> None:
    book.ledger.book(fact("^GSPC", 81, YEAR, "count", "count", label="Rows"))

    assert settle("The S&P 500 returned 81% in 2025.", book.ledger).checks.unproved


def test_years_windows_and_scores_are_no_prices(book: Book) -> None:
    book.ledger.book(fact("^GSPC", 2025.0, YEAR, "close", "level"))
    book.ledger.book(fact("^GSPC", 200.0, YEAR, "close", "level"))

    settled = settle(
        "In 2025 the S&P 500 stayed above its 200-day average (a 14-day RSI below the usual line).", book.ledger
    )

    assert not [s for s in settled.segments if s.verdict == "proved"]


def test_a_close_told_as_another_number_is_marked(book: Book) -> None:
    book.ledger.book(fact("^GSPC", 1.137, YEAR, "close", "level"))

    assert settle("The S&P 500 closed at 0.903.", book.ledger).checks.unproved
    assert settle("The S&P 500 closed at 1.137 at the end of 2025.", book.ledger).checks.proved == 1


@pytest.mark.parametrize(
    ("draft", "holds"),
    [
        ("The Nasdaq returned 20.36% with an annualized volatility of 24.37% in 2025.", True),
        ("The Nasdaq returned 24.37% with an annualized volatility of 20.36% in 2025.", False),
        ("In 2025 the Nasdaq gained 20.36% after a drawdown of 23.87%.", True),
        ("In 2025 the Nasdaq gained 23.87% after a drawdown of 20.36%.", False),
    ],
)
def test_two_measures_in_one_clause_keep_their_figures(draft: str, holds: bool, book: Book) -> None:
    assert (not settle(draft, book.ledger).checks.unproved) is holds


@pytest.mark.parametrize(
    "sentence",
    ["Analysts at Goldman expect a recession in 2026.", "Analysts at Goldman expect a recession in 2026 [S9].",
     "Nvidia is guaranteed to double.", "The Nasdaq is likely to fall."],
)  # fmt: skip
def test_a_forecast_without_a_passage_is_marked(sentence: str) -> None:
    settled = settle(sentence, Ledger(), "How is the market?")

    assert [s.reason for s in settled.segments if s.verdict == "unproved"] == [
        "a forecast needs a passage that says whose it is"
    ]
