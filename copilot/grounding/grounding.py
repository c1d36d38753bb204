"""From a draft to checked segments: the one place that turns a model's prose into an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from copilot.answer import Checks, Json, Segment
from copilot.grounding.citations import Support, support
from copilot.grounding.evidence import Evidence
from copilot.grounding.judging import Claims, Judgement
from copilot.grounding.lexicon import Named
from copilot.grounding.normalise import normalise
from copilot.grounding.owners import Owner, owners
from copilot.grounding.scan import Reference, Sentence, scan
from copilot.grounding.sentences import SentenceStream
from copilot.grounding.settling import Settling, Verdict
from copilot.grounding.statements import statements
from copilot.grounding.tables import is_table, typed_table, written_table
from copilot.grounding.timing import Timing
from copilot.ledger import Ledger

TABLE: Final = re.compile(r"\{(T\d+)\}")
TABLE_AT_END: Final = re.compile(r"\s*\{T\d+\}\s*[.]?\s*$")
RECENT: Final = 12
SPACE: Final = re.compile(r"\s+$")
BEFORE: Final = re.compile(r"[ \t]+$")


@dataclass(frozen=True)
class Problem:
    """A sentence that did not hold, why, and the ids of facts that a better one may use."""

    sentence: str
    reason: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """A sentence as it may be shown, piece by piece, and what is wrong with it."""

    segments: tuple[Segment, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Settled:
    """A whole draft, checked."""

    segments: tuple[Segment, ...]
    checks: Checks
    citations: tuple[Json, ...]
    problems: tuple[Problem, ...]

    @property
    def text(self) -> str:
        """The checked text."""
        return "".join(segment.text for segment in self.segments)


@dataclass
class Tally:
    """What the checks of one sentence counted."""

    statements: int = 0
    borne_out: int = 0
    unsupported: list[Json] = field(default_factory=list)


class Grounding:
    """The checking of one answer, sentence by sentence and in order."""

    def __init__(self, ledger: Ledger, question: str = "") -> None:
        self._evidence = Evidence(ledger, question)
        self._checked: list[tuple[Checked, Tally]] = []
        self._markers: dict[str, int] = {}
        self._quotes: dict[str, str] = {}

    def check(self, sentence: str) -> Checked:
        """Return a sentence, heading, list item or table of a draft as it may be shown.

        Nothing is thrown away: what is not proved is marked in place, and told as a problem.
        """
        text = normalise(sentence, self._evidence.ledger)
        tally = Tally()
        segments: list[Segment] = []
        facts: list[str] = []
        reasons: list[str] = []
        for piece in self._pieces(text):
            shown, why, near = self._piece(piece, sentence, tally)
            segments += shown
            reasons += why
            facts += near
        problems = (
            (Problem(sentence, "; ".join(dict.fromkeys(reasons)), tuple(dict.fromkeys(facts))),) if reasons else ()
        )
        checked = Checked(tuple(joined(segments)), problems)
        self._checked.append((checked, tally))
        return checked

    def take_back(self, checked: Checked) -> None:
        """Forget a checked sentence that another one replaces; its figures are no longer counted."""
        self._checked = [pair for pair in self._checked if pair[0] is not checked]

    def checks(self) -> Checks:
        """Return how many figures, statements and citations of the sentences so far held.

        A statement that does not hold is listed with the unproved figures and counts as one.
        """
        segments = [s for checked, _ in self._checked for s in checked.segments]
        tallies = [tally for _, tally in self._checked]
        unproved = [entry for checked, _ in self._checked for entry in _unproved(checked)]
        counted = {v: sum(s.verdict == v for s in segments) for v in ("proved", "given", "quoted")}
        return Checks(
            figures=sum(counted.values()) + len(unproved),
            proved=counted["proved"],
            given=counted["given"],
            quoted=counted["quoted"],
            unproved=tuple(unproved),
            statements=sum(t.statements for t in tallies),
            borne_out=sum(t.borne_out for t in tallies),
            citations=sum(s.citation is not None for s in segments),
            supported=sum(s.verdict == "supported" for s in segments),
            second_hand=sum(s.verdict == "second-hand" for s in segments),
            unsupported=tuple(entry for t in tallies for entry in t.unsupported),
        )

    def citations(self) -> tuple[Json, ...]:
        """Return the passages that are cited, in order of first appearance, with the words that say it."""
        found = []
        for name, marker in self._markers.items():
            passage = self._evidence.ledger.passages[name]
            found.append(
                {
                    "id": name,
                    "marker": marker,
                    "title": passage.title,
                    "publisher": passage.publisher,
                    "published": passage.published.isoformat() if passage.published else None,
                    "tier": passage.tier,
                    "url": passage.url,
                    "locator": passage.locator,
                    "quote": self._quotes.get(name, ""),
                }
            )
        return tuple(found)

    def _pieces(self, text: str) -> list[str]:
        """Return the text with each table behind the prose that names it, on lines of its own."""
        if "{T" not in text:
            return [text]
        if not TABLE.sub("", text).strip("-*• \t\n"):
            return [p for p in re.split(r"(\{T\d+\})", text.replace("- {T", "{T")) if p]
        prose = TABLE_AT_END.sub("", text) if TABLE_AT_END.search(text) else text
        tables = [f"{{{name}}}" for name in dict.fromkeys(TABLE.findall(text))]
        parts = [TABLE.sub("the table", prose).rstrip(), *tables]
        return [p for part in parts for p in (part, "\n\n")]

    def _piece(self, piece: str, sentence: str, tally: Tally) -> tuple[list[Segment], list[str], list[str]]:
        named = TABLE.fullmatch(piece)
        if named:
            table = self._evidence.ledger.tables.get(named[1])
            if table is None:
                reason = f"there is no table {named[1]}"
                return [Segment("[no such table]", verdict="unproved", reason=reason)], [reason], []
            return written_table(table, self._evidence), [], []
        if is_table(piece):
            segments = typed_table(piece, self._evidence)
            bad = [s for s in segments if s.verdict == "unproved"]
            return segments, [f"{s.text}: {s.reason}" for s in bad], []
        return Check(self, piece, sentence, tally).run()

    def mark(self, name: str, quote: str) -> int:
        """Return the number that readers see for a citation."""
        self._quotes.setdefault(name, quote)
        return self._markers.setdefault(name, len(self._markers) + 1)

    @property
    def evidence(self) -> Evidence:
        """What the answer may stand on."""
        return self._evidence


@dataclass
class Check:
    """The check of one piece of prose."""

    grounding: Grounding
    text: str
    original: str
    tally: Tally

    def run(self) -> tuple[list[Segment], list[str], list[str]]:
        """Return the piece's segments, what is wrong with it, and the facts it may use."""
        evidence = self.grounding.evidence
        sentence = scan(self.text, evidence.index)
        evidence.said |= {s for m in sentence.mentions if m.named for s in m.named.singles}
        whose = owners(sentence, evidence.carried)
        timing = Timing(sentence, evidence.ledger, evidence.now)
        settling = Settling(sentence, whose, timing, evidence)
        verdicts = [settling.verdict(i) for i in range(len(sentence.quantities))]
        used = frozenset(v.fact for v in verdicts if v.fact and v.verdict == "proved")
        judged = statements(Claims(sentence, timing.times, evidence, used))
        cited = [self._cite(sentence, name) for _, _, name in sentence.citations]
        evidence.carried = self._carry(sentence, whose)
        evidence.recent = (*evidence.recent, *used)[-RECENT:] if used else evidence.recent
        return self._assembled(sentence, verdicts, judged, cited)

    def _carry(self, sentence: Sentence, whose: Sequence[Owner]) -> tuple[Named, ...]:
        named = [m.named for m in sentence.mentions if m.named and m.role == "subject"]
        return tuple(named[:1]) or self.grounding.evidence.carried

    def _cite(self, sentence: Sentence, name: str) -> tuple[Segment, str | None]:
        passage = self.grounding.evidence.passage(name)
        if passage is None:
            reason = f"there is no passage {name}"
            self.tally.unsupported.append({"citation": name, "reason": reason, "sentence": self.original})
            return Segment(""), reason
        found: Support = support(sentence, passage, self.grounding.evidence)
        if not found.carries:
            reason = found.reason or "the passage does not say this"
            self.tally.unsupported.append({"citation": name, "reason": reason, "sentence": self.original})
            return Segment("", citation=name, verdict="unsupported", reason=reason), reason
        marker = self.grounding.mark(name, found.quote)
        verdict = "second-hand" if passage.tier == "second-hand" else "supported"
        return Segment(f"[{marker}]", citation=name, verdict=verdict), None

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
                reasons.append(f"{verdict.text}: {verdict.reason}")
                near += verdict.near
        for (start, end, _), (segment, why) in zip(sentence.citations, cited, strict=True):
            placed.append((start, end, segment))
            reasons += [why] if why else []
        for one in judged:
            self.tally.statements += 1
            self.tally.borne_out += one.holds
            if not one.holds:
                words = sentence.text[one.start : one.end]
                reasons.append(f"“{words}”: {one.reason}")
                near += one.facts
                placed.append((one.start, one.end, Segment(words, verdict="unproved", reason=one.reason)))
        return laid(sentence.text, placed), reasons, near


def _unproved(checked: Checked) -> list[Json]:
    sentence = "".join(s.text for s in checked.segments).strip()
    bad = [s for s in checked.segments if s.verdict == "unproved"]
    return [{"text": s.text, "reason": s.reason, "sentence": sentence} for s in bad]


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


def joined(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with plain neighbours in one piece."""
    found: list[Segment] = []
    for segment in segments:
        if found and _plain(segment) and _plain(found[-1]):
            found[-1] = replace(found[-1], text=found[-1].text + segment.text)
        else:
            found.append(segment)
    return found


def _plain(segment: Segment) -> bool:
    return segment.verdict is None and segment.fact is None and segment.citation is None


def settle(draft: str, ledger: Ledger, question: str = "") -> Settled:
    """Return a whole draft checked, sentence by sentence."""
    grounding, stream = Grounding(ledger, question), SentenceStream()
    checked = [grounding.check(s) for s in (*stream.feed(draft), *stream.flush())]
    segments = joined([s for c in checked for s in c.segments])
    problems = tuple(p for c in checked for p in c.problems)
    return Settled(tuple(segments), grounding.checks(), grounding.citations(), problems)
