"""Days that people name a period by, whether the exchange was open or not."""

from collections.abc import Callable
from datetime import date, timedelta

from tools.windows.moon import islamic_day, lunar_new_year


def holiday(name: str, year: int) -> date:
    """Return the day of a holiday in a year; `name` is one of HOLIDAYS."""
    return HOLIDAYS[name](year)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous rule of 1876)."""
    century = year // 100
    golden = year % 19
    shift = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = shift - shift // 28 * (1 - shift // 28 * (29 // (shift + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, nth: int, later: int = 0) -> Callable[[int], date]:
    def day(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1) + later)

    return day


def _last(month: int, weekday: int) -> Callable[[int], date]:
    def day(year: int) -> date:
        end = date(year, month, 31)
        return end - timedelta(days=(end.weekday() - weekday) % 7)

    return day


def _islamic(month: int, day: int) -> Callable[[int], date]:
    return lambda year: islamic_day(month, day, year)


def _easter(later: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=later)


def election_day(year: int) -> date:
    """Return the day of elections in the United States: the Tuesday after the first Monday of November."""
    return _nth(11, 0, 1, later=1)(year)


UNCERTAIN = ("Ramadan", "Eid al-Fitr", "Eid al-Adha")
HOLIDAYS: dict[str, Callable[[int], date]] = {
    "New Year's Day": _fixed(1, 1),
    "New Year": _fixed(1, 1),
    "Martin Luther King Jr. Day": _nth(1, 0, 3),
    "Groundhog Day": _fixed(2, 2),
    "Valentine's Day": _fixed(2, 14),
    "Presidents' Day": _nth(2, 0, 3),
    "St. Patrick's Day": _fixed(3, 17),
    "Mardi Gras": _easter(-47),
    "Ash Wednesday": _easter(-46),
    "Palm Sunday": _easter(-7),
    "Good Friday": _easter(-2),
    "Easter": _easter(0),
    "Easter Monday": _easter(1),
    "April Fools' Day": _fixed(4, 1),
    "Earth Day": _fixed(4, 22),
    "Mother's Day": _nth(5, 6, 2),
    "Memorial Day": _last(5, 0),
    "Juneteenth": _fixed(6, 19),
    "Father's Day": _nth(6, 6, 3),
    "Independence Day": _fixed(7, 4),
    "Labor Day": _nth(9, 0, 1),
    "Columbus Day": _nth(10, 0, 2),
    "Halloween": _fixed(10, 31),
    "Veterans Day": _fixed(11, 11),
    "Thanksgiving": _nth(11, 3, 4),
    "Black Friday": _nth(11, 3, 4, later=1),
    "Cyber Monday": _nth(11, 3, 4, later=4),
    "Christmas Eve": _fixed(12, 24),
    "Christmas": _fixed(12, 25),
    "Boxing Day": _fixed(12, 26),
    "New Year's Eve": _fixed(12, 31),
    "the Lunar New Year": lunar_new_year,
    "Ramadan": _islamic(9, 1),
    "Eid al-Fitr": _islamic(10, 1),
    "Eid al-Adha": _islamic(12, 10),
}
SAID: dict[str, tuple[str, ...]] = {
    "New Year's Day": ("new year's day", "new year day", "new years day"),
    "New Year": ("new year's", "new years", "the new year"),
    "New Year's Eve": ("new year's eve", "new years eve", "new year eve"),
    "Martin Luther King Jr. Day": (
        "martin luther king jr. day",
        "martin luther king day",
        "mlk jr. day",
        "mlk jr day",
        "mlk day",
    ),
    "Mardi Gras": ("mardi gras", "pancake day", "shrove tuesday", "fat tuesday"),
    "Valentine's Day": ("valentine's day", "valentines day", "valentine's"),
    "Presidents' Day": ("presidents' day", "president's day", "presidents day"),
    "Easter": ("easter sunday", "easter"),
    "the Lunar New Year": ("lunar new year", "chinese new year", "spring festival", "春节"),
    "Eid al-Fitr": ("eid al - fitr", "eid ul - fitr", "eid", "id al - fitr", "id ul - fitr"),
    "Eid al-Adha": ("eid al - adha", "eid ul - adha", "id al - adha", "id ul - adha", "bakr id", "sacrifice feast"),
    "Independence Day": ("independence day",),
    "Labor Day": ("labor day", "labour day"),
    "Thanksgiving": ("thanksgiving day", "thanksgiving"),
    "Christmas": ("christmas day", "christmas", "xmas"),
}


def spoken() -> dict[str, str]:
    """Return every way a holiday is called, with the name it has here."""
    return {said: name for name in HOLIDAYS for said in SAID.get(name, (name.lower(),))}
