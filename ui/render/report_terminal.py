"""A check in a terminal: the summary, a table of the claims, the contradictions."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ui.render import around, report
from ui.render.proof import used_proofs
from ui.render.terminal_fragments import LOUD, QUIET, loud_proof

Document = Mapping[str, Any]
COLOURS = {"supported": "green", "contradicted": "red", "ambiguous": "yellow", "not_checkable": "dim"}


def check_view(document: Document, loudness: int) -> RenderableType:
    """Return a check as rich lays it out."""
    parts: list[RenderableType] = [
        Text(around.heading_of(document), style="bold"),
        Text(""),
        Text(report.summary_line(document), style="bold"),
    ]
    parts += [Text(f"  • {line}") for line in report.worst_lines(document)]
    if loudness <= QUIET:
        return Group(*parts)
    parts += [Text(""), _claims(document), *_contradictions(document)]
    if loudness >= LOUD:
        for proof in used_proofs({**document, "verdicts": report.facts_used(document)}):
            parts += loud_proof(proof)
    parts += [Text(""), *(Text(line, style="dim") for line in report.origin_lines(document))]
    return Group(*parts)


def _claims(document: Document) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False, padding=(0, 2, 1, 0))
    for name in ("", "said", "why"):
        table.add_column(name, overflow="fold")
    for line in report.lines_of(document):
        mark = Text(f"{report.SYMBOLS.get(line.verdict, '')} {line.name}", style=COLOURS.get(line.verdict, ""))
        table.add_row(mark, Text(line.quote), Text(" ".join([line.reason, *line.more])))
    return table


def _contradictions(document: Document) -> Iterator[RenderableType]:
    found = report.contradiction_lines(document)
    if found:
        yield Text("Where the text contradicts itself", style="bold underline")
    for kind, quotes, reason in found:
        yield Text.assemble((f"{kind}. ", "bold"), reason, ("  " + "; ".join(f"“{q}”" for q in quotes), "dim"))
