"""A figure where it sits in its sentence, and the claim that is made of it: figure, sign, windows, quote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading.marks import Mark
from copilot.check.reading.naming import Name
from copilot.check.reading.passages import Passage
from copilot.check.reading.scene import Scene
from copilot.check.reading.timed import Timed
from copilot.check.reading.when import When
from copilot.check.reading.words import PRESENT
from copilot.grounding.reading.direction import reach
from copilot.grounding.reading.figures import Figure
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import Owner
from copilot.grounding.reading.scan import Sentence
from tools.sectors import SECTORS
from tools.universe import Universe
from tools.windows.window import Window

FUND_OF = {sector.fund for sector in SECTORS}
UNITS = {
    "percent": "fraction",
    "pp": "fraction",
    "bp": "fraction",
    "multiple": "ratio",
    "points": "points",
    "usd": "level",
    "number": "level",
}
SCALES = {"percent": 0.01, "pp": 0.01, "bp": 0.0001}
ASIDE = re.compile(
    r"(?:,\s(?:which|who|whose|where|a|an|the|home to|long|by contrast|\w+ed\s(?:for|by|in|with|on|from|to|"
    r"as))\b[^,%]{0,110},|"
    r"[—–]\s?[^—–%]{3,120}[—–]|\([^()]{1,60}\))"
)
MOST = re.compile(r"\b(?:less than|under|at most|no more than|up to)\s+(?:a\s+|an\s+)?\(?$", re.IGNORECASE)
NOUN_AFTER = re.compile(
    r"^(?:\s+(?:daily|weekly|monthly|annual(?:ized)?|annualised|total|price|quarterly|yearly|one-day|percentage))*"
    r"(?:\s+(?:gains?|returns?|advance|loss(?:es)?|rise|drop|decline|increase|jump|rally|surge|weight(?:ing)?|"
    r"representation|slide|fall|adoption|EPS growth|growth))?"
)


ELSEWHERE = re.compile(
    r"^\s*(?:[\w-]+\s+){0,3}(?:for|by|among|amongst)\s+(?:the\s+|its\s+|those\s+)?"
    r"(?!the\b|a\b|an\b|about\b|more\b|week|month|quarter|year|day|session|first|second|third|fourth|all\b|each\b|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|20\d\d|\d|Mon|Tue|Wed|"
    r"Thu|Fri)[A-Za-z]",
    re.IGNORECASE,
)
"""Who a figure is said of after all, behind it: "a 2.5% loss for the large-cap index"."""
OWN_TIME = re.compile(
    r"\b(?:days?|sessions?|weeks?|weekly|months?|monthly|quarters?|years?|annual\w*|mornings?|afternoons?|at one "
    r"(?:point|stage)|early|earlier|since|so far|to date|points? in|until|once)\b",
    re.IGNORECASE,
)
"""Words of time, read or not, by which a sentence may speak of another time than those around it."""
FROM_FIGURE = re.compile(r"\bfrom\s+(?:an?\s+|about\s+|its\s+)*$", re.IGNORECASE)
"""What leads to the figure that another is set against: "from a 43% gain to one of 29%"."""
TIED = re.compile(r"\b(?:in|on|for|by|of|from|at)\s+(?:the\s+|its\s+)?$", re.IGNORECASE)
CHAINED = re.compile(
    r"[^.;:—–]*?\d[\d.,]*\s*(?:%|points?|percent)?\)?,?\s*(?:or|to|at|and|for|in|\()\s*(?:[\w’'-]+\s+){0,6}\(?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Seat:
    """A figure where it sits: its sentence, its place there, its owner and its times."""

    passage: Passage
    sentence: Sentence
    index: int
    figure: Figure
    owner: Owner
    when: When
    scene: Scene
    universe: Universe
    names: Sequence[Name]
    last: tuple[Named, ...] = ()
    marks: Sequence[Mark] = ()
    times: Sequence[Timed] = ()

    @property
    def names_subject(self) -> bool:
        """Whether its owner is named in its clause, with nobody else between or behind."""
        if self.owner.carried or not self.owner.names or self.scene.index_doubt:
            return False
        left = self.figure.start - len(self.before)
        own = [m for m in self.sentence.mentions if m.named in self.owner.names]
        ends = [m.end for m in own if m.end <= self.figure.start]
        if not ends:
            return any(0 <= m.start - self.figure.end < 40 for m in own)
        if self._named_behind():
            return False
        chain = self.sentence.text[max(ends) : self.figure.start]
        return not ELSEWHERE.match(self.after) and (max(ends) >= left or bool(CHAINED.fullmatch(chain)))

    def _named_behind(self) -> bool:
        """Say whether another name is tied to it on its right: "a 5.8% pop in the Russell 2000"."""
        own = {s for n in self.owner.names for s in n.singles}
        for name in self.names:
            at = name.start - self.passage.start - self.figure.end
            lead = self.after[: max(at, 0)]
            if 0 < at < 40 and not name.named.singles & own and TIED.search(lead):
                return True
        return False

    @property
    def before(self) -> str:
        """The words of its clause that lead to it."""
        return self.sentence.text[reach(self.sentence, self.index)[0] : self.figure.start]

    @property
    def after(self) -> str:
        """The words of its clause behind it."""
        return self.sentence.text[self.figure.end : reach(self.sentence, self.index)[1]]

    @property
    def nameless(self) -> tuple[str, str]:
        """The words of its clause before and behind it, names blanked out: a volatility index is no volatility."""
        left, right = reach(self.sentence, self.index)
        text = self.sentence.nameless
        return text[left : self.figure.start], text[self.figure.end : right]

    @property
    def since_owner(self) -> str:
        """The words between its owner and it, within its clause."""
        own = (*self.owner.names, None)
        ends = [m.end for m in self.sentence.mentions if m.end <= self.figure.start and m.named in own]
        left = reach(self.sentence, self.index)[0]
        return ASIDE.sub(" ", self.sentence.text[max([left, *ends]) : self.figure.start])

    @property
    def before_owner(self) -> str:
        """The words of its clause that lead to its owner."""
        starts = [m.start for m in self.sentence.mentions if m.end <= self.figure.start and m.named in self.owner.names]
        return self.sentence.text[reach(self.sentence, self.index)[0] : max(starts, default=0)]

    @property
    def text(self) -> str:
        """The whole sentence."""
        return self.sentence.text


def symbols_of(seat: Seat) -> tuple[str, ...]:
    """Return the symbols of the owner; the fund or members of a group come later."""
    found = [sorted(n.singles)[0] for n in seat.owner.names if n.singles]
    return tuple(dict.fromkeys(found))


def subject_of(seat: Seat) -> tuple[str, ...]:
    """Return the symbols a claim is about: those of its owner, a group's members."""
    found: list[str] = []
    for name in seat.owner.names:
        found += sorted(name.singles) if name.singles else sorted(name.members)
    return tuple(dict.fromkeys(found))


def whom(seat: Seat, symbols: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return whom a figure is said of; "the index" may be the S&P 500 wherever that was named."""
    doubt = seat.owner.carried is False and seat.scene.index_doubt and symbols[:1] != ("^GSPC",)
    return [symbols, ("^GSPC",)] if doubt else [symbols]


def stated_of(figure: Figure, sign: int, signed: bool = True) -> Stated:
    """Return a figure in the unit's own terms, with its sign and precision."""
    scale = SCALES.get(figure.unit, 1.0)
    value = round(float(figure.value) * scale, 12) * sign
    upper = round(float(figure.upper) * scale, 12) * sign if figure.upper is not None else None
    precision = round(scale * 10.0**-figure.digits, 12)
    return Stated(figure.text, value, UNITS[figure.unit], precision, figure.hedge or None, upper, signed)


def ceiling(seat: "Seat", stated: Stated) -> Stated:
    """Return a figure that is told as the most that it can be, "less than 0.1%", as such."""
    most = stated.hedge == "under" and MOST.search(seat.text[: seat.figure.start])
    return replace(stated, hedge="at most") if most else stated


def make(
    seat: Seat,
    stated: Stated,
    measure: str,
    readings: Sequence[Reading],
    fallback: Sequence[Reading] = (),
    **more: object,
) -> Claim:
    """Return the claim of a figure with its quote and its context."""
    start, end = quote_of(seat)
    time = seat.when.times[0] if seat.when.times else None
    claim = Claim(
        quote=seat.text[start:end],
        start=seat.passage.start + start,
        end=seat.passage.start + end,
        stated=stated,
        measure=measure,
        readings=tuple(readings),
        fallback=tuple(fallback),
        certain=seat.when.certain,
        name=seat.owner.names[0].label if seat.owner.names else "",
        window_words=time.text if time else "",
        asked=time.asked if time and seat.when.certain else None,
        context={
            "sentence": seat.passage.start,
            "paragraph": seat.passage.paragraph,
            "block": seat.passage.block,
            "figure": seat.passage.start + seat.figure.start,
            "present": PRESENT.search(seat.before) is not None,
            "apart": None if seat.marks or FROM_FIGURE.search(seat.before) else told_apart(seat.text, seat.times),
        },
        carried=seat.when.carried,
    )
    return replace(claim, **more)  # type: ignore[arg-type]  # only fields of a claim are handed in


def told_apart(text: str, times: Sequence[Timed]) -> tuple[Window, ...] | None:
    """Return the windows that a sentence tells, which keep it apart from those around; None for one unread."""
    told = tuple(w for t in times for w in t.windows)
    return None if not told and OWN_TIME.search(text) else told


def windows_of(when: When) -> list[tuple[str, Window, bool]]:
    """Return the windows that a figure may mean: words, window, and whether it differs in kind."""
    found: list[tuple[str, Window, bool]] = []
    for timed in when.times:
        found += [(timed.text, window, False) for window in timed.windows]
    for timed in when.times[:1]:
        found += [(label, window, True) for label, window in timed.others]
    kept: dict[Window, tuple[str, Window, bool]] = {}
    for entry in found:
        kept.setdefault(entry[1], entry)
    return list(kept.values())


def rest_windows(when: When) -> list[Window]:
    """Return the windows of the times that were told nearby."""
    return list(dict.fromkeys(w for t in when.rest for w in t.windows))


def is_placed(seat: Seat) -> bool:
    """Say whether the text around a figure without a time of its own tells one: paragraph, heading or topic."""
    scene = seat.scene
    return seat.when.carried or scene.section_time is not None or not scene.default.day


def told_windows(seat: Seat) -> set[Window]:
    """Return the windows that the text tells around a figure, and that of the session it speaks from."""
    scene = seat.scene
    times = (scene.time, scene.section_time, scene.default, scene.clock.spoken(), *seat.when.times, *seat.when.rest)
    return {w for t in (*times, *scene.told) if t is not None for w in t.windows}


def fallback_windows(scene: Scene, when: When | None = None) -> list[Window]:
    """Return the windows that a figure without a time may mean after all."""
    rest = [w for t in (when.rest if when else ()) for w in t.windows]
    units = [scene.clock.unit(u) for u in ("day", "week", "month", "quarter", "year")]
    clock = scene.clock
    more = [
        w
        for words_ in ("last week", "last month", "last quarter", "last year", "past 12 months", "year to date")
        if (w := clock.read(words_, clock.anchors[0]))
    ]
    return list(dict.fromkeys(rest + [w for t in units for w in t.windows] + more))


def quote_of(seat: Seat) -> tuple[int, int]:
    """Return the shortest phrase with the figure and what it is said of."""
    figure, text = seat.figure, seat.text
    left, right = reach(seat.sentence, seat.index)
    start = figure.start
    mentions = [
        m for m in seat.sentence.mentions if left <= m.start and m.end <= figure.start and figure.start - m.start <= 70
    ]
    signals = [s for s in seat.sentence.signals_of("move", "side", "beat") if left <= s[0] < figure.start]
    if mentions:
        start = mentions[-1].start
    elif signals and figure.start - signals[-1][0] <= 40:
        start = signals[-1][0]
    hedge = re.search(
        r"(?:about|around|roughly|approximately|over|more than|nearly|almost|some)\s+$", text[left : figure.start], re.I
    )
    if start == figure.start and hedge:
        start = left + hedge.start()
    behind = NOUN_AFTER.match(text[figure.end : right])
    end = figure.end + (behind.end() if behind else 0)
    for timed in seat.when.times[:1] if seat.when.certain else ():
        if 0 <= timed.start - end <= 12 and timed.end <= len(text) and text[timed.start : timed.end] == timed.text:
            end = timed.end
    return start, end
