"""How long a chat model is waited for, and when it is asked again."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from copilot.models.failures import BrokenOff, TooSlow, was_dropped

Item = TypeVar("Item")
Sleep = Callable[[float], Awaitable[None]]

MOST_CALLS = 3
LONGEST_WAIT = 20.0
"""Seconds: a server that asks for more is not waited for."""
PASSING = frozenset({408, 429, 500, 502, 503, 504, 529})


async def timed(items: AsyncGenerator[Item, None], seconds: Callable[[], float]) -> AsyncGenerator[Item, None]:
    """Yield the items; raise TooSlow when the next one takes longer than `seconds()`, asked before each.

    Each item has a time limit of its own, so that a reader may take every item in another task.
    """
    async with aclosing(items):
        while True:
            try:
                async with asyncio.timeout(seconds()):
                    item = await anext(items)
            except StopAsyncIteration:
                return
            except TimeoutError:
                raise TooSlow from None
            yield item


def attempts(sleep: Sleep) -> AsyncRetrying:
    """Return the attempts at one call: three at most, waiting between them as the server says."""
    return AsyncRetrying(
        sleep=sleep,
        stop=stop_after_attempt(MOST_CALLS),
        wait=_wait,
        retry=retry_if_exception(may_pass),
        reraise=True,
    )


def may_pass(error: BaseException) -> bool:
    """Say whether the same call may well succeed in a moment. No quota and no connection stay as they are."""
    if getattr(error, "code", None) == "insufficient_quota" or (told_wait(error) or 0.0) > LONGEST_WAIT:
        return False
    return isinstance(error, BrokenOff) or getattr(error, "status_code", None) in PASSING or was_dropped(error)


def told_wait(error: BaseException) -> float | None:
    """Return the seconds that a server asks to wait, None when it does not say."""
    headers: Any = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        if "retry-after-ms" in headers:
            return float(headers["retry-after-ms"]) / 1000
        if "retry-after" not in headers:
            return None
        said = headers["retry-after"]
        if said.replace(".", "", 1).isdigit():
            return float(said)
        return (parsedate_to_datetime(said) - parsedate_to_datetime(headers["date"])).total_seconds()
    except (ValueError, KeyError, TypeError):
        return None


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    told = told_wait(error) if error else None
    return max(0.0, told) if told is not None else 0.5 * 2.0 ** (state.attempt_number - 1)
