"""What is said to come: prices do not tell, so a passage must say whose forecast it is."""

import re
from collections.abc import Iterator
from typing import Final

from copilot.grounding.reading.scan import Sentence, read_once
from copilot.grounding.statements.causes import NO_CLAIM
from copilot.grounding.statements.judging import Claims, Judgement, Rule

COMING_WORDS: Final = (
    "keep continue rise fall gain lose climb drop lead lag outperform underperform beat benefit prosper moderate slow "
    "accelerate recover rebound rally grow shrink decline reach hit top exceed end finish improve weaken strengthen "
    "double triple halve crash correct broaden narrow suffer struggle shine soar surge jump sink slide repeat extend "
    "resume persist deliver trail advance slip tumble plunge cool heat peak bottom normalise normalize ease widen "
    "hold retain defend overtake surpass thrive falter stall retreat pull rotate disappoint"
)
COMING: Final = "|".join(
    (
        *COMING_WORDS.split(),
        r"do\s+(?:well|better|worse|badly|poorly)",
        r"be\s+(?:up|higher|lower|down|back|"
        r"strong|weak|worth|better|worse|above|below|positive|negative|supported|driven|ahead|behind|in\s+front|"
        r"(?:at|on)\s+(?:the\s+)?(?:top|bottom)|in\s+the\s+(?:lead|red|green)|"
        r"(?:the|an?|among\s+the|this\s+year[’']s)\s+(?:\w+-)?(?:best|worst|strongest|weakest|leading|top|leaders?|laggards?|winners?|losers?))",
        r"(?:remain|stay|be)\s+(?:strong|weak|high|low|firm|volatile|positive|negative|resilient|under)",
        r"(?:remain|stay)\s+(?:(?:the|an?|among\s+the)\s+(?!same\b)|ahead|behind|in\s+front|in\s+the\s+(?:lead|red|green)|"
        r"(?:at|on)\s+(?:the\s+)?(?:top|bottom)|up|down|higher|lower|above|below|flat|unchanged|elevated)",
        r"trade\s+(?:higher|lower|above|below)",
        r"move\s+(?:higher|lower|up|down)",
        r"go\s+(?:up|down|higher|lower)",
        r"see\s+(?:more|further|another|gains|losses|growth)",
        r"post\s+(?:another|more|further|a)",
    )
)
ADVERB: Final = (
    r"(?:\s+(?:probably|likely|well|again|also|still|not|never|soon|then|once|[a-z]+ly|in\s+all\s+likelihood|therefore|"
    r"at\s+least|yet|too))*"
)
MODAL: Final = re.compile(
    rf"(?<![A-Za-z])(?:will|won[’']t|shall|should|may|might|could|is\s+going\s+to|are\s+going\s+to|stands?\s+to|ought\s+to|"
    rf"promises?\s+to){ADVERB}\s+(?:{COMING})\b"
)
SEEMS: Final = re.compile(
    r"\b(?:is|are|looks?|seems?|appears?|remains?|stays?)(?:\s+[a-z]+ly|\s+well|\s+now|\s+still)?\s+"
    r"(?:expected|likely|unlikely|bound|set|poised|projected|forecast|predicted|destined|positioned|primed|geared|headed|"
    r"on\s+track|on\s+course|well\s+placed|placed|certain|sure|due)\s+(?:to|for)\b",
    re.IGNORECASE,
)
OUTLOOK: Final = re.compile(
    r"\b(?:(?:outlook|prospects?)\b[^.;,]{0,40}?\b(?:is|are|looks?|remains?|stays?|seems?|appears?)\b|"
    r"looks?\s+(?:set\s+)?like\s+(?:the|an?)\s+(?:\w+\s+)?(?:winners?|leaders?|laggards?|losers?|bets?|favou?rites?)\b|"
    r"(?:gains|losses|upside|downside|growth|weakness|strength|volatility)\s+(?:lies?\s+)?ahead|"
    r"(?:more|further)\s+(?:gains|losses|upside|downside|weakness|strength|volatility)\s+(?:to\s+come|to\s+follow|are\s+coming)|"
    r"(?:has|have)\s+(?:further|more\s+room|room)\s+to\s+(?:run|rise|fall|go|climb|grow))\b",
    re.IGNORECASE,
)
IN_GENERAL: Final = re.compile(
    r"\bpast\s+(?:performance|returns?|moves?|gains?)\b|\bif\b|\bwhether\b|\b(?:prices|stocks|investments|markets)\s+(?:can|may)\b|"
    r"\bwhat\s+(?:will|may|could|should)\b|\b[Aa]n?\s+[a-z]+\s+(?:may|might|can)\b|\bno\s+one\b|\bnobody\b|\bdepends?\b",
    re.IGNORECASE,
)
SAME_CLAUSE: Final = r"(?:(?!\b(?:but|except|only|just|fail\w*|other\s+than|den(?:y|ies)|though|as|why)\b)[^,;:.])"
DENIED: Final = re.compile(
    r"\b(?:passages?|sources?|articles?|facts|data|prices|notes?|library|they|I|we)\b"
    rf"{SAME_CLAUSE}{{0,30}}?\b(?:not|n[’']t|cannot|never)\s+(?:\w+\s+)?(?:SAYS)\b{SAME_CLAUSE}+|"
    r"\b(?:no|none|neither|nothing|nowhere)\b"
    rf"{SAME_CLAUSE}{{0,30}}?\b(?:passages?|sources?|articles?|facts|data|prices|notes?|library|here)\b"
    rf"{SAME_CLAUSE}{{0,30}}?\b(?:SAYS)\b{SAME_CLAUSE}+".replace(
        "SAYS",
        (
            r"says?|tells?|gives?|predicts?|forecasts?|states?|shows?|answers?|offers?|makes?|claims?|suggests?|settles?|speaks?"
        ),
    ),
    re.IGNORECASE,
)
"""Says that nobody forecasts: "none of these passages says which of the two will do better"."""


def outlooks(claims: Claims) -> Iterator[Judgement]:
    """Yield each forecast without a passage that says whose it is."""
    for start, end in () if claims.cites else _coming(claims.sentence):
        yield Judgement(start, end, False, "a forecast needs a passage that says whose it is")


@read_once
def _coming(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Return where a sentence says what is to come, none inside another."""
    text = sentence.text
    if NO_CLAIM.search(text):
        return ()
    found = {s[:2] for s in sentence.signals_of("forecast")}
    if not IN_GENERAL.search(text):
        found |= {m.span() for words in (MODAL, SEEMS, OUTLOOK) for m in words.finditer(text)}
    kept: list[tuple[int, int]] = []
    denied = [m.span() for m in DENIED.finditer(text)] if found else []
    for start, end in sorted(found):
        if any(a <= start and end <= b for a, b in denied):
            continue
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)


FORECAST_WORDS: Final = frozenset(
    "look looks like ought will won shall should may might could going stands promises expected likely "
    "unlikely bound set poised projected forecast predicted destined positioned primed geared headed track "
    "course placed certain sure due outlook prospect prospects ahead further more room".split()
)
OUTLOOKS: Final = (Rule(outlooks, frozenset({"forecast"}), FORECAST_WORDS),)
"""Forecasts that no passage says."""
