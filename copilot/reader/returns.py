"""Rules for one measure of named subjects: plain, of two subjects, of two periods."""

import re
from collections.abc import Mapping
from typing import Any, Final

from copilot.reader.filled import RETURNS, S_AND_P, Asked, usual_period
from copilot.reader.lexicon import Word
from copilot.reader.measured import GAPS, names_both_bases
from copilot.reader.plan import Call, Plan
from copilot.reader.question import Question
from copilot.reader.refusals import unclear
from copilot.reader.takes import (
    NEGATION,
    degree_of,
    is_negated,
    is_yes_or_no,
    of_measure,
    of_question,
    price_call,
    sided,
    wanted_direction,
)
from copilot.reader.threads import AGAINST_EACH_OTHER
from tools.measures import MEASURES
from tools.universe import Group

BASES: Final = RETURNS[:2]
UNSAID: Final = "unsaid"
PAIRS: Final = ("correlation", "beta", "tracking_error")
AGAINST: Final = (
    "set.more", "set.less", "claim.teller",
    "set.versus", "set.spread", "set.ahead", "set.trailing", "set.better", "set.worse", "set.ratio", "claim.verify",
)  # fmt: skip
MORE_OR_LESS: Final = ("set.more", "set.less", "degree.higher", "degree.lower")
MOST_IN_TURN: Final = 2
"""Periods that are set against each other by their difference; more of them are told one by one."""
MOST_SUBJECTS: Final = 8
CHOICE: Final = re.compile(r"\bor\b", re.IGNORECASE)
THAN: Final = re.compile(r"\bthan\s+(?:in\s+|during\s+)?(?:the\s+)?(?=\S)", re.IGNORECASE)
EACH: Final = frozenset({"set.each"})


def comparison(asked: Asked) -> Plan | None:
    """Set two subjects against each other on one basis."""
    question = asked.question
    measure = asked.measure_or_return
    legs = _legs(asked)
    more = question.has("claim.more_than", "set.ahead") and not question.figures
    again = asked.context.tool == "compare" and asked.follows and len(question.mentions) < MOST_IN_TURN
    weighting = question.has("set.cap_weight")
    amount = question.has(*MORE_OR_LESS) and question.has("direction")
    degree = degree_of(asked) if measure not in RETURNS else None
    if degree and measure in PAIRS:
        return None
    wanted = amount or again or degree or measure in PAIRS or more or weighting or _either(asked)
    if legs is None or not (wanted or question.has(*AGAINST[AGAINST.index("set.versus") : -1])):
        return None
    how = "ratio" if question.has("set.ratio") else "spread"
    if how == "ratio" and _names_the_divisor_first(asked):
        legs = (legs[1], legs[0])
    call = price_call("compare", asked, subjects=None, first=legs[0], second=legs[1], how=how)
    side = _side(asked)
    if is_negated(question) and side in ("ahead", "trailing"):
        side = sided(asked, side)
    details = {
        "asked": side,
        "yes_no": is_yes_or_no(asked) and bool(degree or side in ("ahead", "trailing")),
        "degree": degree,
        "assumed": asked.period is None,
        "benchmark_assumed": len(asked.subjects) == 1,
        "market_assumed": S_AND_P in legs and any(g.key == "market" for g in asked.groups),
    }
    takes = of_question(
        asked,
        *AGAINST,
        *(("measure.points_change",) if measure in RETURNS and question.has(*GAPS) else ()),
        *(("claim.more_than",) if more else ()),
        *(("set.cap_weight", "set.basket") if weighting else ()),
        *(("degree",) if degree or amount else ()),
        *(NEGATION if is_negated(question) and not degree else ()),
    )
    return Plan("compare", ((call,),), details=details, takes=takes)


def _side(asked: Asked) -> str | None:
    """Return whether the first is asked to be ahead or behind, or which one is better or worse."""
    question = asked.question
    if question.has("claim.more_than") and not question.has("set.ahead", "set.trailing") and is_yes_or_no(asked):
        if asked.measure_or_return not in RETURNS:
            return None
        return "trailing" if wanted_direction(asked) == "down" else "ahead"
    if question.has(*MORE_OR_LESS) and (way := wanted_direction(asked)):
        return "better" if (way == "up") == question.has("set.more", "degree.higher") else "worse"
    return next((v for v in question.values("set") if v in ("ahead", "trailing", "better", "worse")), None)


def _names_the_divisor_first(asked: Asked) -> bool:
    """Say whether the name after "how many times" stands before the one that is counted in it."""
    marks = [w.span[0] for w in asked.question.words_of("set.ratio") if "times" in w.text.lower()]
    return bool(marks) and all(m.span[0] > marks[0] for m in asked.question.mentions)


def _legs(asked: Asked) -> tuple[str, str] | None:
    """Return the two sides; "the market" as one of them is the S&P 500."""
    market = [g.name for g in asked.groups if g.key == "market"]
    sides = [S_AND_P if s in market else s for s in asked.subjects]
    if asked.measure in PAIRS and len(market) < len(asked.groups):
        return None
    if len(sides) == 1 and not market and sides != [S_AND_P] and (asked.measure in PAIRS or _against_nothing(asked)):
        sides.append(S_AND_P)
    return (sides[0], sides[1]) if len(set(sides)) == 2 == len(sides) else None


def _against_nothing(asked: Asked) -> bool:
    """Say whether one subject alone is asked to be ahead, which then is of the market."""
    among = bool(asked.groups) and (asked.question.says("which", "who", "what", "what's") or _tops_a_list(asked))
    return asked.question.has("set.ahead", "set.trailing") and not asked.question.figures and not among


def _tops_a_list(asked: Asked) -> bool:
    """Say whether "top" stands before a group's name, and means its best: "top sector last month"."""
    words = asked.question.words_of("set.ahead", "set.trailing")
    groups = [m.span[0] for m in asked.question.mentions if isinstance(m.subject, Group)]
    return all(w.text.lower() == "top" for w in words) and any(w.span[1] <= start for w in words for start in groups)


def _either(asked: Asked) -> bool:
    """Say whether two names are offered as a choice: "Chevron or Exxon in 2025"."""
    spans = [m.span for m in asked.question.mentions if m.subject is not None]
    return len(spans) == 2 and asked.question.text[spans[0][1] : spans[1][0]].strip().lower() == "or"


def both_bases(asked: Asked) -> Plan | None:
    """Measure a return with dividends and without; ask back where one basis is set against the other."""
    if not names_both_bases(asked.question) or asked.measures != BASES:
        return None
    if not asked.subjects or asked.groups or len(asked.members) > MOST_SUBJECTS or asked.question.has("set", "every"):
        words = tuple(w.text for w in asked.question.words_of("basis"))
        return unclear(asked, words, "With dividends or without them? I put figures in order on one of the two bases.")
    periods = asked.own_periods or (asked.period_words,)
    calls = tuple(
        price_call("measure", asked, measure=m, period=p, dividends=m == BASES[1] or None)
        for p in periods
        for m in BASES
    )
    return Plan("measure", (calls,), details={"assumed": asked.period is None}, takes=of_question(asked, "periods"))


def from_dividends(asked: Asked) -> Plan | None:
    """Say how much of a total return came from dividends: the total return minus the price return."""
    question = asked.question
    if not question.has("basis.added") or len(asked.members) != 1 or asked.groups or asked.members[0].startswith("^"):
        return None
    calls = tuple(price_call("measure", asked, measure=m, dividends=m == BASES[1] or None) for m in reversed(BASES))
    then = Call("calculate", {"expression": "@0 - @1", "label": "return that dividends added"})
    takes = of_question(asked, "measure.weight", "measure.total_return", "basis", "generic")
    return Plan("dividends", (calls, (then,)), details={"assumed": asked.period is None}, takes=takes)


def periods_compared(asked: Asked) -> Plan | None:
    """Set two periods of one subject against each other."""
    question = asked.question
    measure = asked.measure_or_return
    both = _periods(asked)
    fits = len(both) == 2 and len(asked.subjects) == 1 and not asked.groups
    degree = _degree_between(asked)
    if not fits or not (degree or question.has(*AGAINST_EACH_OTHER)):
        return None
    if measure in PAIRS or measure not in MEASURES or MEASURES[measure].unit == "date":
        return None
    calls = tuple(price_call("measure", asked, period=p) for p in both)
    label = f"difference between {both[0]} and {both[1]}"
    then = Call("calculate", {"expression": "@0 - @1", "label": label})
    asks = next((v for v in ("better", "ahead", "worse", "trailing") if question.has(f"set.{v}")), None)
    details = {
        "asked": (degree if degree != UNSAID else None) or (asks if measure in (*RETURNS, "sharpe_ratio") else None),
        "yes_no": is_yes_or_no(asked) and not CHOICE.search(question.text),
    }
    takes = of_question(asked, "periods", "every", *AGAINST, *(("degree",) if degree else ()))
    return Plan("periods", (calls, (then,)), details=details, takes=takes)


def _degree_between(asked: Asked) -> str | None:
    """Return whether the figure of the first period is asked to be the higher or the lower one.

    Of a return only where it, or a move, is named beside: whether something "was higher" may be asked of its price.
    """
    question = asked.question
    if not THAN.search(question.text):
        return None
    if asked.measure not in (None, *RETURNS):
        return degree_of(asked)
    found = [v for v in ("higher", "lower") if question.has(f"degree.{v}")]
    moves = {s for w in question.words_of("direction") if not _fills_degree(w) for s in w.slots if "direction" in s}
    if len(found) != 1:
        return None
    if not (moves or question.has("measure.price_return", "measure.returns", "measure.total_return")) or len(moves) > 1:
        return UNSAID
    return found[0] if moves != {"direction.down"} else {"higher": "lower", "lower": "higher"}[found[0]]


def _fills_degree(word: Word) -> bool:
    return any(slot.startswith("degree.") for slot in word.slots)


def _periods(asked: Asked) -> tuple[str, ...]:
    """Return the two periods set against each other; "than July" is set against the one that the thread is about.

    Without one of its own, a question is about the last two that the thread told in turn.
    """
    own, before = asked.own_periods, asked.context.period
    if not own and asked.follows and not asked.question.mentions and len(asked.context.names_in_turn) == 1:
        return asked.context.periods_in_turn[-2:]
    if len(own) == 1 and asked.follows and before and THAN.search(asked.question.text):
        return (before, own[0])
    return own


def _distinct(measures: tuple[str, ...]) -> tuple[str, ...]:
    """Return the measures without those whose words another one of them takes: a recovery speaks of its drawdown."""
    return tuple(m for m in measures if not any(f"measure.{m}" in of_measure(o) for o in measures if o != m))


def _fields(question: Question, measure: str) -> tuple[Mapping[str, Any], ...]:
    """Return of what a high or a low is wanted: of the day's trading and of closes too, where both are named."""
    both = measure in ("high", "low") and question.has("field.close") and question.has("field.intraday")
    return ({"field": None}, {"field": "close"}) if both else ({},)


def plain(asked: Asked) -> Plan | None:
    """Measure each subject named, over each period and by each measure named."""
    question = asked.question
    measures = _distinct(asked.measures) if len(asked.measures) > 1 else (asked.measure_or_return,)
    if (len(measures) > 1 and "average" in measures) or "count" in measures:
        return None
    if (
        not asked.subjects
        or len(asked.members) > MOST_SUBJECTS
        or any(m not in MEASURES or m in PAIRS for m in measures)
    ):
        return None
    if measures == ("close",) and is_yes_or_no(asked):
        return None
    if asked.measure is None and asked.period is None and question.says("what", "what's", "when", "where", "which"):
        return None
    periods = asked.own_periods if len(asked.own_periods) > 1 else (None,)
    calls = tuple(
        price_call(
            "measure",
            asked,
            measure=m,
            period=asked.period_words if p is None and len(measures) == 1 else p or asked.period or usual_period(m),
            **field,
        )
        for m in measures
        for p in periods
        for field in _fields(question, m)
    )
    negated = is_negated(question) and question.has("direction") and measures[0] in RETURNS
    of_one = is_yes_or_no(asked) and measures[0] in RETURNS and not THAN.search(question.text)
    direction = sided(asked, wanted_direction(asked)) if of_one else None
    details = {
        "asks": direction,
        "assumed": asked.period is None and "record_high" not in measures and not question.parameters.year_range,
        "yes_no": is_yes_or_no(asked),
        "below": question.has("claim.less_than"),
    }
    takes = of_question(asked, *(("periods",) if len(periods) > 1 else ())) | frozenset().union(
        *map(of_measure, measures)
    )
    takes |= {"set.versus"} if len(periods) > MOST_IN_TURN else set()
    takes |= {"claim.verify", *NEGATION} if negated else set()
    return Plan("measure", (calls,), details=details, takes=takes | ({"claim.verify"} if direction else set()) | EACH)
