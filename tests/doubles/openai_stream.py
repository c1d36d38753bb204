"""The streamed half of the scripted server: pieces on a kept connection, and the ways in which a stream goes wrong."""

import json
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol

HANG_SECONDS = 4.0
CUT = ("sstall", "sdrop", "snodone", "sbadjson")


class Sent(Protocol):
    """What is asked of a reply."""

    text: str | None
    fault: str | None


def wait(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing until the client goes away, or for a bounded while."""
    handler.connection.settimeout(HANG_SECONDS)
    with suppress(TimeoutError, OSError):
        handler.connection.recv(1, socket.MSG_PEEK)
    handler.close_connection = True


def drop(handler: BaseHTTPRequestHandler) -> None:
    """Reset the connection."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    handler.connection.close()
    handler.close_connection = True


@dataclass
class Stream:
    """One streamed reply, as chunks of a kept connection."""

    handler: BaseHTTPRequestHandler
    request: dict[str, Any]
    number: int

    def send(self, reply: Sent, calls: list[dict[str, Any]], finish: str, usage: dict[str, int]) -> None:
        """Send the reply, well or with its fault."""
        self.begin()
        if reply.fault == "nochoices":
            self.chunk(None)
            return self.done("data: [DONE]\n\n")
        if reply.fault == "serr":
            return self.done('data: {"error": {"message": "upstream failed", "type": "server_error"}}\n\n')
        self.chunk({"role": "assistant", "content": None if reply.fault == "null" else ""})
        if self.said(reply) or self.asked(reply, calls):
            return None
        self.chunk({}, finish)
        if (self.request.get("stream_options") or {}).get("include_usage") and reply.fault != "nousage":
            self.chunk(None, usage=usage)
        return self.done("data: [DONE]\n\n")

    def begin(self) -> None:
        """Send the head of the reply."""
        self.handler.send_response(200)
        self.handler.send_header("Content-Type", "text/event-stream")
        self.handler.send_header("Transfer-Encoding", "chunked")
        self.handler.end_headers()

    def send_raw(self, pieces: Sequence[Any]) -> None:
        """Send pieces as they are given: texts as lines, everything else as JSON after `data:`."""
        self.begin()
        for piece in pieces:
            self.line(piece if isinstance(piece, str) else f"data: {json.dumps(piece)}\n\n")
        self.done()

    def said(self, reply: Sent) -> bool:
        """Send the text; say whether the stream has ended with it."""
        text = "" if reply.fault in ("empty", "null") else reply.text or ""
        if reply.fault == "reasoning":
            for piece in ("Let me see. ", "The figure is 77.77%."):
                self.chunk({"reasoning_content": piece, "reasoning": piece})
        if reply.fault == "refusal":
            self.chunk({"refusal": "I cannot help with that."})
        cut = len(text) * 2 // 3 if reply.fault in CUT else len(text)
        for i in range(0, cut, 9):
            self.chunk({"content": text[i : min(i + 9, cut)]})
        return bool(text) and self.broken(reply.fault)

    def asked(self, reply: Sent, calls: list[dict[str, Any]]) -> bool:
        """Send the tool calls; say whether the stream has ended within them."""
        for i, call in enumerate(calls):
            place = 0 if reply.fault == "index0" else i
            arguments = call["function"]["arguments"]
            first = {"name": call["function"]["name"], "arguments": ""}
            self.chunk({"tool_calls": [{"index": place, "id": call["id"], "type": "function", "function": first}]})
            for j in range(0, len(arguments), 11):
                more = {"index": place, "function": {"arguments": arguments[j : j + 11]}}
                self.chunk({"tool_calls": [{**more, "id": call["id"]} if reply.fault == "index0" else more]})
                if self.broken(reply.fault):
                    return True
        return self.broken(reply.fault)

    def broken(self, fault: str | None) -> bool:
        """End the stream in the way of its fault, if it has one; say whether it has."""
        match fault:
            case "sstall":
                wait(self.handler)
            case "sdrop":
                drop(self.handler)
            case "snodone":
                self.done()
            case "sbadjson":
                self.done('data: {"id": "chatcmpl", "choices": [{"ind\n\n')
            case _:
                return False
        return True

    def line(self, text: str) -> None:
        """Send some characters at once."""
        body = text.encode()
        self.handler.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))
        self.handler.wfile.flush()

    def done(self, text: str = "") -> None:
        """Send the last characters and end the body."""
        if text:
            self.line(text)
        self.handler.wfile.write(b"0\r\n\r\n")

    def chunk(self, delta: dict[str, Any] | None, finish: str | None = None, **extra: Any) -> None:
        """Send one piece; None is a piece without choices."""
        choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
        name = {"id": f"chatcmpl-{self.number}", "object": "chat.completion.chunk", "created": 1}
        self.line(f"data: {json.dumps({**name, 'model': self.request['model'], 'choices': choices, **extra})}\n\n")
