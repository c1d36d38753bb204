import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

from copilot.ledger import Ledger
from copilot.models.offline import BuiltInModel
from copilot.recalled import context_of
from copilot.toolbox import Desk, run_tool
from tools.prices import open_prices
from tools.sessions import load_sessions
from tools.universe import load_universe


@pytest.fixture
def model_for(tmp_path: Path) -> Callable[[str], BuiltInModel]:
    def opened(question: str) -> BuiltInModel:
        prices = open_prices("reference", tmp_path, lambda: datetime(2026, 1, 10, tzinfo=UTC))
        return BuiltInModel(Desk(prices, load_universe(), load_sessions(), date(2026, 1, 9), Ledger(), question))

    return opened


def with_tools_run(model: BuiltInModel, messages: list[BaseMessage], reply: AIMessage) -> list[BaseMessage]:
    told: list[BaseMessage] = []
    for call in reply.tool_calls:
        outcome = run_tool(model._desk, call["name"], call["args"])
        told.append(ToolMessage(outcome.text(), tool_call_id=call["id"], artifact=outcome.artifact()))
    return [*messages, reply, *told]


def rounds(model: BuiltInModel, question: str) -> Iterator[AIMessage]:
    messages: list[BaseMessage] = [HumanMessage(question)]
    while True:
        reply = model.invoke(messages)
        assert isinstance(reply, AIMessage)
        yield reply
        if not reply.tool_calls:
            return
        messages = with_tools_run(model, messages, reply)


def test_a_simple_question_takes_one_round_of_tools(model_for: Callable[[str], BuiltInModel]) -> None:
    question = "How did Apple do in 2025?"

    asked, answered = rounds(model_for(question), question)

    assert [c["name"] for c in asked.tool_calls] == ["measure"]
    assert answered.text.startswith("Apple rose {F1:abs} from the close of {F1:base}")


def test_the_steps_of_a_claim_wait_for_each_other(model_for: Callable[[str], BuiltInModel]) -> None:
    question = "Is Nvidia up more than 1,000% since ChatGPT?"

    measured, judged, answered = rounds(model_for(question), question)

    assert [c["name"] for c in measured.tool_calls + judged.tool_calls] == ["measure", "judge"]
    assert judged.tool_calls[0]["args"]["fact"] == "F1"
    assert not answered.tool_calls


def test_a_step_whose_facts_are_missing_is_left_out(model_for: Callable[[str], BuiltInModel]) -> None:
    question = "Is AMD up more than 50% in 2025?"

    measured, answered = rounds(model_for(question), question)

    assert [c["name"] for c in measured.tool_calls] == ["measure"]
    assert answered.response_metadata["reason"] == "no_data"


def test_the_answer_tells_how_it_behaves(model_for: Callable[[str], BuiltInModel]) -> None:
    question = "How did Apple do after its last earnings?"

    (reply,) = rounds(model_for(question), question)

    told = reply.response_metadata
    assert (told["finish_reason"], told["behavior"], told["reason"]) == ("stop", "clarify", "not_understood")
    assert told["not_understood"] == ["after its last earnings"]


def test_a_loss_is_booked_as_the_users_figure(model_for: Callable[[str], BuiltInModel]) -> None:
    question = "After falling 50%, how much does a stock need to rise to get back to even?"

    *_, answered = rounds(model_for(question), question)

    assert answered.text == "After a loss of {U1}, a gain of {F1} is needed to be back where it began."


def test_it_streams_by_the_sentence_and_says_the_same(model_for: Callable[[str], BuiltInModel]) -> None:
    question = "Should I buy TSLA?"
    model = model_for(question)

    pieces = list(model.stream([HumanMessage(question)]))

    assert [p.text for p in pieces if p.text] == [
        "I do not give advice on what to buy, hold or sell. ",
        "I can give the facts to weigh: returns, drawdowns, volatility and comparisons.",
    ]
    assert [p.response_metadata["behavior"] for p in pieces if p.response_metadata.get("behavior")] == ["decline"]


def test_it_streams_alike_without_blocking(model_for: Callable[[str], BuiltInModel]) -> None:
    question = "How did Apple do in 2025?"

    async def collected() -> Any:
        whole = None
        async for piece in model_for(question).astream([HumanMessage(question)]):
            whole = piece if whole is None else whole + piece
        return whole

    whole = asyncio.run(collected())

    assert whole.tool_calls[0]["args"]["subjects"] == ["AAPL"]


def test_binding_tools_changes_nothing(model_for: Callable[[str], BuiltInModel]) -> None:
    model = model_for("Hello")

    assert model.bind_tools([]) is model


def test_a_question_that_got_no_tools_is_still_pending() -> None:
    asked = AIMessage("", tool_calls=[{"name": "measure", "args": {"subjects": ["AAPL"]}, "id": "turn1/1.1"}])
    before: list[BaseMessage] = [
        HumanMessage("How did Apple do in 2025?"),
        asked,
        ToolMessage("…", tool_call_id="turn1/1.1"),
        AIMessage("Apple rose."),
        HumanMessage("And United?"),
        AIMessage("Which one do you mean?"),
    ]

    context = context_of(before, {})

    assert (context.subjects, context.pending) == (("AAPL",), "And United?")
    assert context_of(before[:4], {}).pending is None
