"""The source library with 100,000 snippets beside bare Chroma."""

import tempfile
from pathlib import Path

from tests.bench.corpus import corpus
from tests.bench.library import shelf_rows
from tests.bench.measuring import Row

COUNT = 100_000


def rows() -> list[Row]:
    """Return the rows for 100,000 snippets."""
    with tempfile.TemporaryDirectory() as place:
        corpus().save(Path(place))
        return list(shelf_rows(Path(place), COUNT))
