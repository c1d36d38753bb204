import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.grounding import Grounding, render, settle
from tests.copilot.grounding.booked import Book

WORDS = st.sampled_from(
    [
        "The",
        "Russell",
        "2000",
        "Nasdaq",
        "Composite",
        "Tesla",
        "rose",
        "fell",
        "beat",
        "lagged",
        "by",
        "4.07%",
        "{F1}",
        "{F2:+}",
        "{F99}",
        "[S1]",
        "[S9]",
        "and",
        ",",
        ";",
        ":",
        "while",
        "than",
        "led",
        "best",
        "worst",
        "third",
        "doubled",
        "because",
        "2025",
        "since",
        "respectively",
        "(",
        ")",
        "%",
        "-3.73%",
        "2.76",
        "percentage",
        "points",
        "|",
        "\n",
        "-",
        "it",
        "its",
        "not",
        "the",
        "{T1}",
        "{T9}",
        "19-20%",
        "$10,000",
        "nine",
        "of",
        "eleven",
        "sectors",
        "上涨",
        ".",
        "!",
        "{U1}",
        "`{F3}`",
        "about",
        "twice",
        "x",
        "bps",
        "annualized",
    ]
)
DRAFTS = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=120))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(DRAFTS)
def test_any_text_is_checked_and_its_pieces_make_the_text(book: Book, draft: str) -> None:
    settled = settle(draft, book.ledger)
    checks = settled.checks

    assert settled.text == "".join(s.text for s in settled.segments)
    assert checks.figures == checks.proved + checks.given + checks.quoted + len(checks.unproved)
    assert checks.borne_out <= checks.statements
    for segment in settled.segments:
        if segment.verdict == "proved":
            fact = book.ledger.facts[segment.fact or ""]
            assert render(fact, segment.part or "", segment.format or "") == segment.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet="abcdefgh ,;", max_size=60), st.text(alphabet="abcdefgh ,;", max_size=60))
def test_text_outside_references_is_unchanged(book: Book, before: str, after: str) -> None:
    settled = settle(f"{before} {{{book['small']}:end}} {after}", book.ledger)

    assert settled.text == f"{before} 6 January 2026 {after}"


def test_checking_what_was_shown_again_changes_nothing(book: Book) -> None:
    draft = (
        f"Since 31 December 2025 the Russell 2000 has gained {{{book['small']}}}, Tesla has lost {{{book['tesla']}}}."
    )
    shown = settle(draft, book.ledger).text

    assert settle(shown, book.ledger).text == shown
    assert settle(shown, book.ledger).problems == ()


def test_a_table_is_written_out_cell_by_cell(book: Book) -> None:
    book.ledger.book_table("Returns", ("Index", "Return"), [("Russell 2000", f"{{{book['small']}:+}}")])
    settled = settle("Here it is.\n\n{T1}\n\nThat is all.", book.ledger)

    assert (
        "\n\n**Returns**\n\n| Index | Return |\n| --- | --- |\n| Russell 2000 | +4.07% |\n\nThat is all."
        in settled.text
    )
    assert settled.checks.proved == 1


def test_a_table_in_the_middle_of_a_sentence_gets_lines_of_its_own(book: Book) -> None:
    book.ledger.book_table("Returns", ("Index",), [("Russell 2000",)])

    assert settle("As {T1} shows, it rose.", book.ledger).text.startswith("As the table shows, it rose.\n\n**Returns**")
    assert settle("Here it is: {T1}", book.ledger).text.startswith("Here it is:\n\n**Returns**")


def test_a_problem_names_the_sentence_the_reason_and_facts_to_use(book: Book) -> None:
    (problem,) = settle("The Russell 2000 gained 4.17%.", book.ledger).problems

    assert problem.sentence == "The Russell 2000 gained 4.17%."
    assert "no fact carries it" in problem.reason
    assert book["small"] in problem.facts


def test_a_sentence_that_is_taken_back_is_no_longer_counted(book: Book) -> None:
    grounding = Grounding(book.ledger)
    wrong = grounding.check("The Russell 2000 gained 4.17%. ")
    grounding.take_back(wrong)
    grounding.check(f"The Russell 2000 gained {{{book['small']}}}. ")

    assert (grounding.checks().figures, grounding.checks().unproved) == (1, ())


@pytest.mark.fault("L14")
@pytest.mark.parametrize(
    "draft",
    [
        "The Russell 2000 gained 4.71%.",
        "The Russell 2000 gained 4.07 percentage points.",
        "Small companies rose as borrowing costs fell [9].",
        "Small companies rose as borrowing costs fell [S9].",
        "[1] Small companies rose as borrowing costs fell.",
    ],
)
def test_a_wrong_number_unit_or_citation_is_flagged_and_an_unknown_marker_removed(book: Book, draft: str) -> None:
    settled = settle(draft, book.ledger)

    assert settled.problems
    assert settled.checks.unproved or settled.checks.unsupported
    assert "[" not in settled.text
