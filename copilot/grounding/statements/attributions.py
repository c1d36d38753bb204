"""Records and days: what needs a fact of a record, a peak, a trough, a recovery."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.extremes import days_told
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import owns
from copilot.grounding.reading.periods import fits
from copilot.grounding.reading.scan import Reference
from copilot.grounding.reading.spans import When
from copilot.grounding.statements.judging import Claims, Judgement, judgement
from copilot.grounding.statements.timing import is_day

NOT_A_RECORD: Final = re.compile(
    r"\b(?:below|from|off|since|under|of|short of|beneath|above|over|past|beyond|than|exceed(?:s|ed)?|"
    r"topped|surpassed)\s+"
    r"(?:(?:its|the|a|their)\s+)?(?:20\d\d\s+)?$"
)
RECORD_IS: Final = re.compile(
    r"^\s+(?:of\s+20\d\d\s+)?(?:is|was|stands|stood|lies|lay|sits)\s+(?:still\s+)?(?:below|above|under|over)\b"
)
"""What tells of a record's level, and not that there was one."""
NONE_OF_THEM: Final = re.compile(r"\b(?:none|no) of\b|\bno (?:session|day|close)s?\b", re.IGNORECASE)
OLD_HIGH: Final = r"(?: (?:its|the|their|that))?(?:(?: [\w-]+){0,3}? (?:peak|high|highs|record|level)\b)?"
FROM_THERE: Final = (
    r"(?: from(?: (?:its|the|their|that))?(?: [\w,-]+){0,4}? (?:trough|low|lows|bottom|peak|drawdown)\b)?"
)
HAPPENED: Final = {
    "peak": re.compile(
        r"\b(?:peak(?:ed|ing)?|topped out|crested|drawdown began|began|high)\b(?!.*[.;])", re.IGNORECASE
    ),
    "trough": re.compile(r"\b(?:trough|bottom(?:ed|ing)?|ended|low)\b(?!.*[.;])", re.IGNORECASE),
    "recovery": re.compile(
        rf"\b(?:recover(?:ed|y|s|ing)?(?:{FROM_THERE}| (?:its|their|all|the) (?:\w+ )?(?:loss|losses|ground))|"
        rf"back (?:at|to|above){OLD_HIGH}|(?:regain|reclaim)(?:ed|s|ing)?{OLD_HIGH}|"
        r"(?:made|makes|making) (?:good|up)(?: (?:for|all))?(?: (?:its|their|the|all))? (?:\w+ )?"
        r"(?:loss|losses|drawdown|fall)|"
        rf"(?:climb|c[oa]me|bounc|rall)\w* (?:all the way )?back{FROM_THERE})(?!\w)(?!.*[.;])",
        re.IGNORECASE,
    ),
    "record": re.compile(
        r"(?<!above )(?<!below )\b(?:(?:set|hit|reached|notched|posted|made|marked) (?:its|a|their|an|the)"
        r"(?: new)?(?: 20\d\d)?(?: all-time)? record|(?:highest|record) clos(?:e|ing high))\b(?!.*[.;])",
        re.IGNORECASE,
    ),
}
HAPPENED_AS: Final = {
    "peak": ("peak", "record_high", "high"), "trough": ("trough", "low"), "recovery": ("recovery",),
    "best_day": ("best_day",), "worst_day": ("worst_day",), "record": ("record_high",),
}  # fmt: skip
BACK: Final = re.compile(r"\b(?:recover|regain|back\b|make good|made good|make up|reclaim|erase)", re.IGNORECASE)
TOOK: Final = re.compile(
    r"\b(?:needed|need|needs|took|takes|required|waited|had\s+to\s+wait)\b[^.;,:]{0,24}?\s(?:until\s+|till\s+)?$",
    re.IGNORECASE,
)
"""What a day follows that ends a wait, told of before what was waited for: "needed until … to recover"."""
UNTIL_DAY: Final = re.compile(r"(?:to|until|till|through|and|by)\b", re.IGNORECASE)
FROM: Final = re.compile(r"\b(?:from|between)\b", re.IGNORECASE)
UNRECOVERED: Final = re.compile(
    r"(?:n[’']t|\b(?:not|never|yet\s+to|still\s+to))\s+(?:yet\s+|fully\s+|still\s+)*(?:recover(?:ed)?|regain(?:ed)?)\b",
    re.IGNORECASE,
)
OF_THE_DAY: Final = re.compile(r"\s+(?:closing\s+)?(peak|high|low|trough|bottom)\b", re.IGNORECASE)
"""What a day belongs to that stands before it."""
OF_A_DAY: Final = re.compile(r"\b(peak|high|low|trough|bottom)\s+of\s$", re.IGNORECASE)
ANOTHERS: Final = re.compile(r"\b(?:rather\s+than|instead\s+of|not)\s+(?:on\s+|in\s+)?(?:the\s+)?$", re.IGNORECASE)
"""What sets a day against another one."""
EVERYONE: Final = re.compile(r"\b(?:all|both|each|every)\b", re.IGNORECASE)
SUMMARY: Final = re.compile(
    r"^\W*(?:all|both|these|those|they|the (?:figures?|returns?|moves?|numbers?|changes?|period|window))\b.{0,60}?"
    r"\b(?:are|were|is|was|cover|covers|run|runs|refer|refers|measured|counted)\b",
    re.IGNORECASE,
)


def attributions(claims: Claims) -> Iterator[Judgement]:
    """Yield each record, and each day and time that a sentence gives to a peak, a trough, a figure."""
    sentence = claims.sentence
    if "record" in sentence.kinds:
        yield from _records(claims)
    if claims.times:
        yield from _times(claims)
        yield from _days(claims)
    if "recover" in sentence.text or "regain" in sentence.text:
        yield from _recoveries(claims)
    if len(sentence.quantities) > 1:
        yield from _backwards(claims)


def _times(claims: Claims) -> Iterator[Judgement]:
    """Yield the time that a sentence gives to the figures before it: "Both are returns in 2025"."""
    if claims.sentence.quantities or not SUMMARY.match(claims.sentence.text):
        return
    recent = [claims.evidence.ledger.facts[i] for i in claims.evidence.recent]
    if not recent:
        return
    holds = any(fits(fact, claims.times, claims.evidence.now) for fact in recent)
    yield judgement(claims.times[0].start, claims.times[-1].end, holds, "the figures are of another time", recent)


def _days(claims: Claims) -> Iterator[Judgement]:
    """Yield each day that a sentence gives to a peak, a trough or a best day, where facts have it."""
    extremes = days_told(claims.sentence.text, claims.evidence.earlier)
    for when in claims.times:
        if when.day is None or when.day[2] == 0:
            continue
        before = claims.sentence.text[: when.start]
        told = [(m.end(), -m.start(), key) for key, words in HAPPENED.items() for m in words.finditer(before)]
        if TOOK.search(before) and BACK.search(claims.sentence.text, when.end):
            told.append((when.start, -when.start, "recovery"))
        told += [(x.end, -x.start, x.measure) for x in extremes if x.end <= when.start]
        own = OF_THE_DAY.match(claims.sentence.text, when.end) or OF_A_DAY.search(
            claims.sentence.text[: when.start + 3]
        )
        if not (told or own) or ANOTHERS.search(before):
            continue
        parts = (
            _own(own)
            if own
            else _ended(claims, when, max(told)[2])
            if _is_end(claims, when)
            else HAPPENED_AS[max(told)[2]]
        )
        facts = [f for f in claims.evidence.facts if f.unit == "date" and part_of(f) in parts]
        name = claims.whose(when.start)
        facts = [f for f in facts if name is not None and owns(name, f)] or facts
        if facts:
            every = EVERYONE.search(before[claims.sentence.clause_start(when.start) :]) is not None
            holds = (all if every else any)(is_day(when.day, date.fromisoformat(str(f.value))) for f in facts)
            yield judgement(when.start, when.end, holds, "it was on another day", facts)


def best_days(claims: Claims) -> Iterator[Judgement]:
    """Yield each day that is told as the best or the worst, in any language."""
    extremes = days_told(claims.sentence.text, claims.evidence.earlier)
    for when in claims.times if extremes else ():
        told = [x.measure for x in extremes if x.end <= when.start]
        if when.day is None or when.day[2] == 0 or not told:
            continue
        facts = [f for f in claims.evidence.facts if f.unit == "date" and part_of(f) == told[-1]]
        name = claims.whose(when.start)
        facts = [f for f in facts if name is not None and owns(name, f)] or facts
        if facts:
            holds = any(is_day(when.day, date.fromisoformat(str(f.value))) for f in facts)
            yield judgement(when.start, when.end, holds, "it was on another day", facts)


def _own(noun: re.Match[str]) -> tuple[str, ...]:
    """Return what a day is whose noun follows it: "its April 8 low"."""
    return HAPPENED_AS["trough" if noun[1].lower() in ("low", "trough", "bottom") else "peak"]


def _is_end(claims: Claims, when: When) -> bool:
    """Say whether a day ends what another day begins: "from its peak to 8 April"."""
    text = claims.sentence.text
    return bool(
        UNTIL_DAY.match(text[when.start : when.end])
        and FROM.search(text[claims.sentence.clause_start(when.start) : when.start])
    )


def _ended(claims: Claims, when: When, begun: str) -> tuple[str, ...]:
    """Return what the day is that ends a time which a peak or a trough begins; nothing where that is not told."""
    if begun == "peak":
        falls = any(f.measure == "max_drawdown" for f in claims.shown_at(when.start))
        return HAPPENED_AS["trough"] if falls else ()
    back = begun in ("trough", "recovery") and BACK.search(claims.sentence.text)
    return HAPPENED_AS["recovery"] if back else ()


def _recoveries(claims: Claims) -> Iterator[Judgement]:
    """Yield "has not recovered", where facts know the day it did."""
    for match in UNRECOVERED.finditer(claims.sentence.text):
        name = claims.whose(match.start())
        mine = [f for f in claims.evidence.facts if name is not None and owns(name, f)]
        days = [f for f in mine if f.unit == "date" and part_of(f) == "recovery"]
        falls = [f for f in mine if f.measure == "max_drawdown"]
        if (days or falls) and not claims.sentence.text[match.end() :].lstrip().startswith(("until", "before", "till")):
            yield judgement(*match.span(), not days, "it had recovered", days or falls)


def _backwards(claims: Claims) -> Iterator[Judgement]:
    """Yield "from A to B" between two days of facts, of which the second is not the later one."""
    for one, two in pairwise(q for q in claims.sentence.quantities if isinstance(q, Reference)):
        facts = [claims.evidence.ledger.facts.get(q.id) for q in (one, two)]
        days = [f.value for f in facts if f is not None and isinstance(f.value, str)]
        joint = claims.sentence.text[one.end : two.start].strip().lower()
        if len(days) == 2 and joint in ("to", "until", "through", "and", "–", "to its low on") and days[1] <= days[0]:
            yield Judgement(one.start, two.end, False, "the second day is not after the first")


def part_of(fact: Fact) -> str:
    """Return which day of its measure a fact is: "peak", "trough", "best_day" for its session."""
    parent = str(fact.params.get("part") or "")
    if parent == "session" or fact.measure == "session":
        return "best_day" if "best day" in fact.label else "worst_day" if "worst day" in fact.label else "session"
    return parent if parent in ("peak", "trough", "recovery") else fact.measure


def _counts_records(fact: Fact, name: Named | None) -> bool:
    """Say whether a figure counts the closes at a record of what the sentence speaks of."""
    return fact.measure == "count" and fact.params.get("which") == "record" and (name is None or owns(name, fact))


def _records(claims: Claims) -> Iterator[Judgement]:
    for start, end, _ in claims.sentence.signals_of("record"):
        level = RECORD_IS.match(claims.sentence.text[end : end + 40])
        if level or claims.negated(start) or NOT_A_RECORD.search(claims.before(start)):
            continue
        name = claims.whose(start)
        facts = [f for f in claims.evidence.facts if f.measure == "record_high" and (name is None or owns(name, f))]
        if not facts and (counts := [f for f in claims.evidence.facts if _counts_records(f, name)]):
            told = any(f.value for f in counts) or NONE_OF_THEM.search(claims.before(start)) is not None
            yield judgement(start, end, told, "no close of that period was a record", counts)
            continue
        if not facts:
            yield from claims.unknown(start, end, "no fact says that it was a record")
            continue
        printed = {q.id for q in claims.sentence.quantities if isinstance(q, Reference)}
        named = [when.day for when in claims.times if when.day is not None]
        holds = any(
            f.value == f.as_of.isoformat()
            or f.id in printed
            or any(is_day(day, date.fromisoformat(str(f.value))) for day in named)
            for f in facts
        )
        yield judgement(start, end, holds, "the record was on another day", facts)
