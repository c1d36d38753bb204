"""A gate: whatever a small model's habits, its answer comes out right or marked, never wrong."""

import asyncio
import re
from datetime import date
from pathlib import Path

import pytest

from copilot.answer import Answer
from copilot.events import DoneEvent
from copilot.grounding.reading.figures import find_figures
from copilot.opening import open_copilot
from copilot.proofs import verify
from copilot.settings import Settings
from tests.doubles.openai_server import Script, behaves, openai_server, says
from tests.doubles.sloppy import HABITS, WRONG, sloppy, talks_before_tools

QUESTION = "How did Tesla and Microsoft do in Q1 2025?"
RIGHT = ("35.83%", "10.94%")
COMES_OUT_RIGHT = sorted(
    set(HABITS)
    - {"ids off by one", "an id that there is not", "a missing reference", "the wrong direction in another language"}
)


def answers(script: Script, home: Path, *questions: str) -> list[Answer]:
    """Return the answers to questions of one thread."""
    with openai_server(script) as server:
        told = Settings(
            _env_file=None, home=home, data="reference", openai_api_key="sk-canary-0123456789",
            openai_base_url=server.url, openai_model="scripted",
        )  # fmt: skip
        copilot = open_copilot(told)

        async def ask(question: str) -> Answer:
            async for event in copilot.ask(question, thread="sloppy", as_of=date(2026, 1, 6)):
                if isinstance(event, DoneEvent):
                    return event.answer
            raise AssertionError("no answer")

        return [asyncio.run(ask(question)) for question in questions]


def unmarked_wrongs(answer: Answer) -> list[str]:
    """Return the figures that a reader would take for proved and that are not the facts'."""
    plain = "".join(s.text if s.verdict is None else " ~ " for s in answer.segments)
    typed = [f.text for f in find_figures(re.sub(r"Q1 2025", "", plain)).figures]
    proved = [s.text for s in answer.segments if s.verdict == "proved" and s.part == "value"]
    return typed + [t for t in proved if not t.lstrip("−").startswith(RIGHT)]


@pytest.mark.parametrize("habit", HABITS)
def test_an_answer_is_right_or_marked_and_its_file_verifies(habit: str, own_home: Path) -> None:
    (told,) = answers(sloppy(habit), own_home, QUESTION)

    assert not unmarked_wrongs(told), told.text
    assert WRONG not in told.text or told.checks.unproved
    assert told.checks.figures >= 2
    assert verify(told.to_json()).ok


@pytest.mark.parametrize("habit", COMES_OUT_RIGHT)
def test_a_habit_that_can_be_read_comes_out_right(habit: str, own_home: Path) -> None:
    (told,) = answers(sloppy(habit), own_home, QUESTION)

    assert all(figure in told.text for figure in RIGHT), told.text
    assert not told.checks.unproved


@pytest.mark.parametrize("habit", sorted(set(HABITS) - set(COMES_OUT_RIGHT)))
def test_a_habit_that_says_something_wrong_is_marked(habit: str, own_home: Path) -> None:
    (told,) = answers(sloppy(habit), own_home, QUESTION)

    assert told.checks.unproved


def test_a_reference_to_the_turn_before_is_held_to_what_the_sentence_says(own_home: Path) -> None:
    script = says("Tesla lost {F1}.", "In the fourth quarter Nvidia gained {F1:abs}.")

    told = answers(script, own_home, QUESTION, "How did Nvidia do in Q4 2025?")[-1]

    assert told.checks.unproved


def test_prose_before_the_tools_is_not_shown(own_home: Path) -> None:
    (told,) = answers(talks_before_tools, own_home, "And what about it?")

    assert told.text.startswith("Apple lost ") and WRONG not in told.text
    assert told.checks.proved == told.checks.figures == 1


def test_a_model_without_habits_passes_the_same_gate(own_home: Path) -> None:
    (told,) = answers(behaves, own_home, QUESTION)

    assert told.checks.figures and not told.checks.unproved
