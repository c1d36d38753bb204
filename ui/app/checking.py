"""The article check on the page: a file becomes a text, a text a report, told step by step."""

import asyncio
import json
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse

from copilot.answer import Json
from ui.app.answers import Answers
from ui.app.explaining import explained
from ui.app.report_view import report_view

if TYPE_CHECKING:
    from copilot.service import Copilot

MOST_AT_ONCE = 2
KINDS = (".txt", ".md", ".html", ".htm", ".pdf")
Opened = Callable[[], Awaitable["Copilot"]]
NO_DATE = "the publication date is written like this: 2026-01-09"


class ReaderGone(Exception):
    """Nobody waits for this check any more."""


@dataclass(frozen=True)
class Article:
    """A text to check, with the day and title that are known of it."""

    text: str
    published: date | None = None
    title: str = ""

    @classmethod
    def of(cls, body: Any) -> "Article":
        """Return the article of a request; raises ValueError, with a reason, for what is none."""
        if not isinstance(body, dict) or not isinstance(body.get("text"), str):
            raise ValueError("there is no text to check")
        told = body.get("published") or None
        try:
            published = date.fromisoformat(told) if told else None
        except (TypeError, ValueError):
            raise ValueError(NO_DATE) from None
        return cls(body["text"], published, str(body.get("title") or "")[:300])


class Checking:
    """Checks for readers of the page, a few at a time."""

    def __init__(self, copilot: Opened, answers: Answers, example: str) -> None:
        self._copilot = copilot
        self._answers = answers
        self._example = example
        self._places = asyncio.Semaphore(MOST_AT_ONCE)

    def add_to(self, app: FastAPI) -> None:
        """Add the routes of the check."""
        app.get("/copilot/example")(lambda: PlainTextResponse(self._example))
        app.post("/copilot/articles")(self.article)
        app.post("/copilot/checks")(self.check)

    async def article(self, request: Request) -> Response:
        """Answer a file with its text, title and day, or with why it cannot be read."""
        from copilot.check import SourceRefused, read_source

        content, name = await request.body(), request.query_params.get("name", "")
        try:
            source = await asyncio.to_thread(read_source, content, name)
        except SourceRefused as refused:
            return JSONResponse({"error": explained(refused)}, status_code=422)
        published = source.published.isoformat() if source.published else ""
        return JSONResponse({"text": source.text, "title": source.title, "published": published})

    async def check(self, request: Request) -> Response:
        """Answer a text with lines of JSON: what is being done, then the report or what went wrong."""
        try:
            article = Article.of(json.loads(await request.body()))
        except (ValueError, RecursionError) as wrong:
            return JSONResponse({"error": f"This cannot be checked: {wrong}."}, status_code=422)
        headers = {"cache-control": "no-store"}
        return StreamingResponse(self._lines(article), media_type="application/x-ndjson", headers=headers)

    async def _lines(self, article: Article) -> AsyncGenerator[str, None]:
        async with aclosing(self._told(article)) as told:
            async for line in told:
                yield json.dumps(line) + "\n"

    async def _told(self, article: Article) -> AsyncGenerator[Json, None]:
        try:
            if self._places.locked():
                yield {"doing": "Waiting for other checks to finish", "done": 0, "total": 1}
            async with self._places:
                copilot = await self._copilot()
                async with aclosing(_working(copilot, article)) as steps:
                    async for step in steps:
                        yield step if "document" not in step else self._report(step["document"], article)
        except Exception as error:  # noqa: BLE001  the edge: one sentence for whatever went wrong
            yield {"error": explained(error)}

    def _report(self, document: Json, article: Article) -> Json:
        token = self._answers.keep(document)
        return {"html": report_view(document, token, given=article.published is not None), "title": document["title"]}


async def _working(copilot: "Copilot", article: Article) -> AsyncGenerator[Json, None]:
    """Yield what a check does and at last its document; leaving this ends the work at its next step."""
    loop, gone = asyncio.get_running_loop(), threading.Event()
    steps: asyncio.Queue[Json | None] = asyncio.Queue()

    def progress(what: str, done: int, total: int) -> None:
        if gone.is_set():
            raise ReaderGone
        loop.call_soon_threadsafe(steps.put_nowait, {"doing": what, "done": done, "total": total})

    def work() -> Json:
        return copilot.check(article.text, published=article.published, title=article.title, progress=progress)

    task = asyncio.ensure_future(asyncio.to_thread(work))
    task.add_done_callback(lambda done: steps.put_nowait(None))
    try:
        while (step := await steps.get()) is not None:
            yield step
        yield {"document": task.result()}
    finally:
        gone.set()
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
