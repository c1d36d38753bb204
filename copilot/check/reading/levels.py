"""Claims that are levels, prices, or changes in points."""

import re
from dataclasses import replace
from datetime import date

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading import words
from copilot.check.reading.marks import Mark, mark_before, sessions_ago
from copilot.check.reading.returns import is_intraday, within_session
from copilot.check.reading.seat import Seat, fallback_windows, make, stated_of, symbols_of, windows_of
from copilot.check.reading.signs import sign_of
from copilot.check.reading.timed import Timed
from copilot.check.reading.when import When

AS_FAR = re.compile(
    r"\bas\s+(?:(?P<low>low|cheap|deep|far)|high|dear)\s+as\s+(?:about |around |roughly |nearly |almost )?\$?$",
    re.IGNORECASE,
)
OWN_DAY = re.compile(r"\s+(?:(?:at|by)\s+the\s+close\s+)?(?:(?:on|of|at|late|back)\s+)*", re.IGNORECASE)
BACK = re.compile(
    r"\s*,?\s*(?:just\s+|only\s+)?(?P<n>an?|one|two|three|four|five|six|\d{1,2})\s+(?P<unit>week|month|year)s?\s+"
    r"(?:ago|earlier|before)\b",
    re.IGNORECASE,
)
"""How long before another a level stood, told right behind it."""
AT_CLOSE = re.compile(r"^\s*(?:at|on|by)\s+(?:the|a)\s+clos(?:e|ing)\b", re.IGNORECASE)

TOUCHED = re.compile(
    r"\b(?:touch(?:ed|ing)|topp(?:ed|ing)|spik(?:ed|ing) (?:to|above)|peak(?:ed|ing) at|"
    r"(?:bottom|trough)(?:ed|ing)(?: out)? at)\s+\$?$",
    re.I,
)
AT_BOTTOM = re.compile(r"\b(?:bottom|peak|trough|topp|spik)(?:ed|ing)?(?: out)? (?:at|to)\s+\$?$", re.IGNORECASE)
"""Of a stretch as often at closes as within a session."""
WITHIN_DAY = (
    ("open_of", re.compile(r"\bopen(?:ed|s|ing)?\b(?! (?:higher|lower))", re.IGNORECASE)),
    ("high_of", re.compile(r"\b(?:high|topp\w+|spik\w+|peak\w*|up to|touch\w*)\b", re.IGNORECASE)),
    ("low_of", re.compile(r"\b(?:low|bottom\w*|dip\w*|down to|touch\w*|trough)\b", re.IGNORECASE)),
)


def points_claim(seat: Seat) -> Claim | None:
    """Return the claim of a change in points or dollars, None where nobody is named."""
    symbols = symbols_of(seat)
    if not symbols or (seat.figure.unit == "usd" and seat.figure.value > 2000):
        return None
    sign, signed = sign_of(seat)
    stated = replace(stated_of(seat.figure, sign, signed), unit="points" if symbols[0].startswith("^") else "usd")
    readings = [
        Reading("points_change", symbols[:1], w, "price", label, {}, other) for label, w, other in windows_of(seat.when)
    ]
    if is_intraday(seat):
        return within_session(seat, stated, symbols)
    known = {r.window for r in readings}
    fallback = (
        []
        if seat.when.certain
        else [
            Reading("points_change", symbols[:1], w) for w in fallback_windows(seat.scene, seat.when) if w not in known
        ]
    )
    return make(seat, stated, "points_change", readings, fallback)


def level_claim(seat: Seat) -> Claim | None:
    """Return the claim of a level or a price, None for a number that names none."""
    symbols = symbols_of(seat)
    if not symbols or seat.owner.names[0].members:
        return None
    stated = replace(stated_of(seat.figure, 1), unit="level" if symbols[0].startswith("^") else "usd")
    hedge = _level_hedge(seat)
    stated = replace(stated, hedge=stated.hedge or hedge)
    mark = mark_before(seat.text[: seat.figure.start], seat.scene.clock)
    if mark is not None:
        return _mark_level(seat, mark, symbols, stated)
    if (depth := AS_FAR.search(seat.before)) is not None:
        return _depth(seat, "low" if depth["low"] else "high", symbols, stated)
    kinds = ["close"]
    if words.HIGH_OF.search(seat.before) or re.search(r"\b(?:record|peak|high)\b", seat.before[-30:], re.I):
        kinds = ["close", "high_of", "record"]
    if words.LOW_OF.search(seat.before):
        kinds = ["close", "low_of"]
    own = _own_day(seat)
    seat = replace(seat, when=When((own,), True)) if own else _without_others(seat)
    base = bool(words.FROM_LEVEL.search(seat.before)) and not own
    if back := _ago(seat):
        readings = [Reading("close", symbols[:1], seat.scene.clock.day(day)) for day in back]
        return replace(make(seat, stated, "close", readings), certain=True)
    days = [(w.base if base else w.end, label, other) for label, w, other in windows_of(seat.when)]
    days += [(w.base if not base else w.end, label, True) for label, w, other in windows_of(seat.when)] if base else []
    clock = seat.scene.clock
    readings = [
        Reading(kind, symbols[:1], clock.day(day), "price", label, {}, other)
        for day, label, other in days
        for kind in kinds
    ]
    fallback = [Reading("close", symbols[:1], clock.day(a)) for a in clock.anchors]
    near = f"{seat.before[-40:]} {seat.after[:24]}"
    if is_intraday(seat) or TOUCHED.search(seat.before):
        kinds = [kind for kind, told in WITHIN_DAY if told.search(near)] or ["high_of", "low_of"]
        kinds += ["close"] if AT_BOTTOM.search(seat.before) else []
        return make(seat, stated, "close", [replace(r, measure=k) for r in readings for k in kinds], loose=True)
    certain = seat.when.certain and not base
    loose = seat.scene.clock.unread and not seat.when.tight
    return replace(make(seat, stated, "close", readings, [] if certain else fallback, loose=loose), certain=certain)


def _own_day(seat: Seat) -> Timed | None:
    """Return the day right behind a level, and so the one on which it stood: "from $323 on Wednesday"."""
    return next((t for t in (*seat.when.times, *seat.times) if _stands_at(seat.figure.end, t, seat)), None)


def _stands_at(end: int, timed: Timed, seat: Seat) -> bool:
    """Say whether a day stands right behind a figure that ends there."""
    day = bool(timed.windows and timed.text) and timed.windows[0].start == timed.windows[0].end
    return day and timed.start >= end and OWN_DAY.fullmatch(seat.text[end : timed.start]) is not None


def _ago(seat: Seat) -> list[date]:
    """Return the sessions of a level told so long before another: "13.34, against 14.83 a week earlier"."""
    told = BACK.match(seat.text[seat.figure.end :])
    ahead = [q.end for q in seat.sentence.quantities[: seat.index]]
    if told is None or not ahead:
        return []
    before = [t for t in seat.times if t.windows and t.text and t.start < seat.figure.start]
    days = [t.windows[0].end for t in before if t.windows[0].start == t.windows[0].end]
    return sessions_ago(told, seat.scene.clock, days[-1:])


def _without_others(seat: Seat) -> Seat:
    """Return a level without the days right behind other levels: "at 27.19, against 14.95 at the end of 2025"."""
    ends = [q.end for q in seat.sentence.quantities[seat.index + 1 :]]
    kept = tuple(t for t in seat.when.times if not any(_stands_at(e, t, seat) for e in ends))
    return replace(seat, when=replace(seat.when, times=kept or (seat.scene.clock.spoken(),)))


def _mark_level(seat: Seat, mark: Mark, symbols: tuple[str, ...], stated: Stated) -> Claim:
    """Return the claim of the level at which a mark stood, a close or, as another reading, within a session."""
    readings = [Reading(f"span_{mark.kind}", symbols[:1], w) for w in mark.spans]
    readings += [Reading(f"span_{mark.kind}", symbols[:1], w, params={"field": mark.kind}) for w in mark.spans]
    return replace(make(seat, stated, "close", readings), certain=True)


def _depth(seat: Seat, kind: str, symbols: tuple[str, ...], stated: Stated) -> Claim:
    """Return the claim of how low or how high something went: within sessions, or at their closes."""
    windows = [w for _, w, other in windows_of(seat.when) if not other]
    fields = ["close"] if AT_CLOSE.search(seat.after) else [kind, "close"]
    readings = [
        Reading(f"span_{kind}", symbols[:1], w, params={"field": f}) for w in windows for f in fields
    ]  # fmt: skip
    return make(seat, stated, "close", readings, loose=not seat.when.certain)


def _level_hedge(seat: Seat) -> str | None:
    """Return over or under for "topped 49,000", about for "the 7,000 mark"."""
    if re.search(
        r"\b(?:topp\w+|cross\w+|surpass\w+|past|above|over|breach\w+|eclips\w+|reclaim\w+|held)\s+(?:the\s+)?\$?$",
        seat.before,
        re.I,
    ):
        return "over"
    if re.search(r"\b(?:below|under|beneath)\s+(?:the\s+)?\$?$", seat.before, re.I):
        return "under"
    if words.MILESTONE.match(seat.after) or re.search(
        r"\b(?:near|toward|approach\w+|close to)\s+(?:the\s+)?\$?$", seat.before, re.I
    ):
        return "about"
    return None
