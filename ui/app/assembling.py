"""Put the web application together: Gradio's page, our own few routes, the guard before both."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import gradio as gr
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse

from ui.app.answers import Answers
from ui.app.asgi import App
from ui.app.checking import Checking
from ui.app.explaining import explained
from ui.app.guard import LIMITS, Guard, Limits
from ui.app.page import Page, build
from ui.app.sources import Sources
from ui.render.html import stylesheet
from ui.render.save import FORMATS

if TYPE_CHECKING:
    from copilot.service import Copilot

KINDS = {
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".pdf": "application/pdf",
}
OVER_GRADIO = ".gradio-container" * 4
SCRIPTS = ("app", "checking", "sources")
HEAD = '<link rel="stylesheet" href="/copilot/app.css">' + "".join(
    f'<script src="/copilot/{name}.js" defer></script>' for name in SCRIPTS
)
SYSTEM_FONTS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"]


class Opening:
    """The copilot, opened once in a thread of its own and awaited by whoever needs it."""

    def __init__(self, open_copilot: "Callable[[], Copilot]") -> None:
        self._open = open_copilot
        self._task: asyncio.Task[Copilot] | None = None

    def begin(self) -> "asyncio.Task[Copilot]":
        """Start opening, or start again when it failed before."""
        failed = self._task is not None and self._task.done() and self._task.exception() is not None
        if self._task is None or failed:
            self._task = asyncio.create_task(asyncio.to_thread(self._open))
        return self._task

    async def copilot(self) -> "Copilot":
        """Return the copilot; a reader who stops waiting does not stop the opening."""
        return await asyncio.shield(self.begin())

    async def state(self) -> dict[str, Any]:
        """Return what the page's head says: opening, trouble, or which model and prices are in use.

        Prices may have to be asked for first; meanwhile other readers are served.
        """
        task = self.begin()
        if not task.done():
            return {"state": "opening"}
        error = task.exception()
        if error is not None:
            return {"state": "trouble", "text": explained(error)}
        status = await asyncio.to_thread(task.result().describe)
        return {"state": "ready", "model": status.model, "data": status.data, "notices": list(status.notices)}


def build_app(
    open_copilot: "Callable[[], Copilot]",
    clock: Callable[[], float],
    allowed_hosts: tuple[str, ...] = (),
    limits: Limits = LIMITS,
) -> App:
    """Return the guarded application."""
    opening, answers = Opening(open_copilot), Answers()

    @asynccontextmanager
    async def opened(app: FastAPI) -> AsyncIterator[None]:
        opening.begin()
        yield

    page = Page(opening.copilot, answers)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=opened)
    add_routes(app, opening, answers)
    Checking(opening.copilot, answers, files("ui.app").joinpath("example.md").read_text(encoding="utf-8")).add_to(app)
    Sources(opening.copilot).add_to(app)
    mounted: Any = gr.mount_gradio_app(
        app,
        build(page),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        head=HEAD,
        theme=gr.themes.Base(font=SYSTEM_FONTS, font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"]),
    )
    return Guard(mounted, clock, allowed_hosts, limits, page.leave)


def add_routes(app: FastAPI, opening: Opening, answers: Answers) -> None:
    """Add what is ours beside Gradio: styles, the page's script, its status, saved answers."""
    ours = files("ui.app")

    @app.get("/copilot/app.css")
    def css() -> Response:
        page, *within = (
            ours.joinpath(name).read_text(encoding="utf-8") for name in ("app.css", "turns.css", "views.css")
        )
        return Response(stylesheet(OVER_GRADIO, "".join(within)) + page, media_type="text/css")

    @app.get("/copilot/{name}.js")
    def script(name: str) -> Response:
        if name not in SCRIPTS:
            return Response(status_code=404)
        return Response(ours.joinpath(f"{name}.js").read_text(encoding="utf-8"), media_type="text/javascript")

    @app.get("/copilot/status")
    async def status() -> JSONResponse:
        return JSONResponse(await opening.state(), headers={"cache-control": "no-store"})

    @app.get("/copilot/answers/{name}")
    def answer(name: str) -> Response:
        token, dot, ending = name.rpartition(".")
        document, kind = answers.get(token), KINDS.get(dot + ending)
        if document is None or kind is None:
            gone = "This answer is not kept any more; ask the question again to save it."
            return JSONResponse({"error": gone}, status_code=404)
        saved = f'attachment; filename="market-copilot-{document["kind"]}.{ending}"'
        headers = {"content-disposition": saved, "cache-control": "no-store"}
        return Response(FORMATS[dot + ending](document), media_type=kind, headers=headers)
