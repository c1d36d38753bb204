"""The rules in their order: the first that fits and accounts for every word of the question decides."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from copilot.reader import (
    about,
    baskets,
    claims,
    crossings,
    days,
    estimates,
    extremes,
    holdings,
    invested,
    library,
    market,
    pieces,
    refusals,
    returns,
    sets,
    states,
)
from copilot.reader.filled import RETURNS, Asked
from copilot.reader.plan import Plan
from copilot.reader.scopes import sector_asked

TOLD: Final = (
    *RETURNS,
    "close",
    "volatility",
    "max_drawdown",
    "best_day",
    "worst_day",
    "sharpe_ratio",
    "high",
    "low",
    "record_high",
)
"""Measures that are told in every language."""
Rule = Callable[[Asked], Plan | None]

FIRST: Final[tuple[Rule, ...]] = (
    refusals.injection,
    about.definition,
    about.sources,
    about.sector,
    refusals.greeting,
    refusals.advice,
)
ANSWERS: Final[tuple[Rule, ...]] = (
    baskets.shared,
    states.fall_claim,
    crossings.crossing,
    claims.claim,
    claims.points_claim,
    claims.weight_claim,
    claims.spread_claim,
    claims.level_claim,
    extremes.between,
    extremes.recovered,
    holdings.stakes,
    holdings.shares,
    estimates.estimates,
    refusals.forecast,
    library.search,
    about.absent,
    about.in_instalments,
    refusals.periods,
    refusals.names,
    refusals.never_in,
    refusals.which_of_them,
    refusals.scope,
    refusals.one_session,
    claims.required_gain,
    invested.growth,
    invested.bought,
    returns.from_dividends,
    states.fallen,
    states.furthest,
    crossings.records,
    crossings.sessions,
    days.streaks,
    days.counting_days,
    days.rolling,
    sets.beating,
    market.weight,
    market.larger,
    days.extreme_day,
    sets.counting,
    returns.both_bases,
    baskets.against,
    baskets.together,
    returns.periods_compared,
    returns.comparison,
    market.overview,
    market.breadth,
    sets.ranking,
    pieces.closes,
    pieces.series,
    returns.plain,
    about.without_a_set,
)


def decide(asked: Asked) -> Plan:
    """Return what to do about the question."""
    fewest: tuple[str, ...] | None = None
    nearest: Plan | None = None
    for rule in (*FIRST, *ANSWERS):
        plan = rule(asked)
        if plan is None:
            continue
        left = asked.question.left(plan.takes)
        if not left:
            return _in_language(asked, plan)
        if fewest is None or sum(map(len, left)) < sum(map(len, fewest)):
            fewest, nearest = left, plan
    steps = nearest.steps if nearest and nearest.behavior == "answer" and asked.question.clear else ()
    back = _asked_back(asked, fewest)
    return replace(back, steps=steps) if back.behavior == "clarify" else back


def _in_language(asked: Asked, plan: Plan) -> Plan:
    """Return the plan for the question's language; in another than English only plain measures are answered."""
    language = asked.question.language
    if stock := sector_asked(asked.question):
        plan = replace(plan, details={**plan.details, "sector_of": about.told_sector(stock)})
    if language != "en" and plan.behavior == "answer" and not _is_simple(plan):
        plan = refusals.unclear(asked, (), "")
    return replace(plan, language=language)


def _is_simple(plan: Plan) -> bool:
    """Say whether an answer can be told in every language: a measure, two compared, the ends of a set."""
    calls = [call for step in plan.steps for call in step]
    told = all(call.arguments.get("measure") in TOLD and not call.arguments.get("every") for call in calls)
    asks_more = any(plan.details.get(k) for k in ("place", "against", "below"))
    return plan.form in ("measure", "compare", "rank") and told and not asks_more


def _asked_back(asked: Asked, left: tuple[str, ...] | None) -> Plan:
    """Name what no rule accounted for; with nothing to name, ask what is wanted."""
    unknown = left or asked.question.left(EVERY_SLOT)
    plan = refusals.not_understood(asked, unknown) if unknown else refusals.nothing_asked(asked)
    return replace(plan, language=asked.question.language)


KINDS: Final = (
    "measure", "generic", "direction", "basis", "set", "every", "pick", "market", "thread", "claim", "money", "search",
    "estimate", "field", "elapsed",
)  # fmt: skip
FIGURES: Final = ("fraction", "pp", "usd", "ratio", "count", "points", "place")
PARAMETERS: Final = ("length", "risk_free_rate", "year_range", "rolling", "rebalanced", "closes", "end", "ends")
EVERY_SLOT: Final = frozenset(
    {*KINDS, "periods", *(f"figure.{f}" for f in FIGURES), *(f"parameter.{p}" for p in PARAMETERS)}
)
