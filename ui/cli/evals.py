"""The project's own evaluations from the command line; each loads only when it is run."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from tools.errors import LibraryError
from ui.cli import stay
from ui.cli.options import AsJson, Data, Screen, UsageRefused, settings_with

app = typer.Typer(rich_markup_mode=None, help="The project's own evaluations.")

File = Annotated[Path, typer.Argument(metavar="FILE", help="The set to run, one case a line (JSON).")]


@app.command()
def windows(file: File, as_json: AsJson = False) -> None:
    """Read time expressions and count what was read right."""
    part = _part("windows")
    with _readable(file):
        score = part.score(part.load_cases(file))
    _show(score.to_json(), as_json)


@app.command()
def questions(file: File, data: Data = None, as_json: AsJson = False) -> None:
    """Ask questions with known answers and count what was right."""
    part = _part("questions")
    with _readable(file):
        cases = part.load_cases(file)
    score = part.evaluate(cases, data or "reference", progress=_progress())
    scores = score.to_json()
    if as_json:
        _show(scores, as_json)
        return
    counts = {name: f"{one['passed']} of {one['total']}" for name, one in scores["by_category"].items()}
    told = {"right": f"{scores['passed']} of {scores['total']}", "wrong": len(scores["wrong"])}
    _show(counts | told, as_json)
    _show_failures(score.failures)


@app.command()
def grounding(as_json: AsJson = False) -> None:
    """Corrupt figures in answers and count what the checks catch."""
    _show(_part("grounding").evaluate(), as_json)


@app.command()
def articles(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="NAME.txt with NAME.claims.jsonl beside it.")],
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Check labelled articles and count the claims found and the verdicts that are right."""
    part = _part("articles")
    if not folder.is_dir():
        raise UsageRefused(f"there is no folder {folder}; check how it is written")
    with _readable(next(iter(sorted(folder.glob("*.txt"))), folder)):
        score = part.evaluate(folder, _prices(data), progress=_progress())
    _show(score.to_json(), as_json)


def _prices(data: str | None) -> Any:
    """Return the prices that are named, those that ship with the program for none."""
    from tools.prices import open_prices

    return open_prices(data or "reference", settings_with().home / "cache", lambda: datetime.now(UTC))


@app.command()
def retrieval(
    passages: Annotated[Path, typer.Argument(metavar="PASSAGES", help="The passages, one a line (JSON).")],
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS", help="The questions and what answers them.")],
    field: Annotated[str, typer.Option("--field", help="The field of a question's text.")] = "question",
    as_json: AsJson = False,
) -> None:
    """Search passages with questions and score what was found."""
    part = _part("retrieval")
    with _readable(passages), _readable(questions), TemporaryDirectory() as folder:
        rows = part.read_passages(passages), part.read_questions(questions, field)
        scores = part.retrieval(*rows, Path(folder), progress=_progress())
    _show(scores, as_json)


def _part(name: str) -> Any:
    """Return the module of one evaluation."""
    if find_spec("copilot.evals") is None or find_spec(f"copilot.evals.{name}") is None:
        raise UsageRefused(f"the evaluation {name!r} is not part of this installation")
    stay()
    return import_module(f"copilot.evals.{name}")


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Say of a file that is no such set that it is none."""
    if not path.is_file():
        raise UsageRefused(f"there is no file {path}; check how it is written")
    try:
        yield
    except (KeyError, TypeError, ValueError, LibraryError) as wrong:
        what = f"no field {wrong}" if isinstance(wrong, KeyError) else str(wrong)
        raise UsageRefused(f"{path} is not such a set of cases: {what}") from wrong


def _progress() -> Callable[[int, int, str], None] | None:
    side = Screen().side()
    if side is None:
        return None
    return lambda done, total, name: side.print(f"{done} of {total}", end="\r")


def _show(scores: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(scores, ensure_ascii=False, indent=2) + "\n")
        return
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in _flat(scores):
        table.add_row(name, f"{value:.3f}" if isinstance(value, float) else str(value))
    Screen().console().print(table)


def _show_failures(failures: Iterable[tuple[str, str, str]]) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table("id", "question", "why not", box=None, pad_edge=False)
    for failure in failures:
        table.add_row(*map(escape, failure))
    if table.row_count:
        Screen().console().print(table)


def _flat(scores: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for name, value in scores.items():
        rows += _flat(value, f"{before}{name} ") if isinstance(value, Mapping) else [(f"{before}{name}", value)]
    return rows
