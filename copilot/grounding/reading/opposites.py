"""Words that say the opposite of each other, and what a text denies."""

import re
from functools import lru_cache
from typing import Final

from copilot.grounding.reading.content import stem
from copilot.grounding.reading.lexicon import base_index, find
from copilot.grounding.reading.vocabulary import Signal

RAISES: Final = (
    "raise raises raised raising lift lifts lifted lifting boost boosts boosted boosting increase increases increased "
    "hike hikes hiked expand expands expanded"
)
LOWERS: Final = (
    "cut cuts cutting reduce reduces reduced reducing lowers lowered lowering slash slashes slashed trim trims trimmed "
    "decrease decreases decreased curb curbs curbed"
)
SLOWING: Final = "slow slows slowed slowing soften softened softening cool cooled cooling fading waning sluggish"
WEAK: Final = (
    ("highest", "lowest"), ("higher", "lower"), ("largest", "smallest"), ("best", "worst"), ("most", "least"),
    ("strong robust solid", f"weak {SLOWING}"), ("strongest", "weakest"), ("likely", "unlikely"), ("more", "less"),
    ("more", "fewer"), ("above", "below"), ("faster", "slower"), (RAISES, LOWERS),
    ("tightened tightening tighten", "eased easing ease"),
    ("bought buying buy", "sold selling sell"), ("accelerated accelerate accelerates quicken", "slowed slow slows"),
    ("widened widen", "narrowed narrow"), ("expanded", "contracted"), ("beat beats", "missed misses"),
    ("hired", "fired"), ("improved improve", "worsened worsen"), ("unchanged", f"{RAISES} {LOWERS}"),
    ("majority", "minority"), ("larger bigger", "smaller"), ("stronger", "weaker"), ("before", "after"),
    ("positive", "negative"), ("longer", "shorter"), ("rise rises rose rising", "fall falls fell falling"),
    ("rallied rally rallies jumped", "fell selloff slumped tumbled dropped slid"), ("cheap", "expensive"),
    ("largecap", "smallcap"),
)  # fmt: skip
STRONG: Final = (
    ("overweight upgraded upgrade upgrades", "underweight neutral downgraded downgrade downgrades"),
    ("unanimous unanimously agreed agree agrees", "dissented dissent dissents dissenting disagreed"),
    ("bullish", "bearish"), ("hawkish", "dovish"), ("optimistic", "pessimistic"), ("overvalued", "undervalued"),
    ("approved approves", "rejected rejects"), ("supported supports", "opposed opposes"),
    ("profitable", "unprofitable"),
)  # fmt: skip
"""Words that a passage hardly has beside what they are the opposite of."""
SOLD: Final = re.compile(r"\b(?:sold|sells|selling|sell)[\s-]off\b", re.IGNORECASE)
CAPS: Final = re.compile(r"\b(large|small)[\s-](?:cap|compan|stock)\w*", re.IGNORECASE)
FORMER: Final = re.compile(r"\bfrom\s+(?:an?\s+|its\s+)?(?:overweight|underweight|neutral)\b", re.IGNORECASE)
DENIAL: Final = re.compile(
    r"(?:n[’']t|\b(?:not|never|no|none|neither|nor|without|cannot|hardly|lack|lacks|lacking|"
    r"(?:fail|refus|declin)(?:s|ed|es|ing)?\s+to|rul(?:ed|es)\s+out|den(?:y|ies|ied)))\b(?P<rest>[^,;:.!?]*)",
    re.IGNORECASE,
)
LACKING: Final = re.compile(r"\b(?:missing|absent|unavailable|scrapped|cancell?ed|without|no|not)\b", re.IGNORECASE)
LACK: Final = re.compile(r"\black(?:s|ing)?\b", re.IGNORECASE)
"""What is lacked may be told as missing, or as cancelled."""
UNTIL: Final = re.compile(r"\b(?:until|till|earliest|earlier|only|wait\w*|later|rather|instead)\b", re.IGNORECASE)
EMPTY: Final = frozenset("the and any have has had been being that this its their his her more than for with".split())
LETTERS: Final = re.compile(r"[a-z]+")
REACH: Final = 4
"""How many words behind a denial it bears on."""


@lru_cache(maxsize=512)
def words(text: str) -> frozenset[str]:
    """Return a text's words in lower case; "sold off" and "small caps" are one, a rating that was is none."""
    text = CAPS.sub(r"\1cap", SOLD.sub("selloff", FORMER.sub("", text)))
    return frozenset(LETTERS.findall(text.lower()))


@lru_cache(maxsize=512)
def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words of three letters and more, those of a hyphened word apart."""
    return frozenset(stem(word) for word in LETTERS.findall(text.lower()) if len(word) > 2 and word not in EMPTY)


def opposed(one: str, near: str, whole: str = "") -> bool:
    """Say whether a text says the opposite of another one: of its nearest words, or of its whole."""
    if _directions(one) * _directions(near) < 0:
        return True
    first, second, every = words(one), words(near), words(whole or near)
    return any(_parted(first, second, pair) for pair in WEAK) or any(_parted(first, every, pair) for pair in STRONG)


def _parted(first: frozenset[str], second: frozenset[str], pair: tuple[str, str]) -> bool:
    """Say whether one text has only words of the one side, and the other text only words of the other."""
    sides = [frozenset(side.split()) for side in pair]
    has = [[bool(side & text) for side in sides] for text in (first, second)]
    return has in ([[True, False], [False, True]], [[False, True], [True, False]])


def _directions(text: str) -> int:
    signals = [h.payload for h in find(text, {}, base_index()) if isinstance(h.payload, Signal)]
    told = {int(s.value) for s in signals if s.kind in ("move", "side", "beat", "ahead") and s.value}
    negated = any(s.kind == "negation" for s in signals)
    return 0 if len(told) != 1 or negated else told.pop()


def denied(text: str, reach: int = REACH) -> frozenset[str]:
    """Return the stems of what a text denies: of the words right behind "not", "no", "without"."""
    found: set[str] = set()
    for match in DENIAL.finditer(text):
        behind = [w for w in LETTERS.findall(match["rest"].lower()) if len(w) > 2 and w not in EMPTY]
        found.update(stem(word) for word in behind[:reach])
    return frozenset(found)


def turned(one: str, other: str) -> bool:
    """Say whether one text asserts what the other denies."""
    if UNTIL.search(one):
        return False
    mine, theirs = denied(one), denied(other)
    if LACKING.search(one) and LACK.search(other):
        return bool(denied(one, 1) & (stems(other) - theirs))
    if denied(one, 1) & denied(other, 1):
        return False
    if theirs & (stems(one) - mine) - (stems(DENIAL.sub(" ", other)) if theirs else frozenset()):
        return True
    return bool(denied(one, 1) & (stems(other) - theirs))
