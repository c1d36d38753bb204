"""The chat in a browser."""

from ui.app.serving import serve

__all__ = ["serve"]
