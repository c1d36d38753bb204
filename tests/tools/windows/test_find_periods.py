"""Periods in running questions."""

from datetime import date

import pytest

from tools.sessions import load_sessions
from tools.windows import find_periods, read_period, time_words

SESSIONS = load_sessions()
AS_OF = date(2026, 1, 6)


def found(text: str) -> list[str]:
    return [period.text for period in find_periods(text, AS_OF, SESSIONS).periods]


def refused(text: str) -> list[str]:
    return [one.text for one in find_periods(text, AS_OF, SESSIONS).refused]


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("How did small caps do in the first five trading days of 2026?", ["the first five trading days of 2026"]),
        ("Nasdaq against the Russell 2000 in calendar 2025", ["calendar 2025"]),
        ("Materials in the last three trading days of 2025?", ["the last three trading days of 2025"]),
        ("lowest close of the S&P500 last quarter", ["last quarter"]),
        ("Microsoft close the day before yesterday", ["the day before yesterday"]),
        ("The Dow since the fourth quarter of 2025 began?", ["since the fourth quarter of 2025 began"]),
        ("how much of the S&P was Nvidia on 5 Jan vs a year earlier", ["5 Jan", "a year earlier"]),
        ("What did the S&P 500 close at yesterday?", ["yesterday"]),
        ("Year-by-year Nasdaq returns 2022 to 2025", ["2022 to 2025"]),
        ("Compare 2024 and 2025", ["2024", "2025"]),
        ("Best performing Mag 7 stock since ChatGPT launched?", ["since ChatGPT launched"]),
        ("How has the Dow moved over the past month?", ["over the past month"]),
        ("Russell 2000 2025 return", ["2025"]),
        ("Did it fall in May, and in march?", ["May", "march"]),
        ("What was the 12-month return of SPY?", ["12-month"]),
        ("10 year return of QQQ", ["10 year"]),
        ("NVDA for the year", ["the year"]),
        ("What happened on Liberation Day?", ["Liberation Day"]),
        ("S&P 500 YTD through June 30, 2025", ["YTD through June 30, 2025"]),
        ("(since 2022)", ["since 2022"]),
        ("Compared to 2024, is it up?", ["2024"]),
        ("Nvidia, 3 months?", ["3 months"]),
        ("reaction to the ChatGPT launch", ["the ChatGPT launch"]),
        ("Did stocks fall in the fall of 2025?", ["the fall of 2025"]),
        ("Nvidia's return in the 12 months to June 2025", ["the 12 months to June 2025"]),
        ("MAGS from 2023", ["from 2023"]),
        ("SPY, Q1 2025; QQQ, Q2 2025.", ["Q1 2025", "Q2 2025"]),
        ("去年罗素2000的涨幅是多少？", ["去年"]),
        ("标普500指数2025年3月至今涨了多少？", ["2025年3月至今"]),
        ("Quel a été le rendement du Nasdaq en 2025 ?", ["2025"]),
        ("¿Cuánto subió el Nasdaq desde enero de 2025?", ["desde enero de 2025"]),
        ("Wie hat sich der Dow seit dem 3. März 2025 entwickelt?", ["seit dem 3. März 2025"]),
    ],
)
def test_periods_are_found_where_they_stand(question: str, periods: list[str]) -> None:
    assert found(question) == periods
    assert refused(question) == []


@pytest.mark.parametrize(
    "question",
    [
        *(
            "Russell 2000",
            "the S&P 500 and the Nasdaq-100",
            "What would $10,000 be worth?",
            "up 1,000%",
            "罗素2000指数",
        ),
        *(
            "Is it above its 50-day average?",
            "10-year Treasury yields",
            "the 200-day moving average",
            "the Magnificent 7",
        ),
        *("It may march on", "Is ChatGPT a stock?", "at the same time", "the best day of the year", "P/E of 20.25"),
        *(
            "correlation between SPY and QQQ",
            "from the tech sector",
            "Russell 1000 vs Russell 3000",
            "level of 2000 points",
        ),
        *("after dividends and fees", "the second best sector", "3 sectors", "What about Microsoft?", "beta of 1.2025"),
        *("MAGS fund", "JPMorgan Chase", "Delta Air Lines", "the first of these", "last but not least", "one of them"),
        *("a fall of 5%", "the 3 biggest", "MMM 3M", "what springs to mind"),
    ],
)
def test_names_amounts_and_verbs_are_no_periods(question: str) -> None:
    assert (found(question), refused(question)) == ([], [])


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("How did Apple do after its last earnings?", "after its last earnings"),
        ("S&P 500 since its split in 2020", "since its split in 2020"),
        ("How did the Dow do before the election?", "before the election"),
        ("Nvidia around the pandemic-ish", "around the pandemic-ish"),
        ("What did SPY do recently?", "recently"),
        ("Apple in fiscal 2025", "fiscal 2025"),
        ("SPY through March 2025", "through March 2025"),
        ("SPY until December", "until December"),
        ("up from its 2022 low", "from its 2022 low"),
        ("How did SPY do in the 2015 crash?", "2015 crash"),
        ("the 2008 financial crisis", "2008 financial crisis"),
        ("post-election returns", "post-election"),
        ("What will happen next week?", "next week"),
        ("How did it do in 2027?", "2027"),
        ("How did it do on 30 February 2025?", "30 February 2025"),
    ],
)
def test_time_that_cannot_be_read_is_refused_by_its_words(question: str, phrase: str) -> None:
    assert refused(question) == [phrase]
    assert found(question) == []


def test_a_second_period_is_meant_against_the_first() -> None:
    both = find_periods("Nvidia's weight on 5 January 2026 and a year earlier", AS_OF, SESSIONS).periods

    assert [period.window.end for period in both] == [date(2026, 1, 5), date(2025, 1, 3)]


def test_the_first_is_meant_against_the_period_of_the_question_before() -> None:
    anchor = read_period("2024", AS_OF, SESSIONS)
    again = find_periods("and the year before?", AS_OF, SESSIONS, anchor).periods

    assert again[0].window == read_period("2023", AS_OF, SESSIONS).window


@pytest.mark.parametrize(
    "question",
    [
        "How did small caps do in the first five trading days of 2026?",
        "MSFT or GOOGL: which did better over the past year?",
        "MAGS from August 2024 to now",
        "What was the 12-month return of SPY, and in Q3?",
        "Top 3 sectors on January 6 2026",
        "ChatGPT发布以来纳斯达克涨了多少？",
    ],
)
def test_the_words_found_can_be_read_again(question: str) -> None:
    for period in find_periods(question, AS_OF, SESSIONS).periods:
        assert read_period(period.text, AS_OF, SESSIONS).window == period.window


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How did it do since the merger?", ["since the merger"]),
        ("the weekend and summer", ["weekend", "summer"]),
        ("Is the S&P 500 above its 50-day average?", []),
        ("return in 2025", ["2025"]),
    ],
)
def test_words_of_time_are_named_whether_read_or_not(text: str, words: list[str]) -> None:
    assert [text[a:b] for a, b in time_words(text)] == words
