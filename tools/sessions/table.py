"""Make the bundled table of closures anew: `python -m tools.sessions.table` (needs exchange_calendars).

The table has one line for each weekday without a session, with its reason, and one for
each session that closes early.
"""

from collections.abc import Iterator
from datetime import date

from tools.sessions.calendar import FIRST_DAY, LAST_DAY, TABLE

NAMES = {
    "July 4th": "Independence Day",
    "President's Day": "Presidents' Day",
    "Dr. Martin Luther King Jr. Day": "Martin Luther King Jr. Day",
    "Veteran Day": "Veterans Day",
    "Juneteenth National Independence Day": "Juneteenth",
}
FIXED = {"New Year's Day": (1, 1), "Independence Day": (7, 4), "Juneteenth": (6, 19), "Christmas": (12, 25)}
MOURNING = {
    "1963-11-25": "President Kennedy",
    "1968-04-09": "Martin Luther King Jr.",
    "1969-03-31": "President Eisenhower",
    "1972-12-28": "President Truman",
    "1973-01-25": "President Johnson",
    "1994-04-27": "President Nixon",
    "2004-06-11": "President Reagan",
    "2007-01-02": "President Ford",
    "2018-12-05": "President George H. W. Bush",
    "2025-01-09": "President Carter",
}
SPECIAL = {
    "1956-12-24": "the day before Christmas",
    "1958-12-26": "the day after Christmas",
    "1961-05-29": "the day before Memorial Day",
    "1968-02-12": "Lincoln's Birthday",
    "1968-07-05": "the day after Independence Day",
    "1968-11-11": "Veterans Day",
    "1969-02-10": "a snowstorm",
    "1969-07-21": "the first landing on the Moon",
    "1977-07-14": "a blackout in New York City",
    "1985-09-27": "Hurricane Gloria",
    "2001-09-11": "the attacks of 11 September",
    "2001-09-12": "the attacks of 11 September",
    "2001-09-13": "the attacks of 11 September",
    "2001-09-14": "the attacks of 11 September",
    "2012-10-29": "Hurricane Sandy",
    "2012-10-30": "Hurricane Sandy",
}


def make_table() -> str:
    """Return the table as CSV text: day, closed or early, reason."""
    import exchange_calendars

    calendar = exchange_calendars.get_calendar("XNYS", start=FIRST_DAY.isoformat(), end=LAST_DAY.isoformat())
    sessions = {stamp.date() for stamp in calendar.sessions}
    named = calendar.regular_holidays.holidays(FIRST_DAY.isoformat(), LAST_DAY.isoformat(), return_name=True)
    holidays = {stamp.date(): name for stamp, name in named.items()}
    lines = [(day, "closed", reason(day, holidays.get(day))) for day in weekdays() if day not in sessions]
    lines += [(stamp.date(), "early", "an early close") for stamp in calendar.early_closes]
    return "day,kind,reason\n" + "".join(f"{day},{kind},{why}\n" for day, kind, why in sorted(lines))


def weekdays() -> Iterator[date]:
    """Yield Monday to Friday over the reach of the table."""
    days = map(date.fromordinal, range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1))
    return (day for day in days if day.weekday() < 5)


def reason(day: date, holiday: str | None) -> str:
    """Return why the exchange was closed; raises KeyError for a closure nobody has named yet."""
    if day.isoformat() in MOURNING:
        return f"a day of mourning for {MOURNING[day.isoformat()]}"
    if holiday is not None:
        name = NAMES.get(holiday, holiday)
        return f"{name} (observed)" if FIXED.get(name, (day.month, day.day)) != (day.month, day.day) else name
    if day.year == 1968 and day.weekday() == 2 and day.isoformat() not in SPECIAL:
        return "the Wednesday closings to catch up with paperwork"
    return SPECIAL[day.isoformat()]


if __name__ == "__main__":
    TABLE.write_text(make_table(), encoding="utf-8")
