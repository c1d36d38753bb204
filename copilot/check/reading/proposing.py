"""Claims that a chat model proposes: each with an exact quote, each checked like those of the built-in reader."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from copilot.check.claim import Claim, Reading
from copilot.check.reading.clock import Clock
from copilot.check.reading.needs import NOBODY
from copilot.check.reading.returns import return_readings
from copilot.check.reading.seat import stated_of
from copilot.check.reading.timed import Timed
from copilot.grounding.reading.direction import EITHER, direction
from copilot.grounding.reading.figures import find_figures
from copilot.grounding.reading.scan import scan
from prompts import load
from tools.errors import AmbiguousName, UnknownName
from tools.universe import Instrument, Universe

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from copilot.check.reading.article import Article

MOST = 200
KEYS = ("quote", "subject", "period", "measure")
RETURNS = ("price_return", "total_return", "annualized_return")
MEASURES = (*RETURNS, "points_change", "close")
ARRAY = re.compile(r"\[.*\]", re.DOTALL)


@dataclass(frozen=True)
class Proposal:
    """What a model says that the article claims; nothing of it is believed before it is checked."""

    quote: str
    subject: str
    period: str
    measure: str


def propose(article: "Article", model: "BaseChatModel") -> list[Proposal]:
    """Return the claims that a chat model finds in an article; none where its reply is no such list.

    Raises whatever the model raises when it cannot be reached.
    """
    prompt = load("claims", article=article.text, published=article.published.isoformat())
    return list(parsed(str(model.invoke(prompt.text).text)))


def parsed(reply: str) -> Iterator[Proposal]:
    """Yield the proposals in a model's reply; what does not fit the schema is passed over."""
    found = ARRAY.search(reply)
    try:
        entries = json.loads(found[0]) if found else []
    except (ValueError, RecursionError):
        return
    for entry in entries[:MOST] if isinstance(entries, list) else ():
        if isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in KEYS):
            yield Proposal(*(entry[key] for key in KEYS))


def accepted(article: "Article", proposals: Sequence[Proposal], universe: Universe) -> list[Claim]:
    """Return the proposals as claims: the quote must stand in the text, where no claim is or one without a subject."""
    taken = [(c.start, c.end) for c in article.claims if c.needs != NOBODY]
    claims: list[Claim] = []
    for one in proposals:
        at = article.text.find(one.quote) if one.quote.strip() else -1
        span = (at, at + len(one.quote))
        if at < 0 or any(span[0] < e and s < span[1] for s, e in taken):
            continue
        claim = _claim(one, at, article.clock, universe)
        if claim is not None:
            taken.append(span)
            claims.append(claim)
    return claims


def _claim(one: Proposal, at: int, clock: Clock, universe: Universe) -> Claim | None:
    figures = [f for f in find_figures(one.quote).figures if f.unit in ("percent", "points", "number", "usd")]
    subject = _subject(one.subject, universe)
    if len(figures) != 1 or subject is None or one.measure not in MEASURES:
        return None
    told = direction(scan(one.quote, {}), 0)
    sign = figures[0].sign or (told if told in (1, -1) else 1)
    stated = stated_of(figures[0], sign if one.measure != "close" else 1, told != EITHER)
    readings = _readings(one, clock, subject, universe)
    context: dict[str, Any] = {"sentence": at, "paragraph": -1, "figure": at + figures[0].start}
    return Claim(
        one.quote, at, at + len(one.quote), stated, one.measure, tuple(readings),
        certain=False, name=subject.short, window_words=one.period, context=context,
    )  # fmt: skip


def _subject(name: str, universe: Universe) -> Instrument | None:
    try:
        found = universe.resolve(name)
    except (UnknownName, AmbiguousName):
        return None
    return found if isinstance(found, Instrument) else None


def _readings(one: Proposal, clock: Clock, subject: Instrument, universe: Universe) -> Iterator[Reading]:
    times: Sequence[Timed] = [t for t in clock.find(one.period) if t.windows] if one.period.strip() else []
    for window in (times[0] if times else clock.spoken()).windows:
        if one.measure in RETURNS:
            yield from return_readings(universe, one.quote, (subject.symbol,), one.measure, window, one.period, False)
        else:
            yield Reading(one.measure, (subject.symbol,), window, "price", one.period)


def with_proposals(article: "Article", model: "BaseChatModel", universe: Universe) -> "Article":
    """Return the article with the claims that a chat model found beside those of the built-in reader."""
    more = accepted(article, propose(article, model), universe)
    kept = [c for c in article.claims if not any(m.start < c.end and c.start < m.end for m in more)]
    claims = sorted((*kept, *more), key=lambda c: (c.start, c.end))
    return replace(article, claims=tuple(claims))
