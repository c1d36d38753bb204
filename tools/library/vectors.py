"""The vector index: a Chroma folder made from the record, checked byte for byte before it is opened.

Damaged files can end a process that opens them, and damage inside a vector goes unnoticed, so a
manifest of sizes and checksums is written after each use; a folder that differs is not opened.
"""

import json
import secrets
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.errors import LibraryError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLLECTION = "passages"
DELETED_AT_ONCE = 500
BATCH = 2000
# One thread, because several insert in another order each time, and an index made anew would answer anew.
SPACE: Any = {"hnsw": {"space": "cosine", "num_threads": 1, "ef_search": 100}}
# Of 10,000 real vectors 0.994 of the ten nearest are found at a width of 100, of 100,000 0.97 at 150 and 0.99 at 400.
LARGE = 20_000
WIDE: Any = {"hnsw": {"ef_search": 400}}
_PANIC = "PanicException"


class IndexBroken(LibraryError):
    """The Chroma folder cannot be used as it is; the record can make it anew."""


class Vectors:
    """One collection of vectors in Chroma, wherever it lives; every use needs the library's lock.

    `stamp` says what the vectors were made from: the record, its generation, the embedder.
    """

    _collection: Any = None

    def ids(self) -> set[str]:
        """Return the ids of all stored passages."""
        with edge():
            return set(self._collection.get(include=[])["ids"])

    def put(self, ids: Sequence[str], documents: Sequence[str], vectors: "NDArray[np.float32]") -> None:
        """Store vectors of passages with the documents they belong to."""
        with edge():
            for at in range(0, len(ids), BATCH):
                some = slice(at, at + BATCH)
                owners: Any = [{"document": document} for document in documents[some]]
                self._collection.upsert(ids=list(ids[some]), embeddings=vectors[some], metadatas=owners)

    def look_wider(self) -> None:
        """Let queries look at more of the graph; it holds from when the vectors are next read."""
        with edge():
            if self._collection.configuration["hnsw"]["ef_search"] != WIDE["hnsw"]["ef_search"]:
                self._collection.modify(configuration=WIDE)

    def drop(self, ids: Sequence[str]) -> None:
        """Forget passages."""
        with edge():
            for at in range(0, len(ids), DELETED_AT_ONCE):
                self._collection.delete(ids=list(ids[at : at + DELETED_AT_ONCE]))

    def nearest(self, vector: "NDArray[np.float32]", count: int) -> list[str]:
        """Return the ids of the nearest passages, best first."""
        with edge():
            answer = self._collection.query(query_embeddings=[vector], n_results=count, include=[])
        return [str(name) for name in answer["ids"][0]]


class VectorIndex(Vectors):
    """Vectors in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = folder.with_suffix(".json")
        self._system: Any = None

    def stamp(self) -> Mapping[str, str] | None:
        """Return what the stored vectors were made from, or None when nothing sound is there.

        Raises IndexBroken when files are there that are not as they were left.
        """
        if not self.folder.exists():
            return None
        try:
            written = json.loads(self.manifest.read_text(encoding="utf-8"))
            stamp: Mapping[str, str] = written["stamp"]
            sound = written["files"] == self._files()
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexBroken(f"the index of vectors has no readable manifest: {error}") from error
        if not sound:
            raise IndexBroken("the files of the index of vectors are not as they were left")
        return stamp

    def open(self) -> None:
        """Open the folder, making it when it is not there."""
        with edge():
            from chromadb.api import ServerAPI
            from chromadb.api.client import Client
            from chromadb.config import Settings, System

            _quick_check(self.folder / "chroma.sqlite3")
            # A system of our own: Chroma keeps one per path and would hand back what another process made stale.
            place = Settings(is_persistent=True, persist_directory=str(self.folder), anonymized_telemetry=False)
            self._system = System(place)
            self._system.instance(ServerAPI)
            self._system.start()
            self._collection = Client.from_system(self._system).get_or_create_collection(
                COLLECTION, embedding_function=None, configuration=SPACE
            )

    def close(self) -> None:
        """Let go of the folder."""
        system, self._system, self._collection = self._system, None, None
        if system is not None:
            with edge():
                system.stop()

    def seal(self, stamp: Mapping[str, str]) -> None:
        """Write the manifest: from here on these files are sound."""
        with edge():
            self._write_manifest(stamp)

    def _write_manifest(self, stamp: Mapping[str, str]) -> None:
        part = self.manifest.with_name(f"{self.manifest.name}.{secrets.token_hex(4)}.part")
        part.write_text(json.dumps({"stamp": dict(stamp), "files": self._files()}), encoding="utf-8")
        part.replace(self.manifest)

    def set_aside(self) -> None:
        """Move a broken folder out of the way, keeping the newest such folder alone."""
        import shutil

        self._system = self._collection = None
        kept = self.folder.with_name(f"{self.folder.name}.damaged")
        shutil.rmtree(kept, ignore_errors=True)
        with edge():
            if self.folder.exists():
                self.folder.replace(kept)
            self.manifest.unlink(missing_ok=True)

    def discard(self) -> None:
        """Delete the folder."""
        import shutil

        shutil.rmtree(self.folder, ignore_errors=True)
        self.manifest.unlink(missing_ok=True)

    def _files(self) -> dict[str, list[int]]:
        """Return size and checksum of each file."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): _sum(path) for path in paths}


def _sum(path: Path) -> list[int]:
    content = path.read_bytes()
    return [len(content), zlib.crc32(content)]


def _quick_check(path: Path) -> None:
    """Ask SQLite whether the file is sound before Chroma's native code meets it."""
    if not path.exists():
        return
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    finally:
        connection.close()
    if found != "ok":
        raise IndexBroken(f"the index of vectors fails SQLite's check: {found}")


@contextmanager
def edge() -> Iterator[None]:
    """Turn whatever Chroma raises into IndexBroken; its native panics are no Exception."""
    try:
        yield
    except LibraryError:
        raise
    except Exception as error:
        raise IndexBroken(f"the index of vectors fails: {error}") from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise IndexBroken(f"the index of vectors fails: {error}") from error
