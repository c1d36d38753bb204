"""What an answer keeps of the passages that were found for it: the cited ones, and the others apart."""

import asyncio
from datetime import date
from pathlib import Path

from copilot.opening import open_copilot
from copilot.settings import Settings
from tools.library import Document

QUESTION = "What do the sources say about copper demand from data centers?"
CITED = Document("Copper demand from data centers will rise by a fifth.", "Demand", "Andes Research", date(2026, 1, 5))
FOUND = Document("Demand for copper from builders fell.", "Builders", "Metal Daily", date(2026, 1, 4))


def test_passages_that_were_found_and_not_cited_are_kept_apart(own_home: Path) -> None:
    copilot = open_copilot(Settings(home=own_home, data="reference", model="offline", as_of=date(2026, 1, 6)))
    for document in (CITED, FOUND):
        copilot.library().add(document)

    first = asyncio.run(copilot.answer(QUESTION, thread="t")).to_json()
    second = asyncio.run(copilot.answer("How has the Nasdaq done in 2025?", thread="t")).to_json()

    assert [c["title"] for c in first["citations"]] == ["Demand"]
    assert [(r["title"], r["published"]) for r in first["retrieved"]] == [("Builders", "2026-01-04")]
    assert second["retrieved"] == []
