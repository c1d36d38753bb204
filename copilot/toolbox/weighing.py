"""The tool `weight`: what share of the S&P 500 a company, a group or a sector has, by each method."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from copilot.facts import Alternative, Fact, FactProvenance, Input, RowInput
from copilot.proofs import rows_sha256
from copilot.proofs.recompute import WEIGHT, WEIGHT_FORMULA
from copilot.toolbox.desk import Desk
from copilot.toolbox.labels import calling
from copilot.toolbox.outcome import Failure, Outcome
from copilot.toolbox.readings import note_reading
from copilot.toolbox.subjects import Subject, understood
from tools.errors import NoData
from tools.prices.constituents import FundHoldings
from tools.prices.words import long_date
from tools.sectors import SECTORS, find_sector
from tools.universe import Group, Instrument
from tools.weights import GroupWeight, group_weight, sector_weight
from tools.windows import Period, Window

INDEX = "^GSPC"
FUND = "SPY"
"""The fund that holds the index, of which a live source knows the largest positions."""


def weight(desk: Desk, group: str, period: str = "") -> Outcome:
    """Return the share of the S&P 500 of a company, a group or a sector, as of a day.

    The newest dated table not after the day counts; the other methods of that date are
    alternatives, and the lowest and the highest are facts of their own.
    """
    outcome = Outcome()
    asked = understood(desk, [group], period, outcome)
    if asked is None:
        return outcome
    subject = asked.subjects[0]
    if isinstance(subject, Group) and subject.key == "sectors":
        for instrument in desk.opened(subject):
            _book(desk, instrument, asked.period.window.end, outcome)
        _book_sectors(desk, outcome)
    elif subject_is_whole(subject):
        outcome.fail(Failure("bad_call", "the whole index weighs 100% of itself; name a company, a group or a sector"))
    else:
        for one in _together(asked.subjects):
            _book(desk, one, asked.period.window.end, outcome)
    of_sessions = {note[:1].upper() + note[1:] for note in asked.period.notes}
    outcome.notes[:] = [note for note in outcome.notes if note not in of_sessions]
    note_reading(desk, asked.words, asked.instruments, "weight", "none", _of_the_table(desk, asked.period, outcome))
    return outcome


def _of_the_table(desk: Desk, asked: Period, outcome: Outcome) -> Period:
    """Return the day whose weights were used as the period that was read: no table is of every day."""
    day = next((fact.as_of for fact in outcome.facts if fact.measure == "weight"), None)
    window = day_of(desk, day) if day is not None else None
    if day is None or window is None or window == asked.window:
        return asked
    said = (f"the newest weights known here by {long_date(asked.window.end)} are of {long_date(day)}",)
    return replace(asked, label=long_date(day), window=window, sessions=1, notes=said, alternatives=())


def _together(subjects: Sequence[Subject]) -> Sequence[Subject]:
    """Return several companies as one holder, whose weights are added up; others one by one."""
    sectors = {s.fund for s in SECTORS} | {s.index_symbol for s in SECTORS}
    companies = [s for s in subjects if isinstance(s, Instrument) and s.kind == "stock" and s.symbol not in sectors]
    if len(companies) < 2 or len(companies) < len(subjects):
        return subjects
    names = [c.short for c in companies]
    return (Group("those_named", f"{', '.join(names[:-1])} and {names[-1]}", tuple(c.symbol for c in companies)),)


def _book_sectors(desk: Desk, outcome: Outcome) -> None:
    """Book the table of the sectors' weights from the largest down."""
    facts = [f for f in outcome.facts if f.measure == "weight" and outcome.roles.get(f"weight:{_fund(f)}") == f.id]
    ordered = sorted(facts, key=lambda f: -float(f.value))
    if len(ordered) > 1:
        rows = [(calling(desk.universe.instrument(_fund(f))).partition(" (")[0], f"{{{f.id}:1}}") for f in ordered]
        title = f"Sectors in the S&P 500, {ordered[0].as_of}"
        outcome.tables.append(desk.ledger.book_table(title, ("Sector", "Weight"), rows))


def _fund(fact: Fact) -> str:
    return next((s.fund for s in SECTORS if fact.subject == (s.index_symbol,)), "")


def subject_is_whole(subject: Subject) -> bool:
    """Say whether this is the index itself, or all of its members."""
    return subject.key in ("sp500", "market") if isinstance(subject, Group) else subject.symbol in (INDEX, "SPY")


def _book(desk: Desk, subject: Subject, day: date, outcome: Outcome) -> None:
    try:
        methods = _weights(desk, subject, min(day, desk.as_of))
    except NoData as error:
        outcome.fail(error)
        return
    name, names = _called(desk, subject)
    facts = [_fact(desk, subject, name, names, found, methods) for found in methods]
    role = "weight" if "weight" not in outcome.roles else ""
    outcome.add(facts[0], *filter(None, (role, f"weight:{_key(subject)}")))
    ordered = sorted(facts, key=lambda f: float(f.value))
    if len(facts) > 1:
        outcome.add(ordered[0], "weight_low")
        outcome.add(ordered[-1], "weight_high")
    outcome.note(
        f"{name}: weights of {methods[0].as_of}, {methods[0].method} ({methods[0].source}).",
        *(f"{m.note[:1].upper()}{m.note[1:]}." for m in methods[:1] if m.note),
    )
    if len(methods[0].rows) > 1:
        _book_members(desk, methods[0], name, outcome)


def _weights(desk: Desk, subject: Subject, day: date) -> tuple[GroupWeight, ...]:
    if isinstance(subject, Group):
        return group_weight(subject.members, day, _seen(desk, day), desk.as_of)
    if any(subject.symbol in (s.fund, s.index_symbol) for s in SECTORS):
        return sector_weight(subject.symbol, day, desk.as_of)
    return group_weight([subject.symbol], day, _seen(desk, day), desk.as_of)


def _seen(desk: Desk, day: date) -> tuple[FundHoldings, ...]:
    """Return what the index fund was seen to hold up to a day; says why it is not known of today."""
    found = desk.prices.fund_holdings(FUND, day)
    if found.missing:
        desk.notice([f"{found.missing}; weights of an earlier day are used"])
    return found.snapshots


def _called(desk: Desk, subject: Subject) -> tuple[str, tuple[str, ...]]:
    if isinstance(subject, Group):
        members = [name for symbol in subject.members for name in desk.universe.names_of(symbol)]
        return subject.name, (subject.name, *members)
    sector = next((s.name for s in SECTORS if subject.symbol in (s.fund, s.index_symbol)), None)
    return f"{sector} sector" if sector else calling(subject), desk.universe.names_of(subject.symbol)


def _key(subject: Subject) -> str:
    return subject.key if isinstance(subject, Group) else subject.symbol


def _fact(
    desk: Desk,
    subject: Subject,
    name: str,
    names: tuple[str, ...],
    found: GroupWeight,
    methods: Sequence[GroupWeight],
) -> Fact:
    rows = _rows(found)
    others = tuple(_other(desk, other) for other in methods if other.method != found.method)
    return _weight_fact(desk, f"{name} weight in the S&P 500", names, found, rows, others)


def _weight_fact(
    desk: Desk,
    label: str,
    names: tuple[str, ...],
    found: GroupWeight,
    rows: tuple[Input, ...],
    others: tuple[Alternative, ...] = (),
) -> Fact:
    symbols = tuple(r.symbol for r in rows if isinstance(r, RowInput))
    return desk.ledger.book(
        Fact(
            label=f"{label}, {found.method}",
            subject=symbols,
            measure="weight",
            basis="none",
            params={"index": INDEX, "method": found.method},
            value=sum(r.value for r in rows if isinstance(r, RowInput)),
            unit="fraction",
            window=day_of(desk, found.as_of),
            as_of=found.as_of,
            formula=WEIGHT_FORMULA,
            inputs=rows,
            provenance=FactProvenance(found.provider, found.retrieved, rows_sha256(rows, {}), found.source),
            alternatives=others,
            names=names,
        )
    )


def _rows(found: GroupWeight) -> tuple[RowInput, ...]:
    return tuple(RowInput(_symbol(row.symbol), row.as_of, WEIGHT, row.value) for row in found.rows)


def day_of(desk: Desk, day: date) -> Window | None:
    """Return the session that a table of weights is of; None for a day without one."""
    return Window(desk.sessions.before(day), day, day) if day in desk.sessions else None


def _symbol(name: str) -> str:
    """Return the symbol of a row: a sector's is that of its index."""
    return find_sector(name).index_symbol if any(name == s.name for s in SECTORS) else name


def _other(desk: Desk, found: GroupWeight) -> Alternative:
    rows = _rows(found)
    params = {"index": INDEX, "method": found.method}
    symbols = tuple(r.symbol for r in rows)
    return Alternative(
        found.method, symbols, "weight", "none", found.value, "fraction", day_of(desk, found.as_of), params, rows
    )


def _book_members(desk: Desk, found: GroupWeight, name: str, outcome: Outcome) -> None:
    """Book the weight of each member, and the table of them from the largest down."""
    cells = []
    for row in sorted(_rows(found), key=lambda r: -r.value):
        names = desk.universe.names_of(row.symbol)
        instrument = desk.universe.instrument(row.symbol)
        fact = _weight_fact(desk, f"{calling(instrument)} weight in the S&P 500", names, found, (row,))
        outcome.add(fact, f"weight:{row.symbol}")
        cells.append((f"{calling(instrument)} ({row.symbol})", f"{{{fact.id}:2}}"))
    title = f"{name} in the S&P 500, {found.as_of}"
    outcome.tables.append(desk.ledger.book_table(title, ("Member", "Weight"), cells))
