"""The starter notes: what an article says that others say, in our own words, second-hand every one."""

from dataclasses import replace
from pathlib import Path

from tools.library.documents import Document
from tools.library.embedding import Embedder
from tools.library.library import Library
from tools.library.reading import read_file
from tools.library.served import Connect

NOTES = Path(__file__).parent / "notes"


def starter_notes() -> tuple[Document, ...]:
    """Return the notes that ship with the program, in the order of the article's sources."""
    return tuple(replace(read_file(path), origin=f"starter:{path.stem}") for path in sorted(NOTES.glob("*.md")))


def open_library(folder: Path, embed: Embedder | None = None, chroma: Connect | None = None) -> Library:
    """Open a library, putting the starter notes in the first time; a removed note stays removed."""
    library = Library(folder, embed, chroma=chroma)
    library.offer(starter_notes())
    return library
