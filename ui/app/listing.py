"""The library as HTML: its documents, the passages that a search found, one document opened at a place."""

import re
from collections.abc import Sequence

from tools.library import DocumentRecord, Found
from tools.library.passages import PAGE_BREAK
from ui.render.around import TIERS, safe_url
from ui.render.html_fragments import safe
from ui.render.values import counted, day

_HEADING = re.compile(r"#{1,6}[ \t]+")
MOST_CHARACTERS = 400_000
"""How much of a long document is shown around the place it was opened at."""


def documents_html(records: Sequence[DocumentRecord], of: int) -> str:
    """Return documents as a list, each to be opened or removed; `of` is how many there are in all."""
    if not of:
        return (
            '<p class="empty">The library is empty. Add documents above, or with: market-copilot sources add PATH</p>'
        )
    if not records:
        return '<p class="empty">No document is of this publisher and kind.</p>'
    count = counted(of, "document") if len(records) == of else f"{len(records)} of {counted(of, 'document')}"
    return f'<p class="count">{count}</p><ul class="documents">{"".join(map(_document, records))}</ul>'


def passages_html(found: Sequence[Found], words: str) -> str:
    """Return what a search found, best first, each leading to its place."""
    if not found:
        return (
            f'<p class="empty">Nothing in the library speaks of <q>{safe(words)}</q>. '
            "Try other words, or another publisher and kind.</p>"
        )
    items = "".join(_passage(one) for one in found)
    return f'<p class="count">{counted(len(found), "passage")}, best first</p><ul class="passages">{items}</ul>'


def document_html(record: DocumentRecord, text: str, start: int, end: int) -> str:
    """Return a document with the characters from `start` to `end` marked, where there are such."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    first = max(0, start - MOST_CHARACTERS // 2) if len(text) > MOST_CHARACTERS else 0
    last = min(len(text), first + MOST_CHARACTERS)
    cut = '<p class="hint">Only the part around the quoted words is shown.</p>' if last - first < len(text) else ""
    if start < end:
        parts = (_prose(text, first, start), _prose(text, start, end), _prose(text, end, last))
        body = f'{parts[0]}<mark id="place" tabindex="-1">{parts[1]}</mark>{parts[2]}'
    else:
        body = _prose(text, first, last)
    return (
        f'<p class="back"><a href="#sources">All sources</a></p><h2 tabindex="-1">{safe(record.title)}</h2>'
        f'<p class="line">{safe(line_of(record))}</p>{_warning(record)}{_address(record)}{cut}'
        f'<div class="text">{body}</div>'
    )


def line_of(record: DocumentRecord, sized: bool = True) -> str:
    """Return publisher, date, tier, companies and, when wanted, size on one line."""
    published = day(record.published.isoformat()) if record.published else "date unknown"
    about = ", ".join(record.symbols[:6])
    words = counted(record.characters, "character") if sized else ""
    return " · ".join(p for p in (record.publisher, published, TIERS.get(record.tier, record.tier), about, words) if p)


def _document(record: DocumentRecord) -> str:
    title, identifier = safe(record.title), safe(record.id)
    return (
        f'<li><div><a href="#sources/{identifier}">{title}</a><span class="line">{safe(line_of(record))}</span></div>'
        f'<button type="button" class="button plain" data-remove="{identifier}" aria-label="Remove {title}">Remove'
        "</button></li>"
    )


def _passage(found: Found) -> str:
    record = found.document
    outside = '<p class="hint">Not of the publisher asked for; nothing of theirs speaks of it.</p>'
    return (
        f'<li><a href="#sources/{safe(record.id)}/{found.start}-{found.end}">{safe(record.title)}</a>'
        f'<span class="line">{safe(line_of(record, sized=False))} · {safe(found.locator)}</span>'
        f"{outside if found.outside_filter else ''}<blockquote>{safe(found.text)}</blockquote></li>"
    )


def _warning(record: DocumentRecord) -> str:
    if record.tier != "second-hand":
        return ""
    return '<p class="warning">Second-hand: this tells what somebody else reported, and does not count as support.</p>'


def _address(record: DocumentRecord) -> str:
    url = safe_url(record.url)
    if url is None:
        return ""
    return f'<p><a href="{safe(url)}" rel="noopener noreferrer nofollow" target="_blank">Open its web page</a></p>'


def _prose(text: str, start: int, end: int) -> str:
    """Return a part of a stored text as it stands, but headings by their look instead of their marks, pages told."""
    page = text.count(PAGE_BREAK, 0, start) + 1
    pages = text[start:end].split(PAGE_BREAK)
    shown = ["\n".join(map(_line, part.split("\n"))) for part in pages]
    marks = (f'<span class="page">Page {page + k}</span>' for k in range(1, len(pages)))
    return shown[0] + "".join(f"{mark}{part}" for mark, part in zip(marks, shown[1:], strict=True))


def _line(line: str) -> str:
    heading = _HEADING.match(line)
    return f"<strong>{safe(line[heading.end() :])}</strong>" if heading else safe(line)
