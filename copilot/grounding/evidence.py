"""What an answer may stand on: its facts, the user's figures, the passages, and who was named so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from copilot.facts import Fact, Given, Passage
from copilot.grounding.figures import Figure, find_figures
from copilot.grounding.lexicon import Index, Named, fact_index
from copilot.ledger import Ledger


@dataclass
class Evidence:
    """The ledger as one answer sees it.

    `carried` are the subjects of the sentence before, `recent` the facts that its figures were
    linked to, with those of the sentences right before it. `said` are the symbols named so far.
    """

    ledger: Ledger
    question: str = ""
    carried: tuple[Named, ...] = ()
    said: set[str] = field(default_factory=set)
    referenced: set[str] = field(default_factory=set)
    recent: tuple[str, ...] = ()
    _index: tuple[int, Index] = (-1, {})
    _typed: tuple[Figure, ...] | None = None

    @property
    def facts(self) -> Sequence[Fact]:
        """The facts that a typed figure may be linked to: those of this turn, or all when it has none."""
        wanted = {*self.ledger.touched, *self.referenced}
        if not self.ledger.touched:
            wanted |= set(self.ledger.facts)
        return [fact for name, fact in self.ledger.facts.items() if name in wanted]

    @property
    def index(self) -> Index:
        """The names by which prose may call the subjects of the ledger's facts."""
        if self._index[0] != len(self.ledger.facts):
            self._index = (len(self.ledger.facts), fact_index(self.ledger.facts.values()))
        return self._index[1]

    @property
    def now(self) -> date:
        """The newest session that the facts know, which "this year" is relative to."""
        return max((fact.as_of for fact in self.ledger.facts.values()), default=date.min)

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
