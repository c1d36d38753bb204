"""The page: Gradio components, and the events that join them to the copilot."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import gradio as gr

from copilot.events import Event
from tools.library.readers import READERS
from ui.app.answers import Answers
from ui.app.checking import KINDS as CHECK_KINDS
from ui.app.explaining import explained
from ui.app.pacing import paced
from ui.app.turns import Turn, settled, turn_html
from ui.app.views import check_html, name_html, sources_html
from ui.app.welcome import welcome_html

if TYPE_CHECKING:
    from copilot.service import Copilot

MOST_AT_ONCE = 60
TOLD_AT_ONCE = 8
MOST_WAITING = 100
MOST_TURNS = 40
MOST_READERS = 1000
QUESTION_LENGTH = 4000
BRIEF = "Market brief"
BUSY = (
    f"{MOST_AT_ONCE} questions are being answered just now, which is all that is done at once. Ask again in a moment."
)

Updates = tuple[Any, ...]
Opened = Callable[[], Awaitable["Copilot"]]


@dataclass
class Session:
    """One reader's conversation; it lives in the reader's own state and nowhere else.

    `past` holds the turns before the newest one as they stay on the page.
    """

    thread: str | None = None
    past: list[str] = field(default_factory=list)
    newest: Turn | None = None
    count: int = 0

    def begin(self, question: str) -> Turn:
        """Return a new turn at the end; the oldest ones leave the page when there are many."""
        if self.newest is not None:
            self.past = [*self.past[-(MOST_TURNS - 2) :], settled(self.newest)]
        self.count += 1
        self.newest = Turn(question, f"turn{self.count}")
        return self.newest


class Page:
    """The events of the page. It keeps no conversation; those are in each reader's state."""

    def __init__(self, copilot: Opened, answers: Answers) -> None:
        self._copilot = copilot
        self._answers = answers
        self._present: dict[str, set[asyncio.Event]] = {}
        self.active = 0

    def leave(self, reader: str) -> None:
        """Stop the work for a reader whose browser has gone; Gradio alone would finish it."""
        for gone in self._present.get(reader, ()):
            gone.set()

    async def ask(self, question: str, session: Session | None, request: gr.Request) -> AsyncGenerator[Updates, None]:
        """Answer a question, and yield the page's changes."""
        session = session or Session()
        asked = (question or "").strip()
        if not asked:
            yield *[gr.skip()] * 4, *_idle()
            return
        reader = request.session_hash or ""
        async for updates in self._turn(session, asked, reader, lambda c: c.ask(asked, thread=session.thread)):
            yield updates

    async def brief(self, session: Session | None, request: gr.Request) -> AsyncGenerator[Updates, None]:
        """Write the market brief, and yield the page's changes."""
        reader = request.session_hash or ""
        async for updates in self._turn(session or Session(), BRIEF, reader, lambda c: c.brief()):
            yield updates

    async def _turn(
        self, session: Session, question: str, reader: str, start: Callable[["Copilot"], AsyncIterator[Event]]
    ) -> AsyncGenerator[Updates, None]:
        turn = session.begin(question)
        yield "".join(session.past), turn_html(turn), session, "", *_working()
        if self.active >= MOST_AT_ONCE:
            turn.error = BUSY
        else:
            gone = asyncio.Event()
            self._present.setdefault(reader, set()).add(gone)
            self.active += 1
            try:
                async for _ in self._events(turn, start, gone):
                    if turn.running:
                        yield gr.skip(), turn_html(turn), session, *[gr.skip()] * 4
            finally:
                self.active -= 1
                self._forget(reader, gone)
        if turn.document is not None:
            turn.token = self._answers.keep(turn.document)
            session.thread = turn.document["thread"] if turn.document["kind"] == "answer" else session.thread
        yield gr.skip(), turn_html(turn), session, gr.skip(), *_idle()

    async def _events(
        self, turn: Turn, start: Callable[["Copilot"], AsyncIterator[Event]], gone: asyncio.Event
    ) -> AsyncGenerator[None, None]:
        """Feed the turn; whatever goes wrong becomes a sentence on the page."""
        try:
            copilot = await self._copilot()
            batches = paced(start(copilot), gone)
            try:
                async for batch in batches:
                    for event in batch:
                        turn.take(event)
                    yield
            finally:
                await batches.aclose()
            turn.stopped = gone.is_set()
        except (asyncio.CancelledError, GeneratorExit):
            turn.stopped = True
            raise
        except Exception as error:  # noqa: BLE001  the edge: one sentence for whatever went wrong
            turn.error = explained(error)

    def _forget(self, reader: str, gone: asyncio.Event) -> None:
        self._present[reader].discard(gone)
        if not self._present[reader]:
            del self._present[reader]

    def stop(self, session: Session | None) -> Updates:
        """Show the newest turn as stopped; its work was cancelled by the same click."""
        if not session or not session.newest:
            return gr.skip(), session, *_idle()
        turn = session.newest
        turn.stopped = turn.stopped or turn.running
        return turn_html(turn), session, *_idle()

    def new_chat(self) -> Updates:
        """Return the page to its beginning."""
        return "", welcome_html(), None, "", *_idle()


def _working() -> tuple[Any, Any, Any]:
    """Stop stands in the place of Ask, and one thing is done at a time."""
    return gr.update(visible=False), gr.update(visible=True), gr.update(interactive=False)


def _idle() -> tuple[Any, Any, Any]:
    return gr.update(visible=True), gr.update(visible=False), gr.update(interactive=True)


def raw_html(value: str, name: str) -> gr.Markdown:
    """Return a component for HTML that we wrote and escaped: one block on one line, so no Markdown is read in it.

    `gr.HTML` would need a content security policy that allows eval; this one does not.
    """
    return gr.Markdown(
        value, elem_id=name, sanitize_html=False, latex_delimiters=[], header_links=False, container=False
    )


def build(page: Page) -> gr.Blocks:
    """Return the page with its events joined."""
    with gr.Blocks(title="Market Copilot", analytics_enabled=False, fill_width=True) as blocks:
        session = gr.State(None)
        with gr.Row(elem_id="masthead"):
            raw_html(name_html(), "name")
            fresh = gr.Button("New chat", elem_id="new-chat", size="sm", min_width=0)
        with gr.Column(elem_id="conversation"):
            past = raw_html("", "past")
            current = raw_html(welcome_html(), "current")
        with gr.Row(elem_id="composer"):
            question = gr.Textbox(
                elem_id="question", label="Your question", placeholder="Ask about the market",
                lines=1, max_lines=6, max_length=QUESTION_LENGTH, autofocus=True, container=False, scale=1, min_width=0,
            )  # fmt: skip
            ask = gr.Button("Ask", elem_id="ask", variant="primary", min_width=0, scale=0)
            stop = gr.Button("Stop", elem_id="stop", variant="stop", visible=False, min_width=0, scale=0)
            brief = gr.Button("Market brief", elem_id="brief", min_width=0, scale=0)
        with gr.Column(elem_id="checking"):
            raw_html(check_html(CHECK_KINDS), "check-view")
        with gr.Column(elem_id="library"):
            raw_html(sources_html(tuple(READERS)), "sources-view")
        turn = [past, current, session, question, ask, stop, brief]
        quiet: dict[str, Any] = {"show_progress": "hidden"}
        asking = gr.on([ask.click, question.submit], page.ask, [question, session], turn, api_name="ask", **quiet)
        writing = brief.click(page.brief, [session], turn, api_name="brief", **quiet)
        stop.click(
            page.stop,
            [session],
            [current, session, ask, stop, brief],
            cancels=[asking, writing],
            api_name="stop",
            concurrency_limit=None,
            **quiet,
        )
        fresh.click(
            page.new_chat, None, turn, cancels=[asking, writing], api_name="new_chat", concurrency_limit=None, **quiet
        )
    blocks.state_session_capacity = MOST_READERS
    # Gradio runs 40 events at once whatever an event's own limit; some places are for those who are told it is busy.
    blocks.max_threads = MOST_AT_ONCE + TOLD_AT_ONCE
    blocks.queue(max_size=MOST_WAITING, default_concurrency_limit=MOST_AT_ONCE + TOLD_AT_ONCE)
    page_of_gradio: gr.Blocks = blocks
    return page_of_gradio
