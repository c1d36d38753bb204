"""How a document is entered into the record: its id, its particulars, its passages."""

import hashlib

from tools.errors import DocumentRefused
from tools.library.catalogue import context_line
from tools.library.cleaning import clean_line, clean_text
from tools.library.documents import Document, DocumentRecord, Piece
from tools.library.passages import passages
from tools.library.record import StoredPassage


def stored_text(document: Document) -> str:
    """Return the text as it is kept. Raises DocumentRefused when no letter or digit is in it."""
    text = clean_text(document.text)
    if not any(character.isalnum() for character in text):
        raise DocumentRefused(f"{document.title!r} holds no text")
    return text


def entry(document: Document, text: str, added: str) -> DocumentRecord:
    """Return the particulars as they are kept: single lines, a web address or none, an id made of the text."""
    return DocumentRecord(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        title=clean_line(document.title),
        publisher=clean_line(document.publisher),
        published=document.published,
        url=document.url if document.url and document.url.startswith(("https://", "http://")) else None,
        tier=document.tier,
        symbols=tuple(clean_line(symbol) for symbol in document.symbols),
        sectors=tuple(clean_line(sector) for sector in document.sectors),
        added=added,
        characters=len(text),
        origin=document.origin,
        form=clean_line(document.form),
        fiscal_year=document.fiscal_year,
        fiscal_quarter=document.fiscal_quarter,
    )


def stored_passages(document: DocumentRecord, text: str) -> tuple[StoredPassage, ...]:
    """Return the passages of a text as they are recorded."""
    return tuple(_stored(document, k, piece, text[piece.start : piece.end]) for k, piece in enumerate(passages(text)))


def embedded_text(document: DocumentRecord, heading: str, text: str) -> str:
    """Return what is embedded for a passage: the line it stands under, then its text."""
    context = context_line(document, heading)
    return f"{context}\n{text}" if context else text


def _stored(document: DocumentRecord, number: int, piece: Piece, text: str) -> StoredPassage:
    digest = hashlib.sha256(embedded_text(document, piece.heading, text).encode()).hexdigest()[:32]
    return StoredPassage(f"{document.id}:{number}:{digest[:8]}", document.id, piece, text, digest)
