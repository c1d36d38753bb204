"""Rules for sets: an order, its best and worst, one place of it, a count."""

from typing import Any, Final, Literal

from copilot.reader.filled import RETURNS, S_AND_P, Asked, usual_period
from copilot.reader.plan import Call, Plan
from copilot.reader.scopes import in_a_list
from copilot.reader.takes import OTHER_SIDE, is_negated, is_yes_or_no, of_question, price_call, wanted_direction

RANKABLE: Final = (*RETURNS, "volatility", "max_drawdown", "sharpe_ratio")
FEW: Final = 30
QUANTIFIED: Final = ("any ", "all ", "every ", "each ", "no ", "none ", "not one ", "not a single ")
LOWEST_FIRST: Final = ("worst first", "lowest first", "worst to best", "lowest to highest")
RANKED: Final = ("rank", "ranks", "ranked", "ranking", "rank among")
FROM_BELOW: Final = ("to last", "to-last", "from bottom", "from the bottom", "penultimate")
LEAST_BAD: Final = ("least bad", "least worst", "least negative")
PERCENT_OF: Final = "how many percent of"
QUANTIFIERS: Final = ("all", "every", "each", "any", "none")


def ranking(asked: Asked) -> Plan | None:
    """Order a set by a measure, the whole of it or its top and bottom."""
    question = asked.question
    measure = asked.measure_or_return
    ordering = [v for v in ("rank", "best", "worst") if question.has(f"set.{v}")]
    ordering = ordering or (["worst"] if _asks_who_fell_most(asked) else [])
    subjects, one = _set_and_one(asked)
    count = len(asked.members)
    if measure not in RANKABLE or (count < 2 and one is None) or (count == 2 and not ordering):
        return None
    if asked.groups and len(asked.subjects) > 1 and one is None and not (versus_or_listed(asked)):
        return None
    whole = asked.groups or asked.left_out or question.has("set.versus", "set.better", "set.worse", "set.each")
    if not (ordering or whole or question.of_kind("place") or (asked.follows and asked.context.tool == "rank")):
        return None
    figures, places = _numbers(asked, "count"), _numbers(asked, "place")
    picks = [o for o in ordering if o != "rank"]
    if question.has("set.better"):
        picks.append("best")
    if question.has("set.worse"):
        picks.append("worst")
    lone = asked.one_group is not None and question.has("set.ahead", "set.trailing") and not ordering
    picks += ["worst" if question.has("set.trailing") else "best"] if lone else []
    picks = ["best"] if picks == ["worst"] and _least_bad(asked) else picks
    if len(places) > 1 or len(set(figures)) > 1 or (places and (figures or len(set(picks)) > 1)):
        return None
    picks = picks or ([("worst" if question.says(*FROM_BELOW) else "best")] if places else [])
    details = {
        "top": figures[0] if figures else None,
        "place": places[0] if places and places[0] > 1 else None,
        "pick": tuple(dict.fromkeys(picks)),
        "one": one,
        "yes_no": one is not None and is_yes_or_no(asked),
        "assumed": asked.period is None,
        "group": asked.one_group.name if asked.one_group else None,
        "without": (asked.without.name, asked.left_out) if asked.without else None,
    }
    call = price_call("rank", asked, subjects=subjects, ascending=_ascending(asked, picks) or None)
    takes = of_question(
        asked,
        "set.rank",
        "set.best",
        "set.worst",
        "set.versus",
        "set.better",
        "set.worse",
        "set.each",
        "claim.verify",
        "claim.teller",
    )
    takes |= {"set.ahead", "set.trailing"} if lone else set()
    takes |= {"direction"} if picks else set()
    takes |= {"measure.close"} if question.has("set.rank") else set()
    takes |= {f"figure.{kind}" for kind, given in (("count", figures), ("place", places)) if given}
    return Plan("rank", ((call,),), details=details, takes=takes)


def _asks_who_fell_most(asked: Asked) -> bool:
    """Say whether one of several is asked for by its fall: "which had the deepest drawdown"."""
    which = asked.question.says("which", "who") and asked.question.says("deepest", "worst", "biggest", "largest")
    return asked.measure == "max_drawdown" and which


def versus_or_listed(asked: Asked) -> bool:
    """Say whether a group and what stands beside it are meant as one set, or set against each other."""
    question = asked.question
    return in_a_list(question) or question.has("set.versus", "set.better", "set.worse", "set.ahead", "set.trailing")


def _numbers(asked: Asked, kind: Literal["count", "place"]) -> list[int]:
    """Return how many, or which place, the question asks for."""
    return [int(f.value) for f in asked.question.of_kind(kind) if 0 < f.value <= FEW and f.value == int(f.value)]


def _set_and_one(asked: Asked) -> tuple[list[str], str | None]:
    """Return the set, and the one of its members that the question singles out."""
    sectors = asked.universe.group("sectors")
    if len(asked.subjects) == 1 and asked.subjects[0] in sectors.members and asked.question.says(*RANKED):
        return [sectors.name], asked.subjects[0]
    if len(asked.groups) == 1 and len(asked.subjects) == 2:
        group = asked.groups[0]
        single = next(s for s in asked.subjects if s != group.name)
        if single in group.members:
            return [group.name], single
    return list(asked.subjects), None


def _ascending(asked: Asked, picks: list[str]) -> bool:
    """Say whether the lowest value comes first: the worst returns, the deepest drawdowns, the calmest."""
    if asked.measure_or_return == "max_drawdown":
        return not asked.question.has("set.worst") or asked.question.says("worst", "deepest", "biggest", "largest")
    if asked.question.says(*LOWEST_FIRST):
        return True
    if not picks and not asked.question.has("set.rank") and asked.follows:
        return bool(asked.context.arguments.get("ascending"))
    return picks == ["worst"]


def _least_bad(asked: Asked) -> bool:
    """Say whether the least of falls is asked for, which is the best return: "fell the least", "the least bad"."""
    least = asked.question.says("least", "smallest")
    return asked.question.says(*LEAST_BAD) or (least and wanted_direction(asked) == "down")


def beating(asked: Asked) -> Plan | None:
    """Say which members of a group did better, or worse, than one instrument beside it."""
    question = asked.question
    side = next((s for s in ("ahead", "trailing") if question.has(f"set.{s}")), None)
    subjects, only = _without_only(asked)
    share = asked.measure == "weight" or question.says(PERCENT_OF)
    which = share or question.says("which", *QUANTIFIERS) or question.has("set.count", "negation.none") or only
    groups = [g for g in asked.groups if g.key != "market"]
    measure = RETURNS[0] if share else asked.measure_or_return
    if side is None or not which or len(groups) != 1 or len(subjects) != 2 or measure not in RETURNS:
        return None
    group = groups[0]
    against = S_AND_P if len(asked.groups) == 2 else next(s for s in subjects if s != group.name)
    if against in group.members:
        return None
    negated = is_negated(question)
    quantifier = None if negated else _quantifier(asked)
    details: dict[str, Any] = {
        "against": against, "side": OTHER_SIDE[side] if negated else side, "assumed": asked.period is None,
        "group": group.name, "quantifier": quantifier, "only": only,
    }  # fmt: skip
    usual = {"measure": measure, "period": asked.period or usual_period(measure)} if share else {}
    call = price_call("rank", asked, subjects=[group.name], against=against, **usual)
    takes = of_question(asked, f"set.{side}", "set.count", "set.each", *_scope(asked, quantifier, only))
    counted = "count_above" if details["side"] == "ahead" else "count_below"
    return Plan("rank", ((call,), *_share_step(share, counted)), details=details, takes=takes | {"measure.weight"})


def counting(asked: Asked) -> Plan | None:
    """Count the members of a set that rose or fell, or stand above their average."""
    question = asked.question
    which = question.says("which") and asked.groups and not question.has("set.best", "set.worst", "set.rank")
    quantifier = _quantifier(asked)
    share = asked.measure in ("weight", "above_moving_average") and question.has("measure.weight")
    share = asked.one_group is not None and (share or question.says(PERCENT_OF))
    subjects, only = _without_only(asked)
    asks = question.has("set.count") or which or quantifier or share or only
    if not asks or len(asked.members) < 2 or question.has("set.days", "set.streak"):
        return None
    if asked.measure == "above_moving_average":
        below = question.has("claim.less_than") or question.says("below", "under")
        call = price_call("measure", asked, period=asked.period or "")
        taken = of_question(asked, "set.count", "measure.weight")
        return None if below else Plan("count", ((call,), *_share_step(share, "above_moving_average")), takes=taken)
    way = wanted_direction(asked)
    beyond = question.of_kind("fraction")
    if way is None or not (share or asked.measure_or_return in RETURNS) or len(beyond) > 1:
        return None
    negated = is_negated(question) and quantifier is None
    way = OTHER_SIDE[way] if negated else way
    params: dict[str, Any] = {"which": way} | ({"beyond": abs(beyond[0].value)} if beyond else {})
    period = asked.period or usual_period(RETURNS[0])
    call = price_call("measure", asked, subjects=list(subjects), measure="count", period=period, **params)
    takes = of_question(asked, "set.count", "set.each", "figure.fraction", "claim.more_than")
    takes |= _scope(asked, quantifier, only)
    details: dict[str, Any] = {
        "way": way,
        "beyond": beyond[0].text if beyond else None,
        "assumed": asked.period is None,
    }
    details |= {"quantifier": quantifier, "only": only}
    return Plan("count", ((call,), *_share_step(share, "count")), details=details, takes=takes | {"direction"})


def _share_step(share: bool, role: str) -> tuple[tuple[Call, ...], ...]:
    """Return the step that makes of a count its share of all, where that is asked for."""
    then = Call("calculate", {"expression": f"@{role} / @count_of", "label": "share of them"})
    return ((then,),) if share else ()


def _without_only(asked: Asked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the subjects without the members of the one group that "only" is said of, and those members."""
    if not asked.question.has("negation.only") or len(asked.groups) != 1:
        return asked.subjects, ()
    only = tuple(s for s in asked.subjects if s in asked.groups[0].members)
    return tuple(s for s in asked.subjects if s not in only), only


def _scope(asked: Asked, quantifier: str | None, only: tuple[str, ...]) -> frozenset[str]:
    """Return the slots of the words that say of how many members something is said, and whether that is so."""
    said = {"negation.not"} if is_negated(asked.question) and quantifier is None else set()
    said |= {"claim.verify", "claim.teller"} if quantifier or only else {"claim.verify"}
    return frozenset(
        said | ({"negation.none"} if quantifier == "none" else set()) | ({"negation.only"} if only else set())
    )


def _quantifier(asked: Asked) -> str | None:
    """Return "all", "any" or "none" where a yes or no about every member, or about one of them, is asked for."""
    opened = asked.question.text.lower().startswith(QUANTIFIED)
    if not asked.groups or not (is_yes_or_no(asked) or opened):
        return None
    if asked.question.has("negation.none"):
        return "none"
    if asked.question.says("all", "every", "each"):
        return "all"
    return "any" if asked.question.says("any") else None
