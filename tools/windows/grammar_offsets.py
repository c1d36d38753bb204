"""The grammar of what is meant against something else: a year ago, the week before, the same period."""

from tools.windows.grammar_counts import FEW_DAYS
from tools.windows.grammar_days import Parsed, han_date, longest, month_name
from tools.windows.grammar_names import day
from tools.windows.grammar_parts import edge_of
from tools.windows.grammar_spans import span
from tools.windows.offsets import Ago, Earlier, Following, Later, Leading, Preceding, Same, UpTo
from tools.windows.points import Dated, DayOf, HolidayDay, NthWeekday, Today, Weekday, WeekdayBy
from tools.windows.spans import Current
from tools.windows.stretch import Node
from tools.windows.tokens import Tokens
from tools.windows.vocabulary import UNIT_NAMES, UNITS, WEEKDAYS, count, ordinal
from tools.windows.weeks import WeekAround, WeekOfYear

FORWARD = ("after", "following", "from", "since", "starting", "beginning")
UP_TO = ("to", "through", "ended", "ending", "until", "till")


def following(t: Tokens, i: int) -> Parsed | None:
    """Read the three months after Liberation Day, the 2 weeks starting May 20th, the year to June 2025."""
    j = t.skip(i, "the", "first", "for", "within", "next", "following", "a", "one")
    number, after_number = count(t, j) or (1, j)
    after_number = t.skip(after_number, "-") if after_number > j else j
    unit = UNITS.get(t.text(after_number))
    word = t.skip(after_number + 1, ",", "right", "just", "immediately", "up", "period")
    if unit is None or unit == "half" or (after_number == j and t.text(j).endswith("s")) or han_date(t, j):
        return None
    if t.text(word) not in (*FORWARD, *UP_TO):
        return None
    of = longest(t, t.skip(word + 1, "the", "on", "from"), day, edge_of, span) or day(t, word + 1)
    if not of:
        return None
    unit = "session" if unit == "day" and number <= FEW_DAYS else unit
    if t.text(word) in UP_TO:
        return UpTo(number, unit, of[0]), of[1]
    if t.text(word) == "from" and t.text(of[1]) in UP_TO:
        return None
    inclusive, pointed = t.text(word) in ("starting", "beginning"), t.text(word) == "after" and t.text(j - 1) != "the"
    return Following(number, unit, of[0], inclusive, pointed), of[1]


def weekday_of(t: Tokens, i: int) -> Parsed | None:
    """Read the first Monday of July, the last Friday of 2025, Sunday of last week, Monday this week."""
    j = t.skip(i, "the")
    last = t.text(j) in ("last", "final")
    number = (-1, j + 1) if last else ordinal(t, j)
    k = number[1] if number else j
    if t.text(k) not in WEEKDAYS:
        return None
    of = span(t, t.skip(k + 1, "of", "from", "in"))
    if not of:
        return None
    if number:
        return NthWeekday(number[0], WEEKDAYS[t.text(k)], of[0]), of[1]
    return (Weekday(WEEKDAYS[t.text(k)], "", of[0]), of[1]) if _is_unit(of[0], "week") else None


def weekday_by(t: Tokens, i: int) -> Parsed | None:
    """Read the Friday before Labor Day, the second Monday after Thanksgiving, two Fridays ago."""
    j = t.skip(i, "the")
    if (several := count(t, j)) and t.says(several[1] + 1, "ago"):
        plural = WEEKDAYS.get(t.text(several[1]).removesuffix("s"))
        return (WeekdayBy(plural, -several[0], Today()), several[1] + 2) if plural is not None and several[0] else None
    number = ordinal(t, j) or (1, t.skip(j, "last", "next"))
    weekday = WEEKDAYS.get(t.text(number[1]))
    k = number[1] + 1
    word = t.text(k)
    if weekday is None or word not in ("before", "after", "following", "preceding"):
        return None
    of = longest(t, k + 1, day, edge_of)
    if of is None and word == "before" and t.text(k + 1) == "last":
        return WeekdayBy(weekday, -1, Weekday(weekday, "last")), k + 2
    return (WeekdayBy(weekday, number[0] * (1 if word in ("after", "following") else -1), of[0]), of[1]) if of else None


def session_before(t: Tokens, i: int) -> Parsed | None:
    """Read the last session before Christmas."""
    j = t.skip(i, "the")
    if t.text(j) not in ("last", "final") or t.text(j + 1) not in ("session", "day") or t.text(j + 2) != "before":
        return None
    of = longest(t, j + 3, day, edge_of)
    return (Leading(1, "session", of[0]), of[1]) if of else None


def _is_unit(node: Node, unit: str) -> bool:
    """Say whether a phrase names a whole week, or a whole month."""
    return (isinstance(node, Current) and node.unit == unit) or (
        unit == "week" and isinstance(node, WeekAround | WeekOfYear)
    )


def ago(t: Tokens, i: int) -> Parsed | None:
    """Read a month ago, two years ago, two days before yesterday, 1 month and 21 days ago, a year earlier."""
    j = t.skip(i, "exactly", "about", "the", "ago-of")
    number = count(t, j) or ((1, j + 1) if t.text(j) in ("a", "an") else (1, j) if j > i else None)
    unit = UNITS.get(t.text(number[1])) if number else None
    if number is None or unit is None or unit == "half":
        return None
    article = t.text(j) == "the" or t.text(j - 1) == "the"
    vague, k = "few" in (t.text(j), t.text(j + 1)), number[1] + 1
    if t.says(k, "before last") and number[0] == 1 and article and unit not in ("day", "session"):
        return Current(unit, -2), k + 2
    if t.text(k) == "ago" or t.text(i) == "ago-of":
        named = unit in ("quarter", "year") and number[0] > 1
        end = t.skip(k, "ago", "today")
        return (Current(unit, -number[0], ago=True) if named else Ago(number[0], unit, None, vague)), end
    if t.text(k) == "and" and (rest := _units_ago(t, k + 1)):
        return Ago(number[0], unit, rest[0]), rest[1]
    if t.text(k) in ("before", "earlier", "previously", "prior"):
        of = day(t, k + 1) if t.text(k) in ("before", "prior") else None
        if of and article and (unit not in ("day", "session") or number[0] > 1):
            unit = "session" if unit == "day" and number[0] <= FEW_DAYS else unit
            return Leading(number[0], unit, of[0]), of[1]
        if of:
            return Ago(number[0], unit, of[0]), of[1]
        return Earlier(number[0], unit, article and t.text(k) != "earlier"), k + 1
    if t.text(k) in ("after", "afterwards", "later", "thereafter"):
        return Later(number[0], unit, article and t.text(k) != "later"), k + 1
    return None


def _units_ago(t: Tokens, i: int) -> Parsed | None:
    """Read the second half of "1 month and 21 days ago"."""
    number = count(t, i)
    unit = UNITS.get(t.text(number[1])) if number else None
    if number is None or unit is None or unit == "half" or t.text(number[1] + 1) != "ago":
        return None
    return Ago(number[0], unit), number[1] + 2


def anchored(t: Tokens, i: int) -> Parsed | None:
    """Read the same period last year, that week, the year-earlier period, the period before."""
    j = t.skip(i, "the")
    if t.text(j) in ("period", "sessions") and t.text(j + 1) in ("before", "prior"):
        return Preceding(), j + 2
    if t.text(j) in ("previous", "preceding", "prior") and t.text(j + 1) == "period":
        return Preceding(), j + 2
    if t.text(j) in ("following", "subsequent") and t.text(j + 1) in UNIT_NAMES and t.text(j + 1) != "half":
        return Later(1, t.text(j + 1), whole_unit=True), j + 2
    if t.says(j, "this time last year") or t.says(j, "this point last year"):
        return Ago(1, "year"), j + 4
    if t.text(j) not in ("same", "that"):
        return None
    unit = {"session": "day"}.get(t.text(j + 1), t.text(j + 1)) if t.text(j + 1) in UNIT_NAMES else ""
    if not unit and t.text(j + 1) not in ("period", "stretch", "time", "point", "span", "window"):
        return None
    timed = t.text(j + 1) in ("time", "point")
    k = t.skip(j + 2, "of", "in", "a", "the", "one")
    if (t.text(k) in ("last", "previous", "prior") and t.text(k + 1) == "year") or (
        t.text(k) == "year" and t.text(k + 1) in ("earlier", "ago", "before")
    ):
        return Same(unit, 1), k + 2
    return (Same(unit), j + 2) if not timed else None


def dated_in(t: Tokens, i: int) -> Parsed | None:
    """Read Thanksgiving of last year, Thanksgiving 1 year ago, the 31st of this month, 22 this month."""
    found = day(t, i)
    if found and isinstance(found[0], HolidayDay) and found[0].of is None:
        of = ago(t, found[1]) or span(t, t.skip(found[1], "of", "in"))
        return (HolidayDay(found[0].name, of[0]), of[1]) if of else None
    if t.text(i - 1) == "on" and t.text(i) == "the" and t[i + 1].kind == "ordinal" and t[i + 2].kind in ("end", "sign"):
        return Dated(None, None, t[i + 1].number), i + 2
    j = t.skip(i, "the", "on")
    number = ordinal(t, j) or ((t[j].number, j + 1) if t[j].kind == "number" and len(t.text(j)) <= 2 else None)
    if not number or month_name(t, t.skip(number[1], "of")):
        return None
    of = span(t, t.skip(number[1], "day", "of"))
    return (DayOf(number[0], of[0]), of[1]) if of and _is_unit(of[0], "month") else None
