"""Run a question or a brief to its end, tell its progress, and show the document."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import aclosing, nullcontext
from typing import TYPE_CHECKING, Any

from ui.cli.exits import NO_DATA, OK
from ui.cli.options import Screen
from ui.render.clean import plain

if TYPE_CHECKING:
    from copilot.events import Event

Json = dict[str, Any]


def told(events: "AsyncIterator[Event]", screen: Screen) -> Json:
    """Return the document at the end of the events; progress goes to a watched standard error."""
    return asyncio.run(document_of(events, screen))


async def document_of(events: "AsyncIterator[Event]", screen: Screen) -> Json:
    """Return the document at the end of the events, inside a running loop."""
    from copilot.events import DoneEvent, NoticeEvent, StepEvent

    side = screen.side()
    document: Json | None = None
    with side.status("Reading the question") if side else nullcontext() as status:
        async with aclosing(events) as stream:  # type: ignore[type-var]
            async for event in stream:
                if isinstance(event, DoneEvent):
                    document = event.answer.to_json()
                elif status is not None and isinstance(event, StepEvent):
                    status.update(f"Checked with {plain(event.name).replace('_', ' ')}")
                elif isinstance(event, NoticeEvent):
                    _notice(event.text, screen)
    if document is None:
        raise RuntimeError("the events ended without an answer")
    return document


def _notice(text: str, screen: Screen) -> None:
    if not screen.quiet and not screen.json:
        print(plain(text), file=sys.stderr)  # noqa: T201


def put_out(document: Json, screen: Screen) -> int:
    """Show a document where the user wants it, and return the exit code that fits it."""
    from ui.render.save import as_json, save

    if screen.out is not None:
        save(document, screen.out)
        _notice(f"Written to {screen.out}", screen)
    if screen.json:
        sys.stdout.write(as_json(document))
    elif screen.out is None:
        from ui.render.terminal import show

        show(document, screen.console(), screen.loudness)
    sys.stdout.flush()
    return NO_DATA if document.get("behavior") == "decline" and document.get("reason") == "no_data" else OK
