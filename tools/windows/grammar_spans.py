"""The grammar of stretches: years, quarters, this week, the first five sessions of something."""

from tools.windows.grammar_days import Parsed, han_date, longest, month_name, numeric_month, remembered
from tools.windows.grammar_names import day, named_day
from tools.windows.offsets import Ago
from tools.windows.points import Dated, HolidayDay
from tools.windows.spans import Current, Decade, JustEnded, Nth, Piece, ToDate
from tools.windows.tokens import Tokens
from tools.windows.vocabulary import UNITS, full_year, ordinal, year
from tools.windows.weeks import WeekAround, WeekOfYear

AWAY = {"this": 0, "current": 0, "last": -1, "previous": -1, "prior": -1, "next": 1}
OVER = ("ended", "finished", "closed", "passed", "past", "gone", "completed")
CALENDAR = ("week", "month", "quarter", "year")
TO_DATE = {"ytd": "year", "qtd": "quarter", "mtd": "month", "wtd": "week"}


@remembered
def year_span(t: Tokens, i: int) -> Parsed | None:
    """Read 2025, calendar 2025, the year 2025, full year 2025, all of 2025."""
    j = t.skip(i, "the", "all", "of", "whole", "entire", "full", "calendar", "-", "year", "cy")
    j = j + 1 if t.says(i, "the years") and j == i + 1 else j
    found = year(t, j)
    if found is None and t.text(j).startswith("cy"):
        return None
    if not found:
        return None
    return Dated(found[0]), found[1] + 2 * (t.says(found[1], "full year") or t.says(found[1], "calendar year"))


def month_span(t: Tokens, i: int) -> Parsed | None:
    """Read December, December of 2025, the month of May, last September, 2016 November, June this year."""
    j = t.skip(i, "the", "month", "of", "all", "whole", "entire", "full")
    before = _owner(t, j)
    if before and (month := month_name(t, t.skip(before[1], ",", "-"))):
        return Nth(month[0], "month", before[0]), month[1]
    if before and 1 <= t[before[1]].number <= 12 and t.text(before[1] + 1) == "月":
        return Nth(t[before[1]].number, "month", before[0]), before[1] + 2
    word = t.text(j) if t.text(j) in ("this", "last", "past", "previous") else ""
    month = month_name(t, j + 1 if word else j)
    if not month:
        return None
    end = t.skip(month[1], ",", "of", "in", "de", "del", "-")
    if after := year(t, end):
        return Dated(after[0], month[0]), after[1]
    if (of := relative(t, end)) and isinstance(of[0], Current | JustEnded) and of[0].unit == "year":
        return Nth(month[0], "month", of[0]), of[1]
    if word == "this":
        return Nth(month[0], "month", Current("year")), month[1]
    return Dated(None, month[0]), month[1]


def piece_span(t: Tokens, i: int) -> Parsed | None:
    """Read Q3, Q3 2025, 2025Q3, 3Q25, H1 2025, the third quarter of 2024, the second half."""
    j = t.skip(i, "the", "calendar", "entire", "whole", "full", "all", "of")
    before = _owner(t, j)
    j = t.skip(before[1], "-", "年", "the", "'", "s") if before else j
    found = _lettered(t, j) or _numbered(t, j) or _by_its_month(t, j)
    if not found:
        return None
    unit, number, end = found
    if before:
        return Piece(unit, number, before[0]), end
    j = t.skip(end, "of", "in", ",", "-", "/", "de", "du", "des")
    if t[j].kind == "number" and t[j].glued and len(t.text(j)) == 2 and j > end - 1:
        return Piece(unit, number, Dated(full_year(t[j].number))), j + 1
    of = year_span(t, j) or relative(t, j)
    return (Piece(unit, number, of[0]), of[1]) if of else (Piece(unit, number), end)


def _owner(t: Tokens, i: int) -> Parsed | None:
    """Read the year that a quarter or a month belongs to, said before it: 2025 Q3, last year's third quarter."""
    if in_year := year(t, i):
        return Dated(in_year[0]), in_year[1]
    word = relative(t, i)
    return word if word and isinstance(word[0], Current) and word[0].unit == "year" else None


def _lettered(t: Tokens, i: int) -> tuple[str, int, int] | None:
    letters = {"q": "quarter", "h": "half", "t": "quarter"}
    for letter, number in ((i, i + 1), (i + 1, i)):
        if t.text(letter) in letters and t[number].kind == "number" and 1 <= t[number].number <= 4 and t[i + 1].glued:
            return letters[t.text(letter)], t[number].number, i + 2
    return None


def _numbered(t: Tokens, i: int) -> tuple[str, int, int] | None:
    number = (4, i + 1) if t.text(i) in ("final", "last") else ordinal(t, i)
    if number and t.text(number[1]) in ("quarter", "half"):
        if t.text(i) in ("final", "last") and not t.says(number[1] + 1, "of"):
            return None
        unit = t.text(number[1])
        return (
            unit,
            min(number[0], 2) if unit == "half" and t.text(i) in ("final", "last") else number[0],
            number[1] + 1,
        )
    if t.text(i) == "quarter" and t[i + 1].kind == "number" and len(t.text(i + 1)) == 1:
        return "quarter", t[i + 1].number, i + 2
    return None


def _by_its_month(t: Tokens, i: int) -> tuple[str, int, int] | None:
    """Read September quarter, the quarter that ends with that month."""
    month = month_name(t, i)
    if not month or month[0] % 3 or t.text(month[1]) != "quarter":
        return None
    return "quarter", month[0] // 3, month[1] + 1


def decade(t: Tokens, i: int) -> Parsed | None:
    """Read the 1990s, the 90s, the nineties."""
    j = t.skip(i, "the", "'")
    words = {"fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
    if t.text(j) in words:
        return Decade(words[t.text(j)]), j + 1
    end = t.skip(j + 1, "'")
    if t[j].kind != "number" or t.text(end) != "s" or not t[end].glued or t[j].number % 10:
        return None
    if len(t.text(j)) == 4 and 1900 <= t[j].number <= 2100:
        return Decade(t[j].number), end + 1
    return (Decade(full_year(t[j].number)), end + 1) if len(t.text(j)) == 2 else None


def relative(t: Tokens, i: int) -> Parsed | None:
    """Read this week, the current month, last quarter, the year, the quarter that just ended."""
    j = t.skip(i, "the", "my", "all", "of", "whole", "entire")
    word = t.text(j)
    if word in AWAY and t.text(j + 1) in UNITS and not t.text(j + 1).endswith("s"):
        unit = UNITS[t.text(j + 1)]
        if word == "last" and t.text(j - 1) == "the" and unit != "session":
            return None
        if unit == "session":
            return Ago(1 if word in ("previous", "prior") else 0, "session"), j + 2
        return Current(unit, AWAY[word]), j + 2
    if word in ("day", "week", "month", "quarter", "year") and j > i:
        just = t.skip(j + 1, "that", "which", "has", "just", "recently")
        over = word != "day" and just > j + 1 and t.text(just) in OVER
        return (JustEnded(word), just + 1) if over else (Current(word), j + 1)
    return _just_ended(t, j)


def _just_ended(t: Tokens, i: int) -> Parsed | None:
    """Read latest quarter, most recent month, just-ended year."""
    k = t.skip(i, "most", "just", "recently", "-")
    if t.text(k) not in (("latest",) if k == i else ("recent", *OVER)) or t.text(k + 1) not in CALENDAR:
        return None
    return JustEnded(t.text(k + 1)), k + 2


def to_date(t: Tokens, i: int) -> Parsed | None:
    """Read YTD, MTD, QTD, WTD (and the phrases that mean the same)."""
    j = t.skip(i, "the")
    in_year = year(t, j)
    if in_year and (t.text(in_year[1]) == "ytd" or t.says(in_year[1], "so far")):
        return Dated(in_year[0]), in_year[1] + (1 if t.text(in_year[1]) == "ytd" else 2)
    if t.says(j, "so far") and (of := longest(t, t.skip(j + 2, "in"), year_span, month_span, piece_span)):
        return of
    if t.text(j) not in TO_DATE:
        return None
    after = year(t, t.skip(j + 1, "in")) if t.text(j) == "ytd" else None
    return (Dated(after[0]), after[1]) if after else (ToDate(TO_DATE[t.text(j)]), j + 1)


def week_span(t: Tokens, i: int) -> Parsed | None:
    """Read week 10 of 2025, the week of 5 January, the week ending 9 January, Thanksgiving week."""
    j = t.skip(i, "the")
    if t.text(j) != "week":
        of = named_day(t, i)
        return _named_week(t, of) if of and t.text(of[1]) == "week" else None
    if t[j + 1].kind == "number" and len(t.text(j + 1)) <= 2:
        in_year = year_span(t, t.skip(j + 2, "of", "in"))
        return WeekOfYear(t[j + 1].number, in_year[0] if in_year else None), in_year[1] if in_year else j + 2
    around = day(t, t.skip(j + 1, "of", "beginning", "commencing", "starting", "ending", "ended", "on", "containing"))
    return (WeekAround(around[0]), around[1]) if around and around[1] > j + 2 else None


def _named_week(t: Tokens, of: Parsed) -> Parsed:
    """Return the week around a named day, of the year that is said after it: Thanksgiving week 2024."""
    node, end = of[0], of[1] + 1
    in_year = year_span(t, t.skip(end, ",", "of", "in")) if isinstance(node, HolidayDay) and node.of is None else None
    if in_year and isinstance(node, HolidayDay):
        return WeekAround(HolidayDay(node.name, in_year[0])), in_year[1]
    return WeekAround(node), end


@remembered
def span(t: Tokens, i: int) -> Parsed | None:
    """Read a named stretch in any of these ways."""
    rules = (year_span, month_span, piece_span, decade, relative, to_date, week_span, numeric_month, han_date)
    return longest(t, i, *rules)
