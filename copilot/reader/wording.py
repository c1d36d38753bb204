"""Names in a row, for sentences of the reader."""

from collections.abc import Iterable


def joined(names: Iterable[str], last: str = "and") -> str:
    """Return "A", "A and B", "A, B and C"."""
    every = list(names)
    return f" {last} ".join([", ".join(every[:-1]), every[-1]]) if len(every) > 1 else "".join(every)
