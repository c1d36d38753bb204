"""Rules for the market as a whole: weights, breadth and leadership, an overview."""

from collections.abc import Sequence
from typing import Final

from copilot.reader import refusals
from copilot.reader.asking import EXAMPLES
from copilot.reader.filled import RETURNS, Asked
from copilot.reader.plan import Call, Plan
from copilot.reader.takes import is_yes_or_no, of_question

SEVEN: Final = "Magnificent 7"
INDEX: Final = ("^GSPC", "SPY", "VOO", "IVV")
WHOLE: Final = ("the S&P 500 members",)
HOLDINGS: Final = (
    "company", "companies", "stock", "stocks", "sector", "sectors", "member", "members", "holding", "holdings", "name",
    "names", "constituent", "constituents", "component", "components", "weight", "position", "one",
)  # fmt: skip
SMALL: Final = ("smallest", "lightest", "least")
ONLY_LARGEST: Final = "Weights in the S&P 500 are known here of its largest members and of its sectors only."


def weight(asked: Asked) -> Plan | None:
    """Say what share of the S&P 500 a group, a member or several of them have, or which one has the largest."""
    question = asked.question
    size = _asks_for_size(asked)
    if asked.measure != "weight" and not size:
        return None
    holders = [s for s in asked.subjects if s not in INDEX and s not in WHOLE]
    if len(holders) > 1 and question.has("degree"):
        return None
    if any(s.startswith("^") for s in holders):
        return refusals.declined("no_data", "I know weights in the S&P 500 only.", EXAMPLES)
    ends = question.has("set.size", "set.best", "set.worst", "set.rank", "set.ahead") or bool(
        question.of_kind("place", "count")
    )
    places = [int(f.value) for f in question.of_kind("place")]
    smallest = question.says(*SMALL) or question.has("set.worst")
    if smallest and not holders:
        return refusals.declined("no_data", ONLY_LARGEST, EXAMPLES)
    group = _holder(holders) if holders else "sectors" if question.says("sector", "sectors") else SEVEN
    call = Call("weight", {"group": group, "period": asked.period or ""})
    details = {
        "largest": ends and len(holders) <= 1 and all(g.name in (*holders, *WHOLE) for g in asked.groups),
        "smallest": smallest,
        "place": places[0] if len(places) == 1 else None,
        "known_only": ends and not holders,
    }
    takes = of_question(
        asked, "measure.weight", "set.size", "set.best", "set.worst", "set.rank", "set.big", "set.ahead",
        "figure.place", "figure.count",
    )  # fmt: skip
    return Plan("weight", ((call,),), details=details, takes=takes)


def _holder(holders: Sequence[str]) -> str:
    return holders[0] if len(holders) == 1 else " and ".join(holders)


def _asks_for_size(asked: Asked) -> bool:
    """Say whether the largest company or sector is asked for, or how large one is: of weights, not of moves."""
    question = asked.question
    if asked.measure is not None or question.has("direction", "generic", "set.days", "every", "basis"):
        return False
    if not all(s in INDEX or not s.startswith("^") for s in asked.subjects):
        return False
    named = question.has("set.big") and bool(asked.subjects)
    held = question.says(*HOLDINGS) or asked.one_group is not None
    return named or (question.has("set.size") and held and _of_the_index(asked))


def _of_the_index(asked: Asked) -> bool:
    return all(s in INDEX or s in WHOLE for s in asked.subjects) or asked.one_group is not None


def larger(asked: Asked) -> Plan | None:
    """Say which of two companies or sectors has the larger weight in the S&P 500."""
    question = asked.question
    holders = [s for s in asked.subjects if s not in INDEX and s not in WHOLE]
    moves = question.has("direction", "generic", "set.days", "every", "basis", "set.versus")
    if len(holders) != 2 or asked.measure not in (None, "weight") or moves or any(s.startswith("^") for s in holders):
        return None
    if not question.has("set.bigger", "set.size", "degree"):
        return None
    calls = tuple(Call("weight", {"group": s, "period": asked.period or ""}) for s in holders)
    details = {"larger": True, "yes_no": is_yes_or_no(asked), "smaller": question.has("degree.lower")}
    return Plan(
        "weights",
        (calls,),
        details=details,
        takes=of_question(asked, "set.bigger", "set.size", "degree", "measure.weight"),
    )


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
