"""The source library of one folder: documents go in, passages come out."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tools.errors import DocumentRefused, LibraryError
from tools.library.catalogue import Filter
from tools.library.cleaning import clean_line
from tools.library.documents import Added, AddReport, Document, DocumentRecord, Found, Refused
from tools.library.embedding import Embedder
from tools.library.given import Given
from tools.library.indexing import Progress
from tools.library.locking import LibraryLock
from tools.library.particulars import completed
from tools.library.readers.apart import Workshop
from tools.library.reading import files_under, read_fetched, read_file
from tools.library.record import Record
from tools.library.searching import Searcher
from tools.library.served import Connect
from tools.library.storing import entry, stored_passages, stored_text

if TYPE_CHECKING:
    from tools.library.fetching import Fetched

LONGEST_QUESTION = 2000
NOTHING = Given()


class Library:
    """Documents in a folder, searched by meaning and by words.

    `embed` defaults to the installed MiniLM; without it, words alone are searched and
    `notices` says so. Several threads and processes may use one folder: writers take turns
    (LibraryLocked after `lock_seconds`), readers notice what was written. `chroma` connects to a
    server that keeps the index of vectors in place of the folder; the record stays in the folder.
    """

    def __init__(
        self,
        folder: Path,
        embed: Embedder | None = None,
        *,
        lock_seconds: float = 10.0,
        chroma: Connect | None = None,
        fetch: "Callable[[str], Fetched] | None" = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.folder = folder
        self._now = now
        self._fetch = fetch
        self._seconds = lock_seconds
        self._record = Record(folder)
        self._lock = LibraryLock(folder)
        self._searcher = Searcher(folder, self._record, self._lock, embed, lock_seconds, chroma)
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

    def add(self, source: Path | str | Document, given: Given = NOTHING, workshop: Workshop | None = None) -> Added:
        """Take in a document, a file, or what a web address (a string) gives; it is kept for good once this returns.

        `given` goes before what is read, and stays when the same text is read again with nothing given.
        Vectors are made at the next search, or by `add_paths`.

        Raises
        ------
        DocumentRefused
            For what cannot be read or may not be fetched, or a text without words.
        LibraryLocked
            When another process keeps writing.

        """
        document = completed(given.over(self._read(source, workshop)))
        text = stored_text(document)
        told = isinstance(source, Document) or given != NOTHING
        with self._guard, self._lock.held(self._seconds):
            return self._kept(entry(document, text, self._now().isoformat(timespec="seconds")), text, told)

    def _read(self, source: Path | str | Document, workshop: Workshop | None) -> Document:
        if isinstance(source, Path):
            return read_file(source, workshop)
        if isinstance(source, str):
            return replace(read_fetched(self._fetched(source), workshop), origin=source)
        return source

    def _fetched(self, url: str) -> "Fetched":
        from tools.library.fetching import Fetcher

        return (self._fetch or Fetcher())(url)

    def add_paths(
        self, places: Iterable[Path | str], progress: Progress | None = None, given: Given = NOTHING
    ) -> AddReport:
        """Take in files, all files under folders, and web addresses (strings).

        What cannot be taken in is refused by name, the rest goes in. `progress` is told how many
        of how many are done, and what.
        """
        waiting = list(places)
        files, refused = files_under(place for place in waiting if isinstance(place, Path))
        sources: list[Path | str] = [*(place for place in waiting if isinstance(place, str)), *files]
        results: list[Added] = []
        with Workshop() as workshop:
            for done, source in enumerate(sources):
                if progress:
                    progress(done, len(sources), source if isinstance(source, str) else source.name)
                try:
                    results.append(self.add(source, given, workshop))
                except DocumentRefused as error:
                    refused.append(Refused(str(source), str(error)))
        with self._guard:
            self._searcher.vectors(self._record.generation(), progress)
        return AddReport.of(results, refused)

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
            self._searcher.vectors(self._record.generation(), progress)
            return self._record.count()

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

    def _kept(self, document: DocumentRecord, text: str, told: bool) -> Added:
        known = self._record.document(document.id)
        elsewhere = known and known.origin != document.origin
        same = known and (not told or elsewhere or replace(known, added=document.added) == document)
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
