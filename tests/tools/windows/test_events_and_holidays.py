"""The days that go by a name."""

from datetime import date

import pytest

from tools.sessions import load_sessions
from tools.windows import Event, load_events, read_period
from tools.windows.holidays import HOLIDAYS, easter, holiday, spoken
from tools.windows.moon import lunar_new_year, new_moon

SESSIONS = load_sessions()


@pytest.mark.parametrize("event", load_events(), ids=lambda event: event.name)
def test_every_name_of_an_event_reads_as_its_day(event: Event) -> None:
    later = date(event.day.year + 1, 12, 30) if event.day.year < 2025 else date(2026, 1, 6)
    for alias in event.aliases:
        got = read_period(f"since the {alias}", later, SESSIONS)

        assert got.calendar is not None
        assert event.name in got.label or event.day < got.calendar[0], alias


def test_an_event_says_where_it_is_from_and_when_in_the_day() -> None:
    for event in load_events():
        assert event.source
        assert event.timing in ("before the open", "during", "after the close")


def test_a_low_is_counted_from_its_own_close() -> None:
    lows = [event for event in load_events() if " low" in event.name]

    assert lows
    assert all(event.counts_from_its_close and event.day in SESSIONS for event in lows)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Thanksgiving", date(2025, 11, 27)),
        ("Labor Day", date(2025, 9, 1)),
        ("Memorial Day", date(2025, 5, 26)),
        ("Martin Luther King Jr. Day", date(2025, 1, 20)),
        ("Easter", date(2025, 4, 20)),
        ("Mardi Gras", date(2013, 2, 12)),
        ("Black Friday", date(2025, 11, 28)),
        ("the Lunar New Year", date(2025, 1, 29)),
        ("Eid al-Adha", date(2025, 6, 6)),
        ("Ramadan", date(2025, 3, 1)),
    ],
)
def test_a_holiday_has_its_day(name: str, day: date) -> None:
    assert holiday(name, day.year) == day


@pytest.mark.parametrize("name", ["Good Friday", "Thanksgiving", "Labor Day", "Christmas", "Memorial Day"])
def test_the_exchange_is_closed_on_its_holidays(name: str) -> None:
    days = [holiday(name, year) for year in range(1975, 2031)]

    assert all(SESSIONS.closure(day) for day in days)


def test_every_way_to_call_a_holiday_can_be_read() -> None:
    for said, name in spoken().items():
        got = read_period(f"{said} 2024", date(2026, 1, 6), SESSIONS)

        assert got.calendar == (holiday(name, 2024),) * 2, said


def test_every_holiday_falls_in_every_year() -> None:
    assert all(make(year).year == year for make in HOLIDAYS.values() for year in range(1953, 2031))


def test_easter_agrees_with_known_years() -> None:
    known = {1954: (4, 18), 1981: (4, 19), 2000: (4, 23), 2008: (3, 23), 2011: (4, 24), 2024: (3, 31), 2026: (4, 5)}

    assert {year: (easter(year).month, easter(year).day) for year in known} == known


def test_new_moons_agree_with_the_almanac_to_a_quarter_of_an_hour() -> None:
    assert (
        abs((new_moon(0).replace(second=0) - new_moon(0).replace(hour=18, minute=14, second=0)).total_seconds()) < 900
    )
    assert lunar_new_year(1985) == date(1985, 2, 20)
    assert lunar_new_year(2004) == date(2004, 1, 22)
