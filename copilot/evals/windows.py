"""Score the window language on a file of date expressions.

Each line is a JSON object: `span` the words, `ref` the day they are meant from, `kind` "date"
or "daterange", and `options`, any of which is right: `start`, and `end_exclusive` or null for a
range without an end. Words that are refused count as missed.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tools.errors import PeriodError
from tools.sessions import Sessions, load_sessions
from tools.windows import Stretch, read_stretch

Ends = tuple[date, date | None]


@dataclass(frozen=True)
class Case:
    """Words, the day they are meant from, and the first day and exclusive end of each right answer."""

    words: str
    today: date
    is_range: bool
    options: tuple[Ends, ...]


@dataclass(frozen=True)
class Score:
    """Shares of ranges and of dates that were read rightly, out of so many; a refusal is a miss."""

    ranges: float
    dates: float
    total: int
    misses: tuple[str, ...] = ()

    def to_json(self) -> dict[str, float | int]:
        """Return the document that the command prints."""
        return {"ranges": self.ranges, "dates": self.dates, "total": self.total}


def load_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of a JSON-lines file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield _case(json.loads(line))


def _case(row: dict[str, Any]) -> Case:
    options = tuple((_day(option["start"]), _day(option["end_exclusive"])) for option in row["options"])
    starts = tuple((start, end) for start, end in options if start is not None)
    return Case(row["span"], date.fromisoformat(row["ref"]), row["kind"] == "daterange", starts)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def score(cases: Iterable[Case], sessions: Sessions | None = None) -> Score:
    """Return how many of the cases the window language reads rightly."""
    calendar = sessions or load_sessions()
    right: dict[bool, list[bool]] = {True: [], False: []}
    misses: list[str] = []
    for case in cases:
        held = holds(case, calendar)
        right[case.is_range].append(held)
        if not held:
            misses.append(case.words)
    return Score(_share(right[True]), _share(right[False]), sum(map(len, right.values())), tuple(misses))


def holds(case: Case, sessions: Sessions) -> bool:
    """Say whether the reading of a case is one of its right answers."""
    try:
        read = read_stretch(case.words, case.today, sessions)
    except PeriodError:
        return False
    return any(_same(case.is_range, option, read) for option in case.options)


def _same(is_range: bool, option: Ends, read: Stretch) -> bool:
    """Compare as days covered, or for a range between two points as these points.

    The product counts the last thing a range names as inside it ("March to May" has all of
    May), and what is counted back from a day from that day's close; a set of expressions may
    end the first where May begins, and start the second on the day itself.
    """
    start, end = option
    if not is_range:
        return read.first == read.last == start
    if end is None:
        return read.first == start and read.open_ended
    firsts = {read.first, read.close_of, read.close_of and read.close_of + timedelta(days=1)}
    if read.point is None:
        return (read.first, read.last + timedelta(days=1)) == option
    return start in firsts and end in {read.last + timedelta(days=1), read.last, read.point}


def _share(held: list[bool]) -> float:
    return round(sum(held) / len(held), 4) if held else 0.0
