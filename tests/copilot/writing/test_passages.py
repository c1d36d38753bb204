from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from copilot.facts import Passage
from copilot.grounding import settle
from copilot.ledger import Ledger
from copilot.reader import Call, Plan
from copilot.toolbox import Desk, run_tool
from copilot.writing import Results, write
from tools.prices import open_prices
from tools.sessions import load_sessions
from tools.universe import load_universe
from tools.windows import Window

QUERY = "What do analysts expect for Magnificent 7 earnings?"


def passage(text: str, published: date | None = date(2026, 1, 7), tier: str = "second-hand") -> Passage:
    return Passage("", text[:20], "A note", "The Note Press", published, tier, text, 0, len(text))


def results(tmp_path: Path, query: str, passages: Sequence[Passage], **details: Any) -> tuple[Results, Ledger]:
    ledger = Ledger()
    ids = [ledger.book_passage(p).id for p in passages]
    prices = open_prices("reference", tmp_path, lambda: (_ for _ in ()).throw(AssertionError("no clock")))
    desk = Desk(prices, load_universe(), load_sessions(), date(2026, 1, 9), ledger, query)
    plan = Plan("search", ((Call("search_library", {"query": query}),),), details=details)
    call = {"name": "search_library", "args": {"query": query}, "id": "turn1/1.1"}
    return Results(plan, desk, [{"passages": ids}], [call]), ledger


def test_a_passage_is_quoted_closely_and_cited(tmp_path: Path) -> None:
    told = "The article says that analysts expect Magnificent 7 earnings to grow 23% in 2026."
    found, ledger = results(tmp_path, QUERY, [passage(told)], names=("Magnificent 7",), said=("Magnificent 7",))

    draft = write(found)

    assert "second-hand" in draft.text
    assert "earnings to grow 23% in 2026 [S1]" in draft.text
    assert settle(draft.text, ledger, QUERY).problems == ()


def test_a_passage_about_something_else_is_not_cited(tmp_path: Path) -> None:
    found, _ = results(tmp_path, QUERY, [passage("Copper mines in Chile struck for better wages in the spring.")])

    draft = write(found)

    assert (draft.behavior, draft.reason) == ("decline", "no_data")
    assert "[S1]" not in draft.text


def test_why_takes_no_passage_from_before_the_move(tmp_path: Path) -> None:
    query = "Why did energy fall on January 6?"
    told = "Energy shares fall when the price of oil drops."
    move = {"measure": "price_return", "subjects": ["XLE"], "period": "January 6, 2026"}

    def draft(published: date) -> str:
        found, _ = results(tmp_path, query, [passage(told, published)], why=True, said=("energy",))
        moved = run_tool(found.desk, "measure", move).artifact()
        both = [*found.calls, {"name": "measure", "args": move, "id": "turn1/1.2"}]
        return write(Results(found.plan, found.desk, [*found.artifacts, moved], both)).text

    assert "[S1]" in draft(date(2026, 1, 6))
    assert "No passage in the source library says why" in draft(date(2024, 3, 1))


@pytest.mark.parametrize("tier", ["second-hand", "reporting", "primary"])
def test_who_says_it_is_told_by_tier(tmp_path: Path, tier: str) -> None:
    told = passage("Analysts expect earnings of the Magnificent 7 to grow strongly.", tier=tier)
    found, _ = results(tmp_path, QUERY, [told])

    opening = {"second-hand": "a second-hand note", "reporting": "reporting", "primary": "the source"}[tier]
    assert f"According to {opening} (The Note Press)" in write(found).text


@pytest.mark.parametrize(
    ("told", "cited"),
    [
        ("Stocks of lower quality have led the rally in small caps early in 2026.", False),
        ("The pause of tariffs drove the rally in small caps in April 2025.", True),
    ],
)
def test_a_later_passage_explains_a_move_only_where_it_names_its_month(tmp_path: Path, told: str, cited: bool) -> None:
    query = "What drove the rally in small caps in April 2025?"
    window = Window(date(2025, 3, 31), date(2025, 4, 1), date(2025, 4, 30))
    found, _ = results(tmp_path, query, [passage(told)], why=True, window=window)

    assert ("[S1]" in write(found).text) == cited


SEGMENTS = """| Scenario | Probability | Earnings growth |
| --- | --- | --- |
| Soft landing | 55% | 14% |
| Recession | 15% | -18% |"""


def test_a_row_of_a_table_is_told_by_the_names_of_its_columns(tmp_path: Path) -> None:
    query = "What is the probability of a recession, according to the note?"
    found, ledger = results(tmp_path, query, [passage(SEGMENTS, tier="reporting")])

    draft = write(found)

    assert "Recession: Probability 15%, Earnings growth -18% [S1]" in draft.text
    assert settle(draft.text, ledger, query).problems == ()


def test_the_sentence_with_the_rarest_words_of_the_question_is_quoted(tmp_path: Path) -> None:
    told = (
        "Revenue of the third quarter grew in most segments.\nGrid equipment 2,310 2,004 15.3%\nServices 733 690 6.2%"
    )
    query = "What was the revenue from grid equipment in the third quarter of 2025?"
    found, _ = results(tmp_path, query, [passage(told, tier="primary")])

    assert "Grid equipment 2,310 2,004 15.3% [S1]" in write(found).text


def test_a_line_that_says_when_it_was_published_is_never_quoted(tmp_path: Path) -> None:
    told = "Published 12 December 2025 by Brackwater Research\n\nWe see earnings of small companies growing."
    found, _ = results(tmp_path, "What does Brackwater Research see for small companies?", [passage(told)])

    assert "Published" not in write(found).text


def test_passages_without_the_name_asked_for_give_way_to_those_that_have_it(tmp_path: Path) -> None:
    mine = "Halden calls the supply of steel the largest risk of all."
    other = "Brackwater puts the risk of stagnation at a third."
    found, _ = results(tmp_path, "How large a risk is it to Brackwater?", [passage(mine), passage(other)])

    text = write(found).text

    assert "[S2]" in text
    assert "[S1]" not in text
