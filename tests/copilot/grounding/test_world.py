"""What prices do not tell: causes, forecasts, events, and what cited passages say of them."""

from datetime import date

import pytest

from copilot.facts import Passage
from copilot.grounding import settle
from copilot.ledger import Ledger
from tests.copilot.grounding.booked import Book

CUT = (
    "The Federal Reserve cut its benchmark rate by 25 basis points on Wednesday. Two officials dissented. "
    "About 40% of small companies have no profits. Analysts do not expect a rebound before the second half of 2026."
)


@pytest.fixture
def cited() -> Ledger:
    """Return a ledger with one passage, published on a Thursday."""
    ledger = Ledger()
    ledger.book_passage(
        Passage("", "rates", "Rate decision", "Capital Ledger", date(2025, 12, 11), "primary", CUT, 0, len(CUT))
    )
    return ledger


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        ("Small companies rose as borrowing costs fell.", "a cause"),
        ("The Russell 2000 will probably keep leading.", "a forecast"),
        ("The Fed cut rates in December.", "no passage is cited"),
        ("Apple launched a new phone.", "no passage is cited"),
        ("Der Russell 2000 dürfte weiter steigen.", "a forecast"),
    ],
)
def test_what_prices_do_not_tell_needs_a_passage(book: Book, draft: str, why: str) -> None:
    settled = settle(draft, book.ledger)

    assert any(why in str(entry["reason"]) for entry in settled.checks.unproved)


@pytest.mark.parametrize(
    "draft",
    [
        "The Nasdaq Composite is an index of the shares that are listed on the Nasdaq exchange.",
        "OpenAI launched ChatGPT on 30 November 2022, and the close of that day is the base.",
        "An index may fall even when most of its members rise.",
    ],
)
def test_definitions_and_dated_events_need_none(book: Book, draft: str) -> None:
    assert settle(draft, book.ledger).problems == ()


@pytest.mark.parametrize(
    "draft",
    [
        "In December 2025 the Federal Reserve cut its benchmark rate by 25 basis points [S1].",
        "On 10 December 2025 the Fed lowered its benchmark rate [S1].",
        "Analysts see no rebound before the second half of 2026 [S1].",
    ],
)
def test_a_passage_speaks_of_the_day_it_was_published_and_of_its_weekdays(cited: Ledger, draft: str) -> None:
    assert settle(draft, cited).checks.supported == 1


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        ("In November 2025 the Federal Reserve cut its benchmark rate [S1].", "does not speak of"),
        ("The Federal Reserve did not cut its benchmark rate on Wednesday [S1].", "denies"),
        ("Analysts expect a rebound before the second half of 2026 [S1].", "denies"),
        ("The decision of the Federal Reserve officials to cut its benchmark rate was unanimous [S1].", "opposite"),
        ("Most small companies have no profits [S1].", "another share"),
        ("The Federal Reserve cut its benchmark rate because two officials dissented [S1].", "the cause"),
        ("The Federal Reserve cut its benchmark rate by half a point [S1].", "another step"),
    ],
)
def test_a_citation_is_withdrawn_where_the_passage_ties_its_words_otherwise(
    cited: Ledger, draft: str, why: str
) -> None:
    checks = settle(draft, cited).checks

    assert checks.supported == 0
    assert any(why in str(entry["reason"]) for entry in checks.unsupported)


def test_a_sentence_in_another_language_is_held_by_names_and_figures_and_says_so(cited: Ledger) -> None:
    settled = settle("La Réserve fédérale a abaissé son taux de 25 points de base [S1].", cited)
    (segment,) = [s for s in settled.segments if s.citation]

    assert segment.verdict == "supported"
    assert "another language" in str(segment.reason)


def test_a_statement_in_words_that_are_not_all_known_counts_as_one_that_nothing_bears_out(book: Book) -> None:
    checks = settle("Der Russell 2000 schlug erneut den Nasdaq Composite.", book.ledger).checks

    assert (checks.statements, checks.borne_out, checks.unproved) == (1, 0, ())


@pytest.mark.parametrize(
    ("draft", "borne_out"),
    [
        ("Der Russell 2000 schlug den Nasdaq Composite.", 1),
        ("Der Nasdaq Composite schlug den Russell 2000.", 0),
        ("El Nasdaq Composite superó al Russell 2000.", 0),
    ],
)
def test_a_statement_in_another_language_is_judged_by_the_same_rules(book: Book, draft: str, borne_out: int) -> None:
    checks = settle(draft, book.ledger).checks

    assert (checks.statements, checks.borne_out) == (1, borne_out)
    assert bool(checks.unproved) is not bool(borne_out)
