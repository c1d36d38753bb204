"""The project's own evaluations from the command line; each loads only when it is run."""

import json
import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from ui.cli.wish import AsJson, Screen, UsageRefused

app = typer.Typer(rich_markup_mode=None, help="The project's own evaluations.")

File = Annotated[Path, typer.Argument(metavar="FILE", help="The set to run, one case a line (JSON).")]


@app.command()
def windows(file: File, as_json: AsJson = False) -> None:
    """Read time expressions and count what was read right."""
    _show(_evaluation("windows")(_there(file)), as_json)


@app.command()
def questions(file: File, as_json: AsJson = False) -> None:
    """Ask questions with known answers and count what was right."""
    _show(_evaluation("questions")(_there(file)), as_json)


@app.command()
def grounding(as_json: AsJson = False) -> None:
    """Corrupt figures in answers and count what the checks catch."""
    _show(_evaluation("grounding")(), as_json)


@app.command()
def retrieval(
    passages: Annotated[Path, typer.Argument(metavar="PASSAGES")],
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS")],
    field: Annotated[str, typer.Option("--field", help="The field of a question's text.")] = "question",
    as_json: AsJson = False,
) -> None:
    """Search passages with questions and score what was found."""
    _show(_evaluation("retrieval")(_there(passages), _there(questions), field=field), as_json)


def _evaluation(name: str) -> Any:
    """Return the function `evaluate` of one evaluation."""
    if find_spec("copilot.evals") is None or find_spec(f"copilot.evals.{name}") is None:
        raise UsageRefused(f"the evaluation {name!r} is not part of this installation")
    return import_module(f"copilot.evals.{name}").evaluate


def _there(path: Path) -> Path:
    if not path.is_file():
        raise UsageRefused(f"there is no file {path}; check how it is written")
    return path


def _show(scores: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(scores, ensure_ascii=False, indent=2) + "\n")
        return
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in _flat(scores):
        table.add_row(name, f"{value:.3f}" if isinstance(value, float) else str(value))
    Screen().console().print(table)


def _flat(scores: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for name, value in scores.items():
        rows += _flat(value, f"{before}{name} ") if isinstance(value, Mapping) else [(f"{before}{name}", value)]
    return rows
