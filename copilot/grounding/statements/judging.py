"""What a statement's judge needs: whom it is about, and the facts that may carry it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from copilot.facts import Fact
from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.reading.clauses import head_of, is_index, stands_for_index
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import owns
from copilot.grounding.reading.periods import fits
from copilot.grounding.reading.scan import Mention, Sentence
from copilot.grounding.reading.spans import When, bracket

APPENDED: Final = re.compile(r"(?:\s+(?!and\b|or\b)[a-z-]+)*\s+", re.IGNORECASE)
HEDGES: Final = 40
"""How far behind its verb a bound may stand: "gained a little more than 10%"."""
MOVES: Final = frozenset({"price_return", "total_return", "day_move", "annualized_return", "points_change"})
REACH: Final = 60
"""How many characters before a word may bear on it."""
SHORT_OF: Final = 0.88
"""The least share of a size that a move must have to have come close to it."""
NEGATED: Final = re.compile(
    r"(?:n['’]t|\b(?:not|never|failed to|neither|hardly|no longer|without|nor|nothing))\b[\w\s]{0,12}$", re.IGNORECASE
)
NONE_OF: Final = re.compile(r"\b(?:neither|none of|no other|no)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A statement that was judged: where it stands, whether it holds, and why not."""

    start: int
    end: int
    holds: bool
    reason: str | None = None
    facts: tuple[str, ...] = ()


def judgement(start: int, end: int, holds: bool, otherwise: str, facts: Sequence[Fact]) -> Judgement:
    """Return the judgement on what facts decide; `otherwise` is the reason where it does not hold."""
    return Judgement(start, end, holds, None if holds else otherwise, tuple(dict.fromkeys(f.id for f in facts))[:8])


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that something is said to lie above or below, or between it and `until`; `names` own it.

    `linked` says whether a fact is printed as it.
    """

    figure: Figure
    names: tuple[Named, ...]
    until: Figure | None = None
    linked: bool = False

    def holds(self, size: float) -> bool:
        """Say whether a size, in the figure's unit, lies where the bound says."""
        told = float(self.figure.value)
        if self.until is not None:
            slack = 0.5 * 10.0 ** -max(self.figure.digits, self.until.digits)
            least = -told if self.figure.sign < 0 else told
            most = float(self.until.value) * (-1 if self.until.sign < 0 else 1)
            return least - slack <= size <= most + slack
        if self.figure.hedge == "short":
            return SHORT_OF * told <= size < told
        return size > told if self.figure.hedge == "over" else size < told

    def met(self, value: float, sign: float) -> bool:
        """Say whether a move, as a fraction, goes the way of `sign` and so far."""
        return value * sign > 0 and self.holds(100 * value * sign)


@dataclass
class Claims:
    """One sentence's statements. `places` are the facts that its figures were linked to, and where those stand.

    `typed` are the multiples and differences in digits that no fact carries as they are, `bounds` the
    figures that something is said to be above, below or between, each with the names it is said of.
    `whose_typed` are the names that those of `typed` are said of, by where each starts.
    """

    sentence: Sentence
    times: Sequence[When]
    evidence: Evidence
    places: tuple[tuple[Fact, int], ...] = ()
    typed: tuple[Figure, ...] = ()
    bounds: tuple[Bound, ...] = ()
    whose_typed: Mapping[int, tuple[Named, ...]] = field(default_factory=dict)

    @cached_property
    def used(self) -> frozenset[str]:
        """The facts that the sentence's figures were linked to."""
        return frozenset(fact.id for fact, _ in self.places)

    def owners_of(self, figure: Figure) -> tuple[Named, ...]:
        """Return the names that a figure of `typed` is said of; none where it names no one."""
        return self.whose_typed.get(figure.start, ())

    @property
    def cites(self) -> bool:
        """Whether a known passage stands behind the sentence."""
        return any(self.evidence.passage(name) for _, _, name in self.sentence.citations)

    def before(self, position: int) -> str:
        """Return the last words of the sentence before a position."""
        return self.sentence.text[max(0, position - REACH) : position]

    def negated(self, position: int) -> bool:
        """Say whether what stands at a position is denied."""
        clause = self.sentence.text[self.sentence.clause_start(position) : position]
        return bool(NEGATED.search(self.before(position)) or NONE_OF.search(clause))

    def unknown(self, start: int, end: int, reason: str) -> list[Judgement]:
        """Return the judgement on what no fact carries; a cited passage may carry it."""
        return [] if self.cites else [Judgement(start, end, False, reason)]

    def subject_before(self, position: int) -> Mention | None:
        """Return the last subject before a position, in its clause; before "which" stands its own."""
        head = head_of(self.sentence, position) if "which" in self.sentence.words else None
        if head is not None:
            return head
        since = self.sentence.clause_start(position)
        found = [m for m in self.sentence.mentions if since <= m.start < position and m.role == "subject"]
        return found[-1] if found else None

    def times_at(self, position: int) -> list[When]:
        """Return the times that bear on a position: those of its clause, or else all; none in brackets beside it."""
        text, since = self.sentence.text, self.sentence.clause_start(position)
        until = min((b for b in self.sentence.boundaries if b >= position), default=len(text))
        near = [t for t in self.times if since <= t.start < until] or list(self.times)
        next_one = min((s[0] for s in self.sentence.signals_of("best", "worst") if s[0] > position), default=until)
        near = [t for t in near if t.start < next_one] or near
        inside = bracket(text, position)
        return [t for t in near if (held := bracket(text, t.start)) is None or held == inside]

    def shown_at(self, position: int) -> list[Fact]:
        """Return the facts linked in a position's clause, or else in the whole sentence."""
        since = self.sentence.clause_start(position)
        until = min((b for b in self.sentence.boundaries if b >= position), default=len(self.sentence.text))
        return [fact for fact, at in self.places if since <= at < until] or [fact for fact, _ in self.places]

    def named(self, mention: Mention | None) -> Named | None:
        """Return the one thing that a name or pronoun means; None for a group or for nothing."""
        if mention is None:
            return None
        if mention.named is not None:
            return mention.named if mention.named.singles else None
        if mention.place is not None:
            listed = [m.named for m in self.sentence.mentions if m.named and m.start < mention.start]
            return listed[-2:][mention.place] if len(listed) > 1 else None
        earlier = [m for m in self.sentence.mentions if m.start < mention.start and m.role == "subject"]
        before = [m.named for m in earlier if m.named]
        subject = tuple(before[-1:]) or self.evidence.carried[:1]
        if stands_for_index(self.sentence.text, mention, subject):
            named = [(m.named,) for m in self.sentence.mentions if m.named and m.start < mention.start]
            subject = next((n for n in reversed(named) if is_index(n)), self.evidence.the_index) or subject
        return next(iter(subject), None)

    def either(self, mention: Mention | None) -> Named | None:
        """Return what a name or pronoun means, be it one thing or a group."""
        return mention.named if mention is not None and mention.named is not None else self.named(mention)

    def bound_after(self, position: int) -> Bound | None:
        """Return the bound in percent that follows a verb: "gained more than 10%"."""
        near = (b for b in self.bounds if b.figure.unit == "percent" and 0 <= b.figure.start - position < HEDGES)
        return next((b for b in near if APPENDED.fullmatch(self.sentence.text, position, b.figure.start)), None)

    def whose(self, position: int) -> Named | None:
        """Return whom a word is said of: the subject before it, or that of the sentence before."""
        return self.named(self.subject_before(position)) or next(iter(self.evidence.carried), None)

    def facts_of(self, name: Named, measure: str = "", at: int = 0, times: Sequence[When] | None = None) -> list[Fact]:
        """Return the facts of a name: returns, or those of one measure, that fit the times named at a position.

        `times` are those that are meant where the words at the position do not all bear on it.
        """
        if measure == "beta":
            owned = [f for f in self.evidence.facts if f.measure == measure and f.subject[0] in name.singles]
        else:
            owned = [f for f in self.evidence.facts if len(f.subject) == 1 and owns(name, f, self.evidence.said)]
        fitting = [f for f in owned if (f.measure == measure if measure else f.measure in MOVES)]
        meant = self.times_at(at) if times is None else times
        return [f for f in fitting if all(fits(f, [t], self.evidence.now) for t in meant)]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of statement is found and judged, and what wakes it.

    A sentence without a signal word of `kinds`, and without any of `words`, makes no such statement.
    """

    judge: Callable[[Claims], Iterator[Judgement]]
    kinds: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def wakes(self, sentence: Sentence) -> bool:
        """Say whether a sentence has what such a statement needs."""
        return not (self.kinds.isdisjoint(sentence.kinds) and self.words.isdisjoint(sentence.words))
