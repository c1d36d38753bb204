"""Articles at hand: prices that ship with the program, and those of measurement where they are."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from copilot.answer import Json
from copilot.check import check_article
from tools.prices.files import FilePrices
from tools.prices.history import PriceSource
from tools.prices.reference import ReferencePrices
from tools.sessions import load_sessions
from tools.universe import load_universe

Check = Callable[..., Json]


def checked(text: str, published: str | None = "2026-01-07", prices: PriceSource | None = None) -> Json:
    source = prices or ReferencePrices()
    day = date.fromisoformat(published) if published else None
    return check_article(text, day, source, load_universe(source.known_symbols() or ()), load_sessions())


@pytest.fixture
def check() -> Check:
    """Check an article against the closes that ship with the program."""
    return checked


@pytest.fixture(scope="session")
def market(shared: Path) -> FilePrices:
    """Real prices of many symbols."""
    return FilePrices(shared / "market" / "prices.parquet")


@pytest.fixture(scope="session")
def article(shared: Path) -> str:
    """The article whose claims have expected verdicts."""
    return (shared / "article" / "ai-productivity-boom.txt").read_text(encoding="utf-8")
