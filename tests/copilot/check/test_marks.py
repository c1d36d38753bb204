"""Distances from marks, and times that are told against the publication, judged with real prices."""

from collections.abc import Callable

import pytest

from copilot.answer import Json
from copilot.check.published import before_close
from tools.prices.files import FilePrices

Check = Callable[..., Json]

TRUE = [
    (
        "2024-08-05",
        "The Nasdaq Composite is 13.1% below its July peak; the S&P 500, 8.5% short of its own, is not there.",
    ),
    ("2025-06-27", "Since the low on April 8 the S&P 500 has climbed 23.9%."),
    ("2026-03-28", "The QQQ fund gave up 3.35% this week; it is now 11.5% under last October's high."),
    ("2024-11-06", "The Russell 2000 rose 5.8%, within 2.0% of its 2021 peak."),
    ("2024-03-28", "The S&P 500 now stands about 10% above where it began 2022."),
    ("2023-07-26", "The S&P 500 has 5.0% to go to reach its January 2022 record."),
    (
        "2025-06-01",
        "The S&P 500, which sank 18.9% from its February 19 record to its April 8 low, has since rebounded 18.6%.",
    ),
    ("2025-10-14", "The S&P 500's record close, on October 8, was 6,753.72. Monday's 6,654.72 is 1.5% below that."),
    ("2023-11-30", "The VIX, at 12.92, is 29% lower than a month ago."),
    ("2025-10-14", "On Friday the S&P 500 dropped 2.7%. On Monday the S&P 500 recovered 1.6%."),
    (
        "2025-04-05",
        "On Friday the S&P 500 plummeted 5.97%, on top of Thursday's 4.84%. In two days the index has lost 10.5%.",
    ),
    ("2026-08-21", "11:52 a.m. ET. Yesterday the S&P 500 declined 0.87%. The XLV fund has risen 3% in four sessions."),
    ("2025-12-31", "Nvidia rose 38.9% in 2025, after 171% the year before and 239% the year before that."),
    ("2025-04-08", "Q: How bad was Monday?\n\nA: Not very. The S&P 500 slipped 0.2%."),
    ("2025-01-27", "The VIX, having touched 22.51 in the morning, closed at 17.90."),
    ("2026-05-29", "From the March 30 low the S&P 500 is up 19.5%. Micron has tripled."),
    ("2025-07-31", "UnitedHealth has lost half of its value in seven months."),
    ("2026-05-29", "The S&P 500 has now risen for nine weeks in a row."),
    ("2023-07-26", "On Wednesday the Dow logged its thirteenth straight gain."),
    ("2025-10-10", "On Friday the S&P 500 dropped 2.7%, the most since April 10."),
]
WRONG = [
    ("2024-08-05", "The Nasdaq Composite is 17.1% below its July peak."),
    ("2025-06-27", "Since the low on April 8 the S&P 500 has climbed 29.3%."),
    ("2023-07-26", "The Dow is 3.5% below its January 2022 peak, whereas the S&P 500 has 6.5% to go to reach its own."),
    ("2026-05-30", "The XLE fund, which soared 37% in the first quarter, has since given back 11.1%."),
    ("2025-10-14", "On Friday the S&P 500 dropped 2.7%. On Monday the S&P 500 recovered 2.6%."),
    ("2025-04-05", "In two days the S&P 500 has lost 12.5%."),
    ("2025-12-31", "Nvidia rose 38.9% in 2025, after 111% the year before."),
    ("2026-08-20", "The Nasdaq 100 has fallen seven days running on Thursday."),
]


@pytest.mark.parametrize(("published", "text"), TRUE)
def test_what_is_true_is_supported(check: Check, market: FilePrices, published: str, text: str) -> None:
    claims = check(text, published, market)["claims"]

    assert claims
    assert {claim["verdict"] for claim in claims} == {"supported"}


@pytest.mark.parametrize(("published", "text"), WRONG)
def test_a_wrong_figure_is_contradicted(check: Check, market: FilePrices, published: str, text: str) -> None:
    verdicts = [claim["verdict"] for claim in check(text, published, market)["claims"]]

    assert verdicts.count("contradicted") == 1


def test_a_note_of_the_morning_knows_no_close_of_its_day(check: Check, market: FilePrices) -> None:
    document = check("11:52 a.m. ET. The Dow is up 0.4% today.", "2026-08-21", market)

    assert document["as_of"] == "2026-08-20"
    assert [claim["verdict"] for claim in document["claims"]] == ["not_checkable"]


def test_a_level_of_an_index_is_never_explained_by_a_split(check: Check, market: FilePrices) -> None:
    claims = check("The Cboe VIX stood at 154.28 on Monday.", "2024-08-05", market)["claims"]

    assert not any("split" in claim["reason"] for claim in claims)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("11:52 a.m. ET. Stocks rose.", True),
        ("Published 8:05 a.m. ET. Stocks rose.", True),
        ("Updated 4:45 p.m. EDT\nStocks rose.", False),
        ("Good morning. Stocks rose.", True),
        ("Stocks rose after a report due at 10 in the morning.", False),
    ],
)
def test_an_hour_at_the_top_tells_whether_the_session_had_closed(text: str, before: bool) -> None:
    assert before_close(text) is before
