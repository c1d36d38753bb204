"""Conversations in a Postgres database, for programs on several machines. Needs the extra `postgres`."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from copilot.threads.store import StoreFailed, StoreMissing, digest_of

if TYPE_CHECKING:
    from psycopg import Connection

REST: Final = 10.0
"""Seconds for which a database that did not answer is not asked again."""
CONNECT_SECONDS: Final = 5
ANSWER_MILLISECONDS: Final = 10_000
TABLE: Final = "market_copilot_threads"
MADE: Final = 7_021_942_511_530_183_093
"""The number of the lock under which the table is made."""
REASONS: Final = (
    (r"password|authentication|pg_hba|role .* does not exist|no password", "it refuses the user or the password"),
    (r"database .* does not exist", "there is no such database"),
    (r"translate host name|name or service|nodename", "its name cannot be looked up"),
    (r"timeout|timed out|canceling statement", "it did not answer in time"),
    (r"too many (?:clients|connections)|connection slots", "it takes no more connections"),
    (r"permission denied|must be owner", "the user may not read or write there"),
    (r"read-only", "it can only be read"),
    (r"refused|is the server running|no route|unreachable|no such file", "nothing answers at its address"),
    (r"closed|terminat|lost|eof|reset|gone", "the connection to it was lost"),
    (
        r"invalid (?:connection|uri|port|integer|percent)|missing \"=\"|unexpected (?:character|spaces)",
        "that is no address",
    ),
    (r"ssl|certificate", "no secure connection to it can be made"),
)
SETUP: Final = f"""
CREATE TABLE IF NOT EXISTS {TABLE} (
    digest text PRIMARY KEY, name text NOT NULL, document json NOT NULL, saved timestamptz NOT NULL DEFAULT now())
"""


class DatabaseFailed(StoreFailed):
    """The database cannot be reached or used."""

    remedy = "Correct MARKET_COPILOT_THREADS, or unset it to keep conversations in files."


class PostgresStore:
    """A table of conversations, made when it is not there.

    Each turn has a connection of its own, whose lock the server frees when the connection ends. A
    turn that lost it saves nothing, for another program may have begun meanwhile.
    """

    def __init__(self, address: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the address; raises StoreMissing where psycopg is not installed."""
        try:
            import psycopg  # noqa: F401 - without its library the package is there and cannot be imported
        except ImportError:
            raise StoreMissing(
                "MARKET_COPILOT_THREADS names a Postgres database, and psycopg cannot be loaded; "
                "install it with: pip install 'market-copilot[postgres]', or unset that setting to keep files"
            ) from None
        self._address = address
        self._clock = clock
        self._down: tuple[float, str] | None = None
        self._has_table = False
        self._held: dict[str, Connection[Any] | StoreFailed] = {}

    def load(self, name: str) -> str | None:
        """Return a thread's document as it was written."""
        with self._connected(name) as connection:
            found = connection.execute(f"SELECT document::text FROM {TABLE} WHERE digest = %s", [digest_of(name)])
            row = found.fetchone()
        return str(row[0]) if row else None

    def save(self, name: str, text: str) -> None:
        """Put a thread's document in place of the one before."""
        with self._connected(name) as connection:
            connection.execute(
                f"INSERT INTO {TABLE} (digest, name, document) VALUES (%s, %s, %s::json)"
                " ON CONFLICT (digest) DO UPDATE SET document = excluded.document, saved = now()",
                [digest_of(name), _printable(name), text],
            )

    def set_aside(self, name: str) -> None:
        """Keep a document under a key that no thread has."""
        digest = digest_of(name)
        with self._connected(name) as connection, connection.transaction():
            connection.execute(f"DELETE FROM {TABLE} WHERE digest = %s", [f"damaged-{digest}"])
            connection.execute(f"UPDATE {TABLE} SET digest = %s WHERE digest = %s", [f"damaged-{digest}", digest])

    def texts(self) -> Iterator[str]:
        """Yield the documents, some at a time."""
        with self._connected() as connection, connection.transaction(), connection.cursor("texts") as found:
            found.execute(f"SELECT document::text FROM {TABLE} WHERE digest NOT LIKE 'damaged-%%' ORDER BY digest")
            for (text,) in found:
                yield str(text)

    def lock(self, name: str) -> "PostgresLock":
        """Return the lock of a thread: an advisory one, of a connection."""
        return PostgresLock(self, name)

    def hold(self, name: str, connection: "Connection[Any] | StoreFailed") -> None:
        """Let a thread be read and written over this connection alone, or fail as its lock did."""
        self._held[name] = connection

    def drop(self, name: str) -> None:
        """End what `hold` began."""
        self._held.pop(name, None)

    def connect(self) -> "Connection[Any]":
        """Return a new connection to a database that has the table; raises StoreFailed."""
        import psycopg

        if self._down and self._clock() - self._down[0] < REST:
            raise DatabaseFailed(self._down[1])
        with named_faults():
            try:
                connection = psycopg.connect(
                    self._address, autocommit=True, connect_timeout=CONNECT_SECONDS, application_name="market-copilot"
                )
            except psycopg.Error as error:
                self._down = (self._clock(), why(error))
                raise
            try:
                connection.execute(f"SET statement_timeout = {ANSWER_MILLISECONDS}")
                self._make_table(connection)
            except psycopg.Error:
                connection.close()
                raise
        return connection

    def _make_table(self, connection: "Connection[Any]") -> None:
        """Make the table, unless it is there: a user who may not make one may be allowed to use it."""
        if self._has_table or (connection.execute("SELECT to_regclass(%s)", [TABLE]).fetchone() or [None])[0]:
            self._has_table = True
            return
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [MADE])
            connection.execute(SETUP)
        self._has_table = True

    @contextmanager
    def _connected(self, name: str = "") -> "Iterator[Connection[Any]]":
        """Give the connection that holds a thread's lock, or one for the moment."""
        held = self._held.get(name)
        if isinstance(held, StoreFailed):
            raise held
        connection = held or self.connect()
        try:
            with named_faults():
                yield connection
        finally:
            if held is None:
                connection.close()


class PostgresLock:
    """An advisory lock; its number is made of the thread's name."""

    def __init__(self, store: PostgresStore, name: str) -> None:
        self._store, self._name = store, name
        self._connection: Connection[Any] | None = None

    def take(self) -> bool:
        """Ask the server for the lock; a turn that could not be told whether it has it reads and writes nothing."""
        number = int.from_bytes(bytes.fromhex(digest_of(self._name))[:8], signed=True)
        try:
            self._connection = self._connection or self._store.connect()
            with named_faults():
                row = self._connection.execute("SELECT pg_try_advisory_lock(%s)", [number]).fetchone()
        except StoreFailed as failure:
            self._store.hold(self._name, failure)
            raise
        if not (row and row[0]):
            return False
        self._store.hold(self._name, self._connection)
        return True

    def let_go(self) -> None:
        """End the connection, and its lock with it."""
        self._store.drop(self._name)
        if self._connection is not None:
            self._connection.close()


@contextmanager
def named_faults() -> Iterator[None]:
    """Let whatever goes wrong with the database have a reason without address, user or password."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise DatabaseFailed(why(error)) from None


def why(error: Exception) -> str:
    """Return what is the matter with the database, in a few words of our own."""
    said = str(error).lower()
    reason = next((words for pattern, words in REASONS if re.search(pattern, said)), "it reports a fault")
    return f"of the Postgres database: {reason}"


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)[:200]
