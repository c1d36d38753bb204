"""Which time a figure has: told back to, told around, or told only of what stands beside it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from copilot.check import check_article
from tools.prices.files import FilePrices
from tools.sessions import load_sessions
from tools.universe import load_universe

Windows = Callable[[str, str], list[tuple[str, str, str]]]


@pytest.fixture
def windows(market: FilePrices) -> Windows:
    """Return the verdict on each figure with the base and the end of its window."""

    def read(published: str, text: str) -> list[tuple[str, str, str]]:
        universe = load_universe(market.known_symbols() or ())
        day = date.fromisoformat(published)
        document: dict[str, Any] = check_article(text, day, market, universe, load_sessions())
        return [(c["verdict"], c["window"]["base"], c["window"]["end"]) for c in document["claims"]]

    return read


@pytest.mark.parametrize(
    ("published", "text", "base", "end"),
    [
        ("2025-12-31", "The S&P 500 bottomed on April 8. From there to year-end it rallied 37.4%.", "04-08", "12-31"),
        ("2025-07-03", "The S&P 500 bottomed on April 8. From that low it has rallied 26.0%.", "04-08", "07-03"),
        ("2025-04-11", "On Wednesday the Dow soared. A day later the S&P 500 gave back 3.5%.", "04-09", "04-10"),
        ("2025-07-06", "From the April low to the end of June the S&P 500 advanced 24.5%.", "04-08", "06-30"),
        (
            "2025-04-17",
            "Markets are closed on Good Friday; for the shortened week the Dow lost 2.7%.",
            "04-11",
            "04-17",
        ),
        ("2025-10-01", "In the second quarter the index rose. The Nasdaq was up 5.5% through June.", "12-31", "06-30"),
        (
            "2025-12-31",
            "It closed at 6,144.15 on Feb. 19 and at 4,982.77 on April 8, a drop of 18.9%.",
            "02-19",
            "04-08",
        ),
        ("2025-03-10", "On Monday it sank 2.7%; a session earlier it had gained 0.6%.", "03-06", "03-07"),
        ("2023-12-29", "In the third quarter it lost 3.6%, and in the fourth it gained 11.2%.", "09-29", "12-29"),
        ("2025-10-01", "Through March it fell 4.6%, and the second quarter brought a gain of 10.6%.", "03-31", "06-30"),
    ],
)
def test_a_time_told_around_a_figure_is_read(windows: Windows, published: str, text: str, base: str, end: str) -> None:
    verdict, first, last = windows(published, f"The S&P 500 had a year to remember. {text}")[-1]

    assert (verdict, first[5:], last[5:]) == ("supported", base, end)


def test_a_month_that_dates_a_level_is_not_the_time_of_the_move(windows: Windows) -> None:
    text = "The third quarter belonged to the laggards. The Dow advanced 8.2% to close September at 42,330."

    assert ("supported", "2024-06-28", "2024-09-30") in windows("2024-10-02", text)


def test_a_level_with_its_day_behind_it_is_of_that_day(windows: Windows) -> None:
    text = "Meta plunged 26.4% to $237.76, from $323 on Wednesday."

    assert windows("2022-02-03", text)[-1] == ("supported", "2022-02-01", "2022-02-02")


@pytest.mark.parametrize(("fall", "verdict"), [("20.1", "supported"), ("17.7", "supported"), ("25.1", "contradicted")])
def test_a_vague_date_is_the_peak_of_those_days_or_their_middle(windows: Windows, fall: str, verdict: str) -> None:
    assert windows("2026-03-13", f"Tesla is off {fall}% since mid-December.")[0][0] == verdict
