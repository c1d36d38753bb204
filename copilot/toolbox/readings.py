"""Tell the reader how words were read, and how to ask for the other fair readings."""

from collections.abc import Sequence

from copilot.answer import Json
from copilot.facts import Basis, window_json
from copilot.toolbox.desk import Desk
from copilot.toolbox.labels import calling, measure_words
from tools.universe import Instrument
from tools.windows import Period


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
    if reading not in desk.ledger.readings:
        desk.ledger.readings.append(reading)


def _other_windows(
    desk: Desk, words: str, instruments: Sequence[Instrument], measure: str, period: Period
) -> list[Json]:
    found = []
    for other in period.alternatives:
        if words and words in desk.question and _names_one(desk, instruments):
            asked = desk.question.replace(words, other.phrase, 1)
        else:
            asked = asking(measure, instruments, other.phrase)
        found.append({"label": other.label, "question": asked})
    return found


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
