"""The grammar of dates: in digits, in words, today, weekdays."""

from collections.abc import Callable
from functools import wraps

from tools.windows.points import Dated, MonthOrDay, Today, Weekday
from tools.windows.stretch import Node
from tools.windows.tokens import Tokens
from tools.windows.vocabulary import MONTHS, WEEKDAYS, cardinal, full_year, ordinal, year

Parsed = tuple[Node, int]
RANGE = ("-", "–", "to", "through", "thru")
Rule = Callable[[Tokens, int], Parsed | None]


def remembered(rule: Rule) -> Rule:
    """Return the rule that reads each place of a text once."""

    @wraps(rule)
    def read(t: Tokens, i: int) -> Parsed | None:
        key = (rule, i)
        if key not in t.read:
            t.read[key] = rule(t, i)
        found: Parsed | None = t.read[key]
        return found

    return read


def longest(t: Tokens, i: int, *rules: Rule) -> Parsed | None:
    """Return the reading that takes the most words; of equals the first rule's."""
    found = [parsed for rule in rules if (parsed := rule(t, i))]
    return max(found, key=lambda parsed: parsed[1]) if found else None


def numeric_date(t: Tokens, i: int) -> Parsed | None:
    """Read 2026-01-06, 1/6/2026, 6.1.2026, 20260106, 31-Oct-74, 2019/aug/01."""
    if t[i].kind == "number" and len(t.text(i)) == 8 and 1900 <= t[i].number // 10000 <= 2100:
        number = t[i].number
        return Dated(number // 10000, number // 100 % 100, number % 100), i + 1
    sign = t.text(i + 1)
    if sign not in ("-", "/", ".", "–") or t.text(i + 3) != sign or not t.glued(i, 5):
        return None
    a, b, c = t[i].number, t[i + 2].number, t[i + 4].number
    if t.text(i + 2) in MONTHS and min(a, c) >= 0:
        return _around_month(a, MONTHS[t.text(i + 2)], c, len(t.text(i)) == 4), i + 5
    if min(a, b, c) < 0 or b > 31 or len(t.text(i + 4)) == 3:
        return None
    if len(t.text(i)) == 4:
        return (Dated(a, b, c), i + 5) if b <= 12 and c <= 31 else None
    return _day_and_month(a, b, full_year(c), day_first=sign == "."), i + 5


def _around_month(a: int, month: int, c: int, year_first: bool) -> Dated:
    return Dated(a, month, c) if year_first else Dated(full_year(c), month, a)


def _day_and_month(a: int, b: int, in_year: int, day_first: bool) -> Dated:
    """Return the American reading of 1/6, the European one of 1.6; the other where only it can be."""
    month, day = (b, a) if day_first else (a, b)
    if month > 12:
        month, day = day, month
    return Dated(in_year, month, day, swapped=(day, month))


def numeric_month(t: Tokens, i: int) -> Parsed | None:
    """Read 2015-12, 12-2015, 11/2016, 2016 / 11."""
    if t.text(i + 1) not in ("-", "/") or t[i].kind != "number" or t[i + 2].kind != "number":
        return None
    sizes = len(t.text(i)), len(t.text(i + 2))
    a, b = t[i].number, t[i + 2].number
    if t[i + 3].glued and t.text(i + 3) in ("-", "/"):
        return None
    if sizes[0] == 4 and sizes[1] <= 2 and 1900 <= a <= 2100 and 1 <= b <= 12:
        return Dated(a, b), i + 3
    if sizes[1] == 4 and sizes[0] <= 2 and 1900 <= b <= 2100 and 1 <= a <= 12:
        return Dated(b, a), i + 3
    return None


def month_day(t: Tokens, i: int) -> Parsed | None:
    """Read 1/6 as a day without its year, for where only a day can stand."""
    a, b = t[i].number, t[i + 2].number
    if t.text(i + 1) != "/" or not t.glued(i, 3) or not (1 <= a <= 31 and 1 <= b <= 31) or min(a, b) > 12:
        return None
    if t[i].kind != "number" or t[i + 2].kind != "number" or (t[i + 3].glued and t.text(i + 3) == "/"):
        return None
    return (Dated(None, a, b) if a <= 12 else Dated(None, b, a)), i + 3


@remembered
def worded_date(t: Tokens, i: int) -> Parsed | None:
    """Read 6 January 2026, Jan 6th, the fourth of July 1995, Wed, 22 of Jan, 2019 Aug 1."""
    weekday, j = _weekday_before(t, i)
    if weekday is not None and t[j].kind == "ordinal" and not month_name(t, t.skip(j + 1, "of")):
        return Dated(None, None, t[j].number, weekday), j + 1
    return longest(t, j, *(_with_weekday(rule, weekday) for rule in (_day_then_month, _month_then_day, _year_first)))


def _with_weekday(rule: Callable[[Tokens, int, int | None], Parsed | None], weekday: int | None) -> Rule:
    return lambda t, i: rule(t, i, weekday)


def _weekday_before(t: Tokens, i: int) -> tuple[int | None, int]:
    j = t.skip(i, "this", "last", "on")
    if t.text(j) not in WEEKDAYS:
        return None, i
    return WEEKDAYS[t.text(j)], t.skip(j + 1, ",", "the", "-", ".")


def month_or_day(t: Tokens, i: int) -> Parsed | None:
    """Read Dec-24, which is a month of a year or a day of the month."""
    number = t[i + 2].number
    glued = t.glued(i, 3) and t.text(i + 1) == "-" and len(t.text(i + 2)) == 2
    whole = t.text(i) in MONTHS and glued and number > 9 and not (t[i + 3].glued and t.text(i + 3) in ("-", "/"))
    return (MonthOrDay(MONTHS[t.text(i)], number), i + 3) if whole else None


def month_name(t: Tokens, i: int) -> tuple[int, int] | None:
    """Read the name of a month, with the dot of its abbreviation."""
    if t.text(i) not in MONTHS:
        return None
    dot = t.text(i + 1) == "." and t[i + 1].glued and len(t.text(i)) < 5 and t[i + 2] is not t[len(t)]
    return MONTHS[t.text(i)], i + 2 if dot else i + 1


def _day_number(t: Tokens, i: int) -> tuple[int, int] | None:
    j = t.skip(i, "the")
    found = ordinal(t, j)
    if found is None and t[j].kind == "number" and len(t.text(j)) <= 2:
        found = (t[j].number, j + 1)
    found = found or cardinal(t, j)
    return found if found and 1 <= found[0] <= 31 else None


def _year_after(t: Tokens, i: int) -> tuple[int | None, int]:
    found = year(t, t.skip(i, ",", "of", "de", "del"))
    return found or (None, i)


def _day_then_month(t: Tokens, i: int, weekday: int | None) -> Parsed | None:
    number = _day_number(t, i)
    if not number:
        return None
    j = t.skip(number[1], "day", "of", "de", ".", "-", "/")
    month = month_name(t, j)
    if not month:
        return None
    in_year, j = _year_after(t, month[1])
    return Dated(in_year, month[0], number[0], weekday), j


def _month_then_day(t: Tokens, i: int, weekday: int | None) -> Parsed | None:
    month = month_name(t, i)
    if not month:
        return None
    number = _day_number(t, t.skip(month[1], "the", "/", "-") if t.text(month[1]) != "." else month[1] + 1)
    if not number or (t[number[1]].kind == "han" and t[number[1]].glued):
        return None
    in_year, j = _year_after(t, number[1])
    return Dated(in_year, month[0], number[0], weekday), j


def _year_first(t: Tokens, i: int, weekday: int | None) -> Parsed | None:
    in_year = year(t, i)
    if not in_year:
        return None
    month = month_name(t, t.skip(in_year[1], ",", "-"))
    number = _day_number(t, t.skip(month[1], "-")) if month else None
    return (Dated(in_year[0], month[0], number[0], weekday), number[1]) if month and number else None


def han_date(t: Tokens, i: int) -> Parsed | None:
    """Read 2025年, 2025年3月, 2025年3月5日, 3月5日."""
    parts: dict[str, int] = {}
    j = i
    for unit in ("年", "月", "日"):
        if t[j].kind == "number" and t.text(j + 1) in (unit, "号" if unit == "日" else unit) and t[j + 1].glued:
            parts[unit] = t[j].number
            j += 2
    if not parts or ("年" in parts and not 1900 <= parts["年"] <= 2100) or ("日" in parts and "月" not in parts):
        return None
    if not 1 <= parts.get("月", 1) <= 12 or not 1 <= parts.get("日", 1) <= 31:
        return None
    return Dated(parts.get("年"), parts.get("月"), parts.get("日")), j


def today(t: Tokens, i: int) -> Parsed | None:
    """Read today, yesterday, the day before yesterday, now."""
    i = t.skip(i, "the")
    if t.says(i, "day before yesterday"):
        return Today(2), i + 3
    if t.text(i) in ("today", "now", "tonight") or t.says(i, "this day") or t.says(i, "current day"):
        return Today(), i + (1 if t.text(i) in ("today", "now", "tonight") else 2)
    if t.text(i) == "yesterday":
        return Today(1), i + 1
    if t.text(i) == "tomorrow":
        return Today(-1), i + 1
    return (Today(1), i + 2) if t.text(i) in ("last", "past", "previous") and t.text(i + 1) == "day" else None


def _short_is_meant(t: Tokens, i: int) -> bool:
    """Say whether "Mon" or "sat" is a day: after a preposition, or with another day in Mon-Fri."""
    after = t.text(i + 1) in RANGE and t.text(i + 2) in WEEKDAYS
    before = t.text(i - 1) in RANGE and t.text(i - 2) in WEEKDAYS
    return t.text(i - 1) in ("on", "since", "from") or after or before


def weekday(t: Tokens, i: int) -> Parsed | None:
    """Read Monday, last Friday, this week Monday, Sunday of last week (its week is read elsewhere)."""
    word = t.text(i) if t.text(i) in ("last", "past", "previous", "this", "next", "current") else ""
    j = i + 1 if word else i
    j = t.skip(j, "week") if word == "this" else j
    if t.text(j) not in WEEKDAYS or (len(t.text(j)) < 4 and not word and not _short_is_meant(t, j)):
        return None
    return Weekday(WEEKDAYS[t.text(j)], "last" if word in ("past", "previous") else word), j + 1
