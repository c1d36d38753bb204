"""A Chroma server in place of the folder of vectors."""

from collections.abc import Callable
from typing import Any

import pytest

from tools.errors import LibraryError
from tools.library import Document, Library
from tools.library.served import server_at

QUESTION = "copper strike in Chile"


class Server:
    """A server at the seam: Chroma's own client in memory, which can be away."""

    def __init__(self) -> None:
        from chromadb import EphemeralClient

        self.client: Any = EphemeralClient()
        self.away = False

    def __call__(self) -> Any:
        if self.away:
            raise ConnectionError("connection refused")
        return self.client

    def sizes(self) -> list[int]:
        return [c.count() for c in self.client.list_collections()]


@pytest.fixture
def server() -> Server:
    opened = Server()
    for collection in opened.client.list_collections():
        opened.client.delete_collection(collection.name)
    return opened


@pytest.fixture
def served(server: Server, open_at: Callable[..., Library]) -> Library:
    library = open_at(chroma=server)
    library.add(Document("Copper prices rose because mines in Chile were on strike.", "Copper"))
    library.add(Document("Wheat harvests fell short in a dry summer.", "Wheat"))
    return library


def test_vectors_live_on_the_server_and_the_record_in_the_folder(served: Library, server: Server) -> None:
    assert served.search(QUESTION)[0].document.title == "Copper"
    assert served.notices == ()
    assert server.sizes() == [2]
    assert not (served.folder / "vectors").exists()


def test_another_process_on_the_same_record_finds_the_same(
    served: Library, server: Server, open_at: Callable[..., Library]
) -> None:
    served.search(QUESTION)
    other = open_at(chroma=server)
    other.add(Document("Oats are cheap.", "Oats"))

    assert other.search(QUESTION)[0].document.title == "Copper"
    assert served.search("cheap oats")[0].document.title == "Oats"
    assert server.sizes() == [3]


def test_libraries_on_one_server_do_not_mix(served: Library, server: Server, open_at: Callable[..., Library]) -> None:
    served.search(QUESTION)
    other = open_at("other", chroma=server)
    other.add(Document("Oats are cheap.", "Oats"))
    other.search("oats")

    assert sorted(server.sizes()) == [1, 2]


def test_a_server_that_is_away_leaves_the_search_by_words(served: Library, server: Server) -> None:
    server.away = True

    assert served.search(QUESTION)[0].document.title == "Copper"
    assert "searched by words alone" in served.notices[0]
    server.away = False
    assert served.search(QUESTION)[0].document.title == "Copper"


def test_a_collection_that_is_gone_is_made_again(served: Library, server: Server) -> None:
    before = served.search(QUESTION)
    server.client.delete_collection(server.client.list_collections()[0].name)

    assert served.search(QUESTION) == before

    served.add(Document("Oats are cheap.", "Oats"))
    served.search(QUESTION)

    assert server.sizes() == [3]


@pytest.mark.parametrize("address", ["127.0.0.1:8000", "ftp://host", "http://", "http://host/path", "folder"])
def test_what_is_no_address_of_a_server_is_an_error(address: str) -> None:
    with pytest.raises(LibraryError, match="no address of a Chroma server"):
        server_at(address)
