"""From a figure in a sentence to a claim: what kind it is, of whom, over which windows, with which sign."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from copilot.check import words
from copilot.check.claim import Claim, Reading, Stated
from copilot.check.clock import Timed
from copilot.check.naming import Name
from copilot.check.passages import Passage
from copilot.check.scene import Scene, When, when_of
from copilot.facts import Basis
from copilot.grounding.direction import EITHER, comparison, direction, reach
from copilot.grounding.figures import Figure
from copilot.grounding.lexicon import Named
from copilot.grounding.owners import Owner
from copilot.grounding.scan import Sentence
from tools.sectors import SECTORS
from tools.universe import Universe
from tools.windows.window import Window

FUND_OF = {sector.fund for sector in SECTORS}
UNITS = {
    "percent": "fraction",
    "pp": "fraction",
    "bp": "fraction",
    "multiple": "ratio",
    "points": "points",
    "usd": "level",
    "number": "level",
}
SCALES = {"percent": 0.01, "pp": 0.01, "bp": 0.0001}
BY = re.compile(
    r"\bby\s+(?:about |around |roughly |nearly |almost |more than |over |just |some |a |an )*$", re.IGNORECASE
)
CHANGE = re.compile(
    r"\b(?:by|lost|shed|added|gained|fell|rose|dropped|climbed|jumped|down|up|slid|tumbled|plunged|surged|declined|slipped|advanced|tacked on|sank)\s+(?:about |around |roughly |nearly |almost |more than |over |just |some )*$",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"(?:,\s(?:which|who|whose|where|a|an|the|home to|long|by contrast|\w+ed\s(?:for|by|in|with|on|from|to|as))\b[^,%]{0,110},|"
    r"[—–]\s?[^—–%]{3,120}[—–]|\([^()]{1,60}\))"
)
BESIDE = re.compile(
    r"^\s*(?:\w+\s+)?(?:lower|higher|up|down|below|above|loss(?:es)?|gains?|declines?|drops?|rises?|advances?|falls?|slides?|jumps?|dips?|rall(?:y|ies))\b",
    re.IGNORECASE,
)
THAN = re.compile(r"^\s*(?:more|less|better|worse|higher|lower|ahead|behind)\b", re.IGNORECASE)
LIKE = re.compile(
    r"^\s*(?:the|that of|those of|as much as|its|their|larger than|greater than|higher than|more than|better than)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Seat:
    """A figure where it sits: its sentence, its place there, its owner and its times."""

    passage: Passage
    sentence: Sentence
    index: int
    figure: Figure
    owner: Owner
    when: When
    scene: Scene
    universe: Universe
    names: Sequence[Name]

    @property
    def before(self) -> str:
        """The words of its clause that lead to it."""
        return self.sentence.text[reach(self.sentence, self.index)[0] : self.figure.start]

    @property
    def after(self) -> str:
        """The words of its clause behind it."""
        return self.sentence.text[self.figure.end : reach(self.sentence, self.index)[1]]

    @property
    def since_owner(self) -> str:
        """The words between its owner and it, within its clause."""
        ends = [m.end for m in self.sentence.mentions if m.end <= self.figure.start and m.named in self.owner.names]
        left = reach(self.sentence, self.index)[0]
        return ASIDE.sub(" ", self.sentence.text[max([left, *ends]) : self.figure.start])

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.sentence.text


def claim_of(seat: Seat) -> Claim | None:
    """Return the claim that a figure makes, None for a number that claims nothing about a market."""
    figure = seat.figure
    if figure.unit in ("days", "rank") or (figure.unit == "number" and _bare_number(seat)):
        return None
    needs = _needs(seat)
    if needs is not None:
        return (
            _uncheckable(seat, needs)
            if figure.unit in ("percent", "pp", "bp", "multiple") or figure.unit == "number" and "forward" in needs
            else None
        )
    match figure.unit:
        case "percent" | "bp":
            return _percent(seat)
        case "pp":
            return _spread(seat)
        case "multiple":
            return _multiple(seat)
        case "points" if BY.search(seat.before) and _beats(seat) and figure.value < 200:
            return _spread(replace(seat, figure=replace(figure, unit="pp")))
        case "points":
            return _level(seat) if words.LEVEL.search(seat.before) and not CHANGE.search(seat.before) else _points(seat)
    return _points(seat) if figure.unit == "usd" and CHANGE.search(seat.before) else _level(seat)


def _bare_number(seat: Seat) -> bool:
    """Say whether a number without a unit is no level: small, unnamed, or not led to by a word for levels."""
    figure = seat.figure
    if figure.size or not _symbols(seat):
        return True
    if re.search(r"\b(?:times|x)\b\s+(?:forward|trailing|expected|earnings)", seat.after[:24], re.IGNORECASE):
        return False
    if figure.value < 20 and not figure.digits > 0:
        return True
    ends = [m.end for m in seat.sentence.mentions if m.end <= figure.start]
    beside = (
        bool(ends)
        and re.fullmatch(r"(?:\s+(?:index|composite|comp))?[\s.:–—-]*\(?", seat.text[max(ends) : figure.start])
        is not None
    )
    led = (
        beside
        or words.LEVEL.search(seat.before)
        or words.MILESTONE.match(seat.after)
        or re.search(r":\s*\(?$", seat.before)
    )
    return not led


def _needs(seat: Seat) -> str | None:
    """Return what would settle a figure that prices cannot, None when they can."""
    figure = seat.figure
    if re.search(
        r"^\s*(?:times\s+)?(?:forward|trailing|expected|estimated)\b", seat.after[:30], re.IGNORECASE
    ) or re.search(r"\b(?:P/E|price-to-earnings)\b", seat.after[:40]):
        return "forward earnings estimates"
    if figure.size or (figure.unit == "usd" and words.PAID.search(seat.before[-60:])):
        return "company accounts"
    if any(s.startswith("?") for n in seat.owner.names for s in n.singles):
        return f"prices of {seat.owner.names[0].label}"
    weight = _is_weight(seat)
    if (
        re.search(r"\b(?:makes?|making|made) up\s+(?:about |nearly |roughly )?$", seat.before, re.IGNORECASE)
        and not weight
    ):
        return "a list of holdings"
    if words.YEAR_ON_YEAR.search(seat.after[:40]) and not any(s.startswith("^") for s in _symbols(seat)):
        return "the accounts or statistics behind it"
    if seat.owner.carried and not weight and not _stands_for(seat):
        return "a source for it"
    if word := words.not_prices(_without_weight(seat.since_owner, weight), seat.after[:70]):
        return f"a source for {word.lower()}"
    if words.FORECAST.search(seat.before) and not weight:
        return "the forecast's own source"
    if words.AVERAGE.search(seat.since_owner) or words.AVERAGE.search(seat.after[:24]):
        return "the sample behind the average"
    return None


def _stands_for(seat: Seat) -> bool:
    """Say whether a clause that names nobody speaks of who was named before: by a pronoun, or by no subject at all."""
    lead = seat.before
    verbs = [s[0] for s in seat.sentence.signals_of("move", "side") if s[0] < seat.figure.start]
    start = seat.figure.start - len(lead)
    subject = seat.text[start : min([v for v in verbs if v >= start], default=seat.figure.start)]
    told = [t for t in seat.when.times if t.text]
    for timed in told:
        subject = subject.replace(timed.text, " ")
    return bool(words.STANDS_FOR.search(lead)) or len(re.findall(r"[A-Za-z]{4,}", subject)) <= 1


def _without_weight(text: str, weight: bool) -> str:
    return "" if weight else text


def _symbols(seat: Seat) -> tuple[str, ...]:
    """Return the symbols of the owner; the fund or members of a group come later."""
    found = [sorted(n.singles)[0] for n in seat.owner.names if n.singles]
    return tuple(dict.fromkeys(found))


def _subject(seat: Seat) -> tuple[str, ...]:
    """Return the symbols a claim is about: those of its owner, a group's members."""
    found: list[str] = []
    for name in seat.owner.names:
        found += sorted(name.singles) if name.singles else sorted(name.members)
    return tuple(dict.fromkeys(found))


def stated_of(figure: Figure, sign: int, signed: bool = True) -> Stated:
    """Return a figure in the unit's own terms, with its sign and precision."""
    scale = SCALES.get(figure.unit, 1.0)
    value = round(float(figure.value) * scale, 12) * sign
    upper = round(float(figure.upper) * scale, 12) * sign if figure.upper is not None else None
    precision = round(scale * 10.0**-figure.digits, 12)
    return Stated(figure.text, value, UNITS[figure.unit], precision, figure.hedge or None, upper, signed)


def sign_of(seat: Seat) -> tuple[int, bool]:
    """Return the sign of a figure, and whether its words tell it."""
    typed, told = seat.figure.sign, direction(seat.sentence, seat.index)
    if typed:
        return typed, True
    beside = BESIDE.match(seat.text[seat.figure.end :])
    before = [
        s
        for s in seat.sentence.signals_of("move", "side")
        if s[0] >= seat.figure.start - len(seat.before) and s[1] <= seat.figure.start
    ]
    led = next((int(s[2].value) for s in reversed(before) if s[2].value), 0)
    if led and told == -led and not beside:
        told = led
    if told == 0 and seat.index and seat.text[: seat.figure.start].endswith("("):
        told = direction(seat.sentence, seat.index - 1)
    if told in (1, -1):
        return told, True
    return 1, told != EITHER


def make(
    seat: Seat,
    stated: Stated,
    measure: str,
    readings: Sequence[Reading],
    fallback: Sequence[Reading] = (),
    **more: object,
) -> Claim:
    """Return the claim of a figure with its quote and its context."""
    start, end = _quote(seat)
    time = seat.when.times[0] if seat.when.times else None
    claim = Claim(
        quote=seat.text[start:end],
        start=seat.passage.start + start,
        end=seat.passage.start + end,
        stated=stated,
        measure=measure,
        readings=tuple(readings),
        fallback=tuple(fallback),
        certain=seat.when.certain,
        name=seat.owner.names[0].label if seat.owner.names else "",
        window_words=time.text if time else "",
        asked=time.asked if time and seat.when.certain else None,
        context={
            "sentence": seat.passage.start,
            "paragraph": seat.passage.paragraph,
            "figure": seat.passage.start + seat.figure.start,
        },
        carried=seat.when.carried,
    )
    return replace(claim, **more)  # type: ignore[arg-type]  # only fields of a claim are handed in


def _uncheckable(seat: Seat, needs: str) -> Claim:
    sign, signed = sign_of(seat)
    measure = (
        "forward_pe" if needs.startswith("forward") else "eps_growth" if re.search("eps|earnings", needs) else "other"
    )
    stated = stated_of(seat.figure, sign, signed)
    if measure == "forward_pe":
        stated = replace(stated, unit="ratio")
    return make(seat, stated, measure, (), needs=needs)


def windows_of(when: When) -> list[tuple[str, Window, bool]]:
    """Return the windows that a figure may mean: words, window, and whether it differs in kind."""
    found: list[tuple[str, Window, bool]] = []
    for timed in when.times:
        found += [(timed.text, window, False) for window in timed.windows]
    for timed in when.times[:1]:
        found += [(label, window, True) for label, window in timed.others]
    kept: dict[Window, tuple[str, Window, bool]] = {}
    for entry in found:
        kept.setdefault(entry[1], entry)
    return list(kept.values())


def rest_windows(when: When) -> list[Window]:
    """Return the windows of the times that were told nearby."""
    return list(dict.fromkeys(w for t in when.rest for w in t.windows))


def fallback_windows(scene: Scene, when: When | None = None) -> list[Window]:
    """Return the windows that a figure without a time may mean after all."""
    rest = [w for t in (when.rest if when else ()) for w in t.windows]
    units = [scene.clock.unit(u) for u in ("day", "week", "month", "quarter", "year")]
    clock = scene.clock
    more = [
        w
        for words_ in ("last week", "last month", "last quarter", "last year", "past 12 months", "year to date")
        if (w := clock.read(words_, clock.anchors[0]))
    ]
    return list(dict.fromkeys(rest + [w for t in units for w in t.windows] + more))


def _percent(seat: Seat) -> Claim | None:
    if _is_weight(seat):
        return _weight(seat)
    if _compares(seat):
        return _spread(seat)
    if not seat.owner.names:
        return None
    sign, signed = sign_of(seat)
    if words.BELOW_HIGH.match(seat.after.lstrip(" ,")) or words.BELOW_HIGH.match(seat.after):
        return _against(seat, "below_high", stated_of(seat.figure, -1))
    if words.ABOVE_LOW.match(seat.after.lstrip(" ,")):
        return _against(seat, "above_low", stated_of(seat.figure, 1))
    if words.DRAWDOWN.search(seat.before[-40:]) or words.DRAWDOWN.search(seat.after[:30]):
        return _path(seat, "max_drawdown", stated_of(seat.figure, -1))
    if words.VOLATILITY.search(seat.before[-40:]) or words.VOLATILITY.search(seat.after[:30]):
        return _path(seat, "volatility", stated_of(seat.figure, 1))
    return _return(seat, stated_of(seat.figure, sign, signed))


def _return(seat: Seat, stated: Stated) -> Claim:
    symbols = _subject(seat)
    before = _own_words(seat)
    yearly = bool(words.ANNUALIZED.search(before[-30:]) or words.ANNUALIZED.search(seat.after[:28]))
    total = bool(words.TOTAL.search(before[-40:]) or words.TOTAL.search(seat.after[:30]))
    measure = "annualized_return" if yearly else "total_return" if total else "price_return"
    if words.EXTENDED.search(seat.after[:60]) or words.EXTENDED.search(seat.before):
        return make(seat, stated, measure, (), needs="quotes from outside the session")
    intraday = bool(words.INTRADAY.search(seat.before) or words.INTRADAY.search(seat.after[:50]))
    readings = [
        reading
        for label, window, other in windows_of(seat.when)
        for who in _who(seat, symbols)
        for reading in return_readings(seat.universe, seat.text, who, measure, window, label, other)
    ]
    fallback: list[Reading] = []
    if not seat.when.certain:
        known = {r.window for r in readings}
        wide = fallback_windows(seat.scene, seat.when) if _may_roam(seat) else rest_windows(seat.when)
        fallback = [
            r
            for w in wide
            if w not in known
            for r in return_readings(seat.universe, seat.text, symbols, measure, w, "", False)
        ]
    return make(
        seat,
        stated,
        measure,
        readings,
        fallback,
        sector=_is_sector(seat, symbols),
        loose=intraday or _grouped(seat) or ((seat.scene.clock.unread or yearly) and not seat.when.certain),
    )


def _who(seat: Seat, symbols: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return whom a figure is said of; "the index" may be the S&P 500 wherever that was named."""
    doubt = seat.owner.carried is False and seat.scene.index_doubt and symbols[:1] != ("^GSPC",)
    return [symbols, ("^GSPC",)] if doubt else [symbols]


def _own_words(seat: Seat) -> str:
    """Return the words before a figure without those that belong to the figure before it."""
    return re.sub(r"^\s*[\w ]{0,24}[,;)]", " ", seat.before) if seat.index else seat.before


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
    if len(symbols) != 1:
        return found
    symbol = symbols[0]
    instrument = universe.instrument(symbol)
    if measure in ("price_return", "annualized_return"):
        name = "total_return" if measure == "price_return" else measure
        stand_in = universe.fund_for(symbol) if instrument.kind == "index" else instrument
        if stand_in is not None:
            found.append(
                Reading(
                    name, (stand_in.symbol,), window, "total_return", f"with dividends, {stand_in.symbol}", {}, True
                )
            )
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
    return any(name.members and not name.singles <= FUND_OF for name in seat.owner.names)


def _is_sector(seat: Seat, symbols: tuple[str, ...]) -> bool:
    """Say whether a sector is meant rather than its fund."""
    return bool(symbols) and all(s in FUND_OF and not re.search(rf"\b{s}\b", seat.text) for s in symbols)


def _is_weight(seat: Seat) -> bool:
    """Say whether a percentage is a share of an index."""
    if seat.figure.unit != "percent" or seat.figure.sign:
        return False
    behind = words.WEIGHT.search(seat.after[:60])
    if behind and (
        words.HOLDS.search(seat.before[-60:])
        or re.match(r"\s*(?:weight|S&P 500 weight|representation|of the)", seat.after, re.I)
    ):
        return True
    return bool(
        re.search(r"\bweight(?:ing|s)?\b[^,;]{0,20}$", seat.before, re.I)
        or re.match(r"\s*(?:S&P 500\s+)?(?:index\s+)?(?:weight(?:ing)?|representation)\b", seat.after, re.I)
    )


def _weight(seat: Seat) -> Claim:
    members: list[str] = []
    for named in (*seat.owner.names, *seat.owner.others):
        members += sorted(named.members) or sorted(n for n in named.singles if not n.startswith("^"))
    seven = re.search(r"\b(?:seven|7)\s+(?:stocks|companies|names)\b", seat.text, re.IGNORECASE)
    grouped = seat.scene.group == "magnificent_7" and re.search(
        r"\b(?:group|cohort|seven|they)\b", seat.text, re.IGNORECASE
    )
    if not members and (seven or grouped):
        members = sorted(seat.universe.group("magnificent_7").members)
    told = next((w for _, w, _ in windows_of(seat.when)), None) if seat.when.certain else None
    window = told or seat.scene.clock.day(seat.scene.clock.anchors[0])
    stated = stated_of(seat.figure, 1)
    if not members:
        return make(seat, stated, "weight", (), needs="dated index weights")
    reading = Reading("weight", tuple(dict.fromkeys(members)), window, "none")
    return make(seat, stated, "weight", (reading,))


def _compares(seat: Seat) -> bool:
    return bool(BY.search(seat.before) and comparison(seat.sentence, seat.index) and _beats(seat)) or bool(
        THAN.match(seat.after) and re.match(r"^\s*(?:more|less|better|worse|higher|lower) than\b", seat.after)
    )


def _beats(seat: Seat) -> bool:
    return any(s[0] < seat.figure.start for s in seat.sentence.signals_of("beat", "ahead"))


def pair_of(seat: Seat) -> tuple[str, str] | None:
    """Return the two symbols that a difference or ratio is between, first the one said to be ahead or behind."""
    named = [m for m in seat.sentence.mentions if m.named and (m.named.singles or m.named.members)]
    before = [m for m in named if m.end <= seat.figure.start]
    after = [m for m in named if m.start >= seat.figure.end]
    pick = before[-2:] if len(before) >= 2 and not LIKE.match(seat.after) else [*before[-1:], *after[:1]]
    pronoun = any(m.named is None and m.end <= seat.figure.start for m in seat.sentence.mentions)
    if len(pick) == 1 and (seat.owner.carried or pronoun or not before):
        symbols = [sorted(n.singles)[0] for n in (*seat.scene.carried, *seat.scene.section_subject) if n.singles]
        pair = [*symbols[:1], *(sorted(m.named.singles)[0] for m in pick if m.named and m.named.singles)]
    else:
        pair = [sorted(m.named.singles)[0] for m in pick if m.named and m.named.singles]
    if len(pair) != 2 or pair[0] == pair[1] or any(p.startswith("?") for p in pair):
        return None
    return pair[0], pair[1]


def _spread(seat: Seat) -> Claim | None:
    pair = pair_of(seat)
    sign = seat.figure.sign or comparison(seat.sentence, seat.index) or 1
    stated = stated_of(seat.figure, -1 if sign < 0 else 1)
    if pair is None:
        return (
            make(seat, stated, "spread", (), needs="both subjects of the difference")
            if seat.figure.unit == "pp"
            else None
        )
    bases: tuple[Basis, ...] = ("price", "total_return")
    readings = [
        Reading("spread", pair, window, basis, label, {}, other or basis != "price")
        for (label, window, other), basis in product(windows_of(seat.when), bases)
    ]
    fallback = (
        [Reading("spread", pair, w, b) for w in fallback_windows(seat.scene, seat.when) for b in bases]
        if not seat.when.certain
        else []
    )
    return make(seat, stated, "spread", readings, fallback)


def _multiple(seat: Seat) -> Claim | None:
    stated = stated_of(seat.figure, 1)
    pair = pair_of(seat) if LIKE.match(seat.after) else None
    if pair is not None:
        readings = [
            Reading("ratio", pair, window, "price", label, {"of": of}, other or of != "price_return")
            for (label, window, other), of in product(windows_of(seat.when), ("price_return", "annualized_return"))
        ]
        return make(seat, stated, "ratio", readings)
    if not _symbols(seat) or not re.search(
        r"\b(?:rose|risen|grown|grew|multiplied|increased|gained|up|soared|surged|returned)\b", seat.before, re.I
    ):
        return make(seat, stated, "other", (), needs="a source for the multiple") if seat.owner.names else None
    readings = [
        Reading("growth", _symbols(seat)[:1], w, "price", label, {}, other) for label, w, other in windows_of(seat.when)
    ]
    return make(seat, stated, "ratio", readings)


def _points(seat: Seat) -> Claim | None:
    symbols = _symbols(seat)
    if not symbols or (seat.figure.unit == "usd" and seat.figure.value > 2000):
        return None
    sign, signed = sign_of(seat)
    stated = replace(stated_of(seat.figure, sign, signed), unit="points" if symbols[0].startswith("^") else "usd")
    readings = [
        Reading("points_change", symbols[:1], w, "price", label, {}, other) for label, w, other in windows_of(seat.when)
    ]
    known = {r.window for r in readings}
    fallback = (
        []
        if seat.when.certain
        else [
            Reading("points_change", symbols[:1], w) for w in fallback_windows(seat.scene, seat.when) if w not in known
        ]
    )
    return make(seat, stated, "points_change", readings, fallback)


def _level(seat: Seat) -> Claim | None:
    symbols = _symbols(seat)
    if not symbols or seat.owner.names[0].members:
        return None
    stated = replace(stated_of(seat.figure, 1), unit="level" if symbols[0].startswith("^") else "usd")
    hedge = _level_hedge(seat)
    stated = replace(stated, hedge=stated.hedge or hedge)
    kinds = ["close"]
    if words.HIGH_OF.search(seat.before) or re.search(r"\b(?:record|peak|high)\b", seat.before[-30:], re.I):
        kinds = ["close", "high_of", "record"]
    if words.LOW_OF.search(seat.before):
        kinds = ["close", "low_of"]
    base = bool(words.FROM_LEVEL.search(seat.before))
    days = [(w.base if base else w.end, label, other) for label, w, other in windows_of(seat.when)]
    days += [(w.base if not base else w.end, label, True) for label, w, other in windows_of(seat.when)] if base else []
    clock = seat.scene.clock
    readings = [
        Reading(kind, symbols[:1], clock.day(day), "price", label, {}, other)
        for day, label, other in days
        for kind in kinds
    ]
    fallback = [Reading("close", symbols[:1], clock.day(a)) for a in clock.anchors]
    if words.INTRADAY.search(seat.before) or words.INTRADAY.search(seat.after[:40]):
        return make(seat, stated, "close", [replace(r, measure="range") for r in readings], loose=True)
    certain = seat.when.certain and not base
    return replace(make(seat, stated, "close", readings, [] if certain else fallback), certain=certain)


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


def _against(seat: Seat, measure: str, stated: Stated) -> Claim | None:
    symbols = _symbols(seat)
    if not symbols:
        return None
    readings = [
        Reading(measure, symbols[:1], w, "price", label, {}, other) for label, w, other in windows_of(seat.when)
    ]
    fallback = [Reading(measure, symbols[:1], w) for w in seat.scene.clock.session().windows]
    return replace(make(seat, stated, "other", readings, fallback, loose=True), certain=False)


def _path(seat: Seat, measure: str, stated: Stated) -> Claim | None:
    symbols = _symbols(seat)
    if not symbols:
        return None
    readings = [
        Reading(measure, symbols[:1], w, "price", label, {}, other) for label, w, other in windows_of(seat.when)
    ]
    return make(seat, stated, measure, readings, loose=not seat.when.certain)


VERB_BEFORE = re.compile(r"(?:[\w’'+&-]+\s+){0,4}$")
NOUN_AFTER = re.compile(
    r"^(?:\s+(?:daily|weekly|monthly|annual(?:ized)?|annualised|total|price|quarterly|yearly|one-day|percentage))*"
    r"(?:\s+(?:gains?|returns?|advance|loss(?:es)?|rise|drop|decline|increase|jump|rally|surge|weight(?:ing)?|representation|slide|fall|adoption|EPS growth|growth))?"
)


def _quote(seat: Seat) -> tuple[int, int]:
    """Return the shortest phrase with the figure and what it is said of."""
    figure, text = seat.figure, seat.text
    left, right = reach(seat.sentence, seat.index)
    start = figure.start
    mentions = [
        m for m in seat.sentence.mentions if left <= m.start and m.end <= figure.start and figure.start - m.start <= 70
    ]
    signals = [s for s in seat.sentence.signals_of("move", "side", "beat") if left <= s[0] < figure.start]
    if mentions:
        start = mentions[-1].start
    elif signals and figure.start - signals[-1][0] <= 40:
        start = signals[-1][0]
    hedge = re.search(
        r"(?:about|around|roughly|approximately|over|more than|nearly|almost|some)\s+$", text[left : figure.start], re.I
    )
    if start == figure.start and hedge:
        start = left + hedge.start()
    behind = NOUN_AFTER.match(text[figure.end : right])
    end = figure.end + (behind.end() if behind else 0)
    for timed in seat.when.times[:1] if seat.when.certain else ():
        if 0 <= timed.start - end <= 12 and timed.end <= len(text) and text[timed.start : timed.end] == timed.text:
            end = timed.end
    return start, end
