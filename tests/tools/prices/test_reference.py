"""The bundled closes."""

from datetime import date

import pandas as pd
import pytest

from tools.errors import NoData
from tools.prices import ReferencePrices
from tools.sessions import load_sessions

SYMBOLS = [
    "AAPL", "AMZN", "DIA", "GOOG", "GOOGL", "IWM", "MAGS", "META", "MSFT", "NVDA",
    "QQQ", "RSP", "SPY", "TSLA", "XLB", "XLC", "XLE", "XLF", "XLI", "XLK",
    "XLP", "XLRE", "XLU", "XLV", "XLY", "^DJI", "^GSPC", "^IXIC", "^NDX", "^RUT",
]  # fmt: skip
FIRST, LAST = date(2022, 11, 25), date(2026, 1, 9)


@pytest.fixture(scope="module")
def reference() -> ReferencePrices:
    return ReferencePrices()


def test_thirty_symbols_are_known(reference: ReferencePrices) -> None:
    assert reference.known_symbols() == frozenset(SYMBOLS)


def test_the_newest_session_is_the_ninth_of_january_2026(reference: ReferencePrices) -> None:
    assert reference.newest_session() == LAST
    assert reference.describe() == "reference closes to 9 January 2026"


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_rows_are_sessions_in_order_with_positive_values(reference: ReferencePrices, symbol: str) -> None:
    rows = reference.history([symbol], FIRST, LAST)[symbol].rows
    days = [stamp.date() for stamp in rows.index]

    assert rows.index.tz is None
    assert days == sorted(set(days))
    assert all(day in load_sessions() for day in days)
    assert bool((rows.stack().dropna() > 0).all())
    assert set(rows.columns) <= {"open", "close", "total_return_close"}


@pytest.mark.parametrize("symbol", [s for s in SYMBOLS if s not in ("RSP", "MAGS")])
def test_every_session_since_the_end_of_2024_has_a_close(reference: ReferencePrices, symbol: str) -> None:
    close = reference.history([symbol], date(2024, 12, 31), LAST)[symbol].series("close")

    assert tuple(stamp.date() for stamp in close.index) == load_sessions().between(date(2024, 12, 31), LAST)


@pytest.mark.parametrize(
    ("symbol", "session", "field", "value"),
    [
        ("^IXIC", "2022-11-30", "close", 11468.0),
        ("^IXIC", "2026-01-06", "close", 23547.17),
        ("SPY", "2026-01-06", "close", 691.81),
        ("^IXIC", "2026-01-02", "open", 23481.49),
    ],
)
def test_known_values_are_carried_to_the_cent(
    reference: ReferencePrices, symbol: str, session: str, field: str, value: float
) -> None:
    rows = reference.history([symbol], FIRST, LAST)[symbol].rows

    assert rows.at[pd.Timestamp(session), field] == pytest.approx(value, abs=0.005)


def test_an_index_has_no_total_return_and_rsp_no_plain_close(reference: ReferencePrices) -> None:
    prices = reference.history(["^GSPC", "RSP"], FIRST, LAST)

    with pytest.raises(NoData, match="total return close"):
        prices["^GSPC"].series("total_return_close")
    with pytest.raises(NoData, match="close"):
        prices["RSP"].series("close")


def test_both_ends_of_a_span_are_included(reference: ReferencePrices) -> None:
    rows = reference.history(["SPY"], date(2025, 12, 31), date(2026, 1, 6))["SPY"].rows

    assert [str(s.date()) for s in rows.index] == ["2025-12-31", "2026-01-02", "2026-01-05", "2026-01-06"]


def test_between_its_sessions_there_is_nothing_and_the_one_before_is_named(reference: ReferencePrices) -> None:
    prices = reference.history(["SPY"], date(2023, 1, 3), date(2023, 1, 4))

    assert "SPY" not in prices
    with pytest.raises(NoData, match=r"nearest session with one is 30 December 2022$"):
        prices["SPY"]


def test_an_unknown_symbol_is_missing_with_a_remedy(reference: ReferencePrices) -> None:
    prices = reference.history(["SPY", "ZZZZ"], date(2025, 12, 31), LAST)

    assert "SPY" in prices
    assert "--data" in prices.missing["ZZZZ"]


def test_provenance_names_provider_and_day(reference: ReferencePrices) -> None:
    provenance = reference.history(["SPY"], FIRST, LAST)["SPY"].provenance

    assert (provenance.provider, provenance.retrieved) == ("reference", "2026-01-10")
    assert "31 December 2024" in provenance.note


def test_a_history_that_is_changed_does_not_change_the_next(reference: ReferencePrices) -> None:
    rows = reference.history(["SPY"], FIRST, LAST)["SPY"].rows
    rows.iloc[0, :] = -1.0

    assert reference.history(["SPY"], FIRST, LAST)["SPY"].rows.iloc[0, 1] > 0


def test_total_return_equals_price_return_on_the_last_session(reference: ReferencePrices) -> None:
    rows = reference.history(["SPY"], LAST, LAST)["SPY"].rows

    assert rows["close"].iloc[0] == rows["total_return_close"].iloc[0]
