"""The parts of the page beside the chat, as they stand before anything was done in them."""

from collections.abc import Sequence

from ui.app.turns import one_line
from ui.render.html_fragments import safe

VIEWS = (("ask", "Ask"), ("check", "Check an article"), ("sources", "Sources"))
ARTICLE_LENGTH = 200_000
DOCUMENT_MEGABYTES = 25
TIERS = (
    ("primary", "Primary: the speaker itself"),
    ("reporting", "Reporting"),
    ("second-hand", "Second-hand: does not count as support"),
)
ENDINGS = {".txt": "text", ".md": "Markdown", ".html": "HTML", ".pdf": "PDF", ".docx": "Word"}


def name_html() -> str:
    """Return the page's name, what is in use, and the way to each view."""
    links = "".join(f'<a href="#{view}">{label}</a>' for view, label in VIEWS)
    return one_line(
        '<div class="mc"><h1>Market Copilot</h1><p id="status" role="status">Opening the data</p>'
        f'<nav aria-label="Views">{links}</nav></div>'
    )


def check_html(kinds: Sequence[str]) -> str:
    """Return the form for an article; `kinds` are the endings of files that can be read."""
    return one_line(
        '<section class="mc view" id="check" aria-labelledby="check-name">'
        '<form id="check-form"><h2 id="check-name" tabindex="-1">Check an article</h2>'
        '<p class="lead">Every market figure in it is recomputed from prices as they stood on the day '
        "it was published. Wrong ones are named, with what the figure really was.</p>"
        '<div class="drop"><label for="article">The article</label>'
        f'<textarea id="article" rows="11" maxlength="{ARTICLE_LENGTH}" spellcheck="false" '
        'placeholder="Paste the text here, or drop a file on it"></textarea></div>'
        '<div class="fields"><label class="field" for="published">Published'
        '<input type="date" id="published" aria-describedby="published-hint"></label>'
        '<p class="hint" id="published-hint">Leave it empty to take the day from the text.</p></div>'
        '<div class="actions"><button type="submit" class="button main">Check the figures</button>'
        f'<label class="button">Open a file<input type="file" id="article-file" accept="{_accept(kinds)}"></label>'
        '<button type="button" class="button plain" id="check-example">Check an example</button></div></form>'
        '<div id="check-state" role="status"></div><div id="check-report"></div></section>'
    )


def sources_html(kinds: Sequence[str]) -> str:
    """Return the library's search, the form that adds to it, and the places for what is found."""
    tiers = "".join(f'<option value="{value}">{safe(name.partition(":")[0])}</option>' for value, name in TIERS)
    return one_line(
        '<section class="mc view" id="sources" aria-labelledby="sources-name">'
        '<div id="shelf"><h2 id="sources-name" tabindex="-1">Sources</h2>'
        '<p class="lead">What answers may quote. A statement that is not a figure from prices must stand in one of '
        "these documents, word for word.</p>"
        '<form id="sources-form" role="search"><label class="field wide" for="words">Find'
        '<input type="search" id="words" maxlength="500" placeholder="Words or a question"></label>'
        '<label class="field" for="publisher">Publisher<select id="publisher"><option value="">Any</option></select>'
        '</label><label class="field" for="tier">Kind<select id="tier"><option value="">Any</option>'
        f'{tiers}</select></label><button type="submit" class="button">Search</button></form>'
        f'{_adding(kinds)}<div id="found" aria-live="polite"></div></div><div id="document"></div></section>'
    )


def _adding(kinds: Sequence[str]) -> str:
    return (
        '<details class="adding" id="adding"><summary>Add documents</summary>'
        f'<div class="drop"><p>Drop files or a folder anywhere on this page, or choose them: {safe(_readable(kinds))}, '
        f"each up to {DOCUMENT_MEGABYTES} MB.</p>"
        '<div class="ways"><label class="button">Choose files<input type="file" id="new-files" multiple '
        f'accept="{_accept(kinds)}"></label><label class="button">Choose a folder'
        '<input type="file" id="new-folder" webkitdirectory></label></div></div>'
        + _way("address", "Or the address of an article", "url", "https://")
        + _way("news", "Or Yahoo\u2019s headlines about a company", "text", "Name or symbol")
        + _known()
        + '<progress id="adding-progress" max="1" value="0" hidden></progress>'
        '<p class="hint" id="adding-state" role="status"></p>'
        '<ul id="adding-report" aria-live="polite"></ul></details>'
    )


def _way(name: str, label: str, kind: str, example: str) -> str:
    return (
        f'<form class="fields way" id="{name}-form"><label class="field wide" for="{name}">{label}'
        f'<input type="{kind}" id="{name}" maxlength="2000" placeholder="{example}" required></label>'
        '<button type="submit" class="button">Add</button></form>'
    )


def _known() -> str:
    """Return the fields for what a reader knows of the documents that are added next."""
    tiers = "".join(f'<option value="{value}">{safe(name)}</option>' for value, name in TIERS)
    return (
        '<fieldset class="known" id="known"><legend>What you know of it, in place of what it says itself'
        '</legend><div class="fields">'
        '<label class="field wide" for="new-title">Title, of a single document'
        '<input type="text" id="new-title" maxlength="200"></label>'
        '<label class="field wide" for="new-publisher">Publisher'
        '<input type="text" id="new-publisher" maxlength="120"></label>'
        '<label class="field" for="new-published">Published<input type="date" id="new-published"></label>'
        '<label class="field wide" for="new-symbols">Companies'
        '<input type="text" id="new-symbols" maxlength="200" placeholder="NVDA, Apple"></label>'
        '<label class="field" for="new-tier">Kind<select id="new-tier"><option value="">As it says</option>'
        f"{tiers}</select></label></div></fieldset>"
    )


def _readable(kinds: Sequence[str]) -> str:
    """Return the kinds of files by the names that people call them."""
    named = list(dict.fromkeys(name for ending, name in ENDINGS.items() if ending in kinds))
    return " or ".join(filter(None, (", ".join(named[:-1]), named[-1]))) if named else "text"


def _accept(kinds: Sequence[str]) -> str:
    return safe(",".join(kind for kind in kinds if kind))
