import io
import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from tools.errors import LibraryLocked, NoData, PriceFileError
from ui.cli.edge import explained
from ui.cli.exits import FAILED, NO_DATA, USAGE

WRONG = [
    (["ask"], "There is no question. Write it in quotation marks"),
    (["ask", "x", "--nope"], "No such option: --nope"),
    (["ask", "x", "--as-of", "yesterday"], "write year, month and day like this: 2026-01-09"),
    (["ask", "x", "-q", "-v"], "leave out -q or -v"),
    (["ask", "x", "--out", "a.docx"], "must end with one of .json, .md, .html, .pdf"),
    (["ask", "x", "--out", "nowhere/a.md"], "does not exist; make it first"),
    (["ask", "x", "--data", "nowhere.csv"], "nowhere.csv"),
    (["ask", "  "], "There is no question"),
    (["asq", "x"], "To ask, write: market-copilot ask"),
    (["ui", "--port", "99999999"], "--port"),
    (["verify", "-"], "holds no saved answer"),
    (["sources", "add", "nowhere.md"], "there is no file or folder nowhere.md"),
    (["sources", "add", ".", "--tier", "gospel"], "one of primary, reporting, second-hand"),
    (["sources", "add", ".", "--url", "javascript:x"], "no web address"),
    (["sources", "add", ".", "--published", "soon"], "not a date"),
    (["sources", "remove", "zzz"], "market-copilot sources list"),
]


@pytest.mark.parametrize(("argv", "remedy"), WRONG)
def test_wrong_usage_ends_with_two_and_says_how_it_is_written(
    copilot: Any, argv: list[str], remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    ran = copilot(*argv)

    assert ran.code == 2
    assert remedy.lower() in ran.err.lower()
    assert ran.out == ""
    assert "Traceback" not in ran.err


@pytest.mark.fault("O2")
def test_a_busy_port_is_told_before_anything_is_loaded(copilot: Any) -> None:
    from ui.app.serving import listen

    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        ran = copilot("ui", "--port", str(port))

    assert ran.code == 2
    assert f"choose another port with --port {port + 1}" in ran.err
    assert ran.out == ""


def test_a_setting_that_does_not_fit_is_named(copilot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKET_COPILOT_PORT", "many")
    ran = copilot("ask", "x")

    assert ran.code == 2
    assert "MARKET_COPILOT_PORT" in ran.err


def test_a_model_without_a_key_is_an_error_only_when_nothing_may_take_over(copilot: Any) -> None:
    assert copilot("ask", "How has the Nasdaq done in 2025?", "--model", "gpt-x", "--no-fallback").code == 4
    assert copilot("ask", "How has the Nasdaq done in 2025?", "--model", "gpt-x").code == 0


@pytest.mark.parametrize(
    ("error", "code"),
    [(NoData("no rows"), NO_DATA), (PriceFileError("bad file"), USAGE), (LibraryLocked("busy"), FAILED)],
)
def test_each_named_error_has_its_exit_code(error: Exception, code: int) -> None:
    assert explained(error)[0] == code


def test_an_unforeseen_error_is_one_sentence(copilot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    break_opening(monkeypatch)
    ran = copilot("ask", "x")

    assert ran.code == FAILED
    assert ran.err.count("\n") == 1
    assert "did not foresee (ZeroDivisionError)" in ran.err


@pytest.mark.fault("X9")
def test_details_of_an_error_hide_the_key(copilot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "canary-key-canary")
    break_opening(monkeypatch)
    ran = copilot("ask", "x", "-v")

    assert "Traceback" in ran.err
    assert "canary" not in ran.err


def break_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(settings: Any) -> None:
        raise ZeroDivisionError("key canary-key-canary leaked by a library")

    monkeypatch.setattr("copilot.opening.open_copilot", fails)


@pytest.mark.fault("O1")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_conversation_that_is_interrupted_ends_with_the_signals_code(process: Any, number: int, code: int) -> None:
    with process("chat") as running:
        running.stdin.write(b"Should I buy Nvidia?\n")
        running.stdin.flush()
        while b"advice" not in running.stdout.readline():
            pass
        running.send_signal(number)
        _, errors = running.communicate(timeout=30)

    assert running.returncode == code
    assert b"Traceback" not in errors


@pytest.mark.fault("O1")
def test_a_reader_who_goes_away_ends_the_command_quietly(process: Any) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with process("ask", "Should I buy Nvidia?", stdout=writing) as running:
        os.close(writing)
        _, errors = running.communicate(timeout=60)

    assert running.returncode == 141
    assert errors == b""


@pytest.mark.fault("O2")
def test_a_terminal_without_unicode_and_a_home_that_is_no_folder(process: Any, tmp_path: Any) -> None:
    plain = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "TERM": "dumb"}
    with process("ask", "How has the Nasdaq done in 2025?", env=plain) as running:
        out, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (0, b"")
    assert b"Nasdaq Composite" in out

    (tmp_path / "file").write_text("")
    with process("ask", "x", env={"MARKET_COPILOT_HOME": str(tmp_path / "file")}) as running:
        _, errors = running.communicate(timeout=60)
    assert b"Traceback" not in errors


def test_asking_loads_no_screen_no_network_client_and_no_vector_store() -> None:
    source = (
        "import sys; from ui.cli.edge import main; main(['ask', 'How has the Nasdaq done in 2025?']); "
        "print([m for m in ('gradio', 'yfinance', 'chromadb', 'onnxruntime', 'plotly', 'langchain_openai', 'openai', "
        "'fastapi', 'playwright', 'weasyprint') if m in sys.modules])"
    )
    settings = {**os.environ, "MARKET_COPILOT_DATA": "reference"}
    done = subprocess.run([sys.executable, "-c", source], stdout=subprocess.PIPE, text=True, env=settings, timeout=60)

    assert done.stdout.splitlines()[-1] == "[]"
