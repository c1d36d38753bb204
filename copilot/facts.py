"""A fact: one figure that code computed, with all that is needed to compute it again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal

from tools.windows.window import Window

Unit = Literal["fraction", "points", "ratio", "level", "usd", "count", "rank", "days", "date"]
Basis = Literal["price", "total_return", "none"]
Status = Literal["final", "provisional", "intraday"]


@dataclass(frozen=True)
class RowInput:
    """One stored row: the close of SPY on a session."""

    symbol: str
    session: date
    field: str
    value: float


@dataclass(frozen=True)
class SeriesInput:
    """Many rows of one field; the rows stand in the answer's side table under `sha256`."""

    symbol: str
    field: str
    first: date
    last: date
    rows: int
    sha256: str


@dataclass(frozen=True)
class FactInput:
    """Another fact, by id."""

    fact: str


@dataclass(frozen=True)
class GivenInput:
    """A figure that the user gave."""

    given: str
    value: float
    unit: Unit


Input = RowInput | SeriesInput | FactInput | GivenInput


@dataclass(frozen=True)
class FactProvenance:
    """Where a fact's rows came from; `sha256` is over the input rows."""

    provider: str
    retrieved: str | None
    sha256: str
    note: str = ""


@dataclass(frozen=True)
class Alternative:
    """Another fair reading of the same figure, computed too, with the rows that prove it."""

    label: str
    subject: tuple[str, ...]
    measure: str
    basis: Basis
    value: float | str
    unit: Unit
    window: Window | None
    params: Mapping[str, Any] = field(default_factory=dict)
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A figure with its meaning and its proof.

    `value` is at full precision: fractions for returns, spreads, weights and volatilities;
    an ISO date (str) for unit "date". `names` are the words by which prose may call the
    subject; they do not leave the program. An id of "" means not yet booked.
    """

    label: str
    subject: tuple[str, ...]
    measure: str
    basis: Basis
    value: float | str
    unit: Unit
    window: Window | None
    as_of: date
    formula: str
    inputs: tuple[Input, ...]
    provenance: FactProvenance
    params: Mapping[str, Any] = field(default_factory=dict)
    alternatives: tuple[Alternative, ...] = ()
    names: tuple[str, ...] = ()
    status: Status = "final"
    observed_at: str | None = None
    id: str = ""

    def booked_as(self, fact_id: str) -> "Fact":
        """Return this fact under an id."""
        return replace(self, id=fact_id)


@dataclass(frozen=True)
class Given:
    """A figure the user typed, as booked: U1 is 10,000 usd, "$10,000"."""

    id: str
    value: float
    unit: Unit
    text: str


@dataclass(frozen=True)
class Table:
    """A table of a tool's values; a cell is text that may hold references."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Passage:
    """A stored piece of a document, retrieved for this thread under an id such as S1.

    `text` is the passage, `start` and `end` its place in the stored document.
    `tier` is "primary", "reporting" or "second-hand"; the last is never counted as support.
    """

    id: str
    document: str
    title: str
    publisher: str
    published: date | None
    tier: str
    text: str
    start: int
    end: int
    url: str | None = None
    locator: str | None = None


def window_json(window: Window | None) -> dict[str, str] | None:
    """Return a window as the answer file writes it."""
    if window is None:
        return None
    return {name: getattr(window, name).isoformat() for name in ("base", "start", "end")}


def input_json(entry: Input) -> dict[str, Any]:
    """Return one input of a fact as the answer file writes it."""
    match entry:
        case SeriesInput():
            return {
                "symbol": entry.symbol,
                "field": entry.field,
                "from": entry.first.isoformat(),
                "to": entry.last.isoformat(),
                "rows": entry.rows,
                "sha256": entry.sha256,
            }
        case RowInput():
            return {**asdict(entry), "session": entry.session.isoformat()}
        case _:
            return asdict(entry)


def fact_json(fact: Fact) -> dict[str, Any]:
    """Return a fact as the answer file writes it (`market-copilot/1`)."""
    plain = {
        "id": fact.id,
        "label": fact.label,
        "subject": list(fact.subject),
        "measure": fact.measure,
        "basis": fact.basis,
        "params": dict(fact.params),
        "value": fact.value,
        "unit": fact.unit,
        "window": window_json(fact.window),
        "as_of": fact.as_of.isoformat(),
        "status": fact.status,
        "observed_at": fact.observed_at,
        "formula": fact.formula,
    }
    return {
        **plain,
        "inputs": [input_json(i) for i in fact.inputs],
        "provenance": asdict(fact.provenance),
        "alternatives": [alternative_json(a) for a in fact.alternatives],
    }


def alternative_json(other: Alternative) -> dict[str, Any]:
    """Return another reading of a fact as the answer file writes it."""
    return {
        **{name: getattr(other, name) for name in ("label", "measure", "basis", "value", "unit")},
        "subject": list(other.subject),
        "window": window_json(other.window),
        "params": dict(other.params),
        "inputs": [input_json(i) for i in other.inputs],
    }


def window_from_json(plain: Mapping[str, str] | None) -> Window | None:
    """Return the window that the answer file wrote."""
    if plain is None:
        return None
    return Window(*(date.fromisoformat(plain[name]) for name in ("base", "start", "end")))


def input_from_json(plain: Mapping[str, Any]) -> Input:
    """Return the input that the answer file wrote."""
    if "fact" in plain:
        return FactInput(plain["fact"])
    if "given" in plain:
        return GivenInput(plain["given"], plain["value"], plain["unit"])
    if "rows" in plain:
        first, last = date.fromisoformat(plain["from"]), date.fromisoformat(plain["to"])
        return SeriesInput(plain["symbol"], plain["field"], first, last, plain["rows"], plain["sha256"])
    return RowInput(plain["symbol"], date.fromisoformat(plain["session"]), plain["field"], plain["value"])


def fact_from_json(plain: Mapping[str, Any]) -> Fact:
    """Return the fact that the answer file wrote; `names` are not in it."""
    same = {
        key: plain[key]
        for key in ("id", "label", "measure", "basis", "value", "unit", "formula", "params", "status", "observed_at")
    }
    return Fact(
        **same,
        subject=tuple(plain["subject"]),
        window=window_from_json(plain["window"]),
        as_of=date.fromisoformat(plain["as_of"]),
        inputs=tuple(input_from_json(i) for i in plain["inputs"]),
        provenance=FactProvenance(**plain["provenance"]),
        alternatives=tuple(alternative_from_json(a) for a in plain["alternatives"]),
    )


def alternative_from_json(plain: Mapping[str, Any]) -> Alternative:
    """Return the other reading that the answer file wrote."""
    return Alternative(
        **{key: plain[key] for key in ("label", "measure", "basis", "value", "unit")},
        subject=tuple(plain["subject"]),
        window=window_from_json(plain["window"]),
        params=plain.get("params", {}),
        inputs=tuple(input_from_json(i) for i in plain.get("inputs", ())),
    )
