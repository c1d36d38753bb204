"""The readings next to what was inferred of a claim: times and names told nearby, sessions beside, sister indices."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from copilot.check.claim import Claim, Reading
from copilot.check.reading.distances import mark_of
from copilot.check.reading.seat import Seat, fallback_windows, is_placed, subject_of
from tools.windows.window import Window

TRIED = frozenset({"price_return", "total_return", "points_change", "close", "annualized_return", "from_mark"})
"""Measures of one subject over one window, whose neighbours can be named."""
FAMILY = ("^GSPC", "^IXIC", "^DJI", "^RUT", "^NDX")
"""Whom "the index" may mean."""
MOST = 160


def fair_readings(seat: Seat, claim: Claim) -> tuple[Reading, ...]:
    """Return the readings next to what was inferred of a claim, the likeliest first; none where all was told."""
    main = claim.main
    if main is None or main.measure not in TRIED or main.window is None:
        return ()
    known = {(r.subject, r.window, r.measure) for r in (*claim.readings, *claim.fallback)}
    windows = [main.window] if seat.when.tight or mark_of(seat) else [main.window, *_windows(seat, main)]
    subjects = [main.subject] if seat.names_subject else [main.subject, *_subjects(seat)]
    near = [] if seat.when.certain else [*seat.when.times, *seat.when.rest, *seat.scene.told]
    units = (
        []
        if seat.when.certain or is_placed(seat)
        else [seat.scene.clock.unit(u) for u in ("week", "month", "quarter", "year")]
    )
    own = {*_own_time(seat), *_counted(seat), *(w for t in (*near, *units) for w in t.windows)}
    found = (
        replace(main, subject=s, window=w, label=_label(seat, s, main), other=s != main.subject or w not in own)
        for s in subjects
        for w in windows
    )
    fresh = {key: r for r in found if (key := (r.subject, r.window, r.measure)) not in known}
    return tuple(sorted(fresh.values(), key=lambda r: r.other))[:MOST]


def _own_time(seat: Seat) -> list[Window]:
    """Return the windows of the article's own time: of its paragraph, its section, its topic, its session."""
    scene = seat.scene
    times = [t for t in (scene.time, scene.section_time, scene.default, scene.clock.spoken()) if t is not None]
    return [w for t in times for w in t.windows]


def _windows(seat: Seat, main: Reading) -> list[Window]:
    """Return the windows that may be meant in place of an inferred one: told nearby, published about, beside it."""
    scene, clock = seat.scene, seat.scene.clock
    told = [w for t in (*seat.when.times, *seat.when.rest, *scene.told) for w in t.windows]
    beside = []
    if main.window is not None and main.window.start == main.window.end:
        before = clock.sessions.before(main.window.end)
        beside = [clock.day(before), clock.day(clock.sessions.after(main.window.end))]
    units = fallback_windows(scene, seat.when)
    found = [
        *_own_time(seat),
        *told,
        *_counted(seat),
        *units,
        *_shifted(seat, [*_own_time(seat), *told, *units]),
        *beside,
    ]
    if main.measure == "close":
        found += [clock.day(w.base) for w in (*units, *told)]
    return list(dict.fromkeys(found))


def _counted(seat: Seat) -> list[Window]:
    """Return the windows from a day that is named to another, to the session, and to the end of the article's time."""
    clock = seat.scene.clock
    days = [t.windows[0].end for t in (*seat.when.times, *seat.when.rest) if t.day and t.text and t.windows]
    days += [w.base for t in seat.when.times if t.text for w in t.windows[:1]]
    ends = [*clock.anchors, *(w.end for w in seat.scene.default.windows[:1]), *days]
    return [Window(d, clock.sessions.after(d), e) for d in days for e in dict.fromkeys(ends) if d < e]


def _shifted(seat: Seat, windows: Iterable[Window]) -> list[Window]:
    """Return parts of a year in the other years that are named, as "and 14.5% in 2024" of first halves."""
    sessions = seat.scene.clock.sessions
    named_years = {w.end.year for t in (*seat.when.times, *seat.scene.told) if t.text for w in t.windows[:1]}
    found = []
    for window in windows:
        if (window.end - window.base).days > 340:
            continue
        for year in sorted(named_years - {window.end.year}):
            back = window.end.year - year
            ends = [sessions.on_or_before(_in_year(day, back)) for day in (window.base, window.end)]
            if ends[0] < ends[1]:
                found.append(Window(ends[0], sessions.after(ends[0]), ends[1]))
    return found


def _in_year(day: date, back: int) -> date:
    return day.replace(year=day.year - back, day=min(day.day, 28) if day.month == 2 else day.day)


def _subjects(seat: Seat) -> list[tuple[str, ...]]:
    """Return who may be meant in place of an inferred subject: named nearby, spoken of before, and sister indices."""
    nearby = [n.named for n in seat.names if seat.passage.start <= n.start < seat.passage.end]
    named_ = [*nearby, *seat.owner.others, *seat.scene.carried, *seat.scene.section_subject, *seat.last]
    singles = [s for n in named_ for s in sorted(n.singles) if not s.startswith("?")]
    symbols = dict.fromkeys([*singles, *subject_of(seat)])
    sisters = [a for s in subject_of(seat) for a in seat.universe.instrument(s).alternatives]
    family = FAMILY if any(s.startswith("^") for s in subject_of(seat)) else ()
    return [(s,) for s in dict.fromkeys([*symbols, *sisters, *family])]


def _label(seat: Seat, subject: tuple[str, ...], main: Reading) -> str:
    return "" if subject == main.subject else seat.universe.instrument(subject[0]).short
