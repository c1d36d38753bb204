"""Whether the words around a figure name the measure of a fact, or another one."""

import re
from typing import Final

from copilot.facts import Fact
from copilot.grounding.reading.direction import direction, reach
from copilot.grounding.reading.scan import Sentence
from copilot.grounding.reading.sides import PAIRS

LOOSE: Final = frozenset({"calculation", "other", "average", "count", "breadth", "above_moving_average"})
UNLIKE_RETURNS: Final = frozenset({"volatility", "max_drawdown", "weight", "breadth", "tracking_error"})
UNTOLD: Final[frozenset[str]] = frozenset()
RETURN_WORDS: Final = frozenset({"price_return", "total_return"})
RETURN_VERBS: Final = frozenset(
    {"returned", "returns", "returning", "delivered", "earned", "yielded", "produced", "generated", "made", "achieved"}
)
PAIR_MEASURES: Final = frozenset({"beta", "correlation", "tracking_error"})
CALLED: Final = {
    "volatility": re.compile(r"volatil|standard deviation|swing|swung|fluctuat|chopp|波动", re.IGNORECASE),
    "max_drawdown": re.compile(
        r"drawdown|\bpeaks?\b|trough|\blows?\b|\bhighs?\b|slump|sell-?off|correction|"
        r"at (?:its|one|the) (?:worst|deepest)|bottom|"
        r"recover|bear market|(?:deep|larg|bigg|steep|mild|small|shallow)(?:er|est) (?:fall|loss|drop|decline|slide)|"
        r"wor(?:st|se) (?:fall|loss|drop|decline|slide)|"
        r"回撤|Rückgang|Tief|caída|mínimo|máximo",
        re.IGNORECASE,
    ),
    "weight": re.compile(
        r"weigh|\bshare\b|account|(?:makes?|making|made|making) up|represent|portion|slice|compris|constitut|"
        r"concentrat|(?:%|\}|percent|half|third|quarter) of\b|Gewicht|Anteil|peso|权重|占",
        re.IGNORECASE,
    ),
    "breadth": re.compile(
        r"breadth|advanc|\bof (?:the|all|its)\b|sectors|stocks|members|constituents|companies|indices|indexes|names",
        re.IGNORECASE,
    ),
}
"""How prose speaks of a measure that is no return, where its verb would be a return's."""
OPENING: Final = re.compile(
    r"^\W*(?:(?:while|whereas|but|and|so|then|yet|however)\W+)?(?:with|without|including|excluding|counting|not|adding|assuming|"
    r"before|ignoring|leaving|on|in|measured|dividends)\b[^,;:{}\d]{0,45},",
    re.IGNORECASE,
)
CONTRAST: Final = re.compile(r"\b(?:rather|instead|against|versus|vs|compared|than|from|price)\b", re.IGNORECASE)
CLOSING: Final = re.compile(r"^[^,;:.(]{0,40}[,;]\s[^,;:{}\d]{0,40}", re.IGNORECASE)
YEAR: Final = 355, 375
"""The days of a year, of whole months or by sessions."""
PER_DAY: Final = re.compile(
    r"\b(?:daily|weekly|monthly|quarterly|intraday|day[-\s]to[-\s]day)\s+(?:volatility|standard\s+deviation|swings?)\b(?!.*\bannual)|"
    r"^\W*day[-\s]to[-\s]day\b|(?:%|\}|percent)\s+(?:a|per|each)\s+(?:day|week|month|session)\b",
    re.IGNORECASE,
)
"""Volatility of another time than the year that facts give it for."""
NO_RATE: Final = re.compile(
    r"\b(?:risk[\s-]free|cash)\s+rate\s+(?:(?:of|at|is|was|set\s+to|equal\s+to)\s+)?(?:zero|nil|nothing|0(?:\.0)?\s?(?:%|percent))(?![\d.])|"
    r"\b(?:zero|no|without\s+an?|ignoring\s+(?:the|any)|0\s?%)\s+(?:risk[\s-]free|cash)\s+rate\b",
    re.IGNORECASE,
)
FROM_PEAK: Final = re.compile(
    r"\b(?:after|from|since|between)\s+(?:its|the|their)\s+(?:[\w-]+\s+){0,3}(?:peak|high|top)\b", re.IGNORECASE
)
FROM_LOW: Final = re.compile(r"\b(?:trough|low|bottom)\b", re.IGNORECASE)
"""From where the days of a recovery are counted: those that facts give, from the trough."""
PEAK_WORDS: Final = re.compile(r"volatil", re.IGNORECASE)


def agrees(sentence: Sentence, index: int, fact: Fact, named: frozenset[str], earlier: str = "") -> bool:
    """Say whether a fact's measure is the one that the words around a figure name.

    `named` are the measures named nearest to the figure, `earlier` the sentence before,
    which is heard only for the measures of `CALLED`.
    """
    if fact.measure == "recovery" and fact.unit == "days":
        near = sentence.text[slice(*reach(sentence, index))]
        return FROM_LOW.search(near) is not None or FROM_PEAK.search(near) is None
    if fact.measure == "volatility" and "annualized_return" in named and PEAK_WORDS.search(sentence.text):
        named = named - {"annualized_return"} | {"volatility"}
    if fact.measure == "annualized_return" and "annualized_return" not in named:
        told = any(s[2].measure == "annualized_return" for s in sentence.signals_of("measure"))
        return told and not named - {"return"}
    if fact.measure == "volatility" and PER_DAY.search(_clause(sentence, index)):
        return False
    if fact.params.get("risk_free_rate") and NO_RATE.search(_clause(sentence, index)):
        return False
    return _on_basis(fact, basis_at(sentence, index) or named) and _of_kind(sentence, index, fact, named, earlier)


def _clause(sentence: Sentence, index: int) -> str:
    start = sentence.quantities[index].start
    until = min((b for b in sentence.boundaries if b > start), default=len(sentence.text))
    return sentence.text[sentence.clause_start(start) : until]


def basis_at(sentence: Sentence, index: int) -> frozenset[str]:
    """Return the basis that a clause opens with, or that follows a figure behind a comma: "with dividends, it was"."""
    if "measure" not in sentence.kinds:
        return UNTOLD
    text, quantity = sentence.text, sentence.quantities[index]
    since = sentence.clause_start(quantity.start)
    opening = OPENING.match(text[since : quantity.start])
    opening = None if opening and CONTRAST.search(text[since + opening.end() : quantity.start]) else opening
    ends = [b for b in sentence.boundaries if b >= quantity.end] + [
        q.start for q in sentence.values if q.start > quantity.end
    ]
    closing = CLOSING.match(text[quantity.end : min(ends, default=len(text))])
    spans = [(since, since + opening.end())] if opening else []
    spans += [(quantity.end, quantity.end + closing.end())] if closing else []
    bases = [s[2].measure for s in sentence.signals_of("measure") if any(a <= s[0] < b for a, b in spans)]
    found = frozenset(bases) & RETURN_WORDS
    return found if len(found) == 1 else frozenset()


def _on_basis(fact: Fact, named: frozenset[str]) -> bool:
    basis = named & RETURN_WORDS
    if len(basis) != 1 or fact.basis == "none" or fact.measure in LOOSE:
        return True
    return fact.basis == ("total_return" if "total_return" in basis else "price")


def _of_kind(sentence: Sentence, index: int, fact: Fact, named: frozenset[str], earlier: str) -> bool:
    others = named - RETURN_WORDS - {"return"}
    if "annualized_return" in others and fact.measure == "spread" and not of_a_year(fact):
        return "annualized" in fact.label
    called = CALLED.get(fact.measure)
    if called is not None and not others and told_as_return(sentence, index):
        return bool(called.search(sentence.text) or called.search(earlier))
    if "return" in named and not others and fact.unit == "fraction" and fact.measure in UNLIKE_RETURNS:
        return False
    if fact.measure in PAIR_MEASURES and others & (PAIR_MEASURES | {"sharpe_ratio"}):
        return fact.measure in others
    if not others or fact.measure in LOOSE | PAIRS | {"rank"} or fact.unit in ("days", "count", "date"):
        return True
    return fact.measure in others


def of_a_year(fact: Fact) -> bool:
    """Say whether a fact's time is one year, whose return is the yearly one."""
    return fact.window is not None and YEAR[0] <= (fact.window.end - fact.window.base).days <= YEAR[1]


def told_as_return(sentence: Sentence, index: int) -> bool:
    """Say whether the verb of a figure is one of a return: "returned", "rose", "was up"."""
    if direction(sentence, index):
        return True
    left = reach(sentence, index)[0]
    verbs = [s for s in sentence.signals_of("move") if left <= s[0] < sentence.quantities[index].start]
    return bool(verbs) and sentence.text[verbs[-1][0] : verbs[-1][1]].lower() in RETURN_VERBS
