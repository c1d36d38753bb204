"""One writer at a time, across processes: a lock file, and beside it who holds it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from tools.errors import LibraryError, LibraryLocked


class LibraryLock:
    """The lock of one library folder; the same thread may take it again."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "lock")
        self._holder = folder / "lock.holder"

    @contextmanager
    def held(self, seconds: float, named: bool = True) -> Iterator[None]:
        """Hold the lock, waiting for it at most so long; `named` leaves this process's id for those who wait.

        Raises LibraryLocked, naming the process that has it, when it does not come free.
        """
        try:
            self._lock.acquire(timeout=seconds, poll_interval=0.02)
        except Timeout as error:
            raise LibraryLocked(f"{self._who()} is writing to the library; try again when it is done") from error
        except OSError as error:
            raise LibraryError(f"the library's folder {self._holder.parent} cannot be written: {error}") from error
        try:
            outermost = named and self._lock.lock_counter == 1
            if outermost:
                self._holder.write_text(str(os.getpid()), encoding="utf-8")
            yield
        finally:
            self._lock.release()

    def _who(self) -> str:
        try:
            return f"process {int(self._holder.read_text(encoding='utf-8'))}"
        except (OSError, ValueError):
            return "another process"
