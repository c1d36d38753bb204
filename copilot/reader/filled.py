"""A question filled up from its thread: who, what, when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from copilot.reader.levels import asks_where_it_stands
from copilot.reader.lexicon import Word
from copilot.reader.measured import PAST_YEAR, PRICE, measures_of
from copilot.reader.plan import Context
from copilot.reader.question import Question
from copilot.reader.scopes import in_their_scope
from copilot.reader.threads import (
    AT_PRESENT,
    adds_to_those_before,
    asks_when_of_a_fall,
    leans,
    names_meant,
    pair_meant,
    period_meant,
)
from copilot.reader.told import period_words
from tools.errors import ToolError
from tools.sessions import Sessions
from tools.universe import Group, Instrument, Mention, Universe

RETURNS: Final = (PRICE, "total_return", "annualized_return")
COMPARING: Final = ("set.ahead", "set.trailing", "set.versus", "set.spread", "measure.weight")
"""Words that set two returns against each other: "points" between them are percentage points."""
LOOSE_MARKET: Final = ("stocks", "equities", "indices", "indexes", "market", "markets")
WHICH_INDEX: Final = re.compile(
    r"\b(?:which|what)(?: of the)?(?: (?:us|u\.s\.|american|major|main|big|stock|market))* ind(?:ex|ices|exes)\b", re.I
)
STOCKS_DID: Final = re.compile(r"how (?:did|do|have|are|were) (?:the )?(?:stocks|equities)\b", re.IGNORECASE)
AT_ONCE: Final = ("close", "weight", "above_moving_average")
S_AND_P: Final = "^GSPC"
MEMBERS_OF: Final = {"^DJI": "dow_30", "^GSPC": "sp500"}
ONE_OF: Final = re.compile(r"\b(?:in|of|among)\s+(?:the\s+)?$", re.IGNORECASE)
MEMBER: Final = re.compile(
    r"\b(?:stocks?|members?|compan(?:y|ies)|losers?|gainers?|winners?|performers?|components?|names?|how many of)\b",
    re.IGNORECASE,
)
STOCK_OF: Final = re.compile(
    r"(?:\s+(?:index|500))?\s+(?:stock|share|member|compan(?:y|ies)|name|component|constituent|performer)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """A question filled up from its thread.

    `subjects` are words that tools understand: a symbol, or a group's name. `members` are
    the symbols that they open to. `period` is None when neither question nor thread has one;
    `own_periods` are those of the question alone. `left_out` are symbols taken away, and
    `never_in` what was to be taken away and was not there.
    """

    question: Question
    context: Context
    universe: Universe
    subjects: tuple[str, ...]
    members: tuple[str, ...]
    groups: tuple[Group, ...]
    measure: str | None
    measures: tuple[str, ...]
    period: str | None
    own_periods: tuple[str, ...]
    dividends: bool
    follows: bool
    as_of: date
    left_out: tuple[str, ...] = ()
    without: Group | None = None
    never_in: tuple[str, ...] = ()

    @property
    def measure_or_return(self) -> str:
        """The measure named, or a return."""
        return self.measure or PRICE

    @property
    def period_words(self) -> str:
        """The words of the period, or a usual one that the answer will state."""
        if self.period is not None:
            return self.period
        return usual_period(self.measure_or_return)

    @property
    def one_group(self) -> Group | None:
        """The group that the question is about, if it is about one and nothing else."""
        return self.groups[0] if len(self.groups) == 1 == len(self.subjects) else None


def usual_period(measure: str) -> str:
    """Return the period of a question that names none."""
    if measure in AT_ONCE:
        return ""
    return "past year" if measure in PAST_YEAR else "year to date"


def fill(question: Question, context: Context, universe: Universe, sessions: Sessions, as_of: date) -> Asked:
    """Return the question with what a follow-up leaves out taken from its thread."""
    question = _with_own_periods(question)
    out = _taken_out(question)
    named = in_their_scope(question, _named(question, out, context), universe, context.subjects)
    measures = measures_of(question)
    own = measures[0] if measures else None
    follows = leans(question, context, bool(named), own)
    subjects = tuple(dict.fromkeys(word_for(m.subject) for m in named if m.subject is not None))
    if follows:
        subjects = _with_those_before(question, context, universe, own, subjects)
    if not subjects and WHICH_INDEX.search(question.text):
        subjects = (universe.group("market").name,)
    if set(subjects) <= {S_AND_P} and question.has("set.cap_weight") and question.has("set.basket"):
        subjects = ("RSP", "SPY")
    if not subjects and STOCKS_DID.match(question.text):
        subjects = (universe.group("market").name,)
    subjects = tuple(_members_of(question, s, universe) for s in subjects)
    gone = _symbols(universe, [word_for(m.subject) for m in out if m.subject is not None])
    before = _symbols(universe, subjects)
    whole = _groups(universe, subjects)
    if gone:
        subjects = tuple(s for s in before if s not in gone)
    if own in (None, PRICE) and asks_where_it_stands(question, named, subjects):
        own, measures = "close", ("close",)
    if asks_when_of_a_fall(question, context, own):
        own, measures = None, ()
    period = period_meant(question, context, own, as_of, sessions) if follows else None
    periods = tuple(dict.fromkeys(period_words(question, p, as_of, sessions) for p in question.periods))
    return Asked(
        question=question,
        context=context,
        universe=universe,
        subjects=subjects,
        members=_symbols(universe, subjects),
        groups=_groups(universe, subjects),
        measure=own or (context.measure if follows else None),
        measures=measures,
        period=periods[0] if periods else period,
        own_periods=periods,
        dividends=_dividends(question, context, follows and not (named and periods)),
        follows=follows,
        as_of=as_of,
        left_out=tuple(s for s in gone if s in before),
        without=whole[0] if gone and len(whole) == 1 else None,
        never_in=tuple(s for s in gone if s not in before),
    )


def _with_own_periods(question: Question) -> Question:
    """Return the question without a period told twice, or a "now" beside the span that a risk is measured over."""
    first = {p.window: p for p in reversed(question.periods)}
    periods = tuple(p for p in question.periods if first[p.window] is p)
    if any(f"measure.{m}" in word.slots for m in PAST_YEAR for word in question.words):
        spans = tuple(p for p in periods if p.text.lower() not in AT_PRESENT)
        periods = spans or periods
    return replace(question, periods=periods) if periods != question.periods else question


def _with_those_before(
    question: Question, context: Context, universe: Universe, measure: str | None, subjects: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the names of a question with those of its thread that belong to it."""
    if adds_to_those_before(question, subjects):
        return tuple(dict.fromkeys((*_known(universe, names_meant(question, context)), *subjects)))
    return pair_meant(context, measure, subjects)


def _known(universe: Universe, subjects: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a thread's tool calls as this reader writes them; what means nothing is left out."""
    known: list[str] = []
    for subject in subjects:
        try:
            known.append(word_for(universe.resolve(subject)))
        except ToolError:
            continue
    return tuple(known)


def _members_of(question: Question, subject: str, universe: Universe) -> str:
    """Return the group of an index's members where one of them is asked for: "the worst stock in the Dow"."""
    ordered = question.has(
        "set.best", "set.worst", "set.rank", "set.count", "negation.none", "negation.only"
    ) or question.of_kind("place")
    if not ordered or question.has("set.size", "set.days"):
        return subject
    named = [
        m
        for m in question.mentions
        if m.symbol == subject
        and (ONE_OF.search(question.text[: m.span[0]]) or STOCK_OF.match(question.text[m.span[1] :]))
    ]
    key = MEMBERS_OF.get(subject) if named and MEMBER.search(question.text) else None
    return universe.group(key).name if key else subject


def word_for(subject: Instrument | Group) -> str:
    """Return the word by which tools know it without doubt."""
    return subject.name if isinstance(subject, Group) else subject.symbol


def _named(question: Question, out: Sequence[Mention], context: Context) -> list[Mention]:
    """Return the names asked about; a bare "stocks" beside another name is a word, not the market.

    "The index" is the one that the thread is about, where it is about one.
    """
    named = [m for m in question.mentions if m not in out]
    if any(s.startswith("^") for s in context.subjects):
        named = [m for m in named if m.text.lower() != "the index"]
    if not question.has(*COMPARING):
        named = [m for m in named if not _is_the_whole(m, named)]
    firm = [m for m in named if not (isinstance(m.subject, Group) and m.text.lower() in LOOSE_MARKET)]
    return firm if firm and not question.has(*COMPARING) else named


def _is_the_whole(mention: Mention, named: Sequence[Mention]) -> bool:
    """Say whether a name only says of what the sectors are: "the best sector of the S&P 500"."""
    return mention.symbol == S_AND_P and any(isinstance(m.subject, Group) and m.subject.key == "sectors" for m in named)


def _taken_out(question: Question) -> list[Mention]:
    marks = [w.span[1] for w in question.words_of("thread.excluding") if not _takes_away(question, w)]
    return [m for m in question.mentions if marks and m.span[0] >= min(marks)]


def _takes_away(question: Question, word: Word) -> bool:
    """Say whether "minus" stands between two instruments, which is a difference and leaves nothing out."""
    before = [m for m in question.mentions if m.span[1] <= word.span[0]]
    return word.text.lower() == "minus" and bool(before) and isinstance(before[-1].subject, Instrument)


def _dividends(question: Question, context: Context, follows: bool) -> bool:
    """Return whether dividends count; a question whole in itself does not take them from the thread."""
    if question.has("basis.dividends"):
        return True
    return follows and context.dividends and not question.has("basis.price_only")


def _symbols(universe: Universe, subjects: Sequence[str]) -> tuple[str, ...]:
    opened: list[str] = []
    for subject in subjects:
        known = universe.resolve(subject)
        opened += known.members if isinstance(known, Group) else (known.symbol,)
    return tuple(dict.fromkeys(opened))


def _groups(universe: Universe, subjects: Sequence[str]) -> tuple[Group, ...]:
    known = [universe.resolve(s) for s in subjects]
    return tuple(k for k in known if isinstance(k, Group))
