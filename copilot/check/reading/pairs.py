"""Claims about two things or a part of one: differences, multiples, weights."""

import re
from itertools import product

from copilot.check.claim import Claim, Reading
from copilot.check.reading import words
from copilot.check.reading.owning import last_named
from copilot.check.reading.seat import Seat, fallback_windows, make, stated_of, symbols_of, windows_of
from copilot.facts import Basis
from copilot.grounding.reading.direction import comparison

BY = re.compile(
    r"\bby\s+(?:about |around |roughly |nearly |almost |more than |over |just |some |a |an )*$", re.IGNORECASE
)
THAN = re.compile(r"^\s*(?:more|less|better|worse|higher|lower|ahead|behind)\b", re.IGNORECASE)
LIKE = re.compile(
    r"^\s*(?:the|that of|those of|as much as|its|their|larger than|greater than|higher than|more than|better than)\b",
    re.IGNORECASE,
)


def weight_claim(seat: Seat) -> Claim:
    """Return the claim of a share of the index."""
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
    return bool(BY.search(seat.before) and comparison(seat.sentence, seat.index) and beats(seat)) or bool(
        THAN.match(seat.after) and re.match(r"^\s*(?:more|less|better|worse|higher|lower) than\b", seat.after)
    )


def beats(seat: Seat) -> bool:
    """Say whether a comparing verb stands before a figure."""
    return any(s[0] < seat.figure.start for s in seat.sentence.signals_of("beat", "ahead"))


def pair_of(seat: Seat) -> tuple[str, str] | None:
    """Return the two symbols that a difference or ratio is between, first the one said to be ahead or behind."""
    named = [m for m in seat.sentence.mentions if m.named and (m.named.singles or m.named.members)]
    before = [m for m in named if m.end <= seat.figure.start]
    after = [m for m in named if m.start >= seat.figure.end]
    pick = before[-2:] if len(before) >= 2 and not LIKE.match(seat.after) else [*before[-1:], *after[:1]]
    pronoun = any(m.named is None and m.end <= seat.figure.start for m in seat.sentence.mentions)
    if not before and words.BETWEEN.search(seat.text):
        two = last_named(seat.scene.recent, 2)
        pair = [sorted(n.singles)[0] for n in two]
    elif len(pick) == 1 and (seat.owner.carried or pronoun or not before):
        symbols = [sorted(n.singles)[0] for n in (*seat.scene.carried, *seat.scene.section_subject) if n.singles]
        pair = [*symbols[:1], *(sorted(m.named.singles)[0] for m in pick if m.named and m.named.singles)]
    else:
        pair = [sorted(m.named.singles)[0] for m in pick if m.named and m.named.singles]
    if len(pair) != 2 or pair[0] == pair[1] or any(p.startswith("?") for p in pair):
        return None
    return pair[0], pair[1]


def spread_claim(seat: Seat) -> Claim | None:
    """Return the claim of a difference of two returns."""
    pair = pair_of(seat)
    sign = seat.figure.sign or comparison(seat.sentence, seat.index) or 1
    stated = stated_of(seat.figure, -1 if sign < 0 else 1, not words.BETWEEN.search(seat.text))
    if pair is None:
        return (
            make(seat, stated, "spread", (), needs="both subjects of the difference")
            if seat.figure.unit == "pp"
            else None
        )
    bases: tuple[Basis, ...] = ("price", "total_return")
    two = {"price": pair, "total_return": _with_dividends(seat, pair)}
    readings = [
        Reading("spread", two[basis], window, basis, label, {}, other or basis != "price")
        for (label, window, other), basis in product(windows_of(seat.when), bases)
    ]
    fallback = (
        [Reading("spread", two[b], w, b) for w in fallback_windows(seat.scene, seat.when) for b in bases]
        if not seat.when.certain
        else []
    )
    return make(seat, stated, "spread", readings, fallback)


def _with_dividends(seat: Seat, pair: tuple[str, str]) -> tuple[str, str]:
    """Return a pair with the funds that stand for its indices, which have dividends."""
    funds = [seat.universe.fund_for(s) if s.startswith("^") else None for s in pair]
    first, second = (fund.symbol if fund else symbol for fund, symbol in zip(funds, pair, strict=True))
    return first, second


def multiple_claim(seat: Seat) -> Claim | None:
    """Return the claim of a multiple: of another return, or of itself."""
    stated = stated_of(seat.figure, 1)
    pair = pair_of(seat) if LIKE.match(seat.after) else None
    if pair is not None:
        readings = [
            Reading("ratio", pair, window, "price", label, {"of": of}, other or of != "price_return")
            for (label, window, other), of in product(windows_of(seat.when), ("price_return", "annualized_return"))
        ]
        return make(seat, stated, "ratio", readings)
    if not symbols_of(seat) or not re.search(
        r"\b(?:rose|risen|grown|grew|multiplied|increased|gained|up|soared|surged|returned)\b", seat.before, re.I
    ):
        return make(seat, stated, "other", (), needs="a source for the multiple") if seat.owner.names else None
    readings = [
        Reading("growth", symbols_of(seat)[:1], w, "price", label, {}, other)
        for label, w, other in windows_of(seat.when)
    ]
    return make(seat, stated, "ratio", readings)
