"""A check as Markdown: the summary, a table of the claims, the contradictions, the proofs as notes."""

from collections.abc import Mapping
from typing import Any

from ui.render import around, report
from ui.render.clean import cell
from ui.render.markdown_fragments import escaped, joined, note, table
from ui.render.proof import used_proofs

Document = Mapping[str, Any]


def check_markdown(document: Document) -> str:
    """Return a check as Markdown."""
    parts = [f"# {escaped(around.heading_of(document))}", f"**{escaped(report.summary_line(document))}**"]
    parts += ["\n".join(f"- {escaped(line)}" for line in report.worst_lines(document))]
    parts += ["\\\n".join(escaped(line) for line in report.origin_lines(document))]
    lines = report.lines_of(document)
    if lines:
        rows = [["Claim", "Said", "Verdict", "Why"]]
        rows += [[line.id, escaped(cell(line.quote)), f"**{line.name}**", _why(line)] for line in lines]
        parts += ["## Claims", table(rows)]
    found = report.contradiction_lines(document)
    if found:
        parts += ["## Where the text contradicts itself", "\n".join(_contradiction(*entry) for entry in found)]
    parts += ["---", f"*{escaped(document.get('disclaimer', ''))}*"]
    parts += [note(proof) for proof in used_proofs({**document, "verdicts": report.facts_used(document)})]
    return joined(parts)


def _why(line: report.Line) -> str:
    note = f"[^{line.fact}]" if line.fact else ""
    return " ".join([f"{escaped(line.reason)}{note}", *(escaped(text) for text in line.more)])


def _contradiction(kind: str, quotes: tuple[str, ...], reason: str) -> str:
    said = "; ".join(f"“{escaped(quote)}”" for quote in quotes)
    return f"- **{kind}.** {escaped(reason)} ({said})"
