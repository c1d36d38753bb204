"""What a measure is, as data, and what computing one yields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from tools.windows.window import Window

Basis = Literal["price", "total_return"]
Rows = Literal["endpoint", "path", "inside", "point", "average", "history"]
Unit = Literal["fraction", "points", "ratio", "level", "usd", "count", "rank", "days", "date"]
Params = Mapping[str, Any]


@dataclass(frozen=True)
class Extra:
    """A figure that comes along: the trough of a drawdown, the session of the best day."""

    value: float | str
    unit: Unit


@dataclass(frozen=True)
class Outcome:
    """A value at full precision (an ISO date for the unit "date") and what comes along."""

    value: float | str
    extras: Mapping[str, Extra] = field(default_factory=dict)


@dataclass(frozen=True)
class Leg:
    """The rows of one subject that a measure is computed from."""

    symbol: str
    values: pd.Series


Compute = Callable[[Sequence[Leg], Window, Params], Outcome]
Need = Callable[[int, Params], Rows]


@dataclass(frozen=True)
class Measure:
    """One measure.

    Attributes
    ----------
    name : str
        The name in the answer file.
    unit : Unit
        "level" and "points" become "usd" where the subject is not an index.
    rows : "endpoint", "path", "inside", "point", "average" or "history"
        Two rows; every session from base to end; every one after the base; the end alone;
        the last `length` sessions; every session up to the end that is known without a gap.
    formula : str
        Plain text over close[...], for the reader.
    min_sessions : int
        Sessions that must lie inside the window.
    words : tuple of str
        How a person says it, lower case.
    legs : (int, int)
        Fewest and most subjects; 0 for no limit.
    params : mapping
        Parameters with their defaults; None where one must be given.
    need : callable, optional
        The rows needed where subjects or parameters decide that.

    """

    name: str
    label: str
    unit: Unit
    rows: Rows
    formula: str
    compute: Compute
    words: tuple[str, ...]
    min_sessions: int = 1
    legs: tuple[int, int] = (1, 1)
    params: Params = field(default_factory=dict)
    need: Need | None = None

    def rows_for(self, legs: int, params: Params) -> Rows:
        """Return which rows are needed for so many subjects and these parameters."""
        return self.need(legs, params) if self.need else self.rows
