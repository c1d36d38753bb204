"""What a newcomer asks first, from question to checked answer: built-in model, bundled closes, no network."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from copilot.answer import Answer
from copilot.opening import open_copilot
from copilot.proofs import verify
from copilot.service import Copilot
from copilot.settings import Settings

Wanted = tuple[tuple[str, ...], str, float]
DAY = date(2026, 1, 6)
NASDAQ, DOLLARS = (
    "How has the Nasdaq done since ChatGPT launch?",
    "what would $10,000 in SPY at the end of 2024 be worth?",
)
SEVEN = ("AAPL", "MSFT", "GOOGL", "GOOG", "AMZN", "NVDA", "META", "TSLA")

FIGURES: dict[str, list[Wanted]] = {
    NASDAQ: [(("^IXIC",), "price_return", 1.0533), (("^IXIC",), "annualized_return", 0.2610)],
    "Nasdaq against the Russell 2000 in calendar 2025": [
        (("^IXIC",), "price_return", 0.2036), (("^RUT",), "price_return", 0.1129),
        (("^IXIC", "^RUT"), "spread", 0.0907),
    ],
    "Rank the sectors on 6 January 2026": [
        (("XLB",), "price_return", 0.0198), (("XLV",), "price_return", 0.0197), (("XLK",), "price_return", 0.0140),
        (("XLK",), "rank", 3), (("XLE",), "price_return", -0.0267), (("XLE",), "rank", 11),
    ],
    "How did small caps do in the first five trading days of 2026?": [(("^RUT",), "price_return", 0.0407)],
    "How much of the S&P 500 is the Magnificent 7?": [(SEVEN, "weight", 0.3429)],
    "equal-weight S&P 500 against MAGS this year": [
        (("RSP",), "total_return", 0.0284), (("MAGS",), "total_return", -0.0047), (("RSP", "MAGS"), "spread", 0.0331),
    ],
    "Is Nvidia up more than 1,000% since ChatGPT?": [(("NVDA",), "price_return", 10.0662)],
    "the Nasdaq's worst drawdown in 2025": [(("^IXIC",), "max_drawdown", -0.2387)],
    DOLLARS: [(("SPY",), "growth_of_amount", 11804), (("SPY",), "growth_of_amount", 11943)],
}  # fmt: skip

SAID = {
    NASDAQ: ["105.33%", "26.10%", "30 November 2022", "Composite"],
    "Nasdaq against the Russell 2000 in calendar 2025": ["9.07 percentage points"],
    "Rank the sectors on 6 January 2026": ["tie", "fifth", "capitalisation"],
    "How did small caps do in the first five trading days of 2026?": ["4.07%", "three"],
    "How much of the S&P 500 is the Magnificent 7?": ["about 34.3%", "34.2%", "estimated", "GOOGL and GOOG"],
    "equal-weight S&P 500 against MAGS this year": ["total return", "3.31 percentage points"],
    "Is Nvidia up more than 1,000% since ChatGPT?": ["1,006.62%"],
    "the Nasdaq's worst drawdown in 2025": ["19 February 2025", "8 April 2025"],
    DOLLARS: ["$11,804", "$11,943", "without dividends", "ividends reinvested"],
}


@pytest.fixture
def copilot(own_home: Path) -> Copilot:
    return open_copilot(Settings(_env_file=None, home=own_home, data="reference"))


def ask(copilot: Copilot, question: str, day: date = DAY, thread: str | None = None) -> Answer:
    return asyncio.run(copilot.answer(question, as_of=day, thread=thread))


def fact(answer: Answer, subject: tuple[str, ...], measure: str) -> list[dict[str, Any]]:
    return [f for f in answer.facts if set(f["subject"]) == set(subject) and f["measure"] == measure]


@pytest.mark.parametrize("question", FIGURES)
def test_a_first_question_has_its_figures_proved(copilot: Copilot, question: str) -> None:
    told = ask(copilot, question)

    assert told.behavior == "answer"
    for subject, measure, value in FIGURES[question]:
        near = 0.5 if measure == "growth_of_amount" else 1e-4
        assert any(abs(f["value"] - value) <= near for f in fact(told, subject, measure)), (
            subject,
            measure,
            told.facts,
        )
    assert [words for words in SAID[question] if words not in told.text] == []
    assert told.checks.unproved == () and told.checks.figures > 0


@pytest.mark.parametrize("question", FIGURES)
def test_a_first_answer_is_recomputed_offline(copilot: Copilot, question: str) -> None:
    report = verify(ask(copilot, question).to_json())

    assert report.ok, report


def test_what_an_amount_became_is_computed_from_a_fact_and_the_users_figure(copilot: Copilot) -> None:
    inputs = fact(ask(copilot, DOLLARS), ("SPY",), "growth_of_amount")[0]["inputs"]

    assert {"given", "fact"} <= {key for entry in inputs for key in entry}


def test_other_fair_readings_stand_beside_a_figure(copilot: Copilot) -> None:
    told = ask(copilot, NASDAQ)

    values = [round(a["value"], 4) for f in fact(told, ("^IXIC",), "price_return") for a in f["alternatives"]]
    assert {1.1313, 1.1438} <= set(values)
    assert any(a["question"] for r in told.reading for a in r["alternatives"])


def test_a_follow_up_with_dividends_is_a_fund_that_stands_for_the_index(copilot: Copilot) -> None:
    ask(copilot, NASDAQ, thread="one")

    told = ask(copilot, "and the S&P 500, with dividends?", thread="one")

    assert [round(f["value"], 4) for f in fact(told, ("SPY",), "total_return")] == [0.7734]
    assert "stands for the index" in told.text and "77.34%" in told.text


def test_five_sessions_are_all_there_three_days_later(copilot: Copilot) -> None:
    told = ask(copilot, "How did small caps do in the first five trading days of 2026?", date(2026, 1, 9))

    (found,) = fact(told, ("^RUT",), "price_return")
    assert (round(found["value"], 4), found["window"]["end"]) == (0.0492, "2026-01-08")


def test_the_sectors_by_capitalisation_are_the_alternative(copilot: Copilot) -> None:
    told = ask(copilot, "Rank the sectors on 6 January 2026")

    (found,) = fact(told, ("XLV",), "price_return")
    assert any("capitalisation" in a["label"] and round(a["value"], 4) == 0.0195 for a in found["alternatives"])


def test_a_claim_is_judged(copilot: Copilot) -> None:
    (verdict,) = ask(copilot, "Is Nvidia up more than 1,000% since ChatGPT?").verdicts

    assert verdict["verdict"] == "supported"
    assert "6.62 percentage points" in verdict["reason"]


@pytest.mark.parametrize(
    ("question", "words"),
    [("the Nasdaq's worst drawdown in 2023", "every one is needed"),
     ("NVDA on 23 May 2024", "17 May 2024")],
)  # fmt: skip
def test_missing_is_missing_and_says_how_to_get_it(copilot: Copilot, question: str, words: str) -> None:
    told = ask(copilot, question)

    assert (told.behavior, told.reason) == ("decline", "no_data")
    assert words in told.text and "--data" in told.text


@pytest.mark.parametrize(
    ("question", "behavior", "reason"),
    [("How did XYZQ do?", "clarify", "unknown_name"), ("should I sell Nvidia?", "decline", "advice"),
     ("where will the S&P end 2026?", "decline", "forecast"),
     ("how did Apple do after its last earnings", "clarify", "not_understood")],
)  # fmt: skip
def test_what_cannot_be_answered_is_asked_or_declined_with_a_way_on(
    copilot: Copilot, question: str, behavior: str, reason: str
) -> None:
    told = ask(copilot, question)

    assert (told.behavior, told.reason) == (behavior, reason)
    assert told.suggestions


def test_words_not_understood_are_named(copilot: Copilot) -> None:
    assert ask(copilot, "how did Apple do after its last earnings").not_understood == ("after its last earnings",)


def test_the_index_is_read_as_the_s_and_p_500_and_said(copilot: Copilot) -> None:
    told = ask(copilot, "what did the index do last month")

    assert told.behavior == "clarify" or ("S&P 500" in told.text and "the index" in told.text)


def test_the_market_is_four_indices_sectors_and_breadth_and_nothing_is_called_now(copilot: Copilot) -> None:
    told = ask(copilot, "How is the market today?")

    assert {"^GSPC", "^IXIC", "^DJI", "^RUT"} <= {s for f in told.facts for s in f["subject"]}
    assert len([f for f in told.facts if f["measure"] == "rank"]) == 11
    assert fact(told, ("XLK", "XLF", "XLY", "XLC", "XLV", "XLI", "XLP", "XLE", "XLU", "XLB", "XLRE"), "breadth")
    assert "6 January 2026" in told.text
    assert not {"now", "currently", "current"} & set(told.text.lower().replace(",", " ").split())


def test_what_analysts_expect_is_cited_and_said_to_be_second_hand(copilot: Copilot) -> None:
    told = ask(copilot, "What do analysts expect for Magnificent 7 earnings?", date(2026, 1, 9))

    assert told.citations and all(c["tier"] == "second-hand" and c["quote"] for c in told.citations)
    assert "second-hand" in told.text and "23%" in told.text
    assert told.checks.supported == 0 and told.checks.unsupported == ()
