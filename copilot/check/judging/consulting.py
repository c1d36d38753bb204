"""What a source that the article names, and the library holds, says of a figure that prices cannot settle."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from copilot.answer import Json
from copilot.check.claim import Judged
from copilot.check.judging.findings import Findings
from copilot.facts import Passage
from copilot.grounding import Settled, settle
from copilot.ledger import Ledger
from copilot.toolbox.searching import passage_of
from tools.errors import LibraryError

if TYPE_CHECKING:
    from tools.library import DocumentRecord, Library

PASSAGES = 6
SHORTEST_NAME = 3
CITING = re.compile(r",\s*citing\s+", re.IGNORECASE)


def consulted(findings: Findings) -> Findings:
    """Return the findings with each figure that prices cannot settle held against the source that is named for it.

    A passage supports a figure when it carries the whole sentence, as in an answer; a second-hand one never does.
    Documents published after the article are not looked at.
    """
    unsettled = [j for j in findings.judged if j.verdict == "not_checkable" and j.claim.stated.value is not None]
    desk = findings.market.desk
    if not unsettled or desk.open_library is None:
        return findings
    try:
        library = desk.open_library()
        known = [d for d in library.documents() if d.published is None or d.published <= findings.article.published]
        told = [d for d in known if _named(d, findings.article.text)]
        judged = tuple(_held_against(j, findings, library, told) if j in unsettled else j for j in findings.judged)
    except LibraryError as error:
        desk.notices.append(f"the source library could not be asked: {error}")
        return findings
    return replace(findings, judged=judged)


def _named(document: "DocumentRecord", text: str) -> bool:
    """Say whether a text names a document: its title, its publisher, or whom a second-hand note cites."""
    names = [document.title, *CITING.split(document.publisher)]
    return any(len(n) >= SHORTEST_NAME and re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text, re.I) for n in names)


def _held_against(
    judged: Judged, findings: Findings, library: "Library", documents: Sequence["DocumentRecord"]
) -> Judged:
    sentence, paragraph = _words(judged, findings)
    named = [d for d in documents if _named(d, paragraph)]
    if not named:
        return judged
    for passage, settled in _settled(sentence, named, findings, library):
        quoted = any(s.verdict == "quoted" and judged.claim.stated.text in s.text for s in settled.segments)
        if not quoted or settled.checks.supported + settled.checks.second_hand == 0:
            continue
        booked = findings.market.desk.ledger.book_passage(passage)
        citation = {**settled.citations[0], "id": booked.id, "marker": int(booked.id[1:])}
        where = f"{_title(citation)} says so: “{citation['quote']}”"
        if citation["tier"] == "second-hand":
            reason = f"{judged.reason} {where}, but it is second-hand, which is no support."
            return replace(judged, reason=reason, citation=citation)
        return replace(judged, verdict="supported", reason=f"{where}.", citation=citation)
    titles = "; ".join(dict.fromkeys(f"“{d.title}”" for d in named[:2]))
    return replace(judged, reason=f"{judged.reason} The library's {titles} does not carry it.")


def _words(judged: Judged, findings: Findings) -> tuple[str, str]:
    """Return the sentence of a claim and the paragraph around it."""
    context = judged.claim.context
    pieces = [p for p in findings.article.pieces if p.paragraph == context["paragraph"]]
    sentence = next((p.text for p in pieces if p.start == context["sentence"]), judged.claim.quote)
    return sentence, " ".join(p.text for p in pieces)


def _settled(
    sentence: str, named: Sequence["DocumentRecord"], findings: Findings, library: "Library"
) -> Iterator[tuple[Passage, Settled]]:
    """Yield the sentence as each passage of the named documents would carry it, the nearest first."""
    wanted = {d.id for d in named}
    for publisher in dict.fromkeys(d.publisher for d in named):
        found = library.search(sentence, count=PASSAGES, as_of=findings.article.published, publisher=publisher)
        for one in found:
            if one.document.id in wanted:
                ledger = Ledger()
                passage = ledger.book_passage(passage_of(one))
                draft = f"{sentence.rstrip(' .')} [{passage.id}]."
                yield passage, settle(draft, ledger, as_of=findings.market.desk.as_of)


def _title(citation: Json) -> str:
    beside = [citation["publisher"], citation["published"], citation["locator"]]
    return f"“{citation['title']}” ({', '.join(part for part in beside if part)})"
