"""The tool `search_library`: passages of the source library, none published after the as-of session."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from copilot.facts import Passage
from copilot.toolbox.desk import Desk
from copilot.toolbox.outcome import Failure, Outcome
from tools.errors import LibraryError
from tools.universe import Group, Mention

if TYPE_CHECKING:
    from tools.library import Found

PASSAGES = 5
SECOND_HAND = "second-hand"
FEW = 3
MEMBERS = re.compile(r"(?:'s)? (?:companies|members|stocks|constituents|components)$")
"""Said of a set behind its name, which passages may have alone."""
REFERS = re.compile(
    r"^\s*(?:and|or|but|what about|how about)\b|\b(?:its?|they|their|them|the (?:company|firm|stock|business))\b", re.I
)


def search_library(desk: Desk, query: str) -> Outcome:
    """Return the passages nearest to a question, each under an id to cite it by."""
    outcome = Outcome()
    if desk.open_library is None:
        outcome.fail(Failure("unavailable", "There is no source library here."))
        return outcome
    try:
        library = desk.open_library()
        found = library.search(_whole(desk, query), count=PASSAGES, as_of=desk.as_of)
        outcome.note(*library.notices)
    except LibraryError as error:
        outcome.fail(error)
        return outcome
    outcome.passages += [desk.ledger.book_passage(passage_of(one)) for one in found]
    if not outcome.passages:
        outcome.note("No passage of the library fits; say that the sources do not speak of it.")
    outcome.note(*_unspoken(desk, query, outcome.passages))
    if found and all(one.outside_filter for one in found):
        outcome.note("No document about the company named fits; these passages are from others.")
    if any(p.tier == SECOND_HAND for p in outcome.passages):
        outcome.note("A second-hand passage tells what somebody else wrote; say so where it is cited.")
    return outcome


def _unspoken(desk: Desk, query: str, passages: Sequence[Passage]) -> Iterator[str]:
    """Yield a note for each name of a query that none of the passages mentions and the user has named too."""
    told = " ".join(f"{p.publisher} {p.title} {p.text}" for p in passages).lower()
    named = {_key(mention) for mention in desk.universe.find(f"{desk.question}\n{desk.earlier}").mentions}
    for mention in desk.universe.find(query).mentions:
        if mention.subject is None or not told or (desk.question and _key(mention) not in named):
            continue
        names = {*(name.lower() for name in desk.universe.names_of(_key(mention))), mention.text.lower()}
        names |= {MEMBERS.sub("", name) for name in names}
        if not any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told) for name in names):
            yield f"No passage here mentions {mention.text}: give no cause or outlook for it from them."


def _key(mention: Mention) -> str:
    """Return the symbol or the group's key that a name stands for, "" where that is open."""
    subject = mention.subject
    return subject.key if isinstance(subject, Group) else subject.symbol if subject else ""


def _whole(desk: Desk, query: str) -> str:
    """Return a query with what it refers to: the companies last spoken of, else the subject of the question before."""
    from tools.library.following import with_subject

    companies = subject_meant(desk, query)
    if companies or desk.universe.find(query).mentions:
        return " ".join([query, *companies])
    return with_subject(query, desk.earlier)


def subject_meant(desk: Desk, query: str) -> tuple[str, ...]:
    """Return the companies that a follow-up means by "it" or "and …": those the thread last spoke of."""
    if desk.universe.find(query).mentions or not REFERS.search(query):
        return ()
    for fact in reversed(desk.ledger.facts.values()):
        if names := _stocks(desk, fact.subject):
            return names
    for passage in reversed(desk.ledger.passages.values()):
        named = desk.universe.find(f"{passage.publisher}. {passage.title}").mentions
        if names := _stocks(desk, [m.symbol for m in named if m.symbol]):
            return names
    return ()


def _stocks(desk: Desk, symbols: Sequence[str]) -> tuple[str, ...]:
    instruments = [desk.universe.instrument(symbol) for symbol in dict.fromkeys(symbols)]
    return tuple(i.short for i in instruments if i.kind == "stock")[:FEW]


def passage_of(found: "Found") -> Passage:
    """Return a passage as it was found, not yet booked."""
    document = found.document
    return Passage(
        id="",
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        tier=document.tier,
        text=found.text,
        start=found.start,
        end=found.end,
        url=document.url,
        locator=found.locator,
    )
