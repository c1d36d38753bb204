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


@pytest.mark.parametrize("wrong", ["Tesla rallied 5.3%", "Tesla rallied 24.0%"])
def test_one_of_a_paragraph_that_holds_for_another_time_alone_is_contradicted_by_its_quarter(
    verdicts: Verdicts, wrong: str
) -> None:
    found = verdicts(f"Apple rose 10.6%, Microsoft slipped 3.7% and Meta gained 13.5%. {wrong}.")

    assert found.pop(wrong) == "contradicted"
    assert set(found.values()) == {"supported"}


def test_a_figure_whose_sentence_speaks_of_another_time_is_not_judged_by_those_beside_it(verdicts: Verdicts) -> None:
    found = verdicts("Apple rose 10.6% and Microsoft slipped 3.7%. Tesla, at the best of the year, was up 5.3%.")

    assert "contradicted" not in found.values()


def test_a_list_shares_its_time(verdicts: Verdicts) -> None:
    found = verdicts("By fund:\n\n- Utilities (XLU): +18.6%\n- Real Estate (XLRE): +11.5%\n- Financials (XLF): +10.2%")

    assert list(found.values()) == ["supported", "contradicted", "supported"]


def test_a_place_takes_the_time_of_the_figures_beside_it(market: FilePrices) -> None:
    text = (
        "Stocks slipped to end 2022.\n\nEnergy was the only sector to gain. "
        "Tesla sank 65.0%, Meta lost 64.2% and Apple 26.8%."
    )
    universe = load_universe(market.known_symbols() or ())

    claims: Any = check_article(text, date(2022, 12, 30), market, universe, load_sessions())["claims"]
    place = next(c for c in claims if c["measure"] == "rank")

    assert (place["verdict"], place["window"]["base"]) == ("supported", "2021-12-31")


def test_both_halves_of_a_move_have_one_window(market: FilePrices) -> None:
    text = "Wall Street ends a losing week\n\nThe Dow dropped 406 points, or 0.8%."
    universe = load_universe(market.known_symbols() or ())

    claims: Any = check_article(text, date(2026, 7, 17), market, universe, load_sessions())["claims"]

    assert [(c["verdict"], c["window"]["base"]) for c in claims] == [("supported", "2026-07-16")] * 2
