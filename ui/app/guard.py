"""What stands between the network and the page: who may ask, how much, how often, and what a browser may load.

A plain ASGI middleware, so that nothing of Gradio is reached before it has agreed. What there is:

- the page and what it loads: `/`, `/config`, `/assets`, `/static`, `/theme.css`, `/copilot/*.css`, `/copilot/*.js`
- the four events of the chat, through Gradio's queue: ENDPOINTS
- `GET /copilot/status`: which model and prices are in use
- `GET /copilot/answers/TOKEN.json|md|html|pdf`: a document under a token that only its reader has
- `POST /copilot/articles` (a file) and `POST /copilot/checks` (a text): the article check; `GET /copilot/example`
- `GET /copilot/sources`, `GET /copilot/sources/ID`, `POST /copilot/sources` (a file), `DELETE /copilot/sources/ID`

All else is 404: Gradio's upload, file, proxy and component routes among it.
"""

import ipaddress
import json
import re
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from ui.app.asgi import App, Body, Headers, Message, Receive, Scope, Send, read_body
from ui.app.sealing import Sealed

ENDPOINTS = ("ask", "brief", "stop", "new_chat")
"""The only events there are; each does what its button on the page does."""

PATHS = re.compile(
    r"(?!.*\.\.)(?:/|/config|/theme\.css|/favicon\.ico|/manifest\.json|/robots\.txt"
    r"|/(?:assets|static|svelte)/[\w./-]+"
    r"|/copilot/(?:(?:app|checking|sources)\.js|app\.css|status|answers/[\w-]{16,64}\.(?:json|md|html|pdf)"
    r"|articles|checks|example|sources(?:/[0-9a-f]{8,64})?)"
    r"|/gradio_api/(?:info|theme\.css|startup-events|queue/(?:join|data|status)|cancel|reset|heartbeat/\w{1,64}"
    rf"|call/(?:{'|'.join(ENDPOINTS)})(?:/\w{{1,64}})?)/?)"
)
ASKING = re.compile(r"/gradio_api/(?:queue/join|call/\w+)/?|/copilot/(?:articles|checks|sources.*)")
ARTICLE = re.compile(r"/copilot/(?:articles|checks)")
DOCUMENT = re.compile(r"/copilot/sources")
READING = ("GET", "HEAD")
LISTENING = re.compile(r"/gradio_api/(?:queue/data|call/\w+/\w+)/?")


@dataclass(frozen=True)
class Limits:
    """How much one address may send: bytes a question, an article, a document, questions and requests a minute.

    A file, an article and a change of the library count as a question.
    """

    body_bytes: int = 32_000
    article_bytes: int = 5_000_000
    document_bytes: int = 25_000_000
    questions: int = 90
    requests: int = 1_200
    seconds: float = 60.0

    def bytes_for(self, path: str) -> int:
        """Return how long a body may be that is sent to a path."""
        if DOCUMENT.fullmatch(path):
            return self.document_bytes
        return self.article_bytes if ARTICLE.fullmatch(path) else self.body_bytes


LIMITS = Limits()


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
        if scope["method"] not in READING and ASKING.fullmatch(scope["path"]) and not self._questions.allows(who, now):
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

    async def _pass_on(self, scope: Scope, receive: Receive, sealed: Sealed) -> tuple[int, str] | None:
        headers: Headers = dict(scope["headers"])
        most = self._limits.bytes_for(scope["path"])
        too_much = 413, f"That is too long; at most {most:,} bytes are taken here."
        declared = headers.get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > most:
            return too_much
        body = await read_body(receive, most) if scope["method"] not in READING else Body()
        if body.too_long:
            return too_much
        if scope["path"] == "/":
            kept = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
            scope = {**scope, "headers": kept}
            sealed.hash_scripts = True
        if scope["method"] not in READING:
            receive = body.then(receive)
        elif LISTENING.fullmatch(scope["path"]):
            receive = self._watched(receive, reader_of(scope), sealed)
        await self._app(scope, receive, sealed)
        return None

    def _watched(self, receive: Receive, reader: str, sealed: Sealed) -> Receive:
        """Return a receive that tells when a reader leaves before all was said."""

        async def watching() -> Message:
            message = await receive()
            if message["type"] == "http.disconnect" and not sealed.finished:
                self._on_leave(reader)
            return message

        return watching


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


async def _answer(send: Sealed, status: int, text: str) -> None:
    body = json.dumps({"error": text}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers += [(b"retry-after", b"60")] * (status == 429) + [(b"connection", b"close")] * (status == 413)
    send.hash_scripts = False
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
