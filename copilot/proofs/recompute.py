"""Compute a booked figure again from its own inputs, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, prod

import numpy as np
import pandas as pd

from copilot.facts import Alternative, Fact, FactInput, GivenInput, Input, RowInput, SeriesInput
from copilot.proofs.derivations import Parent, Value, derive
from copilot.proofs.hashes import Rows
from tools.errors import NoData
from tools.measures import Extra, InputRows, Outcome, recompute
from tools.measures.estimates import ESTIMATES
from tools.sessions import Sessions

Figure = Fact | Alternative
WEIGHT, MOVE = "weight", "move"
WEIGHT_FORMULA = "sum of the weights of its members in the index"


@dataclass(frozen=True)
class Proofs:
    """What figures may be computed from: the facts by id, the rows behind series, the calendar."""

    facts: Mapping[str, Fact]
    series: Mapping[str, Rows]
    sessions: Sessions

    def value_of(self, figure: Figure) -> Value:
        """Return the value that a figure must have.

        Raises
        ------
        NoData
            When an input is missing, or the rows leave nothing to compute.
        ExpressionRefused
            When its expression cannot be computed.
        KeyError, ValueError
            When measure and inputs do not belong together.

        """
        params = figure.params
        if "part" in params:
            return self.part_of(figure).value
        if params.get("of") == "sessions" and figure.window is not None:
            return len(self.sessions.between(figure.window.start, figure.window.end))
        if figure.measure in ESTIMATES:
            return ESTIMATES[figure.measure].value(fields_of(figure.inputs), params["year"])
        if "expression" in params or any(isinstance(i, FactInput) for i in figure.inputs):
            return derive(figure.measure, params, self.parents(figure))
        fields = {i.field for i in figure.inputs if isinstance(i, RowInput)}
        if fields == {WEIGHT}:
            return fsum(i.value for i in figure.inputs if isinstance(i, RowInput))
        if fields == {MOVE}:
            return prod(1 + i.value for i in figure.inputs if isinstance(i, RowInput)) - 1
        return self._outcome(figure).value

    def part_of(self, figure: Figure) -> Extra:
        """Return what comes along with the figure that this one is a part of: a peak, a session."""
        return self._outcome(self.parents(figure)[0]).extras[figure.params["part"]]

    def parents(self, figure: Figure) -> list[Parent]:
        """Return the facts and the given figures among the inputs, in order; NoData for an unknown id."""
        found: list[Parent] = []
        for entry in figure.inputs:
            if isinstance(entry, GivenInput):
                found.append(entry)
            elif isinstance(entry, FactInput):
                if entry.fact not in self.facts:
                    raise NoData(f"its input {entry.fact} is not there")
                found.append(self.facts[entry.fact])
        return found

    def _outcome(self, figure: Parent | Figure) -> Outcome:
        if isinstance(figure, GivenInput) or figure.window is None:
            raise ValueError("a figure without a window is not computed from rows")
        for given in (i for i in figure.inputs if isinstance(i, GivenInput)):
            if given.value not in figure.params.values():
                raise ValueError(f"the given figure {given.given} is {given.value}, and it was not computed with that")
        return recompute(figure.measure, self.rows_of(figure), figure.window, figure.params)

    def rows_of(self, figure: Figure) -> list[InputRows]:
        """Return the rows of a figure, by symbol and field, in the order of its inputs."""
        found: dict[tuple[str, str], list[tuple[date, float]]] = {}
        for entry in figure.inputs:
            if isinstance(entry, RowInput):
                found.setdefault((entry.symbol, entry.field), []).append((entry.session, entry.value))
            elif isinstance(entry, SeriesInput):
                if entry.sha256 not in self.series:
                    raise NoData(f"the rows of {entry.symbol} from {entry.first} to {entry.last} are not there")
                rows = self.series[entry.sha256]
                found.setdefault((entry.symbol, entry.field), []).extend(_dated(rows))
        return [InputRows(symbol, name, _as_series(rows)) for (symbol, name), rows in found.items()]


def fields_of(inputs: Sequence[Input]) -> dict[str, dict[str, float]]:
    """Return the fields of each company that a figure over expected earnings is computed from."""
    rows: dict[str, dict[str, float]] = {}
    for row in inputs:
        if isinstance(row, RowInput):
            rows.setdefault(row.symbol, {})[row.field] = row.value
    return rows


def _dated(rows: Rows) -> list[tuple[date, float]]:
    return [(date.fromisoformat(str(row[0])), float(row[1])) for row in rows]


def _as_series(rows: Sequence[tuple[date, float]]) -> pd.Series:
    index = pd.DatetimeIndex(np.array([day for day, _ in rows], dtype="datetime64[us]"))
    return pd.Series([value for _, value in rows], index=index, dtype=float)
