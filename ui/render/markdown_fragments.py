"""Pieces of Markdown that answers, briefs and checks share. Every text is escaped here."""

import re
from typing import Any

from ui.render.blocks import Block, Grid, Heading, Line, Listing, Paragraph, Piece
from ui.render.clean import cell, plain
from ui.render.proof import Proof

_SPECIAL = re.compile(r"([\\`*_\[\]<|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+", re.IGNORECASE)
_OPENS_BLOCK = re.compile(r"^(?=[#>+=~-])")


def joined(parts: list[str]) -> str:
    """Return parts as one text with a blank line between, ending with a newline; empty ones are left out."""
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: Any) -> str:
    """Return a text in which Markdown sees no link, image, markup or HTML; addresses become code."""
    raw = plain(text).replace("\n", " ")
    pieces: list[str] = []
    end = 0
    for address in _ADDRESS.finditer(raw):
        pieces += [_plain_escaped(raw[end : address.start()]), f"`{address[0].replace('`', '')}`"]
        end = address.end()
    return "".join([*pieces, _plain_escaped(raw[end:])])


def _plain_escaped(text: str) -> str:
    return _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", text))


def block_text(block: Block) -> str:
    """Return one block of an answer's text."""
    match block:
        case Heading():
            return f"{'#' * min(6, block.level + 1)} {_line(block.line)}"
        case Listing():
            mark = "1." if block.numbered else "-"
            return "\n".join(f"{mark} {_line(item)}" for item in block.items)
        case Grid():
            return table([[_line(c) for c in block.head], *([_line(c) for c in row] for row in block.rows)])
        case Paragraph():
            return "\n".join(_OPENS_BLOCK.sub(r"\\", _line(line)) for line in block.lines)


def table(rows: list[list[str]]) -> str:
    """Return rows of escaped cells as a table; the first row is its head."""
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def _line(line: Line) -> str:
    return "".join(_piece(piece) for piece in line)


def _piece(piece: Piece) -> str:
    if piece.citation:
        return escaped(piece.text) + (" *(citation withdrawn)*" if piece.doubted else "")
    text = f"`{piece.text.replace('`', '')}`" if piece.code else escaped(piece.text)
    core = text.strip()
    look = ("**" if piece.strong else "*" if piece.emphasis else "") if core else ""
    text = text.replace(core, f"{look}{core}{look}", 1) if look else text
    if piece.doubted:
        return f"{text} *(unproved)*"
    return f"{text}[^{piece.fact}]" if piece.fact else text


def note(proof: Proof) -> str:
    """Return the footnote that holds a proof in full."""
    facts = [f"*{escaped(name)}*: {escaped(text)}" for name, text in proof.details]
    others = [f"*{escaped(o.label)}*: {o.value} ({escaped(o.window)})" for o in proof.others]
    rows = [["whose", "session", "field", "value"]]
    rows += [[_cell(r.name), _cell(r.session), _cell(r.field), escaped(r.value)] for r in proof.rows]
    lines = [
        f"**{escaped(proof.label)}: {proof.value}** — {escaped(proof.window)}.",
        f"Formula: `{proof.formula.replace('`', '')}`.",
        "; ".join(facts) + ".",
        table(rows) if proof.rows else "",
        f"Other fair readings: {'; '.join(others)}." if others else "",
    ]
    body = "\n\n".join(line for line in lines if line).replace("\n", "\n    ")
    return f"[^{proof.id}]: {body.replace(chr(10) + '    ' + chr(10), chr(10) * 2)}"


def _cell(text: str) -> str:
    return escaped(cell(text))
