"""What a first-time visitor sees: what this is, and questions that show what it can do."""

from ui.app.turns import one_line
from ui.render.html_fragments import asking, safe

EXAMPLES = (
    ("Look back", "How has the Nasdaq done since ChatGPT launched?"),
    ("Compare", "Russell 2000 versus the Nasdaq, first three sessions of 2026"),
    ("Rank", "Rank the sectors on 6 January 2026"),
    ("Concentration", "How much of the S&P 500 is the Magnificent 7?"),
    ("Check a claim", "MAGS returned 44.86% from August 2024 through 6 January 2026. Is that right?"),
)


def welcome_html() -> str:
    """Return the page before the first question, on one line."""
    items = "".join(f"<li><span>{safe(kind)}</span>{asking(question)}</li>" for kind, question in EXAMPLES)
    return one_line(
        '<section class="mc welcome"><h2>Ask about the stock market</h2>'
        "<p>Every figure in an answer is computed from prices, never typed by a model. "
        "Click one, or press Enter on it, to see its formula, its rows, and where they came from.</p>"
        '<aside class="offer"><div><h3>Check an article</h3><p>Paste one, and every market figure in it is recomputed '
        "and judged.</p></div>"
        '<p class="ways"><a class="button main" href="#check/example">Check an example</a>'
        '<a class="button" href="#check">Check your own</a></p></aside>'
        f'<ul class="examples" aria-label="Examples">{items}</ul></section>'
    )
