"""Keeping the vectors in step with the record, whoever wrote it and whatever befell the files."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from tools.library.catalogue import Catalogue
from tools.library.documents import DocumentRecord
from tools.library.embedding import Embedder, EmbedderFailed
from tools.library.locking import LibraryLock
from tools.library.ranking import best
from tools.library.record import Record, StoredPassage
from tools.library.served import ServedIndex
from tools.library.storing import embedded_text
from tools.library.vectors import LARGE, IndexBroken, VectorIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH, MANY, FEW = 64, 2000, 2000
Progress = Callable[[int, int, str], None]


class Indexing:
    """The vectors of one library, under one embedder."""

    def __init__(
        self, index: VectorIndex | ServedIndex, record: Record, lock: LibraryLock, embed: Embedder, seconds: float
    ) -> None:
        self.embed = embed
        self.damaged = False
        self._record, self._lock, self._seconds = record, lock, seconds
        self._index = index
        self._opened: int | None = None
        self._held: tuple[int, NDArray[np.float32]] | None = None

    def mismatch(self) -> str | None:
        """Return why this embedder's vectors cannot be compared with the stored ones, or None."""
        recorded = self._record.meta("embedder")
        if recorded in (None, self._signature()):
            return None
        return (
            f"the library's vectors were made by {recorded}, not by {self._signature()}; "
            "`market-copilot sources rebuild` makes them anew"
        )

    def complete(self, generation: int, progress: Progress | None = None) -> None:
        """Embed every passage that has no vector yet; what is embedded is kept at once, batch by batch."""
        whole = f"{generation} {self._signature()}"
        if self._record.meta("embedded") == whole:
            return
        missing, done = self._record.count_without_vector(self._signature()), 0
        for some in self._record.without_vector(self._signature(), BATCH) if missing else ():
            if progress:
                progress(done, missing, "passages embedded")
            self._keep(some)
            done += len(some)
        if missing:
            with self._lock.held(self._seconds), self._record.transaction():
                self._record.set_meta("embedded", whole)

    def _keep(self, some: "Sequence[tuple[DocumentRecord, StoredPassage]]") -> None:
        vectors = self.embedded([embedded_text(owner, passage.piece.heading, passage.text) for owner, passage in some])
        with self._lock.held(self._seconds), self._record.transaction():
            if self._record.meta("embedder") is None:
                self._record.set_meta("embedder", self._signature())
            digests = (passage.digest for _, passage in some)
            self._record.put_vectors(self._signature(), dict(zip(digests, vectors, strict=True)))

    def embedded(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of texts. Raises EmbedderFailed, also when they are not what the embedder promised."""
        import numpy as np

        vectors = np.asarray(self.embed(texts), np.float32)
        if vectors.shape != (len(texts), self.embed.dimension) or not np.isfinite(vectors).all():
            raise EmbedderFailed(f"{self.embed.name} gave vectors of shape {vectors.shape}, or not numbers")
        return vectors

    def nearest(
        self, catalogue: Catalogue, vector: "NDArray[np.float32]", count: int, inside: "NDArray[np.bool_] | None"
    ) -> list[int]:
        """Return the places of the nearest passages, among those marked, best first.

        Chroma finds nearly all of them. Where passages are few, or few are marked, each is looked at
        instead: that takes less time, and what is found does not hang on how Chroma's graph was grown.
        """
        if len(catalogue.passages) <= FEW:
            self._in_step(catalogue)
        elif inside is None:
            return self._nearest(catalogue, vector, count)
        elif 2 * int(inside.sum()) > len(inside):
            found = [k for k in self._nearest(catalogue, vector, 2 * count) if inside[k]]
            if len(found) >= count:
                return found[:count]
        return self.nearest_of(catalogue, vector, count, inside)

    def nearest_of(
        self, catalogue: Catalogue, vector: "NDArray[np.float32]", count: int, inside: "NDArray[np.bool_] | None"
    ) -> list[int]:
        """Return the places of the nearest passages among those marked, best first, by looking at each."""
        import numpy as np

        places = np.arange(len(catalogue.passages)) if inside is None else np.flatnonzero(inside)
        return [int(places[k]) for k in best(self.similarities(catalogue, vector, places), count)]

    def _nearest(self, catalogue: Catalogue, vector: "NDArray[np.float32]", count: int) -> list[int]:
        """Return the places of the nearest passages by Chroma; a broken index is made anew first.

        An index in step with the record is read without the lock: nobody writes to it before the record
        has changed, and when that happened meanwhile, what was read does not count.
        """
        wanted = min(count, len(catalogue.passages))
        found: list[str] | None = None
        if self._opened == catalogue.generation:
            with suppress(IndexBroken):
                found = self._index.nearest(vector, wanted)
        if found is None or self._record.generation() != catalogue.generation:
            found = self._nearest_alone(catalogue, vector, wanted)
        return [catalogue.place[name] for name in found if name in catalogue.place]

    def _nearest_alone(self, catalogue: Catalogue, vector: "NDArray[np.float32]", count: int) -> list[str]:
        with self._lock.held(self._seconds, named=False):
            try:
                self._bring_up_to(catalogue)
                return self._index.nearest(vector, count)
            except IndexBroken:
                self.set_aside()
                self._bring_up_to(catalogue)
                return self._index.nearest(vector, count)

    def _in_step(self, catalogue: Catalogue) -> None:
        """Bring the index up to the record where it is behind; a broken one is made anew."""
        if self._opened == catalogue.generation:
            return
        with self._lock.held(self._seconds, named=False):
            try:
                self._bring_up_to(catalogue)
            except IndexBroken:
                self.set_aside()
                self._bring_up_to(catalogue)

    def similarities(
        self, catalogue: Catalogue, vector: "NDArray[np.float32]", places: "Sequence[int] | NDArray[np.intp]"
    ) -> "NDArray[np.float32]":
        """Return the cosine similarities of a question's vector with passages, from the record's vectors."""
        import numpy as np

        # Not `@`: it would wake a pool of threads, and round differently with the number of rows.
        result: NDArray[np.float32] = np.einsum("ij,j->i", self._matrix(catalogue)[places], vector)
        return result

    def _matrix(self, catalogue: Catalogue) -> "NDArray[np.float32]":
        """Return the vectors of all passages in order; zeros where one has none yet."""
        import numpy as np

        if self._held is None or self._held[0] != catalogue.generation:
            rows = np.zeros((len(catalogue.passages), self.embed.dimension), np.float32)
            places: dict[str, list[int]] = {}
            for k, passage in enumerate(catalogue.passages):
                places.setdefault(passage.digest, []).append(k)
            for digest, vector in self._record.every_vector(self._signature()):
                rows[places.get(digest, [])] = vector
            self._held = (catalogue.generation, rows)
        return self._held[1]

    def set_aside(self) -> None:
        """Move a broken index away; the next search makes another from the record."""
        self.damaged = True
        self._opened = None
        self._index.set_aside()

    def restart(self) -> None:
        """Throw the index away and record this embedder; needs the lock."""
        self._opened = None
        self._index.close()
        self._index.discard()
        self._held = None
        with self._record.change():
            self._record.set_meta("embedder", self._signature())
            self._record.drop_unused_vectors(self._signature())

    def close(self) -> None:
        """Let go of the files."""
        self._opened = None
        self._index.close()

    def _bring_up_to(self, catalogue: Catalogue) -> None:
        if self._opened == catalogue.generation:
            return
        wanted = {
            "library": self._record.meta("library") or "",
            "generation": str(catalogue.generation),
            "embedder": self._signature(),
        }
        self._opened = None
        self._index.close()
        stamp = self._index.stamp()
        if stamp and any(stamp.get(name) != wanted[name] for name in ("library", "embedder")):
            self._index.discard()
        self._index.open()
        if len(catalogue.passages) > LARGE:
            self._index.look_wider()
        self._fill(catalogue)
        self._index.seal(wanted)
        self._opened = catalogue.generation

    def _fill(self, catalogue: Catalogue) -> None:
        import numpy as np

        stored = self._index.ids()
        self._index.drop(sorted(stored - catalogue.place.keys()))
        missing = [passage for passage in catalogue.passages if passage.id not in stored]
        for at in range(0, len(missing), MANY):
            some = missing[at : at + MANY]
            vectors = self._record.vectors(self._signature(), [passage.digest for passage in some])
            ready = [passage for passage in some if passage.digest in vectors]
            if ready:
                rows = np.stack([vectors[passage.digest] for passage in ready])
                self._index.put([p.id for p in ready], [p.document for p in ready], rows)

    def _signature(self) -> str:
        return f"{self.embed.name} ({self.embed.dimension} numbers)"
