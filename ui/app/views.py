"""The parts of the page beside the chat, as they stand before anything was done in them."""

from collections.abc import Sequence

from ui.app.turns import one_line
from ui.render.html_fragments import safe

VIEWS = (("ask", "Ask"), ("check", "Check an article"), ("sources", "Sources"))
ARTICLE_LENGTH = 200_000
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
    tiers = "".join(f'<option value="{value}">{safe(name)}</option>' for value, name in TIERS)
    return (
        '<details class="adding" id="adding"><summary>Add documents</summary>'
        f'<div class="drop"><p>Drop files anywhere on this page, or choose them: {safe(_readable(kinds))}, '
        "each up to 25 MB.</p>"
        '<label class="button">Choose files<input type="file" id="new-files" multiple '
        f'accept="{_accept(kinds)}"></label></div>'
        '<progress id="adding-progress" max="1" value="0" hidden></progress>'
        '<ul id="adding-report" aria-live="polite"></ul>'
        '<form class="fields" id="address-form"><label class="field wide" for="address">Or a web address'
        '<input type="url" id="address" maxlength="2000" placeholder="https://"></label>'
        '<button type="submit" class="button">Add</button></form>'
        '<fieldset class="known"><legend>Where a document does not say it itself:</legend><div class="fields">'
        '<label class="field wide" for="new-publisher">Publisher'
        '<input type="text" id="new-publisher" maxlength="120"></label>'
        '<label class="field" for="new-published">Published<input type="date" id="new-published"></label>'
        '<label class="field" for="new-tier">Kind<select id="new-tier"><option value="">As it says</option>'
        f"{tiers}</select></label></div></fieldset></details>"
    )


def _readable(kinds: Sequence[str]) -> str:
    """Return the kinds of files by the names that people call them."""
    named = list(dict.fromkeys(name for ending, name in ENDINGS.items() if ending in kinds))
    return " or ".join(filter(None, (", ".join(named[:-1]), named[-1]))) if named else "text"


def _accept(kinds: Sequence[str]) -> str:
    return safe(",".join(kind for kind in kinds if kind))
