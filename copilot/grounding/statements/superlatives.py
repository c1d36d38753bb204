"""Who is said to have led, lagged or taken a place, held against an explicit set."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.grounding.printing.render import MONTHS
from copilot.grounding.reading.extremes import days_told
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.scan import Mention, Sentence
from copilot.grounding.reading.vocabulary import LED
from copilot.grounding.statements.judging import Claims, Judgement, Rule
from copilot.grounding.statements.mosts import DEGREES, SEVERAL, degrees
from copilot.grounding.statements.orders import place_of
from copilot.grounding.statements.quantifiers import JOIN, names_before, names_in, run_of
from copilot.grounding.statements.sets import number_in
from copilot.grounding.statements.subsets import side_of

SPOKEN_OF: Final = re.compile(
    r"^\s*(?:(?:[\w'’-]+\s+){0,9}(?:was|were|is|are|being|went to|came from|belonged to|:|—|–|"
    r"-)\s*)?(?:in\s+|for\s+|by\s+|at\s+|\(\s*)?(?:the\s+)?$",
    re.IGNORECASE,
)
TIME_NOUN: Final = re.compile(
    r"^[\s-]*(?:(?:two|three|four|five|six|[2-6])\s+(?=days|weeks|months|quarters|years|sessions))?"
    r"(?:(?:one|two)[\s-]day|single|daily|weekly|monthly|trading|calendar|annual)?[\s-]*(?:days?|weeks?|months?|"
    r"quarters?|years?(?!\s+to\s+date|\s+so\s+far)|sessions?|closes?|closing|levels?|points?|stretch|run|streak|start|half|known|guess|way|"
    r"Quartal|Monat|Tag|Woche|Jahr|trimestre|mes|mois|día|jour|año|année|available|case|estimate|practice|fit|answer|read|stage|time)\b",
    re.IGNORECASE,
)
OF_A_SET: Final = re.compile(
    r"^\s+(?:start|run|year|month|quarter|week|day|half)\b[^.;:,]{0,24}?\s(?:(?:of|among)\s+(?:all\s+)?(?:the\s+)?(?:\w+\s+){0,2}?"
    r"(?:ind(?:ic|ex)es|sectors|stocks|companies|members|funds|averages|names)\b|of\s+(?:any|all)\s+(?:index|sector|stock)|"
    r"of\s+the\s+(?:two|three|four|five|seven|eleven)\b(?!\s+(?:quarters|months|weeks|days|years)))",
    re.IGNORECASE,
)
"""What makes a time's superlative one of a set of names: "the best start of the four indices"."""
RANKED: Final = re.compile(
    r"\b(?:ranked|ranks|ranking|came|finished|placed|took|in|was|were)\s+(?:the\s+)?(?:joint\s+|equal\s+)?$",
    re.IGNORECASE,
)
SIZE: Final = r"(?:\d+|ten|eleven|twelve|seven|four|five|six|eight|nine|three|thirty)"
PLACE: Final = re.compile(rf"^\s+(?:place|of\s+(?:the\s+)?{SIZE}\b|among\b|out of\b)", re.IGNORECASE)
NO_PLACE: Final = re.compile(
    r"^[\s-]*(?:best|worst|weakest|strongest|highest|lowest|largest|smallest|biggest|quarters?|months?|weeks?|days?|half|"
    r"sessions?|time|straight|consecutive|\d|few|two|five|three|years?|trading|to\b|of\s+(?:January|February|March|April|May|"
    r"June|July|August|September|October|November|December))",
    re.IGNORECASE,
)
TO_HAPPEN: Final = re.compile(
    r"^\s+(?:of\s+(?:the|all)\s+(?:\w+\s+){1,2})?to\s+(?:recover|regain|peak|bottom|trough)", re.IGNORECASE
)
"""What makes a place one in time, which the order of days decides."""
BACK: Final = re.compile(r"\brecover(?:ed|s|ing)\s+(?:the\s+)?$", re.IGNORECASE)
OWN: Final = re.compile(r"\b(?:its|their|his|her|own)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
APPOSED: Final = re.compile(
    r"^(?:laggard|leader|winner|.*(?:gainer|loser|performer|performing))(?:\s+(?:sector|stock|index))?,\s+(?:the\s+)?$"
)
APPOSED_TO: Final = re.compile(
    r"(?P<figure>['’]s?\s*[{+−-]?[^\s,]*\d[^\s,]*|\s+(?:at|with|on)\s+[{+−-]?[^\s,]*\d[^\s,]*|\s*\([^()]*\d[^()]*\))?,\s+(?:itself\s+)?the\s+"
)
BY_WEIGHT: Final = re.compile(r"\bby\s+(?:weight|market\s+(?:cap\w*|value)|size)\b", re.IGNORECASE)
MANY_AFTER: Final = re.compile(rf"[\s-]{SEVERAL}\b(?!\s+(?:days|weeks|months|quarters|years|sessions))", re.IGNORECASE)
MANY_BEFORE: Final = re.compile(rf"\b{SEVERAL}\s+$", re.IGNORECASE)
PLURAL: Final = re.compile(r"(?:\b(?:were|are|being)|:)\s*(?:the\s+)?$", re.IGNORECASE)
OF_QUARTERS: Final = re.compile(r"\b(?:best|strongest|worst|weakest|poorest)\s+(?:\w+\s+)?quarter\b", re.IGNORECASE)
"""What makes a bare ordinal the name of a quarter: "its best quarter was the third"."""
ELIDED: Final = re.compile(r"\b(?:quarters?|months?|weeks?|half|days?|sessions?)\b", re.IGNORECASE)
OWN_MOVE: Final = re.compile(r"\s+(?:fall|drop|decline|slide|loss|sell-?off|rise|rally|advance|stretch|setback)\b")
POSSESSED: Final = re.compile(r"(?:'s?|’s?)\s+(?:own\s+)?$")
OF_A_TIME: Final = re.compile(
    rf"\b(?:(?:{'|'.join(MONTHS)}|Q[1-4]|quarter|half|(?:Mon|Tues|Wednes|Thurs|Fri)day)(?:\s+20\d\d)?|"
    r"(?i:quarters?\b[^.;:]{0,80}?\bthe\s+(?:first|second|third|fourth))),?\s+"
    r"(?:(?:was\s+|is\s+)?(?:by\s+far\s+)?the\s+|(?:was|is)\s+(?:its|(?:the\s+)?[\w&.\s]{1,24}['’]s?)\s+)$"
)
"""A month or quarter that is the best of its kind, whose noun is left out: "and March the worst"."""
IN_THE_NTH: Final = re.compile(
    r"^\s+in\s+the\s+(?:first|second|third|fourth|last)\b(?!\s+(?:half|quarter|month|week|year))"
)
OF_A_LOW: Final = re.compile(
    r"\b(?:after|from|since|off|at|to|hit|past|before|near|on|into|found|reached|called)\s+(?:the|its|their|that|this|a)\s+$|"
    r"\b(?:hit|hits|hitting|found|finds|reached|touched)\s+$",
    re.IGNORECASE,
)
OF_A_LIST: Final = re.compile(
    r"^\s+(?:of\s+(?!\d|\w+\s+\d)|(?:two|three|four|five|half|\d)\b|spot|place)", re.IGNORECASE
)
VERBS: Final = LED | {"leading"}
NO_LEAD: Final = re.compile(r"^\s+(?:to|into|in|of|that)\b|^[-‑]", re.IGNORECASE)
A_LEAD: Final = re.compile(
    r"(?:\b(?:an?|the|its|their|this|that|no|could|might|would|may|took|point)|[’'-]s?|}|%)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)


def _firsts(claims: Claims) -> Iterator[Judgement]:
    """Yield each "best", "weakest", "led", "fell hardest" that is said of a name."""
    for start, end, signal in (*claims.sentence.signals_of("best", "worst"), *degrees(claims.sentence)):
        name = _ranked(claims, start, end)
        if name is None or claims.negated(start):
            continue
        last, before, among = signal.kind == "worst", names_before(claims, start), _among(claims.sentence, start, end)
        measure = signal.measure or ("weight" if BY_WEIGHT.search(claims.sentence.text) else "")
        together = before if len(before) > 1 and name in before else _told_behind(claims, end, name)
        if len(together) > 1 or among > 1:
            yield from in_front(claims, (start, end), together or [name], last, measure, among)
        else:
            place, at = _place(claims, start)
            yield from in_order(claims, (at, end), name, place, last, measure)


def _among(sentence: Sentence, start: int, end: int) -> int:
    """Return how many places a superlative opens: 3 for "the top three" and for "the three best", else 0."""
    near = (MANY_AFTER.match(sentence.text, end), MANY_BEFORE.search(sentence.text[max(0, start - 12) : start]))
    return next((number_in(many[1]) or 0 for many in near if many), 0)


def _told_behind(claims: Claims, end: int, name: Named) -> list[Named]:
    """Return the names of the list that begins with one behind a superlative: "the weakest were A and B"."""
    names = enumerate(claims.sentence.mentions)
    at = next((i for i, m in names if m.start >= end and m.named and not _is_set(m)), None)
    if at is None or not PLURAL.search(claims.sentence.text[end : claims.sentence.mentions[at].start]):
        return []
    told = names_in(run_of(claims, at))
    return told if told[:1] == [name] else []


def _places(claims: Claims) -> Iterator[Judgement]:
    """Yield each "third" that is said of a name."""
    paired = _paired(claims)
    for start, end, signal in claims.sentence.signals_of("ordinal"):
        name = paired.get(start) or claims.named(claims.subject_before(start))
        if name is not None and (start in paired or _is_place(claims, start, end)):
            yield from in_order(claims, (start, end), name, int(signal.value), False, "")


def _paired(claims: Claims) -> dict[int, Named]:
    """Return by position whom each ordinal of a list is said of: "A and B came second and third"."""
    ordinals = claims.sentence.signals_of("ordinal")
    if len(ordinals) < 2 or not PLACE.match(claims.sentence.text[ordinals[-1][1] :]):
        return {}
    run = [ordinals[-1]]
    for one in reversed(ordinals[:-1]):
        if not JOIN.match(claims.sentence.text[one[1] : run[0][0]]):
            break
        run.insert(0, one)
    names = names_before(claims, run[0][0])
    return {o[0]: name for o, name in zip(run, names, strict=True)} if 1 < len(run) == len(names) else {}


def _ranked(claims: Claims, start: int, end: int) -> Named | None:
    """Return whom a superlative is said of; None where it is said of a day or of no one."""
    text = claims.sentence.text
    word, rest = text[start:end].lower(), text[end:]
    after = next((m for m in claims.sentence.mentions if m.start >= end), None)
    between = text[end : after.start].replace("*", "") if after else ""
    if re.match(r"^\s*by\b", rest):
        return claims.named(after) if re.match(r"^\s*by\s+(?:the\s+)?$", between) else None
    if (
        (TIME_NOUN.match(rest) and not OF_A_SET.match(rest))
        or OWN.search(claims.before(start))
        or (("drawdown" in word or OWN_MOVE.match(rest)) and POSSESSED.search(claims.before(start)))
        or BACK.search(claims.before(start))
        or TO_HAPPEN.match(rest)
        or (word == "leading" and not rest.lstrip().startswith("the"))
    ):
        return None
    if any(x.start <= start < x.end for x in days_told(text, claims.evidence.earlier)):
        return None
    if OF_A_TIME.search(claims.before(start)) or IN_THE_NTH.match(rest):
        return None
    if word == "bottom" and OF_A_LOW.search(claims.before(start)) and not OF_A_LIST.match(rest):
        return None
    if word == "lead" and (NO_LEAD.match(rest) or A_LEAD.search(claims.before(start))):
        return None
    if word in VERBS:
        leads_another = after is not None and between.strip() in ("", "the") and _compared_with(claims, after)
        return None if leads_another else claims.named(claims.subject_before(start))
    while after is not None and _is_set(after):
        after = next((m for m in claims.sentence.mentions if m.start >= after.end), None)
    between = text[end : after.start].replace("*", "") if after else ""
    if after is not None and after.role == "subject" and (SPOKEN_OF.match(between) or APPOSED.match(word + between)):
        return claims.named(after)
    return _apposed(claims, start) or claims.named(claims.subject_before(start))


def _apposed(claims: Claims, start: int) -> Named | None:
    """Return the name compared with that a place stands beside: "ahead of Apple's 6.8%, the second-best result"."""
    at = _place(claims, start)[1]
    last = next((m for m in reversed(claims.sentence.mentions) if m.end <= at), None)
    if last is None or last.role != "object":
        return None
    beside = APPOSED_TO.fullmatch(claims.sentence.text, last.end, at)
    return claims.named(last) if beside and (at < start or not beside["figure"]) else None


def _is_set(mention: Mention) -> bool:
    """Say whether a name is a group's that is no single thing, as in "the best sectors"."""
    return mention.named is not None and bool(mention.named.members) and not mention.named.singles


def _compared_with(claims: Claims, mention: Mention) -> bool:
    """Say whether a name behind "leads" is one that is led: a single one, or a group that facts hold as one."""
    if mention.named is None or mention.named.singles:
        return mention.named is not None
    return any(len(f.subject) > 2 and f.measure == "spread" for f in claims.evidence.facts)


def in_front(
    claims: Claims, span: tuple[int, int], names: list[Named], last: bool, measure: str, among: int
) -> Iterator[Judgement]:
    """Yield whether names together hold the first places, in any order; those of `among` where fewer are named."""
    found = [
        [
            place_of(claims.evidence, name, claims.facts_of(name, measure, span[0]), place, last)
            for place in range(1, max(among, len(names)) + 1)
        ]
        for name in names
    ]
    if any(places[0] is None for places in found):
        yield from claims.unknown(*span, "no ranking or table has their places")
        return
    holds = all(any(p is not None and p[0] for p in places) for places in found)
    yield Judgement(*span, holds, None if holds else "the ranking says otherwise", ())


def _place(claims: Claims, start: int) -> tuple[int, int]:
    """Return the place that an ordinal before a superlative asks for: "second-best" is 2."""
    for at, end, signal in claims.sentence.signals_of("ordinal"):
        if end <= start and not claims.sentence.text[end:start].strip(" -‑"):
            return int(signal.value), at
    return 1, start


def _is_place(claims: Claims, start: int, end: int) -> bool:
    after = claims.sentence.text[end:]
    if OF_A_TIME.search(claims.before(start)):
        return False
    if NO_PLACE.match(after) or TO_HAPPEN.match(after):
        return False
    bare = not PLACE.match(after) and claims.before(start).endswith("the ")
    if bare and OF_QUARTERS.search(claims.sentence.text):
        return False
    if bare and claims.before(start).endswith("in the ") and ELIDED.search(claims.sentence.text):
        return False
    return bool(PLACE.match(after) or RANKED.search(claims.before(start)))


def in_order(
    claims: Claims, span: tuple[int, int], name: Named, place: int, last: bool, measure: str
) -> Iterator[Judgement]:
    """Yield whether a name holds a place from the top of its set, or from the bottom."""
    sign = side_of(claims.sentence.text, span)
    found = place_of(claims.evidence, name, claims.facts_of(name, measure, span[0]), place, last, sign)
    if found is None:
        if not claims.sentence.text[span[1] :].lstrip().startswith("since"):
            yield from claims.unknown(*span, f"no ranking or table has the place of {name.label}")
        return
    holds, ids = found
    yield Judgement(*span, holds, None if holds else "the ranking says otherwise", ids)


SUPERLATIVES: Final = (
    Rule(_firsts, kinds=frozenset({"best", "worst"}), words=DEGREES),
    Rule(_places, kinds=frozenset({"ordinal"})),
)
"""Places in an explicit set."""
