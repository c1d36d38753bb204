"""Questions about the members of the S&P 500 say whose list they are counted on."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from copilot.opening import open_copilot
from copilot.settings import OFFLINE, Settings


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Best performing stock in the S&P 500 in the first half of 2025", "later joiners among them"),
        ("best three tech stocks in the S&P this year", "The names are the Information Technology members"),
    ],
)
def test_the_date_of_the_list_stands_in_the_answer(shared: Path, tmp_path: Path, question: str, told: str) -> None:
    settings = Settings(home=tmp_path, data=str(shared / "market" / "prices.parquet"), model=OFFLINE, _env_file=None)  # type: ignore[call-arg]  # pydantic's own

    answer = asyncio.run(open_copilot(settings).answer(question, as_of=date(2025, 7, 3)))

    assert answer.behavior == "answer"
    assert "members of the S&P 500 in March 2026" in answer.text
    assert told in answer.text
    assert not answer.checks.unproved
