from collections.abc import Callable

import pytest

from copilot.reader import Plan

Plans = Callable[..., Plan]


@pytest.mark.parametrize(
    ("question", "periods"),
    [
        ("how did the nasdaq do in q1 and q2 2025", ["q1 2025", "q2 2025"]),
        ("apple in january and february 2025", ["january 2025", "february 2025"]),
        ("first half vs second half of 2025 s&p", ["first half of 2025", "second half of 2025"]),
        ("s&p q1 2024 vs q2", ["q1 2024", "q2 2024"]),
        ("nasdaq in october, november and december 2025", ["october 2025", "november 2025", "december 2025"]),
        ("S&P 500 2023, 2024, 2025 returns", ["2023", "2024", "2025"]),
        ("energy yesterday and in 2025", ["yesterday", "2025"]),
        ("energy last quarter and in Q2 2025", ["last quarter", "Q2 2025"]),
    ],
)
def test_periods_in_a_row_share_the_year_that_one_of_them_names(
    plan_of: Plans, question: str, periods: list[str]
) -> None:
    plan = plan_of(question)
    words = [str(call.arguments["period"]).removeprefix("the ") for call in plan.ahead]

    same = [plan_of(f"S&P 500 in {p}").ahead[0].arguments["period"] for p in periods]
    assert [w.replace(" of ", " ") for w in words] == [str(s).replace(" of ", " ") for s in same]


def test_a_month_and_its_year_with_a_comma_between_are_one(plan_of: Plans) -> None:
    assert [c.arguments["period"] for c in plan_of("Apple in January, 2024").ahead] == ["January, 2024"]


def test_an_amount_put_in_so_long_ago_runs_to_the_last_close(plan_of: Plans) -> None:
    plan = plan_of("how much would 1k in nvda 3 years ago be now")

    assert {c.arguments["period"] for c in plan.ahead} == {"since 3 years ago"}
