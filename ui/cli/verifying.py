"""Verify a saved document: recompute its figures, offline."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ui.cli.exits import NOT_HELD, OK
from ui.cli.options import Screen, UsageRefused
from ui.render.clean import plain

MOST_BYTES = 50_000_000


def read_document(name: str) -> dict[str, Any]:
    """Return the JSON object in a file, or on standard input for "-".

    Raises UsageRefused for what is no JSON object.
    """
    try:
        text = sys.stdin.read(MOST_BYTES) if name == "-" else Path(name).expanduser().read_text(encoding="utf-8-sig")
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise UsageRefused(
            f'{name} holds no saved answer. Save one first with: market-copilot ask "your question" --out answer.json'
        )
    return document


def verified(name: str, screen: Screen) -> int:
    """Print what holds in a saved document and return the exit code."""
    from copilot.proofs import verify

    report = verify(read_document(name))
    if screen.json:
        held = {"ok": report.ok, **asdict(report), "findings": list(report.findings)}
        sys.stdout.write(json.dumps(held, ensure_ascii=False, indent=2) + "\n")
    else:
        _say(report, screen)
    return OK if report.ok else NOT_HELD


def _say(report: Any, screen: Screen) -> None:
    console = screen.console()
    if report.ok:
        figures = f"All {report.facts} figures of this {report.kind} were recomputed and hold."
        none = f"This {report.kind} has no figures to recompute; its text is as it was saved."
        console.print(figures if report.facts else none, markup=False)
        return
    console.print("Not everything holds:", markup=False)
    for finding in report.findings:
        console.print(f"  {plain(finding)}", markup=False)
