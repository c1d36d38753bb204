"""What a figure opens to: its label, formula, rows, parameters, basis, origin and other readings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.render.clean import plain
from ui.render.values import dates, day, exact, shown, shown_otherwise, span, words

Json = dict[str, Any]

EDGE = 5
"""Rows shown at either end of a long series; the answer file holds them all."""
WHOLE = 24
"""The longest series that is shown whole."""
BASES = {"price": "price, without dividends", "total_return": "total return, dividends reinvested"}
STATUSES = {"provisional": "provisional", "intraday": "from a session still open"}


@dataclass(frozen=True)
class Row:
    """One input: whose row it is, of which session, which field, and its value. `fact` names another proof."""

    name: str
    session: str
    field: str
    value: str
    fact: str | None = None


@dataclass(frozen=True)
class OtherFigure:
    """Another fair reading and what it gives."""

    label: str
    value: str
    window: str


@dataclass(frozen=True)
class Proof:
    """One figure with all that stands behind it, ready to lay out."""

    id: str
    label: str
    value: str
    exact: str
    formula: str
    window: str
    dates: str
    details: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    others: tuple[OtherFigure, ...]


def proofs_of(document: Mapping[str, Any]) -> tuple[Proof, ...]:
    """Return the proof of every fact in a document, in its order."""
    facts = {fact["id"]: fact for fact in document.get("facts", ())}
    return tuple(_proof(fact, facts, document.get("series", {})) for fact in facts.values())


def used_proofs(document: Mapping[str, Any]) -> tuple[Proof, ...]:
    """Return the proofs that a reader of the text can ask for: those it names, and those these stand on."""
    facts = {fact["id"]: fact for fact in document.get("facts", ())}
    wanted = [s["fact"] for s in all_segments(document) if s.get("fact")]
    wanted += [r["fact"] for r in document.get("related", ()) if r.get("fact")]
    wanted += [v["fact"] for v in document.get("verdicts", ()) if v.get("fact")]
    wanted += list(document.get("stance_facts", ()))
    reached = set(_reached(wanted, facts))
    return tuple(_proof(facts[i], facts, document.get("series", {})) for i in facts if i in reached)


def all_segments(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the segments of the text and of a brief's sections."""
    yield from document.get("segments", ())
    for section in document.get("sections", ()):
        yield from section["segments"]


def _reached(ids: Sequence[str], facts: Mapping[str, Json]) -> Iterator[str]:
    seen: set[str] = set()
    waiting = list(ids)
    while waiting:
        fact = facts.get(waiting.pop(0))
        if fact is None or fact["id"] in seen:
            continue
        seen.add(fact["id"])
        yield fact["id"]
        waiting += [entry["fact"] for entry in fact["inputs"] if "fact" in entry]


def _proof(fact: Json, facts: Mapping[str, Json], series: Mapping[str, Any]) -> Proof:
    return Proof(
        id=fact["id"],
        label=plain(fact["label"]),
        value=shown(fact),
        exact=exact(fact["value"]),
        formula=plain(fact["formula"]),
        window=span(fact["window"], fact["measure"]),
        dates=dates(fact["window"], fact["measure"]),
        details=tuple(_details(fact)),
        rows=tuple(row for entry in fact["inputs"] for row in _rows(entry, facts, series)),
        others=tuple(
            OtherFigure(plain(o["label"]), shown_otherwise(fact, o), span(o["window"], o["measure"]))
            for o in fact["alternatives"]
        ),
    )


def _details(fact: Json) -> Iterator[tuple[str, str]]:
    if fact["basis"] in BASES:
        yield "Basis", BASES[fact["basis"]]
    settings = [f"{words(k)} {plain(v)}" for k, v in fact["params"].items() if v is not None]
    if settings:
        yield "Parameters", "; ".join(settings)
    origin = fact["provenance"]
    retrieved = f", retrieved {origin['retrieved']}" if origin.get("retrieved") else ""
    note = f" ({origin['note']})" if origin.get("note") else ""
    yield "Data", plain(f"{origin['provider']}{retrieved}{note}")
    yield "Newest row", day(fact["as_of"])
    if fact["status"] in STATUSES:
        yield "Status", STATUSES[fact["status"]] + (f", seen {fact['observed_at']}" if fact["observed_at"] else "")
    yield "Full precision", exact(fact["value"])
    yield "Seal of the rows", f"sha256 {origin['sha256'][:16]}"


def _rows(entry: Json, facts: Mapping[str, Json], series: Mapping[str, Any]) -> Iterator[Row]:
    if "fact" in entry:
        other = facts.get(entry["fact"])
        label = plain(other["label"]) if other else "another figure"
        yield Row(
            label,
            span(other["window"], other["measure"]) if other else "",
            entry["fact"],
            shown(other) if other else "",
            entry["fact"],
        )
    elif "given" in entry:
        yield Row("your figure", "", words(entry["unit"]), exact(entry["value"]))
    elif "rows" in entry:
        yield from _series(entry, series.get(entry["sha256"], ()))
    else:
        yield Row(plain(entry["symbol"]), entry["session"], words(entry["field"]), exact(entry["value"]))


def _series(entry: Json, values: Sequence[Sequence[Any]]) -> Iterator[Row]:
    symbol, field = plain(entry["symbol"]), words(entry["field"])
    rows = [Row(symbol, str(session), field, exact(value)) for session, value in values]
    if len(rows) <= WHOLE:
        yield from rows or [Row(symbol, f"{entry['from']} to {entry['to']}", field, f"{entry['rows']} rows")]
        return
    yield from rows[:EDGE]
    yield Row(symbol, f"… {len(rows) - 2 * EDGE} more sessions, in the answer file …", field, "")
    yield from rows[-EDGE:]
