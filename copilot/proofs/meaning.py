"""Whether a figure says what its inputs make it: window, basis, unit, subject, session, formula."""

from collections.abc import Iterator, Sequence
from datetime import date

from copilot.facts import Fact, FactInput, GivenInput, RowInput, SeriesInput
from copilot.proofs.derivations import calculated, measure_of_part, tied_with_first
from copilot.proofs.hashes import rows_sha256
from copilot.proofs.quantities import as_unit
from copilot.proofs.recompute import MOVE, WEIGHT, WEIGHT_FORMULA, Figure, Proofs, fields_of
from tools.measures import MEASURES, InputRows
from tools.measures.computing import unit_of
from tools.measures.estimates import ESTIMATES, SHARES
from tools.measures.evaluate import FIELD, LAST, formula_of
from tools.windows.window import Window

INTRADAY = ("high", "low")
COUNTED = {"spread": None, "ratio": "ratio", "rank": "rank", "average": None, "count": "count", "breadth": "fraction"}


def contradictions(figure: Figure, proofs: Proofs) -> Iterator[str]:
    """Yield what a figure says that its inputs deny; nothing when all of it agrees."""
    if figure.window is not None:
        yield from _window_faults(figure.window, proofs)
    if figure.measure in ESTIMATES:
        yield from _estimate_faults(figure)
    elif "part" in figure.params or any(isinstance(i, FactInput) for i in figure.inputs):
        yield from _derived_faults(figure, proofs)
    elif {i.field for i in figure.inputs if isinstance(i, RowInput)} & {WEIGHT, MOVE}:
        yield from _listed_faults(figure, proofs)
    elif figure.inputs and "expression" not in figure.params:
        yield from _row_faults(figure, proofs)
    elif not figure.inputs:
        yield from _agrees(figure, subject=(), measure="count", unit="count", basis="none")
    if isinstance(figure, Fact):
        yield from _fact_faults(figure, proofs)


def _agrees(figure: Figure, **must: object) -> Iterator[str]:
    for name, value in must.items():
        if getattr(figure, name) != value:
            yield f"{name}: stated {getattr(figure, name)!r}, it is {value!r}"


def _window_faults(window: Window, proofs: Proofs) -> Iterator[str]:
    for name, day in (("start", window.start), ("end", window.end)):
        if day not in proofs.sessions:
            yield f"window: its {name} {day} is no session"
    if proofs.sessions.before(window.start) != window.base:
        yield f"window: its base {window.base} is not the last session before {window.start}"


def _row_faults(figure: Figure, proofs: Proofs) -> Iterator[str]:
    rows = proofs.rows_of(figure)
    known = MEASURES.get(figure.measure)
    if known is None or figure.window is None:
        yield f"measure: {figure.measure!r} is not computed from rows"
        return
    if strange := set(figure.params) - set(known.params):
        yield f"params: {known.label} has no {', '.join(sorted(strange))}"
    symbols = tuple(dict.fromkeys(r.symbol for r in rows))
    if figure.subject != symbols:
        yield f"subject: stated {', '.join(figure.subject)}, the rows are of {', '.join(symbols)}"
    if figure.basis not in FIELD or any(_strange_field(figure, r) for r in rows):
        yield f"basis: {figure.basis} does not go with the rows' {', '.join(sorted({r.field for r in rows}))}"
    unit = unit_of("level" if figure.params.get("over") == "closes" else known.unit, symbols)
    if figure.unit != unit:
        yield f"unit: stated {figure.unit}, {known.label} is {unit}"
    wanted = _sessions_needed(figure, figure.window, proofs, rows)
    for one in rows:
        if wanted and _days(one) != wanted:
            yield f"inputs: the rows of {one.symbol} are not those of {figure.window.base} to {figure.window.end}"
    if isinstance(figure, Fact) and figure.formula != formula_of(known, rows[0].field):
        yield f"formula: stated {figure.formula!r}, it is {formula_of(known, rows[0].field)!r}"


def _strange_field(figure: Figure, rows: InputRows) -> bool:
    if rows.field == LAST or figure.measure == "last":
        return rows.field != LAST or figure.measure not in ("last", "day_move")
    if figure.measure in INTRADAY and figure.basis == "price":
        return rows.field not in ("close", figure.measure)
    return rows.field != FIELD[figure.basis]  # type: ignore[index]  # asked only for a basis that FIELD has


def _sessions_needed(figure: Figure, window: Window, proofs: Proofs, rows: Sequence[InputRows]) -> tuple[date, ...]:
    if figure.measure == "last":
        return ()
    match MEASURES[figure.measure].rows_for(len(rows), figure.params):
        case "point":
            return (window.end,)
        case "endpoint":
            return (window.base, window.end)
        case "inside" if rows[0].first != window.base:
            return proofs.sessions.between(window.start, window.end)
        case "history":
            return proofs.sessions.between(min(rows[0].first, window.base), window.end)
    return proofs.sessions.between(window.base, window.end)


def _days(rows: InputRows) -> tuple[date, ...]:
    return tuple(stamp.date() for stamp in rows.values.index)


def _listed_faults(figure: Figure, proofs: Proofs) -> Iterator[str]:
    rows = [i for i in figure.inputs if isinstance(i, RowInput)]
    symbols = tuple(dict.fromkeys(i.symbol for i in rows))
    moves = rows[0].field == MOVE
    measure, basis = ("total_return", "total_return") if moves else ("weight", "none")
    yield from _agrees(figure, subject=symbols, measure=measure, basis=basis, unit="fraction")
    sessions = tuple(i.session for i in rows)
    if moves:
        window = figure.window
        if window is None or sessions != proofs.sessions.between(window.start, window.end):
            yield "inputs: the daily moves are not those of the window"
    elif isinstance(figure, Fact):
        yield from _agrees(figure, formula=WEIGHT_FORMULA)
    if not moves and len(set(sessions)) != 1:
        yield "inputs: weights of several dates are added up"
    elif not moves and figure.window is not None and figure.window.end != sessions[0]:
        yield f"window: it ends on {figure.window.end}, the weights are of {sessions[0]}"


def _estimate_faults(figure: Figure) -> Iterator[str]:
    rows, known = fields_of(figure.inputs), ESTIMATES[figure.measure]
    year, together = figure.params["year"], len(rows) > 1
    wanted = {*known.fields(year), *((SHARES,) if together else ())}
    yield from _agrees(figure, subject=tuple(rows), unit=known.unit, basis="none")
    if isinstance(figure, Fact):
        yield from _agrees(figure, formula=known.formula(year, together))
    if any(set(fields) != wanted for fields in rows.values()):
        yield f"inputs: each company needs {', '.join(sorted(wanted))}, and nothing else"
    if figure.window is None or {i.session for i in figure.inputs if isinstance(i, RowInput)} != {figure.window.end}:
        yield "inputs: they are not all of the session that the window ends with"


def _derived_faults(figure: Figure, proofs: Proofs) -> Iterator[str]:
    parents = [p for p in proofs.parents(figure) if isinstance(p, Fact)]
    if "part" in figure.params:
        unit_here = unit_of(proofs.part_of(figure).unit, parents[0].subject)
        yield from _agrees(figure, measure=measure_of_part(figure.params["part"]), unit=unit_here)
    if "expression" in figure.params:
        unit: str | None = as_unit(calculated(figure.params["expression"], proofs.parents(figure)))
    else:
        unit = COUNTED.get(figure.measure) or (None if "part" in figure.params else parents[0].unit)
    if unit and figure.unit != unit:
        yield f"unit: stated {figure.unit}, it is {unit}"
    known = {symbol for parent in parents for symbol in parent.subject}
    if not set(figure.subject) <= known:
        yield f"subject: {', '.join(s for s in figure.subject if s not in known)} is in none of its inputs"
    if (
        figure.measure in ("rank", "spread", "ratio")
        and figure.subject[: len(parents[0].subject)] != parents[0].subject
    ):
        yield f"subject: stated {', '.join(figure.subject)}, its first input is of {', '.join(parents[0].subject)}"
    if figure.measure == "rank" and "part" not in figure.params:
        tied = [p.subject[0] for p in parents if p.id in tied_with_first(parents, figure.params)]
        if tied != figure.params.get("tied_with"):
            yield f"params: tied with {', '.join(tied) or 'none'}, stated {figure.params.get('tied_with')}"
    windows = {p.window for p in parents}
    if figure.window is not None and windows != {figure.window}:
        yield f"window: stated {figure.window.base} to {figure.window.end}, its inputs have another"
    if figure.basis not in {p.basis for p in parents} and figure.basis != "none":
        yield f"basis: stated {figure.basis}, its inputs are {', '.join(sorted({p.basis for p in parents}))}"


def _fact_faults(fact: Fact, proofs: Proofs) -> Iterator[str]:
    known = _newest(fact, proofs)
    if known is not None and fact.as_of != known:
        yield f"as_of: stated {fact.as_of}, the last row used is of {known}"
    if fact.provenance.sha256 != rows_sha256(fact.inputs, proofs.series):
        yield "provenance: the hash is not that of the input rows"
    live = any(i.field == LAST for i in fact.inputs if isinstance(i, RowInput))
    live = live or any(p.status != "final" for p in proofs.parents(fact) if isinstance(p, Fact))
    if (fact.status == "final") != (fact.observed_at is None) or live != (fact.status != "final"):
        yield f"status: {fact.status} does not go with {fact.measure} observed at {fact.observed_at}"
    if (derived := formula_from(fact)) and fact.formula != derived:
        yield f"formula: stated {fact.formula!r}, it is {derived!r}"


def _newest(fact: Fact, proofs: Proofs) -> date | None:
    parents = [p.as_of for p in proofs.parents(fact) if isinstance(p, Fact)]
    if parents:
        return max(parents)
    rows = [i.session for i in fact.inputs if isinstance(i, RowInput)]
    rows += [i.last for i in fact.inputs if isinstance(i, SeriesInput)]
    if not rows and fact.window is not None and not fact.inputs:
        return fact.window.end
    return max(rows, default=None)


def formula_from(fact: Fact) -> str:
    """Return the formula of a figure that follows from others, "" for one that comes from rows."""
    params = fact.params
    ids = [
        i.fact if isinstance(i, FactInput) else i.given for i in fact.inputs if isinstance(i, FactInput | GivenInput)
    ]
    if "part" in params:
        return f"{params['part'].replace('_', ' ')} of {ids[0]}"
    if "expression" in params:
        return str(params["expression"])
    if params.get("of") == "sessions":
        return "number of sessions from start to end"
    if not ids:
        return ""
    return _over(fact, ids)


def _over(fact: Fact, ids: list[str]) -> str:
    every = ", ".join(ids)
    match fact.measure:
        case "spread":
            return " - ".join(ids)
        case "ratio":
            return " / ".join(ids)
        case "rank":
            order = "lowest" if fact.params["lowest_first"] else "highest"
            return f"place of {ids[0]} among {', '.join(sorted(ids, key=lambda i: int(i[1:])))}, {order} first"
        case "count":
            if fact.params["which"] in ("above", "below"):
                return f"how many lie {fact.params['which']} {ids[0]}: {', '.join(ids[1:])}"
            told = {"up": "above {0}", "down": "below -{0}", "flat": "within {0}", "all": "of any size"}
            told["moved"] = "beyond {0} either way"
            return f"how many are {told[fact.params['which']].format(fact.params.get('beyond', 0.0))}: {every}"
        case "breadth":
            return f"share above 0: {every}"
        case "average":
            return f"{fact.params.get('which', 'mean')} of {every}"
        case "above_moving_average":
            return f"sum of {every}"
    return ""
