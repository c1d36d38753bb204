"""Endpoints that are no OpenAI: what local servers and small models do differently is met, and said where it counts."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.doubles.asking import NASDAQ, SETTLED, Told, asked, copilot_with, events_of
from tests.doubles.openai_server import Reply, Script, facts_in, openai_server

ANSWER = "The Nasdaq Composite returned {F1} since then."
CALL = {"name": "measure", "arguments": {"measure": "price_return", "subjects": ["Apple"], "period": "2025"}}


def always(fault: str, text: str = ANSWER) -> Script:
    return lambda request, number: Reply(text, fault=fault)


@pytest.mark.parametrize(("fault", "calls"), [("nostream", 1), ("nostreaming", 1), ("nooptions", 1)])
def test_what_an_endpoint_does_not_do_is_learnt_once(fault: str, calls: int, own_home: Path) -> None:
    with openai_server(always(fault)) as server:
        copilot = copilot_with(server, own_home)
        first = Told(events_of(copilot, NASDAQ))
        before = len(server.requests)
        second = Told(events_of(copilot, NASDAQ))

    assert SETTLED in first.answer.text and SETTLED in second.answer.text
    assert before == 2 and len(server.requests) - before == calls


@pytest.mark.parametrize("fault", ["nousage", "nooptions"])
def test_tokens_that_nobody_counts_are_estimated_and_said_to_be(fault: str, own_home: Path) -> None:
    told = asked(always(fault), own_home)
    sent = len(json.dumps(told.requests[-1]))

    assert told.answer.model.estimated
    assert told.answer.model.input_tokens == pytest.approx(sent / 4, rel=0.2)
    assert told.answer.model.output_tokens > 0


def test_tokens_that_are_counted_are_not_estimated(own_home: Path) -> None:
    model = asked(always(""), own_home).answer.model

    assert not model.estimated and model.input_tokens > 0


@pytest.mark.parametrize(
    "written",
    [f"```json\n{json.dumps(CALL)}\n```", f"<tool_call>\n{json.dumps(CALL)}\n</tool_call>", json.dumps(CALL),
     json.dumps([CALL]), f"[TOOL_CALLS] {json.dumps([CALL])}", f"<|python_tag|>{json.dumps(CALL)}",
     f"<function=measure>{json.dumps(CALL['arguments'])}</function>",
     f"Let me look that up.\n\n<tool_call>{json.dumps(CALL)}</tool_call>",
     json.dumps({"name": "measure", "parameters": CALL["arguments"]}),
     json.dumps({"type": "function", "function": CALL}),
     json.dumps({"function": "measure", "args": CALL["arguments"]}),
     f"<think>I need Apple's return of 99.99%.</think>\n<tool_call>{json.dumps(CALL)}</tool_call>"],
    ids=["fence", "tag", "bare", "list", "mistral", "llama", "function tag", "preface", "parameters", "nested",
         "function and args", "after thinking"],
)  # fmt: skip
def test_a_tool_call_written_as_text_is_run(written: str, own_home: Path) -> None:
    def script(request: dict[str, Any], number: int) -> Reply:
        if number == 1:
            return Reply(written)
        own = [fact for fact, label, *_ in facts_in(request) if "Apple" in label]
        return Reply(f"Apple returned {{{own[0]}}} in 2025.")

    told = asked(script, own_home)

    assert len(told.requests) == 2
    assert any(fact["subject"] == ["AAPL"] for fact in told.answer.facts)
    assert told.answer.text.strip().startswith("Apple returned ") and not told.answer.checks.unproved


@pytest.mark.parametrize("fault", ["reasoning", ""], ids=["a field of its own", "tags"])
def test_thinking_is_never_shown(fault: str, own_home: Path) -> None:
    thought = "" if fault else '<think>The user wants {F1}. Perhaps 77.77%. {"name": "x"}</think>\n\n'

    told = asked(always(fault, thought + ANSWER), own_home)

    assert told.answer.text.strip() == f"The Nasdaq Composite returned {SETTLED} since then."
    assert "77.77" not in str(told.events)


def test_json_that_is_no_tool_call_stays_text(own_home: Path) -> None:
    text = ANSWER + '\n\n```json\n{"ticker": "AAPL"}\n```\n'

    told = asked(always("", text), own_home)

    assert '{"ticker": "AAPL"}' in told.answer.text and len(told.requests) <= 2


def test_a_model_without_tools_is_replaced_with_the_reason(own_home: Path) -> None:
    told = asked(always("notools"), own_home)

    assert told.answer.model.fell_back and "cannot call tools" in (told.answer.model.notice or "")


def test_calls_made_ahead_stand_alone_under_ids_that_every_endpoint_takes(own_home: Path) -> None:
    told = asked(always(""), own_home, "Nasdaq against the Russell 2000 in calendar 2025, and the Dow")
    made = [m["tool_calls"] for m in told.requests[0]["messages"] if m.get("tool_calls")]

    assert all(len(calls) == 1 for calls in made)
    assert all(len(c["id"]) == 9 and c["id"].isalnum() for calls in made for c in calls)


def test_an_endpoint_that_answers_in_html_for_once_is_streamed_from_again(own_home: Path) -> None:
    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(ANSWER, fault="html" if number <= 2 else None)

    with openai_server(script) as server:
        copilot = copilot_with(server, own_home)
        first, second = Told(events_of(copilot, NASDAQ)), Told(events_of(copilot, NASDAQ))

    assert first.answer.model.fell_back and not second.answer.model.fell_back
    assert server.requests[-1]["stream"] is True
