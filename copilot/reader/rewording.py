"""A message in the words that the rules know: its opening left aside, an order put as a question."""

import re
from typing import Final

from copilot.reader.plainer import plainer
from copilot.reader.plan import Context

GREETING: Final = re.compile(
    r"^(?:(?:hi|hey|hello|yo|morning|good (?:morning|afternoon|evening)|thanks|thank you|ok|okay|so)\b"
    r"(?:\s+(?:there|again|all|team))?\s*[!,.–-]+\s*)+(?=\w)",
    re.IGNORECASE,
)
OPENED: Final = r"(?:the|this|last|in|since|from|for|over|during|on|as|with|without)\b"
"""What stands after a word that only opens a message: "now over three years"."""
CORRECTION: Final = re.compile(
    r"^(?:(?:(?:no|nope|wait|actually|hmm|oops)\s*[,.!–-]+|sorry\b|my bad\b|(?:no|nope),?\s+(?=i mea?n)"
    rf"|i (?:meant|mean)\b|(?:only|now|then)\s+(?={OPENED})|(?:now\s+)?(?:switch|change)(?:\s+(?:it|that|this))?\s+to\b"
    r"|try\b)[\s,.!–-]*)+(?=\w)",
    re.IGNORECASE,
)
"""What opens a message that puts the one before right."""
PLEASE: Final = r"^\s*(?:(?:please|now|also|and|then|can you|could you)\s+)*"
REMOVING: Final = re.compile(
    rf"{PLEASE}(?:drop|remove|delete|skip|take (?:out|away|off)|leave (?:out|off|aside))\s+"
    r"(?P<names>(?!\d|(?:in|since|over|by|from|on|for|this|last|after|during)\b).+?)"
    r"(?:\s+(?:please|from (?:it|that|this|the list|them)))*\s*[.!?]*\s*$",
    re.IGNORECASE,
)
"""What takes names away from those of the question before: "drop Tesla"."""
ADDING: Final = re.compile(
    rf"{PLEASE}(?:add|include|throw in)\s+"
    r"(?P<names>.+?)(?:,?\s+(?:too|as well|also|please|to (?:it|that|this|the list)))*\s*[.!?]*\s*$",
    re.IGNORECASE,
)
"""What sets further names beside those of the question before: "add Amazon"."""
REVERSED: Final = re.compile(
    rf"{PLEASE}(?:the other way (?:a?round)|(?:in )?reverse(?:d)?(?: (?:it|that|them|the order))?|in reverse order"
    r"|flip (?:it|that|them|the order)|turn (?:it|that|them) (?:a?round))\s*[.!?]*\s*$",
    re.IGNORECASE,
)
"""What turns the order of the ranking before round."""
FIRST_FEW: Final = re.compile(
    rf"{PLEASE}(?:(?:just|only|show|give|me)\s+)*(?:the\s+)?(?P<end>first|last)\s+(?P<count>two|three|four|five|six|\d{{1,2}})"
    r"(?:\s+of\s+(?:them|those))?\s*[.!?]*\s*$",
    re.IGNORECASE,
)
"""What asks for one end of the ranking before, as it was shown: "just the first two"."""
IN_PERCENT: Final = re.compile(
    rf"{PLEASE}(?:show (?:it|that)\s+)?(?:as|in)\s+(?:a\s+)?(?:percentages?|percent|per cent|%)(?:\s+terms)?"
    r"\s*[.!?]*\s*$",
    re.IGNORECASE,
)
LENGTH: Final = re.compile(
    r"(?<!past )(?<!last )(?<!next )\b(?P<length>\d{2,3})[- ]?(?:days?|sessions?)(?:\s+(?:line|one))?(?=\s*[?.!]*\s*$)",
    re.IGNORECASE,
)
"""What changes the length of the moving average that was told: "what about the 50 day?"."""
BOTTOM: Final = re.compile(
    r"\b(did|does|do|has|have)\s+([^?.,]{1,60}?)\s+(bottom|trough)(?=\s*(?:$|[?.,]|in\b|during\b|on\b))", re.IGNORECASE
)
"""What asks for a low by a word that elsewhere means the last of a set."""


def reworded(text: str, context: Context) -> str:
    """Return a message without its greeting, what it asks of its thread put in plain words."""
    text = GREETING.sub("", text) or text
    if context.tool:
        text = _of_thread(CORRECTION.sub("", text), context)
    return BOTTOM.sub(r"\1 \2 bottom out", plainer(text))


def _of_thread(text: str, context: Context) -> str:
    text = REMOVING.sub(r"without \g<names>", text)
    text = ADDING.sub(r"and those and \g<names>?", text)
    if context.measure == "points_change":
        text = IN_PERCENT.sub("percentage change", text)
    if context.measure == "above_moving_average":
        text = LENGTH.sub(r"\g<length>-day moving average", text)
    if context.tool != "rank":
        return text
    lowest = bool(context.arguments.get("ascending"))
    text = REVERSED.sub("best first" if lowest else "worst first", text)
    return FIRST_FEW.sub(lambda m: f"{_end(m['end'], lowest)} {m['count']}", text)


def _end(said: str, lowest: bool) -> str:
    """Return the end of a set that stands first, or last, in an order that may begin with the lowest."""
    return "bottom" if (said.lower() == "first") == lowest else "top"
