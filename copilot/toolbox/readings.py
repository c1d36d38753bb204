"""Tell the reader how words were read, and how to ask for the other fair readings."""

import re
from collections.abc import Sequence
from typing import Final

from copilot.answer import Json
from copilot.facts import Basis, window_json
from copilot.toolbox.desk import Desk
from copilot.toolbox.labels import calling, measure_words
from tools.universe import Instrument
from tools.windows import Period, Window

OPENING: Final = ("from ", "since ", "after ")
UNIT: Final = re.compile(r"\b(?:week|month|quarter|year)(?=s\b)", re.IGNORECASE)
EACH_OF: Final = re.compile(r"\b(?:(?:in|over|for|during) )?(?:each|every one) of $", re.IGNORECASE)
THEN_EACH: Final = re.compile(r"^,? each\b(?! \w)", re.IGNORECASE)
LEADING: Final = re.compile(r"\b(?:in|over|during|for|on|within|throughout|across) $", re.IGNORECASE)


def note_reading(
    desk: Desk,
    words: str,
    instruments: Sequence[Instrument],
    measure: str,
    basis: Basis,
    period: Period,
    dividends: bool = False,
) -> None:
    """Book one reading for the turn: subject, measure, basis, window and sessions; the same one only once.

    `words` are the period's, as they were given; "" when the newest session was meant.
    """
    reading: Json = {
        "text": words or period.label,
        "subject": [i.symbol for i in instruments],
        "measure": measure,
        "basis": basis,
        "window": window_json(period.window),
        "label": period.label,
        "sessions": period.sessions,
        "notes": list(period.notes),
        "alternatives": [
            *_other_windows(desk, words, instruments, measure, period),
            *_other_instruments(desk, words, instruments, measure, period),
            *_other_basis(instruments, measure, basis, words or period.label, dividends),
        ],
    }
    if not any(_without_others(known) == _without_others(reading) for known in desk.ledger.readings):
        desk.ledger.readings.append(reading)


def _without_others(reading: Json) -> Json:
    return {name: value for name, value in reading.items() if name != "alternatives"}


def reread(desk: Desk, instrument: Instrument, measure: str, read: Window, used: Window, label: str) -> None:
    """Tell that another window than the one read was used for an instrument: a record looks further back."""
    readings: list[Json] = []
    for reading in desk.ledger.readings:
        symbols = reading["subject"]
        if reading["measure"] != measure or instrument.symbol not in symbols or reading["window"] != window_json(read):
            readings.append(reading)
            continue
        if others := [symbol for symbol in symbols if symbol != instrument.symbol]:
            readings.append({**reading, "subject": others})
        said = reading["text"] if reading["text"] in desk.question else label
        sessions = len(desk.sessions.between(used.start, used.end))
        own = {"text": said, "subject": [instrument.symbol], "label": label, "sessions": sessions}
        readings.append({**reading, **own, "window": window_json(used)})
    desk.ledger.readings[:] = readings


def _other_windows(
    desk: Desk, words: str, instruments: Sequence[Instrument], measure: str, period: Period
) -> list[Json]:
    found = []
    for other in period.alternatives:
        if words and words in desk.question and _names_one(desk, instruments):
            asked = _in_place(desk.question, words, other.phrase)
        else:
            asked = asking(measure, instruments, other.phrase)
        found.append({"label": other.label, "question": asked})
    return found


def _in_place(question: str, words: str, phrase: str) -> str:
    """Return the question with another phrase for its period; "in" gives way to one that begins with "from"."""
    before, _, after = question.partition(words)
    if phrase.startswith(OPENING):
        unit = UNIT.search(words)
        each = f"each {unit[0]}" if unit else "each"
        before, after = EACH_OF.sub(f"{each} ", before), THEN_EACH.sub(f" {each}", after)
        before = LEADING.sub("", before)
    elif LEADING.match(f"{words.partition(' ')[0]} "):
        phrase = f"in {phrase}"
    return f"{before}{phrase}{after}"


def _other_instruments(
    desk: Desk, words: str, instruments: Sequence[Instrument], measure: str, period: Period
) -> list[Json]:
    found = []
    for place, instrument in enumerate(instruments):
        for symbol in instrument.alternatives:
            other = desk.universe.instrument(symbol)
            legs = [*instruments[:place], other, *instruments[place + 1 :]]
            found.append({"label": other.name, "question": asking(measure, legs, words or period.label)})
    return found


def _other_basis(
    instruments: Sequence[Instrument], measure: str, basis: Basis, words: str, dividends: bool
) -> list[Json]:
    if measure == "price_return" and all(i.kind != "index" for i in instruments) and len(instruments) <= 2:
        return [{"label": "with dividends", "question": asking("total_return", instruments, words)}]
    if measure == "total_return" and dividends and len(instruments) <= 2:
        return [{"label": "without dividends", "question": asking("price_return", instruments, words)}]
    return []


def _names_one(desk: Desk, instruments: Sequence[Instrument]) -> bool:
    """Say whether the question itself names what it is about, so that it can stand without its thread."""
    asked = {i.symbol for i in instruments}
    for mention in desk.universe.find(desk.question).mentions:
        if mention.subject is not None and asked & {i.symbol for i in desk.opened(mention.subject)}:
            return True
    return False


def asking(measure: str, instruments: Sequence[Instrument], words: str) -> str:
    """Return a question that stands by itself: "Nasdaq-100 price return since ChatGPT launched?"."""
    names = " and ".join(calling(i) for i in instruments[:3])
    return " ".join(f"{names} {measure_words(measure)} {words}".split()) + "?"
