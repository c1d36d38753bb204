"""Why something is said to have moved, and what is said to come: neither is in prices, so a passage must say it."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.grounding.reading.scan import Mention
from copilot.grounding.statements.deeds import ACTOR, BETWEEN, DEED, NAME, POLICY, REPORTED, SPOKE, events
from copilot.grounding.statements.judging import Claims, Judgement, Rule

NO_CLAIM: Final = re.compile(
    r"\b(?:no data|missing|not available|unavailable|does not have|do not have|cannot|no forecasts?|I make|"
    r"closed on|holiday|"
    r"counted|stands? for|the answer|the reading|is read as|no rows|not in the)\b|\?\W*$",
    re.IGNORECASE,
)
ROWS: Final = (
    r"(?:closes|closing\s+prices|rows|prices|price\s+(?:data|series|history)|data|data\s+set|series|history|library|passages?|"
    r"sources?|articles?|documents?|facts?|tables?|records|closing\s+levels|tools?)"
)
OF_DATA: Final = re.compile(
    rf"\s+(?:(?:the|these|those|our|its|their|this|that|daily|reference|bundled|price|only|my)\s+)*{ROWS}\s+"
    r"(?:(?:used|held|given|shown|found|at\s+hand|here|in\s+(?:the|this|these)\s+(?:data(?:\s+set)?|library|tables?))\s+)*"
    r"(?:only\s+)?(?:(?:begins?|began|starts?|started|ends?|ended|stops?|stopped|(?:go|goes|reach|reaches)\s+back(?:\s+to)?)\s+"
    r"(?:(?:only|just|there|here)\s+)*(?:here|there|on|in|at|with|before|after|\{)|(?:is|are|was|were)\s+(?:missing|not\s+in|absent)\b|"
    r"(?:holds?|has|have|contains?|gives?|names?|covers?|lacks?|includes?)\s+(?:no|none|nothing|only)\b|"
    r"do(?:es)?(?:\s+not|n[’']t)\s+(?:have|hold|cover|reach|contain|go\s+back|include|name|begin|start|say|speak)\b)|"
    rf"\s+(?:there\s+(?:is|are)\s+)?(?:no|none\s+of\s+the|neither)\s+{ROWS}\s+(?:[^,;:.]{{0,30}}\s+)?"
    r"(?:before|after|for|here|speaks?|says?|gives?|names?|mentions?|reach(?:es)?|covers?)\b",
    re.IGNORECASE,
)
"""What the data or the passages lack: a reason for how a figure was worked out, and for no move."""
FORCES_WORDS: Final = (
    "investor investors trader traders shopper shoppers consumer consumers buyer buyers seller sellers household "
    "households manager managers analyst analysts strategist strategists official officials policymakers oil "
    "crude yield yields rate rates inflation earnings profits revenue revenues sales results demand spending "
    "orders tariff tariffs deliveries delivery worry worries fear fears hope hopes concern concerns optimism "
    "sentiment enthusiasm confidence economy growth jobs payrolls data news report reports guidance upgrade "
    "upgrades downgrade downgrades buybacks expectations bets speculation momentum appetite selling buying "
    "valuations"
)
FORCES: Final = frozenset(FORCES_WORDS.split())
"""What moves prices, as prose has it."""
FORCE: Final = "|".join(sorted(FORCES, key=len, reverse=True))
VERB: Final = (
    r"(?:[a-z]{2,}ed|rose|fell|slid|sank|grew|lost|won|took|came|went|began|kept|saw|made|bought|sold|cut|held|drove|"
    r"became|gave|spent|shrank|beat|bet|fled|hit|led|are|is|was|were|has|have|had)"
)
AS: Final = re.compile(
    r"\bas\s+(?!(?:[a-z]+ed|of|an?|it|they|we|you|did|do|does|was|were|is|are|has|have|had|well|much|many|long|soon|far|if|"
    r"though|to|in|for|at|by|that|this|these|those|both|all|each|follows|seen|shown|against|per)\b)"
    rf"(?P<who>(?:(?!{VERB}\b)[A-Za-z][\w’'-]*\s+){{1,4}}){VERB}\b"
)
TIME_OR_FORM: Final = re.compile(
    r"\b(?:years?|quarters?|months?|weeks?|days?|sessions?|trading|markets?|half|closes?|windows?|periods?|tables?|charts?|"
    r"figures?|index|indices|average|benchmark|fund|rest|others?|definition|measure|return|returns)\b",
    re.IGNORECASE,
)
ON: Final = re.compile(rf"\bon\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){{0,2}}?(?:{FORCE})\b", re.IGNORECASE)
AFTER: Final = re.compile(
    r"\b(?:after|since|following|with|despite|in the wake of)\s+(?!the\s+close)"
    rf"(?:(?:the|an?|its|their|[a-z]+(?:er|ed|ong|eak|ing)|better-than-expected|upbeat|good|bad|new|record)\s+){{0,3}}"
    rf"(?:[A-Z][\w.&]*(?:['’]s)?\s+)?(?:[a-z]+\s+)?(?:{FORCE})\b(?!\s+of\s+(?:\d|\{{))"
)
ACTED: Final = re.compile(
    rf"\b(?<!the day )(?<!the week )(?<!the month )(?<!the session )(?:after|as)\s+(?:"
    rf"(?P<who>(?:(?!{VERB}\b)[A-Za-z][\w.&'’-]*\s+){{0,5}}?)(?i:{ACTOR})(?:\s+[A-Z][\w.]*){{0,3}}\s+(?:ha[sd]\s+|have\s+)?{SPOKE}|"
    rf"{NAME}{BETWEEN}\s+(?:{DEED}|{POLICY}|{REPORTED}))\b"
)
"""Somebody who did something, behind what is told to have moved: "rose after a Fed official hinted"."""
WITH: Final = re.compile(
    r"(?:^|,\s*)[Ww]ith\s+(?P<who>(?!dividends|costs)(?:[A-Za-z][\w’'-]*\s+){1,3}?)[a-z]{3,}(?<!includ)(?<!reinvest)ing\b"
)
COUNTED: Final = re.compile(
    r"\b(?:sectors?|stocks?|shares?|members?|companies|indices|indexes|all|both|most|each|none)\b"
)
BEHIND: Final = re.compile(
    r"\b(?:(?:an?|the|as\s+an?)\s+(?:direct\s+)?(?:result|consequence)\s+of(?!\s+(?:[\d{+−-]|an?\b))|attribut(?:ed|able)\s+to|"
    r"stem(?:s|med|ming)\s+from|courtesy\s+of|in\s+response\s+to|on\s+account\s+of|react(?:ed|ing)\s+to|on\s+the\s+strength\s+of|"
    r"(?:prompted|pushed\s+\w+|pushed|dragged\s+\w+|dragged|propelled|underpinned|supported|dented|hit|rattled|shaken|stoked|"
    r"aided|backed|inspired|weighed\s+on|held\s+back|encouraged)\s+by(?!\s+(?:about|some|around|[\d{])))\b",
    re.IGNORECASE,
)
REFLECTS: Final = re.compile(
    r"\b(?:reflect(?:s|ed|ing)?|came\s+from|comes\s+from|coming\s+from)\s+(?P<what>[^,;.]+)",
    re.IGNORECASE,
)
EXPLAINS: Final = re.compile(r"\b(?:explain(?:s|ed)?|account(?:s|ed)?\s+for)\b")
OF_PRICES: Final = re.compile(
    r"\b(?:pric\w*|clos\w+|dividend\w*|window|data|session|method\w*|weights?|weighting|compounding|returns?|half|"
    r"quarters?|months?|days?|years?|sectors?|stocks?|low|trough|peak|bottom|high|rounding|difference|gap|move)\b|[\d{~]",
    re.IGNORECASE,
)
PUSHED: Final = re.compile(
    r"\b(?P<verb>pushed|drove|drives|driving|sent|sending|dragged|dragging|propelled|propelling|lifted|lifting|boosted|"
    r"boosting|hurt|fuelled|fueled|powered|spurred|buoyed|helped|weighed\s+on|underpinned|supported)\s+(?:the\s+|up\s+)?"
)
MOVES: Final = re.compile(
    r"\b(?:gains?|rises?|rall(?:y|ies)|moves?|falls?|loss(?:es)?|advances?|declines?|drops?|jumps?|that|this|which|it|returns?|"
    r"index|market|markets|sell-?off|stocks?|shares?|prices?|was|were|is|are|been|be)\s*(?:\([^)]*\)\s*)?$|[%}]\s*$",
    re.IGNORECASE,
)


def causes(claims: Claims) -> Iterator[Judgement]:
    """Yield each cause that is given without a passage."""
    sentence = claims.sentence
    if claims.cites or NO_CLAIM.search(sentence.text):
        return
    moved = [s[0] for s in sentence.signals_of("move", "side", "beat", "ahead") if s[2].value]
    if not moved and not sentence.quantities:
        return
    found = {s[:2] for s in sentence.signals_of("cause") if not OF_DATA.match(sentence.text, s[1])} | set(
        _causes(claims, moved)
    )
    for start, end in _apart(sorted(found)):
        yield Judgement(start, end, False, "a cause needs a passage that says it")


def _apart(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    past = -1
    for start, end in spans:
        if start >= past:
            past = end
            yield start, end


def _causes(claims: Claims, moved: list[int]) -> Iterator[tuple[int, int]]:
    text, words = claims.sentence.text, claims.sentence.words
    if "as" in words:
        yield from (m.span() for m in AS.finditer(text) if not _known(claims, *m.span("who"), TIME_OR_FORM))
    if not words.isdisjoint(FORCES):
        yield from (m.span() for m in ON.finditer(text) if any(at < m.start() for at in moved))
        yield from (m.span() for m in AFTER.finditer(text) if moved)
    if moved and not words.isdisjoint(("after", "as")) and not events().search(text):
        yield from (m.span() for m in ACTED.finditer(text))
    if "with" in words and moved:
        yield from (m.span() for m in WITH.finditer(text) if not _known(claims, *m.span("who"), COUNTED))
    yield from (m.span() for m in BEHIND.finditer(text))
    for match in REFLECTS.finditer(text):
        if not _known(claims, *match.span("what"), OF_PRICES) and not OF_PRICES.search(match["what"]):
            yield match.span()
    for match in EXPLAINS.finditer(text):
        if not _known(claims, claims.sentence.clause_start(match.start()), match.start(), OF_PRICES):
            yield match.span()
    for match in PUSHED.finditer(text):
        if moved or any(m.start >= match.end() for m in claims.sentence.mentions):
            yield from _pushed(claims, match)


def _known(claims: Claims, start: int, end: int, words: re.Pattern[str]) -> bool:
    """Say whether what stands there is of the answer's own: a name, a time, something counted."""
    named = any(m.start < end and start < m.end and not _elsewhere(m) for m in claims.sentence.mentions)
    return named or words.search(claims.sentence.text[start:end]) is not None


def _elsewhere(mention: Mention) -> bool:
    """Say whether a name is of something that the program has no prices of: "oil"."""
    return mention.named is not None and all(symbol.startswith("?") for symbol in mention.named.singles)


def _pushed(claims: Claims, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield what pushed a name or its move, where it is neither a name nor a move itself."""
    text = claims.sentence.text
    before = text[claims.sentence.clause_start(match.start()) : match.start()]
    follows = any(0 <= m.start - match.end() <= 2 for m in claims.sentence.mentions)
    named = any(m.end <= match.start() for m in claims.sentence.mentions)
    if follows and before.strip() and not named and not MOVES.search(before):
        yield match.span("verb")


CAUSE_WORDS: Final = FORCES | frozenset(
    (
        "as after with result consequence attributed attributable stem stems stemmed stemming courtesy response "
        "account accounts accounted reacted reacting strength by reflect reflects reflected reflecting explain "
        "explains explained came comes coming pushed drove drives driving sent sending dragged dragging propelled "
        "propelling lifted lifting boosted boosting hurt fuelled fueled powered spurred buoyed helped weighed "
        "underpinned supported "
    ).split()
)
CAUSES: Final = (Rule(causes, frozenset({"cause"}), CAUSE_WORDS),)
"""Causes that no passage says."""
