"""A figure for each week, month, quarter or year of a period, and a table of them."""

from typing import get_args

from copilot.toolbox.booking import Request, book
from copilot.toolbox.desk import Desk
from copilot.toolbox.labels import calling, measure_words
from copilot.toolbox.outcome import Outcome
from copilot.toolbox.single import Call
from copilot.toolbox.subjects import no_data
from tools.errors import NoData
from tools.measures import slices
from tools.measures.returns import Every

PIECES: tuple[str, ...] = get_args(Every)
LONGEST = 60


def by_pieces(desk: Desk, call: Call, every: Every, outcome: Outcome) -> None:
    """Book a figure of each subject for each piece of the period; a cut-short piece says so."""
    pieces = slices(call.asked.period.window, desk.sessions.days, every)
    if len(pieces) > LONGEST:
        outcome.note(f"Of {len(pieces)} pieces the last {LONGEST} are given.")
        pieces = pieces[-LONGEST:]
    instruments = call.legs.instruments
    rows: list[tuple[str, ...]] = []
    for piece in pieces:
        cells = [_cell(desk, call.request(i, window=piece.window), piece.label, outcome) for i in instruments]
        name = piece.label if piece.whole else f"{piece.label} (part)"
        rows += [(name, *(cell or "no data" for cell in cells))] if any(cells) else []
        if not piece.whole:
            outcome.note(f"{piece.label} is cut short: it runs from {piece.window.base} to {piece.window.end}.")
    if len(rows) > 1:
        title = f"{measure_words(call.legs.measure).capitalize()} by {every}"
        columns = (every.capitalize(), *(calling(i) for i in instruments))
        outcome.tables.append(desk.ledger.book_table(title, columns, rows))


def _cell(desk: Desk, request: Request, label: str, outcome: Outcome) -> str:
    try:
        fact = book(desk, request, alone=True)
    except NoData as error:
        no_data(desk, error, outcome)
        return ""
    outcome.add(fact, f"{request.measure}:{request.symbols[0]}@{label}")
    return f"{{{fact.id}:+}}" if fact.unit == "fraction" else f"{{{fact.id}}}"
