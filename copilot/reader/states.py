"""Rules for how far a close is below the record: whether that is a bear market, a correction, a stated fall."""

from collections.abc import Mapping
from typing import Final

from copilot.reader.filled import Asked
from copilot.reader.plan import Call, Plan
from copilot.reader.takes import is_yes_or_no, of_question, price_call

STATES: Final = ("bear", "correction")
FEW: Final = 8
AT_MOST: Final = ("less than", "at most", "fewer than", "no more than", "by under")
RECORD: Final = "record_high"
MOST: Final = 30
SIDES: Final[Mapping[str, tuple[str, ...]]] = {
    "far": ("furthest", "farthest", "the most", "most", "deepest"),
    "near": ("closest", "nearest", "the least", "least"),
}


def fallen(asked: Asked) -> Plan | None:
    """Say whether subjects are in a bear market or a correction: how far the close is below the highest close."""
    question = asked.question
    states = [s for s in STATES if question.has(f"set.{s}")]
    point = not asked.own_periods or all(p.kind == "day" for p in question.periods)
    if len(states) != 1 or not asked.subjects or len(asked.members) > FEW or not point or question.figures:
        return None
    if not (is_yes_or_no(asked) or question.says("which")):
        return None
    call = price_call("measure", asked, measure=RECORD, period=asked.period or "")
    takes = of_question(asked, f"set.{states[0]}", "direction", "generic", "measure.from_peak", "measure.record_high")
    return Plan("state", ((call,),), details={"state": states[0], "yes_no": is_yes_or_no(asked)}, takes=takes)


def furthest(asked: Asked) -> Plan | None:
    """Say which of several is furthest below its highest close, or nearest to it."""
    question = asked.question
    side = next((s for s in SIDES if question.says(*SIDES[s])), None)
    if side is None or not question.says("which", "what", "who") or not 2 <= len(asked.members) <= MOST:
        return None
    peak = question.has("measure.record_high", "measure.from_peak", "measure.high")
    if not peak or asked.own_periods or question.figures or question.parameters.year_range:
        return None
    call = price_call("measure", asked, measure=RECORD, period=asked.period or "")
    takes = of_question(asked, "measure", "set.far", "set.best", "set.worst", "set.size", "claim.about", "direction")
    return Plan("furthest", ((call,),), details={"side": side}, takes=takes)


def fall_claim(asked: Asked) -> Plan | None:
    """Judge how far below its record a subject is said to be."""
    question = asked.question
    figures = question.of_kind("fraction")
    if asked.measure != RECORD or len(figures) != 1 or len(asked.subjects) != 1 or asked.groups or not question.clear:
        return None
    if not is_yes_or_no(asked) and question.says("what", "how", "which", "when", "why"):
        return None
    call = price_call("measure", asked, measure=RECORD, period=asked.period or "")
    judged = Call(
        "judge",
        {
            "fact": f"@below_record:{asked.members[0]}",
            "relation": _relation(asked),
            "stated": figures[0].said,
            "down": True,
        },
    )
    takes = of_question(asked, "claim", "figure.fraction", "direction", "set.far")
    return Plan("claim", ((call,), (judged,)), details={"claims": 1}, takes=takes)


def _relation(asked: Asked) -> str:
    """Return how the fall is bounded: deeper than a figure is a lower value, within it a higher one."""
    if asked.question.has("claim.more_than"):
        return "less_than"
    if asked.question.has("claim.within") or asked.question.says(*AT_MOST):
        return "more_than"
    return "about" if asked.question.has("claim.about") else "equal"
