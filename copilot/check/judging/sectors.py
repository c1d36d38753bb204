"""How far a sector fund may miss its sector, and what the sector itself did."""

from copilot.check.claim import Computed, Reading
from copilot.check.judging.market import Market
from tools.errors import NoData
from tools.sectors import SECTORS, sector_move
from tools.windows.window import Window

GAPS = {sector.fund: sector.worst_gap for sector in SECTORS}


def sector_gap(fund: str, window: Window, market: Market) -> float:
    """Return how far a sector fund may miss its sector over a window, a fraction."""
    sessions = len(market.desk.sessions.between(window.start, window.end))
    return float(GAPS.get(fund, 0.0) * sessions**0.5)


def sector_reading(fund: str, window: Window, market: Market) -> Computed | None:
    """Return the move of the sector itself where its constituents are known."""
    try:
        move = sector_move(fund, window, market.desk.sessions)
    except NoData:
        return None
    return Computed(
        Reading("sector_move", (fund,), window, "total_return", "sector by capitalisation", {}, True), move.value
    )
