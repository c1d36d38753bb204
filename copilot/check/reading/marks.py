"""What a distance is measured from: "its January 2022 peak", "the low on April 8", "where it began 2022"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from copilot.check.reading.clock import Clock
from copilot.check.reading.comparing import in_its_year
from copilot.check.reading.timewords import DATE
from tools.windows.window import Window

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DAY = (
    rf"(?:(?:(?:early|mid|late)[- ])?(?:(?:last|this)\s+)?{MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d))?"
    rf"(?:,?\s+(?:of\s+)?(?:19|20)\d\d|\s+of\s+(?:last|this)\s+year)?|\d{{1,2}}\s+{MONTH}(?:\s+(?:19|20)\d\d)?"
    r"|(?:early |late |mid-)?(?:19|20)\d\d(?![\d%])|the\s+(?:start|beginning|turn|end)\s+of\s+"
    rf"(?:(?:the|this|last)\s+(?:year|month|quarter|week)|{MONTH}(?:\s+(?:19|20)\d\d)?|(?:19|20)\d\d)|"
    r"(?:last|this)\s+(?:week|month|year|quarter|spring|summer|fall|"
    r"autumn|winter)|(?:Mon|Tues|Wednes|Thurs|Fri)day|\d{4}-\d\d-\d\d)"
)
LEAD = (
    r"(?P<lead>below|beneath|under|short of|shy of|away from|off of|off|from|above|over|beyond|since|within|of|"
    r"(?:to |before |until |by )?(?:it |they )?(?:reach\w*|regain\w*|reclaim\w*|match\w*|retak\w+|(?:get|gets|climb|go|"
    r"return)\s+back\s+to|get\s+to|return\w*\s+to|back\s+to))"
)
STOP = (
    r"(?!(?:to|and|or|but|as|with|after|for|by|in|at|on|rose|fell|which|that|when|while|is|was|were|has|have|had|from|"
    r"since|below|above|than|session|intraday|intra-day|day|today)\b)"
)
EXTREME = re.compile(
    rf"\b{LEAD}\s+(?:(?:its|their|the|a|an|his|her|this|[A-Z][\w&.]*[’']s)\s+)?(?P<own>own\s+)?"
    rf"(?P<inside>(?:{STOP}[\w’'.-]+(?:,(?=\s(?:19|20)\d\d))?\s+){{0,6}}?)"
    r"(?P<kind>(?:records?|peaks?|highs?|all-time|lows?|bottoms?|troughs?|nadirs?)(?![\w-])"
    r"(?:\s+(?:closing\s+)?(?:highs?|lows?|close|finish|peak|level)\b)?)"
    r"(?!\s+(?:runs?|rally|rallies|streak|profits?|revenues?|quarter|year|earnings|pace|yields?|growth|"
    r"of the (?:day|session|morning)|"
    r"for the (?:day|session)|hopes|territory|inflation|rates?|volatility|oil|end)\b)"
    rf"(?P<tail>(?:,?\s*(?:at|of|near)\s+\$?\d[\d,.]*\d)?(?:,?\s*\(?(?:(?:which|that)\s+)?(?:(?:it|they|was|were|had|has|the|~+)\s+){{0,3}}"
    rf"(?:(?:set|reached|hit|touched|notched|made|struck|recorded|seen|posted)\s+)?(?:back\s+)?(?:(?:on|in|of|from|at)\s+)?"
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri)day,?\s+)?(?:{DAY})\b\)?)?)",
    re.IGNORECASE,
)
OWN = re.compile(
    rf"\b{LEAD}\s+(?:its|their)\s+own\b(?=\s*(?:[,.;:)—–]|$|\s+(?:from|in|on|set|of|at)\b))", re.IGNORECASE
)
THAT = re.compile(
    r"\b(?P<lead>below|beneath|under|short of|shy of|off|above|over)\s+(?:that|it|there)"
    r"(?:\s+(?:level|mark|close|high|peak|record|low|figure|price|number))?(?=\s*(?:[.;:)—–,]|$))",
    re.IGNORECASE,
)
WHERE = re.compile(
    r"\b(?P<lead>above|below|from|over|under|beneath|than|of|off|on|beyond)\s+"
    r"(?:(?:the level\s+)?where\s+|(?<=than\s)(?:when\s+)?)"
    r"(?:it|they|he|the\s+[\w’'-]+|\w+)\s+"
    r"(?:had\s+)?(?P<verb>began|begun|started|opened|entered|ended|finished|closed|stood|was|were|left|traded|settled)"
    r"(?:\s+out)?\s+(?:(?:at|in|on)\s+)?(?P<when>(?:the\s+)?[^,.;:]{3,40})",
    re.IGNORECASE,
)
EDGE = re.compile(
    r"\b(?P<lead>than|from|above|below|over|under|since)\s+(?:it was\s+|they were\s+|it stood\s+|its\s+(?:level|close|"
    r"price)\s+|the\s+(?:level|close)\s+)?(?:at\s+|of\s+)?(?:the\s+)?(?P<edge>start|beginning|end|close|turn)\s+of\s+"
    r"(?P<when>(?:the\s+|last\s+|this\s+)?\w+\b(?:\s+(?:19|20)\d\d)?)"
    r"(?!\s+\d|,?\s+(?:\d{1,2},\s+)?(?:to|through|until|till)\b)",
    re.IGNORECASE,
)
AGO = re.compile(
    r"\b(?P<lead>than|from|above|below|over|compared with|compared to|versus|since)\s+"
    r"(?:it was\s+|they were\s+|it stood\s+|(?:its|the|their)\s+(?:level|close|price)\s+(?:of\s+)?)?"
    r"(?P<n>an?|one|two|three|four|five|six|\d{1,2})\s+"
    r"(?P<unit>week|month|year)s?\s+(?:ago|earlier|before)\b",
    re.IGNORECASE,
)
LEVEL_OF = re.compile(
    rf"\b(?P<inside>(?:{STOP}[\w’'.-]+(?:,(?=\s(?:19|20)\d\d))?\s+){{0,5}}?)"
    r"(?P<kind>(?:records?|peaks?|highs?|lows?|bottoms?|troughs?)(?:\s+(?:closing\s+)?(?:high|low|close|finish|"
    r"peak|level))?)"
    rf"(?P<tail>(?:,?\s+(?:(?:set|reached|hit|seen|made)\s+)?(?:on|in|of|from)\s+(?:{DAY}))?)"
    r"(?:,?\s+(?:of|at|near|around)\s+(?:about\s+)?|\s*\()\$?$",
    re.IGNORECASE,
)
"""What leads to the level at which a mark stood: "its February 19 record of"."""
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
DATED = re.compile(rf"\b{DAY}\b", re.IGNORECASE)
EDGE_SESSIONS = 15
"""How many sessions belong to the start of a time."""
LOW = re.compile(r"low|bottom|trough|nadir", re.IGNORECASE)
BARE_UNIT = re.compile(r"^the(?=\s+(?:week|month|quarter|year)$)", re.IGNORECASE)
BEGUN = re.compile(r"beg[au]n|start|opened|entered|turn", re.IGNORECASE)


@dataclass(frozen=True)
class Mark:
    """What a distance is measured from, and where it stands in its sentence.

    `kind` is "high", "low" or "close"; `spans` are the stretches in which it stood, none for all that is known;
    `own` says that it is told by another's mark, `that` that it is the mark named last; `end` is where the move ended
    when that is a mark too: "from its February record to its April low".
    """

    start: int
    stop: int
    lead: str
    kind: str
    spans: tuple[Window, ...] = ()
    own: bool = False
    that: bool = False
    end: "Mark | None" = None

    @property
    def up(self) -> int:
        """The direction that its words give a distance: 1 above it, -1 below it, 0 for either."""
        if self.lead in ("above", "over", "beyond"):
            return 1
        if self.lead in ("below", "beneath", "under", "short of", "shy of", "away from", "within"):
            return -1
        return {"high": -1, "low": 1}.get(self.kind, 0)

    @property
    def ahead(self) -> bool:
        """Whether the way to it is told, not the way from it: "6% to go to reach its own"."""
        return bool(re.search(r"reach|regain|reclaim|match|retak|back|get|return", self.lead))


def marks_in(text: str, clock: Clock) -> list[Mark]:
    """Return what distances of a sentence are measured from, in order; the clock remembers nothing of it."""
    quiet = replace(clock)
    found: list[Mark] = []
    for mark in sorted(_all(text, quiet), key=lambda m: (m.start, -m.stop)):
        if found and mark.start < found[-1].stop:
            continue
        found.append(mark)
    return [_with_end(text, quiet, mark) for mark in found]


def _all(text: str, clock: Clock) -> Iterator[Mark]:
    for match in EXTREME.finditer(text):
        dates = f"{match['inside']} {match['tail']}"
        spans = _spans(DATED.search(dates), clock)
        if spans is None:
            continue
        kind = "low" if LOW.search(match["kind"]) else "high"
        yield Mark(*match.span(), _lead(match), kind, spans, bool(match["own"]) and not spans)
    for match in OWN.finditer(text):
        yield Mark(*match.span(), _lead(match), "", own=True)
    for match in THAT.finditer(text):
        yield Mark(*match.span(), _lead(match), "close", that=True)
    for match in (*WHERE.finditer(text), *EDGE.finditer(text)):
        verb = match.groupdict().get("verb") or match["edge"]
        when = BARE_UNIT.sub("this", match["when"])
        told = next((t for t in replace(clock).find(when) if t.start <= 4 and t.windows), None)
        if told is None:
            continue
        begun = bool(BEGUN.search(verb))
        days = [w.base if begun else w.end for w in told.windows]
        stop = match.start("when") + told.end + len(match["when"]) - len(when)
        yield Mark(match.start(), stop, _lead(match), "close", _closes(days, clock))
    for match in AGO.finditer(text):
        yield Mark(*match.span(), _lead(match), "close", _closes(sessions_ago(match, clock), clock))


def mark_before(lead: str, clock: Clock) -> Mark | None:
    """Return the dated mark whose level is told next, None for none or one without a date."""
    match = LEVEL_OF.search(lead[-120:])
    dated = DATED.search(f"{match['inside']} {match['tail']}") if match else None
    spans = _spans(dated, clock, lead) if match else ()
    if match is None or not spans:
        return None
    return Mark(0, 0, "at", "low" if LOW.search(match["kind"]) else "high", spans)


def ending_mark(behind: str, clock: Clock) -> Mark | None:
    """Return the dated mark to which a move is told to have gone: "25.4% to its October 12 low"."""
    lead = re.match(r"\s+(?:to|at|by)\s+", behind)
    told = (
        next((m for m in _all(f"from {behind[lead.end() :][:80]}", replace(clock)) if m.start == 0), None)
        if lead
        else None
    )
    return told if told and told.spans and told.kind != "close" else None


def _lead(match: re.Match[str]) -> str:
    return " ".join(match["lead"].lower().split())


def _spans(dated: re.Match[str] | None, clock: Clock, lead: str = "") -> tuple[Window, ...] | None:
    """Return the stretches that a date beside a mark names, () for no date, None for one that cannot be read."""
    if dated is None:
        return ()
    edge = re.match(r"the\s+(start|beginning|turn|end)\s+of\s+(.+)", dated[0], re.IGNORECASE)
    if edge and (whole := clock.read(re.sub("^the ", "this ", edge[2]), clock.anchors[0])):
        last = clock.sessions.shift(whole.base, EDGE_SESSIONS)
        return (whole if edge[1].lower() == "end" else Window(whole.base, whole.start, min(last, whole.end)),)
    told = replace(clock).find(in_its_year(lead, dated[0]) if DATE.fullmatch(dated[0]) else dated[0])
    alone = clock.read(dated[0].strip(), clock.anchors[0]) if not told else None
    return tuple(dict.fromkeys(w for t in told[:1] for w in t.windows)) or ((alone,) if alone else None)


def _closes(days: list[date], clock: Clock) -> tuple[Window, ...]:
    return tuple(dict.fromkeys(clock.day(day) for day in days))


def sessions_ago(match: re.Match[str], clock: Clock, days: Sequence[date] = ()) -> list[date]:
    """Return the sessions so many weeks, months or years before some, or before those that the article speaks from."""
    count = NUMBERS.get(match["n"].lower()) or int(match["n"])
    unit = match["unit"].lower()
    back = [_back(day, unit, count) for day in days or clock.anchors]
    told = clock.unit(unit).windows if count == 1 and not days else ()
    return [*(clock.sessions.on_or_before(day) for day in back), *(w.base for w in told)]


def _back(day: date, unit: str, count: int) -> date:
    if unit == "week":
        return day - timedelta(weeks=count)
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    last = (date(months // 12 + (months % 12 == 11), (months + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(months // 12, months % 12 + 1, min(day.day, last))


def _until(text: str, clock: Clock, mark: Mark, start: int) -> Mark:
    """Return a mark with the day that the move ended on, if one is told: "from the March low to the end of June"."""
    whole = re.match(r"(?:the\s+)?year[- ]end\b", text[start:], re.IGNORECASE)
    base = mark.spans[0].end if mark.spans else clock.anchors[-1]
    end = clock.sessions.on_or_before(min(date(base.year, 12, 31), clock.anchors[0])) if whole else None
    told = None if whole else next((t for t in replace(clock).find(text[start : start + 60]) if t.start <= 4), None)
    stop = start + (whole.end() if whole else told.end if told else 0)
    end = told.windows[0].end if told and told.windows else end
    if end is None or end <= base:
        return mark
    return replace(mark, stop=stop, end=Mark(start, stop, "at", "close", (clock.day(end),)))


def _with_end(text: str, clock: Clock, mark: Mark) -> Mark:
    """Return a mark with the one that the move ended at: "from its February record to its April low"."""
    behind = re.match(r"\s*,?\s+(?:to|until|through)\s+", text[mark.stop :])
    if mark.lead not in ("from", "off") or not behind:
        return mark
    start = mark.stop + behind.end()
    told = next((m for m in _all(f"from {text[start:]}", replace(clock)) if m.start == 0), None)
    if told is None:
        return _until(text, clock, mark, start)
    return replace(mark, stop=start + told.stop - len("from "), end=told)
