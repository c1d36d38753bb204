"""How a cited sentence ties its words together: its causes, shares and times, held to those of the passage."""

import itertools
import re
from typing import Final

from copilot.grounding.citations.quoting import sayings
from copilot.grounding.reading.content import SAME, STOP, stem
from copilot.grounding.reading.figures import find_figures
from copilot.grounding.reading.opposites import LETTERS, turned

DUE_TO: Final = (
    r"due\s+to(?!\s+(?:meet|hold|report|release|publish|begin|start|expire|end|decide|speak|vote|open|close|return|take|make|"
    r"announce|be|come|give|present|hear)\b)"
)
"""Tells a cause, and not what is to happen: "is due to meet again"."""
CAUSAL: Final = re.compile(
    r"\b(?P<word>because(?:\s+of)?|"
    + DUE_TO
    + r"|thanks\s+to|owing\s+to|driven\s+by|on\s+the\s+back\s+of|as\s+a\s+result\s+of|"
    r"(?:helped|boosted|lifted|spurred|fuelled|fueled|hurt|caused|triggered|supported|weighed\s+down)\s+by|"
    r"(?:since|as)(?!\s+[\w’'-]+(?:\s+[\w’'-]+)?\s+(?:launched|began|started|opened|arrived))(?=\s+(?:the\s+|an?\s+)?(?:[a-z-]+\s+){1,4}?(?:[a-z]+ed|rose|fell|grew|are|is|was|were|has|have|carry|carries)\b)|"
    r"after(?!\s+\d)|following)\b",
    re.IGNORECASE,
)
BLAMED: Final = re.compile(
    r"\b(?:(?:blam|pin)\w*\s+(?P<one>(?:(?!\bfor\b)[^,;.]){3,90}?)\s+on|(?:put|puts|putting)\s+(?P<two>[^,;.]{3,90}?)\s+down\s+to|"
    r"(?:attribut|credit|ascrib|trac|link)\w*\s+(?P<three>[^,;.]{3,90}?)\s+to)\s+(?P<cause>[^,;.]+)",
    re.IGNORECASE,
)
BLAMED_FOR: Final = re.compile(
    r"\b(?:blam|credit)\w*\s+(?P<cause>[^,;.]{3,90}?)\s+for\s+(?P<effect>[^,;.]+)", re.IGNORECASE
)
PUSHED: Final = re.compile(
    r"(?:^|\b(?:says?|said|that|argues?|thinks?|believes?|according\s+to\s+\w+,)\s)(?P<cause>[^,;.]{3,60}?)\s+"
    r"(?:pushed|sent|drove|lifted|boosted|dragged|propelled|helped|hurt|fuelled|fueled|spurred|caused|triggered)\s+(?P<effect>[^,;.]+)",
    re.IGNORECASE,
)
"""A cause told as the one who does it, or by a verb that blames: "blames A on B", "B pushed A to a record"."""
OWN_VIEW: Final = re.compile(
    r"^(?:[A-Z][\w&.’']*\s+|&\s+|the\s+(?=[A-Z]))*(?:pushed|sent|drove|lifted|boosted|dragged|helped|hurt)\b|"
    r"\b(?:targets?|forecasts?|estimates?|ratings?|guidance|outlook|overweight|underweight|neutral)\b"
)
"""What a house does to its own view, which is no cause: "Ridge Research lifted its target"."""
MAY: Final = re.compile(
    r"\b(?:may|might|could)\s+(?:\w+ly\s+|well\s+|yet\s+|also\s+)*(?P<verb>[a-z]{3,})", re.IGNORECASE
)
WILL: Final = re.compile(
    r"\b(?:will|shall|(?:is|are)\s+(?:sure|certain|bound|guaranteed)\s+to)\s+(?:\w+ly\s+|also\s+)*(?P<verb>[a-z]{3,})",
    re.IGNORECASE,
)
LATER: Final = ("after", "following")
LINK: Final = re.compile(
    r"\b(?:because|due|thanks|owing|driven|result\w*|since(?!\s+\d)|as(?!\s+of\b)|after|following|amid|reflect\w*|so|therefore|"
    r"lift\w*|boost\w*|help\w*|hurt\w*|caus\w+|trigger\w*|support\w*|weigh\w*|spur\w*|push\w*|fuel\w*|drive\w*|drove|"
    r"lead\w*\s+to|led\s+to|mean\w*|explain\w*|(?<!compared )with)\b",
    re.IGNORECASE,
)
CLAUSE: Final = re.compile(r"[,;:.]")
SHARE_OF: Final = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s?(?:%|percent|per cent)\s+of\b", re.IGNORECASE)
QUANTIFIED: Final = (
    (
        re.compile(
            r"\b(?:most(?!\s+(?:of\s+all|[a-z]+ly|recent))|(?:the|a)\s+majority\s+of|more\s+than\s+half)\b",
            re.IGNORECASE,
        ),
        50.0,
        100.0,
    ),
    (re.compile(r"\b(?:nearly|almost|virtually|practically)\s+(?:all|every)\b", re.I), 85.0, 100.0),
    (re.compile(r"(?<!nearly )(?<!almost )\b(?:all|every|each)\b", re.I), 99.5, 100.0),
    (re.compile(r"\b(?:few|hardly\s+any|a\s+handful)\b", re.I), 0.0, 25.0),
    (re.compile(r"\b(?:a\s+)?minority\b|\bless\s+than\s+half\b", re.I), 0.0, 50.0),
)  # fmt: skip
HALF: Final = re.compile(
    r"\b(?:(?P<half>first|second)\s+half|(?P<part>early|late)(?=\s+(?:in\s+)?(?:the\s+year|20\d\d|next)))\b", re.I
)
STEP: Final = re.compile(
    r"\b(?P<size>a\s+half|half|a\s+quarter|quarter|three[\s-]quarters|a\s+full|one)[\s-]+(?:of\s+an?\s+)?(?:an?\s+)?"
    r"(?:percentage[\s-]+)?point\b",
    re.IGNORECASE,
)
STEPS: Final = {"half": 50, "quarter": 25, "quarters": 75, "full": 100, "one": 100}
"""Basis points of a step that words tell."""
ALONE: Final = re.compile(r"\b20\d\d\s+alone\b|\balone\s+in\s+20\d\d\b", re.IGNORECASE)


def untied(words: str, passage: str, near: str) -> str:
    """Return why a sentence ties its words otherwise than its passage, "" when it does not.

    `near` are the passage's words that hold most of the sentence's own.
    """
    if turned(words, near):
        return "the passage denies it"
    if _surer(words, near):
        return "the passage says it less surely"
    if _another_share(words, near):
        return "the passage gives another share"
    if _another_step(words, near):
        return "the passage gives another step"
    if _another_half(words, near) or (ALONE.search(words) and "alone" not in passage):
        return "the passage says it of another time"
    return "" if _caused(words, passage) else "the passage does not give this as the cause"


def _surer(words: str, near: str) -> bool:
    """Say whether "will" or "is sure" is told of what the passage says may be."""
    may = {stem(m["verb"].lower()) for m in MAY.finditer(near)}
    will = {stem(m["verb"].lower()) for m in WILL.finditer(words)}
    return bool(may & will - {stem(m["verb"].lower()) for m in WILL.finditer(near)}) and not MAY.search(words)


def _another_share(words: str, near: str) -> bool:
    """Say whether "most" is said of what the passage gives as a smaller share."""
    theirs = SHARE_OF.search(near)
    if theirs is None or SHARE_OF.search(words):
        return False
    share = float(theirs["number"])
    told = [(low, high) for found, low, high in QUANTIFIED if found.search(words)]
    return any(not low <= share <= high for low, high in told[:1])


def _another_step(words: str, near: str) -> bool:
    """Say whether "half a point" is said where the passage gives other basis points."""
    theirs = {float(f.value) for f in find_figures(near).figures if f.unit == "bp"}
    told = {STEPS[re.split(r"[\s-]+", m["size"].lower())[-1]] for m in STEP.finditer(words)}
    return bool(theirs and told - theirs)


def _another_half(words: str, near: str) -> bool:
    mine, theirs = _halves(words), _halves(near)
    return bool(mine and theirs and mine.isdisjoint(theirs))


def _halves(text: str) -> set[str]:
    return {
        "first" if (m["half"] or m["part"]).lower() in ("first", "early") else "second" for m in HALF.finditer(text)
    }


def _caused(words: str, passage: str) -> bool:
    """Say whether each cause that a sentence gives is one in its passage: by a linking word, of the same effect."""
    told = [(m["cause"], m["one"] or m["two"] or m["three"]) for m in BLAMED.finditer(words)]
    told += [(m["cause"], m["effect"]) for m in BLAMED_FOR.finditer(words)]
    told += [(m["cause"], m["effect"]) for m in PUSHED.finditer(words) if not OWN_VIEW.search(m[0])]
    if not all(_gives(passage, _matter(cause), _matter(effect), False) for cause, effect in told):
        return False
    marks = list(CAUSAL.finditer(words))
    if not marks:
        return True
    ends = [*(m.start() for m in marks[1:]), len(words)]
    head = words[: marks[0].start()]
    for mark, end in zip(marks, ends, strict=True):
        cause = CLAUSE.split(words[mark.end() : end])[0]
        effect = head if head.strip(' "“(') else words[mark.end() + len(cause) : end]
        if not _gives(passage, _matter(cause), _matter(effect), mark["word"].lower() in LATER):
            return False
    return True


def _gives(passage: str, cause: frozenset[str], effect: frozenset[str], later: bool) -> bool:
    """Say whether a passage ties a cause to an effect; what merely came before may stand elsewhere in it."""
    if not cause:
        return True
    for text in _windows(passage):
        there = _matter(text)
        enough = 2 * len(cause & (_matter(passage) if later else there)) >= len(cause)
        if enough and (effect & there or not effect) and LINK.search(text):
            return True
    return False


def _windows(passage: str) -> list[str]:
    said = [s.sentence.text for s in sayings(passage)]
    return [*said, *(f"{a} {b}" for a, b in itertools.pairwise(said))]


def _matter(text: str) -> frozenset[str]:
    """Return the stems of a text's words, without names and words that say nothing."""
    names = {w.lower() for w in re.findall(r"(?<=[a-z,] )[A-Z][A-Za-z]+", text)}
    plain = [w for w in LETTERS.findall(text.lower()) if len(w) > 2 and w not in STOP and w not in names]
    return frozenset(SAME.get(stem(w), stem(w)) for w in plain)
