"""Keeping the vectors in step with the record, whoever wrote it and whatever befell the files."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tools.library.catalogue import Catalogue
from tools.library.embedding import Embedder, EmbedderFailed
from tools.library.locking import LibraryLock
from tools.library.ranking import best
from tools.library.record import Record, StoredPassage
from tools.library.served import ServedIndex
from tools.library.storing import embedded_text
from tools.library.vectors import IndexBroken, VectorIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 64
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
        self._opened: dict[str, str] | None = None
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

    def complete(self, catalogue: Catalogue, progress: Progress | None = None) -> None:
        """Embed every passage that has no vector yet; what is embedded is kept at once, batch by batch."""
        missing = self._without_vector(catalogue)
        for at in range(0, len(missing), BATCH):
            some = missing[at : at + BATCH]
            if progress:
                progress(at, len(missing), "passages embedded")
            vectors = self.embedded([_embedded(catalogue, passage) for passage in some])
            with self._lock.held(self._seconds), self._record.transaction():
                if self._record.meta("embedder") is None:
                    self._record.set_meta("embedder", self._signature())
                self._record.put_vectors(self._signature(), {p.digest: v for p, v in zip(some, vectors, strict=True)})

    def embedded(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of texts. Raises EmbedderFailed, also when they are not what the embedder promised."""
        import numpy as np

        vectors = np.asarray(self.embed(texts), np.float32)
        if vectors.shape != (len(texts), self.embed.dimension) or not np.isfinite(vectors).all():
            raise EmbedderFailed(f"{self.embed.name} gave vectors of shape {vectors.shape}, or not numbers")
        return vectors

    def nearest(self, catalogue: Catalogue, vector: "NDArray[np.float32]", count: int) -> list[int]:
        """Return the places of the nearest passages by Chroma, best first; a broken index is made anew first."""
        wanted = min(count, len(catalogue.passages))
        with self._lock.held(self._seconds, named=False):
            try:
                self._bring_up_to(catalogue)
                found = self._index.nearest(vector, wanted)
            except IndexBroken:
                self.set_aside()
                self._bring_up_to(catalogue)
                found = self._index.nearest(vector, wanted)
        return [catalogue.place[name] for name in found if name in catalogue.place]

    def nearest_inside(
        self, catalogue: Catalogue, vector: "NDArray[np.float32]", count: int, inside: "NDArray[np.bool_]"
    ) -> list[int]:
        """Return the places of the nearest passages among those marked, best first, by looking at each."""
        import numpy as np

        return best(np.where(inside, self.similarities(catalogue, vector), np.float32(0)), count)

    def similarities(
        self, catalogue: Catalogue, vector: "NDArray[np.float32]", places: Sequence[int] | None = None
    ) -> "NDArray[np.float32]":
        """Return the cosine similarities of a question's vector with passages, from the record's vectors."""
        import numpy as np

        matrix = self._matrix(catalogue)
        # Not `@`: it would wake a pool of threads, and round differently with the number of rows.
        result: NDArray[np.float32] = np.einsum("ij,j->i", matrix if places is None else matrix[list(places)], vector)
        return result

    def _matrix(self, catalogue: Catalogue) -> "NDArray[np.float32]":
        """Return the vectors of all passages in order; zeros where one has none yet."""
        import numpy as np

        if self._held is None or self._held[0] != catalogue.generation:
            known = self._record.vectors(self._signature(), [passage.digest for passage in catalogue.passages])
            nothing = np.zeros(self.embed.dimension, np.float32)
            rows = [known.get(passage.digest, nothing) for passage in catalogue.passages]
            self._held = (catalogue.generation, np.stack(rows))
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
        wanted = {
            "library": self._record.meta("library") or "",
            "generation": str(catalogue.generation),
            "embedder": self._signature(),
        }
        if self._opened == wanted:
            return
        self._opened = None
        self._index.close()
        stamp = self._index.stamp()
        if stamp and any(stamp.get(name) != wanted[name] for name in ("library", "embedder")):
            self._index.discard()
        self._index.open()
        self._fill(catalogue)
        self._index.seal(wanted)
        self._opened = wanted

    def _fill(self, catalogue: Catalogue) -> None:
        stored = self._index.ids()
        self._index.drop(sorted(stored - catalogue.place.keys()))
        missing = [passage for passage in catalogue.passages if passage.id not in stored]
        vectors = self._record.vectors(self._signature(), [passage.digest for passage in missing])
        ready = [passage for passage in missing if passage.digest in vectors]
        if ready:
            import numpy as np

            rows = np.stack([vectors[passage.digest] for passage in ready])
            self._index.put([p.id for p in ready], [p.document for p in ready], rows)

    def _without_vector(self, catalogue: Catalogue) -> list[StoredPassage]:
        by_digest = {passage.digest: passage for passage in catalogue.passages}
        known = self._record.known_digests(self._signature())
        return [passage for digest, passage in by_digest.items() if digest not in known]

    def _signature(self) -> str:
        return f"{self.embed.name} ({self.embed.dimension} numbers)"


def _embedded(catalogue: Catalogue, passage: StoredPassage) -> str:
    return embedded_text(catalogue.documents[passage.document], passage.piece.heading, passage.text)
