"""The verdict on a claim without digits of its own: a place, a record, the best since."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

from copilot.check.claim import Claim, Computed, Judged, Reading, Verdict
from copilot.check.judging.market import Market
from copilot.check.judging.sectors import GAPS, sector_gap, sector_reading
from copilot.check.judging.values import moved_so, returns_of, unit_ends, value_of
from copilot.check.reading.streaks import MONTH
from tools.windows.window import Window

AT_CLOSE = re.compile(r"clos|finish", re.IGNORECASE)
PRINTED_TIE = 0.00005
CLEARLY = 0.001
KNOWN_YEARS = 1.5


def judge_statement(claim: Claim, market: Market, agreed: bool) -> Judged:
    """Return the verdict on a rank, a record, or the best since some day."""
    if claim.measure == "rank":
        return _rank(claim, market, agreed)
    if claim.readings[0].measure == "best_since":
        return _best_since(claim, market)
    return _record(claim, market, agreed)


def _missing(claim: Claim) -> Judged:
    named = ", ".join(claim.readings[0].subject[:4])
    return Judged(claim, "not_checkable", f"There are no prices for all of {named} over that time at hand.")


def _rank(claim: Claim, market: Market, agreed: bool) -> Judged:
    found = [Computed(r, v) for r in claim.readings if (v := value_of(r, market)) is not None]
    if not found:
        return _missing(claim)
    hit = next((c for c in found if c.value == claim.stated.value), None)
    if hit is not None:
        return Judged(claim, "supported", f"{_told(hit, market)}.", hit)
    for one in found:
        if (why := _close_call(one, claim, market)) is not None:
            return Judged(claim, "ambiguous", f"{_told(one, market)}. {why}", one)
    main = found[0]
    if (fair := _another_time(claim, main, market)) is not None:
        return fair
    verdict: Verdict = "contradicted" if claim.certain or claim.carried or agreed else "ambiguous"
    why = "" if main.reading.params.get("only") else f"; {_first(main, market)}"
    return Judged(claim, verdict, f"{_told(main, market)}{why}.", main)


def _told(one: Computed, market: Market) -> str:
    """Return the place in words, or of those that are said to be alone how many there were."""
    size, when = len(one.reading.subject), _over(one.reading.window)
    if not one.reading.params.get("only"):
        return f"It was {_place(one)} of {size}{when}"
    same = moved_so(one.reading, returns_of(one.reading, market))
    way = "fell" if one.reading.params.get("lowest_first") else "rose"
    return f"Of {size}, {len(same) or 'none'} {way}{when}" + (f": {', '.join(sorted(same))}" if same else "")


def _another_time(claim: Claim, main: Computed, market: Market) -> Judged | None:
    """Return ambiguous for a first or last place that is right over another time told nearby than the inferred one."""
    if claim.certain or claim.stated.value != 1.0:
        return None
    for one in claim.fallback:
        if value_of(one, market) == claim.stated.value:
            hit = Computed(one, claim.stated.value)
            return Judged(claim, "ambiguous", f"{_told(hit, market)}. {_told(main, market)}.", main, (hit,))
    return None


def _close_call(one: Computed, claim: Claim, market: Market) -> str | None:
    """Return why a place is not certain: the values are too near, or sectors by capitalisation stand otherwise."""
    values = returns_of(one.reading, market)
    if one.reading.params.get("only"):
        return _nearly_alone(one.reading, values, market) if claim.sector else None
    low = bool(one.reading.params.get("lowest_first"))
    order = sorted((v for v in values.values() if v > 0 or not one.reading.params.get("among")), reverse=not low)
    place = int(claim.stated.value or 1)
    if place > len(order):
        return None
    own, there = values[one.reading.subject[0]], order[place - 1]
    other = next(s for s, v in values.items() if v == there)
    slack = PRINTED_TIE
    if claim.sector and one.reading.window:
        slack = max(sector_gap(s, one.reading.window, market) for s in (one.reading.subject[0], other) if s in GAPS)
        by_cap = _by_capitalisation(one.reading, market)
        if by_cap == place:
            return "By capitalisation the sectors themselves stand as stated."
    if abs(own - there) <= slack:
        gap = max(abs(own - there), PRINTED_TIE)
        return f"It is within {gap:.2%} of {other}, too near to tell sectors from their funds."
    return None


def _nearly_alone(reading: Reading, values: Mapping[str, float], market: Market) -> str | None:
    """Return why it is not certain who moved one way alone: those that make the difference hardly moved."""
    apart = moved_so(reading, values) ^ set(reading.params["only"])
    if reading.window and all(abs(values[s]) <= sector_gap(s, reading.window, market) for s in apart if s in GAPS):
        return f"{', '.join(sorted(apart))} moved too little to tell sectors from their funds."
    return None


def _by_capitalisation(reading: Reading, market: Market) -> int | None:
    assert reading.window is not None
    moves = {s: m.value for s in reading.subject if (m := sector_reading(s, reading.window, market)) is not None}
    if len(moves) < len(reading.subject):
        return None
    own = moves[reading.subject[0]]
    if reading.params.get("lowest_first"):
        return 1 + sum(v < own for v in moves.values())
    return 1 + sum(v > own for v in moves.values())


def _place(one: Computed) -> str:
    word = {
        1: "first",
        2: "second",
        3: "third",
        4: "fourth",
        5: "fifth",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
        10: "tenth",
        11: "eleventh",
    }
    place = word.get(int(one.value), f"number {one.value:.0f}")
    return f"{place} from below" if one.reading.params.get("lowest_first") else place


def _first(one: Computed, market: Market) -> str:
    values: Mapping[str, float] = returns_of(one.reading, market)
    pick = min if one.reading.params.get("lowest_first") else max
    first = pick(values, key=lambda s: values[s])
    return f"{first} moved {values[first]:+.2%}, {one.reading.subject[0]} {values[one.reading.subject[0]]:+.2%}"


def _over(window: Window | None) -> str:
    if window is None:
        return ""
    return f" on {window.end}" if window.start == window.end else f" from {window.base} to {window.end}"


def _record(claim: Claim, market: Market, agreed: bool) -> Judged:
    windows = [r.window for r in (*claim.readings, *claim.fallback) if r.window]
    symbol = claim.readings[0].subject[0]
    until = claim.readings[0].params.get("until")
    closes = market.until(symbol, until or max(w.end for w in windows))
    if len(closes) < 250 * KNOWN_YEARS * 0.2 or not closes:
        return _missing(claim)
    last = max(closes)
    top = max(closes, key=lambda d: closes[d])
    main = Computed(
        Reading("record_high", (symbol,), Window(windows[0].base, windows[0].start, windows[0].end)), closes[top]
    )
    for window in windows:
        days = [d for d in closes if window.base < d <= window.end]
        made = next((d for d in reversed(days) if closes[d] == max(v for k, v in closes.items() if k <= d)), None)
        after = [d for d in closes if made is not None and d > window.end and closes[d] > closes[made]]
        if made is not None and not (until and after):
            hit = Computed(Reading("record_high", (symbol,), window), closes[made])
            return Judged(
                claim, "supported", f"The close of {made}, {closes[made]:,.2f}, was the highest then known.", hit
            )
    if not AT_CLOSE.search(claim.stated.text) and any(_intraday(symbol, w, market) for w in windows[:3]):
        return Judged(
            claim,
            "ambiguous",
            f"A record within a session, not at a close; the highest close was {closes[top]:,.2f} on {top}.",
            main,
        )
    verdict: Verdict = "contradicted" if claim.certain or claim.carried or agreed else "ambiguous"
    return Judged(claim, verdict, f"The highest close up to {last} was {closes[top]:,.2f} on {top}.", main)


def _intraday(symbol: str, window: Window, market: Market) -> bool:
    highs = market.until(symbol, window.end, "high")
    days = [d for d in highs if window.base < d]
    before = [v for d, v in highs.items() if d <= window.base]
    return bool(days and before) and max(highs[d] for d in days) > max(before)


def _best_since(claim: Claim, market: Market) -> Judged:
    """Return the verdict for the first reading that has its prices, or that of another for which it holds."""
    found = [j for r in claim.readings if r.window is not None and (j := _one_since(claim, r, market)) is not None]
    return next((j for j in found if j.verdict == "supported"), found[0]) if found else _missing(claim)


def _one_since(claim: Claim, reading: Reading, market: Market) -> Judged | None:
    level, low = bool(reading.params["level"]), bool(reading.params["low"])
    found = _level_since(reading, market) if level else _unit_since(reading, market)
    if found is None:
        return None
    better, own, when = found
    one = Computed(Reading("close" if level else "price_return", reading.subject, _unit_window(reading, market)), own)
    begin = market.begin(reading.subject[0])
    if better is None and begin is not None and reading.params["since"] + MONTH < begin:
        return Judged(claim, "not_checkable", f"The prices at hand begin on {begin}, later than the time named.")
    if better is None:
        return Judged(claim, "supported", f"Nothing since then was {'lower' if low else 'higher'}.", one)
    far = abs(better - own) > (own * CLEARLY if level else CLEARLY)
    shown = f"{better:,.2f}" if level else f"{better:+.2%}"
    verdict: Verdict = "contradicted" if far and claim.certain else "ambiguous"
    where = "in the same year" if reading.params.get("within") else "later than the time named"
    return Judged(claim, verdict, f"There was {shown} to {when}, {where}.", one)


def _unit_window(reading: Reading, market: Market) -> Window:
    assert reading.window is not None
    last = reading.window.end
    unit = str(reading.params["unit"] or "day")
    base = unit_ends(market, unit, last, 1)[0]
    return Window(base, market.desk.sessions.after(base), last)


Better = tuple[float | None, float, date]


def _unit_since(reading: Reading, market: Market) -> Better | None:
    assert reading.window is not None
    last, since = reading.window.end, reading.params["since"]
    unit = str(reading.params["unit"])
    length = {"day": 1.4, "week": 7, "month": 30, "quarter": 91, "year": 365}[unit]
    ends = unit_ends(market, unit, last, max(2, int((last - since).days / length) + 2))
    moves: dict[date, float] = {}
    for one, two in pairwise(ends):
        base, end = market.at(reading.subject[0], one), market.at(reading.subject[0], two)
        if base and end:
            moves[two] = end / base - 1
    if last not in moves:
        return None
    own = moves.pop(last)
    slack = timedelta(0) if reading.params.get("within") else MONTH
    later = {d: v for d, v in moves.items() if d > since + slack}
    return _beaten(later, own, bool(reading.params["low"]), last)


def _level_since(reading: Reading, market: Market) -> Better | None:
    assert reading.window is not None
    last = reading.window.end
    closes = market.until(reading.subject[0], max(last, reading.params.get("until") or last))
    own = closes.get(last)
    if own is None:
        return None
    slack = timedelta(0) if reading.params.get("within") else MONTH
    later = {d: v for d, v in closes.items() if d > reading.params["since"] + slack and d != last}
    return _beaten(later, own, bool(reading.params["low"]), reading.window.end)


def _beaten(later: Mapping[date, float], own: float, low: bool, last: date) -> Better:
    if not later:
        return None, own, last
    when = (min if low else max)(later, key=lambda d: later[d])
    beaten = later[when] < own if low else later[when] > own
    return (later[when], own, when) if beaten else (None, own, last)
