"""Words in a name's place that are no name of the universe."""

from collections.abc import Iterator

from tools.universe.finding import Reading


def find_strangers(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the first and last token of each unknown name."""
    yield from ()
