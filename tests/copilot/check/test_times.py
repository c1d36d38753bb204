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
        return [(c["verdict"], c["window"]["base"], c["window"]["end"]) for c in document["claims"] if c["window"]]

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


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        (
            "2026-01-02",
            "Between the February 19 high of 6,144.15 and the April 8 low of 4,982.77 the S&P 500 lost 18.9%.",
            ("supported", "2025-02-19", "2025-04-08"),
        ),
        (
            "2025-12-31",
            "Between the July 10, 2024 high and the August 7 low the Nasdaq Composite dropped 13.1%.",
            ("supported", "2024-07-10", "2024-08-07"),
        ),
        (
            "2025-05-17",
            "From the record close on February 19 the S&P 500 slid 18.9% to April 8.",
            ("supported", "2025-02-19", "2025-04-08"),
        ),
        (
            "2025-05-17",
            "From the record close on February 19 the S&P 500 slid 22.9% in 34 sessions.",
            ("contradicted", "2025-02-19", "2025-04-08"),
        ),
        (
            "2023-12-29",
            "From October 27 the Russell 2000 rallied 10.0% in a month.",
            ("supported", "2023-10-27", "2023-11-27"),
        ),
    ],
)
def test_a_stretch_runs_from_its_own_day_to_its_own_end(
    windows: Windows, published: str, text: str, expected: tuple[str, str, str]
) -> None:
    assert windows(published, text)[-1] == expected


@pytest.mark.parametrize(
    ("published", "text", "end"),
    [
        ("2023-12-01", "It turned on the 14th, when inflation was 3.2% over twelve months. On that one day", "11-14"),
        (
            "2024-11-09",
            "The Fed met on Thursday. The move came on Wednesday, the day after the vote. That day",
            "11-06",
        ),
        ("2025-05-01", "April was wild. It turned on the 9th, when", "04-09"),
    ],
)
def test_a_day_that_is_pointed_at_is_the_one_named_last(windows: Windows, published: str, text: str, end: str) -> None:
    jump = {"11-14": "5.4", "11-06": "5.8", "04-09": "8.7"}[end]
    verdict, _, last = windows(published, f"{text} the Russell 2000 jumped {jump}%.")[-1]

    assert (verdict, last[5:]) == ("supported", end)


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2022-02-03", "Alphabet gave back 3.3% on Thursday, a day after it had jumped 7.5%.", ["02-03", "02-02"]),
        ("2025-01-28", "A day after it lost 17.0%, Nvidia climbed 8.9%.", ["01-27", "01-28"]),
        ("2026-07-01", "The S&P 500 rose 10.4% in April. May brought another 5.1%.", ["04-30", "05-29"]),
        (
            "2026-01-02",
            "The S&P 500 had four quarters: a loss of 4.6% in the first, gains of 10.6% in the second, 7.8% in the "
            "third and 2.3% in the fourth.",
            ["03-31", "06-30", "09-30", "12-31"],
        ),
        ("2025-04-17", "On April 3 and 4 the S&P 500 dropped 4.8% and 6.0%.", ["04-03", "04-04"]),
        (
            "2023-01-03",
            "The S&P 500 recovered 13.8% in October and November before December erased 5.9%.",
            ["11-30", "12-30"],
        ),
        (
            "2025-09-15",
            "Apple is down 6.5% this year. Tesla is off 2.0%, even after Friday's 7.4% jump.",
            ["09-12"] * 3,
        ),
        ("2026-06-12", "- On Thursday the Nasdaq gained 2.5%. Wednesday had seen a drop of 2.0%.", ["06-11", "06-10"]),
    ],
)
def test_each_figure_of_a_sentence_has_its_own_time(
    windows: Windows, published: str, text: str, expected: list[str]
) -> None:
    found = windows(published, text)

    assert [(verdict, end[5:]) for verdict, _, end in found] == [("supported", end) for end in expected]


def test_a_quarter_of_the_books_is_not_the_time_of_another_stock(windows: Windows) -> None:
    text = "Nvidia gained 238.9% in 2023; revenue in the October quarter tripled to $18.1 billion. Tesla rose 101.7%."

    assert windows("2024-01-03", text)[-1] == ("supported", "2022-12-30", "2023-12-29")


@pytest.mark.parametrize(
    ("published", "text", "verdict"),
    [
        ("2024-01-03", "Microsoft finished the year at a record high.", "contradicted"),
        ("2026-03-02", "The S&P 500 slipped in February, ending the month at a record.", "contradicted"),
        ("2024-04-01", "The S&P 500 finished the quarter at a record.", "supported"),
        ("2024-04-01", "The Nasdaq set a record in March.", "supported"),
    ],
)
def test_a_record_at_the_end_of_a_time_is_its_last_close(
    windows: Windows, published: str, text: str, verdict: str
) -> None:
    assert windows(published, text)[-1][0] == verdict


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2024-08-05", "Nvidia's loss since its June 18 peak reached 25.9%.", "supported"),
        ("2024-08-05", "Nvidia's loss since its June 18 peak reached 21.9%.", "contradicted"),
        ("2026-03-14", "The S&P 500 is 3.1% in the red for 2026.", "supported"),
        ("2026-03-14", "The S&P 500 is 3.1% in the black for 2026.", "contradicted"),
    ],
)
def test_a_loss_since_a_peak_and_a_year_in_the_red_are_read(
    windows: Windows, published: str, text: str, expected: str
) -> None:
    assert windows(published, text)[-1][0] == expected
