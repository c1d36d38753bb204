"""What a running answer tells a screen, in order."""

from dataclasses import dataclass
from typing import Any

from copilot.answer import Answer, Json, Segment


@dataclass(frozen=True)
class ReadingEvent:
    """How the question was read, as far as it is known now."""

    reading: tuple[Json, ...]


@dataclass(frozen=True)
class StepEvent:
    """A tool was called: what was asked of it and what it said."""

    name: str
    arguments: dict[str, Any]
    result: str
    seconds: float


@dataclass(frozen=True)
class SentenceEvent:
    """A checked sentence, ready to show; never taken back."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class NoticeEvent:
    """A plain line for the reader: a fall-back, an incomplete answer."""

    text: str


@dataclass(frozen=True)
class DoneEvent:
    """The whole answer."""

    answer: Answer


Event = ReadingEvent | StepEvent | SentenceEvent | NoticeEvent | DoneEvent
