"""The whole program in front of the fake Yahoo, at a time that a test sets."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from copilot.answer import Answer
from copilot.opening import open_copilot
from copilot.service import Copilot
from copilot.settings import Settings
from tests.doubles.fake_yahoo import Bar, FakeYahoo
from tools.prices import AutoPrices, ReferencePrices, YahooPrices
from tools.sessions import load_sessions

LAST = date(2026, 1, 14)
EVENING = datetime(2026, 1, 14, 22, 0, tzinfo=UTC)
DAYS = load_sessions().between(date(2024, 12, 2), LAST)


@dataclass
class Clock:
    """The time, moved by hand."""

    at: datetime = EVENING

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, **span: float) -> None:
        self.at += timedelta(**span)


def bars(start: float = 100.0, days: tuple[date, ...] = DAYS) -> list[Bar]:
    """Return a bar for each session, each one point higher than the one before."""
    return [Bar(day, start + i, 0.9 * (start + i)) for i, day in enumerate(days)]


def live(
    yahoo: FakeYahoo, home: Path, now: Callable[[], datetime], *, alone: bool = False, port: int | None = None
) -> Copilot:
    """Return the program with the fake Yahoo (`alone`) or with the reference closes behind it; at `port` if given."""
    copilot = open_copilot(Settings(_env_file=None, home=home, data="reference"), now)
    address = yahoo.address if port is None else ("127.0.0.1", port)
    prices = YahooPrices(home / "cache", now, yahoo.session(), address)
    copilot.prices = prices if alone else AutoPrices(prices, ReferencePrices())
    return copilot


def answered(copilot: Copilot, question: str, as_of: date | None = None) -> Answer:
    return asyncio.run(copilot.answer(question, as_of=as_of))
