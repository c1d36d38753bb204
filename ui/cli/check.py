"""Check an article: read it, judge its figures, show the report."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.cli.exits import NOT_HELD, OK
from ui.cli.options import Screen, UsageRefused

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

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
    from copilot.check import check_article, read_source
    from copilot.settings import OFFLINE
    from tools.prices import open_prices
    from tools.sessions import load_sessions
    from tools.universe import load_universe

    source = read_source(content_of(name), "" if name == "-" else Path(name).name)
    prices = open_prices(settings.data, settings.home / "cache", lambda: datetime.now(UTC))
    universe = load_universe(prices.known_symbols())
    side = screen.side()
    model = None if settings.model_name == OFFLINE else _chat_model(settings)
    day, sessions = published or source.published, load_sessions()
    if side is None:
        return check_article(source.text, day, prices, universe, sessions, title=source.title, model=model)
    with side.status("Reading the article") as status:

        def progress(what: str, done: int, total: int) -> None:
            status.update(f"{what} ({done} of {total})" if total > 1 else what)

        return check_article(source.text, day, prices, universe, sessions, progress, source.title, model)


def _chat_model(settings: "Settings") -> "BaseChatModel":
    from copilot.models import open_remote_model

    return open_remote_model(settings)


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
