"""Let a stream of events reach a screen in few, timely batches."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import TypeVar

Item = TypeVar("Item")

PAUSE = 0.15
"""Seconds between two batches: a reader sees no stutter, a browser has little to do."""


async def paced(items: AsyncIterator[Item], pause: float = PAUSE) -> AsyncGenerator[list[Item], None]:
    """Yield what has come, at once at first and then at most every `pause` seconds.

    Closing this closes `items`, also while it waits.
    """
    clock = asyncio.get_running_loop().time
    batch: list[Item] = []
    due = clock()
    coming = asyncio.ensure_future(anext(items))
    try:
        while True:
            await asyncio.wait({coming}, timeout=max(0.0, due - clock()) if batch else None)
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
        coming.cancel()
        await asyncio.gather(coming, return_exceptions=True)
        close = getattr(items, "aclose", None)
        if close is not None:
            await close()
