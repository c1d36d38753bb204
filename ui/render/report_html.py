"""A check as HTML: the article with each claim marked in place and openable, a table, the contradictions."""

import re
from collections.abc import Mapping
from typing import Any

from ui.render import around, html_fragments, report
from ui.render.html_fragments import opener, safe
from ui.render.proof import proofs_of
from ui.render.values import counted

Document = Mapping[str, Any]

IDS = "a"
_HEADING = re.compile(r"\s*#{1,6}\s+")


def check_body(document: Document, ids: str = IDS) -> str:
    """Return a check without its title: summary, the marked article, contradictions, the table, the cards."""
    proofs, proved = html_fragments.cards({**document, "verdicts": report.facts_used(document)}, ids)
    claims = "".join(_card(line, ids, proved) for line in report.lines_of(document))
    return "".join(
        [
            _summary(document),
            f'<div class="article">{_article(document, ids)}</div>',
            _contradictions(document),
            _table(document, ids),
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
    listed = f'<ul class="worst">{items}</ul>' if items else ""
    return f'<div class="summary">{_tally(document)}{listed}</div>'


def _tally(document: Document) -> str:
    counts = document["summary"]
    if not counts["claims"]:
        return f"<p><strong>{safe(report.summary_line(document))}</strong></p>"
    items = "".join(
        f'<li class="{verdict}"><strong>{counts[verdict]}</strong> {name}</li>'
        for verdict, name in report.NAMES.items()
        if counts[verdict]
    )
    total = counted(counts["claims"], "figure or claim", "figures and claims")
    return f'<ul class="tally" aria-label="{total}">{items}</ul>'


def _article(document: Document, ids: str) -> str:
    """Return the article's paragraphs, its title aside; behind each claim stands a mark that opens its card."""
    values = {proof.id: proof.value for proof in proofs_of(document)}
    pieces = [
        safe(stretch.text) if stretch.line is None else _marked(stretch, stretch.line, ids, values)
        for stretch in report.stretches(document)
    ]
    texts = [text for text in re.split(r"\n\s*\n", "".join(pieces)) if text.strip()]
    titled = bool(texts) and texts[0].strip().lstrip("# ") == safe(around.heading_of(document))
    return "".join(_paragraph(text) for text in texts[titled:])


def _paragraph(text: str) -> str:
    heading = _HEADING.match(text)
    words = (text[heading.end() :] if heading else text).strip().replace("\n", "<br>")
    return f'<p class="heading">{words}</p>' if heading else f"<p>{words}</p>"


def _marked(stretch: report.Stretch, line: report.Line, ids: str, values: Mapping[str, str]) -> str:
    """Return a claim's words and its mark, kept together with the last word.

    The mark of a contradicted claim is the figure that holds instead.
    """
    right = values.get(line.fact or "") if line.verdict == "contradicted" else None
    mark = safe(right) if right else report.SYMBOLS.get(line.verdict, "?")
    target, look = f"{ids}-{line.id}", safe(line.verdict)
    button = opener(target, mark, f"verdict-mark {look}", f"{safe(stretch.text)}: {line.name}. Show why")
    words, gap, last = stretch.text.rpartition(" ")
    claim = f'<span class="claim {look}" data-card="{safe(target)}">'
    first = f"{claim}{safe(words + gap)}</span>" if words else ""
    return f'{first}<span class="claim-end">{claim}{safe(last)}</span>{button}</span>'


def _card(line: report.Line, ids: str, proved: tuple[str, ...]) -> str:
    target = safe(f"{ids}-{line.id}")
    more = "".join(f"<p>{safe(text)}</p>" for text in line.more)
    proof = opener(f"{ids}-{line.fact}", "Show the proof", "figure", "Show the proof") if line.fact in proved else ""
    window = f'<p class="line">{safe(line.window)}</p>' if line.window and not proof else ""
    return (
        f'<section popover class="card verdict" id="{target}" role="dialog" aria-labelledby="{target}-name"><header>'
        f'<h3 id="{target}-name">{_mark(line)} {line.name.capitalize()}</h3>'
        f'<button type="button" class="close" popovertarget="{target}" popovertargetaction="hide">Close</button>'
        f"</header><blockquote>{safe(line.quote)}</blockquote><p>{safe(line.reason)}</p>{window}{more}{proof}</section>"
    )


def _mark(line: report.Line) -> str:
    symbol = report.SYMBOLS.get(line.verdict, "?")
    return f'<span class="symbol {safe(line.verdict)}" aria-hidden="true">{symbol}</span>'


def _table(document: Document, ids: str) -> str:
    rows = "".join(_row(line, ids) for line in report.lines_of(document))
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Said", "Verdict", "Why"))
    return (
        '<h2>Claim by claim</h2><div class="scroll" tabindex="0" role="region" aria-label="Claims">'
        f'<table class="claims"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(line: report.Line, ids: str) -> str:
    why = opener(f"{ids}-{line.id}", line.name, "figure", f"{safe(line.quote)}: {line.name}. Show why")
    return f"<tr><td>{safe(line.quote)}</td><td>{_mark(line)} {why}</td><td>{safe(line.reason)}</td></tr>"


def _contradictions(document: Document) -> str:
    items = "".join(
        f"<li><strong>{safe(kind)}.</strong> {safe(reason)} "
        f'<span class="line">{"; ".join(f"<q>{safe(q)}</q>" for q in quotes)}</span></li>'
        for kind, quotes, reason in report.contradiction_lines(document)
    )
    return f'<h2>Where the text contradicts itself</h2><ul class="against">{items}</ul>' if items else ""
