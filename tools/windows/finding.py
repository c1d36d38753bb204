"""Find periods in running text, and the words of time that could not be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tools.errors import PeriodError, PeriodNotUnderstood
from tools.sessions import Sessions
from tools.windows.grammar import period
from tools.windows.grammar_counts import bare_count
from tools.windows.grammar_days import Parsed, longest
from tools.windows.plausible import NEAR, REFUSED_WORDS, begins, is_plausible, is_timely, unread_phrase
from tools.windows.reading import moment, named
from tools.windows.settling import as_stretch
from tools.windows.stretch import Moment
from tools.windows.tokens import Tokens, tokenise
from tools.windows.window import Period

# Words that give a period an end and leave its beginning open.
OPEN_BEFORE = ("until", "till", "through", "thru", "before", "into", "up to")


WHY = (
    (("every", "each"), "names no period of time that is known"),
    ((*OPEN_BEFORE, "ever", "all time"), "has no beginning; say from when"),
    (
        ("fiscal", "fy"),
        "is counted by a company's own fiscal year, whose ends are not known here; ask for the calendar's, "
        "or say from when to when",
    ),
    ((*NEAR, "over time", "tail"), "has no ends; say from when to when"),
    ("", "names no period of time that is known"),
)


@dataclass(frozen=True)
class RefusedPeriod:
    """Words of time that name no period, where they stand, and why."""

    text: str
    span: tuple[int, int]
    error: PeriodError


@dataclass(frozen=True)
class FoundPeriods:
    """What was found in a text: periods and refusals, each in order of appearance."""

    periods: tuple[Period, ...] = ()
    refused: tuple[RefusedPeriod, ...] = ()


@dataclass
class _Finder:
    text: str
    tokens: Tokens
    at: Moment
    periods: list[Period] = field(default_factory=list)
    refused: list[RefusedPeriod] = field(default_factory=list)

    def run(self) -> FoundPeriods:
        for start, end, parsed in pieces(self.tokens, self.text):
            span = (self.tokens[start].start, self.tokens[end - 1].end)
            if parsed is None:
                self._refuse(span)
            else:
                self._take(parsed, span)
        return FoundPeriods(tuple(self.periods), tuple(self.refused))

    def _take(self, parsed: Parsed, span: tuple[int, int]) -> None:
        anchor = as_stretch(self.periods[-1]) if self.periods else self.at.anchor
        text = self.text[slice(*span)]
        try:
            moment = Moment(self.at.today, self.at.sessions, anchor)
            self.periods.append(named(parsed[0], moment, text, span))
        except PeriodError as error:
            self.refused.append(RefusedPeriod(text, span, error))

    def _refuse(self, span: tuple[int, int]) -> None:
        text = self.text[slice(*span)]
        why = next(why for words, why in WHY if text.lower().startswith(words))
        error = PeriodNotUnderstood(text, f"{text!r} {why}")
        self.refused.append(RefusedPeriod(text, span, error))


def find_periods(text: str, as_of: date, sessions: Sessions, anchor: Period | None = None) -> FoundPeriods:
    """Return the periods that a text speaks of, meant as of a session, and the words it refuses.

    A period that is meant against another ("a year earlier") is read against the one before
    it in the text, the first against `anchor`. Spans are positions in `text`.
    """
    return _Finder(text, tokenise(text), moment(as_of, sessions, anchor)).run()


def pieces(t: Tokens, text: str) -> Iterator[tuple[int, int, Parsed | None]]:
    """Yield what speaks of a period, from and to which token, and its reading if there is one."""
    i = free = 0
    while i < len(t):
        parsed = longest(t, i, period, bare_count) if begins(t, i) else None
        if parsed and is_plausible(t, i, parsed, text):
            start, end = _opened_before(t, i, free), parsed[1]
            half = t.says(end, "and a half")
            yield start, end + 3 * half, parsed if start == i and not half else None
            i = free = end + 3 * half
        elif end := unread_phrase(t, i):
            yield i, end, None
            i = free = end
        else:
            i += 1


def _opened_before(t: Tokens, i: int, free: int) -> int:
    """Return where a period begins, with the word before it that leaves its beginning open."""
    for words in OPEN_BEFORE:
        start = i - len(words.split())
        if start >= free and t.says(start, words):
            return start
    return i


def time_words(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of words that speak of time, whether they can be read or not."""
    t = tokenise(text)
    marked: set[int] = set()
    for start, end, _ in pieces(t, text):
        marked.update(range(start, end))
    marked.update(i for i in range(len(t)) if is_timely(t, i) or t.text(i) in REFUSED_WORDS)
    spans: list[tuple[int, int]] = []
    for i in sorted(marked):
        if i - 1 in marked and spans:
            spans[-1] = (spans[-1][0], max(spans[-1][1], t[i].end))
        else:
            spans.append((t[i].start, t[i].end))
    return tuple(spans)
