"""An answer document as Markdown: figures with notes that hold their proof, sources as quotations."""

from collections.abc import Iterator, Mapping
from typing import Any

from ui.render import around
from ui.render.blocks import blocks_of
from ui.render.kinds import renderer_for
from ui.render.markdown_fragments import block_text, escaped, joined, note
from ui.render.proof import Proof, all_segments, proofs_of, used_proofs

Document = Mapping[str, Any]


def markdown(document: Document) -> str:
    """Return a document as Markdown text that ends with a newline."""
    return renderer_for(document, RENDERERS)(document)


def answer_markdown(document: Document) -> str:
    """Return an answer as Markdown."""
    parts = [f"# {escaped(around.heading_of(document))}", *_preface(document)]
    parts += [block_text(block) for block in blocks_of(document.get("segments", ()))]
    return joined([*parts, *_verdicts(document), *_ending(document)])


def brief_markdown(document: Document) -> str:
    """Return a brief as Markdown: title, stance, tags, sections, related symbols."""
    shown = {proof.id: proof for proof in proofs_of(document)}
    parts = [f"# {escaped(around.heading_of(document))}"]
    if document.get("stance"):
        named = [
            f"{escaped(shown[i].label)} {shown[i].value}[^{i}]" for i in document.get("stance_facts", ()) if i in shown
        ]
        why = f" ({'; '.join(named)})" if named else ""
        parts.append(f"**{around.STANCES.get(document['stance'], escaped(document['stance']))}**{why}")
    if document.get("tags"):
        parts.append(" · ".join(escaped(tag) for tag in document["tags"]))
    for section in document.get("sections", ()):
        parts.append(f"## {escaped(section['heading'])}")
        parts += [block_text(block) for block in blocks_of(section["segments"])]
    related = [_related(symbol, shown.get(fact or "")) for symbol, fact in around.related_of(document)]
    if related:
        parts += ["## Related", "\n".join(related)]
    return joined([*parts, *_ending(document)])


def check_markdown(document: Document) -> str:
    """Return a check as Markdown."""
    from ui.render import report_markdown

    return report_markdown.check_markdown(document)


RENDERERS = {"answer": answer_markdown, "brief": brief_markdown, "check": check_markdown}
"""One function for each kind of document."""


def _preface(document: Document) -> Iterator[str]:
    if state := around.state_of(document):
        yield f"**{escaped(state)}.**"
    lines = [f"Read as: {_reading(reading)}" for reading in around.readings_of(document)]
    if unread := around.unread_of(document):
        lines.append(escaped(unread))
    if lines:
        yield "\n>\n".join(f"> {line}" for line in lines)


def _reading(reading: around.Reading) -> str:
    said = f"“{escaped(reading.text)}”: {escaped(reading.meaning)}." if reading.text else f"{escaped(reading.meaning)}."
    notes = "".join(f" {escaped(note)}" for note in reading.notes)
    others = "; ".join(f"{escaped(label)} (ask: *{escaped(question)}*)" for label, question in reading.others)
    return f"{said}{notes}" + (f" Another fair reading: {others}." if others else "")


def _related(symbol: str, proof: Proof | None) -> str:
    return f"- {escaped(symbol)}" + (f": {escaped(proof.label)} {proof.value}[^{proof.id}]" if proof else "")


def _verdicts(document: Document) -> Iterator[str]:
    lines = [f"- “{escaped(q)}”: **{verdict}**. {escaped(why)}" for q, verdict, why in around.verdict_lines(document)]
    if lines:
        yield "## What the question claims"
        yield "\n".join(lines)


def _ending(document: Document) -> Iterator[str]:
    sources = around.sources_of(document)
    if sources:
        yield "## Sources"
        yield "\n\n".join(_source(source) for source in sources)
    lines = (around.checks_line(document), around.origin_line(document), around.model_line(document))
    yield "---"
    yield "\\\n".join(escaped(line) + "." for line in lines if line)
    yield "\n".join(f"- Not held: {escaped(line)}" for line in around.failing(document))
    yield f"*{escaped(document.get('disclaimer', ''))}*" if document.get("disclaimer") else ""
    yield from (note(proof) for proof in _noted(document))


def _noted(document: Document) -> tuple[Proof, ...]:
    return used_proofs(document) if any(True for _ in all_segments(document)) else ()


def _source(source: around.Source) -> str:
    address = f" <{source.url}>" if source.url else ""
    quote = f"**{escaped(source.quote)}**" if source.before or source.after else escaped(source.quote)
    passage = f"{escaped(source.before)}{quote}{escaped(source.after)}"
    return f"\\[{source.marker}\\] **{escaped(source.title)}** — {escaped(source.line)}{address}\n\n> {passage}"
