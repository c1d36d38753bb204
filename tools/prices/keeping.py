"""Files of a cache: written whole or not at all, one writer at a time."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

LOCK_SECONDS = 10


def kept(path: Path, write: Callable[[Path], object]) -> bool:
    """Put what `write` writes in place of a file, under the lock of its folder; returns whether that could be done."""
    from filelock import FileLock, Timeout

    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.parent / ".lock", timeout=LOCK_SECONDS):
            write(fresh)
            fresh.replace(path)
    except (OSError, Timeout):
        with suppress(OSError):
            fresh.unlink()
        return False
    return True
