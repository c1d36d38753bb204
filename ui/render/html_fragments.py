"""Pieces of HTML that the page of the app and an exported file share. Every text is escaped here."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from ui.render import around
from ui.render.blocks import Block, Grid, Heading, Line, Listing, Paragraph, Piece, blocks_of
from ui.render.clean import cell, plain
from ui.render.proof import Proof, Row, proofs_of, used_proofs

Document = Mapping[str, Any]


def safe(text: Any) -> str:
    """Return a text that is inert in HTML, in an element and in a quoted attribute."""
    return escape(plain(text), quote=True)


def prose(segments: Sequence[Mapping[str, Any]], ids: str, proved: Sequence[str]) -> str:
    """Return an answer's text; figures and citations are buttons that open the card `ids`-F1, `ids`-S1.

    `proved` are the ids of the cards that stand on the page.
    """
    writer = _Writer(ids, frozenset(proved))
    return "\n".join(writer.block(block) for block in blocks_of(segments))


class _Writer:
    def __init__(self, ids: str, cards: frozenset[str]) -> None:
        self.ids = ids
        self.cards = cards

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                level = min(6, block.level + 2)
                return f"<h{level}>{self.line(block.line)}</h{level}>"
            case Listing():
                tag = "ol" if block.numbered else "ul"
                return f"<{tag}>{''.join(f'<li>{self.line(item)}</li>' for item in block.items)}</{tag}>"
            case Grid():
                return self._grid(block)
            case Paragraph():
                return f"<p>{' '.join(self.line(line) for line in block.lines)}</p>"

    def line(self, line: Line) -> str:
        return "".join(self.piece(piece) for piece in line)

    def piece(self, piece: Piece) -> str:
        text = safe(piece.text)
        for tag, on in (("code", piece.code), ("em", piece.emphasis), ("strong", piece.strong)):
            text = f"<{tag}>{text}</{tag}>" if on else text
        if piece.citation:
            return self._opening(piece.citation, text, "cite", f"Source {safe(piece.text)}") + self._flag(piece)
        if piece.doubted:
            return f'<span class="doubted">{text}</span>{self._flag(piece)}'
        if piece.fact:
            look = "figure" if piece.part in (None, "value") else "figure session"
            return self._opening(piece.fact, text, look, f"{safe(piece.text)}: show the proof")
        return text

    def _flag(self, piece: Piece) -> str:
        if not piece.doubted:
            return ""
        word = "withdrawn" if piece.citation else "unproved"
        return f' <span class="flag" title="{safe(piece.reason or word)}">{word}</span>'

    def _opening(self, card: str, text: str, look: str, label: str) -> str:
        if card not in self.cards:
            return f'<span class="{look}">{text}</span>'
        return opener(f"{self.ids}-{card}", text, look, label)

    def _grid(self, grid: Grid) -> str:
        right = [i > 0 and any(p.verdict for row in grid.rows for p in row[i]) for i in range(len(grid.head))]
        looks = [' class="number"' if is_right else "" for is_right in right]
        head = "".join(f'<th scope="col"{k}>{self.line(c)}</th>' for c, k in zip(grid.head, looks, strict=True))
        body = "".join(
            f"<tr>{''.join(f'<td{k}>{self.line(c)}</td>' for c, k in zip(row, looks, strict=True))}</tr>"
            for row in grid.rows
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f'<div class="scroll" tabindex="0" role="region" aria-label="Table">{table}</div>'


def opener(target: str, text: str, look: str, label: str) -> str:
    """Return a button that opens a card by click and by keyboard; `text` and `label` are escaped already."""
    return (
        f'<button type="button" class="{look}" popovertarget="{safe(target)}" aria-label="{label}" '
        f'aria-haspopup="dialog">{text}</button>'
    )


def cards(document: Document, ids: str, live: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return the cards of every proof and source, and the ids of what they prove.

    With `live`, a source's card leads to its document in the app's library.
    """
    proofs, sources = used_proofs(document), around.sources_of(document)
    html = [_proof_card(proof, ids) for proof in proofs] + [_source_card(source, ids, live) for source in sources]
    return "\n".join(html), tuple([proof.id for proof in proofs] + [source.id for source in sources])


def _card(target: str, title: str, kind: str, body: str) -> str:
    name = f"{safe(target)}-name"
    return (
        f'<section popover class="card {kind}" id="{safe(target)}" role="dialog" aria-labelledby="{name}">'
        f'<header><h3 id="{name}">{title}</h3><button type="button" class="close" popovertarget="{safe(target)}" '
        f'popovertargetaction="hide">Close</button></header>{body}</section>'
    )


def _proof_card(proof: Proof, ids: str) -> str:
    details = [("Formula", f"<code>{safe(proof.formula)}</code>"), ("Window", safe(proof.window))]
    details += [(name, safe(text)) for name, text in proof.details]
    listed = "".join(f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in details if text)
    others = "".join(
        f"<tr><td>{safe(cell(o.label))}</td><td>{safe(o.window)}</td><td class='number'>{safe(o.value)}</td></tr>"
        for o in proof.others
    )
    body = f'<p class="value">{safe(proof.value)}</p><dl>{listed}</dl>{_rows(proof.rows, ids)}'
    if others:
        body += f'<h4>Other fair readings</h4><div class="scroll"><table><tbody>{others}</tbody></table></div>'
    return _card(f"{ids}-{proof.id}", safe(proof.label), "proof", body)


def _rows(rows: Sequence[Row], ids: str) -> str:
    if not rows:
        return ""
    return (
        '<h4>Rows <button type="button" class="copy" data-copy>Copy rows</button></h4>'
        '<div class="scroll"><table class="rows"><thead><tr><th scope="col">Whose</th><th scope="col">Session</th>'
        '<th scope="col">Field</th><th scope="col" class="number">Value</th></tr></thead><tbody>'
        + "".join(_row(row, ids) for row in rows)
        + "</tbody></table></div>"
    )


def _row(row: Row, ids: str) -> str:
    name, field = safe(cell(row.name)), safe(cell(row.field))
    if row.fact:
        name = opener(f"{ids}-{row.fact}", name, "figure", f"{name}: show the proof")
    cells = "".join(f"<td>{text}</td>" for text in (name, safe(cell(row.session)), field))
    return f'<tr>{cells}<td class="number">{safe(row.value)}</td></tr>'


def _source_card(source: around.Source, ids: str, live: bool) -> str:
    links = [f'<a href="#sources/{safe(source.place)}">Read it in its document</a>'] if live and source.place else []
    if source.url:
        links.append(
            f'<a href="{safe(source.url)}" rel="noopener noreferrer nofollow" target="_blank">Open its web page</a>'
        )
    warning = (
        '<p class="warning">Second-hand: this tells what somebody else reported, and does not count as support.</p>'
    )
    body = (
        f'<p class="line">{safe(source.line)}</p>{warning if source.second_hand else ""}'
        f"<blockquote>{safe(source.before)}<mark>{safe(source.quote)}</mark>{safe(source.after)}</blockquote>"
        + (f'<p class="links">{" ".join(links)}</p>' if links else "")
    )
    return _card(f"{ids}-{source.id}", f"[{safe(source.marker)}] {safe(source.title)}", "source", body)


def reading(document: Document, live: bool = False) -> str:
    """Return the lines above an answer; with `live`, another reading is a button that asks it."""
    state = around.state_of(document)
    lines = [f'<p class="state">{safe(state)}</p>'] if state else []
    lines += [_reading(entry, live) for entry in around.readings_of(document)]
    if unread := around.unread_of(document):
        lines.append(f'<p class="unread">{safe(unread)}</p>')
    return f'<div class="reading">{"".join(lines)}</div>' if lines else ""


def _reading(entry: around.Reading, live: bool) -> str:
    said = f"<q>{safe(entry.text)}</q> " if entry.text else ""
    notes = "".join(f'<span class="note">{safe(note)}</span> ' for note in entry.notes)
    others = "".join(
        asking(question, label) if live else f'<span class="other">{safe(label)}</span>'
        for label, question in entry.others
    )
    also = f'<span class="others"><span class="label">Or read it</span> {others}</span>' if others else ""
    return f'<p><span class="label">Read as</span> {said}{safe(entry.meaning)} {notes}{also}</p>'


def asking(question: str, label: str = "") -> str:
    """Return a button that asks a question when the page's script sees it clicked."""
    return f'<button type="button" class="ask" data-ask="{safe(question)}">{safe(label or question)}</button>'


def verdicts(document: Document) -> str:
    """Return what became of the claims in the question."""
    items = "".join(
        f"<li><q>{safe(quote)}</q> <strong>{safe(verdict)}</strong>. {safe(reason)}</li>"
        for quote, verdict, reason in around.verdict_lines(document)
    )
    return f'<ul class="verdicts" aria-label="Claims in the question">{items}</ul>' if items else ""


def sources(document: Document, ids: str, live: bool = False) -> str:
    """Return the list of sources, each a button that opens its card; apart from them what is not cited."""
    items = "".join(
        f'<li>{_source_name(source, ids)}<span class="line">{safe(source.line)}</span></li>'
        for source in around.sources_of(document)
    )
    listed = f"<h4>Sources</h4><ul>{items}</ul>" if items else ""
    apart = _retrieved(document, live)
    return f'<div class="sources">{listed}{apart}</div>' if listed or apart else ""


def _retrieved(document: Document, live: bool) -> str:
    items = "".join(
        f'<li>{_titled(source, live)}<span class="line">{safe(source.line)}</span></li>'
        for source in around.retrieved_of(document)
    )
    return f"<details><summary>Found, but not cited</summary><ul>{items}</ul></details>" if items else ""


def _titled(source: around.Source, live: bool) -> str:
    title = safe(source.title)
    return f'<a href="#sources/{safe(source.place)}">{title}</a>' if live else title


def _source_name(source: around.Source, ids: str) -> str:
    name = f"[{safe(source.marker)}] {safe(source.title)}"
    return opener(f"{ids}-{source.id}", name, "source-name", f"Source {name}")


def ending(document: Document) -> str:
    """Return the checks, which open to what did not hold, and the origin of the data."""
    lines = [f"<p>{safe(line)}.</p>" for line in (around.origin_line(document), around.model_line(document)) if line]
    return f'<div class="ending">{_checks(document)}{"".join(lines)}</div>'


def _checks(document: Document) -> str:
    line, failures = safe(around.checks_line(document)), around.failing(document)
    if not failures:
        mark = '<span class="mark" aria-hidden="true"></span>' if around.all_held(document) else ""
        return f'<p class="checks held">{mark}{line}</p>'
    items = "".join(f"<li>{safe(failure)}</li>" for failure in failures)
    return (
        f'<details class="checks failed"><summary><span class="mark" aria-hidden="true"></span>{line}: '
        f"show what did not hold</summary><ul>{items}</ul></details>"
    )


def brief_head(document: Document, ids: str) -> str:
    """Return a brief's stance with the facts it rests on, and its tags."""
    shown = {proof.id: proof for proof in proofs_of(document)}
    facts = "".join(f"<li>{_named(shown[i], ids)}</li>" for i in document.get("stance_facts", ()) if i in shown)
    stance = around.STANCES.get(document.get("stance", ""), safe(document.get("stance", "")))
    tags = "".join(f"<li>{safe(tag)}</li>" for tag in document.get("tags", ()))
    signals = f'<ul aria-label="What the stance rests on">{facts}</ul>' if facts else ""
    head = f'<div class="stance"><strong class="pill">{stance}</strong>{signals}</div>' if stance else ""
    return head + (f'<ul class="tags" aria-label="Tags">{tags}</ul>' if tags else "")


def brief_sections(document: Document, ids: str, proved: Sequence[str]) -> Iterator[str]:
    """Yield a brief's sections."""
    for section in document.get("sections", ()):
        yield f"<section><h2>{safe(section['heading'])}</h2>{prose(section['segments'], ids, proved)}</section>"


def related(document: Document, ids: str) -> str:
    """Return a brief's related symbols, each with its figure."""
    shown = {proof.id: proof for proof in proofs_of(document)}
    items = "".join(
        f"<li><span>{safe(symbol)}</span>{_value(shown[fact], ids) if fact in shown else ''}</li>"
        for symbol, fact in around.related_of(document)
    )
    return f'<section class="related"><h2>Related</h2><ul>{items}</ul></section>' if items else ""


def _named(proof: Proof, ids: str) -> str:
    return f"<span>{safe(proof.label)}</span> {_value(proof, ids)}"


def _value(proof: Proof, ids: str) -> str:
    return opener(f"{ids}-{proof.id}", safe(proof.value), "figure", f"{safe(proof.value)}: show the proof")
