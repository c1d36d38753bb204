"""The vector index on a Chroma server, for several machines or processes that share one record."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from tools.errors import LibraryError
from tools.library.vectors import SPACE, IndexBroken, Vectors, edge

Connect = Callable[[], Any]


class ServedIndex(Vectors):
    """Vectors in a collection of a server, named after the library; its stamp is the collection's metadata.

    A server that fails is IndexBroken, as a folder is; the record makes the collection anew.
    """

    def __init__(self, connect: Connect, library: str) -> None:
        self._connect, self._name = connect, f"market-copilot-{library}"
        self._client: Any = None

    def stamp(self) -> Mapping[str, str] | None:
        """Return what the stored vectors were made from, or None when there are none."""
        with edge():
            if self._name not in {collection.name for collection in self._server().list_collections()}:
                return None
            metadata: Mapping[str, str] | None = (
                self._server().get_collection(self._name, embedding_function=None).metadata
            )
            return metadata

    def open(self) -> None:
        """Find the collection, making it when it is not there."""
        with edge():
            self._collection = self._server().get_or_create_collection(
                self._name, embedding_function=None, configuration=SPACE
            )

    def close(self) -> None:
        """Let go of the server."""
        self._client = self._collection = None

    def seal(self, stamp: Mapping[str, str]) -> None:
        """Write down what the vectors were made from."""
        with edge():
            self._collection.modify(metadata=dict(stamp))

    def discard(self) -> None:
        """Delete the collection; a server that is away keeps it, and its stamp tells that it is old."""
        with suppress(IndexBroken), edge():
            self._server().delete_collection(self._name)
        self.close()

    set_aside = discard

    def _server(self) -> Any:
        if self._client is None:
            self._client = self._connect()
        return self._client


def server_at(address: str) -> Connect:
    """Return what connects to a server such as http://127.0.0.1:8000.

    Raises LibraryError for what is no such address.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise LibraryError(f"{address!r} is no address of a Chroma server; write it like http://127.0.0.1:8000")
    host, port, secure = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80), parts.scheme == "https"

    def connect() -> Any:
        from chromadb import HttpClient
        from chromadb.config import Settings

        return HttpClient(host, port, ssl=secure, settings=Settings(anonymized_telemetry=False))

    return connect
