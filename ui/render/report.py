"""A check as rows and lines that every format lays out: what was found, in ten seconds and in full."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.render.clean import plain
from ui.render.naming import names_of
from ui.render.values import counted, day, span

Document = Mapping[str, Any]
NAMES = {
    "contradicted": "contradicted",
    "supported": "supported",
    "ambiguous": "ambiguous",
    "not_checkable": "not checkable",
}
SYMBOLS = {"contradicted": "✗", "supported": "✓", "ambiguous": "?", "not_checkable": "–"}
RULES = {
    "total_vs_annualized": "A total against a yearly figure",
    "ratio_vs_parts": "A multiple against its parts",
    "same_quantity": "One quantity, two figures",
    "points_vs_percent": "Points against percent",
    "rank_vs_listed": "A rank against what is listed",
    "rank_not_shown": "A rank that is not shown",
    "too_many_sessions": "More sessions than there were",
    "unfinished_period": "A period told before its end",
    "subject_changes_name": "A subject that changes its name",
    "set_changes_name": "A set that changes its name",
    "sum": "Parts beyond the whole",
    "count_vs_listed": "A count against what is listed",
}
MOST_IN_SUMMARY = 3


@dataclass(frozen=True)
class Line:
    """One claim, ready to lay out."""

    id: str
    quote: str
    start: int
    end: int
    verdict: str
    reason: str
    window: str
    fact: str | None
    more: tuple[str, ...]

    @property
    def name(self) -> str:
        """The verdict in a reader's words."""
        return NAMES.get(self.verdict, self.verdict)


def lines_of(document: Document) -> tuple[Line, ...]:
    """Return the claims of a check in the order of the text."""
    return tuple(_line(claim) for claim in document.get("claims", ()))


def _line(claim: Mapping[str, Any]) -> Line:
    computed = claim.get("computed") or {}
    return Line(
        plain(claim["id"]),
        plain(claim["quote"]),
        int(claim["start"]),
        int(claim["end"]),
        plain(claim["verdict"]),
        plain(claim["reason"]),
        span(claim.get("window"), claim.get("measure") or "") if claim["verdict"] != "not_checkable" else "",
        computed.get("fact"),
        tuple(_more(claim)),
    )


def _more(claim: Mapping[str, Any]) -> Iterator[str]:
    for reading in claim.get("readings", ()):
        where = span(reading.get("window"))
        yield plain(f"Read as {reading['label']}: {reading['shown']}" + (f", {where}." if where else "."))
    for near in claim.get("near", ()):
        yield plain(f"Near it: {near['value']:.2%} was {near['label']}.")
    for found in claim.get("reproduced_by", ()):
        others = f"; the same window gives {', '.join(found['also_explains'])}" if found.get("also_explains") else ""
        label = "" if found["label"].endswith(found["subject"][0]) else f", {found['label']}"
        yield plain(
            f"Where the figure may come from: {found['value']:.2%} for {names_of(found['subject'])}{label}{others}. "
            f"{found['windows_tried']} natural windows were tried."
        )


def summary_line(document: Document) -> str:
    """Return how many claims hold and how many do not, in one sentence."""
    counts = document["summary"]
    if not counts["claims"]:
        return "No market figure was found in this text."
    parts = [f"{counts[v]} {NAMES[v]}" for v in NAMES if counts[v]]
    return f"{counted(counts['claims'], 'claim')}: {', '.join(parts)}."


def worst_lines(document: Document) -> tuple[str, ...]:
    """Return the first contradicted claims, each with what it really was."""
    wrong = [line for line in lines_of(document) if line.verdict == "contradicted"]
    shown = wrong if len(wrong) == MOST_IN_SUMMARY + 1 else wrong[:MOST_IN_SUMMARY]
    told = [f"“{line.quote}”: {line.reason}" for line in shown]
    rest = len(wrong) - len(told)
    return (*told, *([f"and {rest} more that do not hold."] if rest else []))


def origin_lines(document: Document) -> tuple[str, ...]:
    """Return the article's day, the last session used, and where the prices are from."""
    origin = f"published {day(document['published'])}, judged with prices up to {day(document['as_of'])}"
    return (f"Article {origin}.", f"Data: {plain(document.get('data', ''))}.", *map(plain, document.get("notices", ())))


def contradiction_lines(document: Document) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Return the contradictions inside the text: what kind, the words, and why."""
    return tuple(
        (RULES.get(c["rule"], plain(c["rule"])), tuple(plain(q) for q in c["quotes"]), plain(c["reason"]))
        for c in document.get("contradictions", ())
    )


@dataclass(frozen=True)
class Stretch:
    """Some characters of the article, and the claim that they state, if any."""

    text: str
    line: Line | None = None


def stretches(document: Document) -> Iterator[Stretch]:
    """Yield the article from beginning to end, cut at its claims; where two overlap the first keeps the words."""
    text, at = str(document.get("text", "")), 0
    for line in sorted(lines_of(document), key=lambda one: (one.start, one.end)):
        start = max(line.start, at)
        if start >= line.end:
            continue
        if start > at:
            yield Stretch(plain(text[at:start]))
        yield Stretch(plain(text[start : line.end]), line)
        at = line.end
    if at < len(text):
        yield Stretch(plain(text[at:]))


def facts_used(document: Document) -> Sequence[Mapping[str, str]]:
    """Return the facts that the claims rest on, as the renderers of proofs ask for them."""
    named = [c["computed"]["fact"] for c in document.get("claims", ()) if c.get("computed")]
    named += [r["fact"] for c in document.get("claims", ()) for r in c.get("readings", ()) if r.get("fact")]
    return [{"fact": name} for name in dict.fromkeys(named)]
