"""Slips of the pen, elections, units that have ended, what came after, and times without ends."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.errors import PeriodNotUnderstood, PeriodOutOfRange
from tools.sessions import load_sessions
from tools.windows import Period, find_periods, read_period
from tools.windows.names import MONTH_NAMES, corrected

SESSIONS = load_sessions()
FRIDAY = date(2026, 1, 9)
NEW_YEARS_EVE = date(2025, 12, 31)


def read(words: str, as_of: date = FRIDAY, anchor: Period | None = None, every: str = "") -> Period:
    return read_period(words, as_of, SESSIONS, anchor, every)


def ends(period: Period) -> tuple[str, str]:
    return period.window.base.isoformat(), period.window.end.isoformat()


def refused(text: str) -> list[str]:
    return [one.text for one in find_periods(text, FRIDAY, SESSIONS).refused]


@given(st.sampled_from([name for name in MONTH_NAMES if len(name) > 5]), st.data())
def test_two_exchanged_letters_of_a_month_are_read_as_the_month(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(name) - 2))
    slip = name[:place] + name[place + 1] + name[place] + name[place + 2 :]

    assert ends(read(f"{slip} 2025")) == ends(read(f"{name} 2025"))


@given(st.sampled_from([name.lower() for name in MONTH_NAMES if len(name) > 5]), st.data())
def test_a_missing_letter_is_forgiven_but_never_the_first(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(name) - 2))

    assert corrected(name[:place] + name[place + 1 :]) == name
    assert corrected(name[1:]) is None


def test_a_slip_that_could_be_for_two_names_is_none() -> None:
    assert corrected("tursday") is None


def test_a_slip_is_said() -> None:
    assert "“janaury” is read as January" in read("janaury 2025").notes


@pytest.mark.parametrize("word", ["Mondays", "quarterly", "Januar", "octobre", "sundry", "augusta", "frigate", "match"])
def test_another_word_is_no_slip(word: str) -> None:
    assert corrected(word.lower()) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Election Day 2025", "2025-11-04"),
        ("the 2025 elections", "2025-11-04"),
        ("election day 2021", "2021-11-02"),
        ("the 2022 midterms", "2022-11-08"),
        ("the midterm elections of 2018", "2018-11-06"),
        ("the 2024 presidential election", "2024-11-05"),
        ("the January 2025 inauguration", "2025-01-17"),
    ],
)
def test_an_election_is_that_of_its_year(words: str, day: str) -> None:
    assert ends(read(words))[1] == day


def test_an_election_of_an_odd_year_is_said_to_be_none_of_the_whole_country() -> None:
    assert any("states and cities" in note for note in read("Election Day 2025").notes)


def test_election_day_without_a_year_keeps_the_latest_one_of_any_kind() -> None:
    got = read("since Election Day")

    assert got.window.base == date(2024, 11, 5)
    assert [other.window.base for other in got.alternatives if "2025" in other.label] == [date(2025, 11, 4)]


@pytest.mark.parametrize("words", ["the 2025 presidential election", "the 2023 midterms", "the ChatGPT launch in 2023"])
def test_an_event_in_a_year_in_which_it_was_not_is_refused_with_its_day(words: str) -> None:
    with pytest.raises(PeriodNotUnderstood, match="none is known for"):
        read(words)


@pytest.mark.parametrize("words", ["the 2026 midterms", "Election Day 2028", "the end of the year", "by year-end 2026"])
def test_a_day_to_come_is_not_moved_to_the_as_of_session(words: str) -> None:
    with pytest.raises((PeriodOutOfRange, PeriodNotUnderstood)):
        read(words)


@pytest.mark.parametrize(
    ("words", "as_of", "expected"),
    [
        ("the quarter just ended", NEW_YEARS_EVE, ("2025-09-30", "2025-12-31")),
        ("the quarter just ended", date(2025, 12, 30), ("2025-06-30", "2025-09-30")),
        ("the year just ended", NEW_YEARS_EVE, ("2024-12-31", "2025-12-31")),
        ("the week just ended", FRIDAY, ("2026-01-02", "2026-01-09")),
        ("the week just ended", date(2026, 1, 8), ("2025-12-26", "2026-01-02")),
        ("year-end", NEW_YEARS_EVE, ("2025-12-30", "2025-12-31")),
        ("the last two full years", NEW_YEARS_EVE, ("2023-12-29", "2025-12-31")),
    ],
)
def test_a_unit_has_ended_when_its_last_session_has(words: str, as_of: date, expected: tuple[str, str]) -> None:
    assert ends(read(words, as_of)) == expected


@pytest.mark.parametrize(
    ("anchor", "words", "expected"),
    [
        ("Q1 2025", "the quarter after", ("2025-03-31", "2025-06-30")),
        ("Q1 2025", "the following quarter", ("2025-03-31", "2025-06-30")),
        ("2024", "the year after", ("2024-12-31", "2025-12-31")),
        ("2024", "the quarter after", ("2024-12-31", "2025-03-31")),
        ("March 2024", "a year later", ("2025-02-28", "2025-03-31")),
        ("2 April 2025", "the day after", ("2025-04-02", "2025-04-03")),
        ("the week of 1 December 2025", "the week after", ("2025-12-05", "2025-12-12")),
    ],
)
def test_what_came_after_is_meant_against_the_period_before(anchor: str, words: str, expected: tuple[str, str]) -> None:
    assert ends(read(words, anchor=read(anchor))) == expected


@pytest.mark.parametrize(
    ("anchor", "words", "expected"),
    [
        (None, "the same week last year", ("2025-01-03", "2025-01-10")),
        (None, "the same quarter a year earlier", ("2024-12-31", "2025-03-31")),
        ("Q3 2025", "the same quarter a year earlier", ("2024-06-28", "2024-09-30")),
        ("December 2025", "the same quarter last year", ("2024-09-30", "2024-12-31")),
        ("5 January 2026", "the same month last year", ("2024-12-31", "2025-01-31")),
    ],
)
def test_the_same_unit_a_year_before_is_that_unit_whole(
    anchor: str | None, words: str, expected: tuple[str, str]
) -> None:
    assert ends(read(words, anchor=read(anchor) if anchor else None)) == expected


def test_what_came_after_nothing_is_refused() -> None:
    with pytest.raises(PeriodNotUnderstood, match="after what"):
        read("the quarter after")


@pytest.mark.parametrize(
    ("words", "every", "expected"),
    [
        ("the past three years", "year", ("2022-12-30", "2025-12-31")),
        ("the past year", "month", ("2024-12-31", "2025-12-31")),
        ("the past two quarters", "month", ("2025-06-30", "2025-12-31")),
        ("the past six months", "quarter", ("2025-06-30", "2025-12-31")),
        ("the past year", "week", ("2025-01-08", "2026-01-09")),
        ("the past year", "year", ("2025-01-08", "2026-01-09")),
        ("2025", "month", ("2024-12-31", "2025-12-31")),
    ],
)
def test_each_of_the_past_units_is_a_whole_one(words: str, every: str, expected: tuple[str, str]) -> None:
    assert ends(read(words, every=every)) == expected


def test_the_rolling_reading_is_kept_in_words_that_are_read_the_same_whatever_each_is() -> None:
    got = read("the past three years", every="year")
    other = got.alternatives[0]

    assert ends(read(other.phrase, every="year")) == ("2023-01-09", "2026-01-09") == ends(read("past three years"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What was the S&P 500's best day ever?", "ever"),
        ("The worst day of all time for the Dow?", "all time"),
        ("How did Apple do in recent weeks?", "recent weeks"),
        ("How did Apple do around Christmas?", "around Christmas"),
        ("Apple in the past several months", "the past several months"),
        ("Apple into year-end", "into year-end"),
        ("Apple up to the end of June 2025", "up to the end of June 2025"),
        ("Apple toward the end of 2025", "toward the end of 2025"),
        ("Apple in the closing months of 2025", "the closing months of 2025"),
        ("Apple since Monday's open", "since Monday's open"),
        ("Apple in fiscal Q1 2025", "fiscal Q1 2025"),
        ("Apple in the week of the Fed meeting", "the week of the Fed meeting"),
        ("Apple each Friday in December", "each Friday in December"),
        ("Apple over the past month and a half", "over the past month and a half"),
    ],
)
def test_a_time_without_ends_is_refused_whole(text: str, words: str) -> None:
    assert refused(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "What is the Nasdaq's all-time high?",
        "When was the record close, ever?",
        "How has Apple done ever since 2022?",
        "Did Apple rise around 5% in 2025?",
        "Tell me about 2025",
        "Did the S&P 500 in 2025 end higher?",
    ],
)
def test_words_that_only_look_like_it_are_not_refused(text: str) -> None:
    assert refused(text) == []


@pytest.mark.parametrize(
    ("words", "expected", "other"),
    [
        ("the second week of October 2025", ("2025-10-03", "2025-10-10"), ("2025-10-07", "2025-10-14")),
        ("the last week of December", ("2025-12-26", "2025-12-31"), ("2025-12-24", "2025-12-31")),
        ("the first week of 2026", ("2026-01-02", "2026-01-09"), ("2025-12-31", "2026-01-07")),
        ("the week before Christmas", ("2025-12-17", "2025-12-24"), ("2025-12-12", "2025-12-19")),
        ("the week after Thanksgiving", ("2025-11-26", "2025-12-04"), ("2025-11-28", "2025-12-05")),
        ("5-9 January 2026", ("2026-01-02", "2026-01-09"), ("2026-01-05", "2026-01-09")),
        ("Monday through Thursday", ("2026-01-02", "2026-01-08"), ("2026-01-05", "2026-01-08")),
        ("from 5 to 9 January 2026", ("2026-01-05", "2026-01-09"), ("2026-01-02", "2026-01-09")),
        ("since mid-2025", ("2025-06-30", "2026-01-09"), ("2025-04-30", "2026-01-09")),
        ("the last four quarters", ("2024-12-31", "2025-12-31"), ("2025-01-08", "2026-01-09")),
        ("past three years", ("2023-01-09", "2026-01-09"), ("2022-12-30", "2025-12-31")),
    ],
)
def test_of_two_fair_readings_one_is_chosen_and_the_other_kept(
    words: str, expected: tuple[str, str], other: tuple[str, str]
) -> None:
    got = read(words)

    assert ends(got) == expected
    assert other in [(o.window.base.isoformat(), o.window.end.isoformat()) for o in got.alternatives]


def test_the_second_week_of_a_month_that_has_begun_is_the_one_that_has_come() -> None:
    assert ends(read("the second week of January")) == ("2026-01-02", "2026-01-09")
