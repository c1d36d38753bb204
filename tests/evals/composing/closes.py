"""The bundled closes, read without any code of the product, and dates reckoned on them."""

import calendar
import csv
import gzip
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).resolve().parents[3] / "tools" / "reference" / "closes.csv.gz"
TODAY = date(2026, 1, 9)


@lru_cache(maxsize=1)
def rows() -> dict[str, dict[str, dict[date, float]]]:
    """Field, symbol, session: value."""
    found: dict[str, dict[str, dict[date, float]]] = {"close": {}, "total_return_close": {}}
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for field, by_symbol in found.items():
                if row[field]:
                    by_symbol.setdefault(row["symbol"], {})[date.fromisoformat(row["session"])] = float(row[field])
    return found


@lru_cache(maxsize=1)
def sessions() -> tuple[date, ...]:
    """Sessions that have a row: every one since the end of 2024, weeks' and months' ends before."""
    return tuple(sorted(rows()["close"]["SPY"]))


def before(day: date) -> date:
    return max(s for s in sessions() if s < day)


def upto(day: date) -> date:
    return max(s for s in sessions() if s <= day)


def after(day: date) -> date:
    return min(s for s in sessions() if s > day)


def back(count: int, end: date = TODAY) -> date:
    """The session so many sessions before another."""
    return sessions()[sessions().index(end) - count]


def month(year: int, number: int) -> tuple[date, date]:
    last = date(year, number, calendar.monthrange(year, number)[1])
    return before(date(year, number, 1)), upto(last)


def months(year: int, first: int, last: int) -> tuple[date, date]:
    return month(year, first)[0], month(year, last)[1]


def quarter(year: int, number: int) -> tuple[date, date]:
    return months(year, 3 * number - 2, 3 * number)


def year(number: int) -> tuple[date, date]:
    return months(number, 1, 12)


def week(monday: date) -> tuple[date, date]:
    return before(monday), upto(monday + timedelta(days=4))


def day(session: date) -> tuple[date, date]:
    return before(session), session


def to_now(base: date) -> tuple[date, date]:
    return base, TODAY


def months_ago(count: int, end: date = TODAY) -> date:
    """The last session on or before the same day so many months ago."""
    number = end.year * 12 + end.month - 1 - count
    place = date(number // 12, number % 12 + 1, 1)
    return upto(place.replace(day=min(end.day, calendar.monthrange(place.year, place.month)[1])))


def days_ago(count: int, end: date = TODAY) -> date:
    return upto(end - timedelta(days=count))


def close(symbol: str, session: date, field: str = "close") -> float:
    return rows()[field][symbol][session]


def path(symbol: str, base: date, end: date) -> np.ndarray:
    """Closes of every session from base to end."""
    return np.array([close(symbol, s) for s in between(base, end)])


def between(base: date, end: date) -> Sequence[date]:
    return [s for s in sessions() if base <= s <= end]


def change(symbol: str, base: date, end: date, dividends: bool = False) -> float:
    field = "total_return_close" if dividends or symbol == "RSP" else "close"
    return close(symbol, end, field) / close(symbol, base, field) - 1
