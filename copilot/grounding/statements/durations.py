"""How long a recovery is said to have taken, held against the days that facts know."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.number_words import NUMBER, number_of
from copilot.grounding.reading.owners import owns
from copilot.grounding.reading.spans import DAYS
from copilot.grounding.statements.judging import Claims, Judgement, Rule, judgement

LONGER: Final = re.compile(
    r"\b(?:(?P<more>longer|more\s+time)|(?P<less>less\s+time|fewer\s+days))\s+to\s+(?:recover|climb\s+back|come\s+back)\w*"
    r"(?:\s+[\w’'-]+){0,6}?\s+than\b|\brecovered\s+(?:(?P<later>later|more\s+slowly)|(?P<sooner>sooner|faster|earlier|"
    r"more\s+quickly))\s+than\b",
    re.IGNORECASE,
)
BACK: Final = re.compile(
    r"\brecover(?:s|ed|ing|y)?\b|\bregain|\b(?:climb|ma[dk]e|get|got|c[oa]me|was|were|be)\w*\s+(?:it\s+)?back\b|\bback\s+(?:to|at|above)\b",
    re.IGNORECASE,
)
TIME: Final = (
    rf"(?:\b(?P<under>less\s+than|fewer\s+than|under|within|at\s+most|no\s+more\s+than|inside)|\b(?P<over>more\s+than|at\s+least|"
    rf"longer\s+than|over|well\s+over)|\b(?P<near>almost|nearly|just\s+under|not\s+quite)|"
    rf"\b(?P<about>about|around|roughly|some|approximately|just\s+over|a\s+little\s+over))?\s*"
    rf"\b(?:(?P<half>half\s+an?)|(?P<one>an?)|(?P<digits>\d+)|(?P<words>{NUMBER}))[\s-](?P<unit>days?|weeks?|months?|quarters?|years?)\b"
)
LENGTH: Final = re.compile(TIME + r"(?!\s+(?:ago|earlier|before|later|high|low|peak)\b)", re.IGNORECASE)
APART: Final = re.compile(
    TIME
    + r"\s+(?:(?P<later>after|later\s+than)|(?P<sooner>before|earlier\s+than|sooner\s+than|ahead\s+of))\s+(?:the\s+)?",
    re.IGNORECASE,
)
OTHERS: Final = re.compile(r"\b(?:last|past|first|next|previous|of\s+the|every|each|per)\s*$", re.IGNORECASE)
FROM_LOW: Final = re.compile(r"\b(?:trough|low|bottom)\b", re.IGNORECASE)
BY_THEN: Final = re.compile(r"\s+(?:after|on|from)\b")
AT_PEAK: Final = re.compile(r"\b(?:peak|high|top)\b", re.IGNORECASE)
TRADED: Final = re.compile(r"trading|sessions?", re.IGNORECASE)
HAD: Final = re.compile(r"\bhad\b")
DAYS_TOLD: Final = re.compile(
    r"(?:\{[^}]*\}|\d+)(?:\s+(?P<unit>(?:trading|business)\s+(?:days|sessions)|sessions)|\s+(?:calendar\s+)?days)?"
    r"(?:(?:\s+for\s+the\s+[\w&\s]{2,24}?)?(?P<fall>\s+to\s+(?:fall|drop|decline|slide|bottom|(?:hit|reach)\s+(?:its|the|their)\s+"
    r"(?:low|trough|bottom))\b|\s+(?:below|under)\s+(?:its|the|their)\s+(?:old\s+)?(?:peak|high)\b))?"
)
FALL_TOOK: Final = re.compile(
    r"\b(?:fall|drop|decline|slide|descent|sell-?off)\b[^,;:]{0,40}\b(?:took|lasted)\s+(?:\w+\s+)?$", re.IGNORECASE
)
CLOSE, ROUGH = 0.08, 0.15


def _compared(claims: Claims) -> Iterator[Judgement]:
    """Yield "A needed longer to recover than B"."""
    for match in LONGER.finditer(claims.sentence.text):
        other = next((m for m in claims.sentence.mentions if m.start >= match.end()), None)
        first, second = claims.named(claims.subject_before(match.start())), claims.named(other)
        if first is None or second is None:
            continue
        mine, theirs = ([f for f in _recoveries(claims, name) if f.unit == "days"] for name in (first, second))
        sense = 1 if match["more"] or match["later"] else -1
        pairs = [(f, g) for f in mine for g in theirs if f.window == g.window]
        if pairs:
            holds = any(sense * (float(f.value) - float(g.value)) > 0 for f, g in pairs)
            yield judgement(*match.span(), holds, "the facts say otherwise", [f for pair in pairs for f in pair])
        else:
            yield from claims.unknown(*match.span(), f"no facts compare {first.label} with {second.label}")


def _told(claims: Claims) -> Iterator[Judgement]:
    """Yield "took two weeks to recover", "was back within a month"."""
    text = claims.sentence.text
    for match in LENGTH.finditer(text):
        since = claims.sentence.clause_start(match.start())
        until = min((b for b in claims.sentence.boundaries if b >= match.end()), default=len(text))
        days = _length(match)
        if any(
            m.start == after.end()
            for after in [APART.match(text, match.start())]
            if after
            for m in claims.sentence.mentions
        ):
            continue
        here = next((m for m in claims.sentence.mentions if since <= m.start < until), None)
        name = claims.whose(match.start()) or claims.named(here)
        if days is None or name is None or not BACK.search(text[since:until]) or OTHERS.search(text[: match.start()]):
            continue
        facts = _recoveries(claims, name)
        lengths = [float(f.value) for f in facts if f.unit == "days"]
        if not FROM_LOW.search(text[since:until]):
            lengths += _from_peak(claims, name, facts)
        if lengths:
            by_then = bool(BY_THEN.match(text[match.end() :]) and HAD.search(text[since:until]))
            holds = any(d <= days if by_then else _is(d, days, match) for d in lengths)
            yield judgement(*match.span(), holds, "it took another time", facts)
        elif not claims.negated(match.start()):
            yield from claims.unknown(*match.span(), f"no fact says how long {name.label} took to recover")


def _apart(claims: Claims) -> Iterator[Judgement]:
    """Yield "A regained its peak four months after B did", by the days of both recoveries."""
    text = claims.sentence.text
    for match in APART.finditer(text):
        other = next((m for m in claims.sentence.mentions if m.start == match.end()), None)
        first, second = claims.whose(match.start()), claims.named(other)
        told = _length(match)
        clause = text[claims.sentence.clause_start(match.start()) : match.start()]
        if first is None or second is None or first == second or told is None or not BACK.search(clause):
            continue
        mine, theirs = ([f for f in _recoveries(claims, n) if f.unit == "date"] for n in (first, second))
        pairs = [(f, g) for f in mine for g in theirs if f.window == g.window]
        if pairs:
            sense = 1 if match["later"] else -1
            holds = any(_is(sense * _days_between(g, f), told, match) for f, g in pairs)
            yield judgement(*match.span(), holds, "the days say otherwise", [f for pair in pairs for f in pair])


def _days_between(one: Fact, two: Fact) -> float:
    return float((date.fromisoformat(str(two.value)) - date.fromisoformat(str(one.value))).days)


def _from_peak_in_days(claims: Claims) -> Iterator[Judgement]:
    """Yield "128 days from its peak to its recovery", which two days give and no fact as it is."""
    for figure in claims.typed:
        since = claims.sentence.clause_start(figure.start)
        until = min((b for b in claims.sentence.boundaries if b >= figure.end), default=len(claims.sentence.text))
        clause = claims.sentence.text[since:until]
        here = next((m for m in claims.sentence.mentions if since <= m.start < until), None)
        name = claims.whose(figure.start) or claims.named(here)
        if figure.unit != "days" or TRADED.search(figure.text) or name is None or not AT_PEAK.search(clause):
            continue
        facts = _recoveries(claims, name) if BACK.search(clause) and not FROM_LOW.search(clause) else []
        lengths = _from_peak(claims, name, facts)
        if lengths:
            holds = any(days == float(figure.value) for days in lengths)
            yield judgement(figure.start, figure.end, holds, "it took another time", facts)


def _recoveries(claims: Claims, name: Named) -> list[Fact]:
    return [f for f in claims.evidence.facts if f.measure == "recovery" and owns(name, f)]


def _from_peak(claims: Claims, name: Named, recoveries: list[Fact]) -> list[float]:
    """Return the days from each peak to its recovery."""
    peaks = [f for f in claims.evidence.facts if f.measure == "peak" and owns(name, f)]
    return [
        _days_between(peak, end)
        for end in recoveries
        for peak in peaks
        if end.unit == "date" and end.window == peak.window
    ]


def _length(match: re.Match[str]) -> float | None:
    """Return the days of a time as told; days in digits are figures, and judged as such."""
    unit = match["unit"].lower().rstrip("s")
    if match["digits"] and unit == "day":
        return None
    spelled = number_of(match["words"]) if match["words"] else None
    count = 0.5 if match["half"] else 1.0 if match["one"] else float(match["digits"] or (spelled[0] if spelled else 0))
    return count * (1.0 if unit == "day" else DAYS[unit]) or None


def _is(days: float, told: float, match: re.Match[str]) -> bool:
    if match["under"]:
        return days <= told
    if match["over"]:
        return days >= told
    if match["near"]:
        return (1 - ROUGH) * told <= days <= told
    return abs(days - told) <= max(3.0 if told < 60 else 0.0, (ROUGH if match["about"] else CLOSE) * told)


def _spans(claims: Claims) -> Iterator[Judgement]:
    """Yield "79 days to fall from peak to trough", of days that run from the trough to the recovery."""
    text = claims.sentence.text
    for fact, at in claims.places:
        if fact.unit != "days" or fact.measure != "recovery":
            continue
        told, before = DAYS_TOLD.match(text, at), text[claims.sentence.clause_start(at) : at]
        if told and told["unit"] and "calendar" in fact.label:
            yield judgement(at, told.end("unit"), False, "they are calendar days", [fact])
        elif (told and told["fall"]) or FALL_TOOK.search(before):
            yield judgement(
                at, told.end() if told else at + 1, False, "they run from the trough to the recovery", [fact]
            )


RECOVERING: Final = frozenset(
    "recover recovers recovered recovering recovery regain regains regained regaining back".split()
)
DURATIONS: Final = (
    Rule(_from_peak_in_days, words=frozenset({"peak", "high", "top"})),
    Rule(_compared, words=frozenset({"than"})),
    Rule(_apart, words=RECOVERING),
    Rule(_spans, words=frozenset({"days", "sessions", "trough", "took", "lasted"})),
    Rule(_told, words=RECOVERING),
)
"""Times that recoveries took."""
