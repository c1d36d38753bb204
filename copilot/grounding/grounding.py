"""From a draft to checked segments: the one place that turns a model's prose into an answer."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from copilot.answer import Checks, Json, Segment
from copilot.grounding.checking import Check, Tally
from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.normalise import normalise
from copilot.grounding.sentences import SentenceStream
from copilot.grounding.settling.tables import is_table, typed_table, written_table
from copilot.ledger import Ledger

TABLE: Final = re.compile(r"\{(T\d+)\}")
TABLE_AT_END: Final = re.compile(r"\s*\{T\d+\}\s*[.]?\s*$")


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


class Grounding:
    """The checking of one answer, sentence by sentence and in order."""

    def __init__(self, ledger: Ledger, question: str = "", as_of: date | None = None) -> None:
        self._evidence = Evidence(ledger, question, as_of=as_of)
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
        counted = Counter(s.verdict for s in segments)
        return Checks(
            figures=counted["proved"] + counted["given"] + counted["quoted"] + len(unproved),
            proved=counted["proved"],
            given=counted["given"],
            quoted=counted["quoted"],
            unproved=tuple(unproved),
            statements=sum(t.statements for t in tallies),
            borne_out=sum(t.borne_out for t in tallies),
            citations=sum(s.citation is not None for s in segments),
            supported=counted["supported"],
            second_hand=counted["second-hand"],
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
        return Check(self._evidence, self._mark, piece, sentence, tally).run()

    def _mark(self, name: str, quote: str) -> int:
        """Return the number that readers see for a citation."""
        self._quotes.setdefault(name, quote)
        return self._markers.setdefault(name, len(self._markers) + 1)


def _unproved(checked: Checked) -> list[Json]:
    bad = [s for s in checked.segments if s.verdict == "unproved"]
    if not bad:
        return []
    sentence = "".join(s.text for s in checked.segments).strip()
    return [{"text": s.text, "reason": s.reason, "sentence": sentence} for s in bad]


def joined(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments with plain neighbours in one piece."""
    found: list[Segment] = []
    for segment in segments:
        if found and _plain(segment) and _plain(found[-1]):
            found[-1] = Segment(found[-1].text + segment.text)
        else:
            found.append(segment)
    return found


def _plain(segment: Segment) -> bool:
    return segment.verdict is None and segment.fact is None and segment.citation is None


def settle(draft: str, ledger: Ledger, question: str = "", as_of: date | None = None) -> Settled:
    """Return a whole draft checked, sentence by sentence; `as_of` is the session that "this year" is relative to."""
    grounding, stream = Grounding(ledger, question, as_of), SentenceStream()
    checked = [grounding.check(s) for s in (*stream.feed(draft), *stream.flush())]
    segments = joined([s for c in checked for s in c.segments])
    problems = tuple(p for c in checked for p in c.problems)
    return Settled(tuple(segments), grounding.checks(), grounding.citations(), problems)
