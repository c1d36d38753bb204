"""Turn a measured value into a fact: label, basis, provenance, and its other fair readings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from copilot.facts import (
    Alternative,
    Fact,
    FactInput,
    FactProvenance,
    GivenInput,
    Input,
    RowInput,
    Status,
    Unit,
)
from copilot.proofs import rows_sha256
from copilot.proofs.derivations import measure_of_part
from copilot.proofs.meaning import formula_from
from copilot.proofs.recompute import MOVE, Proofs
from copilot.toolbox.desk import Desk
from copilot.toolbox.labels import calling, label_of, part_label
from tools.errors import NoData, ToolError
from tools.measures import MEASURES, Evaluated, evaluate
from tools.measures.measure import Basis as RowBasis
from tools.prices.hours import session_end
from tools.sectors import SECTORS, sector_move
from tools.universe import Instrument
from tools.windows import OtherReading, Window

FEW_ROWS = 8
BY_CAPITALISATION = "sector by capitalisation"
RETURNS = {"price": "price_return", "total_return": "total_return"}


@dataclass(frozen=True)
class Request:
    """One measure over one window: of an instrument, of a pair, or of a basket that goes by a name."""

    measure: str
    instruments: tuple[Instrument, ...]
    window: Window
    basis: RowBasis
    params: Mapping[str, Any] = field(default_factory=dict)
    group: str = ""

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols it is about, first named first."""
        return tuple(i.symbol for i in self.instruments)


def evaluated(desk: Desk, request: Request) -> Evaluated:
    """Return the value with the rows it used; raises NoData by name when a row is missing."""
    measure = MEASURES[request.measure]
    params = {**measure.params, **request.params}
    window = desk.window_for(measure, len(request.instruments), request.window, params)
    if params.get("as_traded"):
        histories = [desk.as_traded(symbol, window.end) for symbol in request.symbols]
    elif window.end > desk.as_of:
        histories = [desk.forming(symbol) for symbol in request.symbols]
    else:
        desk.fetch(request.symbols, window.base)
        histories = [desk.history(symbol, window.base) for symbol in request.symbols]
    return evaluate(request.measure, histories, window, desk.sessions.days, request.basis, request.params)


def book(desk: Desk, request: Request, others: Sequence[OtherReading] = (), alone: bool = False) -> Fact:
    """Return the booked fact of a request; its alternatives are computed beside it unless it stands `alone`."""
    value = evaluated(desk, request)
    inputs = (*inputs_of(desk, value), *_givens_of(desk, value))
    seen = desk.forming(request.symbols[0]).live.get(value.as_of) if value.as_of > desk.as_of else None
    return desk.ledger.book(
        Fact(
            label=_label(request, value),
            subject=request.symbols,
            measure=request.measure,
            basis=request.basis,
            params=_plain(value.params),
            value=value.value,
            unit=value.unit,
            window=value.window,
            as_of=value.as_of,
            formula=value.formula,
            inputs=inputs,
            provenance=provenance_of(desk, request.symbols[0], inputs, seen is not None),
            alternatives=() if alone else tuple(alternatives_of(desk, request, others)),
            names=names_of(desk, request),
            status=_status(desk, value.as_of, seen),
            observed_at=seen,
        )
    )


def _status(desk: Desk, session: date, seen: str | None) -> Status:
    if seen is None:
        return "final"
    return "provisional" if datetime.fromisoformat(seen) >= session_end(session, desk.sessions) else "intraday"


def _label(request: Request, value: Evaluated) -> str:
    field = value.inputs[0].field
    return label_of(request.measure, request.instruments, request.basis, value.params, request.group, field)


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters that are set; an unset one has its default when it is proved."""
    return {name: value for name, value in params.items() if value is not None}


def names_of(desk: Desk, request: Request) -> tuple[str, ...]:
    """Return the words by which prose may call the subject."""
    names = [name for symbol in request.symbols for name in desk.universe.names_of(symbol)]
    return tuple(dict.fromkeys([request.group, *names] if request.group else names))


def inputs_of(desk: Desk, value: Evaluated) -> tuple[Input, ...]:
    """Return the rows of a value: each by itself when few, else as a series kept once."""
    inputs: list[Input] = []
    for used in value.inputs:
        if len(used.values) <= FEW_ROWS:
            inputs += [RowInput(used.symbol, day.date(), used.field, float(v)) for day, v in _rows(used.values)]
        else:
            inputs.append(desk.ledger.store_series(used.symbol, used.field, used.values))
    return tuple(inputs)


def _rows(values: pd.Series) -> Iterator[tuple[pd.Timestamp, float]]:
    return zip(values.index, values, strict=True)


def _givens_of(desk: Desk, value: Evaluated) -> Iterator[GivenInput]:
    amount = value.params.get("amount")
    for given in desk.ledger.givens.values():
        if given.value == amount and given.unit == "usd":
            yield GivenInput(given.id, given.value, given.unit)


def provenance_of(desk: Desk, symbol: str, inputs: tuple[Input, ...], live: bool = False) -> FactProvenance:
    """Return where the rows came from, sealed by a hash over them."""
    origin = (desk.forming(symbol) if live else desk.history(symbol, desk.as_of)).provenance
    return FactProvenance(origin.provider, origin.retrieved, rows_sha256(inputs, desk.ledger.series), origin.note)


def alternatives_of(desk: Desk, request: Request, others: Sequence[OtherReading]) -> Iterator[Alternative]:
    """Yield the other fair readings that have data: window, instrument, basis, sector by capitalisation."""
    candidates = [(other.label, replace(request, window=other.window)) for other in others]
    if len(request.instruments) == 1:
        one = request.instruments[0]
        named = [desk.universe.instrument(symbol) for symbol in one.alternatives]
        candidates += [(calling(other), replace(request, instruments=(other,))) for other in named]
        candidates += _with_dividends(desk, request, one)
    for label, other in candidates:
        yield from _alternative(desk, label, other)
    yield from _by_capitalisation(desk, request)


def _with_dividends(desk: Desk, request: Request, one: Instrument) -> list[tuple[str, Request]]:
    if request.basis != "price" or request.measure not in ("price_return", "annualized_return", "growth_of_amount"):
        return []
    name = RETURNS["total_return"] if request.measure == "price_return" else request.measure
    found = []
    for stand_in in (one,) if one.kind != "index" else _reinvested(desk, one):
        label = "with dividends" if stand_in.kind == one.kind else f"with dividends, by the {stand_in.symbol} fund"
        found.append((label, replace(request, measure=name, basis="total_return", instruments=(stand_in,))))
    return found


def _reinvested(desk: Desk, index: Instrument) -> Iterator[Instrument]:
    """Yield what stands for an index with its dividends: its total-return version, the fund that follows it."""
    own, fund = desk.universe.with_dividends(index.symbol), desk.universe.fund_for(index.symbol)
    if own is not None and desk.may_have(own.symbol):
        yield own
    if fund is not None:
        yield fund


def _alternative(desk: Desk, label: str, request: Request) -> Iterator[Alternative]:
    try:
        value = evaluated(desk, request)
    except ToolError:
        return
    yield Alternative(
        label,
        request.symbols,
        request.measure,
        request.basis,
        value.value,
        value.unit,
        value.window,
        _plain(value.params),
        inputs_of(desk, value),
    )


def _by_capitalisation(desk: Desk, request: Request) -> Iterator[Alternative]:
    """Yield the move of the sector itself where a sector fund stands for it."""
    sector = next((s for s in SECTORS if request.symbols == (s.fund,)), None)
    if sector is None or request.measure not in ("price_return", "total_return", "day_move"):
        return
    window = desk.window_for(MEASURES[request.measure], 1, request.window, {})
    if desk.may_have(sector.index_symbol):
        index = desk.universe.instrument(sector.index_symbol)
        own = replace(request, measure="price_return", basis="price", instruments=(index,), window=window)
        if found := list(_alternative(desk, BY_CAPITALISATION, own)):
            yield from found
            return
    try:
        move = sector_move(sector.name, window, desk.sessions)
    except NoData:
        return
    symbol = sector.index_symbol
    rows = tuple(RowInput(symbol, day, MOVE, value) for day, value in move.rows)
    yield Alternative(
        BY_CAPITALISATION, (symbol,), "total_return", "total_return", move.value, "fraction", window, {}, rows
    )


def book_parts(desk: Desk, fact: Fact, value: Evaluated, but: str = "") -> Iterator[tuple[str, Fact]]:
    """Yield what comes along with a value as booked facts, each by its name: peak, trough, session; all `but` one."""
    for name, extra in value.extras.items():
        if name == but:
            continue
        label = f"{fact.label}, {part_label(name)}"
        yield name, follow(desk, label, measure_of_part(name), (fact,), extra.unit, {"part": name})


def follow(
    desk: Desk,
    label: str,
    measure: str,
    parents: Sequence[Fact],
    unit: Unit,
    params: Mapping[str, Any],
    inputs: Sequence[Input] | None = None,
    subject: Sequence[str] | None = None,
    window: Window | None = None,
    alternatives: tuple[Alternative, ...] = (),
) -> Fact:
    """Return the booked fact that is computed from other facts, by the arithmetic that will prove it.

    Window, basis and source are the parents' where they share one. Raises NoData when there is
    nothing to compute.
    """
    own = tuple(inputs or (FactInput(p.id) for p in parents))
    symbols = dict.fromkeys(s for p in parents for s in p.subject)
    unsettled = [p for p in parents if p.status != "final"]
    fact = Fact(
        label=label,
        subject=tuple(symbols) if subject is None else tuple(subject),
        measure=measure,
        basis=_shared([p.basis for p in parents], "none"),
        params=dict(params),
        value=0.0,
        unit=unit,
        window=window or _shared([p.window for p in parents], None),
        as_of=max((p.as_of for p in parents), default=window.end if window else desk.as_of),
        formula="",
        inputs=own,
        provenance=_derived_provenance(desk, parents, own),
        alternatives=alternatives,
        names=tuple(dict.fromkeys(n for p in parents for n in p.names)),
        status=unsettled[0].status if unsettled else "final",
        observed_at=max((str(p.observed_at) for p in unsettled), default=None),
    )
    value = Proofs(desk.ledger.facts, desk.ledger.series, desk.sessions).value_of(fact)
    return desk.ledger.book(replace(fact, value=value, formula=formula_from(fact)))


def _derived_provenance(desk: Desk, parents: Sequence[Fact], inputs: tuple[Input, ...]) -> FactProvenance:
    providers = list(dict.fromkeys(p.provenance.provider for p in parents)) or ["the user"]
    retrieved = max((p.provenance.retrieved for p in parents if p.provenance.retrieved), default=None)
    notes = "; ".join(dict.fromkeys(p.provenance.note for p in parents if p.provenance.note))
    return FactProvenance(" and ".join(providers), retrieved, rows_sha256(inputs, desk.ledger.series), notes)


def _shared(values: Sequence[Any], otherwise: Any) -> Any:
    return values[0] if values and all(v == values[0] for v in values) else otherwise
