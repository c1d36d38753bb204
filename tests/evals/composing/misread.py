"""Questions that were once misread, and their like."""

from datetime import date

from tests.evals.composing.closes import back, between, close, month, months_ago, quarter, to_now, year
from tests.evals.composing.names import ELEVEN, FOUR, SEVEN
from tests.evals.composing.rows import Row, asked, either, moved, moves
from tests.evals.composing.sets import order
from tests.evals.composing.whens import OPEN

CLARIFY: list[Row] = [{"behavior": "clarify"}, {"behavior": "decline"}]


def misread() -> list[Row]:
    in_2025, in_2024, first = year(2025), year(2024), quarter(2025, 1)
    low, end_of_2024 = OPEN["since the April 2025 low"], to_now(date(2024, 12, 31))
    least = max(SEVEN, key=lambda s: moved(s, first)["value"])
    christmas = (back(5, date(2025, 12, 24)), date(2025, 12, 24))
    lowest = min(between(*month(2025, 4)), key=lambda day: close("NVDA", day))
    both = [moved("^GSPC", in_2025), moved("^GSPC", in_2024)]
    return [
        asked("misread", "Was 2025 better than 2024 for the S&P 500?", both),
        asked(
            "misread",
            "Was the Nasdaq worse in Q1 2025 than in Q4 2024?",
            [moved("^IXIC", first), moved("^IXIC", quarter(2024, 4))],
        ),
        asked("misread", "Is Nvidia higher than at the end of 2024?", [moved("NVDA", end_of_2024)]),
        asked("misread", "How much lower is Apple than on December 5?", [moved("AAPL", to_now(date(2025, 12, 5)))]),
        asked("misread", "NVDA 6M return", [moved("NVDA", to_now(months_ago(6)))]),
        asked("misread", "MSFT 12M performance", [moved("MSFT", to_now(months_ago(12)))]),
        asked(
            "misread",
            "Did every Mag 7 stock beat the S&P 500 in 2025?",
            moves(("^GSPC", "GOOGL", "NVDA"), in_2025),
            text_none=["^Yes"],
        ),
        asked("misread", "True or false: every sector rose in 2025", [moved("XLK", in_2025)], text_any=["^No"]),
        asked("misread", "Did all sectors rise in Q2 2025?", [moved("XLK", quarter(2025, 2))], text_any=["^No"]),
        asked(
            "misread",
            "Which Mag 7 stock fell the least in Q1 2025?",
            [moved(s, first, required=s == least) for s in SEVEN],
            order=order(SEVEN, first),
        ),
        asked(
            "misread",
            "Rank the indices since the April low, worst first",
            moves(FOUR, low),
            order=order(FOUR, low, worst=True),
        ),
        asked(
            "misread",
            "Rank the sectors in October 2025 from worst to best",
            moves(ELEVEN, month(2025, 10)),
            order=order(ELEVEN, month(2025, 10), worst=True),
        ),
        asked("misread", "How did Nvidia do in the five days before Christmas?", [moved("NVDA", christmas)]),
        asked("misread", "Tesla in the quarter that just ended", [moved("TSLA", quarter(2025, 4))]),
        asked("misread", "Did the Magnificent 7 outperform in 2025?", [moved("^GSPC", in_2025)], text_any=["^Yes"]),
        either("misread", "S&P 500 drawdown now", CLARIFY),
        either("misread", "Is Apple higher than in 2024?", CLARIFY),
        either("misread", "biggest loser in the Dow this year", CLARIFY),
        either(
            "misread",
            "How much has Nvidia risen since its low in April?",
            [{"behavior": "answer", "values": True}, {"behavior": "clarify"}],
            [moved("NVDA", to_now(lowest))],
        ),
        either("misread", "S&P 500 in 2025 but without January", CLARIFY),
        either("misread", "Compare the S&P 500 in Q1 2025 with the Nasdaq in Q2 2025", CLARIFY),
    ]
