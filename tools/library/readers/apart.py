"""Reading apart: hostile files meet their parser in a child process that can be killed."""

import json
import os
import subprocess
import sys
import threading
from datetime import date
from types import TracebackType
from typing import IO, Any

from tools.errors import DocumentRefused
from tools.library.documents import Document
from tools.library.readers.child import LENGTH_BYTES

SECONDS = 120.0
MEMORY = 1_500_000_000
MOST_ANSWER = 100_000_000
FILES_PER_CHILD = 100
_PROGRAM = "from tools.library.readers.child import main; main()"
_KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TZ", "HOME")


class Workshop:
    """A child process that reads one file after another, started when first needed.

    A file that takes too long or too much memory, or breaks the reader, is refused, and the next
    one meets a new child. The child is told no key of the environment. Not for several threads at once.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._child: subprocess.Popen[bytes] | None = None
        self._count = 0

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, ending: str, content: bytes, name: str) -> Document:
        """Return the document that a file of this ending holds; raises DocumentRefused with the reason."""
        child = self._started()
        late: list[bool] = []

        def end() -> None:
            late.append(True)
            child.kill()

        timer = threading.Timer(self._seconds, end)
        timer.daemon = True
        timer.start()
        try:
            answer = _asked(child, ending, content, name)
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            why = f"reading it took more than {self._seconds:g} seconds" if late else "it broke its reader"
            raise DocumentRefused(why)
        if "refused" in answer:
            self.close()
            raise DocumentRefused(answer["refused"])
        return _document(answer["document"])

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None or self._count >= FILES_PER_CHILD:
            self.close()
            self._count = 0
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-c", _PROGRAM, str(int(self._seconds) + 1), str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**{name: os.environ[name] for name in _KEPT if name in os.environ}, "PYTHONPATH": _path()},
            )
        self._count += 1
        return self._child


def _path() -> str:
    return os.pathsep.join(os.path.realpath(place) for place in sys.path)


def _asked(child: "subprocess.Popen[bytes]", ending: str, content: bytes, name: str) -> dict[str, Any] | None:
    """Return the child's answer, or None when it died over the file."""
    if child.stdin is None or child.stdout is None:
        return None
    header = json.dumps({"ending": ending, "name": name, "bytes": len(content)}).encode() + b"\n"
    try:
        child.stdin.write(header)
        child.stdin.write(content)
        child.stdin.flush()
    except OSError:
        return None
    return _answer(child.stdout)


def _answer(stream: IO[bytes]) -> dict[str, Any] | None:
    length = int.from_bytes(stream.read(LENGTH_BYTES))
    content = stream.read(length) if 0 < length <= MOST_ANSWER else b""
    if not content or len(content) < length:
        return None
    try:
        answer: dict[str, Any] = json.loads(content)
    except ValueError:
        return None
    return answer if answer.keys() <= {"refused", "document"} and answer else None


def _document(fields: dict[str, Any]) -> Document:
    published = fields["published"]
    lists = {name: tuple(fields[name]) for name in ("symbols", "sectors")}
    return Document(**{**fields, **lists, "published": date.fromisoformat(published) if published else None})
