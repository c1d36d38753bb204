"""Figures that look like moves of prices and are none: conditions, indications, growth, years long past, parts."""

import re

from copilot.check.reading.scene import BENCHMARK
from copilot.check.reading.seat import Seat
from copilot.check.reading.words import NOT_PRICES, OURS

HEDGE = r"(?:a |an |another |about |around |roughly |nearly |almost |more than |over |just |some |as much as |up to )*"
GROWTH = re.compile(
    rf"(?<!price )(?<!capital )(?<!money )\bgrowth(?:\s+rate)?\s+(?:(?:of|at|to|by)|(?:that\s+)?(?:was|came in|hit|"
    rf"reached|slowed|accelerated)(?:\s+(?:at|to))?)\s+{HEDGE}$",
    re.IGNORECASE,
)
"""What grew is a business, not a price: "on cloud growth of 28%"."""
INDICATED = re.compile(
    r"\b(?:(?:is|are|was|were|being|now)\s+(?:indicated|called|quoted|marked|bid|offered)|(?:set|poised|due|seen|"
    r"expected|likely|about)\s+to\s+open|(?:points?|pointed|pointing|pointer)\s+to\s+(?:an?|the)\s+(?:\w+\s+)?open\w*|"
    r"opening\s+call|before\s+the\s+open(?:ing)?(?:\s+bell)?)\b[^.;]*$",
    re.IGNORECASE,
)
HELD_AGAINST = re.compile(
    r"^\s*(?:above|below|over|under|ahead of|short of|more than|less than|higher than|lower than|beyond)\s+"
    r"(?:what\s+)?(?:the\s+|its\s+|average\s+|analysts?[’']?s?\s+)*(?:analysts?|Wall Street|consensus|forecasts?|"
    r"estimates?|expectations?|street|projections?|guidance|targets?)\b",
    re.IGNORECASE,
)
"""What a business figure is told against: "50% above what analysts had pencilled in"."""
CONDITION = re.compile(r"^\W*(?:should|if|were|unless|once|suppose|supposing|assuming|provided)\b", re.IGNORECASE)
CONDITIONAL = re.compile(r"\b(?:would|could|will|may|might|can)\b|[’'](?:d|ll)\b", re.IGNORECASE)
OUTCOME = re.compile(r"^[^.;,]{0,20}\b(?:would|could|will|might)\b(?!\s+have\b)", re.IGNORECASE)
PART = re.compile(
    r"\b(?:alone|by itself|on its own|single-handedly)\b[^.;]*\b(?:cost|costing|add(?:ed|ing)|shav(?:ed|ing)|took|"
    r"taking|subtract(?:ed|ing)|knock(?:ed|ing)|contribut(?:ed|ing)|account(?:ed|ing) for)\b[^.;]*$|"
    r"\b(?:contribut(?:ed|ing)|account(?:ed|ing) for|shav(?:ed|ing)|subtract(?:ed|ing))\s+"
    r"(?:about |some |roughly |nearly |almost )?$",
    re.IGNORECASE,
)
"""What one member did to an index: "its fall alone cost the average some 425 points"."""
REQUIRED = re.compile(
    rf"\b(?:needs?|would need|requires?|calls? for|takes)\s+(?:an?|another|a further)\s+(?:gain|rise|rally|advance|"
    rf"return|jump|loss|drop)\s+of\s+{HEDGE}$",
    re.IGNORECASE,
)
"""What it would take: "a loss of 50% needs a gain of 100%"."""
NAMELESS = re.compile(
    r"\b(?:one|another|the other|some other|a (?:rival|different|second|third))\s+"
    r"(?:(?!of\b|and\b|to\b)[\w’'-]+\s+){0,2}?(?:index|fund|gauge|ETF|basket|stock|company|retailer|bank|lender|insurer|[a-z]*maker|airline|rival|peer|sector|"
    r"group|benchmark|portfolio)\b(?![’'])",
    re.IGNORECASE,
)
"""Something that is not named: "with one index of them down 4.4%"."""
LONG_PAST = re.compile(
    r"\b(?:in|during|of)\s+(?:(?:early|late|mid|the\s+(?:spring|summer|autumn|fall|winter)\s+of)[\s-]+)?(?:(?:January|"
    r"February|March|April|May|June|July|August|September|October|November|December)\s+(?:of\s+)?)?"
    r"(?P<year>1[89]\d\d|20\d\d)\b",
    re.IGNORECASE,
)
ANY_SPAN = re.compile(
    r"^(?:(?:in|over|within|during|for)\s+)?(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|the|"
    r"a single)\s+)?(?:single\s+|trading\s+)?(?:day|session|week|fortnight|month|year)s?$",
    re.IGNORECASE,
)
"""A stretch without a place in time: "10.8% in a fortnight"."""
SHIFTED = re.compile(rf"\bfrom\s+{HEDGE}$", re.IGNORECASE)
TO_RATE = re.compile(rf"\s*(?:%|percent)?\s+to\s+{HEDGE}\d[\d.,]*\s*(?:%|percent\b)", re.IGNORECASE)
MOVED = re.compile(
    r"\b(?:gains?|loss(?:es)?|returns?|advances?|declines?|rises?|drops?|falls?|lead|performance|slide|rally|rebound)\b",
    re.IGNORECASE,
)
ONCE = re.compile(
    rf"\b(?:narrow|widen|shr[aiu]nk|trimm|par|swell|swoll|swung|swing|improv|deepen|grew|grow)\w*\s+from\s+{HEDGE}$",
    re.IGNORECASE,
)
"""What leads to how far something had moved at another time: "its loss narrowed from 3.8%"."""
YEARS_BACK = 3
OUTSIDE = "quotes from outside the session"


def elsewhere(seat: Seat) -> str | None:
    """Return what would settle a figure that is no move of a session that is over, None for one that is."""
    figure, before = seat.figure, seat.before
    if GROWTH.search(before):
        return "the accounts or statistics behind it"
    if HELD_AGAINST.match(seat.after):
        return "the estimates that it is told against"
    if INDICATED.search(seat.since_owner or before):
        return OUTSIDE
    if is_ours(seat):
        return "the accounts of whose money it is"
    if CONDITION.match(seat.text) and CONDITIONAL.search(seat.text) and figure.unit not in ("number", "usd"):
        return "the forecast's own source"
    if NAMELESS.search(seat.since_owner):
        return "a source for it"
    if REQUIRED.search(before):
        return "no prices, for it is arithmetic"
    if (rate := _rate(seat)) is not None:
        return rate
    if PART.search(_without_time(seat)) and figure.unit in ("points", "percent", "pp", "bp", "number"):
        return "the weights and the divisor behind it"
    if (year := long_past(seat)) is not None:
        return f"prices of {year}"
    return None


def _rate(seat: Seat) -> str | None:
    """Return what a rate needs that is said to go from one percentage to another, which no return does."""
    lead = seat.text[: seat.figure.start]
    behind = seat.text[seat.figure.end :]
    shifted = SHIFTED.search(lead) and (TO_RATE.match(behind) or ONCE.search(lead))
    if seat.figure.unit != "percent" or not shifted:
        return None
    if MOVED.search(lead):
        return "the time at which it stood there" if ONCE.search(lead) else None
    found = NOT_PRICES.search(lead)
    return f"a source for the {found[0].lower()}" if found else "a source for it"


def _without_time(seat: Seat) -> str:
    """Return the words of its clause before a figure without "on Thursday alone", which is no part of anything."""
    text = seat.before
    for timed in seat.when.times:
        text = re.sub(rf"{re.escape(timed.text)}\s+alone\b", timed.text, text) if timed.text else text
    return text


def is_ours(seat: Seat) -> bool:
    """Say whether a figure is said of the writer's own fund, with no other name between."""
    told = list(OURS.finditer(seat.text[: seat.figure.start]))
    if not told or seat.names_subject:
        return False
    since = told[-1].end()
    return not any(m.named and m.start >= since and m.end <= seat.figure.start for m in seat.sentence.mentions)


def is_open_outcome(seat: Seat) -> bool:
    """Say whether a level is only what would be reached: "the way to 8,000 would be free"."""
    condition = CONDITION.match(seat.text) and CONDITIONAL.search(seat.text)
    return bool(condition) or OUTCOME.match(seat.after) is not None


def long_past(seat: Seat) -> int | None:
    """Return the year long past that a sentence speaks of where its time was not read, None for none."""
    lead = seat.text[: seat.figure.start]
    beside = LONG_PAST.match(seat.text[seat.figure.end :].lstrip(" ,)"))
    told = [m for m in LONG_PAST.finditer(lead) if not BENCHMARK.search(lead[: m.start()])]
    now = seat.scene.clock.anchors[0].year
    if beside and not any(w.base.year <= int(beside["year"]) <= w.end.year for t in seat.when.times for w in t.windows):
        return int(beside["year"])
    if not told or (year := int(told[-1]["year"])) > now - YEARS_BACK:
        return None
    here = [t for t in seat.when.times if t.text and seat.text[t.start : t.end] == t.text]
    placed = [t for t in here if not ANY_SPAN.match(t.text)]
    nearest = here[:1] and not ANY_SPAN.match(here[0].text)
    own = nearest and any(w.base.year <= year <= w.end.year for w in here[0].windows)
    return None if own or any(t.start >= told[-1].end() for t in placed) else year
