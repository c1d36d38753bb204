"""Symbols by the names that a reader knows."""

from collections.abc import Sequence

from tools.universe import is_sector_set, load_universe
from ui.render.clean import plain

MOST_NAMES = 4


def name_of(symbol: str) -> str:
    """Return a symbol with its name: "Nasdaq Composite (^IXIC)"; an unknown symbol stays as it is."""
    short = load_universe().instrument(symbol).short
    return plain(short if symbol in short else f"{short} ({symbol})")


def names_of(symbols: Sequence[str]) -> str:
    """Return the names of several symbols; of many the first ones, and how many there are besides."""
    if len(symbols) > MOST_NAMES and is_sector_set(symbols):
        return f"the {len(symbols)} sectors, each by its fund"
    named = ", ".join(name_of(symbol) for symbol in symbols[:MOST_NAMES])
    more = len(symbols) - MOST_NAMES
    return f"{named} and {more} more" if more > 0 else named
