"""HTML: the article of a page, without its navigation and without what is hidden in it."""

import re
from pathlib import Path
from typing import Any

from tools.errors import DocumentRefused
from tools.library.cleaning import clean_line, clean_text
from tools.library.dates import published_in, read_date
from tools.library.documents import Document
from tools.library.passages import PAGE_BREAK

MOST_ELEMENTS = 300_000
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0*(?:%|\s*(?:;|!|$))"
    r"|font-size\s*:\s*0*\.?0*(?:[a-z%]+|\s*(?:;|!|$))|(?:left|top|text-indent)\s*:\s*-\d{4,}",
    re.I,
)
_NEVER_SHOWN = ("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "dialog")
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
    _unhide(tree)
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


def _unhide(tree: Any) -> None:
    """Take out what a browser would not show."""
    for element in list(tree.iter()):
        parent = element.getparent()
        if parent is not None and (not isinstance(element.tag, str) or _is_hidden(element)):
            _drop(element, parent)


def _is_hidden(element: Any) -> bool:
    if element.tag in _NEVER_SHOWN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDING.search(style))


def _drop(element: Any, parent: Any) -> None:
    """Remove an element and keep the text behind it."""
    tail = element.tail or ""
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    element.tail = None
    parent.remove(element)
