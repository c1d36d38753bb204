"""What an article claims, piece by piece: the words, the figure, and the fair ways to read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from copilot.facts import Basis
from tools.windows.window import Window

Verdict = Literal["supported", "contradicted", "ambiguous", "not_checkable"]
VERDICTS: tuple[Verdict, ...] = ("supported", "contradicted", "ambiguous", "not_checkable")


@dataclass(frozen=True)
class Stated:
    """A figure as the article states it.

    `value` is in the unit's own terms (a fall of 5% is -0.05), None for a claim without digits;
    `upper` is the other end of a range; `precision` one step of the last printed digit;
    `hedge` is "about", "over", "under" (nearly), "at most" or "little" (of no move at all);
    `signed` says that a direction was told.
    """

    text: str
    value: float | None
    unit: str | None
    precision: float = 0.0
    hedge: str | None = None
    upper: float | None = None
    signed: bool = True

    def to_json(self) -> dict[str, Any]:
        """Return it as the check file writes it; a range is a list of its ends."""
        value: Any = self.value if self.upper is None else [self.value, self.upper]
        return {"value": value, "unit": self.unit, "precision": self.precision or None, "hedge": self.hedge}


@dataclass(frozen=True)
class Reading:
    """One fair way to understand a claim, as something that can be computed.

    `field` is the price at the base. `other` marks a reading that differs in kind (another index
    of the name, another base session), so that a figure which only this one gives is ambiguous.
    """

    measure: str
    subject: tuple[str, ...]
    window: Window | None
    basis: Basis = "price"
    label: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    other: bool = False


@dataclass(frozen=True)
class Claim:
    """One claim: where it stands, what it states, and how it may be read.

    `readings` begins with the most natural one; `nearby` are those next to what was inferred (see fairness.py), and
    `sure_sign` says that its direction is told beside it. `certain` says that its window is told in its own
    words, `carried` by the words before; `gap` is how far the instruments may miss what is meant; `needs` is what
    would settle a
    claim that prices cannot. `asked` is the number of sessions that its words ask for.
    """

    quote: str
    start: int
    end: int
    stated: Stated
    measure: str
    readings: tuple[Reading, ...] = ()
    fallback: tuple[Reading, ...] = ()
    nearby: tuple[Reading, ...] = ()
    sure_sign: bool = True
    certain: bool = True
    carried: bool = False
    sector: bool = False
    loose: bool = False
    needs: str = ""
    name: str = ""
    window_words: str = ""
    asked: int | None = None
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def main(self) -> Reading | None:
        """The most natural reading, None for a claim that prices cannot settle."""
        return self.readings[0] if self.readings else None


@dataclass(frozen=True)
class Computed:
    """A reading with what it comes to."""

    reading: Reading
    value: float


@dataclass(frozen=True)
class Judged:
    """A claim with its verdict; `chosen` is the reading that decided, `others` the readings that differ.

    `citation` is the passage of the library that says it, of a claim that prices cannot settle.
    """

    claim: Claim
    verdict: Verdict
    reason: str
    chosen: Computed | None = None
    others: tuple[Computed, ...] = ()
    citation: Mapping[str, Any] | None = None
