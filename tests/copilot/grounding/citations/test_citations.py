import pytest

from copilot.grounding import settle
from tests.copilot.grounding.booked import Book, passage

GROWTH = "Northgate Research expects earnings of the seven largest companies to grow 23% in 2026"


def test_a_passage_that_says_it_supports_the_sentence_and_its_words_are_shown(book: Book) -> None:
    settled = settle(f"{GROWTH} [S1].", book.ledger)
    (citation,) = settled.citations

    assert (settled.checks.quoted, settled.checks.supported) == (1, 1)
    assert settled.text == f"{GROWTH} [1]."
    assert citation["quote"] in book.ledger.passages["S1"].text
    assert "23%" in citation["quote"]


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (f"{GROWTH} [S2].", "does not"),
        ("Harbour Street expects earnings of the seven largest companies to grow 23% in 2026 [S1].", "Harbour Street"),
        ("Apple expects earnings of the seven largest companies to grow 23% in 2026 [S1].", "Apple"),
        ("Small companies fell as borrowing costs fell, the advisers write, and more declined [S1].", "does not"),
        ('Northgate Research says that profit margins "stand at their lowest ever" [S1].', "quoted words"),
    ],
)
def test_a_passage_that_does_not_say_it_is_withdrawn(book: Book, draft: str, why: str) -> None:
    settled = settle(draft, book.ledger)

    assert settled.checks.supported == 0
    assert any(why in entry["reason"] for entry in settled.checks.unsupported)
    assert "[1]" not in settled.text
    assert settled.citations == ()


@pytest.mark.parametrize("draft", [GROWTH.replace("23%", "24%"), GROWTH.replace("23%", "23 percentage points")])
def test_a_figure_that_the_passage_does_not_have_is_unproved(book: Book, draft: str) -> None:
    assert settle(f"{draft} [S1].", book.ledger).checks.unproved


def test_a_second_hand_passage_is_shown_as_that_and_is_no_support(book: Book) -> None:
    settled = settle("Small companies rose as borrowing costs fell [S2].", book.ledger)

    assert (settled.checks.second_hand, settled.checks.supported) == (1, 0)


def test_an_unknown_citation_is_dropped_and_reported(book: Book) -> None:
    settled = settle("Small companies rose as borrowing costs fell [S9] [7].", book.ledger)

    assert "[" not in settled.text
    assert [entry["citation"] for entry in settled.checks.unsupported] == ["S9", "7"]


def test_markers_are_numbered_in_order_of_appearance(book: Book) -> None:
    first = "Small companies rose as borrowing costs fell [S2]. "
    settled = settle(f"{first}{GROWTH} [S1]. {first}", book.ledger)

    assert [(c["id"], c["marker"]) for c in settled.citations] == [("S2", 1), ("S1", 2)]
    assert settled.text.count("[1]") == 2


def test_a_passage_that_says_the_opposite_does_not_support(book: Book) -> None:
    book.ledger.book_passage(passage("Orders for machine tools fell sharply in the fourth quarter, the survey shows."))

    settled = settle("Orders for machine tools rose sharply in the fourth quarter, the survey shows [S3].", book.ledger)

    assert settled.checks.unsupported[0]["reason"] == "the passage says the opposite"


OUTAGES = (
    "Copper hit a record because mine outages cut supply. We expect two cuts in 2026, and revenue rose 8%. Four of our "
    "five strategists prefer copper. Demand may falter in spring. Copper trades at 23 times costs, against 19 for zinc."
)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Northgate expects two rate cuts in 2026 [S3].", "Northgate expects three rate cuts in 2026 [S3]."),
        (
            "The record copper price is put down to mine outages [S3].",
            "Copper rose to a record, and revenue beat estimates [S3].",
        ),
        (
            "Northgate blames the copper record on mine outages [S3].",
            "Northgate blames the copper record on demand [S3].",
        ),
        ("Four of its five strategists prefer copper [S3].", "Three of its five strategists prefer copper [S3]."),
        ("Demand may falter in spring [S3].", "Demand will falter in spring [S3]."),
        ("Mine outages drove copper to a record [S3].", "Strong demand drove copper to a record [S3]."),
    ],
)  # fmt: skip
def test_a_count_and_a_cause_are_those_of_the_passage(book: Book, right: str, wrong: str) -> None:
    book.ledger.book_passage(passage(OUTAGES))

    assert settle(right, book.ledger).checks.unsupported == ()
    assert settle(wrong, book.ledger).checks.unsupported


def test_two_figures_told_each_in_the_others_place_are_unproved(book: Book) -> None:
    book.ledger.book_passage(passage(OUTAGES))

    assert settle("Copper trades at 23 times costs, against 19 for zinc [S3].", book.ledger).checks.unproved == ()
    assert settle("Copper trades at 19 times costs, against 23 for zinc [S3].", book.ledger).checks.unproved
