"""Places and comparisons told in other words: by weight, the deeper of two, higher for one than for the other."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from copilot.facts import Fact
from copilot.grounding.evidence.evidence import Evidence
from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owners import owns
from copilot.grounding.reading.periods import find_times
from copilot.grounding.reading.scan import Sentence
from copilot.grounding.reading.vocabulary import ORDINALS
from copilot.grounding.statements.comparisons import LESSER, NOUNS, compared
from copilot.grounding.statements.judging import Claims, Judgement, Rule, judgement
from copilot.grounding.statements.orders import TIE, place_of
from copilot.grounding.statements.quantifiers import names_before
from copilot.grounding.statements.superlatives import in_front, in_order

BY_WEIGHT: Final = re.compile(
    r"\b(?:(?P<nth>second|third|fourth|fifth)[\s-])?(?P<how>largest|biggest|heaviest|smallest|lightest)\b(?!\s+(?:gain|los|fall|drop|move))"
    r"[^.;:,]{0,60}?\b(?:by\s+(?:weight|market\s+(?:cap\w*|value))|(?:member|constituent|holding|component|company|stock)\s+(?:of|in)\s+"
    r"the\s+(?:S&P|index|benchmark))",
    re.IGNORECASE,
)
ONE_OF: Final = re.compile(r"\bone\s+of\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)
NOBODY: Final = re.compile(
    r"\bno\s+(?:other\s+)?(?P<noun>index|sector|stock|member|fund|one|company)\s+(?:has\s+|have\s+)?(?P<verb>did|done|performed|fared|rose|"
    r"gained|returned|risen|fell|lost|fallen|dropped|declined)\s+(?P<how>better|more|worse|less|further|faster)\b[^.;:,]{0,30}?\bthan\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
FOR_BOTH: Final = re.compile(
    r"\b(?P<noun>volatility|drawdown|return|weight|gain)\s+(?:was|is|were|has been)\s+(?:\w+ly\s+|much\s+|far\s+)?"
    r"(?P<how>higher|lower|larger|deeper|greater|smaller|shallower|bigger|worse|better)\s+(?:for|at|in)\s+(?:the\s+)?",
    re.IGNORECASE,
)
FROM_PEAK: Final = re.compile(
    r"\b(?:fell|dropped|declined|lost|slid|sank)\s+(?P<how>further|more|less|deeper)\s+from\s+(?:its|their|the)\s+(?:\w+\s+)?(?:peak|high)\s+"
    r"than\s+(?:the\s+)?",
    re.IGNORECASE,
)
OF_ITS: Final = re.compile(
    r"(?:\b(?:its|their)|['’]s?)\s+(?:own\s+|maximum\s+|annualized\s+)?(?P<noun>drawdown|volatility|beta)\s+(?:was|is)\s+"
    r"(?:(?:also|slightly|a\s+little|a\s+bit|much|far|somewhat|clearly|even|the)\s+)*"
    r"(?P<how>higher|lower|larger|deeper|greater|smaller|shallower|bigger|milder)\b(?:\s+of\s+the\s+two\b)?(?=\s*(?:[,.;:)]|$|by\b|and\b|too\b))",
    re.IGNORECASE,
)
THAN_FOR: Final = re.compile(r"^\s+than\s+(?:it\s+was\s+)?(?:for|at|in)\s+(?:the\s+)?$", re.IGNORECASE)
ITEM: Final = re.compile(r"\s*(?:>\s*)?(?P<number>\d{1,2})[.)]\s")
HEADING: Final = re.compile(
    r"\b(?:(?P<top>top|best|strongest|highest|leaders?|winners?|gainers?|(?:largest|biggest)\s+(?:gain|return|advance|rise|weight)\w*)|"
    r"(?P<bottom>worst|weakest|lowest|bottom|laggards?|losers?|decliners?|hardest|deepest|(?:largest|biggest)\s+(?:loss|drop|fall|declin|"
    r"drawdown)\w*)|rank(?:ed|ing|s)?|standings|league\s+table)\b",
    re.IGNORECASE,
)
SENTENCE_ENDS: Final = (".", "!", "?", "]")
OF_POINTS: Final = re.compile(
    r"\b(?:reasons?|ways?|takeaways?|things?|points?|facts|questions?|steps?|notes?|factors?|drivers?|why|how)\b",
    re.IGNORECASE,
)
"""What a list is of whose numbers rank no one."""
BOTTOM: Final = re.compile(
    r"\b(?:worst|weakest|lowest|bottom|laggards?|losers?|decliners?|hardest|deepest|loss\w*|drops?|falls?|declines?|drawdowns?)\b",
    re.IGNORECASE,
)
FROM_TO: Final = re.compile(r"\b(?:best|strongest|highest)\s+to\s+(?:worst|weakest|lowest)\b", re.IGNORECASE)
LEFT: Final = re.compile(r"\b(?:left|leaves|leaving|leave)\s+(?:the\s+)?$", re.IGNORECASE)
FAR_BEHIND: Final = re.compile(r"\s+(?:far\s+|well\s+|a\s+long\s+way\s+)?(?:behind|in\s+the\s+dust)\b", re.IGNORECASE)
OF_TWO: Final = re.compile(r"\bof the two\b", re.IGNORECASE)
BETTER: Final = re.compile(
    r"(?P<had>\b(?:suffered|had|saw|took|recorded|posted|showed|endured|made)\s+)?\bthe\s+(?P<how>deeper|larger|bigger|smaller|"
    r"shallower|higher|lower|better|worse|stronger|weaker|steeper|milder|greater)\s+"
    r"(?P<noun>drawdown|return|gain|loss|fall|drop|decline|slide|slump|sell-?off|volatility|performer|weight|beta)\b",
    re.IGNORECASE,
)
FALL_NOUNS: Final = ("loss", "fall", "drop", "decline", "slide", "slump", "selloff", "sell-off")
BASES: Final = re.compile(
    r"\b(?P<one>total|price)\s+return\b[^.;:,]{0,40}?\b(?P<how>higher|larger|bigger|greater|better|lower|smaller|less|worse)\s+than\s+"
    r"(?:its|the|their)\s+(?P<two>total|price)\s+return\b",
    re.IGNORECASE,
)
FALLS: Final = ("fell", "lost", "fallen", "dropped", "declined")


def _by_weight(claims: Claims) -> Iterator[Judgement]:
    """Yield "the second-largest of the seven by weight"."""
    for match in BY_WEIGHT.finditer(claims.sentence.text):
        name = claims.named(claims.subject_before(match.start()))
        if name is None or claims.negated(match.start()) or ONE_OF.search(claims.before(match.start())):
            continue
        last, together = match["how"].lower() in ("smallest", "lightest"), names_before(claims, match.start())
        if len(together) > 1 and name in together:
            yield from in_front(claims, match.span("how"), together, last, "weight", len(together))
            continue
        yield from in_order(
            claims, match.span("how"), name, ORDINALS[(match["nth"] or "first").lower()], last, "weight"
        )


def _better_of_two(claims: Claims) -> Iterator[Judgement]:
    """Yield "A suffered the deeper drawdown", where facts give that of one other, and the like of "the two"."""
    of_two = OF_TWO.search(claims.sentence.text) is not None
    for match in BETTER.finditer(claims.sentence.text):
        name, noun = claims.named(claims.subject_before(match.start())), match["noun"].lower()
        if name is None or claims.negated(match.start()) or not (of_two or match["had"]):
            continue
        measure = _measured(claims, name, noun, match.start())
        last = (match["how"].lower() in LESSER) != (measure == "max_drawdown" or noun in FALL_NOUNS)
        if of_two:
            yield from in_order(claims, match.span("how"), name, 1, last, measure)
            continue
        mine = claims.facts_of(name, measure, match.start())
        found = place_of(claims.evidence, name, mine, 1, last) if mine else None
        if found is not None and len(found[1]) == 2:
            yield Judgement(*match.span("how"), found[0], None if found[0] else "the facts say otherwise", found[1])


def _measured(claims: Claims, name: Named, noun: str, at: int) -> str:
    """Return the measure that a noun speaks of: a fall is a drawdown where one is shown, or where nothing fell."""
    measure = next((m for stem, m in NOUNS.items() if noun.startswith(stem)), "")
    if measure or noun not in FALL_NOUNS:
        return measure
    moves = claims.facts_of(name, "", at)
    shown = any(f.measure == "max_drawdown" for f in claims.shown_at(at))
    return "max_drawdown" if shown or (moves and all(float(f.value) > 0 for f in moves)) else ""


def _nobody_better(claims: Claims) -> Iterator[Judgement]:
    """Yield "no index did better than A"."""
    for mention in claims.sentence.mentions:
        told = NOBODY.search(claims.sentence.text[: mention.start])
        name = claims.named(mention)
        if told is None or name is None:
            continue
        worse = told["how"].lower() in ("worse", "less")
        last = worse != (told["verb"].lower() in FALLS)
        yield from in_order(claims, told.span("how"), name, 1, last, "")


def _of_both(claims: Claims) -> Iterator[Judgement]:
    """Yield "volatility was higher for A than for B"."""
    for match in FOR_BOTH.finditer(claims.sentence.text):
        named = [m for m in claims.sentence.mentions if m.start >= match.end()]
        first, second = (claims.named(m) for m in named[:2]) if len(named) > 1 else (None, None)
        if first is None or second is None or not THAN_FOR.match(claims.sentence.text[named[0].end : named[1].start]):
            continue
        measure = next((m for stem, m in NOUNS.items() if match["noun"].lower().startswith(stem)), "")
        sense = -1 if match["how"].lower() in LESSER else 1
        lower = measure == "max_drawdown" and match["how"].lower() not in ("better", "worse")
        yield from compared(claims, match.span("how"), (first, second), -sense if lower else sense, measure)


def _of_its(claims: Claims) -> Iterator[Judgement]:
    """Yield "A gained twice as much as B, but its drawdown was deeper", of the only two names told."""
    named = list(dict.fromkeys(m.named for m in claims.sentence.mentions if m.named and m.named.singles))
    for match in OF_ITS.finditer(claims.sentence.text):
        first = claims.whose(match.start("noun"))
        others = [name for name in named if name != first]
        if first is None or len(named) != 2 or len(others) != 1 or claims.negated(match.start("how")):
            continue
        measure = next(m for stem, m in NOUNS.items() if match["noun"].lower().startswith(stem))
        sense = (-1 if match["how"].lower() in LESSER else 1) * (-1 if measure == "max_drawdown" else 1)
        yield from compared(claims, match.span("how"), (first, others[0]), sense, measure)


def _from_peak(claims: Claims) -> Iterator[Judgement]:
    """Yield "A fell further from its peak than B", which compares drawdowns."""
    for match in FROM_PEAK.finditer(claims.sentence.text):
        other = next((m for m in claims.sentence.mentions if m.start >= match.end()), None)
        first, second = claims.named(claims.subject_before(match.start())), claims.named(other)
        if first is not None and second is not None and not claims.negated(match.start()):
            sense = 1 if match["how"].lower() in LESSER else -1
            yield from compared(claims, match.span("how"), (first, second), sense, "max_drawdown")


def _left_behind(claims: Claims) -> Iterator[Judgement]:
    """Yield "A left B behind"."""
    for mention in claims.sentence.mentions:
        told = LEFT.search(claims.sentence.text[: mention.start])
        behind = FAR_BEHIND.match(claims.sentence.text, mention.end) if told else None
        first, second = claims.named(claims.subject_before(told.start())) if told else None, claims.named(mention)
        if told and behind and first is not None and second is not None and not claims.negated(told.start()):
            yield from compared(claims, (told.start(), behind.end()), (first, second), 1, "")


def listed_on(evidence: Evidence, sentence: Sentence) -> None:
    """Remember a list's heading that announces a ranking, and the names under it."""
    text = sentence.text
    if text.rstrip().endswith(SENTENCE_ENDS) and not evidence.heading:
        return
    told = ITEM.match(text)
    if told is None:
        announces = not text.rstrip().endswith(SENTENCE_ENDS) and HEADING.search(text) and not OF_POINTS.search(text)
        evidence.heading, evidence.items = text if announces else "", ()
        return
    name = next((m.named for m in sentence.mentions if m.named), None)
    if name is None or int(told["number"]) != len(evidence.items) + 1:
        evidence.heading, evidence.items = "", ()
    else:
        evidence.items = (*evidence.items, name)


def itemised(claims: Claims) -> Iterator[Judgement]:
    """Yield "2. Industrials" under "Top three sectors", by its place or by the name above it."""
    evidence, told = claims.evidence, ITEM.match(claims.sentence.text)
    mention = next((m for m in claims.sentence.mentions if m.named), None)
    name = claims.named(mention)
    if told is None or name is None or mention is None or int(told["number"]) != len(evidence.items) + 1:
        return
    heading = HEADING.search(evidence.heading)
    measure = next((m for stem, m in NOUNS.items() if stem in evidence.heading.lower()), "")
    times = [*find_times(evidence.heading), *claims.times]
    mine = [f for f, _ in claims.places if owns(name, f)] or claims.facts_of(name, measure, times=times)
    if heading is None or not mine or (measure not in ("", "weight") and not heading.lastgroup):
        return
    last = bool(BOTTOM.search(evidence.heading)) and not FROM_TO.search(evidence.heading)
    if heading.lastgroup and not FROM_TO.search(evidence.heading):
        found = place_of(evidence, name, mine[:1], int(told["number"]), last)
    else:
        found = _behind(claims, evidence.items[-1], mine, last) if evidence.items else None
    if found is not None:
        yield Judgement(mention.start, mention.end, found[0], None if found[0] else "its place is another", found[1])


def _behind(claims: Claims, above: Named, mine: Sequence[Fact], last: bool) -> tuple[bool, tuple[str, ...]] | None:
    """Say whether facts stand in order behind those of the name above; None where those are not known."""
    theirs = [f for f in claims.evidence.facts if f.measure in {m.measure for m in mine} and owns(above, f)]
    pairs = [(f, g) for f in theirs for g in mine if (f.measure, f.window, f.basis) == (g.measure, g.window, g.basis)]
    sign = -1 if last else 1
    holds = any(sign * (float(f.value) - float(g.value)) >= -TIE for f, g in pairs)
    return (holds, tuple(f.id for pair in pairs for f in pair)) if pairs else None


def _of_bases(claims: Claims) -> Iterator[Judgement]:
    """Yield "its total return was lower than its price return"."""
    for match in BASES.finditer(claims.sentence.text):
        name = claims.whose(match.start())
        one, two = (f"{match[key].lower()}_return" for key in ("one", "two"))
        pairs = [
            (f, g)
            for f in (claims.facts_of(name, one, match.start()) if name is not None and one != two else ())
            for g in (claims.facts_of(name, two, match.start()) if name is not None else ())
            if f.window == g.window
        ]
        sense = -1 if match["how"].lower() in LESSER else 1
        if pairs:
            holds = any(sense * (float(f.value) - float(g.value)) > 0 for f, g in pairs)
            yield judgement(*match.span("how"), holds, "the facts say otherwise", [f for pair in pairs for f in pair])


COMPARATIVES: Final = frozenset(
    "deeper larger bigger smaller shallower higher lower better worse stronger weaker steeper milder greater".split()
)
RANKINGS: Final = (
    Rule(_by_weight, words=frozenset({"largest", "biggest", "heaviest", "smallest", "lightest"})),
    Rule(_better_of_two, words=COMPARATIVES),
    Rule(_of_both, words=frozenset({"volatility", "drawdown", "return", "weight", "gain"})),
    Rule(_of_its, words=frozenset({"drawdown", "volatility", "beta"})),
    Rule(_from_peak, words=frozenset({"peak", "high"})),
    Rule(_left_behind, words=frozenset({"behind", "dust"})),
    Rule(_of_bases, words=frozenset({"return"})),
    Rule(_nobody_better, words=frozenset({"no"})),
)
"""Places in a set and comparisons of two, in other words."""
