"""Tie the times that a sentence names to its figures."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.direction import reach
from copilot.grounding.reading.extremes import days_told
from copilot.grounding.reading.number_words import UNITS
from copilot.grounding.reading.periods import MONTH_YEAR, QUARTER, find_times, fits, is_dated
from copilot.grounding.reading.scan import Reference, Sentence
from copilot.grounding.reading.spans import DAYS, Test, When, bracket
from copilot.grounding.statements.series import PIECES, SERIAL, is_piece
from copilot.ledger import Ledger
from tools.windows.window import Window

NEAR: Final = 6
ONWARDS: Final = re.compile(r"(?:after|since|from)\b", re.IGNORECASE)
"""What opens a time that the first of a row of values may come before."""
INVESTED: Final = re.compile(r"\b(?:invest(?:ed|ing)?|put(?:ting)?|placed|bought|staked|deposited)\b", re.IGNORECASE)
NO_CLAUSE: Final = re.compile(r"(?:(?!\b(?:would|had|has|is|was|became|grew|now)\b)[^;:])*")
AGO: Final = re.compile(
    rf"\b(?P<count>an?|\d+|{'|'.join(UNITS)})\s+(?:full\s+)?(?P<unit>weeks?|months?|quarters?|years?)\s+(?:ago|earlier|later|before|after)\b",
    re.IGNORECASE,
)
ANEW: Final = re.compile(
    r"[\s)*]*(?:[,;]\s*(?:and|but|while|with|then|against|after)?|and|but|while|against|after)\s+(?:the\s+)?",
    re.IGNORECASE,
)
UP_TO: Final = re.compile(r"(?:to|until|till|through|and|by)\b", re.IGNORECASE)
EVENT: Final = re.compile(r"\s+(?:peak|high|low|trough|bottom|top)\b", re.IGNORECASE)
OWN: Final = re.compile(r"\b(?:its|their)\s+$")
"""Ties a day to the name before it, and not to the next: "from its April 8 trough, twice as long as Nvidia's"."""
TOUCHING: Final = re.compile(r"^[\s,(]*(?:\w+\s+){0,3}$")


@dataclass
class Timing:
    """The times of one sentence, named in words or by reference to a fact's sessions.

    `now` is the newest session of the answer.
    """

    sentence: Sentence
    ledger: Ledger
    now: date
    times: tuple[When, ...] = field(init=False)
    _tied: dict[int, list[When]] = field(default_factory=dict)

    @cached_property
    def serial(self) -> str | None:
        """The unit whose values one after the other are told: "its quarterly gains were 10.6%, then 7.8%"."""
        told = SERIAL.search(self.sentence.text) if len(self.sentence.values) > 1 else None
        return told["unit"].lower() if told else None

    def __post_init__(self) -> None:
        told, referenced = find_times(self.sentence.nameless), self._referenced()
        self.times = tuple(sorted((*told, *referenced), key=lambda when: when.start)) if referenced else told

    def fits(self, index: int, fact: Fact) -> bool:
        """Say whether a fact has the period that the words around a figure name."""
        tied = self._tied_to(index)
        if fact.unit == "date":
            tied = [t for t in tied if not self._of_another_event(index, t)]
        if fact.measure == "growth_of_amount" and not self._invested(index, fact):
            return False
        if self.serial is not None and fact.window is not None and is_piece(fact, *PIECES[self.serial][:2]):
            inside = [t for t in tied if not ONWARDS.match(self.sentence.text[t.start : t.end])]
            return all(t.fits(fact.window, self.now) for t in inside)
        return fits(fact, tied, self.now) and self._on_its_day(tied, fact)

    def _invested(self, index: int, fact: Fact) -> bool:
        """Say whether the money was put in when the words say: right behind its sum, or so many years ago."""
        window, start = fact.window, self.sentence.quantities[index].start
        if window is None:
            return True
        since = self.sentence.clause_start(start)
        put = INVESTED.search(self.sentence.text, since, start)
        when = next((t for t in self.times if put and put.end() <= t.start and t.end <= start), None)
        if put and when and NO_CLAUSE.fullmatch(self.sentence.text, put.end(), when.start):
            base = Window(window.base - timedelta(1), window.base, window.base)
            if not any(when.fits(some, self.now) for some in (window, base)):
                return False
        ago = AGO.search(self.sentence.text, since)
        return ago is None or _long_ago(ago, window)

    def _on_its_day(self, tied: Sequence[When], fact: Fact) -> bool:
        """Say whether the days named beside an extreme are its own, where facts have those."""
        if not is_dated(fact):
            return True
        known = days_of(self.ledger, fact)
        if fact.window is not None:
            known |= {fact.window.base, fact.window.start, fact.window.end}
        named = [when.day for when in tied if when.day is not None]
        return all(any(is_day(told, day) for day in known) for told in named) or not days_of(self.ledger, fact)

    def spans(self, index: int, fact: Fact) -> bool:
        """Say whether the days named at a figure are the peak and the trough of a drawdown: "fell from … to …"."""
        named = [when.day for when in self._tied_to(index) if when.day is not None]
        return is_from_to(self.ledger, fact, named)

    def covers(self, start: int, end: int) -> bool:
        """Say whether some characters are part of a time: "the first 3 sessions of 2026"."""
        return any(when.start <= start and end <= when.end for when in self.times)

    def _tied_to(self, index: int) -> list[When]:
        if index not in self._tied:
            self._tied[index] = self._tie(index)
        return self._tied[index]

    def _tie(self, index: int) -> list[When]:
        left, right = reach(self.sentence, index)
        quantity = self.sentence.quantities[index]
        if not any(q.end <= quantity.start for q in self.sentence.values):
            left = 0
        before = [t for t in self.times if left <= t.start and t.end <= quantity.start]
        after = _run([t for t in self.times if quantity.end <= t.start < right])
        before = [t for t in before if not (after and self._of_the_verb_before(t, quantity.start))]
        tied = [t for t in (*before, *after) if not self._another(index, t)]
        opened = self.sentence.clause_start(quantity.start)
        kinds = {_piece(self.sentence.text, t) for t in tied if t.start > opened} - {""}
        tied = [t for t in tied if t.start > opened or _piece(self.sentence.text, t) not in kinds]
        return tied or [t for t in self._before_colon(quantity.start) if not self._another(index, t)]

    def _of_the_verb_before(self, when: When, position: int) -> bool:
        """Say whether a time ends what another name did: "fell in the first quarter, and the Dow gained 5%"."""
        sentence = self.sentence
        name = next((m for m in sentence.mentions if m.role == "subject" and when.end <= m.start < position), None)
        moved = any(s[1] <= when.start and s[2].value for s in sentence.signals_of("move", "side"))
        return moved and name is not None and ANEW.fullmatch(sentence.text, when.end, name.start) is not None

    def _before_colon(self, position: int) -> list[When]:
        """Return the times of the clause that a colon opens this one with: "in December: 1% against 2%"."""
        opened = self.sentence.clause_start(position)
        if not opened or self.sentence.text[opened] != ":":
            return []
        since = self.sentence.clause_start(opened)
        text = self.sentence.text
        return [t for t in self.times if since <= t.start and t.end <= opened and bracket(text, t.start) is None]

    def _another(self, index: int, when: When) -> bool:
        """Say whether a time belongs to a neighbour: right behind the figure before, or with the next name."""
        quantity, values = self.sentence.quantities[index], self.sentence.values
        if when.start >= quantity.end:
            later = any(q.start >= when.end for q in values)
            names = [m for m in self.sentence.mentions if quantity.end <= m.start < when.start]
            return later and (any(m.role == "subject" for m in names) or self._begins_anew(quantity.end, when))
        earlier = [q.end for q in values if q.end <= when.start]
        if earlier and self._of_another_day(earlier[-1], quantity.start, when):
            return True
        if earlier and self._begins_anew(earlier[-1], when):
            return False
        between = [m for m in self.sentence.mentions if m.named and when.end <= m.start < quantity.start]
        if earlier and (
            (between and OWN.search(self.sentence.text[: when.start])) or any(m.role == "object" for m in between)
        ):
            return True
        return bool(earlier) and bool(TOUCHING.match(self.sentence.text[earlier[-1] : when.start]))

    def _of_another_day(self, since: int, until: int, when: When) -> bool:
        """Say whether a day is that of the extreme told with the figure before: "on its worst day, 3 April, and"."""
        days = days_told(self.sentence.text, "") if when.day is not None else ()
        return any(since <= x.start < when.start for x in days) and any(when.end <= x.start for x in days)

    def _of_another_event(self, index: int, when: When) -> bool:
        """Say whether a time is not that of the day told: "its February peak", "after Meta did on 30 June"."""
        end = self.sentence.quantities[index].end
        other = any(m.role == "subject" and end <= m.start < when.start for m in self.sentence.mentions)
        return other or EVENT.match(self.sentence.text, when.end) is not None

    def _begins_anew(self, position: int, when: When) -> bool:
        """Say whether a time right behind a figure opens the next, each with its own: "Q2 at 10.6% and Q1 at -4.6%"."""
        own = [t for t in self.times if t.day is not None and t.end <= position]
        if own and when.day is not None and not UP_TO.match(self.sentence.text, when.start):
            return True
        joint = ANEW.match(self.sentence.text, position)
        return joint is not None and when.start <= joint.end() < when.end and any(t.end < position for t in self.times)

    def _referenced(self) -> list[When]:
        found = []
        for quantity in self.sentence.quantities:
            if isinstance(quantity, Reference) and quantity.part != "value":
                fact = self.ledger.facts.get(quantity.id)
                if fact is not None and fact.window is not None:
                    found.append(When(quantity.start, quantity.end, _bound(getattr(fact.window, quantity.part))))
        return found


def _piece(text: str, when: When) -> str:
    """Return "quarter" or "month" for a time of that kind: one that a colon opens yields to one behind it."""
    words = text[when.start : when.end]
    return "quarter" if QUARTER.search(words) else "month" if MONTH_YEAR.search(words) and when.day is None else ""


def _run(times: list[When]) -> list[When]:
    """Return the first time behind a figure and those that go on from it: "from May to June"."""
    run = times[:1]
    for when in times[1:]:
        if when.start - run[-1].end > NEAR:
            break
        run.append(when)
    return run


def days_of(ledger: Ledger, fact: Fact, measures: Collection[str] = ()) -> set[date]:
    """Return the days that facts give of the same thing, subject and window: peaks, sessions; those of measures."""
    alike = (f for f in ledger.facts.values() if f.unit == "date" and _thing(f) == _thing(fact))
    return {date.fromisoformat(str(f.value)) for f in alike if not measures or f.measure in measures}


def is_from_to(ledger: Ledger, fact: Fact, named: Sequence[tuple[int | None, int, int]]) -> bool:
    """Say whether two days are the peak and the trough of a drawdown."""
    days = days_of(ledger, fact, ("peak", "trough"))
    return len(named) == len(days) == 2 and all(any(is_day(told, day) for told in named) for day in days)


def _thing(fact: Fact) -> tuple[object, ...]:
    return fact.subject, fact.window, fact.label.partition(",")[0]


def is_day(told: tuple[int | None, int, int], day: date) -> bool:
    """Say whether a date as told is a day; its day is 0 where only the month is told."""
    return told[1] == day.month and told[2] in (0, day.day) and told[0] in (None, day.year)


def _long_ago(match: re.Match[str], window: Window) -> bool:
    """Say whether "five years ago" is as long as a window."""
    told = UNITS.get(match["count"].lower(), 1) if not match["count"].isdigit() else int(match["count"])
    length = told * DAYS[match["unit"].lower().rstrip("s")]
    return abs((window.end - window.base).days - length) <= 5 + 0.05 * length


def _bound(day: date) -> Test:
    def test(window: Window, now: date) -> bool:
        return day in (window.base, window.start, window.end)

    return test
