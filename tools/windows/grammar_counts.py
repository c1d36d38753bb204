"""The grammar of counts and parts: the past six months, first five sessions of 2026, late 2024, a year ago."""

from tools.windows.grammar_days import Parsed, day, longest, month_name
from tools.windows.grammar_spans import span
from tools.windows.parts import Part, Rest
from tools.windows.points import DayOf, Edge, HolidayDay, NthWeekday, Weekday
from tools.windows.ranges import Ago, Earlier, Following, Leading, Preceding, Same
from tools.windows.spans import Count, Current, Nth, Trailing, WeekAround, WeekOfYear, Whole
from tools.windows.stretch import Node
from tools.windows.tokens import Tokens
from tools.windows.vocabulary import UNITS, VAGUE_COUNTS, WEEKDAYS, count, ordinal

BACKWARD = ("past", "last", "trailing", "previous", "prior", "preceding", "recent", "latest")
LEADING = ("over", "in", "for", "within", "during", "throughout", "across")
PARTS = {"early": "early", "mid": "mid", "middle": "mid", "late": "late"}
EDGES = {"end": "end", "close": "end", "start": "start", "beginning": "start", "turn": "start", "open": "start"}
RETURNS = ("return", "returns", "performance", "change", "gain", "gains", "loss", "losses", "move", "moves", "drop")
FORWARD = ("after", "following", "from", "since", "starting", "beginning")
FEW_DAYS = 10


def trailing(t: Tokens, i: int) -> Parsed | None:
    """Read the past six months, over the last year, trailing twelve months, 5 past years."""
    j = t.skip(i, *LEADING)
    article = t.skip(j, "the", "these", "this", "les", "ces", "los", "las")
    if t.text(article) not in BACKWARD:
        return _counted_before(t, article)
    word = t.text(article)
    k = t.skip(article + 1, *BACKWARD)
    number = count(t, k) or (1, k)
    k = t.skip(number[1], "-", "full", "whole", "calendar", "complete", "consecutive")
    unit = UNITS.get(t.text(k))
    if unit is None or unit == "half":
        return None
    if number[1] == t.skip(article + 1, *BACKWARD) and not _trails(
        t, k, word, article > j or t.text(i) in ("over", "within")
    ):
        return None
    whole = any(t.text(n) in ("full", "whole", "calendar", "complete") for n in range(number[1], k))
    k = t.skip(k + 1, "period")
    if unit not in ("day", "session") and (whole or (word in ("previous", "prior") and unit == "quarter")):
        return Whole(number[0], unit), k
    vague = any(t.text(n) in VAGUE_COUNTS and t.text(n) == "few" for n in range(article, k))
    return _trailing(number[0], unit, vague, word == "last" and number[0] == 1), k


def _trails(t: Tokens, k: int, word: str, backward: bool) -> bool:
    """Say whether "past year" or "over the last year" counts back from the as-of session."""
    unit = t.text(k)
    return not unit.endswith("s") and (word in ("past", "trailing") or (word == "last" and backward)) and unit != "day"


def _trailing(number: int, unit: str, vague: bool, alone: bool) -> Node:
    if unit == "day" and 0 < number <= FEW_DAYS:
        return Trailing(number, "session", vague)
    return Trailing(number, unit, vague, alone)


def _counted_before(t: Tokens, i: int) -> Parsed | None:
    """Read "5 past years", "12 trailing months"."""
    number = count(t, i)
    if not number or t.text(number[1]) not in BACKWARD or t.text(number[1] + 1) not in UNITS:
        return None
    return _trailing(number[0], UNITS[t.text(number[1] + 1)], False, False), number[1] + 2


def bare_count(t: Tokens, i: int) -> Parsed | None:
    """Read 3 months, for 3 months, 5-day return (the noun is left out)."""
    j = t.skip(i, *LEADING)
    number = count(t, j)
    if not number:
        return None
    hyphen = t.text(number[1]) == "-"
    k = number[1] + hyphen
    unit = "year" if t.text(k) == "y" and t[k].glued else UNITS.get(t.text(k))
    if unit is None or unit == "half" or t.text(i - 1) in ("rolling", "/"):
        return None
    if hyphen and k + 1 < len(t) and t.text(k + 1) not in (*RETURNS, "period"):
        return None
    return _trailing(number[0], unit, t.text(number[1] - 1) == "few", False), t.skip(k + 1, "period")


def first_or_last_of(t: Tokens, i: int) -> Parsed | None:
    """Read the first five sessions of 2026, the last week of December, the second week of May."""
    j = t.skip(i, "the", "these")
    which = {"first": "first", "opening": "first", "last": "last", "final": "last", "closing": "last"}.get(
        t.text(j), ""
    )
    number = count(t, j + 1) if which else ordinal(t, j)
    k = number[1] if number else j + 1
    k = t.skip(k, "full") if which else k
    unit = UNITS.get(t.text(k))
    if unit is None or (not which and not number):
        return None
    of = (
        inner(t, t.skip(k + 1, "of", "in", "to", "into"))
        if t.text(k + 1) in ("of", "in", "to", "into", "this")
        else None
    )
    if not of:
        return None
    if not which:
        return (Nth(number[0], unit, of[0]), of[1]) if number and unit not in ("half", "quarter") else None
    if unit in ("quarter", "half") and not number:
        return None
    amount = number[0] if number else 1
    if amount == 1 and unit in ("session", "day"):
        return Edge("start" if which == "first" else "end", of[0], sessions=True), of[1]
    return Count(which, amount, "session" if unit == "day" and amount <= FEW_DAYS else unit, of[0]), of[1]


def part_of(t: Tokens, i: int) -> Parsed | None:
    """Read early 2026, mid-May, late last year, the second half of December, the middle of 2000."""
    j = t.skip(i, "the", "very")
    half = {"first": "first half", "second": "second half"}.get(t.text(j)) if t.text(j + 1) == "half" else None
    part = half or PARTS.get(t.text(j))
    if not part:
        return None
    k = t.skip(j + 2 if half else j + 1, "of", "-", "in", "the", "part")
    of = span(t, k)
    return (Part(part, of[0]), of[1]) if of else None


def rest_of(t: Tokens, i: int) -> Parsed | None:
    """Read the rest of the week, the remainder of the year, later this month."""
    j = t.skip(i, "the")
    if t.text(j) in ("rest", "remainder") and t.text(j + 1) == "of":
        of = span(t, j + 2) or _bare_unit(t, j + 2)
    else:
        of = span(t, t.skip(j + 1, "in")) if t.text(j) == "later" else None
    return (Rest(of[0]), of[1]) if of and isinstance(of[0], Current) else None


def following(t: Tokens, i: int) -> Parsed | None:
    """Read the three months after Liberation Day, two weeks from 3 March, the 2 weeks starting May 20th."""
    j = t.skip(i, "the", "first", "for", "within", "next", "following", "a", "one")
    number = count(t, j) or (1, j)
    unit = UNITS.get(t.text(number[1]))
    k = t.skip(number[1] + 1, ",", "right", "just", "immediately")
    if unit is None or unit == "half" or t.text(k) not in FORWARD:
        return None
    of = longest(t, t.skip(k + 1, "the", "on", "from"), day, edge_of, span) or day(t, k + 1)
    return (Following(number[0], unit, of[0], t.text(k) in ("starting", "beginning")), of[1]) if of else None


def edge_of(t: Tokens, i: int) -> Parsed | None:
    """Read the end of 2024, year end 2024, the start of the year, the beginning of last week."""
    j = t.skip(i, "the", "very")
    if t.text(j) in UNITS and t.text(t.skip(j + 1, "-")) == "end":
        return _year_end(t, j)
    if t.text(j) not in EDGES:
        return None
    k = t.skip(j + 1, "of", "-")
    of = span(t, k) or (_bare_unit(t, k) if k > j + 1 else None)
    return (Edge(EDGES[t.text(j)], of[0], sessions=EDGES[t.text(j)] == "end"), of[1]) if of else None


def _bare_unit(t: Tokens, i: int) -> Parsed | None:
    i = t.skip(i, "the")
    if t.text(i) in ("past", "last") and t.text(i + 1) in ("week", "month", "quarter", "year"):
        return Current(t.text(i + 1), -1), i + 2
    unit = UNITS.get(t.text(i))
    return (Current(unit), i + 1) if unit in ("week", "month", "quarter", "year") else None


def _year_end(t: Tokens, i: int) -> Parsed | None:
    """Read year-end 2024, year end: the last session of that year, of the one before if none is said."""
    end = t.skip(i + 1, "-") + 1
    unit = UNITS[t.text(i)]
    of = span(t, t.skip(end, "of", ","))
    if of:
        return Edge("end", of[0], sessions=True), of[1]
    return Edge("end", Current(unit, -1), sessions=True), end


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
    vague, k = "few" in (t.text(j), t.text(j + 1)), number[1] + 1
    if t.text(k) == "ago" or t.text(i) == "ago-of":
        named = unit == "year" and number[0] > 1
        end = k + 1 if t.text(k) == "ago" else k
        return (Current(unit, -number[0], ago=True) if named else Ago(number[0], unit, None, vague)), end
    if t.text(k) == "and" and (rest := _units_ago(t, k + 1)):
        return Ago(number[0], unit, rest[0]), rest[1]
    article = t.text(j) == "the" or t.text(j - 1) == "the"
    if t.text(k) in ("before", "earlier", "previously", "prior"):
        of = day(t, k + 1) if t.text(k) in ("before", "prior") else None
        if of and article and unit not in ("day", "session"):
            return Leading(number[0], unit, of[0]), of[1]
        if of:
            return Ago(number[0], unit, of[0]), of[1]
        return Earlier(number[0], unit, article and t.text(k) != "earlier"), k + 1
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
    if t.text(j) not in ("same", "that"):
        return None
    unit = UNITS.get(t.text(j + 1), "")
    if not unit and t.text(j + 1) not in ("period", "stretch", "time", "span", "window"):
        return None
    timed = t.text(j + 1) == "time"
    k = t.skip(j + 2, "of", "in", "a", "the", "one")
    if (t.text(k) in ("last", "previous", "prior") and t.text(k + 1) == "year") or (
        t.text(k) == "year" and t.text(k + 1) in ("earlier", "ago", "before")
    ):
        return Same("", 1), k + 2
    return (Same(unit), j + 2) if not timed else None


def dated_in(t: Tokens, i: int) -> Parsed | None:
    """Read Thanksgiving of last year, Thanksgiving 1 year ago, the 31st of this month, 22 this month."""
    found = day(t, i)
    if found and isinstance(found[0], HolidayDay) and found[0].of is None:
        of = ago(t, found[1]) or span(t, t.skip(found[1], "of", "in"))
        return (HolidayDay(found[0].name, of[0]), of[1]) if of else None
    j = t.skip(i, "the", "on")
    number = ordinal(t, j) or ((t[j].number, j + 1) if t[j].kind == "number" and len(t.text(j)) <= 2 else None)
    if not number or month_name(t, t.skip(number[1], "of")):
        return None
    of = span(t, t.skip(number[1], "day", "of"))
    return (DayOf(number[0], of[0]), of[1]) if of and _is_unit(of[0], "month") else None


def inner(t: Tokens, i: int) -> Parsed | None:
    """Read what can stand after "of": a span, a part of one."""
    return longest(t, i, span, part_of)


RULES = (
    trailing,
    first_or_last_of,
    part_of,
    rest_of,
    following,
    edge_of,
    weekday_of,
    ago,
    anchored,
    dated_in,
)
