"""A time as a passage tells it."""

from dataclasses import dataclass

from tools.windows.window import Window


@dataclass(frozen=True)
class Timed:
    """A time in a passage: its place, and the windows it may mean, the most natural first.

    `others` are other fair bases of the same words; `asked` the sessions that the words count;
    `unit` is set for a bare "the week", which stands for whichever week the article is about.
    """

    start: int
    end: int
    text: str
    windows: tuple[Window, ...]
    others: tuple[tuple[str, Window], ...] = ()
    asked: int | None = None
    unit: str = ""
    day: bool = False
    open: bool = False
