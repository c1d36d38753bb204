"""The grammar of counts: the past six months, five sessions, the first five sessions of 2026."""

from tools.windows.grammar_days import Parsed, longest
from tools.windows.grammar_parts import part_of
from tools.windows.grammar_spans import span
from tools.windows.points import Dated, Edge
from tools.windows.spans import Count, Current, Nth, Trailing, Whole
from tools.windows.stretch import Node
from tools.windows.tokens import Tokens
from tools.windows.vocabulary import UNITS, count, full_year, ordinal, year
from tools.windows.weeks import FullWeeks, WeekIn

BACKWARD = ("past", "last", "trailing", "previous", "prior", "preceding", "recent", "latest")
LEADING = ("over", "in", "for", "within", "during", "throughout", "across")
ARTICLES = ("the", "these", "this", "les", "ces", "los", "las")
WHOLE = ("full", "whole", "calendar", "complete")
RETURNS = ("return", "returns", "performance", "change", "gain", "gains", "loss", "losses", "move", "moves", "drop")
FIRST_OR_LAST = {"first": "first", "opening": "first", "last": "last", "final": "last", "closing": "last"}
OF = ("of", "in", "to", "into", "this")
SHORT = {"d": "day", "y": "year", "m": "month", "w": "week"}
NO_PERIOD = (3, "m")  # a company
# "The last five days" of a market are sessions; "the last 30 days" are days of the calendar.
FEW_DAYS = 10


def trailing(t: Tokens, i: int) -> Parsed | None:
    """Read the past six months, over the last year, trailing twelve months, 5 past years."""
    j = t.skip(i, *LEADING)
    article = t.skip(j, *ARTICLES)
    if t.text(article) not in BACKWARD:
        return _counted_before(t, article)
    if j > i and first_or_last_of(t, j):
        return None
    after_word = t.skip(article + 1, *BACKWARD)
    number, after_number = count(t, after_word) or (1, after_word)
    k = t.skip(after_number, "-", "consecutive", *WHOLE)
    unit = UNITS.get(t.text(k))
    led = article > j or t.text(i) in ("over", "within")
    if unit is None or unit == "half" or (after_number == after_word and not _trails(t, article, k, led)):
        return None
    whole = any(t.text(n) in WHOLE for n in range(after_number, k))
    end = t.skip(k + 1, "period")
    if unit not in ("day", "session") and (whole or (t.text(article) in ("previous", "prior") and unit == "quarter")):
        return Whole(number, unit), end
    if unit == "quarter" and number > 1:
        return Whole(number, unit, rolling=Trailing(number, unit)), end
    few = any(t.text(n) == "few" for n in range(article, k))
    return _trailing(number, unit, few, t.text(article) == "last" and number == 1), end


def _trails(t: Tokens, word: int, unit: int, led: bool) -> bool:
    """Say whether "past year" or "over the last year" counts back from the as-of session."""
    counts_back = t.text(word) in ("past", "trailing") or (t.text(word) == "last" and led)
    return counts_back and not t.text(unit).endswith("s") and t.text(unit) != "day"


def _trailing(number: int, unit: str, vague: bool, alone: bool) -> Node:
    if unit == "day" and 0 < number <= FEW_DAYS:
        return Trailing(number, "session", vague)
    return Trailing(number, unit, vague, alone)


def _counted_before(t: Tokens, i: int) -> Parsed | None:
    """Read "5 past years", "12 trailing months"."""
    number = count(t, i)
    noun = t.text(number[1] + 1) if number else ""
    if not number or t.text(number[1]) not in BACKWARD or noun not in UNITS or (number[0] > 1 and noun[-1:] != "s"):
        return None
    return _trailing(number[0], UNITS[t.text(number[1] + 1)], False, False), number[1] + 2


def bare_count(t: Tokens, i: int) -> Parsed | None:
    """Read 3 months, for 3 months, 5-day return (the noun is left out)."""
    j = t.skip(i, *LEADING)
    a = t.skip(j, "a") if t.text(t.skip(j, "a") + 1) == "-" else j
    number = count(t, a)
    if not number:
        return None
    hyphen = t.text(number[1]) == "-"
    k = number[1] + hyphen
    short = SHORT.get(t.text(k)) if t[k].glued and (number[0], t.text(k)) != NO_PERIOD else None
    unit = short or UNITS.get(t.text(k))
    if unit is None or unit == "half" or t.text(i - 1) in ("rolling", "/"):
        return None
    if hyphen and k + 1 < len(t) and t.text(k + 1) not in (*RETURNS, "period"):
        return None
    return _trailing(number[0], unit, t.text(number[1] - 1) == "few", False), t.skip(k + 1, "period")


def first_or_last_of(t: Tokens, i: int) -> Parsed | None:
    """Read the first five sessions of 2026, the last week of December, the second week of May."""
    j = t.skip(i, "the", "these", "its", "their")
    which = FIRST_OR_LAST.get(t.text(j), "")
    number = count(t, j + 1) if which else ordinal(t, j)
    after = number[1] if number else j + 1
    k = t.skip(after, *WHOLE)
    unit = UNITS.get(t.text(k))
    if which and not number and t.text(k).endswith("s"):
        return None
    if which == "first" and number and unit == "month" and number[0] > 1 and t.text(k + 1) not in OF:
        return Count(which, number[0], unit, Current("year"), implied=True), k + 1
    if unit is None or not (which or number) or t.text(k + 1) not in OF:
        return None
    of = longest(t, t.skip(k + 1, "of", "in", "to", "into"), span, part_of)
    if not of:
        return None
    if k > after and unit == "week":
        return FullWeeks(which or "nth", number[0] if number else 1, of[0]), of[1]
    if unit == "week" and (not which or number in (None, (1, after))):
        return WeekIn({"first": 1, "last": -1}.get(which) or (number[0] if number else 1), of[0]), of[1]
    if not which:
        return (Nth(number[0], unit, of[0]), of[1]) if number and unit not in ("half", "quarter") else None
    node = _first_or_last(which, number[0] if number else None, unit, of[0])
    return (node, of[1]) if node else None


def months_of_year(t: Tokens, i: int) -> Parsed | None:
    """Read 9M 2025, 6M25: the first nine months of a year."""
    if t[i].number not in (6, 9) or t.text(i + 1) != "m" or not t[i + 1].glued:
        return None
    in_year = year(t, t.skip(i + 2, "of", "in"))
    if not in_year and t[i + 2].glued and t[i + 2].kind == "number" and len(t.text(i + 2)) == 2:
        in_year = full_year(t[i + 2].number), i + 3
    return (Count("first", t[i].number, "month", Dated(in_year[0])), in_year[1]) if in_year else None


def _first_or_last(which: str, number: int | None, unit: str, of: Node) -> Node | None:
    if number is None and unit in ("quarter", "half"):
        return None
    amount = 1 if number is None else number
    if amount == 1 and unit in ("session", "day"):
        return Edge("start" if which == "first" else "end", of)
    return Count(which, amount, "session" if unit == "day" and amount <= FEW_DAYS else unit, of)
