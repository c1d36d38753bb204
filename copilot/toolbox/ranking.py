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
from copilot.toolbox.subjects import resolved, settled, stand_ins, understood
from tools.measures import MEASURES, Place, ranking
from tools.sectors import SECTORS, TIE
from tools.universe import Group, Instrument, is_sector_set

PRINTED_TIE = 0.00005
"""Other figures are a tie when they print alike, to two decimals of a percent."""
SHOWN = 10
"""How many of each end of a large set are ranked and shown."""
NO_PLACE = "–"
"""Stands in the place of one that a set is set against, which is none of it."""
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
    without data are named and left out. What stands in `against` is measured beside the set and has no place
    in it; counted is how many of the set lie above and below. The measure is one that a single subject can have.
    `ascending` gives the lowest value the first place.
    """
    outcome = Outcome()
    asked = understood(desk, subjects, period, outcome)
    if asked is None:
        return outcome
    given, left_out = taken(measure, params or {})
    outcome.note(left_out)
    why = refusal(measure, given)
    if MEASURES[measure].legs not in ((1, 1), (1, 0)):
        why = f"{MEASURES[measure].label} cannot be ranked; name a measure of one subject"
    if why:
        outcome.fail(Failure("bad_call", why))
        return outcome
    benchmark = _benchmark(desk, against, outcome)
    beside = () if benchmark is None or benchmark in asked.instruments else (benchmark,)
    every = replace(asked, instruments=(*asked.instruments, *beside))
    for legs in settled(desk, every, measure, dividends, outcome):
        _book(desk, Call(asked, legs, given), benchmark, bool(beside), ascending, outcome)
    return outcome


def _benchmark(desk: Desk, name: str, outcome: Outcome) -> Instrument | None:
    """Return the one that a set is set against; the fund that stands for it where that is a group."""
    found = resolved(desk, name, outcome) if name else []
    one = found[0] if len(found) == 1 else None
    if isinstance(one, Group):
        one = desk.universe.instrument(one.fund) if one.fund else None
        outcome.note(f"The {one.symbol} fund stands for {name}." if one else "")
    if found and one is None:
        outcome.fail(Failure("bad_call", f"a set is set against one index, fund or company, not {name}"))
    return one


def _book(desk: Desk, call: Call, benchmark: Instrument | None, apart: bool, ascending: bool, outcome: Outcome) -> None:
    """Book a ranking of the legs; a `benchmark` that stands `apart` is among them and has no place."""
    legs, others = call.legs, len(call.legs.instruments) <= FEW
    load_rows(desk, call)
    if not covers_group(desk, call, outcome):
        return
    beside = legs.measure in WITH_PARTS and len(legs.instruments) <= FEW_PARTS
    every = [of_one(desk, call, i, outcome, beside=beside, others=others) for i in legs.instruments]
    facts = [fact for fact in every if fact is not None and not isinstance(fact.value, str)]
    stands = () if benchmark is None else stand_ins(desk, benchmark)
    against = next((f for f in facts if f.subject[0] in stands), None)
    ranked = [f for f in facts if not apart or f is not against]
    if len(ranked) < 2:
        return
    book_ranking(desk, ranked, ascending, outcome, against if apart else None)
    if against is not None:
        _book_beaten(desk, [f for f in facts if f is not against], against, call, outcome)
    elif benchmark is None and legs.measure in RETURNS.values():
        _book_breadth(desk, ranked, call, outcome)


def _book_breadth(desk: Desk, facts: Sequence[Fact], call: Call, outcome: Outcome) -> None:
    """Book how many of a group rose; others that are ranked with it are not counted as of it."""
    groups = [s for s in call.asked.subjects if isinstance(s, Group)]
    if len(groups) != 1:
        if groups:
            book_breadth(desk, facts, group_name(call.asked.subjects), outcome)
        return
    own = {symbol for i in desk.opened(groups[0]) for symbol in stand_ins(desk, i)}
    members = [f for f in facts if f.subject[0] in own]
    if members:
        book_breadth(desk, members, group_name(groups), outcome)
    strange = [calling(desk.universe.instrument(f.subject[0])) for f in facts if f not in members]
    if strange:
        group = groups[0].name
        outcome.note(f"Places count {', '.join(strange)} with {group}; none is a place among {group} alone.")


def book_ranking(
    desk: Desk, facts: Sequence[Fact], lowest_first: bool, outcome: Outcome, beside: Fact | None = None
) -> None:
    """Book the place of each fact among all of them, and a table in that order; `beside` stands in it without one."""
    sectors = is_sector_set([f.subject[0] for f in facts])
    tie = TIE if sectors else PRINTED_TIE if facts[0].unit == "fraction" else 0.0
    by_id = {f.id: f for f in facts}
    values = {f.id: float(f.value) for f in facts}
    near = {p.symbol: p.tied for p in ranking(values, tie, lowest_first)}
    places = [replace(p, tied=near[p.symbol]) for p in ranking(values, 0.0, lowest_first)]
    order = [by_id[p.symbol] for p in places]
    _in_order(outcome, _with(order, beside, lowest_first))
    shown = [p for p in places if len(places) <= FEW or p.place <= SHOWN or p.place > len(places) - SHOWN]
    ranks = [_place(desk, by_id, place, tie, lowest_first) for place in shown]
    for booked in ranks:
        outcome.add(booked, f"rank:{booked.subject[0]}")
    by_fact = {p.symbol: r for p, r in zip(shown, ranks, strict=True)}
    rows = [(by_fact.get(f.id), f) for f in _with([by_id[p.symbol] for p in shown], beside, lowest_first)]
    _book_table(desk, rows, sectors, lowest_first, outcome)
    if facts[0].measure == "max_drawdown":
        outcome.note(f"1st is the {'deepest' if lowest_first else 'shallowest'} fall, the last the other end.")
    if len(shown) < len(places):
        outcome.note(f"The table shows the first and the last {SHOWN} of {len(places)}.")
    _note_ties(desk, [p for p in shown if p.tied], by_id, sectors, outcome)
    if sectors:
        _note_sectors(desk, order, lowest_first, outcome)


def _with(ordered: Sequence[Fact], beside: Fact | None, lowest_first: bool) -> list[Fact]:
    """Return facts in order with another one where it belongs among them."""
    if beside is None:
        return list(ordered)
    value = float(beside.value)
    before = [f for f in ordered if (float(f.value) <= value if lowest_first else float(f.value) >= value)]
    return [*before, beside, *ordered[len(before) :]]


def _book_beaten(desk: Desk, rest: Sequence[Fact], one: Fact, call: Call, outcome: Outcome) -> None:
    """Book how many of a set lie above and below the one that it is set against, and of how many."""
    told, against = group_name(call.asked.subjects), calling(desk.universe.instrument(one.subject[0]))
    inputs = [FactInput(f.id) for f in (one, *rest)]
    for which in ("above", "below"):
        label = f"{told} {which} {against}"
        outcome.add(follow(desk, label, "count", [one, *rest], "count", {"which": which}, inputs), f"count_{which}")
    label = f"{told} set against {against}, all"
    outcome.add(follow(desk, label, "count", rest, "count", {"which": "all"}), "count_of")


def _book_table(
    desk: Desk, ranked: Sequence[tuple[Fact | None, Fact]], sectors: bool, lowest_first: bool, outcome: Outcome
) -> None:
    """Book the table of a ranking: place, name, value, then peak and trough, and whom a place is tied with."""
    facts = [fact for _, fact in ranked]
    parts = [p for p in ("peak", "trough") if all(f"{p}:{f.subject[0]}" in outcome.roles for f in facts)]
    ties = [", ".join(_cell(desk, s) for s in place.params["tied_with"]) if place else "" for place, _ in ranked]
    head = "From the lowest" if lowest_first else "Rank"
    columns = [head, "Sector (fund)" if sectors else "Name", measure_words(facts[0].measure).capitalize()]
    rows = [
        [
            f"{{{place.id}}}" if place else NO_PLACE,
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
    """Put the facts that were ranked in their order, each with what belongs beside it, after all others."""
    place = {f.subject: at for at, f in enumerate(ordered)}
    outcome.facts.sort(key=lambda fact: place.get(fact.subject, -1))


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
