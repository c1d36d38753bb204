"""The scorer of the window language."""

import json
from datetime import date
from pathlib import Path

from copilot.evals.windows import Case, load_cases, score
from tests.evals.composing.expressions import FILE, expressions
from tools.sessions import load_sessions

REF = date(2026, 1, 6)


def case(words: str, start: str, end: str | None, is_range: bool = True) -> Case:
    return Case(words, REF, is_range, ((date.fromisoformat(start), date.fromisoformat(end) if end else None),))


def test_days_covered_are_compared_with_an_exclusive_end() -> None:
    assert score([case("2025", "2025-01-01", "2026-01-01")]).ranges == 1.0
    assert score([case("2025", "2025-01-01", "2025-12-31")]).ranges == 0.0
    assert score([case("2025", "2025-01-02", "2026-01-01")]).ranges == 0.0


def test_a_range_between_points_may_end_where_its_last_point_begins() -> None:
    assert score([case("March 2025 to May 2025", "2025-03-01", "2025-05-01")]).ranges == 1.0
    assert score([case("March 2025 to May 2025", "2025-03-01", "2025-06-01")]).ranges == 1.0
    assert score([case("March 2025 to May 2025", "2025-03-01", "2025-07-01")]).ranges == 0.0


def test_a_range_without_an_end_must_be_open() -> None:
    assert score([case("since August", "2025-08-01", None)]).ranges == 1.0
    assert score([case("August", "2025-08-01", None)]).ranges == 0.0


def test_a_date_is_one_day_and_not_the_beginning_of_a_range() -> None:
    assert score([case("last Friday", "2026-01-02", "2026-01-03", is_range=False)]).dates == 1.0
    assert score([case("2026", "2026-01-01", "2026-01-02", is_range=False)]).dates == 0.0


def test_a_refusal_is_a_miss_and_is_named() -> None:
    result = score([case("after its last earnings", "2025-01-01", None), case("2025", "2025-01-01", "2026-01-01")])

    assert result.to_json() == {"ranges": 0.5, "dates": 0.0, "total": 2}
    assert result.misses == ("after its last earnings",)


def test_any_of_several_options_is_right(tmp_path: Path) -> None:
    options = [
        {"start": "2024-01-06", "end_exclusive": "2024-01-07"},
        {"start": "2026-01-05", "end_exclusive": "2026-01-06"},
    ]
    row = {"span": "yesterday", "ref": "2026-01-06", "kind": "date", "options": options}
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(row) + "\n\n", encoding="utf-8")

    assert score(load_cases(file), load_sessions()).to_json() == {"ranges": 0.0, "dates": 1.0, "total": 1}


def test_the_expressions_of_other_projects_are_read(shared: Path) -> None:
    result = score(load_cases(shared / "evals" / "date_expressions.jsonl"))

    assert result.total == 249
    assert result.ranges >= 0.80
    assert result.dates >= 0.90


def test_our_own_expressions_are_read_as_worked_out_by_hand() -> None:
    result = score(load_cases(FILE))

    assert FILE.read_text(encoding="utf-8") == expressions()
    assert result.total >= 70
    assert result.misses == ()
