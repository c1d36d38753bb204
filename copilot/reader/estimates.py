"""Rules for figures over earnings that analysts expect."""

from typing import Final

from copilot.reader.filled import Asked
from copilot.reader.plan import Call, Plan
from copilot.reader.takes import THREAD

ABOUT: Final = ("generic", "direction", "measure.price_return", "search.topic", "search.source", "intent.forecast")


def estimates(asked: Asked) -> Plan | None:
    """Give a price against next year's earnings, or their expected growth; the library is asked beside it."""
    question = asked.question
    kinds = question.values("estimate")
    if len(kinds) != 1 or not question.clear or not asked.subjects or question.has("search.why"):
        return None
    calls = (
        Call("measure", {"measure": kinds[0], "subjects": list(asked.subjects), "period": asked.period or ""}),
        Call("search_library", {"query": question.text}),
    )
    details = {
        "why": False,
        "window": None,
        "said": tuple(m.text for m in question.mentions),
        "names": tuple(m.text for m in question.mentions),
    }
    takes = THREAD | {"estimate", "period", *ABOUT}
    return Plan("estimates", (calls,), details=details, takes=frozenset(takes))
