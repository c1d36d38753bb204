"""Which slots of a question a measure, a follow-up, a set accounts for; and the calls that they make."""

from typing import Any, Final

from copilot.reader.filled import RETURNS, Asked
from copilot.reader.plan import Call
from copilot.reader.question import Question
from copilot.reader.scopes import names_a_list
from copilot.reader.threads import PAIR

THREAD: Final = frozenset({"thread.follow", "thread.those"})
RETURN_SLOTS: Final = frozenset(
    {
        "measure.price_return", "measure.returns", "measure.total_return", "measure.annualized_return", "measure.price",
        "direction", "basis", "generic",
    }
)  # fmt: skip
WITHOUT_BASIS: Final = ("close", "points_change", "weight", "breadth")
ALSO: Final = {
    "close": ("measure.price", "field.close"),
    "high": ("measure.price", "measure.close", "field", "parameter.year_range", "set.hit", "set.best"),
    "low": ("measure.price", "measure.close", "field", "parameter.year_range", "set.hit", "set.worst"),
    "max_drawdown": (
        "set.far",
        "set.size",
        "set.worst",
        "measure.from_peak",
        "measure.low",
        "measure.high",
        "direction",
    ),
    "record_high": (
        "measure.from_peak",
        "field.close",
        "direction",
        "measure.max_drawdown",
        "measure.price",
        "measure.close",
        "measure.high",
        "set.far",
        "set.hit",
        "set.latest",
        "claim.less_than",
    ),
    "best_day": ("direction",),
    "worst_day": ("direction",),
    "rolling_return": (),
    "recovery": ("measure.max_drawdown",),
    "points_change": ("measure.price_return", "measure.price", "measure.close", "direction"),
    "above_moving_average": (
        "parameter.length",
        "claim.more_than",
        "claim.less_than",
        "measure.close",
        "measure.price",
        "set.spread",
        "set.far",
    ),
    "sharpe_ratio": ("parameter.risk_free_rate",),
    "average": ("measure.price_return", "measure.close", "measure.price", "set.median", "direction"),
}
OF_RETURNS: Final = ("volatility", "sharpe_ratio", "correlation", "beta", "tracking_error")
OF_MOVES: Final = ("return", "gain", "move", "performance", "daily")
KEPT: Final = ("length", "risk_free_rate", "which", "field")
"""Parameters that a measure keeps when a follow-up takes it from its thread."""
OTHER_SIDE: Final = {"up": "down", "down": "up", "ahead": "trailing", "trailing": "ahead"}
FALLS: Final = ("max_drawdown", "worst_day")
NEGATION: Final = frozenset({"negation.not"})
YES_OR_NO: Final = ("is", "are", "was", "were", "did", "does", "do", "has", "have")


def of_measure(measure: str) -> frozenset[str]:
    """Return the slots of the words that ask for a measure."""
    if measure in RETURNS:
        return RETURN_SLOTS
    own = {f"measure.{measure}", "generic", *ALSO.get(measure, ())}
    if measure in OF_RETURNS:
        own |= {"measure.returns"}
    return frozenset(own if measure in WITHOUT_BASIS else own | {"basis"})


def of_question(asked: Asked, *more: str) -> frozenset[str]:
    """Return the slots that any plan for this question accounts for: measure, one period, names, the thread."""
    follow = {"thread.same", "thread.make"} if asked.follows else set()
    pair = asked.follows and len(asked.context.names_in_turn) == PAIR
    follow |= {"thread.former", "thread.latter"} if pair else set()
    excluding = {"thread.excluding"} if asked.left_out and not asked.never_in else set()
    moves = asked.question.has("direction", "set.spread") or asked.measure not in (None, RETURNS[0], "weight")
    size = {"set.big"} if moves else set()
    said = {"period", *more} | follow | excluding | size | _described(asked)
    return of_measure(asked.measure_or_return) | THREAD | said


def _described(asked: Asked) -> set[str]:
    """Return the slot of a word such as "banks" where it says what the instruments right after it are."""
    question = asked.question
    words = question.words_of("described")
    return {"described"} if all(names_a_list(question.text, w.span, question.mentions) for w in words) else set()


def price_call(tool: str, asked: Asked, **changes: Any) -> Call:
    """Return a call of a price tool with the question's slots, some of them changed; None leaves one out."""
    arguments: dict[str, Any] = {
        "measure": asked.measure_or_return,
        "subjects": list(asked.subjects),
        "period": asked.period_words,
        "dividends": asked.dividends or None,
        **parameters(asked, changes.get("measure") or asked.measure_or_return),
        **changes,
    }
    return Call(tool, {name: value for name, value in arguments.items() if value is not None})


def parameters(asked: Asked, measure: str) -> dict[str, Any]:
    """Return the stated parameters that belong to a measure, or those that it had in the thread it is taken from."""
    known = {"above_moving_average": ("length",), "sharpe_ratio": ("risk_free_rate",)}
    given = asked.question.parameters.values
    again = asked.follows and not asked.measures and asked.context.measure == measure
    before = {name: asked.context.arguments[name] for name in KEPT if again and name in asked.context.arguments}
    if measure in ("high", "low") and _of_closes(asked, measure):
        return {"field": "close"}
    if measure == "average" and not again:
        median = {"which": "median"} if asked.question.has("set.median") else {}
        return median | ({"field": "close"} if _of_levels(asked) else {})
    return before | {name: given[name] for name in known.get(measure, ()) if name in given}


def _of_closes(asked: Asked, measure: str) -> bool:
    """Say whether a high or a low is asked for of closes: "lowest closing price", and not of the day's trading."""
    words = asked.question.words_of(f"measure.{measure}", "measure.close", "field.close")
    again = asked.follows and asked.context.arguments.get("field") == "close"
    return any("clos" in word.text.lower() for word in words) or (again and not words)


def _of_levels(asked: Asked) -> bool:
    """Say whether a mean is asked for of closes, and not of moves: "average closing price", "average VIX"."""
    moves = asked.question.has("measure.price_return", "measure.returns", "direction", "every", "generic", "set.days")
    means = " ".join(word.text.lower() for word in asked.question.words_of("measure.average"))
    return not (asked.groups or moves or any(word in means for word in OF_MOVES))


def is_yes_or_no(asked: Asked) -> bool:
    """Say whether the question wants a yes or a no."""
    first = asked.question.text.split(maxsplit=1)[0].lower().strip(",:") if asked.question.text else ""
    return first.removesuffix("n't") in YES_OR_NO or asked.question.has("claim.verify")


def degree_of(asked: Asked) -> str | None:
    """Return "higher" or "lower" where one value is asked to lie above or below another, of a fall by its size."""
    words = ("deeper", "shallower") if asked.measure in FALLS else ()
    found = [v for v in ("higher", "lower", *words) if asked.question.has(f"degree.{v}")]
    ways = {"higher" if v in ("higher", "deeper") else "lower" for v in found}
    return ways.pop() if len(ways) == 1 and asked.measure not in (None, *RETURNS) else None


def is_negated(question: Question) -> bool:
    """Say whether what is asked is turned round: by "didn't", or a "not" right before the verb."""
    words = question.words_of("negation.not")
    verbs = {w.span[0] for w in question.words_of("direction", "generic", "set.ahead", "set.trailing")}
    return len(words) == 1 and (words[0].text.lower() != "not" or words[0].span[1] + 1 in verbs)


def sided(asked: Asked, side: str | None) -> str | None:
    """Return the side on which a yes-or-no question stands; None where its "not" leaves open what a yes means."""
    if not is_negated(asked.question):
        return side
    return OTHER_SIDE.get(side or "") if asked.question.has("claim.verify") else None


def wanted_direction(asked: Asked) -> str | None:
    """Return "up" or "down" where the question speaks of one of them only."""
    ways = asked.question.values("direction")
    return ways[0] if len(ways) == 1 else None
