"""Facts and passages that the tests of the checks write about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from copilot.facts import Fact, FactProvenance, Passage, Unit
from copilot.ledger import Ledger
from tools.windows.window import Window

YTD = Window(date(2025, 12, 31), date(2026, 1, 2), date(2026, 1, 6))
YEAR = Window(date(2024, 12, 31), date(2025, 1, 2), date(2025, 12, 31))
LONG = Window(date(2022, 11, 30), date(2022, 12, 1), date(2026, 1, 6))
DAY = Window(date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 6))
NAMES: Mapping[str, tuple[str, ...]] = {
    "^RUT": ("Russell 2000", "small caps"),
    "^IXIC": ("Nasdaq Composite", "Nasdaq"),
    "^GSPC": ("S&P 500",),
    "TSLA": ("Tesla",),
    "AMZN": ("Amazon",),
    "META": ("Meta",),
    "AAPL": ("Apple",),
    "GOOGL": ("Alphabet",),
    "XLE": ("Energy", "energy sector"),
    "XLV": ("Health Care",),
    "XLK": ("Technology",),
}


@dataclass
class Book:
    """A ledger and its facts by short names."""

    ledger: Ledger
    ids: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.ids[name]


def fact(
    symbol: str,
    value: float | str,
    window: Window = YTD,
    measure: str = "price_return",
    unit: Unit = "fraction",
    **more: Any,
) -> Fact:
    """Return a fact of a symbol, not yet booked."""
    name = NAMES[symbol][0]
    made = Fact(
        label=f"{name} {measure.replace('_', ' ')}", subject=(symbol,), measure=measure, basis="price", value=value,
        unit=unit, window=window, as_of=window.end, formula="", inputs=(), names=NAMES[symbol],
        provenance=FactProvenance("reference", None, ""),
    )  # fmt: skip
    return replace(made, **more)


def passage(text: str, tier: str = "primary", publisher: str = "Northgate Research") -> Passage:
    """Return a passage, not yet booked."""
    return Passage("", text[:20], "Outlook", publisher, date(2026, 1, 5), tier, text, 0, len(text))
