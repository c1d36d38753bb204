"""A search of the source library, up to booked passages, beside a bare query of Chroma over the same vectors."""

import hashlib
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot.ledger import Ledger
from copilot.toolbox.searching import passage_of
from tests.bench.measuring import Row, cpu, side_by_side
from tools.library import Document, Library

DOCUMENTS, PASSAGES_EACH, COUNT = 1000, 10, 5
WORDS = [
    f"{a}{b}{c}" for a in "bdfklmnprst" for b in ("a", "e", "io", "u") for c in ("lor", "men", "tas", "vin", "rok")
]
AS_OF = date(2026, 1, 9)


class Scattered:
    """An embedder at the seam: every text has a direction of its own, always the same."""

    name = "scattered"
    dimension = 384

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
        drawn = np.random.default_rng(seed).standard_normal(self.dimension, dtype=np.float32)
        return np.asarray(drawn / np.linalg.norm(drawn))


def rows() -> list[Row]:
    """Return the budget of a search over 10,000 passages."""
    with tempfile.TemporaryDirectory() as folder:
        embed = Scattered()
        library = filled(Path(folder) / "ours", embed)
        bare = collection(Path(folder) / "bare", embed)
        asked = iter(questions(500, 2000))

        def ours() -> None:
            ledger = Ledger()
            found = library.search(next(asked), count=COUNT, as_of=AS_OF)
            if not [ledger.book_passage(passage_of(one)) for one in found]:
                raise RuntimeError("nothing was found")

        def plain() -> None:
            vector = embed([next(asked)])
            bare.query(query_embeddings=vector, n_results=COUNT, include=["documents", "metadatas", "distances"])

        times = side_by_side(lambda: cpu(ours), lambda: cpu(plain), 200)
        library.close()
    return [Row("search of 10,000 passages with citations / bare Chroma query", *times, 1.5)]


def questions(count: int, first: int = 0) -> list[str]:
    """Return that many questions of three words."""
    size = len(WORDS)
    return [f"{WORDS[k % size]} {WORDS[k * 7 % size]} {WORDS[k * 13 % size]}" for k in range(first, first + count)]


def text(number: int) -> str:
    """Return a document of made-up words, long enough for its passages."""
    chance = np.random.default_rng(number)
    paragraphs = (" ".join(WORDS[k] for k in chance.integers(0, len(WORDS), 130)) for _ in range(PASSAGES_EACH))
    return "\n\n".join(f"{paragraph[:1].upper()}{paragraph[1:]}." for paragraph in paragraphs)


def filled(folder: Path, embed: Scattered) -> Library:
    """Return a library of 10,000 passages, its indexes made and in use for a while."""
    library = Library(folder, embed)
    library.offer([Document(text(k), f"Note {k}", origin=f"note-{k}") for k in range(DOCUMENTS)])
    for question in questions(200, 1000):
        library.search(question, count=COUNT, as_of=AS_OF)
    return library


def collection(folder: Path, embed: Scattered) -> "object":
    """Return Chroma alone, with as many passages."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    made = client.create_collection("bare", metadata={"hnsw:space": "cosine"})
    for at in range(0, DOCUMENTS, 100):
        pieces = [(f"{k}:{n}", piece) for k in range(at, at + 100) for n, piece in enumerate(text(k).split("\n\n"))]
        made.add(
            ids=[name for name, _ in pieces],
            embeddings=embed([piece for _, piece in pieces]),
            documents=[piece for _, piece in pieces],
            metadatas=[{"title": name} for name, _ in pieces],
        )
    return made
