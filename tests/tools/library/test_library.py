from collections.abc import Callable
from datetime import date

import pytest

from tools.errors import DocumentRefused, LibraryError
from tools.library import Document, Library


def test_a_question_finds_the_passage_that_speaks_to_it_first(filled: Library) -> None:
    found = filled.search("Why did copper prices rise?")

    assert found[0].document.title == "Copper"
    assert found[0].text == filled.text_of(found[0].document.id)[found[0].start : found[0].end]


def test_a_question_about_something_else_finds_nothing(filled: Library) -> None:
    assert filled.search("Who painted the ceiling of the chapel?") == ()


def test_a_question_of_stop_words_alone_finds_nothing(filled: Library) -> None:
    assert filled.search("what is it?") == ()


def test_the_same_document_again_is_unchanged(filled: Library) -> None:
    again = filled.add(Document("Wheat harvests fell short in a dry summer.", "Wheat", "Farm Journal"))

    assert again.change == "unchanged"
    assert len(filled.documents()) == 3


def test_a_new_text_from_the_same_origin_replaces_the_old(library: Library) -> None:
    library.add(Document("Oats are cheap.", "Oats", origin="notes/oats"))

    changed = library.add(Document("Oats are dear.", "Oats", origin="notes/oats"))

    assert changed.change == "updated"
    assert [library.text_of(d.id) for d in library.documents()] == ["Oats are dear."]
    assert [f.text for f in library.search("oats cheap or dear")] == ["Oats are dear."]


def test_new_particulars_of_the_same_origin_are_taken_over(library: Library) -> None:
    library.add(Document("Oats are cheap.", "Oats", origin="notes/oats"))

    changed = library.add(Document("Oats are cheap.", "Oats", "Farm Journal", origin="notes/oats"))

    assert (changed.change, [d.publisher for d in library.documents()]) == ("updated", ["Farm Journal"])


def test_a_copy_from_elsewhere_keeps_the_particulars_that_are_known(library: Library) -> None:
    library.add(Document("Oats are cheap.", "Oats", tier="reporting", origin="notes/oats"))

    copy = library.add(Document("Oats are cheap.", "Oats", tier="primary", origin="inbox/oats"))

    assert (copy.change, copy.document.tier) == ("unchanged", "reporting")


def test_a_removed_document_is_not_found_again(filled: Library) -> None:
    wheat = filled.search("wheat harvests")[0].document

    filled.remove(wheat.id)

    assert wheat not in filled.documents()
    assert filled.search("wheat harvests") == ()


def test_removing_an_unknown_document_is_an_error(library: Library) -> None:
    with pytest.raises(LibraryError, match="no document 'nowhere'"):
        library.remove("nowhere")


def test_a_text_without_a_letter_is_refused(library: Library) -> None:
    with pytest.raises(DocumentRefused, match="no text"):
        library.add(Document("--- ***\n", "rule"))


def test_documents_published_after_the_as_of_session_do_not_exist_yet(library: Library) -> None:
    library.add(Document("Copper rose in January.", "early", published=date(2026, 1, 5)))
    library.add(Document("Copper rose in January again.", "late", published=date(2026, 1, 8)))
    library.add(Document("Traders say that copper rose a little in January.", "undated"))

    titles = {f.document.title for f in library.search("copper rose in January", as_of=date(2026, 1, 6))}

    assert titles == {"early", "undated"}


def test_a_filter_by_symbol_keeps_other_companies_out(filled: Library) -> None:
    found = filled.search("bank margins and copper prices", symbols=["JPM"])

    assert {f.document.title for f in found} == {"Banks"}
    assert not any(f.outside_filter for f in found)


def test_a_filter_that_leaves_nothing_relevant_is_dropped_and_that_is_said(filled: Library) -> None:
    found = filled.search("Why did copper prices rise?", publisher="farm")

    assert (found[0].document.title, found[0].outside_filter) == ("Copper", True)


def test_a_dropped_filter_never_lets_the_future_in(library: Library) -> None:
    library.add(Document("Copper rose in January again.", "late", symbols=("FCX",), published=date(2026, 1, 8)))

    assert library.search("copper rose in January", symbols=["JPM"], as_of=date(2026, 1, 6)) == ()


def test_a_range_of_dates_leaves_out_documents_without_one(library: Library) -> None:
    library.add(Document("Copper rose.", "undated"))
    library.add(Document("Copper rose again.", "dated", published=date(2025, 5, 5)))

    found = library.search("copper rose", since=date(2025, 1, 1), until=date(2025, 12, 31))

    assert [f.document.title for f in found] == ["dated"]


def test_what_was_added_is_there_when_the_library_is_opened_again(
    filled: Library, open_at: Callable[..., Library]
) -> None:
    before = filled.search("bank margins")
    filled.close()

    again = open_at()

    assert again.search("bank margins") == before
    assert again.notices == ()


def test_rebuilding_changes_no_answer(filled: Library) -> None:
    questions = ["copper strike in Chile", "short rates and long rates", "dry summer"]
    before = [filled.search(q) for q in questions]

    filled.rebuild()

    assert [filled.search(q) for q in questions] == before


def test_texts_that_differ_in_their_figures_are_both_shown_the_newest_first(library: Library) -> None:
    for year, figure in ((2024, 5), (2025, 9), (2023, 7)):
        text = f"The copper mine's output for the year was {figure} million tons, the company told its owners."
        library.add(Document(text, f"Report {figure}", published=date(year, 3, 1)))

    found = library.search("What was the copper mine's output for the year?")

    assert [f.document.title for f in found][:1] == ["Report 9"]
    assert len(found) == 3


@pytest.mark.parametrize(
    ("older", "newer"), [("two cuts", "three cuts"), ("two cuts", "no cut"), ("half a point", "a quarter of a point")]
)
def test_texts_that_differ_in_figures_spelled_out_are_both_shown_the_newest_first(
    library: Library, older: str, newer: str
) -> None:
    for day, said in ((2, older), (8, newer)):
        text = f"Published {day} January 2026\n\nThe desk sees {said} by the central bank in 2026."
        library.add(Document(text, f"Rates {day}", published=date(2026, 1, day)))

    found = library.search("What does the desk see from the central bank in 2026?")

    assert [f.document.title for f in found] == ["Rates 8", "Rates 2"]


def test_a_newer_text_does_not_pass_the_one_of_the_year_asked_for(library: Library) -> None:
    for year in (2021, 2022):
        text = f"Net sales of the year were {year - 2000} million dollars, and inventories rose."
        library.add(Document(text, f"Acme {year} 10K", published=date(year + 1, 2, 1)))

    found = library.search("What were Acme's net sales in FY2021?")

    assert found[0].document.fiscal_year == 2021


def test_a_search_that_looks_at_each_passage_finds_what_the_index_finds(filled: Library) -> None:
    questions = ["copper strike in Chile", "short rates and long rates", "dry summer harvests"]
    by_index = [filled.search(q) for q in questions]
    filled.add(Document("Salt was mined in winter.", "Salt", published=date(2026, 1, 8)))

    assert [filled.search(q, as_of=date(2026, 1, 6))[0].document for q in questions] == [
        f[0].document for f in by_index
    ]
    assert filled.search("salt mined in winter", as_of=date(2026, 1, 6)) == ()
