"""From the option `--data` to a price source."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tools.prices.auto import AutoPrices
from tools.prices.files import FilePrices
from tools.prices.history import PriceSource
from tools.prices.reference import ReferencePrices
from tools.prices.yahoo import YahooPrices


def open_prices(spec: str, cache: Path, now: Callable[[], datetime]) -> PriceSource:
    """Return the price source that a user asked for.

    Parameters
    ----------
    spec : str
        "auto", "yahoo", "reference", or the path of a file or folder of prices.
    cache : Path
        The folder where fetched prices are kept; made when it is needed.
    now : callable
        Returns the present instant, with its zone.

    Raises
    ------
    PriceFileError
        When the path holds no prices.

    """
    match spec.strip():
        case "" | "auto":
            return AutoPrices(YahooPrices(cache, now), ReferencePrices())
        case "yahoo":
            return YahooPrices(cache, now)
        case "reference":
            return ReferencePrices()
        case path:
            return FilePrices(Path(path).expanduser())
