"""The command line, run in this process or in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = [sys.executable, "-c", "from ui.cli import run; run()"]


@dataclass(frozen=True)
class Ran:
    """What a command printed and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def copilot(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a command in this process, on the bundled closes."""
    from ui.cli.edge import main

    monkeypatch.setenv("MARKET_COPILOT_DATA", "reference")

    def run(*argv: str) -> Ran:
        code = main(argv)
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run


@pytest.fixture
def process(own_home: Path, tmp_path: Path) -> Callable[..., "subprocess.Popen[bytes]"]:
    """Start a command as a process of its own, in an empty folder."""

    def start(*argv: str, env: dict[str, str] | None = None, **options: Any) -> "subprocess.Popen[bytes]":
        settings = {"MARKET_COPILOT_DATA": "reference", "PYTHONPATH": str(ROOT), **(env or {})}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return subprocess.Popen([*PROGRAM, *argv], cwd=tmp_path, env={**os.environ, **settings}, **pipes)

    return start
