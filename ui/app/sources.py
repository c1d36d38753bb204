"""The source library on the page: list, search, open, add a file, remove."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from tools.errors import AmbiguousName, DocumentRefused, LibraryError, NoData, PriceSourceError, UnknownName
from ui.app.explaining import explained
from ui.app.listing import document_html, documents_html, line_of, passages_html
from ui.render.clean import plain

if TYPE_CHECKING:
    from copilot.service import Copilot
    from tools.library import Document, DocumentRecord, Library

MOST_FOUND = 10
Opened = Callable[[], Awaitable["Copilot"]]
SAID = ("title", "publisher", "published", "tier", "symbols")
REFUSALS = (DocumentRefused, UnknownName, AmbiguousName, NoData, PriceSourceError)
GONE = "This document is not in the library any more."


class Sources:
    """The library for readers of the page."""

    def __init__(self, copilot: Opened) -> None:
        self._copilot = copilot

    def add_to(self, app: FastAPI) -> None:
        """Add the routes of the library."""
        app.get("/copilot/sources")(self.found)
        app.post("/copilot/sources")(self.add)
        app.get("/copilot/sources/{identifier}")(self.open)
        app.delete("/copilot/sources/{identifier}")(self.remove)

    async def found(self, words: str = "", publisher: str = "", tier: str = "") -> Response:
        """Answer with the documents, or with the passages that words find, within a publisher and a tier."""
        return await self._answered(lambda copilot: _found(copilot.library(), words.strip()[:500], publisher, tier))

    async def open(self, identifier: str, start: int = 0, end: int = 0) -> Response:
        """Answer with one document, marked from `start` to `end`."""

        def opened(copilot: "Copilot") -> Mapping[str, Any]:
            library = copilot.library()
            record = _record(library, identifier)
            return {"html": document_html(record, library.text_of(record.id), start, end), "title": record.title}

        return await self._answered(opened)

    async def add(self, request: Request) -> Response:
        """Take in a file, what an address gives, or a company's headlines; say what became of each, and why."""
        content, told = await request.body(), request.query_params
        return await self._answered(lambda copilot: {"results": _added(copilot, content, told)})

    async def remove(self, identifier: str) -> Response:
        """Take one document out."""

        def removed(copilot: "Copilot") -> Mapping[str, Any]:
            library = copilot.library()
            return {"title": library.remove(_record(library, identifier).id).title}

        return await self._answered(removed)

    async def _answered(self, work: Callable[["Copilot"], Mapping[str, Any]]) -> Response:
        try:
            answer = await asyncio.to_thread(work, await self._copilot())
        except Exception as error:  # noqa: BLE001  the edge: one sentence for whatever went wrong
            return JSONResponse({"error": explained(error)}, status_code=404 if str(error) == GONE else 503)
        return JSONResponse(answer, headers={"cache-control": "no-store"})


def _record(library: "Library", identifier: str) -> "DocumentRecord":
    for record in library.documents():
        if record.id == identifier:
            return record
    raise LibraryError(GONE)


def _found(library: "Library", words: str, publisher: str, tier: str) -> Mapping[str, Any]:
    records = library.documents()
    publishers = sorted({record.publisher for record in records if record.publisher})
    if words:
        found = library.search(words, count=MOST_FOUND * (3 if tier else 1), publisher=publisher)
        html = passages_html([f for f in found if tier in ("", f.document.tier)][:MOST_FOUND], words)
    else:
        wanted = [r for r in records if publisher in ("", r.publisher) and tier in ("", r.tier)]
        html = documents_html(wanted[::-1], len(records))
    return {"html": html, "publishers": publishers, "notices": list(library.notices)}


def _added(copilot: "Copilot", content: bytes, told: Mapping[str, str]) -> list[Mapping[str, Any]]:
    from tools.library import given_in_words

    library = copilot.library()
    try:
        given = given_in_words({name: told.get(name, "") for name in SAID})
        sources = _sources(copilot, content, told)
        results = [library.add(source, given) for source in sources]
    except REFUSALS as refused:
        return [{"change": "refused", "why": explained(refused)}]
    library.add_paths(())  # its vectors are made now, so that the next search need not wait for them
    return [{"change": r.change, "title": r.document.title, "line": line_of(r.document)} for r in results]


def _sources(copilot: "Copilot", content: bytes, told: Mapping[str, str]) -> "Sequence[Document | str]":
    """Return what is to be added: headlines about a company, an address, or the document in a file."""
    if told.get("news"):
        from tools.library import symbols_named

        return [headline for symbol in symbols_named(told["news"]) for headline in copilot.headlines(symbol)]
    return [told.get("url") or _document(content, told.get("name", ""))]


def _document(content: bytes, name: str) -> "Document":
    """Return the document in an uploaded file of this name."""
    from tools.library.reading import read_content

    if not content.strip():
        raise DocumentRefused("it is empty")
    path = PurePath(plain(name).replace("\\", "/").rpartition("/")[2][-200:])
    return read_content(path.suffix.lower(), content, path.name)
