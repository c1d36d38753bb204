"""Write a document to a file by the file's ending, whole or not at all."""

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Document = Mapping[str, Any]


class UnknownEnding(ValueError):
    """A file name whose ending says no format that can be written."""


def as_json(document: Document) -> str:
    """Return the document itself, as JSON text that ends with a newline."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _markdown(document: Document) -> str:
    from ui.render.markdown import markdown

    return markdown(document)


def _html(document: Document) -> str:
    from ui.render.html import html

    return html(document)


def _pdf(document: Document) -> bytes:
    from ui.render.pdf import pdf

    return pdf(document)


FORMATS: Mapping[str, Callable[[Document], str | bytes]] = {
    ".json": as_json,
    ".md": _markdown,
    ".html": _html,
    ".pdf": _pdf,
}


def require_ending(path: Path) -> None:
    """Raise UnknownEnding, before any work, for a file whose ending says no format."""
    if path.suffix.lower() not in FORMATS:
        raise UnknownEnding(f"{path.name!r} must end with one of {', '.join(FORMATS)}, which says the format to write")


def save(document: Document, path: Path) -> None:
    """Write a document in the format of the path's ending.

    Raises UnknownEnding for another ending, OSError when the file cannot be written.
    """
    require_ending(path)
    content = FORMATS[path.suffix.lower()](document)
    write_whole(path, content if isinstance(content, bytes) else content.encode())


def write_whole(path: Path, content: bytes) -> None:
    """Put the content under a name at once, so that no half-written file is ever seen there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
