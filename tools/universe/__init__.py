"""What can be asked about: indices, funds, stocks and groups of them, and their names in a text."""

from tools.universe.instrument import FoundNames, Group, Instrument, Kind, Mention, RefusedName
from tools.universe.universe import OTHER_MARKETS, YIELDS, Universe, is_sector_set, load_universe

__all__ = [
    "OTHER_MARKETS",
    "YIELDS",
    "FoundNames",
    "Group",
    "Instrument",
    "Kind",
    "Mention",
    "RefusedName",
    "Universe",
    "is_sector_set",
    "load_universe",
]
