import asyncio
import json
import re
from typing import Any

from langchain_core.utils.function_calling import convert_to_openai_tool

from copilot.toolbox import TOOLS, Desk, build_tools, run_tool

ASKED = {"measure": "price_return", "subjects": ["Apple"], "period": "in 2025"}


def call(name: str, arguments: dict[str, Any], call_id: str = "1") -> dict[str, Any]:
    return {"name": name, "args": arguments, "id": call_id, "type": "tool_call"}


def test_there_are_at_most_eight_tools(desk: Desk) -> None:
    assert [tool.name for tool in build_tools(desk)] == list(TOOLS)
    assert len(TOOLS) <= 8


def test_all_schemas_together_stay_small(desk: Desk) -> None:
    schemas = json.dumps([convert_to_openai_tool(tool) for tool in build_tools(desk)], separators=(",", ":"))

    assert len(schemas) < 5_300  # about 1,350 tokens of JSON


def test_a_tool_gives_lines_and_plain_json(desk: Desk) -> None:
    message = build_tools(desk)[0].invoke(call("measure", ASKED))

    assert message.content.startswith("{F1} | Apple (AAPL) price return | 2024-12-31 to 2025-12-31 | +")
    assert json.loads(json.dumps(message.artifact)) == message.artifact
    assert message.artifact["roles"] == {"price_return:AAPL": "F1"}


def test_a_sloppy_call_reaches_the_tool_and_no_exception_the_model(desk: Desk) -> None:
    message = build_tools(desk)[0].invoke(call("measure", {"measure": 7, "subjects": {"x": 1}, "start": None}))

    assert message.content.startswith("Could not:")
    assert message.artifact["failures"][0]["kind"] == "bad_call"


def test_calls_that_come_at_once_are_booked_in_their_order(desk: Desk) -> None:
    measure = build_tools(desk)[0]
    names = ["SPY", "QQQ", "DIA", "IWM", "Apple", "Nvidia"]

    async def at_once() -> list[Any]:
        calls = (call("measure", {**ASKED, "subjects": [name]}, name) for name in names)
        return await asyncio.gather(*(measure.ainvoke(c) for c in calls))

    messages = asyncio.run(at_once())

    assert [m.artifact["facts"] for m in messages] == [[f"F{i}"] for i in range(1, 7)]


def test_no_line_for_a_model_asks_it_to_copy_a_number(desk: Desk) -> None:
    assert run_tool(desk, "measure", ASKED).text().splitlines()[-1] == "Write {F1} and the like, never the number."


def test_a_period_that_is_not_read_comes_with_forms_that_are(desk: Desk) -> None:
    call = {"measure": "price_return", "subjects": ["the Nasdaq"]}
    line = run_tool(desk, "measure", {**call, "period": "2024 and 2025"}).text()
    forms = re.findall("“([^”]+)”", line)

    assert "2024 to 2025" in forms
    assert all(run_tool(desk, "measure", {**call, "period": form}).facts for form in forms)
