import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]


def test_time_expressions_are_scored(copilot: Any, tmp_path: Path) -> None:
    day = {"span": "6 January 2026", "ref": "2026-01-09", "kind": "date"}
    right = {"start": "2026-01-06", "end_exclusive": "2026-01-07"}
    wrong = {"start": "2026-02-06", "end_exclusive": "2026-02-07"}
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join(json.dumps({**day, "options": [option]}) for option in (right, wrong)))

    scores = json.loads(copilot("eval", "windows", str(cases), "--json").out)
    assert (scores["dates"], scores["total"]) == (0.5, 2)


def test_questions_are_asked_and_scored(copilot: Any, tmp_path: Path) -> None:
    value = {"subject": ["^DJI"], "measure": "price_return", "value": 0.1297, "unit": "fraction", "tolerance": 0.0001}
    gold = {"accept": [{"behavior": "answer", "values": True}], "values": [value]}
    rows = [
        {
            "id": "a",
            "category": "return",
            "question": "How did the Dow do in 2025?",
            "today": "2026-01-09",
            "gold": gold,
        },
        {
            "id": "b",
            "category": "return",
            "question": "How did the Dow do in 2024?",
            "today": "2026-01-09",
            "gold": gold,
        },
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))

    scores = json.loads(copilot("eval", "questions", str(file), "--data", "reference", "--json").out)
    assert scores["by_category"] == {"return": {"passed": 1, "total": 2}}
    table = copilot("eval", "questions", str(file)).out
    assert "1 of 2" in table
    assert "How did the Dow do in 2024?" in table


def test_retrieval_is_scored_beside_plainer_ways(copilot: Any, tmp_path: Path) -> None:
    passages, questions = tmp_path / "p.jsonl", tmp_path / "q.jsonl"
    texts = ["Copper demand rises with data centres.", "The central bank held its rate.", "Corn harvests were large."]
    passages.write_text("\n".join(json.dumps({"id": str(i), "text": t}) for i, t in enumerate(texts)))
    questions.write_text(json.dumps({"question": "What did the central bank do?", "gold_pages": ["1"]}))

    ran = copilot("eval", "retrieval", str(passages), str(questions), "--json")
    assert json.loads(ran.out)["ours"]["recall@5"] == 1.0


def test_a_file_that_is_no_set_is_refused_by_name(copilot: Any, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"a": 1}')
    ran = copilot("eval", "windows", str(tmp_path / "x.jsonl"))

    assert ran.code == 2
    assert "is not such a set of cases" in ran.err


def test_a_missing_file_is_refused(copilot: Any) -> None:
    assert copilot("eval", "windows", "nowhere.jsonl").code == 2
