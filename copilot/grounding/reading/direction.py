"""Read from the words around a figure whether it is said to be a rise or a fall, and of which measure."""

import re
from typing import Final

from copilot.grounding.reading.clauses import place_end
from copilot.grounding.reading.scan import Quantity, Sentence, read_once
from copilot.grounding.reading.vocabulary import Signal

NEAR: Final = 26
EITHER: Final = 2
AFTER: Final = re.compile(r"^[\w\s()-]{0,22}$")
COPULAS_WORDS: Final = (
    "was were is are had has at stands standing came came-in amounted totalled totaled managed ended closed "
    "settled finished made stood booked logged recorded notched registered posted"
)
NEW_VERBS: Final = frozenset(
    "managed amounted totalled totaled made booked logged recorded notched registered posted returned delivered".split()
)
BY: Final = re.compile(r"\bby\s+(?:about\s+|some\s+|roughly\s+)?$")
COPULAS: Final = frozenset(COPULAS_WORDS.split())
NOT_AFTER: Final = re.compile(
    r"ing$|ed$|^(?:rose|fell|lost|grew|sank|shed|slid|was|were|is|are|has|had|beat)$", re.IGNORECASE
)
APART: Final = re.compile(r"[,;(]|\b(?:that|which|its|their|and|whose|was|is)\b|\w+\W+\w+\W+\w+")
MOVED: Final = re.compile(r"gain|rise|advance|loss|loser|drop|fall|decline")
QUALITY: Final = re.compile(
    r"\s+(?!(?:on|in|by|at|than|for|over|this|since|to|and|but|while|after|from|against|versus|as|today|year)\b)[a-z]"
)
ELSEWHERE: Final = re.compile(r"[,;)]|\b(?:and|with an?|after|before|despite|following|amid|but|though)\b")
"""What sets a measure's word behind a figure apart from it."""
TO_NAME: Final = re.compile(r"\s+to\s+(?:the\s+)?[A-Z]")
"""Makes "down" the way through a ranking: "down to Energy at 4%"."""
LATER: Final = re.compile(r"\s+(?:later|earlier|ago|before|after|and\s+a\s+half|on\b)")
EQUAL: Final = re.compile(r"\b(?:equal(?:ly)?|cap|capitali[sz]ation|market|price)[-‑\s]$", re.IGNORECASE)
OFF: Final = re.compile(
    r"(?:^|[,(–—-]|\b(?:was|were|is|are|ended|closed|finished))\s*off\s+(?:about\s+)?$", re.IGNORECASE
)
HEADED: Final = re.compile(r"\b(gains|rises|advances|losses|falls|declines|drops):\s*$", re.IGNORECASE)
JOINT: Final = re.compile(r"[,;()]|\band\b|\bor\b|\bbut\b|\bto\b|\bfrom\b|\bafter\b|\bversus\b|\bagainst\b|\bthan\b")


@read_once
def reach(sentence: Sentence, index: int) -> tuple[int, int]:
    """Return where the words that may speak of a figure begin and end: to its neighbours in its clause."""
    quantity = sentence.quantities[index]
    left = max((q.end for q in sentence.values if q.end <= quantity.start), default=0)
    right = min((q.start for q in sentence.values if q.start >= quantity.end), default=len(sentence.text))
    left = max(left, sentence.clause_start(quantity.start))
    right = min((b for b in sentence.boundaries if quantity.end <= b < right), default=right)
    return left, right


@read_once
def direction(sentence: Sentence, index: int) -> int:
    """Return +1 where words call a figure a rise, -1 a fall, 0 where they do not say, EITHER where it may be both."""
    quantity = sentence.quantities[index]
    left, right = reach(sentence, index)
    if OFF.search(sentence.text[max(0, quantity.start - 24) : quantity.start]):
        return -1
    after = _after(sentence, quantity, right)
    if after:
        return after
    told = [s for s in _directed(sentence) if left <= s[0] < quantity.start]
    if sentence.text[: quantity.start].endswith(("'s ", "’s ")):
        return EITHER if _carried(sentence, index, left) == -1 else 0
    headed = HEADED.search(sentence.text[max(0, quantity.start - 40) : quantity.start])
    if headed:
        return -1 if headed[1].lower() in ("losses", "falls", "declines", "drops") else 1
    placed = place_end(sentence.text, left, quantity.start)
    strong = [s for s in told if s[0] >= placed and (s[2].value or not _copula(sentence, s))]
    if strong or placed > left:
        return _last(strong) if strong else 0
    if told and (index == 0 or _is_new_verb(sentence, told[-1])):
        return 0
    return _elided(sentence, index, left) or _listed_under(sentence, index)


def _is_new_verb(sentence: Sentence, signal: tuple[int, int, Signal]) -> bool:
    """Say whether a word without direction is a verb of its own: "fell 3% and the Dow managed 1%"."""
    return sentence.text[signal[0] : signal[1]].lower() in NEW_VERBS


def _listed_under(sentence: Sentence, index: int) -> int:
    """Return the direction of the verb that a colon divides from its list: "both fell: the Dow by 4%"."""
    quantity = sentence.quantities[index]
    opened = sentence.clause_start(quantity.start)
    if not opened or sentence.text[opened] != ":" or not BY.search(sentence.text[opened : quantity.start]):
        return 0
    since = sentence.clause_start(opened)
    told = [s for s in _directed(sentence) if since <= s[0] < opened and s[2].value]
    return _last(told) if told else 0


def _directed(sentence: Sentence) -> list[tuple[int, int, Signal]]:
    """Return the words that give a direction; "lower quality" and "lower-quality" give none."""
    found = []
    for start, end, signal in sentence.signals_of("move", "side", "sign", "best", "worst"):
        word, rest = sentence.text[start:end].lower(), sentence.text[end:]
        if re.match(r"-[a-z]", rest) or (word in ("lower", "higher") and QUALITY.match(rest)):
            continue
        if signal.kind in ("best", "worst"):
            if not MOVED.search(word):
                continue
            signal = Signal("move", 1 if signal.kind == "best" else -1)
        found.append((start, end, signal))
    return found


def _after(sentence: Sentence, quantity: Quantity, right: int) -> int:
    """Return the direction of a word right behind: "a 4.07% loss", "4.07% lower"."""
    for start, end, signal in sentence.signals_of("move", "side", "ahead"):
        if start < quantity.end or start > min(right, quantity.end + NEAR):
            continue
        between, word = sentence.text[quantity.end : start], sentence.text[start:end]
        if signal.kind == "ahead" and word.lower() not in ("below", "above"):
            continue
        if (
            signal.value
            and between.lower() == between
            and AFTER.match(between)
            and not JOINT.search(between)
            and not TO_NAME.match(sentence.text, end)
            and not NOT_AFTER.search(word)
        ):
            return int(signal.value)
        return 0
    return 0


def _copula(sentence: Sentence, signal: tuple[int, int, Signal]) -> bool:
    return sentence.text[signal[0] : signal[1]].lower() in COPULAS


def _last(signals: list[tuple[int, int, Signal]]) -> int:
    return int(signals[-1][2].value)


def _elided(sentence: Sentence, index: int, left: int) -> int:
    """Return the direction of the figure before, whose verb a list leaves out: "rose 4%, the Dow 1%"."""
    carried = _carried(sentence, index, left)
    between = sentence.text[sentence.quantities[index - 1].end : sentence.quantities[index].start] if carried else ""
    return EITHER if re.search(r"\b(?:against|versus|vs|than|compared)\b", between) else carried


def _carried(sentence: Sentence, index: int, left: int) -> int:
    """Return the direction of the figure before, where nothing but a list or a comparison stands between."""
    if index == 0 or sentence.quantities[index - 1].end < left:
        return 0
    between = sentence.text[sentence.quantities[index - 1].end : sentence.quantities[index].start]
    bracketed = between.lstrip().startswith(")") and between.endswith("(")
    if any(sentence.quantities[index - 1].end <= s[0] < sentence.quantities[index].start for s in _sizes(sentence)):
        return 0
    if len(between) >= 60 or (re.search(r"[(:]", between) and not bracketed):
        return 0
    return direction(sentence, index - 1)


def _sizes(sentence: Sentence) -> list[tuple[int, int, Signal]]:
    """Return the words of measures that neither rise nor fall, which no verb before them speaks of."""
    return [s for s in sentence.signals_of("measure") if s[2].measure in ("max_drawdown", "volatility")]


@read_once
def comparison(sentence: Sentence, index: int) -> int:
    """Return +1 where the first subject is said to be ahead by a figure, -1 behind, 0 where unsaid."""
    quantity = sentence.quantities[index]
    left, right = reach(sentence, index)
    kinds = ("beat", "ahead", "than", "side", "deeper", "best", "worst")
    before = [s for s in sentence.signals_of(*kinds) if left <= s[0] < quantity.start]
    after = [
        s
        for s in sentence.signals_of("ahead", "than", "side", "beat")
        if quantity.end <= s[0] <= min(right, quantity.end + 14)
    ]
    told = after[:1] or before[-1:]
    if not told:
        return 0
    signal = told[0][2]
    return {"best": 1, "worst": -1}.get(signal.kind, int(signal.value))


@read_once
def hints(sentence: Sentence, index: int) -> frozenset[str]:
    """Return the measures that the words nearest to a figure name; "return" is any return."""
    quantity = sentence.quantities[index]
    left, right = reach(sentence, index)
    found: set[str] = set()
    behind: set[str] = set()
    at = quantity.start
    for start, end, signal in reversed(_measures(sentence)):
        if left <= start < quantity.start and not _belongs_before(sentence, index, start):
            if found and APART.search(sentence.text[end:at]):
                break
            found.add(signal.measure)
            at = start
        elif quantity.end <= start < right and _close(sentence.text[quantity.end : start]):
            behind.add(signal.measure)
    return frozenset(found | behind)


def _measures(sentence: Sentence) -> list[tuple[int, int, Signal]]:
    """Return the measure words, and the noun "return" as one of them."""
    found = [s for s in sentence.signals_of("measure") if not _no_measure(sentence.text, *s[:2])]
    for start, end, _ in sentence.signals_of("move"):
        if sentence.text[start:end].lower() in ("return", "returns"):
            found.append((start, end, Signal("measure", 0, "return")))
    return sorted(found, key=lambda s: s[0])


def _no_measure(text: str, start: int, end: int) -> bool:
    """Say whether a measure's word is part of another phrase: "a year later", "the equal-weight fund"."""
    later = text[start:end].lower() == "a year" and LATER.match(text, end)
    return bool(later or EQUAL.search(text[max(0, start - 12) : start]))


def _close(between: str) -> bool:
    return len(between) <= 24 and not ELSEWHERE.search(between)


def _belongs_before(sentence: Sentence, index: int, start: int) -> bool:
    """Say whether a measure word belongs to the figure before: "26% annualized, a volatility of 19%"."""
    earlier = [q for q in sentence.values if q.end <= sentence.quantities[index].start]
    return bool(earlier) and earlier[-1].end <= start and _close(sentence.text[earlier[-1].end : start])
