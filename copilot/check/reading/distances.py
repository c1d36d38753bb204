"""Claims of a distance from a mark: from a high or a low, from where a time began, from what was named last."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading import words
from copilot.check.reading.marks import Mark, ending_mark
from copilot.check.reading.seat import Seat, make, stated_of, symbols_of, whom, windows_of
from copilot.check.reading.signs import sign_of
from tools.windows.window import Window

BESIDE = re.compile(
    r"^\s*(?:[,—–]\s*)?(?:or so\s+|more\s+|further\s+)?(?:higher|lower|up|down|cheaper|dearer|away|left|to go|to rise|"
    r"to climb|the way|in all|so far|just|back|only|at the close|a year)?\s*(?:,\s*)?$",
    re.IGNORECASE,
)
WITHIN = re.compile(r"\bwithin\b[^.;%]{0,30}$", re.IGNORECASE)
MOVED = re.compile(
    r"\b(?:[a-z]+ed|rose|fell|sank|slid|grew|lost|shot|leapt|ran|went|sprang)\s+(?:by\s+)?(?:about |around |nearly |"
    r"almost |more than |some |roughly |another |a )*$",
    re.IGNORECASE,
)
"""What tells of a way that was gone, not of the one ahead: "climbed 24% to reach a record"."""
MOVE_SINCE = re.compile(
    r"\b(?:loss|losses|gains?|decline|drop|fall|rise|advance|rally|climb|slide|return|retreat|rebound|recovery|pullback|"
    r"surge|plunge|tumble|correction|sell-?off|damage)\s+$",
    re.IGNORECASE,
)
COMES_TO = re.compile(
    r"^\s*(?:(?:has|had|have|now|already)\s+)*(?:reach\w*|hit|is|was|stands?|stood|c[ao]mes?|amount\w*|total\w*|at|of|"
    r"widen\w*|grew|grown|deepen\w*|extend\w*|swell\w*|swelled|measur\w*|runs?)\s+"
    r"(?:(?:to|at|about|around|nearly|roughly|almost|more than|over|just|now)\s+)*$",
    re.IGNORECASE,
)
"""What stands between a mark and the figure: "its loss since its June 18 peak reached 25.9%"."""
OPENS = re.compile(r"(?:^|[,;:—–(]\s*|\b(?:and|but|so|while|yet|now)\s+)$", re.IGNORECASE)
TOLD = re.compile(r"\b(?:(?P<up>higher|up|dearer|above|more)|lower|down|cheaper|below|less)\b", re.IGNORECASE)
AT_MARK = re.compile(r"(?:[’']s)?\s+(?:\w+\s+)?(?:record|high|peak|low|bottom|trough)\b", re.IGNORECASE)
"""What makes a day that of a mark, not the time of a move."""
PAST = re.compile(r"\bhad\b", re.IGNORECASE)
NEAR = timedelta(days=31)


def mark_of(seat: Seat) -> Mark | None:
    """Return what a figure is measured from: told right behind it, or opening its sentence."""
    figure = seat.figure
    for mark in seat.marks:
        if mark.start >= figure.end and BESIDE.match(seat.text[figure.end : mark.start]):
            if mark.ahead and MOVED.search(seat.text[: figure.start]):
                continue
            inside = mark.lead == "of"
            if inside and not WITHIN.search(seat.text[: figure.start]):
                continue
            return replace(mark, lead="within") if inside else mark
    for mark in seat.marks:
        moved = MOVE_SINCE.search(seat.text[: mark.start]) and mark.lead in ("from", "since", "off")
        if moved and mark.stop <= figure.start and COMES_TO.match(seat.text[mark.stop : figure.start]):
            return mark
    if (end := ending_mark(seat.text[figure.end :], seat.scene.clock)) is not None:
        told = [t for t in seat.times if t.text and t.start < figure.end and not AT_MARK.match(seat.text[t.end :])]
        kind = "high" if end.kind == "low" else "low"
        before = [m for m in seat.marks if m.stop <= figure.start and m.kind == kind and m.spans]
        return None if told else replace(before[-1] if before else Mark(figure.end, figure.end, "from", kind), end=end)
    if _times_of_its_own(seat):
        return None
    for mark in reversed([m for m in seat.marks if m.stop <= figure.start]):
        opening = OPENS.search(seat.text[: mark.start]) and mark.lead in ("from", "since", "off")
        if opening and not mark.own:
            return mark
    return None


def _times_of_its_own(seat: Seat) -> bool:
    """Say whether a time stands beside a figure or before it, so that a mark that opens the sentence is not its."""
    left, right = seat.figure.start - len(seat.before), seat.figure.end + len(seat.after)
    return any(
        left <= t.start < right and not _inside(t.start, seat) for t in seat.when.times if t.text and t in seat.times
    )


def _inside(place: int, seat: Seat) -> bool:
    return any(m.start <= place < m.stop for m in seat.marks)


def distance_claim(seat: Seat) -> Claim | None:
    """Return the claim of a distance from a mark, None where there is none."""
    symbols = symbols_of(seat)
    mark = mark_of(seat) if symbols and seat.figure.unit == "percent" else None
    if mark is None:
        return None
    known = _known(mark, seat)
    if not known or (known[0].kind == "high" and known[0].up > 0 and not known[0].spans):
        return None
    readings = [r for who in whom(seat, symbols[:1]) for m in known for r in _readings(m, who, seat)]
    if not readings:
        return None
    settled = bool(known[0].spans) or known[0].kind == "high"
    claim = make(seat, _stated(known[0], seat), "price_return", readings, loose=not settled)
    return replace(claim, certain=settled, asked=None)


def _stated(mark: Mark, seat: Seat) -> Stated:
    """Return the figure with the direction that its mark gives it; within a distance of a mark is at most that far."""
    if mark.lead == "within":
        return replace(stated_of(seat.figure, -1), hedge="at most")
    if mark.ahead:
        return stated_of(seat.figure, 1)
    up = mark.up
    if mark.lead == "than" and (told := TOLD.search(seat.text[seat.figure.end : mark.start])):
        return stated_of(seat.figure, 1 if told["up"] else -1)
    if up and not (mark.end or mark.kind == "close"):
        return stated_of(seat.figure, up)
    return stated_of(seat.figure, *((up, True) if up else sign_of(seat)))


def _known(mark: Mark, seat: Seat) -> list[Mark]:
    """Return the marks that may be meant: as told, or after those that were named before."""
    earlier = [m for m in [*seat.scene.marks, *(m for m in seat.marks if m.stop <= seat.figure.start)] if m.kind]
    if mark.that:
        now = [w.end for _, w, _ in windows_of(seat.when)][:1] if seat.when.certain else []
        return [replace(mark, spans=m.spans, kind="close") for m in reversed(earlier) if _is_day(m, now)][:1]
    if mark.own:
        kind = mark.kind or (earlier[-1].kind if earlier else "high")
        told = [m for m in reversed(earlier) if m.kind == kind and m.spans][:1]
        wider = tuple(_wider(w, seat) for m in told for w in m.spans)
        return [replace(mark, kind=kind, spans=wider), replace(mark, kind=kind)]
    if mark.spans or mark.kind == "close":
        return [mark]
    same = [m for m in reversed(earlier) if m.kind == mark.kind and m.spans][:1]
    return [*(replace(mark, spans=m.spans) for m in same), mark]


def _is_day(mark: Mark, now: Sequence[date]) -> bool:
    """Say whether a mark is one day, and not the one whose own distance from it is told."""
    return bool(mark.spans) and mark.spans[0].start == mark.spans[0].end and mark.spans[0].end not in now


def _wider(window: Window, seat: Seat) -> Window:
    """Return a stretch with a month on either side, in which another's mark may stand."""
    sessions = seat.scene.clock.sessions
    base = sessions.on_or_before(window.base - NEAR)
    return Window(base, sessions.after(base), max(sessions.on_or_before(window.end + NEAR), window.end))


def _readings(mark: Mark, subject: tuple[str, ...], seat: Seat) -> list[Reading]:
    found = []
    for end, past in _ends(seat, mark):
        for span in mark.spans or (None,):
            if span is not None and span.base >= end.end:
                continue
            if not past and span is not None and (whole := _plain(mark, span, end, seat)) is not None:
                found.append(Reading("price_return", subject, whole))
                continue
            params: dict[str, Any] = {"kind": mark.kind or "high", "span": span, "ahead": mark.ahead, "trough": past}
            if mark.end is not None:
                params["until"] = (mark.end.kind or "low", mark.end.spans[0] if mark.end.spans else None)
            found.append(Reading("from_mark", subject, end, "price", "", params))
    plain = list({repr(r): r for r in found}.values())
    apart = [r for r in plain if r.params and r.params["kind"] != "close"]
    inside = [replace(r, params={**r.params, "inside": True}, other=True) for r in apart]
    return [*plain, *inside]


def _plain(mark: Mark, span: Window, end: Window, seat: Seat) -> Window | None:
    """Return the window from a mark whose day is told to an end that is known, None for another."""
    last = end if mark.end is None else mark.end.spans[0] if mark.end.spans else None
    if mark.ahead or span.start != span.end or last is None or (mark.end and last.start != last.end):
        return None
    base = span.end
    return Window(base, seat.scene.clock.sessions.after(base), last.end) if base < last.end else None


def _ends(seat: Seat, mark: Mark) -> list[tuple[Window, bool]]:
    """Return the sessions that a move may have ended on, and whether the deepest point up to then is meant."""
    clock = seat.scene.clock
    told: Sequence[Window] = [w for _, w, other in windows_of(seat.when) if not other]
    over = any(w.end < s.end or (w.end == s.end and s.start == s.end) for w in told[:1] for s in mark.spans[:1])
    days = [*(w.end for w in told), *(() if seat.when.certain and not over else clock.anchors)]
    days += [] if seat.when.certain else [w.end for w in seat.scene.default.windows[:1]]
    ends = [clock.day(d) for d in dict.fromkeys(days)]
    past = PAST.search(seat.before) or (told and (clock.anchors[-1] - told[0].end).days > 5)
    deepest = [(end, True) for end in ends[:1]] if past and mark.kind == "high" else []
    return [*((end, False) for end in ends), *deepest]


def speaks_ahead(seat: Seat) -> bool:
    """Say whether a figure tells the way to a mark, which needs no forecast."""
    mark = mark_of(seat) if seat.figure.unit == "percent" and seat.marks else None
    return bool(mark and mark.ahead and not words.ANNUALIZED.search(seat.after[:28]))
