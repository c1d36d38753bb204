"""The prices of one check, loaded in one request, and quick look-ups in them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import numpy as np

from copilot.toolbox import Desk
from tools.errors import NoData
from tools.windows.window import Window

Rows = dict[date, float]
FIELDS = {"price": "close", "total_return": "total_return_close"}


class Market:
    """Rows by symbol, field and session; nothing later than the desk's as-of session is in it."""

    def __init__(self, desk: Desk, symbols: Iterable[str], first: date) -> None:
        self.desk = desk
        self.first = first
        self._rows: dict[tuple[str, str], Rows] = {}
        desk.fetch(symbols, first)

    def rows(self, symbol: str, name: str) -> Rows:
        """Return the known values of a field by session, ascending; empty when there are none."""
        if (symbol, name) not in self._rows:
            self._rows[symbol, name] = self._load(symbol, name)
        return self._rows[symbol, name]

    def _load(self, symbol: str, name: str) -> Rows:
        try:
            history = self.desk.history(symbol, self.first)
            values = history.series(name)
        except NoData:
            return {}
        days = values.index.to_numpy().astype("datetime64[D]").tolist()
        live = set(history.live)
        return {
            day: float(v) for day, v in zip(days, values.to_numpy(dtype=np.float64), strict=True) if day not in live
        }

    def at(self, symbol: str, session: date, name: str = "close") -> float | None:
        """Return one value, None where there is none."""
        return self.rows(symbol, name).get(session)

    def knows(self, symbol: str) -> bool:
        """Say whether the symbol has closes of any kind."""
        return any(self.rows(symbol, name) for name in FIELDS.values())

    def growth(self, symbol: str, window: Window, basis: str = "price", base_field: str = "") -> float | None:
        """Return the return over a window, a fraction; from the open of its first session for base_field "open"."""
        name = FIELDS[basis]
        end = self.at(symbol, window.end, name)
        base = self.at(symbol, window.start, "open") if base_field == "open" else self.at(symbol, window.base, name)
        return end / base - 1 if end is not None and base else None

    def begin(self, symbol: str) -> date | None:
        """Return the first session whose close is known, None for none."""
        return next(iter(self.rows(symbol, "close")), None)

    def until(self, symbol: str, session: date, name: str = "close") -> Rows:
        """Return the values up to a session, it included."""
        return {day: value for day, value in self.rows(symbol, name).items() if day <= session}


def years_back(day: date, years: int) -> date:
    """Return the day about so many years earlier."""
    return day - timedelta(days=round(365.25 * years))


def recent(desk: Desk, count: int) -> Sequence[date]:
    """Return the last sessions up to the as-of session, newest first."""
    days = [desk.as_of]
    while len(days) < count:
        days.append(desk.sessions.before(days[-1]))
    return days
