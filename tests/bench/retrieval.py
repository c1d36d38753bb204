"""A search of the source library, up to booked passages, beside a bare query of Chroma over the same vectors."""

import tempfile
from itertools import cycle
from pathlib import Path

from copilot.ledger import Ledger
from copilot.toolbox.searching import passage_of
from tests.bench import shelf
from tests.bench.corpus import corpus
from tests.bench.measuring import Row, cpu, side_by_side
from tools.library import Library

COUNT, ROUNDS = 10_000, 150


def rows() -> list[Row]:
    """Return the budget of a search over 10,000 passages; the question's vector is there for both."""
    with tempfile.TemporaryDirectory() as place:
        folder, known = Path(place), corpus()
        shelf.add_ours(folder, COUNT, known)
        shelf.add_bare(folder, COUNT, known)
        library, bare = Library(folder / "ours", known), shelf.opened_bare(folder, known)
        asked = cycle(known.questions)

        def ours() -> None:
            ledger = Ledger()
            for found in library.search(next(asked), count=shelf.FOUND, as_of=shelf.AS_OF):
                ledger.book_passage(passage_of(found))

        def plain() -> None:
            bare(next(asked), False)

        side_by_side(lambda: cpu(ours), lambda: cpu(plain), ROUNDS // 3)
        times = side_by_side(lambda: cpu(ours), lambda: cpu(plain), ROUNDS)
        library.close()
    return [Row(f"search of {COUNT:,} passages with citations / bare Chroma query", *times, 1.5)]
