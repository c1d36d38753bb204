"""What a check finds, before it is written down."""

from dataclasses import dataclass

from copilot.check.claim import Judged
from copilot.check.judging.market import Market
from copilot.check.reading.article import Article


@dataclass(frozen=True)
class Findings:
    """An article with a verdict on each of its claims."""

    article: Article
    judged: tuple[Judged, ...]
    market: Market
