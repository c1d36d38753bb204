"""Whatever the closes are, a measure gives a finite figure or says why not; nothing in between."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.measures.series import sessions, whole
from tools.errors import NoData
from tools.measures import MEASURES, daily_returns, evaluate, rolling_returns
from tools.prices.history import History, Provenance
from tools.sessions import load_sessions

DAYS = load_sessions().days
COUNT = 6
ANY = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, -1.0, math.nan, math.inf, 5e-324, 1e308]),
    st.floats(1, 100),
)
TAME = st.floats(1, 100)
DATED = frozenset({"record_high"})


def frame(values: list[float], gone: set[int], upside_down: bool) -> pd.DataFrame:
    index = pd.DatetimeIndex(sessions(COUNT))
    rows = pd.DataFrame({"close": values, "total_return_close": values[::-1]}, index=index)
    rows = rows.drop(index=[stamp for place, stamp in enumerate(index) if place in gone])
    return rows.iloc[::-1] if upside_down else rows


def params(name: str) -> dict[str, Any]:
    return ({"amount": 100.0} if name == "growth_of_amount" else {}) | (
        {"length": 3} if "length" in MEASURES[name].params else {}
    )


FRAMES = st.builds(
    frame,
    st.lists(ANY, min_size=COUNT, max_size=COUNT),
    st.sets(st.integers(0, COUNT - 1), max_size=2),
    st.booleans(),
)


def subjects(name: str, frames: list[pd.DataFrame]) -> list[History]:
    return [History(s, rows, Provenance("made up", None)) for s, rows in zip("AB", frames, strict=True)][
        : max(MEASURES[name].legs[0], 1)
    ]


@pytest.mark.fault("D3")
@pytest.mark.parametrize("name", MEASURES)
@given(frames=st.lists(FRAMES, min_size=2, max_size=2))
@settings(max_examples=60, deadline=None)
def test_a_measure_is_finite_or_refused(name: str, frames: list[pd.DataFrame]) -> None:
    try:
        found = evaluate(name, subjects(name, frames), whole(COUNT), DAYS, params=params(name))
    except NoData as refused:
        assert str(refused)
        return

    values = [found.value, *(extra.value for extra in found.extras.values())]
    assert all(isinstance(v, str) or math.isfinite(v) for v in values)
    used = np.concatenate([rows.values.to_numpy() for rows in found.inputs])
    assert bool(np.isfinite(used).all())
    assert bool((used > 0).all())


@pytest.mark.parametrize("name", [n for n in MEASURES if n != "last"])
@given(values=st.lists(st.tuples(TAME, TAME), min_size=COUNT, max_size=COUNT))
@settings(max_examples=30, deadline=None)
def test_ordinary_closes_yield_every_measure_and_a_zero_only_where_it_is_true(
    name: str, values: list[tuple[float, float]]
) -> None:
    frames = [frame([v[i] for v in values], set(), False) for i in (0, 1)]
    try:
        found = evaluate(name, subjects(name, frames), whole(COUNT), DAYS, params=params(name))
    except NoData as refused:
        assert any(words in str(refused) for words in ("do not vary", "never fell", "had not been reached", "is zero"))
        return

    if name == "price_return" and found.value == 0:
        assert values[0][0] == values[-1][0]
    assert (found.unit == "date") == isinstance(found.value, str)


@given(st.lists(ANY, min_size=3, max_size=8))
def test_series_of_returns_are_finite_or_refused(values: list[float]) -> None:
    close = pd.Series(values, index=pd.DatetimeIndex(sessions(len(values))))
    for make in (daily_returns, lambda c: rolling_returns(c, 2)):
        try:
            made = make(close)
        except NoData:
            continue

        assert bool(np.isfinite(made).all())


@given(
    values=st.lists(TAME, min_size=COUNT, max_size=COUNT),
    gone=st.sets(st.integers(0, COUNT - 1), min_size=1, max_size=3),
)
def test_a_path_with_a_gap_is_never_measured(values: list[float], gone: set[int]) -> None:
    sparse = History("A", frame(values, gone, False), Provenance("made up", None))
    for name in ("volatility", "max_drawdown", "sharpe_ratio", "best_day", "record_high"):
        with pytest.raises(NoData):
            evaluate(name, sparse, whole(COUNT), DAYS)


@given(
    values=st.lists(TAME, min_size=COUNT, max_size=COUNT),
    gone=st.sets(st.integers(1, COUNT - 1), min_size=1, max_size=3),
)
def test_a_high_needs_every_session_after_the_base_and_not_the_base(values: list[float], gone: set[int]) -> None:
    sparse = History("A", frame(values, gone, False), Provenance("made up", None))
    baseless = History("A", frame(values, {0}, False), Provenance("made up", None))

    assert evaluate("high", baseless, whole(COUNT), DAYS, params={"field": "close"}).value == max(values[1:])
    with pytest.raises(NoData):
        evaluate("high", sparse, whole(COUNT), DAYS)
