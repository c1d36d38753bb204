"""Rules for spans that run between a low and a peak: the return from "its April low", when it was recovered from."""

from typing import Any, Final

from copilot.reader.ends import SELLING, End
from copilot.reader.filled import RETURNS, Asked
from copilot.reader.plan import Call, Plan
from copilot.reader.takes import is_yes_or_no, of_question, price_call, wanted_direction

SAID: Final = ("direction", "set.far", "set.size", "set.spread", "measure.max_drawdown", "measure.returns")


def between(asked: Asked) -> Plan | None:
    """Give the return from a low or a peak of a period on, to now or to another one; judge it where it is stated."""
    ends = _ends(asked)
    if not 1 <= len(ends) <= 2 or asked.measure not in (None, *RETURNS) or any(e.word in SELLING for e in ends):
        return None
    symbol, figures = asked.members[0], asked.question.of_kind("fraction")
    if len(figures) > 1 or asked.own_periods or asked.question.parameters.values.get("back"):
        return None
    found = tuple(_found(asked, end) for end in ends)
    until = f" to @1:session:{symbol}" if len(ends) > 1 else ""
    begun = f"from @0:session:{symbol}" if until else f"since @0:session:{symbol}"
    measured = (price_call("measure", asked, period=f"{begun}{until}"),)
    judged = (_judged(asked, figures[0].said),) if figures else ()
    takes = of_question(asked, "parameter.ends", *SAID)
    takes |= {"claim", "figure.fraction"} if figures else set()
    details = {"found": len(ends), "asks": wanted_direction(asked) if is_yes_or_no(asked) else None}
    return Plan("between", (found, measured, *((judged,) if judged else ())), details=details, takes=takes)


def recovered(asked: Asked) -> Plan | None:
    """Say when something was back at its old peak after a low of a period, or at the peak of a period."""
    ends = _ends(asked)
    back = asked.question.parameters.values.get("back") or "recovery" in asked.measures
    if len(ends) != 1 or not back or asked.own_periods or asked.question.figures:
        return None
    symbol, (end,) = asked.members[0], ends
    steps: list[tuple[Call, ...]] = [(_found(asked, end),)]
    peak = f"@0:session:{symbol}"
    if end.measure == "low":
        steps.append((price_call("measure", asked, measure="record_high", period=peak),))
        peak = f"@0:record_high:{symbol}"
    steps.append((price_call("measure", asked, measure="recovery", period=f"since {peak}"),))
    takes = of_question(asked, "parameter.ends", "measure", "direction", "set.days", "set.count")
    return Plan("recovered", tuple(steps), details={"end": end.measure}, takes=takes)


def _ends(asked: Asked) -> tuple[End, ...]:
    one = len(asked.members) == 1 and not asked.groups and asked.question.clear
    ends: tuple[End, ...] = asked.question.parameters.values.get("ends", ()) if one else ()
    return ends


def _found(asked: Asked, end: End) -> Call:
    return price_call("measure", asked, measure=end.measure, period=end.period, field="close", dividends=None)


def _judged(asked: Asked, stated: str) -> Call:
    down = wanted_direction(asked) == "down"
    arguments: dict[str, Any] = {"fact": "@0", "relation": "equal", "stated": stated, "down": down}
    return Call("judge", arguments)
