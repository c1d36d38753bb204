"""Times that point at others: "that day", "the 14th", "a day after it had jumped", "May brought", "in the second"."""

import re
from collections.abc import Iterator
from datetime import date

from copilot.check.reading.dial import Dial
from copilot.check.reading.timed import Timed
from copilot.check.reading.timewords import LENGTHS, YEAR_NAMED
from copilot.grounding.reading.number_words import number_of
from tools.windows.window import Window

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH = "|".join(MONTHS)
TELLS = re.compile(
    r"(?:\s+(?:alone|itself|then|also|only|has|had|even|first))*\s+(?:brought|bring|took|taken|saw|seen|gave|given|"
    r"added|delivered|produced|was|were|proved|turned|went|cost|contributed|erased|wiped|tacked|handed|yielded|made|"
    r"did|lost|gained|fell|rose|dropped|climbed|came|began|belonged|marked|recorded|posted|offered|supplied|reversed|"
    r"undid|recouped|recovered|clawed|chipped|knocked|shaved|sliced|kept|held|registered|returned|lifted|dealt|"
    r"subtracted|chopped|slipped|slid|jumped|followed|started|opened)\b"
)
"""What a time does that is the subject of its clause: "May brought another 5.1%"."""
SUBJECT = re.compile(rf"(?<![\w-])(?:{MONTH})(?={TELLS.pattern})")
BOUND = re.compile(
    r"\b(?:on|in|of|for|during|over|since|from|to|through|until|till|by|at|late|early|mid|than)[\s-]+"
    rf"(?:the\s+|last\s+|this\s+)?$|\b(?:{MONTH})\s+(?:and|or)\s+$",
    re.IGNORECASE,
)
"""What stands before a time that is no subject."""
THAT_DAY = re.compile(
    r"\b(?:on\s+)?(?:that|the\s+same)\s+(?:(?:very|one|single|same|particular|fateful)\s+)*(?:day|session)\b(?![’'-])",
    re.IGNORECASE,
)
DAY_OF_MONTH = re.compile(
    r"(?<!\bof )\b(?:on\s+)?the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)(?=\s*[,.;:)]|\s*$|\s+(?:when|as|and|but|while|it|"
    r"they|the|shares|stocks|alone|was|saw|brought|had)\b|\s+~)",
    re.IGNORECASE,
)
SAME_MONTH = re.compile(
    rf"\b(?P<month>{MONTH})\s+\d{{1,2}}(?:,\s+\d{{1,2}})*,?\s+and\s+(?P<day>\d{{1,2}})(?![\d%]|[.,]\d|\s?(?:%|percent|points|of\b))"
)
"""A second day of a month: "on April 3 and 4"."""
PLACED = re.compile(r"\b(?:rank\w*|plac\w*|came|c[ao]me\s+in|finish\w*|is|as)\s+$", re.IGNORECASE)
"""What leads to a place among others, not to a day: "finished the 3rd"."""
TO_A_FIGURE = r"(?=\s+(?:[^.,;:—–]|[.,]\d)*?(?<=\d)\s?(?:%|percent|points?\b))"
IN_ITS_CLAUSE = re.compile(r"(?:[^.,;:—–]|[.,]\d)*")
AFTER_CLAUSE = re.compile(
    r"\b(?P<n>a|one|the|two|three)\s+(?:(?:single|mere|trading)\s+)?(?P<unit>day|session|week|month|quarter|year)s?\s+"
    rf"(?:(?P<after>after)|before(?=\s+(?!had\b)(?:it|they|the|shares|~+)\s+(?!had\b))){TO_A_FIGURE}",
    re.IGNORECASE,
)
"""What a move is told after, or before: "fell 3.3%, a day after it had jumped 7.5%"."""
NTH = re.compile(
    r"\b(?:in|during)\s+the\s+(?P<which>first|second|third|fourth|last)(?=\s*[,.;:)]|\s*$|\s+(?:and|but|while|as|it|they|"
    r"the|when|by|shares)\b|\s+~)",
    re.IGNORECASE,
)
PARTS = re.compile(r"\b(?:(quarter)s?|(hal)(?:f|ves)|week|month|day|session)s?\b(?![’'])", re.IGNORECASE)
OF_THE_CALENDAR = {"march": "first", "june": "second", "september": "third", "december": "fourth"}
NAMED_QUARTER = re.compile(r"\bthe\s+(?P<month>March|June|September|December)\s+quarter\b", re.IGNORECASE)
YEAR = LENGTHS["year"]


def is_subject(text: str, timed: Timed) -> bool:
    """Say whether a time is the subject of what stands behind it, and so tells of that alone."""
    lead = f"{text[: timed.start]}{timed.text.split()[0]} " if " " in timed.text.strip() else text[: timed.start]
    return TELLS.match(text, timed.end) is not None and not BOUND.search(lead)


def leads_a_clause(text: str, timed: Timed) -> bool:
    """Say whether a time opens "a day after it had jumped 7.5%"."""
    return timed.text.lower().endswith((" after", " before")) and AFTER_CLAUSE.match(text, timed.start) is not None


def outside(text: str, timed: Timed, place: int) -> bool:
    """Say whether a place is not in the clause that a time opens."""
    clause = IN_ITS_CLAUSE.match(text, timed.end)
    return leads_a_clause(text, timed) and not timed.end <= place < (clause.end() if clause else timed.end)


def pointed(clock: Dial, text: str) -> Iterator[Timed]:
    """Yield the times of a passage that say which only with those around it."""
    for match in THAT_DAY.finditer(text):
        yield Timed(*match.span(), match[0], (), unit="that day")
    for match in AFTER_CLAUSE.finditer(text):
        count = int((number_of(match["n"]) or (1, 0))[0]) if match["n"].lower() not in ("a", "the") else 1
        days = match["unit"].lower() in ("day", "session")
        if days or (count == 1 and match["after"]):
            unit = f"later {-count if match['after'] else count}" if days else f"before {match['unit'].lower()}"
            yield Timed(*match.span(), match[0], (), unit=unit)
    for match in DAY_OF_MONTH.finditer(text):
        days_ = [] if PLACED.search(text[: match.start()]) else _of_a_month(clock, int(match["day"]))
        if days_:
            yield Timed(*match.span(), match[0], tuple(clock.day(day) for day in days_), day=True)
    for match in SAME_MONTH.finditer(text):
        if window := clock.read(f"{match['month']} {match['day']}", clock.anchors[0]):
            yield Timed(*match.span("day"), match["day"], (window,), day=True)
    for match in NTH.finditer(text):
        if windows := _part(clock, text[: match.start()], match["which"].lower()):
            yield Timed(match.start("which"), match.end(), match["which"], windows)


def _of_a_month(clock: Dial, day: int) -> list[date]:
    """Return the sessions on that day of the month that is spoken of, and of the last one that had it."""
    newest = clock.anchors[0]
    near = [clock.topic, *(clock.last.windows[:1] if clock.last else ())]
    ends = [w.end for w in near if w is not None and (w.end - w.base).days <= LENGTHS["month"][1]]
    told = [(end.year, end.month) for end in ends]
    before = (newest.year, newest.month - 1) if newest.month > 1 else (newest.year - 1, 12)
    found = []
    for year, month in dict.fromkeys([*told, (newest.year, newest.month), before]):
        try:
            one = date(year, month, day)
        except ValueError:
            continue
        if one <= newest and one in clock.sessions:
            found.append(one)
    return found[:1]


def _part(clock: Dial, lead: str, which: str) -> tuple[Window, ...]:
    """Return "in the second" of quarters or halves spoken of, in the year that is spoken of, then in the last one."""
    parts = list(PARTS.finditer(lead)) or list(PARTS.finditer(clock.parts))
    unit = "quarter" if parts and parts[-1][1] else "half" if parts and parts[-1][2] else ""
    if not unit:
        return ()
    which = {"last": "fourth" if unit == "quarter" else "second"}.get(which, which)
    spans = [clock.last_span.windows[0]] if clock.last_span else []
    whole = [
        w for w in (clock.topic, *spans) if w is not None and w.base.month == 12 and (w.end - w.base).days >= YEAR[0]
    ]
    newest = clock.anchors[0]
    told = [*(int(y) for y in YEAR_NAMED.findall(lead)[-1:]), *(w.end.year for w in whole)]
    either = [newest.year - 1, newest.year] if clock.young("year") else [newest.year, newest.year - 1]
    found = [clock.read(f"{which} {unit} of {year}", newest) for year in dict.fromkeys(told[:1] or either)]
    return tuple(w for w in found if w is not None)
