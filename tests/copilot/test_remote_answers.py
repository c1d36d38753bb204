"""Answers by a chat model behind a real wire: one that behaves, and ones that do not."""

from pathlib import Path
from typing import Any

import pytest

from copilot.answer import Answer
from copilot.events import DoneEvent, Event
from copilot.models import ModelUnavailable
from tests.doubles.asking import NASDAQ, Told, copilot_with, events_of, pieces
from tests.doubles.openai_server import Reply, Script, Server, behaves, facts_in, faulty, openai_server, says

SMALL_CAPS = "How did small caps do in the first five trading days of 2026?"


def events(server: Server, home: Path, question: str, thread: str | None = None, **changes: Any) -> list[Event]:
    return events_of(copilot_with(server, home, **changes), question, thread)


def answer(server: Server, home: Path, question: str, **changes: Any) -> Answer:
    return Told(events(server, home, question, **changes)).answer


def asked(script: Script, home: Path, question: str = NASDAQ, **changes: Any) -> Answer:
    with openai_server(script) as server:
        return answer(server, home, question, **changes)


def first_fact(template: str) -> Script:
    """Return a script that writes the first fact it was given into a template, ID and FIGURE filled in."""

    def script(request: dict[str, Any], number: int) -> Reply:
        facts = facts_in(request)
        if not facts:
            return Reply(calls=[("measure", {"measure": "price_return", "subjects": ["the Nasdaq"], "period": "2025"})])
        return Reply(template.replace("ID", facts[0][0]).replace("FIGURE", facts[0][3].lstrip("+")))

    return script


def test_a_model_that_behaves_needs_one_call_and_is_proved(own_home: Path) -> None:
    with openai_server(behaves) as server:
        told = answer(server, own_home, NASDAQ)

        assert len(server.requests) == 1
    assert told.checks.figures > 0
    assert told.checks.proved == told.checks.figures
    assert any(f["measure"] == "price_return" and abs(f["value"] - 1.0533) < 1e-4 for f in told.facts)
    assert "105.33%" in told.text
    assert told.model.calls == 1 and told.model.input_tokens > 0 and not told.model.fell_back


QUESTIONS = {
    "Nasdaq against the Russell 2000 in calendar 2025": ("spread", 0.0907),
    "Rank the sectors on 6 January 2026": ("price_return", 0.0198),
    SMALL_CAPS: ("price_return", 0.0407),
    "How much of the S&P 500 is the Magnificent 7?": ("weight", 0.3429),
    "equal-weight S&P 500 against MAGS this year": ("spread", 0.0331),
    "Is Nvidia up more than 1,000% since ChatGPT?": ("price_return", 10.0662),
    "the Nasdaq's worst drawdown in 2025": ("max_drawdown", -0.2387),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_questions_are_answered_through_the_chat_model(question: str, own_home: Path) -> None:
    measure, value = QUESTIONS[question]

    told = asked(behaves, own_home, question)

    assert any(f["measure"] == measure and abs(f["value"] - value) < 1e-4 for f in told.facts), told.facts
    assert not told.checks.unproved


@pytest.mark.parametrize(
    "written",
    ["returned 4.44% {ID} since then.", "returned {ID}% since then.", "returned [ID] since then.",
     "returned {{ID}} since then.", "returned `{ID}` since then.", "returned ID since then."],
)  # fmt: skip
def test_a_sloppy_reference_comes_out_as_the_one_right_figure(written: str, own_home: Path) -> None:
    told = asked(first_fact(f"The Nasdaq Composite {written}"), own_home)

    assert told.text.strip() == "The Nasdaq Composite returned 105.33% since then."
    assert told.checks.proved == told.checks.figures == 1


def test_a_falling_verb_takes_the_size_alone(own_home: Path) -> None:
    script = first_fact("The Nasdaq Composite fell {ID} from its peak.")

    told = asked(script, own_home, "the Nasdaq's worst drawdown in 2025")

    assert "fell 23.87% from its peak" in told.text


def test_a_typed_figure_that_is_right_is_linked(own_home: Path) -> None:
    told = asked(says("The Nasdaq Composite returned 105.33% since 30 November 2022."), own_home)

    assert told.checks.proved == 1
    assert [s.fact for s in told.segments if s.verdict == "proved" and "105" in s.text]


def test_a_wrong_typed_figure_is_repaired_once(own_home: Path) -> None:
    repaired = "1: The Nasdaq Composite returned {F1} since then."
    with openai_server(says("The Nasdaq Composite returned 131.31% since then.", repaired)) as server:
        told = answer(server, own_home, NASDAQ)

        assert len(server.requests) == 2
    assert "105.33%" in told.text and "131.31" not in told.text
    assert not told.checks.unproved


def test_a_wrong_typed_figure_that_stays_wrong_is_shown_as_unproved_in_place(own_home: Path) -> None:
    told = asked(says("The Nasdaq Composite returned 131.31% since then. It also returned {F1}."), own_home)

    marked = [s for s in told.segments if s.verdict == "unproved"]
    assert any("131.31" in s.text and s.reason for s in marked)
    assert "105.33%" in told.text
    assert told.checks.unproved


def test_an_invented_citation_is_dropped(own_home: Path) -> None:
    told = asked(says("The Nasdaq Composite returned {F1} [S9]."), own_home)

    assert "S9" not in told.text and "[9]" not in told.text
    assert told.citations == ()
    assert told.checks.unsupported


def test_an_answer_that_stops_mid_sentence_is_kept_and_called_incomplete(own_home: Path) -> None:
    text = "The Nasdaq Composite returned {F1} since then. Per year that is {F2}, and then the wire was cut off."

    told = asked(faulty("snodone", text), own_home)

    assert "105.33%" in told.text
    assert told.model.notice and "incomplete" in told.model.notice


def test_what_was_shown_is_a_prefix_of_the_answer(own_home: Path) -> None:
    script = says("The Nasdaq Composite returned {F1}. It returned 99.99% too. Per year it is {F2}.", "2: DROP")
    with openai_server(script) as server:
        told = events(server, own_home, NASDAQ)
    last = told[-1]
    assert isinstance(last, DoneEvent)

    assert pieces(told) == last.answer.segments
    assert "99.99" not in last.answer.text


@pytest.mark.parametrize("fault", ["e500", "e401", "equota", "html", "nochoices", "empty", "null", "serr", "hang"])
def test_a_chat_model_that_fails_is_replaced_by_the_built_in_one_and_said_so(fault: str, own_home: Path) -> None:
    told = asked(faulty(fault), own_home)

    assert told.model.fell_back and told.model.name == "offline"
    assert told.model.notice and "built-in model" in told.model.notice
    assert "105.33%" in told.text
    assert "sk-canary" not in str(told.to_json())


def test_without_fall_back_a_failing_chat_model_is_an_error(own_home: Path) -> None:
    with pytest.raises(ModelUnavailable, match="error 500"):
        asked(faulty("e500"), own_home, fallback=False)


def test_a_key_that_is_missing_is_said_and_the_built_in_model_answers(own_home: Path) -> None:
    told = asked(behaves, own_home, openai_api_key=None, model="gpt-5-mini")

    assert told.model.fell_back
    assert told.model.notice and "OPENAI_API_KEY" in told.model.notice


@pytest.mark.parametrize(
    "calls",
    [[("measure", '{"measure": "price_ret')], [("measure", "[1, 2]")],
     [("measure", '{"measure": 7, "subjects": {"a": 1}}')], [("no_such_tool", {})],
     [("overview", {"period": "today"})] * 3],
    ids=["half JSON", "a list", "wrong types", "unknown tool", "three at once"],
)  # fmt: skip
def test_bad_tool_calls_go_back_to_the_model_which_then_answers(calls: list[tuple[str, Any]], own_home: Path) -> None:
    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(calls=calls) if number == 1 else Reply("The Nasdaq Composite returned {F1}.")

    told = asked(script, own_home)

    assert "105.33%" in told.text


def test_an_endless_loop_of_calls_ends_with_what_was_found(own_home: Path) -> None:
    with openai_server(lambda request, number: Reply(calls=[("overview", {"period": "today"})])) as server:
        told = answer(server, own_home, NASDAQ)

        assert len(server.requests) <= 8
    assert "105.33%" in told.text


def test_the_history_of_a_thread_holds_references_instead_of_digits(own_home: Path) -> None:
    with openai_server(behaves) as server:
        answer(server, own_home, NASDAQ, thread="one")
        answer(server, own_home, "and the S&P 500, with dividends?", thread="one")
        said = [m["content"] for m in server.requests[-1]["messages"] if m["role"] == "assistant" and m["content"]]

    assert said and "{F1}" in said[0] and "105.33" not in said[0]
