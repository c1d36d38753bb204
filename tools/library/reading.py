"""Which files are read, and how: bounds before anything is opened, each kind by its reader."""

import os
import stat
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tools.errors import DocumentRefused
from tools.library.addresses import read_address
from tools.library.documents import Document, Refused
from tools.library.readers import READERS, Kind
from tools.library.readers.apart import Workshop

if TYPE_CHECKING:
    from tools.library.fetching import Fetched

MOST_FILES = 2000


def read_file(path: Path, workshop: Workshop | None = None) -> Document:
    """Return the document in a file; those of complex kinds are read by the workshop's child process.

    Raises DocumentRefused, with the reason, for what is no file, too large, empty, or of no known kind.
    """
    ending = path.suffix.lower()
    content = _content(path, _kind(ending).most_bytes)
    return replace(read_content(ending, content, path.name, workshop), origin=str(path.absolute()))


def read_content(ending: str, content: bytes, name: str, workshop: Workshop | None = None) -> Document:
    """Return the document that bytes of one kind hold; raises DocumentRefused with the reason."""
    kind = _kind(ending)
    if not kind.apart:
        return kind.read(content, name)
    if workshop is not None:
        return workshop.read(ending, content, name)
    with Workshop() as own:
        return own.read(ending, content, name)


def read_fetched(fetched: "Fetched", workshop: Workshop | None = None) -> Document:
    """Return the document that an address gave: reporting, whatever it says of itself, found where it was found."""
    document = read_content(fetched.ending, fetched.content, fetched.name, workshop)
    publisher = document.publisher or read_address(fetched.url).host.removeprefix("www.")
    return replace(document, url=fetched.url, tier="reporting", publisher=publisher)


def _kind(ending: str) -> Kind:
    if ending not in READERS:
        known = ", ".join(filter(None, READERS))
        raise DocumentRefused(f"files ending in {ending} cannot be read; known are {known}")
    return READERS[ending]


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


def _content(path: Path, most: int) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise DocumentRefused("it is not a file")
        if about.st_size > most:
            raise DocumentRefused(f"it has {about.st_size:,} bytes; at most {most:,} are read")
        with path.open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise DocumentRefused(getattr(error, "strerror", None) or str(error)) from error
    if len(content) > most:
        raise DocumentRefused(f"it grew beyond {most:,} bytes while it was read")
    if not content.strip():
        raise DocumentRefused("it is empty")
    return content
