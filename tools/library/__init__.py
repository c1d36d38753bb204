"""The source library: documents that answers may cite, and the search that finds the passage."""

from tools.library.documents import Added, AddReport, Document, DocumentRecord, Found, Refused, Tier
from tools.library.embedding import Embedder, EmbedderFailed
from tools.library.given import Given, given_in_words, symbols_named
from tools.library.library import Library
from tools.library.starter import open_library, starter_notes

__all__ = [
    "AddReport",
    "Added",
    "Document",
    "DocumentRecord",
    "Embedder",
    "EmbedderFailed",
    "Found",
    "Given",
    "Library",
    "Refused",
    "Tier",
    "given_in_words",
    "open_library",
    "starter_notes",
    "symbols_named",
]
