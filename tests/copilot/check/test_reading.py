"""What the built-in reader finds in a sentence: figure, subject, window, sign, hedge."""

from datetime import date

import pytest

from copilot.check.claim import Claim
from copilot.check.reading.article import read_article
from tools.sessions import load_sessions
from tools.universe import load_universe


def read(text: str, published: str = "2026-01-07") -> tuple[Claim, ...]:
    day = date.fromisoformat(published)
    return read_article(text, day, date(2026, 1, 9), load_universe(), load_sessions()).claims


def only(text: str, published: str = "2026-01-07") -> Claim:
    (claim,) = read(text, published)
    return claim


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        ("The Russell 2000 rose 1.4% on Tuesday.", "^RUT", 0.014),
        ("The Dow slipped 0.9% on Wednesday.", "^DJI", -0.009),
        ("Apple (-1.83%) lagged on Tuesday.", "AAPL", -0.0183),
        ("On Tuesday the Nasdaq composite was up 0.65 percent.", "^IXIC", 0.0065),
        ("Energy stocks, in contrast, lost 2.7% on Tuesday as crude fell; no sector did worse.", "XLE", -0.027),
        ("The S&P 500 ended 0.3% lower on Wednesday.", "^GSPC", -0.003),
        ("The S&P 500 gained 0.6% on Tuesday on hopes for lower rates.", "^GSPC", 0.006),
    ],
)
def test_a_figure_belongs_to_its_subject_with_the_sign_of_its_verb(text: str, subject: str, value: float) -> None:
    claims = [c for c in read(text) if c.measure == "price_return"]

    assert [(c.main.subject[0], c.stated.value) for c in claims if c.main] == [(subject, pytest.approx(value))]


def test_respectively_gives_each_subject_its_own_figure() -> None:
    claims = read("Nvidia and Microsoft gained 2.1% and 0.4%, respectively, on Tuesday.")

    assert [(c.main.subject, c.stated.value) for c in claims if c.main] == [(("NVDA",), 0.021), (("MSFT",), 0.004)]


def test_the_quote_is_exactly_what_stands_at_its_characters() -> None:
    text = "Markets were mixed. The Dow added 484.90 points, or 0.99%, on Tuesday.\n\nThe Nasdaq rose 0.65%."

    assert all(text[c.start : c.end] == c.quote for c in read(text))


@pytest.mark.parametrize(
    ("words", "base", "end"),
    [
        ("in 2025", "2024-12-31", "2025-12-31"),
        ("in the fourth quarter", "2025-09-30", "2025-12-31"),
        ("in December", "2025-11-28", "2025-12-31"),
        ("in the first nine months of 2025", "2024-12-31", "2025-09-30"),
        ("on January 6", "2026-01-05", "2026-01-06"),
        ("from its peak on February 19 to its low on April 8", "2025-02-19", "2025-04-08"),
    ],
)
def test_a_window_is_read_against_the_publication(words: str, base: str, end: str) -> None:
    claim = only(f"The S&P 500 moved higher by 3.5% {words}.")

    assert claim.main is not None
    assert claim.main.window is not None
    assert (claim.main.window.base, claim.main.window.end) == (date.fromisoformat(base), date.fromisoformat(end))


def test_an_open_window_may_end_on_the_day_or_on_the_session_before() -> None:
    claim = only("The S&P 500 is up 1.4% this year.")

    ends = {r.window.end for r in claim.readings if r.window}

    assert {date(2026, 1, 6), date(2026, 1, 7)} <= ends


def test_the_same_period_is_the_one_named_before() -> None:
    text = "The Nasdaq Composite rose 20.4% in 2025. The Russell 2000 gained 11.3% over the same period."

    second = read(text)[1].main

    assert second is not None
    assert second.window is not None
    assert second.window.end == date(2025, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia's revenue rose 62% last quarter.",
        "The yield on the 10-year Treasury climbed to 4.17%.",
        "Analysts expect the S&P 500 to gain 9% in 2026.",
        "Crude oil fell 2% to $57.13 per barrel.",
        "The S&P 500 trades at 23 times forward earnings.",
        "Foxconn jumped 12% on Tuesday.",
        "Traders see a 91% probability of a cut.",
    ],
)
def test_what_prices_cannot_settle_says_what_would(text: str) -> None:
    claims = read(text)

    assert all(not c.readings and c.needs for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "The S&P 500 and the Russell 2000 were calm on 6 January 2026.",
        "See the notes [1][2] in section 3 on page 12.",
        "The Magnificent 7 and the Impressive 493 are names for parts of the S&P 500.",
    ],
)
def test_names_dates_and_markers_are_no_claims(text: str) -> None:
    assert read(text) == ()


def test_a_table_takes_subject_from_its_row_and_time_from_its_heading() -> None:
    text = "| Index | Close | Week | YTD |\n| --- | --- | --- | --- |\n| S&P 500 | 6,966.28 | 1.57% | 1.76% |\n"

    claims = read(text, "2026-01-09")

    assert [(c.measure, c.window_words) for c in claims] == [
        ("close", "Close"), ("price_return", "Week"), ("price_return", "YTD")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Health care led all sectors on Tuesday.", "rank"),
        ("Energy was the worst-performing sector on Tuesday.", "rank"),
        ("The Dow closed at a record high on Tuesday.", "record_high"),
        ("The S&P 500 rose for a third straight session on Tuesday.", "count"),
        ("Eight of the eleven sectors advanced on Tuesday.", "count"),
        ("Nvidia more than tripled in 2023.", "ratio"),
    ],
)
def test_claims_without_digits_are_found(text: str, measure: str) -> None:
    assert measure in {c.measure for c in read(text)}


def test_below_a_record_is_no_record() -> None:
    claims = read("The Nasdaq Composite finished 1.7% below its record high on Tuesday.")

    assert "record_high" not in {c.measure for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "The estimated earnings growth rate for the S&P 500 for the fourth quarter is 8.3%.",
        "Analysts' estimates for Apple rose 3% on Tuesday.",
        "The dividend yield of the S&P 500 stands at 1.2%.",
        "The net profit margin of Nvidia reached 55% in the third quarter.",
        "The forward P/E ratio of the S&P 500 stood at 22.4.",
    ],
)
def test_what_is_said_of_a_subject_s_earnings_is_no_move_of_its_price(text: str) -> None:
    claims = read(text)

    assert claims and all(c.needs and not c.readings for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "Despite weak earnings a gain in the Russell 2000 of 1.37% stood out on Tuesday.",
        "Guidance cuts at Tesla sent the stock down 4.14% on Tuesday.",
    ],
)
def test_earnings_beside_a_move_leave_it_a_move(text: str) -> None:
    claim = only(text)

    assert claim.measure == "price_return"


def test_no_line_is_too_long_to_be_read_whole() -> None:
    text = "Talk went on and on. " * 2000 + "The Dow added 0.99% on Tuesday."

    assert [c.quote for c in read(text)] == ["Dow added 0.99% on Tuesday"]
