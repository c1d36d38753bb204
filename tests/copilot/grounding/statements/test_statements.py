import pytest

from copilot.grounding import settle
from tests.copilot.grounding.booked import Book

BORNE_OUT = [
    "The Russell 2000 beat the Nasdaq Composite.",
    "The Nasdaq Composite lagged the Russell 2000.",
    "The Nasdaq Composite did not beat the Russell 2000.",
    "The Russell 2000 returned more than the Nasdaq Composite.",
    "The Nasdaq Composite was outpaced by the Russell 2000.",
    "Tesla fell while the Russell 2000 rose.",
    "The Nasdaq Composite doubled since ChatGPT launched.",
    "The Nasdaq Composite more than doubled since ChatGPT launched.",
    "Health Care led the sectors on 6 January 2026.",
    "Energy was the weakest sector.",
    "Technology ranked second.",
    "Technology was the second-best sector.",
    "Two of the three sectors rose on 6 January 2026.",
    "Two of the three sectors finished the day higher.",
    "Two of the three sectors were positive on 6 January 2026.",
    "Tesla suffered a loss this year.",
    "Health Care beat Energy and Technology on 6 January 2026.",
    "Tesla is down this year.",
    "The Russell 2000 and the Nasdaq Composite are both up this year.",
    "Tesla fell, and the Russell 2000 added 4.07%.",
    "三个板块中有两个上涨。",
    "Technology排名第二。",
    "The Russell 2000 returned more than twice the Nasdaq Composite's 1.31% so far this year.",
]
DENIED = [
    "The Nasdaq Composite beat the Russell 2000.",
    "The Russell 2000 lagged the Nasdaq Composite.",
    "The Russell 2000 did not beat the Nasdaq Composite.",
    "The Russell 2000 was outpaced by the Nasdaq Composite.",
    "Tesla rose.",
    "The Russell 2000 fell.",
    "The Nasdaq Composite tripled since ChatGPT launched.",
    "The Russell 2000 was flat.",
    "Energy led the sectors on 6 January 2026.",
    "Health Care was the weakest sector.",
    "Technology ranked third.",
    "All three sectors rose on 6 January 2026.",
    "One of the three sectors finished the day higher.",
    "All three sectors were positive on 6 January 2026.",
    "Tesla is up this year.",
    "Tesla and the Russell 2000 are both up this year.",
    "Tesla rose, and the Russell 2000 added 4.07%.",
    "三个板块中有一个上涨。",
    "Technology排名第三。",
    "Health Care will stay the leading sector.",
    "Energy may remain at the bottom.",
    "The Russell 2000 rose after a Federal Reserve official hinted at a cut.",
    "The Russell 2000 rose after a judge blocked the tariffs.",
    "Tesla eked out a gain this year.",
    "Technology beat Energy and Health Care on 6 January 2026.",
    "Tesla ought to hold on to its lead.",
    "Tesla looks like the winner.",
    "Tesla hit a record high.",
    "The Russell 2000 rose because of rate cuts.",
    "The Russell 2000 will rise further.",
    "Apple beat the Russell 2000.",
]


@pytest.mark.parametrize("draft", BORNE_OUT)
def test_what_facts_carry_is_borne_out(book: Book, draft: str) -> None:
    settled = settle(draft, book.ledger)

    assert settled.problems == ()
    assert settled.checks.borne_out == settled.checks.statements > 0


@pytest.mark.parametrize("draft", DENIED)
def test_what_facts_deny_or_do_not_carry_is_marked_in_place(book: Book, draft: str) -> None:
    settled = settle(draft, book.ledger)

    assert settled.problems
    assert settled.checks.borne_out < settled.checks.statements
    assert settled.text == draft
    assert any(s.verdict == "unproved" for s in settled.segments)


@pytest.mark.parametrize(
    "draft",
    [
        "These are price returns, without dividends.",
        "There is no data for the week, because those sessions have not happened yet.",
        "I make no forecasts and give no advice.",
        "The best way to read this is as a price return.",
    ],
)
def test_what_is_no_claim_on_the_market_is_left_alone(book: Book, draft: str) -> None:
    settled = settle(draft, book.ledger)

    assert settled.checks.statements == 0
    assert settled.problems == ()


def test_a_cause_stands_on_a_passage(book: Book) -> None:
    settled = settle("Small companies rose because borrowing costs fell [S2].", book.ledger)

    assert settled.problems == ()
