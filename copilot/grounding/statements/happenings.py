"""What is said to have happened outside prices: a passage must say it."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.grounding.statements.causes import NO_CLAIM
from copilot.grounding.statements.deeds import BETWEEN, BODIES, DEED, NAME, POLICY, REPORTED, events
from copilot.grounding.statements.judging import Claims, Judgement, Rule
from tools.universe.words import is_ordinary

ACTED: Final = re.compile(rf"(?P<who>{BODIES}|{NAME}){BETWEEN}\s+(?P<deed>{DEED}|{POLICY}|{REPORTED})\b")
DONE: Final = re.compile(
    r"\b(?:(?:interest\s+)?rates|tariffs?|sanctions|guidance|the\s+(?:dividend|merger|deal|law|bill))\s+(?:was|were|has\s+been|"
    r"have\s+been)\s+(?P<deed>cut|raised|hiked|lowered|imposed|lifted|held|announced|approved|passed|completed|signed|"
    r"introduced|reduced|doubled)\b",
    re.IGNORECASE,
)
ECONOMY: Final = re.compile(
    r"^\W*(?:(?:In|During|By|Over|At)\s[^,]{3,30},\s*)?(?:(?:The|U\.?S\.?|American|Annual|Core|Headline|Consumer|Corporate|Crude|"
    r"Real|Average)\s+)*(?:(?:consumer|retail|mortgage|bond|treasury|oil|job|labou?r|house|wage|corporate|consumer\s+price)\s+)*"
    r"(?:inflation|unemployment|GDP|economy|payrolls|spending|sales|yields|rates|wages|earnings|profits|revenues|exports|"
    r"imports|growth|sentiment|confidence|employment|prices|market)\s+(?:has\s+|have\s+|had\s+)?"
    r"(?P<deed>rose|fell|slowed|grew|shrank|cooled|accelerated|eased|climbed|dropped|jumped|surged|weakened|strengthened|"
    r"picked\s+up|quickened|expanded|contracted|rebounded|improved|worsened|collapsed|soared)\b",
    re.IGNORECASE,
)
ANY_PRICES: Final = re.compile(r"^\W*(?:The\s+)?(?:share\s+|stock\s+)?(?:prices|market)\b", re.IGNORECASE)
BEFORE: Final = re.compile(
    r"\b(?:since|when|after|before|until|till|once|day|as|that|which|who|if|whether|from)\s+(?:the\s+)?$", re.IGNORECASE
)
SPEAKERS: Final = frozenset(
    "you i we it he she they this that these those what who article question the a an here there both all no "
    "each".split()
)
IN_QUESTION: Final = re.compile(r"\b(?:you|your|article|question|claim\w*|quoted|asked)\b", re.IGNORECASE)


def happenings(claims: Claims) -> Iterator[Judgement]:
    """Yield each event outside prices that is told without a passage."""
    text = claims.sentence.text
    if claims.cites or NO_CLAIM.search(text) or IN_QUESTION.search(text):
        return
    found = [m for m in ACTED.finditer(text) if _acts(claims, m)] + list(DONE.finditer(text))
    found += [m for m in ECONOMY.finditer(text) if not ANY_PRICES.match(text) and not claims.sentence.quantities]
    if not found or events().search(text):
        return
    past = -1
    for match in sorted(found, key=lambda m: m.start()):
        if match.start("deed") >= past and not BEFORE.search(text[: match.start()]):
            past = match.end("deed")
            yield Judgement(*match.span("deed"), False, "no passage is cited for it")


def _acts(claims: Claims, match: re.Match[str]) -> bool:
    """Say whether the one who acts is somebody: a body, a company, no ordinary word that opens the sentence."""
    who = match["who"]
    if re.fullmatch(BODIES, who):
        return True
    words = [w.lower() for w in who.split() if w.lower() not in ("the", "of")]
    if not words or words[0] in SPEAKERS:
        return False
    known = any(m.named and m.start < match.end("who") and match.start("who") < m.end for m in claims.sentence.mentions)
    return known or len(words) > 1 or match.start("who") > 0 or not all(is_ordinary(word.strip(".")) for word in words)


HAPPENING_WORDS: Final = (
    "launched unveiled announced acquired sued fired hired appointed resigned patented recalled introduced "
    "released signed approved banned imposed sanctioned invaded elected said says told warned testified voted "
    "agreed dissented bought sold merged filed opened closed shut split laid rolled won named passed pledged "
    "promised invested cut cuts raised raises lowered lowers hiked hikes held kept left lifted reduced slashed "
    "trimmed boosted increased withdrew suspended doubled reaffirmed reiterated changed eased tightened reported "
    "reports posted missed beat topped disclosed published inflation unemployment gdp economy payrolls spending "
    "sales yields rates wages earnings profits revenues exports imports growth sentiment confidence employment "
    "tariff tariffs"
)
HAPPENINGS: Final = (Rule(happenings, frozenset(), frozenset(HAPPENING_WORDS.split())),)
"""Events that no passage says."""
