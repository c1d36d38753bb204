"""What a period of time is, once its words have been read."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["day", "span", "since", "event"]


@dataclass(frozen=True)
class Window:
    """The sessions `(base, end]`: from the close of `base` to the close of `end`.

    `base` is the last session before the window, `start` the first inside it.
    A single day has `start == end`.
    """

    base: date
    start: date
    end: date

    def __post_init__(self) -> None:
        if not self.base < self.start <= self.end:
            raise ValueError(f"not a window: base {self.base}, start {self.start}, end {self.end}")


@dataclass(frozen=True)
class OtherReading:
    """Another fair reading of the same words; `phrase` names it so that it can be asked."""

    label: str
    window: Window
    phrase: str


@dataclass(frozen=True)
class Period:
    """How words were read as a window.

    `text` and `span` are the words in the text they were found in; `label` says the
    reading in plain words ("the first three sessions of 2026"); `notes` tell what was
    done with a holiday, a future date or sessions that do not exist yet.
    `asked_sessions` is the number of sessions the words ask for, where they count them.
    `kind` is "day" (one session), "span" (a named or counted stretch), "since" (open towards
    the as-of session) or "event". `calendar` holds the calendar days named, first and last,
    before holidays and the as-of session cut them down.
    """

    text: str
    span: tuple[int, int]
    label: str
    window: Window
    sessions: int
    alternatives: tuple[OtherReading, ...] = ()
    notes: tuple[str, ...] = ()
    asked_sessions: int | None = None
    kind: Kind = "span"
    calendar: tuple[date, date] | None = None
