"""What a user asked of a command, as values: the options in common, and the settings they make."""

import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from copilot.settings import Settings

PLAIN_WIDTH = 100


class UsageRefused(ValueError):
    """A command that cannot be run as written; the message says how to write it."""


def a_day(text: str) -> date:
    """Return the date that an option names; raises UsageRefused with the spelling that works."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageRefused(f"{text!r} is not a date; write year, month and day like this: 2026-01-09") from None


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, and nothing else.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The last session an answer may use, like 2026-01-09.")
]
Data = Annotated[
    str | None,
    typer.Option(
        "--data", metavar="auto|yahoo|reference|PATH", help="Where prices come from; PATH is a file or folder."
    ),
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME|offline", help="The chat model, or the built-in one.")
]
NoFallback = Annotated[
    bool,
    typer.Option("--no-fallback", help="A chat model that fails is an error; the built-in one does not take over."),
]
ThreadName = Annotated[str | None, typer.Option("--thread", metavar="NAME", help="Continue a named conversation.")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write a .json, .md, .html or .pdf file, by its ending.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="The answer's text alone.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Every proof in full, and details of errors.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours; NO_COLOR does the same.")]


@dataclass(frozen=True)
class Screen:
    """How results are shown: as JSON, how loudly, in colour, and into which file."""

    json: bool = False
    quiet: bool = False
    verbose: bool = False
    plain: bool = False
    out: Path | None = None

    @property
    def loudness(self) -> int:
        """-1 the text alone, 0 as usual, 1 with every proof."""
        return 1 if self.verbose else -1 if self.quiet else 0

    def console(self) -> "Console":
        """Return standard output as rich sees it."""
        return self._console(sys.stdout)

    def side(self) -> "Console | None":
        """Return standard error for progress, or None where nobody watches it."""
        if self.quiet or not sys.stderr.isatty():
            return None
        return self._console(sys.stderr)

    def _console(self, stream: Any) -> "Console":
        from ui.cli.console import QuietConsole

        width = None if stream.isatty() or os.environ.get("COLUMNS") else PLAIN_WIDTH
        return QuietConsole(file=stream, no_color=self.plain or None, highlight=False, width=width)


def settings_with(**chosen: Any) -> "Settings":
    """Return the settings of the environment with a command's own choices over them.

    Raises UsageRefused, naming the setting, for a value that does not fit.
    """
    from pydantic import ValidationError

    from copilot.settings import Settings

    try:
        return Settings(**{name: value for name, value in chosen.items() if value is not None})
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "?"
        setting = name if name.startswith("OPENAI_") else f"MARKET_COPILOT_{name}"
        raise UsageRefused(f"the setting {setting} does not fit: {first['msg'].lower()}") from None


def secret_settings() -> tuple[str, ...]:
    """Return key and database of the settings, also from `.env` alone; nothing when they cannot be read."""
    try:
        settings = settings_with()
    except UsageRefused:
        return ()
    return tuple(
        s.get_secret_value() for s in (settings.openai_api_key, settings.threads) if s and s.get_secret_value()
    )
