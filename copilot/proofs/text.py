"""Whether the text of a document is made of its pieces, and each piece of its fact or passage."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import isclose

from copilot.answer import Json
from copilot.facts import Fact, GivenInput
from copilot.grounding.printing.render import render

FIGURES = ("proved", "given", "quoted", "unproved")
SCALES = (1.0, 0.01, 0.0001, 1e3, 1e6, 1e9)
SPACE = re.compile(r"\s+")


def text_faults(document: Json, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield what is wrong with the text, its segments, its citations and the counts over them."""
    parts = pieces(document)
    every = document.get("segments") or [segment for _, segments in parts for segment in segments]
    if "segments" in document and document.get("text") != "".join(s["text"] for s in document["segments"]):
        yield "text: it is not its segments joined"
    for place, segments in parts:
        for number, segment in enumerate(segments, 1):
            yield from (f"{place} {number}: {fault}" for fault in _segment_faults(segment, document, facts))
            if segments is not every and "segments" in document and segment not in every:
                yield f"{place} {number}: {segment['text']!r} is not in the text"
    supported = {s["citation"] for s in every if s.get("citation") and s.get("verdict") == "supported"}
    yield from _citation_faults(document, supported)
    if "checks" in document:
        yield from _count_faults(document["checks"], every)


def pieces(document: Json) -> list[tuple[str, Sequence[Json]]]:
    """Return every list of segments with the name of its place: the text, and a brief's sections."""
    found: list[tuple[str, Sequence[Json]]] = [("segment", document["segments"])] if "segments" in document else []
    for section in document.get("sections") or ():
        found.append((f"section {section.get('heading')!r} segment", section["segments"]))
    return found


def _segment_faults(segment: Json, document: Json, facts: Mapping[str, Fact]) -> Iterator[str]:
    text, name = segment["text"], segment.get("fact")
    if segment.get("citation") is not None:
        yield from _marker_faults(segment, document)
    elif segment.get("verdict") == "given":
        if not _was_given(text, name, document, facts):
            yield f"{text!r} is called given and stands in no question"
    elif name is not None and name not in facts:
        yield f"{text!r} refers to {name}, which is not there"
    elif name is not None:
        language = document.get("language", "en")
        expected = render(facts[name], segment.get("part") or "value", segment.get("format") or "", language)
        if text != expected and segment.get("verdict") == "proved":
            yield f"{name} renders as {expected!r}, the text says {text!r}"
    elif segment.get("verdict") == "proved":
        yield f"{text!r} is called proved and names no fact"


def _was_given(text: str, name: str | None, document: Json, facts: Mapping[str, Fact]) -> bool:
    """Say whether a figure stands in the question, or is the one that a fact of this thread was computed with."""
    if text in document.get("question", ""):
        return True
    digits = re.sub(r"[^\d.]", "", text)
    values = [i.value for f in facts.values() for i in f.inputs if isinstance(i, GivenInput) and i.given == name]
    return bool(digits) and any(isclose(abs(v), float(digits) * scale) for v in values for scale in SCALES)


def _marker_faults(segment: Json, document: Json) -> Iterator[str]:
    name = segment["citation"]
    cited = next((c for c in document.get("citations") or () if c["id"] == name), None)
    if cited is None:
        if segment.get("verdict") == "supported":
            yield f"{segment['text']!r} refers to {name}, which is not there"
    elif segment["text"] and segment["text"].strip() != f"[{cited['marker']}]":
        yield f"{name} has the marker [{cited['marker']}], the text says {segment['text']!r}"


def _citation_faults(document: Json, supported: Collection[str]) -> Iterator[str]:
    passages = {p["id"]: p["text"] for p in document.get("passages") or ()}
    for cited in document.get("citations") or ():
        if cited["id"] not in passages:
            yield f"{cited['id']}: its passage is not there"
        elif _plain(cited.get("quote") or "") not in _plain(passages[cited["id"]]):
            yield f"{cited['id']}: its quote is not in its passage"
        elif not cited.get("quote") and cited["id"] in supported:
            yield f"{cited['id']}: it is called supported and quotes nothing"
    markers = [cited["marker"] for cited in document.get("citations") or ()]
    if markers != list(range(1, len(markers) + 1)):
        yield f"citations: their markers are {markers}"


def _plain(text: str) -> str:
    return SPACE.sub(" ", text).strip()


def _count_faults(checks: Json, segments: Sequence[Json]) -> Iterator[str]:
    figures = [s for s in segments if s.get("verdict") in FIGURES and s.get("citation") is None]
    markers = [s for s in segments if s.get("citation") is not None]
    counted = {
        "figures": len(figures),
        **{name: sum(s["verdict"] == name for s in figures) for name in ("proved", "given", "quoted")},
        "citations": len(markers),
        "supported": sum(s.get("verdict") == "supported" for s in markers),
    }
    for name, count in counted.items():
        if checks.get(name) != count:
            yield f"checks: {name} is {checks.get(name)}, the segments have {count}"
    unproved = sum(s["verdict"] == "unproved" for s in figures)
    if len(checks.get("unproved") or ()) != unproved:
        yield f"checks: {len(checks.get('unproved') or ())} unproved are listed, the segments have {unproved}"
