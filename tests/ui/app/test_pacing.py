import asyncio
from collections.abc import AsyncIterator

from ui.app.pacing import paced


async def burst(count: int) -> AsyncIterator[int]:
    for number in range(count):
        yield number


def test_a_burst_comes_in_few_batches_and_whole() -> None:
    async def collect() -> list[list[int]]:
        return [batch async for batch in paced(burst(300))]

    batches = asyncio.run(collect())

    assert [n for batch in batches for n in batch] == list(range(300))
    assert len(batches) <= 15


def test_the_first_item_does_not_wait_for_the_second() -> None:
    async def first() -> list[int]:
        gate = asyncio.Event()

        async def slow() -> AsyncIterator[int]:
            yield 1
            await gate.wait()
            yield 2

        async for batch in paced(slow()):
            return batch
        return []

    assert asyncio.run(first()) == [1]


def test_closing_closes_what_feeds_it_even_while_it_waits() -> None:
    closed: list[bool] = []

    async def endless() -> AsyncIterator[int]:
        try:
            yield 1
            await asyncio.Event().wait()
        finally:
            closed.append(True)

    async def leave_early() -> None:
        batches = paced(endless())
        await anext(batches)
        await batches.aclose()

    asyncio.run(leave_early())

    assert closed == [True]


def test_an_error_of_the_feed_reaches_the_screen_after_what_came_before() -> None:
    async def failing() -> AsyncIterator[int]:
        yield 1
        raise ValueError("broken")

    async def collect() -> tuple[list[int], str]:
        seen: list[int] = []
        try:
            async for batch in paced(failing()):
                seen += batch
        except ValueError as error:
            return seen, str(error)
        return seen, ""

    assert asyncio.run(collect()) == ([1], "broken")
