"""Where the reader stands in an article: who and when was spoken of last, and what the whole is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from copilot.check.reading.clock import Clock
from copilot.check.reading.comparing import RANGE
from copilot.check.reading.marks import Mark
from copilot.check.reading.naming import Name
from copilot.check.reading.passages import Passage
from copilot.check.reading.pointing import is_subject, leads_a_clause
from copilot.check.reading.timed import Timed
from copilot.grounding.reading.lexicon import Named

LEAD = 6
SINGLE = "".join(rf"(?<!{n}-)" for n in (r"\d", *"two three four five six seven eight nine ten multi mid".split()))
"""What keeps "a 15-month high" from being about a month."""
UNIT_WORDS = (
    ("week", re.compile(rf"{SINGLE}\b(?:week(?:ly)?|week in review|week ended)\b", re.IGNORECASE)),
    ("half", re.compile(r"\b(?:half[- ]year(?:ly)?|mid-?year|(?:first|second) half)\b", re.IGNORECASE)),
    ("quarter", re.compile(rf"{SINGLE}\b(?:quarter(?:ly)?|Q[1234])\b", re.IGNORECASE)),
    ("month", re.compile(rf"{SINGLE}\b(?:month(?:ly)?|month in review)\b", re.IGNORECASE)),
    ("year", re.compile(
        r"\b(?:year in review|annual review|year-end|full-year|"
        r"(?:19|20)\d\d (?:in review|review|recap|returns|performance|scorecard))\b",
        re.IGNORECASE)),
    ("day", re.compile(
        r"\b(?:today|(?:Mon|Tues|Wednes|Thurs|Fri)day(?:[’']s)?|closing bell|daily|session|stocks (?:close|end|"
        r"finish|rise|fall|slip|climb|rally|drop|tumble|gain|edge))\b",
        re.IGNORECASE)),
)  # fmt: skip
OF_A_DAY = re.compile(
    r"\b(?:f[ae]ll|rose|ris\w+|dropp?\w*|climb\w*|slid\w*|slip\w*|sank|tumbl\w*|rall\w+|gain\w*|jump\w*|surg\w*|"
    r"retreat\w*|edg\w+|declin\w*|end\w*|clos\w*|finish\w*)(?:\s+(?:sharply|broadly|again|lower|higher|down|up|"
    r"modestly|slightly|mixed))?\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri)day\b(?![’'])",
    re.IGNORECASE,
)
"""What a report of one day begins with, though that day may have closed out a week."""
BENCHMARK = re.compile(
    r"\b(?:best|worst|biggest|largest|most|highest|lowest|first|strongest|weakest|steepest|sharpest|longest|"
    r"fastest|fewest|"
    r"record|peak|highs?|lows?|smallest|narrowest|calmest|quietest|busiest|poorest)\b(?:[^.;:%]|(?<=\b[A-Z])\.){0,50}$",
    re.IGNORECASE,
)
PUBLISHED = re.compile(r"\b(?:published|posted|updated|dated|released|outlook|by [A-Z]\w+)\b[^.;]*$", re.IGNORECASE)
RATE = re.compile(r"(?<=[%t\d])\s+(?:a|per|each)\s+year\b(?!\s+(?:ago|earlier|later|before))", re.IGNORECASE)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SEVERAL = re.compile(
    r"\b(?:the|all)\s+(?:two|three|four|five|seven)\b(?=\s*,|\s+(?!(?:\w+\s+)?(?:day|session|week|month|quarter|year|"
    rf"decade)s?\b)[a-z])|(?:{''.join(f'(?<={m} )|' for m in MONTHS.split('|'))[:-1]})(?:one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven)\b(?!-)"
)
"""How many things, not which day: "in May the three rose"."""
EXTREME = re.compile(
    r"^(?:[’']s)?\s+(?:record|all-time|closing|intraday|52-week)?\s*(?:peaks?|highs?|lows?|records?|troughs?|"
    r"bottoms?)\b",
    re.IGNORECASE,
)
AFTER_DOING = re.compile(r"\b(?:after|before|following|until)(?=\s+(?:[\w-]+\s+){0,3}?[a-z]+ing\b)", re.IGNORECASE)
"""What opens no time of its own: "after more than quadrupling in 2024"."""
RESULT_OF = re.compile(r"\b(?:news|word|results?|outcome|aftermath|wake|verdict)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
"""A time that only says of what the news was: "news of the election result"."""
SINCE_LEAD = re.compile(r"\b(?:since|from|between)\b[^.;,]{0,30}$", re.IGNORECASE)
OWN_FIGURE = re.compile(
    r"^(?:[’']s)?\s+(?:[\w-]+\s+)?[+-]?\$?\d[\d.,]*\s?(?:%|percent|points?\b|(?<=\d\d\d)|(?<=\.\d\d))"
)
POSSESSIVE = re.compile(
    r"(?:^|(?<=[’']s))(?:[’']s)?\s+(?!(?:[\w.%-]+\s+){0,3}(?:gains?|loss(?:es)?|rall(?:y|ies)|"
    r"drops?|rout|sell-?off|declines?|"
    r"advances?|jump|surge|slide|plunge|tumble|moves?|performance|returns?|rise|fall|session|trading|trade|close|"
    r"closing|action|market|bounce|rebound|pop|slump|dip|retreat|pullback|climb|run|week|day|level)\b)",
    re.IGNORECASE,
)
"""A time that only says whose: "last year's whipping boy"."""
TAKEN_BACK = re.compile(
    r"\b(?:(?:some|part|much|all|most|half|any) of|eras\w+|revers\w+|recover\w+|recoup\w+|extend\w+|adding to|"
    r"on top of|after|following|"
    r"despite|pared|build\w* on)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
MOVE_BEHIND = re.compile(
    r"^(?:[’']s)?\s+(?:[\w-]+\s+){0,2}(?:gains?|loss(?:es)?|rall(?:y|ies)|drops?|rout|sell-?off|declines?|"
    r"advances?|jump|surge|slide|plunge|tumble)\b",
    re.IGNORECASE,
)
STRETCH = re.compile(
    r"^(?:(?:in|for|over)\s+)?(?:(?:more than|over|about|at least|nearly|almost|roughly|around|well over)\s+)?"
    r"(?:an?|\d+|two|three|four|five|six|seven|eight|nine|ten|several|many)\s+(?:\w+\s+)?"
    r"(?:day|session|week|month|quarter|year|decade)s?$",
    re.IGNORECASE,
)
"""How far back something is the best: "its best day in more than two years"."""
ANSWER = re.compile(r"^\W*(?:A|Answer)\W*[:.—–]")
"""What begins an answer, which speaks of the time of its question."""
BOOKS = re.compile(
    r"\b(?:revenues?|sales|earnings|profits?|incomes?|EPS|margins?|inflation|CPI|PCE|GDP|(?:consumer|home|"
    r"producer) prices|unemployment|payrolls|wages|guidance|bookings|orders|deliveries|shipments|economy)\b",
    re.IGNORECASE,
)
MARKET = re.compile(r"\b(?:shares?|stocks?|index|benchmark|~+|gained|rall\w+|returned)", re.IGNORECASE)
CLAUSE_END = re.compile(r"[,;:—–]\s|\b(?:while|whereas|but)\b")
HAD = re.compile(r"[^.;,]{0,30}\bhad\b")
"""What is told of a day that lies before the one an article is about: "on Wednesday it had gained"."""
FISCAL = re.compile(
    r"\bfiscal\b|\b(?:January|February|April|May|July|August|October|"
    r"November)(?:\s+20\d\d)?\s+quarter\b",
    re.IGNORECASE,
)
"""A time of a company's own books, over which no price is told."""
IN_A_ROW = re.compile(r"\s+(?:in a row|running|on end|in succession|in sequence|straight)\b", re.IGNORECASE)
"""What makes a count of times a streak."""
AND_THEN = re.compile(r"^\s*(?:,|and|or|,\s*and)\s*$", re.IGNORECASE)
AFTERMATH = re.compile(
    r"\b(?:after|following|despite|amid|in)\s+(?:a|an)\s+(?:[\w-]+\s+){1,3}$|\b(?:after|following|"
    r"despite)\s+(?:the\s+)?(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
CLOSED = re.compile(r"\b(?:closed|shut|no trading|not trade|idle|dark)\s+(?:on\s+|for\s+)(?:the\s+)?$", re.IGNORECASE)
"""A day on which nothing was traded."""
APPOSED = re.compile(r",\s+(?:an?|our|the|its|one of our)\s+(?:[\w’'-]+\s+){1,4}$", re.IGNORECASE)
"""What a time says of a thing set beside a name: "Intel, a position since 2024, rose"."""
VAGUE = ("now", "currently", "at present", "right now", "at the moment")


@dataclass
class Scene:
    """The subjects and the time carried from sentence to sentence; `default` is what is meant where none is told.

    `recent` are all things that were named, each once, the last one last.
    """

    clock: Clock
    default: Timed
    carried: tuple[Named, ...] = ()
    time: Timed | None = None
    paragraph: int = -1
    section: int = -1
    section_time: Timed | None = None
    section_subject: tuple[Named, ...] = ()
    group: str = ""
    index_doubt: bool = False
    told: list[Timed] = field(default_factory=list)
    recent: list[Named] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def enter(self, passage: Passage) -> None:
        """Forget what a new paragraph or section does not carry on."""
        if passage.section != self.section:
            self.section, self.section_time, self.section_subject = passage.section, None, ()
            self.time = None
        if passage.paragraph != self.paragraph:
            self.paragraph = passage.paragraph
            if not ANSWER.match(passage.text):
                self.time = None
                self.told.clear()


def blanked(passage: Passage, names: Sequence[Name]) -> str:
    """Return a passage with its names and yearly rates blanked out, so that none is read as a time."""
    text, at = passage.text, passage.start
    for pattern in (RATE, SEVERAL, AFTER_DOING):
        text = pattern.sub(lambda m: "~" * len(m[0]), text)
    for name in names:
        if at <= name.start and name.end <= passage.end:
            text = text[: name.start - at] + "~" * (name.end - name.start) + text[name.end - at :]
    return text


def spoken_times(text: str, times: Sequence[Timed]) -> list[Timed]:
    """Return the times without those that say since when something is the best, or what came before."""
    kept: list[Timed] = []
    dropped = -1
    for timed in times:
        if timed.text.lower() in VAGUE or IN_A_ROW.match(text[timed.end :]):
            continue
        if 0 <= dropped <= timed.start and AND_THEN.match(text[dropped : timed.start]):
            dropped = timed.end
            continue
        lead = text[max(0, timed.start - 70) : timed.start]
        if is_subject(text, timed):
            kept.append(timed)
            continue
        if _tells_of_a_thing(text, timed, lead):
            continue
        since = "since" in timed.text.lower() or "since" in lead[-8:].lower()
        later = re.search(r"\b(?:ahead of|before)\s+(?:the\s+)?$", lead, re.IGNORECASE)
        spans = not timed.day and not since
        back = (since and timed.text.lower() != "since") or STRETCH.match(timed.text) is not None
        if back and BENCHMARK.search(lead):
            dropped = timed.end
            continue
        if (spans and AFTERMATH.search(lead) and not OWN_FIGURE.match(text[timed.end :])) or later:
            continue
        kept.append(timed)
    return kept


def _tells_of_a_thing(text: str, timed: Timed, lead: str) -> bool:
    """Say whether a time only says of which thing is spoken: "last year's whipping boy", "the June 18 peak"."""
    behind = text[timed.end :]
    whose = timed.text.endswith(("'s", "’s")) or behind[:2] in ("'s", "’s")
    return bool(
        RESULT_OF.search(lead)
        or FISCAL.search(f"{lead[-12:]}{timed.text}{behind[:9]}")
        or (timed.unit != RANGE and EXTREME.match(behind) and not SINCE_LEAD.search(f"{lead} {timed.text}"))
        or (whose and not OWN_FIGURE.match(behind) and POSSESSIVE.match(behind))
        or (TAKEN_BACK.search(lead) and MOVE_BEHIND.match(behind))
        or CLOSED.search(lead)
        or (APPOSED.search(lead) and timed.text.lower().startswith("since ") and behind[:1] == ",")
    )


def of_the_books(text: str, timed: Timed) -> bool:
    """Say whether a stretch is only told of accounts or statistics: "earnings grew 12% in the second quarter"."""
    clause = CLAUSE_END.split(text[: timed.start])[-1]
    return not timed.day and BOOKS.search(clause) is not None and not MARKET.search(clause)


def topic_of(pieces: Sequence[Passage], names: Sequence[Name], clock: Clock) -> Timed:
    """Return the time that the whole article is about: of its title and first sentences, else the session."""
    leads = [p for p in pieces if p.kind in ("title", "heading")][:3] + [p for p in pieces if p.kind == "sentence"][
        :LEAD
    ]
    for group in ([p for p in leads if p.kind != "sentence"], [p for p in leads if p.kind == "sentence"][:2], leads):
        found = _topic(group, names, clock)
        if found is not None:
            near = (clock.anchors[0] - found.windows[0].end).days <= 5 and group is not leads
            return found if not found.day or near else clock.session()
    return clock.session()


def _topic(group: Sequence[Passage], names: Sequence[Name], clock: Clock) -> Timed | None:
    texts = [blanked(p, names) for p in group]
    units = [unit for unit, pattern in UNIT_WORDS for text in texts[:3] if pattern.search(text)]
    unit = "day" if any(OF_A_DAY.search(text) for text in texts[:1]) else units[0] if units else ""
    for text in texts:
        for timed in spoken_times(text, clock.find(text)):
            if (
                timed.day and PUBLISHED.search(text[max(0, timed.start - 40) : timed.start])
            ) or timed.text.strip() == text.strip():
                continue
            if timed.day and (leads_a_clause(text, timed) or HAD.match(text, timed.end)):
                continue
            titled = text is texts[0] and group[0].kind == "title"
            if (
                timed.windows
                and (_fits(timed, unit) or (titled and _fits(timed, "")))
                and _recent(timed, clock)
                and not (timed.open and not timed.day)
            ):
                return timed
    return _unit_topic(unit, clock) if unit and unit != "half" else None


def _unit_topic(unit: str, clock: Clock) -> Timed:
    """Return the unit that an article is about; a review told early in a unit is of the one before."""
    timed = clock.unit(unit, f"the {unit}")
    before = clock.read(f"last {unit}", clock.origin or clock.anchors[0])
    if unit in ("month", "quarter", "year") and before is not None and clock.young(unit):
        return replace(timed, windows=tuple(dict.fromkeys((before, *timed.windows))))
    return timed


def _recent(timed: Timed, clock: Clock) -> bool:
    """Say whether a time is near enough to the publication for the whole article to be about it."""
    length = (timed.windows[0].end - timed.windows[0].base).days
    return (clock.anchors[0] - timed.windows[0].end).days <= max(6, min(70, length))


def _fits(timed: Timed, unit: str) -> bool:
    """Say whether a time is as long as the unit that an article is about; any whole unit where none is said."""
    days = (timed.windows[0].end - timed.windows[0].base).days
    bounds = {
        "day": (1, 5), "week": (5, 12), "month": (25, 37), "quarter": (84, 98), "half": (175, 190), "year": (350, 373),
    }  # fmt: skip
    if unit:
        low, high = bounds[unit]
        return low <= days <= high
    return timed.day or any(
        low <= days <= high for name, (low, high) in bounds.items() if name in ("month", "quarter", "half", "year")
    )
