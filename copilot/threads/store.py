"""Where conversations are kept: texts by name, and a lock for each name. The usual place is a folder of files."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol


class StoreFailed(Exception):
    """Conversations cannot be read or written; the message says why in a few words, without address or secret."""

    remedy = "Set MARKET_COPILOT_HOME to a folder that can be written."


class StoreMissing(StoreFailed):
    """What is needed to reach a store is not installed; the message says how to get it."""


class Lock(Protocol):
    """One thread for one program. It is taken and let go from any system thread, and taken once."""

    def take(self) -> bool:
        """Take it without waiting; say whether it is taken. Raises StoreFailed where nothing can be locked."""

    def let_go(self) -> None:
        """Let it go, taken or not."""


class Store(Protocol):
    """Texts by the names of threads; any characters make a name, and two names are never one."""

    def load(self, name: str) -> str | None:
        """Return what is kept under a name, None where nothing is; raises StoreFailed."""

    def save(self, name: str, text: str) -> None:
        """Keep a text, whole or not at all, in place of the one before; raises StoreFailed."""

    def set_aside(self, name: str) -> None:
        """Move what is kept under a name out of the way, as well as it can be done."""

    def texts(self) -> Iterator[str]:
        """Yield what is kept, name by name; raises StoreFailed."""

    def lock(self, name: str) -> Lock:
        """Return the lock of a thread, not taken yet."""


class FileStore:
    """A folder with one JSON file for each thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, name: str) -> str | None:
        """Return the text of a thread's file; bytes that are no text are characters that no JSON has."""
        try:
            return self.path(name).read_bytes().decode(errors="replace")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StoreFailed(_why(error)) from error

    def save(self, name: str, text: str) -> None:
        """Write a thread's file beside its place, then move it there."""
        part = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=self.folder, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(text)
            Path(part).replace(self.path(name))
        except OSError as error:
            if part:
                Path(part).unlink(missing_ok=True)
            raise StoreFailed(_why(error)) from error

    def set_aside(self, name: str) -> None:
        """Let a file end in `.damaged`."""
        with suppress(OSError):
            self.path(name).replace(self.path(name).with_suffix(".damaged"))

    def texts(self) -> Iterator[str]:
        """Yield the text of each file; one that cannot be read is empty."""
        for path in sorted(self.folder.glob("*.json")):
            try:
                yield path.read_bytes().decode(errors="replace")
            except OSError:
                yield ""

    def lock(self, name: str) -> Lock:
        """Return the lock of a thread, a file that the system frees when its program ends."""
        return FileLocked(self.path(name).with_suffix(".lock"))

    def path(self, name: str) -> Path:
        """Return the file of a thread: two names never share one, on no file system."""
        plain = re.sub(r"[^a-z0-9._-]", "_", name.lower())[:80].lstrip(".")
        return self.folder / f"{plain}{'' if plain == name else f'-{digest_of(name)[:12]}'}.json"


class FileLocked:
    """A lock file."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock

        self._path = path
        self._lock = FileLock(path, thread_local=False)

    def take(self) -> bool:
        """Take the lock file, unless another program has it."""
        from filelock import Timeout

        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(blocking=False)
        except Timeout:
            return False
        except OSError as error:
            raise StoreFailed(_why(error)) from error
        return True

    def let_go(self) -> None:
        """Let the lock file go."""
        self._lock.release()


def digest_of(name: str) -> str:
    """Return 64 characters that stand for a name, whatever characters it has."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def _why(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
