"""Rules for a period taken piece by piece: a figure for each, the best of them, how many rose, their mean."""

from collections.abc import Sequence
from typing import Any, Final

from copilot.reader.filled import RETURNS, Asked
from copilot.reader.plan import Plan
from copilot.reader.takes import is_yes_or_no, of_question, price_call, wanted_direction
from tools.windows import Window

EVERY: Final = ("year", "quarter", "month", "week", "day")
FEW: Final = 12


def series(asked: Asked) -> Plan | None:
    """Give a measure for each year, quarter, month or week of a period, or the best or worst of them."""
    every = pieces_of(asked)
    claimed, whole = _claimed(asked)
    each = is_yes_or_no(asked) and asked.question.says("each", "every", "all") and len(asked.subjects) == 1
    counted = (asked.question.has("set.count") or each) and wanted_direction(asked) is not None
    mean = asked.measure == "average"
    if every is None or not asked.subjects or not (mean or asked.measure_or_return in RETURNS):
        return None
    if (counted or mean) and (len(asked.subjects) != 1 or asked.groups):
        return None
    picks = _picks(asked)
    numbers = [int(f.value) for f in asked.question.of_kind("count", "place")]
    told = counted and len(numbers) == 1 and asked.question.says(f"{numbers[0]} {every}s")
    if not told and (len(numbers) > 1 or (numbers and (len(picks) != 1 or not 1 <= numbers[0] <= FEW))):
        return None
    measure = asked.measure_or_return if asked.measure_or_return in RETURNS[:2] else RETURNS[0]
    period = whole or asked.period or (f"since {asked.as_of.year - 3}" if every == "year" else "past year")
    call = price_call("measure", asked, every=every, measure=measure, period=period)
    details: dict[str, Any] = {
        "every": every,
        "picks": () if numbers and len(picks) > 1 else tuple(picks),
        "top": numbers[0] if asked.question.of_kind("count") and not told else None,
        "place": numbers[0] if asked.question.of_kind("place") else None,
        "way": wanted_direction(asked) if counted else None,
        "mean": mean,
        "each": each,
        "claimed": claimed,
        "assumed": asked.period is None,
    }
    takes = of_question(
        asked, "every", "pick", "set.each",
        *(("set.best", "set.worst", "figure.count", "figure.place") if picks else ()),
        *(("set.count", "measure.price_return", "direction") if counted or mean else ()),
        *(("figure.count",) if told else ()),
        *(("periods", "claim") if claimed else ("claim",) if each else ()),
    )  # fmt: skip
    return Plan("series", ((call,),), details=details, takes=takes)


def _claimed(asked: Asked) -> tuple[Window | None, str | None]:
    """Return the piece that is said to be the best or the worst, and the words of the period that it lies in."""
    periods = asked.question.periods
    if len(periods) != 2 or len(asked.own_periods) != 2 or not is_yes_or_no(asked):
        return None, None
    pairs = sorted(zip(periods, asked.own_periods, strict=True), key=lambda p: p[0].window.end - p[0].window.base)
    (piece, _), (span, words) = pairs
    inside = span.window.base <= piece.window.base and piece.window.end <= span.window.end
    return (piece.window, words) if inside and piece.window != span.window else (None, None)


def closes(asked: Asked) -> Plan | None:
    """Give the last close of each week, month, quarter or year of a period."""
    every = asked.question.parameters.values.get("closes")
    if every is None or not asked.subjects or asked.groups or asked.measure not in (None, "close"):
        return None
    call = price_call("measure", asked, every=every, measure="close", period=asked.period or "past year")
    details = {"every": every, "assumed": asked.period is None}
    return Plan("series", ((call,),), details=details, takes=of_question(asked, "parameter.closes", "measure.close"))


def _picks(asked: Asked) -> Sequence[str]:
    """Return which end of the pieces is wanted: by a phrase for it ("best month"), or a word ("top 3 months")."""
    question = asked.question
    picks = question.values("pick") or tuple(s for s in ("best", "worst") if question.has(f"set.{s}"))
    if picks == ("best",) and wanted_direction(asked) == "down":
        return ("worst",)
    return picks


def pieces_of(asked: Asked) -> str | None:
    """Return the pieces asked for: by a word for them, by "each of the last three years", or as before."""
    question = asked.question
    named = [e for e in question.values("every") if e in EVERY]
    if named:
        return named[0]
    if question.has("set.each") and len(question.periods) == 1:
        return next((e for e in EVERY if f"{e}s" in question.periods[0].text.lower()), None)
    end = question.has("set.best", "set.worst") and not question.mentions and len(asked.members) == 1
    again = asked.context.arguments.get("every") if asked.follows and (end or not question.has("set")) else None
    return str(again) if again else None
