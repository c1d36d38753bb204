"""One generation of the record in memory: what a search looks at."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from tools.library.asking import Names
from tools.library.documents import DocumentRecord
from tools.library.lexical import WordIndex, Wording, mask
from tools.library.record import Record, StoredPassage
from tools.library.statements import likeness
from tools.library.words import Titles, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


FEWEST_DISTINCT, LONG_ENOUGH = 0.4, 20
NUMBER_WORDS = frozenset(
    words_of(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
        "billion trillion dozen half third quarter twice double triple"
    )
)


@dataclass(frozen=True)
class Filter:
    """Which documents are wanted; an empty one wants all.

    `publisher` matches as part of the name, whatever the case. A document without a date lies
    outside any range of dates.
    """

    symbols: tuple[str, ...] = ()
    publisher: str = ""
    since: date | None = None
    until: date | None = None

    def wants(self, document: DocumentRecord) -> bool:
        """Whether a document fits."""
        if self.symbols and not set(self.symbols) & set(document.symbols):
            return False
        if self.publisher.casefold() not in document.publisher.casefold():
            return False
        if self.since is None and self.until is None:
            return True
        day = document.published
        return day is not None and (self.since or date.min) <= day <= (self.until or date.max)


@dataclass(frozen=True)
class Catalogue:
    """Documents and passages as of one generation of the record."""

    generation: int
    documents: dict[str, DocumentRecord]
    passages: tuple[StoredPassage, ...]

    @classmethod
    def of(cls, record: Record, before: "Catalogue | None" = None) -> "Catalogue":
        """Read the record; words of passages that were there before are not taken apart again."""
        generation = record.generation()
        made = cls(generation, {d.id: d for d in record.documents()}, record.passages())
        if before is not None:
            made.__dict__["wording"] = made._wording(before)
        return made

    @cached_property
    def place(self) -> dict[str, int]:
        """Return where each passage stands, by id."""
        return {passage.id: k for k, passage in enumerate(self.passages)}

    @cached_property
    def wording(self) -> Wording:
        """Return the words of each passage with those of its title, publisher and heading."""
        return self._wording(None)

    def _wording(self, before: "Catalogue | None") -> Wording:
        made = Wording(before.wording.vocabulary if before else None)
        known = before.place if before else {}
        for k, passage in enumerate(self.passages):
            if before and passage.id in known:
                made.take(before.wording, known[passage.id])
            else:
                made.add(words_of(self.context(k)), words_of(passage.text))
        return made

    @cached_property
    def index(self) -> WordIndex:
        """Return the lexical index."""
        return WordIndex(self.wording)

    @cached_property
    def titles(self) -> Titles:
        """Return the index of titles."""
        return Titles({d.id: words_of(d.title) for d in self.documents.values()})

    @cached_property
    def names(self) -> Names:
        """Return the names by which a question may mean documents."""
        return Names(self.documents)

    def likeness(self, place: int, statements: Collection[str]) -> float:
        """Return in [0, 1] how much a passage looks like one of these financial statements."""
        known = self._likenesses
        for name in statements:
            if (place, name) not in known:
                known[place, name] = likeness(name, self.passages[place].text)
        return max((known[place, name] for name in statements), default=0.0)

    @cached_property
    def _likenesses(self) -> dict[tuple[int, str], float]:
        return {}

    def word_set(self, place: int) -> frozenset[int]:
        """Return the numbers of the distinct words of a passage's own text."""
        if place not in self._word_sets:
            self._word_sets[place] = frozenset(self.wording.own(place))
        return self._word_sets[place]

    @cached_property
    def _word_sets(self) -> dict[int, frozenset[int]]:
        return {}

    def figures(self, place: int) -> frozenset[int]:
        """Return the numbers of the words of a passage's own text that are figures, in digits or spelled out."""
        return self.word_set(place) & self._figures

    def prose(self, place: int) -> frozenset[int]:
        """Return the numbers of the distinct words of a passage's own text that are no figures."""
        if place not in self._prose:
            self._prose[place] = self.word_set(place) - self._figures
        return self._prose[place]

    @cached_property
    def _prose(self) -> dict[int, frozenset[int]]:
        return {}

    @cached_property
    def _figures(self) -> frozenset[int]:
        words = enumerate(self.wording.vocabulary)
        return frozenset(k for k, word in words if word in NUMBER_WORDS or any(map(str.isdigit, word)))

    def word_mask(self, place: int) -> int:
        """Return the mask of a passage's own words."""
        if place not in self._word_masks:
            self._word_masks[place] = mask(self.wording.own(place))
        return self._word_masks[place]

    @cached_property
    def _word_masks(self) -> dict[int, int]:
        return {}

    @cached_property
    def plainness(self) -> "NDArray[np.float32]":
        """Return for each passage 1 for ordinary prose and tables, less where under two fifths of the words differ."""
        import numpy as np

        lengths = np.maximum(self.index.lengths, 1)
        shares = np.minimum(1.0, self.index.distinct / (FEWEST_DISTINCT * lengths))
        return np.where(lengths >= LONG_ENOUGH, shares, 1.0).astype(np.float32)

    def context(self, place: int) -> str:
        """Return the line of title, publisher and heading that a passage stands under."""
        passage = self.passages[place]
        document = self.documents[passage.document]
        return context_line(document, passage.piece.heading)

    def published_by(self, as_of: date | None) -> tuple[DocumentRecord, ...]:
        """Return the documents that existed on a day; those without a date count as existing."""
        if as_of is None or self._newest <= as_of:
            return self._all
        return tuple(d for d in self._all if d.published is None or d.published <= as_of)

    @cached_property
    def _all(self) -> tuple[DocumentRecord, ...]:
        return tuple(self.documents.values())

    @cached_property
    def _newest(self) -> date:
        return max((d.published for d in self._all if d.published), default=date.min)

    def inside(self, documents: Iterable[DocumentRecord]) -> "NDArray[np.bool_]":
        """Return for each passage whether its document is among these."""
        import numpy as np

        marked = np.zeros(len(self.documents), np.bool_)
        marked[[self._numbers[document.id] for document in documents]] = True
        return np.asarray(marked[self._owners])

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {identifier: k for k, identifier in enumerate(self.documents)}

    @cached_property
    def _owners(self) -> "NDArray[np.intp]":
        import numpy as np

        return np.fromiter((self._numbers[p.document] for p in self.passages), np.intp, len(self.passages))


def context_line(document: DocumentRecord, heading: str) -> str:
    """Return the line of title, publisher and heading that a passage stands under."""
    return ". ".join(filter(None, (document.title, document.publisher, heading)))
