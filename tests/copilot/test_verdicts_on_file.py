"""Every verdict of the checks stands on the answer file, and the file verifies with all of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from copilot.answer import seal
from copilot.proofs import verify
from tests.copilot.test_sloppy_models import answers
from tests.doubles.openai_server import Reply, facts_in

QUESTION = "If I had put $10,000 in the S&P 500 at the end of 2024, what would it have been worth at the end of 2025?"
DRAFT = (
    "Your {U1} would have become {ID} by the end of 2025. "
    "With dividends, by the SPY fund, the S&P 500 would have turned it into $11,772. "
    "The S&P 500 fell in 2025. "
    "The S&P 500 lost 12.34% in 2025."
)


def writes(request: dict[str, Any], number: int) -> Reply:
    """Ask for the amount's growth, then write it up."""
    grown = [f[0] for f in facts_in(request) if "amount invested" in f[1]]
    if not grown:
        asked = {"measure": "growth_of_amount", "subjects": ["S&P 500"], "period": "2025", "amount": 10_000}
        return Reply(calls=[("measure", asked)])
    return Reply(DRAFT.replace("ID", grown[0]))


@pytest.fixture
def document(own_home: Path) -> dict[str, Any]:
    (told,) = answers(writes, own_home, QUESTION)
    found: dict[str, Any] = json.loads(json.dumps(told.to_json()))
    return found


def test_each_verdict_is_on_the_file_and_the_file_verifies(document: dict[str, Any]) -> None:
    verdicts = {s["text"]: s["verdict"] for s in document["segments"] if "verdict" in s}

    assert verdicts == {
        "$10,000": "given",
        "$11,639": "proved",
        "$11,772": "proved",
        "fell": "unproved",
        "12.34%": "unproved",
    }
    assert all(s.get("reason") for s in document["segments"] if s.get("verdict") == "unproved")
    assert verify(document).ok


@pytest.mark.parametrize("figure", ["$10,000", "$11,639", "$11,772"])
def test_a_changed_digit_fails_whatever_its_verdict(figure: str, document: dict[str, Any]) -> None:
    forged = figure.replace("1", "2", 1)
    for segment in document["segments"]:
        segment["text"] = segment["text"].replace(figure, forged)
    document["text"] = document["text"].replace(figure, forged)
    document["sha256"] = seal(document)

    assert not verify(document).ok


def test_a_figure_beside_a_fact_that_is_not_there_fails_by_name(document: dict[str, Any]) -> None:
    for segment in document["segments"]:
        if str(segment.get("part", "")).startswith("alternative"):
            segment["part"] = "alternative 9"
    document["sha256"] = seal(document)

    assert not verify(document).ok
