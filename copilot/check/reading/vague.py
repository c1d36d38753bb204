"""A move since a vague part of a month, "since mid-December": from its peak, its low, or any session of it."""

import re
from collections.abc import Iterator
from datetime import date

from copilot.check.claim import Reading
from copilot.check.reading.seat import Seat
from tools.windows.window import Window

VAGUE_SINCE = re.compile(
    r"^(?:since|from)\s+(?:the\s+)?(?P<part>early|mid|late|middle of|start of|beginning of|end of)[- ]"
    r"(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?:\s+(?:of\s+)?20\d\d)?)",
    re.IGNORECASE,
)
PARTS = {"early": (1, 10), "mid": (10, 20), "late": (20, 31)}


def vague_readings(seat: Seat, subject: tuple[str, ...]) -> Iterator[Reading]:
    """Yield the returns from a vague part of a month: its highest and lowest close, as others those between."""
    told = next((t for t in seat.when.times if t.text), None)
    match = VAGUE_SINCE.match(told.text) if told else None
    if told is None or match is None or len(subject) != 1 or match["part"].lower() not in PARTS:
        return
    clock = seat.scene.clock
    month = clock.read(match["month"], clock.anchors[0])
    if month is None:
        return
    first, last = PARTS[match["part"].lower()]
    days = [d for d in clock.sessions.between(month.start, month.end) if first <= d.day <= last]
    for end in dict.fromkeys(w.end for w in told.windows):
        yield from _from_each(days, end, subject, seat)


def _from_each(days: list[date], end: date, subject: tuple[str, ...], seat: Seat) -> Iterator[Reading]:
    sessions = seat.scene.clock.sessions
    before = [d for d in days if d < end]
    if not before:
        return
    span = Window(sessions.before(before[0]), before[0], before[-1])
    for kind in ("high", "low"):
        params = {"kind": kind, "span": span, "ahead": False, "trough": False}
        yield Reading("from_mark", subject, seat.scene.clock.day(end), "price", "", params)
    for day in before:
        yield Reading("price_return", subject, Window(day, sessions.after(day), end), other=True)
