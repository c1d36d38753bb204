"""Shares of the S&P 500, from dated rows."""

from datetime import date

import pytest

from tools.errors import NoData, UnknownName
from tools.weights import group_weight, load_sector_weights, load_weights, sector_weight

SEVEN = ("AAPL", "MSFT", "GOOGL", "AMZN", "NVDA", "META", "TSLA")


@pytest.mark.parametrize(
    ("as_of", "values"),
    [
        (date(2026, 1, 9), [0.342910, 0.3416]),
        (date(2026, 1, 6), [0.342910, 0.3416]),
        (date(2026, 1, 5), [0.3470]),
        (date(2025, 11, 20), [0.345369]),
    ],
)
def test_the_seven_weigh_what_the_newest_rows_say(as_of: date, values: list[float]) -> None:
    assert [w.value for w in group_weight(SEVEN, as_of)] == pytest.approx(values, abs=1e-9)


def test_the_estimate_comes_before_full_capitalisation() -> None:
    estimate, full = group_weight(SEVEN, date(2026, 1, 6))

    assert estimate.method.startswith("estimated from fund share counts")
    assert full.method.startswith("full market capitalisation")


def test_both_share_classes_of_alphabet_are_counted_and_said() -> None:
    estimate, full = group_weight(SEVEN, date(2026, 1, 6))

    assert [row.symbol for row in estimate.rows if row.symbol.startswith("GOO")] == ["GOOGL", "GOOG"]
    assert "both share classes" in estimate.note
    assert "folded" in full.note


def test_naming_both_classes_counts_nothing_twice() -> None:
    named = group_weight([*SEVEN, "GOOG"], date(2026, 1, 6))

    assert [w.value for w in named] == [w.value for w in group_weight(SEVEN, date(2026, 1, 6))]


def test_one_member_has_its_own_weight() -> None:
    best = group_weight(["NVDA"], date(2025, 12, 31))[0]

    assert best.value == pytest.approx(0.0782)
    assert (best.as_of, best.note) == (date(2025, 11, 21), "")
    assert "iShares" in best.source


def test_weights_of_a_group_are_those_of_its_members_together() -> None:
    whole = group_weight(SEVEN, date(2026, 1, 6))[0].value

    assert whole == pytest.approx(sum(group_weight([s], date(2026, 1, 6))[0].value for s in SEVEN))


def test_a_date_before_the_first_row_names_the_nearest() -> None:
    with pytest.raises(NoData, match="2025-09-30"):
        group_weight(SEVEN, date(2025, 9, 29))


@pytest.mark.parametrize("symbols", [["XOM"], ["AAPL", "XOM"], []])
def test_a_member_without_a_row_is_no_data(symbols: list[str]) -> None:
    with pytest.raises(NoData):
        group_weight(symbols, date(2026, 1, 6))


def test_a_missing_member_is_named() -> None:
    with pytest.raises(NoData, match="no row for XOM"):
        group_weight(["AAPL", "XOM"], date(2026, 1, 6))


@pytest.mark.parametrize("name", ["Information Technology", "XLK", "^SP500-45"])
def test_a_sector_has_its_weight(name: str) -> None:
    (weight,) = sector_weight(name, date(2026, 1, 6))

    assert weight.value == pytest.approx(0.34779)
    assert weight.as_of == date(2025, 9, 30)


def test_a_sector_has_no_weight_before_the_first_row() -> None:
    with pytest.raises(NoData, match="2025-09-30"):
        sector_weight("Energy", date(2025, 1, 2))


def test_an_unknown_sector_is_refused() -> None:
    with pytest.raises(UnknownName):
        sector_weight("Widgets", date(2026, 1, 6))


def test_sectors_together_are_the_whole_index() -> None:
    for table in load_sector_weights().values():
        assert sum(row.value for row in table.values()) == pytest.approx(1, abs=2e-4)


def test_every_row_is_a_fraction_with_its_source() -> None:
    rows = [row for table in load_weights().values() for row in table.values()]

    assert all(0 < row.value < 0.2 and row.source for row in rows)
