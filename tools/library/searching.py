"""The search of a library: by vectors and words, or by words alone when there are no vectors now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tools.errors import LibraryDamaged, LibraryError, LibraryLocked
from tools.library.abbreviations import spelled_out
from tools.library.asking import Wishes
from tools.library.catalogue import Catalogue, Filter
from tools.library.documents import DocumentRecord, Found
from tools.library.embedding import Embedder
from tools.library.indexing import Indexing, Progress
from tools.library.locking import LibraryLock
from tools.library.minilm import MiniLM
from tools.library.ranking import POOL, WIDE_POOL, WORDS_FLOOR, Signs, best, chosen, scored
from tools.library.record import Record
from tools.library.served import Connect, ServedIndex
from tools.library.statements import typical
from tools.library.vectors import VectorIndex
from tools.library.words import words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUSY = "another process is writing to the library"
BY_WORDS = "sources were searched by words alone"
REBUILT = "the index of the library's vectors was damaged; it was set aside and made again from the record"


@dataclass(frozen=True)
class Asked:
    """A question with its short forms spelled out, and what it wants of documents."""

    question: str
    wishes: Wishes

    @cached_property
    def words(self) -> list[str]:
        """The words that count."""
        return words_of(self.question)


class Searcher:
    """Search over one record; not for several threads at once."""

    def __init__(
        self,
        folder: Path,
        record: Record,
        lock: LibraryLock,
        embed: Embedder | None,
        seconds: float,
        chroma: Connect | None = None,
    ) -> None:
        self._folder, self._record, self._lock = folder, record, lock
        self._embed, self._seconds, self._chroma = embed, seconds, chroma
        self._seen: Catalogue | None = None
        self._completed = -1
        self._asked: tuple[str, NDArray[np.float32]] | None = None
        self.notices: dict[str, str] = {}

    def find(self, question: str, wanted: Filter, as_of: date | None, count: int) -> tuple[Found, ...]:
        """Return what `Library.search` promises."""
        self.notices.clear()
        question = spelled_out(question)
        catalogue = self.catalogue()
        existing = catalogue.published_by(as_of)
        inside = [d for d in existing if wanted.wants(d)] if wanted != Filter() else existing
        asked = Asked(question, catalogue.names.wishes(question))
        named = asked.wishes.of_a_company
        about = [document for document in inside if asked.wishes.about(document)] if named else []
        found = self._found(catalogue, asked, about, count)
        if found:
            return found
        found = self._found(catalogue, asked, inside, count, outside=named)
        if found or len(inside) == len(existing):
            return found
        return self._found(catalogue, asked, existing, count, outside=True)

    def catalogue(self) -> Catalogue:
        """Return the record's newest generation."""
        if self._seen is None or self._seen.generation != self._record.generation():
            self._seen = Catalogue.of(self._record, self._seen)
        return self._seen

    def vectors(self, generation: int, progress: Progress | None = None) -> Indexing | None:
        """Return the vectors, one for every passage of a generation, or None with a notice why words alone must do."""
        try:
            indexing = self.indexing
            if self._completed != generation:
                mismatch = indexing.mismatch()
                if mismatch:
                    self.notices["vectors"] = f"{mismatch}; {BY_WORDS}"
                    return None
                indexing.complete(generation, progress)
                self._completed = generation
        except LibraryDamaged:
            raise
        except LibraryError as error:
            self._without_vectors(error)
            return None
        return indexing

    @cached_property
    def indexing(self) -> Indexing:
        """Return the vectors as they are. Raises EmbedderFailed when there is no model."""
        library = self._record.meta("library") or ""
        index = ServedIndex(self._chroma, library) if self._chroma else VectorIndex(self._folder / "vectors")
        return Indexing(index, self._record, self._lock, self._embed or MiniLM(), self._seconds)

    def close(self) -> None:
        """Let go of the index's files."""
        if "indexing" in self.__dict__:
            self.indexing.close()

    def _found(
        self,
        catalogue: Catalogue,
        asked: Asked,
        documents: Sequence[DocumentRecord],
        count: int,
        outside: bool = False,
    ) -> tuple[Found, ...]:
        if not documents or not catalogue.passages or count < 1:
            return ()
        inside = catalogue.inside(documents) if len(documents) < len(catalogue.documents) else None
        scores = self._scores(catalogue, asked, inside, max(POOL, 2 * count))
        places = chosen(catalogue, scores, count)
        if len(places) < min(count, len(scores)):
            # Copies of one text filled the pool; what they crowded out is further down.
            scores = self._scores(catalogue, asked, inside, WIDE_POOL)
            places = chosen(catalogue, scores, count)
        return tuple(_finding(catalogue, place, scores[place], outside) for place in places)

    def _scores(
        self, catalogue: Catalogue, asked: Asked, inside: "NDArray[np.bool_] | None", pool: int
    ) -> dict[int, float]:
        """Return the scores of the relevant passages, by place."""
        words = _inside(catalogue.index.scores(asked.words), inside)
        also = best(words, pool)
        if asked.wishes.statements:
            also += best(_inside(catalogue.index.scores(words_of(typical(asked.wishes.statements))), inside), pool)
        near = self._similarities(catalogue, asked.question, inside, also, pool)
        if near is None:
            enough = [k for k in best(words, pool) if words[k] >= WORDS_FLOOR]
            return dict(zip(enough, (words[enough] * catalogue.plainness[enough]).tolist(), strict=True))
        places, similarities = near
        signs = _signs(catalogue, asked, places, similarities, words[places])
        return scored(places, signs, catalogue.plainness[places])

    def _similarities(
        self, catalogue: Catalogue, question: str, inside: "NDArray[np.bool_] | None", also: Sequence[int], pool: int
    ) -> "tuple[list[int], NDArray[np.float32]] | None":
        """Return the places of the nearest passages and those in `also`, with similarities; None without vectors."""
        indexing = self.vectors(catalogue.generation)
        if indexing is None:
            return None
        try:
            vector = self._vector_of(indexing, question)
            near = indexing.nearest(catalogue, vector, pool, inside)
        except LibraryDamaged:
            raise
        except LibraryError as error:
            self._without_vectors(error)
            return None
        if indexing.damaged:
            self.notices["damaged"] = REBUILT
            indexing.damaged = False
        places = list(dict.fromkeys((*near, *also)))
        return places, indexing.similarities(catalogue, vector, places)

    def _vector_of(self, indexing: Indexing, question: str) -> "NDArray[np.float32]":
        """Return a question's vector, made once however often it is looked for."""
        if self._asked is None or self._asked[0] != question:
            self._asked = (question, indexing.embedded([question])[0])
        return self._asked[1]

    def _without_vectors(self, error: Exception) -> None:
        reason = BUSY if isinstance(error, LibraryLocked) else str(error)
        self.notices["vectors"] = f"{reason}; {BY_WORDS}"


def _inside(scores: "NDArray[np.float32]", inside: "NDArray[np.bool_] | None") -> "NDArray[np.float32]":
    import numpy as np

    return scores if inside is None else np.where(inside, scores, np.float32(0))


def _signs(
    catalogue: Catalogue,
    asked: Asked,
    places: Sequence[int],
    similarity: "NDArray[np.float32]",
    words: "NDArray[np.float32]",
) -> Signs:
    import numpy as np

    nothing = np.zeros(len(places), np.float32)
    owners = [catalogue.passages[k].document for k in places]
    named, wishes = catalogue.titles.named_by(asked.question), asked.wishes
    fits = {owner: wishes.fit(catalogue.documents[owner]) for owner in set(owners)} if wishes.of_documents else {}
    return Signs(
        similarity,
        words,
        title=_each(named.get(owner, 0.0) for owner in owners) if named else nothing,
        fit=_each(fits[owner] for owner in owners) if fits else nothing,
        statement=_each(catalogue.likeness(k, wishes.statements) for k in places) if wishes.statements else nothing,
    )


def _each(values: Iterable[float]) -> "NDArray[np.float32]":
    import numpy as np

    return np.fromiter(values, np.float32)


def _finding(catalogue: Catalogue, place: int, score: float, outside: bool) -> Found:
    passage = catalogue.passages[place]
    piece = passage.piece
    document = catalogue.documents[passage.document]
    return Found(document, passage.text, piece.start, piece.end, piece.locator, score, outside)
