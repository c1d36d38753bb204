"""A desk as of 6 January 2026 over the bundled closes, and what every test of the toolbox asks of it."""

from collections.abc import Callable
from datetime import date

import pytest

from copilot.ledger import Ledger
from copilot.toolbox import Desk
from tools.prices.reference import ReferencePrices
from tools.sessions import load_sessions
from tools.universe import load_universe

NewDesk = Callable[..., Desk]


@pytest.fixture
def new_desk(as_of: date) -> NewDesk:
    """Return a maker of desks: `new_desk("How did Apple do?")`."""

    def made(question: str = "", day: date = as_of) -> Desk:
        prices = ReferencePrices()
        return Desk(prices, load_universe(prices.known_symbols()), load_sessions(), day, Ledger(), question)

    return made


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A desk without a question."""
    return new_desk()
