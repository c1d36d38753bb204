import re
from collections.abc import Callable
from typing import Any

import pytest

from copilot.reader.about import load_definitions

Ask = Callable[..., Any]
DIGIT_TYPED = re.compile(r"\d+(?:[.,]\d+)?\s?%")

QUESTIONS = [
    "How has the Nasdaq done since ChatGPT launched?",
    "What's the S&P 500's return so far this year?",
    "microsft and gogle return ytd",
    "S&P 500 return in 2025 with dividends",
    "Nasdaq Composite annualized return since November 30, 2022?",
    "Compare S&P 500 and Nasdaq in 2025",
    "SPY vs RSP year to date",
    "How many times the S&P 500's return did Nvidia deliver in 2025?",
    "Is Tesla more volatile than Nvidia?",
    "Compare the max drawdown of Tesla and Apple in 2025",
    "Was the Nasdaq better in January 2025 or February 2025?",
    "Beta of Nvidia",
    "How correlated were SPY and QQQ last quarter?",
    "Rank the four major indices by return this week.",
    "Best performing Mag 7 stock since ChatGPT launched?",
    "Top 3 sectors on January 6 2026",
    "How did sectors perform yesterday?",
    "Was Nvidia the best Magnificent 7 stock in 2025?",
    "Magnificent 7 excluding Tesla in 2025",
    "Which Mag 7 stocks beat the S&P 500 in 2025?",
    "Rank the sectors by volatility in 2025",
    "biggest loser of the Magnificent 7 this year",
    "How many sectors rose in 2025?",
    "Are all sectors up this year?",
    "On how many days in 2025 did the Nasdaq fall more than 2%?",
    "How many of the Magnificent 7 are above their 50-day moving average?",
    "Is Apple above its 200-day moving average?",
    "Average return of the Magnificent 7 in 2025",
    "Equal-weight basket of Apple, Microsoft and Nvidia in 2025",
    "Year-by-year Nasdaq returns 2023 to 2025",
    "Best month for Apple in 2025?",
    "What was the S&P 500's worst drawdown in 2025?",
    "How long did it take the S&P 500 to recover from its 2025 drawdown?",
    "Worst day of the S&P 500 in April 2025",
    "Nvidia's 52-week high",
    "Is the Nasdaq at a record high?",
    "How far is the S&P 500 below its record high?",
    "What did the S&P 500 close at yesterday?",
    "How many points did the Dow gain on January 6?",
    "Annualised volatility of NVDA in 2025",
    "Sharpe ratio of the S&P 500 in 2025 with a 4% risk-free rate",
    "What percent of the S&P 500 do the Magnificent 7 make up?",
    "Which Magnificent 7 stock has the largest weight?",
    "Is there evidence of a Great Rotation in early 2026?",
    "Is market breadth improving?",
    "How are the markets?",
    "The article claims healthcare gained 2.72% on Jan 6. Is that right?",
    "Verify: Nasdaq +21.35% and Russell 2000 +15.21% in 2025.",
    "Is Nvidia up more than 1,000% since ChatGPT?",
    "Is the Magnificent 7 more than a third of the S&P 500?",
    "Did Russell 2000 beat the S&P 500 by 3 percentage points this year?",
    "What would $10,000 in Nvidia at the end of 2022 be worth today?",
    "How much profit would $10,000 in Tesla have made in 2025?",
    "What gain is needed to recover from a 25% loss?",
    "Quel a été le rendement du Nasdaq en 2025 ?",
    "¿Cuánto ha subido Apple este año?",
    "Wie war die Rendite des S&P 500 in 2025?",
    "去年罗素2000的涨幅是多少？",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_draft_stands_its_own_checks(ask: Ask, question: str) -> None:
    answered = ask(question)

    assert answered.told["behavior"] == "answer", answered.text
    assert [(p.sentence, p.reason) for p in answered.settled.problems] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_draft_types_a_percentage_that_the_user_did_not(ask: Ask, question: str) -> None:
    typed = [m.strip() for m in DIGIT_TYPED.findall(re.sub(r"\{[^}]*\}", "", ask(question).draft))]

    assert [t for t in typed if t not in question] == []


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How did the Russell 2000 do in 2025?", "The Russell 2000 rose 11.29%"),
        ("Apple's return over the last 5 trading days", "Apple fell 4.30%"),
        ("What did the S&P 500 close at yesterday?", "closed at 6,921.46 on 8 January 2026"),
        ("SPY vs RSP year to date", "The RSP fund beat the SPY fund by 1.37 percentage points"),
        ("Did Apple beat Microsoft in 2025?", "No: Microsoft beat Apple by 6.18 percentage points"),
        ("Did small caps outperform large caps in 2025?", "No: the S&P 500 beat the Russell 2000"),
        ("Was Nvidia the best Magnificent 7 stock in 2025?", "No: Nvidia rose 38.88%"),
        (
            "Did Alphabet lead the Magnificent 7 in 2025?",
            "Yes: of the Magnificent 7, Alphabet did best: it rose 65.35%",
        ),
        ("Are all sectors up this year?", "No: of the sectors, ten of eleven rose"),
        ("Did the Nasdaq go up in 2025?", "Yes: the Nasdaq Composite rose 20.36%"),
        ("Was Apple up last week?", "No: Apple fell 0.87%"),
        ("What was the S&P 500's worst drawdown in 2025?", "−18.90%, from its close on 19 February 2025"),
        (
            "Which sector led on January 6?",
            "Materials (XLB fund) and Health Care (XLV fund) are too close to tell apart",
        ),
        ("Verify: Nasdaq +21.35% and Russell 2000 +15.21% in 2025.", "The claim “Nasdaq +21.35%” does not hold"),
        ("I read that the Dow gained 12.97% in 2025, is that correct?", "That holds: the Dow rose 12.97%"),
        ("Is Nvidia up more than 1,000% since ChatGPT?", "from the close before the launch of ChatGPT"),
        ("S&P 500 return in 2025 with dividends", "The SPY fund rose 17.72%, dividends included"),
        ("How did the index do in 2025?", "“the index” is read as the S&P 500"),
        ("How's Tesla?", "No period was named, so this is the year to date"),
        ("What did the S&P 500 close at on January 1, 2026?", "No session on 1 January 2026 (New Year's Day)"),
        ("$1,000 in Nvidia since 2023", "$1,000 put into Nvidia at the close of 30 December 2022"),
        ("What percent of the S&P 500 do the Magnificent 7 make up?", "by weights of 6 January 2026"),
        ("去年罗素2000的涨幅是多少？", "上涨11.29%。这是价格回报，不含股息。"),
    ],
)
def test_the_answer_comes_first_and_says_what_matters(ask: Ask, question: str, text: str) -> None:
    assert text in ask(question).text


def test_a_ratio_of_closes_is_said(ask: Ask) -> None:
    answered = ask("ratio of QQQ to SPY at the end of 2025")

    assert "The first divided by the second is 0.90" in answered.text
    assert "from 31 December" not in answered.text


def test_figures_stand_in_the_order_of_the_ranking(ask: Ask) -> None:
    text = ask("Rank the four major indices by return this week.").text
    rows = [line for line in text.splitlines() if line.startswith("| ") and "^" in line]

    assert [re.search(r"\((\^\w+)\)", row)[1] for row in rows] == ["^RUT", "^DJI", "^IXIC", "^GSPC"]  # type: ignore[index]


def test_a_leg_without_data_is_named_and_the_other_answered(ask: Ask) -> None:
    answered = ask("Nvidia vs AMD over the past year")

    assert answered.told["behavior"] == "answer"
    assert "Nvidia rose" in answered.text
    assert "do not have AMD" in answered.text


def test_no_data_is_declined_with_the_nearest_session_to_ask_from(ask: Ask) -> None:
    answered = ask("How much is Nvidia up since 2020?")

    assert (answered.told["behavior"], answered.told["reason"]) == ("decline", "no_data")
    assert "There is no close of Nvidia for 31 December 2019" in answered.text
    assert answered.told["suggestions"][0] == "How has Nvidia done since 25 November 2022?"


def test_nothing_is_called_now_or_current(ask: Ask) -> None:
    assert not re.search(r"\b(now|current|currently)\b", ask("Where is the S&P 500 now?").text)


def test_the_library_is_missed_by_name_where_there_is_none(ask: Ask) -> None:
    answered = ask("What do analysts expect for Magnificent 7 earnings?")

    assert (answered.told["behavior"], answered.told["reason"]) == ("decline", "no_data")


def test_a_question_of_two_parts_has_both_answered(ask: Ask) -> None:
    answered = ask("Rank the sectors on 6 January 2026 and tell me what that says about rotation")

    assert [c["name"] for c in answered.calls] == ["rank", "overview", "compare"]
    assert "| Rank |" in answered.text and "towards such a rotation" in answered.text
    assert answered.settled.problems == ()


def test_a_part_left_out_is_said_by_name(ask: Ask) -> None:
    answered = ask("How did Apple do in 2025, and what is its flurbish quotient?")

    assert answered.told["behavior"] == "answer"
    assert "Apple rose" in answered.text and "“flurbish quotient" in answered.text


def test_a_claim_in_the_second_part_is_judged_by_its_own_figure(ask: Ask) -> None:
    answered = ask("Why did Apple fall yesterday, and is it true that Nvidia rose 38.88% in 2025?")

    assert "That holds: Nvidia rose 38.88%" in answered.text


def test_growth_is_told_with_and_without_dividends_of_one_instrument(ask: Ask) -> None:
    text = ask("What would $10,000 in the S&P 500 at the end of 2022 be worth today?").text

    assert re.search(r"in the SPY fund, .* \$18,880 with dividends reinvested, and \$18,149 without", text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how much did META lose from its peak in 2025", "−34.21%, from its close on 14 February 2025"),
        ("How many times did the S&P 500 fall more than 2% in a day in 2025?", "fell by more than 2% on 7 sessions"),
        ("did the S&P close above 7,000 in 2025?", "That does not hold: the highest close of the S&P 500"),
        ("Which was better in 2025, bonds or the S&P 500?", "I have no prices of bonds"),
        (
            "is the dow at an all time high",
            "Yes: the highest close of the Dow from 2 January 2025 on was 49,504.07, on 9 January 2026",
        ),
        ("is apple at an all time high", "No: the highest close of Apple from 2 January 2025 on was $286.19"),
        ("did the dow hit 50000", "That does not hold: the highest close of the Dow"),
        (
            "how many mag 7 stocks beat the market last year",
            "two of seven beat the S&P 500: Alphabet (+65.35%) and Nvidia",
        ),
        ("what was the best quarter of 2025 for apple and nvidia", "Apple returned 24.11%"),
        ("any sector down more than 3% this week", "No: of the sectors"),
        ("which data do you have?", "The newest session I may use is 9 January 2026"),
        ("what is a drawdown?", "A drawdown is a fall from an earlier peak"),
        ("How did the market react to Liberation Day?", "fell 4.84%"),
    ],
)
def test_ordinary_questions_are_answered_and_stand_their_checks(ask: Ask, question: str, text: str) -> None:
    answered = ask(question)

    assert answered.told["behavior"] == "answer"
    assert text in answered.text
    assert answered.settled.problems == ()


@pytest.mark.parametrize("word", sorted(load_definitions()))
def test_a_definition_states_nothing_that_needs_a_proof(ask: Ask, word: str) -> None:
    assert ask(f"what does {word} mean?").settled.problems == ()


def test_why_after_an_answer_without_data_says_that_the_library_has_nothing(ask: Ask) -> None:
    assert "library has nothing on that" in ask("Technology return in 2030", "why?").text


def test_an_amount_in_a_fund_without_plain_closes_is_told_once(ask: Ask) -> None:
    answered = ask("If I had put $3,000 into RSP at the end of June 2025, what would I have?")

    text = answered.settled.text
    assert text.count("would have become") == 1
    assert "dividends reinvested" in text
    assert ", without dividends" not in text
