"""The source library of one folder: documents go in, passages come out."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from tools.errors import DocumentRefused, LibraryError, LibraryLocked
from tools.library.catalogue import Catalogue, Filter
from tools.library.cleaning import clean_line, clean_text
from tools.library.documents import Added, AddReport, Document, DocumentRecord, Found, Piece, Refused
from tools.library.embedding import Embedder, EmbedderFailed
from tools.library.indexing import REBUILT, Indexing, Progress, digest_of, embedded_text
from tools.library.locking import LibraryLock
from tools.library.minilm import MiniLM
from tools.library.passages import passages
from tools.library.ranking import FLOOR, POOL, best, chosen, fused
from tools.library.reading import files_under, read_file
from tools.library.record import Record, StoredPassage
from tools.library.vectors import IndexBroken
from tools.library.words import words_of

LONGEST_QUERY = 2000
BUSY = "the library is being written to; sources were searched by words alone"


class Library:
    """Documents in a folder, searched by meaning and by words.

    `embed` defaults to the installed MiniLM; without it, words alone are searched and
    `notices` says so. Several threads and processes may use one folder: writers take turns
    (LibraryLocked after `lock_seconds`), readers notice what was written.
    """

    def __init__(
        self,
        folder: Path,
        embed: Embedder | None = None,
        *,
        lock_seconds: float = 10.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.folder = folder
        self._embed = embed
        self._now = now
        self._seconds = lock_seconds
        self._record = Record(folder)
        self._lock = LibraryLock(folder)
        self._guard = threading.RLock()
        self._seen: Catalogue | None = None
        self._completed = -1
        self._unusable = ""
        self._notices: dict[str, str] = {}

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader of the last search should know: words alone, an index made anew."""
        return tuple(self._notices.values())

    def close(self) -> None:
        """Let go of the folder's files."""
        with self._guard:
            if "_indexing" in self.__dict__ and self._indexing:
                self._indexing.close()
            self._record.close()

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return all documents in the order they were added."""
        with self._guard:
            return self._record.documents()

    def text_of(self, document_id: str) -> str:
        """Return a document's stored text. Raises LibraryError for an unknown id."""
        with self._guard:
            return self._record.text_of(document_id)

    def add(self, source: Path | Document) -> Added:
        """Take in a document or a file; it is kept for good once this returns.

        Its vectors are made at the next search, or by `add_paths`.

        Raises
        ------
        DocumentRefused
            For a file that cannot be read, or a text without words.
        LibraryLocked
            When another process keeps writing.

        """
        document = read_file(source) if isinstance(source, Path) else source
        text = clean_text(document.text)
        if not any(c.isalnum() for c in text):
            raise DocumentRefused(f"{document.title!r} holds no text")
        with self._guard, self._lock.held(self._seconds):
            return self._kept(self._entered(document, text), text)

    def add_paths(self, paths: Iterable[Path], progress: Progress | None = None) -> AddReport:
        """Take in files and all files under folders; what cannot be is refused by name, the rest goes in.

        `progress` is told how many of how many are done, and what.
        """
        files, refused = files_under(paths)
        results: list[Added] = []
        for done, path in enumerate(files):
            if progress:
                progress(done, len(files), path.name)
            try:
                results.append(self.add(path))
            except DocumentRefused as error:
                refused.append(Refused(str(path), str(error)))
        with self._guard:
            self._vectors_of(self._catalogue(), progress)
        changed = tuple(r.document for r in results if r.change != "unchanged")
        return AddReport(changed, tuple(refused), tuple(r.document for r in results if r.change == "unchanged"))

    def offer(self, documents: Sequence[Document]) -> None:
        """Take in documents of known origins, each version once: what was removed stays away."""
        versions = {d.origin: hashlib.sha256(repr(d).encode()).hexdigest()[:16] for d in documents if d.origin}
        wanted = json.dumps(versions)
        with self._guard:
            if self._record.meta("offered") == wanted:
                return
            with self._lock.held(self._seconds):
                offered = json.loads(self._record.meta("offered") or "{}")
                for document in documents:
                    if offered.get(document.origin) != versions.get(document.origin or ""):
                        self.add(document)
                with self._record.transaction():
                    self._record.set_meta("offered", wanted)

    def remove(self, document_id: str) -> DocumentRecord:
        """Take a document out and return what it was. Raises LibraryError for an unknown id."""
        with self._guard, self._lock.held(self._seconds):
            document = self._record.document(document_id)
            if document is None:
                raise LibraryError(f"the library has no document {document_id!r}")
            with self._record.change():
                self._record.drop(document_id)
        return document

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make passages and vectors anew from the stored texts, and return the number of passages.

        Afterwards the library answers with this embedder's vectors.
        """
        with self._guard, self._lock.held(self._seconds):
            with self._record.change():
                for document in self._record.documents():
                    text = self._record.text_of(document.id)
                    self._record.drop(document.id)
                    self._record.put(document, text, stored_passages(document, text))
            if self._indexing:
                self._indexing.restart()
            self._vectors_of(self._catalogue(), progress)
            return len(self._catalogue().passages)

    def search(
        self,
        query: str,
        *,
        count: int = 5,
        as_of: date | None = None,
        symbols: Sequence[str] = (),
        publisher: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[Found, ...]:
        """Return the passages that speak to a question, best first; none when nothing does.

        A document published after `as_of` is never returned; one without a date may be. The other
        arguments say which documents are wanted; when nothing there is relevant, passages from
        other documents come back marked `outside_filter`.
        """
        question = clean_line(query[:LONGEST_QUERY])
        wanted = Filter(tuple(symbols), publisher, since, until)
        with self._guard:
            self._notices.clear()
            catalogue = self._catalogue()
            existing = catalogue.published_by(as_of)
            inside = [document for document in existing if wanted.wants(document)]
            found = self._found(catalogue, question, inside, count)
            if found or len(inside) == len(existing):
                return found
            return self._found(catalogue, question, existing, count, outside=True)

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
        places = chosen(catalogue, {k: s for k, s in scores.items() if s >= FLOOR}, count)
        return tuple(_finding(catalogue, place, scores[place], outside) for place in places)

    def _scores(self, catalogue: Catalogue, question: str, documents: frozenset[str]) -> dict[int, float]:
        import numpy as np

        words = catalogue.index.scores(words_of(question))
        if len(documents) < len(catalogue.documents):
            words = np.where(catalogue.inside(documents), words, np.float32(0))
        near = self._similarities(catalogue, question, documents, best(words, POOL))
        if near is None:
            return {k: float(words[k]) for k in best(words, POOL)}
        return {k: fused(similarity, float(words[k])) for k, similarity in near.items()}

    def _similarities(
        self, catalogue: Catalogue, question: str, documents: frozenset[str], also: Sequence[int]
    ) -> dict[int, float] | None:
        """Return the similarity of the nearest passages and of those in `also`, or None without vectors."""
        indexing = self._vectors_of(catalogue)
        if indexing is None:
            return None
        limit = None if len(documents) == len(catalogue.documents) else sorted(documents)
        try:
            vector = indexing.embed([question])[0]
            hits = indexing.nearest(catalogue, vector, POOL, limit)
        except LibraryLocked:
            self._notices["vectors"] = BUSY
            return None
        except (IndexBroken, EmbedderFailed) as error:
            self._notices["vectors"] = f"{error}; sources were searched by words alone"
            return None
        if indexing.damaged:
            self._notices["damaged"] = REBUILT
        near = {catalogue.place[i]: similarity for i, similarity in hits if i in catalogue.place}
        missing = [place for place in also if place not in near]
        others = indexing.similarities(vector, [catalogue.passages[place] for place in missing])
        return near | dict(zip(missing, others, strict=True))

    @cached_property
    def _indexing(self) -> Indexing | None:
        try:
            return Indexing(self.folder, self._record, self._lock, self._embed or MiniLM(), self._seconds)
        except EmbedderFailed as error:
            self._unusable = f"{error}; sources were searched by words alone"
            return None

    def _vectors_of(self, catalogue: Catalogue, progress: Progress | None = None) -> Indexing | None:
        """Return the vectors, complete for this catalogue, or None with a notice why words alone must do."""
        indexing = self._indexing
        reason = self._unusable if indexing is None else indexing.mismatch()
        if indexing is None or reason:
            self._notices["vectors"] = reason or ""
            return None
        if self._completed != catalogue.generation:
            try:
                indexing.complete(catalogue, progress)
            except LibraryLocked:
                self._notices["vectors"] = BUSY
                return None
            except EmbedderFailed as error:
                self._notices["vectors"] = f"{error}; sources were searched by words alone"
                return None
            self._completed = catalogue.generation
        return indexing

    def _catalogue(self) -> Catalogue:
        if self._seen is None or self._seen.generation != self._record.generation():
            self._seen = Catalogue.of(self._record)
        return self._seen

    def _entered(self, document: Document, text: str) -> DocumentRecord:
        return DocumentRecord(
            id=hashlib.sha256(text.encode()).hexdigest()[:16],
            title=clean_line(document.title) or "untitled",
            publisher=clean_line(document.publisher),
            published=document.published,
            url=document.url if document.url and document.url.startswith(("https://", "http://")) else None,
            tier=document.tier,
            symbols=document.symbols,
            sectors=document.sectors,
            added=self._now().isoformat(timespec="seconds"),
            characters=len(text),
            origin=document.origin,
        )

    def _kept(self, document: DocumentRecord, text: str) -> Added:
        known = self._record.document(document.id)
        same = known and (known.origin != document.origin or replace(known, added=document.added) == document)
        older = self._record.from_origin(document.origin) if document.origin else ()
        stale = {d.id for d in older if d.id != document.id}
        if known and same and not stale:
            return Added(known, "unchanged")
        with self._record.change():
            for identifier in stale:
                self._record.drop(identifier)
            if not (known and same):
                self._record.drop(document.id)
                self._record.put(document, text, stored_passages(document, text))
        return Added(document, "updated" if stale or known else "added")


def stored_passages(document: DocumentRecord, text: str) -> tuple[StoredPassage, ...]:
    """Return the passages of a text as they are recorded."""
    return tuple(_stored(document, k, piece, text[piece.start : piece.end]) for k, piece in enumerate(passages(text)))


def _stored(document: DocumentRecord, number: int, piece: Piece, text: str) -> StoredPassage:
    digest = digest_of(embedded_text(document, piece.heading, text))
    return StoredPassage(f"{document.id}:{number}:{digest[:8]}", document.id, piece, text, digest)


def _finding(catalogue: Catalogue, place: int, score: float, outside: bool) -> Found:
    passage = catalogue.passages[place]
    piece = passage.piece
    document = catalogue.documents[passage.document]
    return Found(document, passage.text, piece.start, piece.end, piece.locator, score, outside)
