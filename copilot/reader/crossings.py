"""Rules for closes beyond a level and at a record: how many, the first, the last, whether there ever was one."""

from typing import Any, Final

from copilot.reader.filled import Asked
from copilot.reader.plan import Plan
from copilot.reader.question import Question
from copilot.reader.takes import is_yes_or_no, of_question, price_call
from tools.universe import YIELDS

LEVEL: Final = ("count", "usd", "points")
EVER: Final = ("ever", "at any point", "at any time", "yet", "already")
FROM_RECORD: Final = ("off", "below", "under", "of", "from", "down")
"""Words with which a record is what a distance is measured from."""
ASKING: Final = ("what", "when", "which", "how")
USUAL: Final = "past year"
THIS_YEAR: Final = "year to date"


def crossing(asked: Asked) -> Plan | None:
    """Count the sessions on which one subject closed above or below a level, or find the first or the last of them."""
    question = asked.question
    figures, side = _levels(asked), _side(question)
    which = question.parameters.values.get("end")
    counted = question.has("set.count") and (question.has("set.days", "measure.close") or _is_often(question))
    ever = question.says(*EVER) and is_yes_or_no(asked)
    if len(figures) != 1 or side is None or len(asked.subjects) != 1 or asked.groups:
        return None
    if not (counted or which or ever) or asked.measure not in (None, "close", "price_return", "count"):
        return None
    claimed = which == "first" and not counted and question.has("claim.verify") and not question.says(*ASKING)
    whole = claimed or (asked.period is None and (not counted or ever))
    level = figures[0].value * (100 if figures[0].kind == "fraction" else 1)
    params: dict[str, Any] = {"which": f"ever_{side}" if whole else side, "beyond": level}
    call = price_call("measure", asked, measure="count", period="" if whole else asked.period or USUAL, **params)
    details = {
        "level": figures[0].text, "side": side, "end": which, "yes_no": ever and not counted, "whole": whole,
        "assumed": asked.period is None and not whole,
        "claimed": question.periods[0].window if claimed and question.periods else None,
    }  # fmt: skip
    return Plan("crossing", ((call,),), details=details, takes=_taken(asked, figures[0].kind))


def _taken(asked: Asked, kind: str) -> frozenset[str]:
    slots = ("set.count", "set.days", "set.hit", "claim", "measure.close", "measure.price", "generic", "direction")
    return of_question(asked, *slots, f"figure.{kind}", "parameter.end", "set.ahead")


def _levels(asked: Asked) -> tuple[Any, ...]:
    """Return the figures that may be a level: of a yield a percent is one."""
    kinds = (*LEVEL, "fraction") if asked.subjects and all(s in YIELDS for s in asked.subjects) else LEVEL
    return asked.question.of_kind(*kinds)


def _side(question: Question) -> str | None:
    sides = [s for s, slot in (("above", "claim.more_than"), ("below", "claim.less_than")) if question.has(slot)]
    if not sides and question.has("set.hit"):
        return "below" if question.values("direction") == ("down",) else "above"
    return sides[0] if len(sides) == 1 else None


def _is_often(question: Question) -> bool:
    return question.says("how often", "how many times", "how many days", "how many sessions")


def records(asked: Asked) -> Plan | None:
    """Count the sessions of a period that closed at a record, or say whether one did."""
    question = asked.question
    counted = question.has("set.count")
    elapsed = question.has("elapsed")
    told = counted or elapsed or (is_yes_or_no(asked) and bool(asked.own_periods))
    if "record_high" not in asked.measures or not told or len(asked.subjects) != 1 or asked.groups:
        return None
    words = [w.text.lower().split()[0] for w in question.words_of("measure.record_high")]
    if not words or question.figures or question.has("set.far", "claim.less_than") or set(words) & set(FROM_RECORD):
        return None
    which, usual = ("ever_record", "") if elapsed else ("record", THIS_YEAR)
    call = price_call("measure", asked, measure="count", which=which, period=asked.period or usual)
    takes = of_question(
        asked, "elapsed", "set.count", "set.hit", "generic", "claim", "direction", "measure", "field.close"
    )
    details = {
        "record": True, "yes_no": not counted and not elapsed, "assumed": asked.period is None and not elapsed,
        "end": "last" if elapsed else None, "elapsed": elapsed,
    }  # fmt: skip
    return Plan("crossing", ((call,),), details=details, takes=takes)


def sessions(asked: Asked) -> Plan | None:
    """Say how many sessions a period has."""
    question = asked.question
    if asked.subjects or not asked.own_periods or not question.has("set.days") or question.figures:
        return None
    call = price_call("measure", asked, measure="count", subjects=["^GSPC"], which="up")
    takes = of_question(asked, "set.count", "set.days", "generic")
    return Plan("crossing", ((call,),), details={"sessions": True}, takes=takes)
