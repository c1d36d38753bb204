"""Facts over the bundled closes for the evaluation of the checks, with names and times to tell them by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from math import sqrt
from typing import Final

import pandas as pd

from copilot.facts import Fact, FactInput, FactProvenance, Input, Passage, RowInput, Unit
from copilot.ledger import Ledger
from tools.reference.closes import load_closes
from tools.universe import load_universe
from tools.windows.window import Window

AS_OF: Final = date(2026, 1, 6)
SOURCE: Final = FactProvenance("reference", "2026-01-10", "", "bundled closes")
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "^GSPC": ("the S&P 500", "the S&P 500 index"),
    "^IXIC": ("the Nasdaq Composite", "the Nasdaq"),
    "^DJI": ("the Dow", "the Dow Jones Industrial Average"),
    "^RUT": ("the Russell 2000", "the Russell 2000 index"),
    "^NDX": ("the Nasdaq-100", "the Nasdaq 100"),
    "AAPL": ("Apple", "Apple (AAPL)"),
    "MSFT": ("Microsoft", "Microsoft (MSFT)"),
    "NVDA": ("Nvidia", "NVIDIA", "Nvidia (NVDA)"),
    "AMZN": ("Amazon", "Amazon (AMZN)"),
    "META": ("Meta", "Meta (META)"),
    "TSLA": ("Tesla", "Tesla (TSLA)"),
    "GOOGL": ("Alphabet", "Alphabet (GOOGL)"),
    "XLE": ("Energy", "the energy sector (XLE)"),
    "XLK": ("Technology", "the technology sector (XLK)"),
    "XLV": ("Health Care", "the health care sector (XLV)"),
    "XLF": ("Financials", "the financials sector (XLF)"),
    "XLI": ("Industrials", "the industrials sector (XLI)"),
    "XLC": ("Communication Services", "the communication services sector (XLC)"),
    "XLU": ("Utilities", "the utilities sector (XLU)"),
    "XLB": ("Materials", "the materials sector (XLB)"),
}
INDICES: Final = ("^GSPC", "^IXIC", "^DJI", "^RUT")
STOCKS: Final = ("AAPL", "MSFT", "NVDA", "AMZN", "META", "TSLA", "GOOGL")
SECTORS: Final = ("XLE", "XLK", "XLV", "XLF", "XLI", "XLC", "XLU", "XLB")


@dataclass(frozen=True)
class Time:
    """A window and the ways in which prose names it; `past` words name it with hindsight."""

    window: Window
    words: tuple[str, ...]


TIMES: Final = (
    Time(
        Window(date(2022, 11, 30), date(2022, 12, 1), AS_OF),
        ("since ChatGPT launched", "since 30 November 2022", "from 30 November 2022 to 6 January 2026"),
    ),
    Time(
        Window(date(2024, 12, 31), date(2025, 1, 2), date(2025, 12, 31)),
        ("in 2025", "during 2025", "over the whole of 2025"),
    ),
    Time(
        Window(date(2025, 12, 31), date(2026, 1, 2), AS_OF),
        ("so far this year", "year to date", "over the first three sessions of 2026", "since 31 December 2025"),
    ),
    Time(Window(date(2026, 1, 5), AS_OF, AS_OF), ("on 6 January 2026", "on January 6", "on the day")),
    Time(
        Window(date(2025, 6, 30), date(2025, 7, 1), date(2025, 9, 30)), ("in the third quarter of 2025", "in Q3 2025")
    ),
    Time(Window(date(2025, 11, 28), date(2025, 12, 1), date(2025, 12, 31)), ("in December 2025", "in December")),
    Time(Window(date(2022, 12, 30), date(2023, 1, 3), date(2023, 12, 29)), ("in 2023", "during 2023")),
)
DAILY_FROM: Final = date(2024, 12, 31)


@lru_cache(maxsize=4096)
def close_of(symbol: str, day: date) -> float:
    """Return a bundled close; KeyError where there is none."""
    return float(load_closes()[symbol]["close"].loc[pd.Timestamp(day)])


def price_return(symbol: str, window: Window) -> Fact:
    """Return the price return of a symbol over a window, not yet booked."""
    rows = [RowInput(symbol, day, "close", close_of(symbol, day)) for day in (window.base, window.end)]
    return fact_of(symbol, "price_return", rows[1].value / rows[0].value - 1, "fraction", window, tuple(rows))


def fact_of(
    symbol: str, measure: str, value: float, unit: Unit, window: Window, inputs: tuple[Input, ...], label: str = ""
) -> Fact:
    """Return a fact of one symbol, called by all its names."""
    told = NAMES[symbol][0].removeprefix("the ")
    return Fact(
        label=f"{told} {label or measure.replace('_', ' ')}", subject=(symbol,), measure=measure, basis="price",
        value=value, unit=unit, window=window, as_of=window.end, formula=measure, inputs=inputs, provenance=SOURCE,
        names=load_universe().names_of(symbol),
    )  # fmt: skip


def annualized(of: Fact) -> Fact:
    """Return a return per year."""
    assert of.window is not None
    days = (of.window.end - of.window.base).days
    value = (1 + float(of.value)) ** (365.25 / days) - 1
    return replace(of, measure="annualized_return", value=value, label=f"{of.label}, per year", id="")


def volatility(symbol: str, window: Window) -> Fact:
    """Return the annualized volatility of daily returns."""
    closes = _closes(symbol, window)
    value = float(closes.pct_change().dropna().std(ddof=1)) * sqrt(252)
    return fact_of(symbol, "volatility", value, "fraction", window, ())


def drawdown(symbol: str, window: Window) -> Fact:
    """Return the deepest fall from a running peak."""
    closes = _closes(symbol, window)
    return fact_of(symbol, "max_drawdown", float((closes / closes.cummax() - 1).min()), "fraction", window, ())


def level(symbol: str, window: Window) -> Fact:
    """Return the close of the window's end."""
    value = close_of(symbol, window.end)
    row = RowInput(symbol, window.end, "close", value)
    return fact_of(symbol, "close", value, "level" if symbol.startswith("^") else "usd", window, (row,))


def _closes(symbol: str, window: Window) -> "pd.Series":
    rows = load_closes()[symbol]["close"]
    return rows.loc[pd.Timestamp(window.base) : pd.Timestamp(window.end)].dropna()


def between(first: Fact, second: Fact, measure: str = "spread") -> Fact:
    """Return the difference or the ratio of two booked facts, first against second."""
    one, two = float(first.value), float(second.value)
    value, unit = (one - two, first.unit) if measure == "spread" else (one / two, "ratio")
    return replace(
        first, measure=measure, value=value, unit=unit, subject=first.subject + second.subject,
        label=f"{first.label} against {second.label}", inputs=(FactInput(first.id), FactInput(second.id)), id="",
    )  # fmt: skip


def ranks(ledger: Ledger, facts: Sequence[Fact]) -> list[Fact]:
    """Book the rank of each fact among all, and return the ranks in order."""
    order = sorted(facts, key=lambda f: -float(f.value))
    every = tuple(FactInput(f.id) for f in order)
    params = {"of": len(order), "tied_with": [], "lowest_first": False}
    return [
        ledger.book(
            replace(
                f, measure="rank", unit="rank", value=i, label=f"{f.label}, place", inputs=every, params=params, id=""
            )
        )
        for i, f in enumerate(order, 1)
    ]


PASSAGES: Final = (
    Passage(
        "", "outlook", "Outlook for 2026", "Northgate Research", date(2026, 1, 5), "primary",
        "Northgate Research expects earnings per share of the seven largest companies to grow 23% in 2026, against 12% "
        "for the other members of the index. Profit margins of the seven stand at their highest since the "
        "survey began. "
        "The firm prefers to balance growth shares with value shares.", 0, 300,
    ),
    Passage(
        "", "note", "Small companies after the turn of the year", "Harbour Street Advisers", date(2026, 1, 7),
        "reporting",
        "The rally in small companies has been led by shares of lower quality, Harbour Street Advisers writes. "
        "Of the companies that rose most, 41% make no profit. The advisers doubt that such a rally lasts once "
        "borrowing costs stop falling.", 0, 260,
    ),
)  # fmt: skip
