"""Any measure, the same way: pick the rows it needs, compute, keep what it was computed from."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from tools.errors import NoData, NotEnoughData
from tools.measures.checks import between, close_on, require_sessions, session_of, unbroken_since
from tools.measures.computing import checked, unit_of
from tools.measures.measure import Basis, Extra, Leg, Measure, Outcome, Params, Rows, Unit
from tools.measures.registry import MEASURES
from tools.prices.history import History
from tools.windows.window import Window

LAST = "last"
FIELD: Mapping[Basis, str] = {"price": "close", "total_return": "total_return_close"}


@dataclass(frozen=True, eq=False)
class InputRows:
    """The rows of one field of one symbol that a value was computed from, by session."""

    symbol: str
    field: str
    values: pd.Series

    @property
    def first(self) -> date:
        """The first session used."""
        return session_of(self.values, 0)

    @property
    def last(self) -> date:
        """The last session used."""
        return session_of(self.values, -1)


@dataclass(frozen=True, eq=False)
class Evaluated:
    """A value with everything needed to say what it is and to compute it again."""

    measure: str
    subject: tuple[str, ...]
    value: float | str
    unit: Unit
    basis: Basis
    window: Window
    formula: str
    params: Params
    inputs: tuple[InputRows, ...]
    extras: Mapping[str, Extra]

    @property
    def as_of(self) -> date:
        """The last session whose rows were used."""
        return max(rows.last for rows in self.inputs)


def evaluate(
    measure: str,
    histories: History | Sequence[History],
    window: Window,
    sessions: Sequence[date],
    basis: Basis | None = None,
    params: Params | None = None,
) -> Evaluated:
    """Return a measure of one or more histories over a window.

    Parameters
    ----------
    measure : str
        A key of MEASURES.
    histories : History or sequence of History
        The subjects, first named first: two for a spread, a ratio, a correlation, a beta
        (the second is the benchmark); several make a basket, a ranking, a breadth.
    window : Window
        For a point only `end` counts; for a move of the day the session before `end` is the base.
    sessions : sequence of date
        The exchange's sessions, ascending, at least from `window.base` to `window.end`;
        a moving average needs those before it too.
    basis : {"price", "total_return"}, optional
        Every subject is taken on it. Price, or total return for that measure, by default.
    params : mapping, optional
        Values for the measure's parameters; the defaults fill the rest.

    Returns
    -------
    Evaluated
        Full precision; fractions, never percent.

    Raises
    ------
    NoData
        When a row is missing (the symbol, the session and the nearest ones are named), or
        the closes leave nothing to measure.
    NotEnoughData
        When the window is too short.
    ValueError
        When called with an unknown measure or parameter, or the wrong number of histories.

    """
    known, subjects, given = _called(measure, histories, params or {})
    chosen = _basis(measure, basis)
    rows = known.rows_for(len(subjects), given)
    fitted = fit(measure, rows, window, sessions, given)
    inside = between(sessions, fitted.start, fitted.end)
    if rows in ("path", "inside") and len(inside) < known.min_sessions:
        raise NotEnoughData(f"{known.label} needs {known.min_sessions} sessions, the period has {len(inside)}")
    inputs = tuple(_inputs(measure, history, rows, fitted, sessions, chosen, given) for history in subjects)
    outcome = recompute(measure, inputs, fitted, given)
    symbols = tuple(history.symbol for history in subjects)
    formula = formula_of(known, inputs[0].field)
    unit = unit_of("level" if given.get("over") == "closes" else known.unit, symbols)
    extras = {name: replace(e, unit=unit_of(e.unit, symbols)) for name, e in outcome.extras.items()}
    return Evaluated(measure, symbols, outcome.value, unit, chosen, fitted, formula, given, inputs, extras)


def recompute(measure: str, inputs: Sequence[InputRows], window: Window, params: Params) -> Outcome:
    """Return a measure from stored rows alone; `evaluate` computes by this and nothing else."""
    legs = [Leg(rows.symbol, rows.values) for rows in inputs]
    return checked(MEASURES[measure].compute(legs, window, params))


def fit(measure: str, rows: Rows, window: Window, sessions: Sequence[date], params: Params) -> Window:
    """Return the window that a measure really uses: one session for a move, `length` for an average."""
    if rows != "average" and not (measure == "day_move" and window.start != window.end):
        return window
    back = int(params["length"]) - 1 if rows == "average" else 1
    end = bisect_right(sessions, window.end) - 1
    if back < 1 or end - back < 0:
        raise NotEnoughData(f"{back + 1} sessions up to {window.end} are needed, {end + 1} are known")
    return Window(sessions[end - back], sessions[end - back + 1], sessions[end])


def available_basis(histories: Sequence[History], window: Window, wanted: Basis = "price") -> Basis:
    """Return the basis that all histories have at the end of a window: the wanted one if they can.

    Raises
    ------
    NoData
        When there is none that all of them share.

    """
    other: Basis = "total_return" if wanted == "price" else "price"
    for basis in (wanted, other):
        if all(_has(history, FIELD[basis], window.end) for history in histories):
            return basis
    names = ", ".join(history.symbol for history in histories)
    raise NoData(f"{names} share neither closes nor total-return closes on {window.end}; compare a fund instead")


def _has(history: History, name: str, session: date) -> bool:
    stamp = pd.Timestamp(session)
    return name in history.rows and stamp in history.rows.index and bool(history.rows[name].notna()[stamp])


def _called(
    measure: str, histories: History | Sequence[History], params: Params
) -> tuple[Measure, Sequence[History], Params]:
    if measure not in MEASURES:
        raise ValueError(f"no measure is called {measure!r}; known: {', '.join(MEASURES)}")
    known = MEASURES[measure]
    subjects = [histories] if isinstance(histories, History) else list(histories)
    fewest, most = known.legs
    if len(subjects) < fewest or (most and len(subjects) > most):
        raise ValueError(f"{known.label} takes {fewest} to {most or 'any number of'} subjects, not {len(subjects)}")
    if strange := set(params) - set(known.params):
        raise ValueError(f"{known.label} has no parameter {', '.join(sorted(strange))}")
    return known, subjects, {**known.params, **params}


def _basis(measure: str, basis: Basis | None) -> Basis:
    only: Mapping[str, Basis] = {"price_return": "price", "total_return": "total_return", "last": "price"}
    default: Basis = only.get(measure, "price")
    if basis not in (None, default) and measure in only:
        raise ValueError(f"{measure} is a measure of basis {default}, not {basis}")
    return basis or default


def _inputs(
    measure: str, history: History, rows: Rows, window: Window, sessions: Sequence[date], basis: Basis, params: Params
) -> InputRows:
    if measure == "last" or (measure == "day_move" and window.end in history.live):
        return _latest(history, window, rows)
    name = _field(measure, history, window, sessions, basis, params)
    known = _final(history, name)
    try:
        return InputRows(history.symbol, name, _select(known, rows, window, sessions))
    except NotEnoughData:
        raise
    except NoData as missing:
        words = name.replace("_", " ").replace("total return", "total-return")
        raise NoData(f"{history.symbol} ({history.provenance.provider}, {words}): {missing}") from missing


def _select(known: pd.Series, rows: Rows, window: Window, sessions: Sequence[date]) -> pd.Series:
    match rows:
        case "point":
            wanted: Sequence[date] = [window.end]
        case "endpoint":
            wanted = [window.base, window.end]
        case "history":
            first = unbroken_since(known, between(sessions, session_of(known, 0), window.end))
            return require_sessions(known, between(sessions, min(first, window.base), window.end))
        case "inside":
            return require_sessions(known, _every(window, sessions)[1:])
        case _:
            return require_sessions(known, _every(window, sessions))
    values = _closes_on(known, wanted)
    return pd.Series(values, index=pd.DatetimeIndex(np.array(wanted, dtype="datetime64[us]")))


def _closes_on(known: pd.Series, wanted: Sequence[date]) -> list[float]:
    """Return the close of each session; NoData that names every one of them that has none."""
    values, missing = [], []
    for session in wanted:
        try:
            values.append(close_on(known, session))
        except NoData as error:
            missing.append((session, error))
    if len(missing) > 1:
        days = " and ".join(str(session) for session, _ in missing)
        raise NoData(f"there is no close for {days}{str(missing[0][1]).partition(str(missing[0][0]))[2]}") from missing[
            0
        ][1]
    if missing:
        raise missing[0][1]
    return values


def _every(window: Window, sessions: Sequence[date]) -> Sequence[date]:
    every = between(sessions, window.base, window.end)
    if not every or (every[0], every[-1]) != (window.base, window.end):
        raise ValueError(f"the sessions must run from {window.base} to {window.end}")
    return every


def _field(
    measure: str, history: History, window: Window, sessions: Sequence[date], basis: Basis, params: Params
) -> str:
    """Return the column to read: intraday highs and lows where every session has one, else closes."""
    closes = FIELD[basis]
    if measure not in ("high", "low") or basis != "price" or params["field"] == "close":
        return closes
    if measure not in history.rows or history.rows[measure].isna().all():
        return closes
    inside = between(sessions, window.start, window.end)
    try:
        require_sessions(_final(history, measure), inside)
    except NoData:
        return closes
    return measure


def _final(history: History, name: str) -> pd.Series:
    """Return the known values of a field without bars that are still forming."""
    known = history.series(name)
    if not history.live:
        return known
    forming = [pd.Timestamp(session) for session in history.live]
    return known[~known.index.isin(forming)]


def _latest(history: History, window: Window, rows: Rows) -> InputRows:
    """Return the price of a bar that is still forming, after the last price of the base where a move is asked for.

    The field is called `last`, so that nothing takes it for a close.
    """
    if window.end not in history.live:
        raise NoData(f"{history.symbol} has no bar of {window.end} that is still forming; ask for the close instead")
    wanted = [window.end] if rows == "point" else [window.base, window.end]
    known = history.series("close")
    values = [close_on(known, session) for session in wanted]
    return InputRows(
        history.symbol, LAST, pd.Series(values, index=pd.DatetimeIndex(np.array(wanted, dtype="datetime64[us]")))
    )


def formula_of(measure: Measure, field: str) -> str:
    """Return the formula of a measure over the field that it was computed from."""
    if "level over" in measure.formula:
        return measure.formula.replace("level", field)
    return re.sub(r"\bclose\[", f"{field}[", measure.formula)
