"""Prices of a session that is under way: figures of their own, with the instant they were seen, never closes."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from copilot.facts import Fact
from copilot.toolbox.booking import Request, book
from copilot.toolbox.desk import Desk
from copilot.toolbox.labels import calling
from copilot.toolbox.outcome import Failure, Outcome
from copilot.toolbox.subjects import Asked
from tools.errors import NoData
from tools.prices.hours import NEW_YORK
from tools.universe import Instrument
from tools.windows import Window

BESIDE = ("price_return", "total_return", "day_move", "points_change", "close")
"""Measures of one session beside which a price of the moment is wanted."""
UNDER_WAY = "The session of "
"""How the sentence of such prices begins."""
TOLD = 4
"""Subjects up to which such prices are told one by one."""


def book_last(desk: Desk, asked: Asked, outcome: Outcome) -> None:
    """Book the prices of the moment that were asked for, or say that no session is under way."""
    if desk.live is None:
        text = f"No session is under way: the newest one here is that of {desk.as_of}. Ask for its close."
        outcome.fail(Failure("no_data", text))
    elif not told_live(desk, asked.instruments, outcome):
        names = " and ".join(calling(i) for i in asked.instruments[:TOLD])
        outcome.fail(Failure("no_data", f"There is no price of the session of {desk.live} of {names} yet."))


def add_live(desk: Desk, asked: Asked, measure: str, outcome: Outcome) -> None:
    """Tell prices of the moment beside a figure of the newest session, when a session is under way."""
    window = asked.period.window
    newest = window.start == window.end == desk.as_of and not any(c.isdigit() for c in asked.words)
    if desk.live is None or measure not in BESIDE or not newest or "yesterday" in asked.words.lower():
        return
    told_live(desk, asked.instruments[:TOLD], outcome)


def told_live(desk: Desk, instruments: Sequence[Instrument], outcome: Outcome) -> bool:
    """Book last price and move of each instrument, and the sentence of them; returns whether there was any."""
    desk.fetch_live([i.symbol for i in instruments])
    pairs = [pair for i in instruments if (pair := _pair(desk, i, outcome)) is not None]
    if not pairs:
        return False
    first = pairs[0][1]
    over = first.status == "provisional"
    state = "has ended, its closes are not final yet" if over else "is under way"
    said = "; ".join(_said(name, last, move) for name, last, move in pairs)
    what = "These prices are not closes" if len(pairs) > 1 else "This price is not a close"
    outcome.note(f"{UNDER_WAY}{{{first.id}:end}} {state}: {said}. {what}")
    return True


def _pair(desk: Desk, instrument: Instrument, outcome: Outcome) -> tuple[str, Fact, Fact | None] | None:
    if desk.live is None:
        return None
    window = Window(desk.sessions.before(desk.live), desk.live, desk.live)
    try:
        last = book(desk, Request("last", (instrument,), window, "price"), alone=True)
    except NoData:
        return None
    outcome.add(last, f"last:{instrument.symbol}")
    try:
        move = book(desk, Request("day_move", (instrument,), window, "price"), alone=True)
    except NoData:
        return calling(instrument), last, None
    return calling(instrument), last, outcome.add(move, f"move_so_far:{instrument.symbol}")


def _said(name: str, last: Fact, move: Fact | None) -> str:
    seen = datetime.fromisoformat(str(last.observed_at)).astimezone(ZoneInfo(NEW_YORK))
    so_far = f", {{{move.id}:+}} from the close before" if move else ""
    return f"at {seen:%H:%M} in New York, delayed, {name} stood at {{{last.id}}}{so_far}"
