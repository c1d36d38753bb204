"""A name that looks like a figure is one only where no fact goes by it."""

from dataclasses import replace

import pytest

from copilot.grounding import Grounding
from copilot.ledger import Ledger
from tests.copilot.grounding.booked import YEAR, fact


@pytest.fixture
def grounding() -> Grounding:
    ledger = Ledger()
    made = fact("TSLA", 0.2968, YEAR, "volatility")
    ledger.book(replace(made, label="3M volatility", subject=("MMM",), names=("3M", "MMM")))
    return Grounding(ledger)


@pytest.mark.parametrize("words", ["The volatility of 3M was {F1}.", "3M had a volatility of {F1}."])
def test_a_company_called_like_a_figure_is_none(grounding: Grounding, words: str) -> None:
    assert grounding.check(words).problems == ()


@pytest.mark.parametrize("words", ["It sold $3M of shares.", "It has 4M users."])
def test_other_figures_of_that_form_need_a_proof(grounding: Grounding, words: str) -> None:
    assert grounding.check(words).problems != ()
