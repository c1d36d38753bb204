"""The README's examples do what they say."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, re.S)
COMMANDS = [shlex.split(c) for c in re.findall(r"^\.venv/bin/market-copilot (.+)$", README, re.M)]


@pytest.mark.parametrize("example", PYTHON)
def test_a_python_example_prints_what_its_comment_says(example: str) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example, "README.md", "exec"), {})
    said = re.findall(r"print\(.*?\)  # (\S+)$", example, re.M)

    assert said and printed.getvalue().split() == said


def test_the_commands_of_the_readme_run_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ui.cli.edge import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARKET_COPILOT_DATA", "reference")
    (tmp_path / "article.md").write_text("The Russell 2000 gained 11.29% in 2025.\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("# A note\n\nMaterials led the sectors on 6 January 2026.\n", encoding="utf-8")

    codes = {" ".join(command): main(command) for command in COMMANDS}

    assert len(COMMANDS) >= 6
    assert set(codes.values()) == {0}, (codes, capsys.readouterr().err)


def test_links_and_pictures_of_the_readme_are_there() -> None:
    linked = re.findall(r"\]\(((?!http)[^)#]+)\)", README)

    assert linked and all((ROOT / path).exists() for path in linked)
