import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from copilot.evals.retrieval import Passage, Question, ndcg, read_passages, read_questions, recall, retrieval
from tools.errors import LibraryError


class Letters:
    """An embedder at the seam: how often each letter occurs."""

    name = "letters"
    dimension = 26

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        counts = np.array([[text.lower().count(chr(97 + k)) for k in range(26)] for text in texts], np.float32) + 1e-3
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


PASSAGES = [
    Passage("copper#1", "Copper prices rose because mines in Chile were on strike.", "Copper_2024"),
    Passage("banks#1", "Bank margins shrink when short rates exceed long rates.", "Banks_2024"),
    Passage("wheat#1", "Wheat harvests fell short in a dry summer.", "Wheat_2024"),
]
QUESTIONS = [
    Question("Why did copper prices rise?", frozenset({"copper#1"})),
    Question("What did the dry summer do to wheat?", frozenset({"wheat#1"})),
]


def test_recall_is_the_share_of_gold_found() -> None:
    assert recall(["a", "b", "c"], frozenset({"a", "z"}), 2) == 0.5


def test_ndcg_of_the_perfect_order_is_one_and_of_a_later_place_less() -> None:
    gold = frozenset({"a", "b"})

    assert ndcg(["b", "a", "c"], gold, 10) == 1
    assert ndcg(["c", "a", "b"], gold, 10) == pytest.approx((1 / np.log2(3) + 1 / 2) / (1 + 1 / np.log2(3)))
    assert ndcg(["c"], gold, 10) == 0


def test_four_ways_to_rank_are_measured(tmp_path: Path) -> None:
    scores = retrieval(PASSAGES, QUESTIONS, tmp_path, Letters())

    assert list(scores) == ["ours", "minilm", "bm25", "fusion"]
    assert scores["ours"] == {"recall@5": 1.0, "ndcg@10": 1.0}
    assert scores["bm25"]["recall@5"] == 1.0


def test_gold_that_is_not_among_the_passages_does_not_count(tmp_path: Path) -> None:
    partly = [Question("Why did copper prices rise?", frozenset({"copper#1", "elsewhere#9"}))]

    assert retrieval(PASSAGES, partly, tmp_path, Letters())["ours"]["recall@5"] == 1.0


def test_questions_without_an_answer_here_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no question"):
        retrieval(PASSAGES, [Question("Why?", frozenset({"elsewhere#9"}))], tmp_path, Letters())


def test_files_are_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text('{"id": "a", "text": "Copper."}\n\n{"id": "b", "text": "Wheat.", "doc": "W"}\n')
    (tmp_path / "q.jsonl").write_text(
        "\n".join(
            json.dumps({"rewrite": text, "gold_pages": gold})
            for text, gold in (("Why?", ["a"]), (None, ["a"]), ("How?", []))
        )
    )

    assert read_passages(tmp_path / "p.jsonl") == [Passage("a", "Copper."), Passage("b", "Wheat.", "W")]
    assert read_questions(tmp_path / "q.jsonl", "rewrite") == [Question("Why?", frozenset({"a"}))]


@pytest.mark.parametrize(("line", "told"), [("{", "line 1 .* is not JSON"), ('{"id": "a"}', "line 1 .* has no text")])
def test_a_bad_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "p.jsonl").write_text(line)

    with pytest.raises(LibraryError, match=told):
        read_passages(tmp_path / "p.jsonl")


def test_a_field_that_no_question_has_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"question": "Why?", "gold_pages": ["a"]}\n')

    with pytest.raises(LibraryError, match=r"no line .* 'rewrite'"):
        read_questions(tmp_path / "q.jsonl", "rewrite")


def test_a_follow_up_is_searched_with_the_subject_of_the_turn_before(tmp_path: Path) -> None:
    row = {
        "lastturn": "Why did it fall short?",
        "history": "How was wheat?\n Why did it fall short?",
        "gold_pages": ["wheat#1"],
    }
    (tmp_path / "q.jsonl").write_text(json.dumps(row))
    asked = read_questions(tmp_path / "q.jsonl", "lastturn")

    scores = retrieval(PASSAGES, asked, tmp_path / "library", Letters())

    assert asked == [Question("Why did it fall short?", frozenset({"wheat#1"}), "How was wheat?")]
    assert scores["ours"]["ndcg@10"] == 1
