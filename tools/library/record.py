"""The library's own record: every document, its passages and their vectors, in one SQLite file.

This file is the truth; both indexes are made from it and can be thrown away.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.errors import LibraryDamaged, LibraryError
from tools.library.documents import DocumentRecord, Piece

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SCHEMA = 2
BUSY_SECONDS = 5.0
MOST_VARIABLES = 500
_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT,
  url TEXT, tier TEXT NOT NULL, symbols TEXT NOT NULL, sectors TEXT NOT NULL, added TEXT NOT NULL, origin TEXT,
  text TEXT NOT NULL, characters INTEGER NOT NULL, form TEXT NOT NULL DEFAULT '', fiscal_year INTEGER,
  fiscal_quarter INTEGER);
CREATE TABLE IF NOT EXISTS passages (
  id TEXT PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents(number), ordinal INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, heading TEXT NOT NULL, locator TEXT NOT NULL, text TEXT NOT NULL,
  digest TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS passages_of ON passages(document, ordinal);
CREATE TABLE IF NOT EXISTS vectors (
  embedder TEXT NOT NULL, digest TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (embedder, digest)) WITHOUT ROWID;
"""
_COLUMNS = (
    "id, title, publisher, published, url, tier, symbols, sectors, added, characters, origin, "
    "form, fiscal_year, fiscal_quarter"
)
_NO_VECTOR = "NOT EXISTS (SELECT 1 FROM vectors v WHERE v.embedder = ? AND v.digest = p.digest)"
_OF_DOCUMENT = ", ".join(f"d.{name}" for name in _COLUMNS.split(", "))
_OF_PASSAGE = "p.id, d.id, first, last, heading, locator, p.text, digest"
_FROM_SCHEMA_1 = """
ALTER TABLE documents ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN fiscal_year INTEGER;
ALTER TABLE documents ADD COLUMN fiscal_quarter INTEGER;
UPDATE meta SET value = '2' WHERE name = 'schema';
"""


@dataclass(frozen=True)
class StoredPassage:
    """A passage as stored; `digest` names the text that was embedded for it."""

    id: str
    document: str
    piece: Piece
    text: str
    digest: str


class Record:
    """The record in one folder; safe to use from several threads one at a time."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "record.sqlite3"
        with _told(self.path):
            folder.mkdir(parents=True, exist_ok=True)
            self._connection = _connect(self.path)
            _check(self._connection, self.path)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """Change documents in one transaction and count the generation up: all of it is kept, or nothing."""
        with self.transaction():
            yield
            self.set_meta("generation", str(self.generation() + 1))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write what readers need not notice, vectors and notes to self: all of it is kept, or nothing."""
        with _told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                raise

    def generation(self) -> int:
        """Return how often the record has changed."""
        return int(self.meta("generation") or 0)

    def meta(self, name: str) -> str | None:
        """Return a remembered value, or None."""
        row = self._rows("SELECT value FROM meta WHERE name = ?", (name,))
        return None if not row else str(row[0][0])

    def set_meta(self, name: str, value: str) -> None:
        """Remember a value; inside `change`."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return all documents in the order they were added."""
        return tuple(_document(row) for row in self._rows(f"SELECT {_COLUMNS} FROM documents ORDER BY number"))

    def document(self, identifier: str) -> DocumentRecord | None:
        """Return one document by id, or None."""
        rows = self._rows(f"SELECT {_COLUMNS} FROM documents WHERE id = ?", (identifier,))
        return _document(rows[0]) if rows else None

    def from_origin(self, origin: str) -> tuple[DocumentRecord, ...]:
        """Return the documents that were read from one path or address."""
        rows = self._rows(f"SELECT {_COLUMNS} FROM documents WHERE origin = ? ORDER BY number", (origin,))
        return tuple(_document(row) for row in rows)

    def text_of(self, identifier: str) -> str:
        """Return the stored text. Raises LibraryError for an unknown id."""
        rows = self._rows("SELECT text FROM documents WHERE id = ?", (identifier,))
        if not rows:
            raise LibraryError(f"the library has no document {identifier!r}")
        return str(rows[0][0])

    def passages(self) -> tuple[StoredPassage, ...]:
        """Return every passage, documents in the order they were added."""
        # Put in order here: SQLite would look each passage up by its id to do so.
        rows = self._rows(
            f"SELECT d.number, ordinal, {_OF_PASSAGE} FROM passages p JOIN documents d ON d.number = p.document"
        )
        return tuple(_passage(row[2:]) for row in sorted(rows, key=itemgetter(0, 1)))

    def count(self) -> int:
        """Return the number of passages."""
        return int(self._rows("SELECT count(*) FROM passages")[0][0])

    def count_without_vector(self, embedder: str) -> int:
        """Return how many passages have no vector of one embedder."""
        return int(self._rows(f"SELECT count(*) FROM passages p WHERE {_NO_VECTOR}", (embedder,))[0][0])

    def without_vector(self, embedder: str, most: int) -> "Iterator[list[tuple[DocumentRecord, StoredPassage]]]":
        """Return the passages that have no vector of one embedder with their documents, so many at a time."""
        after = (0, -1)
        while rows := self._rows(
            f"SELECT p.document, ordinal, {_OF_PASSAGE}, {_OF_DOCUMENT} FROM passages p "
            f"JOIN documents d ON d.number = p.document WHERE {_NO_VECTOR} "
            "AND (p.document, ordinal) > (?, ?) ORDER BY p.document, ordinal LIMIT ?",
            (embedder, *after, most),
        ):
            after = rows[-1][:2]
            yield [(_document(row[10:]), _passage(row[2:10])) for row in rows]

    def put(self, document: DocumentRecord, text: str, passages: Iterable[StoredPassage]) -> None:
        """Write a document with its passages; inside `change`."""
        day = document.published and document.published.isoformat()
        row = (document.id, document.title, document.publisher, day, document.url, document.tier)
        lists = (json.dumps(document.symbols), json.dumps(document.sectors))
        period = (document.form, document.fiscal_year, document.fiscal_quarter)
        number = self._connection.execute(
            f"INSERT INTO documents ({_COLUMNS}, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, *lists, document.added, document.characters, document.origin, *period, text),
        ).lastrowid
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (p.id, number, k, p.piece.start, p.piece.end, p.piece.heading, p.piece.locator, p.text, p.digest)
                for k, p in enumerate(passages)
            ],
        )

    def drop(self, identifier: str) -> None:
        """Take a document and its passages out; inside `change`."""
        of = "(SELECT number FROM documents WHERE id = ?)"
        self._connection.execute(f"DELETE FROM passages WHERE document = {of}", (identifier,))
        self._connection.execute("DELETE FROM documents WHERE id = ?", (identifier,))

    def vectors(self, embedder: str, digests: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """Return the known vectors of one embedder, by digest of the text."""
        import numpy as np

        found: dict[str, NDArray[np.float32]] = {}
        for at in range(0, len(digests), MOST_VARIABLES):
            some = digests[at : at + MOST_VARIABLES]
            marks = ",".join("?" * len(some))
            rows = self._rows(
                f"SELECT digest, vector FROM vectors WHERE embedder = ? AND digest IN ({marks})", (embedder, *some)
            )
            found.update((digest, np.frombuffer(vector, np.float32)) for digest, vector in rows)
        return found

    def every_vector(self, embedder: str) -> "Iterator[tuple[str, NDArray[np.float32]]]":
        """Yield all vectors of one embedder with the digests of their texts."""
        import numpy as np

        with _told(self.path):
            for digest, vector in self._connection.execute(
                "SELECT digest, vector FROM vectors WHERE embedder = ?", (embedder,)
            ):
                yield digest, np.frombuffer(vector, np.float32)

    def put_vectors(self, embedder: str, vectors: "Mapping[str, NDArray[np.float32]]") -> None:
        """Keep vectors by digest of the text; inside `change`."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            [(embedder, digest, vector.astype("float32").tobytes()) for digest, vector in vectors.items()],
        )

    def drop_unused_vectors(self, embedder: str) -> None:
        """Forget vectors of other embedders and of texts that are gone; inside `change`."""
        self._connection.execute(
            "DELETE FROM vectors WHERE embedder <> ? OR digest NOT IN (SELECT digest FROM passages)", (embedder,)
        )

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        with _told(self.path):
            return self._connection.execute(query, values).fetchall()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the library's, with a remedy."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise LibraryError(f"the library's record {path} cannot be used: {error}") from error
    except sqlite3.DatabaseError as error:
        raise LibraryDamaged(
            f"the library's record {path} is damaged ({error}); move that file away and add the documents again"
        ) from error
    except OSError as error:
        raise LibraryError(f"the library's folder {path.parent} cannot be used: {error.strerror}") from error


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        connection.close()
        raise sqlite3.DatabaseError(found)
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "meta" not in tables:
        if path.with_name("vectors").exists():
            connection.close()
            raise sqlite3.DatabaseError("it is empty, yet an index was made from it")
        connection.executescript(
            f"BEGIN IMMEDIATE;{_TABLES}"
            f"INSERT OR IGNORE INTO meta VALUES ('schema', '{SCHEMA}'), ('library', '{secrets.token_hex(8)}');COMMIT;"
        )
    schema = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
    if schema == ("1",):
        connection.executescript(f"BEGIN IMMEDIATE;{_FROM_SCHEMA_1}COMMIT;")
        return
    if schema is None or int(schema[0]) != SCHEMA:
        connection.close()
        raise LibraryDamaged(f"the library's record {path} has schema {schema}, this program reads {SCHEMA}")


def _passage(row: Sequence[Any]) -> StoredPassage:
    return StoredPassage(row[0], row[1], Piece(*row[2:6]), row[6], row[7])


def _document(row: Sequence[Any]) -> DocumentRecord:
    return DocumentRecord(
        id=row[0],
        title=row[1],
        publisher=row[2],
        published=None if row[3] is None else date.fromisoformat(row[3]),
        url=row[4],
        tier=row[5],
        symbols=tuple(json.loads(row[6])),
        sectors=tuple(json.loads(row[7])),
        added=row[8],
        characters=row[9],
        origin=row[10],
        form=row[11],
        fiscal_year=row[12],
        fiscal_quarter=row[13],
    )
