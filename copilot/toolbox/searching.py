"""The tool `search_library`: passages of the source library, none published after the as-of session."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from copilot.facts import Passage
from copilot.toolbox.desk import Desk
from copilot.toolbox.outcome import Failure, Outcome
from tools.errors import LibraryError
from tools.universe import Group, Instrument

if TYPE_CHECKING:
    from tools.library import Found

PASSAGES = 5
SECOND_HAND = "second-hand"


def search_library(desk: Desk, query: str) -> Outcome:
    """Return the passages nearest to a question, each under an id to cite it by."""
    outcome = Outcome()
    if desk.open_library is None:
        outcome.fail(Failure("unavailable", "There is no source library here."))
        return outcome
    try:
        found = desk.open_library().search(query, count=PASSAGES, as_of=desk.as_of, symbols=companies_in(desk, query))
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
    """Yield a note for each name of a query that none of the passages mentions."""
    told = " ".join(f"{p.title} {p.text}" for p in passages).lower()
    for mention in desk.universe.find(query).mentions:
        if mention.subject is None or not told:
            continue
        key = mention.subject.key if isinstance(mention.subject, Group) else mention.subject.symbol
        names = {mention.text.lower(), *(name.lower() for name in desk.universe.names_of(key))}
        if not any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told) for name in names):
            yield f"No passage here mentions {mention.text}: give no cause or outlook for it from them."


def companies_in(desk: Desk, query: str) -> tuple[str, ...]:
    """Return the companies that a question names: documents about them come first."""
    subjects = [mention.subject for mention in desk.universe.find(query).mentions]
    return tuple(dict.fromkeys(s.symbol for s in subjects if isinstance(s, Instrument) and s.kind == "stock"))


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
