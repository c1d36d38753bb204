"""The eleven GICS sectors: the fund and the index that stand for each, and its moves by capitalisation.

The daily moves are an estimate from constituents that is bundled with the program; they
include dividends.
"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tools.errors import NoData, UnknownName
from tools.sessions import Sessions
from tools.windows.window import Window

MOVES = Path(__file__).parent / "reference" / "sector_moves.csv"
SOURCE = (
    "estimate from 501 S&P 500 members: fund share counts of 30 September 2025, adjusted for later splits and "
    "joined by members added since, times prices; moves include dividends"
)
TIE = 0.0005


@dataclass(frozen=True)
class Sector:
    """One GICS sector of the S&P 500.

    `fund` is its Select Sector SPDR fund, `index_symbol` the sector index as Yahoo writes it.
    `usual_gap` and `worst_gap` are by how much a day's move of the fund misses that of the
    sector, as fractions: on the median day and on the worst in twenty, measured on the 27
    sessions from 2 December 2025 to 9 January 2026. The fund is capped and the sector is
    weighted by capitalisation, so only a larger gap contradicts a stated move.
    """

    name: str
    fund: str
    index_symbol: str
    usual_gap: float
    worst_gap: float


SECTORS: tuple[Sector, ...] = (
    Sector("Energy", "XLE", "^GSPE", 0.0004, 0.0011),
    Sector("Materials", "XLB", "^SP500-15", 0.0014, 0.0029),
    Sector("Industrials", "XLI", "^SP500-20", 0.0002, 0.0004),
    Sector("Consumer Discretionary", "XLY", "^SP500-25", 0.0008, 0.0034),
    Sector("Consumer Staples", "XLP", "^SP500-30", 0.0007, 0.0025),
    Sector("Health Care", "XLV", "^SP500-35", 0.0001, 0.0005),
    Sector("Financials", "XLF", "^SP500-40", 0.0003, 0.0006),
    Sector("Information Technology", "XLK", "^SP500-45", 0.0013, 0.0059),
    Sector("Communication Services", "XLC", "^SP500-50", 0.0021, 0.0100),
    Sector("Utilities", "XLU", "^SP500-55", 0.0003, 0.0010),
    Sector("Real Estate", "XLRE", "^SP500-60", 0.0004, 0.0008),
)


@dataclass(frozen=True)
class SectorMove:
    """The return of a sector over a window, dividends included.

    `value` is a fraction; `rows` are its daily moves, one per session of the window, ascending.
    """

    sector: Sector
    value: float
    rows: tuple[tuple[date, float], ...]
    source: str = SOURCE


def find_sector(name: str) -> Sector:
    """Return the sector with this GICS name, fund or index symbol; UnknownName otherwise."""
    wanted = name.strip().casefold()
    for sector in SECTORS:
        if wanted in (sector.name.casefold(), sector.fund.casefold(), sector.index_symbol.casefold()):
            return sector
    raise UnknownName(name, [sector.name for sector in SECTORS])


def sector_move(sector: str, window: Window, sessions: Sessions) -> SectorMove:
    """Return a sector's move over a window by capitalisation, its daily moves chained.

    Parameters
    ----------
    sector : str
        A GICS name, or the symbol of its fund or index.
    window : Window
        The base session counts for nothing; every session after it does.
    sessions : Sessions
        The exchange calendar that says which sessions the window has.

    Raises
    ------
    NoData
        When a session of the window has no move; it is named.
    UnknownName
        When there is no such sector.
    """
    found = find_sector(sector)
    moves = load_moves()[found.name]
    inside = sessions.between(window.start, window.end)
    missing = [day for day in inside if day not in moves]
    if missing or not inside:
        raise NoData(_why_missing(found, missing, moves))
    rows = tuple((day, moves[day]) for day in inside)
    return SectorMove(found, math.prod(1 + move for _, move in rows) - 1, rows)


def _why_missing(sector: Sector, missing: list[date], moves: Mapping[date, float]) -> str:
    if not missing:
        return f"no session lies in the window asked of the {sector.name} sector"
    named = f"{missing[0]:%Y-%m-%d}" + (f" and {len(missing) - 1} more sessions" if len(missing) > 1 else "")
    return (
        f"no move of the {sector.name} sector by capitalisation on {named}; "
        f"the estimate runs from {min(moves)} to {max(moves)}"
    )


@cache
def load_moves() -> Mapping[str, Mapping[date, float]]:
    """Return the bundled daily moves by sector name and session, fractions."""
    moves: dict[str, dict[date, float]] = {sector.name: {} for sector in SECTORS}
    with MOVES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            moves[row["sector"]][date.fromisoformat(row["session"])] = float(row["move"])
    return moves
