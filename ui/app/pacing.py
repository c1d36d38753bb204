"""Let a stream of events reach a screen in few, timely batches."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import TypeVar

Item = TypeVar("Item")

PAUSE = 0.15
"""Seconds between two batches: a reader sees no stutter, a browser has little to do."""


async def paced(
    items: AsyncIterator[Item], gone: asyncio.Event | None = None, pause: float = PAUSE
) -> AsyncGenerator[list[Item], None]:
    """Yield what has come, at once at first and then at most every `pause` seconds, until the reader is `gone`.

    Closing this closes `items`, also while it waits.
    """
    clock = asyncio.get_running_loop().time
    batch: list[Item] = []
    due = clock()
    coming = asyncio.ensure_future(anext(items))
    leaving = asyncio.ensure_future((gone or asyncio.Event()).wait())
    try:
        while not leaving.done():
            first = asyncio.FIRST_COMPLETED
            await asyncio.wait({coming, leaving}, timeout=max(0.0, due - clock()) if batch else None, return_when=first)
            if coming.done():
                try:
                    batch.append(coming.result())
                except StopAsyncIteration:
                    break
                coming = asyncio.ensure_future(anext(items))
            if batch and clock() >= due:
                yield batch
                batch, due = [], clock() + pause
        if batch:
            yield batch
    finally:
        leaving.cancel()
        coming.cancel()
        await asyncio.gather(coming, leaving, return_exceptions=True)
        close = getattr(items, "aclose", None)
        if close is not None:
            await close()
