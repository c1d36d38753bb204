"""Whether a fact may stand where a figure stands: its owner, its measure, its period and its direction."""

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from copilot.facts import Fact, FactInput
from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.evidence.measures import CALLED, LOOSE, PAIR_MEASURES, agrees
from copilot.grounding.printing.formats import format_of
from copilot.grounding.printing.render import RETURNS, render
from copilot.grounding.reading.direction import EITHER, comparison, direction, hints
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import Owner, owns
from copilot.grounding.reading.periods import is_dated
from copilot.grounding.reading.scan import Reference, Sentence
from copilot.grounding.reading.sides import Sides, held, sides
from copilot.grounding.statements.timing import Timing

SIGNED: Final = RETURNS | {"spread", "points_change", "calculation", "average", "other"}
LEVELS: Final = ("level", "usd")
"""Units of what has no direction: a mean of closes lies neither up nor down."""
SIZES: Final = frozenset({"max_drawdown", "worst_day"})
"""Measures that are falls by nature, so that prose gives their size alone."""
GAP: Final = re.compile(
    r"\b(?:difference|gap|spread|margin)\b(?!.*\b(?:returned|gained|rose|fell|lost)\b)", re.IGNORECASE
)
SIZE_NOUN: Final = r"gap|difference|spread|margin|edge|advantage"
BARE_MOVE: Final = re.compile(
    rf"\b(?:mov(?:ed|e|es)|swing|swung|change[ds]?|apart|lead of|{SIZE_NOUN})\b", re.IGNORECASE
)
BARE_AFTER: Final = re.compile(rf"^[\s-]*(?:apart|{SIZE_NOUN})\b", re.IGNORECASE)
LEAD_OF: Final = re.compile(
    r"[,:;—–]\s*(?:(?:for|that is|which is|giving|leaving)\s+)?an?\s+(?:\w+\s+)?(?:lead|edge|advantage|margin)\s+of\s+"
    r"(?:about\s+|some\s+|roughly\s+)?$",
    re.IGNORECASE,
)
"""Tells a difference behind both figures, whose order says who leads: "rose 4% and the Dow 1%, a lead of"."""
SHARE_OF: Final = re.compile(
    r"\s+of\s+(?:the|your)\s+(?:pair['’]s|combined|total|whole|overall|portfolio['’]s)\s+(?:value|worth|money|sum|total|gain|profit)\b",
    re.IGNORECASE,
)
"""What makes a percentage a part, and no return."""
WOULD: Final = re.compile(r"\b(?:would|had\s+you)\b", re.IGNORECASE)
CLASS: Final = re.compile(r"\bclass[\s-]+(?P<which>[ABC])\b", re.IGNORECASE)
CLASS_BEHIND: Final = re.compile(r"\s+(?:for|in|from)\s+(?:the\s+|its\s+)?class[\s-]+(?P<which>[ABC])\b", re.IGNORECASE)
FOR_ONE: Final = re.compile(r"(?:[^,.;:]{0,30})\b(?:for|to|over|above|ahead|against|versus)\b", re.IGNORECASE)
DRAWDOWN_OF: Final = re.compile(
    r"drawdown(?:\s+(?:of|was|is|to|at|reached|hit|came to))?\s+(?:about\s+)?$", re.IGNORECASE
)
SYMBOL: Final = re.compile(r"\s\((?:[\^A-Z][\w.^-]*|[A-Z]+ fund)\)")
CONNECTOR: Final = re.compile(r"\**\s*(?:[:,=–—|]|\b(?:is|was|of|at|stood at|stands at|came to))?\s*\**\s*$")
MINUS: Final = re.compile(r"(?:^|[\s(|])[-−–]$|\bminus\s$")
Test = Callable[[Fact, str], bool]
Told = Callable[[Fact], str]


@dataclass
class Fitting:
    """The tests of one sentence's figures."""

    sentence: Sentence
    owners: Sequence[Owner]
    timing: Timing
    evidence: Evidence

    def tests(self, index: int) -> list[tuple[Test, Told]]:
        """Return the tests that a fact must pass at a figure's place, each with the reason it fails for."""
        return [
            (lambda f, form: self.owned(index, f), lambda f: f"wrong owner: that is {what(f)}"),
            (lambda f, form: self._measured(index, f), lambda f: f"wrong measure: that is {what(f)}"),
            (lambda f, form: self.timing.fits(index, f), lambda f: f"wrong period: that is {what(f)}"),
            (lambda f, form: self._signed(index, f, form), lambda f: f"wrong direction: {what(f)} is {render(f)}"),
        ]

    def owned(self, index: int, fact: Fact) -> bool:
        """Say whether a figure is said of a fact's subject."""
        owner = self.owners[index]
        if fact.measure == "calculation" and not self._worked_of(owner, fact):
            return False
        if (
            (fact.measure in LOOSE and not is_dated(fact))
            or (len(fact.subject) > 2 and not owner.names)
            or not owner.names
        ):
            return True
        pair = sides(fact, self.evidence.ledger.facts)
        if self._labelled(index, fact):
            return True
        if pair is not None:
            return _both(owner, pair, self._alongside(owner, fact))
        if len(owner.names) == 2 and len(fact.subject) == 1 and self._gap(index):
            return False
        said = self.evidence.said
        if fact.measure == "weight":
            classed = self._classed(index, fact)
            return self._weighed(owner, fact, said) if classed is None else classed
        return any(owns(name, fact, said) for name in owner.names)

    def _worked_of(self, owner: Owner, fact: Fact) -> bool:
        """Say whether what would have been made of one name is worked out from facts that are its own."""
        if not owner.names or owner.carried or not WOULD.search(self.sentence.text):
            return True
        facts = self.evidence.ledger.facts
        worked = [facts[i.fact] for i in fact.inputs if isinstance(i, FactInput) and i.fact in facts]
        return not worked or any(owns(name, f, self.evidence.said) for name in owner.names for f in worked)

    def _alongside(self, owner: Owner, fact: Fact) -> tuple[Named, ...]:
        """Return the names beside an owner that have the same measure against the same: "betas of 1 for A, 2 for B"."""
        if fact.measure not in PAIR_MEASURES or len(fact.subject) != 2:
            return ()
        like = [f.subject for f in self.evidence.facts if f.measure == fact.measure and f.window == fact.window]
        firsts = {subject[0] for subject in like if subject[1:] == fact.subject[1:]} - set(fact.subject)
        return tuple(name for name in owner.others if name.singles & firsts)

    def _weighed(self, owner: Owner, fact: Fact, said: Set[str]) -> bool:
        """Say whether a weight is told of its subject, and of no other index than its own."""
        index = fact.params.get("index")
        every = (*owner.names, *owner.others)
        named = {s for name in every for s in name.singles if s.startswith("^")}
        if index is not None and named and index not in named:
            return False
        mine = owner.others if any(index in name.singles for name in owner.names) else owner.names
        return any(owns(name, fact, said) for name in mine)

    def _classed(self, index: int, fact: Fact) -> bool | None:
        """Say whether a weight is that of the class of shares that is told; None where none is."""
        quantity, text = self.sentence.quantities[index], self.sentence.text
        told = CLASS_BEHIND.match(text, quantity.end) or next(
            iter(reversed([*CLASS.finditer(text, 0, quantity.start)])), None
        )
        if told is None or len(fact.subject) != 1:
            return None if told is None else False
        mine = CLASS.search(fact.label)
        company = fact.label.split(" Class ")[0].split(" weight")[0]
        named = any(name.label.startswith(company) for name in (*self.owners[index].names, *self.owners[index].others))
        return named and (mine["which"] if mine else "A").upper() == told["which"].upper()

    def _labelled(self, index: int, fact: Fact) -> bool:
        """Say whether the fact's own label stands right before a figure."""
        start = self.sentence.quantities[index].start
        if start < len(fact.label) // 2 or fact.label[-5:] not in self.sentence.text[:start]:
            return False
        before = CONNECTOR.sub("", self.sentence.text[:start])
        return before.endswith((fact.label, SYMBOL.sub("", fact.label)))

    def _measured(self, index: int, fact: Fact) -> bool:
        if self._labelled(index, fact):
            return True
        if fact.measure in RETURNS and SHARE_OF.match(self.sentence.text, self.sentence.quantities[index].end):
            return False
        if fact.measure == "max_drawdown" and self.timing.spans(index, fact):
            return True
        heard = self._heard(fact) if fact.measure in CALLED else ""
        return agrees(self.sentence, index, fact, hints(self.sentence, index), heard)

    def _heard(self, fact: Fact) -> str:
        """Return what was said right before, and what the other facts of the sentence are called."""
        facts = self.evidence.ledger.facts
        beside = [facts[q.id].label for q in self.sentence.quantities if isinstance(q, Reference) and q.id in facts]
        return " ".join((self.evidence.earlier, *(label for label in beside if label != fact.label)))

    def _signed(self, index: int, fact: Fact, format: str) -> bool:
        pair = sides(fact, self.evidence.ledger.facts)
        if fact.measure == "ratio" and pair is not None:
            return self._labelled(index, fact) or _leads(self.owners[index], pair)
        if fact.measure == "growth_of_amount":
            return direction(self.sentence, index) * _growth(fact) >= 0
        level = fact.measure == "average" and fact.unit in LEVELS
        if fact.measure not in SIGNED or level or isinstance(fact.value, str):
            return self._typed_sign(index, fact)
        if self._labelled(index, fact):
            return self._as_printed(index, fact, format)
        if fact.measure == "spread" and pair is not None:
            return self._ordered(index, fact, pair)
        return self._directed(index, fact, format)

    def _as_printed(self, index: int, fact: Fact, format: str) -> bool:
        """Say whether a figure behind its own label has the fact's sign."""
        quantity, value = self.sentence.quantities[index], float(fact.value)
        if isinstance(quantity, Reference):
            return value >= 0 or not format_of(format).absolute or fact.measure in SIZES
        return quantity.sign * value > 0 or (quantity.sign == 0 and (value >= 0 or fact.measure in SIZES))

    def _directed(self, index: int, fact: Fact, format: str) -> bool:
        said = direction(self.sentence, index)
        value = float(fact.value)
        quantity = self.sentence.quantities[index]
        sign = self.sign(quantity)
        if fact.measure == "max_drawdown" and said > 0 and DRAWDOWN_OF.search(self.sentence.text[: quantity.start]):
            return sign <= 0
        if said == EITHER:
            return sign == 0 or sign * value > 0
        if isinstance(quantity, Reference):
            hidden = format_of(format).absolute and value < 0 and not said and fact.measure not in SIZES
            return said * value >= 0 and sign * value >= 0 and not (hidden and not self._bare(index))
        if sign:
            return sign * value > 0 and said * sign >= 0
        if not said:
            return value >= 0 or fact.measure in SIZES or self._bare(index) or quantity.value == 0
        return said * value >= 0

    def _typed_sign(self, index: int, fact: Fact) -> bool:
        sign = self.sign(self.sentence.quantities[index])
        return sign == 0 or isinstance(fact.value, str) or sign * float(fact.value) > 0

    def sign(self, quantity: Figure | Reference) -> int:
        """Return the sign typed before a figure; brackets after a verb are an accountant's minus."""
        before = self.sentence.text[max(0, quantity.start - 24) : quantity.start]
        if isinstance(quantity, Reference):
            return -1 if MINUS.search(before) else 1 if before.endswith("+") else 0
        if quantity.bracketed and not quantity.sign and re.search(r"(?:returned|was|of|at|posted|by|to)\s*\($", before):
            return -1
        return quantity.sign

    def _gap(self, index: int) -> bool:
        """Say whether a figure is told as the difference of two names."""
        start = self.sentence.quantities[index].start
        return bool(GAP.search(self.sentence.text[self.sentence.clause_start(start) : start]))

    def _bare(self, index: int) -> bool:
        """Say whether the words speak of a size without a direction: "a move of", "the gap was"."""
        quantity = self.sentence.quantities[index]
        text = self.sentence.text
        return bool(
            BARE_MOVE.search(text[max(0, quantity.start - 60) : quantity.start])
            or BARE_AFTER.match(text[quantity.end : quantity.end + 20])
        )

    def _ordered(self, index: int, fact: Fact, pair: Sides) -> bool:
        """Say whether a difference of two subjects has the sign that the order of their names asks for."""
        owner, said = self.owners[index], comparison(self.sentence, index)
        leader = () if self._after_both(index, pair) else self._first(index, pair) or owner.names
        mine = frozenset().union(*(held(name, pair) for name in leader))
        sign = self.sign(self.sentence.quantities[index])
        if len(mine) != 1:
            return sign == 0 or sign * float(fact.value) > 0
        value = float(fact.value) * (1 if 0 in mine else -1)
        if said in (0, EITHER):
            if isinstance(self.sentence.quantities[index], Figure) and not self._bare(index):
                return False
            return sign * value >= 0 if sign else value >= 0 or self._bare(index)
        return said * value > 0 and (sign == 0 or sign * value > 0)

    def _after_both(self, index: int, pair: Sides) -> bool:
        """Say whether "a lead of" follows a figure of each side, so that it names no leader of its own."""
        sentence, start = self.sentence, self.sentence.quantities[index].start
        if (
            index < 2
            or not LEAD_OF.search(sentence.text[:start])
            or FOR_ONE.match(sentence.text, sentence.quantities[index].end)
        ):
            return False
        own = [frozenset().union(*(held(n, pair) for n in self.owners[i].names)) for i in (index - 2, index - 1)]
        return all(len(side) == 1 for side in own) and own[0] != own[1]

    def _first(self, index: int, pair: Sides) -> tuple[Named, ...]:
        """Return the subject whose lead is told right behind the name compared with: "领先标普500指数2.6%"."""
        start = self.sentence.quantities[index].start
        before = [m for m in self.sentence.mentions if m.named and m.end <= start]
        if not before or before[-1].role != "object":
            return ()
        return tuple(m.named for m in before if m.named and m.role == "subject" and held(m.named, pair))[-1:]


def _both(owner: Owner, pair: Sides, alongside: tuple[Named, ...]) -> bool:
    """Say whether a fact about two subjects is about the owner and someone named beside it, or alongside it."""
    mine = [held(name, pair) for name in owner.names]
    if not all(mine):
        return False
    own: frozenset[int] = frozenset().union(*mine)
    others = [name for name in owner.others if name not in alongside]
    beside: frozenset[int] = frozenset().union(*(held(name, pair) for name in others))
    return len(own) == 2 or (not others and (0 in own or not alongside)) or len(own | beside) == 2


def _leads(owner: Owner, pair: Sides) -> bool:
    """Say whether the owner is the first subject of a ratio, or neither is named."""
    mine: frozenset[int] = frozenset().union(*(held(name, pair) for name in owner.names))
    return 0 in mine or not mine


def _growth(fact: Fact) -> float:
    """Return how much an invested amount grew by; 0 where the amount is not known."""
    amount = fact.params.get("amount")
    return float(fact.value) - float(amount) if amount is not None else 0.0


def what(fact: Fact) -> str:
    """Return what a fact is, in a few words, for a reason."""
    if fact.window is None:
        return f"the {fact.label} as of {fact.as_of}"
    return f"the {fact.label}, {fact.window.base} to {fact.window.end}"
