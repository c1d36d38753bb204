"""What stands between the network and the page: who may ask, how much, how often, and what a browser may load.

A plain ASGI middleware, so that nothing of Gradio is reached before it has agreed.
"""

import base64
import hashlib
import ipaddress
import json
import re
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = dict[bytes, bytes]

ENDPOINTS = ("ask", "brief", "stop", "new_chat")
"""The only events there are; each does what its button on the page does."""

PATHS = re.compile(
    r"(?!.*\.\.)(?:/|/config|/theme\.css|/favicon\.ico|/manifest\.json|/robots\.txt"
    r"|/(?:assets|static|svelte)/[\w./-]+"
    r"|/copilot/(?:app\.js|app\.css|status|answers/[\w-]{16,64}\.(?:json|md|html|pdf))"
    r"|/gradio_api/(?:info|theme\.css|startup-events|queue/(?:join|data|status)|cancel|reset|heartbeat/\w{1,64}"
    rf"|call/(?:{'|'.join(ENDPOINTS)})(?:/\w{{1,64}})?)/?)"
)
ASKING = re.compile(r"/gradio_api/(?:queue/join|call/\w+)/?")
LISTENING = re.compile(r"/gradio_api/(?:queue/data|call/\w+/\w+)/?")
INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)

SECURITY: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=()"),
)


@dataclass(frozen=True)
class Limits:
    """How much one address may send: bytes a request, questions and requests a minute."""

    body_bytes: int = 32_000
    questions: int = 90
    requests: int = 1_200
    seconds: float = 60.0


LIMITS = Limits()


def content_policy(inline: tuple[bytes, ...] = ()) -> bytes:
    """Return the content security policy: this site alone; `inline` scripts by their hash, eval never.

    Gradio sets styles inline, so styles may stand in the page; what they could load is refused by the rest.
    """
    hashes = [b" 'sha256-" + base64.b64encode(hashlib.sha256(script).digest()) + b"'" for script in inline]
    return (
        b"default-src 'none'; script-src 'self'" + b"".join(hashes) + b"; style-src 'self' 'unsafe-inline'; "
        b"img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        b"base-uri 'self'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
    )


@dataclass
class Counter:
    """Counts what each address did within a span of seconds."""

    most: int
    seconds: float
    _seen: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)

    def allows(self, who: str, now: float) -> bool:
        """Count one more and say whether it is still within the limit."""
        times = self._seen.setdefault(who, deque())
        self._seen.move_to_end(who)
        while times and now - times[0] >= self.seconds:
            times.popleft()
        while len(self._seen) > 4_096:
            self._seen.popitem(last=False)
        if len(times) >= self.most:
            return False
        times.append(now)
        return True


class Guard:
    """Refuse foreign hosts and origins, unknown paths, too much and too often; seal every response."""

    def __init__(
        self,
        app: App,
        clock: Callable[[], float],
        hosts: tuple[str, ...] = (),
        limits: Limits = LIMITS,
        on_leave: Callable[[str], None] = lambda reader: None,
    ) -> None:
        self._app = app
        self._on_leave = on_leave
        self._clock = clock
        self._hosts = frozenset(host.lower() for host in hosts)
        self._limits = limits
        self._questions = Counter(limits.questions, limits.seconds)
        self._requests = Counter(limits.requests, limits.seconds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an HTTP request on, or answer it with 403, 404, 413 or 429."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        sealed = Sealed(send)
        refusal = self._refusal(scope)
        if refusal is None:
            refusal = await self._pass_on(scope, receive, sealed)
        if refusal is not None:
            await _answer(sealed, *refusal)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers: Headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if not self._is_ours(host):
            return 403, "This address is not served here."
        if not _same_origin(headers, host):
            return 403, "Requests from other sites are not answered."
        if not PATHS.fullmatch(scope["path"]):
            return 404, "There is nothing here."
        who, now = (scope.get("client") or ("?",))[0], self._clock()
        if not self._requests.allows(who, now):
            return 429, "Too many requests; wait a minute."
        if scope["method"] == "POST" and ASKING.fullmatch(scope["path"]) and not self._questions.allows(who, now):
            return 429, "Too many questions; wait a minute, then ask again."
        return None

    def _is_ours(self, host: str) -> bool:
        """Only addresses and names that cannot be pointed here from elsewhere, or that were allowed."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if name in ("localhost", *self._hosts):
            return True
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return False
        return True

    async def _pass_on(self, scope: Scope, receive: Receive, sealed: "Sealed") -> tuple[int, str] | None:
        headers: Headers = dict(scope["headers"])
        too_much = 413, f"That is too long; a request may have {self._limits.body_bytes:,} bytes."
        declared = headers.get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > self._limits.body_bytes:
            return too_much
        body = await _body(receive, self._limits.body_bytes) if scope["method"] == "POST" else Body()
        if body.too_long:
            return too_much
        if scope["path"] == "/":
            kept = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
            scope = {**scope, "headers": kept}
            sealed.hash_scripts = True
        if scope["method"] == "POST":
            receive = body.then(receive)
        elif LISTENING.fullmatch(scope["path"]):
            receive = self._watched(receive, reader_of(scope), sealed)
        await self._app(scope, receive, sealed)
        return None

    def _watched(self, receive: Receive, reader: str, sealed: "Sealed") -> Receive:
        """Return a receive that tells when a reader leaves before all was said."""

        async def watching() -> Message:
            message = await receive()
            if message["type"] == "http.disconnect" and not sealed.finished:
                self._on_leave(reader)
            return message

        return watching


@dataclass
class Body:
    """A request's body, read whole before anything sees it."""

    content: bytes = b""
    too_long: bool = False
    gone: bool = False

    def then(self, receive: Receive) -> Receive:
        """Return a receive that yields the body once, and then what comes after it."""
        waiting = [{"type": "http.disconnect"} if self.gone else {"type": "http.request", "body": self.content}]

        async def receive_again() -> Message:
            return waiting.pop() if waiting else await receive()

        return receive_again


async def _body(receive: Receive, most: int) -> Body:
    content = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return Body(gone=True)
        content += message.get("body", b"")
        if len(content) > most:
            return Body(too_long=True)
        if not message.get("more_body", False):
            return Body(content)


def reader_of(scope: Scope) -> str:
    """Return the session that a stream of events belongs to."""
    named = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash")
    return named[0] if named else str(scope["path"]).rstrip("/").rpartition("/")[2]


def _same_origin(headers: Headers, host: str) -> bool:
    """A browser that names an origin must name this one; one that names none sends no foreign page's request."""
    origin = headers.get(b"origin")
    if origin is not None:
        return origin.decode("latin-1").lower().partition("://")[2] == host
    site = headers.get(b"sec-fetch-site", b"none")
    return site in (b"none", b"same-origin") or headers.get(b"sec-fetch-mode") == b"navigate"


class Sealed:
    """A send that adds the security headers, and for the page the hashes of the scripts in it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._page = b""
        self.hash_scripts = False
        self.finished = False

    async def __call__(self, message: Message) -> None:
        """Send one message on; a page waits until it is whole."""
        self.finished = message["type"] == "http.response.body" and not message.get("more_body", False)
        if message["type"] == "http.response.start":
            if self.hash_scripts:
                self._start = message
                return
            message = _with_headers(message, ())
        elif self._start is not None and message["type"] == "http.response.body":
            self._page += message.get("body", b"")
            if message.get("more_body", False):
                return
            start, self._start = self._start, None
            await self._send(_with_headers(start, tuple(INLINE_SCRIPT.findall(self._page))))
            message = {"type": "http.response.body", "body": self._page}
        await self._send(message)


def _with_headers(start: Message, inline: tuple[bytes, ...]) -> Message:
    ours = {name for name, _ in SECURITY} | {b"content-security-policy", b"server", b"access-control-allow-origin"}
    kept = [(k, v) for k, v in start["headers"] if k.lower() not in ours]
    return {**start, "headers": [*kept, *SECURITY, (b"content-security-policy", content_policy(inline))]}


async def _answer(send: Sealed, status: int, text: str) -> None:
    body = json.dumps({"error": text}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers += [(b"retry-after", b"60")] * (status == 429) + [(b"connection", b"close")] * (status == 413)
    send.hash_scripts = False
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
