"""What share of the S&P 500 its largest members and its sectors have, from dated bundled rows."""

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tools.errors import NoData
from tools.prices.constituents import FundHoldings
from tools.sectors import find_sector

REFERENCE = Path(__file__).parent / "reference"
METHODS = ("fund holdings", "estimated from fund share counts", "full market capitalisation")
"""From the one to be preferred to the last resort, as the methods of the files begin."""
CLASSES = {"GOOGL": "GOOG", "GOOG": "GOOGL"}
FOLDED = "GOOG folded into GOOGL"


@dataclass(frozen=True)
class WeightRow:
    """One line of a weight table: `value` is a fraction of the index."""

    symbol: str
    value: float
    as_of: date
    method: str
    source: str
    provider: str = "reference"
    retrieved: str | None = None


@dataclass(frozen=True)
class GroupWeight:
    """The weight of a company, a group or a sector in the S&P 500.

    `value` is a fraction of the index, the sum of `rows`. `note` says which share classes
    are in it, where a reader could wonder.
    """

    value: float
    as_of: date
    method: str
    source: str
    rows: tuple[WeightRow, ...]
    note: str = ""

    @property
    def provider(self) -> str:
        """Where the rows came from."""
        return self.rows[0].provider

    @property
    def retrieved(self) -> str | None:
        """When they were obtained (ISO 8601), None for bundled ones."""
        return self.rows[0].retrieved


def group_weight(
    symbols: Sequence[str], as_of: date, seen: Sequence[FundHoldings] = (), today: date | None = None
) -> tuple[GroupWeight, ...]:
    """Return what these members weigh together, by the best method first, then by the others.

    The newest date that is not after `as_of` and has every member counts; on that date
    fund holdings come before the estimate from fund share counts, and this before full
    capitalisation. A company counts with both its share classes, whichever was named.

    Parameters
    ----------
    symbols : sequence of str
        Members of the S&P 500, at least one.
    as_of : date
        No later row is used.
    seen : sequence of FundHoldings
        What an index fund was seen to hold, beside the bundled tables; its largest positions alone,
        so that a group with a member outside of them is not weighed by it.
    today : date, optional
        No later date is named as the nearest.

    Raises
    ------
    NoData
        When a member has no row, or none that early: the nearest date is named.
    """
    if not symbols:
        raise NoData("no member was named whose weight could be given")
    tables = {**load_weights(), **dict(map(_table_of, seen))}
    full = [key for key in tables if _rows(tables[key], symbols) is not None]
    chosen = _newest(full, as_of, f"weight of {', '.join(symbols)} in the S&P 500", _lacking(tables, symbols), today)
    return tuple(_group(key, _rows(tables[key], symbols) or ()) for key in chosen)


def sector_weight(name: str, as_of: date, today: date | None = None) -> tuple[GroupWeight, ...]:
    """Return what a sector weighs in the S&P 500, by the best method first.

    `name` is its GICS name, or the symbol of its fund or index. The newest date not after
    `as_of` counts; NoData, with the nearest date up to `today` named, when there is none.
    """
    sector, tables = find_sector(name).name, load_sector_weights()
    chosen = _newest(tables, as_of, f"weight of the {sector} sector in the S&P 500", "", today)
    return tuple(_group(key, (tables[key][sector],)) for key in chosen)


Key = tuple[date, str]
Tables = Mapping[Key, Mapping[str, WeightRow]]


def _newest(keys: Sequence[Key] | Tables, as_of: date, what: str, lacking: str, today: date | None) -> list[Key]:
    dates = sorted({key[0] for key in keys})
    usable = [day for day in dates if day <= as_of]
    if usable:
        return sorted((key for key in keys if key[0] == usable[-1]), key=_preference)
    named = today is None or dates[:1] <= [today]
    nearest = f"; the nearest date is {dates[0]}" if dates and named else "" if dates else f"; {lacking}"
    raise NoData(f"no {what} is known on or before {as_of}{nearest}")


def _table_of(seen: FundHoldings) -> tuple[Key, Mapping[str, WeightRow]]:
    method = f"fund holdings ({seen.fund}, largest {len(seen.weights)})"
    source = f"Yahoo Finance, the largest holdings of {seen.fund} as seen on {seen.retrieved[:10]}"
    rows = {
        symbol: WeightRow(symbol, weight, seen.session, method, source, seen.provider, seen.retrieved)
        for symbol, weight in seen.weights.items()
    }
    return (seen.session, method), rows


def _preference(key: Key) -> int:
    return next(place for place, method in enumerate(METHODS) if key[1].startswith(method))


def _lacking(tables: Tables, symbols: Sequence[str]) -> str:
    known = {symbol for table in tables.values() for symbol in table}
    unknown = [symbol for symbol in symbols if symbol not in known]
    return f"the table has no row for {', '.join(unknown)}, only for {', '.join(sorted(known))}"


def _rows(table: Mapping[str, WeightRow], symbols: Sequence[str]) -> tuple[WeightRow, ...] | None:
    wanted = [both for symbol in dict.fromkeys(symbols) for both in _classes(symbol)]
    if any(symbol not in table for symbol in wanted if not _folded(symbol, table)):
        return None
    return tuple(table[symbol] for symbol in dict.fromkeys(wanted) if symbol in table)


def _classes(symbol: str) -> tuple[str, ...]:
    return ("GOOGL", "GOOG") if symbol in CLASSES else (symbol,)


def _folded(symbol: str, table: Mapping[str, WeightRow]) -> bool:
    return symbol == "GOOG" and "GOOGL" in table and FOLDED in table["GOOGL"].method


def _group(key: Key, rows: Sequence[WeightRow]) -> GroupWeight:
    as_of, method = key
    return GroupWeight(math.fsum(row.value for row in rows), as_of, method, rows[0].source, tuple(rows), _note(rows))


def _note(rows: Sequence[WeightRow]) -> str:
    if not any(row.symbol == "GOOGL" for row in rows):
        return ""
    if any(row.symbol == "GOOG" for row in rows):
        return "both share classes of Alphabet are counted, GOOGL and GOOG"
    return "GOOG is folded into GOOGL, so both share classes of Alphabet are counted"


@cache
def load_weights() -> Tables:
    """Return the bundled member weights by date and method, then by symbol."""
    return _load(REFERENCE / "sp500_weights.csv", "symbol")


@cache
def load_sector_weights() -> Tables:
    """Return the bundled sector weights by date and method, then by GICS sector."""
    return _load(REFERENCE / "sp500_sector_weights.csv", "sector")


def _load(path: Path, column: str) -> Tables:
    tables: dict[Key, dict[str, WeightRow]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            as_of, fraction = date.fromisoformat(row["as_of"]), float(row["weight_percent"]) / 100
            line = WeightRow(row[column], fraction, as_of, row["method"], row["source"])
            tables.setdefault((as_of, row["method"]), {})[line.symbol] = line
    return tables
