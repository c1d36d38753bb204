"""A follow-up that only changes the name or the period of the question before: "and in 2024?"."""

import re
from typing import Final

from copilot.reader.question import Question
from tools.universe import Group, Instrument, Mention

REPEATED: Final = ("count", "crossing", "streak", "series", "days", "shares", "stakes", "between", "recovered")
"""Forms of answers to questions that a measure alone does not tell, so that they are asked again in their words."""
ELLIPTIC: Final = frozenset({"thread", "periods", "set.count", "set.days"})
LEADS: Final = re.compile(r"\b(?:in|during|over|for|on|of|throughout|within)\s+(?:the\s+)?$", re.IGNORECASE)
LED: Final = re.compile(r"(?:since|from|between|after|before|until|over|in|during|on|so far)\b", re.IGNORECASE)
BARE: Final = re.compile(
    r"(?:the|this|last|past|previous|year|month|quarter|week|today|yesterday|ytd)\b", re.IGNORECASE
)
IT: Final = ("it", "they", "them", "that one", "the stock", "the index", "that stock", "that index", "the fund")


def only_changes(follow: Question) -> bool:
    """Say whether a follow-up has nothing but another name or another period, and words that ask for the same."""
    named = len(follow.mentions) + len(follow.periods)
    bare = not (follow.figures or follow.moments or follow.parameters.spans or follow.left(ELLIPTIC))
    if follow.has("set.days") and not follow.has("set.count"):
        return False
    return follow.clear and bare and named > 0 and max(len(follow.mentions), len(follow.periods)) == 1


def repeated(before: Question, follow: Question, words: str) -> str | None:
    """Return the question before with the name and the period of a follow-up; None where their place is not clear.

    `words` name the follow-up's period without its thread.
    """
    text = before.text
    changes: list[tuple[tuple[int, int], str]] = []
    if follow.mentions:
        place = _place(before, follow.mentions[0])
        if place is None:
            return None
        changes.append((place, follow.mentions[0].text))
    if follow.periods:
        if len(before.periods) > 1 or before.moments:
            return None
        changes.append(_period_change(before, words))
    for (start, end), new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _place(before: Question, named: Mention) -> tuple[int, int] | None:
    """Return the place of the one name, or word for it, that another name is put for."""
    known = [m for m in before.mentions if m.subject is not None]
    alike = known if len(known) == 1 else [m for m in known if _kind(m) == _kind(named)]
    if not known:
        words = [w.span for w in before.words_of("thread.those") if w.text.lower() in IT]
        return words[0] if len(words) == 1 else None
    return alike[0].span if len(alike) == 1 else None


def _kind(mention: Mention) -> str:
    subject = mention.subject
    return subject.kind if isinstance(subject, Instrument) else "group" if isinstance(subject, Group) else ""


def _period_change(before: Question, words: str) -> tuple[tuple[int, int], str]:
    """Return the span of the period before with the new one and what leads it, or the end of the text."""
    if not before.periods:
        end = len(before.text.rstrip(" ?.!"))
        return (end, end), f" {_led(words)}"
    start, end = before.periods[0].span
    lead = LEADS.search(before.text[:start])
    return (lead.start() if lead else start, end), _led(words)


def _led(words: str) -> str:
    return words if LED.match(words) or BARE.match(words) else f"in {words}"
