"""The child process that reads files: bounded before it opens anything, with no way to write a file."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

from tools.errors import DocumentRefused
from tools.library.documents import Document
from tools.library.readers.kinds import READERS

LENGTH_BYTES = 8
FAREWELL_SECONDS = 5


def main() -> None:
    """Read files that come on standard input until it ends; answers go to standard output.

    Arguments: the most seconds for one file, the most bytes of memory.
    """
    seconds, memory = map(int, sys.argv[1:3])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _bound(memory)
    while header := sys.stdin.buffer.readline():
        asked = json.loads(header)
        _wake(seconds + FAREWELL_SECONDS)
        answer = _read(asked["ending"], sys.stdin.buffer.read(asked["bytes"]), asked["name"])
        _wake(0)
        _send(answers, answer)


def _read(ending: str, content: bytes, name: str) -> Mapping[str, Any]:
    try:
        return _plain(READERS[ending].read(content, name))
    except DocumentRefused as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        return {"refused": "reading it takes more memory than a document may"}
    except RecursionError:
        return {"refused": "its parts are nested too deeply"}


def _plain(document: Document) -> Mapping[str, Any]:
    published = document.published.isoformat() if document.published else None
    return {"document": {**asdict(document), "published": published}}


def _send(answers: BinaryIO, answer: Mapping[str, Any]) -> None:
    content = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
    answers.write(len(content).to_bytes(LENGTH_BYTES) + content)
    answers.flush()


def _bound(memory: int) -> None:
    """Limit memory, forbid writing files and dumps; where the system knows no such limits, time alone bounds."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def _wake(seconds: int) -> None:
    """End this process after so many seconds even when nobody is left to kill it; 0 calls that off."""
    import signal

    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
