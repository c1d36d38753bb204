"""Streams in the shapes that Ollama, llama.cpp, vLLM and others really send."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.doubles.asking import NASDAQ, SETTLED, Told, asked, copilot_with, events_of
from tests.doubles.openai_server import Reply, facts_in, openai_server

ARGUMENTS = {"measure": "price_return", "subjects": ["Apple"], "period": "2025"}
TEXT = json.dumps(ARGUMENTS)
DONE = "data: [DONE]\n\n"
ANSWER = "The Nasdaq Composite returned {F1} since then."
Piece = dict[str, Any]


def piece(delta: Any, finish: str | None = None, **beside: Any) -> Piece:
    return {
        "id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}], **beside,
    }  # fmt: skip


def called(finish: str | None = "tool_calls", **changes: Any) -> list[Any]:
    """Return a stream with one tool call whole in one piece, some of its keys changed; None takes a key away."""
    call: Piece = {
        "index": 0, "id": "call_a", "type": "function", "function": {"name": "measure", "arguments": TEXT}, **changes,
    }  # fmt: skip
    call = {k: v for k, v in call.items() if v is not None}
    return [piece({"role": "assistant", "content": "", "tool_calls": [call]}), piece({}, finish), DONE]


def split(*parts: Piece, finish: str | None = "tool_calls") -> list[Any]:
    return [*(piece({"tool_calls": [part]}) for part in parts), piece({}, finish), DONE]


PARTS = [TEXT[i : i + 9] for i in range(0, len(TEXT), 9)]
NAMED = {"name": "measure", "arguments": ""}
CALLS: dict[str, list[Any]] = {
    "whole, finish stop": called("stop"),
    "whole, no index": called(index=None),
    "whole, no type": called(type=None),
    "no id": called(id=None),
    "empty id": called(id=""),
    "arguments as an object": called(function={"name": "measure", "arguments": ARGUMENTS}),
    "finish in the same piece": [piece(called()[0]["choices"][0]["delta"], "tool_calls"), DONE],
    "no finish, but an end": called(None),
    "empty finish": called(""),
    "unknown finish": called("eos"),
    "content null beside": [piece({"role": "assistant", "content": None}), *called()],
    "no role": split({"index": 0, "id": "a", "function": {"name": "measure", "arguments": TEXT}}),
    "id and name again in each piece": split(
        *({"index": 0, "id": "a", "function": {"name": "measure", "arguments": part}} for part in PARTS)),
    "name null in later pieces": split(
        {"index": 0, "id": "a", "function": NAMED},
        *({"index": 0, "id": None, "function": {"name": None, "arguments": part}} for part in PARTS)),
    "name empty in later pieces": split(
        {"index": 0, "id": "a", "function": NAMED},
        *({"index": 0, "id": "", "function": {"name": "", "arguments": part}} for part in PARTS)),
    "index from one": split({"index": 1, "id": "a", "function": {"name": "measure", "arguments": TEXT}}),
    "arguments null first": split(
        {"index": 0, "id": "a", "function": {"name": "measure", "arguments": None}},
        {"index": 0, "function": {"arguments": TEXT}}),
    "a keep-alive between": [": PROCESSING\n\n", *called()[:1], ": PROCESSING\n\n", *called()[1:]],
    "usage in every piece": [
        {**one, "usage": {"prompt_tokens": 9, "completion_tokens": 1, "total_tokens": 10}} if one != DONE else one
        for one in called()],
    "usage null": [{**one, "usage": None} if one != DONE else one for one in called()],
    "a last piece without choices": [*called()[:2], {**piece({}), "choices": []}, DONE],
    "reasoning before": [
        piece({"role": "assistant", "reasoning_content": "I should look {F9} up, 12.34%."}),
        piece({"reasoning": "More of it."}), piece({"reasoning_details": [{"type": "text", "text": "and"}]}),
        *called()],
    "thinking in parts": [
        piece({"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "It is 12.34%."}]}]}), *called()],
    "no end": called()[:-1],
}  # fmt: skip


@pytest.mark.parametrize("stream", CALLS.values(), ids=CALLS)
def test_a_tool_call_is_run_in_whatever_shape_it_comes(stream: list[Any], own_home: Path) -> None:
    def script(request: dict[str, Any], number: int) -> Reply:
        own = [fact for fact, label, *_ in facts_in(request) if "Apple" in label]
        if not own:
            return Reply(raw=tuple(stream))
        return Reply(f"Apple returned {{{own[0]}}} in 2025.")

    told = asked(script, own_home)

    assert told.answer.text.strip().startswith("Apple returned ") and not told.answer.model.fell_back
    assert len(told.requests) == 2 and "12.34" not in str(told.events)


def said(*texts: Any, finish: str | None = "stop", end: str = DONE) -> list[Any]:
    return [*(piece({"content": text}) for text in texts), piece({}, finish), end]


ANSWERS: dict[str, list[Any]] = {
    "no finish, but an end": said(ANSWER, finish=None),
    "empty finish": said(ANSWER, finish=""),
    "finish eos": said(ANSWER, finish="eos"),
    "finish stop_sequence": said(ANSWER, finish="stop_sequence"),
    "content in parts": said([{"type": "text", "text": ANSWER}]),
    "null pieces between": said("The Nasdaq Composite ", None, "returned {F1} since then."),
    "a piece without delta": [
        *said(ANSWER)[:1], {**piece({}), "choices": [{"index": 0, "finish_reason": "stop"}]}, DONE],
    "a null delta": [*said(ANSWER)[:1], piece(None, "stop"), DONE],
    "choices null at the end": [*said(ANSWER)[:2], {**piece({}), "choices": None}, DONE],
    "an end token": said(ANSWER, "<|im_end|>"),
    "another end token": said(f"{ANSWER}</s>"),
    "a third end token": said(ANSWER[:20], f"{ANSWER[20:]}<|eot_", "id|>"),
    "carriage returns": [f"data: {json.dumps(one)}\r\n\r\n" for one in said(ANSWER)[:-1]] + ["data: [DONE]\r\n\r\n"],
    "no space after the colon": [f"data:{json.dumps(one)}\n\n" for one in said(ANSWER)[:-1]] + ["data:[DONE]\n\n"],
    "an empty list of calls": [piece({"content": ANSWER, "tool_calls": []}), piece({"tool_calls": None}, "stop"), DONE],
    "a refusal that is null": [piece({"content": ANSWER, "refusal": None}), piece({}, "stop"), DONE],
}  # fmt: skip


@pytest.mark.parametrize("stream", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_is_whole_in_whatever_shape_it_comes(stream: list[Any], own_home: Path) -> None:
    told = asked(lambda request, number: Reply(raw=tuple(stream)), own_home)
    model = told.answer.model

    assert told.answer.text.strip() == f"The Nasdaq Composite returned {SETTLED} since then."
    assert (model.fell_back, model.incomplete, len(told.requests)) == (False, False, 1)


def thinking(*texts: str, finish: str | None = "stop") -> list[Any]:
    return said(*(text[i : i + 7] for text in texts for i in range(0, len(text), 7)), finish=finish)


THOUGHT = 'Okay, the user asks about the Nasdaq. It has {F1}, that is 77.77%. Perhaps {"a": 1}.\n'
UNMARKED: dict[str, str] = {
    "a thought that only ends": f"{THOUGHT}</think>\n\n{ANSWER}",
    "a thought like an answer": f"Nasdaq facts are {{F1}} here and 77.77% there.\n</think>\n{ANSWER}",
    "a thought without a reference": f"Nasdaq is what they ask of, so 77.77%.</think>{ANSWER}",
    "marked by other words": f"<thought>{THOUGHT}</thought>{ANSWER}",
    "marked by brackets": f"[THINK]{THOUGHT}[/THINK]{ANSWER}",
    "channels": f"<|channel|>analysis<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final<|message|>{ANSWER}",
    "in capitals": f"<THINK>{THOUGHT}</THINK>{ANSWER}",
    "marked and ended twice": f"<think>{THOUGHT}</think></think>{ANSWER}",
}


@pytest.mark.parametrize("text", [v for k, v in UNMARKED.items() if k != "a thought like an answer"],
                         ids=[k for k in UNMARKED if k != "a thought like an answer"])  # fmt: skip
def test_a_thought_is_not_shown_however_it_is_marked(text: str, own_home: Path) -> None:
    told = asked(lambda request, number: Reply(raw=tuple(thinking(text))), own_home)

    assert told.answer.text.strip() == f"The Nasdaq Composite returned {SETTLED} since then."
    assert "77.77" not in str(told.events) and len(told.requests) == 1


def test_a_tool_call_after_a_thought_that_only_ends_is_run(own_home: Path) -> None:
    call = json.dumps({"name": "measure", "arguments": ARGUMENTS})

    def script(request: dict[str, Any], number: int) -> Reply:
        own = [fact for fact, label, *_ in facts_in(request) if "Apple" in label]
        text = f"{THOUGHT}</think>\n" + (
            f"Apple returned {{{own[0]}}} in 2025." if own else f"<tool_call>{call}</tool_call>"
        )
        return Reply(raw=tuple(thinking(text)))

    told = asked(script, own_home)

    assert told.answer.text.strip().startswith("Apple returned ") and "77.77" not in str(told.events)
    assert len(told.requests) == 2


def test_a_model_that_is_known_to_think_aloud_is_waited_for(own_home: Path) -> None:
    text = UNMARKED["a thought like an answer"]
    with openai_server(lambda request, number: Reply(raw=tuple(thinking(text)))) as server:
        copilot = copilot_with(server, own_home)
        first, second = (Told(events_of(copilot, NASDAQ)) for _ in range(2))

    assert "77.77" in str(first.events) and "</think>" not in first.answer.text
    assert second.answer.text.strip() == f"The Nasdaq Composite returned {SETTLED} since then."


@pytest.mark.parametrize("text", ["Let me be brief. ", "First, a figure. ", "Okay. ", "I have looked. "])
def test_an_answer_that_begins_like_a_thought_is_an_answer(text: str, own_home: Path) -> None:
    told = asked(lambda request, number: Reply(raw=tuple(thinking(text + ANSWER))), own_home)

    assert told.answer.text.strip() == f"{text}The Nasdaq Composite returned {SETTLED} since then."


@pytest.mark.parametrize("text", ["", "{F1} ", "An end that is none. "])
def test_an_endpoint_that_names_its_ends_has_broken_off_when_it_does_not(text: str, own_home: Path) -> None:
    streams = [said(ANSWER), said(f"{text}{ANSWER}", finish=None)]
    with openai_server(lambda request, number: Reply(raw=tuple(streams[min(number, 2) - 1]))) as server:
        copilot = copilot_with(server, own_home)
        first, second = (Told(events_of(copilot, NASDAQ)) for _ in range(2))

    assert not first.answer.model.incomplete and second.answer.model.incomplete


def test_a_whole_reply_without_a_finish_is_whole(own_home: Path) -> None:
    whole = {
        "id": "c", "object": "chat.completion", "created": 1, "model": "scripted",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": ANSWER}, "finish_reason": None}],
    }  # fmt: skip

    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(fault="nostreaming") if request.get("stream") else Reply(raw=(whole,))

    told = asked(script, own_home)

    assert SETTLED in told.answer.text and not told.answer.model.incomplete
