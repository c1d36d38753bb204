"""Market Copilot as one object: ask, brief, and what is in use. Screens know nothing below this."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from weakref import WeakValueDictionary

from langchain_core.language_models import BaseChatModel

from copilot.answer import Answer, Json, seal
from copilot.events import DoneEvent, Event, NoticeEvent
from copilot.models import ModelUnavailable
from copilot.models.offline import BuiltInModel
from copilot.reader import Context, brief_asked, language_of, read
from copilot.settings import OFFLINE, Settings
from copilot.threads import StoreFailed, Thread, Threads
from copilot.toolbox import Desk, book_givens
from copilot.turn import Turn
from tools.errors import PeriodOutOfRange
from tools.library import Document, Library
from tools.prices import PriceSource
from tools.sessions import Sessions
from tools.universe import Universe

QUESTION_LIMIT = 4000
Progress = Callable[[str, int, int], None]


class QuestionRefused(ValueError):
    """A question that cannot be taken: empty, or too long."""


@dataclass(frozen=True)
class Status:
    """Which model and which prices are in use, in a reader's words, and what is amiss."""

    model: str
    data: str
    notices: tuple[str, ...] = ()


@dataclass
class Copilot:
    """Everything an answer needs, handed in.

    `open_remote` yields the chat model, or raises ModelUnavailable; it is None when the
    built-in model was chosen.
    """

    settings: Settings
    prices: PriceSource
    universe: Universe
    sessions: Sessions
    threads: Threads
    open_library: Callable[[], Library]
    open_remote: Callable[[], BaseChatModel] | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _library: Library | None = None
    _busy: "WeakValueDictionary[str, asyncio.Lock]" = field(default_factory=WeakValueDictionary)

    async def ask(
        self, question: str, *, thread: str | None = None, as_of: date | None = None
    ) -> AsyncGenerator[Event, None]:
        """Yield what happens while a question is answered; the last event holds the answer.

        A question that asks for the market brief gets it, outside of its thread.
        Raises QuestionRefused for an empty or too long question, ThreadBusy when another program
        does not let go of the thread, ModelUnavailable when the chat model fails and may not be
        replaced, PriceSourceError when there are no prices.
        """
        question, thread = " ".join(written(question).split()), thread and written(thread)
        if not question:
            raise QuestionRefused("there is no question; type one, for example: How has the Nasdaq done this year?")
        if len(question) > QUESTION_LIMIT:
            raise QuestionRefused(
                f"the question has {len(question):,} characters, more than {QUESTION_LIMIT:,}; "
                "shorten it, or check an article with the article check"
            )
        if (day := await asyncio.to_thread(self._day_of_brief, question, as_of)) is not None:
            of_today = day == self.as_of(as_of)
            async with aclosing(self.brief(as_of=as_of if of_today else day, question=question)) as events:
                async for event in events:
                    yield event
            return
        name = thread or self.threads.new_name()
        lock = self._busy.setdefault(name, asyncio.Lock())
        async with lock, self.threads.alone(name, self.settings.answer_seconds) if thread else nullcontext():
            conversation = await asyncio.to_thread(self.threads.open, name) if thread else Thread(name)
            if conversation.trouble:
                yield NoticeEvent(conversation.trouble)
            turn = await asyncio.to_thread(self._turn, conversation, question, as_of)
            async with aclosing(turn.run()) as events:
                async for event in events:
                    if isinstance(event, DoneEvent) and (trouble := await asyncio.to_thread(self._kept, conversation)):
                        yield NoticeEvent(trouble)
                    yield event

    def _kept(self, conversation: Thread) -> str | None:
        """Save a thread; return what to say when it cannot be saved, for the answer stands all the same."""
        try:
            self.threads.save(conversation)
        except StoreFailed as failure:
            return f"This conversation could not be kept ({failure}); a later question cannot build on it."
        return None

    async def answer(self, question: str, *, thread: str | None = None, as_of: date | None = None) -> Answer:
        """Return the whole answer to a question; raises as `ask` does."""
        return await last_answer(self.ask(question, thread=thread, as_of=as_of))

    async def brief(self, *, as_of: date | None = None, question: str = "Market brief") -> AsyncGenerator[Event, None]:
        """Yield what happens while a market brief is written; the last event holds it."""
        from copilot.brief import write_brief

        desk = await asyncio.to_thread(self.desk, self.threads.open(None), question, as_of)
        async with aclosing(write_brief(desk)) as events:
            async for event in events:
                yield event

    def check(
        self, text: str, *, published: date | None = None, title: str = "", progress: Progress | None = None
    ) -> Json:
        """Return the check document of an article; where the chat model fails, the built-in reader alone reads it.

        Takes seconds; `progress` is told what is being done, how much of it is done, and of how
        much, and may raise to end it.

        Raises ArticleRefused for an empty or too long text, ModelUnavailable when the chat model
        fails and may not be replaced, PriceSourceError when there are no prices.
        """
        from copilot.check import check_article

        def checked(model: BaseChatModel | None, told: Progress) -> Json:
            return check_article(
                text, published, self.prices, self.universe, self.sessions, told, title, model, self.library
            )

        told = progress or (lambda what, done, total: None)
        remote, notice = self._remote()
        if remote is None:
            return _noticed(checked(None, told), notice)
        try:
            return checked(remote, told)
        except ModelUnavailable as failure:
            if not self.settings.fallback:
                raise
            return _noticed(checked(None, told), f"The built-in reader alone found the claims, because {failure}.")

    def library(self) -> Library:
        """Return the source library, opened when first needed."""
        if self._library is None:
            self._library = self.open_library()
        return self._library

    def headlines(self, symbol: str) -> tuple[Document, ...]:
        """Return the newest headlines about a symbol as documents, not yet in the library.

        Raises NoData when there are none, PriceSourceError when Yahoo does not answer or is not in use.
        """
        from copilot.headlines import headlines_about

        return headlines_about(symbol, self.settings, self.now)

    def warm_up(self) -> None:
        """Load what a first answer needs: a second or three that a reader need not wait for.

        Safe in a thread of its own; asks nothing of any service.
        """
        read("How is the market?", self.universe, self.sessions, self.sessions.days[-1], Context())
        if self.open_remote is not None:
            with suppress(ModelUnavailable):
                self.open_remote()

    def describe(self) -> Status:
        """Return which model and which prices are in use."""
        name = self.settings.model_name
        if self.open_remote is None:
            built_in = "the built-in model, offline"
            no_key = () if self.settings.openai_api_key else ("A key in OPENAI_API_KEY adds a chat model.",)
            return Status(built_in, self.prices.describe(), no_key)
        return Status(name, self.prices.describe())

    def desk(self, conversation: Thread, question: str, as_of: date | None) -> Desk:
        """Return the working place of one turn, as of the last session that may be used."""
        desk = Desk(
            prices=self.prices,
            universe=self.universe,
            sessions=self.sessions,
            as_of=self.as_of(as_of),
            ledger=conversation.ledger,
            question=question,
            earlier=conversation.earlier,
            open_library=self.library,
            live=None if as_of or self.settings.as_of else self.prices.forming_session(),
        )
        desk.ledger.open_turn(language_of(question))
        book_givens(desk, question)
        return desk

    def _day_of_brief(self, question: str, as_of: date | None) -> date | None:
        return brief_asked(question, self.sessions, self.as_of(as_of)) if "brief" in question.lower() else None

    def as_of(self, asked: date | None) -> date:
        """Return the last session an answer may use: never one that the prices do not have."""
        newest = self.prices.newest_session()
        wanted = asked or self.settings.as_of
        return min(newest, self.sessions.on_or_before(wanted)) if wanted else newest

    def _turn(self, conversation: Thread, question: str, as_of: date | None) -> Turn:
        desk = self.desk(conversation, question, as_of)
        remote, notice = self._remote()
        return Turn(
            desk,
            conversation,
            self.settings.model_name,
            remote,
            BuiltInModel(desk=desk),
            self.settings.fallback,
            self.settings.answer_seconds,
            notice,
            not (as_of or self.settings.as_of) and self._is_stale(desk.as_of),
        )

    def _is_stale(self, newest: date) -> bool:
        """Say whether sessions have passed since the newest one that the prices have; one may still be on its way."""
        try:
            return len(self.sessions.between(newest, self.now().date())) > 2
        except PeriodOutOfRange:
            return True

    def _remote(self) -> tuple[BaseChatModel | None, str | None]:
        if self.open_remote is None:
            return None, None
        try:
            return self.open_remote(), None
        except ModelUnavailable as missing:
            if not self.settings.fallback:
                raise
            return None, f"The built-in model answered, because {missing}."


def written(text: str) -> str:
    """Return a text as Unicode can write it: half characters, as from bytes that are no text, become marks."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


async def last_answer(events: AsyncIterator[Event]) -> Answer:
    """Return the answer at the end of a stream of events."""
    answer: Answer | None = None
    async for event in events:
        if isinstance(event, DoneEvent):
            answer = event.answer
    if answer is None:
        raise RuntimeError("the events ended without an answer")
    return answer


def _noticed(document: Json, notice: str | None) -> Json:
    """Return a check that tells its reader one thing more."""
    if notice is None:
        return document
    told = {**document, "notices": [*document["notices"], notice]}
    return {**told, "sha256": seal(told)}


def is_offline(settings: Settings) -> bool:
    """Say whether the settings choose the built-in model."""
    return settings.model_name == OFFLINE
