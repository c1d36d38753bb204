"""Which measures a question names, and which of them it means."""

import re
from typing import Final

from copilot.reader.question import Question

PRICE: Final = "price_return"
MOVING: Final = ("measure.price_return", "direction", "generic")
PAST_YEAR: Final = (
    "volatility", "max_drawdown", "recovery", "sharpe_ratio", "beta", "correlation", "tracking_error", "best_day",
    "worst_day", "high", "low", "record_high",
)  # fmt: skip
"""Measures of a path, which need a span of sessions: of the past year where none is named."""
GAPS: Final = ("set.ahead", "set.trailing", "set.spread")
FROM_PEAK: Final = "from_peak"
ENDS: Final = {"highest": "high", "lowest": "low"}
AND_RETURN: Final = re.compile(r"\breturns?\s*(?:,|and\b)|(?:,|\band)\s+(?:the\s+)?returns?\b", re.IGNORECASE)
END_OF: Final = re.compile(r"\b(?:end|(?:start|beginning|close) of)\b|\byear[- ]end\b|\bago$|^as of\b", re.IGNORECASE)
HOW_MUCH_IS: Final = re.compile(r"\bhow much (?:is|are|was|were)\b|\bat\s*\??$", re.IGNORECASE)


def measures_of(question: Question) -> tuple[str, ...]:
    """Return the measures named; words for moving and for prices give way to any other."""
    if question.parameters.averages:
        return ("above_moving_average",)
    named = question.values("measure")
    if names_both_bases(question):
        return (PRICE, "total_return")
    if "points_change" in named and not question.says("index points") and question.has(*GAPS):
        named = tuple(m for m in named if m != "points_change")
    special = tuple(m for m in named if m not in (PRICE, "total_return", "price", "returns", FROM_PEAK))
    if "average" in special and set(special) <= {"average", "close"}:
        special = ("average",)
    if special == ("close",) and _asks_where_it_ranks(question):
        special = ()
    if _of_an_extreme(question, named) and (ends := [m for word, m in ENDS.items() if question.says(word)]):
        special = (ends[0],)
    if FROM_PEAK in named and not special:
        return ("max_drawdown",) if question.periods else ("record_high",)
    if special:
        return (PRICE, *special) if AND_RETURN.search(question.text) else special
    if "total_return" in named:
        return ("total_return",)
    if "returns" in named or question.has(*MOVING):
        return (PRICE,)
    return ("close",) if "price" in named or _is_about_a_level(question) else ()


def _of_an_extreme(question: Question, named: tuple[str, ...]) -> bool:
    """Say whether a level or a price is all that is named, of which "highest" asks for the high."""
    special = set(named) - {PRICE, "price"}
    return special == {"close"} or (not special and "price" in named and question.has("field.intraday"))


def names_both_bases(question: Question) -> bool:
    """Say whether a return is asked for with dividends and without them too."""
    if question.has("basis.both"):
        return True
    return question.has("basis.dividends") and question.has("basis.price_only")


def _asks_where_it_ranks(question: Question) -> bool:
    """Say whether "where" asks for a place in an order, and not for a level: "where does energy rank"."""
    words = [w.text.lower() for w in question.words_of("measure.close")]
    return question.has("set.rank") and all(w.startswith("where") for w in words)


def _is_about_a_level(question: Question) -> bool:
    """Say whether a question without a measure asks where something stood: "… at?", "… at the end of 2024"."""
    if question.of_kind("usd"):
        return False
    ends = [p for p in question.periods if p.kind == "day" and END_OF.search(p.text)]
    return bool(ends) or bool(HOW_MUCH_IS.search(question.text))
