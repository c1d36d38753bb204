"""Take a question of several parts apart, where each part is a question by itself."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from copilot.reader.plan import Plan

OPENING: Final = (
    r"(?:what|what's|how|how's|why|which|who|when|where|tell|show|is|are|was|were|did|does|do|has|have|give|list|rank"
    r"|compare|verify|explain)\b"
)
JOINT: Final = re.compile(
    rf"[?;]+\s+(?:(?:and|also|then)\s+)?(?=\w)|\s*,?\s+(?:and|also|then|plus)(?:\s+also)?\s+(?={OPENING})",
    re.IGNORECASE,
)
WHOLE: Final = ("advice", "forecast", "out_of_scope", "ambiguous", "unknown_name", "no_data")
"""Why a question gets no answer, where that is said of all of it at once."""
SEARCH: Final = "search"


def parts_of(text: str) -> list[str]:
    """Return the questions that stand side by side in a text, in their order; most texts are one."""
    return [part.strip(" ,") for part in JOINT.split(text) if part.strip(" ,?")]


def may_have_parts(whole: Plan) -> bool:
    """Say whether the reading of a text as one question leaves room for another one."""
    return whole.language == "en" and whole.reason not in WHOLE


def says_more(parts: Plan, whole: Plan) -> bool:
    """Say whether the parts tell what the whole leaves out: it was searched for or not read, or lacks a measure."""
    if whole.behavior != "answer" or whole.form == SEARCH:
        return True
    return not parts.not_understood and not _measures(parts) <= _measures(whole)


def _measures(plan: Plan) -> set[str]:
    return {str(call.arguments.get("measure", call.tool)) for call in plan.ahead}


def together(texts: Sequence[str], plans: Sequence[Plan]) -> Plan | None:
    """Return one plan for all parts, run one after the other; None when none of them can be answered."""
    if not any(plan.behavior == "answer" for plan in plans):
        return None
    answered = [
        plan if plan.behavior == "answer" else _unread(text, plan) for text, plan in zip(texts, plans, strict=True)
    ]
    return Plan(
        "parts",
        tuple(chain.from_iterable(plan.steps for plan in answered)),
        not_understood=tuple(chain.from_iterable(plan.not_understood for plan in answered)),
        details={"parts": tuple(zip(texts, answered, strict=True))},
    )


def _unread(text: str, plan: Plan) -> Plan:
    """Return the plan of a part that is not answered: without steps, and named if no word of it is."""
    named = plan.not_understood or ((text,) if plan.behavior == "clarify" else ())
    return Plan(plan.form, (), plan.behavior, plan.reason, plan.message, plan.suggestions, named)
