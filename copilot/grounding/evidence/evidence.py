"""What an answer may stand on: its facts, the user's figures, the passages, and who was named so far."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from copilot.facts import Fact, Given, Passage
from copilot.grounding.evidence.standins import StandIn, stand_ins
from copilot.grounding.reading.figures import Figure, find_figures
from copilot.grounding.reading.lexicon import Named, Names, fact_index
from copilot.ledger import Ledger


@dataclass
class Evidence:
    """The ledger as one answer sees it.

    `carried` are the subjects of the sentence before, `recent` the facts that its figures were
    linked to, with those of the sentences right before it. `last_index` is the index named last.
    `said` are the symbols named so far, `earlier` is the sentence before. `heading` announces a ranking,
    `items` are the names under it so far. `as_of` is the answer's session.
    """

    ledger: Ledger
    question: str = ""
    carried: tuple[Named, ...] = ()
    last_index: tuple[Named, ...] = ()
    said: set[str] = field(default_factory=set)
    referenced: set[str] = field(default_factory=set)
    recent: tuple[str, ...] = ()
    earlier: str = ""
    heading: str = ""
    items: tuple[Named, ...] = ()
    as_of: date | None = None
    _index: tuple[int, Names] = (-1, Names())
    _now: tuple[int, date] = (-1, date.min)
    _facts: tuple[tuple[int, int, int], list[Fact]] = ((-1, -1, -1), [])
    _typed: tuple[Figure, ...] | None = None
    _beside: tuple[Sequence[Fact], list[StandIn]] = ((), [])
    _sized: tuple[Sequence[Fact], list[tuple[float, int]]] = ((), [])

    @property
    def facts(self) -> Sequence[Fact]:
        """The facts that a typed figure may be linked to: those of this turn, or all when it has none."""
        state = (len(self.ledger.facts), len(self.ledger.touched), len(self.referenced))
        if self._facts[0] != state:
            wanted = {*self.ledger.touched, *self.referenced}
            if not self.ledger.touched:
                wanted |= set(self.ledger.facts)
            self._facts = (state, [fact for name, fact in self.ledger.facts.items() if name in wanted])
        return self._facts[1]

    def refer(self, fact: Fact) -> None:
        """Let typed figures be linked to a fact that the answer refers to, as they may be to those of this turn."""
        if fact.id not in self.ledger.touched:
            self.referenced.add(fact.id)

    def near(self, figure: Figure) -> Sequence[Fact]:
        """Return the facts whose digits may be those of a figure, in some unit."""
        typed, slack = float(figure.value), 0.51 * 10.0**-figure.digits
        upper = float(figure.upper) if figure.upper is not None else typed
        low, high = (0.45, 2.2) if figure.hedge or figure.upper is not None else (1.0, 1.0)
        facts = self.facts
        if self._sized[0] is not facts:
            sizes = sorted((size, i) for i, fact in enumerate(facts) for size in sizes_of(fact))
            self._sized = (facts, sizes)
        sizes = self._sized[1]
        first = bisect_left(sizes, (low * typed - slack, -1))
        last = bisect_left(sizes, (high * upper + slack, len(facts)))
        return [facts[i] for i in sorted({i for _, i in sizes[first:last]})]

    def beside(self, figure: Figure) -> Sequence[StandIn]:
        """Return the other readings and input closes whose digits may be those of a figure."""
        if self._beside[0] is not self.facts:
            self._beside = (self.facts, list(stand_ins(self.facts)))
        typed = float(figure.value)
        slack = 0.51 * 10.0**-figure.digits + (0.03 * typed if figure.hedge else 0)
        return [s for s in self._beside[1] if any(abs(size - typed) <= slack for size in sizes_of(s.told))]

    @property
    def index(self) -> Names:
        """The names by which prose may call the subjects of the ledger's facts."""
        if self._index[0] != len(self.ledger.facts):
            self._index = (len(self.ledger.facts), fact_index(self.ledger.facts.values()))
        return self._index[1]

    @property
    def the_index(self) -> tuple[Named, ...]:
        """What "the index" stands for: the index named last, or the only one that there are facts of."""
        if self.last_index:
            return self.last_index
        there = {s for fact in self.facts for s in fact.subject if s.startswith("^")}
        return (Named(frozenset(there)),) if len(there) == 1 else ()

    @property
    def now(self) -> date:
        """The answer's session, or else the newest that the facts know: "this year" is relative to it."""
        if self.as_of is not None:
            return self.as_of
        if self._now[0] != len(self.ledger.facts):
            newest = max((fact.as_of for fact in self.ledger.facts.values()), default=date.min)
            self._now = (len(self.ledger.facts), newest)
        return self._now[1]

    @property
    def givens(self) -> Sequence[Given]:
        """The figures that the user gave."""
        return list(self.ledger.givens.values())

    @property
    def asked(self) -> tuple[Figure, ...]:
        """The figures that the question types out."""
        if self._typed is None:
            self._typed = find_figures(self.question).figures
        return self._typed

    def passage(self, name: str) -> Passage | None:
        """Return the passage under an id such as S1."""
        return self.ledger.passages.get(name)


def sizes_of(fact: Fact) -> tuple[float, ...]:
    """Return the sizes as which a fact may be typed: as it is, in percent, basis points, as a multiple."""
    if isinstance(fact.value, str):
        return ()
    size = abs(float(fact.value))
    return (size, 100 * size, 10_000 * size, 1 + size) if fact.unit == "fraction" else (size,)
