"""A library with an embedder that needs no model."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tools.library import Document, Library
from tools.library.words import words_of


class WordHashes:
    """An embedder at the seam: a text is the sum of its words' directions, so texts that share words are near."""

    name = "word-hashes"
    dimension = 64

    def __init__(self, name: str = "word-hashes", dimension: int = 64) -> None:
        self.name, self.dimension = name, dimension
        self.embedded: list[str] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> NDArray[np.float32]:
        total = np.full(self.dimension, 1e-6)
        for word in words_of(text):
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4])
            total += np.random.default_rng(seed).normal(size=self.dimension)
        return (total / np.linalg.norm(total)).astype(np.float32)


@pytest.fixture
def embed() -> WordHashes:
    return WordHashes()


@pytest.fixture
def open_at(tmp_path: Path, embed: WordHashes) -> Iterator[Callable[..., Library]]:
    opened: list[Library] = []

    def opening(folder: str = "library", embed: WordHashes = embed, seconds: float = 5.0, **more: Any) -> Library:
        opened.append(Library(tmp_path / folder, embed, lock_seconds=seconds, **more))
        return opened[-1]

    yield opening
    for library in opened:
        library.close()


@pytest.fixture
def library(open_at: Callable[..., Library]) -> Library:
    return open_at()


@pytest.fixture
def filled(library: Library) -> Library:
    for document in DOCUMENTS:
        library.add(document)
    return library


DOCUMENTS = (
    Document("Copper prices rose because mines in Chile were on strike.", "Copper", "Metal Daily", symbols=("FCX",)),
    Document("Bank margins shrink when short rates exceed long rates.", "Banks", "Finance Weekly", symbols=("JPM",)),
    Document("Wheat harvests fell short in a dry summer.", "Wheat", "Farm Journal"),
)
