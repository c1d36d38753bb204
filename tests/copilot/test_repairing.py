"""What a chat model is told about sentences that did not hold, and what its reply does."""

from pathlib import Path

import pytest

from copilot.answer import Answer
from copilot.grounding import Problem
from copilot.ledger import Ledger
from copilot.repair import Draft, repair_prompt
from tests.doubles.asking import NASDAQ, Told, copilot_with, events_of
from tests.doubles.openai_server import openai_server, says

SHOWN, WRONG, AFTER = "It rose {F1}. ", "It fell 9%. ", "It then rested."
DRAFT = Draft((SHOWN,), (WRONG, AFTER), ((0, Problem(WRONG, "9%: no fact has it", ())),))


def repaired(home: Path, *replies: str) -> tuple[Answer, str]:
    """Return the answer and what the model was asked last."""
    with openai_server(says(*replies)) as server:
        told = Told(events_of(copilot_with(server, home), NASDAQ, None)).answer
        return told, server.requests[-1]["messages"][-1]["content"]


def test_the_whole_answer_is_shown_with_the_wrong_sentence_marked() -> None:
    assert DRAFT.lines() == [
        "1: It rose {F1}.",
        "✗ 2: It fell 9%.\n   9%: no fact has it",
        "3: It then rested.",
    ]


def test_the_notes_of_the_tools_are_shown_once() -> None:
    prompt = repair_prompt("How did it do?", DRAFT, Ledger(), ["2026 is not over", "2026 is not over"])

    assert prompt.text.count("Note: 2026 is not over") == 1


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("2: It rose {F1}.", {0: "It rose {F1}."}),
        ("✗ 2: It rose {F1}.", {0: "It rose {F1}."}),
        ("**2**: DROP", {0: None}),
        ("2: KEEP", {}),
        ("2: keep.", {}),
        ("1: It rose {F1}.\n3: DROP", {}),
        ("2:", {}),
    ],
)
def test_a_reply_is_read_by_the_numbers_of_the_whole_answer(reply: str, found: dict[int, str | None]) -> None:
    assert DRAFT.repairs_in(reply) == found


def test_a_sentence_that_is_kept_is_still_marked_in_place(own_home: Path) -> None:
    told, _ = repaired(own_home, "The Nasdaq Composite returned {F1}. It returned 131.31% too.", "2: KEEP")

    assert [s.verdict for s in told.segments if "131.31" in s.text] == ["unproved"]


def test_a_line_may_hold_two_sentences_each_checked_by_itself(own_home: Path) -> None:
    first = "The Nasdaq Composite returned {F1}. It returned 131.31% too."
    told, asked = repaired(own_home, first, "2: The Nasdaq Composite gained {F1:abs}. Per year it returned {F2}.")

    assert "✗ 2: It returned 131.31% too." in asked
    assert "131.31" not in told.text and not told.checks.unproved
    assert told.checks.proved == told.checks.figures == 3
