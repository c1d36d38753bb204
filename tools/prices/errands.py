"""Work done side by side by a few threads that end with the program; the same work is not begun twice."""

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Outcome = TypeVar("Outcome")


class Errands(Generic[Outcome]):
    """A queue of work and its threads. Whoever stops waiting leaves the work to be finished for the next one.

    `sign_at` is when something last came of it, or the first of what is under way was begun (monotonic seconds).
    """

    def __init__(self, workers: int) -> None:
        self._most = workers
        self._threads = 0
        self._queue: SimpleQueue[tuple[Hashable, Future[Outcome], Callable[[], Outcome]]] = SimpleQueue()
        self._under_way: dict[Hashable, Future[Outcome]] = {}
        self.sign_at = 0.0
        self._lock = threading.Lock()

    def begin(self, name: Hashable, work: Callable[[], Outcome]) -> "Future[Outcome]":
        """Return the work of this name that is under way, or begin it."""
        with self._lock:
            known = self._under_way.get(name)
            if known is None or known.cancelled():
                self.sign_at = self.sign_at if self._under_way else time.monotonic()
                self._under_way[name] = Future()
                self._queue.put((name, self._under_way[name], work))
                if self._threads < self._most:
                    self._threads += 1
                    threading.Thread(target=self._run, daemon=True).start()
            return self._under_way[name]

    def is_under_way(self, name: Hashable) -> bool:
        """Say whether work of this name is waiting or being done."""
        return name in self._under_way

    def silence(self) -> float:
        """Return for how many seconds nothing has come of the work under way."""
        return time.monotonic() - self.sign_at

    def _next(self) -> "tuple[Hashable, Future[Outcome], Callable[[], Outcome]] | None":
        with self._lock:
            try:
                return self._queue.get_nowait()
            except Empty:
                self._threads -= 1
                return None

    def _run(self) -> None:
        # A thread ends when there is nothing to do, and its connections with it: a kept one may lead nowhere by then.
        while (taken := self._next()) is not None:
            name, future, work = taken
            told: Callable[[], None] | None = None
            if future.set_running_or_notify_cancel():
                told = _outcome_of(future, work)
            with self._lock:
                if self._under_way.get(name) is future:
                    del self._under_way[name]
                self.sign_at = time.monotonic()
            if told:
                told()


def _outcome_of(future: "Future[Outcome]", work: Callable[[], Outcome]) -> Callable[[], None]:
    """Do the work; return what tells its outcome to those who wait."""
    try:
        outcome = work()
    except BaseException as error:  # noqa: BLE001 - a thread's edge: whoever waits for the work gets the error
        failure = error
        return lambda: future.set_exception(failure)
    return lambda: future.set_result(outcome)
