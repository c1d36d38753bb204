"""What the tools of one turn share: prices, names, calendar, library, and the ledger they book in."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from copilot.ledger import Ledger
from tools.errors import NoData
from tools.measures import Measure
from tools.measures.evaluate import fit
from tools.measures.measure import Params
from tools.prices.history import History, PriceSource
from tools.prices.rows import TOTAL_RETURN_INDICES
from tools.sectors import SECTORS
from tools.sessions import Sessions
from tools.universe import Group, Instrument, Universe
from tools.windows import Period, Window, read_period

if TYPE_CHECKING:
    from tools.library import Library

FEW = 40
"""Subjects up to which each is booked with all that belongs beside it."""
MARGIN = timedelta(days=40)
"""How far before a window rows are loaded, so that the nearest session can be named."""


@dataclass
class Desk:
    """One turn's working place. Nothing later than `as_of` exists on it.

    `as_of` is a session with final closes. `live` is the session under way behind it, when the
    question may know of it: only `forming` reaches its prices, and they are never closes.
    `earlier` is the question before, `anchor` its period, for "the same period". `notices` are what the
    price source said: how old its rows are, why another source's are used, which were left out.
    """

    prices: PriceSource
    universe: Universe
    sessions: Sessions
    as_of: date
    ledger: Ledger
    question: str = ""
    earlier: str = ""
    open_library: "Callable[[], Library] | None" = None
    anchor: Period | None = None
    live: date | None = None
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    notices: list[str] = field(default_factory=list, repr=False)
    _told: int = field(default=0, repr=False)
    _histories: dict[str, tuple[date, History]] = field(default_factory=dict, repr=False)
    _missing: dict[str, tuple[date, str]] = field(default_factory=dict, repr=False)
    _forming: dict[str, History | None] = field(default_factory=dict, repr=False)

    def period(self, words: str, every: str = "") -> Period:
        """Return the period that the user's words name; empty words are the as-of session.

        Where a figure for `every` year, quarter, month or week is wanted, the past three are those that are over.

        Raises PeriodNotUnderstood or PeriodOutOfRange.
        """
        read = read_period(words.strip() or "today", self.as_of, self.sessions, self.anchor, every)
        self.anchor = read
        return read

    def history(self, symbol: str, first: date) -> History:
        """Return a symbol's rows from some time before `first` to the as-of session.

        Raises NoData with the source's reason when it has none.
        """
        self.fetch([symbol], first)
        if symbol not in self._histories:
            raise NoData(self._missing[symbol][1])
        return self._histories[symbol][1]

    def fetch(self, symbols: Iterable[str], first: date) -> None:
        """Load several symbols in one request, where they are not at hand from `first` on."""
        wanted = [s for s in dict.fromkeys(symbols) if not self._at_hand(s, first)]
        if not wanted:
            return
        start = first - MARGIN
        loaded = self.prices.history(wanted, start, self.as_of)
        self.notice(loaded.notices)
        for symbol in wanted:
            if symbol in loaded:
                self._histories[symbol] = (first, loaded[symbol])
            else:
                why = loaded.missing.get(symbol, f"the price source has no rows for {symbol}")
                self._missing[symbol] = (first, why)

    def as_traded(self, symbol: str, session: date) -> History:
        """Return a symbol's row of a session in shares as they were on it, before later splits that are known.

        Raises NoData when there is none.
        """
        loaded = self.prices.history([symbol], session, session)
        self.notice(loaded.notices)
        return loaded[symbol]

    def may_have(self, symbol: str) -> bool:
        """Say whether the price source has a symbol, or can only be asked."""
        known = self.prices.known_symbols()
        return known is None or symbol in known

    def is_total_return(self, symbol: str) -> bool:
        """Say whether a symbol is that of an index with its dividends reinvested."""
        return symbol in TOTAL_RETURN_INDICES

    def fetch_live(self, symbols: Iterable[str]) -> None:
        """Load the bars of the session under way of several symbols in one request."""
        wanted = [s for s in dict.fromkeys(symbols) if s not in self._forming]
        if self.live is None or not wanted:
            return
        loaded = self.prices.history(wanted, self.as_of, self.live)
        self.notice(loaded.notices)
        for symbol in wanted:
            found = loaded.by_symbol.get(symbol)
            self._forming[symbol] = found if found and self.live in found.live else None

    def forming(self, symbol: str) -> History:
        """Return a symbol's rows from the as-of session to the bar that is still forming.

        Raises NoData when no session is under way, or it has no bar of it.
        """
        self.fetch_live([symbol])
        found = self._forming.get(symbol)
        if found is None:
            raise NoData(f"there is no price of {symbol} of a session under way; ask for the close instead")
        return found

    def untold(self) -> list[str]:
        """Return what the price source has said about its rows since this was last asked."""
        new, self._told = self.notices[self._told :], len(self.notices)
        return new

    def data_line(self) -> str:
        """Return which prices were used, and what their source said about them, each once."""
        line = self.prices.describe()
        beside = [notice for notice in self.notices if notice.split(";")[0] not in line]
        return "; ".join([line, *beside])

    def notice(self, notices: Iterable[str]) -> None:
        """Keep what a price source says, each thing once."""
        self.notices += [n for n in dict.fromkeys(notices) if n not in self.notices]

    def held(self, instruments: Sequence[Instrument]) -> list[Instrument]:
        """Return those whose rows have been loaded."""
        return [i for i in instruments if i.symbol in self._histories]

    def why_missing(self, instruments: Sequence[Instrument]) -> str:
        """Return why there are no rows of some of these, where it is the same for all of them; else nothing."""
        whys = {
            self._missing[i.symbol][1].removeprefix(f"{i.symbol}: ") for i in instruments if i.symbol in self._missing
        }
        return whys.pop() if len(whys) == 1 else ""

    def fetch_around(self, instruments: Sequence[Instrument], first: date) -> None:
        """Load instruments together with what their names may mean as well and the funds that stand for them."""
        symbols = [i.symbol for i in instruments]
        if len(symbols) <= FEW:
            funds = [self.universe.fund_for(i.symbol) for i in instruments if i.kind == "index"]
            symbols += [s for i in instruments for s in i.alternatives] + [f.symbol for f in funds if f]
            symbols += [s for s in self._beside(instruments) if self.may_have(s)]
        self.fetch(symbols, first)

    def _beside(self, instruments: Sequence[Instrument]) -> list[str]:
        """Return the indices of sectors whose funds are asked about, and those that reinvest dividends."""
        named = {i.symbol for i in instruments}
        reinvested = [i for symbol in named if (i := self.universe.with_dividends(symbol))]
        return [s.index_symbol for s in SECTORS if s.fund in named] + [i.symbol for i in reinvested]

    def _at_hand(self, symbol: str, first: date) -> bool:
        known = self._histories.get(symbol) or self._missing.get(symbol)
        return known is not None and known[0] <= first

    def window_for(self, measure: Measure, legs: int, window: Window, params: Params) -> Window:
        """Return the window that a measure really uses: the end alone for a close, `length` sessions for an average."""
        rows = measure.rows_for(legs, params)
        if rows == "point" and measure.name != "last":
            return Window(self.sessions.before(window.end), window.end, window.end)
        return fit(measure.name, rows, window, self.sessions.days, params)

    def opened(self, subject: Instrument | Group) -> list[Instrument]:
        """Return the instruments of a group, or the one that it is."""
        if isinstance(subject, Group):
            return [self.universe.instrument(symbol) for symbol in subject.members]
        return [subject]

    def sessions_in(self, window: Window) -> Sequence[date]:
        """Return every session of the window, its base not among them."""
        return self.sessions.between(window.start, window.end)
