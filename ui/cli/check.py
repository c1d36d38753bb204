"""Check an article: read it, judge its figures, show the report."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.cli.exits import NOT_HELD, OK
from ui.cli.options import Screen, UsageRefused

if TYPE_CHECKING:
    from copilot.settings import Settings

MOST_BYTES = 5_000_000
Json = dict[str, Any]


def checked(name: str, published: date | None, settings: "Settings", screen: Screen, strict: bool) -> int:
    """Print the check of an article in a file, or on standard input for "-", and return the exit code."""
    from copilot.check import ArticleRefused, SourceRefused

    try:
        document = document_of(name, published, settings, screen)
    except (ArticleRefused, SourceRefused) as error:
        raise UsageRefused(str(error)) from None
    from ui.cli.asking import put_out

    put_out(document, screen)
    return NOT_HELD if strict and document["summary"]["contradicted"] else OK


def document_of(name: str, published: date | None, settings: "Settings", screen: Screen) -> Json:
    """Return the check document of an article; progress goes to a watched standard error."""
    from copilot.check import read_source
    from copilot.opening import open_copilot

    source = read_source(content_of(name), "" if name == "-" else Path(name).name)
    copilot, day = open_copilot(settings), published or source.published
    side = screen.side()
    if side is None:
        return copilot.check(source.text, published=day, title=source.title)
    with side.status("Reading the article") as status:

        def progress(what: str, done: int, total: int) -> None:
            status.update(f"{what} ({done} of {total})" if total > 1 else what)

        return copilot.check(source.text, published=day, title=source.title, progress=progress)


def content_of(name: str) -> bytes:
    """Return what is in a file or on standard input; UsageRefused for what is too large to be an article."""
    if name == "-":
        content = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        with Path(name).expanduser().open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UsageRefused(f"the file has more than {MOST_BYTES:,} bytes; give one article alone")
    return content
