"""Holidays that follow the moon: the Lunar New Year, Ramadan and the two Eids."""

from datetime import date, datetime, timedelta
from math import radians, sin

EPOCH = datetime(2000, 1, 6, 14, 20, 37)
MONTH = 29.530588861
BEIJING = timedelta(hours=8)
# Shawwal of 1420 began with the new moon of 6 January 2000; months are counted from it.
SHAWWAL_1420 = 1420 * 12 + 10


def new_moon(number: int) -> datetime:
    """Return the instant of a new moon, counted from that of 6 January 2000, in universal time.

    Meeus, Astronomical Algorithms, chapter 49, with its largest terms: good to a quarter of an hour.
    """
    t = number / 1236.85
    sun = radians(2.5534 + 29.10535670 * number)
    moon = radians(201.5643 + 385.81693528 * number + 0.0107582 * t * t)
    node = radians(160.7108 + 390.67050284 * number)
    days = MONTH * number + 0.00015437 * t * t
    days += 0.17241 * sin(sun) - 0.40720 * sin(moon) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
    days += 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun) + 0.00208 * sin(2 * sun)
    return EPOCH + timedelta(days=days)


def lunar_new_year(year: int) -> date:
    """Return the first day of the Chinese year: two new moons after the one of the winter solstice."""
    solstice = date(year - 1, 12, 22)
    number = round((solstice - EPOCH.date()).days / MONTH) + 1
    while (new_moon(number) + BEIJING).date() > solstice:
        number -= 1
    return (new_moon(number + 2) + BEIJING).date()


def islamic_day(month: int, day: int, year: int) -> date:
    """Return the first day in a civil year that is this day of the Islamic calendar.

    A month is taken to begin on the day after the new moon; the day proclaimed may differ by one.
    """
    first = int((year - 622) * 12 * 365.2422 / (12 * MONTH)) + month - 24
    for months in range(first, first + 48):
        if (months - month) % 12 == 0:
            found = new_moon(months - SHAWWAL_1420).date() + timedelta(days=day)
            if found.year == year:
                return found
    raise ValueError(f"{year} has no day {day} of Islamic month {month}")
