"""How well the source library finds the passage that answers, beside plainer ways of searching."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.errors import LibraryError
from tools.library import Document, Embedder, Library
from tools.library.following import with_subject
from tools.library.minilm import MiniLM

Progress = Callable[[int, int, str], None]
FOUND, RANKED, POOL = 5, 10, 50
FUSION_CONSTANT = 60


@dataclass(frozen=True)
class Passage:
    """A passage to find; `doc` names the document it is from, "" when that is not told."""

    id: str
    text: str
    doc: str = ""


@dataclass(frozen=True)
class Question:
    """A question, the ids of the passages that answer it, and the question that was asked before it, if any."""

    text: str
    gold: frozenset[str]
    before: str = ""


Ranker = Callable[[Question], list[str]]


def retrieval(
    passages: Sequence[Passage],
    questions: Sequence[Question],
    folder: Path,
    embed: Embedder | None = None,
    progress: Progress | None = None,
) -> dict[str, dict[str, float]]:
    """Return recall@5 and ndcg@10, means over the questions, of four ways to rank the passages.

    A follow-up is searched by the library as the program does, with the subject of the question before.
    "ours" is the source library, built in `folder`; "minilm" ranks by whole-passage vectors,
    "bm25" by words, "fusion" by the reciprocal ranks of both.

    Raises LibraryError when there is no question whose answer is among the passages.
    """
    known = {passage.id for passage in passages}
    asked = [question for question in questions if question.gold & known]
    if not asked:
        raise LibraryError("no question has its answer among the passages")
    model = embed or MiniLM()
    dense, words = by_vectors(passages, model), by_words(passages)
    ours = by_library(passages, folder, model, progress)
    rankers = {"ours": ours, "minilm": dense, "bm25": words, "fusion": by_reciprocal_ranks(dense, words)}
    return {name: _scores(ranker, asked, known) for name, ranker in rankers.items()}


def recall(ranked: Sequence[str], gold: frozenset[str], count: int) -> float:
    """Return the share of the gold passages among the first `count`."""
    return len(gold & set(ranked[:count])) / len(gold)


def ndcg(ranked: Sequence[str], gold: frozenset[str], count: int) -> float:
    """Return the discounted gain of the first `count`, over that of a perfect order, in [0, 1]."""
    gain = sum(_discount(k) for k, passage in enumerate(ranked[:count]) if passage in gold)
    return gain / sum(_discount(k) for k in range(min(count, len(gold))))


def by_library(passages: Sequence[Passage], folder: Path, embed: Embedder, progress: Progress | None = None) -> Ranker:
    """Return the ranking of the source library, each passage taken in as a document of its own."""
    library = Library(folder, embed)
    named: dict[str, list[str]] = {}
    for done, passage in enumerate(passages):
        if progress:
            progress(done, len(passages), passage.id)
        added = library.add(Document(passage.text, passage.doc.replace("_", " ")))
        named.setdefault(added.document.id, []).append(passage.id)
    library.rebuild(progress)

    def ranked(question: Question) -> list[str]:
        found = library.search(with_subject(question.text, question.before), count=POOL)
        return [name for document in dict.fromkeys(f.document.id for f in found) for name in named[document]]

    return ranked


def by_vectors(passages: Sequence[Passage], embed: Embedder) -> Ranker:
    """Return the ranking by cosine similarity of whole passages."""
    vectors = embed([passage.text for passage in passages])
    return lambda question: _ordered(passages, vectors @ embed([question.text])[0])


def by_words(passages: Sequence[Passage]) -> Ranker:
    """Return the ranking of bm25s as it comes, with its English stop words."""
    import bm25s

    bm25 = bm25s.BM25()
    bm25.index(
        bm25s.tokenize([passage.text for passage in passages], stopwords="en", show_progress=False), show_progress=False
    )

    def ranked(question: Question) -> list[str]:
        tokens = bm25s.tokenize([question.text], stopwords="en", show_progress=False, return_ids=False)[0]
        return _ordered(passages, bm25.get_scores(tokens)) if tokens else []

    return ranked


def by_reciprocal_ranks(*rankers: Ranker) -> Ranker:
    """Return the ranking by the sum of 1 / (60 + rank) over other rankings."""

    def ranked(question: Question) -> list[str]:
        scores: dict[str, float] = {}
        for ranker in rankers:
            for k, passage in enumerate(ranker(question)):
                scores[passage] = scores.get(passage, 0.0) + 1 / (FUSION_CONSTANT + k + 1)
        return sorted(scores, key=lambda passage: -scores[passage])

    return ranked


def read_passages(path: Path) -> list[Passage]:
    """Return the passages of a JSONL file with `id`, `text`, perhaps `doc`. Raises LibraryError naming a bad line."""
    return [Passage(str(row["id"]), str(row["text"]), str(row.get("doc") or "")) for row in _rows(path, ("id", "text"))]


def read_questions(path: Path, field: str = "question") -> list[Question]:
    """Return the questions of a JSONL file with `gold_pages`, asked as `field` has them; those without are left out.

    Raises LibraryError naming a bad line, or when no line has the field.
    """
    rows = _rows(path, ("gold_pages",))
    if not any(field in row for row in rows):
        raise LibraryError(f"no line of {path} has a field {field!r}")
    return [_question(r, field) for r in rows if r.get(field) and r["gold_pages"]]


def _question(row: Mapping[str, Any], field: str) -> Question:
    """Return the question of a line; the turns before it stand in `history`, one a line, perhaps with its own."""
    text = str(row[field]).strip()
    turns = [turn.strip() for turn in str(row.get("history") or "").split("\n") if turn.strip()]
    before = turns[:-1] if turns[-1:] == [text] else turns
    return Question(text, frozenset(row["gold_pages"]), before[-1] if before and field != "history" else "")


def _rows(path: Path, fields: Sequence[str]) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                missing = [field for field in fields if field not in row]
            except (ValueError, TypeError) as error:
                raise LibraryError(f"line {number} of {path} is not JSON: {error}") from error
            if missing:
                raise LibraryError(f"line {number} of {path} has no {' and no '.join(missing)}")
            rows.append(row)
    return rows


def _scores(ranker: Ranker, questions: Sequence[Question], known: set[str]) -> dict[str, float]:
    pairs = [(ranker(question), question.gold & known) for question in questions]
    return {
        f"recall@{FOUND}": sum(recall(ranked, gold, FOUND) for ranked, gold in pairs) / len(pairs),
        f"ndcg@{RANKED}": sum(ndcg(ranked, gold, RANKED) for ranked, gold in pairs) / len(pairs),
    }


def _discount(place: int) -> float:
    return 1 / math.log2(place + 2)


def _ordered(passages: Sequence[Passage], scores: Any) -> list[str]:
    import numpy as np

    return [passages[int(k)].id for k in np.argsort(-np.asarray(scores), kind="stable")]
