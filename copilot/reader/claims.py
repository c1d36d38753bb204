"""Rules for figures that the user states: claims to judge, a loss to make good."""

import re
from dataclasses import dataclass
from typing import Final

from copilot.reader.figures import Figure
from copilot.reader.filled import RETURNS, Asked, usual_period, word_for
from copilot.reader.plan import Call, Plan
from copilot.reader.takes import FALLS, degree_of, is_yes_or_no, of_question, price_call, wanted_direction
from tools.measures import MEASURES

INDEX: Final = ("^GSPC", "SPY", "VOO", "IVV")
OF_INDEX: Final = re.compile(r"\bof the\b", re.IGNORECASE)
RELATIONS: Final = ("more_than", "less_than", "about")
OPPOSITE: Final = {"more_than": "less_than", "less_than": "more_than"}
LEVELS: Final = ("close", "high", "low", "record_high")


@dataclass(frozen=True)
class Stated:
    """One claim: a figure, the name and the period it is said of, and whether it is a fall."""

    figure: Figure
    subject: str
    period: str
    down: bool


def claim(asked: Asked) -> Plan | None:
    """Measure what a question states, then judge it."""
    question = asked.question
    measure = asked.measure_or_return
    figures = question.of_kind("fraction", "ratio") if measure not in LEVELS else ()
    if (
        not question.clear
        or not figures
        or measure not in MEASURES
        or MEASURES[measure].legs[0] > 1
        or not _asks(asked)
    ):
        return None
    stated = _stated(asked, figures)
    both = len(figures) == 1 and len(question.values("direction")) > 1
    if stated is None or both:
        return None
    measured = tuple(price_call("measure", asked, subjects=[s.subject], period=s.period) for s in stated)
    takes = of_question(asked, "periods", "claim", "figure.fraction", "figure.ratio")
    takes |= {"degree"} if degree_of(asked) else set()
    judged = tuple(_judge(asked, i, s) for i, s in enumerate(stated))
    details = {"claims": len(stated), "assumed": asked.period is None}
    return Plan("claim", (measured, judged), details=details, takes=takes)


def _asks(asked: Asked) -> bool:
    """Say whether a figure is put up for judgement: by a word for it, or by a yes-or-no question."""
    question = asked.question
    told = not question.says("what", "what's", "how", "which", "when", "where", "why")
    return told or is_yes_or_no(asked) or question.has("claim.more_than", "claim.less_than", "direction")


def _judge(asked: Asked, place: int, stated: Stated) -> Call:
    relation = next((r for r in RELATIONS if asked.question.has(f"claim.{r}")), "equal")
    if stated.figure.a_bound and relation == "equal":
        relation = "more_than" if stated.figure.value > 0 else "less_than"
    down = stated.down or asked.measure in FALLS
    if relation == "equal" and (degree := degree_of(asked)):
        relation = "more_than" if degree == "higher" else "less_than"
    if down:
        relation = OPPOSITE.get(relation, relation)
    ways = asked.question.values("direction")
    up = {"up": True} if ways == ("up",) and not down and stated.figure.value > 0 else {}
    return Call("judge", {"fact": f"@{place}", "relation": relation, "stated": stated.figure.said, "down": down, **up})


def _stated(asked: Asked, figures: tuple[Figure, ...]) -> list[Stated] | None:
    """Return each figure with the name said last before it and its period, or None when they do not pair."""
    question = asked.question
    subjects = [(m.span[0], word_for(m.subject)) for m in question.mentions if m.subject is not None]
    if not subjects:
        subjects = [(0, s) for s in asked.subjects]
    if not subjects or asked.groups or len(subjects) not in (1, len(figures)):
        return None
    periods = list(asked.own_periods) or [asked.period_words]
    if len(periods) not in (1, len(figures)):
        return None
    names = [s for _, s in subjects] if len(subjects) == len(figures) else [subjects[0][1]] * len(figures)
    when = periods if len(periods) == len(figures) else periods * len(figures)
    ways = [_falls(asked, figures, i) for i in range(len(figures))]
    return [Stated(f, n, p, w) for f, n, p, w in zip(figures, names, when, ways, strict=True)]


def _falls(asked: Asked, figures: tuple[Figure, ...], place: int) -> bool:
    """Say whether the words between the figure before and this one, or those after the last one, speak of a fall."""
    start = figures[place - 1].span[1] if place else 0
    until = figures[place].span[1] if place + 1 < len(figures) else len(asked.question.text)
    words = [w for w in asked.question.words_of("direction") if start <= w.span[0] < until]
    return bool(words) and all("direction.down" in w.slots for w in words)


def level_claim(asked: Asked) -> Plan | None:
    """Judge a level: whether a close was above, below or at a figure."""
    question = asked.question
    figures = question.of_kind("count", "usd", "points")
    measure = asked.measure_or_return
    if len(figures) != 1 or len(asked.subjects) != 1 or asked.groups or not is_yes_or_no(asked):
        return None
    relation = next((r for r in RELATIONS if question.has(f"claim.{r}")), "equal")
    reached = question.has("set.hit") and relation == "equal"
    relation = "more_than" if reached else relation
    named = measure in ("close", "high", "low")
    if not named and (relation == "equal" or question.has("measure", "direction")):
        return None
    extreme = _extreme(asked, relation, reached)
    if extreme is None:
        return None
    call = price_call("measure", asked, **{"period": asked.period or "", **extreme})
    judged = Call("judge", {"fact": "@0", "relation": relation, "stated": figures[0].said, "down": False})
    takes = of_question(
        asked,
        "claim",
        "figure.count",
        "figure.usd",
        "figure.points",
        "measure.close",
        "measure.price",
        "generic",
        "set.hit",
    )
    details = {"claims": 1, "level": True, "assumed": reached and asked.period is None}
    return Plan("claim", ((call,), (judged,)), details=details, takes=takes)


def _extreme(asked: Asked, relation: str, reached: bool) -> dict[str, str] | None:
    """Return what of a period settles a claim about a level: one close, or the highest or lowest of many."""
    measure, span = asked.measure_or_return, bool(asked.question.periods) and asked.question.periods[0].kind != "day"
    if measure in ("high", "low"):
        return {"measure": measure}
    if not (span or reached):
        return {"measure": "close"}
    if relation not in ("more_than", "less_than") or (reached and not span and asked.question.periods):
        return None
    extreme = "high" if relation == "more_than" else "low"
    if reached:
        return {"measure": extreme, "period": asked.period or usual_period(extreme)}
    return {"measure": extreme, "field": "close"}


def weight_claim(asked: Asked) -> Plan | None:
    """Judge a share of the index."""
    question = asked.question
    figures = question.of_kind("fraction")
    holders = [s for s in asked.subjects if s not in INDEX]
    of_index = asked.measure is None and len(holders) < len(asked.subjects) and OF_INDEX.search(question.text)
    if not (asked.measure == "weight" or of_index) or len(figures) != 1 or len(holders) != 1 or not is_yes_or_no(asked):
        return None
    relation = next((r for r in RELATIONS if question.has(f"claim.{r}")), "equal")
    call = Call("weight", {"group": holders[0], "period": asked.period or ""})
    judged = Call("judge", {"fact": "@weight", "relation": relation, "stated": figures[0].said, "down": False})
    return Plan(
        "claim", ((call,), (judged,)), details={"claims": 1}, takes=of_question(asked, "claim", "figure.fraction")
    )


def spread_claim(asked: Asked) -> Plan | None:
    """Judge by how many percentage points one was ahead of another."""
    question = asked.question
    figures = question.of_kind("pp", "points")
    sides = [s for s in ("ahead", "trailing") if question.has(f"set.{s}")]
    if len(figures) != 1 or len(asked.subjects) != 2 or asked.groups or len(sides) != 1 or not question.clear:
        return None
    relation = next((r for r in RELATIONS if question.has(f"claim.{r}")), "equal")
    first, second = asked.subjects if sides == ["ahead"] else reversed(asked.subjects)
    call = price_call("compare", asked, subjects=None, first=first, second=second, how="spread")
    stated = figures[0].said.replace(" points", " percentage points").replace(" point", " percentage point")
    stated = figures[0].said if figures[0].kind == "pp" else stated.replace("percentage percentage", "percentage")
    judged = Call("judge", {"fact": "@spread", "relation": relation, "stated": stated, "down": False})
    takes = of_question(asked, "claim", "figure.pp", "figure.points", f"set.{sides[0]}")
    return Plan("claim", ((call,), (judged,)), details={"claims": 1, "assumed": asked.period is None}, takes=takes)


def points_claim(asked: Asked) -> Plan | None:
    """Judge by how many points something rose or fell."""
    question = asked.question
    figures = question.of_kind("points")
    if len(figures) != 1 or len(asked.subjects) != 1 or asked.groups or not question.clear or not _asks(asked):
        return None
    way = wanted_direction(asked)
    if way is None or asked.measure not in (None, RETURNS[0], "points_change"):
        return None
    call = price_call("measure", asked, measure="points_change")
    relation = next((r for r in RELATIONS if question.has(f"claim.{r}")), "equal")
    down = way == "down"
    judged = Call(
        "judge",
        {
            "fact": "@0",
            "relation": OPPOSITE.get(relation, relation) if down else relation,
            "stated": figures[0].said,
            "down": down,
        },
    )
    takes = of_question(asked, "claim", "figure.points", "direction", "measure.points_change")
    return Plan("claim", ((call,), (judged,)), details={"claims": 1, "assumed": asked.period is None}, takes=takes)


def required_gain(asked: Asked) -> Plan | None:
    """Say which gain makes a loss good."""
    question = asked.question
    figures = question.of_kind("fraction")
    if len(figures) != 1 or not question.has("money.even") or question.mentions or question.periods:
        return None
    loss = figures[0].said.lstrip("+-−– ")
    call = Call("calculate", {"expression": f"needed_gain({loss})", "label": f"gain that makes a loss of {loss} good"})
    return Plan(
        "required_gain",
        ((call,),),
        details={"loss": loss, "given": (figures[0].value, loss)},
        takes=frozenset({"money.even", "money.gain", "figure.fraction", "direction"}),
    )
