"""Snippets of real sentences with real vectors, as many as are wanted.

Embedding a hundred thousand snippets takes an hour; so some thousand different sentences are embedded
once, a snippet is four that stand near each other, and its vector is the mean of theirs. Questions are
sentences that no snippet has, cut to their first words and embedded as they are.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools.library.minilm import MiniLM

SHARED = Path(__file__).resolve().parents[3] / "shared" / "evals"
MOST_SENTENCES, LONGEST, EVERY, ASKED_WORDS = 8000, 200, 20, 12
SENTENCES_EACH, REACH, SNIPPETS_EACH, PUBLISHERS = 4, 12, 10, 10
_END = re.compile(r"(?<=[.!?])\s+|\n+")


class Corpus:
    """Sentences and questions with their vectors; an embedder at the seam, for texts of these lines."""

    name = "means of sentences"
    dimension = 384

    def __init__(self, sentences: Sequence[str], questions: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self.sentences, self.questions, self.vectors = sentences, questions, vectors
        self._rows = {line: k for k, line in enumerate((*sentences, *questions))}

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the mean direction of the known lines of each text."""
        return np.stack(
            [self._mean([self._rows[line] for line in text.split("\n") if line in self._rows]) for text in texts]
        )

    def _mean(self, rows: list[int]) -> NDArray[np.float32]:
        total = self.vectors[rows].sum(0) if rows else np.ones(self.dimension, np.float32)
        return np.asarray(total / np.linalg.norm(total))

    def snippet(self, number: int) -> str:
        """Return a snippet, always the same for its number: lines that stand near each other."""
        chance = np.random.default_rng(number)
        first = int(chance.integers(len(self.sentences)))
        others = first + 1 + np.sort(chance.choice(REACH, SENTENCES_EACH - 1, replace=False))
        return "\n".join(self.sentences[k % len(self.sentences)] for k in (first, *others.tolist()))

    def document(self, number: int) -> str:
        """Return ten snippets as one text."""
        return "\n\n".join(self.snippet(number * SNIPPETS_EACH + k) for k in range(SNIPPETS_EACH))

    def save(self, folder: Path) -> None:
        """Write it down for another process."""
        np.save(folder / "vectors.npy", self.vectors)
        (folder / "lines.json").write_text(json.dumps([self.sentences, self.questions]), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Corpus":
        """Return what was saved."""
        return cls(*json.loads((folder / "lines.json").read_text(encoding="utf-8")), np.load(folder / "vectors.npy"))


@cache
def corpus() -> Corpus:
    """Return a corpus made now, of the shared filings and finance dialogues, or else of Python's own manual."""
    lines = dict.fromkeys(" ".join(line.split())[:LONGEST] for line in _END.split(_prose()))
    some = [line for line in lines if len(line.split()) > ASKED_WORDS][:MOST_SENTENCES]
    questions = [" ".join(line.split()[:ASKED_WORDS]) for line in some[::EVERY]]
    sentences = [line for k, line in enumerate(some) if k % EVERY]
    return Corpus(sentences, questions, MiniLM()([*sentences, *questions]))


def _prose() -> str:
    files = sorted(SHARED.glob("*_passages*.jsonl"))
    if files:
        return "\n".join(json.loads(line)["text"] for file in files for line in file.open(encoding="utf-8"))
    from pydoc_data.topics import topics

    return "\n".join(re.sub(r"(?<!\n)\n(?!\n)", " ", topic) for topic in topics.values())
