"""Claims of a place: who led, who lagged, the second-best, the only one."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading.naming import Name
from copilot.check.reading.scene import MONTHS
from copilot.check.reading.seat import FUND_OF, rest_windows
from copilot.check.reading.stage import FALLING, ORDINAL, RISING, Stage, place_of
from copilot.check.reading.words import NOT_PRICES
from tools.windows.window import Window

INDICES = ("^GSPC", "^IXIC", "^DJI", "^RUT")
THREE = ("^GSPC", "^IXIC", "^DJI")
SET = (
    r"(?:sectors?|groups?|indices|indexes|index|averages?|benchmarks?|gauges?|stocks?|names?|members?|"
    r"performers?|components?|megacaps?)"
)
LED = re.compile(
    r"\b(?:led|leads|leading|paced|topped|outperformed|outpaced)\s+(?P<what>(?:all|every|each of the|all of the|"
    r"the)\s+(?:\w+\s+){0,3}?"
    rf"{SET}\b|the\s+(?:way\s+(?:higher|up|lower|down)?|gain(?:s|ers)?|advanc\w+|rally|pack|declin\w+|los\w+|"
    rf"laggards|drop|slide|way)|gain(?:s|ers)\b|advancers|declin\w+|los(?:ses|ers)\b|(?<=led )(?:lower|higher)\b)|"
    r"\b(?:led|leads)\b(?=\s*(?:[.;)]|,(?!\s+by\b)|$|(?:and|while|with|this|last|overall|again|(?:in|for|over|during)\s+"
    rf"(?:the\s+)?(?:day|session|week|month|quarter|half|year|20\d\d|{MONTHS}))\b))",
    re.IGNORECASE,
)
LAGGED = re.compile(
    rf"\b(?:lagged|trailed)\s+(?:all|every|the rest|the pack|all the|"
    rf"all of the)\s*(?:other\s+)?(?:\w+\s+){{0,2}}?(?:{SET})?|\b(?:brought|bringing) up the rear\b|\b(?:came in|"
    rf"finished|ranked) (?:dead )?last\b",
    re.IGNORECASE,
)
BEST = re.compile(
    rf"\b(?:(?P<nth>{ORDINAL}|\d{{1,2}}(?:nd|rd|th))[- ])?(?P<how>best|top|strongest|worst|weakest|poorest|biggest|"
    rf"largest|smallest)[- ]?(?:performing\s+)?"
    rf"(?P<what>(?:S&P(?: 500)?\s+|major\s+|market\s+|U\.S\.\s+|Dow\s+|GICS\s+|\w+-cap\s+)?(?:sectors?\b|index\b|"
    rf"performers?\b|group\b|gainers?\b|winners?\b|losers?\b|decliners?\b|laggards?\b|stocks?\b|members?\b|"
    rf"performance\b|advances?\b|gains?\b|declines?\b))",
    re.IGNORECASE,
)
FEW = "two|three|four|five|six"
SET_NAME = (
    r"(?:(?:all|its|any|the|each|every)\s+)*(?:(?:of|11|eleven|seven|S&P(?:\s+500)?|GICS|select|major|stock|broad|other)\s+)"
    r"{0,4}(?:sectors?\b(?:\s+(?:funds?|ETFs?|SPDRs?)\b)?|group|lot|bunch|pack|seven\b(?!\s+(?:days|weeks|months))|"
    r"Magnificent\s+(?:Seven|7)(?:\s+(?:stocks?|members?|names?))?|Mag(?:nificent)?[- ]7|indices|indexes|averages)"
)
"""What a place is counted in: "the eleven sector funds", "the Magnificent Seven"."""
IS = r"(?:is|are|was|were|has been|have been)"
ALONE = re.compile(
    rf"\b(?:{IS}|remains?|proved|came in|makes?|made)\s+(?:again\s+|also\s+|easily\s+|by far\s+)?the\s+"
    rf"(?:(?P<nth>{ORDINAL}|\d{{1,2}}(?:nd|rd|th))[- ])?"
    r"(?P<how>best|strongest|fastest|worst|weakest|poorest|slowest|laggard|leader)(?=\s*(?:[.,;:)]|$|"
    rf"(?:of|among|in)\s+{SET_NAME}|so far\b|this (?:week|month|quarter|year)\b|in (?:the|its) (?:index|set)\b))",
    re.IGNORECASE,
)
PLACED = re.compile(
    rf"\b(?:ranks?|ranked|ranking|placed?|places|c[ao]mes?(?:\s+in)?|finished|finishes|stands?|stood|{IS}|took|takes|"
    rf"runs?|ran)\s+(?:in\s+)?(?:only\s+|just\s+|a\s+(?:close|distant)\s+)?(?P<nth>{ORDINAL}|last)(?P<what>\s+(?:place\b|"
    r"from\s+(?:the\s+)?(?:bottom|last|below)\b|to\s+last\b)?)?(?=\s*(?:[.,;:)(—–]|$|"
    rf"(?:of|among|out of)\s+(?:the\s+)?(?:11|eleven|{SET_NAME})|(?:behind|with|at|this|so far|year to date|and|while|"
    r"(?:for|over) the (?:day|week|month|quarter|year))\b))",
    re.IGNORECASE,
)
"""A place told by its number: "came second", "ranks third among the sectors"."""
OF_ALL = re.compile(rf"\bthe\s+(?P<how>most|least)\s+(?:of|among)\s+{SET_NAME}", re.IGNORECASE)
"""The greatest or the smallest move of a set: "gained 30.7%, the most of the eleven sector funds"."""
ANOTHER = re.compile(
    rf"\b(?:and|while|but|as)\s+(?!(?:it|they|again|also|so|then|even|only|finished|came|ranked|{IS})\b)(?:the\s+)?"
    r"[a-z][\w-]+(?:\s+[a-z][\w-]+)?\s*$"
)
"""Somebody else, not known by name, that a place is said of: "XLY led and the rest brought up"."""
AND = re.compile(r"\s*(?:\([^()]*\))?\s*(?:,|&|(?:,\s*)?\b(?:and|plus|as well as)\b)\s*(?:the\s+)?", re.IGNORECASE)
"""What joins two names of which the same is said."""
TWO = 2
OWN_UNIT = re.compile(
    r"^\s+(?:sectors?\s+)?(?:(?:of|for|in|over|during)\s+(?:the\s+)?(?P<unit>day|session|week|month|quarter|year)\b|"
    r"(?:(?:of|for|in|over|during)\s+(?:the\s+)?|this\s+|last\s+)(?:\w+\s+)?"
    r"(?:day|session|week|month|quarter|half|year|20\d\d)\b)",
    re.IGNORECASE,
)
"""The time of a place, told right behind it: "the worst sector of the month"."""
AMONG = re.compile(
    r"\b(?:among|of|in|across)\s+(?:the|all|its)?\s*(?:[\w&]+\s+){0,3}?(?:sectors|indices|indexes|averages|"
    r"Magnificent(?:\s+(?:Seven|7))?|Mag 7|seven|group|Dow)\b",
    re.IGNORECASE,
)


def rank_claims(stage: Stage) -> Iterator[Claim]:
    """Yield the places that a sentence claims."""
    taken: list[tuple[int, int]] = []
    for pattern in (LED, LAGGED, BEST, ALONE, OF_ALL, PLACED):
        for match in pattern.finditer(stage.text):
            if any(match.start() < e and s < match.end() for s, e in taken) or re.match(
                r"\s+(?:\w+\s+){0,2}since\b", stage.text[match.end() :]
            ):
                continue
            claim = _rank(stage, match, pattern)
            if claim is not None:
                taken.append(match.span())
                yield claim


def _rank(stage: Stage, match: re.Match[str], pattern: re.Pattern[str]) -> Claim | None:
    start, end = match.span()
    how = (match.groupdict().get("how") or "").lower()
    what = (match.groupdict().get("what") or "").lower()
    if (
        how in ("biggest", "largest", "smallest", "top", "best", "worst", "strongest", "weakest")
        and re.search(r"gain|advance|decline|performance|stock", what)
        and not AMONG.search(stage.text)
        and not re.search(r"gainer|sector|index|loser", what)
    ):
        return None
    name = stage.subject(start, end)
    if name is not None and pattern is LED and not match["what"] and _with_others(stage, name):
        return None
    if name is not None and ANOTHER.search(stage.text[max(0, name.end - stage.passage.start) : start]):
        return None
    if name is None or name.strange or not (name.symbol or name.group in ("magnificent_7",)):
        return None
    members = set_of(stage, name.symbol, f"{match[0]} {stage.text[end : end + 60]}")
    if not members or NOT_PRICES.search(stage.text[max(0, start - 30) : start]):
        return None
    symbol = name.symbol or ""
    if symbol not in members:
        return None
    order = _order(stage, match, pattern, how, what)
    if order is None:
        return None
    place = place_of(match.groupdict().get("nth"))
    params = {**order, "place": place, "size": len(members)}
    ordered = (symbol, *(m for m in members if m != symbol))
    windows, unit = unit_windows(stage, end)
    readings, fallback = (
        [Reading("rank", ordered, w, "price", "", params) for w in found]
        for found in (windows, () if unit else rest_windows(stage.when))
    )
    begin, finish = _span(stage, name, start, end, how)
    stated = Stated(match[0], float(place), "rank", 0.0)
    return stage.claim(begin, finish, stated, "rank", readings, fallback, name.named.label, sector=symbol in FUND_OF)


def _with_others(stage: Stage, name: Name) -> bool:
    """Say whether others are said to have led as well: "materials and health care led"."""
    at = stage.passage.start
    before = [n for n in stage.names if n.end <= name.start and n.start >= at and n.symbol]
    return bool(before) and AND.fullmatch(stage.text[before[-1].end - at : name.start - at]) is not None


def unit_windows(stage: Stage, end: int) -> tuple[Sequence[Window], bool]:
    """Return the windows of a place that ends there, and whether a time stands right behind it."""
    unit = OWN_UNIT.match(stage.text[end:])
    bare = bool(unit and unit["unit"] and len(stage.times) < TWO)
    return (stage.scene.clock.unit(unit["unit"].lower()).windows if unit and bare else stage.windows()), bool(unit)


def _order(stage: Stage, match: re.Match[str], pattern: re.Pattern[str], how: str, what: str) -> dict[str, Any] | None:
    """Return from which end a place is counted, and among whom; None where that cannot be told."""
    low = how in ("worst", "weakest", "poorest", "slowest", "laggard") or pattern is LAGGED
    low = low or bool(re.search(r"declin|los|laggard|lower|down|drop|slide", what))
    if how == "smallest":
        low = not re.search(r"declin|los", what)
    if pattern is LED and not what:
        low = (
            FALLING.search(re.split(r"[.;]|\b(?:and|while|but)\b", stage.text[match.end() : match.end() + 30])[0])
            is not None
        )
    if pattern is PLACED:
        low = bool(what.strip().startswith(("from", "to last"))) or match["nth"].lower() == "last"
    if pattern is OF_ALL:
        return _of_all(stage.text[: match.start()], how)
    return {"lowest_first": low, "among": "advancers" if how == "smallest" and low else ""}


def _of_all(lead: str, how: str) -> dict[str, Any] | None:
    """Return from which end the greatest or the smallest move of a set is counted: by the last verb before it."""
    moves = [(m.start(), p is FALLING) for p in (FALLING, RISING) for m in p.finditer(lead)]
    if not moves:
        return None
    falls = max(moves)[1]
    low = falls if how == "most" else not falls
    return {"lowest_first": low, "among": "advancers" if how == "least" and low else ""}


def _span(stage: Stage, name: Name, start: int, end: int, how: str) -> tuple[int, int]:
    """Return the characters of the phrase: from who is meant, where he stands near, to "among the sectors"."""
    at = stage.passage.start
    near = 0 < start - (name.start - at) < 60
    begin, finish = (name.start - at, end) if near else (start, max(end, name.end - at))
    rest = stage.text[finish:]
    behind = AMONG.match(rest.lstrip())
    finish += len(rest) - len(rest.lstrip()) + behind.end() if behind else 0
    return (start if "smallest" in how else begin), finish


def set_of(stage: Stage, symbol: str | None, words: str) -> tuple[str, ...]:
    """Return the set that a place is counted in, as far as it is told or plain; none for a set of others."""
    if symbol in FUND_OF and not re.search(r"\b(?:indices|indexes|stocks)\b", words, re.IGNORECASE):
        return stage.universe.group("sectors").members
    if symbol in INDICES:
        return THREE if re.search(r"\bthree\b", words, re.IGNORECASE) and symbol in THREE else INDICES
    seven = stage.universe.group("magnificent_7").members
    if symbol in seven and re.search(
        r"\b(?:Magnificent|Mag(?:nificent)?[- ]?7|seven|group|cohort)\b", words, re.IGNORECASE
    ):
        return seven
    if re.search(r"\bDow\b", words):
        dow = stage.universe.group("dow_30").members
        return dow if symbol in dow else ()
    return ()
