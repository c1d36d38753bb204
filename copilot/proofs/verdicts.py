"""Whether the readings, verdicts and claims of a document agree with the calendar and its facts."""

from collections.abc import Iterator, Mapping
from math import isclose

from copilot.answer import Json
from copilot.facts import Fact, window_from_json
from copilot.proofs.judging import NotComparable, Stated, judge
from tools.sessions import Sessions

SUPPORTED = ("price_return", "annualized_return", "close", "points_change")
CLAIM_VERDICTS = ("supported", "contradicted", "ambiguous", "not_checkable")


def reading_faults(document: Json, sessions: Sessions) -> Iterator[str]:
    """Yield readings whose window is none, or whose number of sessions is not the calendar's."""
    for number, reading in enumerate(document.get("reading") or (), 1):
        window = window_from_json(reading.get("window"))
        if window is None:
            continue
        count = len(sessions.between(window.start, window.end))
        if reading.get("sessions") != count:
            yield f"reading {number}: {reading.get('sessions')} sessions are stated, the window has {count}"
        if sessions.before(window.start) != window.base:
            yield f"reading {number}: the base {window.base} is not the last session before {window.start}"


def verdict_faults(document: Json, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield verdicts on the question's claims that their fact does not give."""
    for number, verdict in enumerate(document.get("verdicts") or (), 1):
        name, place = verdict.get("fact"), f"verdict {number}"
        if name not in facts:
            yield f"{place}: it rests on {name}, which is not there"
            continue
        if "stated" not in verdict:
            continue
        try:
            found = judge(Stated(**verdict["stated"]), facts[name])
        except (NotComparable, TypeError) as error:
            yield f"{place}: it cannot be judged again ({error})"
            continue
        if (verdict["verdict"], verdict["reason"]) != (found.verdict, found.reason):
            yield f"{place}: judged again, {name} gives {found.verdict} ({found.reason})"
        if verdict["stated"]["text"] not in verdict["quote"]:
            yield f"{place}: the figure {verdict['stated']['text']!r} is not in its quote"


def _place_faults(claim: Json, document: Json) -> Iterator[str]:
    if claim["verdict"] not in CLAIM_VERDICTS:
        yield f"{claim['id']}: {claim['verdict']!r} is no verdict"
    if "text" in document and "quote" in claim and document["text"][claim["start"] : claim["end"]] != claim["quote"]:
        yield f"{claim['id']}: its quote is not what stands at its place in the text"


def _support_faults(claim: Json) -> Iterator[str]:
    """Yield a plain return that is called supported though its figure is another than the computed one."""
    stated, computed = claim.get("stated") or {}, claim.get("computed")
    plain = claim.get("measure") in SUPPORTED and not stated.get("hedge") and isinstance(stated.get("value"), float)
    if claim["verdict"] != "supported" or not computed or not plain or not stated["precision"]:
        return
    off = abs(abs(float(computed["value"])) - abs(stated["value"]))
    if off > stated["precision"] and claim["basis"] == "price":
        yield f"{claim['id']}: called supported, stated {stated['value']}, computed {computed['value']}"


def claim_faults(document: Json, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield claims of a check whose computed value is not its fact's, and a summary that miscounts."""
    claims = document.get("claims") or ()
    for claim in claims:
        yield from _place_faults(claim, document)
        yield from _support_faults(claim)
        if claim.get("citation") and claim["citation"] not in {c["id"] for c in document.get("citations") or ()}:
            yield f"{claim['id']}: it rests on {claim['citation']}, which is not there"
        computed = claim.get("computed")
        if computed and computed.get("fact") not in facts:
            yield f"{claim['id']}: it rests on {computed.get('fact')}, which is not there"
        elif computed and not isclose(float(facts[computed["fact"]].value), float(computed["value"]), rel_tol=1e-12):
            yield f"{claim['id']}: computed {computed['value']}, {computed['fact']} is {facts[computed['fact']].value}"
    if "summary" in document:
        counted = {"claims": len(claims)} | {v: sum(c["verdict"] == v for c in claims) for v in CLAIM_VERDICTS}
        for name, count in counted.items():
            if document["summary"].get(name) != count:
                yield f"summary: {name} is {document['summary'].get(name)}, the claims have {count}"
