"""One shelf of snippets in a process of its own, ours or Chroma's: `python -m tests.bench.shelf WHAT WHO FOLDER COUNT`.

Prints what was measured as JSON: CPU seconds, peak memory in bytes, and what was found.
"""

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.bench.corpus import PUBLISHERS, SNIPPETS_EACH, Corpus
from tools.library import Document, Library

FOUND, DEEP, LINES_EACH_PAGE, PAGES_EACH = 5, 10, 12, 100
AS_OF = date(2026, 1, 9)
Search = Callable[[str, bool], Sequence[str]]


def add_ours(folder: Path, count: int, corpus: Corpus) -> None:
    """Take in documents of ten snippets and make both indexes."""
    library = Library(folder / "ours", corpus)
    library.offer([_document(k, corpus) for k in range(count // SNIPPETS_EACH)])
    library.search(corpus.questions[0])
    library.close()


def add_bare(folder: Path, count: int, corpus: Corpus) -> None:
    """Put the same snippets into Chroma."""
    made = _client(folder).create_collection("bare", metadata={"hnsw:space": "cosine"}, embedding_function=None)
    for at in range(0, count, 1000):
        numbers = range(at, min(at + 1000, count))
        texts = [corpus.snippet(k) for k in numbers]
        about: Any = [{"publisher": _publisher(k // SNIPPETS_EACH)} for k in numbers]
        made.add([str(k) for k in numbers], embeddings=corpus(texts), documents=texts, metadatas=about)


def opened_ours(folder: Path, corpus: Corpus) -> Search:
    """Return the search of the library."""
    library = Library(folder / "ours", corpus)

    def search(question: str, filtered: bool) -> Sequence[str]:
        found = library.search(question, count=FOUND, as_of=AS_OF, publisher=_publisher(3) if filtered else "")
        return [one.text for one in found]

    return search


def opened_bare(folder: Path, corpus: Corpus) -> Search:
    """Return the query of Chroma."""
    made = _client(folder).get_collection("bare", embedding_function=None)

    def search(question: str, filtered: bool) -> Sequence[str]:
        where: Any = {"publisher": _publisher(3)} if filtered else None
        found = made.query(
            corpus([question]), n_results=FOUND, where=where, include=["documents", "metadatas", "distances"]
        )
        return (found["documents"] or [[]])[0]

    return search


def asked(search: Search, questions: Sequence[str]) -> dict[str, list[float]]:
    """Return the CPU seconds of the first question, and of the others with a filter and without."""
    first = _cpu(lambda: search(questions[0], False))
    search(questions[0], True)
    return {
        "first": [first],
        "plain": [_cpu(lambda q=q: search(q, False)) for q in questions],
        "filtered": [_cpu(lambda q=q: search(q, True)) for q in questions],
    }


def missed(folder: Path, count: int, corpus: Corpus) -> float:
    """Return the share of the ten nearest passages that the library's index misses, over all questions."""
    import numpy as np

    library = Library(folder / "ours", corpus)
    library.search(corpus.questions[0])
    catalogue, indexing = library._searcher.catalogue(), library._searcher.indexing
    everything, shares = np.ones(len(catalogue.passages), np.bool_), []
    for question in corpus.questions:
        vector = corpus([question])[0]
        exact = indexing.nearest_of(catalogue, vector, DEEP, everything)
        shares.append(len(set(exact) - set(indexing.nearest(catalogue, vector, DEEP, None))) / DEEP)
    return sum(shares) / len(shares)


def pages(folder: Path, count: int, corpus: Corpus) -> None:
    """Take in files of a hundred pages each, from a folder."""
    place = folder / f"pages{count}"
    place.mkdir()
    for file in range(count // PAGES_EACH):
        numbers = range(file * PAGES_EACH, (file + 1) * PAGES_EACH)
        texts = ("\n\n".join(corpus.snippet(3 * k + n) for n in range(3)) for k in numbers)
        (place / f"{file}.txt").write_text("\f".join(texts), encoding="utf-8")
    report = Library(folder / f"paged{count}", corpus).add_paths([place])
    if len(report.added) != count // PAGES_EACH:
        raise RuntimeError(str(report.refused))


def _document(number: int, corpus: Corpus) -> Document:
    published = date(2020, 1, 1) + timedelta(days=number % 2000)
    return Document(corpus.document(number), f"Note {number}", _publisher(number), published, origin=f"note-{number}")


def _publisher(number: int) -> str:
    return f"Press {'ABCDEFGHIJ'[number % PUBLISHERS]}"


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder / "bare"), Settings(anonymized_telemetry=False))


def _cpu(work: Callable[[], object]) -> float:
    since = time.process_time()
    work()
    return time.process_time() - since


def _peak() -> int:
    """Return the most memory this process has held; Linux' other count of it begins with the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        return 1024 * int(re.findall(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(what: str, who: str, place: str, count: str) -> None:
    """Do one measurement and print it."""
    folder, number = Path(place), int(count)
    corpus = Corpus.load(folder)
    measured: dict[str, Any] = {}
    if what == "add":
        measured["seconds"] = _cpu(lambda: (add_ours if who == "ours" else add_bare)(folder, number, corpus))
    elif what == "ask":
        measured |= asked((opened_ours if who == "ours" else opened_bare)(folder, corpus), corpus.questions)
    elif what == "miss":
        measured["missed"] = missed(folder, number, corpus)
    else:
        pages(folder, number, corpus)
    measured["bytes"] = _peak()
    print(json.dumps(measured))


if __name__ == "__main__":
    main(*sys.argv[1:])
