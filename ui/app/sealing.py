"""What every response carries: the security headers, and for the page a policy with the hashes of its scripts."""

import base64
import hashlib
import re

from ui.app.asgi import Message, Send

INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)

SECURITY: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=()"),
)


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
