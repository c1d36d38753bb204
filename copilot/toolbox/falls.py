"""A drawdown and the recovery from it: the same facts whichever of the two is asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from copilot.facts import Fact
from copilot.toolbox.booking import Request, book, book_parts, evaluated
from copilot.toolbox.desk import Desk
from copilot.toolbox.outcome import Outcome
from tools.errors import PeriodOutOfRange
from tools.measures.evaluate import FIELD
from tools.prices.words import long_date
from tools.windows import OtherReading

FALLS = ("max_drawdown", "recovery")
BEFORE = 252
"""Sessions before a period in which a close above its peak is looked for."""


def book_fall(
    desk: Desk, fact: Fact, request: Request, others: Sequence[OtherReading], outcome: Outcome, name: str
) -> None:
    """Book what belongs beside a drawdown or a recovery: depth, peak, trough, the session it was over, the days."""
    whole = replace(request, measure="max_drawdown")
    depth = fact if fact.measure == whole.measure else outcome.add(book(desk, whole, others), f"depth:{name}")
    value = evaluated(desk, whole)
    for part, booked in book_parts(desk, depth, value, but="recovery_days"):
        over = part == "recovery" and fact.measure == "recovery"
        outcome.add(booked, f"recovery_session:{name}" if over else f"{part}:{name}")
    if fact is depth and "recovery_days" in value.extras:
        outcome.add(book(desk, replace(request, measure="recovery"), others), f"recovery_days:{name}")
    _note_higher(desk, request, outcome, name)


def looked_back(desk: Desk, base: date) -> date:
    """Return the session from which on closes above the peak of a period are looked for, `base` where none is known."""
    try:
        return desk.sessions.shift(base, -BEFORE)
    except PeriodOutOfRange:
        return base


def _note_higher(desk: Desk, request: Request, outcome: Outcome, name: str) -> None:
    """Say that a close before the period was above the peak, which is only the highest within it."""
    if len(request.symbols) > 1:
        return
    base = request.window.base
    closes = desk.history(request.symbols[0], looked_back(desk, base)).series(FIELD[request.basis])
    peak = closes[pd.Timestamp(str(outcome.fact(f"peak:{name}").value))]
    earlier = closes[closes.index < pd.Timestamp(base)]
    if earlier.empty or earlier.max() <= peak:
        return
    day = long_date(earlier.index[int(earlier.to_numpy().argmax())].date())
    symbol = request.symbols[0]
    outcome.note(f"The peak of {symbol} is the highest close within the period; that of {day}, before it, was higher.")
