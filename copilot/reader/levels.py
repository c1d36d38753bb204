"""Questions that ask where something stands without a word for its close: "how is the VIX", "gold price"."""

import re
from collections.abc import Sequence
from typing import Final

from copilot.reader.question import Question
from tools.universe import YIELDS, Mention

LEVELS_ALONE: Final = YIELDS | {"^VIX"}
PRICED: Final = re.compile(r"\bprices?\b", re.IGNORECASE)


def asks_where_it_stands(question: Question, named: Sequence[Mention], subjects: Sequence[str]) -> bool:
    """Say whether a question that names no measure, or only says how something is, is about a level."""
    return _are_levels(question, subjects) or _asks_for_price(question, named)


def _are_levels(question: Question, subjects: Sequence[str]) -> bool:
    """Say whether a bare "how is the VIX" asks where it stands: of yields and the VIX, without a period or a move."""
    bare = not (
        question.periods or question.figures or question.has("direction", "measure.price_return", "set", "every")
    )
    return bare and bool(subjects) and all(s in LEVELS_ALONE for s in subjects)


def _asks_for_price(question: Question, named: Sequence[Mention]) -> bool:
    """Say whether a name holds the word "price" and nothing else is asked: "gold price", "oil prices on Friday"."""
    moves = question.has("direction", "generic", "measure", "set", "every") or question.figures
    point = all(p.kind == "day" for p in question.periods)
    return not moves and point and any(PRICED.search(m.text) for m in named)
