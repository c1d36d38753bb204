"""Plain words that every price source uses for its sessions and its refusals."""

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd


def long_date(day: date) -> str:
    """Return a date as a reader writes it: 9 January 2026."""
    return f"{day.day} {day:%B %Y}"


def why_none(symbol: str, rows: pd.DataFrame, start: date, end: date, source: str) -> str:
    """Return why a source that knows a symbol has nothing between two dates, and the session before; none is later."""
    before = rows.index[rows.index < pd.Timestamp(start)]
    hint = f"; the nearest session with one is {long_date(before[-1].date())}" if len(before) else ""
    return f"there are no rows for {symbol} from {start} to {end} in {source}{hint}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """Return names as a reader lists them: SPY, QQQ and 9 more."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def age(elapsed: timedelta) -> str:
    """Return a span of time in its largest unit: 3 hours."""
    seconds = max(int(elapsed.total_seconds()), 0)
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if count := seconds // size:
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return "a moment"
