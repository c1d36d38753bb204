"""A library large enough that Chroma's graph answers instead of a look at each passage."""

import runpy
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tools.library import Document, Library
from tools.library.indexing import FEW
from tools.library.locking import LibraryLock

WORDS = [
    f"{a}{b}" for a in ("bor", "lam", "tin", "sul", "gar", "nep") for b in ("dok", "vel", "mir", "san", "kut", "pel")
]


def sentence(number: int) -> str:
    chance = np.random.default_rng(number)
    return f"Mine {number} digs {' '.join(WORDS[k] for k in chance.integers(0, len(WORDS), 40))}."


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    embed = runpy.run_path(str(Path(__file__).with_name("conftest.py")))["WordHashes"]()
    library = Library(tmp_path_factory.mktemp("large") / "library", embed)
    documents = [
        Document("\n\n".join(map(sentence, range(at, at + 100))), f"Part {at}", published=date(2026, 1, 5 + at // 1100))
        for at in range(0, FEW + 200, 100)
    ]
    library.offer(documents)
    yield library
    library.close()


def test_the_graph_finds_the_passage_that_is_asked_for(large: Library) -> None:
    found = [large.search(sentence(number))[0].text for number in (7, 1200, 2190)]

    assert found == [sentence(number) for number in (7, 1200, 2190)]


def test_what_is_not_published_yet_is_left_out_of_what_the_graph_finds(large: Library) -> None:
    found = large.search(sentence(2190), as_of=date(2026, 1, 5))

    assert found and all(f.document.published == date(2026, 1, 5) for f in found)


@pytest.mark.fault("S2")
def test_an_index_in_step_is_read_while_somebody_holds_the_lock(large: Library) -> None:
    before = large.search(sentence(1200))
    other = LibraryLock(large.folder)

    with other.held(1):
        found = large.search(sentence(1200))

    assert found == before
    assert large.notices == ()
