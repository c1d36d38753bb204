"""Claims of records: that a close was the highest known, and how many such closes a time had."""

import re
from collections.abc import Iterator
from dataclasses import replace

from copilot.check.claim import Claim, Reading, Stated
from copilot.check.reading.marks import MONTH
from copilot.check.reading.seat import fallback_windows
from copilot.check.reading.stage import ORDINAL, Stage, carried_symbol, place_of, unit_of
from copilot.check.reading.words import NOT_PRICES
from copilot.grounding.reading.number_words import WORD, number_of
from tools.windows.window import Window

RECORD = re.compile(
    r"\b(?:record[- ](?:setting\s+)?(?:highs?|close|closes|closing highs?|levels?|peaks?|territory|finish)|"
    r"all-time[- ](?:closing\s+)?(?:highs?|peaks?|records?)|"
    r"new (?:closing\s+)?highs?|new records?|(?:to|at|set|setting|hit|hitting|notched|another)\s+(?:a\s+|"
    r"another\s+|its\s+)?(?:new\s+|fresh\s+)?records?(?!\s+(?:low|amount|number|pace|revenue|profit|quarter|"
    r"spending)))\b",
    re.IGNORECASE,
)
NOT_AT = re.compile(
    r"\b(?:below|from|off|under|short of|shy of|after|following|near|nearing|toward|towards|approach\w*|"
    r"within|since|than|beneath|margins?|profits?|failed|not|no|never|without|"
    r"from (?:its|their|the)|of (?:its|their|the)|retreat\w*|pull\w* back|test\w*|close to|just)\b[^.;,]{0,45}$",
    re.IGNORECASE,
)
FINISHED = re.compile(
    r"\b(?:end|finish|clos|wrap|complet|conclud|round|cap|exit|leav|left)\w*\s+(?:(?:out|up|off|the|both|\w+ing)\s+)*$|"
    r"(?:end|finish|clos|wrap|complet|conclud|round|cap|exit|leav|left)\w*\s",
    re.IGNORECASE,
)
AT_ITS_END = re.compile(
    r"^(?:\s+of\s+\d{4})?\s*,?\s+(?:(?:right|just|only|once again|again|back|with|on|in|a|its|the)\s+)*$", re.IGNORECASE
)
"""What stands between a time that ended and the record that it ended at."""
ITS = re.compile(r"\b(?:its|it)\b", re.IGNORECASE)
LAST = re.compile(r"\b(?:last|latest|most recent|final)\s+(?:such\s+)?$", re.IGNORECASE)
"""What makes a record the one after which there was none."""
PAST_PERFECT = re.compile(r"\b(?:had|having)\b(?:\s+[\w-]+){0,4}\s+$", re.IGNORECASE)
PRIOR = re.compile(
    r"^\s*,?\s*(?:just\s+|only\s+)?(?:the|a|one)\s+(?P<unit>day|session|week|month|quarter|year)\s+"
    r"(?:before|earlier|ago|previously|prior)\b",
    re.IGNORECASE,
)
OF_MONTH = re.compile(rf"\b{MONTH}\s+$")
"""What makes a number a day, not a count: "its June 18 record"."""
OF_YEAR = re.compile(
    r"\s+(?:of|this|in|for|during)\s+(?:the\s+|this\s+)?(?:year|20\d\d)\b|\s+this\s+year\b", re.IGNORECASE
)
MANY = rf"\d{{1,3}}|(?:{WORD})(?:-(?:{WORD}))?"
COUNT = re.compile(
    rf"\b(?:(?P<nth>{ORDINAL}|\d{{1,3}}(?:st|nd|rd|th))|(?P<n>{MANY}))\s+(?:(?:new|fresh|separate|such|closing)\s+)*"
    r"(?:(?:record|all-time)[- ](?:setting\s+)?(?:closing\s+)?(?:closes?|highs?|finish(?:es)?|peaks?)|"
    r"(?:closing\s+)?records?(?=\s+(?:in|of|this|for|during|so far|set|last)\b|[,.;]))|"
    rf"\brecords?\s+(?:closes?\s+|highs?\s+)?(?:on\s+)?(?P<times>{MANY})\s+(?:times|occasions|days)\b",
    re.IGNORECASE,
)


def record_claims(stage: Stage) -> Iterator[Claim]:
    """Yield the records that a sentence claims, and how many of them."""
    counts = list(_counted(stage))
    yield from counts
    taken = [(c.start - stage.passage.start, c.end - stage.passage.start) for c in counts]
    for match in RECORD.finditer(stage.text):
        if any(match.start() < e and s < match.end() for s, e in taken):
            continue
        lead = stage.text[: match.start()]
        name = stage.subject(*match.span(), behind=True)
        symbol = name.symbol if name else carried_symbol(stage) if ITS.search(lead) else None
        if symbol is None or NOT_AT.search(lead[-60:]):
            continue
        at = max(0, name.end - stage.passage.start) if name else 0
        if NOT_PRICES.search(lead[at:]) or re.match(
            r"[\w\s]{0,12}\b(?:set|reached|hit|from)\b", stage.text[match.end() :]
        ):
            continue
        windows = _before_that(stage, match) or _at_the_end(stage, match) or stage.windows()
        params = {"until": stage.scene.clock.anchors[0]} if LAST.search(lead) else {}
        readings = [Reading("record_high", (symbol,), w, params=params) for w in windows]
        fallback = (
            []
            if stage.when.certain
            else [Reading("record_high", (symbol,), w, params=params) for w in stage.scene.clock.session().windows]
        )
        begin = name.start - stage.passage.start if name else match.start()
        begin = begin if 0 <= match.start() - begin < 60 else match.start()
        label = name.named.label if name else ""
        yield stage.claim(begin, match.end(), Stated(match[0], None, "date"), "record_high", readings, fallback, label)


def _before_that(stage: Stage, match: re.Match[str]) -> list[Window]:
    """Return when a record was set that is told as past: "had hit a record the week before"; none for one of now."""
    if not PAST_PERFECT.search(stage.text[: match.start()]):
        return []
    clock, behind = stage.scene.clock, stage.text[match.end() :]
    told = [t for t in stage.times if t.text and 0 <= t.start - match.end() <= 8 and t.windows]
    prior = PRIOR.match(behind)
    if prior:
        unit = unit_of(prior["unit"])
        if unit == "day":
            return [clock.day(clock.sessions.before(a)) for a in clock.anchors]
        return [w for a in clock.anchors if (w := clock.read(f"last {unit}", a))]
    if told:
        return list(told[0].windows)
    return [w for a in clock.anchors if (w := clock.read("past 12 months", a))]


def _at_the_end(stage: Stage, match: re.Match[str]) -> list[Window]:
    """Return the last session of "finished the year at a record", [] for a record that was set on another day."""
    lead = stage.text[: match.start()]
    for timed in reversed([t for t in stage.times if t.end <= match.start() and not t.day and t.windows]):
        finished = FINISHED.search(lead[: timed.start]) or FINISHED.match(timed.text)
        if finished and AT_ITS_END.match(lead[timed.end :]):
            return [stage.scene.clock.day(w.end) for w in timed.windows]
    return []


def _counted(stage: Stage) -> Iterator[Claim]:
    """Yield how many records were set: "39 record closes", "its 57th record of the year", "a record 12 times"."""
    for match in COUNT.finditer(stage.text):
        name = stage.subject(*match.span(), behind=True)
        symbol = name.symbol if name else carried_symbol(stage)
        nth = match["nth"]
        number = match["n"] or match["times"] or ""
        count = place_of(nth) if nth else int(number) if number.isdigit() else int((number_of(number) or (0, 0))[0])
        dated = OF_MONTH.search(stage.text[: match.start()])
        if (
            symbol is None
            or not count
            or dated
            or NOT_PRICES.search(stage.text[max(0, match.start() - 30) : match.start()])
        ):
            continue
        inside = bool(re.search(r"highs?\b|intraday", match[0], re.IGNORECASE)) and not re.search(
            r"clos", match[0], re.I
        )
        fields = ("close", "high") if inside else ("close",)
        year = [w for a in stage.scene.clock.anchors[:1] if (w := stage.scene.clock.read("this year", a))]
        windows = _up_to_its_day([w for w in stage.windows() if w.start < w.end] or year, stage, bool(nth))
        wide = [] if stage.when.certain else fallback_windows(stage.scene, stage.when)
        readings, fallback = (
            [Reading("record_count", (symbol,), w, "price", "", {"field": f}, f != "close") for w in ws for f in fields]
            for ws in (windows, [w for w in wide if w.start < w.end])
        )
        begin = name.start - stage.passage.start if name else match.start()
        begin = begin if 0 <= match.start() - begin < 60 else match.start()
        stated = Stated(match[0], float(count), "count", 1.0)
        claim = stage.claim(begin, match.end(), stated, "count", readings, fallback, name.named.label if name else "")
        yield replace(claim, certain=claim.certain or OF_YEAR.match(stage.text[match.end() :]) is not None)


def _up_to_its_day(windows: list[Window], stage: Stage, nth: bool) -> list[Window]:
    """Return the times up to the day on which "the 31st record of the year" was set, where one is named."""
    days = [t.windows[0].end for t in stage.times if t.day and t.windows] if nth else []
    return [replace(w, end=d) for w in windows for d in days if w.start <= d <= w.end] or windows
