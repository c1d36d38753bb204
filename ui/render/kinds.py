"""Choose a renderer by the kind of a document."""

from collections.abc import Mapping
from typing import Any, TypeVar

from copilot.answer import SCHEMA

Renderer = TypeVar("Renderer")


class UnknownDocument(ValueError):
    """A document that is not of this program, or of a kind that a format cannot show."""


def renderer_for(document: Mapping[str, Any], renderers: Mapping[str, Renderer]) -> Renderer:
    """Return the renderer for a document's kind; raises UnknownDocument, which names the kinds there are."""
    if document.get("schema") != SCHEMA:
        raise UnknownDocument(f"not a Market Copilot document: its schema is not {SCHEMA!r}")
    kind = str(document.get("kind"))
    if kind not in renderers:
        raise UnknownDocument(f"a document of kind {kind!r} cannot be shown like this, only {', '.join(renderers)}")
    return renderers[kind]
