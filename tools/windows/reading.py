"""Read words that are a period, whole."""

from dataclasses import replace
from datetime import date

from tools.errors import PeriodNotUnderstood, PeriodOutOfRange
from tools.sessions import Sessions
from tools.windows.grammar import LIGHT, period
from tools.windows.grammar_counts import bare_count
from tools.windows.grammar_days import longest, month_day
from tools.windows.names import slips
from tools.windows.settling import as_stretch, settle
from tools.windows.spans import Trailing, Whole
from tools.windows.stretch import MONTHS_IN, Moment, Node, Stretch
from tools.windows.tokens import Tokens, tokenise
from tools.windows.window import Period, Window

LONGEST = 200


def read_period(words: str, as_of: date, sessions: Sessions, anchor: Period | None = None, every: str = "") -> Period:
    """Return the period that the words name, meant as of a session.

    `anchor` is the period spoken of before ("the year before"). `every` ("year", "month") says
    that each such unit of it is wanted: of the past three years the last three that are over,
    not twelve months thrice. Raises PeriodNotUnderstood
    when the words are not a period from the first to the last, PeriodOutOfRange when it
    lies in the future, runs backwards or precedes the calendar.
    """
    at = moment(as_of, sessions, anchor)
    return named(_in_units(node_of(words), every), at, words, (0, len(words)))


def _in_units(node: Node, every: str) -> Node:
    """Return the past so many years as whole units of another or the same size, where they come out even."""
    if not isinstance(node, Trailing):
        return node
    if node.unit == every and node.number > 1:
        return Whole(node.number, every, rolling=node)
    months, size = node.number * MONTHS_IN.get(node.unit, 0), MONTHS_IN.get(every, 0)
    if not size or months <= size or months % size:
        return node
    return Whole(months // size, every, rolling=node)


def read_stretch(words: str, today: date, sessions: Sessions) -> Stretch:
    """Return the calendar days that the words name, seen from any day; they may lie in the future.

    Raises PeriodError when they name none.
    """
    return node_of(words).stretch(Moment(today, sessions))


def moment(as_of: date, sessions: Sessions, anchor: Period | None = None) -> Moment:
    """Return what words are relative to: the as-of session, or the last one before that day."""
    return Moment(sessions.on_or_before(as_of), sessions, as_stretch(anchor) if anchor else None)


def node_of(words: str) -> Node:
    """Return the reading of the whole words; raises PeriodNotUnderstood when there is none."""
    tokens = tokenise(words[:LONGEST])
    start = 0
    while len(words) <= LONGEST:
        read = longest(tokens, start, period, bare_count, month_day)
        if read and _ends(tokens, read[1]):
            return read[0]
        if tokens.text(start) not in LIGHT:
            break
        start += 1
    raise PeriodNotUnderstood(words, f"{words.strip()[:80]!r} names no period of time that is known")


def _ends(tokens: Tokens, position: int) -> bool:
    return tokens.skip(position, "close", ".", ",", "?", "!", ";", ":") >= len(tokens)


def named(node: Node, at: Moment, text: str, span: tuple[int, int], alternatives: bool = True) -> Period:
    """Return the period of a reading; errors name the words."""

    def window(phrase: str) -> Window:
        return named(node_of(phrase), at, phrase, (0, len(phrase)), alternatives=False).window

    try:
        period = settle(node.stretch(at), at, text, span, window if alternatives else None)
        return replace(period, notes=(*slips(text), *period.notes))
    except PeriodOutOfRange as error:
        raise PeriodOutOfRange(text, str(error)) from None
    except PeriodNotUnderstood as error:
        raise PeriodNotUnderstood(text, str(error)) from None
