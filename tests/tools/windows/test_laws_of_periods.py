"""What holds for any words, read or found."""

import time
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.errors import PeriodError
from tools.sessions import load_sessions
from tools.windows import Period, find_periods, read_period, time_words
from tools.windows.tokens import tokenise
from tools.windows.vocabulary import words

SESSIONS = load_sessions()
as_of_days = st.dates(date(1990, 1, 1), date(2030, 6, 1))
PIECES = words(
    "the a of in since from to through between and last past first second half quarter year years month weeks days 5 "
    "sessions trading 2025 2019 Q3 H1 December May 12 6 21st January Monday Friday before after ago earlier end start "
    "early late ChatGPT launch election Thanksgiving low 1990s ' - / , . 10 $ % 500 S&P Russell 2000 same period YTD "
    "yesterday 去年 年 月 到 以来 过去 三 desde seit depuis letzten derniers mois 0 99999999999 three few rest next now"
)
wordings = st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)
texts = st.one_of(st.text(max_size=120), wordings, st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
PHRASES = (
    "2025|last year|December|Q3|second half of {y}|last week|this month|YTD|past six months|over the last year|"
    "last {n} sessions|first {n} trading days of {y}|since {y}|since March {y}|since the election|since Thanksgiving|"
    "from March {y} to now|between 1 March {y} and 15 April {y}|{y}|Q2 {y}|{d}|since {d}|from {d} to now|a month ago|"
    "two years ago|yesterday|last Friday|end of {y}|late {y}|the last {n} days|January|since January|from {y} to {y}"
)
phrases = st.builds(
    lambda shape, year, number, day: shape.format(y=year, n=number, d=f"{day:%d/%m/%Y}"),
    st.sampled_from(PHRASES.split("|")),
    st.integers(1975, 2030),
    st.integers(1, 40),
    st.dates(date(1975, 1, 1), date(2030, 1, 1)),
)


def read(words: str, as_of: date, anchor: Period | None = None) -> Period | None:
    try:
        return read_period(words, as_of, SESSIONS, anchor)
    except PeriodError:
        return None


@settings(max_examples=400, deadline=None)
@given(phrases, as_of_days)
def test_a_window_lies_within_the_as_of_session_and_its_base_is_the_session_before(words: str, as_of: date) -> None:
    got = read(words, as_of)
    if got is None:
        return

    assert got.window.base == SESSIONS.before(got.window.start)
    assert got.window.start <= got.window.end <= SESSIONS.on_or_before(as_of)
    assert got.sessions == len(SESSIONS.between(got.window.start, got.window.end))


@settings(max_examples=400, deadline=None)
@given(phrases, as_of_days)
def test_the_phrase_of_another_reading_reads_back_to_exactly_its_window(words: str, as_of: date) -> None:
    got = read(words, as_of)
    for other in got.alternatives if got else ():
        again = read(other.phrase, as_of)

        assert again is not None
        assert again.window == other.window != got.window


@settings(max_examples=300, deadline=None)
@given(texts, as_of_days)
def test_any_text_is_read_or_refused(text: str, as_of: date) -> None:
    try:
        got = read_period(text, as_of, SESSIONS)
    except PeriodError as error:
        assert error.text == text
    else:
        assert got.text == text


@settings(max_examples=300, deadline=None)
@given(texts, as_of_days)
def test_what_is_found_stands_where_it_says(text: str, as_of: date) -> None:
    found = find_periods(text, as_of, SESSIONS)
    spans = sorted([p.span for p in found.periods] + [r.span for r in found.refused])

    assert all(text[slice(*p.span)] == p.text for p in (*found.periods, *found.refused))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@settings(max_examples=200, deadline=None)
@given(texts)
def test_words_of_time_stand_in_order_and_hold_what_was_found(text: str) -> None:
    spans = time_words(text)
    found = find_periods(text, date(2026, 1, 6), SESSIONS)

    assert list(spans) == sorted(spans)
    assert all(any(a <= p.span[0] and p.span[1] <= b for a, b in spans) for p in (*found.periods, *found.refused))


@settings(max_examples=200, deadline=None)
@given(texts)
def test_tokens_stand_in_order(text: str) -> None:
    tokens = tokenise(text)
    ends = [(tokens[i].start, tokens[i].end) for i in range(len(tokens))]

    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in ends)


@settings(max_examples=200, deadline=None)
@given(phrases, st.sampled_from(["a year earlier", "the year before", "the same period last year", "that week"]))
def test_a_period_against_another_is_read_or_refused(first: str, second: str) -> None:
    anchor = read(first, date(2026, 1, 6))
    if anchor is None:
        return
    got = read(second, date(2026, 1, 6), anchor)

    assert got is None or got.window.end <= date(2026, 1, 6)


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1960, 1, 1), date(2030, 12, 20)))
def test_however_a_day_is_written_it_is_the_same_day(day: date) -> None:
    as_of = day + timedelta(days=5)
    ways = (
        "%Y-%m-%d",
        "%d %B %Y",
        "%B %d, %Y",
        "%d.%m.%Y",
        "%Y年%m月%d日",
        "%d-%b-%Y",
        "%Y/%m/%d",
        "%Y%m%d",
        "%b. %d, %Y",
    )

    assert len({read_period(day.strftime(way), as_of, SESSIONS).window for way in ways}) == 1


@settings(max_examples=100, deadline=None)
@given(st.integers(1954, 2029))
def test_the_quarters_of_a_year_chain_to_the_year(year: int) -> None:
    as_of = date(year + 1, 1, 10)
    quarters = [read_period(f"Q{n} {year}", as_of, SESSIONS).window for n in (1, 2, 3, 4)]
    whole = read_period(str(year), as_of, SESSIONS).window

    assert [q.base for q in quarters[1:]] == [q.end for q in quarters[:-1]]
    assert (quarters[0].base, quarters[-1].end) == (whole.base, whole.end)


@pytest.mark.parametrize(
    "piece", ["the ", "1 month and ", "since the ", "2025 to ", "first half of ", "from 3 to 4 ", "(", "去年"]
)
def test_a_longer_text_takes_no_more_than_its_share_of_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        started = time.process_time()
        find_periods(text, date(2026, 1, 6), SESSIONS)
        return time.process_time() - started

    seconds(500)

    assert seconds(16_000) < 16 * max(seconds(2_000), 0.002)
