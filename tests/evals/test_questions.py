"""The set of questions over the bundled closes: composed the same again, and answered."""

import json
from pathlib import Path

import pytest

from copilot.evals.questions import evaluate, load_cases
from tests.evals.composing.composing import FILE, lines

CASES = load_cases(FILE)
FEW = CASES[::5]


def test_the_saved_set_is_what_its_parts_compose() -> None:
    assert FILE.read_text(encoding="utf-8") == lines()


def test_the_set_is_large_and_of_many_kinds() -> None:
    assert len(CASES) >= 300
    assert len({case.category for case in CASES}) >= 30
    assert len({case.id for case in CASES}) == len(CASES)


def test_one_question_in_five_is_answered_right_and_none_wrongly() -> None:
    score = evaluate(FEW)

    assert score.wrong == ()
    assert score.passed >= 0.95 * len(FEW), score.failures


def test_questions_of_others_are_answered_right_and_none_wrongly(shared: Path) -> None:
    score = evaluate(load_cases(shared / "evals" / "questions.jsonl"), str(shared / "market" / "prices.parquet"))

    assert score.wrong == ()
    assert score.passed >= 38, score.failures


def test_a_wrong_gold_value_is_noticed(tmp_path: Path) -> None:
    row = json.loads(next(line for line in FILE.read_text(encoding="utf-8").splitlines() if '"return-01"' in line))
    row["gold"]["values"][0]["value"] += 0.01
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")

    score = evaluate(load_cases(file))
    assert score.to_json() == {
        "passed": 0,
        "total": 1,
        "by_category": {"return": {"passed": 0, "total": 1}},
        "wrong": ["return-01"],
    }
    assert score.failures[0][:2] == (row["id"], row["question"])


def test_a_question_follows_those_before_it_in_its_conversation() -> None:
    followups = [case for case in CASES if case.context][:3]

    assert evaluate(followups).passed == 3


def test_a_line_without_a_right_answer_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    row = {"id": "x", "category": "x", "question": "?", "today": "2026-01-09", "gold": {"accept": []}}
    file.write_text(json.dumps(row), encoding="utf-8")

    with pytest.raises(ValueError, match="no answer is accepted for x"):
        load_cases(file)
