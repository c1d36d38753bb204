"""An answer document as PDF, by way of its HTML page."""

from collections.abc import Mapping
from typing import Any


class PdfUnavailable(RuntimeError):
    """The optional part that writes PDF is not installed; the message says how to add it."""


def pdf(document: Mapping[str, Any]) -> bytes:
    """Return a document as the bytes of a PDF file, every proof printed.

    Raises PdfUnavailable without the extra `pdf`.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as missing:
        raise PdfUnavailable(
            "PDF files need the optional part 'pdf' (weasyprint and the Pango library). "
            "Install it with: pip install 'market-copilot[pdf]'. "
            "Or write an .html file, and print it to PDF in a browser."
        ) from missing
    from ui.render.html import html

    written: bytes = HTML(string=html(document), url_fetcher=_nothing).write_pdf()
    return written


def _nothing(url: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
    """Refuse to load anything: a document needs nothing from elsewhere."""
    raise ValueError(f"a document loads nothing, so not {url!r}")
