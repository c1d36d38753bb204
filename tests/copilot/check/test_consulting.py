"""Figures that prices cannot settle, held against a source that the article names and the library has."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from copilot.answer import Json, seal
from copilot.check import check_article
from copilot.proofs import verify
from tools.library import Library, open_library
from tools.prices.reference import ReferencePrices
from tools.sessions import load_sessions
from tools.universe import load_universe

INSIGHT = """---
title: Earnings Insight
publisher: FactSet
published: {day}
tier: {tier}
---

# Fourth quarter

The estimated earnings growth rate for the S&P 500 for the fourth quarter of 2025 is 8.3%.
"""
SAID = "According to FactSet, the estimated earnings growth rate for the S&P 500 for the fourth quarter is {figure}."
Consult = Callable[..., Json]


@pytest.fixture
def consult(tmp_path: Path) -> Consult:
    """Check a sentence with one source in the library."""

    def consulted(text: str, day: str = "2026-01-02", tier: str = "reporting") -> Json:
        path = tmp_path / "insight.md"
        path.write_text(INSIGHT.format(day=day, tier=tier), encoding="utf-8")

        def opened() -> Library:
            library = open_library(tmp_path / "library")
            library.add(path)
            return library

        return check_article(
            text, date(2026, 1, 6), ReferencePrices(), load_universe(), load_sessions(), open_library=opened
        )

    return consulted


def test_a_named_source_of_the_library_supports_what_it_says(consult: Consult) -> None:
    document = consult(SAID.format(figure="8.3%"))

    (claim,) = document["claims"]
    assert claim["verdict"] == "supported"
    assert [c["id"] for c in document["citations"]] == [claim["citation"]]
    assert "8.3%" in document["citations"][0]["quote"]
    assert verify(document).ok


def test_a_named_source_that_says_another_figure_supports_nothing(consult: Consult) -> None:
    (claim,) = consult(SAID.format(figure="12.1%"))["claims"]

    assert claim["verdict"] == "not_checkable"
    assert "“Earnings Insight” does not carry it" in claim["reason"]


def test_a_source_is_asked_only_where_the_text_names_it(consult: Consult) -> None:
    (claim,) = consult(SAID.format(figure="8.3%").replace("FactSet", "LSEG"))["claims"]

    assert claim["verdict"] == "not_checkable"
    assert claim["citation"] is None


def test_a_source_published_after_the_article_is_not_asked(consult: Consult) -> None:
    (claim,) = consult(SAID.format(figure="8.3%"), day="2026-01-08")["claims"]

    assert claim["verdict"] == "not_checkable"


def test_second_hand_words_are_shown_and_do_not_count(consult: Consult) -> None:
    document = consult(SAID.format(figure="8.3%"), tier="second-hand")

    assert document["claims"][0]["verdict"] == "not_checkable"
    assert "second-hand, which is no support" in document["claims"][0]["reason"]
    assert document["summary"]["supported"] == 0


def test_a_quote_that_is_not_in_its_passage_does_not_verify(consult: Consult) -> None:
    document = consult(SAID.format(figure="8.3%"))
    document["citations"][0]["quote"] = "The estimated earnings growth rate is 9.9%."
    document["sha256"] = seal({k: v for k, v in document.items() if k != "sha256"})

    assert not verify(document).ok
