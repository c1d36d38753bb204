"""Check an article: read its claims, judge each, explain the wrong ones, and write the check document."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from copilot.check.claim import Claim
from copilot.check.judging.consulting import consulted
from copilot.check.judging.findings import Findings
from copilot.check.judging.market import Market, years_back
from copilot.check.judging.together import settled_together
from copilot.check.judging.values import value_of
from copilot.check.judging.verdicts import judge
from copilot.check.reading.article import Article, Progress, read_article, silent
from copilot.check.reading.nearby import FAMILY
from copilot.check.reading.seat import FUND_OF
from copilot.check.tolerance import holds
from copilot.toolbox import Desk

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

HISTORY_YEARS = 6


def judge_article(
    desk: Desk, text: str, published: date, progress: Progress = silent, model: "BaseChatModel | None" = None
) -> Findings:
    """Return the article with its claims judged; the desk's as-of is the last session it may use.

    A chat model may propose claims beside those that the built-in reader finds.
    """
    article = read_article(text, published, desk.as_of, desk.universe, desk.sessions, progress)
    progress("Loading prices", 0, 1)
    first = _first(article.claims, desk.as_of)
    market = Market(desk, symbols_of(article.claims), first)
    spoken = _spoken(article, market)
    if spoken is not None:
        article = read_article(text, published, desk.as_of, desk.universe, desk.sessions, progress, spoken)
    if model is not None:
        from copilot.check.reading.proposing import with_proposals

        progress("Asking the chat model for claims", 0, 1)
        article = with_proposals(article, model, desk.universe)
        desk.fetch(symbols_of(article.claims), first)
    agreed = bool(article.topic.text) or _agreed(article.claims, market)
    judged = []
    for number, claim in enumerate(article.claims):
        found = judge(claim, market, agreed)
        judged += [found] if found else []
        if number % 20 == 0:
            progress("Judging the claims", number, len(article.claims))
    return consulted(Findings(article, tuple(settled_together(judged, market)), market))


def _first(claims: Sequence[Claim], as_of: date) -> date:
    """Return the day from which prices are needed: some years back, or since when something is called the best."""
    told: list[date] = [r.params["since"] for c in claims for r in c.readings if r.measure == "best_since"]
    return min([years_back(as_of, HISTORY_YEARS), *told])


def symbols_of(claims: Sequence[Claim]) -> list[str]:
    """Return every symbol that the claims and their explanations may need, for one request."""
    wanted = [s for c in claims for r in (*c.readings, *c.fallback) for s in r.subject]
    if any(s in FUND_OF for s in wanted):
        wanted += sorted(FUND_OF)
    return list(dict.fromkeys([*wanted, *(FAMILY if wanted else ())]))


def _spoken(article: Article, market: Market) -> date | None:
    """Return the session that the article speaks from, where its figures tell it plainly."""
    anchors = article.clock.anchors
    if len(anchors) < 2:
        return None
    votes: Counter[date] = Counter()
    for claim in article.claims:
        ends = {r.window.end for r in claim.readings if r.window and not r.other and r.window.end in anchors}
        if (
            claim.stated.value is None
            or claim.stated.hedge == "little"
            or len(ends) < 2
            or claim.measure in ("rank", "count")
        ):
            continue
        right = {
            r.window.end for r in claim.readings
            if r.window and not r.other and r.window.end in ends
            and (v := value_of(r, market, claim.stated.value)) is not None and holds(claim.stated, v)
        }  # fmt: skip
        if len(right) == 1:
            votes[right.pop()] += 1
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def _agreed(claims: Sequence[Claim], market: Market) -> bool:
    """Say whether most figures whose time is left unsaid hold for the time that the article is about."""
    held = tried = 0
    for claim in claims:
        if (
            claim.certain
            or claim.stated.value is None
            or claim.stated.hedge == "little"
            or claim.measure not in ("price_return", "points_change", "close")
        ):
            continue
        plain = [r for r in (*claim.readings, *claim.fallback) if not r.other]
        values = [v for r in plain if (v := value_of(r, market, claim.stated.value)) is not None]
        tried += bool(values)
        held += any(holds(claim.stated, v) for v in values)
    return tried >= 2 and held * 2 >= tried
