"""Claims that are returns: plain, yearly, with dividends, against a high or a low."""

import re
from dataclasses import replace

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading import words
from copilot.check.reading.needs import basket_of, is_weight
from copilot.check.reading.pairs import _compares, spread_claim, weight_claim
from copilot.check.reading.seat import (
    FUND_OF,
    Seat,
    ceiling,
    fallback_windows,
    is_placed,
    make,
    rest_windows,
    stated_of,
    subject_of,
    symbols_of,
    told_windows,
    whom,
    windows_of,
)
from copilot.check.reading.signs import sign_of
from copilot.check.reading.timewords import UNREAD
from copilot.check.reading.vague import vague_readings
from copilot.check.reading.when import When
from copilot.facts import Basis
from tools.universe import Universe
from tools.windows.window import Window

WITHIN = {
    "to_low": "to the session's low", "to_high": "to the session's high", "to_open": "to the open",
    "low_points": "to the session's low", "high_points": "to the session's high",
}  # fmt: skip
AGAINST_CLOSE = re.compile(
    r"\s*(?:higher\s+|lower\s+)?(?:above|below|beneath|over|under|from|off|since|than)\s+(?:its\s+|"
    r"their\s+|the\s+|where\s+"
    r"(?:it|they)\s+(?:closed|ended|stood|finished|settled)\s+)?(?:(?:closing\s+)?(?:close|level|"
    r"finish|price)\s+)?(?:on\s+|of\s+)?",
    re.IGNORECASE,
)
THEN_CLOSED = re.compile(
    r"\b(?:before|then|but|and|only to)\s+(?:\w+ly\s+)?(?=(?:finish|clos|settl|end)(?:e[ds]?|ing|ed)?\b)", re.IGNORECASE
)
"""Where what happened within a session gives way to its close."""
SUMS_UP = re.compile(
    r",\s+(?:for\s+)?an?\s+(?:[\w-]+\s+){0,2}(?:decline|drop|fall|loss|slide|plunge|gain|rise|advance|rally|rebound|jump|"
    r"recovery|increase|move|swing|climb|surge|tumble)\s+of\s+(?:about\s+|nearly\s+|almost\s+|more than\s+|over\s+|"
    r"some\s+|roughly\s+)?$",
    re.IGNORECASE,
)
"""What leads to the change between two levels just told."""
RETURNED = re.compile(r"\breturn(?:ed|s|ing)?\b", re.IGNORECASE)


def percent_claim(seat: Seat) -> Claim | None:
    """Return the claim of a percentage, None where nobody is named."""
    if is_weight(seat):
        return weight_claim(seat)
    if _compares(seat):
        return spread_claim(seat)
    if not seat.owner.names:
        return None
    sign, signed = sign_of(seat)
    if words.BELOW_HIGH.match(seat.after.lstrip(" ,")) or words.BELOW_HIGH.match(seat.after):
        return extreme_claim(seat, "below_high", stated_of(seat.figure, -1))
    if words.ABOVE_LOW.match(seat.after.lstrip(" ,")):
        return extreme_claim(seat, "above_low", stated_of(seat.figure, 1))
    lead, behind = seat.nameless
    lead = re.sub(r"^[^,;]*[,;]", " ", lead) if seat.index else lead
    if words.DRAWDOWN.search(lead[-40:]) or words.DRAWDOWN.search(behind[:30]):
        return path_claim(seat, "max_drawdown", stated_of(seat.figure, -1))
    if words.VOLATILITY.search(lead[-40:]) or words.VOLATILITY.search(behind[:30]):
        return path_claim(seat, "volatility", stated_of(seat.figure, 1))
    return return_claim(seat, ceiling(seat, stated_of(seat.figure, sign, signed)))


def _from_close(seat: Seat) -> Seat:
    """Return a figure told against the close of a day, "3.1% above its April 2 close", with the time since then."""
    told = seat.when.times[0] if seat.when.times else None
    if told is None or not told.day or not told.text or told.start < seat.figure.end:
        return seat
    if not AGAINST_CLOSE.fullmatch(seat.text[seat.figure.end : told.start]):
        return seat
    clock, base = seat.scene.clock, told.windows[0].end
    windows = tuple(Window(base, clock.sessions.after(base), a) for a in clock.anchors if base < a)
    since = replace(told, windows=windows, others=(), day=False)
    return replace(seat, when=When((since,), True, tight=True)) if windows else seat


def return_claim(seat: Seat, stated: Stated) -> Claim:
    """Return the claim of a return over the windows that its words may mean."""
    seat = _from_close(seat)
    symbols = basket_of(seat) or subject_of(seat)
    before = _own_words(seat)
    yearly = bool(words.YEARLY.search(before[-30:]) or words.ANNUALIZED.search(_own_behind(seat)))
    total = _with_dividends(seat, before)
    measure = "annualized_return" if yearly else "total_return" if total else "price_return"
    if (
        words.EXTENDED.search(seat.after[:60])
        or words.EXTENDED.search(seat.before)
        or words.AFTER_BELL.match(seat.after)
        or words.AFTER_BELL.match(seat.text)
    ):
        return make(seat, stated, measure, (), needs="quotes from outside the session")
    intraday = is_intraday(seat)
    if intraday:
        return within_session(seat, stated, symbols)
    between = _between_days(seat)
    readings = [
        reading
        for label, window, other in [*(("", w, False) for w in between), *windows_of(seat.when)]
        for who in whom(seat, symbols)
        for reading in return_readings(seat.universe, seat.text, who, measure, window, label, other)
    ]
    readings += vague_readings(seat, symbols) if measure == "price_return" else ()
    fallback: list[Reading] = []
    if not seat.when.certain:
        known = {r.window for r in readings}
        told = told_windows(seat) if is_placed(seat) and not words.PRESENT.search(seat.before) else None
        wide = fallback_windows(seat.scene, seat.when) if _may_roam(seat) else rest_windows(seat.when)
        fallback = [
            r
            for w in wide
            if w not in known
            for r in return_readings(
                seat.universe, seat.text, symbols, measure, w, "", told is not None and w not in told
            )
        ]
    return make(
        seat,
        stated,
        measure,
        readings,
        fallback,
        sector=_is_sector(seat, symbols),
        loose=_grouped(seat) or _is_vague(seat, yearly),
    )


def _with_dividends(seat: Seat, before: str) -> bool:
    """Say whether the words beside a figure count dividends in: "with them" counts those spoken of before."""
    if words.PRICE_ONLY.match(seat.after.lstrip()) or words.WITHOUT_THEM.match(seat.after):
        return False
    if words.WITH_THEM.match(seat.after):
        return re.search(r"\bdividends?\b", seat.text[: seat.figure.start], re.IGNORECASE) is not None
    return bool(words.TOTAL.search(before[-40:]) or words.TOTAL.search(seat.after[:30]))


def _between_days(seat: Seat) -> list[Window]:
    """Return the window between the last two days named, of a figure that sums up their levels."""
    days = [t.windows[0].end for t in seat.times if t.day and t.end <= seat.figure.start]
    if not SUMS_UP.search(seat.before) or len(days) < 2 or days[-2] >= days[-1]:
        return []
    return [Window(days[-2], seat.scene.clock.sessions.after(days[-2]), days[-1])]


def is_intraday(seat: Seat) -> bool:
    """Say whether the words beside a figure, not beyond a comma, speak of a time within the session."""
    before, after = THEN_CLOSED.split(re.split(r",\s", seat.before)[-1])[-1], re.split(r",\s", seat.after)[0]
    return bool(words.INTRADAY.search(before) or words.INTRADAY.search(after[:50]))


def within_session(seat: Seat, stated: Stated, symbols: tuple[str, ...]) -> Claim:
    """Return the claim of a move within a session, which lows, highs and opens tell where there are such rows."""
    kinds = ("to_low", "to_high", "to_open") if stated.unit == "fraction" else ("low_points", "high_points")
    readings = [
        Reading(kind, symbols[:1], w, "price", WITHIN[kind])
        for _, w, _ in windows_of(seat.when) for kind in kinds if w.start == w.end
    ]  # fmt: skip
    needs = "" if readings else "prices within the session"
    return make(seat, stated, "other", readings, needs=needs, loose=True)


def _is_vague(seat: Seat, yearly: bool) -> bool:
    """Say whether words of time beside a figure could not be read, so that its window is not sure."""
    beside = UNREAD.search(seat.after[:40]) is not None
    mean = words.ON_AVERAGE.search(seat.before) is not None
    return beside or mean or ((seat.scene.clock.unread or yearly) and not (seat.when.certain and seat.when.tight))


def _own_words(seat: Seat) -> str:
    """Return the words before a figure without those that belong to the figure before it."""
    return re.sub(r"^\s*[\w ]{0,24}[,;)]", " ", seat.before) if seat.index else seat.before


def _own_behind(seat: Seat) -> str:
    """Return the words right behind a figure without those of the figure that follows: "9.8%, an annualized 39%"."""
    words_ = seat.after[:28]
    following = seat.index + 1 < len(seat.sentence.quantities)
    return re.split(r",\s+(?=an?\b|or\b|for\b|which\b)", words_)[0] if following else words_


def _may_roam(seat: Seat) -> bool:
    """Say whether a figure without a time of its own may be meant over another than the time spoken of."""
    if seat.when.certain:
        return False
    fixed = seat.when.carried or seat.scene.default.day
    return not fixed or bool(words.PRESENT.search(seat.before))


def return_readings(
    universe: Universe, text: str, symbols: tuple[str, ...], measure: str, window: Window, label: str, other: bool
) -> list[Reading]:
    """Return the fair readings of a return over one window: basis, index of the name, with the plainest first."""
    found = [Reading(measure, symbols, window, _basis(measure), label, {}, other)]
    if measure == "annualized_return":
        found += [
            Reading(measure, symbols, window, "price", words_, {"per_year": count}, other)
            for count, words_ in ((365, "with years of 365 days"), (252, "with years of 252 sessions"))
        ]
    if len(symbols) != 1:
        return found
    symbol = symbols[0]
    instrument = universe.instrument(symbol)
    if measure in ("price_return", "annualized_return"):
        name = "total_return" if measure == "price_return" else measure
        stand_in = universe.fund_for(symbol) if instrument.kind == "index" else instrument
        if stand_in is not None and not words.PRICE_ONLY.search(text):
            fair = bool(RETURNED.search(text)) and measure == "price_return"
            told = f"with dividends, {stand_in.symbol}"
            found.append(Reading(name, (stand_in.symbol,), window, "total_return", told, {}, other or not fair))
    if measure == "total_return" and instrument.kind == "index":
        fund = universe.fund_for(symbol)
        found = [Reading(measure, (fund.symbol,), window, "total_return", label, {}, other)] if fund else []
        found.append(Reading("price_return", (symbol,), window, "price", "without dividends", {}, True))
    elif measure == "total_return":
        found.append(Reading("price_return", (symbol,), window, "price", "without dividends", {}, True))
    if not re.search(r"composite", text, re.IGNORECASE):
        found += [
            Reading(
                "price_return" if measure == "total_return" else measure,
                (a,),
                window,
                "price",
                universe.instrument(a).short,
                {},
                True,
            )
            for a in instrument.alternatives
        ]
    return found


def _basis(measure: str) -> Basis:
    return "total_return" if measure == "total_return" else "price"


def _grouped(seat: Seat) -> bool:
    return any(n.members and not (n.singles and n.singles <= FUND_OF) for n in seat.owner.names)


def _is_sector(seat: Seat, symbols: tuple[str, ...]) -> bool:
    """Say whether a sector is meant rather than its fund."""
    told = re.search(r"\bSelect Sector\b|\bSPDR\b", seat.text) is not None
    return bool(symbols) and all(s in FUND_OF and not told and not re.search(rf"\b{s}\b", seat.text) for s in symbols)


def extreme_claim(seat: Seat, measure: str, stated: Stated) -> Claim | None:
    """Return the claim of a distance from a high or a low."""
    symbols = symbols_of(seat)
    if not symbols:
        return None
    readings = [
        Reading(measure, symbols[:1], w, "price", label, {}, other) for label, w, other in windows_of(seat.when)
    ]
    days = [t.windows[0].end for t in seat.when.times if t.day and t.text]
    clock = seat.scene.clock
    readings += [
        Reading("price_return", symbols[:1], Window(day, clock.sessions.after(day), a))
        for day in days for a in clock.anchors if day < a
    ]  # fmt: skip
    fallback = [Reading(measure, symbols[:1], w) for w in clock.session().windows]
    return replace(make(seat, stated, "other", readings, fallback, loose=True), certain=False)


def path_claim(seat: Seat, measure: str, stated: Stated) -> Claim | None:
    """Return the claim of a measure that needs every session: a drawdown, a volatility."""
    symbols = symbols_of(seat)
    if not symbols:
        return None
    readings = [
        Reading(measure, symbols[:1], w, "price", label, {}, other) for label, w, other in windows_of(seat.when)
    ]
    return make(seat, stated, measure, readings, loose=not seat.when.certain)
