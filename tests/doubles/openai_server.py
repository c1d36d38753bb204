"""A scripted OpenAI-compatible server on loopback: answers by rule, misbehaves by name."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.doubles.openai_stream import Stream, drop, wait

FACT = re.compile(r"^\{(F\d+)\} \| (.+?) \| (.+?) \| (.+)$", re.M)
PASSAGE = re.compile(r'^\[(S\d+)\] .*\n"""(.+?)"""', re.M | re.S)


@dataclass
class Reply:
    """What the server sends: text, tool calls, or a fault by name."""

    text: str | None = None
    calls: list[tuple[str, Any]] = field(default_factory=list)
    finish: str | None = None
    fault: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    raw: tuple[Any, ...] = ()
    """The pieces of a stream as some server sends them, a text as it is, or the one body of a whole reply."""


Script = Callable[[dict[str, Any], int], Reply]
"""From a request and its number (from 1) to a reply."""


def tool_text(request: dict[str, Any]) -> str:
    """Return what the tools of the last question said."""
    messages = request["messages"]
    last = max(i for i, m in enumerate(messages) if m["role"] == "user")
    return "\n".join(str(m["content"]) for m in messages[last:] if m["role"] == "tool")


def facts_in(request: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Return (id, label, window, shown figure) of each fact the model was given for the last question."""
    return FACT.findall(tool_text(request))


def behaves(request: dict[str, Any], number: int) -> Reply:
    """Answer well: a sentence per fact, references only, the first passage cited with its own words."""
    asked = next(m["content"] for m in reversed(request["messages"]) if m["role"] == "user")
    facts, passage = facts_in(request), PASSAGE.search(tool_text(request))
    if passage:
        first = re.split(r"(?<=[.!?])\s", passage[2].strip())[0]
        return Reply(f"{first.rstrip('.')} [{passage[1]}].")
    if facts:
        told = [f"{label}: {{{fact}}}, as of {{{fact}:end}}." for fact, label, _, _ in facts[:4]]
        return Reply(" ".join(told))
    if re.search(r"\bshould i\b|\bbuy\b|\bsell\b", asked, re.I):
        return Reply("[decline: advice] I do not give advice; I can show returns and drawdowns instead.")
    if not any(m["role"] == "tool" for m in request["messages"]):
        return Reply(calls=[("overview", {"period": "today"})])
    return Reply("[decline: no_data] There is no data for that.")


def says(text: str, *later: str) -> Script:
    """Return a script that says these texts, one per request, the last for all further ones."""
    texts = (text, *later)
    return lambda request, number: Reply(texts[min(number, len(texts)) - 1])


def faulty(fault: str, text: str = "The tools were asked.", then: Script | None = None, times: int = 99) -> Script:
    """Return a script that misbehaves for the first `times` requests, then goes on as `then`."""

    def script(request: dict[str, Any], number: int) -> Reply:
        if number > times and then is not None:
            return then(request, number - times)
        return Reply(text, fault=fault)

    return script


@dataclass
class Server:
    """A running server: its address and the requests it has had. `idle` is set while no reply is on its way."""

    url: str
    requests: list[dict[str, Any]]
    authorizations: list[str]
    idle: threading.Event = field(default_factory=threading.Event)


class Patient(ThreadingHTTPServer):
    """A server that many may call at the same instant."""

    request_queue_size = 256
    daemon_threads = True


@contextmanager
def openai_server(script: Script, delay: float = 0.0) -> Iterator[Server]:
    """Run the server until the block ends."""
    requests: list[dict[str, Any]] = []
    authorizations: list[str] = []
    lock, idle, open_replies = threading.Lock(), threading.Event(), set[int]()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, *arguments: Any) -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                requests.append(body)
                authorizations.append(self.headers.get("Authorization", ""))
                number = len(requests)
                open_replies.add(number)
                idle.clear()
            if delay:
                time.sleep(delay)
            try:
                _send(self, body, script(body, number), number)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            with lock:
                open_replies.discard(number)
                if not open_replies:
                    idle.set()

    server = Patient(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_port}/v1", requests, authorizations, idle)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


BAD = "invalid_request_error"
ERRORS = {
    "e429": (429, {"message": "rate limited", "type": "rate_limit_error", "code": "rate_limit_exceeded"}),
    "equota": (429, {"message": "no quota", "type": "insufficient_quota", "code": "insufficient_quota"}),
    "e500": (500, {"message": "broken", "type": "server_error", "code": None}),
    "e503": (503, {"message": "overloaded", "type": "server_error", "code": None}),
    "e401": (401, {"message": "Incorrect API key: sk-canary-0123456789", "type": BAD, "code": "invalid_api_key"}),
    "notools": (400, {"message": "scripted:1b does not support tools", "type": BAD, "code": None}),
    "nooptions": (400, {"message": "Unknown field: stream_options", "type": BAD, "code": None}),
    "nostreaming": (400, {"message": "stream must be false for this model", "type": BAD, "code": None}),
    "ectx": (400, {"message": "maximum context length exceeded", "type": BAD, "code": "context_length_exceeded"}),
}  # fmt: skip


def _send(handler: BaseHTTPRequestHandler, request: dict[str, Any], reply: Reply, number: int) -> None:
    if reply.fault in ERRORS and _applies(reply.fault, request):
        status, error = ERRORS[reply.fault]
        _whole(handler, json.dumps({"error": error}).encode(), status, reply.headers)
    elif reply.fault == "html":
        _whole(handler, b"<html><body>gateway</body></html>", 200, {"Content-Type": "text/html"})
    elif reply.fault == "hang":
        wait(handler)
    elif reply.fault == "drop":
        drop(handler)
    elif reply.raw and not request.get("stream"):
        _whole(handler, json.dumps(reply.raw[0]).encode(), 200, {})
    elif reply.raw:
        Stream(handler, request, number).send_raw(reply.raw)
    elif request.get("stream") and reply.fault != "nostream":
        Stream(handler, request, number).send(reply, _calls(reply, number), _finish(reply), _usage(request, reply))
    else:
        _whole(handler, json.dumps(_completion(request, reply, number)).encode(), 200, {})


def _applies(fault: str, request: dict[str, Any]) -> bool:
    """Say whether the request has what the fault refuses."""
    wanted = {"nooptions": "stream_options", "nostreaming": "stream", "notools": "tools"}.get(fault)
    return wanted is None or bool(request.get(wanted))


def _whole(handler: BaseHTTPRequestHandler, body: bytes, status: int, headers: dict[str, str]) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", **headers, "Content-Length": str(len(body))}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def _calls(reply: Reply, number: int) -> list[dict[str, Any]]:
    return [
        {
            "id": "call_0" if reply.fault == "dupids" else f"call_{number}_{i}",
            "type": "function",
            "function": {"name": name, "arguments": a if isinstance(a, str) else json.dumps(a)},
        }
        for i, (name, a) in enumerate(reply.calls)
    ]


def _usage(request: dict[str, Any], reply: Reply) -> dict[str, int]:
    sent = len(json.dumps(request)) // 4
    said = max(1, len(reply.text or json.dumps(reply.calls)) // 4)
    return {"prompt_tokens": sent, "completion_tokens": said, "total_tokens": sent + said}


def _finish(reply: Reply) -> str:
    named = {"length": "length", "filter": "content_filter"}.get(reply.fault or "")
    return named or reply.finish or ("tool_calls" if reply.calls else "stop")


def _completion(request: dict[str, Any], reply: Reply, number: int) -> dict[str, Any]:
    text = {"empty": "", "null": None}.get(reply.fault or "", reply.text)
    message = {"role": "assistant", "content": text, **({"tool_calls": _calls(reply, number)} if reply.calls else {})}
    choices = [] if reply.fault == "nochoices" else [{"index": 0, "message": message, "finish_reason": _finish(reply)}]
    head = {"id": f"chatcmpl-{number}", "object": "chat.completion", "created": 1, "model": request["model"]}
    return {**head, "choices": choices, "usage": _usage(request, reply)}
