"""Everyday wordings: the sentence that comes first, and every figure and statement in it proved."""

from collections.abc import Callable

import pytest

from copilot.writing.naming import pays_none
from tests.copilot.writing.conftest import Answered

Ask = Callable[..., Answered]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("bottom 3 sectors in 2025", "The worst of the sectors by return from the close of 31 December 2024"),
        (
            "Which of Apple, Microsoft and Meta had the deepest drawdown in 2025?",
            "Meta had the deepest maximum drawdown",
        ),
        ("How much did the S&P move on January 9, 2025?", "No session on 9 January 2025"),
        ("30-day volatility of Apple right now", "by its daily closes from 26 November 2025 to 9 January 2026."),
        (
            "which was the second-best sector in 2025?",
            "Communication Services (XLC fund) came 2nd of the sectors by return, with +21.60%",
        ),
        (
            "third worst Magnificent 7 stock last month",
            "Microsoft came 3rd of the Magnificent 7 by return, counted from the lowest",
        ),
        ("the 2 best months of the S&P 500 in 2025", "The best months of the S&P 500 by return: +6.15%"),
        ("second worst quarter for Tesla in 2025", "Second from the bottom of the quarters of Tesla"),
        ("How many months was the S&P 500 up in 2025?", "The S&P 500 rose in 8 of 12 months"),
        ("average monthly return of the Nasdaq in 2025", "was 1.66%"),
        ("top 5 days of Nvidia in 2025", "were 9 April 2025 (+18.72%), 28 January 2025 (+8.93%)"),
        ("second worst day of the Dow in 2025", "the Dow fell 3.98%, second from the bottom"),
        ("longest winning streak of the S&P 500 in 2025", "was 9, from 22 April 2025 to 2 May 2025"),
        ("how many days in a row has the Nasdaq risen", "rose 0.81% on 9 January 2026"),
        ("Is Apple on a losing streak?", "No: Apple rose 0.13%"),
        ("best 20-day return of the S&P 500 in 2025", "was +15.61%, from the close of 21 April 2025"),
        (
            "Is the Nasdaq in a bear market?",
            "No: the close of the Nasdaq Composite on 9 January 2026 stood 1.20% below",
        ),
        ("Percentage of days the Nasdaq rose in 2025", "rose on 145 of 250 sessions"),
        (
            "was October better than September for the Dow",
            "Yes: the Dow did better in October than in September, by 0.64 percentage points",
        ),
        ("Is Tesla down more than 10% from its record?", "That does not hold: the close of Tesla"),
        ("Did the Nasdaq rise less than 5% in March 2025?", "so it did not rise at all"),
        ("how many sectors beat the S&P 500 in 2025", "three of eleven beat the S&P 500"),
        ("what percent of the sectors rose in 2025", "That is 81.82% of them"),
        ("How much of the index do Apple, Microsoft and Nvidia make up?", "Together they make up about 20.3%"),
        ("biggest company in the S&P", "begin with Nvidia, 7.7%"),
        ("who is bigger in the S&P 500, Amazon or Tesla?", "Amazon has 3.9% and Tesla 2.1%"),
        ("60% SPY and 40% IWM in 2025", "That basket rose 14.37%"),
        ("did the Dow gain more than 5000 points in 2025", "That holds: the Dow rose 5,519.07 points"),
        ("where does energy rank among sectors in 2025", "9th of the sectors"),
        ("has the Russell hit a new high this month?", "Yes: the Russell 2000 closed at a record on 2 of 6 sessions"),
        ("Wie lief Apple gegen Microsoft im Jahr 2025?", "Microsoft lief damit besser als Apple"),
    ],
)
def test_everyday_questions_are_answered_and_stand_their_checks(ask: Ask, question: str, text: str) -> None:
    answered = ask(question)

    assert answered.told["behavior"] == "answer", answered.draft
    assert text in answered.text
    assert answered.settled.problems == ()


def test_a_note_on_an_event_stands_above_the_answer_and_not_in_it(ask: Ask) -> None:
    assert "is dated" not in ask("How did Nvidia do since DeepSeek?").text


def test_no_suggestion_keeps_a_point_of_time_that_a_return_cannot_have(ask: Ask) -> None:
    assert all("end 2026" not in s for s in ask("How did the S&P 500 do end 2026?").told["suggestions"])


def test_the_order_by_capitalisation_names_every_place_that_differs(ask: Ask) -> None:
    text = ask("Rank the sectors this year").text
    told = text.partition("By capitalisation the order differs: ")[2].partition(".")[0]
    moved = [part.strip().rsplit(" instead of ", 1) for part in told.split(";")] if told else []

    assert len(moved) > 2
    assert sorted(one.rsplit(" ", 1)[1] for one, _ in moved) == sorted(other for _, other in moved)


@pytest.mark.parametrize(
    ("symbol", "none"), [("^VIX", True), ("^TNX", True), ("GC=F", True), ("^GSPC", False), ("AAPL", False)]
)
def test_only_some_things_have_no_dividends_to_leave_out(symbol: str, none: bool) -> None:
    assert pays_none(symbol) is none
