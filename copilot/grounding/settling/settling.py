"""Settle each figure of a sentence by its place and its owner: proved, given, quoted or unproved."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from typing import Final

from copilot.facts import Fact
from copilot.grounding.citations.quoting import quoted
from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.evidence.matching import format_for, prints_alike, sign_of
from copilot.grounding.evidence.standins import is_told
from copilot.grounding.printing.formats import format_of
from copilot.grounding.printing.render import render, render_given
from copilot.grounding.reading.direction import comparison, direction
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import Owner, owns
from copilot.grounding.reading.scan import Reference, Sentence
from copilot.grounding.reading.sides import PAIRS
from copilot.grounding.reading.spans import sessions_in
from copilot.grounding.settling.fitting import SIGNED, Fitting, what
from copilot.grounding.settling.given_parts import is_misplaced, part_of_given
from copilot.grounding.settling.givens import given_for, given_stands
from copilot.grounding.statements.timing import Timing

COMPARES: Final = re.compile(
    r"^\s*(?:(?:more|less|larger|greater|higher|bigger)\s+than|as\s+(?:much|large|big|high|many)\s+as)\b(?!\s+(?:at|in|on|before|it)\b)",
    re.IGNORECASE,
)
"""What makes a multiple one of another name's figure, and not a growth."""
THE_INDEX: Final = re.compile(r"\bthe\s+(?:\w+\s+)?index\b", re.IGNORECASE)
POINTS: Final = frozenset({"percent", "pp", "points", "number"})
ENOUGH: Final = 3
"""How many facts are offered where another one is wrong."""
NO_FACT: Final = "no fact carries it"
WORKED_OUT: Final = "no fact carries this sum or difference: calculate works it out"
NO_ROWS: Final = re.compile(r"\b(?:no closes?|no rows?|no data|missing)\b", re.IGNORECASE)
ROWS: Final = re.compile(r"^[\d,]+\s+(?:more\s+)?(?:of\s+(?:the\s+)?(?:[\d,]+\s+)?)?(?:trading\s+)?sessions?\b")
"""Counts of sessions without rows: they are about the data, and no figure of the answer."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one figure: its verdict, its text, and the fact that carries it.

    A verdict of "" means that it is no figure but part of a time, and stays plain text. `told`
    is what is printed as a fact: the fact itself, or the figure beside it that is meant.
    """

    verdict: str
    text: str
    fact: str | None = None
    part: str | None = None
    format: str | None = None
    reason: str | None = None
    near: tuple[str, ...] = ()
    told: Fact | None = None
    instead: tuple[str, ...] = ()


@dataclass
class Settling:
    """The settling of one sentence's figures, one after the other."""

    sentence: Sentence
    owners: Sequence[Owner]
    timing: Timing
    evidence: Evidence
    fitting: Fitting = field(init=False)

    def __post_init__(self) -> None:
        self.fitting = Fitting(self.sentence, self.owners, self.timing, self.evidence)

    def verdict(self, index: int) -> Verdict:
        """Return what becomes of one figure or reference."""
        quantity = self.sentence.quantities[index]
        if isinstance(quantity, Reference):
            return self._reference(index, quantity)
        return self._typed(index, quantity)

    def _reference(self, index: int, reference: Reference) -> Verdict:
        ledger = self.evidence.ledger
        if reference.id in ledger.givens:
            given = ledger.givens[reference.id]
            return Verdict("given", render_given(given), reference.id)
        fact = ledger.facts.get(reference.id)
        if fact is None:
            return Verdict("unproved", "[no such fact]", reason=f"there is no fact {reference.id}")
        self.evidence.refer(fact)
        if reference.part != "value":
            if fact.window is None:
                return Verdict("unproved", f"[no {reference.part} session]", reason=f"{fact.id} has no window")
            return Verdict("proved", render(fact, reference.part, "", ledger.language), fact.id, reference.part, "")
        return self._judged(index, fact, reference.format)

    def _judged(self, index: int, fact: Fact, format: str) -> Verdict:
        """Return the verdict on a fact at this place, in the format that its words ask for."""
        chosen = self._worded(index, fact, format)
        text = self._text(fact, chosen)
        for fails, reason in self.fitting.tests(index):
            if not fails(fact, format):
                instead = self._instead(index, fact)
                return Verdict("unproved", text, fact.id, "value", chosen, reason(fact), (fact.id,), instead=instead)
        return Verdict("proved", text, fact.id, "value", chosen, told=fact)

    def _instead(self, index: int, wrong: Fact) -> tuple[str, ...]:
        """Return the facts of the same kind that would stand where a wrong one does."""
        alike = [f for f in self.evidence.facts if f.unit == wrong.unit and f.id != wrong.id and not f.params]
        tests = self.fitting.tests(index)
        found = [f for f in alike if all(passes(f, "") for passes, _ in tests)]
        same = [f.id for f in found if (f.measure, f.window) == (wrong.measure, wrong.window)]
        near = [f.id for f in found if f.measure == wrong.measure or f.subject == wrong.subject]
        return tuple(same or near)[:ENOUGH]

    def _text(self, fact: Fact, chosen: str) -> str:
        return render(fact, "value", chosen, self.evidence.ledger.language)

    def _worded(self, index: int, fact: Fact, format: str) -> str:
        """Return the format with the size alone where the words already say that it is a fall."""
        if isinstance(fact.value, str) or float(fact.value) >= 0 or format_of(format).absolute:
            return format
        fall = direction(self.sentence, index) == -1 or (
            fact.measure in PAIRS and comparison(self.sentence, index) == -1
        )
        return f"abs{format}" if fall and fact.measure in SIGNED else format

    def _typed(self, index: int, figure: Figure) -> Verdict:
        alike = [(f, form) for f in self.evidence.near(figure) if (form := format_for(figure, f)) is not None]
        if self.sentence.citations and not self.owners[index].names:
            alike = []
        if figure.unit == "multiple" and COMPARES.match(self.sentence.text[figure.end :]):
            alike = [(fact, form) for fact, form in alike if fact.unit != "fraction"]
        fitting, reason, near = self._fitting(index, alike)
        if fitting:
            fact, format = fitting[0]
            chosen = self._printed(figure, fact, format)
            return Verdict("proved", self._text(fact, chosen), fact.id, "value", chosen, told=fact)
        beside = self._beside(index, figure)
        if beside is not None:
            return beside
        if (
            figure.unit in ("days", "number")
            and ROWS.match(self.sentence.text[figure.start :])
            and NO_ROWS.search(self.sentence.text)
        ):
            return Verdict("", figure.text)
        if figure.unit in ("days", "number", "rank") and self.timing.covers(figure.start, figure.end):
            return Verdict("", figure.text)
        if figure.unit == "days" and "day" not in figure.text.replace("trading day", "") and self._sessions(figure):
            return Verdict("", figure.text)
        given = self._given(index, figure)
        if given is not None:
            return given
        if self.sentence.citations:
            found, why = quoted(self.sentence, index, self.owners[index], self.evidence)
            if found:
                return Verdict("quoted", figure.text)
            reason = reason or why
        return Verdict(
            "unproved", figure.text, reason=reason or self._why(index, figure), near=near or self._own(index)
        )

    def _given(self, index: int, figure: Figure) -> Verdict | None:
        """Return the verdict on a figure that the user gave, or on a part of what they gave."""
        place = self.sentence, index, self.owners[index], self.evidence
        given = given_for(figure, self.evidence)
        if given is not None and not is_misplaced(*place) and given_stands(*place):
            return Verdict("given", figure.text, given or None)
        return Verdict("given", figure.text) if part_of_given(*place) else None

    def _beside(self, index: int, figure: Figure) -> Verdict | None:
        """Return the verdict where another reading of a fact, or a close it is computed from, is told as such."""
        owner = self.owners[index]
        names = owner.names or self._of_one(figure)
        if not names or (owner.carried and figure.unit != "usd") or self.sentence.citations:
            return None
        times = figure.unit == "multiple" and COMPARES.match(self.sentence.text[figure.end :])
        for one in self.evidence.beside(figure):
            form = format_for(figure, one.told)
            if form is None or (times and one.told.unit == "fraction") or not is_told(one, names, self.sentence):
                continue
            tests = self.fitting.tests(index)[0 if len(one.told.subject) == 2 and one.other else 1 :]
            if all(passes(one.told, form) for passes, _ in tests):
                chosen = self._printed(figure, one.told, form)
                return Verdict("proved", self._text(one.told, chosen), one.fact.id, one.part, chosen, told=one.told)
        return None

    def _of_one(self, figure: Figure) -> tuple[Named, ...]:
        """Return whose sum of money it is where only one subject has any: "with dividends, it would be $11,772"."""
        sums = [f for f in self.evidence.facts if f.measure == "growth_of_amount"] if figure.unit == "usd" else []
        grown = [f for f in sums if f.alternatives]
        if grown != sums and not (THE_INDEX.search(self.sentence.text) and grown[:1] and grown[0].subject[0][0] == "^"):
            return ()
        subjects = {f.subject for f in grown}
        if len(subjects) != 1 or len(grown[0].subject) != 1:
            return ()
        return (Named(frozenset(grown[0].subject), label=grown[0].label),)

    def _printed(self, figure: Figure, fact: Fact, format: str) -> str:
        falls = not isinstance(fact.value, str) and float(fact.value) < 0
        negative = falls and sign_of(fact, format) < 0
        if (negative and figure.sign >= 0) or (falls and figure.sign == 0):
            return f"abs{format}"
        return f"+{format}" if figure.sign > 0 and not negative else format

    def _fitting(
        self, index: int, alike: list[tuple[Fact, str]]
    ) -> tuple[list[tuple[Fact, str]], str | None, tuple[str, ...]]:
        """Return the facts that pass every test, or the reason of the first test that none passes."""
        left = alike
        for passes, reason in self.fitting.tests(index):
            kept = [(f, form) for f, form in left if passes(f, form)]
            if left and not kept:
                return [], reason(left[0][0]), tuple(f.id for f, _ in left[:3])
            left = kept
        return left, None, ()

    def _sessions(self, figure: Figure) -> bool:
        """Say whether some fact's window has so many sessions."""
        windows = {f.window for f in self.evidence.facts if f.window is not None}
        return any(sessions_in(window) == figure.value for window in windows)

    def _why(self, index: int, figure: Figure) -> str:
        """Return why no fact carries a typed figure: its unit is another, or there is none."""
        alike = [f for f in self.evidence.near(figure) if prints_alike(figure, f)]
        for fact in alike:
            mine = not self.owners[index].names or self.fitting.owned(index, fact)
            if mine and "usd" not in (figure.unit, fact.unit):
                return f"wrong unit: {what(fact)} is {render(fact)}"
        return WORKED_OUT if self._worked_out(index, figure) else NO_FACT

    def _worked_out(self, index: int, figure: Figure) -> bool:
        """Say whether a figure is the sum or the difference of two figures of the names around it."""
        owner, money = self.owners[index], figure.unit == "usd"
        every = (*owner.names, *owner.others)
        mine = [f for f in self.evidence.facts if money or any(owns(name, f, self.evidence.said) for name in every)]
        units = {"usd": 1.0} if money else {"fraction": 100.0} if figure.unit in POINTS else {}
        sizes = [units[f.unit] * float(f.value) for f in mine if f.unit in units and not isinstance(f.value, str)]
        sizes += [units[g.unit] * float(g.value) for g in self.evidence.givens if g.unit in units]
        told, slack = float(figure.value), 0.51 * 10.0**-figure.digits
        return any(
            min(abs(abs(a - b) - told), abs(abs(a + b) - told)) <= slack
            for a, b in combinations_with_replacement(sizes, 2)
        )

    def _own(self, index: int) -> tuple[str, ...]:
        """Return the facts of the figure's owner, which a correction may use."""
        owned = [f.id for f in self.evidence.facts if self.owners[index].names and self.fitting.owned(index, f)]
        return tuple(owned[:6])
