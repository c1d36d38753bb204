"""The search of a library: by vectors and words, or by words alone when there are no vectors now."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from tools.errors import LibraryLocked
from tools.library.abbreviations import spelled_out
from tools.library.catalogue import Catalogue, Filter
from tools.library.documents import DocumentRecord, Found
from tools.library.embedding import Embedder, EmbedderFailed
from tools.library.indexing import Indexing, Progress
from tools.library.locking import LibraryLock
from tools.library.minilm import MiniLM
from tools.library.ranking import POOL, WORDS_FLOOR, best, chosen, score
from tools.library.record import Record
from tools.library.vectors import IndexBroken
from tools.library.words import words_of

BUSY = "another process is writing to the library"
BY_WORDS = "sources were searched by words alone"
REBUILT = "the index of the library's vectors was damaged; it was set aside and made again from the record"


class Searcher:
    """Search over one record; not for several threads at once."""

    def __init__(self, folder: Path, record: Record, lock: LibraryLock, embed: Embedder | None, seconds: float) -> None:
        self._folder, self._record, self._lock = folder, record, lock
        self._embed, self._seconds = embed, seconds
        self._seen: Catalogue | None = None
        self._completed = -1
        self.notices: dict[str, str] = {}

    def find(self, question: str, wanted: Filter, as_of: date | None, count: int) -> tuple[Found, ...]:
        """Return what `Library.search` promises."""
        self.notices.clear()
        question = spelled_out(question)
        catalogue = self.catalogue()
        existing = catalogue.published_by(as_of)
        inside = [document for document in existing if wanted.wants(document)]
        found = self._found(catalogue, question, inside, count)
        if found or len(inside) == len(existing):
            return found
        return self._found(catalogue, question, existing, count, outside=True)

    def catalogue(self) -> Catalogue:
        """Return the record's newest generation."""
        if self._seen is None or self._seen.generation != self._record.generation():
            self._seen = Catalogue.of(self._record)
        return self._seen

    def vectors(self, progress: Progress | None = None) -> Indexing | None:
        """Return the vectors, one for every passage, or None with a notice why words alone must do."""
        catalogue = self.catalogue()
        try:
            indexing = self.indexing
            mismatch = indexing.mismatch()
            if mismatch:
                self.notices["vectors"] = f"{mismatch}; {BY_WORDS}"
                return None
            if self._completed != catalogue.generation:
                indexing.complete(catalogue, progress)
                self._completed = catalogue.generation
        except (EmbedderFailed, LibraryLocked) as error:
            self._without_vectors(error)
            return None
        return indexing

    @cached_property
    def indexing(self) -> Indexing:
        """Return the vectors as they are. Raises EmbedderFailed when there is no model."""
        return Indexing(self._folder, self._record, self._lock, self._embed or MiniLM(), self._seconds)

    def close(self) -> None:
        """Let go of the index's files."""
        if "indexing" in self.__dict__:
            self.indexing.close()

    def _found(
        self,
        catalogue: Catalogue,
        question: str,
        documents: Sequence[DocumentRecord],
        count: int,
        outside: bool = False,
    ) -> tuple[Found, ...]:
        if not documents or not catalogue.passages or count < 1:
            return ()
        scores = self._scores(catalogue, question, frozenset(d.id for d in documents))
        places = chosen(catalogue, scores, count)
        return tuple(_finding(catalogue, place, scores[place], outside) for place in places)

    def _scores(self, catalogue: Catalogue, question: str, documents: frozenset[str]) -> dict[int, float]:
        """Return the scores of the relevant passages, by place."""
        import numpy as np

        asked = words_of(question)
        words = catalogue.index.scores(asked)
        if len(documents) < len(catalogue.documents):
            words = np.where(catalogue.inside(documents), words, np.float32(0))
        near = self._similarities(catalogue, question, documents, best(words, POOL))
        if near is None:
            return {k: float(words[k]) for k in best(words, POOL) if words[k] >= WORDS_FLOOR}
        named = catalogue.titles.named_by(asked)
        owners = {k: catalogue.passages[k].document for k in near}
        scores = {k: score(similarity, float(words[k]), named.get(owners[k], 0.0)) for k, similarity in near.items()}
        return {k: value for k, value in scores.items() if value > 0}

    def _similarities(
        self, catalogue: Catalogue, question: str, documents: frozenset[str], also: Sequence[int]
    ) -> dict[int, float] | None:
        """Return the similarity of the nearest passages and of those in `also`, or None without vectors."""
        indexing = self.vectors()
        if indexing is None:
            return None
        limit = None if len(documents) == len(catalogue.documents) else sorted(documents)
        try:
            vector = indexing.embed([question])[0]
            hits = indexing.nearest(catalogue, vector, POOL, limit)
        except (EmbedderFailed, LibraryLocked, IndexBroken) as error:
            self._without_vectors(error)
            return None
        if indexing.damaged:
            self.notices["damaged"] = REBUILT
            indexing.damaged = False
        near = {catalogue.place[i]: similarity for i, similarity in hits if i in catalogue.place}
        missing = [place for place in also if place not in near]
        others = indexing.similarities(vector, [catalogue.passages[place] for place in missing])
        return near | dict(zip(missing, others, strict=True))

    def _without_vectors(self, error: Exception) -> None:
        reason = BUSY if isinstance(error, LibraryLocked) else str(error)
        self.notices["vectors"] = f"{reason}; {BY_WORDS}"


def _finding(catalogue: Catalogue, place: int, score: float, outside: bool) -> Found:
    passage = catalogue.passages[place]
    piece = passage.piece
    document = catalogue.documents[passage.document]
    return Found(document, passage.text, piece.start, piece.end, piece.locator, score, outside)
