"""Whom a figure is said of: companies by what they are, lists in an order, and never the next clause."""

from datetime import date

import pytest

from copilot.check.claim import Claim
from copilot.check.reading.article import read_article
from copilot.check.reading.owning import last_named
from copilot.grounding.reading.lexicon import Named
from tools.sessions import load_sessions
from tools.universe import load_universe


def read(text: str) -> tuple[Claim, ...]:
    return read_article(text, date(2026, 1, 7), date(2026, 1, 9), load_universe(), load_sessions()).claims


def owned(text: str) -> list[tuple[str, float | None]]:
    """Return the subject and the figure of each claim that prices can settle."""
    return [(c.main.subject[0], c.stated.value) for c in read(text) if c.main and c.measure == "price_return"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Philadelphia chip index shed 6.2% on Tuesday, with Nvidia off 9.5%.",
            [("^SOX", -0.062), ("NVDA", -0.095)],
        ),
        ("The Dow rose on Tuesday. The average put on 0.8% that day.", [("^DJI", 0.008)]),
        ("On Tuesday the thirty-stock average got away with a decline of 0.4%.", [("^DJI", -0.004)]),
        ("The leading index fell 0.1% on Tuesday, whereas Apple lost 3.2%.", [("^GSPC", -0.001), ("AAPL", -0.032)]),
        ("The CBOE volatility index shot up 7.4% on Tuesday.", [("^VIX", 0.074)]),
        ("At the worst of it the tech-heavy gauge was down 0.4% on Tuesday.", [("^IXIC", -0.004)]),
    ],
)
def test_an_index_is_known_by_what_prose_calls_it(text: str, expected: list[tuple[str, float]]) -> None:
    assert owned(text) == expected


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("Walmart disappointed and the S&P 500 slipped. The retailer's shares fell 2.2% on Tuesday.", "WMT"),
        ("UnitedHealth is in the Dow. On Tuesday the insurer lost 2.2%.", "UNH"),
        ("Nvidia passed Microsoft. The chip designer lost 2.2% on Tuesday.", "NVDA"),
        ("Nvidia passed Microsoft. The iPhone maker lost 2.2% on Tuesday.", "AAPL"),
    ],
)
def test_a_company_is_known_by_what_it_does(text: str, symbol: str) -> None:
    assert owned(text) == [(symbol, -0.022)]


def test_what_two_companies_do_names_neither() -> None:
    assert owned("Pfizer and Merck reported on Tuesday. The drugmaker lost 2.2% on Tuesday.") == []


def test_what_a_company_does_is_no_name_before_the_name_itself() -> None:
    assert owned("The retailer to watch was Walmart. It fell 2.2% on Tuesday.") == [("WMT", -0.022)]


def test_a_company_that_was_not_named_is_not_the_last_one_that_was() -> None:
    assert owned("Eli Lilly was quiet on Tuesday. The carmaker lost 4.2%.") == []


def test_a_difference_between_the_two_is_of_the_last_two() -> None:
    text = "In 2025 the S&P 500 did well. The Russell 2000 did too. Between the two lay 4.1 percentage points."
    (claim,) = read(text)

    assert claim.main is not None
    assert claim.main.subject == ("^GSPC", "^RUT")


def test_a_common_noun_is_no_company() -> None:
    assert owned("The Russell 2000, that collection of banks and biotechs, rose 1.4% on Tuesday.") == [("^RUT", 0.014)]


@pytest.mark.parametrize(
    "text",
    [
        "On Tuesday the three fell 1.1%, 0.9% and 1.3%, in the order S&P, Dow, Nasdaq.",
        "On Tuesday the three averages fell 1.1%, 0.9% and 1.3%, the S&P first, then the Dow and the Nasdaq.",
        "On Tuesday all three fell, by 1.1%, 0.9% and 1.3% for the S&P 500, the Dow and the Nasdaq.",
        "The S&P 500, the Dow and the Nasdaq fell on Tuesday. They lost 1.1%, 0.9% and 1.3%.",
    ],
)
def test_a_list_of_figures_goes_to_its_names_in_order(text: str) -> None:
    assert owned(text) == [("^GSPC", -0.011), ("^DJI", -0.009), ("^IXIC", -0.013)]


def test_how_many_rose_in_a_month_is_no_day_of_it() -> None:
    (claim,) = read("In December three of the four rose, the Dow by 0.7%.")

    assert claim.main is not None
    assert claim.main.window is not None
    assert (claim.main.window.base, claim.main.window.end) == (date(2025, 11, 28), date(2025, 12, 31))


def test_both_are_the_last_two_of_a_kind() -> None:
    text = "The S&P 500 was weak. The Nasdaq, led by Nvidia, was too. On Tuesday both fell, by 1.1% and 1.3%."

    assert owned(text) == [("^GSPC", -0.011), ("^IXIC", -0.013)]


def test_what_was_named_again_counts_once_and_last() -> None:
    one, two = (Named(frozenset({s})) for s in ("^DJI", "^IXIC"))

    assert last_named([one, two, one], 2) == (two, one)


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday's strange new basket shed 6.2%, while Nvidia was quiet.",
        "Most of the group fell 6.2% on Tuesday, with Nvidia holding up.",
        "Walmart was quiet; the other big retailer fell 6.2% on Tuesday.",
    ],
)
def test_no_figure_is_given_to_a_name_of_the_next_clause(text: str) -> None:
    assert owned(text) == []


def test_whose_news_it_is_does_not_move() -> None:
    text = "UnitedHealth was weak. The news that Berkshire Hathaway had bought in sent it 12% higher on Tuesday."

    assert owned(text) == [("UNH", 0.12)]


@pytest.mark.parametrize(
    "text",
    [
        "Alphabet jumped on Tuesday on cloud growth of 28%.",
        "AMD rose on Tuesday on data center growth that hit 115%.",
        "If Microsoft lost another 5% on Tuesday I'd buy it.",
        "Apple is indicated another 4% lower.",
        "In March 1933 the Dow once rose 15.3% in a session.",
        "Nvidia expects revenue more than 50% above what analysts had pencilled in.",
        "If the S&P 500 fell 10% from here, it would be cheap.",
        "Because Apple is so big, its fall alone cost the Dow 1.2%.",
    ],
)
def test_what_is_no_move_of_a_session_that_is_over_is_not_judged(text: str) -> None:
    assert owned(text) == []
