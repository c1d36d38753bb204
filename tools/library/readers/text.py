"""Text and Markdown: what a file says of itself, and its words."""

import re
from datetime import date
from pathlib import Path

from tools.errors import DocumentRefused
from tools.library.cleaning import clean_line, clean_text
from tools.library.dates import published_in, read_date
from tools.library.documents import TIERS, Document, Tier
from tools.library.wrapping import unwrapped

_FIELDS = frozenset(
    ("title", "publisher", "author", "published", "date", "url", "tier", "symbols", "tickers", "sectors")
)
_FIELD = re.compile(r"(?P<name>[A-Za-z]{3,12})[ \t]*:[ \t]*(?P<value>[^\n]*)")
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>[^\n]{1,300})")


def read_text(content: bytes, name: str) -> Document:
    """Return the document that a text or Markdown file holds.

    What it says of itself stands between two lines `---`, or in leading lines `title: …`; the rest
    is derived: the title from the first heading or the file's name, the date from the top of the text.
    """
    fields, body = _front_matter(clean_text(_decoded(content)))
    heading = next((m["words"] for line in body.split("\n", 40)[:40] if (m := _HEADING.match(line))), "")
    return Document(
        text=unwrapped(body),
        title=clean_line(fields.get("title") or heading or Path(name).stem.replace("_", " ")),
        publisher=clean_line(fields.get("publisher") or fields.get("author", "")),
        published=_published(fields.get("published") or fields.get("date", ""), body),
        url=_url(fields.get("url", "")),
        tier=_tier(fields.get("tier", "")),
        symbols=_listed(fields.get("symbols") or fields.get("tickers", "")),
        sectors=_listed(fields.get("sectors", "")),
    )


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _told(content, "utf-16")
    if b"\0" in content or content.startswith((b"%PDF", b"PK\x03\x04", b"{\\rtf")):
        raise DocumentRefused("it is not text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _told(content, "cp1252")


def _told(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentRefused("it is not text in a known encoding") from error


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Split what a text says of itself from the rest; text without such lines comes back whole."""
    plain = text.lstrip()
    fenced = plain.startswith("---\n")
    lines = plain[4:].split("\n") if fenced else plain.split("\n")
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[:60]):
        if (line.strip() in ("---", "...")) if fenced else not line.strip():
            return (fields, "\n".join(lines[number + 1 :])) if fields else ({}, text)
        found = _FIELD.fullmatch(line.strip())
        if found and found["name"].lower() in _FIELDS:
            fields[found["name"].lower()] = found["value"].strip().strip("\"'")
        elif not fenced:
            break
    return {}, text


def _published(words: str, body: str) -> date | None:
    if not words or words.lower() in ("unknown", "none", "null"):
        return published_in(body) if not words else None
    day = read_date(words)
    if day is None:
        raise DocumentRefused(f"`published: {words[:40]}` is no date; write it as 2026-01-07")
    return day


def _url(words: str) -> str | None:
    if words and not re.fullmatch(r"https?://[^\s<>\"'`\\]{1,2000}", words, re.I):
        raise DocumentRefused(f"`url: {words[:60]}` is no web address")
    return words or None


def _tier(words: str) -> Tier:
    for tier in TIERS:
        if words.lower().replace(" ", "-") == tier:
            return tier
    if words:
        raise DocumentRefused(f"`tier: {words[:40]}` is none of {', '.join(TIERS)}")
    return "reporting"


def _listed(words: str) -> tuple[str, ...]:
    items = (clean_line(item.strip(" \"'")) for item in words.strip("[] ").split(","))
    return tuple(dict.fromkeys(item for item in items if item))[:50]
