"""Files become documents: one reader per kind of file, bounds before anything is read."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from tools.errors import DocumentRefused
from tools.library.cleaning import clean_line, clean_text
from tools.library.dates import published_in, read_date
from tools.library.documents import TIERS, Document, Refused, Tier

MOST_BYTES = 5_000_000
MOST_FILES = 2000
_FIELDS = frozenset(
    ("title", "publisher", "author", "published", "date", "url", "tier", "symbols", "tickers", "sectors")
)
_FIELD = re.compile(r"(?P<name>[A-Za-z]{3,12})[ \t]*:[ \t]*(?P<value>[^\n]*)")
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>[^\n]{1,300})")
_EXCHANGE = re.compile(
    r"\((?:NYSE|NASDAQ|Nasdaq)(?: ?Arca)?:\s?(?P<symbol>[A-Z]{1,5}(?:[.-][A-Z])?)\)|\$(?P<tag>[A-Z]{2,5})\b"
)

Reader = Callable[[bytes, str], Document]


def read_text(content: bytes, name: str) -> Document:
    """Return the document that a text or Markdown file holds.

    What it says of itself stands between two lines `---`, or in leading lines `title: …`; the rest
    is derived: the title from the first heading or the file's name, the date from the top of the text.
    """
    fields, body = _front_matter(clean_text(_decoded(content)))
    heading = next((m["words"] for line in body.split("\n", 40)[:40] if (m := _HEADING.match(line))), "")
    return Document(
        text=body,
        title=clean_line(fields.get("title") or heading or Path(name).stem.replace("_", " ")),
        publisher=clean_line(fields.get("publisher") or fields.get("author", "")),
        published=_published(fields.get("published") or fields.get("date", ""), body),
        url=_url(fields.get("url", "")),
        tier=_tier(fields.get("tier", "")),
        symbols=_listed(fields.get("symbols") or fields.get("tickers", "")) or _symbols_in(body),
        sectors=_listed(fields.get("sectors", "")),
    )


READERS: Mapping[str, Reader] = {
    ".md": read_text,
    ".markdown": read_text,
    ".txt": read_text,
    ".text": read_text,
    "": read_text,
}


def read_file(path: Path) -> Document:
    """Return the document in a file.

    Raises DocumentRefused, with the reason, for what is no file, too large, empty, or of no known kind.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(filter(None, READERS)))
        raise DocumentRefused(f"files ending in {path.suffix} cannot be read; known are {known}")
    return replace(reader(_content(path), path.name), origin=str(path.absolute()))


def files_under(paths: Iterable[Path]) -> tuple[list[Path], list[Refused]]:
    """Return the files to read, sorted within each folder, and what is not looked at, with the reason.

    In folders, hidden files and files of unknown kinds are passed over, links are refused.
    """
    files: list[Path] = []
    refused: list[Refused] = []
    for path in paths:
        if path.is_dir():
            for inside in _walk(path):
                if inside.is_symlink():
                    refused.append(Refused(str(inside), "it is a link; name its target to add it"))
                elif inside.suffix.lower() in READERS:
                    files.append(inside)
                else:
                    refused.append(Refused(str(inside), f"files ending in {inside.suffix} cannot be read"))
        else:
            files.append(path)
    refused += [Refused(str(path), f"more than {MOST_FILES} files at once") for path in files[MOST_FILES:]]
    return files[:MOST_FILES], refused


def _walk(folder: Path) -> Iterable[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if not name.startswith("."))


def _content(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise DocumentRefused("it is not a file")
        if about.st_size > MOST_BYTES:
            raise DocumentRefused(f"it has {about.st_size:,} bytes; at most {MOST_BYTES:,} are read")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise DocumentRefused(getattr(error, "strerror", None) or str(error)) from error
    if len(content) > MOST_BYTES:
        raise DocumentRefused(f"it grew beyond {MOST_BYTES:,} bytes while it was read")
    if not content.strip():
        raise DocumentRefused("it is empty")
    return content


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


def _symbols_in(body: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m["symbol"] or m["tag"] for m in _EXCHANGE.finditer(body)))[:50]
