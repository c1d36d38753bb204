"""HTML: the article of a page, without its navigation and without what is hidden in it."""

from pathlib import Path
from typing import Any

from tools.errors import DocumentRefused
from tools.library.cleaning import clean_line, clean_text
from tools.library.dates import published_in, read_date
from tools.library.documents import Document
from tools.library.passages import PAGE_BREAK
from tools.library.readers.hiding import unhide

MOST_ELEMENTS = 300_000
_EMPHASIS = ("b", "strong", "i", "em", "u", "s", "small", "big", "mark", "span", "font", "code", "kbd", "tt", "var")


def read_html(content: bytes, name: str) -> Document:
    """Return the article on a web page: headings marked, tables as rows of cells, links as their words.

    Raises DocumentRefused for what is no page, holds too many elements, or says nothing.
    """
    import trafilatura
    from lxml import etree

    tree = _tree(content)
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise DocumentRefused(f"it has more than {MOST_ELEMENTS:,} elements")
    about = trafilatura.extract_metadata(tree, extensive=False, date_config={"original_date": True})
    unhide(tree)
    etree.strip_tags(tree, *_EMPHASIS)
    body = trafilatura.extract(tree, output_format="markdown", include_comments=False, favor_recall=True)
    text = clean_text(body or trafilatura.html2txt(tree)).replace(PAGE_BREAK, "\n").strip()
    if not any(character.isalnum() for character in text):
        raise DocumentRefused("no text stands in it; perhaps its words are loaded by a script")
    return Document(
        text=text,
        title=clean_line(about.title or "") or Path(name).stem.replace("_", " "),
        publisher=clean_line(about.sitename or about.hostname or ""),
        published=read_date(about.date or "") or published_in(text),
        url=about.url or None,
    )


def _tree(content: bytes) -> Any:
    import trafilatura
    from lxml import etree, html

    tree = trafilatura.load_html(content)
    if tree is not None:
        return tree
    try:
        return html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentRefused("it is no page of HTML") from error
