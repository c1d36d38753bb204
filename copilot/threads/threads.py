"""The conversations of a program: opened, saved, and one answer at a time in each."""

import asyncio
import secrets
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from copilot.threads.store import Lock, Store, StoreFailed
from copilot.threads.thread import Thread, ThreadUse, text_of, thread_from, use_in

FREE_AGAIN = 0.05
"""Seconds between two looks at a thread that another program has."""


class ThreadBusy(Exception):
    """Another program is answering in this thread and did not come to an end."""


class Threads:
    """The conversations that a store keeps."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def new_name(self) -> str:
        """Return a name that no thread has."""
        return f"thread-{secrets.token_hex(8)}"

    def open(self, name: str | None) -> Thread:
        """Return the named thread, or a new one; a damaged one is set aside and starts anew."""
        thread = Thread(name or self.new_name())
        if name is None:
            return thread
        try:
            text = self.store.load(name)
            return thread if text is None else thread_from(name, text)
        except StoreFailed as failure:
            told = f"The conversation {name!r} cannot be read ({failure}); this answer starts a new one."
            thread.trouble = f"{told} {failure.remedy}"
            thread.kept = False
        except ValueError:
            self.store.set_aside(name)
            thread.trouble = f"The conversation {name!r} was damaged and set aside; this one starts anew."
        return thread

    def save(self, thread: Thread) -> None:
        """Keep the thread, whole or not at all. Raises StoreFailed when it cannot be written."""
        if not thread.kept:
            return
        try:
            text = text_of(thread)
        except ValueError:
            raise StoreFailed("it holds what JSON has no way to write") from None
        self.store.save(thread.name, text)

    def total(self) -> tuple[int, ThreadUse]:
        """Return how many threads are kept and what they have cost together; one that cannot be read cost nothing.

        Raises StoreFailed.
        """
        count, total = 0, ThreadUse()
        for text in self.store.texts():
            count += 1
            total += use_in(text) or ThreadUse()
        return count, total

    @asynccontextmanager
    async def alone(self, name: str, seconds: float) -> AsyncIterator[None]:
        """Keep every other process off a thread, so that no turn is lost to one that began before it ended.

        Raises ThreadBusy when it does not come free in so many seconds. Where nothing can be
        written, nothing can be lost, and nothing is locked.
        """
        turnstile = Turnstile(self.store.lock(name))
        end = time.monotonic() + seconds
        try:
            while not await asyncio.to_thread(turnstile.passes):
                if time.monotonic() > end:
                    raise ThreadBusy(
                        f"the conversation {name!r} is in use by another program; wait for its answer, "
                        "or name another conversation"
                    )
                await asyncio.sleep(FREE_AGAIN)
            yield
        finally:
            await asyncio.to_thread(turnstile.leave)


class Turnstile:
    """The lock of a store for one turn, which may be given up while it is being taken in another system thread."""

    def __init__(self, lock: Lock) -> None:
        self._lock = lock
        self._one_at_a_time = threading.Lock()
        self._is_over = False

    def passes(self) -> bool:
        """Say whether the turn may go on: with the lock, or because nothing can be locked."""
        with self._one_at_a_time:
            try:
                return self._is_over or self._lock.take()
            except StoreFailed:
                return True

    def leave(self) -> None:
        """Let the lock go, and do not let it be taken any more."""
        with self._one_at_a_time:
            self._is_over = True
            self._lock.let_go()
