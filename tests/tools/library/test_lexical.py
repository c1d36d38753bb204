"""BM25 as bm25s computes it, and what a wording keeps."""

from array import array

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.library.lexical import K1, B, WordIndex, Wording, mask

TEXTS = st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=30), min_size=1, max_size=12)


def wording_of(texts: list[list[str]]) -> Wording:
    made = Wording()
    for words in texts:
        made.add(words[:1], words[1:])
    return made


@given(TEXTS, st.lists(st.sampled_from("abcdefghxy"), min_size=1, max_size=5, unique=True))
def test_scores_are_those_of_bm25s_as_a_share_of_the_questions_weight(texts: list[list[str]], query: list[str]) -> None:
    vocabulary = {word: k for k, word in enumerate(dict.fromkeys(w for words in texts for w in words))}
    peer = bm25s.BM25(k1=K1, b=B, method="lucene")
    peer.index(
        ([[vocabulary[w] for w in words] for words in texts], vocabulary), create_empty_token=False, show_progress=False
    )
    known = [vocabulary[word] for word in query if word in vocabulary]
    index = WordIndex(wording_of(texts))

    expected = peer.get_scores_from_ids(known) if known else np.zeros(len(texts))
    assert index.scores(query) * sum(map(index.rarity, query)) == pytest.approx(expected, abs=1e-5)


@given(TEXTS, st.data())
def test_a_wording_taken_from_another_scores_as_one_made_anew(texts: list[list[str]], drawn: st.DataObject) -> None:
    before = wording_of(texts)
    kept = drawn.draw(st.lists(st.sampled_from(range(len(texts))), unique=True))
    again = Wording(before.vocabulary)
    for place in kept:
        again.take(before, place)
    again.add(["z"], ["a"])

    anew = WordIndex(wording_of([*(texts[k] for k in kept), ["z", "a"]]))
    assert WordIndex(again).scores(["a", "b", "z"]).tolist() == anew.scores(["a", "b", "z"]).tolist()


def test_a_word_that_came_later_is_in_no_passage_of_an_index_made_before() -> None:
    wording = wording_of([["a"], ["b"]])
    index = WordIndex(wording)
    Wording(wording.vocabulary).add(["c"], [])

    assert index.scores(["c"]).tolist() == [0, 0]
    assert index.rarity("c") > index.rarity("a")


def test_an_index_of_nothing_finds_nothing() -> None:
    assert WordIndex(Wording()).scores(["a"]).tolist() == []


def test_a_passages_own_words_are_told_from_those_it_stands_under() -> None:
    first, second = Wording(), Wording()
    first.add(["title"], ["a", "b", "a"])
    second.vocabulary = first.vocabulary
    second.take(first, 0)

    assert list(second.own(0)) == [first.vocabulary[word] for word in ("a", "b", "a")]


@given(st.sets(st.integers(0, 1023), min_size=5), st.sets(st.integers(0, 1023), min_size=5))
def test_masks_share_as_many_bits_as_their_passages_share_words(one: set[int], other: set[int]) -> None:
    assert (mask(array("i", one)) & mask(array("i", other))).bit_count() == len(one & other)
