"""A check as HTML: the article with each claim marked in place and openable, a table, the contradictions."""

from collections.abc import Iterator, Mapping
from typing import Any

from ui.render import around, html_fragments, report
from ui.render.html_fragments import opener, safe

Document = Mapping[str, Any]

IDS = "a"


def check_body(document: Document, ids: str = IDS) -> str:
    """Return a check without its title: summary, the marked article, the table, the contradictions, the cards."""
    proofs, proved = html_fragments.cards({**document, "verdicts": report.facts_used(document)}, ids)
    claims = "".join(_card(line, ids, proved) for line in report.lines_of(document))
    return "".join(
        [
            _summary(document),
            f'<div class="article">{"".join(_article(document, ids))}</div>',
            _table(document, ids),
            _contradictions(document),
            f'<div class="ending">{"".join(f"<p>{safe(line)}</p>" for line in report.origin_lines(document))}</div>',
            f'<div class="cards">{claims}{proofs}</div>',
        ]
    )


def check_page(document: Document) -> str:
    """Return the body of a check's page."""
    note = document.get("disclaimer")
    last = f'<p class="disclaimer">{safe(note)}</p>' if note else ""
    return f"<h1>{safe(around.heading_of(document))}</h1>{check_body(document)}{last}"


def _summary(document: Document) -> str:
    items = "".join(f"<li>{safe(line)}</li>" for line in report.worst_lines(document))
    listed = f"<ul>{items}</ul>" if items else ""
    return f'<div class="summary"><p><strong>{safe(report.summary_line(document))}</strong></p>{listed}</div>'


def _article(document: Document, ids: str) -> Iterator[str]:
    yield "<p>"
    for stretch in report.stretches(document):
        text = safe(stretch.text).replace("\n\n", "</p><p>").replace("\n", "<br>")
        if stretch.line is None:
            yield text
            continue
        line = stretch.line
        look = f"claim {safe(line.verdict)}"
        yield opener(f"{ids}-{line.id}", safe(stretch.text), look, f"{safe(stretch.text)}: {line.name}. Show why")
    yield "</p>"


def _card(line: report.Line, ids: str, proved: tuple[str, ...]) -> str:
    target = safe(f"{ids}-{line.id}")
    more = "".join(f"<p>{safe(text)}</p>" for text in line.more)
    proof = opener(f"{ids}-{line.fact}", "Show the proof", "figure", "Show the proof") if line.fact in proved else ""
    window = f'<p class="line">{safe(line.window)}</p>' if line.window else ""
    return (
        f'<section popover class="card verdict" id="{target}" role="dialog" aria-labelledby="{target}-name"><header>'
        f'<h3 id="{target}-name">{safe(line.id)}: {line.name}</h3><button type="button" class="close" '
        f'popovertarget="{target}" popovertargetaction="hide">Close</button></header><p><q>{safe(line.quote)}</q></p>'
        f"<p>{safe(line.reason)}</p>{window}{more}{proof}</section>"
    )


def _table(document: Document, ids: str) -> str:
    rows = "".join(
        f"<tr><td>{opener(f'{ids}-{line.id}', safe(line.id), 'figure', f'{safe(line.id)}: show why')}</td>"
        f"<td><q>{safe(line.quote)}</q></td><td>{line.name}</td><td>{safe(line.reason)}</td></tr>"
        for line in report.lines_of(document)
    )
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Claim", "Said", "Verdict", "Why"))
    return (
        '<h2>Claims</h2><div class="scroll" tabindex="0" role="region" aria-label="Claims"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _contradictions(document: Document) -> str:
    items = "".join(
        f"<li><strong>{safe(kind)}.</strong> {safe(reason)} "
        f'<span class="line">{"; ".join(f"<q>{safe(q)}</q>" for q in quotes)}</span></li>'
        for kind, quotes, reason in report.contradiction_lines(document)
    )
    return f"<h2>Where the text contradicts itself</h2><ul>{items}</ul>" if items else ""
