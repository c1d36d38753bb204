from pathlib import Path

from copilot.evals.quotes import evaluate


def test_answers_trace_to_their_own_page_and_to_hardly_any_other(shared: Path) -> None:
    traced = evaluate(shared / "evals" / "tatqa_test_gold.jsonl")

    assert traced.answers == 924
    assert traced.own >= 0.99
    assert traced.another <= 0.05
