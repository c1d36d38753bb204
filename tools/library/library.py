"""The source library of one folder: documents go in, passages come out."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from tools.errors import DocumentRefused, LibraryError
from tools.library.catalogue import Filter
from tools.library.cleaning import clean_line
from tools.library.documents import Added, AddReport, Document, DocumentRecord, Found, Refused
from tools.library.embedding import Embedder
from tools.library.indexing import Progress
from tools.library.locking import LibraryLock
from tools.library.reading import files_under, read_file
from tools.library.record import Record
from tools.library.searching import Searcher
from tools.library.storing import entry, stored_passages, stored_text

LONGEST_QUESTION = 2000


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
        self._now = now
        self._seconds = lock_seconds
        self._record = Record(folder)
        self._lock = LibraryLock(folder)
        self._searcher = Searcher(folder, self._record, self._lock, embed, lock_seconds)
        self._guard = threading.RLock()

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader of the last search should know: words alone, an index made anew."""
        return tuple(self._searcher.notices.values())

    def close(self) -> None:
        """Let go of the folder's files."""
        with self._guard:
            self._searcher.close()
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
        text = stored_text(document)
        with self._guard, self._lock.held(self._seconds):
            return self._kept(entry(document, text, self._now().isoformat(timespec="seconds")), text)

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
            self._searcher.vectors(progress)
        changed = tuple(r.document for r in results if r.change != "unchanged")
        return AddReport(changed, tuple(refused), tuple(r.document for r in results if r.change == "unchanged"))

    def offer(self, documents: Sequence[Document]) -> None:
        """Take in documents of known origins, each version once: what was removed stays away."""
        versions = {str(d.origin): hashlib.sha256(repr(d).encode()).hexdigest()[:16] for d in documents}
        wanted = json.dumps(versions)
        with self._guard:
            if self._record.meta("offered") == wanted:
                return
            with self._lock.held(self._seconds):
                offered = json.loads(self._record.meta("offered") or "{}")
                for document in documents:
                    if offered.get(document.origin) != versions[str(document.origin)]:
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

        Raises EmbedderFailed when there is no model to make them.
        """
        with self._guard, self._lock.held(self._seconds):
            with self._record.change():
                for document in self._record.documents():
                    text = self._record.text_of(document.id)
                    self._record.drop(document.id)
                    self._record.put(document, text, stored_passages(document, text))
            self._searcher.indexing.restart()
            self._searcher.vectors(progress)
            return len(self._searcher.catalogue().passages)

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
        question = clean_line(query, LONGEST_QUESTION)
        with self._guard:
            return self._searcher.find(question, Filter(tuple(symbols), publisher, since, until), as_of, count)

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
