"""The check of one piece of prose: figures settled, statements judged, citations held to their passages."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from copilot.answer import Json, Segment
from copilot.grounding.advice import advised
from copilot.grounding.citations.citations import Support, support
from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.reading.clauses import last_index
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import owners
from copilot.grounding.reading.scan import Sentence, scan_again
from copilot.grounding.settling.settling import NO_FACT, WORKED_OUT, Settling, Verdict
from copilot.grounding.statements.bounds import bounds_of, bounds_told
from copilot.grounding.statements.judging import Bound, Claims, Judgement
from copilot.grounding.statements.rankings import listed_on
from copilot.grounding.statements.statements import statements, unread
from copilot.grounding.statements.timing import Timing

RECENT: Final = 12
"""How many facts the sentences right before may leave to one that speaks of them all."""
DERIVED: Final = frozenset({"multiple", "pp", "bp", "points", "days"})
"""Units of figures that two facts may carry together: a quotient, a difference, the days between two."""
WORKED: Final = frozenset({"usd", "percent"})
"""Units of sums and shares that two facts may carry, where no fact is near that they would be of another kind of."""
BEFORE: Final = re.compile(r"[ \t]+$")


@dataclass
class Tally:
    """What the checks of one sentence counted."""

    statements: int = 0
    borne_out: int = 0
    unsupported: list[Json] = field(default_factory=list)


@dataclass
class Check:
    """The check of one piece of prose."""

    evidence: Evidence
    mark: Callable[[str, str], int]
    text: str
    original: str
    tally: Tally

    def run(self) -> tuple[list[Segment], list[str], list[str]]:
        """Return the piece's segments, what is wrong with it, and the facts it may use."""
        evidence = self.evidence
        sentence = scan_again(self.text, evidence.index)
        evidence.said |= {s for m in sentence.mentions if m.named for s in m.named.singles}
        whose = owners(sentence, evidence.carried, evidence.the_index if "pronoun" in sentence.kinds else ())
        timing = Timing(sentence, evidence.ledger, evidence.now)
        settling = Settling(sentence, whose, timing, evidence)
        verdicts = [settling.verdict(i) for i in range(len(sentence.quantities))]
        places = tuple((v.told, q.start) for v, q in zip(verdicts, sentence.quantities, strict=True) if v.told)
        typed = _derived(sentence, verdicts)
        bounds = bounds_of(sentence, whose, [v.told is not None for v in verdicts]) if bounds_told(sentence) else ()
        mine = {f.start: () if whose[i].carried else whose[i].names for i, f in typed.items()} if typed else {}
        judged = statements(Claims(sentence, timing.times, evidence, places, tuple(typed.values()), bounds, mine))
        self.tally.statements += unread(sentence)
        for index, figure in _settled_by_words(sentence, typed, bounds) if typed or bounds else ():
            verdicts[index], judged = _rejudged(figure, verdicts[index], judged)
        cited = [self._cite(sentence, name) for _, _, name in sentence.citations]
        evidence.carried = self._carry(sentence)
        evidence.last_index = last_index(sentence) or evidence.last_index
        evidence.earlier = sentence.text
        listed_on(evidence, sentence)
        evidence.recent = (*evidence.recent, *dict.fromkeys(fact.id for fact, _ in places))[-RECENT:]
        return self._assembled(sentence, verdicts, judged, cited)

    def _carry(self, sentence: Sentence) -> tuple[Named, ...]:
        named = [m.named for m in sentence.mentions if m.named and m.role == "subject"]
        return tuple(named[:1]) or self.evidence.carried

    def _cite(self, sentence: Sentence, name: str) -> tuple[Segment, str | None]:
        passage = self.evidence.passage(name)
        if passage is None:
            reason = f"there is no passage {name}"
            self.tally.unsupported.append({"citation": name, "reason": reason, "sentence": self.original})
            return Segment(""), reason
        found: Support = support(sentence, passage, self.evidence)
        if not found.carries:
            reason = found.reason or "the passage does not say this"
            self.tally.unsupported.append({"citation": name, "reason": reason, "sentence": self.original})
            return Segment("", citation=name, verdict="unsupported", reason=reason), reason
        marker = self.mark(name, found.quote)
        verdict = "second-hand" if passage.tier == "second-hand" else "supported"
        return Segment(f"[{marker}]", citation=name, verdict=verdict, reason=found.reason), None

    def _assembled(
        self,
        sentence: Sentence,
        verdicts: list[Verdict],
        judged: list[Judgement],
        cited: list[tuple[Segment, str | None]],
    ) -> tuple[list[Segment], list[str], list[str]]:
        reasons: list[str] = []
        near: list[str] = []
        placed: list[tuple[int, int, Segment]] = []
        for quantity, verdict in zip(sentence.quantities, verdicts, strict=True):
            if not verdict.verdict:
                continue
            segment = Segment(
                verdict.text, verdict.fact, verdict.part, verdict.format, None, verdict.verdict, verdict.reason
            )
            placed.append((quantity.start, quantity.end, segment))
            if verdict.verdict == "unproved":
                reasons.append(advised(f"{verdict.text}: {verdict.reason}", verdict.instead, verdict.near))
                near += (*verdict.instead, *verdict.near)
        for (start, end, _), (segment, why) in zip(sentence.citations, cited, strict=True):
            placed.append((start, end, segment))
            reasons += [advised(why, (), ())] if why else []
        for one in judged:
            self.tally.statements += 1
            self.tally.borne_out += one.holds
            if not one.holds:
                words = sentence.text[one.start : one.end]
                reasons.append(advised(f"“{words}”: {one.reason}", (), one.facts))
                near += one.facts
                _mark_wrong(sentence.text, placed, one)
        return laid(sentence.text, placed), reasons, near


def _derived(sentence: Sentence, verdicts: Sequence[Verdict]) -> dict[int, Figure]:
    """Return by place the multiples and differences in digits that no fact carries as they are; two may."""
    return {
        i: quantity
        for i, (quantity, verdict) in enumerate(zip(sentence.quantities, verdicts, strict=True))
        if isinstance(quantity, Figure) and verdict.verdict == "unproved" and _may_be_derived(quantity, verdict)
    }


def _may_be_derived(figure: Figure, verdict: Verdict) -> bool:
    return figure.unit in DERIVED or (figure.unit in WORKED and verdict.reason in (NO_FACT, WORKED_OUT))


def _settled_by_words(
    sentence: Sentence, typed: Mapping[int, Figure], bounds: Sequence[Bound]
) -> Iterator[tuple[int, Figure]]:
    """Yield by place the figures that a statement may settle: multiples, differences and bounds."""
    starts = {f.start for b in bounds for f in (b.figure, b.until) if f is not None}
    for index, quantity in enumerate(sentence.quantities):
        if isinstance(quantity, Figure) and (index in typed or quantity.start in starts):
            yield index, quantity


def _rejudged(figure: Figure, verdict: Verdict, judged: list[Judgement]) -> tuple[Verdict, list[Judgement]]:
    """Return the verdict on a multiple or difference, and the statements: it is the one or the other."""
    mine = next((j for j in judged if (j.start, j.end) == (figure.start, figure.end)), None)
    if mine is None:
        return verdict, judged
    if mine.holds:
        if verdict.told is not None:
            return verdict, [j for j in judged if j is not mine]
        return Verdict("", figure.text), judged
    reason = mine.reason if verdict.reason in (NO_FACT, WORKED_OUT, None) else verdict.reason
    return replace(verdict, verdict="unproved", reason=reason), [j for j in judged if j is not mine]


def _mark_wrong(text: str, placed: list[tuple[int, int, Segment]], wrong: Judgement) -> None:
    """Add the mark of a statement that does not hold: on its words between figures, or on its first figure."""
    inside = sorted((p for p in placed if p[0] < wrong.end and wrong.start < p[1]), key=lambda p: p[0])
    edges = [wrong.start, *(edge for start, end, _ in inside for edge in (start, end)), wrong.end]
    gaps = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip()]
    if gaps:
        start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        placed.append((start, end, Segment(text[start:end], verdict="unproved", reason=wrong.reason)))
        return
    at = placed.index(inside[0])
    start, end, segment = placed[at]
    placed[at] = (start, end, replace(segment, verdict="unproved", reason=wrong.reason))


def laid(text: str, placed: list[tuple[int, int, Segment]]) -> list[Segment]:
    """Return a text as segments, with the placed ones where they stand; of two on one place the first stays."""
    segments: list[Segment] = []
    at = 0
    for start, end, segment in sorted(placed, key=lambda p: (p[0], p[1])):
        if start < at:
            continue
        before = text[at:start]
        if segment.text == "":
            before = BEFORE.sub("", before)
        segments += [Segment(before)] if before else []
        segments += [segment] if segment.text or segment.citation else []
        at = end
    return segments + ([Segment(text[at:])] if text[at:] else [])
