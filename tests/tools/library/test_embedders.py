from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tools.library import Document, EmbedderFailed, Library
from tools.library.minilm import MiniLM, ModelMissing, model_folder


class Renamed:
    """The embedder of the fixture under another name."""

    def __init__(self, embed: Any, name: str) -> None:
        self.name, self.dimension, self._embed = name, embed.dimension, embed

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return -np.asarray(self._embed(texts), np.float32)


class Failing(Renamed):
    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise EmbedderFailed("the embedding service does not answer")


class Misshapen(Renamed):
    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.zeros((len(texts), self.dimension + 1), np.float32)


@pytest.mark.fault("S4")
def test_vectors_of_another_embedder_are_not_compared_until_rebuilt(
    filled: Library, open_at: Callable[..., Library], embed: Any
) -> None:
    filled.search("copper")
    other = open_at(embed=Renamed(embed, "another-model"))

    by_words = other.search("copper strike in Chile")
    said = other.notices
    other.rebuild()

    assert by_words[0].document.title == "Copper"
    assert "word-hashes" in said[0] and "sources rebuild" in said[0]
    assert other.search("copper strike in Chile")[0].document.title == "Copper"
    assert other.notices == ()


def test_after_another_embedder_rebuilt_the_first_one_says_so(
    filled: Library, open_at: Callable[..., Library], embed: Any
) -> None:
    filled.search("copper")
    open_at(embed=Renamed(embed, "another-model")).rebuild()

    filled.search("copper strike in Chile")

    assert "another-model" in filled.notices[0]


def test_an_embedder_that_fails_leaves_the_search_by_words(open_at: Callable[..., Library], embed: Any) -> None:
    library = open_at(embed=Failing(embed, "remote"))
    library.add(Document("Copper prices rose in spring.", "Copper"))

    assert library.search("copper prices")[0].document.title == "Copper"
    assert library.notices == ("the embedding service does not answer; sources were searched by words alone",)


def test_an_embedder_that_breaks_its_promise_is_not_believed(open_at: Callable[..., Library], embed: Any) -> None:
    library = open_at(embed=Misshapen(embed, "odd"))
    library.add(Document("Copper prices rose in spring.", "Copper"))

    assert library.search("copper prices")[0].document.title == "Copper"
    assert "shape (1, 65)" in library.notices[0]


def test_what_was_added_without_vectors_gets_them_when_they_can_be_had(
    open_at: Callable[..., Library], embed: Any
) -> None:
    without = open_at(embed=Failing(embed, embed.name))
    without.add(Document("Copper prices rose in spring.", "Copper"))
    without.search("copper")

    library = open_at()
    library.search("copper")

    assert any("Copper prices rose in spring." in text for text in embed.embedded)
    assert library.notices == ()


def test_each_passage_is_embedded_once(filled: Library, open_at: Callable[..., Library], embed: Any) -> None:
    filled.search("copper")
    filled.rebuild()
    open_at().search("copper")

    passages = [text for text in embed.embedded if text != "copper"]
    assert len(passages) == len(set(passages)) == 3


@pytest.fixture(scope="module")
def minilm() -> MiniLM:
    try:
        return MiniLM()
    except ModelMissing as missing:
        pytest.skip(str(missing))


def test_minilm_gives_the_published_similarities(minilm: MiniLM) -> None:
    vectors = minilm(
        ["The cat sits outside", "A man is playing guitar", "The new movie is awesome", "The new movie is so great"]
    )

    assert vectors.shape == (4, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-6)
    assert vectors[0] @ vectors[1] == pytest.approx(0.0363, abs=5e-4)
    assert vectors[2] @ vectors[3] == pytest.approx(0.8939, abs=5e-4)


def test_minilm_gives_a_text_the_same_vector_in_any_company(minilm: MiniLM) -> None:
    alone = minilm(["Rates rose."])[0]
    among = minilm(["Rates rose.", "A much longer sentence about the price of copper in Chile. " * 8, "x", "y", "z"])[0]

    assert among == pytest.approx(alone, abs=1e-5)


def test_minilm_puts_a_paraphrase_nearer_than_another_topic(minilm: MiniLM) -> None:
    asked, paraphrase, other = minilm(
        ["How much did profits grow?", "The increase of earnings was 12%.", "The train to Basel leaves at nine."]
    )

    assert asked @ paraphrase > asked @ other + 0.3


def test_minilm_takes_no_text_at_all(minilm: MiniLM) -> None:
    assert minilm([]).shape == (0, 384)
    assert np.isfinite(minilm([""])).all()


def test_weights_other_than_the_pinned_ones_are_refused(minilm: MiniLM, tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_bytes((model_folder() / "tokenizer.json").read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"other weights")

    with pytest.raises(ModelMissing, match="not all-MiniLM-L6-v2 as pinned"):
        MiniLM(tmp_path)(["text"])


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"no tokenizer"):
        MiniLM(tmp_path)(["text"])
