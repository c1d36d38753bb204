"""A circuit breaker: after one refusal a service is left alone for a while, by later processes too."""

import json
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

REST = timedelta(minutes=5)
SHORT_REST = timedelta(seconds=30)
"""How long a service is left alone that limits requests or answers oddly, and one that cannot be reached."""
CONNECT_SECONDS = 1.0


class Breaker:
    """Remembers in a small file why a service did not answer, and when.

    A folder that cannot be written leaves the memory to this process alone.
    """

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self._now = now
        self._opened: tuple[datetime, str, timedelta] | None = None

    def reason(self) -> str | None:
        """Return why the service is not to be asked now; None when it may be."""
        opened = self._opened or self._stored()
        if opened is None or not timedelta(0) <= self._now() - opened[0] < opened[2]:
            return None
        return opened[1]

    def open(self, reason: str, rest: timedelta = REST) -> None:
        """Leave the service alone for a while."""
        self._opened = (self._now(), reason, rest)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(
                json.dumps({"at": self._now().isoformat(), "reason": reason, "seconds": rest.total_seconds()}),
                encoding="utf-8",
            )
        except OSError:
            return

    def close(self) -> None:
        """Let the service be asked again."""
        self._opened = None
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return

    def _stored(self) -> tuple[datetime, str, timedelta] | None:
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            at = datetime.fromisoformat(stored["at"])
            rest = min(timedelta(seconds=float(stored.get("seconds", REST.total_seconds()))), REST)
            return (at, str(stored["reason"]), rest) if at.tzinfo else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError):
            return None


def connection_fault(host: str, port: int, seconds: float = CONNECT_SECONDS) -> str | None:
    """Return why no connection to a host can be made, None when one can; never takes longer than told.

    Where a proxy is set for HTTPS, it is the proxy that must be reached.
    """
    proxy = getproxies().get("https")
    if proxy and not proxy_bypass(host):
        parts = urlsplit(proxy if "//" in proxy else f"//{proxy}")
        host, port = parts.hostname or host, parts.port or 8080
    outcome: list[str | None] = []
    # Looking a name up cannot be given a time limit, so it is left behind in a thread of its own.
    attempt = threading.Thread(target=lambda: outcome.append(_connect(host, port, seconds)), daemon=True)
    attempt.start()
    attempt.join(seconds)
    return outcome[0] if outcome else "no connection within a second"


def _connect(host: str, port: int, seconds: float) -> str | None:
    try:
        with socket.create_connection((host, port), timeout=seconds):
            return None
    except socket.gaierror:
        return "its name cannot be looked up"
    except TimeoutError:
        return "no connection within a second"
    except OSError:
        return "the connection was refused"
