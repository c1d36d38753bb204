"""Open Market Copilot from its settings: the one place where sources, library and model are chosen."""

from collections.abc import Callable
from datetime import UTC, datetime

from copilot.models import remote_models
from copilot.service import Copilot, is_offline
from copilot.settings import Settings
from copilot.threads import FileStore, Store, Threads
from tools.library import Embedder, Library, open_library
from tools.library.served import server_at
from tools.prices import open_prices
from tools.sessions import load_sessions
from tools.universe import load_universe


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def open_copilot(settings: Settings, now: Callable[[], datetime] = utc_now) -> Copilot:
    """Return a working copilot.

    Raises PriceFileError when `settings.data` names a file that cannot be read, StoreMissing
    when conversations are to be in a database and the package for it is not installed.
    """
    prices = open_prices(settings.data, settings.home / "cache", now)
    return Copilot(
        settings=settings,
        prices=prices,
        universe=load_universe(prices.known_symbols()),
        sessions=load_sessions(),
        threads=Threads(open_thread_store(settings)),
        open_library=lambda: open_source_library(settings),
        open_remote=None if is_offline(settings) else remote_models(settings),
        now=now,
    )


def open_thread_store(settings: Settings) -> Store:
    """Return where conversations are kept: in files at home, or in the database that the settings name."""
    if settings.threads is None:
        return FileStore(settings.home / "threads")
    from copilot.threads.postgres import PostgresStore

    return PostgresStore(settings.threads.get_secret_value())


def open_source_library(settings: Settings) -> Library:
    """Return the library in the settings' home, with the embeddings and the Chroma server that they choose.

    Raises LibraryError for a server's address that is none.
    """
    return open_library(
        settings.home / "library",
        openai_embedder(settings) if settings.embeddings == "openai" else None,
        server_at(settings.chroma) if settings.chroma else None,
    )


def openai_embedder(settings: Settings) -> Embedder:
    """Return OpenAI's embeddings as a function of texts; raises ModelUnavailable without a key."""
    from copilot.models.embeddings import OpenAIEmbedder

    return OpenAIEmbedder(settings)
