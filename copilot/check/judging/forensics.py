"""What a contradicted figure really is: another base, a shifted end, another subject, a stale day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from copilot.check.claim import Judged, Stated
from copilot.check.judging.findings import Findings
from copilot.check.judging.market import FIELDS, Market
from copilot.check.judging.natural import Start, count_words, natural_ends, natural_starts, weeks_in
from copilot.check.reading.nearby import FAMILY
from copilot.check.wording import day_words
from copilot.facts import Basis
from tools.windows.window import Window

RETURNS = ("price_return", "total_return", "annualized_return")
FINE = 0.00015
"""A step of the last digit up to which one natural window alone explains a figure."""
MOST = 3
NEAR_SHARE = 0.03
SIBLINGS = {"^GSPC": ("SPY",), "^NDX": ("QQQ",), "^IXIC": ("^NDX", "QQQ"), "^DJI": ("DIA",), "^RUT": ("IWM",)}
Json = dict[str, Any]


@dataclass(frozen=True)
class Explained:
    """What a figure nearly is, and what it really is."""

    near: tuple[Json, ...] = ()
    reproduced: tuple[Json, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A window that gives a stated figure. `rank` orders explanations; `alone` says that one claim is enough."""

    symbol: str
    base: date
    first: date
    end: date
    base_field: str
    basis: Basis
    value: float
    label: str
    rank: int
    alone: bool

    @property
    def window(self) -> tuple[date, date, str]:
        """What several claims may share: first session, end, and the price at the base."""
        return self.first, self.end, self.base_field


@dataclass
class _Tried:
    hits: list[Hit] = field(default_factory=list)
    count: int = 0


def explain(findings: Findings) -> list[Explained]:
    """Return, for each judged claim in order, what its figure nearly or really is; nothing where it holds."""
    tried = {n: _try(j, findings) for n, j in enumerate(findings.judged) if _is_wrong(j)}
    shared: dict[tuple[date, date, str], set[int]] = defaultdict(set)
    for n, one in tried.items():
        for hit in one.hits:
            shared[hit.window].add(n)
    explained = []
    for n, judged in enumerate(findings.judged):
        if n not in tried:
            explained.append(Explained())
            continue
        chosen = _chosen(n, tried[n].hits, shared, findings.judged)
        entries = tuple(_entry(n, hit, shared, tried[n].count, findings.judged) for hit in chosen)
        explained.append(Explained(_near(judged, findings.market), entries))
    return explained


def _is_wrong(judged: Judged) -> bool:
    return (
        judged.verdict == "contradicted" and judged.claim.stated.value is not None and judged.claim.measure in RETURNS
    )


def _chosen(
    n: int, hits: Sequence[Hit], shared: Mapping[tuple[date, date, str], set[int]], judged: Sequence[Judged]
) -> list[Hit]:
    """Return the best explanations: windows that explain several claims first, then those that stand alone."""
    joint = [h for h in hits if len(_subjects(shared[h.window], judged)) > 1]
    alone = [h for h in hits if h.alone]
    ordered = sorted(joint, key=lambda h: (-len(shared[h.window]), h.rank)) + sorted(alone, key=lambda h: h.rank)
    return list(dict.fromkeys(ordered))[:1] if joint else list(dict.fromkeys(ordered))[:MOST]


def _subjects(claims: set[int], judged: Sequence[Judged]) -> set[tuple[str, float | None]]:
    """Return the different claims among some, by subject and figure: one claim said twice counts once."""
    return {(judged[n].claim.main.subject[0], judged[n].claim.stated.value) for n in claims if judged[n].claim.main}  # type: ignore[union-attr]  # tried claims have readings


def _entry(
    n: int, hit: Hit, shared: Mapping[tuple[date, date, str], set[int]], count: int, judged: Sequence[Judged]
) -> Json:
    return {
        "window": {
            "base": (hit.first if hit.base_field == "open" else hit.base).isoformat(),
            "start": hit.first.isoformat(),
            "end": hit.end.isoformat(),
        },
        "base_field": hit.base_field,
        "subject": [hit.symbol],
        "basis": hit.basis,
        "value": hit.value,
        "label": hit.label,
        "also_explains": [f"C{m + 1}" for m in sorted(shared[hit.window]) if m != n],
        "windows_tried": count,
    }


def exact(stated: Stated, value: float) -> bool:
    """Say whether a value prints as the stated figure; a hedge is no excuse here."""
    if stated.value is None:
        return False
    low, high = sorted((stated.value, stated.value if stated.upper is None else stated.upper))
    half = stated.precision / 2 * (1 + 1e-9)
    return low - half <= value <= high + half


def _try(judged: Judged, findings: Findings) -> _Tried:
    tried = _Tried()
    stated = judged.claim.stated
    seen: set[tuple[Any, ...]] = set()
    for hit, yearly in _candidates(judged, findings):
        key = (hit.symbol, hit.first, hit.end, hit.base_field, hit.basis, yearly)
        if key in seen:
            continue
        seen.add(key)
        tried.count += 1
        if exact(stated, hit.value):
            tried.hits.append(hit)
    tried.hits += _stale(judged, findings.market)
    return tried


def _candidates(judged: Judged, findings: Findings) -> Iterator[tuple[Hit, str]]:
    reading = judged.chosen.reading if judged.chosen else judged.claim.main
    if reading is None or reading.window is None:
        return
    market, sessions = findings.market, findings.market.desk.sessions
    symbol, stated = reading.subject[0], reading.window
    ends = natural_ends(market.desk.as_of, sessions, stated)
    fine = judged.claim.stated.precision <= FINE
    own = [
        Start(stated.start, "own", "the stated start"),
        Start(sessions.after(stated.start), "own", "a session later"),
        Start(stated.base, "own", "a session earlier"),
    ]
    yield from _over(market, symbol, own, ends, 1, True, judged)
    for other in dict.fromkeys([*_named_beside(judged, findings), *SIBLINGS.get(symbol, ())]):
        yield from _over(market, other, own[:1], [stated.end], 2, True, judged, f"the figure of {other}")
    yield from _before(market, symbol, stated, judged)
    if (stated.end - stated.base).days > 25:
        yield from _over(market, symbol, weeks_in(stated.start, sessions), ends, 3, fine, judged)
    yield from _over(market, symbol, natural_starts(market.desk.as_of, sessions), ends, 4, fine, judged)


def _named_beside(judged: Judged, findings: Findings) -> list[str]:
    """Return the subjects of the other claims of the same paragraph, and the great indices."""
    own = judged.claim.main.subject[0] if judged.claim.main else ""
    beside = [
        j.claim.main.subject[0] for j in findings.judged
        if j.claim.main and j.claim.context.get("paragraph") == judged.claim.context.get("paragraph")
    ]  # fmt: skip
    family = FAMILY if own.startswith("^") else ()
    return [s for s in dict.fromkeys([*beside, *family]) if s != own]


def _over(
    market: Market,
    symbol: str,
    starts: Sequence[Start],
    ends: Sequence[date],
    rank: int,
    alone: bool,
    judged: Judged,
    label: str = "",
) -> Iterator[tuple[Hit, str]]:
    sessions = market.desk.sessions
    yearly = judged.claim.measure == "annualized_return"
    bases: tuple[Basis, ...] = ("price", "total_return")
    for start in starts:
        base = sessions.before(start.first)
        single = alone and (rank < 4 or start.unit in ("year", "quarter", "month", "event", "session"))
        for end in ends:
            if end < start.first:
                continue
            window = Window(base, start.first, end)
            for basis in bases:
                for base_field in ("close", "open") if basis == "price" else ("close",):
                    value = market.growth(symbol, window, basis, base_field)
                    for way, result in _ways(value, window, yearly):
                        told = label or _told(start, base_field, end, way)
                        yield Hit(symbol, base, start.first, end, base_field, basis, result, told, rank, single), way


def _ways(value: float | None, window: Window, yearly: bool) -> Iterator[tuple[str, float]]:
    """Yield a return as it is, or as a yearly rate: compound, and by plain division."""
    if value is None:
        return
    years = (window.end - window.base).days / 365.25
    if not yearly:
        yield "", value
    elif years > 0.5:
        yield "", (1 + value) ** (1 / years) - 1
        yield "by division, not compounded", value / years


def _told(start: Start, base_field: str, end: date, way: str) -> str:
    price = "the open of" if base_field == "open" else "the close before"
    where = "" if start.unit == "own" else f", {start.label},"
    how = f", {way}" if way else ""
    return f"from {price} {day_words(start.first)}{where} to the close of {day_words(end)}{how}"


def _before(market: Market, symbol: str, stated: Window, judged: Judged) -> Iterator[tuple[Hit, str]]:
    """Yield the stretch of the same length right before the stated one: a stale day, week or quarter."""
    sessions = market.desk.sessions
    count = len(sessions.between(stated.start, stated.end))
    days = sessions.between(sessions.first_day, stated.base)[-count - 1 :] if count < 300 else ()
    if len(days) == count + 1:
        start = Start(days[1], "own", "the stretch before")
        yield from _over(market, symbol, [start], [stated.base], 2, True, judged)


def _stale(judged: Judged, market: Market) -> list[Hit]:
    """Return the session at which a rounded figure from the stated base was last true, where it is long past."""
    reading = judged.chosen.reading if judged.chosen else judged.claim.main
    stated = judged.claim.stated
    if (
        reading is None
        or reading.window is None
        or stated.precision < 0.005
        or judged.claim.measure == "annualized_return"
    ):
        return []
    window = reading.window
    if (window.end - window.base).days < 250:
        return []
    symbol = reading.subject[0]
    index = next((i for i, funds in SIBLINGS.items() if symbol in funds and i != "^IXIC"), symbol)
    rows = market.rows(index, FIELDS["price"])
    base = rows.get(window.base)
    if base is None:
        return []
    days = [d for d, v in rows.items() if window.start < d < window.end and exact(stated, v / base - 1)]
    if not days:
        return []
    day = days[0]
    value = rows[day] / base - 1
    when = f"when it first printed so, on {day_words(day)}, last on {day_words(days[-1])}"
    label = f"the gain of {index} from {day_words(window.base)} {when}"
    return [Hit(index, window.base, window.start, day, "close", "price", value, label, 5, True)]


def _near(judged: Judged, market: Market) -> tuple[Json, ...]:
    """Return the plain window that comes nearest to the figure without giving it."""
    reading = judged.chosen.reading if judged.chosen else judged.claim.main
    stated = judged.claim.stated
    if reading is None or reading.window is None or stated.value is None or judged.claim.measure == "annualized_return":
        return ()
    sessions = market.desk.sessions
    found: list[tuple[float, Window, float]] = []
    for end in natural_ends(market.desk.as_of, sessions, reading.window):
        if end < reading.window.start:
            continue
        window = Window(reading.window.base, reading.window.start, end)
        value = market.growth(reading.subject[0], window, reading.basis if reading.basis != "none" else "price")
        if value is not None and not exact(stated, value):
            found.append((abs(value - stated.value), window, value))
    if not found:
        return ()
    gap, window, value = min(found, key=lambda f: f[0])
    if gap > max(2 * stated.precision, NEAR_SHARE * abs(stated.value)):
        return ()
    return (
        {
            "label": count_words(window, sessions),
            "value": value,
            "window": {"base": window.base.isoformat(), "end": window.end.isoformat()},
        },
    )
