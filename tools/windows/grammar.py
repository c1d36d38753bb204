"""The grammar of periods, whole: single days and stretches, and the ranges made of them."""

from dataclasses import replace

from tools.windows.episodes import episode
from tools.windows.grammar_counts import first_or_last_of, months_of_year, trailing
from tools.windows.grammar_days import Parsed, longest, month_day, month_name, remembered
from tools.windows.grammar_names import day
from tools.windows.grammar_offsets import ago, anchored, dated_in, following, session_before, weekday_by, weekday_of
from tools.windows.grammar_parts import edge_after, edge_of, part_of, rest_of, santa_rally, season
from tools.windows.grammar_spans import span, to_date
from tools.windows.points import Dated, DayOf, Today, Weekday
from tools.windows.ranges import After, Between, Since, SoFar, ToDateUntil
from tools.windows.spans import ToDate, Trailing
from tools.windows.stretch import Node
from tools.windows.tokens import Tokens
from tools.windows.vocabulary import EXTREMES, UNITS, count, ordinal, year

TO = ("to", "through", "thru", "until", "till", "til", "-", "–", "—", "~")
SINCE = ("since", "from", "starting", "beginning", "commencing")
BEGAN = ("began", "started", "begun")
ONWARD = ("on", "onward", "onwards", "forward")
LIGHT = (
    "in",
    "on",
    "at",
    "during",
    "for",
    "over",
    "of",
    "as",
    "within",
    "throughout",
    "across",
    "en",
    "im",
    "les",
    "los",
    "las",
    "die",
    "den",
    "des",
    "am",
    "au",
    "le",
    "el",
)


OTHERS = (
    trailing,
    first_or_last_of,
    part_of,
    season,
    rest_of,
    edge_of,
    following,
    weekday_of,
    weekday_by,
    session_before,
    months_of_year,
    edge_after,
    santa_rally,
    ago,
    anchored,
    dated_in,
    episode,
)


def period(t: Tokens, i: int) -> Parsed | None:
    """Read the longest period that begins at a position."""
    return longest(t, i, since, after, between, to_date_until, from_to, through_first, plain)


@remembered
def plain(t: Tokens, i: int) -> Parsed | None:
    """Read a day or a stretch that is not a range."""
    found = longest(t, i, span, day, *OTHERS)
    return (found[0], found[1] + 2) if found and t.says(found[1], "so far") else found


def through_first(t: Tokens, i: int) -> Parsed | None:
    """Read through the first nine months of 2025, which has its beginning in it."""
    first = t.text(t.skip(i + 1, "the")) in ("first", "opening")
    return plain(t, i + 1) if t.text(i) in ("through", "thru") and first else None


def end_of_range(t: Tokens, i: int) -> Parsed | None:
    """Read what can stand at an end of a range: any period, or a day by its number alone."""
    return _counted_from(t, t.skip(i, "the", "on")) or longest(t, t.skip(i, "the", "close", "of", "on"), _day_number)


def _counted_from(t: Tokens, i: int) -> Parsed | None:
    """Read a period, or the close of one: of 2024 its last, of a day its own."""
    found = longest(t, i, plain, month_day)
    past = t.skip(i, "close", "of", "on", "the")
    of = longest(t, past, plain, month_day) if past > i else None
    return of if of and (found is None or of[1] > found[1]) else found


def _day_number(t: Tokens, i: int) -> Parsed | None:
    j = t.skip(i, "the")
    found = ordinal(t, j) or (t[j].number, j + 1)
    dot = t.text(found[1]) == "." and t[found[1]].glued and t.text(found[1] + 1) == "to"
    found = (found[0], found[1] + dot)
    spread = t.text(found[1]) == "-" and 1 <= t[found[1] + 1].number <= 31 and month_name(t, found[1] + 2)
    fits = 1 <= found[0] <= 31 and (spread or not (t[found[1]].glued and t.text(found[1]) in ("-", "/", "年", "月")))
    if not fits or t[j].kind not in ("number", "ordinal", "word"):
        return None
    in_year = year(t, found[1] + 1) if t.text(found[1]) == "," else None
    return (Dated(in_year[0], None, found[0]), in_year[1]) if in_year else (Dated(None, None, found[0]), found[1])


def since(t: Tokens, i: int) -> Parsed | None:
    """Read since X, from X on, starting X, X and after, X onwards, X以来."""
    j = t.skip(i, "ever", "it", "all", "back")
    if t.text(j) in SINCE:
        if t.text(j + 1) == "of" and t.text(j) == "beginning":
            return None
        k = t.skip(j + 1, "back", "in", "on", "the", "at", "of", "le", "el", "dem", "der")
        start = _counted_from(t, k) or (plain(t, k - 1) if k > j + 1 else None)
        if start is None:
            return _since_so_long(t, k) if t.text(j) == "since" else None
        if t.text(start[1]) in ("open", *EXTREMES):
            return None
        end = start[1] + (t.text(start[1]) in BEGAN)
        if t.says(end, "since-then"):
            return Since(start[0]), end + 1
        if t.text(end) in ONWARD or (t.text(end) == "and" and t.text(end + 1) in ("on", "after", "onwards", "onward")):
            return Since(start[0]), end + (1 if t.text(end) in ONWARD else 2)
        return Since(start[0], within=t.text(j) == "from"), end
    start = plain(t, i)
    if start and t.text(start[1]) == "since-then":
        return Since(start[0]), start[1] + 1
    if start and t.text(start[1]) in ("onward", "onwards"):
        return Since(start[0]), start[1] + 1
    if start and t.text(start[1]) == "and" and t.text(start[1] + 1) in ("after", "later", "onwards", "greater"):
        return Since(start[0]), start[1] + 2
    return None


def _since_so_long(t: Tokens, i: int) -> Parsed | None:
    """Read seit fünf Jahren, depuis 3 mois: the past five years."""
    number = count(t, i)
    unit = UNITS.get(t.text(number[1])) if number else None
    return (Trailing(number[0], unit), number[1] + 1) if number and unit and unit != "half" else None


def after(t: Tokens, i: int) -> Parsed | None:
    """Read after mid-May, after 2012."""
    if t.text(i) != "after":
        return None
    start = plain(t, t.skip(i + 1, "the"))
    return (After(start[0]), start[1]) if start else None


def between(t: Tokens, i: int) -> Parsed | None:
    """Read between A and B."""
    if t.text(i) != "between":
        return None
    start = end_of_range(t, i + 1)
    if not start or t.text(start[1]) not in ("and", "&", "to", "y", "et"):
        return None
    end = end_of_range(t, start[1] + 1)
    fits = end and (_dated(start, end) or _ordinals(t, i + 1, t.skip(start[1] + 1, "the")))
    return (Between(start[0], end[0]), end[1]) if end and fits else None


def to_date_until(t: Tokens, i: int) -> Parsed | None:
    """Read YTD through 30 June 2025, month to date as of 15 May."""
    start = to_date(t, i)
    if not start or not isinstance(start[0], ToDate):
        return None
    k = t.skip(start[1], "as", "of", "at", "through", "thru", "to", "until", "till", "on", "by")
    end = plain(t, k) if k > start[1] else None
    return (ToDateUntil(start[0].unit, end[0]), end[1]) if end else None


def from_to(t: Tokens, i: int) -> Parsed | None:
    """Read from A to B, A through B, A - B, 2022 to 2025, since A until B, now at the end included."""
    j = t.skip(i, "from", "since", "de", "del", "von", "vom", "du")
    start = end_of_range(t, j)
    if not start:
        return None
    closing = t.skip(start[1], "close")
    k = t.skip(closing, ",", "up", "all", "the", "way", "right")
    if t.says(k, "- to - date"):
        return SoFar(start[0]), k + 4
    if t.text(k) not in TO and not (j > i and t.text(k) in ("a", "al", "à", "au")) and not _slash(t, i, k):
        return None
    k = t.skip(k + 1, "and", "including", "date") if t.text(k) != "-" else k + 1
    if t.text(k - 1) == "date":
        return Since(start[0]), k
    end = _short_year(t, start[0], k) or end_of_range(t, k)
    end = (end[0], t.skip(end[1], "close")) if end and closing > start[1] else end
    if not end or not (_dated(start, end) or (j > i and _ordinals(t, j, k))):
        return None
    if isinstance(end[0], Today) and not end[0].back:
        return Since(start[0], to_now=True), end[1]
    named = j == i and closing == start[1]
    return _days_of_month(t, start[0], end) if named else (Between(start[0], end[0]), end[1])


def _slash(t: Tokens, start: int, i: int) -> bool:
    """Say whether a stroke stands between two whole dates: 2025-01-01/2025-06-30."""
    return t.text(i) == "/" and i == start + 5 and len(t.text(start)) == len(t.text(i + 1)) == 4


def _ordinals(t: Tokens, start: int, end: int) -> bool:
    return all(t[t.skip(k, "the")].kind == "ordinal" for k in (start, end))


def _days_of_month(t: Tokens, start: Node, end: Parsed) -> Parsed:
    """Return a range without "from"; 5-9 January 2026 and Monday through Thursday name their days, the first too."""
    node, k = end
    if isinstance(start, Weekday) and isinstance(node, Weekday):
        return Between(start, node, inside=True), k
    if not isinstance(start, Dated) or not isinstance(node, Dated) or None in (start.day, node.day):
        return Between(start, node), k
    compact = (start.month is None) != (node.month is None)
    in_year = year(t, t.skip(k, ",", "of")) if compact and node.month is None and node.year is None else None
    if in_year:
        start, k = replace(start, year=in_year[0]), in_year[1]
    return Between(start, node, inside=compact), k


def _short_year(t: Tokens, start: Node, i: int) -> Parsed | None:
    """Read the 25 of 2022-25."""
    if not isinstance(start, Dated) or start.year is None or start.month or len(t.text(i)) != 2 or not t[i].glued:
        return None
    later = start.year // 100 * 100 + t[i].number
    return (Dated(later), i + 1) if t[i].kind == "number" and later > start.year else None


def _dated(start: Parsed, end: Parsed) -> bool:
    """Say whether two ends are more than two bare numbers: "9 to 12 of June", not "9 to 12"."""

    def bare(node: Node) -> bool:
        return isinstance(node, Dated) and node.month is None and (node.year is None or node.day is not None)

    if bare(start[0]):
        return isinstance(end[0], DayOf) or (isinstance(end[0], Dated) and None not in (end[0].month, end[0].day))
    return not bare(end[0]) or (isinstance(start[0], Dated) and None not in (start[0].month, start[0].day))
