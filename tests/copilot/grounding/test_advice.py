"""What a model is told to do about a wrong sentence, in one turn."""

import pytest

from copilot.grounding import settle
from tests.evals.blind.scenes import ledger_of, scenes

TOLD = (
    ("year", "The Nasdaq Composite gained {F2} in 2025.", "write {F1} here"),
    ("quarters", "Q4's gain was {F3}.", "write {F4} here"),
    ("year", "The S&P 500 rose {F3} in December 2025.", "{F3:base} to {F3:end}"),
    ("year", "The Nasdaq fell {F1} in 2025.", "write {F1:abs} behind it"),
    ("year", "The Dow beat the S&P 500 in 2025.", "say what is in {F4}, {F3}"),
    ("year", "The Nasdaq returned 21.4% in 2025.", "take an id from the facts below"),
    ("qsec", "Stocks will rise in 2026.", "leave the forecast out"),
)


@pytest.mark.parametrize(("scene", "sentence", "advice"), TOLD)
def test_a_reason_says_what_to_write_instead(scene: str, sentence: str, advice: str) -> None:
    (problem,) = settle(sentence, ledger_of(scene), scenes()[scene].get("question", "")).problems

    assert advice in problem.reason
