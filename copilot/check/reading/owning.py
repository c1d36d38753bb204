"""Whom the figures of an article's sentence are said of, beyond the nearest name: lists in an order, "the three".

Also whom they are not said of: a name that only the next clause has, or one that was named in passing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from copilot.grounding.reading.lexicon import Named
from copilot.grounding.reading.owner_words import OF, PAIR, RIGHT
from copilot.grounding.reading.owners import Owner, owners
from copilot.grounding.reading.scan import LISTING, Mention, Sentence

IN_ORDER = re.compile(
    r"^\s*\)?,?\s*\(?\s*(?:respectively,?\s+(?:for|by|on|in)|(?:for|by|in)|(?:given |listed |named )?in (?:the|this|"
    r"that) order(?:\s+of)?|in order(?:\s+of)?|in the sequence|the order (?:being|is))?\s*[:,(–—-]?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
"""What leads from a list of figures to the list of their names behind it."""
FIRST_THEN = re.compile(
    r"^\s+(?:first|leading|ahead),?\s+(?:and\s+)?(?:then|followed by)\s+(?:the\s+)?$", re.IGNORECASE
)
"""What may stand between the first and the second name of an order: "Dow first, then S&P and Nasdaq"."""
OPENING_LEVEL = re.compile(
    r"[^.;:%\d]*\b(?:between|from|since|after|off|at)\b[^.;:]*\b(?:highs?|lows?|peak|close|record|trough|bottom|level|record)\s+"
    r"(?:of|at|near)\s+(?:about\s+)?$",
    re.IGNORECASE,
)
"""What leads to a level before anybody is named."""
COLLECTIVE = re.compile(
    r"\b(?P<two>both(?! of which)|the two|the pair)\b|\b(?P<three>the three|all three|the trio)\b|\b(?P<four>the four|"
    r"all four|the quartet)\b|\b(?P<any>they|these)\b",
    re.IGNORECASE,
)
NEXT_CLAUSE = re.compile(
    r"\b(?:with|while|whereas|but|and|as|even as|because|since|when|where|which|though|although|before|after|than)\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"\b(?:the|an?|its|their|that|this|these|those|some|most|all|every|other|[A-Z][\w&.-]+(?:[’']s)?)\s+"
    r"(?:[\w&’'.-]+\s+){1,6}$",
    re.IGNORECASE,
)
"""What is said to move before a verb: "the small-cap basket", "most chip stocks"."""
LED_UP_TO = re.compile(r"\b(?:after|following|despite|by|with|on|since|from|for|having|when|as)\b", re.IGNORECASE)


def owned_by(sentence: Sentence, carried: tuple[Named, ...], recent: Sequence[Named]) -> list[Owner]:
    """Return the owner of each figure of a sentence; `recent` are the things named so far, the last one last."""
    found = [_own(sentence, n, owner, carried) for n, owner in enumerate(owners(sentence, carried))]
    found = [_of_opening(sentence, n, found) for n in range(len(found))]
    for run in runs(sentence):
        whom = _behind(sentence, run) or _collected(sentence, run, recent)
        for index, named in zip(run, whom, strict=False):
            every = (*found[index].names, *found[index].others)
            found[index] = Owner((named,), tuple(n for n in every if n != named))
    return found


def _of_opening(sentence: Sentence, index: int, told: Sequence[Owner]) -> Owner:
    """Return the owner of the figures behind a level that opens its sentence: "From the February high of 6,144 it"."""
    start = sentence.quantities[index].start
    first = next((m for m in sentence.mentions), None)
    if first is None or first.end <= start or not OPENING_LEVEL.match(sentence.text[:start]):
        return told[index]
    if first.named:
        return Owner((first.named,))
    return next((o for o in told[index + 1 :] if o.names and not o.carried), told[index])


def runs(sentence: Sentence) -> list[list[int]]:
    """Return the lists of figures of one unit that are joined by commas and "and"."""
    found: list[list[int]] = []
    for index, quantity in enumerate(sentence.quantities):
        last = sentence.quantities[index - 1] if index else None
        alike = last is not None and getattr(last, "unit", "") == getattr(quantity, "unit", "")
        if last is not None and alike and PAIR.match(sentence.text[last.end : quantity.start]):
            found[-1].append(index)
        else:
            found.append([index])
    return [run for run in found if len(run) > 1]


def _behind(sentence: Sentence, run: list[int]) -> tuple[Named, ...]:
    """Return the names listed behind a list of figures: "fell 9%, 8% and 10%, in the order S&P, Dow, Nasdaq"."""
    end = sentence.quantities[run[-1]].end
    after = [m for m in sentence.mentions if m.start >= end and m.named]
    listed = _listed(sentence.text, after)
    names = tuple(m.named for m in listed if m.named)
    if len(names) != len(run):
        return ()
    told = FIRST_THEN.match(sentence.text[listed[0].end : listed[1].start])
    return names if told or IN_ORDER.match(sentence.text[end : listed[0].start]) else ()


def _listed(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    found: list[Mention] = []
    for mention in mentions:
        between = text[found[-1].end : mention.start] if found else ""
        if found and not (LISTING.match(between) or (len(found) == 1 and FIRST_THEN.match(between))):
            break
        found.append(mention)
    return found


def _collected(sentence: Sentence, run: list[int], recent: Sequence[Named]) -> tuple[Named, ...]:
    """Return the last things named where a list of figures is said of "both", "the three", "they"."""
    start = sentence.quantities[run[0]].start
    told = list(COLLECTIVE.finditer(sentence.text[:start]))
    if not told or any(told[-1].end() <= m.start < start for m in sentence.mentions if m.named):
        return ()
    size = {"two": 2, "three": 3, "four": 4, "any": len(run)}[told[-1].lastgroup or "any"]
    here = [m.named for m in sentence.mentions if m.named and m.end <= told[-1].start()]
    known = last_named([*recent, *here], size)
    return known if len(known) == size == len(run) else ()


def last_named(recent: Sequence[Named], size: int) -> tuple[Named, ...]:
    """Return the last few different things that were named, of the kind of the last one, in the order of the text."""
    kept: list[Named] = []
    for named in reversed(recent):
        if len(named.singles) == 1 and all(named.singles != k.singles for k in kept):
            alike = not kept or _is_index(named) == _is_index(kept[0])
            kept += [named] if alike else []
        if len(kept) == size:
            break
    return tuple(reversed(kept))


def _is_index(named: Named) -> bool:
    return any(s.startswith("^") for s in named.singles)


def _own(sentence: Sentence, index: int, owner: Owner, carried: tuple[Named, ...]) -> Owner:
    if len(owner.names) > 1:
        known = tuple(n for n in owner.names if not any(s.startswith("?") for s in n.singles))
        owner = replace(owner, names=known or owner.names)
    if owner.carried or not owner.names or not _taken_from_behind(sentence, index, owner):
        return owner
    return Owner(carried, (*owner.names, *owner.others), carried=True)


def _taken_from_behind(sentence: Sentence, index: int, owner: Owner) -> bool:
    """Say whether a figure got its subject from a clause that follows, its own having one or being over."""
    quantity = sentence.quantities[index]
    mentions = [m for m in sentence.mentions if m.named in owner.names or m.named is None]
    after = next((m for m in mentions if m.start >= quantity.end and m.named), None)
    if after is None or any(m.end <= quantity.start for m in mentions):
        return False
    between = sentence.text[quantity.end : after.start]
    if RIGHT.match(between) or OF.match(between):
        return False
    if any(quantity.end <= b < after.start for b in sentence.boundaries) or NEXT_CLAUSE.search(between):
        return True
    verbs = [s[0] for s in sentence.signals_of("move", "side") if s[0] < quantity.start]
    lead = sentence.text[: verbs[0]] if verbs else ""
    return SUBJECT.search(lead) is not None and not LED_UP_TO.search(lead)
