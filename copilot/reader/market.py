"""Rules for the market as a whole: weights, breadth and leadership, an overview."""

from typing import Final

from copilot.reader import refusals
from copilot.reader.asking import EXAMPLES
from copilot.reader.filled import RETURNS, Asked
from copilot.reader.plan import Call, Plan
from copilot.reader.takes import of_question

SEVEN: Final = "Magnificent 7"
INDEX: Final = ("^GSPC", "SPY", "VOO", "IVV")


def weight(asked: Asked) -> Plan | None:
    """Say what share of the S&P 500 a group or a member has."""
    if asked.measure != "weight":
        return None
    holders = [s for s in asked.subjects if s not in INDEX]
    if any(s.startswith("^") for s in holders):
        return refusals.declined("no_data", "I know weights in the S&P 500 only.", EXAMPLES)
    if len(holders) > 1:
        return None
    if not holders and asked.question.has("set.size", "set.best", "set.rank"):
        return None
    group = holders[0] if holders else SEVEN
    call = Call("weight", {"group": group, "period": asked.period or ""})
    takes = of_question(asked, "set.size", "set.best", "set.rank")
    return Plan("weight", ((call,),), details={"largest": asked.question.has("set.size", "set.best")}, takes=takes)


def breadth(asked: Asked) -> Plan | None:
    """Show breadth, or a change of leadership: equal against cap weight, small against large."""
    question = asked.question
    if asked.measure != "breadth" and not question.has("market.rotation"):
        return None
    if any(s for s in asked.subjects if s not in (*INDEX, "^IXIC", "^RUT", "QQQ", "IWM", "RSP") and not asked.groups):
        return None
    period = asked.period or "year to date"
    part = "breadth" if asked.measure == "breadth" else "leadership"
    takes = of_question(asked, "market", "measure.breadth", "direction", "generic")
    details = {"assumed": asked.period is None, "part": part}
    calls = [Call("overview", {"period": period, "part": part})]
    if part == "leadership":
        sides = {"measure": "price_return", "first": "^RUT", "second": "^IXIC", "period": period, "how": "spread"}
        calls.append(Call("compare", sides))
    return Plan("leadership", (tuple(calls),), details=details, takes=takes)


def overview(asked: Asked) -> Plan | None:
    """Show the whole market: four indices, sectors, breadth."""
    question = asked.question
    market = asked.one_group is not None and asked.one_group.key == "market"
    asks_for_it = question.has("market.overview") and not asked.subjects
    if not (market or asks_for_it) or asked.measure_or_return not in RETURNS[:1] or asked.dividends:
        return None
    if question.has("set"):
        return None
    call = Call("overview", {"period": asked.period or "", "part": "all"})
    return Plan(
        "overview", ((call,),), details={"assumed": asked.period is None}, takes=of_question(asked, "market.overview")
    )
