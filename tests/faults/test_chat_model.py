"""The chat model fails: every fault by name, through the whole program, over a real wire."""

import json
import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from copilot.models import ModelUnavailable
from copilot.models.patience import told_wait
from copilot.models.trimming import LEFT_OUT
from tests.doubles.asking import CANARY, NASDAQ, SETTLED, Told, asked, copilot_with, events_of, pieces
from tests.doubles.openai_server import Reply, Script, behaves, faulty, openai_server, says

TWO_SENTENCES = "The Nasdaq Composite returned {F1} since then. Per year that is {F2}, and then the wire was cut off."


def after(fault: str, times: int = 1, then: Script = behaves, **headers: str) -> Script:
    """Return a script that misbehaves so many times, then behaves."""

    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(fault=fault, headers=headers) if number <= times else then(request, number)

    return script


def replaced(told: Told, why: str) -> bool:
    """Say whether the built-in model answered in the chat model's place, for this reason, with a proved figure."""
    model = told.answer.model
    return model.fell_back and model.name == "offline" and why in (model.notice or "") and SETTLED in told.answer.text


def kept_in_part(told: Told) -> bool:
    """Say whether what had come was kept, proved, and called incomplete."""
    model = told.answer.model
    told_so = model.incomplete and "incomplete" in told.notices and not model.fell_back
    return told_so and SETTLED in told.answer.text and pieces(told.events) == told.answer.segments


@pytest.mark.fault("L1")
def test_a_rate_limit_that_passes_is_waited_for_as_long_as_the_server_says(own_home: Path) -> None:
    told = asked(after("e429", 2, **{"Retry-After": "7"}), own_home)

    assert told.slept == [7.0, 7.0]
    assert len(told.requests) == 3
    assert SETTLED in told.answer.text and not told.answer.model.fell_back


@pytest.mark.fault("L1")
@pytest.mark.parametrize(
    ("headers", "seconds"),
    [({"retry-after-ms": "250"}, 0.25), ({}, 0.5), ({"Retry-After": "soon"}, 0.5), ({"Retry-After": "-3"}, 0.5)],
    ids=["milliseconds", "not said", "no number", "negative"],
)
def test_the_wait_is_read_in_every_form(headers: dict[str, str], seconds: float, own_home: Path) -> None:
    assert asked(after("e429", 1, **headers), own_home).slept == [seconds]


@pytest.mark.fault("L1")
def test_a_date_to_wait_for_is_read_by_the_servers_own_clock() -> None:
    error = RuntimeError("rate limited")
    headers = {"retry-after": "Fri, 09 Jan 2026 21:00:12 GMT", "date": "Fri, 09 Jan 2026 21:00:00 GMT"}
    error.response = SimpleNamespace(headers=headers)  # type: ignore[attr-defined]  # as the openai package does

    assert told_wait(error) == 12.0


@pytest.mark.fault("L2")
def test_a_rate_limit_that_stays_is_given_up_after_three_calls(own_home: Path) -> None:
    told = asked(faulty("e429"), own_home)

    assert len(told.requests) == 3
    assert replaced(told, "rate limit")


@pytest.mark.fault("L2")
def test_a_server_that_asks_for_an_hour_is_not_waited_for(own_home: Path) -> None:
    told = asked(after("e429", 9, **{"Retry-After": "3600"}), own_home)

    assert told.slept == [] and len(told.requests) == 1
    assert replaced(told, "rate limit")


@pytest.mark.fault("L2")
def test_an_account_without_quota_is_one_call(own_home: Path) -> None:
    told = asked(faulty("equota"), own_home)

    assert len(told.requests) == 1 and told.slept == []
    assert replaced(told, "quota")


@pytest.mark.fault("L3")
@pytest.mark.parametrize("fault", ["e500", "e503", "drop"])
def test_a_server_that_fails_is_asked_three_times_and_replaced(fault: str, own_home: Path) -> None:
    told = asked(faulty(fault), own_home)

    assert len(told.requests) == 3
    assert replaced(told, {"drop": "lost"}.get(fault, f"error {fault[1:]}"))


@pytest.mark.fault("L3")
@pytest.mark.parametrize("fault", ["e500", "drop"])
def test_a_server_that_recovers_answers(fault: str, own_home: Path) -> None:
    assert not asked(after(fault), own_home).answer.model.fell_back


@pytest.mark.fault("L3")
@pytest.mark.parametrize("address", ["http://127.0.0.1:9/v1", "http://no-such-host.invalid/v1"])
def test_an_address_that_cannot_be_reached_is_replaced_at_once(address: str, own_home: Path) -> None:
    told = asked(behaves, own_home, openai_base_url=address)

    assert told.slept == []
    assert replaced(told, "could not be reached")


@pytest.mark.fault("L3")
@pytest.mark.parametrize(
    ("fault", "reason"), [("e500", "error 500"), ("equota", "quota"), ("hang", "in time"), ("html", "read")]
)
def test_without_fall_back_each_failure_is_an_error_with_its_name(fault: str, reason: str, own_home: Path) -> None:
    with pytest.raises(ModelUnavailable, match=reason):
        asked(faulty(fault), own_home, fallback=False, first_byte_seconds=0.3)


@pytest.mark.fault("L4")
def test_a_model_that_says_nothing_is_cut_off_in_time(own_home: Path) -> None:
    told = asked(faulty("hang"), own_home, first_byte_seconds=0.2)

    assert len(told.requests) == 1
    assert replaced(told, "did not answer in time")
    assert told.answer.seconds < 3


@pytest.mark.fault("L4")
def test_a_model_that_stalls_keeps_what_it_had_said(own_home: Path) -> None:
    told = asked(faulty("sstall", TWO_SENTENCES), own_home, gap_seconds=0.2)

    assert kept_in_part(told) and len(told.requests) == 1


@pytest.mark.fault("L4")
def test_an_answer_has_a_time_budget_as_a_whole(own_home: Path) -> None:
    told = asked(faulty("sstall", TWO_SENTENCES), own_home, gap_seconds=60, answer_seconds=1.0)

    assert kept_in_part(told)


@pytest.mark.fault("L5")
def test_a_connection_that_is_lost_in_mid_answer_keeps_what_had_come_and_is_not_retried(own_home: Path) -> None:
    told = asked(faulty("sdrop", TWO_SENTENCES), own_home)

    assert len(told.requests) == 1
    assert kept_in_part(told)


@pytest.mark.fault("L5")
def test_half_a_reference_at_the_end_is_not_shown(own_home: Path) -> None:
    text = "The Nasdaq Composite returned {F1} since then. Per year it is {F2}"
    for length in range(text.rindex("{"), len(text)):
        padded = text[:length] + "x" * (length // 2 + 1)
        told = asked(faulty("snodone", padded), own_home)

        assert "{" not in told.answer.text, padded


@pytest.mark.fault("L5")
def test_tool_calls_that_break_off_are_asked_for_again(own_home: Path) -> None:
    calls = [("measure", {"measure": "price_return", "subjects": ["Apple"], "period": "2025"})]

    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(calls=calls, fault="sdrop") if number == 1 else behaves(request, number)

    told = asked(script, own_home)

    assert len(told.requests) == 2 and not told.answer.model.fell_back


@pytest.mark.fault("L6")
def test_a_stream_that_ends_without_a_finish_is_no_final_answer(own_home: Path) -> None:
    told = asked(faulty("snodone", TWO_SENTENCES), own_home)

    assert kept_in_part(told)
    assert told.answer.to_json()["model"]["incomplete"] is True


@pytest.mark.fault("L6")
def test_a_whole_answer_is_final(own_home: Path) -> None:
    model = asked(behaves, own_home).answer.model

    assert not model.incomplete and model.notice is None


@pytest.mark.fault("L7")
@pytest.mark.parametrize(
    ("fault", "reason"),
    [("sbadjson", "could not be read"), ("serr", "could not be read"), ("html", "could not be read"),
     ("nochoices", "broke off before its first word")],
)  # fmt: skip
def test_what_is_no_answer_is_named_and_replaced(fault: str, reason: str, own_home: Path) -> None:
    told = asked(faulty(fault, "No reference yet, so nothing of this has been shown to anyone."), own_home)

    assert replaced(told, reason)


@pytest.mark.fault("L8")
@pytest.mark.parametrize("fault", ["empty", "null"])
def test_an_empty_answer_is_asked_for_once_more_and_then_told_from_the_facts(fault: str, own_home: Path) -> None:
    told = asked(faulty(fault), own_home)

    assert len(told.requests) == 2
    assert "empty" in told.requests[1]["messages"][-1]["content"]
    assert replaced(told, "empty")


@pytest.mark.fault("L8")
def test_the_second_asking_is_not_part_of_the_thread(own_home: Path) -> None:
    with openai_server(after("empty", then=says("The Nasdaq Composite returned {F1}."))) as server:
        copilot = copilot_with(server, own_home)
        told = Told(events_of(copilot, NASDAQ, "t"))
        events_of(copilot, "and the S&P 500?", "t")
        said = [m["content"] for m in server.requests[-1]["messages"] if m["role"] == "user"]

    assert told.answer.model.calls == 2 and not told.answer.model.fell_back
    assert said == [NASDAQ, "and the S&P 500?"]


@pytest.mark.fault("L9")
@pytest.mark.parametrize(("fault", "reason"), [("length", "length limit"), ("filter", "provider withheld")])
def test_an_answer_that_was_stopped_is_kept_with_the_reason(fault: str, reason: str, own_home: Path) -> None:
    told = asked(faulty(fault, "The Nasdaq Composite returned {F1} since then. Per year"), own_home)

    assert kept_in_part(told) and reason in told.notices


@pytest.mark.fault("L9")
@pytest.mark.parametrize(
    ("fault", "reason"), [("length", "length limit"), ("filter", "content filter"), ("refusal", "refused to answer")]
)
def test_a_model_that_was_stopped_before_it_began_is_replaced_with_the_reason(
    fault: str, reason: str, own_home: Path
) -> None:
    told = asked(faulty(fault, ""), own_home)

    assert replaced(told, reason) and len(told.requests) == 1


def reads_only(characters: int) -> Script:
    """Return a script that refuses longer requests as OpenAI does, tool descriptions not counted."""

    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(fault="ectx") if len(json.dumps(request["messages"])) > characters else behaves(request, number)

    return script


def orphans(request: dict[str, Any]) -> list[str]:
    """Return the ids of calls without a result and of results without a call."""
    made = [c["id"] for m in request["messages"] for c in m.get("tool_calls") or ()]
    answered = [m["tool_call_id"] for m in request["messages"] if m["role"] == "tool"]
    return sorted(set(made) ^ set(answered))


@pytest.mark.fault("L10")
def test_a_context_that_overflows_is_trimmed_and_asked_once_more(own_home: Path) -> None:
    with openai_server(reads_only(8000)) as server:
        copilot = copilot_with(server, own_home)
        for number in range(4):
            events_of(copilot, f"{NASDAQ} {'Tell it plainly. ' * 40}{number}", "long")
        before = len(server.requests)
        told = Told(events_of(copilot, "Rank the Magnificent 7 by their return in 2025", "long"), server.requests)

    assert len(server.requests) - before == 2
    assert not told.answer.model.fell_back and told.answer.checks.figures > 0
    assert not any(orphans(request) for request in server.requests)


@pytest.mark.fault("L10")
def test_a_model_that_reads_too_little_is_replaced_with_the_reason(own_home: Path) -> None:
    told = asked(faulty("ectx"), own_home)

    assert len(told.requests) == 2
    assert replaced(told, "longer than the chat model can read")


@pytest.mark.fault("L10")
def test_the_oldest_tool_results_are_left_out_first(own_home: Path) -> None:
    periods = iter(["2023", "2024", "2025", "this year"])

    def script(request: dict[str, Any], number: int) -> Reply:
        results = [m["content"] for m in request["messages"] if m["role"] == "tool"]
        if len(results) >= 4:
            return Reply("The Nasdaq Composite returned {F1}.", fault=None if LEFT_OUT in results else "ectx")
        return Reply(calls=[("overview", {"period": next(periods)})])

    told = asked(script, own_home)
    results = [m["content"] for m in told.requests[-1]["messages"] if m["role"] == "tool"]

    assert SETTLED in told.answer.text
    assert results[0] == LEFT_OUT and results[-1] != LEFT_OUT
    assert not orphans(told.requests[-1])


@pytest.mark.fault("L10")
def test_a_thread_of_two_hundred_turns_costs_no_more_than_one_of_ten(own_home: Path) -> None:
    def asked_after(turns: int) -> dict[str, Any]:
        with openai_server(behaves) as server:
            copilot = copilot_with(server, own_home)
            thread = copilot.threads.open(f"of-{turns}")
            for number in range(turns):
                made: Any = [{"name": "overview", "args": {"period": "today"}, "id": f"a{number}"}]
                thread.messages += [
                    HumanMessage(f"{NASDAQ} {number}"), AIMessage("", tool_calls=made),
                    ToolMessage("word " * 2000, tool_call_id=f"a{number}"), AIMessage("It rose. " * 100),
                ]  # fmt: skip
            copilot.threads.save(thread)
            events_of(copilot, NASDAQ, thread.name)
        return server.requests[-1]

    short, long = asked_after(10), asked_after(200)

    assert len(json.dumps(long)) == pytest.approx(len(json.dumps(short)), rel=0.02)
    assert not orphans(long)


LONG = "long words " * 1000
BAD_CALLS: dict[str, list[tuple[str, Any]]] = {
    "half JSON": [("measure", '{"measure": "price_return", "subjects": ["Apple"], "period": "20')],
    "a list": [("measure", "[1, 2]")],
    "wrong types": [("measure", '{"measure": 7, "subjects": {"a": 1}}')],
    "unknown tool": [("no_such_tool", {})],
    "good beside bad": [("measure", "[1]"), ("overview", {"period": "today"})],
    "text": [("measure", "not JSON at all")],
}


@pytest.mark.fault("L11")
@pytest.mark.parametrize("calls", BAD_CALLS.values(), ids=BAD_CALLS)
def test_a_bad_tool_call_goes_back_to_the_model_which_then_answers(
    calls: list[tuple[str, Any]], own_home: Path
) -> None:
    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(calls=calls) if number == 1 else Reply("The Nasdaq Composite returned {F1}.")

    told = asked(script, own_home)

    assert SETTLED in told.answer.text and len(told.requests) == 2
    assert not orphans(told.requests[1])


@pytest.mark.fault("L11")
def test_half_a_call_is_not_run_with_words_cut_short(own_home: Path) -> None:
    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(calls=BAD_CALLS["half JSON"]) if number == 1 else Reply("The Nasdaq Composite returned {F1}.")

    told = asked(script, own_home)

    assert not any(fact["subject"] == ["AAPL"] for fact in told.answer.facts)


@pytest.mark.fault("L11")
@pytest.mark.parametrize(
    "call",
    [("measure", LONG), ("measure", json.dumps([LONG])), (LONG, {}), ("measure", {LONG: 1}),
     ("measure", {"measure": LONG, "subjects": ["Apple"]}),
     ("measure", {"measure": "price_return", "subjects": [LONG], "period": "2025"}),
     ("measure", {"measure": "price_return", "subjects": ["Apple"], "period": LONG}),
     ("measure", {"measure": "price_return", "subjects": ["Apple"], "period": "2025", "every": LONG}),
     ("compare", {"measure": "price_return", "first": LONG, "second": "Apple"}),
     ("rank", {"measure": "price_return", "subjects": [LONG, "Apple"]}), ("weight", {"group": LONG}),
     ("overview", {"period": LONG}), ("calculate", {"expression": LONG}), ("calculate", {"expression": "F" * 9000}),
     ("calculate", {"expression": "1+" * 9000}), ("judge", {"fact": LONG, "stated": "3%"}),
     ("judge", {"fact": "F1", "stated": LONG})],
    ids=lambda call: f"{call[0][:9]} {str(call[1])[:50]}",
)  # fmt: skip
def test_what_is_echoed_of_a_bad_call_is_bounded(call: tuple[str, Any], own_home: Path) -> None:
    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(calls=[call]) if number == 1 else Reply("The Nasdaq Composite returned {F1}.")

    told = asked(script, own_home)

    assert len(told.requests[1]["messages"][-1]["content"]) <= 900


@pytest.mark.fault("L11")
@pytest.mark.parametrize("fault", ["dupids", "index0"])
def test_calls_that_share_an_id_or_a_place_are_told_apart(fault: str, own_home: Path) -> None:
    subjects = ["Apple", "Microsoft", "Nvidia"]
    calls: list[tuple[str, Any]] = [
        ("measure", {"measure": "price_return", "subjects": [s], "period": "2025"}) for s in subjects
    ]

    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(calls=calls, fault=fault) if number == 1 else Reply("The Nasdaq Composite returned {F1}.")

    told = asked(script, own_home)
    made = [c["id"] for m in told.requests[1]["messages"] for c in m.get("tool_calls") or ()]

    assert len(set(made)) == len(made) and not orphans(told.requests[1])
    assert {"AAPL", "MSFT", "NVDA"} <= {s for fact in told.answer.facts for s in fact["subject"]}


@pytest.mark.fault("L11")
def test_fifty_calls_at_once_are_answered_within_the_limit(own_home: Path) -> None:
    calls: list[tuple[str, Any]] = [("measure", {"measure": "close", "subjects": [f"S{i}"]}) for i in range(50)]

    def script(request: dict[str, Any], number: int) -> Reply:
        return Reply(calls=calls) if number == 1 else Reply("The Nasdaq Composite returned {F1}.")

    told = asked(script, own_home)
    results = [m["content"] for m in told.requests[1]["messages"] if m["role"] == "tool"]

    assert SETTLED in told.answer.text
    assert sum("No more tools" in r for r in results) == 50 - 24
    assert not orphans(told.requests[1])


@pytest.mark.fault("L12")
def test_an_endless_loop_ends_with_what_had_been_found(own_home: Path) -> None:
    told = asked(lambda request, number: Reply(calls=[("overview", {"period": f"{2000 + number}"})]), own_home)

    assert len(told.requests) <= 6
    assert replaced(told, "again and again")


@pytest.mark.fault("L12")
def test_the_same_call_again_is_not_run_again(own_home: Path) -> None:
    told = asked(lambda request, number: Reply(calls=[("overview", {"period": "today"})]), own_home)
    results = [m["content"] for m in told.requests[-1]["messages"] if m["role"] == "tool"]

    assert sum("same call was made before" in r for r in results) == len(told.requests) - 2


@pytest.mark.fault("L13")
@pytest.mark.parametrize("question", [NASDAQ, "Tell me something nice"], ids=["fetched ahead", "asked by the model"])
def test_a_tool_that_raises_tells_nothing_of_its_error(
    question: str, own_home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with openai_server(behaves) as server:
        copilot = copilot_with(server, own_home)

        def broken(*arguments: Any, **named: Any) -> Any:
            raise RuntimeError(f"the database says {CANARY}")

        monkeypatch.setattr(copilot.prices, "history", broken)
        told = Told(events_of(copilot, question))
        sent = json.dumps(server.requests)

    assert "failed unexpectedly" in sent
    assert CANARY not in sent + str(told.events) + caplog.text


@pytest.mark.fault("L13")
def test_a_tool_that_raises_under_the_built_in_model_tells_nothing_either(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with openai_server(behaves) as server:
        copilot = copilot_with(server, own_home, openai_api_key=None)

        def broken(*arguments: Any, **named: Any) -> Any:
            raise RuntimeError(f"the database says {CANARY}")

        monkeypatch.setattr(copilot.prices, "history", broken)
        told = Told(events_of(copilot, NASDAQ))

    assert CANARY not in str(told.events)
    assert told.answer.behavior == "decline" and told.answer.reason == "no_data"
    assert told.answer.text.strip()


@pytest.mark.fault("L15")
def test_a_model_without_a_key_is_said_and_replaced(own_home: Path) -> None:
    told = asked(behaves, own_home, openai_api_key=None, model="gpt-5-mini")

    assert told.requests == []
    assert replaced(told, "OPENAI_API_KEY")


@pytest.mark.fault("L15")
def test_a_model_without_a_key_and_without_fall_back_is_an_error(own_home: Path) -> None:
    with pytest.raises(ModelUnavailable, match="OPENAI_API_KEY"):
        asked(behaves, own_home, openai_api_key=None, model="gpt-5-mini", fallback=False)


@pytest.mark.fault("L15")
@pytest.mark.fault("X9")
def test_a_wrong_key_is_said_and_shown_nowhere(own_home: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    told = asked(faulty("e401"), own_home)
    kept = b"".join(path.read_bytes() for path in own_home.rglob("*") if path.is_file())

    assert replaced(told, "refused the key") and len(told.requests) == 1
    assert CANARY not in str(told.events) + json.dumps(told.answer.to_json()) + caplog.text
    assert CANARY.encode() not in kept


@pytest.mark.fault("L15")
def test_an_error_with_the_key_in_it_holds_no_trace_of_it(own_home: Path) -> None:
    with pytest.raises(ModelUnavailable) as raised:
        asked(faulty("e401"), own_home, fallback=False)
    chain: list[BaseException] = [raised.value]
    while chain[-1].__cause__ is not None:
        chain.append(chain[-1].__cause__)

    assert CANARY not in " ".join(map(str, chain))


@pytest.mark.fault("L3")
def test_a_repair_that_fails_leaves_the_sentence_marked(own_home: Path) -> None:
    def script(request: dict[str, Any], number: int) -> Reply:
        text = "The Nasdaq Composite returned {F1}. It returned 131.31% since then."
        return Reply(text) if number == 1 else Reply(fault="e500")

    told = asked(script, own_home)

    assert SETTLED in told.answer.text and not told.answer.model.fell_back
    assert told.answer.checks.unproved


def test_a_script_that_says_more_is_answered_in_the_same_thread(own_home: Path) -> None:
    with openai_server(faulty("e500", times=3, then=says("The Nasdaq Composite returned {F1}."))) as server:
        copilot = copilot_with(server, own_home)
        first, second = (Told(events_of(copilot, NASDAQ, "t")) for _ in range(2))

    assert first.answer.model.fell_back and not second.answer.model.fell_back
    assert second.answer.model.thread is not None and second.answer.model.thread["answers"] == 2
