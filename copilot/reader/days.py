"""Rules for single sessions of one subject: its best and worst, how many rose, how many in a row, rolling spans."""

from typing import Any, Final

from copilot.reader.filled import RETURNS, Asked, usual_period
from copilot.reader.plan import Call, Plan
from copilot.reader.takes import is_yes_or_no, of_question, price_call, wanted_direction

EXTREMES: Final = {"best": "best_day", "worst": "worst_day"}
MOST_DAYS: Final = 10
OF_DAYS: Final = ("straight", "consecutive", "consecutively", "successive")
"""Words that speak of a run only beside days: "straight up" does not."""
LONG_PAST: Final = "past year"
LONGER_PAST: Final = "past three years"
A_YEAR: Final = 200
AT_PRESENT: Final = ("current", "currently", "now", "right now", "at the moment", "today")


def extreme_day(asked: Asked) -> Plan | None:
    """Say on which days one instrument rose or fell the most: the best of them, the second, or several."""
    question = asked.question
    measure = _extreme(asked)
    places, counts = question.of_kind("place"), question.of_kind("count")
    wanted = [int(f.value) for f in (*places, *counts)]
    if measure is None or len(asked.subjects) != 1 or asked.groups or len(wanted) > 1:
        return None
    if wanted and not 1 <= wanted[0] <= MOST_DAYS:
        return None
    top = wanted[0] if wanted and wanted[0] > 1 else None
    call = price_call("measure", asked, measure=measure, period=asked.period or usual_period(measure), top=top)
    details = {"assumed": asked.period is None, "place": top if places else None, "top": None if places else top}
    takes = of_question(
        asked,
        "set.best",
        "set.worst",
        "set.size",
        "set.days",
        f"measure.{measure}",
        "figure.place",
        "figure.count",
        "direction",
    )
    return Plan("measure" if top is None else "days", ((call,),), details=details, takes=takes)


def _extreme(asked: Asked) -> str | None:
    question = asked.question
    if question.has("set.count", "set.streak") or question.parameters.values.get("rolling"):
        return None
    if asked.measure in EXTREMES.values() and question.of_kind("place", "count"):
        return asked.measure
    sides = [s for s in EXTREMES if question.has(f"set.{s}")]
    way = wanted_direction(asked)
    if not sides and question.has("set.size") and way and not question.says("smallest"):
        sides = ["best" if way == "up" else "worst"]
    if len(sides) != 1 or not question.has("set.days") or asked.measure_or_return != RETURNS[0]:
        return None
    most_down = sides == ["best"] and way == "down"
    return "worst_day" if most_down else EXTREMES[sides[0]]


def counting_days(asked: Asked) -> Plan | None:
    """Count the sessions of a period on which a subject rose or fell, or give their share of all."""
    question = asked.question
    beyond = question.of_kind("fraction")
    way = _way(asked) or ("moved" if beyond and _either_way(asked) else None)
    share = question.has("measure.weight") and asked.measure in (None, "weight")
    days = question.has("set.days") or (bool(beyond) and question.says("how often", "how many times"))
    if not (question.has("set.count") or share) or not days or len(asked.subjects) != 1 or asked.groups:
        return None
    if way is None or len(beyond) > 1 or question.has("set.streak"):
        return None
    params: dict[str, Any] = {"which": way} | ({"beyond": abs(beyond[0].value)} if beyond else {})
    call = price_call("measure", asked, measure="count", period=asked.period or LONG_PAST, **params)
    symbol = asked.members[0]
    then = Call("calculate", {"expression": f"@0 / @of:{symbol}", "label": "share of sessions"})
    takes = of_question(
        asked, "set.count", "set.days", "figure.fraction", "claim.more_than", "measure.weight", "direction",
        "set.both_ways", "set.ratio",
    )  # fmt: skip
    details = {"way": way, "days": True, "beyond": beyond[0].text if beyond else None, "assumed": asked.period is None}
    return Plan("count", ((call,), *(((then,),) if share else ())), details=details, takes=takes)


def _way(asked: Asked) -> str | None:
    """Return the way that sessions are to have gone, where the question speaks of one only."""
    question = asked.question
    if question.says("up days"):
        return "up"
    if question.says("down days"):
        return "down"
    return wanted_direction(asked)


def _either_way(asked: Asked) -> bool:
    """Say whether moves are counted whichever way they went: "moved more than 2%", "up or down"."""
    question = asked.question
    return question.has("set.both_ways", "measure.price_return") or len(question.values("direction")) > 1


def streaks(asked: Asked) -> Plan | None:
    """Say how many sessions in a row a subject rose or fell: the longest run of a period, or the one that it is in."""
    question = asked.question
    figures = question.of_kind("count")
    if not question.has("set.streak") or len(asked.subjects) != 1 or asked.groups or len(figures) > 1:
        return None
    if all(w.text.lower() in OF_DAYS for w in question.words_of("set.streak")) and not question.has("set.days"):
        return None
    if question.has("set.winning") or question.has("set.losing"):
        ways = [w for w, s in (("up", "winning"), ("down", "losing")) if question.has(f"set.{s}")]
    else:
        ways = [way] if (way := _way(asked)) else ["up", "down"]
    longest = question.has("set.longest") or (bool(asked.own_periods) and not question.says(*AT_PRESENT))
    run = "longest" if longest else "current"
    period = (asked.period or LONG_PAST) if longest else LONG_PAST
    calls = tuple(price_call("measure", asked, measure="count", which=way, run=run, period=period) for way in ways)
    last = () if longest else (price_call("measure", asked, measure="price_return", period=""),)
    takes = of_question(
        asked, "set.streak", "set.winning", "set.losing", "set.longest", "set.days", "set.count", "figure.count",
        "direction", "claim.verify", "measure.record_high", "set.best",
    )  # fmt: skip
    details = {
        "run": run,
        "ways": tuple(ways),
        "stated": int(figures[0].value) if figures and is_yes_or_no(asked) else None,
        "yes_no": is_yes_or_no(asked),
        "assumed": longest and asked.period is None,
    }
    return (
        Plan("streak", ((*calls, *last),), details=details, takes=takes) if not figures or is_yes_or_no(asked) else None
    )


def rolling(asked: Asked) -> Plan | None:
    """Give the best and the worst return over so many sessions in a row."""
    values = asked.question.parameters.values
    length = values.get("rolling")
    if length is None or not asked.subjects or asked.groups or asked.measure_or_return not in RETURNS:
        return None
    if not values["which"] and not values["several"]:
        return None
    usual = LONG_PAST if length < A_YEAR else LONGER_PAST
    sides = (values["which"],) if values["which"] else ("best", "worst")
    calls = tuple(
        price_call("measure", asked, measure="rolling_return", which=side, length=length, period=asked.period or usual)
        for side in sides
    )
    takes = of_question(asked, "parameter.rolling", "direction")
    return Plan("measure", (calls,), details={"assumed": asked.period is None}, takes=takes)
