import pytest

from copilot.grounding import render, settle
from tests.copilot.grounding.booked import Book

PROVED = [
    "The Russell 2000 gained 4.07% and the Nasdaq 1.31%.",
    "Returns were 4.07% for the Russell 2000 and 1.31% for the Nasdaq Composite.",
    "Up 4.07%, the Russell 2000 led the Nasdaq Composite (1.31%).",
    "The Russell 2000 and the Nasdaq rose 4.07% and 1.31%, respectively.",
    "The Russell 2000 beat the Nasdaq, 4.07% to 1.31%.",
    "The Russell 2000 rose 4.07%, ahead of the Nasdaq Composite's 1.31%.",
    "Tesla fell 3.73% so far this year.",
    "Tesla declined -3.73% so far this year.",
    "Tesla returned -3.73%.",
    "Tesla was down 3.7%.",
    "A loss of 3.73% for Tesla.",
    "The Russell 2000 beat the Nasdaq Composite by 2.76 percentage points.",
    "The Nasdaq Composite lagged the Russell 2000 by 2.76 points.",
    "The gap between the Russell 2000 and the Nasdaq was 276 basis points.",
    "Since ChatGPT launched, the Nasdaq returned 105.33%, or 26.10% a year.",
    "The Nasdaq gained over 100% since 30 November 2022.",
    "The Nasdaq's volatility was 24.37% in 2025, its maximum drawdown 23.87%.",
    "The S&P 500 closed at 6,944.82 on 6 January 2026.",
    "El Russell 2000 subió un 4,07 % y Tesla cayó un 3,73 %.",
    "罗素2000上涨了4.07%。",
]
UNPROVED = [
    ("The Russell 2000 gained 4.17%.", "no fact"),
    ("The Russell 2000 gained 40.7%.", "no fact"),
    ("The Nasdaq gained 4.07%.", "wrong owner"),
    ("The Dow gained 4.07%.", "wrong owner"),
    ("The FTSE 100 gained 4.07%.", "wrong owner"),
    ("The Russell 2000 gained 1.31% and the Nasdaq 4.07%.", "wrong owner"),
    ("The Russell 2000 fell 4.07%.", "wrong direction"),
    ("The Russell 2000 returned -4.07%.", "wrong direction"),
    ("Tesla returned 3.73%.", "wrong direction"),
    ("Tesla rose 3.73%.", "wrong direction"),
    ("The Nasdaq beat the Russell 2000 by 2.76 percentage points.", "wrong direction"),
    ("The Russell 2000 gained 4.07 percentage points.", "wrong unit"),
    ("The Russell 2000 beat the Nasdaq Composite by 2.76%.", "wrong unit"),
    ("The Russell 2000 gained 4.07% in 2025.", "wrong period"),
    ("The Russell 2000 gained 4.07% on 6 January 2026.", "wrong period"),
    ("The Russell 2000 gained 4.07% over the past five sessions.", "wrong period"),
    ("The Nasdaq returned 26.10% since ChatGPT launched.", "wrong measure"),
    ("The Nasdaq's volatility was 23.87% in 2025.", "wrong measure"),
    ("The total return of the Russell 2000 with dividends was 4.07%.", "wrong measure"),
]


@pytest.mark.parametrize("draft", PROVED)
def test_a_figure_of_its_owner_time_unit_and_direction_is_proved(book: Book, draft: str) -> None:
    settled = settle(draft, book.ledger)

    assert settled.problems == ()
    assert settled.checks.proved == settled.checks.figures > 0


@pytest.mark.parametrize(("draft", "reason"), UNPROVED)
def test_a_figure_that_is_another_s_is_unproved_and_the_reason_says_why(book: Book, draft: str, reason: str) -> None:
    settled = settle(draft, book.ledger)

    assert any(reason in entry["reason"] for entry in settled.checks.unproved)


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        ("The Nasdaq gained {small}.", "wrong owner"),
        ("Tesla rose {tesla}.", "wrong direction"),
        ("The Russell 2000 fell {small}.", "wrong direction"),
        ("Tesla returned {tesla:abs}.", "wrong direction"),
        ("The Russell 2000 gained {small} in 2025.", "wrong period"),
        ("The Russell 2000 gained {F99}.", "no fact F99"),
    ],
)
def test_a_reference_is_held_to_its_place_too(book: Book, draft: str, reason: str) -> None:
    for name, fact_id in book.ids.items():
        draft = draft.replace("{" + name, "{" + fact_id)

    assert any(reason in entry["reason"] for entry in settle(draft, book.ledger).checks.unproved)


@pytest.mark.parametrize("words", ["fell", "was down", "lost", "recorded a loss of", "declined by"])
def test_a_fall_is_told_by_its_size_alone(book: Book, words: str) -> None:
    settled = settle(f"Tesla {words} {{{book['tesla']}}}.", book.ledger)

    assert settled.text == f"Tesla {words} 3.73%."
    assert settled.problems == ()


@pytest.mark.parametrize("draft", PROVED)
def test_every_proved_piece_prints_again_as_it_stands(book: Book, draft: str) -> None:
    proved = [s for s in settle(draft, book.ledger).segments if s.verdict == "proved"]

    assert proved
    assert all(render(book.ledger.facts[s.fact or ""], s.part or "", s.format or "") == s.text for s in proved)


def test_a_figure_of_the_turn_before_is_no_proof(book: Book) -> None:
    book.ledger.open_turn()
    book.ledger.touched.append(book["small"])

    assert settle("The Nasdaq gained 1.31%.", book.ledger).checks.unproved
    assert not settle(f"The Nasdaq gained {{{book['tech']}}}.", book.ledger).checks.unproved


def test_a_pronoun_carries_the_subject_over(book: Book) -> None:
    assert not settle("Tesla had a poor start. It fell 3.73%.", book.ledger).problems
    assert settle("The Russell 2000 had a good start. It fell 3.73%.", book.ledger).problems


def test_an_amount_of_the_user_s_is_given_but_is_no_result(book: Book) -> None:
    assert settle("You asked about $10,000 invested.", book.ledger).checks.given == 1
    assert settle("It would now be worth $10,000.", book.ledger).checks.unproved


def test_a_claimed_percentage_is_told_back_only_as_the_user_s(book: Book) -> None:
    question = "Did the Russell 2000 rise 4.06%?"

    assert settle("You said 4.06%; the Russell 2000 gained 4.07%.", book.ledger, question).checks.given == 1
    assert settle("The Russell 2000 rose 4.06%.", book.ledger, question).checks.unproved


@pytest.mark.parametrize(
    ("cells", "unproved"),
    [("| Russell 2000 | 4.07% |", 0), ("| Tesla | (3.73%) |", 0), ("| Nasdaq | 4.07% |", 1), ("| Tesla | 3.73% |", 1)],
)
def test_a_typed_table_is_settled_by_row(book: Book, cells: str, unproved: int) -> None:
    settled = settle(f"| Index | Return |\n|---|---|\n{cells}\n", book.ledger)

    assert len(settled.checks.unproved) == unproved
