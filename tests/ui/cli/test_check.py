"""The command `check`: files and standard input, exit codes, formats."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

WRONG = "The Russell 2000 gained 15.21% in 2025. The Dow gained 12.97% in 2025."
Run = Callable[..., Any]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_json_is_one_document_and_nothing_else(copilot: Run, article: Path) -> None:
    ran = copilot("check", str(article), "--published", "2026-01-07", "--json")

    document = json.loads(ran.out)

    assert (ran.code, document["kind"], document["published"]) == (0, "check", "2026-01-07")
    assert document["summary"] == {
        "claims": 2, "supported": 1, "contradicted": 1, "ambiguous": 0, "not_checkable": 0
    }  # fmt: skip


def test_strict_leaves_with_5_when_a_claim_is_contradicted(copilot: Run, article: Path, tmp_path: Path) -> None:
    true = tmp_path / "true.txt"
    true.write_text("The Dow gained 12.97% in 2025.", encoding="utf-8")

    codes = [copilot("check", str(p), "--published", "2026-01-07", "--strict").code for p in (article, true)]

    assert codes == [5, 0]


@pytest.mark.parametrize("ending", [".json", ".md", ".html"])
def test_out_writes_the_format_of_the_ending(copilot: Run, article: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"report{ending}"

    ran = copilot("check", str(article), "--published", "2026-01-07", "--out", str(out))

    assert ran.code == 0
    assert "15.21%" in out.read_text(encoding="utf-8")


def test_a_saved_check_verifies(copilot: Run, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    copilot("check", str(article), "--published", "2026-01-07", "--out", str(out))

    ran = copilot("verify", str(out))

    assert (ran.code, "of this check were recomputed and hold" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "the article is empty"), (b"PK\x03\x04\x00", "not text"), (b"x " * 150_000, "300,000 characters")],
)
def test_what_cannot_be_checked_is_told_in_one_sentence(
    copilot: Run, tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)

    ran = copilot("check", str(path))

    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert told.lower() in ran.err.lower()


def test_a_wrong_date_says_how_to_write_it(copilot: Run, article: Path) -> None:
    ran = copilot("check", str(article), "--published", "yesterday")

    assert ran.code == 2
    assert "2026-01-09" in ran.err
