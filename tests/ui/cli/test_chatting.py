import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copilot.answer import Answer
from ui.cli.chatting import Conversation
from ui.cli.options import Screen

Make = Callable[..., Any]


@pytest.fixture
def said(
    telling: Make, answer: Answer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[str, Any]]:
    """Type lines into a conversation and return what it printed and the copilot behind it."""

    def typed(*lines: str) -> tuple[str, Any]:
        copilot = telling(answer)
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
        Conversation(copilot, Screen(), None, None).run()
        return capsys.readouterr().out, copilot

    return typed


def test_every_line_is_a_question_in_one_thread(said: Make) -> None:
    _, copilot = said("One?", "", "Two?")

    assert [(question, thread) for question, thread, _ in copilot.asked] == [("One?", None), ("Two?", "thread-new")]


def test_a_proof_can_be_shown_later(said: Make) -> None:
    assert "close[end] / close[base] - 1" in said("One?", "/proof f1")[0]


def test_a_proof_that_is_none_is_told(said: Make) -> None:
    assert "Name a figure of this conversation" in said("One?", "/proof F99")[0]


def test_a_new_conversation_forgets_the_thread(said: Make) -> None:
    _, copilot = said("One?", "/new", "Two?")

    assert [thread for _, thread, _ in copilot.asked] == [None, None]


def test_the_last_answer_is_saved(said: Make, tmp_path: Path) -> None:
    out, _ = said("One?", f"/save {tmp_path / 'a.md'}", "/save a.docx")

    assert (tmp_path / "a.md").read_text().startswith("# One?")
    assert "must end with one of" in out


def test_quitting_leaves_the_rest_unread(said: Make) -> None:
    _, copilot = said("/quit", "One?")

    assert copilot.asked == []


def test_an_unknown_command_shows_those_there_are(said: Make) -> None:
    assert "/proof F1" in said("/nope")[0]
