"""The agent loop beside LangChain's own, and the bytes it sends beside a bare openai loop."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from httpx2 import Limits
from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage
from langchain_core.tools import BaseTool, tool
from langchain_core.utils.function_calling import convert_to_openai_tool
from langchain_openai import ChatOpenAI
from openai import DefaultAsyncHttpxClient, OpenAI

from copilot.agent import Loop
from copilot.models import remote_models
from tests.bench.measuring import Row, cpu, side_by_side
from tests.doubles.asking import settings_for
from tests.doubles.openai_server import Reply, Server, openai_server

SYSTEM = "You answer an investor's question. " * 20
QUESTION = "How is the market?"


@tool
def overview(period: str) -> str:
    """Show the whole market over a period."""
    return "{F1} | S&P 500 (^GSPC) price return | 2025-12-31 to 2026-01-06 | +1.43%"


TOOLS: list[BaseTool] = [overview]
CLIENT = DefaultAsyncHttpxClient(limits=Limits(max_keepalive_connections=0))
MODELS: dict[str, Callable[[], BaseChatModel]] = {}


def script(request: dict[str, Any], number: int) -> Reply:
    """Ask for a tool, then write three hundred tokens."""
    if request["messages"][-1]["role"] == "tool":
        return Reply("The S&P 500 returned {F1} over the period, dividends left out. " * 20)
    return Reply(calls=[("overview", {"period": "today"})])


def rows() -> list[Row]:
    """Return CPU seconds per run, and the bytes of its requests."""
    with openai_server(script) as server:
        ours, peer = side_by_side(lambda: cpu(lambda: ours_run(server)), lambda: cpu(lambda: plain_run(server)), 25)
        sent, bare = _bytes(server, ours_run), _bytes(server, bare_run)
    return [
        Row("agent loop / create_agent", ours, peer, 1.10),
        Row("request bytes / bare openai loop", sent, bare, 1.05, "bytes"),
    ]


def ours_run(server: Server) -> None:
    """Run our loop once."""

    async def run() -> None:
        async for _ in Loop(_endpoint(server), TOOLS, SYSTEM).run([HumanMessage(QUESTION)]):
            pass

    asyncio.run(run())


def plain_run(server: Server) -> None:
    """Run LangChain's agent once, as its documentation shows."""

    async def run() -> None:
        agent: Any = create_agent(_model(server), TOOLS, system_prompt=SYSTEM)
        asked = {"messages": [HumanMessage(QUESTION)]}
        async for _ in agent.astream(asked, stream_mode=["messages", "updates"]):
            pass

    asyncio.run(run())


def bare_run(server: Server) -> None:
    """Run the two requests with the openai package alone."""
    client = OpenAI(api_key="none", base_url=server.url)
    specs: Any = [convert_to_openai_tool(t) for t in TOOLS]
    messages: list[Any] = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": QUESTION}]
    common: Any = {"model": "bench", "tools": specs, "stream": True, "stream_options": {"include_usage": True}}
    calls: list[Any] = []
    for chunk in client.chat.completions.create(messages=messages, **common):
        for choice in chunk.choices:
            calls += choice.delta.tool_calls or []
    name, call_id = calls[0].function.name, calls[0].id
    arguments = "".join(c.function.arguments or "" for c in calls)
    messages += [
        {"role": "assistant", "content": None, "tool_calls": [
            {"id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}}]},
        {"role": "tool", "content": overview.invoke(json.loads(arguments)), "tool_call_id": call_id},
    ]  # fmt: skip
    for _ in client.chat.completions.create(messages=messages, **common):
        pass


def _model(server: Server) -> ChatOpenAI:
    """Return LangChain's own model on the client that ours uses: each run has an event loop of its own."""
    return ChatOpenAI(
        model="bench",
        api_key="none",  # type: ignore[arg-type]  # a plain string is accepted at run time
        base_url=server.url,
        http_async_client=CLIENT,
        streaming=True,
        stream_usage=True,
    )


def _endpoint(server: Server) -> BaseChatModel:
    return MODELS.setdefault(server.url, remote_models(settings_for(server, Path())))()


def _bytes(server: Server, run: Any) -> float:
    before = len(server.requests)
    run(server)
    return float(sum(len(json.dumps(request)) for request in server.requests[before:]))
