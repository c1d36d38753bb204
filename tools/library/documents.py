"""What the source library keeps and hands out: documents, passages, findings, reports."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Tier = Literal["primary", "reporting", "second-hand"]
TIERS: tuple[Tier, ...] = get_args(Tier)


@dataclass(frozen=True)
class Document:
    """A text to take in, with what is known of it.

    `published` is None when the date is not known. `tier` says how near the text is to what it
    tells: "primary" (the speaker itself), "reporting", or "second-hand" (never counts as support).
    `origin` is the path or address it was read from; a new text from the same origin replaces the old.
    `form` is that of a filing ("10-K"), `fiscal_year` and `fiscal_quarter` (1 to 4) the period it reports.
    Pages of the text are parted by form feeds.
    """

    text: str
    title: str
    publisher: str = ""
    published: date | None = None
    url: str | None = None
    tier: Tier = "reporting"
    symbols: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    origin: str | None = None
    form: str = ""
    fiscal_year: int | None = None
    fiscal_quarter: int | None = None


@dataclass(frozen=True)
class DocumentRecord:
    """A document as stored. `id` is a hash of its text; `added` an ISO 8601 instant; `characters` its length."""

    id: str
    title: str
    publisher: str
    published: date | None
    url: str | None
    tier: Tier
    symbols: tuple[str, ...]
    sectors: tuple[str, ...]
    added: str
    characters: int
    origin: str | None = None
    form: str = ""
    fiscal_year: int | None = None
    fiscal_quarter: int | None = None


@dataclass(frozen=True)
class Piece:
    """A passage's place in the stored text: characters [start, end), the heading above it, a locator for readers."""

    start: int
    end: int
    heading: str
    locator: str


@dataclass(frozen=True)
class Found:
    """A passage that a search found; `text` is the stored text from `start` to `end`.

    `score` lies in [0, 1] and orders one search's findings. `outside_filter` is true when nothing
    inside the asked filter was relevant, so that this was taken from outside it.
    """

    document: DocumentRecord
    text: str
    start: int
    end: int
    locator: str
    score: float
    outside_filter: bool = False


Change = Literal["added", "updated", "unchanged"]


@dataclass(frozen=True)
class Added:
    """What became of a document: "added", "updated" (new text or particulars of a known origin), "unchanged"."""

    document: DocumentRecord
    change: Change


@dataclass(frozen=True)
class Refused:
    """A file that was not taken in, and why."""

    path: str
    reason: str


@dataclass(frozen=True)
class AddReport:
    """What became of each document that was handed over."""

    added: tuple[DocumentRecord, ...] = ()
    refused: tuple[Refused, ...] = ()
    unchanged: tuple[DocumentRecord, ...] = ()
    updated: tuple[DocumentRecord, ...] = ()

    @classmethod
    def of(cls, results: Iterable[Added], refused: Iterable[Refused] = ()) -> "AddReport":
        """Return the report on documents that were taken in, and on those that were not."""
        by: dict[Change, list[DocumentRecord]] = {"added": [], "updated": [], "unchanged": []}
        for result in results:
            by[result.change].append(result.document)
        return cls(tuple(by["added"]), tuple(refused), tuple(by["unchanged"]), tuple(by["updated"]))

    def __add__(self, other: "AddReport") -> "AddReport":
        """Return both reports as one."""
        return AddReport(
            self.added + other.added,
            self.refused + other.refused,
            self.unchanged + other.unchanged,
            self.updated + other.updated,
        )

    @property
    def summary(self) -> str:
        """One sentence: how many were added, updated, there already, and not taken in for which reasons."""
        parts = [
            f"{len(documents)} {what}"
            for documents, what in (
                (self.added, "added"),
                (self.updated, "updated"),
                (self.unchanged, "already there"),
                (self.refused, "not taken in"),
            )
            if documents
        ]
        total = len(self.added) + len(self.updated) + len(self.unchanged) + len(self.refused)
        reasons = Counter(refused.reason for refused in self.refused).most_common()
        why = "; ".join(reason if len(reasons) == 1 else f"{count}: {reason}" for reason, count in reasons)
        told = f"{total} document{'s' * (total != 1)}: {', '.join(parts)}" if parts else "no document to read was found"
        return f"{told} ({why})" if why else told
