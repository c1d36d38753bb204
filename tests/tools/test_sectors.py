"""The eleven sectors, their funds, and their moves by capitalisation."""

from datetime import date

import pytest

from tools.errors import NoData, UnknownName
from tools.sectors import SECTORS, find_sector, load_moves, sector_move
from tools.sessions import load_sessions
from tools.universe import load_universe
from tools.windows.window import Window

SESSIONS = load_sessions()
JANUARY_6 = Window(date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 6))


@pytest.mark.parametrize(("sector", "move"), [("Health Care", 0.019548), ("XLV", 0.019548), ("Energy", -0.028172)])
def test_a_day_is_its_row(sector: str, move: float) -> None:
    assert sector_move(sector, JANUARY_6, SESSIONS).value == pytest.approx(move)


def test_daily_moves_are_chained_over_a_window() -> None:
    window = Window(date(2025, 12, 31), date(2026, 1, 2), date(2026, 1, 6))
    moved = sector_move("Energy", window, SESSIONS)
    first, second, third = (move for _, move in moved.rows)

    assert moved.value == pytest.approx((1 + first) * (1 + second) * (1 + third) - 1)
    assert [day for day, _ in moved.rows] == [date(2026, 1, 2), date(2026, 1, 5), date(2026, 1, 6)]


def test_windows_that_meet_chain_to_the_whole() -> None:
    early = sector_move("XLF", Window(date(2025, 12, 31), date(2026, 1, 2), date(2026, 1, 5)), SESSIONS).value
    late = sector_move("XLF", JANUARY_6, SESSIONS).value
    whole = sector_move("XLF", Window(date(2025, 12, 31), date(2026, 1, 2), date(2026, 1, 6)), SESSIONS).value

    assert whole == pytest.approx((1 + early) * (1 + late) - 1)


def test_one_session_missing_is_no_data_and_named() -> None:
    window = Window(date(2025, 11, 28), date(2025, 12, 1), date(2025, 12, 5))

    with pytest.raises(NoData, match="2025-12-01"):
        sector_move("XLK", window, SESSIONS)


def test_an_unknown_sector_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownName) as caught:
        find_sector("Consumer Cyclical")

    assert "Consumer Discretionary" in caught.value.suggestions


def test_there_are_eleven_sectors_with_their_own_funds() -> None:
    assert {sector.fund for sector in SECTORS} == set(load_universe().group("sectors").members)
    assert len({sector.index_symbol for sector in SECTORS}) == len(SECTORS) == 11


def test_funds_of_the_universe_carry_the_names_of_the_sectors() -> None:
    universe = load_universe()

    assert all(universe.instrument(sector.fund).sector == sector.name for sector in SECTORS)


def test_members_belong_to_the_eleven_sectors() -> None:
    universe = load_universe()
    sectors = {universe.instrument(symbol).sector for symbol in universe.group("sp500").members}

    assert sectors == {sector.name for sector in SECTORS}


def test_the_worst_gap_is_wider_than_the_usual_one() -> None:
    assert all(0 < sector.usual_gap < sector.worst_gap for sector in SECTORS)
    assert max(SECTORS, key=lambda sector: sector.worst_gap).fund == "XLC"


def test_every_sector_has_every_bundled_session() -> None:
    days = {tuple(moves) for moves in load_moves().values()}

    assert days == {SESSIONS.between(date(2025, 12, 2), date(2026, 1, 9))}


def test_moves_of_the_funds_keep_to_the_stated_gaps(shared: object) -> None:
    import pandas as pd

    frame = pd.read_parquet(f"{shared}/market/prices.parquet", columns=["date", "ticker", "adj_close"])
    for sector in SECTORS:
        rows = frame[frame.ticker == sector.fund].set_index("date").adj_close.sort_index()
        rows.index = pd.to_datetime(rows.index)
        moves = pd.Series({pd.Timestamp(day): move for day, move in load_moves()[sector.name].items()})
        gaps = (rows.pct_change() - moves).dropna().abs()

        assert gaps.median() == pytest.approx(sector.usual_gap, abs=6e-5)
        assert gaps.quantile(0.95) == pytest.approx(sector.worst_gap, abs=6e-5)
