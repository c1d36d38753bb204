"""Words that are a period, and the window they are read as."""

from datetime import date

import pytest

from tools.errors import PeriodNotUnderstood, PeriodOutOfRange
from tools.sessions import load_sessions
from tools.windows import Period, read_period

SESSIONS = load_sessions()
TUESDAY = date(2026, 1, 6)
FRIDAY = date(2026, 1, 9)


def read(words: str, as_of: date = TUESDAY, anchor: Period | None = None) -> Period:
    return read_period(words, as_of, SESSIONS, anchor)


def window(words: str, as_of: date = TUESDAY, anchor: Period | None = None) -> tuple[str, str, str]:
    got = read(words, as_of, anchor).window
    return got.base.isoformat(), got.start.isoformat(), got.end.isoformat()


Y2025 = ("2024-12-31", "2025-01-02", "2025-12-31")
THIS_YEAR = ("2025-12-31", "2026-01-02", "2026-01-06")
DECEMBER = ("2025-11-28", "2025-12-01", "2025-12-31")
SINCE_2022 = ("2021-12-31", "2022-01-03", "2026-01-06")
CHATGPT = ("2022-11-30", "2022-12-01", "2026-01-06")
SIX_MONTHS = ("2025-07-03", "2025-07-07", "2026-01-06")

NAMED = [
    *[(words, Y2025) for words in ("2025", "calendar 2025", "calendar year 2025", "the year 2025", "full-year 2025")],
    *[(words, Y2025) for words in ("in 2025", "last year", "the previous year", "all of 2025", "CY 2025", "2025 YTD")],
    *[(words, THIS_YEAR) for words in ("this year", "2026", "the current year", "YTD", "ytd.", "year to date")],
    *[(words, THIS_YEAR) for words in ("year-to-date", "so far this year", "this year so far", "2026 YTD", "MTD")],
    *[(words, DECEMBER) for words in ("December", "December 2025", "Dec. 2025", "last month", "the month of December")],
    *[(words, DECEMBER) for words in ("2025 December", "2025-12", "12/2025", "last year's December", "Dec '25")],
    ("Q3", ("2025-06-30", "2025-07-01", "2025-09-30")),
    ("Q3'24", ("2024-06-28", "2024-07-01", "2024-09-30")),
    ("3Q24", ("2024-06-28", "2024-07-01", "2024-09-30")),
    ("2024-Q3", ("2024-06-28", "2024-07-01", "2024-09-30")),
    ("the third quarter of 2024", ("2024-06-28", "2024-07-01", "2024-09-30")),
    ("third quarter 2024", ("2024-06-28", "2024-07-01", "2024-09-30")),
    ("last year's fourth quarter", ("2025-09-30", "2025-10-01", "2025-12-31")),
    ("the quarter that just ended", ("2025-09-30", "2025-10-01", "2025-12-31")),
    ("last quarter", ("2025-09-30", "2025-10-01", "2025-12-31")),
    ("the final quarter of 2025", ("2025-09-30", "2025-10-01", "2025-12-31")),
    ("H1 2025", ("2024-12-31", "2025-01-02", "2025-06-30")),
    ("2025H1", ("2024-12-31", "2025-01-02", "2025-06-30")),
    ("the first half of 2025", ("2024-12-31", "2025-01-02", "2025-06-30")),
    ("second half of 2025", ("2025-06-30", "2025-07-01", "2025-12-31")),
    ("back half of December", ("2025-12-16", "2025-12-17", "2025-12-31")),
    ("this week", ("2026-01-02", "2026-01-05", "2026-01-06")),
    ("WTD", ("2026-01-02", "2026-01-05", "2026-01-06")),
    ("last week", ("2025-12-26", "2025-12-29", "2026-01-02")),
    ("the week of December 1", ("2025-11-28", "2025-12-01", "2025-12-05")),
    ("week 2 of 2025", ("2025-01-03", "2025-01-06", "2025-01-10")),
    ("two years ago", ("2023-12-29", "2024-01-02", "2024-12-31")),
    ("the 1990s", ("1989-12-29", "1990-01-02", "1999-12-31")),
    ("the nineties", ("1989-12-29", "1990-01-02", "1999-12-31")),
    ("nineteen ninety-nine", ("1998-12-31", "1999-01-04", "1999-12-31")),
    ("early 2025", ("2024-12-31", "2025-01-02", "2025-03-31")),
    ("since the close of 2024", ("2024-12-31", "2025-01-02", "2026-01-06")),
    ("since the close of June 30, 2025", ("2025-06-30", "2025-07-01", "2026-01-06")),
    ("from the close of 2024 to the close of June 2025", ("2024-12-31", "2025-01-02", "2025-06-30")),
    ("the five days before Christmas", ("2025-12-17", "2025-12-18", "2025-12-24")),
    ("the 30 days before January 6", ("2025-12-05", "2025-12-08", "2026-01-05")),
    ("Q1 to Q3 2025", ("2024-12-31", "2025-01-02", "2025-09-30")),
    ("from Q1 2024 to Q3", ("2023-12-29", "2024-01-02", "2024-09-30")),
    ("from Q4 to last month", ("2025-09-30", "2025-10-01", "2025-12-31")),
    ("from January to June last year", ("2024-12-31", "2025-01-02", "2025-06-30")),
    ("late last year", ("2025-09-30", "2025-10-01", "2025-12-31")),
    ("the summer of 2025", ("2025-05-30", "2025-06-02", "2025-08-29")),
    ("last winter", ("2024-11-29", "2024-12-02", "2025-02-28")),
    ("this winter", ("2025-11-28", "2025-12-01", "2026-01-06")),
    ("last fall", ("2025-08-29", "2025-09-02", "2025-11-28")),
    ("the year before last", ("2023-12-29", "2024-01-02", "2024-12-31")),
    ("December so far", DECEMBER),
    ("2025's second half", ("2025-06-30", "2025-07-01", "2025-12-31")),
    ("mid-May", ("2025-05-09", "2025-05-12", "2025-05-20")),
]

COUNTED = [
    ("last 5 sessions", ("2025-12-29", "2025-12-30", "2026-01-06")),
    ("the last five trading days", ("2025-12-29", "2025-12-30", "2026-01-06")),
    ("the first five trading days of 2025", ("2024-12-31", "2025-01-02", "2025-01-08")),
    ("last five sessions of 2025", ("2025-12-23", "2025-12-24", "2025-12-31")),
    ("the last two weeks of 2025", ("2025-12-17", "2025-12-18", "2025-12-31")),
    ("the first three months of 2025", ("2024-12-31", "2025-01-02", "2025-03-31")),
    *[(words, SIX_MONTHS) for words in ("past six months", "over the past 6 months", "last 6 months", "6 months")],
    *[(words, SIX_MONTHS) for words in ("trailing six months", "6 past months", "in the last six months")],
    ("over the last year", ("2025-01-06", "2025-01-07", "2026-01-06")),
    ("trailing twelve months", ("2025-01-06", "2025-01-07", "2026-01-06")),
    ("TTM", ("2025-01-06", "2025-01-07", "2026-01-06")),
    ("half a year", SIX_MONTHS),
    ("1Y", ("2025-01-06", "2025-01-07", "2026-01-06")),
    ("past week", ("2025-12-30", "2025-12-31", "2026-01-06")),
    ("the last 30 days", ("2025-12-05", "2025-12-08", "2026-01-06")),
    ("previous three quarters", ("2025-03-31", "2025-04-01", "2025-12-31")),
    ("the last two full years", ("2023-12-29", "2024-01-02", "2025-12-31")),
]

SINCE = [
    ("since 5 January", ("2026-01-05", "2026-01-06", "2026-01-06")),
    ("since 2025-12-31", THIS_YEAR),
    ("since March 2024", ("2024-02-29", "2024-03-01", "2026-01-06")),
    ("since August", ("2025-07-31", "2025-08-01", "2026-01-06")),
    ("since Q3", ("2025-06-30", "2025-07-01", "2026-01-06")),
    *[(words, SINCE_2022) for words in ("since 2022", "ever since 2022", "from 2022 on", "2022 onwards")],
    *[(words, SINCE_2022) for words in ("from 2022 to now", "2022 to date", "since the start of 2022")],
    ("since the end of 2024", ("2024-12-31", "2025-01-02", "2026-01-06")),
    ("after 2024", ("2024-12-31", "2025-01-02", "2026-01-06")),
    ("since Thanksgiving", ("2025-11-26", "2025-11-28", "2026-01-06")),
    *[(words, CHATGPT) for words in ("since ChatGPT launch", "since ChatGPT launched", "since ChatGPT came out")],
    *[(words, CHATGPT) for words in ("since the launch of ChatGPT", "since ChatGPT's release", "since ChatGPT")],
    ("since the October 2022 low", ("2022-10-12", "2022-10-13", "2026-01-06")),
    ("since the election", ("2024-11-05", "2024-11-06", "2026-01-06")),
    ("since Liberation Day", ("2025-04-02", "2025-04-03", "2026-01-06")),
    ("since the April low", ("2025-04-08", "2025-04-09", "2026-01-06")),
    ("since DeepSeek Monday", ("2025-01-24", "2025-01-27", "2026-01-06")),
    ("since the Covid low", ("2020-03-23", "2020-03-24", "2026-01-06")),
]

RANGES = [
    ("from August 2024 to now", ("2024-07-31", "2024-08-01", "2026-01-06")),
    ("June 2024 through September 2024", ("2024-05-31", "2024-06-03", "2024-09-30")),
    ("from June through September 2024", ("2024-05-31", "2024-06-03", "2024-09-30")),
    ("November 2024 to February", ("2024-10-31", "2024-11-01", "2025-02-28")),
    ("2022 to 2025", ("2021-12-31", "2022-01-03", "2025-12-31")),
    ("2022-2025", ("2021-12-31", "2022-01-03", "2025-12-31")),
    ("2022-25", ("2021-12-31", "2022-01-03", "2025-12-31")),
    ("between 1 March and 15 April 2025", ("2025-02-28", "2025-03-03", "2025-04-15")),
    ("from 3 to 14 March 2025", ("2025-03-03", "2025-03-04", "2025-03-14")),
    ("January 2-6, 2026", THIS_YEAR),
    ("from January 2 to 6, 2026", ("2026-01-02", "2026-01-05", "2026-01-06")),
    ("from 1/2/2025 to 1/31/2025", ("2025-01-02", "2025-01-03", "2025-01-31")),
    ("Q1 2025 through Q3 2025", ("2024-12-31", "2025-01-02", "2025-09-30")),
    ("from the April 2025 low to the end of 2025", ("2025-04-08", "2025-04-09", "2025-12-31")),
    ("between the end of 2023 and the end of 2024", ("2023-12-29", "2024-01-02", "2024-12-31")),
    ("YTD through June 30, 2025", ("2024-12-31", "2025-01-02", "2025-06-30")),
    ("the week before the election", ("2024-10-28", "2024-10-29", "2024-11-04")),
    ("the day after the election", ("2024-11-05", "2024-11-06", "2024-11-06")),
    ("the 12 months to June 2025", ("2024-06-28", "2024-07-01", "2025-06-30")),
    ("the year ended December 31, 2025", Y2025),
    ("five sessions to 6 January 2026", ("2025-12-29", "2025-12-30", "2026-01-06")),
    ("from 2025", ("2024-12-31", "2025-01-02", "2026-01-06")),
    ("the 5 days after Liberation Day", ("2025-04-02", "2025-04-03", "2025-04-09")),
    ("the three months after Liberation Day", ("2025-04-02", "2025-04-03", "2025-07-02")),
]

DAYS = [
    *[(words, "2026-01-06") for words in ("6 January 2026", "Jan 6", "January 6th, 2026", "the 6th of January")],
    *[(words, "2026-01-06") for words in ("1/6/2026", "1/6/26", "6.1.2026", "2026-01-06", "20260106", "2026/01/06")],
    *[
        (words, "2026-01-06")
        for words in ("6-Jan-2026", "Tuesday, Jan 6", "today", "now", "sixth of January", "Tuesday")
    ],
    *[(words, "2026-01-05") for words in ("yesterday", "Monday", "the day before", "previous session", "last Monday")],
    *[(words, "2026-01-02") for words in ("last Friday", "Friday", "the first trading day of 2026", "2 Jan")],
    *[(words, "2024-12-31") for words in ("end of 2024", "year-end 2024", "the last trading day of 2024")],
    ("21/04/2016", "2016-04-21"),
    ("the third Wednesday of September 2025", "2025-09-17"),
    ("Friday of last week", "2026-01-02"),
    ("the third trading day of 2026", "2026-01-06"),
    ("five sessions ago", "2025-12-29"),
    ("Tuesday's close", "2026-01-06"),
    ("the start of 2025", "2025-01-02"),
    ("election day 2020", "2020-11-03"),
    ("two days before 9 January 2025", "2025-01-07"),
    ("Liberation Day", "2025-04-02"),
    ("the day before Liberation Day", "2025-04-01"),
    ("January 20 2021", "2021-01-20"),
    ("Halloween 2025", "2025-10-31"),
]

FOREIGN = [
    *[(words, Y2025) for words in ("去年", "2025年", "en 2025", "el año pasado", "letztes Jahr", "im letzten Jahr")],
    *[(words, Y2025) for words in ("l'année dernière", "l’an dernier", "im Jahr 2025")],
    *[(words, THIS_YEAR) for words in ("今年", "今年以来", "este año", "dieses Jahr", "cette année", "ce mois-ci")],
    *[(words, DECEMBER) for words in ("上个月", "2025年12月", "去年12月", "diciembre de 2025", "im Dezember 2025")],
    *[(words, DECEMBER) for words in ("en décembre 2025", "el mes pasado", "letzten Monat", "le mois dernier")],
    *[(words, SINCE_2022) for words in ("自2022年以来", "2022年至今", "desde 2022", "seit 2022", "depuis 2022")],
    *[
        (words, CHATGPT)
        for words in ("自ChatGPT发布以来", "desde el lanzamiento de ChatGPT", "depuis le lancement de ChatGPT")
    ],
    *[(words, SIX_MONTHS) for words in ("过去六个月", "los últimos seis meses", "in den letzten sechs Monaten")],
    *[(words, SIX_MONTHS) for words in ("les 6 derniers mois", "ces six derniers mois")],
    ("2025年第三季度", ("2025-06-30", "2025-07-01", "2025-09-30")),
    ("im dritten Quartal 2025", ("2025-06-30", "2025-07-01", "2025-09-30")),
    ("au troisième trimestre 2025", ("2025-06-30", "2025-07-01", "2025-09-30")),
    ("tercer trimestre de 2025", ("2025-06-30", "2025-07-01", "2025-09-30")),
    ("de juin 2024 à septembre 2024", ("2024-05-31", "2024-06-03", "2024-09-30")),
    ("von Juni 2024 bis September 2024", ("2024-05-31", "2024-06-03", "2024-09-30")),
    ("2025年3月5日", ("2025-03-04", "2025-03-05", "2025-03-05")),
    ("3. März 2025", ("2025-02-28", "2025-03-03", "2025-03-03")),
    ("3 de marzo de 2025", ("2025-02-28", "2025-03-03", "2025-03-03")),
    ("seit Anfang 2025", ("2024-12-31", "2025-01-02", "2026-01-06")),
    ("ayer", ("2026-01-02", "2026-01-05", "2026-01-05")),
]


@pytest.mark.parametrize(("words", "expected"), [*NAMED, *COUNTED, *SINCE, *RANGES, *FOREIGN])
def test_words_are_read_as_a_window(words: str, expected: tuple[str, str, str]) -> None:
    assert window(words) == expected


@pytest.mark.parametrize(("words", "day"), DAYS)
def test_a_single_day_is_one_session_from_the_close_before(words: str, day: str) -> None:
    got = read(words)

    assert (got.window.start.isoformat(), got.window.end.isoformat()) == (day, day)
    assert got.window.base == SESSIONS.before(got.window.start)
    assert got.sessions == 1


def test_the_past_year_counts_from_the_close_one_year_ago_or_the_last_before_it() -> None:
    assert window("over the past year", FRIDAY) == ("2025-01-08", "2025-01-10", "2026-01-09")


def test_fewer_sessions_than_asked_for_are_counted_and_said() -> None:
    got = read("the first five trading days of 2026")

    assert (got.asked_sessions, got.sessions, got.label) == (5, 3, "the first three sessions of 2026")
    assert got.notes == ("five sessions were asked for; 2026 has three up to 6 January 2026",)


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("5 July 2025", "5 July 2025 was a Saturday; the session before is 3 July 2025"),
        ("9 January 2025", "no session on 9 January 2025 (a day of mourning for President Carter)"),
        ("since Thanksgiving", "no session on 27 November 2025 (Thanksgiving); counted from the close of 26 November"),
        ("this year", "2026 is not over: counted to 6 January 2026"),
        ("early 2025", "early 2025 is read as 1 January 2025 to 31 March 2025"),
        ("past few weeks", "“a few” is read as three"),
        ("Wednesday, January 6 2026", "6 January 2026 was a Tuesday, not a Wednesday"),
        ("28 November 2025", "trading ended early on 28 November 2025"),
        (
            "since ChatGPT launched",
            "the launch of ChatGPT is dated 30 November 2022: the close of its day by convention",
        ),
        ("Eid al-Fitr 2025", "reckoned by the new moon; the day proclaimed may differ by one"),
    ],
)
def test_what_was_done_with_the_calendar_is_said(words: str, note: str) -> None:
    assert any(said.startswith(note) for said in read(words).notes)


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("since ChatGPT launched", ("2022-11-29", "2022-11-30", "2026-01-06")),
        ("since the election", ("2024-11-04", "2024-11-05", "2026-01-06")),
        ("since 5 January 2026", ("2026-01-02", "2026-01-05", "2026-01-06")),
        ("from August 2024 to now", ("2024-08-01", "2024-08-02", "2026-01-06")),
        ("January", ("2024-12-31", "2025-01-02", "2025-01-31")),
        ("1/6/2025", ("2025-05-29", "2025-05-30", "2025-05-30")),
        ("over the last year", Y2025),
        ("late 2024", ("2024-06-28", "2024-07-01", "2024-12-31")),
        ("two years ago", ("2024-01-04", "2024-01-05", "2024-01-05")),
        ("last 30 days", ("2025-11-20", "2025-11-21", "2026-01-06")),
    ],
)
def test_another_fair_reading_is_kept(words: str, other: tuple[str, str, str]) -> None:
    windows = [one.window for one in read(words).alternatives]

    assert other in [(w.base.isoformat(), w.start.isoformat(), w.end.isoformat()) for w in windows]


def test_words_with_one_reading_have_no_other() -> None:
    assert [read(words).alternatives for words in ("2025", "last week", "YTD", "6 January 2026")] == [()] * 4


@pytest.mark.parametrize(
    "words",
    [
        *("", " ", "soon", "after its last earnings", "around the pandemic-ish", "since the merger", "fiscal 2025"),
        *(
            "FY2025",
            "the good old days",
            "Russell 2000",
            "2025 2024",
            "30 February 2025",
            "31 of June",
            "Q5",
            "week 60",
        ),
        *("5", "10%", "$2025", "between 5 and 10", "the market", "since", "from", "last", "2025 and", "x" * 500),
        *("the first 0 sessions of 2025", "past 0 months", "the 14th month of 2025", "before 2020", "until March"),
    ],
)
def test_what_names_no_period_is_refused_and_named(words: str) -> None:
    with pytest.raises(PeriodNotUnderstood) as refusal:
        read(words)

    assert refusal.value.text == words


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("2027", "lies after 6 January 2026"),
        ("tomorrow", "lies after"),
        ("next quarter", "lies after"),
        ("7 January 2026", "lies after"),
        ("the rest of the year", "lies after"),
        ("since 7 January 2026", "begins after"),
        ("since today", "holds no session"),
        ("from June 2025 to March 2025", "runs backwards"),
        ("1950", "1953"),
        ("past 100 years", "1953"),
        ("last 30000 sessions", "1953"),
        ("after 2026", "nothing after"),
    ],
)
def test_what_cannot_be_had_is_out_of_range(words: str, why: str) -> None:
    with pytest.raises(PeriodOutOfRange, match=why) as refusal:
        read(words)

    assert refusal.value.text == words


def test_an_event_that_has_not_happened_is_out_of_range() -> None:
    with pytest.raises(PeriodOutOfRange, match="lies after"):
        read("since ChatGPT launched", date(2022, 11, 29))


def test_the_election_is_the_latest_one() -> None:
    assert window("since the election", date(2021, 1, 4))[0] == "2020-11-03"


def test_nothing_later_than_the_as_of_session_exists() -> None:
    assert window("2025", date(2025, 6, 10)) == ("2024-12-31", "2025-01-02", "2025-06-10")


def test_an_as_of_day_without_a_session_means_the_last_one_before_it() -> None:
    assert window("today", date(2026, 1, 4)) == ("2025-12-31", "2026-01-02", "2026-01-02")


@pytest.mark.parametrize(
    ("anchor", "words", "expected"),
    [
        ("2024", "the year before", ("2022-12-30", "2023-01-03", "2023-12-29")),
        ("December 2025", "a year earlier", ("2024-11-29", "2024-12-02", "2024-12-31")),
        ("December 2025", "the year before", ("2024-11-29", "2024-12-02", "2024-12-31")),
        ("December 2025", "the month before", ("2025-10-31", "2025-11-03", "2025-11-28")),
        ("Q4 2025", "the same period last year", ("2024-09-30", "2024-10-01", "2024-12-31")),
        ("YTD", "the same period last year", ("2024-12-31", "2025-01-02", "2025-01-06")),
        ("5 January 2026", "a year earlier", ("2025-01-02", "2025-01-03", "2025-01-03")),
        ("Q4 2025", "the previous period", ("2025-06-30", "2025-07-01", "2025-09-30")),
        ("15 October 2025", "that month", ("2025-09-30", "2025-10-01", "2025-10-31")),
        ("since 3 March 2025", "that period", ("2025-03-03", "2025-03-04", "2026-01-06")),
    ],
)
def test_words_are_meant_against_the_period_spoken_of_before(
    anchor: str, words: str, expected: tuple[str, str, str]
) -> None:
    assert window(words, anchor=read(anchor)) == expected


@pytest.mark.parametrize(
    ("words", "kind"),
    [("6 January", "day"), ("2025", "span"), ("YTD", "since"), ("since 2022", "since"), ("since ChatGPT", "event")],
)
def test_a_period_knows_its_kind(words: str, kind: str) -> None:
    assert read(words).kind == kind


def test_a_period_keeps_the_calendar_days_that_were_named() -> None:
    assert read("this year").calendar == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("words", "as_of"),
    [
        ("January 2026", "2026-01-30"),
        ("November 2025", "2025-11-28"),
        ("this week", "2025-10-03"),
        ("this week", "2025-07-03"),
        ("2025", "2025-12-31"),
    ],
)
def test_what_has_had_its_last_session_is_over(words: str, as_of: str) -> None:
    assert not any("is not over" in note for note in read(words, date.fromisoformat(as_of)).notes)


@pytest.mark.parametrize(
    ("words", "as_of"), [("January 2026", "2026-01-29"), ("this week", "2025-10-02"), ("2025", "2025-12-30")]
)
def test_what_has_a_session_to_come_is_not_over(words: str, as_of: str) -> None:
    assert any("is not over" in note for note in read(words, date.fromisoformat(as_of)).notes)


@pytest.mark.parametrize(
    ("words", "as_of", "end", "other"),
    [
        ("last summer", "2026-07-10", "2025-08-29", "2026-07-10"),
        ("last summer", "2025-08-29", "2025-08-29", None),
        ("last spring", "2026-05-15", "2025-05-30", "2026-05-15"),
        ("year end", "2025-12-31", "2025-12-31", "2024-12-31"),
        ("year end", "2025-12-30", "2024-12-31", None),
        ("quarter end", "2026-03-31", "2026-03-31", "2025-12-31"),
        ("month end", "2026-06-15", "2026-05-29", None),
    ],
)
def test_a_season_or_an_end_is_the_latest_that_is_over(words: str, as_of: str, end: str, other: str | None) -> None:
    period = read(words, date.fromisoformat(as_of))

    assert period.window.end.isoformat() == end
    assert [one.window.end.isoformat() for one in period.alternatives] == ([other] if other else [])
