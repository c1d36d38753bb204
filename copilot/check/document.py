"""The check document: claims with their verdicts, the facts behind them, sealed."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from copilot.answer import DISCLAIMER, SCHEMA, Json, seal
from copilot.assembly import passage_json
from copilot.check.checking import judge_article
from copilot.check.claim import VERDICTS, Computed, Judged
from copilot.check.contradictions.finding import contradictions
from copilot.check.judging.findings import Findings
from copilot.check.judging.forensics import Explained, explain
from copilot.check.judging.market import Market
from copilot.check.judging.proving import prove
from copilot.check.judging.telling import shown
from copilot.check.published import before_close, published_on
from copilot.check.reading.article import Progress, silent
from copilot.check.wording import sentence_case
from copilot.facts import Fact, FactInput, SeriesInput, fact_json, window_json
from copilot.ledger import Ledger
from copilot.toolbox import Desk
from tools.prices import PriceSource
from tools.sessions import Sessions
from tools.universe import Universe

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from tools.library import Library

LONGEST = 200_000
LONGEST_TITLE = 160
MEASURES = {
    "growth": "ratio", "breadth_count": "count", "streak": "count", "record_count": "count", "below_high": "other",
    "above_low": "other",
    "high_of": "high", "low_of": "low", "open_of": "open", "record": "record_high",
    "sector_move": "total_return", "to_low": "other", "to_high": "other", "to_open": "other", "low_points": "other",
    "high_points": "other",
    "span_high": "high", "span_low": "low", "from_mark": "price_return", "to_regain": "other", "from_extreme": "other",
}  # fmt: skip


class ArticleRefused(ValueError):
    """An article that cannot be checked: empty, or far too long."""


def check_article(
    text: str,
    published: date | None,
    prices: PriceSource,
    universe: Universe,
    sessions: Sessions,
    progress: Progress = silent,
    title: str = "",
    model: "BaseChatModel | None" = None,
    open_library: "Callable[[], Library] | None" = None,
) -> Json:
    """Return the check document of an article.

    Parameters
    ----------
    text : str
        The article as plain text or Markdown; quotes are positions in it.
    published : date or None
        Its day; read from the text where it is None, else the newest session that the prices have.
    prices, universe, sessions
        Where rows, names and the calendar come from. No row later than the publication is used.
    progress : callable
        Told what is being done, how much of it is done, and of how much.
    title : str
        Its title where the file gives one; else its first line.
    model : BaseChatModel, optional
        Proposes claims beside those that the built-in reader finds; they are checked alike.
    open_library : callable, optional
        Opens the source library, for figures that prices cannot settle and whose source it holds.

    Raises
    ------
    ArticleRefused
        When there is nothing to read, or more than LONGEST characters.
    PriceSourceError
        When the prices cannot be opened.

    """
    require_article(text)
    newest = prices.newest_session()
    told = published or published_on(text)
    day = told or newest
    as_of = min(newest, sessions.on_or_before(max(day, sessions.days[0])))
    if as_of == day and before_close(text, title):
        as_of = sessions.before(as_of)
    desk = Desk(prices, universe, sessions, as_of, Ledger(), open_library=open_library)
    findings = judge_article(desk, text, day, progress, model)
    progress("Explaining what is wrong", 0, 1)
    return assemble(findings, explain(findings), told, title or _title(findings))


def require_article(text: str) -> None:
    """Raise ArticleRefused for a text that is empty, or too long to be one article."""
    if not text.strip():
        raise ArticleRefused("the article is empty; give a text with a few sentences in it")
    if len(text) > LONGEST:
        raise ArticleRefused(f"the text has {len(text):,} characters, more than {LONGEST:,}; give one article alone")


def _title(findings: Findings) -> str:
    first = next((p.text for p in findings.article.pieces if p.kind == "title"), "")
    first = first or next((p.text for p in findings.article.pieces if p.kind == "sentence"), "Article")
    plain = first.strip().lstrip("# ").strip()
    return plain if len(plain) <= LONGEST_TITLE else f"{plain[:LONGEST_TITLE].rsplit(' ', 1)[0]} …"


def assemble(findings: Findings, explained: Sequence[Explained], told: date | None, title: str) -> Json:
    """Return the document of an article whose claims have been judged and explained."""
    desk = findings.market.desk
    entries = [
        _claim(f"C{n}", j, e, findings.market)
        for n, (j, e) in enumerate(zip(findings.judged, explained, strict=True), 1)
    ]
    cited = {j.citation["id"]: dict(j.citation) for j in findings.judged if j.citation}
    found = contradictions(findings)
    counted = Counter(entry["verdict"] for entry in entries)
    ledger = desk.ledger
    facts = _needed(ledger, entries)
    body: Json = {
        "schema": SCHEMA,
        "kind": "check",
        "title": title,
        "published": findings.article.published.isoformat(),
        "published_from": "the text or the user" if told else "the newest session of the data",
        "as_of": desk.as_of.isoformat(),
        "text": findings.article.text,
        "claims": entries,
        "contradictions": found,
        "citations": list(cited.values()),
        "passages": [passage_json(ledger, name) for name in cited],
        "facts": [fact_json(fact) for fact in facts],
        "series": {i.sha256: ledger.series[i.sha256] for f in facts for i in f.inputs if isinstance(i, SeriesInput)},
        "summary": {"claims": len(entries), **{verdict: counted[verdict] for verdict in VERDICTS}},
        "notices": ["There were more claims than are checked at once; the rest was left out."]
        if findings.article.cut
        else [],
        "data": desk.data_line(),
        "disclaimer": DISCLAIMER,
    }
    return {**body, "sha256": seal(body)}


def _needed(ledger: Ledger, entries: Sequence[Json]) -> list[Fact]:
    queue = [e["computed"]["fact"] for e in entries if e["computed"]]
    queue += [r["fact"] for e in entries for r in e["readings"] if r.get("fact")]
    wanted: set[str] = set()
    while queue:
        name = queue.pop()
        if name not in wanted:
            wanted.add(name)
            queue += [i.fact for i in ledger.facts[name].inputs if isinstance(i, FactInput)]
    return [ledger.facts[i] for i in sorted(wanted, key=lambda i: int(i[1:]))]


def _claim(name: str, judged: Judged, explained: Explained, market: Market) -> Json:
    claim = judged.claim
    chosen = judged.chosen
    reading = chosen.reading if chosen else claim.main
    fact = prove(chosen, market) if chosen else None
    subject = list(reading.subject) if reading else []
    measure = (
        MEASURES.get(reading.measure, reading.measure)
        if reading and judged.verdict != "not_checkable"
        else claim.measure
    )
    return {
        "id": name,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "subject": subject[:1] if measure == "rank" else subject,
        "name": claim.name,
        "measure": claim.measure if claim.measure in ("rank", "record_high", "count") else measure,
        "basis": reading.basis if reading else "none",
        "window": window_json(reading.window) if reading else None,
        "stated": claim.stated.to_json(),
        "computed": {"fact": fact.id, "value": fact.value} if fact else None,
        "verdict": judged.verdict,
        "reason": sentence_case(judged.reason),
        "citation": judged.citation["id"] if judged.citation else None,
        "readings": _readings(judged, market) if judged.verdict == "ambiguous" else [],
        "near": [dict(n) for n in explained.near],
        "reproduced_by": [dict(r) for r in explained.reproduced],
    }


def _readings(judged: Judged, market: Market) -> list[Json]:
    """Return the fair readings of an ambiguous claim, each with its figure and, where booked, its fact."""
    found: list[Json] = []
    for one in [c for c in (judged.chosen, *judged.others) if c]:
        fact = prove(one, market)
        entry: dict[str, Any] = {
            "label": _label(one),
            "value": one.value,
            "shown": shown(one),
            "window": window_json(one.reading.window),
            "subject": list(one.reading.subject[:2]),
            "fact": fact.id if fact else None,
        }
        if entry not in found:
            found.append(entry)
    return found


def _label(one: Computed) -> str:
    words = MEASURES.get(one.reading.measure, one.reading.measure).replace("_", " ")
    return one.reading.label if one.reading.other and one.reading.label else words
