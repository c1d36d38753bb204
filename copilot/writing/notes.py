"""What tools say about their figures, and what they could not do, in sentences without stray figures."""

import re
from datetime import date
from typing import Final

from copilot.grounding.printing.render import print_date
from copilot.toolbox import Desk
from copilot.toolbox.live import UNDER_WAY
from copilot.writing.draft import joined
from copilot.writing.naming import called
from copilot.writing.results import Json, Results

MOST: Final = 3
SKIPPED: Final = (
    "All of this ends", "A second-hand passage", "No passage of", "The table shows", "Differences under",
    "Dividends are included", "A record among", "What dividends add", "1st is the", "No passage here",
    UNDER_WAY,
)  # fmt: skip
SELDOM: Final = {
    "weight": ("weights of",),
    "weights": ("weights of",),
    "claim": ("weights of",),
    "overview": ("SPDR funds stand", "By capitalisation", "bought in equal", "closes without", "cannot be counted"),
    "leadership": ("basket is bought", "stand for the sectors", "closes without"),
    "growth": ("itself has no dividends",),
}
WELL_KNOWN: Final = ("market", "magnificent_7", "sectors", "three_averages", "dow_30")
REWRITTEN: Final = (
    (re.compile(r"of the \d+ sessions asked for"), "of the sessions asked for"),
    (re.compile(r",? nor for \d+ more(?: of the \d+ sessions)?"), ""),
    (re.compile(r"of the \d+ sessions"), "of the sessions"),
    (re.compile(r"^The \d+ (?=[A-Z])"), "The "),
    (re.compile(r"^The (?=(?:[A-Z][\w ]+ )?members of the S&P 500 in \w)"), "The names are the "),
)
OF_EVENT: Final = re.compile(r" is dated \d")
"""A note that stands in the reading already, above the answer."""
FEW: Final = 5
LACKING: Final = re.compile(r"do not have ([^;\s]+);")
NO_CLOSE: Final = re.compile(r"^(\S+) \([^)]*\): there is no close (?=for)")
NO_ROWS: Final = re.compile(r"^There are no rows for (\S+) from (\S+) to (\S+) in [^\s;]+")
DAY: Final = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
CLOSED: Final = "; the session before is"
"""In a note that there was no session on the day that was asked for: it leads the answer."""


def notes_of(results: Results) -> list[str]:
    """Return the tools' notes that a reader needs, as sentences."""
    known = [results.desk.universe.group(key).note.lower().rstrip(".") for key in WELL_KNOWN]
    seldom = SELDOM.get(results.plan.form, ())
    read = {n[:1].upper() + n[1:] for reading in results.desk.ledger.readings for n in reading["notes"]}
    lines = [
        plain(note)
        for note in results.notes
        if not note.startswith((*SKIPPED, *_of_the_source(results)))
        and not (OF_EVENT.search(note) and note in read)
        and note.lower().rstrip(".") not in known
        and not any(s in note for s in seldom)
    ]
    return lines[:MOST]


def _of_the_source(results: Results) -> list[str]:
    """Return what the price source said: it stands in the line about the data, not in the text."""
    return [notice[:1].upper() + notice[1:] for notice in results.desk.notices]


def live_of(results: Results) -> list[str]:
    """Return the sentences about a session that is under way; they stand before its last closes."""
    return [note for note in results.notes if note.startswith(UNDER_WAY)]


def failures_of(results: Results) -> list[str]:
    """Return what could not be done, as sentences, the same reason once and symbols that lack rows together."""
    texts = list(dict.fromkeys(failure["text"] for failure in results.failures))
    lacking = [m[1] for text in texts if (m := LACKING.search(text))]
    if len(lacking) > 1:
        names = joined([*lacking[:FEW], *(["others"] if len(lacking) > FEW else [])])
        texts = [LACKING.sub(f"do not have {names};", texts[0], count=1)] + [t for t in texts if not LACKING.search(t)]
    out = [match[1] for text in texts if (match := NO_CLOSE.match(text) or NO_ROWS.match(text))]
    if len(out) > 1 and not results.empty:
        names = joined([*(called(results.desk, s) for s in out[:FEW]), *(["others"] if len(out) > FEW else [])])
        texts = [t for t in texts if not (NO_CLOSE.match(t) or NO_ROWS.match(t))]
        return [f"Left out, because their prices do not cover that time, are {names}", *map(plain, texts[:MOST])]
    return [told_missing(results.desk, text) for text in texts[:MOST]]


def told_missing(desk: Desk, text: str) -> str:
    """Return why there is no figure, told of a name rather than of a symbol and a file, without counts."""
    if rows := NO_ROWS.match(text):
        return plain(f"There are no prices of {called(desk, rows[1])} from {rows[2]} to {rows[3]}{text[rows.end() :]}")
    match = NO_CLOSE.match(text)
    if match is None:
        return plain(text)
    return plain(f"There is no close of {called(desk, match[1])} {text[match.end() :].lstrip()}")


def plain(text: str) -> str:
    """Return a note with its counts taken out, which no fact carries, and its dates as dates are written."""
    for pattern, words in REWRITTEN:
        text = pattern.sub(words, text)
    text = " ".join(with_days(text).split()).rstrip(".")
    return text[:1].upper() + text[1:]


def with_days(text: str) -> str:
    """Return the text with its dates as dates are written."""
    return DAY.sub(_day, text)


def days_in(text: str) -> list[date]:
    """Return the days that a note names."""
    return [date(int(m[1]), int(m[2]), int(m[3])) for m in DAY.finditer(text)]


def _day(match: re.Match[str]) -> str:
    return print_date(date(int(match[1]), int(match[2]), int(match[3])))


def worst_kind(failures: list[Json]) -> tuple[str, str]:
    """Return how an answer behaves when nothing could be done: its behaviour and the reason."""
    kinds = [f["kind"] for f in failures]
    for kind in ("unknown_name", "ambiguous", "not_understood"):
        if kind in kinds:
            return "clarify", kind
    return "decline", "no_data"
