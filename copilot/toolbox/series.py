"""A figure for each week, month, quarter or year of a period, and a table of them."""

from datetime import date
from typing import get_args

from copilot.toolbox.booking import RETURNS, Request, book, follow
from copilot.toolbox.desk import Desk
from copilot.toolbox.labels import calling, measure_words
from copilot.toolbox.outcome import Outcome
from copilot.toolbox.single import Call
from copilot.toolbox.subjects import no_data
from tools.errors import NoData
from tools.measures import slices
from tools.measures.returns import Every, Slice
from tools.prices.words import long_date
from tools.universe import Instrument

PIECES: tuple[str, ...] = get_args(Every)
LONGEST = 60
ADVERBS = {"day": "daily", **{piece: f"{piece}ly" for piece in ("week", "month", "quarter", "year")}}
FEW = 3
"""Subjects up to which the pieces that rose are counted and their mean is taken."""


def by_pieces(desk: Desk, call: Call, every: Every, outcome: Outcome) -> None:
    """Book a figure of each subject for each piece of the period; a cut-short piece says so."""
    pieces = slices(call.asked.period.window, desk.sessions.days, every)
    all_given = len(pieces) <= LONGEST
    if not all_given:
        outcome.note(f"Of {len(pieces)} pieces the last {LONGEST} are given.")
        pieces = pieces[-LONGEST:]
    instruments = call.legs.instruments
    rows: list[tuple[str, ...]] = []
    for piece in pieces:
        cells = [_cell(desk, call.request(i, window=piece.window), piece.label, outcome) for i in instruments]
        said = _said(piece, every)
        name = said if piece.whole else f"{said} (part)"
        rows += [(name, *(cell or "no data" for cell in cells))] if any(cells) else []
        if not piece.whole:
            outcome.note(
                f"{said[:1].upper()}{said[1:]} is cut short: it runs from {piece.window.base} to {piece.window.end}."
            )
    for instrument in instruments[:FEW] if all_given else ():
        _book_beside(desk, call, instrument, every, outcome)
    if len(rows) > 1:
        title = f"{measure_words(call.legs.measure).capitalize()} by {every}"
        columns = (every.capitalize(), *(calling(i) for i in instruments))
        outcome.tables.append(desk.ledger.book_table(title, columns, rows))


def _said(piece: Slice, every: Every) -> str:
    """Return a piece's name as a reader says it: January 2025, the week of 6 January 2025."""
    if every == "month":
        return f"{piece.window.start:%B %Y}"
    day = piece.label.removeprefix("week of ")
    said = long_date(date.fromisoformat(day)) if every in ("week", "day") else day
    return piece.label.replace(day, said)


def _book_beside(desk: Desk, call: Call, instrument: Instrument, every: Every, outcome: Outcome) -> None:
    """Book how many pieces rose and fell, of how many, and the mean of those that are whole."""
    prefix = f"{call.legs.measure}:{instrument.symbol}@"
    booked = {role[len(prefix) :]: outcome.fact(role) for role in outcome.roles if role.startswith(prefix)}
    window = call.asked.period.window
    whole = {p.label for p in slices(window, desk.sessions.days, every) if p.whole}
    facts = list(booked.values())
    if call.legs.measure not in RETURNS.values() or len(facts) < 2:
        return
    name = calling(instrument)
    for role, which, told in (("up", "up", "that rose"), ("down", "down", "that fell"), ("pieces", "all", "in all")):
        params = {"which": which, "beyond": 0.0}
        fact = follow(desk, f"{name}, {every}s {told}", "count", facts, "count", params, window=window)
        outcome.add(fact, f"{role}:{instrument.symbol}")
    if len(complete := [f for label, f in booked.items() if label in whole]) > 1:
        words = f"{name} average {ADVERBS[every]} {measure_words(call.legs.measure)}, whole {every}s only"
        fact = follow(desk, words, "average", complete, "fraction", {}, window=window)
        outcome.add(fact, f"average:{instrument.symbol}")


def _cell(desk: Desk, request: Request, label: str, outcome: Outcome) -> str:
    try:
        fact = book(desk, request, alone=True)
    except NoData as error:
        no_data(desk, error, outcome)
        return ""
    outcome.add(fact, f"{request.measure}:{request.symbols[0]}@{label}")
    return f"{{{fact.id}:+}}" if fact.unit == "fraction" else f"{{{fact.id}}}"
