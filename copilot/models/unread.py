"""Questions that the reader cannot read, and whose answer stands in a document that somebody brought in."""

import re
from typing import Final

from copilot.reader import Call, Plan
from copilot.toolbox import Desk
from copilot.toolbox.searching import passage_of
from copilot.writing import speaks_of
from tools.errors import LibraryError

FOUND: Final = 3
PRICED: Final = re.compile(
    r"\b(?:returns?|returned|gain(?:s|ed)?|perform\w*|outperform\w*|beat|prices?|quotes?|clos(?:e[sd]?|ing)|shares?|stocks?"
    r"|drawdowns?|volatil\w*|ytd)\b",
    re.IGNORECASE,
)
"""Words of what prices alone can tell; a document that happens to speak of the rest is no answer."""


def may_stand_in_library(plan: Plan) -> bool:
    """Whether a plan gives up on words that a document may know."""
    return plan.reason in ("not_understood", "unknown_name", "out_of_scope")


def stands_in_library(desk: Desk, question: str) -> bool:
    """Whether a passage of a primary or reporting document speaks of nearly all that a question does."""
    if desk.open_library is None or PRICED.search(question):
        return False
    try:
        library = desk.open_library()
        if all(document.tier == "second-hand" for document in library.documents()):
            return False
        found = library.search(question, count=FOUND, as_of=desk.as_of)
    except LibraryError:
        return False
    return speaks_of(question, [passage_of(one) for one in found if one.document.tier != "second-hand"])


def in_library(question: str) -> Plan:
    """Return the plan that looks a question up as it stands."""
    details = {"why": False, "window": None, "said": (), "names": ()}
    return Plan("search", ((Call("search_library", {"query": question}),),), details=details, takes=frozenset({"all"}))
