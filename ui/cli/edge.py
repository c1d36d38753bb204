"""The edge of the command line: every way out has an exit code and one clear sentence."""

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import typer

from tools.errors import (
    AmbiguousName,
    DocumentRefused,
    LibraryError,
    NoData,
    PeriodError,
    PriceFileError,
    PriceSourceError,
    UnknownName,
)
from ui.cli.exits import FAILED, INTERRUPTED, MODEL_FAILED, NO_DATA, OK, READER_GONE, TERMINATED, USAGE
from ui.cli.options import UsageRefused, secret_settings
from ui.masking import mask, secrets_of
from ui.render.clean import plain, sentence
from ui.render.kinds import UnknownDocument
from ui.render.pdf import PdfUnavailable
from ui.render.save import UnknownEnding

USAGE_ERRORS = (
    UsageRefused,
    UnknownEnding,
    UnknownDocument,
    PdfUnavailable,
    PriceFileError,
    DocumentRefused,
    UnknownName,
    AmbiguousName,
    PeriodError,
)


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; nothing escapes, and no secret is shown."""
    _prepare_streams()
    signal.signal(signal.SIGTERM, _terminated)
    try:
        from ui.cli.commands import app

        code = app(list(argv), standalone_mode=False, prog_name="market-copilot")
        sys.stdout.flush()
        return code if isinstance(code, int) else OK
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else FAILED
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_stdout()
        return READER_GONE
    except Exception as error:  # noqa: BLE001  the edge: one sentence for whatever went wrong
        return _told(error, loud=bool({"-v", "--verbose"} & set(argv)))


def _prepare_streams() -> None:
    """Let a terminal without Unicode show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _terminated(number: int, frame: Any) -> None:
    raise SystemExit(TERMINATED)


def _let_go_of_stdout() -> None:
    """Point standard output nowhere, so that closing it at the end raises nothing."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(error: Exception, loud: bool) -> int:
    """Say what went wrong on standard error, and return the exit code for it."""
    code, sentence = explained(error)
    secrets = (*secrets_of(os.environ), *secret_settings())
    lines = [sentence]
    if loud and code == FAILED:
        lines += ["", "".join(traceback.format_exception(error)).rstrip()]
    print(mask(plain("\n".join(lines)), secrets), file=sys.stderr)  # noqa: T201
    return code


def explained(error: Exception) -> tuple[int, str]:
    """Return the exit code for an error, and a sentence with a remedy."""
    if isinstance(error, typer.TyperException):
        return USAGE, usage_sentence(error)
    if isinstance(error, USAGE_ERRORS):
        return USAGE, sentence(str(error))
    if isinstance(error, NoData | PriceSourceError):
        return NO_DATA, sentence(str(error))
    if isinstance(error, LibraryError):
        return FAILED, sentence(str(error))
    if isinstance(error, OSError) and error.filename:
        return FAILED, (
            f"The file {error.filename} cannot be used: {(error.strerror or 'unknown reason').lower()}. "
            "Name another one, or set MARKET_COPILOT_HOME to a folder that can be written."
        )
    return _of_the_copilot(error)


def _of_the_copilot(error: Exception) -> tuple[int, str]:
    """Explain an error of a layer whose import is costly; when it was raised, its module is loaded."""
    name = type(error).__name__
    if name in ("QuestionRefused", "ThreadBusy", "AddressBusy", "StoreMissing"):
        return USAGE, sentence(str(error))
    if name == "ModelUnavailable":
        return MODEL_FAILED, sentence(str(error)) + " Leave out --no-fallback, and the built-in model answers."
    return FAILED, (
        f"Something went wrong that the program did not foresee ({name}). "
        "Run the command again with -v to see the details, or run: market-copilot doctor"
    )


def usage_sentence(error: typer.TyperException) -> str:
    """Return what was wrong with a command, and how to write it."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "market-copilot"
    said = error.format_message().strip()
    if "Missing argument 'QUESTION'" in said:
        return f'There is no question. Write it in quotation marks: {path} "How has the Nasdaq done this year?"'
    if said.startswith("No such command"):
        return f'{sentence(said)} To ask, write: market-copilot ask "your question". All commands: {path} --help'
    return f"{sentence(said)} How to write it: {path} --help"
