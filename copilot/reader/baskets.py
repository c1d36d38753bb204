"""Rules for several instruments taken as one: a basket in equal or given parts, the mean of their returns."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from copilot.reader.figures import Figure
from copilot.reader.filled import RETURNS, Asked, word_for
from copilot.reader.invested import since
from copilot.reader.plan import Call, Plan
from copilot.reader.question import Question
from copilot.reader.sets import RANKABLE
from copilot.reader.takes import of_question, price_call
from tools.universe import Instrument

AGAINST: Final = ("set.versus", "set.ahead", "set.trailing", "set.better")
WHOLE: Final = 1.0
NEAR: Final = 0.005


def together(asked: Asked) -> Plan | None:
    """Measure several instruments as one: a basket, or the mean of their returns."""
    if len(asked.members) < 2:
        return None
    details = {"assumed": asked.period is None}
    if asked.measure == "average":
        return Plan("average", ((price_call("measure", asked),),), details=details, takes=of_question(asked))
    shares = _shares(asked)
    rebalanced = asked.question.parameters.values.get("rebalanced")
    if not (asked.question.has("set.basket") or shares or rebalanced) or asked.measure_or_return not in RANKABLE:
        return None
    weights: dict[str, Any] = {"weights": [f"{f.value * 100:g}%" for f in shares]} if shares else {}
    begins = {"period": begun} if _is_put_in(asked) and (begun := since(asked)) else {}
    call = price_call("measure", asked, basket=rebalanced or "hold", **weights, **begins)
    kinds = {f"figure.{f.kind}" for f in shares}
    takes = of_question(asked, "set.basket", "parameter.rebalanced", "direction", *kinds)
    takes |= {"money.invest"} | ({"periods"} if begins else set())
    return Plan("measure", ((call,),), details=details, takes=takes)


def _is_put_in(asked: Asked) -> bool:
    """Say whether the day that is named is the one on which money was put in, and not the whole of the period."""
    days = [p for p in asked.question.periods if p.kind == "day"]
    return bool(days) and (asked.question.has("money.invest", "money.bought") or asked.question.says("split"))


def against(asked: Asked) -> Plan | None:
    """Set a basket, or the mean of a group, against one that stands on the other side of "vs"."""
    question = asked.question
    marks = question.words_of("set.versus", "set.ahead", "set.trailing", "set.better")
    mean = asked.measure == "average"
    if len(marks) != 1 or not (mean or question.has("set.basket")) or asked.measure not in (None, *RETURNS, "average"):
        return None
    sides = [
        [
            word_for(m.subject)
            for m in question.mentions
            if m.subject is not None and (m.span[1] <= marks[0].span[0]) == first
        ]
        for first in (True, False)
    ]
    whole, single = sorted(sides, key=lambda side: len(side) == 1 and _is_single(asked, side[0]))
    if not whole or len(single) != 1 or not _is_single(asked, single[0]) or {*whole, *single} != set(asked.subjects):
        return None
    if mean and (len(whole) != 1 or _is_single(asked, whole[0])):
        return None
    as_one = {"measure": "average", "basket": None} if mean else {"measure": RETURNS[0], "basket": "hold"}
    calls = (
        price_call("measure", asked, subjects=whole, **as_one),
        price_call("measure", asked, subjects=single, measure=RETURNS[0]),
    )
    label = "difference of the two"
    role = "@average" if mean else "@0"
    then = Call("calculate", {"expression": f"{role} - @1", "label": label})
    details = {"assumed": asked.period is None, "mean": mean}
    takes = of_question(asked, "set.basket", *AGAINST, "measure.average", "generic")
    return Plan("beside", (calls, (then,)), details=details, takes=takes)


def _is_single(asked: Asked, subject: str) -> bool:
    return isinstance(asked.universe.resolve(subject), Instrument)


def shared(asked: Asked) -> Plan | None:
    """Measure a basket whose shares are given and add up to the whole, before they are taken for claims."""
    question = asked.question
    if question.has("claim", "direction", "set.ahead", "set.trailing") or not _shares(asked):
        return None
    return together(asked)


def _shares(asked: Asked) -> Sequence[Figure]:
    """Return the parts that are given for the names, in their order: "60% SPY and 40% TLT", "60/40 SPY TLT"."""
    question = asked.question
    figures = question.of_kind("fraction") or _split(question)
    names = [m.span for m in question.mentions]
    if len(figures) != len(names) or len(names) != len(asked.subjects) or asked.groups:
        return ()
    marks = sorted([(f.span, "figure") for f in figures] + [(span, "name") for span in names])
    turns = [kind for _, kind in marks]
    alternate = all(one != two for one, two in pairwise(turns)) or figures[0].kind == "count"
    return figures if alternate and abs(sum(f.value for f in figures) - WHOLE) < NEAR else ()


def _split(question: Question) -> Sequence[Figure]:
    """Return the shares of "60/40" as fractions."""
    counts = question.of_kind("count")
    if len(counts) < 2 or any(question.text[a.span[1] : b.span[0]] != "/" for a, b in pairwise(counts)):
        return ()
    return tuple(replace(f, value=f.value / 100) for f in counts)
