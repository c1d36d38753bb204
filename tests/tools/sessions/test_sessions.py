"""The bundled exchange calendar."""

from datetime import date, timedelta

import exchange_calendars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.errors import PeriodOutOfRange
from tools.sessions import Sessions, load_sessions
from tools.sessions.calendar import FIRST_DAY, LAST_DAY, TABLE
from tools.sessions.table import make_table

SESSIONS = load_sessions()
days = st.dates(FIRST_DAY + timedelta(days=10), LAST_DAY - timedelta(days=10))


def test_the_table_is_the_one_its_script_makes() -> None:
    assert TABLE.read_text(encoding="utf-8") == make_table()


def test_sessions_and_early_closes_agree_with_exchange_calendars_over_the_whole_reach() -> None:
    peer = exchange_calendars.get_calendar("XNYS", start=FIRST_DAY.isoformat(), end=LAST_DAY.isoformat())

    assert SESSIONS.days == tuple(stamp.date() for stamp in peer.sessions)
    assert SESSIONS.early == {stamp.date() for stamp in peer.early_closes}


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2025, 1, 9), "a day of mourning for President Carter"),
        (date(2018, 12, 5), "a day of mourning for President George H. W. Bush"),
        (date(2001, 9, 12), "the attacks of 11 September"),
        (date(2012, 10, 29), "Hurricane Sandy"),
        (date(1968, 6, 12), "the Wednesday closings to catch up with paperwork"),
        (date(2021, 7, 5), "Independence Day (observed)"),
        (date(2025, 11, 27), "Thanksgiving"),
        (date(2025, 4, 18), "Good Friday"),
        (date(2026, 1, 3), "Saturday"),
        (date(2026, 1, 6), None),
    ],
)
def test_a_day_without_a_session_has_a_reason(day: date, why: str | None) -> None:
    assert SESSIONS.closure(day) == why


@given(days)
def test_a_day_is_a_session_or_has_a_reason_never_both(day: date) -> None:
    assert (day in SESSIONS) == (SESSIONS.closure(day) is None)


@given(days)
def test_neighbours_enclose_the_day(day: date) -> None:
    before, after = SESSIONS.before(day), SESSIONS.after(day)

    assert before < day < after
    assert SESSIONS.between(before, after) == ((before, day, after) if day in SESSIONS else (before, after))
    assert SESSIONS.on_or_before(day) == (day if day in SESSIONS else before)
    assert SESSIONS.on_or_after(day) == (day if day in SESSIONS else after)


@given(st.sampled_from(SESSIONS.days[300:-300]), st.integers(-250, 250))
def test_shifting_there_and_back_changes_nothing(session: date, by: int) -> None:
    assert SESSIONS.shift(SESSIONS.shift(session, by), -by) == session


def test_an_inverted_range_holds_no_session() -> None:
    assert SESSIONS.between(date(2026, 1, 6), date(2026, 1, 2)) == ()


def test_the_day_after_thanksgiving_closes_early() -> None:
    assert SESSIONS.closes_early(date(2025, 11, 28))
    assert not SESSIONS.closes_early(date(2026, 1, 6))


@pytest.mark.parametrize("day", [date(1952, 12, 31), date(2031, 1, 1), date(1, 1, 1), date.max])
def test_beyond_the_table_nothing_is_guessed(day: date) -> None:
    for ask in (SESSIONS.on_or_before, SESSIONS.before, SESSIONS.on_or_after, SESSIONS.after, SESSIONS.closure):
        with pytest.raises(PeriodOutOfRange, match="1953"):
            ask(day)


def test_the_first_session_has_none_before_it() -> None:
    with pytest.raises(PeriodOutOfRange):
        SESSIONS.before(SESSIONS.days[0])


def test_a_day_without_a_session_cannot_be_shifted() -> None:
    with pytest.raises(PeriodOutOfRange, match="not a session"):
        SESSIONS.shift(date(2026, 1, 3), 1)


def test_a_calendar_of_ones_own_works_the_same() -> None:
    own = Sessions((date(2026, 1, 5), date(2026, 1, 7)), date(2026, 1, 1), date(2026, 1, 31))

    assert own.shift(date(2026, 1, 5), 1) == date(2026, 1, 7)
    assert date(2026, 1, 6) not in own
