"""An answer document as one HTML file: nothing in it runs, nothing in it asks for anything from elsewhere."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from ui.render import around, html_fragments
from ui.render.html_fragments import safe
from ui.render.kinds import renderer_for

Document = Mapping[str, Any]

IDS = "a"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(document: Document) -> str:
    """Return a document as a whole HTML page, styles in it, for screen and print, light and dark."""
    body = renderer_for(document, RENDERERS)(document)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{safe(around.heading_of(document))}</title>\n<style>\n{stylesheet()}\n</style></head>\n"
        f'<body class="mc-page"><main class="mc">{body}</main></body></html>\n'
    )


def stylesheet(within: str = "", more: str = "") -> str:
    """Return the styles of answers.

    `within` is a selector that makes them, and `more` styles, win over those of a page around them.
    """
    colours, style, report, page = (
        files("ui.render").joinpath(f"{name}.css").read_text(encoding="utf-8")
        for name in ("colours", "style", "report", "page")
    )
    return f"{colours}{within} {{\n{style}{report}{more}}}\n" if within else f"{colours}{style}{report}{page}"


def answer_body(document: Document, ids: str = IDS, live: bool = False) -> str:
    """Return an answer without its question: reading, text, sources, checks, and the cards these open.

    `live` makes what only the app can do: other readings ask themselves, cited documents open.
    """
    cards, proved = html_fragments.cards(document, ids, live)
    return "".join(
        [
            html_fragments.reading(document, live),
            f'<div class="said">{html_fragments.prose(document.get("segments", ()), ids, proved)}</div>',
            html_fragments.verdicts(document),
            html_fragments.sources(document, ids, live),
            html_fragments.ending(document),
            f'<div class="cards">{cards}</div>' if cards else "",
        ]
    )


def brief_body(document: Document, ids: str = IDS, live: bool = False) -> str:
    """Return a brief without its title; `live` as for an answer."""
    cards, proved = html_fragments.cards(document, ids, live)
    return "".join(
        [
            html_fragments.brief_head(document, ids),
            f'<div class="said">{"".join(html_fragments.brief_sections(document, ids, proved))}</div>',
            html_fragments.related(document, ids),
            html_fragments.sources(document, ids, live),
            html_fragments.ending(document),
            f'<div class="cards">{cards}</div>' if cards else "",
        ]
    )


def answer_page(document: Document) -> str:
    """Return the body of an answer's page."""
    return _page(document, answer_body(document))


def brief_page(document: Document) -> str:
    """Return the body of a brief's page."""
    return _page(document, brief_body(document))


def check_page(document: Document) -> str:
    """Return the body of a check's page."""
    from ui.render import report_html

    return report_html.check_page(document)


RENDERERS = {"answer": answer_page, "brief": brief_page, "check": check_page}
"""One function for each kind of document."""


def _page(document: Document, body: str) -> str:
    note = document.get("disclaimer")
    last = f'<p class="disclaimer">{safe(note)}</p>' if note else ""
    return f"<h1>{safe(around.heading_of(document))}</h1>{body}{last}"
