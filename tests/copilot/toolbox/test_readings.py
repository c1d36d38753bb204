from typing import Any

from copilot.toolbox import Desk, run_tool

from .conftest import NewDesk


def reading(desk: Desk, **asked: Any) -> dict[str, Any]:
    run_tool(desk, "measure", {"measure": "price_return", **asked})
    return desk.ledger.readings[0]


def test_a_reading_says_subject_measure_basis_window_and_sessions(desk: Desk) -> None:
    read = reading(desk, subjects=["the Nasdaq"], period="since ChatGPT launched")

    assert (read["subject"], read["measure"], read["basis"]) == (["^IXIC"], "price_return", "price")
    assert read["window"] == {"base": "2022-11-30", "start": "2022-12-01", "end": "2026-01-06"}
    assert (read["text"], read["sessions"]) == ("since ChatGPT launched", 776)


def test_another_window_is_asked_for_in_the_users_own_question(new_desk: NewDesk) -> None:
    desk = new_desk("How has the Nasdaq done since ChatGPT launched?")
    read = reading(desk, subjects=["the Nasdaq"], period="since ChatGPT launched")

    assert "How has the Nasdaq done since 29 November 2022?" in [a["question"] for a in read["alternatives"]]


def test_a_follow_up_is_asked_otherwise_in_full(new_desk: NewDesk) -> None:
    desk = new_desk("And since ChatGPT launched?")
    read = reading(desk, subjects=["the Nasdaq"], period="since ChatGPT launched")

    assert all("Nasdaq" in a["question"] for a in read["alternatives"])


def test_another_index_of_the_same_name_is_asked_for_by_its_name(desk: Desk) -> None:
    read = reading(desk, subjects=["the Nasdaq"], period="in 2025")

    assert {"label": "Nasdaq-100", "question": "Nasdaq-100 price return in 2025?"} in read["alternatives"]


def test_every_question_that_is_offered_is_read_as_what_it_offers(desk: Desk) -> None:
    read = reading(desk, subjects=["SPY"], period="in 2025")
    offered = next(a for a in read["alternatives"] if a["label"] == "with dividends")
    named = desk.universe.find(offered["question"]).mentions

    assert [m.symbol for m in named] == ["SPY"]
    assert "total return" in offered["question"]


def test_the_same_reading_is_told_once(desk: Desk) -> None:
    reading(desk, subjects=["Apple"], period="in 2025")
    reading(desk, subjects=["Apple"], period="in 2025")

    assert len(desk.ledger.readings) == 1
