"""Settle each figure of a sentence by its place and its owner: proved, given, quoted or unproved."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from copilot.facts import Fact
from copilot.grounding.direction import EITHER, comparison, direction, hints
from copilot.grounding.evidence import Evidence
from copilot.grounding.figures import Figure
from copilot.grounding.formats import format_of
from copilot.grounding.givens import given_for, given_stands
from copilot.grounding.matching import format_for, prints_alike, sign_of
from copilot.grounding.owners import Owner, owns
from copilot.grounding.quoting import quoted
from copilot.grounding.render import RETURNS, render, render_given
from copilot.grounding.scan import Reference, Sentence
from copilot.grounding.spans import sessions_in
from copilot.grounding.timing import Timing

SIGNED: Final = RETURNS | {"spread", "points_change", "calculation", "average", "other"}
SIZES: Final = frozenset({"max_drawdown", "worst_day"})
"""Measures that are falls by nature, so that prose gives their size alone."""
LOOSE: Final = frozenset({"calculation", "other", "average", "count", "breadth", "above_moving_average"})
"""Measures of many subjects, or of the user's own making: their owner is not read from names alone."""
PAIRS: Final = frozenset({"spread", "ratio", "beta", "correlation", "tracking_error"})
UNLIKE_RETURNS: Final = frozenset({"volatility", "max_drawdown", "weight", "breadth", "tracking_error"})
GAP: Final = re.compile(
    r"\b(?:difference|gap|spread|margin)\b(?!.*\b(?:returned|gained|rose|fell|lost)\b)", re.IGNORECASE
)
BARE_MOVE: Final = re.compile(
    r"\b(?:mov(?:ed|e|es)|swing|swung|change[ds]?|gap|difference|spread|apart|margin|lead of|edge|advantage)\b",
    re.IGNORECASE,
)
RETURN_WORDS: Final = frozenset({"price_return", "total_return"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one figure: its verdict, its text, and the fact that carries it.

    A verdict of "" means that it is no figure but part of a time, and stays plain text.
    """

    verdict: str
    text: str
    fact: str | None = None
    part: str | None = None
    format: str | None = None
    reason: str | None = None
    near: tuple[str, ...] = ()


Test = Callable[[Fact, str], bool]


@dataclass
class Settling:
    """The settling of one sentence's figures, one after the other."""

    sentence: Sentence
    owners: Sequence[Owner]
    timing: Timing
    evidence: Evidence

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
        self.evidence.referenced.add(fact.id)
        if reference.part != "value":
            if fact.window is None:
                return Verdict("unproved", f"[no {reference.part} session]", reason=f"{fact.id} has no window")
            return Verdict("proved", render(fact, reference.part), fact.id, reference.part, "")
        return self._judged(index, fact, reference.format)

    def _judged(self, index: int, fact: Fact, format: str) -> Verdict:
        """Return the verdict on a fact at this place, in the format that its words ask for."""
        chosen = self._worded(index, fact, format)
        text = render(fact, "value", chosen)
        for fails, reason in self._tests(index):
            if not fails(fact, format):
                return Verdict("unproved", text, fact.id, "value", chosen, reason(fact), (fact.id,))
        return Verdict("proved", text, fact.id, "value", chosen)

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
        fitting, reason, near = self._fitting(index, alike)
        if fitting:
            fact, format = fitting[0]
            chosen = self._printed(figure, fact, format)
            return Verdict("proved", render(fact, "value", chosen), fact.id, "value", chosen)
        if figure.unit in ("days", "number", "rank") and self.timing.covers(figure.start, figure.end):
            return Verdict("", figure.text)
        if figure.unit == "days" and "day" not in figure.text.replace("trading day", "") and self._sessions(figure):
            return Verdict("", figure.text)
        given = given_for(figure, self.evidence)
        if given is not None and given_stands(self.sentence, index, self.owners[index], self.evidence):
            return Verdict("given", figure.text, given or None)
        if self.sentence.citations:
            found, why = quoted(self.sentence, index, self.owners[index], self.evidence)
            if found:
                return Verdict("quoted", figure.text)
            reason = reason or why
        return Verdict(
            "unproved", figure.text, reason=reason or self._why(index, figure), near=near or self._own(index)
        )

    def _printed(self, figure: Figure, fact: Fact, format: str) -> str:
        negative = sign_of(fact, format) < 0
        if (negative and figure.sign >= 0) or self._reversed(figure, fact):
            return f"abs{format}"
        return f"+{format}" if figure.sign > 0 and not negative else format

    def _reversed(self, figure: Figure, fact: Fact) -> bool:
        return figure.sign == 0 and not isinstance(fact.value, str) and float(fact.value) < 0

    def _fitting(
        self, index: int, alike: list[tuple[Fact, str]]
    ) -> tuple[list[tuple[Fact, str]], str | None, tuple[str, ...]]:
        """Return the facts that pass every test, or the reason of the first test that none passes."""
        left = alike
        for passes, reason in self._tests(index):
            kept = [(f, form) for f, form in left if passes(f, form)]
            if left and not kept:
                return [], reason(left[0][0]), tuple(f.id for f, _ in left[:3])
            left = kept
        return left, None, ()

    def _tests(self, index: int) -> list[tuple[Test, Callable[[Fact], str]]]:
        return [
            (lambda f, form: self._owned(index, f), lambda f: f"wrong owner: that is {_what(f)}"),
            (lambda f, form: self._measured(index, f), lambda f: f"wrong measure: that is {_what(f)}"),
            (lambda f, form: self.timing.fits(index, f), lambda f: f"wrong period: that is {_what(f)}"),
            (lambda f, form: self._signed(index, f, form), lambda f: f"wrong direction: {_what(f)} is {render(f)}"),
        ]

    def _owned(self, index: int, fact: Fact) -> bool:
        owner = self.owners[index]
        if fact.measure in LOOSE or (len(fact.subject) > 2 and not owner.names) or not owner.names:
            return True
        said = frozenset(self.evidence.said)
        if len(fact.subject) == 2 and fact.measure in PAIRS:
            return _both(owner, fact)
        if len(owner.names) == 2 and len(fact.subject) == 1 and self._gap(index):
            return False
        if fact.measure == "weight" and any(fact.params.get("index") in name.singles for name in owner.names):
            return any(owns(name, fact, said) for name in owner.others)
        return any(owns(name, fact, said) for name in owner.names)

    def _measured(self, index: int, fact: Fact) -> bool:
        named = hints(self.sentence, index)
        if fact.measure == "annualized_return" and "annualized_return" not in named:
            told = any(s[2].measure == "annualized_return" for s in self.sentence.signals_of("measure"))
            return told and not named - {"return"}
        basis = named & RETURN_WORDS
        if basis and fact.basis != "none" and fact.measure not in LOOSE:
            wanted = "total_return" if "total_return" in basis else "price"
            if len(basis) == 1 and fact.basis != wanted:
                return False
        others = named - RETURN_WORDS - {"return"}
        if "return" in named and not others and fact.unit == "fraction" and fact.measure in UNLIKE_RETURNS:
            return False
        if not others or fact.measure in LOOSE | PAIRS | {"rank"} or fact.unit in ("days", "count", "date"):
            return True
        return fact.measure in others

    def _signed(self, index: int, fact: Fact, format: str) -> bool:
        if fact.measure == "ratio" and len(fact.subject) == 2:
            return _leads(self.owners[index], fact)
        if fact.measure not in SIGNED or isinstance(fact.value, str):
            return self._typed_sign(index, fact)
        if len(fact.subject) == 2 and fact.measure == "spread":
            return self._ordered(index, fact)
        said = direction(self.sentence, index)
        value = float(fact.value)
        quantity = self.sentence.quantities[index]
        sign = self._sign(quantity)
        if said == EITHER:
            return sign == 0 or sign * value > 0
        if isinstance(quantity, Reference):
            hidden = format_of(format).absolute and value < 0 and not said and fact.measure not in SIZES
            return said * value >= 0 and sign * value >= 0 and not (hidden and not self._bare(index))
        if sign:
            return sign * value > 0 and said * sign >= 0
        if not said:
            return value >= 0 or fact.measure in SIZES or self._bare(index)
        return said * value >= 0

    def _typed_sign(self, index: int, fact: Fact) -> bool:
        sign = self._sign(self.sentence.quantities[index])
        return sign == 0 or isinstance(fact.value, str) or sign * float(fact.value) > 0

    def _sign(self, quantity: Figure | Reference) -> int:
        """Return the sign typed before a figure; brackets after a verb are an accountant's minus."""
        before = self.sentence.text[max(0, quantity.start - 24) : quantity.start]
        if isinstance(quantity, Reference):
            return -1 if re.search(r"[-−–]\s?$|\bminus\s$", before) else 1 if before.endswith("+") else 0
        if quantity.bracketed and not quantity.sign and re.search(r"(?:returned|was|of|at|posted|by|to)\s*\($", before):
            return -1
        return quantity.sign

    def _gap(self, index: int) -> bool:
        """Say whether a figure is told as the difference of two names."""
        start = self.sentence.quantities[index].start
        return bool(GAP.search(self.sentence.text[self.sentence.clause_start(start) : start]))

    def _bare(self, index: int) -> bool:
        """Say whether the words speak of a size without a direction: "a move of", "the gap was"."""
        start = self.sentence.quantities[index].start
        return bool(BARE_MOVE.search(self.sentence.text[max(0, start - 60) : start]))

    def _ordered(self, index: int, fact: Fact) -> bool:
        """Say whether a difference of two subjects has the sign that the order of their names asks for."""
        owner, said = self.owners[index], comparison(self.sentence, index)
        first = any(fact.subject[0] in name.singles for name in owner.names)
        second = any(fact.subject[1] in name.singles for name in owner.names)
        sign = self._sign(self.sentence.quantities[index])
        if first == second:
            return sign == 0 or sign * float(fact.value) > 0
        value = float(fact.value) * (1 if first else -1)
        if said in (0, EITHER):
            if isinstance(self.sentence.quantities[index], Figure) and not self._bare(index):
                return False
            return sign * value >= 0 if sign else value >= 0 or self._bare(index)
        return said * value > 0 and (sign == 0 or sign * value > 0)

    def _sessions(self, figure: Figure) -> bool:
        """Say whether some fact's window has so many sessions."""
        windows = {f.window for f in self.evidence.facts if f.window is not None}
        return any(sessions_in(window) == figure.value for window in windows)

    def _why(self, index: int, figure: Figure) -> str:
        """Return why no fact carries a typed figure: its unit is another, or there is none."""
        alike = [f for f in self.evidence.near(figure) if prints_alike(figure, f)]
        for fact in alike:
            if not self.owners[index].names or self._owned(index, fact):
                return f"wrong unit: {_what(fact)} is {render(fact)}"
        return "no fact carries it"

    def _own(self, index: int) -> tuple[str, ...]:
        """Return the facts of the figure's owner, which a correction may use."""
        owned = [f.id for f in self.evidence.facts if self.owners[index].names and self._owned(index, f)]
        return tuple(owned[:6])


def _both(owner: Owner, fact: Fact) -> bool:
    """Say whether a fact about two subjects is about the owner and someone named beside it."""
    mine = [{s for s in fact.subject if s in name.singles} for name in owner.names]
    if not all(mine):
        return False
    held = set().union(*mine)
    beside = {s for s in fact.subject for name in owner.others if s in name.singles}
    return len(held) == 2 or not owner.others or held | beside == set(fact.subject)


def _leads(owner: Owner, fact: Fact) -> bool:
    """Say whether the owner is the first subject of a ratio, or both or neither is named."""
    first = any(fact.subject[0] in name.singles for name in owner.names)
    second = any(fact.subject[1] in name.singles for name in owner.names)
    return first or not second


def _what(fact: Fact) -> str:
    """Return what a fact is, in a few words, for a reason."""
    if fact.window is None:
        return f"the {fact.label} as of {fact.as_of}"
    return f"the {fact.label}, {fact.window.base} to {fact.window.end}"
