from datetime import date
from typing import Any, cast

import pytest

from copilot.toolbox import Desk, run_tool
from tools.errors import LibraryLocked
from tools.library import DocumentRecord, Found, Library

TEXT = "The S&P 500 trades at about 23 times forward earnings."


def found(title: str = "Outlook", tier: str = "reporting", outside: bool = False) -> Found:
    record = DocumentRecord(
        title, title, "A bank", date(2026, 1, 5), None, cast(Any, tier), (), (), "2026-01-05T00:00:00Z", len(TEXT)
    )
    return Found(record, TEXT, 0, len(TEXT), "page 3", 0.9, outside)


class Shelf:
    """A library at the seam: it gives what it was given and remembers how it was asked."""

    def __init__(self, *passages: Found, error: Exception | None = None) -> None:
        self.passages, self.error, self.asked = passages, error, dict[str, Any]()
        self.notices: tuple[str, ...] = ()

    def search(self, query: str, **filters: Any) -> tuple[Found, ...]:
        self.asked = {"query": query, **filters}
        if self.error:
            raise self.error
        return self.passages


def searched(desk: Desk, shelf: Shelf, query: str = "forward P/E of the S&P 500") -> Any:
    desk.open_library = lambda: cast(Library, shelf)
    return run_tool(desk, "search_library", {"query": query})


def test_passages_are_booked_under_ids_and_marked_as_material(desk: Desk) -> None:
    outcome = searched(desk, Shelf(found()))

    assert outcome.artifact()["passages"] == ["S1"]
    assert outcome.text().startswith(f'[S1] Outlook | A bank | 2026-01-05 | reporting\n"""{TEXT}"""')


def test_nothing_published_after_the_as_of_session_is_asked_for(desk: Desk) -> None:
    shelf = Shelf()
    searched(desk, shelf)

    assert shelf.asked["as_of"] == date(2026, 1, 6)


def test_a_follow_up_without_a_company_takes_the_subject_of_the_question_before(desk: Desk) -> None:
    shelf = Shelf()
    desk.earlier = "What do the sources say about data centers?"
    searched(desk, shelf, "How are they financed?")

    assert shelf.asked["query"] == "How are they financed? data centers"


@pytest.mark.parametrize("query", ["And its margins?", "What risks does the company name?", "what about debt in 2022?"])
def test_a_follow_up_is_about_the_company_last_spoken_of(desk: Desk, query: str) -> None:
    run_tool(desk, "measure", {"measure": "price_return", "subjects": ["NVDA"], "period": "2025"})
    shelf = Shelf()
    searched(desk, shelf, query)

    assert shelf.asked["query"] == f"{query} Nvidia"


def test_a_follow_up_to_a_passage_is_about_the_company_it_is_by(desk: Desk) -> None:
    searched(desk, Shelf(found("Apple 10-K 2024")), "Apple's margins")
    shelf = Shelf()
    searched(desk, shelf, "How did they change?")

    assert shelf.asked["query"] == "How did they change? Apple"


@pytest.mark.parametrize("query", ["What does the Fed expect?", "And the margins of Microsoft?"])
def test_a_question_of_its_own_takes_nothing_from_the_thread(desk: Desk, query: str) -> None:
    run_tool(desk, "measure", {"measure": "price_return", "subjects": ["NVDA"], "period": "2025"})
    shelf = Shelf()
    searched(desk, shelf, query)

    assert shelf.asked["query"] == query


def test_what_the_library_notices_is_told(desk: Desk) -> None:
    shelf = Shelf(found())
    shelf.notices = ("another process is writing; sources were searched by words alone",)

    assert "Another process is writing; sources were searched by words alone" in searched(desk, shelf).notes


def test_the_same_passage_keeps_its_id(desk: Desk) -> None:
    searched(desk, Shelf(found()))

    assert searched(desk, Shelf(found("Other"), found())).artifact()["passages"] == ["S2", "S1"]


def test_nothing_found_is_said(desk: Desk) -> None:
    assert any("do not speak of it" in note for note in searched(desk, Shelf()).notes)


def test_second_hand_passages_and_other_companies_are_said(desk: Desk) -> None:
    notes = " ".join(searched(desk, Shelf(found(tier="second-hand", outside=True))).notes)

    assert "second-hand" in notes and "from others" in notes


def test_a_library_that_cannot_be_read_is_a_failure(desk: Desk) -> None:
    outcome = searched(desk, Shelf(error=LibraryLocked("locked by process 7")))

    assert [f.kind for f in outcome.failures] == ["unavailable"]
    assert "locked by process 7" in outcome.failures[0].text


def test_a_desk_without_a_library_says_so(desk: Desk) -> None:
    assert run_tool(desk, "search_library", {"query": "margins"}).failures[0].kind == "unavailable"


@pytest.mark.parametrize("query", [["forward P/E"], "forward P/E"])
def test_a_query_in_a_list_is_taken(desk: Desk, query: Any) -> None:
    shelf = Shelf(found())
    searched(desk, shelf, query)

    assert shelf.asked["query"] == "forward P/E"


def test_a_name_that_no_passage_mentions_is_said_by_name(desk: Desk) -> None:
    notes = searched(desk, Shelf(found()), "Why did energy fall, and what of the S&P 500?").notes

    assert [n for n in notes if n.startswith("No passage here mentions")] == [
        "No passage here mentions energy: give no cause or outlook for it from them."
    ]


def test_a_name_that_only_the_query_of_a_model_has_is_not_said_to_be_missing(desk: Desk) -> None:
    desk.question = "What do the sources say about the S&P 500?"
    notes = searched(desk, Shelf(found()), "S&P 500 outlook, sectors such as energy and financials").notes

    assert not any("No passage here mentions" in note for note in notes)


def test_the_members_of_a_set_are_mentioned_where_the_set_is(desk: Desk) -> None:
    notes = searched(desk, Shelf(found()), "earnings of S&P 500 companies").notes

    assert not any("No passage here mentions" in note for note in notes)
