"""An answer document in a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ui.render import around
from ui.render.clean import plain
from ui.render.kinds import renderer_for
from ui.render.proof import Proof, proofs_of, used_proofs
from ui.render.terminal_fragments import LOUD, QUIET, USUAL, laid_out, loud_proof

Document = Mapping[str, Any]

MOST_PROOFS = 8


def show(document: Document, console: Console, loudness: int = USUAL) -> None:
    """Print a document: QUIET the text alone, USUAL with what stands around it, LOUD with every proof."""
    console.print(renderer_for(document, RENDERERS)(document, loudness))


def answer_view(document: Document, loudness: int) -> RenderableType:
    """Return an answer as rich lays it out."""
    text = tuple(laid_out(document.get("segments", ())))
    if loudness <= QUIET:
        return Group(*text)
    return Group(*preface(document), *text, Text(""), *_verdicts(document), *ending(document, loudness))


def brief_view(document: Document, loudness: int) -> RenderableType:
    """Return a brief as rich lays it out."""
    parts: list[RenderableType] = [Text(around.heading_of(document), style="bold"), Text("")]
    shown = {proof.id: proof for proof in proofs_of(document)}
    if document.get("stance"):
        named = [f"{shown[i].label} {shown[i].value}" for i in document.get("stance_facts", ()) if i in shown]
        stance = around.STANCES.get(document["stance"], plain(document["stance"]))
        parts += [Text(f"{stance}: {'; '.join(named)}" if named else stance), Text("")]
    for section in document.get("sections", ()):
        parts += [Text(section["heading"], style="bold underline"), *laid_out(section["segments"]), Text("")]
    related = [f"{s} {shown[f].value}" if f in shown else s for s, f in around.related_of(document)]
    parts += [Text(f"Related: {', '.join(related)}"), Text("")] if related else []
    return Group(*parts) if loudness <= QUIET else Group(*parts, *ending(document, loudness))


def check_view(document: Document, loudness: int) -> RenderableType:
    """Return a check as rich lays it out."""
    from ui.render import report_terminal

    return report_terminal.check_view(document, loudness)


RENDERERS = {"answer": answer_view, "brief": brief_view, "check": check_view}
"""One function for each kind of document."""


def preface(document: Document) -> Iterator[RenderableType]:
    """Yield how the question was read, and whether it was answered at all."""
    lines = [around.state_of(document), around.unread_of(document)]
    for reading in around.readings_of(document):
        said = f"“{reading.text}”: " if reading.text else ""
        lines += [f"Read as {said}{reading.meaning}", *reading.notes]
        lines += [f"  or {label}: ask “{question}”" for label, question in reading.others]
    kept = [line for line in lines if line]
    if kept:
        yield from (Text(line, style="dim") for line in kept)
        yield Text("")


def _verdicts(document: Document) -> Iterator[RenderableType]:
    for quote, verdict, reason in around.verdict_lines(document):
        yield Text.assemble("Claim ", (f"“{quote}”", "italic"), f": {verdict}. {reason}")
        yield Text("")


def ending(document: Document, loudness: int) -> Iterator[RenderableType]:
    """Yield the proofs, sources, checks, origin and suggestions."""
    proofs = used_proofs(document)
    if loudness >= LOUD:
        for proof in proofs:
            yield from loud_proof(proof)
    elif len(proofs) > MOST_PROOFS:
        yield Text(f"{len(proofs)} figures stand behind this; -v shows the proof of each.", style="dim")
    elif proofs:
        yield _short_proofs(proofs)
    yield from [Text("")] * bool(proofs)
    for source in around.sources_of(document):
        yield from _source(source)
    for line in (around.checks_line(document), *(f"  not held: {f}" for f in around.failing(document))):
        yield Text(line, style="dim")
    lines = [around.origin_line(document), around.model_line(document) if loudness >= LOUD else ""]
    lines.append(plain(document.get("disclaimer", "")))
    yield from (Text(line, style="dim") for line in lines if line)
    if document.get("suggestions"):
        yield Text("\nYou may also ask")
        yield from (Text(f"  {plain(suggestion)}") for suggestion in document["suggestions"])


def _short_proofs(proofs: Sequence[Proof]) -> Table:
    """Return one line for each figure: its id for /proof, what it is of, its value, from which close to which."""
    table = Table(box=None, pad_edge=False, show_header=False, style="dim")
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    for proof in proofs:
        table.add_row(*(Text(text) for text in (proof.id, proof.label, proof.value, proof.dates)))
    return table


def _source(source: around.Source) -> Iterator[RenderableType]:
    yield Text.assemble((f"[{source.marker}] ", "cyan"), (source.title, "bold"), f" ({source.line})")
    yield Padding(
        Text.assemble((source.before, "dim"), (source.quote, "reverse" * bool(source.before)), (source.after, "dim")),
        (0, 0, 0, 4),
    )
    if source.url:
        yield Text(f"    {source.url}", style="dim")
    yield Text("")
