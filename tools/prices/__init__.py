"""Where prices come from: bundled closes, a user's files, Yahoo Finance; all through one seam."""

from tools.prices.auto import AutoPrices
from tools.prices.files import FilePrices
from tools.prices.history import FIELDS, History, Prices, PriceSource, Provenance
from tools.prices.opening import open_prices
from tools.prices.reference import ReferencePrices
from tools.prices.yahoo import YahooPrices

__all__ = [
    "FIELDS",
    "AutoPrices",
    "FilePrices",
    "History",
    "PriceSource",
    "Prices",
    "Provenance",
    "ReferencePrices",
    "YahooPrices",
    "open_prices",
]
