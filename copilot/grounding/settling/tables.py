"""Tables of an answer: those booked by a tool, written out cell by cell, and those a model typed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from copilot.answer import Segment
from copilot.facts import Fact, Table
from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.printing.render import REFERENCE, part_and_format, render, render_given, table_pieces
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import Owner
from copilot.grounding.reading.scan import Sentence, scan_again
from copilot.grounding.settling.settling import Settling
from copilot.grounding.statements.orders import place_of
from copilot.grounding.statements.timing import Timing

RULE: Final = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
PERCENT: Final = re.compile(r"%|percent|\bpct\b", re.IGNORECASE)
RANK: Final = re.compile(r"\brank|\bplace\b|^\W*#\W*$", re.IGNORECASE)
PLACE: Final = "place"
"""Marks a typed place until its row is read."""
OUT_OF_ORDER: Final = "the ranking says otherwise"
CELL: Final = re.compile(r"(?<!\\)\|")


def is_table(text: str) -> bool:
    """Say whether a piece of a draft is a Markdown table."""
    lines = text.strip("\n").split("\n")
    return len(lines) >= 2 and all(line.lstrip().startswith("|") for line in lines if line.strip())


def written_table(table: Table, evidence: Evidence) -> list[Segment]:
    """Return a booked table as segments, each figure proved by its fact."""
    segments: list[Segment] = []
    for piece in table_pieces(table):
        at = 0
        for match in REFERENCE.finditer(piece):
            segments += [Segment(piece[at : match.start()])] if match.start() > at else []
            segments.append(_cell(match[1], match[2] or "", evidence))
            at = match.end()
        segments += [Segment(piece[at:])] if at < len(piece) else []
    return segments


def _cell(name: str, written: str, evidence: Evidence) -> Segment:
    part, format = part_and_format(written)
    fact = evidence.ledger.facts.get(name)
    if fact is not None and (part == "value" or fact.window is not None):
        return Segment(render(fact, part, format, evidence.ledger.language), name, part, format, None, "proved")
    given = evidence.ledger.givens.get(name)
    if given is not None:
        return Segment(render_given(given), verdict="given")
    return Segment("–", verdict="unproved", reason=f"there is no fact {name}")


def typed_table(text: str, evidence: Evidence) -> list[Segment]:
    """Return a table that a model typed, each figure settled by its row's name and its column's heading."""
    segments: list[Segment] = []
    heads: list[str] = []
    for line in text.splitlines(keepends=True):
        cells = CELL.split(line)
        if not heads and line.strip():
            heads = cells
            segments.append(Segment(line))
        elif RULE.match(line):
            segments.append(Segment(line))
        else:
            segments += _row(cells, heads, evidence)
    return segments


def _row(cells: Sequence[str], heads: Sequence[str], evidence: Evidence) -> list[Segment]:
    named = [m.named for c in cells for m in scan_again(c, evidence.index).mentions if m.named]
    segments: list[Segment] = []
    for place, cell in enumerate(cells):
        head = heads[place] if place < len(heads) else ""
        segments += _settled(cell, head, tuple(named[:1]), evidence)
        segments += [Segment("|")] if place + 1 < len(cells) else []
    return _placed(segments, named[:1], evidence)


def _placed(segments: list[Segment], row: Sequence[Named], evidence: Evidence) -> list[Segment]:
    """Return a row with its typed place judged by the set of its other figures, where no fact gives the place."""
    ledger = evidence.ledger
    facts = [ledger.facts[s.fact] for s in segments if s.verdict == "proved" and s.fact in ledger.facts]
    if not row or not facts:
        return segments
    return [_place(s, row[0], facts, evidence) if s.verdict == "unproved" and s.part == PLACE else s for s in segments]


def _place(segment: Segment, name: Named, facts: list[Fact], evidence: Evidence) -> Segment:
    found = [place_of(evidence, name, facts, int(segment.text), last) for last in (False, True)]
    if any(held is not None and held[0] for held in found):
        return Segment(segment.text)
    reason = OUT_OF_ORDER if any(held is not None for held in found) else segment.reason
    return replace(segment, part=None, reason=reason)


def _settled(cell: str, head: str, row: tuple[Named, ...], evidence: Evidence) -> list[Segment]:
    """Return one cell's segments: its figures as if the heading and the row's name stood before them."""
    lead = f"{head.strip()}: "
    sentence = scan_again(lead + cell, evidence.index)
    column = [m.named for m in scan_again(head, evidence.index).mentions if m.named]
    names = row or tuple(column[:1])
    unit = "rank" if RANK.search(head) else "percent" if PERCENT.search(head) else ""
    adjusted = tuple(_in_column(q, unit) if isinstance(q, Figure) else q for q in sentence.quantities)
    sentence = Sentence(sentence.text, adjusted, sentence.hits, sentence.citations, sentence.masked)
    settling = Settling(
        sentence, [Owner(names)] * len(adjusted), Timing(sentence, evidence.ledger, evidence.now), evidence
    )
    segments: list[Segment] = []
    at = len(lead)
    for index, quantity in enumerate(adjusted):
        if quantity.start < len(lead):
            continue
        verdict = settling.verdict(index)
        if unit == "rank" and verdict.verdict == "unproved" and verdict.text.isdigit():
            verdict = replace(verdict, part=PLACE)
        segments += [Segment(sentence.text[at : quantity.start])] if quantity.start > at else []
        segments.append(
            Segment(verdict.text, verdict.fact, verdict.part, verdict.format, None, verdict.verdict, verdict.reason)
        )
        at = quantity.end
    return segments + ([Segment(sentence.text[at:])] if at < len(sentence.text) else [])


def _in_column(figure: Figure, told: str) -> Figure:
    """Return a cell's figure with its column's unit; brackets around it are an accountant's minus."""
    unit = told if told and figure.unit == "number" else figure.unit
    sign = -1 if figure.bracketed and not figure.sign else figure.sign
    return replace(figure, unit=unit, sign=sign, bracketed=False)
