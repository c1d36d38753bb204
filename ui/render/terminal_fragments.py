"""Pieces of a terminal's screen that answers, briefs and checks share."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ui.render.blocks import Block, Grid, Heading, Line, Listing, Paragraph, Piece, blocks_of
from ui.render.clean import cell
from ui.render.proof import Proof

QUIET, USUAL, LOUD = -1, 0, 1


def laid_out(segments: Sequence[Mapping[str, Any]]) -> Iterator[RenderableType]:
    """Yield the text's blocks with a blank line between."""
    for place, block in enumerate(blocks_of(segments)):
        if place:
            yield Text("")
        yield _block(block)


def _block(block: Block) -> RenderableType:
    match block:
        case Heading():
            return Text.assemble(_line(block.line), style="bold")
        case Listing():
            marks = [f"{i}." if block.numbered else "•" for i in range(1, len(block.items) + 1)]
            return Group(*(Text.assemble(f" {m} ", _line(i)) for m, i in zip(marks, block.items, strict=True)))
        case Grid():
            table = Table(box=SIMPLE_HEAD, pad_edge=False)
            for place, head in enumerate(block.head):
                figures = place > 0 and any(piece.verdict for row in block.rows for piece in row[place])
                table.add_column(_line(head), justify="right" if figures else "left")
            for row in block.rows:
                table.add_row(*(_line(c) for c in row))
            return table
        case Paragraph():
            return Text(" ").join(_line(line) for line in block.lines)


def _line(line: Line) -> Text:
    return Text.assemble(*(_piece(piece) for piece in line))


def _piece(piece: Piece) -> tuple[str, str]:
    looks = " ".join(name for name, on in (("bold", piece.strong), ("italic", piece.emphasis)) if on)
    if piece.doubted:
        return f"{piece.text} ({'citation withdrawn' if piece.citation else 'unproved'})", f"{looks} yellow"
    if piece.citation:
        return piece.text, "cyan"
    return piece.text, f"{looks} green" if piece.verdict else looks


def loud_proof(proof: Proof) -> Iterator[RenderableType]:
    """Yield a proof in full."""
    yield Text.assemble((f"{proof.id} ", "bold"), f"{proof.label}: {proof.value}, {proof.window}")
    yield Text(f"   {proof.formula}")
    for name, text in proof.details:
        yield Text(f"   {name}: {text}", style="dim")
    table = Table("whose", "session", "field", box=None, pad_edge=False, header_style="dim")
    table.add_column("value", justify="right", header_style="dim")
    for row in proof.rows:
        table.add_row(*(Text(cell(text)) for text in (row.name, row.session, row.field)), Text(row.value))
    yield Padding(table, (0, 0, 0, 3))
    for other in proof.others:
        yield Text(f"   or {other.label}: {other.value}, {other.window}", style="dim")
    yield Text("")
