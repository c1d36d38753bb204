"""Every row of the fault table has a test, and every test that bears a row bears one that exists."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.faults.table import ROWS

TESTS = Path(__file__).resolve().parent.parent


@cache
def marked() -> tuple[tuple[str, str], ...]:
    """Return each row that a test bears, with the file of the test."""
    return tuple(_marked())


def _marked() -> Iterator[tuple[str, str]]:
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.fault":
                for row in node.args:
                    assert isinstance(row, ast.Constant), f"{path}: a row is named by a plain text"
                    yield str(row.value), str(path.relative_to(TESTS))


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_a_test(row: str) -> None:
    assert [path for name, path in marked() if name == row]


def test_no_test_bears_a_row_that_does_not_exist() -> None:
    assert {name: path for name, path in marked() if name not in ROWS} == {}


def test_the_rows_are_numbered_without_a_gap() -> None:
    numbers: dict[str, list[int]] = {}
    for row in ROWS:
        kind, number = re.fullmatch(r"([LDSXCO])(\d+)", row).groups()  # type: ignore[union-attr]  # fails where it does not match
        numbers.setdefault(kind, []).append(int(number))

    assert {kind: len(found) for kind, found in numbers.items()} == {"L": 15, "D": 9, "S": 6, "X": 10, "C": 4, "O": 2}
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
