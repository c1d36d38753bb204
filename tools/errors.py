"""The errors of the deterministic half, each with a remedy in its message.

ToolError
├── NoData                 a figure has no rows: says why and what is near
│   └── NotEnoughData      rows exist, too few for the measure
├── UnknownName            no instrument is called that
├── AmbiguousName          two instruments are
├── PeriodError
│   ├── PeriodNotUnderstood    the words name no period that is known
│   └── PeriodOutOfRange       it lies in the future, is inverted, or precedes the data
├── PriceSourceError
│   ├── PriceFileError     a file of prices cannot be read
│   └── SourceUnavailable  a service does not answer
└── LibraryError
    ├── DocumentRefused    a document cannot be taken in
    ├── LibraryLocked      another process is writing
    └── LibraryDamaged     the stored index is broken; rebuild it
"""

from collections.abc import Sequence

SHOWN = 80
"""Characters of a wrong name that its error repeats."""


def _short(name: str) -> str:
    return name if len(name) <= SHOWN else f"{name[: SHOWN - 1]}…"


class ToolError(Exception):
    """Base of every error that a tool raises on purpose."""


class NoData(ToolError):
    """No rows settle this figure."""


class NotEnoughData(NoData):
    """Rows exist, but fewer than the measure needs."""


class UnknownName(ToolError):
    """No instrument or group goes by this name."""

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        self.name = name
        self.suggestions = tuple(suggestions)
        hint = f"; did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"no index, fund, sector or stock called {_short(name)!r} is known{hint}")


class AmbiguousName(ToolError):
    """A name fits more than one instrument."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        super().__init__(f"{_short(name)!r} could be {' or '.join(self.candidates)}; say which")


class PeriodError(ToolError):
    """A period cannot be used; `text` holds the words."""

    def __init__(self, text: str, message: str) -> None:
        self.text = text
        super().__init__(message)


class PeriodNotUnderstood(PeriodError):
    """The words name no period."""


class PeriodOutOfRange(PeriodError):
    """The period lies in the future, runs backwards, or precedes the calendar."""


class PriceSourceError(ToolError):
    """Prices could not be had."""


class PriceFileError(PriceSourceError):
    """A file or folder of prices cannot be read."""


class SourceUnavailable(PriceSourceError):
    """A price service does not answer, or refuses."""


class LibraryError(ToolError):
    """The source library cannot do what was asked."""


class DocumentRefused(LibraryError):
    """A document cannot be taken in."""


class LibraryLocked(LibraryError):
    """Another process is writing to the library."""


class LibraryDamaged(LibraryError):
    """The stored index is broken; the record of documents can rebuild it."""
