"""A figure that holds only for a time which nobody tells is not supported by chance."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from copilot.check import check_article
from tools.prices.files import FilePrices
from tools.sessions import load_sessions
from tools.universe import load_universe

REVIEW = "Third-quarter review\n\nThe third quarter of 2024 belonged to the laggards.\n\n{}"
Verdicts = Callable[[str], dict[str, str]]


@pytest.fixture
def verdicts(market: FilePrices) -> Verdicts:
    """Return the verdict on each figure of a quarter's review, by the figure as typed."""

    def judged(sentence: str) -> dict[str, str]:
        text = REVIEW.format(sentence)
        universe = load_universe(market.known_symbols() or ())
        document: dict[str, Any] = check_article(text, date(2024, 10, 1), market, universe, load_sessions())
        return {claim["quote"]: claim["verdict"] for claim in document["claims"]}

    return judged


@pytest.mark.parametrize(
    "sentence", ["Tesla rallied 5.3%.", "Microsoft gained 14.4%.", "Real Estate (XLRE) rose 11.5%."]
)
def test_the_year_to_date_in_a_review_of_a_quarter_is_not_supported(verdicts: Verdicts, sentence: str) -> None:
    assert set(verdicts(sentence).values()) == {"ambiguous"}


def test_the_quarter_s_own_figures_are_supported(verdicts: Verdicts) -> None:
    found = verdicts("Tesla rallied 32.2%, Apple rose 10.6% and Microsoft slipped 3.7%.")

    assert set(found.values()) == {"supported"}


def test_figures_that_share_a_window_tell_it_for_their_paragraph(verdicts: Verdicts) -> None:
    found = verdicts("Nvidia soared 145.2% and Meta gained 61.7%.")

    assert set(found.values()) == {"supported"}
