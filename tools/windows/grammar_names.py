"""The grammar of single days, whole: dates, and the names of holidays, elections and events."""

from collections.abc import Mapping
from functools import cache

from tools.windows.events import Event, events_called
from tools.windows.grammar_days import (
    Parsed,
    han_date,
    longest,
    month_name,
    month_or_day,
    numeric_date,
    remembered,
    today,
    weekday,
    worded_date,
)
from tools.windows.holidays import spoken
from tools.windows.names import MONTH_NAMES
from tools.windows.points import Dated, ElectionDay, EventDay, HolidayDay, Today, Undated, Weekday
from tools.windows.stretch import Node
from tools.windows.tokens import Tokens
from tools.windows.vocabulary import MONTHS, year

Name = tuple[str, bool, int]
BEFORE_NAME = ("the", "us", "last", "previous", "past", "this")
SAYS_WHEN = (",", "of", "in", "on")


@cache
def names_of_days() -> Mapping[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    """Return the names of holidays and events by their first word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for said, name in spoken().items():
        words = tuple(said.replace("'s", "").replace("'", " '").replace(".", " .").split())
        table.setdefault(words[0], []).append((words, name, False))
    for alias in events_called():
        words = tuple(alias.split())
        table.setdefault(words[0], []).append((words, alias, True))
    return {first: tuple(sorted(names, key=lambda name: -len(name[0]))) for first, names in table.items()}


@remembered
def named_day(t: Tokens, i: int) -> Parsed | None:
    """Read the name of a holiday or of an event, with its year: the election, last Easter, the 2022 midterms."""
    j = i + 3 if t.says(i, "the day of") else i + 2 if t.says(i, "day of") else i
    j = t.skip(j, *BEFORE_NAME)
    found = _name_at(t, i) or (_name_at(t, j) if j > i else None)
    if not found:
        return _dated_before(t, j)
    if found[1]:
        return _event(t, found)
    name, _, end = found
    in_year = year(t, t.skip(end, ",", "of", "in"))
    if in_year:
        return HolidayDay(name, Dated(in_year[0])), in_year[1]
    return HolidayDay(name, None, past=t.text(j - 1) in ("last", "previous", "past") and j > i), end


def _dated_before(t: Tokens, i: int) -> Parsed | None:
    """Read a name with its year, or the month of one, before it: 2022 midterms, January 2025 inauguration."""
    before = _month_of_year(t, i) or _year(t, i)
    found = _name_at(t, t.skip(before[1], "us")) if before else None
    if not found or not before or not isinstance(before[0], Dated):
        return None
    if before[0].month is None and before[0].year is not None:
        return _in_year(found, before[0].year)
    fits = tuple(event for event in events_called().get(found[0], ()) if _happened(event, before[0]))
    return (EventDay(fits), found[2]) if fits else None


def _event(t: Tokens, found: Name) -> Parsed:
    """Return an event with when it was, where that is said and fits: the ChatGPT launch in November 2022."""
    events = events_called()[found[0]]
    told = longest(t, t.skip(found[2], *SAYS_WHEN), worded_date, numeric_date, _month_of_year, _year)
    if not told or not isinstance(told[0], Dated):
        return _latest(found[0]), found[2]
    dated = told[0]
    fits = tuple(event for event in events if _happened(event, dated))
    if fits:
        return EventDay(fits), told[1]
    if dated.month is None and dated.year is not None:
        return _in_year((found[0], True, told[1]), dated.year)
    return _latest(found[0]), found[2]


def _latest(name: str) -> Node:
    return EventDay(events_called()[name], day_of_votes=name == "election day")


def _happened(event: Event, told: Dated) -> bool:
    said = ((told.year, event.day.year), (told.month, event.day.month), (told.day, event.day.day))
    return all(one is None or one == other for one, other in said)


def _in_year(found: Name, in_year: int) -> Parsed:
    """Return a holiday or an event of a year; an election that is no event is that year's first one by law."""
    name, is_event, end = found
    if not is_event:
        return HolidayDay(name, Dated(in_year)), end
    events = tuple(event for event in events_called()[name] if event.day.year == in_year)
    if events:
        return EventDay(events), end
    special = "president" in name or ("midterm" in name and in_year % 4 != 2)
    return (ElectionDay(in_year) if _votes(name) and not special else Undated(events_called()[name], in_year)), end


def _votes(name: str) -> bool:
    return any(word.startswith("election") for word in name.split())


def _month_of_year(t: Tokens, i: int) -> Parsed | None:
    month = month_name(t, i)
    if not month:
        return None
    in_year = year(t, t.skip(month[1], ",", "of"))
    return (Dated(in_year[0], month[0]), in_year[1]) if in_year else (Dated(None, month[0]), month[1])


def _year(t: Tokens, i: int) -> Parsed | None:
    found = year(t, i)
    return (Dated(found[0]), found[1]) if found else None


def _name_at(t: Tokens, i: int) -> Name | None:
    for words, name, is_event in names_of_days().get(_in_full(t.text(i)), ()):
        end = i
        for word in words:
            end += t.text(end) == "-" != word
            if _in_full(t.text(end)) != word:
                break
            end += 1
        else:
            return name, is_event, end
    return None


def _in_full(word: str) -> str:
    """Return a month's whole name for its short form."""
    return MONTH_NAMES[MONTHS[word] - 1].lower() if len(word) in (3, 4) and word in MONTHS else word


@remembered
def day(t: Tokens, i: int) -> Parsed | None:
    """Read a single day in any of these ways; "yesterday's session" is the day."""
    j = t.skip(i, "the") if t[i].text == "the" else i
    rules = (numeric_date, month_or_day, worded_date, han_date, today, weekday, named_day)
    found = longest(t, i, *rules) or (longest(t, j, *rules) if j > i else None)
    if found and t.text(found[1]) == "session" and _is_day(found[0]):
        return found[0], found[1] + 1
    return found


def _is_day(node: Node) -> bool:
    return isinstance(node, Today | Weekday | HolidayDay | EventDay) or (
        isinstance(node, Dated) and node.day is not None
    )
