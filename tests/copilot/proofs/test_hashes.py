from datetime import date

import pandas as pd

from copilot.facts import FactInput, RowInput
from copilot.ledger import Ledger
from copilot.proofs import rows_sha256

ROWS = [RowInput("SPY", date(2025, 1, 2), "close", 584.64), RowInput("SPY", date(2025, 1, 3), "close", 591.95)]


def test_any_change_of_a_row_changes_the_hash() -> None:
    others = [
        [RowInput("QQQ", date(2025, 1, 2), "close", 584.64), ROWS[1]],
        [RowInput("SPY", date(2025, 1, 6), "close", 584.64), ROWS[1]],
        [RowInput("SPY", date(2025, 1, 2), "open", 584.64), ROWS[1]],
        [RowInput("SPY", date(2025, 1, 2), "close", 584.65), ROWS[1]],
        [ROWS[1], ROWS[0]],
        ROWS[:1],
        [*ROWS, FactInput("F1")],
    ]

    assert len({rows_sha256(rows, {}) for rows in [ROWS, *others]}) == len(others) + 1


def test_a_series_is_hashed_by_its_rows() -> None:
    ledger = Ledger()
    closes = pd.Series([584.64, 591.95], index=pd.DatetimeIndex(["2025-01-02", "2025-01-03"]))
    stored = ledger.store_series("SPY", "close", closes)
    whole = rows_sha256([stored], ledger.series)
    ledger.series[stored.sha256][0][1] = 1.0

    assert rows_sha256([stored], ledger.series) != whole


def test_the_same_rows_are_kept_once() -> None:
    ledger = Ledger()
    closes = pd.Series([584.64, 591.95], index=pd.DatetimeIndex(["2025-01-02", "2025-01-03"]))

    assert ledger.store_series("SPY", "close", closes) == ledger.store_series("SPY", "close", closes)
    assert len(ledger.series) == 1
