"""The tool `rank`: an order over an explicit set, ties shown as ties, and the table of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from copilot.facts import Alternative, Fact, FactInput
from copilot.toolbox.booking import RETURNS, follow
from copilot.toolbox.counting import book_breadth, group_name
from copilot.toolbox.desk import FEW, Desk
from copilot.toolbox.labels import calling, calling_with_symbol, measure_words
from copilot.toolbox.outcome import Failure, Outcome
from copilot.toolbox.parameters import refusal, taken
from copilot.toolbox.single import Call, covers_group, load_rows, of_one
from copilot.toolbox.subjects import settled, understood
from tools.measures import MEASURES, Place, ranking
from tools.sectors import SECTORS, TIE
from tools.universe import Group, is_sector_set

PRINTED_TIE = 0.00005
"""Other figures are a tie when they print alike, to two decimals of a percent."""
SHOWN = 10
"""How many of each end of a large set are ranked and shown."""
WITH_PARTS = ("max_drawdown",)
"""Measures whose peak and trough stand in the table with them."""
FEW_PARTS = 12
"""How many subjects these are given for."""
CAPPED = (
    "The Select Sector SPDR funds stand for the sectors; they are capped, so a sector weighted by capitalisation "
    "can move differently."
)


def rank(
    desk: Desk,
    measure: str,
    subjects: Sequence[str],
    period: str = "",
    dividends: bool = False,
    ascending: bool = False,
    against: str = "",
    params: Mapping[str, Any] | None = None,
) -> Outcome:
    """Return a measure for each member of a set, its place, and the table in order, ties shown as ties.

    `subjects`, `against` and `period` are the user's own words; groups are opened, and members
    without data are named and left out. What stands in `against` is measured beside the set, and
    counted is how many of it lie above and below. The measure is one that a single subject can have. `ascending` gives
    the lowest value the first place.
    """
    outcome = Outcome()
    asked = understood(desk, [*subjects, *([against] if against else [])], period, outcome)
    if asked is None:
        return outcome
    known = MEASURES[measure]
    given, left_out = taken(measure, params or {})
    outcome.note(left_out)
    why = refusal(measure, given)
    if known.legs not in ((1, 1), (1, 0)):
        why = f"{known.label} cannot be ranked; name a measure of one subject"
    if why:
        outcome.fail(Failure("bad_call", why))
        return outcome
    others = len(asked.instruments) <= FEW
    for legs in settled(desk, asked, measure, dividends, outcome):
        call = Call(asked, legs, given)
        load_rows(desk, call)
        if not covers_group(desk, call, outcome):
            continue
        beside = legs.measure in WITH_PARTS and len(legs.instruments) <= FEW_PARTS
        every = [of_one(desk, call, i, outcome, beside=beside, others=others) for i in legs.instruments]
        facts = [fact for fact in every if fact is not None and not isinstance(fact.value, str)]
        if len(facts) > 1:
            book_ranking(desk, facts, ascending, outcome)
            _book_beaten(desk, facts, against, outcome)
            if not against and legs.measure in RETURNS.values() and any(isinstance(s, Group) for s in asked.subjects):
                book_breadth(desk, facts, group_name(call), outcome)
    return outcome


def book_ranking(desk: Desk, facts: Sequence[Fact], lowest_first: bool, outcome: Outcome) -> None:
    """Book the place of each fact among all of them, and a table in that order."""
    sectors = is_sector_set([f.subject[0] for f in facts])
    tie = TIE if sectors else PRINTED_TIE if facts[0].unit == "fraction" else 0.0
    by_id = {f.id: f for f in facts}
    values = {f.id: float(f.value) for f in facts}
    near = {p.symbol: p.tied for p in ranking(values, tie, lowest_first)}
    places = [replace(p, tied=near[p.symbol]) for p in ranking(values, 0.0, lowest_first)]
    _in_order(outcome, [by_id[p.symbol] for p in places])
    shown = [p for p in places if len(places) <= FEW or p.place <= SHOWN or p.place > len(places) - SHOWN]
    ranks = [_place(desk, by_id, place, tie, lowest_first) for place in shown]
    for booked in ranks:
        outcome.add(booked, f"rank:{booked.subject[0]}")
    _book_table(desk, facts, [(r, by_id[p.symbol]) for p, r in zip(shown, ranks, strict=True)], sectors, outcome)
    if facts[0].measure == "max_drawdown":
        outcome.note(f"1st is the {'deepest' if lowest_first else 'shallowest'} fall, the last the other end.")
    if len(shown) < len(places):
        outcome.note(f"The table shows the first and the last {SHOWN} of {len(places)}.")
    _note_ties(desk, [p for p in shown if p.tied], by_id, sectors, outcome)
    if sectors:
        _note_sectors(desk, [by_id[p.symbol] for p in places], lowest_first, outcome)


def _book_beaten(desk: Desk, facts: Sequence[Fact], against: str, outcome: Outcome) -> None:
    """Book how many of a set lie above and below the one that it is set against, and of how many."""
    one = next((f for f in facts if against and f.subject == (facts[-1].subject if against else ())), None)
    if one is None:
        return
    rest = [f for f in facts if f is not one]
    inputs = [FactInput(f.id) for f in (one, *rest)]
    for which in ("above", "below"):
        label = f"how many lie {which} {calling(desk.universe.instrument(one.subject[0]))}"
        outcome.add(follow(desk, label, "count", [one, *rest], "count", {"which": which}, inputs), f"count_{which}")
    label = "how many are set against it"
    outcome.add(follow(desk, label, "count", rest, "count", {"which": "all"}), "count_of")


def _book_table(
    desk: Desk, facts: Sequence[Fact], ranked: Sequence[tuple[Fact, Fact]], sectors: bool, outcome: Outcome
) -> None:
    """Book the table of a ranking: place, name, value, then peak and trough, and whom a place is tied with."""
    parts = [p for p in ("peak", "trough") if all(f"{p}:{f.subject[0]}" in outcome.roles for _, f in ranked)]
    ties = [", ".join(_cell(desk, s) for s in place.params["tied_with"]) for place, _ in ranked]
    place = "From the lowest" if ranked[0][0].params.get("lowest_first") else "Rank"
    columns = [place, "Sector (fund)" if sectors else "Name", measure_words(facts[0].measure).capitalize()]
    rows = [
        [
            f"{{{place.id}}}",
            _cell(desk, fact.subject[0]),
            _value(fact),
            *(f"{{{outcome.roles[f'{p}:{fact.subject[0]}']}}}" for p in parts),
            *([tied] if any(ties) else []),
        ]
        for (place, fact), tied in zip(ranked, ties, strict=True)
    ]
    columns += [*(p.capitalize() for p in parts), *(["Tied with"] if any(ties) else [])]
    outcome.tables.append(desk.ledger.book_table(_title(facts), tuple(columns), [tuple(row) for row in rows]))


def _in_order(outcome: Outcome, ordered: Sequence[Fact]) -> None:
    """Put the facts that were ranked in their order, the others where they are."""
    rest = iter(ordered)
    ranked = {f.id for f in ordered}
    outcome.facts = [next(rest) if f.id in ranked else f for f in outcome.facts]


def _place(desk: Desk, by_id: Mapping[str, Fact], place: Place, tie: float, lowest_first: bool) -> Fact:
    fact = by_id[place.symbol]
    tied = [by_id[i].subject[0] for i in by_id if i in place.tied]
    params = {"tie": tie, "lowest_first": lowest_first, "of": len(by_id), "tied_with": tied}
    inputs = [FactInput(fact.id), *(FactInput(i) for i in by_id if i != fact.id)]
    parents = [fact, *(f for f in by_id.values() if f is not fact)]
    return follow(desk, f"{fact.label}, place", "rank", parents, "rank", params, inputs, fact.subject)


def _title(facts: Sequence[Fact]) -> str:
    window = facts[0].window
    words = measure_words(facts[0].measure).capitalize()
    return f"{words}, {window.base} to {window.end}" if window else words


def _cell(desk: Desk, symbol: str) -> str:
    return calling_with_symbol(desk.universe.instrument(symbol))


def _value(fact: Fact) -> str:
    return f"{{{fact.id}:+}}" if fact.unit == "fraction" and fact.measure != "volatility" else f"{{{fact.id}}}"


def _note_ties(desk: Desk, tied: Sequence[Place], by_id: Mapping[str, Fact], sectors: bool, outcome: Outcome) -> None:
    groups: dict[frozenset[str], list[str]] = {}
    for place in tied:
        name = calling(desk.universe.instrument(by_id[place.symbol].subject[0]))
        groups.setdefault(frozenset((place.symbol, *place.tied)), []).append(name)
    if groups:
        named = "; ".join(" and ".join(names) for names in groups.values())
        size = "under 0.05 percentage points" if sectors else "that do not show in print"
        outcome.note(f"Differences {size} count as ties: {named}.")


def _note_sectors(desk: Desk, order: Sequence[Fact], lowest_first: bool, outcome: Outcome) -> None:
    """Say that funds stand for sectors, and how the order by capitalisation differs from theirs."""
    outcome.note(CAPPED)
    by_cap = {f.subject[0]: a for f in order if (a := by_capitalisation(f)) is not None}
    if len(by_cap) < len(order):
        return
    names = {s.fund: calling(desk.universe.instrument(s.fund)).partition(" (")[0] for s in SECTORS}
    caps = ranking({fund: float(a.value) for fund, a in by_cap.items()}, 0.0, lowest_first)
    funds = ranking({f.subject[0]: float(f.value) for f in order}, 0.0, lowest_first)
    place = {p.symbol: p.place for p in funds}
    near = {p.symbol: p.tied for p in ranking({f.subject[0]: float(f.value) for f in order}, TIE, lowest_first)}
    shared = {symbol: {place[s] for s in (symbol, *tied)} for symbol, tied in near.items()}
    if any(p.place not in shared[p.symbol] for p in caps):
        moved = [
            f"{names[p.symbol]} {_nth(p.place)} instead of {_nth(place[p.symbol])}"
            for p in caps
            if p.place != place[p.symbol]
        ]
        outcome.note(f"By capitalisation the order differs: {'; '.join(moved)}.")


def by_capitalisation(fact: Fact) -> Alternative | None:
    """Return the move of the sector itself beside that of its fund, None where there is none."""
    return next((a for a in fact.alternatives if a.label == "sector by capitalisation"), None)


def _nth(place: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
    return words[place - 1] if place <= len(words) else f"number {place}"
