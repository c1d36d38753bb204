"""Days that people count from by name; only days that are certain, each with where it is from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("events.csv")


@dataclass(frozen=True)
class Event:
    """A dated event.

    `timing` is against the session of its day: "before the open", "during" or "after the
    close". A count from it begins with the last close before it, which is that of its own
    day only for what came after the close, or where `convention` says what that close is.
    """

    name: str
    day: date
    timing: str
    convention: str
    aliases: tuple[str, ...]
    source: str

    @property
    def counts_from_its_close(self) -> bool:
        """Say whether a count from the event begins with the close of its own day."""
        return self.timing == "after the close" or bool(self.convention)


@cache
def load_events() -> tuple[Event, ...]:
    """Return the events of the bundled table, the latest of a name before the earlier ones."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return tuple(map(_event, (line for line in lines if line and not line.startswith("#"))))


def _event(line: str) -> Event:
    day, timing, convention, name, aliases, source = (cell.strip() for cell in line.split("|"))
    said = tuple(alias.strip() for alias in aliases.split(";"))
    return Event(name, date.fromisoformat(day), timing, convention, said, source)


@cache
def events_called() -> Mapping[str, tuple[Event, ...]]:
    """Return the events that go by each alias."""
    table: dict[str, tuple[Event, ...]] = {}
    for event in load_events():
        for alias in event.aliases:
            table[alias] = (*table.get(alias, ()), event)
    return table
