"""What a group's or an index's name beside other names is for: the set itself, a word for a list, or where it is from.

"These chip stocks: INTC, AMD" are those two, "tech stocks in the S&P 500" are the tech stocks, and "its sector"
is the one of the stock that stands beside.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from copilot.reader.question import Question
from tools.universe import Group, Instrument, Mention, Universe

OF_INDEX: Final = {"^GSPC": "sp500", "^DJI": "dow_30"}
ENDS: Final = ("top", "bottom", "leading", "lagging")
WHOLES: Final = ("market", "three_averages", "sectors")
ORDERED: Final = ("set.best", "set.worst", "set.rank", "set.count")
AGAINST: Final = ("set.versus", "set.ahead", "set.trailing", "set.spread", "set.better", "set.worse", "measure.weight")
AMONG: Final = re.compile(r"\b(?:in|of|among|from|within|on)\s+(?:the\s+)?$", re.IGNORECASE)
THESE: Final = re.compile(r"\b(?:these|those|the following)\s+(?:\w+\s+)?$", re.IGNORECASE)
LEADS_IN: Final = re.compile(
    r"(?:\s+(?:stocks?|names?|shares?|compan(?:y|ies)|makers?|giants?|peers))?"
    r"(?:\s*[:(–-]\s*|\s*,?\s+(?:like|such as|namely|e\.g\.)\s+|\s+)",
    re.IGNORECASE,
)
IN_A_LIST: Final = re.compile(
    r"\s+|\s*(?:[,;/&+:]|\b(?:and|or|vs|versus|against|with|to|plus|than|beat|as well as)\b\.?)\s*"
    r"(?:(?:and|or)\s+)?(?:(?:also|all|each of|of)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
OWN_SECTOR: Final = re.compile(
    r"\b(?:its|that|their|the same)(?:\s+own)?\s+(?P<word>sector)\b(?!\s+(?:fund|etf))", re.I
)
WHICH_SECTOR: Final = re.compile(
    r"\b(?:what|which)\s+(?:gics\s+|s&p\s+(?:500\s+)?)?(?:sector|industry)\s+(?:is|does|do|are|contains|has)\b"
    r"|\b(?:what|which)\s+(?:is|'s)\s+(?:the\s+)?(?:sector|industry)\s+of\b|\bwhat(?:'s| is)\s+[\w .&]+'s\s+sector\b",
    re.IGNORECASE,
)


def in_their_scope(
    question: Question, named: Sequence[Mention], universe: Universe, before: Sequence[str] = ()
) -> list[Mention]:
    """Return the names that are asked about, those that only describe or locate others left out.

    `before` are the symbols that the thread is about.
    """
    kept = _own_sector(question, [m for m in named if not _describes(m, named, question.text)], universe, before)
    for index in [m for m in kept if m.symbol in OF_INDEX and _is_scope(question, m, kept)]:
        others = [m for m in kept if m is not index]
        kept = [one for m in others for one in _within(question, m, index, universe)]
    return kept


def sector_asked(question: Question) -> Instrument | None:
    """Return the stock whose sector is asked for: "what sector is Eli Lilly in"."""
    stocks = [m.subject for m in question.mentions if isinstance(m.subject, Instrument) and m.subject.kind == "stock"]
    return stocks[0] if len(stocks) == 1 and WHICH_SECTOR.search(question.text) else None


def unknown_scope(question: Question) -> tuple[Mention, Mention] | None:
    """Return a group and the index of whose members it is to be, where these are not known here."""
    for index in question.mentions:
        known = not isinstance(index.subject, Instrument) or index.subject.kind != "index" or index.symbol in OF_INDEX
        group = None if known else next((m for m in question.mentions if _touch(question.text, m, index)), None)
        if group is not None:
            return group, index
    return None


def in_a_list(question: Question) -> bool:
    """Say whether the names of a question stand in one list, so that all of them make up a set."""
    named = sorted(question.mentions, key=lambda m: m.span)
    gaps = [(question.text[a.span[1] : b.span[0]], a, b) for a, b in pairwise(named)]
    bare = [isinstance(one.subject, Instrument) for gap, *both in gaps if not gap.strip() for one in both]
    return all(bare) and all(IN_A_LIST.fullmatch(gap) for gap, *_ in gaps)


def names_a_list(text: str, span: tuple[int, int], names: Sequence[Mention]) -> bool:
    """Say whether a word says what a list of instruments is: it stands right before it, or after "these"."""
    single = [m for m in names if isinstance(m.subject, Instrument)]
    if len(single) > 1 and THESE.search(text[: span[0]]):
        return True
    after = [m for m in single if m.span[0] >= span[1]]
    return bool(after) and LEADS_IN.fullmatch(text[span[1] : after[0].span[0]]) is not None


def _describes(mention: Mention, named: Sequence[Mention], text: str) -> bool:
    """Say whether a group's name only says what the instruments of a list are."""
    if not isinstance(mention.subject, Group):
        return False
    single = [m for m in named if isinstance(m.subject, Instrument)]
    if any(_is_named_like(m, mention) for m in single):
        return True
    if _offers_two(mention, single, text):
        return True
    own = [m for m in single if m.symbol in mention.subject.members or THESE.search(text[: mention.span[0]])]
    return names_a_list(text, mention.span, own)


def _offers_two(group: Mention, single: Sequence[Mention], text: str) -> bool:
    """Say whether "which sector" is asked of two that are offered: "which sector did better, energy or utilities"."""
    assert isinstance(group.subject, Group)
    own = [m for m in single if m.symbol in group.subject.members and m.span[0] > group.span[1]]
    asked = re.search(r"\b(?:which|what)\s+$", text[: group.span[0]], re.IGNORECASE)
    return bool(asked) and len(own) == 2 and text[own[0].span[1] : own[1].span[0]].strip(" ,").lower() == "or"


def _is_named_like(one: Mention, group: Mention) -> bool:
    """Say whether an index is of the group's own name: the PHLX Semiconductor Index for the semiconductors."""
    assert isinstance(one.subject, Instrument) and isinstance(group.subject, Group)
    stem = group.subject.key.rstrip("s").replace("_", " ")
    return one.subject.kind == "index" and stem in one.subject.name.lower()


def _is_scope(question: Question, index: Mention, named: Sequence[Mention]) -> bool:
    """Say whether an index only says of whose members a group is: "tech stocks in the S&P 500"."""
    alone = all(m is index or _is_part(m) for m in named)
    beaten = [w for w in question.words_of("set.ahead", "set.trailing") if w.text.lower() not in ENDS]
    if question.has("measure.weight") or (alone and beaten):
        return False
    text = question.text
    if any(_touch(text, m, index) for m in named):
        return True
    parts = [m for m in named if _is_part(m)]
    among = AMONG.search(text[: index.span[0]]) is not None and question.has(*ORDERED)
    return bool(parts) and among and not question.has(*AGAINST)


def _touch(text: str, part: Mention, index: Mention) -> bool:
    """Say whether a part stands beside its index: "S&P tech stocks", "tech stocks in the S&P"."""
    if not _is_part(part):
        return False
    if index.span[1] <= part.span[0]:
        return re.fullmatch(r"(?:'s)?\s+", text[index.span[1] : part.span[0]]) is not None
    between = text[part.span[1] : index.span[0]]
    stocks = r"(?:\s+(?:stocks?|names?|compan(?:y|ies)|shares?|members?))?"
    return re.fullmatch(stocks + r"\s+(?:in|of|from|within|on)\s+(?:the\s+)?", between, re.IGNORECASE) is not None


def _is_part(mention: Mention) -> bool:
    subject = mention.subject
    if isinstance(subject, Group):
        return subject.key not in WHOLES and not all(s.startswith(("^", "XL")) for s in subject.members)
    return subject is not None and subject.kind == "fund" and bool(subject.sector) and mention.text != subject.symbol


def _within(question: Question, part: Mention, index: Mention, universe: Universe) -> list[Mention]:
    """Return a part as that of an index: its stocks where one of them is asked for, those of them in the Dow."""
    subject = part.subject
    if not _is_part(part):
        return [part]
    stocks = question.has(*ORDERED) or bool(question.of_kind("place", "count"))
    if isinstance(subject, Instrument) and (stocks or index.symbol != "^GSPC"):
        subject = universe.group(f"{str(subject.sector).lower().replace(' ', '_')}_stocks")
    if index.symbol == "^GSPC" or not isinstance(subject, Group):
        return [replace(part, subject=subject)]
    members = universe.group(OF_INDEX[str(index.symbol)]).members
    return [replace(part, subject=universe.instrument(s)) for s in subject.members if s in members]


def _own_sector(question: Question, named: list[Mention], universe: Universe, before: Sequence[str]) -> list[Mention]:
    """Return "its sector" as the fund of the sector of the one stock that is named, or that the thread is about."""
    stocks = [m for m in named if isinstance(m.subject, Instrument) and m.subject.kind == "stock"]
    known = [m.subject for m in stocks] or [universe.instrument(s) for s in before if not s.startswith("^")]
    sector = known[0].sector if len(known) == 1 and isinstance(known[0], Instrument) else None
    asks, own = WHICH_SECTOR.search(question.text), OWN_SECTOR.search(question.text)
    if not sector or not (asks or own):
        return named
    words = [m for m in named if isinstance(m.subject, Group) and m.subject.key == "sectors" and m.text == "sector"]
    kept = [m for m in named if m not in words and not (asks and m in stocks)]
    if own is None:
        return kept
    fund = next(f for f in universe.group("sectors").members if universe.instrument(f).sector == sector)
    return sorted([*kept, Mention("sector", own.span("word"), universe.instrument(fund))], key=lambda m: m.span)
