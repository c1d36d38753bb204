from typing import Any

import pytest

from copilot.answer import Answer
from copilot.events import DoneEvent, NoticeEvent, ReadingEvent, SentenceEvent, StepEvent
from ui.app.turns import Turn, settled, turn_html
from ui.app.welcome import EXAMPLES, welcome_html


def fed(answer: Answer, *events: Any) -> Turn:
    turn = Turn(answer.question, "turn1")
    for event in events:
        turn.take(event)
    return turn


def test_a_turn_is_one_line_so_that_no_markdown_is_read_in_it(answer: Answer) -> None:
    turn = fed(answer, NoticeEvent("two\n\nlines"), SentenceEvent(answer.segments), DoneEvent(answer))

    assert "\n" not in turn_html(turn)
    assert "\n" not in turn_html(fed(answer, SentenceEvent(answer.segments)))
    assert "\n" not in welcome_html()


def test_a_running_turn_tells_what_it_does(answer: Answer) -> None:
    assert "Reading the question" in turn_html(fed(answer, ReadingEvent(answer.reading)))
    assert "Checking the figures" in turn_html(fed(answer, StepEvent("measure", {"period": "2025"}, "{F1}", 0.1)))
    assert "Writing and checking" in turn_html(fed(answer, SentenceEvent(answer.segments[:1])))


def test_a_sentence_is_shown_as_soon_as_it_is_checked(answer: Answer) -> None:
    html = turn_html(fed(answer, SentenceEvent(answer.segments[:3])))

    assert "The Nasdaq Composite returned" in html
    assert "105.33%" in html


def test_a_finished_turn_offers_other_readings_steps_and_what_to_ask_next(answer: Answer) -> None:
    turn = fed(answer, DoneEvent(answer))
    turn.token = "t" * 32
    html = turn_html(turn)

    assert 'data-ask="How has the Nasdaq done since 29 November 2022?"' in html
    assert 'data-ask="And the S&amp;P 500?"' in html
    assert "1 tool call: measure" in html
    assert f'href="/copilot/answers/{"t" * 32}.md"' in html
    assert 'aria-busy="true"' not in html


def test_an_older_turn_offers_nothing_to_ask_next(answer: Answer) -> None:
    assert "Ask next" not in settled(fed(answer, DoneEvent(answer)))


def test_a_stopped_turn_keeps_what_was_checked_and_can_be_asked_again(answer: Answer) -> None:
    turn = fed(answer, SentenceEvent(answer.segments[:3]))
    turn.stopped = True
    html = turn_html(turn)

    assert "105.33%" in html
    assert "Stopped. What stands above was checked before that." in html
    assert "Ask again" in html


def test_trouble_is_announced(answer: Answer) -> None:
    turn = Turn("q", "turn1", error="No prices.")

    assert '<div class="trouble" role="alert"><p>No prices.</p>' in turn_html(turn)


@pytest.mark.fault("X3")
def test_what_a_tool_says_is_text(answer: Answer) -> None:
    html = turn_html(fed(answer, StepEvent("<b>x", {"<i>": ["<img src=x>"]}, "<script>1</script>", 0.0)))

    assert "<script>" not in html
    assert "<img" not in html
    assert "<i>" not in html


def test_every_example_is_a_button() -> None:
    assert welcome_html().count("data-ask=") == len(EXAMPLES)
